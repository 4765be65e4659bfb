#include "measures/figure_reader.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include "base/workbench.h"
#include "measures/figure_file.h"

namespace touchstone::measures {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;

EachRow rows_of(const std::string& text) { return each_of(read_csv(text).value().rows); }

Read read(const std::string& text, const Said& said = {"name", {}}) { return read_figures(rows_of(text), scotland(), said).value(); }

std::string why(const std::string& text) {
    const auto outcome = read_figures(rows_of(text), scotland(), {});
    return outcome ? "" : outcome.error().front().text;
}

using Counts = std::vector<std::int64_t>;
// Rows, values, withheld, missing, refused.
Counts counts_of(const Read& read) { return {read.rows, read.values, read.withheld, read.missing, read.refused}; }

// Of each question what it is about, and the end of its sentence's key.
std::vector<std::string> questions_of(const Read& read) {
    std::vector<std::string> asked;
    for (const auto& question : read.questions)
        asked.push_back(question.subject + " " + question.sentence.substr(question.sentence.rfind('.') + 1));
    return asked;
}

// Of each problem its row, its column and the end of its sentence's key.
std::vector<std::string> problems_of(const Read& read) {
    std::vector<std::string> said;
    for (const auto& problem : read.problems)
        said.push_back(std::to_string(problem.row) + " " + problem.column + " " + problem.why.substr(problem.why.rfind('.') + 1));
    return said;
}

// Of each figure its area, period, measure and number, as they are after everything has been read.
std::vector<std::string> figures_of(const std::string& text, const Said& said = {"name", {}}) {
    struct Given {
        std::optional<std::size_t> area, period;
        std::size_t measure;
        std::string groups, number;
    };
    std::vector<Given> given;
    const auto read = read_figures(rows_of(text), scotland(), said, [&](const Figure& figure) {
        std::string groups;
        for (const auto& group : figure.groups) groups += " " + group;
        const auto* state = figure.state == FigureState::withheld ? "withheld" : "missing";
        given.push_back({figure.area, figure.period, figure.measure, groups,
                         figure.state == FigureState::value ? std::to_string(static_cast<int>(figure.number)) : state});
    });
    std::vector<std::string> figures;
    for (const auto& one : given)
        figures.push_back((one.area ? read->areas[*one.area].code : "-") + " " +
                          (one.period ? text_of(read->periods[*one.period].period) : "-") + " " + read->measures[one.measure].name +
                          one.groups + " " + one.number);
    return figures;
}

TEST(FigureReader, reads_tidy_tables_of_a_data_cube) {
    const std::string text =
        "FeatureCode,DateCode,Measurement,Units,Value,Age,DataMarker\n"
        "S12000047,Academic year 2016-17,Percent,Percent Of Leavers,96,All,\n"
        "S12000047,Academic year 2017-18,Percent,Percent Of Leavers,,All,*\n"
        "S12000046,2016-2017,Count,Children,\"1,204\",Under 5,\n"
        "S12000046,2016-2017,Count,Children,NA,Over 5,\n";
    const auto found = read(text);
    EXPECT_EQ(found.columns.shape, Shape::tidy);
    EXPECT_EQ(counts_of(found), (Counts{4, 2, 1, 1, 0}));
    EXPECT_THAT(figures_of(text), ElementsAre("S12000047 2016-17 Percent All 96", "S12000047 2017-18 Percent All withheld",
                                              "S12000049 2016-17 Count Under 5 1204", "S12000049 2016-17 Count Over 5 missing"));
    EXPECT_EQ(found.measures[0].unit, "Percent Of Leavers");
    EXPECT_THAT(questions_of(found), ElementsAre("2016-2017 which_years", "2016-2017 periods_mixed"));
}

TEST(FigureReader, reads_the_answers_of_an_endpoint) {
    const std::string host = "http://statistics.gov.scot/", area = host + "id/statistical-geography/S12000005",
                      of = "http://reference.data.gov.uk/id/government-year/2015-2016";
    EXPECT_THAT(
        figures_of("refArea,refPeriod,measureType,type,value\n" + area + "," + of + "," + host + "def/measure-properties/ratio,x,9.72E1\n"),
        ElementsAre("S12000005 2015-16 ratio x 97"));
    const auto rows =
        rows_of_answer(R"({"head":{"vars":["refArea","refPeriod","value"]},"results":{"bindings":[
        {"refArea":{"type":"uri","value":")" +
                       area + R"("},"refPeriod":{"type":"uri","value":")" + of + R"("},"value":{"type":"literal","value":"472"}},
        {"refArea":{"type":"uri","value":")" +
                       area + R"("},"refPeriod":{"type":"uri","value":"http://reference.data.gov.uk/id/year/2017"}}]}})");
    ASSERT_TRUE(rows);
    const auto found = read_figures(each_of(*rows), scotland(), {}).value();
    EXPECT_EQ(counts_of(found), (Counts{2, 1, 1, 0, 0}));
    for (const auto* wrong :
         {"{}", "[]", "{", R"({"head":{"vars":[1]},"results":{"bindings":[]}})", R"({"head":{"vars":["a"]},"results":{"bindings":[1]}})"})
        EXPECT_FALSE(rows_of_answer(wrong)) << wrong;
}

TEST(FigureReader, reads_wide_tables_with_areas_or_periods_across) {
    EXPECT_THAT(figures_of("Date,Fife,Tayside,The Elsewhere Hospital\n2020-03-26,*,5,2\n2020-03-27,1,NA,\n"),
                ElementsAre("S08000029 2020-03-26 name withheld", "S08000030 2020-03-26 name 5", " 2020-03-26 name 2",
                            "S08000029 2020-03-27 name 1", "S08000030 2020-03-27 name missing", " 2020-03-27 name withheld"))
        << "Fife is a board beside Tayside";
    const std::string across = "Council,Sex,2010-11,2011-12,2012-13\nFife,All,1,2,\nMoray,All,*,4,5\n";
    EXPECT_EQ(read(across).columns.shape, Shape::periods_across);
    EXPECT_THAT(figures_of(across, {"name", {PeriodKind::financial_year, std::nullopt}}),
                ElementsAre("S12000047 2010-11 name All 1", "S12000047 2011-12 name All 2", "S12000047 2012-13 name All withheld",
                            "S12000020 2010-11 name All withheld", "S12000020 2011-12 name All 4", "S12000020 2012-13 name All 5"));
    EXPECT_THAT(questions_of(read(across)), ElementsAre("2010-11 which_years", "name measure_unsaid"));
    EXPECT_THAT(questions_of(read("Council,2010-11,2011-12\nAngus,1,2\n")), Contains("2010-11 month_or_years")) << "nothing shows which";
    EXPECT_EQ(read("Council,2010-11,2010-12\nAngus,1,2\n").periods[0].period.kind, PeriodKind::month)
        << "there is no year from 2010 to 2012";
}

TEST(FigureReader, takes_each_column_of_numbers_for_a_measure_and_asks_what_is_a_share) {
    std::string text =
        "SnapshotDate,Council_Area_Name,n_active,n_graded,n_good,n_weak\n2018-01-31,Fife,9,8,7,1\n2018-01-31,Angus,5,5,*,0\n";
    EXPECT_THAT(questions_of(read(text)), Not(Contains("n_graded denominator"))) << "two rows say little";
    for (const auto* area : {"Moray", "Highland", "Stirling", "Falkirk"}) text += "2018-01-31," + std::string(area) + ",9,8,7,1\n";
    const auto found = read(text);
    EXPECT_EQ(found.columns.shape, Shape::columns);
    EXPECT_EQ(counts_of(found), (Counts{6, 23, 1, 0, 0}));
    EXPECT_THAT(questions_of(found), ElementsAre("n_graded denominator", "n_good denominator", "n_weak denominator"));
    for (const auto& question : found.questions)
        EXPECT_EQ(question.values.at("other"), question.subject == "n_graded" ? "n_active" : "n_graded");
    const auto named = read("period,numerator,denominator\n2018,1,4\n");
    EXPECT_EQ(named.measures[0].denominator, 1U);
    EXPECT_THAT(questions_of(named), ElementsAre(" area_unsaid"));
}

TEST(FigureReader, reads_lists_without_figures) {
    const auto indicators = read(
        "Variable name,Title,One is high\nCHN9,% in the community,Yes\nCHN14a,Literacy Attainment "
        "Gap,Yes\nCHN22,Re-registrations,No\nCORP3,Gender Pay Gap,No\nX,\n");
    EXPECT_EQ(indicators.columns.shape, Shape::indicators);
    EXPECT_EQ(indicators.measures[0], (MeasureFound{"CHN9", "% in the community", "%", Better::higher, std::nullopt}));
    EXPECT_EQ(indicators.measures[1].better, std::nullopt) << "it is asked";
    EXPECT_EQ(indicators.measures[2].better, Better::lower);
    EXPECT_THAT(questions_of(indicators), ElementsAre("CHN14a better_higher"));
    const auto codes =
        read("CouncilCode,NewerCode,NameInLookup\nS12000005,,Clackmannanshire\nS12000015,S12000047,Fife\nS12000008,,Angus\n");
    EXPECT_EQ(codes.columns.shape, Shape::areas);
    EXPECT_EQ(codes.areas[1].code, "S12000047");
    EXPECT_THAT(problems_of(codes), ElementsAre("4 NameInLookup code_and_name"));
    EXPECT_EQ(read("Council,Rurality\nAngus,Rural\nMoray,Rural\n").columns.shape, Shape::groups);
}

TEST(FigureReader, asks_about_areas_that_are_not_known_or_there_twice) {
    const auto found = read(
        "Council,Year,Value\nEdinburgh,2020,1\nCity of Edinburgh,2020,300\nEilean Siar,2020,4\nNa h-Eileanan Siar,2021,4\noutside "
        "Scotland,2020,1\nFife,2020,2\n");
    EXPECT_EQ(found.areas.size(), 4U);
    EXPECT_THAT(found.areas[0].spellings, ElementsAre("Edinburgh", "City of Edinburgh"));
    EXPECT_EQ(found.areas[2], (AreaFound{"", "outside Scotland", {"outside Scotland"}, false}));
    EXPECT_EQ(found.areas[3].code, "S12000047") << "the column speaks of councils";
    EXPECT_THAT(questions_of(found), ElementsAre("City of Edinburgh area_clash", "Na h-Eileanan Siar area_twice",
                                                 "outside Scotland area_unknown", "name measure_unsaid"));
    EXPECT_THAT(questions_of(read("Area,Year,Value\nFife,2020,1\nScotland,2020,1\n")), Contains("Fife area_which"));
    EXPECT_THAT(questions_of(read("Area,Year,Value\nFife,2020,1\nAngus,2020,1\n")), Not(Contains("Fife area_which")));
}

TEST(FigureReader, asks_at_most_twenty_times_of_one_kind) {
    std::string text = "Council,Year,Value\n";
    for (int i = 0; i < 50; ++i) text += "Place " + std::to_string(i) + ",2020,1\n";
    const auto asked = questions_of(read(text));
    EXPECT_EQ(std::ranges::count_if(asked, [](const std::string& one) { return one.ends_with("area_unknown"); }), 20);
    EXPECT_EQ(read(text).questions.back().values.at("count"), "30");
}

TEST(FigureReader, asks_which_way_is_better_where_names_speak_against_it) {
    const auto found = read(
        "Council,Indicator2,Title,Year,Value,One is high\nFife,A1,Attainment gap,2020,1,Yes\nFife,A2,Satisfied "
        "parents,2020,1,No\nFife,A3,Cost,2020,1,No\nFife,A4,Rate,2020,1,Yes\nAngus,A4,Rate,2020,1,No\n"
        "Fife,A04,Rates,2020,1,Yes\n");
    EXPECT_THAT(questions_of(found), ElementsAre("A1 better_higher", "A2 better_lower", "A4 better_differs", "A04 codes_alike"));
    EXPECT_EQ(found.measures[2].better, Better::lower);
}

TEST(FigureReader, names_every_row_that_it_refuses) {
    const auto found = read(
        "Council,Year,Value\nFife,2020,abc\n,2020,1\nFife,soon,1\nFife,,1\nFife,2021,1,2\nSource: the "
        "council\nFife,2022,3\nFife,2022,4\nFife,2023,1e20\n");
    EXPECT_THAT(problems_of(found),
                ElementsAre("2 Value not_a_number", "3 Council area_missing", "4 Year period_unknown", "5 Year period_missing",
                            "6  too_many_cells", "7  only_one_cell", "9 Value twice", "10 Value too_large"));
    EXPECT_EQ(counts_of(found), (Counts{9, 1, 0, 0, 8}));
    EXPECT_THAT(problems_of(read("Council,Indicator,Year,Value\nFife,,2020,1\nFife,X,2020,1\n")),
                ElementsAre("2 Indicator measure_missing"));
    std::string many = "Council,Year,Value\n";
    for (int i = 0; i < 80; ++i) many += "Fife,2020,x\n";
    EXPECT_EQ(read(many).problems.size(), problems_kept);
    EXPECT_EQ(read(many).problem_count, 80);
}

TEST(FigureReader, knows_areas_by_their_codes_where_no_head_says_so) {
    const auto found = read("Data Zone,Month,Count\nS01006506,Jan 2020,4\nS01006507,Jan 2020,c\n");
    EXPECT_EQ(found.areas[0], (AreaFound{"S01006506", "", {"S01006506"}, false}));
    EXPECT_EQ(counts_of(found), (Counts{2, 1, 1, 0, 0}));
}

TEST(FigureReader, keeps_no_name_that_is_too_long) {
    const auto found = read("Council,Indicator,Year,Value\n" + std::string(300, 'x') + ",A,2020,1\nFife," + std::string(2'000, 'x') +
                            ",2020,1\nFife,A," + std::string(300, '2') + ",1\nFife,A,2020,1\n");
    EXPECT_THAT(problems_of(found), ElementsAre("2 Council too_long", "3  too_long", "4 Year period_unknown"));
    EXPECT_EQ(found.areas.size(), 1U);
}

TEST(FigureReader, gives_no_figure_that_was_refused) {
    EXPECT_THAT(figures_of("Council,Year,Value\nFife,2020,x\nFife,2021,2\nFife,2021,3\nFife,soon,4\n"),
                ElementsAre("S12000047 2021 name 2"));
}

TEST(FigureReader, refuses_a_slip_and_not_its_column) {
    const auto found = read("Year,Boys,Girls,Note\n2019,5,6,x\n2020,7,8,2\n2021,l2,9,x\n2022,7,8,1\n2023,7,8,x\n2024,7,8,x\n");
    EXPECT_THAT(problems_of(found), ElementsAre("4 Boys not_a_number"));
    EXPECT_EQ(counts_of(found), (Counts{6, 11, 0, 0, 1})) << "notes are no figures";
}

TEST(FigureReader, counts_every_figure_once) {
    const auto found = read("Date,Fife,Tayside,Borders\n2020-03-26,1,*,x\nsoon,1,2,3\n2020-03-27\n");
    EXPECT_EQ(counts_of(found), (Counts{3, 1, 4, 0, 4})) << "three rows of three";
}

TEST(FigureReader, finds_the_heads_below_a_title) {
    const auto found = read("Homelessness\n\nCouncil,Year,Value\nFife,2020,5\n");
    EXPECT_EQ(found.columns.head_row, 3);
    EXPECT_EQ(found.values, 1);
}

TEST(FigureReader, refuses_what_is_no_table_of_figures) {
    EXPECT_EQ(why("name,email\nAda,a@example.org\n"), "measures.file.no_shape");
    EXPECT_EQ(why("a\n1\n"), "measures.file.no_shape");
    EXPECT_EQ(why("Council,Year,Value\n"), "measures.file.no_rows");
    std::string many = "Council,Year,Value\n";
    for (int row = 0; row < 25'000; ++row) many += "Place " + std::to_string(row) + ",2020,1\n";
    Workbench bench(std::filesystem::temp_directory_path());
    write_file(bench.folder / "many.csv", many);
    EXPECT_EQ(read_figures(open_figures(bench.folder / "many.csv", scotland()).value(), scotland(), {}).error().front().text,
              "measures.file.too_many_areas");
    EXPECT_THROW((void)open_figures(bench.folder / "none.csv", scotland()), std::runtime_error);
}

TEST(FigureReader, asks_whether_a_series_begins_anew_where_its_source_changed) {
    const auto found = read(
        "SnapshotDate,Council_Area_Name,n_graded,n_all_grades_good_or_better\n2021-04-30,Fife,4,3\n2021-05-31,Fife,4,3\n2022-10-31,Fife,4,"
        "3\n");
    EXPECT_THAT(questions_of(found), Contains("2021-05-31 care_inspectorate_grades"));
    EXPECT_THAT(questions_of(found), Not(Contains("2022-11-30 care_inspectorate_grades"))) << "the table ends before";
}

long peak_kilobytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

TEST(FigureReader, reads_a_million_rows_in_little_memory) {
    Workbench bench(std::filesystem::temp_directory_path());
    const auto file = bench.folder / "million.csv";
    {
        std::ofstream out(file);
        out << "FeatureCode,DateCode,Measurement,Units,Value,Age\n";
        const auto& areas = scotland().areas();
        for (int i = 0; i < 1'000'000; ++i)
            out << areas[static_cast<std::size_t>(i) % 32 + 1].code << ',' << 1950 + i / 32 % 75 << ",Count,Children,"
                << (i % 7 == 0 ? "*" : std::to_string(i)) << ",Group " << i / 2400 << '\n';
    }
    const auto before = peak_kilobytes();
    std::int64_t given = 0, last_row = 0;
    const auto read = read_figures(open_figures(file, scotland()).value(), scotland(), {}, [&](const Figure& figure) {
        ++given;
        last_row = figure.row;
    });
    EXPECT_EQ(counts_of(*read), (Counts{1'000'000, 857'142, 142'858, 0, 0}));
    EXPECT_EQ(given, 1'000'000);
    EXPECT_EQ(last_row, 1'000'001);
    EXPECT_LT(peak_kilobytes() - before, 50 * 1024);
}

}  // namespace
}  // namespace touchstone::measures

// Files of figures become measures, series and figures: once, however often they come, and a corrected figure as a further revision.
#include "measures/figure_import_work.h"

#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/workbench.h"
#include "frameworks/test_folders.h"
#include "jobs/job_store.h"
#include "measures/figure_import_store.h"
#include "tests/site.h"

namespace touchstone::measures {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;

class FigureImports : public ::testing::TestWithParam<db::Engine> {
protected:
    FigureImports() : site(GetParam()), folder(fs::temp_directory_path() / new_id_text(site.now)) { fs::create_directories(folder); }
    ~FigureImports() override { fs::remove_all(folder); }

    template <class Work>
    auto writing(Work work) {
        return site.database().writing(work);
    }
    FigureImport at(const FigureImportId& id) {
        return *site.database().reading([&](db::Read& db) { return find_figure_import(db, site.partnership(), id); });
    }
    void run(const FigureImportId& id, const std::function<void(int)>& at_step = {}) {
        const jobs::Job job{.partnership = site.partnership(),
                            .id = JobId::make(site.now),
                            .kind = figure_import_job,
                            .subject = id.text,
                            .message = {},
                            .result_hash = {},
                            .result_name = {},
                            .asked_by = site.account(Role::evaluator),
                            .asked_at = site.now,
                            .means = {}};
        const auto work = figure_import_work(site.database(), site.files(), [this] { return site.now; });
        (void)work(job, [&](int done, int, const std::string&) {
            if (at_step) at_step(done);
        });
    }
    FigureImportId send_file(const fs::path& file) {
        FigureImport import;
        import.id = FigureImportId::make(site.now);
        import.file_name = file.filename().string();
        import.file_hash = site.files().keep(file).hash;
        writing([&](db::Write& db) {
            add_figure_import(db, site.by(Role::evaluator), import);
            return true;
        });
        run(import.id);
        return import.id;
    }
    FigureImportId send(const std::string& csv) {
        const auto file = folder / "figures.csv";
        std::ofstream(file, std::ios::binary) << csv;
        return send_file(file);
    }
    std::vector<KeptMeasure> measures() {
        return site.database().reading([&](db::Read& db) {
            db::Trip trip(db);
            const auto all = ask_measures(trip, sight_of_everything(site.partnership(), {}, site.now));
            trip.go();
            return *all;
        });
    }
    // As whoever fills in the form says it; measures that are there already are taken by their code or title.
    void answer(const FigureImportId& id, const std::string& share = "no") {
        const auto import = at(id);
        std::vector<Existing> existing;
        for (const auto& each : measures())
            existing.push_back({each.id, each.definition.code, each.definition.title, each.definition.is_quotient()});
        auto draft = begun(import.found, existing, std::nullopt, {});
        if (asks_for_years(import.found)) draft.years = "school_year";
        draft.counting = "flow";
        draft.smallest = "as_published";
        draft.looked_at = {"yes"};
        for (std::size_t i = 1; i <= import.found.measures.size(); ++i) draft.take.push_back(std::to_string(i));
        for (auto& measure : draft.measures) {
            measure.share = share;
            if (measure.better.empty()) measure.better = "neither";
        }
        const auto goals = goals_of(import.found, draft, existing, import.file_name);
        ASSERT_TRUE(goals) << goals.error().front().field << " " << goals.error().front().text;
        std::vector<KeptMeasure> made;
        draft.measures.resize(goals->size());
        for (std::size_t i = 0; i < goals->size(); ++i) {
            const auto& goal = (*goals)[i];
            draft.measures[i].share = goal.denominator ? "yes" : "no";
            if (goal.made) made.push_back({.id = MeasureId::make(site.now), .owner = {}, .owner_name = {}, .definition = *goal.made});
            draft.measures[i].into = goal.made ? made.back().id.text : goal.existing ? goal.existing->text : into_nothing;
        }
        EXPECT_TRUE(writing([&](db::Write& db) { return answer_import(db, site.by(Role::evaluator), import, draft, made); }));
    }
    ImportResult import(const FigureImportId& id, const std::string& share = "no") {
        answer(id, share);
        run(id);
        EXPECT_EQ(at(id).state, ImportState::done);
        return at(id).result;
    }
    int count(const std::string& what) {
        return site.database().reading([&](db::Read& db) {
            return db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + what).value();
        });
    }
    // "Fife Girls 2023-24: 91.5"
    std::vector<std::string> figures_of(const MeasureId& id) {
        const auto told = site.database().reading([&](db::Read& db) { return find_told(db, site.partnership(), id).value(); });
        std::vector<std::string> lines;
        for (const auto& series : told.series)
            for (const auto& it : told.of(series.id)) {
                const auto value = value_of(told.measure().definition, it);
                lines.push_back(series.whose.area_name + " " + series.whose.people + " " + text_of(it.period) + ": " +
                                (value ? digits_of(*value) : name_in(figure_states(), it.state)));
            }
        return lines;
    }

    testing::Site site;
    fs::path folder;
};

INSTANTIATE_TEST_SUITE_P(Both, FigureImports, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

const auto attendance = [] { return frameworks::testing::project_folder() / "tests/fixtures/measures/attendance.csv"; };

TEST_P(FigureImports, become_measures_with_a_series_for_each_area_and_group) {
    const auto id = send_file(attendance());
    ASSERT_EQ(at(id).state, ImportState::waiting);
    EXPECT_THAT(at(id).found.groups, ElementsAre("Sex"));
    EXPECT_EQ(at(id).found.series, 4);
    const auto result = import(id);
    EXPECT_EQ(result, (ImportResult{.handled = 6, .added = 6, .withheld = 1, .missing = 1}));
    const auto all = measures();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all[0].definition.unit, Unit::per_cent);
    EXPECT_EQ(all[0].definition.better, Direction::higher);
    EXPECT_THAT(figures_of(all[0].id), ElementsAre("Fife Boys 2023-24: 90.25", "Fife Boys 2024-25: withheld", "Moray Boys 2023-24: missing",
                                                   "Fife Girls 2023-24: 91.5", "Fife Girls 2024-25: 92", "Moray Girls 2023-24: 93.5"));
    EXPECT_EQ(count("event where verb = 'imported_figures'"), 1);
}

TEST_P(FigureImports, change_nothing_a_second_time_and_correct_one_figure) {
    import(send_file(attendance()));
    EXPECT_EQ(import(send_file(attendance())), (ImportResult{.handled = 6, .unchanged = 6, .withheld = 1, .missing = 1}));
    EXPECT_EQ(count("observation"), 6);
    EXPECT_EQ(count("measure_series"), 4);
    auto csv = read_file(attendance());
    csv.replace(csv.find("93.5"), 4, "93.6");
    EXPECT_EQ(import(send(csv)), (ImportResult{.handled = 6, .corrected = 1, .unchanged = 5, .withheld = 1, .missing = 1}));
    EXPECT_EQ(count("observation"), 7);
    EXPECT_EQ(count("observation where revision = 2"), 1);
    EXPECT_EQ(measures().size(), 1U);
}

TEST_P(FigureImports, take_up_where_they_stopped) {
    struct Stopped {};
    const auto id = send_file(attendance());
    answer(id);
    EXPECT_THROW(run(id,
                     [](int done) {
                         if (done > 0) throw Stopped{};
                     }),
                 Stopped);
    EXPECT_EQ(at(id).state, ImportState::answered);
    run(id);
    EXPECT_EQ(at(id).result, (ImportResult{.handled = 6, .added = 6, .withheld = 1, .missing = 1}));
    EXPECT_EQ(count("observation"), 6);
    run(id);
    EXPECT_EQ(count("event where verb = 'imported_figures'"), 1);
}

TEST_P(FigureImports, make_shares_of_numerators_and_denominators) {
    const auto id = send("Council,Year,Numerator,Denominator\nFife,2024,3,4\nFife,2025,5,4\nFife,2026,*,4\n");
    EXPECT_EQ(import(id, "yes"), (ImportResult{.handled = 5, .added = 5, .withheld = 1, .above = 1}));
    const auto all = measures();
    ASSERT_EQ(all.size(), 2U);
    const auto& share = all[0].definition.is_quotient() ? all[0] : all[1];
    EXPECT_THAT(figures_of(share.id), ElementsAre("Fife  2024: 75", "Fife  2026: withheld"));
}

TEST_P(FigureImports, let_the_first_row_count_where_two_are_of_one_time) {
    const auto id = send("Council,Month,Measure,Value\nFife,2026-01,A,1\nFife,January 2026,A,2\nFife,2026-02,A,3\n");
    EXPECT_EQ(import(id), (ImportResult{.handled = 2, .added = 2, .twice = 1}));
    EXPECT_THAT(figures_of(measures()[0].id), ElementsAre("Fife  2026-01: 1", "Fife  2026-02: 3"));
}

TEST_P(FigureImports, say_why_they_are_refused) {
    const auto id = send("Council,Year,Value\nFife,2025,many\nFife,2026,1\n");
    EXPECT_EQ(at(id).state, ImportState::refused);
    EXPECT_EQ(at(id).found.why_refused(), "measures.import.rows_refused");
    ASSERT_EQ(at(id).found.problems.size(), 1U);
    EXPECT_EQ(at(id).found.problems[0].row, 2);
    EXPECT_EQ(at(id).found.problems[0].why, "measures.row.not_a_number");
    EXPECT_EQ(at(send("nothing of use\n")).found.why_refused(), "measures.import.unreadable");
}

TEST_P(FigureImports, of_a_hundred_thousand_rows_come_in_whole) {
    std::string csv = "Council,Month,Sex,Measure,Value\n";
    std::int64_t rows = 0;
    for (const auto* council : {"Fife", "Moray", "Falkirk", "Highland", "Stirling"})
        for (int measure = 0; measure < 10; ++measure)
            for (int month = 0; month < 1000; ++month)
                for (const auto* sex : {"Girls", "Boys"}) {
                    csv += council;
                    csv += "," + std::to_string(1920 + month / 12) + "-" + (month % 12 < 9 ? "0" : "") + std::to_string(month % 12 + 1);
                    csv += "," + std::string(sex) + ",Measure " + std::to_string(measure) + "," + std::to_string(++rows) + "\n";
                }
    ASSERT_EQ(rows, 100'000);
    const auto id = send(csv);
    EXPECT_EQ(at(id).found.series, 100);
    EXPECT_EQ(import(id).added, rows);
    EXPECT_EQ(count("observation"), rows);
    EXPECT_EQ(count("measure_series"), 100);
}

TEST_P(FigureImports, remember_what_was_said_about_such_a_file) {
    const auto id = send_file(attendance());
    import(id);
    const auto heads = at(send_file(attendance())).found.heads;
    const auto said = site.database().reading([&](db::Read& db) { return find_said_before(db, site.partnership(), {}, heads); });
    ASSERT_TRUE(said);
    EXPECT_EQ(said->answers.measures, at(id).answers.measures);
    EXPECT_EQ(said->keys.size(), 1U);
}

TEST_P(FigureImports, bring_in_real_tables) {
    const auto* shared = std::getenv("TOUCHSTONE_SHARED");
    const auto file = fs::path(shared ? shared : "") / "fixtures/measures/lgbf_children_indicators_2010-2021.csv";
    if (!shared || !fs::exists(file)) GTEST_SKIP() << "the shared tables are not here";
    const auto result = import(send_file(file));
    EXPECT_EQ(result.added + result.twice, 2'954 + 313);
    EXPECT_EQ(result.twice, 0);
    EXPECT_EQ(result.missing, 313);
    EXPECT_EQ(measures().size(), 13U);
    const auto again = import(send_file(file));
    EXPECT_EQ(again.unchanged, result.added);
    EXPECT_EQ(again.added + again.corrected, 0);
}

}  // namespace
}  // namespace touchstone::measures

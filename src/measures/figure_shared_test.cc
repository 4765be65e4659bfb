// Real tables, where the shared fixtures are: each has to come in exactly as it is.
#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "measures/figure_file.h"

namespace touchstone::measures {
namespace {

namespace fs = std::filesystem;

// Skips, visibly, where they are not.
struct SharedTables : ::testing::Test {
    void SetUp() override {
        const auto* named = std::getenv("TOUCHSTONE_SHARED");
        folder = fs::path(named ? named : "") / "fixtures/measures";
        if (!named || !fs::exists(folder)) GTEST_SKIP() << "the shared tables are not here";
    }

    [[nodiscard]] Read read(const std::string& file) const {
        return read_figures(open_figures(folder / file, scotland()).value(), scotland(), {file, {}}).value();
    }

    [[nodiscard]] static std::vector<std::string> asked(const Read& read, const std::string& sentence) {
        std::vector<std::string> subjects;
        for (const auto& question : read.questions)
            if (question.sentence == sentence) subjects.push_back(question.subject);
        return subjects;
    }

    fs::path folder;
};

TEST_F(SharedTables, come_in_exactly) {
    struct Known {
        const char* file;
        Shape shape;
        std::int64_t rows, values, withheld, missing;
        std::size_t areas, unknown, periods, measures;
    };
    const Known all[]{{"ci_daycare_mingrade_by_council_monthly.csv", Shape::columns, 3'436, 13'744, 0, 0, 34, 1, 101, 4},
                      {"lgbf_children_indicators_2010-2021.csv", Shape::tidy, 3'267, 2'954, 0, 313, 33, 0, 11, 13},
                      {"lgbf_indicator_metadata.csv", Shape::indicators, 210, 0, 0, 0, 0, 0, 0, 210},
                      {"lgbf_council_family_groups.csv", Shape::groups, 32, 0, 0, 0, 32, 0, 1, 0},
                      {"scottish_council_codes_and_name_variants.csv", Shape::areas, 32, 0, 0, 0, 32, 0, 0, 0},
                      {"sg_health_board_codes.csv", Shape::areas, 15, 0, 0, 0, 15, 0, 0, 0},
                      {"sg_icu_by_health_board_suppressed_star.csv", Shape::areas_across, 174, 420, 2'190, 0, 15, 0, 174, 1},
                      {"statgovscot_homelessness_la_2015-16.sparql.csv", Shape::tidy, 66, 66, 0, 0, 33, 0, 2, 1}};
    for (const auto& known : all) {
        SCOPED_TRACE(known.file);
        const auto found = read(known.file);
        EXPECT_EQ(found.columns.shape, known.shape);
        EXPECT_EQ(found.rows, known.rows);
        EXPECT_EQ(found.values, known.values);
        EXPECT_EQ(found.withheld, known.withheld);
        EXPECT_EQ(found.missing, known.missing);
        EXPECT_EQ(found.refused, 0);
        EXPECT_EQ(found.problem_count, 0);
        EXPECT_EQ(found.areas.size(), known.areas);
        EXPECT_EQ(std::ranges::count(found.areas, false, &AreaFound::is_known), static_cast<long>(known.unknown));
        EXPECT_EQ(found.periods.size(), known.periods);
        EXPECT_EQ(found.measures.size(), known.measures);
    }
}

TEST_F(SharedTables, have_the_direction_of_a_gap_questioned) {
    const auto metadata = read("lgbf_indicator_metadata.csv");
    EXPECT_THAT(asked(metadata, "measures.question.better_higher"), ::testing::ElementsAre("CHN14a", "CHN14b"));
    EXPECT_EQ(std::ranges::count(metadata.measures, std::optional(Better::higher), &MeasureFound::better), 65);
    EXPECT_EQ(std::ranges::count(metadata.measures, std::optional(Better::lower), &MeasureFound::better), 80);
    EXPECT_THAT(asked(read("lgbf_children_indicators_2010-2021.csv"), "measures.question.better_higher"), ::testing::ElementsAre("CHN14a"));
}

TEST_F(SharedTables, have_areas_that_are_there_twice_and_steps_in_method) {
    const auto found = read("ci_daycare_mingrade_by_council_monthly.csv");
    EXPECT_THAT(asked(found, "measures.question.area_clash"), ::testing::ElementsAre("Edinburgh"));
    EXPECT_THAT(asked(found, "measures.question.area_twice"), ::testing::ElementsAre("Na h-Eileanan Siar"));
    EXPECT_THAT(asked(found, "measures.question.area_unknown"), ::testing::ElementsAre("outside Scotland"));
    EXPECT_THAT(asked(found, "measures.step.care_inspectorate_grades"), ::testing::ElementsAre("2021-05-31", "2022-11-30"));
}

TEST_F(SharedTables, have_periods_of_the_kind_that_they_say) {
    EXPECT_EQ(read("statgovscot_homelessness_la_2015-16.sparql.csv").periods[0].period.kind, PeriodKind::financial_year);
    const auto lgbf = read("lgbf_children_indicators_2010-2021.csv");
    EXPECT_EQ(lgbf.periods[0].period.kind, PeriodKind::split_year);
    EXPECT_THAT(asked(lgbf, "measures.question.which_years"), ::testing::ElementsAre("2010-11"));
}

}  // namespace
}  // namespace touchstone::measures

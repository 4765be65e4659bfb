#include "charts/small_multiples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "charts/statistics_words.h"

namespace touchstone::charts {
namespace {

using ::testing::AllOf;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;
using Values = std::vector<std::optional<double>>;

OverTime one(const std::string& name, const Values& values) {
    statistics::Series series;
    for (const auto& value : values) series.push_back(statistics::measured("2026-0" + std::to_string(series.size() + 1), value));
    auto chart = series.empty() ? statistics::TimeChart() : statistics::time_chart(statistics::Kind::xmr, series, {});
    auto sentence = sentence_of(chart, Better::neither);
    return {"one_" + name,
            name,
            std::move(sentence),
            {.unit = "weeks"},
            std::move(series),
            std::move(chart),
            {},
            {},
            over_time_words(statistics::Kind::xmr)};
}

SmallMultiples many(std::vector<OverTime> charts, bool has_own_scales = false) {
    return {"m", "Weeks by service", multiples_words(), has_own_scales, std::move(charts)};
}

std::vector<std::string> parts_of(const web::Object& figure, const char* name) {
    std::vector<std::string> parts;
    for (const auto& item : *figure.at("items").list()) parts.push_back(*item.get(name)->text());
    return parts;
}

TEST(SmallMultiples, each_has_its_name_its_latest_value_and_its_sentence) {
    const auto figure = multiples_figure(many({one("Visits", {12, 11, {}}), one("Courses", {{}, {}})}));
    EXPECT_THAT(parts_of(figure, "name"), ElementsAre("Visits", "Courses"));
    EXPECT_THAT(parts_of(figure, "latest"), ElementsAre("Latest value, Feb 2026: 11 weeks", "Latest value: No value"));
    EXPECT_THAT(parts_of(figure, "sentence"), Each(HasSubstr("No statement is made")));
    EXPECT_THAT(parts_of(figure, "picture"), Each(AllOf(HasSubstr("role=\"img\""), HasSubstr("<title"), HasSubstr("ts-chart--multiple"))));
}

TEST(SmallMultiples, share_one_scale_unless_each_has_its_own) {
    const auto small = one("Small", {1, 2, 3}), large = one("Large", {1000, 1100, 1200});
    const auto shared = multiples_figure(many({small, large})), own = multiples_figure(many({small, large}, true));
    EXPECT_THAT(parts_of(shared, "picture"), Each(HasSubstr(">1,000</text>")));
    EXPECT_EQ(*shared.at("sentence").text(), "All charts have the same scale.");
    EXPECT_THAT(parts_of(own, "picture"), ElementsAre(Not(HasSubstr(">1,000</text>")), HasSubstr(">1,000</text>")));
    EXPECT_EQ(*own.at("sentence").text(), "Each chart has a scale of its own: compare shapes, not heights.");
}

TEST(SmallMultiples, say_of_which_charts_the_scale_leaves_out_0) {
    const auto small = one("Small", {1, 2, 3}), high = one("High", {1000, 1100, 1200});
    EXPECT_THAT(parts_of(multiples_figure(many({small, high}, true)), "sentence"),
                ElementsAre(Not(HasSubstr("The scale leaves out 0.")), EndsWith(". The scale leaves out 0.")));
    const auto shared = multiples_figure(many({high, high}));
    EXPECT_EQ(*shared.at("sentence").text(), "All charts have the same scale. The scale leaves out 0.");
    EXPECT_THAT(parts_of(shared, "sentence"), Each(Not(HasSubstr("The scale leaves out 0."))));
}

TEST(SmallMultiples, have_one_table_with_every_number_and_each_mark_once_in_the_legend) {
    auto with_target = one("Targeted", {4, 5});
    with_target.target = {3, std::nullopt};
    const auto multiples = many({one("Plain", {7, {}}), with_target});
    const auto table = multiples_table(multiples);
    EXPECT_THAT(table.heads, ElementsAre("Name", "Period", "Value", "Mean", "Lower limit", "Upper limit", "Target", "What the test shows"));
    EXPECT_THAT(table.rows, ElementsAre(ElementsAre("Plain", "Jan 2026", "7", "7", "", "", "", ""),
                                        ElementsAre("Plain", "Feb 2026", "No value", "7", "", "", "", ""),
                                        ElementsAre("Targeted", "Jan 2026", "4", "4.5", "", "", "3", ""),
                                        ElementsAre("Targeted", "Feb 2026", "5", "4.5", "", "", "", "")));
    EXPECT_THAT(*multiples_figure(multiples).at("legend").list(), SizeIs(4)) << "value, mean, target, gap";
}

TEST(SmallMultiples, are_24_at_most_and_may_be_none) {
    std::vector<OverTime> charts(24, one("Visits", {12, 11}));
    EXPECT_THAT(*multiples_figure(many(charts)).at("items").list(), SizeIs(24));
    charts.push_back(charts.front());
    EXPECT_THROW((void)multiples_figure(many(charts)), std::invalid_argument);
    EXPECT_THAT(*multiples_figure(many({})).at("items").list(), SizeIs(0));
    EXPECT_THAT(parts_of(multiples_figure(many({one("Empty", {})})), "picture"), Each(HasSubstr("No points yet")));
}

TEST(SmallMultiples, never_let_markup_through) {
    auto chart = one("\"><script>", {1, 2});
    chart.id = "one";
    chart.measure.unit = chart.sentence = chart.words.no_points = "<script>";
    EXPECT_THAT(parts_of(multiples_figure(many({chart})), "picture"), Each(Not(HasSubstr("<script"))));
}

}  // namespace
}  // namespace touchstone::charts

// Small numbers of one's own measures are not found by subtraction, on no page, in no file and by no program.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "measures/observation_store.h"
#include "privacy/erasure_store.h"
#include "privacy/rights_pages.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;

class TellingFigures : public ::testing::TestWithParam<db::Engine> {
protected:
    TellingFigures() : site(GetParam()) {
        site.sign_in(Role::evaluator);
        const auto made = site.post("/measures/new", definition());
        EXPECT_EQ(made.status, web::Status::see_other) << site.document(made);
        measure = made.location;
    }
    static Fields definition(const std::string& smallest = "five", const std::string& zeros_shown = "no") {
        return {{"owner", "partnership"},  {"title", "Zqxchecks"}, {"counted", "Zqxcounted"},   {"numerator", "Zqxseen"},
                {"denominator", "Zqxall"}, {"unit", "per_cent"},   {"better", "higher"},        {"counting", "flow"},
                {"chart", "run"},          {"smallest", smallest}, {"zeros_shown", zeros_shown}};
    }
    void enter(const std::string& people, const std::string& figures) {
        site.now += std::chrono::minutes{1};
        const auto entered = site.post(measure + "/figures/entry", {{"people", people}, {"figures", figures}});
        ASSERT_EQ(entered.status, web::Status::see_other) << site.document(entered);
    }
    void define_as(const std::string& smallest, const std::string& zeros_shown, int seen_version) {
        auto fields = definition(smallest, zeros_shown);
        fields.emplace_back("seen_version", std::to_string(seen_version));
        const auto saved = site.post(measure + "/definition", fields);
        ASSERT_EQ(saved.status, web::Status::see_other) << site.document(saved);
    }
    measures::MeasureId id() const { return measures::MeasureId{measure.substr(std::string("/measures/").size())}; }
    measures::Told told() {
        return site.database().reading([&](db::Read& db) { return measures::find_told(db, site.partnership(), id()).value(); });
    }
    // The marks of the series of these people, in the order of time.
    std::vector<measures::Telling> marks_of(const std::string& people) {
        std::vector<measures::Telling> marks;
        const auto all = told();
        for (const auto& series : all.series)
            for (const auto& figure : all.figures)
                if (series.whose.people == people && figure.series == series.id) marks.push_back(figure.telling);
        return marks;
    }
    std::string series_of(const std::string& people) {
        for (const auto& series : told().series)
            if (series.whose.people == people) return series.id;
        return {};
    }
    // On every page, in the file and to programs.
    void expect_nowhere(const std::string& digits, const std::string& words) {
        for (const auto& address :
             {measure, measure + "?series=" + series_of("Zqxboys"), measure + "/equity", measure + "/comparison", measure + "/revisions",
              measure + "/figures.csv", "/api/v1" + measure, std::string("/measures"), std::string("/measures-by-outcome")}) {
            const auto answer = site.get(address);
            EXPECT_THAT(answer.view.empty() ? answer.body : site.html(address), AllOf(Not(HasSubstr(digits)), Not(HasSubstr(words))))
                << address;
        }
    }

    testing::Site site;
    std::string measure;
};

using measures::Telling;
using ::testing::ElementsAre;

INSTANTIATE_TEST_SUITE_P(Both, TellingFigures, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(TellingFigures, withhold_a_group_that_leaves_few_and_say_with_which_earlier_figure) {
    enter("", "2025; 500000; 1000000");
    enter("Zqxboys", "2025; 499997; 613613");
    EXPECT_THAT(marks_of("Zqxboys"), ElementsAre(Telling::beside));
    expect_nowhere("613613", "613,613");
    expect_nowhere("499997", "499,997");
    const auto page = measure + "?series=" + series_of("Zqxboys");
    EXPECT_THAT(site.html(page),
                HasSubstr("2025: together with “Everybody, 2025”, which was shown before, a small number could be worked out."));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(page), Not(HasSubstr("could be worked out"))) << "to readers all that is withheld looks alike";
}

TEST_P(TellingFigures, withhold_a_correction_by_a_few_in_the_history_too) {
    enter("", "2025; 500000; 1000000");
    enter("", "2025; 500003; 1000011");
    EXPECT_THAT(marks_of(""), ElementsAre(Telling::beside));
    expect_nowhere("500003", "500,003");
    expect_nowhere("1000011", "1,000,011");
    EXPECT_THAT(site.html(measure), HasSubstr("2025: the number that was shown before it was corrected"));
    EXPECT_THAT(site.html(measure + "/revisions"), HasSubstr("50%")) << "what was shown stays in the history";
    enter("", "2025; 520000; 1040000");
    EXPECT_THAT(marks_of(""), ElementsAre(Telling::told));
}

TEST_P(TellingFigures, make_no_evidence_of_what_is_withheld) {
    enter("", "2025; 500000; 1000000");
    enter("Zqxboys", "2025; 499997; 613613");
    EXPECT_EQ(site.post(measure + "/evidence", {{"security", "partial"}, {"series", series_of("Zqxboys")}}).status,
              web::Status::unprocessable);
}

TEST_P(TellingFigures, show_a_zero_where_the_owner_chose_so) {
    enter("", "2025; 0; 877877");
    EXPECT_THAT(marks_of(""), ElementsAre(Telling::small));
    expect_nowhere("877877", "877,877");
    define_as("five", "yes", 1);
    EXPECT_THAT(marks_of(""), ElementsAre(Telling::told));
    EXPECT_THAT(site.get(measure + "/figures.csv").body, HasSubstr("877877"));
    define_as("five", "no", 2);
    EXPECT_THAT(marks_of(""), ElementsAre(Telling::was_told));
    expect_nowhere("877877", "877,877");
}

TEST_P(TellingFigures, are_shown_as_published_where_they_are) {
    enter("", "2025; 3; 877877");
    define_as("as_published", "no", 1);
    EXPECT_THAT(site.get(measure + "/figures.csv").body, HasSubstr("877877"));
    enter("Zqxboys", "2025; 1; 433");
    EXPECT_THAT(marks_of("Zqxboys"), ElementsAre(Telling::told));
}

TEST_P(TellingFigures, count_small_groups_together_over_years) {
    enter("", "2024; 300000; 1000000\n2025; 310000; 1000000");
    enter("Zqxboys", "2024; 3; 333333\n2025; 2; 22");
    EXPECT_EQ(told().pooled.size(), 2U) << "of the group and of everybody beside it";
    EXPECT_THAT(site.html(measure + "/equity"), HasSubstr("Several periods are counted together"));
    expect_nowhere("333333", "333,333");
}

TEST_P(TellingFigures, stay_known_when_whoever_entered_them_is_erased) {
    enter("", "2025; 500000; 1000000");
    site.database().writing([&](db::Write& db) {
        return privacy::erase_account(db,
                                      privacy::tombstone_of({site.partnership(),
                                                             {},
                                                             site.account(Role::evaluator),
                                                             privacy::ErasureReason::asked,
                                                             site.account(Role::administrator),
                                                             site.now},
                                                            17, site.account(Role::administrator), site.now),
                                      privacy::former_name(17), site.now);
    });
    EXPECT_THAT(marks_of(""), ElementsAre(Telling::told));
    site.now += std::chrono::minutes{1};
    const auto figures = measures::read_pasted("2025; 499997; 613613", told().measure().definition).value();
    site.database().writing([&](db::Write& db) {
        (void)measures::enter_figures(db, site.by(Role::administrator), id(), {{}, "", "", "Zqxboys"}, figures);
        return true;
    });
    EXPECT_THAT(marks_of("Zqxboys"), ElementsAre(Telling::beside)) << "what was told before is still the ledger";
}

}  // namespace
}  // namespace touchstone

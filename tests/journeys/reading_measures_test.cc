// Measures where people work: what is known, the scope, plans, words that are tied, and what changed; each only to those who may see them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "measures/observation_store.h"
#include "people/organisation_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using measures::MeasureId;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class ReadingMeasures : public ::testing::TestWithParam<db::Engine> {
protected:
    ReadingMeasures() : site(GetParam()) {
        site.sign_in(Role::evaluator);
        evaluation = site.add_evaluation("Zqxevaluation");
        council = OrganisationId::make(site.now);
        site.database().writing([&](db::Write& db) {
            people::add_organisation(db, site.by(Role::administrator), {council, "Zqxcouncil", "council_department"});
            return true;
        });
    }
    // Weeks of waiting, of which fewer are better, on a theme of the shipped framework; a figure for each month from January 2025 on.
    MeasureId add(const std::string& title, const std::vector<double>& values, const std::string& theme = "5.1/1",
                  const OrganisationId& owner = {}, measures::Direction better = measures::Direction::lower) {
        measures::KeptMeasure kept{.id = MeasureId::make(site.now), .owner = owner, .owner_name = {}, .definition = {}};
        kept.definition.title = title;
        kept.definition.counted = "Weeks of waiting";
        kept.definition.chart = statistics::Kind::xmr;
        kept.definition.better = better;
        kept.definition.themes = {site.framework().id + "/" + theme};
        site.database().writing([&](db::Write& db) {
            measures::add_measure(db, site.by(Role::evaluator), kept);
            return true;
        });
        enter(kept.id, values);
        return kept.id;
    }
    void enter(const MeasureId& id, const std::vector<double>& values) {
        std::string lines;
        for (std::size_t i = 0; i < values.size(); ++i)
            lines += std::to_string(2025 + i / 12) + "-" + (i % 12 < 9 ? "0" : "") + std::to_string(i % 12 + 1) + "; " +
                     measures::digits_of(values[i]) + "\n";
        site.database().writing([&](db::Write& db) {
            measures::enter_figures(db, site.by(Role::evaluator), id, {}, measures::read_pasted(lines, {}).value());
            return true;
        });
    }
    std::string page(const std::string& rest) { return site.html("/evaluations/" + evaluation.text + rest); }

    // XmR: the last of `outside` lies above the upper limit; `within` lies within the limits everywhere.
    const std::vector<double> outside{12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 28}, within{12, 15, 11, 14, 13, 16, 12, 14, 15, 13, 14};
    testing::Site site;
    EvaluationId evaluation;
    OrganisationId council;
};

INSTANTIATE_TEST_SUITE_P(Both, ReadingMeasures, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(ReadingMeasures, stand_among_what_is_known_with_their_figure_and_sentence) {
    EXPECT_THAT(page("/known"), HasSubstr("There is no measure on these themes"));
    const auto id = add("Zqxwaits", within);
    add("Zqxfew", {3, 4});
    add("Zqxempty", {});
    const auto known = page("/known");
    EXPECT_THAT(known, AllOf(HasSubstr("href=\"/measures/" + id.text + "\""), HasSubstr("14 (Nov 2025)"),
                             HasSubstr("Every point is within what chance explains"), HasSubstr("it needs at least 10 points"),
                             HasSubstr("No figure that may be shown"), HasSubstr("<svg")));
    EXPECT_LE(site.get("/evaluations/" + evaluation.text + "/known").trips, 2);
}

TEST_P(ReadingMeasures, are_made_into_evidence_and_used_from_what_is_known) {
    const auto address = "/measures/" + add("Zqxwaits", within).text;
    EXPECT_THAT(page("/known"), AllOf(HasSubstr("Make it evidence"), HasSubstr("href=\"" + address + "#evidence\"")));
    const auto made = site.post(address + "/evidence", {{"security", "partial"}});
    ASSERT_EQ(made.status, web::Status::see_other) << site.document(made);
    EXPECT_THAT(page("/known"), AllOf(Not(HasSubstr("Make it evidence")), HasSubstr("evidence?choose=yes&amp;q=Zqxwaits")));
    site.sign_in(Role::reader);
    EXPECT_THAT(page("/known"), AllOf(HasSubstr("Zqxwaits"), Not(HasSubstr("Use it here"))));
}

TEST_P(ReadingMeasures, are_not_known_of_another_framework_or_to_those_who_may_not_see_them) {
    add("Zqxelsewhere", within, "5.1/1", council);
    const auto known = page("/known");
    EXPECT_THAT(known, AllOf(HasSubstr("There is no measure on these themes"), Not(HasSubstr("Zqxelsewhere"))));
    site.database().writing([&](db::Write& db) {
        measures::KeptMeasure kept{.id = MeasureId::make(site.now), .owner = {}, .owner_name = {}, .definition = {}};
        kept.definition.title = "Zqxother";
        kept.definition.themes = {"zqxframework/5.1/1"};
        measures::add_measure(db, site.by(Role::evaluator), kept);
        return true;
    });
    EXPECT_THAT(page("/known"), Not(HasSubstr("Zqxother")));
}

}  // namespace
}  // namespace touchstone

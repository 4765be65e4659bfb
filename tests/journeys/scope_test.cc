// A scope that is led by what is known: the guide's own examples of parts 3.4 and 3.5.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conclusions/conclusion_store.h"
#include "evaluations/evaluation_store.h"
#include "evidence/evidence_store.h"
#include "judging/judgement_store.h"
#include "tests/happened.h"
#include "workspace/proposal.h"

namespace touchstone {
namespace {

using namespace evidence;
using namespace judging;
using namespace workspace;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;
using Fields = std::vector<std::pair<std::string, std::string>>;

class Scoping : public ::testing::TestWithParam<db::Engine> {
protected:
    Scoping() : site(GetParam()), evaluation(site.add_evaluation("Inclusion")), address("/evaluations/" + evaluation.text) {
        site.sign_in(Role::evaluator);
        // The outcomes, the impact and the leadership are looked at first.
        site.database().writing([&](db::Write& db) {
            return db.run("update scope_choice set depth = 0 where substr(indicator, 1, 1) not in ('1', '2', '9')");
        });
    }
    // The address of an item that the evaluation uses.
    std::string add(const std::string& title, const std::string& source) {
        const auto added = site.post(address + "/evidence/new", {{"title", title},
                                                                 {"source", source},
                                                                 {"whose_view", source == "views" ? "children_and_young_people" : ""},
                                                                 {"from_day", "1"},
                                                                 {"from_month", "1"},
                                                                 {"from_year", "2026"},
                                                                 {"to_day", "30"},
                                                                 {"to_month", "6"},
                                                                 {"to_year", "2026"},
                                                                 {"security", "secure"}});
        EXPECT_EQ(added.status, Status::see_other) << title;
        return added.location.substr(0, added.location.find('?'));
    }
    void find(const std::string& item, const std::string& kind, const std::string& statement, const Fields& more) {
        Fields all{{"kind", kind}, {"statement", statement}};
        all.insert(all.end(), more.begin(), more.end());
        EXPECT_EQ(site.post(item + "/findings", all).status, Status::see_other) << statement;
    }
    events::Event happened(const std::string& verb) { return testing::happened(site, "evaluation", evaluation.text, verb); }
    // Codes that are proposed, in their order, with "full" or "light".
    std::vector<std::string> proposed() {
        std::vector<std::string> codes;
        const auto page = site.html(address + "/scope");
        const std::string mark = "name=\"indicator\" value=\"";
        for (auto at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
            const auto from = at + mark.size();
            codes.push_back(page.substr(from, page.find('"', from) - from));
        }
        return codes;
    }
    std::string version() {
        const auto page = site.html(address + "/scope");
        const std::string mark = "name=\"seen_version\" value=\"";
        const auto from = page.find(mark) + mark.size();
        return page.substr(from, page.find('"', from) - from);
    }
    Status answer(const std::string& code, const std::string& answer, const std::string& why) {
        return site
            .post(address + "/scope/answers",
                  {{"indicator", code}, {"answer_" + code, answer}, {"why_" + code, why}, {"seen_version", version()}})
            .status;
    }
    testing::Site site;
    EvaluationId evaluation;
    std::string address;
};

INSTANTIATE_TEST_SUITE_P(Both, Scoping, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

// Part 3.4: weaknesses in nurture and inclusion lead to how staff are deployed, how needs are known and passed on, and how people take
// part.
TEST_P(Scoping, goes_from_weak_nurture_and_inclusion_to_what_may_explain_them) {
    EXPECT_THAT(proposed(), ElementsAre());
    EXPECT_THAT(site.html(address + "/scope"), HasSubstr("added findings on"));
    const auto profiles = add("Zqxprofiles of nurture", "performance_data"), classes = add("Zqxvisits to classes", "observation"),
               voices = add("Zqxvoices of pupils", "views");
    find(profiles, "improvement", "Zqxnurture is weak on days without support staff.", {{"themes", "2.1/1"}, {"causes", "7.2"}});
    find(classes, "improvement", "Zqxchildren with a plan sit apart.", {{"themes", "2.1/1"}, {"causes", "7.2"}, {"causes", "5.1"}});
    find(voices, "improvement", "Zqxnobody asked the children before their day was shortened.",
         {{"themes", "2.1/2"}, {"causes", "6.2"}, {"causes", "7.2"}, {"causes", "5.1"}});
    EXPECT_THAT(proposed(), ElementsAre("7.2", "5.1", "6.2"));
    const auto page = site.html(address + "/scope");
    for (const auto* words : {"Zqxprofiles of nurture", "Zqxvisits to classes", "Zqxvoices of pupils", "Zqxnobody asked the children"})
        EXPECT_THAT(page, HasSubstr(words)) << "the reasons name the evidence";
    EXPECT_THAT(
        site.html(address),
        HasSubstr("Evidence also bears on indicators that are not in scope: 7.2 Staff deployment; 5.1 Knowing and communicating the "
                  "needs of children and young people; 6.2 Participation of"));
}

TEST_P(Scoping, keeps_every_answer_and_opens_it_again_when_new_evidence_contradicts) {
    const auto item = add("Zqxprofiles", "performance_data");
    find(item, "improvement", "Zqxfirst weakness.", {{"themes", "2.1/1"}, {"causes", "7.2"}, {"causes", "5.1"}});
    EXPECT_EQ(answer("7.2", "accept", "Zqxyes, staffing."), Status::see_other);
    EXPECT_EQ(answer("5.1", "refuse", ""), Status::unprocessable);
    EXPECT_EQ(answer("5.1", "refuse", "Zqxlooked at last year."), Status::see_other);
    EXPECT_THAT(happened("answered_proposal").after, HasSubstr("Zqxlooked at last year."));
    EXPECT_THAT(proposed(), ElementsAre());
    EXPECT_THAT(site.html(address + "/scope"), ::testing::AllOf(HasSubstr("Zqxyes, staffing."), HasSubstr("Zqxlooked at last year.")));
    EXPECT_THAT(site.html(address + "/indicators/7.2"), Not(HasSubstr("Not in scope")));
    find(item, "improvement", "Zqxsecond weakness.", {{"themes", "2.1/2"}, {"causes", "5.1"}});
    EXPECT_THAT(proposed(), ElementsAre("5.1"));
    EXPECT_THAT(site.html(address),
                ::testing::AllOf(HasSubstr("New evidence speaks against leaving out 5.1"), HasSubstr("Zqxsecond weakness.")));
}

TEST_P(Scoping, says_that_the_others_may_not_be_needed_where_all_is_sound) {
    site.database().writing([&](db::Write& db) {
        Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = "Zqxall";
        item.from = item.to = date_of(site.now);
        item.added_by = site.account(Role::evaluator);
        item.added_at = site.now;
        add_evidence(db, site.by(Role::evaluator), item);
        use_evidence(db, site.by(Role::evaluator), evaluation, item.id);
        for (const auto* code : {"1.1", "1.2", "2.1", "2.2", "9.1", "9.2", "9.3", "9.4"}) {
            add_finding(db, site.by(Role::evaluator),
                        {FindingId::make(site.now),
                         item.id,
                         FindingKind::strength,
                         "Zqxgood.",
                         {{"generic-2006", {code, 1}}},
                         item.added_by,
                         site.now,
                         std::nullopt,
                         0});
            (void)record_judgement(db, site.by(Role::evaluator), evaluation, site.framework(), nullptr,
                                   {code, Level::good, "Zqx", Confidence::high, item.added_by, site.now, 0});
        }
        return true;
    });
    EXPECT_THAT(site.html(address + "/scope"), HasSubstr("You may not need to look at the other key areas"));
    EXPECT_EQ(site.post(address + "/scope/sound", {{"why_sound", "Zqxall is well."}, {"seen_version", version()}}).status,
              Status::see_other);
    EXPECT_THAT(site.html(address + "/scope"), HasSubstr("Zqxall is well."));
    EXPECT_THAT(happened("left_out").after, HasSubstr("Zqxall is well."));
    site.database().writing([&](db::Write& db) { return db.run("update judgement set level = 3 where indicator = '2.1'"); });
    EXPECT_THAT(site.html(address + "/scope"),
                ::testing::AllOf(Not(HasSubstr("You may not need")), HasSubstr("was judged adequate, level 3")));
}

// Part 3.5: what inspections against the standards of single sectors found on 1.1 and 2.1 serves the indicators of key area 5 as well.
TEST_P(Scoping, uses_reports_against_specific_standards_for_generic_indicators) {
    const auto report = add("Zqxinspections of nurseries against care standards", "documentation");
    find(report, "improvement", "Zqxhealth and wellbeing are weak in four nurseries.", {{"themes", "1.1/1"}, {"themes", "2.1/1"}});
    const auto item = site.html(report + "?evaluation=" + evaluation.text);
    for (const auto* code : {"5.1", "5.2", "5.3"}) EXPECT_THAT(item, HasSubstr(code)) << "it may serve this as well";
    EXPECT_THAT(proposed(), ::testing::IsSupersetOf({"5.1", "5.2"}));
    find(report, "strength", "Zqxneeds are described well.", {{"themes", "5.1/1"}});
    const auto known = site.add_evaluation("Another");
    site.post("/evaluations/" + known.text + "/uses", {{"evidence", report.substr(report.rfind('/') + 1)}, {"use", "yes"}});
    EXPECT_THAT(site.html("/evaluations/" + known.text + "/indicators/5.1"), HasSubstr("Zqxneeds are described well."));
}

TEST_P(Scoping, looks_at_some_themes_only) {
    Fields fields{{"seen_version", version()}};
    for (const auto& indicator : site.framework().indicators) {
        fields.emplace_back("depth_" + indicator.code, indicator.code == "5.1" ? "light" : "none");
        fields.emplace_back("reason_" + indicator.code, "Zqx");
    }
    fields.emplace_back("themes_5.1", "2");
    EXPECT_EQ(site.post(address + "/scope", fields).status, Status::see_other);
    EXPECT_THAT(site.html(address + "/indicators/5.1"), HasSubstr("This theme is not in scope."));
    EXPECT_THAT(site.html(address), HasSubstr("1 theme not looked at"));
    EXPECT_THAT(site.html(address + "/report"), HasSubstr("5.1/1"));
    const auto change = happened("changed_scope");
    EXPECT_THAT(change.before, HasSubstr("1.1 full: Because it matters."));
    EXPECT_EQ(change.after, R"({"scope":["5.1 light: Zqx"],"themes":["5.1/2"]})");
}

TEST_P(Scoping, shows_what_an_evaluation_below_came_to_and_takes_it_as_evidence) {
    const auto below = site.add_evaluation("Zqxbelow");
    site.database().writing([&](db::Write& db) {
        (void)record_judgement(db, site.by(Role::evaluator), below, site.framework(), nullptr,
                               {"5.1", Level::weak, "Zqx", Confidence::high, site.account(Role::evaluator), site.now, 0});
        return db.run("update evaluation set parent_id = $1 where id = $2", evaluation, below);
    });
    const auto desk = address + "/indicators/5.1";
    EXPECT_THAT(site.html(desk), HasSubstr("evaluated as weak, level 2."));
    site.database().writing([&](db::Write& db) { return db.run("update scope_choice set depth = 2 where indicator = '5.1'"); });
    const auto taken = site.post(desk + "/below", {{"below", below.text}});
    ASSERT_EQ(taken.status, Status::see_other);
    EXPECT_THAT(taken.location, HasSubstr("/evidence/"));
    const auto item = taken.location.substr(10, taken.location.find('?') - 10);
    EXPECT_THAT(testing::happened(site, "evidence", item, "added").after, HasSubstr("Zqxbelow"));
    EXPECT_EQ(happened("used_evidence").part, item);
    EXPECT_THAT(site.html(desk), HasSubstr("It is used as evidence."));
    EXPECT_THAT(site.html(address), Not(HasSubstr("evaluated as weak"))) << "no level is carried upwards";
    EXPECT_EQ(site.post(desk + "/below", {{"below", "0"}}).location, desk + "#below") << "nothing is there to take";
}

TEST_P(Scoping, shows_everything_that_is_known_already_on_two_trips) {
    const auto page = site.get(address + "/known");
    EXPECT_EQ(page.status, Status::ok);
    EXPECT_LE(page.trips, 2);
}

}  // namespace
}  // namespace touchstone

// One organisation by itself never reads of partners.
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_store.h"
#include "evidence/evidence_store.h"
#include "plans/plan_store.h"
#include "tests/site.h"
#include "web/session.h"

namespace touchstone {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class Alone : public ::testing::TestWithParam<db::Engine> {
protected:
    Alone() : site(GetParam()) {
        site.database().writing([&](db::Write& db) { return db.run("update partnership set name = 'Shore School', works_alone = 1"); });
        evaluation = site.add_evaluation("Quiet mornings");
        site.judge_something(evaluation);
        evidence::Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = "Visits";
        item.added_by = site.account(Role::lead);
        item.added_at = site.now;
        item.from = item.to = date_of(site.now);
        plan = plans::PlanId::make(site.now).text;
        site.database().writing([&](db::Write& db) {
            evidence::add_evidence(db, site.by(Role::lead), item);
            evidence::use_evidence(db, site.by(Role::lead), evaluation, item.id);
            plans::add_plan(db, site.by(Role::lead),
                            {plans::PlanId{plan},
                             "Quieter",
                             {},
                             {},
                             date_of(site.now),
                             date_of(site.now),
                             {},
                             site.account(Role::lead),
                             site.now,
                             0,
                             0});
            return true;
        });
        evidence = item.id.text;
    }
    // What stands on the page for a reader, with what it speaks of partners.
    std::vector<std::string> mentions(const std::string& address) {
        auto page = std::regex_replace(site.html(address), std::regex("<(style|script)[^]*?</\\1>|<[^>]*>"), " ");
        for (const auto& words : of_framework()) page = std::regex_replace(page, std::regex(words), "");
        static const std::regex of_partners(
            "[^.>]{0,60}\\b([Pp]artner|[Ss]haring|[Ss]hare with|[Ss]ign(s|ed) (its|their) part|[Jj]oining)[^.<]{0,40}");
        std::vector<std::string> found;
        for (std::sregex_iterator at(page.begin(), page.end(), of_partners), end; at != end; ++at)
            found.push_back(address + ": " + at->str());
        return found;
    }
    // The guide speaks of partnership working, which one organisation does with others, too.
    std::vector<std::string> of_framework() {
        std::vector<std::string> words{"partner agencies"};
        for (const auto& area : site.framework().key_areas) words.push_back(area.title);
        for (const auto& indicator : site.framework().indicators) {
            words.push_back(indicator.title);
            for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme)
                words.push_back(frameworks::listed_title(indicator, theme));
        }
        return words;
    }
    testing::Site site;
    EvaluationId evaluation;
    std::string evidence, plan;
};

INSTANTIATE_TEST_SUITE_P(Both, Alone, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Alone, reads_of_no_partners) {
    const auto at = "/evaluations/" + evaluation.text;
    for (const auto role : {Role::lead, Role::moderator}) {
        site.sign_in(role);
        for (const std::string& address : {std::string("/"),
                                           std::string("/evaluations"),
                                           std::string("/evidence"),
                                           std::string("/plans"),
                                           std::string("/reports"),
                                           std::string("/people"),
                                           std::string("/organisations"),
                                           std::string("/account"),
                                           std::string("/evaluations/new"),
                                           std::string("/evaluations/start"),
                                           std::string("/evaluations/start/steps/who"),
                                           std::string("/evaluations/start/steps/scope"),
                                           std::string("/evidence/new"),
                                           std::string("/plans/new"),
                                           std::string("/duties"),
                                           std::string("/good-practice"),
                                           at,
                                           at + "/set-up",
                                           at + "/evidence",
                                           at + "/moderation",

                                           at + "/finishing",
                                           at + "/capacity",

                                           "/evidence/" + evidence,
                                           "/plans/" + plan})
            EXPECT_THAT(mentions(address), IsEmpty());
    }
}

TEST_P(Alone, is_a_choice_that_can_be_changed) {
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/organisations"), HasSubstr("Do you work alone or with partners?"));
    EXPECT_EQ(site.post("/organisations/working", {{"working", ""}}).status, web::Status::unprocessable);
    ASSERT_EQ(site.post("/organisations/working", {{"working", "partners"}}).location, "/organisations");
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html("/evaluations"), HasSubstr("/sharing"));
}

}  // namespace
}  // namespace touchstone

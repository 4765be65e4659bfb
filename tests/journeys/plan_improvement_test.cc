// From what an evaluation found to what was done about it, and to whether that helped: a plan, worked through.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_store.h"
#include "judging/judgement_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "plans/plan_store.h"
#include "tests/happened.h"

namespace touchstone {
namespace {

using namespace evidence;
using namespace judging;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;
using web::Status;

Fields day(const std::string& name, int y, int m, int d) {
    return {{name + "_day", std::to_string(d)}, {name + "_month", std::to_string(m)}, {name + "_year", std::to_string(y)}};
}
Fields operator+(Fields all, const Fields& more) {
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

class Improving : public ::testing::TestWithParam<db::Engine> {
protected:
    Improving() : site(GetParam()) {
        evaluation = site.add_evaluation("Under six");
        health = OrganisationId::make(site.now);
        item = EvidenceId::make(site.now);
        finding = FindingId::make(site.now);
        site.database().writing([&](db::Write& db) {
            people::add_organisation(db, site.by(Role::administrator), {health, "Health Board", "health_board"});
            auto given = people::on_partnership(site.partnership(), site.account(Role::lead), Role::lead, site.now);
            given.reach = Reach::organisation;
            given.on = health.text;
            people::add_assignment(db, site.partnership(), given);
            Evidence evidence;
            evidence.id = item;
            evidence.title = evidence.line = "Waiting times";
            evidence.from = evidence.to = date_of(site.now);
            evidence.added_by = site.account(Role::evaluator);
            evidence.added_at = site.now;
            add_evidence(db, site.by(Role::evaluator), evidence);
            use_evidence(db, site.by(Role::evaluator), evaluation, item);
            add_finding(db, site.by(Role::evaluator),
                        {finding,
                         item,
                         FindingKind::improvement,
                         "Families wait for 26 weeks.",
                         {{"generic-2006", {"5.2", 1}}},
                         evidence.added_by,
                         site.now,
                         std::nullopt,
                         0});
            return true;
        });
        judge_indicator(evaluation, "5.2", Level::weak);
    }

    void judge_indicator(const EvaluationId& of, const std::string& indicator, Level level) {
        site.database().writing([&](db::Write& db) {
            return record_judgement(db, site.by(Role::evaluator), of, site.framework(), nullptr,
                                    {indicator, level, "Why", Confidence::high, site.account(Role::evaluator), site.now, 0});
        });
    }
    std::string made(const web::Response& response) {
        EXPECT_EQ(response.status, Status::see_other) << (response.view.empty() ? "" : site.document(response));
        return response.location;
    }
    // A plan of the partnership with one objective of high priority, as its lead makes it.
    void begin_plan() {
        site.sign_in(Role::lead);
        plan = made(site.post("/plans/new",
                              Fields{{"title", "Children’s services plan"}, {"owner", "partnership"}, {"evaluations", evaluation.text}} +
                                  day("from", 2026, 8, 1) + day("to", 2027, 7, 31)));
        objective = made(site.post(plan + "/objectives/new", {{"title", "Nobody waits longer than eight weeks"},
                                                              {"difference", "Children get help while it matters."},
                                                              {"priority", "high"},
                                                              {"areas", evaluation.text + "/" + finding.text},
                                                              {"indicators", evaluation.text + "/5.2"}}));
    }
    std::string add_action(const std::string& title, const AccountId& owner) {
        return made(site.post(objective + "/action-points/new",
                              Fields{{"title", title}, {"lead", health.text}, {"owner", owner.text}, {"resources", "Two assistants"}} +
                                  day("due", 2027, 1, 31)));
    }
    int version_of(const std::string& action) {
        return site.database().reading([&](db::Read& db) {
            return db
                .first([](const db::Row& row) { return row.get<int>("version"); }, "select version from action_point where id = $1",
                       action.substr(action.rfind('/') + 1))
                .value();
        });
    }
    web::Response step(const std::string& action, const std::string& name, Fields fields = {}) {
        return site.post(action + "/" + name, fields + Fields{{"seen_version", std::to_string(version_of(action))}});
    }

    testing::Site site;
    EvaluationId evaluation;
    OrganisationId health;
    EvidenceId item;
    FindingId finding;
    std::string plan, objective;
};

INSTANTIATE_TEST_SUITE_P(Both, Improving, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Improving, leads_from_a_finding_to_proof_and_to_effect) {
    begin_plan();
    EXPECT_THAT(site.html(objective), HasSubstr("Families wait for 26 weeks."));
    EXPECT_THAT(site.html(plan), HasSubstr("Objectives without a target")) << "the examiner looks at once";
    made(site.post(objective + "/targets/new",
                   Fields{{"measure", "Longest wait"}, {"unit", "weeks"}, {"direction", "lower"}, {"baseline", "26"}, {"aim", "8"}} +
                       day("baseline_on", 2026, 8, 31) + day("aim_on", 2027, 6, 30)));
    const auto action = add_action("Recruit two assistants", site.account(Role::reader));
    EXPECT_THAT(site.html(plan), Not(HasSubstr("Objectives without a target")));

    // Its owner works on it, though a reader otherwise.
    site.sign_in(Role::reader);
    made(step(action, "begin"));
    EXPECT_EQ(step(action, "finish").status, Status::unprocessable) << "not without proof";
    made(step(action, "finish", {{"proof", item.text}}));
    EXPECT_THAT(site.html(action), HasSubstr("awaiting verification"));
    EXPECT_EQ(step(action, "verify").status, Status::forbidden);
    site.sign_in(Role::evaluator);
    EXPECT_EQ(step(action, "send-back").status, Status::unprocessable) << "not without a reason";
    made(step(action, "send-back", {{"sent_back", "The letter names one assistant only."}}));
    EXPECT_THAT(site.html(action), AllOf(HasSubstr("The letter names one assistant only."), Not(HasSubstr("awaiting verification"))));
    site.sign_in(Role::reader);
    made(step(action, "finish", {{"proof", item.text}}));
    EXPECT_THAT(site.html(action), Not(HasSubstr("one assistant only"))) << "it is done again";
    EXPECT_THAT(site.html(plan + "/history"), HasSubstr("What the proof does not show: The letter names one assistant only."));
    site.sign_in(Role::evaluator);
    made(step(action, "verify"));
    EXPECT_THAT(site.html(action), HasSubstr("Done, verified"));
    EXPECT_THAT(site.html(plan), HasSubstr("1 of 1 action points done"));
    EXPECT_THAT(site.html(plan), HasSubstr("Nobody has said yet whether it made a difference")) << "done is not effective";

    // Nothing shows it yet; then a later level does.
    const Fields shown{{"verdict", "shown"}, {"words", "Waits are down."}};
    EXPECT_EQ(site.post(objective + "/effects", shown).status, Status::unprocessable);
    site.now += std::chrono::days{120};
    const auto later = site.add_evaluation("Under six, a year on");
    judge_indicator(later, "5.2", Level::good);
    site.sign_in(Role::evaluator);
    made(site.post(objective + "/effects", shown + Fields{{"ground", "judgement/" + later.text + "/5.2"}}));
    EXPECT_THAT(site.html(plan), HasSubstr("Shown: Ewan Evaluator"));
    EXPECT_THAT(site.html(objective), HasSubstr("Indicator 5.2: good in Under six, a year on"));
}

TEST_P(Improving, shows_the_plan_over_time_by_organisation_and_in_calendars) {
    begin_plan();
    EXPECT_THAT(site.html(plan), Not(HasSubstr("timeline_picture"))) << "nothing to draw yet";
    add_action("Recruit two assistants", site.account(Role::reader));
    EXPECT_THAT(site.html(plan), ::testing::AllOf(HasSubstr("timeline_picture"), HasSubstr("progress_picture"), HasSubstr("1 not started"),
                                                  HasSubstr("Health Board")));
    EXPECT_THAT(site.get(plan + "/calendar").body, ::testing::AllOf(HasSubstr("BEGIN:VCALENDAR"), HasSubstr("DTSTART;VALUE=DATE:20270131"),
                                                                    HasSubstr("SUMMARY:Recruit two assistants")));
    site.now = Instant{std::chrono::sys_days{std::chrono::year{2027} / 3 / 1}};
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html(plan), HasSubstr("1 overdue"));
}

TEST_P(Improving, follows_a_measure_and_keeps_every_value) {
    begin_plan();
    made(site.post(objective + "/targets/new",
                   Fields{{"measure", "Longest wait"}, {"unit", "weeks"}, {"direction", "lower"}, {"baseline", "26"}, {"aim", "8"}} +
                       day("baseline_on", 2026, 8, 31) + day("aim_on", 2027, 6, 30)));
    const auto target = site.database().reading([](db::Read& db) {
        return db.first([](const db::Row& row) { return row.get<std::string>("id"); }, "select id from target").value();
    });
    const auto address = objective + "/targets/" + target;
    const auto write_down = [&](const std::string& value) {
        site.now += std::chrono::seconds{1};
        return site.post(address + "/values", Fields{{"value", value}} + day("on", 2026, 11, 1));
    };
    EXPECT_EQ(write_down("twenty").status, Status::unprocessable);
    made(write_down("19"));
    made(write_down("21"));
    EXPECT_THAT(site.html(address), HasSubstr("19 weeks")) << "a correction does not hide what was written first";
    EXPECT_THAT(site.html(objective), HasSubstr("21 weeks (1 November 2026)"));
    EXPECT_THAT(site.html(objective), HasSubstr("Better than the baseline, target not reached"));
    site.sign_in(Role::reader);
    EXPECT_EQ(write_down("8").status, Status::unprocessable) << "neither owner nor lead";
}

TEST_P(Improving, asks_what_a_level_implies_until_it_is_answered) {
    begin_plan();
    EXPECT_THAT(site.html(plan), HasSubstr("0 of 1 levels are answered"));
    EXPECT_THAT(site.html(plan), HasSubstr("Take structured, planned action."));
    const auto prompt = plan + "/levels/" + evaluation.text + "/5.2";
    EXPECT_EQ(site.post(prompt, {{"words", ""}}).status, Status::unprocessable);
    made(site.post(prompt, {{"words", "The objective on waits."}, {"objective", objective.substr(objective.rfind('/') + 1)}}));
    EXPECT_THAT(site.html(plan), HasSubstr("1 of 1 levels are answered"));
    EXPECT_THAT(site.html(plan + "/levels"), HasSubstr("The objective on waits."));
    site.database().writing([&](db::Write& db) { return db.run("update judgement set level = 3 where evaluation_id = $1", evaluation); });
    EXPECT_THAT(site.html(plan), HasSubstr("0 of 1 levels are answered")) << "another level asks anew";
}

TEST_P(Improving, lets_a_partner_sign_and_says_what_changed_since) {
    begin_plan();
    add_action("Recruit two assistants", {});
    EXPECT_THAT(site.html(plan), HasSubstr("not signed"));
    const auto edition = [&] {
        return site.database().reading([&](db::Read& db) {
            return db.first([](const db::Row& row) { return row.get<int>("edition"); }, "select edition from plan").value();
        });
    };
    const auto sign = [&](int seen) {
        return site.post(plan + "/signatures", {{"organisation", health.text}, {"seen_edition", std::to_string(seen)}});
    };
    EXPECT_EQ(sign(edition() - 1).status, Status::unprocessable) << "nobody signs what they have not seen";
    made(sign(edition()));
    EXPECT_THAT(site.html(plan), HasSubstr("signed by Lachie Lead"));
    add_action("Open a second clinic", {});
    EXPECT_THAT(site.html(plan), HasSubstr("the plan has changed since"));
    site.sign_in(Role::evaluator);
    EXPECT_EQ(sign(edition()).status, Status::unprocessable) << "not for an organisation that one does not lead";
}

TEST_P(Improving, never_overwrites_silently) {
    begin_plan();
    const auto action = add_action("Recruit two assistants", {});
    const auto edit = [&](const std::string& title, int seen) {
        return site.post(action + "/edit", {{"title", title}, {"lead", health.text}, {"seen_version", std::to_string(seen)}});
    };
    made(edit("Recruit three assistants", 1));
    const auto late = edit("Recruit four assistants", 1);
    EXPECT_EQ(late.status, Status::conflict);
    EXPECT_THAT(site.document(late), ::testing::AllOf(HasSubstr("Recruit three assistants"), HasSubstr("Recruit four assistants")));
    made(edit("Recruit four assistants", 2));
    EXPECT_EQ(site.post(action + "/drop", {{"reason", "No money."}, {"seen_version", "2"}}).status, Status::conflict);
    made(step(action, "drop", {{"reason", "No money."}}));
    EXPECT_THAT(site.html(plan + "/history"), HasSubstr("Cancelled the action point “Recruit four assistants”"));
}

TEST_P(Improving, asks_whoever_owns_an_action_point_to_agree_and_again_when_it_changes) {
    begin_plan();
    const auto action = add_action("Recruit two assistants", site.account(Role::reader));
    const auto is_asked = HasSubstr("not agreed yet by Rona Reader");
    for (const auto& page : {action, objective, plan}) EXPECT_THAT(site.html(page), is_asked) << page;
    EXPECT_THAT(site.html(plan), HasSubstr("Action points not agreed to yet (1)"));
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(action), Not(HasSubstr("/agree\"")));
    EXPECT_EQ(step(action, "agree").status, Status::unprocessable);
    site.sign_in(Role::reader);
    EXPECT_EQ(site.post(action + "/agree", {{"seen_version", "99"}}).status, Status::conflict);
    made(step(action, "agree"));
    EXPECT_THAT(site.html(action), AllOf(HasSubstr("Agreed to by"), HasSubstr("Rona Reader"), Not(is_asked)));
    EXPECT_THAT(site.html(plan), AllOf(Not(is_asked), Not(HasSubstr("Action points not agreed to yet"))));
    EXPECT_EQ(step(action, "agree").status, Status::unprocessable) << "once";
    const auto change = testing::happened(site, "plan", plan.substr(plan.rfind('/') + 1), "agreed_to_action");
    EXPECT_THAT(change.before, HasSubstr(R"("agreed":"")"));
    EXPECT_THAT(change.after, HasSubstr(R"("agreed":"2026-11-)"));
    site.sign_in(Role::lead);
    made(site.post(action + "/edit", Fields{{"title", "Recruit three assistants"},
                                            {"lead", health.text},
                                            {"owner", site.account(Role::reader).text},
                                            {"seen_version", std::to_string(version_of(action))}} +
                                         day("due", 2027, 1, 31)));
    EXPECT_THAT(site.html(plan), is_asked);
    made(step(action, "agree"));  // whoever leads the organisation
    EXPECT_THAT(site.html(plan), Not(is_asked));
}

TEST_P(Improving, puts_back_what_was_cancelled_by_mistake) {
    begin_plan();
    const auto action = add_action("Hire two therapists", site.account(Role::evaluator));
    made(step(action, "begin"));
    EXPECT_EQ(step(action, "restore").status, Status::unprocessable) << "it was not cancelled";
    made(step(action, "drop", {{"reason", "No money."}}));
    EXPECT_THAT(site.html(action), AllOf(HasSubstr("Restore this action point"), HasSubstr("No money.")));
    made(step(action, "restore"));
    EXPECT_THAT(site.html(action), AllOf(Not(HasSubstr("No money.")), HasSubstr("Under way"), Not(HasSubstr("Restore this action point"))));
    EXPECT_THAT(site.html(plan + "/history"), HasSubstr("Restored the action point “Hire two therapists”"));
}

TEST_P(Improving, shows_each_page_on_two_trips) {
    begin_plan();
    made(site.post(objective + "/targets/new",
                   Fields{{"measure", "Wait"}, {"direction", "lower"}, {"aim", "8"}} + day("aim_on", 2027, 6, 30)));
    const auto action = add_action("Recruit", site.account(Role::reader));
    const auto target = site.database().reading([](db::Read& db) {
        return db.first([](const db::Row& row) { return row.get<std::string>("id"); }, "select id from target").value();
    });
    for (const auto& address :
         {std::string("/plans"), std::string("/plans/new"), plan, plan + "/edit", plan + "/history", plan + "/levels",
          plan + "/levels/" + evaluation.text + "/5.2", plan + "/objectives/new", objective, objective + "/edit",
          objective + "/targets/new", objective + "/targets/" + target, objective + "/action-points/new", action, action + "/edit"}) {
        const auto response = site.get(address);
        EXPECT_EQ(response.status, Status::ok) << address;
        EXPECT_LE(response.trips, 2) << address;
        EXPECT_FALSE(site.document(response).empty()) << address;
    }
}

TEST_P(Improving, says_which_outcomes_for_children_an_objective_serves) {
    site.database().writing([&](db::Write& db) {
        return db.run("insert into evidence_outcome (partnership_id, evidence_id, outcome) values ($1, $2, 'safe')", site.partnership(),
                      item);
    });
    begin_plan();
    const auto link = plan + "/objectives/new?outcomes=safe";
    EXPECT_THAT(site.html(plan), AllOf(HasSubstr("Outcomes with weaknesses and without an objective (1)"), HasSubstr(link)));
    EXPECT_THAT(site.html(link), HasSubstr("value=\"safe\" checked"));
    const Fields said{{"title", "Nobody waits longer than eight weeks"},
                      {"difference", "Children get help while it matters."},
                      {"priority", "high"},
                      {"areas", evaluation.text + "/" + finding.text},
                      {"indicators", evaluation.text + "/5.2"}};
    EXPECT_EQ(site.post(objective + "/edit", said + Fields{{"outcomes", "luck"}, {"seen_version", "1"}}).status, Status::unprocessable);
    made(site.post(objective + "/edit", said + Fields{{"outcomes", "safe"}, {"outcomes", "included"}, {"seen_version", "1"}}));
    for (const auto& page : {plan, objective}) EXPECT_THAT(site.html(page), HasSubstr("Serves the outcomes: Safe, Included")) << page;
    EXPECT_THAT(site.html(plan), Not(HasSubstr("Outcomes with weaknesses")));
    EXPECT_THAT(site.html(objective + "/line-of-sight"), HasSubstr("Nobody waits longer than eight weeks (serves: Safe, Included)"));
    const auto change = testing::happened(site, "plan", plan.substr(plan.rfind('/') + 1), "changed_objective");
    EXPECT_THAT(change.before, HasSubstr(R"("outcomes":[])"));
    EXPECT_THAT(change.after, HasSubstr(R"("outcomes":["safe","included"])"));
    EXPECT_THAT(site.html("/evaluations/" + evaluation.text + "/publishing/preview/partnership"), HasSubstr("Serves: Safe, Included."));
}

TEST_P(Improving, takes_up_an_area_that_the_examiner_names) {
    begin_plan();
    made(site.post(objective + "/edit", {{"title", "Nobody waits longer than eight weeks"},
                                         {"difference", "Children get help while it matters."},
                                         {"priority", "high"},
                                         {"seen_version", "1"}}));
    const auto link = plan + "/objectives/new?areas=" + evaluation.text + "%2F" + finding.text;
    EXPECT_THAT(site.html(plan), HasSubstr(link));
    EXPECT_THAT(site.html(link), HasSubstr("value=\"" + evaluation.text + "/" + finding.text + "\" checked"));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(plan), Not(HasSubstr("/objectives/new")));
}

TEST_P(Improving, takes_proof_that_came_after_the_evaluation_and_leads_no_reader_to_a_closed_door) {
    begin_plan();
    const auto action = add_action("Recruit two assistants", site.account(Role::reader));
    site.now += std::chrono::days{30};
    Evidence later;
    later.id = EvidenceId::make(site.now);
    later.title = later.line = "Letters of appointment";
    later.from = later.to = date_of(site.now);
    later.added_by = site.account(Role::evaluator);
    later.added_at = site.now;
    site.database().writing([&](db::Write& db) {
        add_evidence(db, site.by(Role::evaluator), later);
        return true;
    });
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(action), ::testing::AllOf(HasSubstr("Letters of appointment"), Not(HasSubstr("/evidence/new"))));
    EXPECT_THAT(site.html(plan), Not(HasSubstr("/levels/" + evaluation.text))) << "answers are for those who lead";
    made(step(action, "finish", {{"proof", later.id.text}}));
}

TEST_P(Improving, has_first_steps_where_there_is_nothing) {
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html("/plans"), HasSubstr("Start a plan"));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html("/plans"), ::testing::AllOf(HasSubstr("There is no plan yet"), Not(HasSubstr("/plans/new"))));
    begin_plan();
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(plan), Not(HasSubstr(plan + "/edit")));
}

}  // namespace
}  // namespace touchstone

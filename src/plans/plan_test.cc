#include "plans/plan.h"

#include <gtest/gtest.h>

#include "plans/action.h"
#include "plans/effect.h"
#include "plans/target.h"

namespace touchstone::plans {
namespace {

const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
const AccountId ann{"ann"}, bob{"bob"}, cat{"cat"};
const OrganisationId health{"health"}, council{"council"};
const EvaluationId evaluation{"v1"};

std::string problems_of(const auto& outcome) {
    std::string all;
    if (!outcome)
        for (const auto& problem : outcome.error()) all += (all.empty() ? "" : " ") + problem.field + ":" + problem.text;
    return all;
}

TEST(DraftPlan, says_everything_that_is_wrong) {
    const auto outcome = draft_plan({}, {"", "2027-04-01", "2027-03-31", {"other"}, 0}, {evaluation});
    EXPECT_EQ(problems_of(outcome),
              "title:plans.plan.title_missing to:plans.plan.to_before_from evaluations:plans.plan.evaluation_unknown");
}

TEST(DraftPlan, keeps_evaluations_that_the_writer_does_not_see) {
    Plan before;
    before.evaluations = {EvaluationId{"hidden"}, evaluation};
    const auto plan = draft_plan(before, {"Plan", "2027-04-01", "2028-03-31", {}, 3}, {evaluation});
    ASSERT_TRUE(plan);
    EXPECT_EQ(plan->evaluations, std::vector{EvaluationId{"hidden"}});
    EXPECT_EQ(plan->version, 3);
}

TEST(SignPart, takes_only_whom_the_signer_leads_and_only_what_was_shown) {
    Plan plan;
    plan.edition = 4;
    EXPECT_EQ(problems_of(sign_part(plan, {health}, "council", 4, ann, now)), "organisation:plans.signature.not_yours");
    EXPECT_EQ(problems_of(sign_part(plan, {health}, "health", 3, ann, now)), "organisation:plans.signature.changed");
    EXPECT_EQ(sign_part(plan, {health}, "health", 4, ann, now)->edition, 4);
}

TEST(SetObjective, needs_words_for_children_and_known_areas) {
    const AreaRef area{evaluation, FindingId{"f1"}};
    EXPECT_EQ(problems_of(set_objective({}, {"", "", "urgent", {"v1/f2"}, {"v1/5.1"}, 0}, {area}, {})),
              "title:plans.objective.title_missing difference:plans.objective.difference_missing priority:plans.objective.priority_missing "
              "areas:plans.objective.area_unknown indicators:plans.objective.indicator_unknown");
    const auto objective = set_objective({}, {"Waits", "Children wait less.", "high", {"v1/f1", "v1/f1"}, {}, 0}, {area}, {});
    ASSERT_TRUE(objective);
    EXPECT_EQ(objective->areas, std::vector{area});
}

TEST(CloseObjective, needs_a_reason_and_no_open_work) {
    EXPECT_EQ(problems_of(close_objective({}, "", true, now)),
              "closing:plans.objective.has_open_actions closing:plans.objective.closing_missing");
    const auto closed = close_objective({}, "Reached.", false, now);
    ASSERT_TRUE(closed);
    EXPECT_FALSE(close_objective(*closed, "Again.", false, now));
    EXPECT_FALSE(reopen_objective(*closed)->closed_at);
}

TEST(Numbers, are_read_exactly_or_not_at_all) {
    struct Case {
        const char* text;
        std::optional<std::int64_t> value;
    };
    for (const auto& [text, value] : {Case{"91.4", 91'400'000}, Case{"-3", -3'000'000}, Case{"0.000001", 1}, Case{"0", 0},
                                      Case{"123456789012.123456", 123'456'789'012'123'456}, Case{"", {}}, Case{"-", {}}, Case{".5", {}},
                                      Case{"5.", {}}, Case{"1,000", {}}, Case{"1e3", {}}, Case{" 1", {}}, Case{"0.0000001", {}},
                                      Case{"1234567890123", {}}, Case{"+1", {}}, Case{"--1", {}}, Case{"1.2.3", {}}})
        EXPECT_EQ(millionths_from(text), value) << text;
}

Target target_of(const std::string& baseline, const std::string& aim, Direction direction, const std::string& variation = {}) {
    Target target;
    target.baseline = baseline;
    target.aim = aim;
    target.direction = direction;
    target.variation = variation;
    return target;
}

TEST(SetTarget, says_everything_that_is_wrong) {
    EXPECT_EQ(problems_of(set_target({}, {"", "", "up", "12", "", "ten", "2026-13-01", "-1", 0})),
              "measure:plans.target.measure_missing direction:plans.target.direction_missing baseline_on:plans.target.baseline_on_missing "
              "aim:plans.target.not_a_number aim_on:plans.not_a_date variation:plans.target.not_a_number");
    EXPECT_EQ(problems_of(set_target({}, {"Waits", "weeks", "lower", "12", "2027-01-01", "8", "2027-01-01", "", 0})),
              "aim_on:plans.target.aim_before_baseline");
}

TEST(Standing, compares_with_where_it_was_and_what_it_is_to_reach) {
    struct Case {
        Direction direction;
        const char *baseline, *aim, *now;
        Standing standing;
    };
    for (const auto& [direction, baseline, aim, value, standing] :
         {Case{Direction::higher, "78.3", "90", "78.30", Standing::same}, Case{Direction::higher, "78.3", "90", "78.2", Standing::worse},
          Case{Direction::higher, "78.3", "90", "84", Standing::better}, Case{Direction::higher, "78.3", "90", "90.0", Standing::reached},
          Case{Direction::lower, "12", "8", "13", Standing::worse}, Case{Direction::lower, "12", "8", "10", Standing::better},
          Case{Direction::lower, "12", "8", "7.9", Standing::reached}, Case{Direction::lower, "", "8", "9", Standing::same}}) {
        auto target = target_of(baseline, aim, direction);
        target.values.push_back({ValueId{"1"}, {}, value, "", "", {}, {}});
        EXPECT_EQ(standing_of(target), standing) << baseline << " " << value;
    }
    EXPECT_EQ(standing_of(target_of("1", "2", Direction::higher)), Standing::not_measured);
}

TEST(Measure, takes_no_day_that_is_still_to_come) {
    EXPECT_EQ(problems_of(measure({"", "", ""}, ann, now)), "value:plans.target.value_missing on:plans.target.on_missing");
    EXPECT_EQ(problems_of(measure({"5", "2026-11-24", ""}, ann, now)), "on:plans.target.on_ahead");
    EXPECT_TRUE(measure({"5", "2026-11-23", ""}, ann, now));
}

ActionPoint action_of(ActionState state) {
    ActionPoint action;
    action.owner = ann;
    action.state = state;
    return action;
}

TEST(SetAction, says_everything_that_is_wrong) {
    const Nameable nameable{{{health, "Health"}}, {ann}};
    EXPECT_EQ(
        problems_of(set_action(
            {},
            {.lead = "council", .owner = "bob", .starts = "2027-02-01", .due = "2027-01-01", .budget = "12.345", .partners = {"council"}},
            nameable, now)),
        "title:plans.action.title_missing lead:plans.action.lead_missing partners:plans.action.partner_unknown "
        "owner:plans.action.owner_unknown due:plans.action.due_before_start budget:plans.action.budget_wrong");
    const auto action =
        set_action({}, {.title = "Hire", .lead = "health", .owner = "ann", .budget = "12500.5", .partners = {"health"}}, nameable, now);
    ASSERT_TRUE(action);
    EXPECT_EQ(action->budget, 1'250'050);
    EXPECT_TRUE(action->partners.empty()) << "who leads does not contribute to itself";
    EXPECT_EQ(pounds_in_words(*action->budget), "12,500.50");
    EXPECT_FALSE(set_action(action_of(ActionState::done), {.title = "Hire", .lead = "health"}, nameable, now));
}

TEST(ActionPoint, is_worked_on_by_its_owner_and_those_who_lead) {
    const auto action = action_of(ActionState::not_started);
    EXPECT_EQ(problems_of(begin_action(action, {bob, false}, now)), ":plans.action.not_yours");
    EXPECT_EQ(begin_action(action, {bob, true}, now)->state, ActionState::under_way);
    EXPECT_EQ(begin_action(action, {ann, false}, now)->state, ActionState::under_way);
    EXPECT_FALSE(begin_action(action_of(ActionState::under_way), {ann, false}, now));
    EXPECT_FALSE(may_work_on(ActionPoint{}, {AccountId{}, false})) << "no owner is nobody";
}

TEST(AgreeToAction, is_for_its_owner_and_who_leads_the_organisation_that_leads_it) {
    const auto action = action_of(ActionState::not_started);
    EXPECT_EQ(problems_of(agree_to_action(action, {bob, true}, now)), ":plans.action.agree_not_yours") << "leads the plan only";
    EXPECT_EQ(agree_to_action(action, {bob, false, true}, now)->agreed_by, bob);
    const auto agreed = agree_to_action(action, {ann, false}, now).value();
    EXPECT_EQ(agreed.agreed_by, ann);
    EXPECT_EQ(agreed.agreed_at, now);
    EXPECT_EQ(problems_of(agree_to_action(agreed, {ann, false}, now)), ":plans.action.agreed_already");
    EXPECT_EQ(problems_of(agree_to_action(action_of(ActionState::done), {ann, false}, now)), ":plans.action.not_open");
    EXPECT_FALSE(may_agree_to(ActionPoint{}, {AccountId{}, false})) << "no owner is nobody";
}

TEST(AgreeToAction, is_asked_again_when_owner_day_or_title_change) {
    auto action = action_of(ActionState::under_way);
    action.title = "Recruit";
    action.lead = {OrganisationId{"health"}, "Health"};
    action.due = date_from("2027-01-31");
    const auto agreed = agree_to_action(action, {ann, false}, now).value();
    const auto after = [&](void (*change)(ActionDraft&)) {
        auto draft = draft_of(agreed);
        change(draft);
        return set_action(agreed, draft, {{agreed.lead}, {ann, bob}}, now).value().agreed_at;
    };
    EXPECT_EQ(after([](ActionDraft&) {}), now);
    EXPECT_EQ(after([](ActionDraft& draft) { draft.resources = "Two assistants"; }), now);
    EXPECT_FALSE(after([](ActionDraft& draft) { draft.title = "Recruit two"; }));
    EXPECT_FALSE(after([](ActionDraft& draft) { draft.due = "2027-02-28"; }));
    EXPECT_FALSE(after([](ActionDraft& draft) { draft.owner = bob.text; }));
}

TEST(FinishAction, needs_proof_that_is_there) {
    const std::vector proofs{EvidenceId{"e1"}};
    EXPECT_EQ(problems_of(finish_action(action_of(ActionState::under_way), {ann, false}, "", proofs, now)),
              "proof:plans.action.proof_missing");
    EXPECT_EQ(problems_of(finish_action(action_of(ActionState::under_way), {ann, false}, "e2", proofs, now)),
              "proof:plans.action.proof_missing");
    EXPECT_EQ(finish_action(action_of(ActionState::under_way), {ann, false}, "e1", proofs, now)->proof, EvidenceId{"e1"});
    EXPECT_FALSE(finish_action(action_of(ActionState::dropped), {ann, false}, "e1", proofs, now));
}

TEST(VerifyAction, is_for_somebody_else) {
    auto done = finish_action(action_of(ActionState::under_way), {bob, true}, "e1", {EvidenceId{"e1"}}, now).value();
    EXPECT_TRUE(awaits_verification(done, Priority::high));
    EXPECT_FALSE(awaits_verification(done, Priority::medium));
    EXPECT_EQ(problems_of(verify_action(done, ann, now)), ":plans.action.verify_other");
    EXPECT_EQ(problems_of(verify_action(done, bob, now)), ":plans.action.verify_other");
    done = verify_action(done, cat, now).value();
    EXPECT_FALSE(awaits_verification(done, Priority::high));
    EXPECT_EQ(problems_of(verify_action(done, cat, now)), ":plans.action.nothing_to_verify");
}

TEST(SendBackAction, is_for_whoever_may_verify_and_says_why) {
    const auto done = finish_action(action_of(ActionState::under_way), {bob, true}, "e1", {EvidenceId{"e1"}}, now).value();
    EXPECT_EQ(problems_of(send_back_action(done, bob, "No list.", now)), ":plans.action.verify_other");
    EXPECT_EQ(problems_of(send_back_action(done, cat, "", now)), "sent_back:plans.action.sent_back_missing");
    const auto back = send_back_action(done, cat, "No list.", now).value();
    EXPECT_EQ(back.state, ActionState::under_way);
    EXPECT_TRUE(back.proof.is_empty() && back.finished_by.is_empty() && !back.done_at);
    EXPECT_EQ(problems_of(send_back_action(back, cat, "No list.", now)), ":plans.action.nothing_to_verify");
    EXPECT_EQ(finish_action(back, {bob, true}, "e1", {EvidenceId{"e1"}}, now)->sent_back, "") << "done again";
}

TEST(DropAction, needs_a_reason) {
    EXPECT_EQ(problems_of(drop_action(action_of(ActionState::under_way), "", now)), "reason:plans.action.reason_missing");
    EXPECT_EQ(drop_action(action_of(ActionState::under_way), "No money.", now)->state, ActionState::dropped);
    for (const auto state : {ActionState::not_started, ActionState::under_way}) {
        const auto restored = restore_action(*drop_action(action_of(state), "By mistake.", now), now);
        EXPECT_EQ(restored->state, state);
        EXPECT_EQ(restored->drop_reason, "");
        EXPECT_FALSE(restore_action(*restored, now)) << "twice";
    }
}

TEST(JudgeEffect, is_not_shown_without_a_ground) {
    const Ground judged{{evaluation, "5.1"}, {}}, value{{}, ValueId{"m1"}};
    EXPECT_EQ(problems_of(judge_effect({"shown", "Better.", ""}, {judged}, ann, now)), "ground:plans.effect.ground_missing");
    EXPECT_EQ(problems_of(judge_effect({"", "", "value/m2"}, {value}, ann, now)),
              "verdict:plans.effect.verdict_missing words:plans.effect.words_missing ground:plans.effect.ground_missing");
    EXPECT_TRUE(judge_effect({"not_yet", "Too early.", ""}, {}, ann, now));
    EXPECT_EQ(judge_effect({"shown", "Better.", "judgement/v1/5.1"}, {judged, value}, ann, now)->ground, judged);
}

TEST(AnswerLevel, is_asked_anew_when_the_level_changes) {
    const Awarded weak{{evaluation, "5.1"}, judging::Level::weak}, good{{evaluation, "5.1"}, judging::Level::good};
    EXPECT_FALSE(answer_level(weak, {"", ""}, {}, ann, now));
    EXPECT_FALSE(answer_level(weak, {"Planned.", "o1"}, {}, ann, now));
    const std::vector answers{answer_level(weak, {"Planned.", "o1"}, {ObjectiveId{"o1"}}, ann, now).value()};
    ASSERT_NE(answer_to(weak, answers), nullptr);
    EXPECT_EQ(answer_to(weak, answers)->objective, ObjectiveId{"o1"});
    EXPECT_EQ(answer_to(good, answers), nullptr);
}

}  // namespace
}  // namespace touchstone::plans

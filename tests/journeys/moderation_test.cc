// A team judges: each alone first and unseen, then laid open, talked through and agreed. And nothing but a person ever awards a level.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evaluations/evaluation_store.h"
#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "judging/judgement_store.h"
#include "judging/moderation_store.h"
#include "tests/four_sources.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;

class Team : public ::testing::TestWithParam<db::Engine> {
protected:
    Team() : site(GetParam()) {
        id = site.add_evaluation("How we judge");
        site.database().writing([&](db::Write& db) { return db.run("update evaluation set judging = 2 where id = $1", id); });
        address = "/evaluations/" + id.text;
    }
    web::Response judge_alone(Role who, const std::string& level, const std::string& rationale, int seen = 0) {
        site.sign_in(who);
        return site.post(address + "/indicators/5.1/first",
                         {{"level", level}, {"rationale", rationale}, {"confidence", "high"}, {"seen_version", std::to_string(seen)}});
    }
    EvidenceId add_item(const std::string& title, Source source, FindingKind kind, const std::string& indicator, int theme) {
        Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = title;
        item.source = source;
        item.from = item.to = date_of(site.now);
        item.added_by = site.account(Role::evaluator);
        item.added_at = site.now;
        site.database().writing([&](db::Write& db) {
            add_evidence(db, site.by(Role::evaluator), item);
            use_evidence(db, site.by(Role::evaluator), id, item.id);
            add_finding(db, site.by(Role::evaluator),
                        {FindingId::make(site.now),
                         item.id,
                         kind,
                         title + " says so.",
                         {{"generic-2006", {indicator, theme}}},
                         item.added_by,
                         site.now,
                         std::nullopt,
                         0});
            return true;
        });
        return item.id;
    }
    // Every page about the evaluation, and what programs read of it, as this person sees it.
    std::string everything_seen() {
        std::string all;
        for (const auto& route : site.router.routes()) {
            if (route.method != "GET" || route.pattern.find("{evaluation}") == std::string::npos) continue;
            auto page = route.pattern;
            for (const auto& [hole, value] : {std::pair{std::string("{evaluation}"), id.text}, {"{indicator}", "5.1"}, {"{question}", "3"}})
                if (const auto at = page.find(hole); at != std::string::npos) page.replace(at, hole.size(), value);
            if (page.find('{') != std::string::npos) continue;
            const auto seen = site.get(page);
            all += seen.view.empty() ? seen.body : site.document(seen);
        }
        return all + site.document(site.get("/")) + site.document(site.get("/evaluations"));
    }
    int count(const std::string& sql) {
        return site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + sql);
        });
    }

    testing::Site site;
    EvaluationId id;
    std::string address;
};

INSTANTIATE_TEST_SUITE_P(Both, Team, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Team, what_somebody_judges_alone_is_seen_by_nobody_else_until_it_is_laid_open) {
    ASSERT_EQ(judge_alone(Role::evaluator, "2", "Zqxblind words.").status, web::Status::see_other);
    EXPECT_THAT(everything_seen(), HasSubstr("Zqxblind")) << "one sees one's own";
    for (const auto other : {Role::lead, Role::administrator, Role::reader}) {
        site.sign_in(other);
        EXPECT_THAT(everything_seen(), Not(HasSubstr("Zqxblind"))) << static_cast<int>(other);
    }
    EXPECT_EQ(count("event where after like '%Zqxblind%' or before like '%Zqxblind%'"), 0) << "nor in the record of changes";
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/audit"), Not(HasSubstr("Zqxblind")));

    judge_alone(Role::lead, "4", "Another view.");
    site.sign_in(Role::lead);
    ASSERT_EQ(site.post(address + "/moderation/5.1/reveal", {}).status, web::Status::see_other);
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(address + "/moderation/5.1"),
                ::testing::AllOf(HasSubstr("Zqxblind"), HasSubstr("1 at level 2, weak, 1 at level 4, good")));
}

TEST_P(Team, is_led_to_what_each_has_still_to_judge_and_then_to_the_meeting) {
    const auto of = [&](Role role) {
        site.sign_in(role);
        const auto page = site.html(address);
        return page.substr(page.find("id=\"now\""), 600);
    };
    const auto all = site.framework().indicators.size();
    EXPECT_THAT(of(Role::evaluator), HasSubstr("Nothing has been gathered yet."));
    add_item("Survey", Source::views, FindingKind::strength, "5.1", 1);
    EXPECT_THAT(of(Role::evaluator), HasSubstr(std::to_string(all) + " indicators are waiting for your own judgement"));
    ASSERT_EQ(judge_alone(Role::evaluator, "2", "Words.").status, web::Status::see_other);
    EXPECT_THAT(of(Role::evaluator), HasSubstr(std::to_string(all - 1) + " indicators are waiting"));
    EXPECT_THAT(of(Role::lead), HasSubstr(std::to_string(all) + " indicators are waiting"))
        << "what another one judged alone is not counted";
    site.database().writing([&](db::Write& db) {
        for (const auto& indicator : site.framework().indicators)
            if (indicator.code != "5.1")
                (void)record_first(
                    db, site.by(Role::evaluator), id,
                    {indicator.code, site.account(Role::evaluator), {}, Level::good, "Words.", Confidence::high, site.now, 0});
        return true;
    });
    EXPECT_THAT(of(Role::evaluator), AllOf(HasSubstr("You have given your own judgements."), HasSubstr("/moderation\"")));
    EXPECT_THAT(site.html("/"), Not(HasSubstr("for your own judgement")));
    site.judge_something(id);
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html("/"), HasSubstr(std::to_string(all - 1) + " indicators are waiting for your own judgement"))
        << "what the team has judged waits for nobody";
}

TEST_P(Team, what_is_judged_alone_is_not_opened_by_setting_up_differently) {
    const auto set_up_as = [&](const std::string& judging, int seen) {
        site.sign_in(Role::lead);
        return site.post(address + "/set-up", {{"title", "Zqxkept title"},
                                               {"kind", "self_evaluation"},
                                               {"why", "To know."},
                                               {"level", "strategic"},
                                               {"children", "All children"},
                                               {"from", "2026-01-01"},
                                               {"to", "2026-10-31"},
                                               {"judging", judging},
                                               {"seen_version", std::to_string(seen)}});
    };
    const auto judging = [&] { return count("evaluation where judging = 2 and id = '" + id.text + "'"); };
    ASSERT_EQ(judge_alone(Role::evaluator, "2", "Zqxblind words.").status, web::Status::see_other);
    for (const auto* asked : {"together", ""}) {
        const auto refused = set_up_as(asked, 1);
        EXPECT_EQ(refused.status, web::Status::unprocessable) << asked;
        EXPECT_THAT(site.document(refused),
                    ::testing::AllOf(HasSubstr("Someone has already given a first judgement"), HasSubstr("Zqxkept title")));
        EXPECT_EQ(judging(), 1) << asked;
    }
}

TEST_P(Team, one_judgement_alone_is_not_laid_open_and_an_open_one_is_not_changed) {
    judge_alone(Role::evaluator, "3", "Mine.");
    site.sign_in(Role::lead);
    EXPECT_EQ(site.post(address + "/moderation/5.1/reveal", {}).status, web::Status::unprocessable);
    judge_alone(Role::lead, "3", "Mine, too.");
    site.sign_in(Role::lead);
    ASSERT_EQ(site.post(address + "/moderation/5.1/reveal", {}).status, web::Status::see_other);
    EXPECT_EQ(judge_alone(Role::evaluator, "4", "Changed my mind.", 1).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(address + "/indicators/5.1/placements", {{"placement_1", "about_high"}}).status, web::Status::unprocessable);
}

TEST_P(Team, nothing_is_agreed_before_it_is_laid_open_and_a_moved_level_needs_a_reason) {
    judge_alone(Role::evaluator, "3", "Mine.");
    judge_alone(Role::lead, "5", "Mine, too.");
    site.sign_in(Role::lead);
    Fields agreed{
        {"level", "4"}, {"rationale", "We agreed."}, {"confidence", "moderate"}, {"caveat", "Thin evidence."}, {"seen_version", "0"}};
    EXPECT_EQ(site.post(address + "/moderation/5.1", agreed).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(address + "/indicators/5.1", agreed).status, web::Status::unprocessable);
    site.post(address + "/moderation/5.1/reveal", {});
    const auto refused = site.post(address + "/moderation/5.1", agreed);
    EXPECT_THAT(site.document(refused), HasSubstr("Say why you agreed this level"));
    EXPECT_THAT(site.document(refused), HasSubstr("We agreed.")) << "what was typed is kept";
    agreed.emplace_back("reason", "The visit convinced us.");
    agreed.emplace_back("dissent", "Ewan would stay at 3.");
    EXPECT_EQ(site.post(address + "/moderation/5.1", agreed).status, web::Status::see_other);
    EXPECT_THAT(site.html(address + "/moderation/5.1"),
                ::testing::AllOf(HasSubstr("The visit convinced us."), HasSubstr("Ewan would stay at 3.")));
    EXPECT_THAT(site.html(address + "/moderation"), ::testing::AllOf(HasSubstr("3, 5"), HasSubstr("2 people first gave another level")));
    agreed[1].second = "Zqxlate.";
    agreed[5].second = "Zqxreason.";
    const auto late = site.post(address + "/moderation/5.1", agreed);
    EXPECT_EQ(late.status, web::Status::conflict) << "somebody has agreed in the meantime";
    EXPECT_THAT(site.document(late),
                ::testing::AllOf(HasSubstr("Lachie Lead"), HasSubstr("ts-typed\">4 good"), HasSubstr("ts-typed\">Zqxreason."),
                                 HasSubstr("ts-typed\">The visit convinced us."), HasSubstr("ts-typed\">Zqxlate.")));
}

TEST_P(Team, an_evaluator_does_not_lay_open_and_a_moderator_does_not_judge) {
    judge_alone(Role::evaluator, "3", "Mine.");
    EXPECT_EQ(site.post(address + "/moderation/5.1/reveal", {}).status, web::Status::forbidden);
    EXPECT_EQ(judge_alone(Role::moderator, "3", "Not mine to say.").status, web::Status::forbidden);
    site.sign_in(Role::moderator);
    EXPECT_EQ(site.post(address + "/moderation/5.1/reveal", {}).status, web::Status::unprocessable) << "allowed, and too early";
}

TEST_P(Team, a_conflict_is_open_until_somebody_says_what_it_means_and_again_when_more_is_found) {
    add_item("The figures", Source::performance_data, FindingKind::strength, "5.1", 1);
    add_item("The parents", Source::views, FindingKind::improvement, "5.1", 1);
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(address + "/conflicts"), ::testing::AllOf(HasSubstr("The figures says so."), HasSubstr("1 is open.")));
    const auto decide = [&](const std::string& state, int seen, const std::string& follow) {
        return site.post(
            address + "/conflicts/5.1/1",
            {{"state_5.1_1", state}, {"words_5.1_1", "Zqxwhy."}, {"follow_5.1_1", follow}, {"seen_version", std::to_string(seen)}});
    };
    EXPECT_EQ(decide("followed", 0, "").status, web::Status::unprocessable) << "into which indicator?";
    EXPECT_EQ(decide("followed", 0, "7.2").status, web::Status::see_other);
    EXPECT_THAT(site.html(address + "/conflicts"),
                ::testing::AllOf(HasSubstr("Followed up in 7.2."), HasSubstr("Someone has looked into all of them.")));
    const auto late = decide("resolved", 0, "");
    EXPECT_EQ(late.status, web::Status::conflict) << "somebody was faster";
    EXPECT_THAT(site.document(late),
                ::testing::AllOf(HasSubstr("ts-typed\">Resolved"), HasSubstr("ts-typed\">Followed up"), HasSubstr("ts-typed\">7.2 ")));
    add_item("The visits", Source::observation, FindingKind::improvement, "5.1", 1);
    EXPECT_THAT(site.html(address + "/conflicts"), HasSubstr("A finding has been added since."));
}

TEST_P(Team, no_path_without_a_person_who_awards_a_level_leads_to_one) {
    site.sign_in(Role::lead);
    for (const auto& source : testing::four_sources())
        for (const auto& indicator : site.framework().indicators)
            for (int theme = 1; theme <= static_cast<int>(indicator.themes.size()); ++theme)
                add_item(fmt::format("{} {} {}", source.key, indicator.code, theme), source,
                         source == Source::views ? FindingKind::improvement : FindingKind::strength, indicator.code, theme);
    for (const auto* judging : {"together", "alone_first"}) {
        site.database().writing([&](db::Write& db) {
            return db.run("update evaluation set judging = $2 where id = $1", id, std::string(judging) == "together" ? 1 : 2);
        });
        for (const auto& indicator : site.framework().indicators) {
            const auto desk = address + "/indicators/" + indicator.code;
            Fields places;
            for (std::size_t i = 1; i <= indicator.themes.size(); ++i)
                places.emplace_back("placement_" + std::to_string(i), "better_than_high");
            site.post(desk + "/placements", places);
            // Everything but a level.
            const Fields unlevelled{{"rationale", "x"}, {"confidence", "high"}, {"caveat", "x y"}, {"reason", "x"}, {"seen_version", "0"}};
            EXPECT_EQ(site.post(desk, unlevelled).status, web::Status::unprocessable);
            EXPECT_EQ(site.post(desk + "/first", unlevelled).status, web::Status::unprocessable);
            EXPECT_EQ(site.post(address + "/moderation/" + indicator.code, unlevelled).status, web::Status::unprocessable);
            for (std::size_t i = 1; i <= indicator.themes.size(); ++i)
                site.post(
                    fmt::format("{}/conflicts/{}/{}", address, indicator.code, i),
                    {{fmt::format("state_{}_{}", indicator.code, i), "explained"}, {fmt::format("words_{}_{}", indicator.code, i), "x"}});
            EXPECT_THAT(site.document(site.get(desk)), Not(HasSubstr("ts-level"))) << indicator.code;
        }
        for (int question = 1; question <= 6; ++question)
            site.post(address + "/questions/" + std::to_string(question), {{"statement", "x"}, {"seen_version", "0"}});
        site.post(address + "/state", {{"state", "finished"}});
        const auto pages = everything_seen();
        EXPECT_THAT(pages, Not(HasSubstr("Evaluated as")));
        EXPECT_EQ(pages.find("class=\"ts-level"), std::string::npos);
        EXPECT_EQ(pages.find("ts-strip__step--here"), std::string::npos);
        site.post(address + "/state", {{"state", "under_way"}});
    }
    for (const auto* table : {"judgement", "first_judgement"}) EXPECT_EQ(count(table), 0) << table;
}

}  // namespace
}  // namespace touchstone

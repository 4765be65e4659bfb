// What people say to one another is read by whoever sees what it is about, and waits for whom it names.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conversations/conversation_store.h"
#include "tests/matrix/asker.h"

namespace touchstone {
namespace {

using conversations::Kind;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::What;
using testing::Who;

class Talking : public ::testing::TestWithParam<db::Engine> {
protected:
    Talking()
        : world(GetParam()),
          evidence("/evidence/" + world.thing(What::own).evidence),
          evaluation("/evaluations/" + world.thing(What::own).evaluation) {
        world.site.database().writing([](db::Write& db) {
            for (const auto* table : {"remark_name", "remark", "conversation"}) db.run(std::string("delete from ") + table);
            return true;
        });
    }
    web::Answer ask(Who who, const std::string& method, const std::string& address, const std::string& form = {}) {
        return asker.ask(who, method, address, form);
    }
    std::string page(Who who, const std::string& address) { return ask(who, "GET", address).body; }
    int say(Who who, const std::string& object, const std::string& form) {
        world.site.now += std::chrono::seconds{1};
        return ask(who, "POST", object + "/conversations", form).status;
    }
    std::string first_about(const std::string& object) {
        return world.site.database().reading([&](db::Read& db) {
            return conversations::list_conversations(db, world.site.partnership(), {Kind::evidence, object, {}}).front().id.text;
        });
    }

    testing::World world;
    std::string evidence, evaluation;
    testing::Asker asker{world};
};

INSTANTIATE_TEST_SUITE_P(Both, Talking, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Talking, is_read_by_who_sees_the_item_and_waits_for_whom_it_names) {
    EXPECT_EQ(say(Who::b_evaluator, evidence, "words=Zqxforeign"), 404);
    EXPECT_EQ(say(Who::a_reader, evidence, "words=Is+this+every+school%3F+%40Evaluator+of+A+and+%40evaluator+of+b"), 303);
    EXPECT_THAT(page(Who::a_lead, evidence), AllOf(HasSubstr("Is this every school?"), HasSubstr("Told: Evaluator of A"),
                                                   HasSubstr("Not told, because they cannot see this: Evaluator of B")));
    EXPECT_THAT(page(Who::a_evaluator, "/"), HasSubstr("Reader of A wrote in a conversation"));
    EXPECT_THAT(page(Who::b_evaluator, "/"), Not(HasSubstr("wrote in a conversation")));
    EXPECT_THAT(page(Who::a_reader, "/"), Not(HasSubstr("wrote in a conversation"))) << "one's own words wait for others";

    const auto talk = first_about(world.thing(What::own).evidence);
    EXPECT_EQ(say(Who::a_evaluator, evidence, "conversation=" + talk + "&words_" + talk + "=All+but+two."), 303);
    EXPECT_THAT(page(Who::a_evaluator, "/"), Not(HasSubstr("wrote in a conversation")));
    EXPECT_THAT(page(Who::a_reader, "/"), HasSubstr("Evaluator of A wrote in a conversation"));
    EXPECT_THAT(page(Who::a_lead, evaluation + "/conversations"),
                AllOf(HasSubstr("Is this every school?"), HasSubstr("2 messages, the latest from")));
    EXPECT_THAT(page(Who::a_lead, evidence + "/history"), HasSubstr("Wrote in a conversation"));

    EXPECT_EQ(say(Who::a_reader, evidence, "conversation=" + talk + "&act_" + talk + "=settle&seen_" + talk + "=2"), 303);
    EXPECT_THAT(page(Who::a_lead, evidence), AllOf(HasSubstr("Resolved by Reader of A"), HasSubstr("1 resolved conversation")));
    EXPECT_THAT(page(Who::a_reader, "/"), Not(HasSubstr("wrote in a conversation")));
    EXPECT_EQ(say(Who::a_lead, evidence, "conversation=" + talk + "&words_" + talk + "=Which+two%3F"), 303);
    EXPECT_THAT(page(Who::a_lead, evidence), Not(HasSubstr("Resolved by")));
}

TEST_P(Talking, is_about_a_finding_where_somebody_says_so) {
    EXPECT_EQ(say(Who::a_reader, evidence, "part=" + world.thing(What::own).finding + "&words=Says+who%3F"), 303);
    EXPECT_THAT(page(Who::a_lead, evidence), HasSubstr("Says who?"));
    EXPECT_EQ(say(Who::a_reader, evidence, "part=" + world.thing(What::joint).finding + "&words=Zqxwrong"), 422);
}

TEST_P(Talking, keeps_what_was_typed_when_it_is_refused) {
    const auto refused = ask(Who::a_reader, "POST", evidence + "/conversations", "conversation=0000&words_0000=Zqxtyped");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, AllOf(HasSubstr("This conversation is no longer there."), HasSubstr("Zqxtyped")));
    EXPECT_THAT(ask(Who::a_reader, "POST", evidence + "/conversations", "words_new=").body, HasSubstr("Write your message"));
}

TEST_P(Talking, is_not_resolved_over_an_answer_that_nobody_has_read) {
    EXPECT_EQ(say(Who::a_reader, evidence, "words=First"), 303);
    const auto talk = first_about(world.thing(What::own).evidence);
    EXPECT_EQ(say(Who::a_lead, evidence, "conversation=" + talk + "&words_" + talk + "=Second"), 303);
    const auto form = "conversation=" + talk + "&words_" + talk + "=Zqxlast&act_" + talk + "=settle&seen_" + talk + "=";
    const auto late = ask(Who::a_reader, "POST", evidence + "/conversations", form + "1");
    EXPECT_EQ(late.status, 409);
    EXPECT_THAT(late.body, AllOf(HasSubstr("Second"), HasSubstr("Zqxlast"), HasSubstr("value=\"2\"")));
    EXPECT_EQ(say(Who::a_reader, evidence, form + "2"), 303);
    EXPECT_THAT(page(Who::administrator, "/audit"), Not(HasSubstr("Zqxlast"))) << "what was said stands in one place";
}

TEST_P(Talking, about_what_is_judged_alone_waits_until_it_is_shown) {
    const auto& thing = world.thing(What::own);
    const auto desk = evaluation + "/indicators/5.1";
    EXPECT_EQ(say(Who::a_lead, desk, "words=Zqxopen+%40Evaluator+of+A"), 303) << "the team has judged it";
    world.site.database().writing([&](db::Write& db) {
        db.run("update evaluation set judging = 2 where id = $1", thing.evaluation);
        return db.run("delete from judgement where evaluation_id = $1", thing.evaluation);
    });
    EXPECT_EQ(say(Who::a_lead, desk, "words=Zqxsealed"), 422);
    for (const auto* place : {"/indicators/5.1", "/conversations"})
        EXPECT_THAT(page(Who::a_lead, evaluation + place), Not(HasSubstr("Zqxopen"))) << place;
    EXPECT_THAT(page(Who::a_lead, desk), HasSubstr("You can discuss this indicator once"));
    EXPECT_THAT(page(Who::a_evaluator, "/"), Not(HasSubstr("wrote in a conversation")));
    world.site.database().writing([&](db::Write& db) {
        return db.run(
            "insert into reveal (partnership_id, evaluation_id, indicator, revealed_by, revealed_at) values ($1, $2, '5.1', $3, $4)",
            world.site.partnership(), thing.evaluation, world.site.account(Role::lead), world.site.now);
    });
    EXPECT_THAT(page(Who::a_lead, desk), HasSubstr("Zqxopen"));
    EXPECT_THAT(page(Who::a_evaluator, "/"), HasSubstr("Lead of A wrote in a conversation"));
}

TEST_P(Talking, stops_when_the_evaluation_is_finished) {
    EXPECT_EQ(say(Who::a_lead, evaluation + "/questions/1", "words=Zqxwords"), 303);
    world.site.database().writing(
        [&](db::Write& db) { return db.run("update evaluation set finished_at = 1 where id = $1", world.thing(What::own).evaluation); });
    const auto late = ask(Who::a_lead, "POST", evaluation + "/questions/1/conversations", "words_new=Zqxlate");
    EXPECT_EQ(late.status, 422);
    EXPECT_THAT(late.body, HasSubstr("Zqxlate")) << "what was typed is not lost";
    EXPECT_THAT(page(Who::a_lead, evaluation + "/questions/1"), AllOf(HasSubstr("Zqxwords"), Not(HasSubstr("Start a conversation"))));
}

}  // namespace
}  // namespace touchstone

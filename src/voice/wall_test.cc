#include "voice/wall.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Date today = std::chrono::year{2026} / 11 / 23;
const WaveOffers offers{{AccountId{"reader"}, AccountId{"deputy"}}, {"children"}};

WallDraft sound() {
    return {.title = "Lunch",
            .question = "What about lunch?",
            .group = "Which year?",
            .groups = "Five\nSix",
            .statements = "One.\n\n Two. \nThree."};
}
WaveDraft of_wave() {
    return {.opens = "2026-11-23",
            .closes = "2026-12-01",
            .whose_view = "children",
            .smallest = "5",
            .zeros_shown = "yes",
            .reader = "reader",
            .deputy = "deputy",
            .space = "In class",
            .voice = "With help",
            .audience = "Us",
            .influence = "By May"};
}
std::vector<std::string> names_of(const Questionnaire& questionnaire) {
    std::vector<std::string> names;
    for (const auto& question : questionnaire.questions) names.push_back(question.name);
    return names;
}
std::vector<std::string> fields_of(const Problems& problems) {
    std::vector<std::string> fields;
    for (const auto& problem : problems) fields.push_back(problem.field);
    return fields;
}

TEST(Wall, asks_its_statements_by_a_link_and_one_after_another) {
    const auto wall = put_up({}, sound(), of_wave(), offers, today);
    ASSERT_TRUE(wall);
    EXPECT_TRUE(wall->wave.is_wall);
    EXPECT_EQ(wall->wave.access, Access::open_link);
    EXPECT_EQ(asked_on(wall->wave.content), "What about lunch?");
    EXPECT_THAT(names_of(wall->wave.content), ElementsAre("asked", "group", "s1", "s2", "s3", "own1", "own2", "own3"));
    EXPECT_EQ(wall->statements[1].words, "Two.");
}

TEST(Wall, says_everything_that_is_missing_at_once) {
    const auto wall = put_up({}, {.group = "Which year?", .groups = "Five", .statements = "One.\nTwo."}, {}, offers, today);
    ASSERT_FALSE(wall);
    const auto fields = fields_of(wall.error());
    for (const auto* field : {"title", "question", "statements", "groups", "whose_view", "opens", "closes", "smallest", "reader", "deputy",
                              "space", "voice", "audience", "influence"})
        EXPECT_THAT(fields, Contains(field));
    auto draft = sound();
    for (const auto& [statements, problem] : {std::pair<std::string, std::string>{"One.\nTwo.\none.", "voice.wall.statements_twice"},
                                              {"One.\nTwo.\n" + std::string(141, 'x'), "voice.wall.statement_too_long"},
                                              {"One.\nTwo.", "voice.wall.statements_wrong"}}) {
        draft.statements = statements;
        const auto refused = put_up({}, draft, of_wave(), offers, today);
        ASSERT_FALSE(refused) << statements;
        EXPECT_THAT(refused.error(), ElementsAre(Field(&Problem::text, problem)));
    }
}

TEST(Wall, holds_what_stands_on_it_and_nothing_else) {
    const auto wall = put_up({}, sound(), of_wave(), offers, today);
    ASSERT_TRUE(wall);
    auto statements = wall->statements;
    statements[1].words.clear();
    statements.push_back({.number = 4, .words = "Four."});
    EXPECT_THAT(names_of(with_statements(wall->wave.content, statements)),
                ElementsAre("asked", "group", "s1", "s3", "s4", "own1", "own2", "own3"));
}

TEST(Wall, is_shown_in_the_order_of_a_ballot_and_whole) {
    const auto wall = put_up({}, sound(), of_wave(), offers, today);
    ASSERT_TRUE(wall);
    const auto pages = pages_of_wall(wall->wave.content, [](const std::string& name) { return name == "s3" ? "a" : "b" + name; });
    ASSERT_EQ(pages.size(), 5u);
    EXPECT_EQ(pages[0].front()->name, "group");
    EXPECT_EQ(pages[1].front()->name, "s3");
    EXPECT_EQ(pages[2].front()->name, "s1");
    EXPECT_EQ(pages[4].size(), 3u) << "one's own on one page";
}

TEST(Wall, takes_the_last_vote_and_none_where_it_was_skipped) {
    const auto wall = put_up({}, sound(), of_wave(), offers, today);
    ASSERT_TRUE(wall);
    const auto& content = wall->wave.content;
    const auto voted =
        as_voted(content, {{"s1", {"agree", "disagree"}}, {"s2", {"agree", "skip"}}, {"own1", {" A new\none. "}}, {"own2", {"  "}}});
    EXPECT_EQ(voted, (Answers{{"s1", {"disagree"}}, {"own1", {"A new one."}}}));
    EXPECT_TRUE(read_all(content, voted));
    const auto too_long = read_all(content, {{"own1", {std::string(141, 'x')}}, {"s1", {"perhaps"}}});
    ASSERT_FALSE(too_long);
    EXPECT_THAT(fields_of(too_long.error()), UnorderedElementsAre("a_own1", "a_s1"));
}

TEST(Wall, lets_nothing_through_without_words_and_holds_nothing_back_without_a_reason) {
    const std::vector<Statement> on_it{{.number = 1, .words = "One."}, {.number = 2}};
    const auto problem_of = [&](const ReadingDraft& draft) {
        const auto reading = read_statement(draft, on_it);
        return reading ? std::string() : reading.error().front().field;
    };
    EXPECT_EQ(problem_of({.dealt = "waiting", .was = "waiting"}), "dealt");
    EXPECT_EQ(problem_of({.dealt = "read", .words = "", .was = "waiting"}), "words");
    EXPECT_EQ(problem_of({.dealt = "held_back", .words = "Words", .was = "waiting"}), "reason");
    EXPECT_EQ(problem_of({.dealt = "held_back", .reason = "same_as", .double_of = "2", .was = "waiting"}), "double_of")
        << "that one does not stand";
    EXPECT_EQ(problem_of({.dealt = "concern", .was = "waiting"}), "");
    const auto held =
        read_statement({.dealt = "held_back", .words = "Words", .reason = "same_as", .double_of = "1", .was = "waiting"}, on_it);
    ASSERT_TRUE(held);
    EXPECT_EQ(held->double_of, 1);
    EXPECT_THAT(held->words, IsEmpty()) << "it stands nowhere";
}

TEST(Wall, says_what_became_of_a_statement_only_once_it_is_closed) {
    Wave wave;
    const Statement statement{.number = 1, .words = "One."};
    EXPECT_FALSE(decide(wave, statement, {.fate = "done"}));
    wave.closed_at = Instant{};
    EXPECT_TRUE(decide(wave, statement, {.fate = "done"}));
    for (const auto& [draft, field] : {std::pair<FateDraft, std::string>{{}, "fate"},
                                       {{.fate = "will_be_done"}, "fate_by"},
                                       {{.fate = "not_done"}, "fate_words"},
                                       {{.fate = "elsewhere"}, "fate_words"}}) {
        const auto decided = decide(wave, statement, draft);
        ASSERT_FALSE(decided) << draft.fate;
        EXPECT_THAT(fields_of(decided.error()), ElementsAre(field));
    }
}

ShownTable table_with(ShownCount agree, ShownCount disagree, ShownCount unsure, ShownCount none, int base) {
    return {.question = "s1",
            .choices = {"agree", "disagree", "unsure", not_answered},
            .all = {{}, base, {agree, disagree, unsure, none}},
            .by_group = {}};
}

TEST(Wall, says_that_most_agree_only_where_the_interval_bears_it) {
    struct Case {
        ShownTable table;
        int of;
        bool is_of_all;
        Said said;
    };
    const std::vector<Case> cases{{table_with(30, 5, 5, 10, 50), 40, false, Said::most_agree},
                                  {table_with(22, 13, 5, 10, 50), 40, false, Said::nothing},
                                  {table_with(6, 24, 10, 10, 50), 40, false, Said::most_do_not_agree},
                                  {table_with(40, {}, 5, {}, 50), 50, true, Said::most_agree},
                                  {table_with(6, 30, {}, {}, 50), 50, true, Said::nothing},
                                  {table_with({}, {}, 20, 10, 50), 40, false, Said::nothing}};
    for (const auto& [table, of, is_of_all, said] : cases) {
        const auto tally = tally_of(table, table.all);
        ASSERT_TRUE(tally);
        EXPECT_EQ(tally->of, of);
        EXPECT_EQ(tally->is_of_all, is_of_all);
        EXPECT_EQ(tally->said, said);
    }
    const auto tally = tally_of(cases[0].table, cases[0].table.all);
    EXPECT_NEAR(tally->interval->lower, 0.598, 0.001) << "Wilson, 30 of 40";
    EXPECT_NEAR(tally->interval->upper, 0.858, 0.001);
    EXPECT_FALSE(tally_of(cases[0].table, ShownRow{}));
}

}  // namespace
}  // namespace touchstone::voice

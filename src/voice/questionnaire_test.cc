#include "voice/questionnaire.h"

#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

Wording said(const std::string& text) { return {{"en", {text}}}; }

Question asked(const std::string& name, Kind kind = Kind::words) {
    Question question;
    question.name = name;
    question.kind = kind;
    question.label = said("What about " + name + "?");
    return question;
}

Questionnaire sound() {
    auto choice = asked("likes", Kind::choices);
    choice.choices = {{"play", said("Play")}, {"out", said("Outdoors")}};
    choice.is_needed = true;
    auto grid = asked("feel", Kind::grid);
    grid.choices = {{"1", said("Never")}, {"2", said("Often")}};
    grid.rows = {{"safe", said("I feel safe")}, {"heard", said("I am heard")}};
    auto age = asked("age", Kind::number);
    age.relevant = "selected(${likes}, 'play') and ${feel.safe} = 2";
    age.constraint = ". > 0 and ${age} < 120";
    age.constraint_message = said("Between 1 and 119");
    age.hint = {{"en", {"In years"}}, {"gd", {"Ann am bliadhnaichean", false, "In years"}}};
    age.themes = {"2.1/2"};
    age.outcomes = {"safe"};
    age.is_observed = age.is_sensitive = age.makes_groups = true;
    Question page;
    page.name = "page";
    page.kind = Kind::page;
    return {"A survey", "en", {"en", "gd"}, {asked("hello", Kind::note), page, choice, grid, age}};
}

std::vector<std::pair<std::string, std::string>> problems_with(const std::function<void(Questionnaire&)>& change) {
    auto questionnaire = sound();
    change(questionnaire);
    std::vector<std::pair<std::string, std::string>> problems;
    for (const auto& problem : problems_of(questionnaire))
        problems.emplace_back(problem.field, problem.text.substr(std::string("voice.problems.").size()));
    return problems;
}

TEST(Questionnaires, that_are_sound_have_no_problems) { EXPECT_THAT(problems_of(sound()), IsEmpty()); }

TEST(Questionnaires, say_what_keeps_them_from_being_published) {
    using Change = std::function<void(Questionnaire&)>;
    using Expected = std::pair<std::string, std::string>;
    const std::vector<std::pair<Change, Expected>> cases = {
        {[](auto& q) { q.questions.resize(2); }, {"", "no_questions"}},
        {[](auto& q) { q.questions[0].name = "2 much"; }, {"2 much", "name_unsound"}},
        {[](auto& q) { q.questions[0].name = "age"; }, {"age", "name_twice"}},
        {[](auto& q) { q.questions[0].name = "feel.safe"; }, {"feel", "name_twice"}},
        {[](auto& q) { q.questions[2].choices.clear(); }, {"likes", "no_choices"}},
        {[](auto& q) { q.questions[2].choices[1].name = "play"; }, {"likes", "choice_twice"}},
        {[](auto& q) { q.questions[2].choices[1].name = "play out"; }, {"likes", "choice_unsound"}},
        {[](auto& q) { q.questions[2].choices[1].label = {{"gd", {"A-muigh"}}}; }, {"likes", "no_text"}},
        {[](auto& q) { q.questions[2].choices.resize(choices_max + 1, {"x", said("X")}); }, {"likes", "too_many_choices"}},
        {[](auto& q) { q.questions[3].rows[0].label.clear(); }, {"feel", "no_text"}},
        {[](auto& q) { q.questions[0].label = said(" "); }, {"hello", "no_text"}},
        {[](auto& q) { q.questions[0].label = said(std::string(label_max + 1, 'a')); }, {"hello", "text_too_long"}},
        {[](auto& q) { q.questions[4].relevant = "${likes"; }, {"age", "relevant_unreadable"}},
        {[](auto& q) { q.questions[4].relevant = "${age} = 1"; }, {"age", "relevant_not_before"}},
        {[](auto& q) { q.questions[4].relevant = "${feel} = 1"; }, {"age", "relevant_not_before"}},
        {[](auto& q) { q.questions[4].constraint = ". >"; }, {"age", "constraint_unreadable"}},
        {[](auto& q) { q.questions[4].constraint = ". > ${later}"; }, {"age", "constraint_not_before"}}};
    for (const auto& [change, expected] : cases)
        EXPECT_THAT(problems_with(change), ::testing::Contains(expected)) << expected.first << " " << expected.second;
    EXPECT_THAT(problems_with([](auto& q) { q.questions[3].rows.clear(); }),
                ElementsAre(Pair("feel", "no_rows"), Pair("age", "relevant_not_before")));
    EXPECT_THAT(problems_with([](auto& q) {
                    for (std::size_t i = 0; i < questions_max; ++i) q.questions.push_back(asked("q" + std::to_string(i)));
                }),
                ElementsAre(Pair("", "too_many_questions")));
}

TEST(Names, begin_with_a_letter_and_hold_no_spaces) {
    for (const auto* name : {"a", "_", "A1", "a-b.c_d", "àrach"}) EXPECT_TRUE(is_name(name)) << name;
    for (const auto* name : {"", "1a", "-a", ".a", "a b", "a$", "a/b", "\xFF"}) EXPECT_FALSE(is_name(name)) << name;
    EXPECT_TRUE(is_name(std::string(100, 'a')));
    EXPECT_FALSE(is_name(std::string(101, 'a')));
    EXPECT_TRUE(is_choice_name("Thatta&ShahBunder"));
    EXPECT_FALSE(is_choice_name("a b"));
}

TEST(Wordings, are_read_in_the_nearest_approved_language) {
    const Wording wording = {{"en", {"Play"}}, {"gd", {"Cluich"}}, {"fr", {"Jeu", false, "Play"}}};
    const auto read = [&](const char* language) {
        const auto [text, in] = in_language(wording, language, "en");
        return text + " " + in;
    };
    EXPECT_EQ(read("gd"), "Cluich gd");
    EXPECT_EQ(read("gd-GB"), "Cluich gd");
    EXPECT_EQ(read("ar"), "Play en");
    EXPECT_EQ(read("fr"), "Play en") << "a suggestion is read by nobody";
    EXPECT_EQ(in_language({}, "en", "en").text, "");
}

TEST(Wordings, know_whether_they_are_up_to_date) {
    const Wording wording = {{"en", {"Play"}},
                             {"gd", {"Cluich", true, "Play"}},
                             {"fr", {"Jeu", false, "Play"}},
                             {"ar", {"لعب", true, "Games"}},
                             {"pl", {"Zabawa"}}};
    EXPECT_EQ(state_of(wording, "en", "en"), TextState::approved);
    EXPECT_EQ(state_of(wording, "gd", "en"), TextState::approved);
    EXPECT_EQ(state_of(wording, "fr", "en"), TextState::suggested);
    EXPECT_EQ(state_of(wording, "ar", "en"), TextState::source_changed);
    EXPECT_EQ(state_of(wording, "pl", "en"), TextState::approved);
    EXPECT_EQ(state_of(wording, "uk", "en"), TextState::missing);
}

TEST(Waves, are_compared_by_what_was_asked) {
    const auto before = sound();
    auto now = before;
    now.questions[2].is_needed = false;
    now.questions[2].themes = {"1.1/1"};
    now.questions[3].rows[0].label = said("I feel very safe");
    now.questions.push_back(asked("more"));
    EXPECT_THAT(compared(now, before), UnorderedElementsAre(Pair("likes", Comparison::comparable), Pair("feel", Comparison::changed),
                                                            Pair("age", Comparison::comparable), Pair("more", Comparison::is_new)));
    EXPECT_THAT(hash_of(now.questions[2]), ::testing::MatchesRegex("[0-9a-f]{64}"));
    auto approved = before.questions[4];
    approved.hint["gd"].is_approved = true;
    EXPECT_EQ(hash_of(approved), hash_of(before.questions[4]));
    for (const auto& change : std::vector<std::function<void(Question&)>>{
             [](auto& q) { q.kind = Kind::choice; }, [](auto& q) { q.label["gd"] = {"Dè?"}; }, [](auto& q) { q.choices[0].name = "games"; },
             [](auto& q) { q.choices[0].label["gd"] = {"Cluich"}; }, [](auto& q) { std::swap(q.choices[0], q.choices[1]); }}) {
        auto changed = before.questions[2];
        change(changed);
        EXPECT_NE(hash_of(changed), hash_of(before.questions[2]));
    }
}

TEST(Waves, say_in_which_languages_alone_a_question_has_changed) {
    auto before = sound();
    before.languages = {"en", "gd", "ar"};
    before.questions[2].label["gd"] = {"Dè?", true, "What about likes?"};
    auto now = before;
    EXPECT_THAT(changed_in(now, before), IsEmpty());
    now.questions[2].label["gd"].text = "Dè na rudan?";
    EXPECT_EQ(compared(now, before).at("likes"), Comparison::comparable) << "in the language that all are compared by";
    EXPECT_THAT(changed_in(now, before), UnorderedElementsAre(Pair("likes", ElementsAre("gd"))));
    now.questions[2].label["gd"].is_approved = false;
    now.questions[3].label["ar"] = {"كيف؟", false, "What about feel?"};
    EXPECT_THAT(changed_in(now, before), UnorderedElementsAre(Pair("likes", ElementsAre("gd")))) << "what nobody reads changes nothing";
    now.questions[3].label["ar"].is_approved = true;
    now.questions[3].choices[0].label["uk"] = {"Ніколи", true, "Never"};
    EXPECT_THAT(changed_in(now, before), UnorderedElementsAre(Pair("likes", ElementsAre("gd")), Pair("feel", ElementsAre("ar"))))
        << "and what is asked in a language for the first time is not changed";
    now.questions[2].label["en"].text = "What else?";
    EXPECT_EQ(compared(now, before).at("likes"), Comparison::changed);
    EXPECT_THAT(changed_in(now, before), UnorderedElementsAre(Pair("feel", ElementsAre("ar"))));
    EXPECT_EQ(hash_of(before.questions[3], "gd", "en"), hash_of(before.questions[3], "en", "en")) << "it reads alike";
}

TEST(Questionnaires, come_back_from_what_is_kept) {
    auto said_elsewhere = sound();
    said_elsewhere.titles = {{"gd", {"Suirbhidh", false, "A survey"}}};
    said_elsewhere.words = {{"voice.answer.next", {{"gd", {"Air adhart", true, "Next"}}}}};
    EXPECT_EQ(questionnaire_from(as_json(said_elsewhere)), said_elsewhere);
    const auto json = as_json(sound());
    EXPECT_EQ(questionnaire_from(json), sound());
    EXPECT_EQ(as_json(questionnaire_from(json)), json);
    for (const auto kind :
         {Kind::note, Kind::page, Kind::choice, Kind::choices, Kind::scale, Kind::grid, Kind::words, Kind::text, Kind::number, Kind::day})
        EXPECT_EQ(kind_from(name_of(kind)), kind);
    EXPECT_EQ(kind_from("level"), std::nullopt);
}

}  // namespace
}  // namespace touchstone::voice

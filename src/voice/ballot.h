// One person's answers. They are checked here, sealed until so many lie together that nobody can be told from the others, and then opened
// in an order of chance. No time of day, address or account goes with them, and what was written in somebody's own words goes another way
// than what was chosen.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "voice/expression.h"
#include "voice/questionnaire.h"

namespace touchstone::voice {

// What may be said instead of an answer; counted apart.
inline constexpr const char* unclear = "_unclear";        // "I don't understand this question"
[[nodiscard]] const std::vector<std::string>& instead();  // "_unsure", "_rather_not" and that; none is a choice's name
// Who helped, where somebody is asked one question at a time; counted like a question of this name.
inline constexpr const char* helped = "_helped";
[[nodiscard]] const std::vector<std::string>& ways_of_helping();  // nobody, read, wrote

inline constexpr std::size_t written_max = 2'000;

// The questions on each page: a page ends where the questionnaire says so, or after each question.
[[nodiscard]] std::vector<std::vector<const Question*>> pages_of(const Questionnaire&, bool one_by_one);
// Whether the question is asked of who has given these answers.
[[nodiscard]] bool is_asked(const Question&, const Answers&);

// What was typed on these questions, without what is not asked. Problems stand at "a_<question>".
[[nodiscard]] Outcome<Answers> read_answers(const std::vector<const Question*>&, const Answers& typed, const Answers& before);
// All of them, as if page after page.
[[nodiscard]] Outcome<Answers> read_all(const Questionnaire&, const Answers& typed);

[[nodiscard]] std::string field_of(const Question&);                          // "a_<question>"
[[nodiscard]] std::string field_of(const Question&, const std::string& row);  // "a_<question>.<row>"

// Chosen and measured answers, and those in somebody's own words, apart.
struct Parted {
    Answers chosen;
    std::map<std::string, std::string> written;  // by question
};
[[nodiscard]] Parted parted(const Questionnaire&, const Answers&);

[[nodiscard]] std::string as_json(const Answers&);
[[nodiscard]] Answers answers_from(const std::string& json);

// What a person has done with what somebody wrote. Stored: never renumber.
enum class WordsState { waiting = 1, read, held_back, concern };
[[nodiscard]] std::string name_of(WordsState);
[[nodiscard]] std::optional<WordsState> words_state_from(const std::string& name);

// How often each was chosen: of a question or a row of a grid, by the choices of the question that makes groups, and over all ("").
struct Count {
    std::string question;  // "q", or "q.row" of a grid
    std::string group, choice;
    auto operator<=>(const Count&) const = default;
};
using Counts = std::map<Count, int>;
[[nodiscard]] Counts count(const Questionnaire&, const std::vector<Answers>&);
// A person without an answer of this kind counts as this choice, so that every question has one base.
inline constexpr const char* not_answered = "_none";
// The question by whose choices the others are counted; null: none.
[[nodiscard]] const Question* grouping(const Questionnaire&);

}  // namespace touchstone::voice

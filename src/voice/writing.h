// Writing a questionnaire: one question after another, in the default language.
#pragma once
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/outcome.h"
#include "voice/questionnaire.h"

namespace touchstone::voice {

struct TitleDraft {
    std::string title;
    int seen_version = 0;
};
[[nodiscard]] const Fields<TitleDraft>& title_fields();
[[nodiscard]] Outcome<Questionnaire> with_title(const Questionnaire&, const TitleDraft&);

struct QuestionDraft {
    std::string label, kind, hint;
    std::string choices, rows;  // one on each line
    std::string needed, condition, shows, sensitive, groups;
    std::vector<std::string> themes, outcomes;
    int seen_version = 0;
};
[[nodiscard]] const Fields<QuestionDraft>& question_fields();
[[nodiscard]] QuestionDraft draft_of(const Questionnaire&, const Question&);

inline constexpr const char* as_it_stands = "as_it_stands";  // a condition that came from a file and is none of those offered

// "question=choice" of the questions before this one (all of them for a new one): conditions to choose among.
struct Condition {
    std::string value, question, choice;  // labels
};
[[nodiscard]] std::vector<Condition> conditions(const Questionnaire&, const std::string& question);

struct Nameable {
    std::vector<std::string> themes, outcomes;
};
// The question with this name, or, where it is empty, a new one at the end, named after its number.
[[nodiscard]] Outcome<Questionnaire> with_question(const Questionnaire&, const std::string& name, const QuestionDraft&, const Nameable&);
// "q7": of the next question, and no other's.
[[nodiscard]] std::string new_name(const Questionnaire&);
// One place up or down; as it was at the ends.
[[nodiscard]] Questionnaire moved(const Questionnaire&, const std::string& name, bool up);
// Not while the condition of another names it.
[[nodiscard]] Outcome<Questionnaire> without(const Questionnaire&, const std::string& name);

}  // namespace touchstone::voice

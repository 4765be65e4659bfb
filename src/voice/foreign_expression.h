// A condition as SurveyJS or LimeSurvey writes it, as one that is kept here (voice/expression.h). Each has its own signs for the same
// things; what has no counterpart is refused, and nothing is run.
#pragma once
#include <expected>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "voice/expression.h"

namespace touchstone::voice {

enum class Dialect { surveyjs, limesurvey };

// What a name in such a condition stands for.
struct ForeignAnswer {
    enum class Holds { text, choice, choices };
    std::string written;  // "${name}", "${grid.row}" or "."
    Holds holds = Holds::text;
    std::string choice = {};  // of LimeSurvey: the one of several choices that is "Y" where it is chosen
    std::shared_ptr<const std::map<std::string, std::string>> values = {};  // choices by what the file calls them, if others here
};
// Nothing: no question of that name is taken before.
using FindAnswer = std::function<std::optional<ForeignAnswer>(const std::string& name)>;

// SurveyJS: {q} = 'a', {grid.row} = 1, {q} empty, notempty, contains, notcontains, anyof, allof, noneof ['a', 'b'], and or && || !, iif(),
// today(). LimeSurvey: q == "A1", q.NAOK, q_SQ001 == "Y", is_empty(q), eq ne lt le gt ge, strlen(), if(). Both: = != < <= > >= + - * / %,
// numbers, texts and brackets.
[[nodiscard]] std::expected<std::string, ExpressionProblem> from_foreign(Dialect, const std::string& text, const FindAnswer&);

// As SurveyJS writes it; empty where it has no words for it. `own` is the name that "." stands for.
[[nodiscard]] std::string as_visible_if(const std::string& expression, const std::string& own);

// A text in the quotes that it does not hold itself; nothing where it holds both.
[[nodiscard]] std::optional<std::string> quoted(const std::string& text);

// A rule for an answer that this pattern describes from its first sign to its last; empty where it describes only a part of it, or is none.
[[nodiscard]] std::string rule_of_pattern(const std::string& pattern);

}  // namespace touchstone::voice

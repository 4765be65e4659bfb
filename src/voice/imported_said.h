// What a form was read as, in few words; for tests.
#pragma once
#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "voice/imported_form.h"

namespace touchstone::voice::testing {

// "survey 3 type: place", "pages[0].elements[2]: rank".
inline std::vector<std::string> said(const std::vector<Refusal>& refusals) {
    std::vector<std::string> all;
    for (const auto& one : refusals)
        all.push_back((one.path.empty() ? one.sheet + " " + std::to_string(one.row) + " " + one.column : one.path) + ": " +
                      one.why.substr(one.why.rfind('.') + 1));
    return all;
}

inline std::vector<std::string> names_of(const ImportedForm& form) {
    std::vector<std::string> names;
    for (const auto& question : form.questionnaire.questions) names.push_back(question.name);
    return names;
}

inline std::vector<std::string> names_of(const std::vector<Choice>& choices) {
    std::vector<std::string> names;
    for (const auto& choice : choices) names.push_back(choice.name);
    return names;
}

inline const Question& question(const ImportedForm& form, const std::string& name) {
    const auto found = std::ranges::find(form.questionnaire.questions, name, &Question::name);
    if (found == form.questionnaire.questions.end()) throw std::runtime_error("no question " + name);
    return *found;
}

}  // namespace touchstone::voice::testing

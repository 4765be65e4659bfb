// Properties of our own in a SurveyJS file: what SurveyJS has no place for, and what it would give back otherwise.
#include <array>

#include "base/control_characters.h"
#include "base/text.h"
#include "voice/surveyjs_questions.h"

namespace touchstone::voice {
namespace {

constexpr const char* prefix = "touchstone_";
// SurveyJS knows nothing of these.
constexpr std::array<const char*, 5> only_here = {"themes", "is_observed", "outcomes", "is_sensitive", "makes_groups"};
// It has a place for these; what it cannot say there stands beside what it can, and counts as long as that has not been changed.
constexpr std::array<const char*, 8> in_both = {"label",     "hint",     "choices",    "rows",
                                                "is_needed", "relevant", "constraint", "constraint_message"};

Json json_of(const Question& question) {
    Questionnaire one;
    one.questions = {question};
    return Json::parse(as_json(one)).at("questions").at(0);
}

Question question_in(const Json& json) {
    auto one = Json::parse(as_json({}));
    one["questions"] = Json::array({json});
    return questionnaire_from(one.dump()).questions.front();
}

// Texts as they come in everywhere.
bool is_sound(const Json& json) {
    if (json.is_string()) {
        const auto& text = json.get_ref<const std::string&>();
        return is_text(text) && !has_control_characters(text) && tidied(text) == text;
    }
    if (!json.is_structured()) return true;
    for (const auto& [key, value] : json.items())
        if (!is_sound(value) || (json.is_object() && !is_sound(Json(key)))) return false;
    return true;
}

bool holds_empty_text(const Wording& wording) {
    for (const auto& [language, text] : wording)
        if (text.text.empty() || !is_choice_name(language)) return true;
    return false;
}

bool is_sound(const Question& question) {
    if (holds_empty_text(question.label) || holds_empty_text(question.hint) || holds_empty_text(question.constraint_message)) return false;
    for (const auto* choices : {&question.choices, &question.rows})
        for (const auto& choice : *choices)
            if (holds_empty_text(choice.label)) return false;
    return true;
}

}  // namespace

Question with_kept(const Question& plain, SurveyPart& part) {
    auto json = json_of(plain);
    bool is_other = false;
    for (const auto* field : only_here)
        if (const auto* kept = part.find(prefix + std::string(field))) {
            json[field] = *kept;
            is_other = true;
        }
    for (const auto* field : in_both) {
        const auto property = prefix + std::string(field);
        const auto* kept = part.find(property);
        if (kept == nullptr) continue;
        if (!kept->is_object() || !kept->contains("ours") || !kept->contains("read")) {
            part.refuse(property, wrong_kind);
        } else if (json[field] != kept->at("read")) {
            part.leave_out(property, "voice.form.left_out.changed_since");
        } else {
            json[field] = kept->at("ours");
            is_other = true;
        }
    }
    if (!is_other) return plain;
    try {
        auto question = question_in(json);
        if (is_sound(json) && is_sound(question) && (!question.makes_groups || question.kind == Kind::choice)) return question;
    } catch (const std::exception&) {  // of another type than it is here
    }
    part.refuse("", "voice.form.refused.kept_unsound");
    return plain;
}

void keep_rest(Json& element, const Question& ours, const Question& read) {
    const auto mine = json_of(ours), theirs = json_of(read);
    for (const auto* field : only_here)
        if (mine.at(field) != theirs.at(field)) element[prefix + std::string(field)] = mine.at(field);
    for (const auto* field : in_both)
        if (mine.at(field) != theirs.at(field))
            element[prefix + std::string(field)] = {{"ours", mine.at(field)}, {"read", theirs.at(field)}};
}

}  // namespace touchstone::voice

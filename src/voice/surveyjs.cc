#include "voice/surveyjs.h"

#include <algorithm>

#include "base/bounded_json.h"
#include "base/text.h"
#include "voice/surveyjs_questions.h"

namespace touchstone::voice {
namespace {

constexpr int depth_max = 64;  // of panels in one another, two for each

// What the file calls its own language, or that it does not say.
std::string language_of(SurveyPart& file) {
    const auto locale = file.word("locale");
    if (locale.empty() || is_choice_name(locale)) return locale.empty() ? unnamed_language : locale;
    file.refuse("locale", wrong_kind);
    return unnamed_language;
}

std::string title_of(SurveyPart& file, const std::string& language) {
    const auto title = file.wording("title");
    if (title.size() > 1) file.leave_out("title", "voice.form.left_out.title_languages");
    const auto text = in_language(title, language, language).text;
    if (characters(text) > questionnaire_title_max)
        file.refuse("title", "voice.form.refused.text_too_long", {{"max", std::to_string(questionnaire_title_max)}});
    return text;
}

// Of texts that an export kept in properties of its own.
void meet_languages(Questionnaire& questionnaire) {
    const auto meet = [&](const Wording& wording) {
        for (const auto& [code, text] : wording)
            if (std::ranges::find(questionnaire.languages, code) == questionnaire.languages.end()) questionnaire.languages.push_back(code);
    };
    for (const auto& question : questionnaire.questions) {
        for (const auto* wording : {&question.label, &question.hint, &question.constraint_message}) meet(*wording);
        for (const auto* choices : {&question.choices, &question.rows})
            for (const auto& choice : *choices) meet(choice.label);
    }
}

// As an export gives their order, and languages in which there is no text yet.
void order_languages(SurveyPart& file, std::vector<std::string>& languages) {
    const auto* kept = file.find("touchstone_languages");
    if (kept == nullptr) return;
    constexpr std::size_t languages_max = 100;
    std::vector<std::string> ordered;
    if (kept->is_array() && kept->size() <= languages_max)
        for (const auto& each : *kept)
            if (each.is_string() && is_choice_name(each.get<std::string>()) &&
                std::ranges::find(ordered, each.get<std::string>()) == ordered.end())
                ordered.push_back(each);
    if (ordered.empty() || ordered.front() != languages.front() || ordered.size() != kept->size())
        return file.refuse("touchstone_languages", wrong_kind);
    for (const auto& language : languages)
        if (std::ranges::find(ordered, language) == ordered.end()) ordered.push_back(language);
    languages = std::move(ordered);
}

}  // namespace

Outcome<ImportedForm> read_surveyjs(std::string_view bytes) {
    const auto json = parse_json<Json>(bytes, depth_max);
    if (!json) return refuse({{"file", "voice.form.file.no_json"}});
    const auto holds_array = [&](const char* property) {
        return json->is_object() && json->contains(property) && json->at(property).is_array();
    };
    if (!holds_array("pages") && !holds_array("elements") && !holds_array("questions"))
        return refuse({{"file", "voice.form.file.no_survey_json"}});
    ImportedForm form;
    SurveyNotes notes(form);
    SurveyPart file(*json, "", notes);
    auto& questionnaire = form.questionnaire;
    questionnaire.default_language = language_of(file);
    questionnaire.languages = {questionnaire.default_language};
    questionnaire.title = title_of(file, questionnaire.default_language);
    SurveyQuestions questions(notes, *json);
    questions.add_introduction(file.wording("description"), "description");
    if (holds_array("pages"))
        questions.add_pages(file.parts("pages"));
    else
        questions.add_elements(file, {});
    meet_languages(questionnaire);
    order_languages(file, questionnaire.languages);
    file.leave_out_rest();
    questions.check();
    return form;
}

}  // namespace touchstone::voice

#include "app/questionnaire_words.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "voice/voice_words_pages.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::app {

using namespace voice;
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

std::string label_of(const Wording& label, const ImportedForm& form) {
    const auto& language = form.questionnaire.default_language;
    return in_language(label, language, language).text;
}

Json json_of(const std::vector<Choice>& choices, const ImportedForm& form) {
    auto json = Json::array();
    for (const auto& choice : choices) json.push_back({{"name", choice.name}, {"label", label_of(choice.label, form)}});
    return json;
}

std::string type_of(const Question& question, const ImportedForm& form) {
    const auto found = form.types.find(question.name);
    return found == form.types.end() ? name_of(question.kind) : found->second;
}

std::string words_of(const Refusal& refusal) { return web::text(refusal.why, refusal.values); }

Json json_of(const std::vector<Refusal>& refusals) {
    auto json = Json::array();
    for (const auto& refusal : refusals)
        json.push_back({{"sheet", json_of(refusal.sheet)},
                        {"row", refusal.row == 0 ? Json(nullptr) : Json(refusal.row)},
                        {"column", json_of(refusal.column)},
                        {"path", json_of(refusal.path)},
                        {"name", json_of(refusal.name)},
                        {"why", words_of(refusal)}});
    return json;
}

bool is_shown(const Question& question) { return question.kind != Kind::page; }

std::string lines_of(const char* head, const std::vector<Refusal>& refusals) {
    if (refusals.empty()) return {};
    auto lines = "\n" + web::text(head) + "\n";
    for (const auto& refusal : refusals) lines += "  " + said_of(refusal) + "\n";
    return lines;
}

std::string line_of(const Question& question, const ImportedForm& form) {
    auto line = fmt::format("  {} ({}): {}\n", question.name, type_of(question, form), label_of(question.label, form));
    const auto add = [&](const char* key, const std::string& value) {
        if (!value.empty()) line += "    " + web::text(key, {{"name", value}}) + "\n";
    };
    const auto labels = [&](const std::vector<Choice>& choices) {
        std::vector<std::string> all;
        for (const auto& choice : choices) all.push_back(label_of(choice.label, form));
        return all.empty() ? std::string() : web::listed_apart(all);
    };
    add("voice.command.rows", labels(question.rows));
    add("voice.command.choices", labels(question.choices));
    add("voice.command.relevant", question.relevant);
    if (question.is_needed) line += "    " + web::text("voice.command.needed") + "\n";
    return line;
}

}  // namespace

std::string as_json(const ImportedForm& form) {
    auto questions = Json::array();
    for (const auto& question : form.questionnaire.questions)
        if (is_shown(question))
            questions.push_back({{"name", question.name},
                                 {"type", type_of(question, form)},
                                 {"label", label_of(question.label, form)},
                                 {"choices", json_of(question.choices, form)},
                                 {"rows", json_of(question.rows, form)},
                                 {"relevant", json_of(question.relevant)},
                                 {"required", question.is_needed}});
    return Json{{"title", json_of(form.questionnaire.title)}, {"default_language", json_of(form.questionnaire.default_language)},
                {"languages", form.questionnaire.languages},  {"questions", questions},
                {"refused", json_of(form.refused)},           {"left_out", json_of(form.left_out)}}
        .dump(2);
}

std::string as_lines(const ImportedForm& form) {
    const auto& questions = form.questionnaire.questions;
    std::string lines;
    if (form.refused.empty()) {
        const auto count = static_cast<int>(std::ranges::count_if(questions, is_shown));
        lines = form.questionnaire.title + "\n" + web::counted("voice.command.taken", count) + "\n";
        for (const auto& question : questions)
            if (is_shown(question)) lines += line_of(question, form);
    }
    return lines + lines_of("voice.command.refused", form.refused) + lines_of("voice.command.left_out", form.left_out);
}

}  // namespace touchstone::app

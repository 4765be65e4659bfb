#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "voice/markup.h"
#include "voice/surveyjs.h"
#include "voice/surveyjs_questions.h"

namespace touchstone::voice {
namespace {

const std::map<Kind, const char*> types = {{Kind::note, "html"},    {Kind::choice, "radiogroup"}, {Kind::choices, "checkbox"},
                                           {Kind::scale, "rating"}, {Kind::grid, "matrix"},       {Kind::words, "text"},
                                           {Kind::text, "comment"}, {Kind::number, "text"},       {Kind::day, "text"}};

class Writer {
public:
    explicit Writer(const Questionnaire& questionnaire) : of_(questionnaire), language_(questionnaire.default_language) {}

    Json write() {
        const auto is_taken = [&](const std::string& name) {
            return std::ranges::find(of_.questions, name, &Question::name) != of_.questions.end();
        };
        auto pages = Json::array();
        pages.push_back({{"name", sound_name("page1", is_taken)}, {"elements", Json::array()}});
        for (const auto& question : of_.questions) {
            if (question.kind == Kind::page)
                pages.push_back({{"name", question.name}, {"elements", Json::array()}});
            else
                pages.back().at("elements").push_back(element(question));
        }
        auto file = Json{{"pages", std::move(pages)}};
        if (!of_.title.empty()) file["title"] = of_.title;
        if (language_ != unnamed_language) file["locale"] = language_;
        if (of_.languages.size() > 1) file["touchstone_languages"] = of_.languages;
        return file;
    }

private:
    [[nodiscard]] Json texts(const Wording& wording, bool is_html = false) const {
        auto all = Json::object();
        for (const auto& [code, text] : wording) {
            if (code == "default" && code != language_) continue;
            all[code == language_ ? "default" : code] = is_html ? as_html(text.text) : text.text;
        }
        return all.size() == 1 && all.contains("default") ? all.at("default") : all;
    }
    [[nodiscard]] Json choices(const std::vector<Choice>& choices) const {
        auto all = Json::array();
        for (const auto& choice : choices) all.push_back({{"value", choice.name}, {"text", texts(choice.label)}});
        return all;
    }
    [[nodiscard]] Json element(const Question& question) const {
        const bool is_note = question.kind == Kind::note;
        Json json{{"type", types.at(question.kind)}, {"name", question.name}, {is_note ? "html" : "title", texts(question.label, is_note)}};
        if (!is_note && !question.hint.empty()) json["description"] = texts(question.hint);
        if (question.is_needed && !is_note) json["isRequired"] = true;
        if (question.kind == Kind::choice || question.kind == Kind::choices) json["choices"] = choices(question.choices);
        if (question.kind == Kind::scale) json["rateValues"] = choices(question.choices);
        if (question.kind == Kind::number) json["inputType"] = "number";
        if (question.kind == Kind::day) json["inputType"] = "date";
        if (question.kind == Kind::grid) {
            json["columns"] = choices(question.choices);
            json["rows"] = choices(question.rows);
            if (question.is_needed) json["eachRowRequired"] = true;
        }
        if (const auto condition = as_visible_if(question.relevant, {}); !condition.empty()) json["visibleIf"] = condition;
        if (const auto rule = as_visible_if(question.constraint, question.name); !rule.empty()) {
            Json validator{{"type", "expression"}, {"expression", rule}};
            if (!question.constraint_message.empty()) validator["text"] = texts(question.constraint_message);
            json["validators"].push_back(std::move(validator));
        }
        return json;
    }

    const Questionnaire& of_;
    const std::string& language_;
};

// Takes out the conditions and rules that reading the file would refuse, since SurveyJS means something else by them.
bool take_out_refused(Json& file, const ImportedForm& read) {
    std::set<std::string> refused;
    for (const auto& refusal : read.refused) refused.insert(refusal.path);
    bool is_taken = false;
    auto& pages = file.at("pages");
    for (std::size_t page = 0; page < pages.size(); ++page) {
        auto& elements = pages[page].at("elements");
        for (std::size_t i = 0; i < elements.size(); ++i) {
            const auto path = fmt::format("pages[{}].elements[{}]", page, i);
            if (refused.contains(path + ".visibleIf")) is_taken = elements[i].erase("visibleIf") > 0 || is_taken;
            if (refused.contains(path + ".validators[0].expression")) is_taken = elements[i].erase("validators") > 0 || is_taken;
        }
    }
    return is_taken;
}

}  // namespace

std::string as_surveyjs(const Questionnaire& questionnaire) {
    auto file = Writer(questionnaire).write();
    auto read = read_surveyjs(file.dump());
    if (read && take_out_refused(file, *read)) read = read_surveyjs(file.dump());
    // What reading it does not give back is kept beside it.
    std::map<std::string, Question> known;
    if (read)
        for (const auto& question : read->questionnaire.questions) known[question.name] = question;
    std::size_t page = 0, element = 0;
    for (const auto& question : questionnaire.questions) {
        const bool is_page = question.kind == Kind::page;
        page += is_page ? 1 : 0;
        element = is_page ? 0 : element;
        Question plain;
        plain.name = question.name;
        plain.kind = question.kind;
        const auto found = known.find(question.name);
        auto& at = file.at("pages").at(page);
        keep_rest(is_page ? at : at.at("elements").at(element++), question, found == known.end() ? plain : found->second);
    }
    constexpr int spaces = 2;
    return file.dump(spaces) + "\n";
}

}  // namespace touchstone::voice

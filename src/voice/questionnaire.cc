#include "voice/questionnaire.h"

#include <algorithm>
#include <array>
#include <set>

#include <nlohmann/json.hpp>
#include <sodium.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "base/named.h"
#include "base/text.h"
#include "voice/expression.h"

namespace touchstone::voice {
namespace {

using Json = nlohmann::json;

constexpr std::size_t name_max = 100;

const Names<Kind> kind_names = {{Kind::note, "note"},     {Kind::page, "page"}, {Kind::choice, "choice"}, {Kind::choices, "choices"},
                                {Kind::scale, "scale"},   {Kind::grid, "grid"}, {Kind::words, "words"},   {Kind::text, "text"},
                                {Kind::number, "number"}, {Kind::day, "day"}};

const Translated* find_text(const Wording& wording, const std::string& language) {
    const auto found = wording.find(language);
    return found == wording.end() ? nullptr : &found->second;
}

bool is_answered(const Question& question) { return question.kind != Kind::note && question.kind != Kind::page; }
bool has_choices(const Question& question) {
    return question.kind == Kind::choice || question.kind == Kind::choices || question.kind == Kind::scale || question.kind == Kind::grid;
}

// Checks one questionnaire from its first question to its last.
class Check {
public:
    explicit Check(const Questionnaire& questionnaire) : questionnaire_(questionnaire) {}

    Problems problems() {
        const auto& questions = questionnaire_.questions;
        if (std::ranges::none_of(questions, is_answered)) add("", "voice.problems.no_questions");
        if (questions.size() > questions_max) add("", "voice.problems.too_many_questions");
        for (const auto& question : questions) {
            name(question);
            if (question.kind != Kind::page) text(question.name, question.label);
            lengths(question.name, question.hint);
            lengths(question.name, question.constraint_message);
            if (has_choices(question)) choices(question.name, question.choices, "voice.problems.no_choices");
            if (question.kind == Kind::grid) choices(question.name, question.rows, "voice.problems.no_rows");
            condition(question, question.relevant, {}, "relevant");
            condition(question, question.constraint, question.name, "constraint");
            before_.merge(answers_of(question));
        }
        return std::move(problems_);
    }

private:
    void add(const std::string& field, const char* text) {
        const Problem problem{field, text};
        if (std::ranges::find(problems_, problem) == problems_.end()) problems_.push_back(problem);
    }
    static std::set<std::string> answers_of(const Question& question) {
        if (question.kind != Kind::grid) return {question.name};
        std::set<std::string> names;
        for (const auto& row : question.rows) names.insert(question.name + "." + row.name);
        return names;
    }
    void name(const Question& question) {
        if (!is_name(question.name)) add(question.name, "voice.problems.name_unsound");
        bool is_twice = !names_.insert(question.name).second;
        if (question.kind == Kind::grid)
            for (const auto& answer : answers_of(question)) is_twice = !names_.insert(answer).second || is_twice;
        if (is_twice) add(question.name, "voice.problems.name_twice");
    }
    void text(const std::string& at, const Wording& wording) {
        const auto* text = find_text(wording, questionnaire_.default_language);
        if (text == nullptr || tidied(text->text).empty()) add(at, "voice.problems.no_text");
        lengths(at, wording);
    }
    void lengths(const std::string& at, const Wording& wording) {
        for (const auto& [language, text] : wording)
            if (characters(text.text) > label_max) add(at, "voice.problems.text_too_long");
    }
    void choices(const std::string& at, const std::vector<Choice>& choices, const char* none) {
        if (choices.empty()) add(at, none);
        if (choices.size() > choices_max) add(at, "voice.problems.too_many_choices");
        std::set<std::string> seen;
        for (const auto& choice : choices) {
            if (!is_choice_name(choice.name)) add(at, "voice.problems.choice_unsound");
            if (!seen.insert(choice.name).second) add(at, "voice.problems.choice_twice");
            text(at, choice.label);
        }
    }
    // Keys begin with "voice.problems.relevant_" or "voice.problems.constraint_".
    void condition(const Question& question, const std::string& written, const std::string& own, const std::string& which) {
        if (written.empty()) return;
        const auto key = "voice.problems." + which;
        const auto read = Expression::read(written);
        if (!read) return add(question.name, (key + "_unreadable").c_str());
        for (const auto& name : read->names())
            if (name != own && !before_.contains(name)) add(question.name, (key + "_not_before").c_str());
    }

    const Questionnaire& questionnaire_;
    Problems problems_;
    std::set<std::string> names_, before_;
};

Json json_of(const Wording& wording) {
    auto json = Json::object();
    for (const auto& [language, text] : wording)
        json[language] = {{"text", text.text}, {"is_approved", text.is_approved}, {"of_text", text.of_text}};
    return json;
}

Wording wording_of(const Json& json) {
    Wording wording;
    for (const auto& [language, text] : json.items()) wording[language] = {text.at("text"), text.at("is_approved"), text.at("of_text")};
    return wording;
}

Json json_of(const std::vector<Choice>& choices) {
    auto json = Json::array();
    for (const auto& choice : choices) json.push_back({{"name", choice.name}, {"label", json_of(choice.label)}});
    return json;
}

std::vector<Choice> choices_of(const Json& json) {
    std::vector<Choice> choices;
    for (const auto& choice : json) choices.push_back({choice.at("name"), wording_of(choice.at("label"))});
    return choices;
}

Json json_of(const Question& question) {
    return {{"name", question.name},
            {"kind", name_of(question.kind)},
            {"label", json_of(question.label)},
            {"hint", json_of(question.hint)},
            {"choices", json_of(question.choices)},
            {"rows", json_of(question.rows)},
            {"is_needed", question.is_needed},
            {"relevant", question.relevant},
            {"constraint", question.constraint},
            {"constraint_message", json_of(question.constraint_message)},
            {"themes", question.themes},
            {"is_observed", question.is_observed},
            {"outcomes", question.outcomes},
            {"is_sensitive", question.is_sensitive},
            {"makes_groups", question.makes_groups}};
}

Question question_of(const Json& json) {
    Question question;
    question.name = json.at("name");
    question.kind = kind_from(json.at("kind").get<std::string>()).value();
    question.label = wording_of(json.at("label"));
    question.hint = wording_of(json.at("hint"));
    question.choices = choices_of(json.at("choices"));
    question.rows = choices_of(json.at("rows"));
    question.is_needed = json.at("is_needed");
    question.relevant = json.at("relevant");
    question.constraint = json.at("constraint");
    question.constraint_message = wording_of(json.at("constraint_message"));
    question.themes = json.at("themes");
    question.is_observed = json.at("is_observed");
    question.outcomes = json.at("outcomes");
    question.is_sensitive = json.at("is_sensitive");
    question.makes_groups = json.at("makes_groups");
    return question;
}

Json texts_of(const Wording& wording) {
    auto json = Json::object();
    for (const auto& [language, text] : wording) json[language] = text.text;
    return json;
}

Json texts_of(const std::vector<Choice>& choices) {
    auto json = Json::array();
    for (const auto& choice : choices) json.push_back({choice.name, texts_of(choice.label)});
    return json;
}

// As it is read in one language: each text in the nearest one that there is.
Question as_read(Question question, const std::string& language, const std::string& default_language) {
    const auto read = [&](Wording& wording) {
        const auto text = in_language(wording, language, default_language).text;
        wording = text.empty() ? Wording{} : Wording{{"", {text}}};
    };
    for (auto* wording : {&question.label, &question.hint}) read(*wording);
    for (auto* choices : {&question.choices, &question.rows})
        for (auto& choice : *choices) read(choice.label);
    return question;
}

const Question* find_question(const Questionnaire& in, const std::string& name) {
    const auto found = std::ranges::find(in.questions, name, &Question::name);
    return found == in.questions.end() ? nullptr : &*found;
}

bool reads_alike(const Question& now, const Questionnaire& of_now, const Question& before, const Questionnaire& of_before,
                 const std::string& language) {
    return hash_of(now, language, of_now.default_language) == hash_of(before, language, of_before.default_language);
}

}  // namespace

bool is_name(std::string_view name) {
    if (!is_text(name) || name.empty() || characters(name) > name_max) return false;
    const auto text = icu::UnicodeString::fromUTF8(name);
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const auto letter = text.char32At(at);
        const bool is_inside = u_isdigit(letter) || letter == '-' || letter == '.';
        if (!u_isalpha(letter) && letter != '_' && (at == 0 || !is_inside)) return false;
    }
    return true;
}

bool is_choice_name(std::string_view name) {
    return is_text(name) && !name.empty() && characters(name) <= name_max && name.find_first_of(" \t\n\r") == std::string_view::npos;
}

InLanguage in_language(const Wording& wording, const std::string& language, const std::string& default_language) {
    for (const auto& wanted : {language, language.substr(0, language.find('-'))})
        if (const auto* text = find_text(wording, wanted); text != nullptr && text->is_approved) return {text->text, wanted};
    const auto* text = find_text(wording, default_language);
    return text == nullptr ? InLanguage{} : InLanguage{text->text, default_language};
}

TextState state_of(const Wording& wording, const std::string& language, const std::string& default_language) {
    const auto* text = find_text(wording, language);
    if (text == nullptr) return TextState::missing;
    const auto* source = find_text(wording, default_language);
    if (!text->of_text.empty() && language != default_language && source != nullptr && source->text != text->of_text)
        return TextState::source_changed;
    return text->is_approved ? TextState::approved : TextState::suggested;
}

Problems problems_of(const Questionnaire& questionnaire) { return Check(questionnaire).problems(); }

std::string hash_of(const Question& question) {
    const auto content = Json{{"kind", name_of(question.kind)},
                              {"label", texts_of(question.label)},
                              {"hint", texts_of(question.hint)},
                              {"choices", texts_of(question.choices)},
                              {"rows", texts_of(question.rows)}}
                             .dump();
    std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(content.data()), content.size());
    std::string hex(hash.size() * 2 + 1, '\0');
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    hex.pop_back();
    return hex;
}

std::string hash_of(const Question& question, const std::string& language, const std::string& default_language) {
    return hash_of(as_read(question, language, default_language));
}

std::map<std::string, Comparison> compared(const Questionnaire& now, const Questionnaire& before) {
    std::map<std::string, Comparison> comparisons;
    for (const auto& question : now.questions) {
        if (!is_answered(question)) continue;
        const auto* earlier = find_question(before, question.name);
        const bool is_new = earlier == nullptr || !is_answered(*earlier);
        comparisons[question.name] = is_new                                                               ? Comparison::is_new
                                     : reads_alike(question, now, *earlier, before, now.default_language) ? Comparison::comparable
                                                                                                          : Comparison::changed;
    }
    return comparisons;
}

std::map<std::string, std::vector<std::string>> changed_in(const Questionnaire& now, const Questionnaire& before) {
    std::map<std::string, std::vector<std::string>> changed;
    for (const auto& [name, comparison] : compared(now, before)) {
        if (comparison != Comparison::comparable) continue;
        for (const auto& language : now.languages)
            if (std::ranges::find(before.languages, language) != before.languages.end() &&
                !reads_alike(*find_question(now, name), now, *find_question(before, name), before, language))
                changed[name].push_back(language);
    }
    return changed;
}

std::string as_json(const Questionnaire& questionnaire) {
    auto questions = Json::array();
    for (const auto& question : questionnaire.questions) questions.push_back(json_of(question));
    auto words = Json::object();
    for (const auto& [key, wording] : questionnaire.words) words[key] = json_of(wording);
    return Json{{"title", questionnaire.title},
                {"titles", json_of(questionnaire.titles)},
                {"default_language", questionnaire.default_language},
                {"languages", questionnaire.languages},
                {"words", words},
                {"questions", questions}}
        .dump();
}

Questionnaire questionnaire_from(const std::string& json) {
    const auto read = Json::parse(json);
    Questionnaire questionnaire{read.at("title"), read.at("default_language"), read.at("languages"), {}};
    questionnaire.titles = wording_of(read.at("titles"));
    for (const auto& [key, wording] : read.at("words").items()) questionnaire.words[key] = wording_of(wording);
    for (const auto& question : read.at("questions")) questionnaire.questions.push_back(question_of(question));
    return questionnaire;
}

std::string name_of(Kind kind) { return name_in(kind_names, kind); }
std::optional<Kind> kind_from(std::string_view name) { return value_in(kind_names, name); }

}  // namespace touchstone::voice

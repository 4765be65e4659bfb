#include "voice/translation.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "base/named.h"
#include "base/text.h"
#include "voice/answer_words.h"

namespace touchstone::voice {
namespace {

const Names<TextState> state_names{{TextState::missing, "missing"},
                                   {TextState::suggested, "suggested"},
                                   {TextState::approved, "approved"},
                                   {TextState::source_changed, "source_changed"}};

// Calls `with` for every text that has a source in the default language: its key, its question and its wording. A title's holds the other
// languages only.
void each_text(Questionnaire& of, const std::function<void(const std::string& key, const std::string& question, Wording&)>& with) {
    with("title", "", of.titles);
    for (auto& question : of.questions) {
        const auto one = [&](const std::string& part, Wording& wording) {
            if (wording.contains(of.default_language)) with(question.name + "/" + part, question.name, wording);
        };
        one("label", question.label);
        one("hint", question.hint);
        for (auto& row : question.rows) one("row/" + row.name, row.label);
        for (auto& choice : question.choices) one("choice/" + choice.name, choice.label);
    }
}

std::string source_of(const Questionnaire& of, const std::string& key, const Wording& wording) {
    return key == "title" ? of.title : wording.at(of.default_language).text;
}

Translation translation_of(const std::string& key, const std::string& question, const std::string& source, const Wording& wording,
                           const std::string& language) {
    const auto found = wording.find(language);
    Translation one{key, question, source, found == wording.end() ? Translated{} : found->second, TextState::missing};
    if (found != wording.end()) one.state = state_of({{"", {source}}, *found}, language, "");
    return one;
}

// Where the text of each key is kept; without_empty() takes away again what stays empty.
std::map<std::string, Wording*> places_in(Questionnaire& of) {
    std::map<std::string, Wording*> places;
    for (const auto& key : answer_words()) places[key] = &of.words[key];
    each_text(of, [&](const std::string& key, const std::string&, Wording& wording) { places[key] = &wording; });
    return places;
}

Questionnaire without_empty(Questionnaire of) {
    std::erase_if(of.words, [](const auto& word) { return word.second.empty(); });
    return of;
}

// The key of what is wrong with a text; empty: nothing.
std::string fault_in(const Translation& one, const std::string& text) {
    if (characters(text) > label_max) return "voice.translation.text_too_long";
    const bool is_fixed = one.question.empty() && one.key != "title";
    return is_fixed && holes_in(text) != holes_in(one.source) ? "voice.translation.text_holes" : "";
}

}  // namespace

std::string name_of(TextState state) { return name_in(state_names, state); }

Wording title_of(const Questionnaire& of) {
    auto title = of.titles;
    title[of.default_language] = {of.title};
    return title;
}

Translations question_translations(const Questionnaire& of, const std::string& language) {
    Translations all;
    if (language == of.default_language) return all;
    auto copy = of;
    each_text(copy, [&](const std::string& key, const std::string& question, const Wording& wording) {
        all.push_back(translation_of(key, question, source_of(of, key, wording), wording, language));
    });
    return all;
}

Translations word_translations(const Questionnaire& of, const std::string& language, const Shipped& shipped) {
    Translations all;
    if (is_shipped(language)) return all;
    for (const auto& key : answer_words()) {
        const auto found = of.words.find(key);
        all.push_back(translation_of(key, "", shipped.at(key), found == of.words.end() ? Wording{} : found->second, language));
    }
    return all;
}

Translations all_translations(const Questionnaire& of, const std::string& language, const Shipped& shipped) {
    auto all = question_translations(of, language);
    std::ranges::move(word_translations(of, language, shipped), std::back_inserter(all));
    return all;
}

int count_in(const Translations& all, TextState state) { return static_cast<int>(std::ranges::count(all, state, &Translation::state)); }

Outcome<Questionnaire> translate(const Questionnaire& before, const std::string& language, const TypedTexts& typed,
                                 const Shipped& shipped) {
    Problems problems;
    auto after = before;
    const auto places = places_in(after);
    for (const auto& one : all_translations(before, language, shipped)) {
        const auto found = typed.find(one.key);
        if (found == typed.end()) continue;
        const auto& [text, is_approved] = found->second;
        if (const auto fault = text.empty() ? std::string() : fault_in(one, text); !fault.empty()) {
            problems.push_back({"text_" + one.key, fault});
            continue;
        }
        auto& wording = *places.at(one.key);
        if (text.empty())
            wording.erase(language);
        else if (text != one.said.text || is_approved != (one.state == TextState::approved))
            wording[language] = {text, is_approved, one.source};
    }
    if (!problems.empty()) return refuse(problems);
    return without_empty(std::move(after));
}

Outcome<Brought> bring_in(const Questionnaire& before, const std::string& language, const std::vector<BroughtText>& rows,
                          const Shipped& shipped) {
    Brought brought{before};
    const auto places = places_in(brought.after);
    std::map<std::string, Translation> known;
    for (auto& one : all_translations(before, language, shipped)) known[one.key] = std::move(one);
    for (const auto& row : rows) {
        const auto found = known.find(row.key);
        if (found == known.end()) {
            ++brought.left_out;
            continue;
        }
        const auto& one = found->second;
        if (row.text.empty() || row.text == one.said.text) continue;
        if (const auto fault = fault_in(one, row.text); !fault.empty())
            return refuse(
                {{"file", fault == "voice.translation.text_holes" ? "voice.translation.file_holes" : "voice.translation.file_long"}});
        (*places.at(row.key))[language] = {row.text, false, row.source.empty() ? one.source : row.source};
        ++brought.taken;
    }
    brought.after = without_empty(std::move(brought.after));
    return brought;
}

Outcome<Questionnaire> with_language(const Questionnaire& before, const std::string& language, const std::vector<std::string>& known) {
    if (std::ranges::find(known, language) == known.end()) return refuse({{"language", "voice.languages.language_missing"}});
    if (has_language(before, language)) return refuse({{"language", "voice.languages.language_twice"}});
    if (before.languages.size() >= languages_max) return refuse({{"language", "voice.languages.language_too_many"}});
    auto after = before;
    after.languages.push_back(language);
    return after;
}

Outcome<Questionnaire> without_language(const Questionnaire& before, const std::string& language) {
    if (language == before.default_language) return refuse({{"", "voice.languages.is_default"}});
    auto after = before;
    std::erase(after.languages, language);
    each_text(after, [&](const std::string&, const std::string&, Wording& wording) { wording.erase(language); });
    for (auto& question : after.questions) question.constraint_message.erase(language);
    for (auto& [key, wording] : after.words) wording.erase(language);
    return without_empty(std::move(after));
}

bool has_language(const Questionnaire& of, const std::string& language) {
    return std::ranges::find(of.languages, language) != of.languages.end();
}

}  // namespace touchstone::voice

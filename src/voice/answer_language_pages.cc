#include "voice/answer_language_pages.h"

#include <algorithm>

#include "voice/answer_words.h"
#include "web/components.h"
#include "web/form_reader.h"
#include "web/world_languages.h"

namespace touchstone::voice {
namespace {

const std::string tag_key = "web.language.tag";

bool is_among(const std::vector<std::string>& languages, const std::string& language) {
    return std::ranges::find(languages, language) != languages.end();
}

// "en" of "en-GB"
std::string primary(const std::string& tag) { return tag.substr(0, tag.find('-')); }

// "en" is read by whoever reads "en-GB".
bool is_spoken(const std::string& language) {
    const auto tag = web::language_tag();
    return language.empty() || language == tag || language == primary(tag);
}

const char* direction_of(const std::string& language) { return web::is_right_to_left(language) ? "rtl" : "ltr"; }

}  // namespace

Shipped shipped_words() {
    const auto& english = web::texts_of(shipped_language);
    Shipped shipped;
    for (const auto& key : answer_words()) shipped.emplace(key, english.at(key));
    return shipped;
}

Speech speech_in(const Questionnaire& of, const std::string& language) {
    if (language.empty()) return {};
    web::Texts words;
    words[tag_key] = web::html_language(language);
    if (primary(language) == primary(web::language_tag())) {
        words[tag_key] = web::language_tag();  // whoever looks reads it already
    } else if (is_shipped(language)) {
        words = shipped_words();
        words[tag_key] = web::texts_of(shipped_language).at(tag_key);
    }
    for (const auto& [key, wording] : of.words)
        if (const auto found = wording.find(language); found != wording.end() && found->second.is_approved) words[key] = found->second.text;
    return {language, std::make_shared<const web::Texts>(std::move(words))};
}

Speech speech_for(const web::Visit& visit, const Questionnaire& of) {
    const auto& offered = of.languages;
    for (const auto& wanted : {visit.form.text("speak"), visit.form.text("language"), visit.query.text("language"),
                               web::accepted_among(offered, visit.accept_language), of.default_language})
        if (is_among(offered, wanted)) return speech_in(of, wanted);
    return offered.empty() ? Speech{} : speech_in(of, offered.front());
}

bool is_changing_language(const web::Visit& visit) { return !visit.form.text("speak").empty(); }

web::Response spoken(web::Response response, const Speech& speech) {
    if (speech.language.empty()) return response;
    response.words = speech.words;
    response.language = speech.words->at(tag_key);
    return response;
}

web::Data language_choice(const std::vector<std::string>& languages, const Speech& speech, const std::string& address) {
    if (languages.size() < 2) return false;
    web::List items;
    for (const auto& language : languages) {
        auto item = language_marks(language);
        item.merge({{"value", language},
                    {"name", web::own_name_of_language(language)},
                    {"current", language == speech.language},
                    {"href", address.empty() ? web::Data(false)
                                             : web::Data(address + (address.find('?') == std::string::npos ? "?" : "&") +
                                                         "language=" + web::percent_encoded(language))}});
        items.push_back(std::move(item));
    }
    return web::Object{{"label", web::text("voice.answer.language")}, {"items", std::move(items)}};
}

web::Data said(const Questionnaire& of, const Wording& wording) {
    const auto [words, language] = in_language(wording, web::language_tag(), of.default_language);
    if (is_spoken(language)) return words;
    return web::SaidIn{words, web::html_language(language), web::is_right_to_left(language)};
}

web::Data own_language(const Questionnaire& of) {
    return is_spoken(of.default_language) ? web::Data(false) : web::Data(language_marks(of.default_language));
}

web::Object language_marks(const std::string& language) {
    return {{"lang", web::html_language(language)}, {"dir", direction_of(language)}};
}

web::Data own_name(const std::string& language) {
    return web::SaidIn{web::own_name_of_language(language), web::html_language(language), web::is_right_to_left(language)};
}

}  // namespace touchstone::voice

#include "voice/language_state_pages.h"

#include <algorithm>

#include "voice/answer_language_pages.h"
#include "voice/answer_words.h"
#include "voice/voice_words_pages.h"
#include "web/form_reader.h"
#include "web/language.h"
#include "web/texts.h"
#include "web/world_languages.h"

namespace touchstone::voice {
namespace {

// Whether people can choose it, and which questions they read in another one.
std::string state_in_words(const Questionnaire& of, const std::string& language) {
    if (const auto missing = answer_words_missing(of, language); missing > 0) return web::counted("voice.languages.not_offered", missing);
    const auto texts = question_translations(of, language);
    const auto others = std::ranges::count_if(texts, [](const Translation& one) { return one.said.text.empty() || !one.said.is_approved; });
    const auto old =
        std::ranges::count_if(texts, [](const Translation& one) { return one.state == TextState::source_changed && one.said.is_approved; });
    auto words = web::text("voice.languages.offered");
    if (others > 0)
        words += " " + web::counted("voice.languages.falls_back", static_cast<int>(others),
                                    {{"language", web::name_of_language(of.default_language)}});
    if (old > 0) words += " " + web::counted("voice.languages.out_of_date", static_cast<int>(old));
    return words;
}

}  // namespace

std::string languages_address(const QuestionnaireId& id) { return address_of(id) + "/languages"; }

std::string language_address(const QuestionnaireId& id, const std::string& language) {
    return languages_address(id) + "/" + web::percent_encoded(language);
}

web::List languages_of(const Questionnaire& of) {
    web::List list;
    for (const auto& language : of.languages) {
        const auto name = web::name_of_language(language);
        list.push_back(web::Object{{"name", name},
                                   {"own_name", name == web::own_name_of_language(language) ? web::Data(false) : own_name(language)},
                                   {"state", state_in_words(of, language)}});
    }
    return list;
}

web::List counts_of(const Translations& all) {
    web::List counts;
    for (const auto state : {TextState::missing, TextState::suggested, TextState::source_changed, TextState::approved})
        if (const auto count = count_in(all, state); count > 0)
            counts.push_back(web::counted("voice.translation.count." + name_of(state), count));
    return counts;
}

std::string language_names(const Questionnaire& of) {
    std::vector<std::string> names;
    for (const auto& language : of.languages) names.push_back(web::name_of_language(language));
    return web::joined(names);
}

}  // namespace touchstone::voice

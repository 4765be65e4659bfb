#include "voice/ask_pages.h"

#include "voice/spoken.h"
#include "voice/voice_words_pages.h"
#include "web/form_reader.h"

namespace touchstone::voice {

std::string ask_address(const Wave& wave) { return "/ask/" + wave.link; }

std::optional<Asked> asked_at(const web::Visit& visit, db::Read& db) { return find_asked(db, as_spoken(visit.path.at("link"))); }

Speech speech_of(const web::Visit& visit, const Wave& wave) { return wave.is_wall ? Speech{} : speech_for(visit, wave.content); }

std::string in_address(const std::string& address, const Wave& wave, const Speech& speech) {
    return speech.language.empty() || wave.content.languages.size() < 2 ? address
                                                                        : address + "?language=" + web::percent_encoded(speech.language);
}

web::Data languages_to_choose(const Wave& wave, const Speech& speech, const std::string& form, const std::string& go,
                              const std::string& address) {
    if (speech.language.empty()) return false;
    auto choice = language_choice(wave.content.languages, speech, address);
    if (!choice.object()) return false;
    auto data = *choice.object();
    data.merge({{"form", web::or_false(form)}, {"go", web::or_false(go)}});
    return data;
}

web::Response plain_page(const std::string& view, const Wave& wave, const Speech& speech, web::Object data, web::Status status) {
    const auto title = words_of(wave.content, title_of(wave.content));
    data.merge({{"title", title}, {"link", ask_address(wave)}, {"language", web::or_false(speech.language)}});
    return spoken(web::page(view, title, std::move(data), status), speech);
}

}  // namespace touchstone::voice

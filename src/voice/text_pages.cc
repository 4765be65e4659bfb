// What people wrote in their own words: read first by whoever is named for it, and only then by those who evaluate.
#include <algorithm>

#include "voice/ballot_store.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/voice_words_pages.h"
#include "voice/wave_store.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

const FieldShape text_shape{"text", FieldShape::Kind::words, 32, true},
    was_shape{"was", FieldShape::Kind::choice, 0, true, {"waiting", "read", "held_back", "concern"}},
    dealt_shape{"dealt", FieldShape::Kind::choice, 0, true, {"read", "held_back", "concern"}};

web::Response screening_page(const web::Visit& visit, db::Read& db, const WaveFound& found, const Problems& problems, web::Status status) {
    const auto& wave = found.wave;
    const auto address = address_of(wave) + "/screening";
    web::List waiting, dealt;
    const auto all = {WordsState::waiting, WordsState::read, WordsState::held_back, WordsState::concern};
    for (const auto& one : list_texts(db, visit.actor.partnership, wave.id, all)) {
        web::List choices;
        for (const auto state : {WordsState::read, WordsState::held_back, WordsState::concern})
            if (state != one.state)
                choices.push_back(
                    web::button(text("voice.screening.do." + name_of(state)), "dealt", name_of(state), state != WordsState::read));
        (one.state == WordsState::waiting ? waiting : dealt)
            .push_back(web::Object{{"id", one.id},
                                   {"question", question_in_words(wave, one.question)},
                                   {"words", web::paragraphs(one.words)},
                                   {"came", text("voice.screening.came", {{"day", in_words(one.came)}})},
                                   {"state", text("voice.screening.state." + name_of(one.state))},
                                   {"was", name_of(one.state)},
                                   {"choices", choices},
                                   {"csrf", visit.csrf},
                                   {"action", address}});
    }
    auto response = wave_page("voice/screening", text("voice.screening.title"), found,
                              {{"header", web::header(name_of_wave(wave), text("voice.screening.title"), text("voice.screening.lead"))},
                               {"none", waiting.empty()},
                               {"concern", web::link("/concerns", text("voice.screening.concern"))},
                               {"waiting", waiting},
                               {"has_dealt", !dealt.empty()},
                               {"dealt", dealt}},
                              status);
    response.problems = problems;
    response.who_can_see = text("voice.screening.who", {{"reader", wave.reader_name}, {"deputy", wave.deputy_name}});
    response.forms = {{address, {{{text_shape, {""}}, {was_shape, {""}}, {dealt_shape, {""}}}, {}}}};
    return response;
}

web::Response screening(const web::Visit& visit, db::Read& db) {
    const auto found = wave_at(visit, db);
    if (!found || !reads_words(visit, found->wave)) return web::not_found();
    return screening_page(visit, db, *found, {}, web::Status::ok);
}

web::Response deal(const web::Visit& visit, db::Write& db) {
    const auto found = wave_at(visit, db);
    if (!found || !reads_words(visit, found->wave)) return web::not_found();
    const auto was = words_state_from(visit.form.text("was")), dealt = words_state_from(visit.form.text("dealt"));
    if (!was || !dealt || *dealt == WordsState::waiting)
        return screening_page(visit, db, *found, {{"", "voice.screening.dealt_missing"}}, web::Status::unprocessable);
    if (!deal_with(db, visit.by(), found->wave.id, visit.form.text("text"), *was, *dealt))
        return screening_page(visit, db, *found, {{"", "voice.screening.gone"}}, web::Status::conflict);
    if (*dealt == WordsState::concern) return web::see_other("/concerns/new", "text_concern");
    return web::see_other(address_of(found->wave) + "/screening", *dealt == WordsState::read ? "text_read" : "text_held_back");
}

// For those who evaluate: when the wave is closed, so that no text is told from another by when it came.
web::Response words(const web::Visit& visit, db::Read& db) {
    const auto found = wave_at(visit, db);
    if (!found) return web::not_found();
    const auto& wave = found->wave;
    const bool is_shown = wave.closed_at && found->opened >= wave.smallest;
    const auto texts = !is_shown ? std::vector<WaveText>{} : list_texts(db, visit.actor.partnership, wave.id, {WordsState::read});
    web::List questions;
    for (const auto& question : wave.content.questions) {
        web::List said;
        for (const auto& one : texts)
            if (one.question == question.name) said.push_back(web::Object{{"words", web::paragraphs(one.words)}});
        if (!said.empty()) questions.push_back(web::Object{{"question", words_of(wave.content, question.label)}, {"said", said}});
    }
    return wave_page(
        "voice/words", text("voice.words.title"), *found,
        {{"header", web::header(name_of_wave(wave), text("voice.words.title"), text("voice.words.lead"))},
         {"waiting", found->waiting > 0 ? web::Data(web::counted("voice.wave.waiting", found->waiting)) : web::Data(false)},
         {"none", questions.empty() ? web::Data(text(wave.closed_at ? "voice.words.none" : "voice.results.still_open")) : web::Data(false)},
         {"questions", questions},
         {"coding", wave.closed_at ? web::Data(web::link(address_of(wave) + "/coding", text("voice.coding.title"))) : web::Data(false)}});
}

}  // namespace

void add_text_pages(web::Router& router) {
    const std::string one = "/waves/{wave}";
    router.get(one + "/screening", may::read, screening);
    router.post(one + "/screening", may::read, deal, {.fields = {text_shape, was_shape, dealt_shape}});
    router.get(one + "/words", may::evaluate, words);
}

}  // namespace touchstone::voice

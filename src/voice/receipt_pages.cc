// Where three words, or the two of a link, are typed; and saying what became of one question.
#include <algorithm>

#include "people/draft_pages.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/receipt_store.h"
#include "voice/receipt_words_pages.h"
#include "voice/spoken.h"
#include "voice/voice_words_pages.h"
#include "web/fields.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

// By the address, so that no form is sent and nothing is kept.
web::Response type_words(const web::Visit& visit, db::Read& db) {
    const auto typed = visit.query.text("words");
    Problems problems;
    if (!typed.empty()) {
        const auto link = link_in(typed);
        const auto asked = find_asked(db, link);
        const auto question = asked ? question_in(asked->wave, typed) : std::nullopt;
        if (question) return web::see_other("/ask/" + link + "/heard#" + anchor_of(*question));
        if (asked && as_spoken(typed) == link) return web::see_other("/ask/" + link);
        problems.push_back({"words", "voice.receipt.unknown"});
    }
    auto response = web::page("voice/type_words", text("voice.receipt.title"),
                              {{"header", web::header("", text("voice.receipt.title"), text("voice.receipt.lead"))},
                               {"action", words_address},
                               {"words", web::text_input({.name = "words",
                                                          .label = text("voice.receipt.words"),
                                                          .hint = text("voice.receipt.words_hint"),
                                                          .value = typed,
                                                          .type = "text",
                                                          .autocomplete = "off",
                                                          .width = "fluid-half"},
                                                         problems)},
                               {"button", web::button(text("voice.receipt.button"))}},
                              problems.empty() ? web::Status::ok : web::Status::unprocessable);
    response.problems = problems;
    return response;
}

// A question of the wave, with what is said of it.
struct At {
    WaveFound found;
    Subject subject;
};
std::optional<At> subject_at(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto found = ask_wave(trip, visit.actor.partnership, wave_id_at(visit));
    const auto told = ask_subjects(trip, visit.actor.partnership, wave_id_at(visit));
    trip.go();
    const auto name = visit.path.at("question");
    if (!*found || std::ranges::find((*found)->wave.content.questions, name, &Question::name) == (*found)->wave.content.questions.end())
        return std::nullopt;
    const auto subject = std::ranges::find(*told, name, &Subject::question);
    return At{**found, subject == told->end() ? Subject{.question = name, .heard = {}, .done = {}, .not_done = {}} : *subject};
}

web::Response subject_page(const At& at, const web::Visit& visit, const OutcomeDraft& draft, const Problems& problems, web::Status status,
                           const std::optional<OutcomeDraft>& theirs = {}) {
    const auto& wave = at.found.wave;
    const auto address = address_of(wave) + "/subjects/" + at.subject.question;
    auto data = web::components(outcome_fields(), draft, problems);
    data.merge(
        {{"header", web::header(text("voice.subject.title"), question_in_words(wave, at.subject.question), text("voice.outcome.about"))},
         {"csrf", visit.csrf},
         {"action", address},
         {"conflict", theirs ? web::Data(web::compared(outcome_fields(), draft, *theirs)) : web::Data(false)},
         {"receipt", receipt_of(wave, at.subject.question)},
         {"button", web::button(text("voice.outcome.save"))}});
    auto response = wave_page("voice/subject", text("voice.subject.title"), at.found, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(outcome_fields(), draft)}};
    return response;
}

web::Response show_subject(const web::Visit& visit, db::Read& db) {
    const auto at = subject_at(visit, db);
    return at ? subject_page(*at, visit, draft_of(at->subject), {}, web::Status::ok) : web::not_found();
}

web::Response tell_subject(const web::Visit& visit, db::Write& db) {
    const auto at = subject_at(visit, db);
    if (!at) return web::not_found();
    auto draft = web::read_draft(outcome_fields(), visit.form);
    const auto told = tell(at->found.wave, at->subject, draft);
    if (!told) return subject_page(*at, visit, draft, told.error(), web::Status::unprocessable);
    if (!save_subject(db, visit.by(), at->found.wave.id, at->subject, *told)) {
        draft.seen_version = at->subject.version;  // saving again is now a choice
        return subject_page(*at, visit, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict, draft_of(at->subject));
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(at->found.wave) + "#subjects", "outcome");
}

}  // namespace

void add_receipt_pages(web::Router& router) {
    router.get(words_address, may::anyone, type_words);
    const std::string one = "/waves/{wave}/subjects/{question}";
    router.get(one, may::evaluate, show_subject);
    router.post(one, may::evaluate, tell_subject, {.fields = web::taken(outcome_fields())});
}

}  // namespace touchstone::voice

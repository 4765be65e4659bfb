// Taking one's own answers out again.
#include "voice/ask_pages.h"
#include "voice/ballot_store.h"
#include "voice/code.h"
#include "voice/pages.h"
#include "web/components.h"

namespace touchstone::voice {
namespace {

using web::text;

// Whoever kept the words of their ballot, before the wave is closed.
web::Response take_back_page(const web::Visit& visit, const Asked& asked, const Problems& problems, web::Status status,
                             bool is_done = false) {
    const auto& wave = asked.wave;
    const auto speech = speech_of(visit, wave);
    const web::SpeakingWords words(speech.words);
    const bool is_open = wave.stage(date_of(visit.now)) == Stage::open;
    const bool is_asked_for = is_open && !is_done;
    const auto address = ask_address(wave) + "/removal";
    auto response =
        plain_page("voice/take_back", wave, speech,
                   {{"header", web::header("", text("voice.take_back.title"))},
                    {"languages", languages_to_choose(wave, speech, is_asked_for ? "removal" : "", "", is_asked_for ? "" : address)},
                    {"csrf", visit.csrf},
                    {"is_open", is_asked_for},
                    {"is_done", is_done},
                    {"address", address},
                    {"ballot", web::text_input({.name = "ballot",
                                                .label = text("voice.take_back.ballot"),
                                                .hint = {},
                                                .value = visit.form.text("ballot"),
                                                .type = "text",
                                                .autocomplete = "off",
                                                .width = {}},
                                               problems)},
                    {"button", web::button(text("voice.take_back.button"))}},
                   status);
    response.problems = problems;
    if (is_open) response.forms = {{address, {{{ballot_shape, {""}}, {language_shape, {speech.language}}, {speak_shape, {""}}}, {}}}};
    return response;
}

web::Response show_take_back(const web::Visit& visit, db::Read& db) {
    const auto asked = asked_at(visit, db);
    return asked ? take_back_page(visit, *asked, {}, web::Status::ok) : web::not_found();
}

web::Response take_back(const web::Visit& visit, db::Write& db) {
    const auto asked = asked_at(visit, db);
    if (!asked) return web::not_found();
    if (is_changing_language(visit)) return take_back_page(visit, *asked, {}, web::Status::ok);
    const auto ballot = visit.form.text("ballot");
    const bool is_open = asked->wave.stage(date_of(visit.now)) == Stage::open;
    if (!is_open || !is_ballot(asked->wave.id, ballot) || !take_out(db, asked->partnership, asked->wave, ballot, visit.now))
        return take_back_page(visit, *asked, {{"ballot", "voice.take_back.nothing"}}, web::Status::unprocessable);
    return take_back_page(visit, *asked, {}, web::Status::ok, true);
}

}  // namespace

void add_take_back_pages(web::Router& router) {
    const std::string at = "/ask/{link}/removal";
    router.get(at, may::anyone, show_take_back);
    router.post(at, may::anyone, take_back, {.per_minute = asks_per_minute, .fields = {ballot_shape, language_shape, speak_shape}});
}

}  // namespace touchstone::voice

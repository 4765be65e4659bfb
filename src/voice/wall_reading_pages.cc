// Statements that people wrote for a wall: its reader, or their deputy, reads each first and says whether it may stand there.
#include <algorithm>

#include "voice/ballot_store.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/wall_store.h"
#include "voice/wall_words_pages.h"
#include "web/fields.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

std::string text_address(const Wave& wave, const WaveText& one) { return address_of(wave) + "/texts/" + one.id; }

const FieldShape was_shape{"was", FieldShape::Kind::choice, 0, true, {"waiting", "read", "held_back", "concern"}};
const auto every_state = {WordsState::waiting, WordsState::read, WordsState::held_back, WordsState::concern};

// A wall that this person reads for, with what was read before.
struct Read {
    WaveFound found;
    std::vector<Statement> statements;
};
std::optional<Read> read_at(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto id = visit.id<WaveId>("wall");
    const auto found = ask_wave(trip, visit.actor.partnership, id);
    const auto statements = ask_statements(trip, visit.actor.partnership, id);
    trip.go();
    if (!*found || !reads_words(visit, (*found)->wave)) return std::nullopt;
    return Read{std::move(**found), std::move(*statements)};
}

const Statement* statement_from(const std::vector<Statement>& statements, const WaveText& one) {
    const auto found = std::ranges::find(statements, one.id, &Statement::text);
    return found == statements.end() ? nullptr : &*found;
}

// When it came, where it is now, and why it is held back.
std::string about(const WaveText& one, const std::vector<Statement>& statements) {
    auto words = text("voice.screening.came", {{"day", in_words(one.came)}}) + ". " + text("voice.reading.state." + name_of(one.state));
    const auto* statement = statement_from(statements, one);
    if (statement == nullptr || !statement->reason) return words + ".";
    words += ": " + text("voice.reading.reason_choice." + name_of(*statement->reason));
    const auto twin = std::ranges::find(statements, statement->double_of, &Statement::number);
    return twin == statements.end() || !twin->stands() ? words + "." : words + ": " + twin->words;
}

web::Response reading_page(const web::Visit& visit, db::Read& db) {
    const auto read = read_at(visit, db);
    if (!read) return web::not_found();
    const auto& wave = read->found.wave;
    web::List waiting, dealt;
    for (const auto& one : list_texts(db, visit.actor.partnership, wave.id, every_state))
        (one.state == WordsState::waiting ? waiting : dealt)
            .push_back(web::Object{{"words", one.words},
                                   {"about", about(one, read->statements)},
                                   {"act", web::link(text_address(wave, one), text("voice.reading.link"))}});
    auto response = wave_page("voice/wall_reading", text("voice.screening.title"), read->found,
                              {{"header", web::header(wave.content.title, text("voice.screening.title"), text("voice.reading.lead"))},
                               {"concern", web::link("/concerns", text("voice.screening.concern"))},
                               {"none", waiting.empty()},
                               {"waiting", waiting},
                               {"has_dealt", !dealt.empty()},
                               {"dealt", dealt}});
    response.who_can_see = text("voice.screening.who", {{"reader", wave.reader_name}, {"deputy", wave.deputy_name}});
    return response;
}

// One that somebody wrote, with what was read before.
struct Written {
    WaveFound found;
    WaveText text;
    std::vector<Statement> statements;
};
std::optional<Written> written_at(const web::Visit& visit, db::Read& db) {
    auto read = read_at(visit, db);
    if (!read) return std::nullopt;
    for (auto& one : list_texts(db, visit.actor.partnership, read->found.wave.id, every_state))
        if (one.id == visit.path.at("text")) return Written{std::move(read->found), std::move(one), std::move(read->statements)};
    return std::nullopt;
}

web::Response text_page(const web::Visit& visit, const Written& written, const ReadingDraft& draft, const Problems& problems,
                        web::Status status) {
    const auto& wave = written.found.wave;
    const auto address = text_address(wave, written.text);
    std::vector<web::Option> standing{{"", text("voice.reading.none_of_them"), {}}};
    for (const auto& statement : written.statements)
        if (statement.stands() && statement.text != written.text.id)
            standing.push_back({std::to_string(statement.number), statement.words, {}});
    auto data = web::components(reading_fields(), draft, problems, {{"double_of", standing}});
    data.merge({{"header", web::header(text("voice.reading.title"), asked_on(wave.content))},
                {"original", written.text.words},
                {"csrf", visit.csrf},
                {"action", address},
                {"was", draft.was},
                {"button", web::button(text("voice.reading.save"))}});
    auto response = wave_page("voice/wall_text", text("voice.reading.title"), written.found, std::move(data), status);
    response.crumbs.push_back({address_of(wave) + "/screening", text("voice.screening.title")});
    response.problems = problems;
    response.who_can_see = text("voice.screening.who", {{"reader", wave.reader_name}, {"deputy", wave.deputy_name}});
    response.forms = {{address, web::form_now(reading_fields(), draft, {{was_shape, {draft.was}}})}};
    return response;
}

// The words as they stand, or as they came. What is done with them, a person says.
web::Response show_text(const web::Visit& visit, db::Read& db) {
    const auto written = written_at(visit, db);
    if (!written) return web::not_found();
    ReadingDraft draft{.words = written->text.words, .was = name_of(written->text.state)};
    if (const auto* statement = statement_from(written->statements, written->text)) {
        draft.seen_version = statement->version;
        if (statement->stands()) draft.words = statement->words;
        if (statement->reason) draft.reason = name_of(*statement->reason);
        if (statement->double_of > 0) draft.double_of = std::to_string(statement->double_of);
    }
    return text_page(visit, *written, draft, {}, web::Status::ok);
}

web::Response deal(const web::Visit& visit, db::Write& db) {
    const auto written = written_at(visit, db);
    if (!written) return web::not_found();
    auto draft = web::read_draft(reading_fields(), visit.form);
    draft.was = visit.form.text("was");
    const auto reading = read_statement(draft, written->statements);
    if (!reading) return text_page(visit, *written, draft, reading.error(), web::Status::unprocessable);
    const auto& wave = written->found.wave;
    if (!deal_with_statement(db, visit.by(), wave.id, written->text.id, *reading)) {
        const auto* statement = statement_from(written->statements, written->text);
        draft.was = name_of(written->text.state);  // saving again is now a choice
        draft.seen_version = statement ? statement->version : 0;
        return text_page(visit, *written, draft, {{"", "voice.screening.gone"}}, web::Status::conflict);
    }
    if (reading->dealt == WordsState::concern) return web::see_other("/concerns/new", "text_concern");
    return web::see_other(address_of(wave) + "/screening", reading->dealt == WordsState::read ? "statement" : "text_held_back");
}

}  // namespace

void add_wall_reading_pages(web::Router& router) {
    router.word("text");
    router.get("/walls/{wall}/screening", may::read, reading_page);
    const std::string one = "/walls/{wall}/texts/{text}";
    router.get(one, may::read, show_text);
    router.post(one, may::read, deal, {.fields = web::taken(reading_fields(), {was_shape})});
}

}  // namespace touchstone::voice

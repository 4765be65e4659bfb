// Walls of statements: the list, a new one, and what became of each statement. What a wall shares with a wave stands with that.
#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "people/draft_pages.h"
#include "voice/code.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/wall_store.h"
#include "voice/wall_words_pages.h"
#include "voice/wave_form_pages.h"

namespace touchstone::voice {
namespace {

using web::text;

const FieldShape owner_shape{"owner", FieldShape::Kind::choice};
const std::string new_address = "/walls/new";

web::Response list(const web::Visit& visit, db::Read& db) {
    web::List cards;
    for (const auto& [wave, owner_name, sent] : list_walls(db, visit.sight()))
        cards.push_back(web::Object{{"label", web::or_false(owner_name)},
                                    {"title", wave.content.title},
                                    {"href", address_of(wave)},
                                    {"text", text("voice.stage." + name_of(wave.stage(date_of(visit.now))))},
                                    {"meta", web::List{name_of_wave(wave), web::counted("voice.wave.sent", sent)}}});
    const auto add = may::evaluate.holds(visit.actor) ? web::Data(web::link(new_address, text("voice.wall.add"))) : web::Data(false);
    const bool is_empty = cards.empty();
    auto response =
        web::page("voice/questionnaires", text("voice.wall.list"),
                  {{"header", web::header("", text("voice.wall.list"), text("voice.wall.lead"))},
                   {"nothing", is_empty ? web::Data(web::empty_state(text("voice.wall.nothing"), text("voice.wall.nothing_what"),
                                                                     text("voice.wall.nothing_why"), add))
                                        : web::Data(false)},
                   {"add", is_empty ? web::Data(false) : add},
                   {"others", web::List{web::link("/questionnaires", text("voice.list.title"))}},
                   {"bring", false},
                   {"cards", std::move(cards)}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

web::Response new_page(const web::Visit& visit, const Offered& offered, const WallDraft& draft, const WaveDraft& of_wave,
                       const Problems& problems, web::Status status) {
    const auto owner = visit.form.text("owner");
    auto data = web::components(wall_fields(), draft, problems);
    auto more = web::components(wall_wave_fields(), of_wave, problems, offered.options);
    data.merge({{"header", web::header("", text("voice.wall.add"), text("voice.wall.add_lead"))},
                {"csrf", visit.csrf},
                {"action", new_address},
                {"owner", evaluations::owner_choice(offered.owners, owner, problems)},
                {"more", std::move(more["fields"])},
                {"button", web::button(text("voice.wall.button"))}});
    auto response = web::page("voice/wall_new", text("voice.wall.add"), std::move(data), status);
    response.crumbs = {{walls_address, text("voice.wall.list")}};
    response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    auto values = wall_wave_fields().values(of_wave);
    values.push_back({owner_shape, {owner}});
    response.forms = {{new_address, web::form_now(wall_fields(), draft, std::move(values))}};
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    const auto offered = offered_for(visit, db);
    return new_page(visit, offered, {}, usual_wave(visit, offered), {}, web::Status::ok);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto offered = offered_for(visit, db);
    const auto draft = web::read_draft(wall_fields(), visit.form);
    const auto of_wave = web::read_draft(wall_wave_fields(), visit.form);
    const auto owner = evaluations::owner_from(offered.owners, visit.form.text("owner"));
    Wave fresh;
    fresh.id = WaveId::make(visit.now);
    fresh.questionnaire = QuestionnaireId::make(visit.now);
    fresh.link = new_link();
    if (owner) fresh.owner = owner->organisation;
    const auto wall = put_up(fresh, draft, of_wave, offered.values, date_of(visit.now));
    Problems problems = wall ? Problems{} : wall.error();
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) return new_page(visit, offered, draft, of_wave, problems, web::Status::unprocessable);
    add_wall(db, visit.by(), *wall);
    people::forget_draft(visit, db);
    return web::see_other(address_of(wall->wave), "wall");
}

// A statement that stands on the wall of the address.
struct Standing {
    WaveFound found;
    Statement statement;
};
std::optional<Standing> statement_at(const web::Visit& visit, db::Read& db) {
    auto found = wave_at(visit, db);
    if (!found) return std::nullopt;
    for (auto& statement : list_statements(db, visit.actor.partnership, found->wave.id))
        if (statement.stands() && std::to_string(statement.number) == visit.path.at("statement"))
            return Standing{std::move(*found), std::move(statement)};
    return std::nullopt;
}

web::Response fate_page(const web::Visit& visit, const Standing& at, const FateDraft& draft, const Problems& problems, web::Status status) {
    const auto& [found, statement] = at;
    const auto address = fate_address(found.wave, statement);
    auto data = web::components(fate_fields(), draft, problems);
    data.merge({{"header", web::header(text("voice.fate.title"), statement.words, text("voice.fate.lead"))},
                {"csrf", visit.csrf},
                {"action", address},
                {"button", web::button(text("voice.fate.save"))}});
    auto response = wave_page("voice/fate", text("voice.fate.title"), found, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(fate_fields(), draft)}};
    return response;
}

web::Response show_fate(const web::Visit& visit, db::Read& db) {
    const auto at = statement_at(visit, db);
    return at ? fate_page(visit, *at, draft_of(at->statement), {}, web::Status::ok) : web::not_found();
}

web::Response tell_fate(const web::Visit& visit, db::Write& db) {
    const auto at = statement_at(visit, db);
    if (!at) return web::not_found();
    auto draft = web::read_draft(fate_fields(), visit.form);
    const auto decided = decide(at->found.wave, at->statement, draft);
    if (!decided) return fate_page(visit, *at, draft, decided.error(), web::Status::unprocessable);
    if (!save_fate(db, visit.by(), at->found.wave.id, at->statement, *decided)) {
        draft.seen_version = at->statement.version;  // saving again is now a choice
        return fate_page(visit, *at, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    }
    return web::see_other(address_of(at->found.wave) + "/results#statement_" + std::to_string(decided->number), "fate");
}

}  // namespace

void add_wall_pages(web::Router& router) {
    router.word("statement");
    router.get(walls_address, may::read, list);
    router.get(new_address, may::evaluate, show_new);
    auto more = wall_wave_fields().shapes();
    more.push_back(owner_shape);
    router.post(new_address, may::evaluate, create, {.fields = web::taken(wall_fields(), more)});
    const std::string fate = "/walls/{wall}/statements/{statement}/fate";
    router.get(fate, may::evaluate, show_fate);
    router.post(fate, may::evaluate, tell_fate, {.fields = web::taken(fate_fields())});
}

}  // namespace touchstone::voice

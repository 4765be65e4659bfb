// Walls, the statements that stand on them, and what is shown of a closed one: the same as on its pages, and no more.
#include "api/api_pages.h"
#include "voice/wall_store.h"
#include "voice/wave_store.h"
#include "web/api.h"

namespace touchstone::api {
namespace {

using namespace voice;
using web::Json;

Json json_of(const ShownCount& count) { return count ? Json(*count) : Json(); }

web::Response walls(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    for (const auto& [wave, owner_name, sent] : list_walls(db, visit.sight()))
        items.push_back(
            {{"id", wave.id.text}, {"title", wave.content.title}, {"state", name_of(wave.stage(date_of(visit.now)))}, {"sent", sent}});
    return web::answer({{"items", items}});
}

Json json_of(const Statement& statement) {
    return {{"number", statement.number},
            {"words", statement.words},
            {"fate", statement.fate ? Json(name_of(*statement.fate)) : Json()},
            {"fate_words", statement.fate_words},
            {"fate_by", statement.fate_by ? Json(iso(*statement.fate_by)) : Json()},
            {"version", statement.version}};
}

web::Response wall(const web::Visit& visit, db::Read& db) {
    const auto found = find_wave(db, visit.actor.partnership, visit.id<WaveId>("wall"));
    if (!found) return web::not_found();
    const auto& wave = found->wave;
    Json statements = Json::array();
    for (const auto& statement : list_statements(db, visit.actor.partnership, wave.id))
        if (statement.stands()) statements.push_back(json_of(statement));
    Json json{{"id", wave.id.text},
              {"title", wave.content.title},
              {"question", asked_on(wave.content)},
              {"state", name_of(wave.stage(date_of(visit.now)))},
              {"opens", iso(wave.opens)},
              {"closes", iso(wave.closes)},
              {"link", "/ask/" + wave.link},
              {"whose_view", wave.whose_view},
              {"smallest", wave.smallest},
              {"sent", found->sent},
              {"texts_waiting", found->waiting},
              {"statements", statements},
              {"version", wave.version}};
    web::add_owner(json, wave.owner, found->owner_name);
    return web::answer(json);
}

Json json_of(const std::optional<Tally>& tally) {
    const auto none = !tally || !tally->interval;
    return {{"agree", tally ? json_of(tally->agree) : Json()},
            {"disagree", tally ? json_of(tally->disagree) : Json()},
            {"unsure", tally ? json_of(tally->unsure) : Json()},
            {"of", tally ? Json(tally->of) : Json()},
            {"is_of_all", tally && tally->is_of_all},
            {"lower", none ? Json() : Json(tally->interval->lower)},
            {"upper", none ? Json() : Json(tally->interval->upper)}};
}

// While it is open there are none.
web::Response results(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto id = visit.id<WaveId>("wall");
    const auto found = ask_wave(trip, visit.actor.partnership, id);
    const auto standing = ask_statements(trip, visit.actor.partnership, id);
    const auto kept = ask_results(trip, visit.actor.partnership, id);
    trip.go();
    if (!*found) return web::not_found();
    const auto& wave = (*found)->wave;
    const auto results = kept->value_or(Results{wave.smallest, wave.zeros_shown, {}, {}});
    Json statements = Json::array();
    for (const auto& statement : *standing) {
        const auto* table = table_of(results, statement);
        if (!statement.stands() || table == nullptr) continue;
        Json groups = Json::array();
        for (const auto& row : table->by_group) groups.push_back({{"groups", row.groups}, {"said", json_of(tally_of(*table, row))}});
        statements.push_back({{"number", statement.number},
                              {"words", statement.words},
                              {"said", json_of(tally_of(*table, table->all))},
                              {"by_group", groups}});
    }
    return web::answer({{"smallest", results.smallest}, {"answers", json_of(results.answers)}, {"statements", statements}});
}

const std::string tally_shape =
    "{agree?: number, disagree?: number, unsure?: number, of?: number, is_of_all: yes_no, lower?: decimal, upper?: decimal}";

}  // namespace

void add_wall_pages(web::Router& router) {
    router.api_get(
        "/walls", may::read, walls,
        {"Walls of statements", "The latest first", {}, false, "{items: [{id, title, state: waiting|open|closed, sent: number}]}"});
    router.api_get("/walls/{wall}", may::read, wall,
                   {"A wall",
                    "With the statements that stand on it, and what became of each",
                    {},
                    false,
                    "{id, title, question, state: waiting|open|closed, opens: day, closes: day, link, whose_view, smallest: number, "
                    "sent: number, texts_waiting: number, statements: [{number: number, words, fate?: "
                    "will_be_done|done|not_done|elsewhere, fate_words, fate_by?: day, version: number}], " +
                        web::owner_shape + ", version: number}"});
    router.api_get("/walls/{wall}/results", may::read, results,
                   {"Results of a closed wall",
                    "What may be shown; null is withheld",
                    {},
                    false,
                    "{smallest: number, answers?: number, statements: [{number: number, words, said: " + tally_shape +
                        ", by_group: [{groups: [text], said: " + tally_shape + "}]}]}"});
}

}  // namespace touchstone::api

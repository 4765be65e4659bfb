// Questionnaires, waves, and what is shown of a closed one: the same numbers as on its page, and no others.
#include "api/api_pages.h"
#include "voice/results.h"
#include "voice/wave_store.h"
#include "web/api.h"

namespace touchstone::api {
namespace {

using namespace voice;
using web::Json;

web::Response questionnaires(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    for (const auto& listed : list_questionnaires(db, visit.sight()))
        items.push_back({{"id", listed.id.text}, {"title", listed.title}, {"waves", listed.waves}});
    return web::answer({{"items", items}});
}

web::Response questionnaire(const web::Visit& visit, db::Read& db) {
    const auto id = visit.id<QuestionnaireId>("questionnaire");
    const auto kept = find_questionnaire(db, visit.actor.partnership, id);
    if (!kept) return web::not_found();
    Json waves = Json::array();
    for (const auto& found : list_waves(db, visit.actor.partnership, id)) waves.push_back(found.wave.id.text);
    Json json{{"id", kept->id.text},
              {"title", kept->content.title},
              {"content", Json::parse(as_json(kept->content))},
              {"waves", waves},
              {"version", kept->version}};
    web::add_owner(json, kept->owner, kept->owner_name);
    return web::answer(json);
}

web::Response wave(const web::Visit& visit, db::Read& db) {
    const auto found = find_wave(db, visit.actor.partnership, visit.id<WaveId>("wave"));
    if (!found) return web::not_found();
    const auto& wave = found->wave;
    return web::answer({{"id", wave.id.text},
                        {"questionnaire", wave.questionnaire.text},
                        {"number", wave.number},
                        {"state", name_of(wave.stage(date_of(visit.now)))},
                        {"opens", iso(wave.opens)},
                        {"closes", iso(wave.closes)},
                        {"link", "/ask/" + wave.link},
                        {"access", name_of(wave.access)},
                        {"whose_view", wave.whose_view},
                        {"smallest", wave.smallest},
                        {"sent", found->sent},
                        {"codes", found->codes},
                        {"texts_waiting", found->waiting},
                        {"version", wave.version}});
}

// While it is open there are none.
web::Response results(const web::Visit& visit, db::Read& db) {
    const auto id = visit.id<WaveId>("wave");
    const auto wave = find_wave(db, visit.actor.partnership, id);
    if (!wave) return web::not_found();
    const auto found = find_results(db, visit.actor.partnership, id);
    return web::answer(Json::parse(as_json(found.value_or(Results{wave->wave.smallest, wave->wave.zeros_shown, {}, {}}))));
}

const std::string row_shape = "{groups: [text], base?: number, counts: [anything]}";

}  // namespace

void add_voice_pages(web::Router& router) {
    router.api_get("/questionnaires", may::read, questionnaires,
                   {"Questionnaires", "The latest first", {}, false, "{items: [{id, title, waves: number}]}"});
    router.api_get("/questionnaires/{questionnaire}", may::read, questionnaire,
                   {"A questionnaire",
                    "With its questions, and the ids of its waves",
                    {},
                    false,
                    "{id, title, content: anything, waves: [text], " + web::owner_shape + ", version: number}"});
    router.api_get("/waves/{wave}", may::read, wave,
                   {"A wave",
                    "How far it is",
                    {},
                    false,
                    "{id, questionnaire, number: number, state: waiting|open|closed, opens: day, closes: day, link, access, whose_view, "
                    "smallest: number, "
                    "sent: number, codes: number, texts_waiting: number, version: number}"});
    router.api_get(
        "/waves/{wave}/results", may::read, results,
        {"Results of a closed wave",
         "What may be shown; null is withheld",
         {},
         false,
         "{smallest: number, zeros_shown: yes_no, answers?: number, tables: [{question, choices: [text], is_several: yes_no, all: " +
             row_shape + ", by_group: [" + row_shape + "]}]}"});
}

}  // namespace touchstone::api

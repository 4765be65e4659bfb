// A duty with what is known of its aspects, and a practice with who took it up. Evidence that is not there is a number.
#include "api/api_pages.h"
#include "duties/duty_store.h"
#include "practice/practice_store.h"
#include "web/api.h"

namespace touchstone::api {
namespace {

using web::Json;

// Items with a title are there for the one who asks.
template <class Items>
void add_evidence(Json& json, const Items& items) {
    auto evidence = Json::array();
    int hidden = 0;
    for (const auto& item : items) {
        if (item.title.empty())
            ++hidden;
        else
            evidence.push_back({{"id", item.id.text}, {"title", item.title}});
    }
    json["evidence"] = std::move(evidence);
    json["evidence_not_shared"] = hidden;
}

const std::string duty_fields = "id, title, kind, asks, applies_to, lead?, review_on?: day, " + web::owner_shape + ", version: number";

Json head_json(const duties::Duty& duty) {
    Json json{{"id", duty.id.text}, {"title", duty.title},           {"kind", duties::name_of(duty.kind)},
              {"asks", duty.asks},  {"applies_to", duty.applies_to}, {"version", duty.version}};
    web::add_known(json, "lead", duty.lead_name);
    web::add_known(json, "review_on", duty.review_on);
    web::add_owner(json, duty.owner, duty.owner_name);
    return json;
}

const std::string note_shape = "{id, aspect, words, sureness, by, at: moment, evidence: [{id, title}], evidence_not_shared: number}";

Json note_json(const duties::AspectNote& note) {
    Json json{{"id", note.id.text},  {"aspect", name_of(note.aspect)},
              {"words", note.words}, {"sureness", name_of(note.sureness)},
              {"by", note.by_name},  {"at", iso(note.at)}};
    add_evidence(json, note.evidence);
    return json;
}

web::Response duty(const web::Visit& visit, db::Read& db) {
    const auto whole = duties::find_duty(db, visit.sight(), visit.id<duties::DutyId>("duty"));
    if (!whole) return web::not_found();
    auto json = head_json(whole->duty);
    json["notes"] = web::list_of(whole->notes, note_json);
    return web::answer(json);
}

const std::string practice_fields =
    "id, title, done, for_whom, effect, ask, contact?, framework?, indicators: [text], is_published: yes_no, " + web::owner_shape +
    ", version: number";

Json head_json(const practice::Practice& practice) {
    Json json{{"id", practice.id.text},
              {"title", practice.title},
              {"done", practice.done},
              {"for_whom", practice.for_whom},
              {"effect", practice.effect},
              {"ask", practice.ask},
              {"indicators", practice.indicators},
              {"is_published", practice.is_published},
              {"version", practice.version}};
    web::add_known(json, "contact", practice.contact_name);
    web::add_owner(json, practice.owner, practice.owner_name);
    return json;
}

const std::string practice_shape =
    "{" + practice_fields + ", evidence: [{id, title}], evidence_not_shared: number, adoptions: [{organisation, note, by, at: moment}]}";

web::Response one_practice(const web::Visit& visit, db::Read& db) {
    const auto whole = practice::find_practice(db, visit.sight(), visit.id<practice::PracticeId>("practice"));
    if (!whole) return web::not_found();
    auto json = head_json(whole->practice);
    web::add_known(json, "framework", framework_named(db, whole->practice.framework_hash));
    add_evidence(json, whole->evidence);
    json["adoptions"] = web::list_of(whole->adoptions, [](const practice::Adoption& one) {
        return Json{{"organisation", one.organisation_name}, {"note", one.note}, {"by", one.by_name}, {"at", iso(one.at)}};
    });
    return web::answer(json);
}

}  // namespace

void add_register_pages(web::Router& router) {
    router.api_get("/duties/{duty}", may::read, duty,
                   {"A statutory duty",
                    "With what is known of its aspects, the latest first",
                    {},
                    false,
                    "{" + duty_fields + ", notes: [" + note_shape + "]}"});
    router.api_get("/good-practice/{practice}", may::see, one_practice, {"A practice", "With who took it up", {}, false, practice_shape});
}

}  // namespace touchstone::api

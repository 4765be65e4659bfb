// Questionnaires, waves, and what is shown of a closed one: the same numbers as on its page, and no others. Talks and comments, as far as
// their pages show them.
#include "api/api_pages.h"
#include "voice/comment_store.h"
#include "voice/results.h"
#include "voice/surveyjs.h"
#include "voice/talk_store.h"
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
    for (const auto& found : list_waves_uncounted(db, visit.actor.partnership, id)) waves.push_back(found.wave.id.text);
    Json json{{"id", kept->id.text},
              {"title", kept->content.title},
              {"content", Json::parse(as_json(kept->content))},
              {"waves", waves},
              {"version", kept->version}};
    web::add_owner(json, kept->owner, kept->owner_name);
    return web::answer(json);
}

web::Response surveyjs_file(const web::Visit& visit, db::Read& db) {
    const auto kept = find_questionnaire(db, visit.actor.partnership, visit.id<QuestionnaireId>("questionnaire"));
    return kept ? web::download_of(as_surveyjs(kept->content), "questionnaire.json", "application/json") : web::not_found();
}

web::Response wave(const web::Visit& visit, db::Read& db) {
    const auto found = find_wave(db, visit.actor.partnership, visit.id<WaveId>("wave"));
    if (!found) return web::not_found();
    const auto& wave = found->wave;
    Json json{{"id", wave.id.text},
              {"questionnaire", wave.questionnaire.text},
              {"number", wave.number},
              {"state", name_of(wave.stage(date_of(visit.now)))},
              {"opens", iso(wave.opens)},
              {"closes", iso(wave.closes)},
              {"languages", wave.content.languages},
              {"whose_view", wave.whose_view},
              {"smallest", wave.smallest},
              {"sent", found->sent},
              {"codes", found->codes},
              {"texts_waiting", found->waiting},
              {"version", wave.version}};
    if (wave.tool) {
        json["collected_with"] = name_in(tools(), *wave.tool);
        json["brought_in"] = iso(date_of(wave.published_at));
    } else {
        json["link"] = "/ask/" + wave.link;
        json["access"] = name_of(wave.access);
    }
    return web::answer(json);
}

// While it is open there are none.
web::Response results(const web::Visit& visit, db::Read& db) {
    const auto id = visit.id<WaveId>("wave");
    db::Trip trip(db);
    const auto wave = ask_wave_uncounted(trip, visit.actor.partnership, id);
    const auto found = ask_results(trip, visit.actor.partnership, id);
    trip.go();
    if (!*wave) return web::not_found();
    return web::answer(Json::parse(as_json(found->value_or(Results{(*wave)->wave.smallest, (*wave)->wave.zeros_shown, {}, {}}))));
}

web::Response talks(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    for (const auto& listed : list_talks(db, visit.sight()))
        items.push_back({{"id", listed.id.text}, {"title", listed.title}, {"kind", name_of(listed.kind)}, {"day", iso(listed.day)}});
    return web::answer({{"items", items}});
}

// Notes and who took part for those who may evaluate for the owner; excerpts as far as whoever said them agrees.
web::Response talk(const web::Visit& visit, db::Read& db) {
    const auto whole = find_talk(db, visit.actor.partnership, visit.id<TalkId>("talk"));
    if (!whole) return web::not_found();
    const auto& talk = whole->talk;
    const bool evaluates = visit.may(Ability::evaluate, "talk");
    Json paragraphs = Json::array(), participants = Json::array(), excerpts = Json::array();
    if (evaluates) {
        paragraphs = paragraphs_of(talk.notes);
        for (const auto& participant : whole->participants)
            participants.push_back({{"id", participant.id.text}, {"name", participant.name}, {"how_far", name_of(how_far(participant))}});
    }
    for (const auto& excerpt : whole->excerpts) {
        const auto far = how_far(excerpt, whole->participants);
        if (far < (evaluates ? HowFar::team : HowFar::partnership)) continue;
        excerpts.push_back({{"id", excerpt.id.text}, {"words", excerpt.words}, {"themes", excerpt.themes}, {"how_far", name_of(far)}});
        if (evaluates) excerpts.back()["paragraph"] = excerpt.paragraph;
    }
    Json json{{"id", talk.id.text},       {"title", talk.title},           {"kind", name_of(talk.kind)},
              {"day", iso(talk.day)},     {"whose_view", talk.whose_view}, {"themes", talk.themes},
              {"paragraphs", paragraphs}, {"participants", participants},  {"excerpts", excerpts},
              {"version", talk.version}};
    web::add_owner(json, talk.owner, talk.owner_name);
    return web::answer(json);
}

Json comment_json(const Comment& comment) {
    Json json{{"id", comment.id.text},  {"kind", name_of(comment.kind)},    {"came", iso(comment.came)}, {"about", comment.about},
              {"words", comment.words}, {"whose_view", comment.whose_view}, {"themes", comment.themes},  {"state", name_of(comment.state)},
              {"done", comment.done},   {"version", comment.version}};
    web::add_owner(json, comment.owner, comment.owner_name);
    return json;
}

web::Response comments(const web::Visit& visit, db::Read& db) {
    Json items = Json::array();
    for (const auto& each : list_comments(db, visit.sight(), {})) items.push_back(comment_json(each));
    return web::answer({{"items", items}});
}

web::Response comment(const web::Visit& visit, db::Read& db) {
    const auto whole = find_comment(db, visit.actor.partnership, visit.id<CommentId>("comment"));
    return whole ? web::answer(comment_json(whole->comment)) : web::not_found();
}

const std::string comment_shape =
    "{id, kind: comment|complaint|compliment, came: day, about, words, whose_view, themes: [text], state: open|being_handled|closed, "
    "done, " +
    web::owner_shape + ", version: number}";

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
    router.api_get("/questionnaires/{questionnaire}/surveyjs", may::read, surveyjs_file,
                   {"A questionnaire as a SurveyJS file", "What other survey tools read", {}, false, {}, {"application/json"}});
    router.api_get("/waves/{wave}", may::read, wave,
                   {"A wave",
                    "How far it is",
                    {},
                    false,
                    "{id, questionnaire, number: number, state: waiting|open|closed, opens: day, closes: day, link?, access?, "
                    "collected_with?: ms_forms|smartsurvey|google_forms|limesurvey|other, brought_in?: day, languages: [text], whose_view, "
                    "smallest: number, "
                    "sent: number, codes: number, texts_waiting: number, version: number}"});
    router.api_get(
        "/talks", may::read, talks,
        {"Focus groups and interviews", "The latest first", {}, false, "{items: [{id, title, kind: focus_group|interview, day: day}]}"});
    router.api_get(
        "/talks/{talk}", may::read, talk,
        {"A focus group or an interview",
         "Notes and who took part for those who evaluate for its owner; excerpts as far as whoever said them agrees",
         {},
         false,
         "{id, title, kind: focus_group|interview, day: day, whose_view, themes: [text], paragraphs: [text], participants: [{id, name, "
         "how_far: nobody|team|partnership|everyone}], excerpts: [{id, paragraph?: number, words, themes: [text], how_far: "
         "team|partnership|everyone}], " +
             web::owner_shape + ", version: number}"});
    router.api_get("/comments", may::read, comments,
                   {"Comments, complaints and compliments", "The latest first", {}, false, "{items: [" + comment_shape + "]}"});
    router.api_get("/comments/{comment}", may::read, comment,
                   {"A comment, complaint or compliment", "As it was recorded", {}, false, comment_shape});
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

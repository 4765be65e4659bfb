// Answers from other tools on their way in: what was dropped, what the columns are, and what comes of them. No answer stands here but those
// that are not understood, for the people who bring them in.
#include "api/api_pages.h"
#include "voice/replies_words_pages.h"
#include "web/api.h"

namespace touchstone::api {
namespace {

using namespace voice;
using web::Json;

web::Response reply_import(const web::Visit& visit, db::Read& db) {
    const auto import = find_reply_import(db, visit.actor.partnership, visit.id<ReplyImportId>("reply_import"));
    if (!import) return web::not_found();
    Json columns = Json::array(), dropped = Json::array(), problems = Json::array();
    if (import->found) {
        for (const auto& column : import->found->columns)
            columns.push_back({{"head", column.head.words()}, {"suggested", column.suggested}, {"values", column.values}});
        for (const auto& column : import->found->dropped)
            dropped.push_back({{"head", column.head}, {"why", name_in(reasons_dropped(), column.why)}});
    }
    Json json{{"id", import->id.text},
              {"state", name_in(reply_states(), import->state)},
              {"questionnaire", import->questionnaire.text},
              {"columns", columns},
              {"dropped", dropped},
              {"version", import->version}};
    if (import->found) {
        json["tool"] = name_in(tools(), import->found->tool);
        json["rows"] = import->found->rows;
    }
    if (import->checked) {
        for (const auto& each : import->checked->problems) problems.push_back(line_of(each));
        json["taken"] = import->checked->taken;
        json["not_understood"] = import->checked->not_understood;
    }
    json["problems"] = problems;
    if (import->state == ReplyState::done) json["wave"] = import->wave.text;
    web::add_owner(json, import->owner, import->owner_name);
    return web::answer(json);
}

}  // namespace

void add_reply_pages(web::Router& router) {
    router.api_get("/reply-imports/{reply_import}", may::evaluate, reply_import,
                   {"Answers from another tool",
                    "How far they are, which columns were dropped, what the others seem to be, and what comes of them",
                    {},
                    false,
                    "{id, state: waiting|checking|checked|entering|done, questionnaire, columns: [{head, suggested, values: [text]}], "
                    "dropped: [{head, why: by_head|email|telephone|internet_address|moment|identifier|nameless}], "
                    "tool?: ms_forms|smartsurvey|google_forms|limesurvey|other, rows?: number, taken?: number, not_understood?: number, "
                    "problems: [text], wave?: text, version: number, " +
                        web::owner_shape + "}"});
}

}  // namespace touchstone::api

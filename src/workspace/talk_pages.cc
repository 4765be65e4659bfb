// What people are saying about an evaluation and its evidence, in one list.
#include "conclusions/conclusion_words_pages.h"
#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "workspace/pages.h"
#include "workspace/talk_words_pages.h"

namespace touchstone::workspace {

using namespace evaluations;
namespace {

using web::text;

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    web::List items;
    for (const auto& talk : db::alone(db, ask_talks, visit.sight(), evaluation->id))
        items.push_back(web::Object{
            {"href", address_of(talk)},
            {"object", object_of(framework, talk)},
            {"words", web::paragraphs(talk.first_words)},
            {"state", text(talk.is_open ? "conversations.list.open" : "conversations.list.settled")},
            {"last", web::counted("conversations.list.last", talk.remarks, {{"name", talk.last_by}, {"when", in_words(talk.last_at)}})}});
    const auto title = text("conversations.list.title");
    return evaluation_page(
        "workspace/talks", title, *evaluation,
        {{"header", web::header(evaluation->title, title, text("conversations.list.lead"))}, {"nothing", items.empty()}, {"items", items}});
}

}  // namespace

void add_talk_pages(web::Router& router) { router.get("/evaluations/{evaluation}/conversations", may::read, show); }

}  // namespace touchstone::workspace

// Conversations for programs. What is said is sent to the addresses that the forms have.
#include <set>

#include "api/api_pages.h"
#include "conversations/conversation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "web/api.h"
#include "workspace/talk_store.h"

namespace touchstone::api {
namespace {

using namespace conversations;
using web::Json;

const std::string about_fields = "id, kind: evidence|indicator|conclusion, object, part, is_open: yes_no, ";
const std::string listed_shape = "{" + about_fields + "title, words, remarks: number, last_by, last_at: moment}";
const std::string whole_shape =
    "{" + about_fields + "remarks: [{id, words, by, by_name, at: moment, named: [{account, name, is_told: yes_no}]}]}";

Json about_json(const ConversationId& id, const About& about, bool is_open) {
    return {{"id", id.text}, {"kind", name_of(about.kind)}, {"object", about.object}, {"part", about.part}, {"is_open", is_open}};
}

web::Response listed(const web::Visit& visit, const std::vector<workspace::ListedTalk>& talks) {
    return web::answer_page_of(visit, talks, [](const workspace::ListedTalk& talk) {
        auto json = about_json(talk.id, talk.about, talk.is_open);
        json.update({{"title", talk.title},
                     {"words", talk.first_words},
                     {"remarks", talk.remarks},
                     {"last_by", talk.last_by},
                     {"last_at", iso(talk.last_at)}});
        return json;
    });
}

Json remark_json(const Remark& remark) {
    const auto named = web::list_of(remark.named, [](const Named& each) {
        return Json{{"account", each.account.text}, {"name", each.name}, {"is_told", each.is_told}};
    });
    return {{"id", remark.id.text},      {"words", remark.words}, {"by", remark.by.text},
            {"by_name", remark.by_name}, {"at", iso(remark.at)},  {"named", named}};
}

web::Response whole(const web::Visit& visit, const std::vector<Conversation>& conversations) {
    return web::answer_page_of(visit, conversations, [](const Conversation& conversation) {
        auto json = about_json(conversation.id, conversation.about, conversation.is_open());
        json["remarks"] = web::list_of(conversation.remarks, remark_json);
        return json;
    });
}

web::Response waiting(const web::Visit& visit, db::Read& db) {
    return listed(visit, db::alone(db, workspace::ask_talks_waiting, visit.sight()));
}

web::Response of_evaluation(const web::Visit& visit, db::Read& db) {
    return listed(visit, db::alone(db, workspace::ask_talks, visit.sight(), visit.id<EvaluationId>("evaluation")));
}

web::Response of_evidence(const web::Visit& visit, db::Read& db) {
    return whole(visit, list_conversations(db, visit.actor.partnership, {Kind::evidence, visit.path.at("evidence"), {}}));
}

// Of an indicator or a conclusion, as far as they are shown.
web::Response of_part(const web::Visit& visit, db::Read& db) {
    const About about{Kind::indicator, visit.path.at("evaluation"), visit.path.at("part")};
    std::set<std::string> shown;
    for (const auto& talk : db::alone(db, workspace::ask_talks, visit.sight(), EvaluationId{about.object})) shown.insert(talk.id.text);
    auto conversations = list_conversations(db, visit.actor.partnership, about);
    std::erase_if(conversations, [&](const Conversation& each) { return !shown.contains(each.id.text); });
    return whole(visit, conversations);
}

}  // namespace

void add_talk_pages(web::Router& router) {
    router.word("part");
    router.api_get("/conversations", may::read, waiting,
                   {"Conversations that wait for you", "Open ones in which somebody named you or answered you", {}, true, listed_shape});
    router.api_get("/evaluations/{evaluation}/conversations", may::read, of_evaluation,
                   {"Conversations of an evaluation", "Those about it and the evidence that it uses", {}, true, listed_shape});
    router.api_get("/evaluations/{evaluation}/conversations/{part}", may::read, of_part,
                   {"Conversations about an indicator or a conclusion", "With all that was said", {}, true, whole_shape});
    router.api_get("/evidence/{evidence}/conversations", may::read, of_evidence,
                   {"Conversations about an item of evidence", "With all that was said", {}, true, whole_shape});
}

}  // namespace touchstone::api

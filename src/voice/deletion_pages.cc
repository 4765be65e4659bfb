// Deleting a talk or a comment: first what goes and what stays is said.
#include "evidence/whole_rows_store.h"
#include "voice/comment_store.h"
#include "voice/pages.h"
#include "voice/talk_pages.h"
#include "voice/voice_words_pages.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

const FieldShape seen_shape{"seen_version", FieldShape::Kind::number};

// What a page about deleting one thing says.
struct Deletion {
    std::string kind;  // "talk" or "comment"
    std::string address, title;
    web::List goes, stays;
    int version = 0;
    bool is_held = false;  // kept longer than the rule says: then it stays
};

bool is_held(db::Read& db, const PartnershipId& partnership, const std::string& kind, const std::string& id) {
    return evidence::count_rows_of(db, partnership, kind, id).contains("retention_hold");
}

web::Response deletion_page(const web::Visit& visit, const Deletion& deletion, const Problems& problems, web::Status status) {
    const auto title = text("voice.deletion.title." + deletion.kind), address = deletion.address + "/delete";
    auto response = web::page("voice/deletion", title,
                              {{"header", web::header(deletion.title, title)},
                               {"csrf", visit.csrf},
                               {"action", address},
                               {"seen_version", std::to_string(deletion.version)},
                               {"is_held", deletion.is_held},
                               {"goes", deletion.goes},
                               {"stays", deletion.stays},
                               {"button", web::button(text("voice.deletion.button"), {}, {}, true)},
                               {"back", web::link(deletion.address, text("voice.deletion.back"))}},
                              status);
    response.crumbs = deletion.kind == "talk"
                          ? std::vector<web::Crumb>{{"/talks", text("voice.talks.title")}, {deletion.address, deletion.title}}
                          : std::vector<web::Crumb>{{"/comments", text("voice.comments.title")}, {deletion.address, deletion.title}};
    response.who_can_see = text("people.seen_as_each");
    response.problems = problems;
    if (!deletion.is_held) response.forms = {{address, {{}, deletion.version}}};
    return response;
}

// Nothing where it can be deleted.
std::optional<web::Response> refused(const web::Visit& visit, const Deletion& deletion) {
    if (deletion.is_held) return deletion_page(visit, deletion, {{"", "voice.deletion.held"}}, web::Status::unprocessable);
    if (visit.form.number("seen_version") != deletion.version)
        return deletion_page(visit, deletion, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    return std::nullopt;
}

Deletion deletion_of(const web::Visit& visit, db::Read& db, const TalkWhole& whole) {
    Deletion deletion{"talk",
                      address_of(whole.talk.id),
                      whole.talk.title,
                      {text("voice.deletion.talk_goes")},
                      {},
                      whole.talk.version,
                      is_held(db, visit.actor.partnership, "talk", whole.talk.id.text)};
    const auto excerpts = static_cast<int>(whole.excerpts.size());
    if (excerpts > 0) deletion.goes.emplace_back(web::counted("voice.deletion.excerpts_go", excerpts));
    if (excerpts > 0 && !whole.evidence.empty()) deletion.goes.emplace_back(text("voice.deletion.findings_go"));
    if (!whole.evidence.empty()) deletion.stays.emplace_back(text("voice.deletion.evidence_stays"));
    deletion.stays.emplace_back(text("voice.deletion.log_stays"));
    return deletion;
}

web::Response ask_talk(const web::Visit& visit, db::Read& db) {
    const auto whole = talk_at(visit, db);
    return whole ? deletion_page(visit, deletion_of(visit, db, *whole), {}, web::Status::ok) : web::not_found();
}

web::Response drop_talk(const web::Visit& visit, db::Write& db) {
    const auto whole = talk_at(visit, db);
    if (!whole) return web::not_found();
    const auto deletion = deletion_of(visit, db, *whole);
    if (auto refusal = refused(visit, deletion)) return std::move(*refusal);
    if (!delete_talk(db, visit.by(), *whole, deletion.version)) return web::not_found();
    return web::see_other("/talks", "talk_deleted");
}

Deletion deletion_of(const web::Visit& visit, db::Read& db, const CommentWhole& whole) {
    const auto& comment = whole.comment;
    Deletion deletion{"comment",
                      address_of(comment.id),
                      text("voice.comment.kind_choice." + name_of(comment.kind)),
                      {text("voice.deletion.comment_goes")},
                      {},
                      comment.version,
                      is_held(db, visit.actor.partnership, "comment", comment.id.text)};
    if (!whole.evidence.empty()) deletion.stays.emplace_back(text("voice.deletion.count_stays"));
    deletion.stays.emplace_back(text("voice.deletion.log_stays"));
    return deletion;
}

web::Response ask_comment(const web::Visit& visit, db::Read& db) {
    const auto whole = find_comment(db, visit.actor.partnership, visit.id<CommentId>("comment"));
    return whole ? deletion_page(visit, deletion_of(visit, db, *whole), {}, web::Status::ok) : web::not_found();
}

web::Response drop_comment(const web::Visit& visit, db::Write& db) {
    const auto whole = find_comment(db, visit.actor.partnership, visit.id<CommentId>("comment"));
    if (!whole) return web::not_found();
    const auto deletion = deletion_of(visit, db, *whole);
    if (auto refusal = refused(visit, deletion)) return std::move(*refusal);
    if (!delete_comment(db, visit.by(), whole->comment.id, deletion.version)) return web::not_found();
    return web::see_other("/comments", "comment_deleted");
}

}  // namespace

void add_deletion_pages(web::Router& router) {
    router.get("/talks/{talk}/delete", may::evaluate, ask_talk);
    router.post("/talks/{talk}/delete", may::evaluate, drop_talk, {.fields = {seen_shape}});
    router.get("/comments/{comment}/delete", may::evaluate, ask_comment);
    router.post("/comments/{comment}/delete", may::evaluate, drop_comment, {.fields = {seen_shape}});
}

}  // namespace touchstone::voice

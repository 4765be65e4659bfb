// Several comments as one item of evidence, counted by kind.
#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "voice/comment_store.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/talk_pages.h"
#include "voice/voice_words_pages.h"

namespace touchstone::voice {
namespace {

using web::text;

const std::string evidence_address = "/comments/evidence/new";
const FieldShape owner_shape{"owner", FieldShape::Kind::choice};

web::Response evidence_page(const web::Visit& visit, db::Read& db, const CommentsDraft& draft, const Problems& problems,
                            web::Status status) {
    const auto owner = visit.form.text("owner");
    auto data = web::components(comments_fields(), draft, problems,
                                {{"whose_view", themes_and_groups(db, text("voice.talk.choose")).at("whose_view")},
                                 {"security", evaluations::options_of(evidence::all_securities(), "evaluations.security")}});
    data.merge(
        {{"header", web::header(text("voice.comments.title"), text("voice.comments.evidence.link"), text("voice.comments.evidence.lead"))},
         {"csrf", visit.csrf},
         {"action", evidence_address},
         {"owner", evaluations::owner_choice(evaluations::owners_offered(visit, db), owner, problems)},
         {"button", web::button(text("voice.results.make"))}});
    auto response = web::page("voice/comments_evidence", text("voice.comments.evidence.link"), std::move(data), status);
    response.crumbs = {{"/comments", text("voice.comments.title")}};
    response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    response.forms = {{evidence_address, web::form_now(comments_fields(), draft, {{owner_shape, {owner}}})}};
    return response;
}

web::Response show_evidence(const web::Visit& visit, db::Read& db) { return evidence_page(visit, db, {}, {}, web::Status::ok); }

// What they show on a theme, a person says.
web::Response make_evidence(const web::Visit& visit, db::Write& db) {
    const auto draft = web::read_draft(comments_fields(), visit.form);
    const auto owner = evaluations::owner_from(evaluations::owners_offered(visit, db), visit.form.text("owner"));
    const auto groups = themes_and_groups(db).at("whose_view");
    const auto security = evidence::security_from(draft.security);
    const auto from = date_from(draft.from), to = date_from(draft.to);
    Problems problems;
    if (!from) problems.push_back({"from", "voice.comments.evidence.from_missing"});
    if (!to || *to > date_of(visit.now) || (from && *to < *from)) problems.push_back({"to", "voice.comments.evidence.to_wrong"});
    if (label_of(groups, draft.whose_view).empty()) problems.push_back({"whose_view", "voice.talk.whose_view_missing"});
    if (!security) problems.push_back({"security", "evaluations.evidence.security_missing"});
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) return evidence_page(visit, db, draft, problems, web::Status::unprocessable);
    auto comments = list_comments(db, visit.sight(), {});
    std::erase_if(comments, [&](const Comment& each) {
        return each.owner != owner->organisation || each.came < *from || each.came > *to || each.whose_view != draft.whose_view;
    });
    if (comments.empty()) return evidence_page(visit, db, draft, {{"from", "voice.comments.evidence.nothing"}}, web::Status::unprocessable);
    auto item = evidence_of(comments, *from, *to, draft.whose_view, *security, visit.settings.base_url + "/comments");
    item.id = EvidenceId::make(visit.now);
    item.owner = owner->organisation;
    item.added_by = visit.actor.id;
    item.added_at = visit.now;
    make_evidence_of(db, visit.by(), comments, item);
    return web::see_other("/evidence/" + item.id.text, "evidence");
}

}  // namespace

void add_comment_evidence_pages(web::Router& router) {
    router.get(evidence_address, may::evaluate, show_evidence);
    router.post(evidence_address, may::evaluate, make_evidence, {.fields = web::taken(comments_fields(), {owner_shape})});
}

}  // namespace touchstone::voice

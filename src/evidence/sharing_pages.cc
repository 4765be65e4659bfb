// Who can see an evaluation or an item, and letting partners see it.
#include <fmt/format.h>

#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/sharing_store.h"
#include "evidence/evidence_store.h"
#include "evidence/evidence_words_pages.h"
#include "evidence/overview_store.h"
#include "evidence/pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using web::text;

// What is shared, whichever of the two it is.
struct Subject {
    Shared kind;
    std::string id, title, address;
    OrganisationId owner;
    std::string owner_name;
    bool may_share = false;
};

std::optional<Subject> subject_of(const web::Visit& visit) {
    if (visit.path.contains("evaluation")) {
        const auto found = evaluation_at(visit);
        if (!found) return std::nullopt;
        return Subject{Shared::evaluation,
                       found->id.text,
                       found->title,
                       address_of(found->id),
                       found->owner,
                       found->owner_name,
                       visit.may(Ability::lead, "evaluation")};
    }
    const auto found = evidence_at(visit);
    if (!found) return std::nullopt;
    const auto& item = found->evidence;
    return Subject{Shared::evidence,
                   item.id.text,
                   item.title,
                   "/evidence/" + item.id.text,
                   item.owner,
                   found->owner_name,
                   visit.may(Ability::evaluate, "evidence")};
}

std::string with_word(const std::string& name) { return name.empty() ? text("evaluations.sharing.whole_partnership") : name; }

std::string state_word(const Share& share, Instant now) {
    if (share.revoked_at) return text("evaluations.sharing.revoked", {{"date", in_words(date_of(*share.revoked_at))}});
    return share.holds_at(now) ? text("evaluations.sharing.until_day", {{"date", in_words(date_of(share.until))}})
                               : text("evaluations.sharing.ended", {{"date", in_words(date_of(share.until))}});
}

web::List share_rows(const std::vector<SharedWith>& shares, const Subject& subject, Instant now) {
    web::List rows;
    for (const auto& [share, with_name, by_name] : shares)
        rows.push_back(
            web::Object{{"with", with_word(with_name)},
                        {"extent", text("evaluations.sharing.extent_" + name_of(share.extent))},
                        {"purpose", share.purpose},
                        {"by", text("evaluations.sharing.by", {{"name", by_name}, {"date", in_words(date_of(share.since))}})},
                        {"state", state_word(share, now)},
                        {"end", subject.may_share && share.holds_at(now)
                                    ? web::Data(web::Object{{"href", fmt::format("{}/sharing/{}/end", subject.address, share.id.text)}})
                                    : web::Data(false)}});
    return rows;
}

web::Offers offers_of(const std::vector<Partner>& partners) {
    std::vector<web::Option> with, extents;
    for (const auto& partner : partners) with.push_back({partner.id.text, partner.name, {}});
    web::sort_by_label(with);
    with.insert(with.begin(),
                {{"", text("evaluations.sharing.choose"), {}}, {"partnership", text("evaluations.sharing.whole_partnership"), {}}});
    for (const auto extent : {Extent::summary, Extent::levels, Extent::all})
        extents.push_back({name_of(extent), text("evaluations.sharing.extent_" + name_of(extent)),
                           text("evaluations.sharing.extent_" + name_of(extent) + "_about")});
    return {{"with", with}, {"extent", extents}};
}

web::Data form_data(const std::vector<Partner>& partners, const Subject& subject, const ShareDraft& draft, const Problems& problems) {
    auto data = web::components(share_fields(subject.kind), draft, problems, offers_of(partners));
    data.merge({{"action", subject.address + "/sharing"},
                {"extent", false},  // of what is shared whole
                {"button", web::button(text("evaluations.sharing.button"))}});
    return data;
}

web::Response sharing_page(const web::Visit& visit, db::Read& db, const Subject& subject, const ShareDraft& draft, const Problems& problems,
                           web::Status status) {
    const auto shares = list_shares(db, visit.actor.partnership, subject.kind, subject.id);
    const bool offers = subject.may_share && !subject.owner.is_empty();
    const auto whose = subject.owner.is_empty() ? text("evaluations.sharing.seen_by_all")
                                                : text("evaluations.sharing.seen_by_owner", {{"owner", subject.owner_name}});
    auto response = web::page(
        "evidence/sharing", text("evaluations.sharing.title"),
        {{"header", web::header(subject.title, text("evaluations.sharing.title"), whose)},
         {"csrf", visit.csrf},
         {"first", visit.query.text("first") == "yes" && offers ? web::Data(web::notice("info", text("evaluations.sharing.first")))
                                                                : web::Data(false)},
         {"rows", share_rows(shares, subject, visit.now)},
         {"form",
          offers ? form_data(list_partners(db, visit.actor.partnership, subject.owner), subject, draft, problems) : web::Data(false)}},
        status);
    response.crumbs = {subject.kind == Shared::evaluation ? web::Crumb{"/evaluations", text("evaluations.list.title")}
                                                          : web::Crumb{"/evidence", text("evaluations.evidence.title")},
                       {subject.address, subject.title}};
    response.who_can_see = whose;
    response.problems = problems;
    if (offers) response.forms = {{subject.address + "/sharing", web::form_now(share_fields(subject.kind), draft)}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto subject = subject_of(visit);
    return subject ? sharing_page(visit, db, *subject, {}, {}, web::Status::ok) : web::not_found();
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto subject = subject_of(visit);
    if (!subject) return web::not_found();
    const auto draft = web::read_draft(share_fields(subject->kind), visit.form);
    const auto partners = list_partners(db, visit.actor.partnership, subject->owner, db::Only(visit.form.ids()));
    std::vector<OrganisationId> known;
    std::string with_name;
    for (const auto& partner : partners) {
        known.push_back(partner.id);
        if (partner.id.text == draft.with) with_name = partner.name;
    }
    const auto fresh = share(subject->kind, subject->id, subject->owner, draft, known, visit.actor.id, visit.now);
    if (!fresh) return sharing_page(visit, db, *subject, draft, fresh.error(), web::Status::unprocessable);
    add_share(db, visit.by(), *fresh, words_of(*fresh, with_name));
    return web::see_other(subject->address + "/sharing");
}

web::Response end(const web::Visit& visit, db::Write& db) {
    const auto subject = subject_of(visit);
    const auto before = find_share(db, visit.actor.partnership, visit.id<ShareId>("share"));
    if (!subject || !before || before->kind != subject->kind || before->object != subject->id) return web::not_found();
    const auto after = revoke(*before, visit.actor.id, visit.now);
    // Asked twice, or by two people: what they wanted is so already.
    if (after) {
        std::string with_name;
        for (const auto& partner : list_partners(db, visit.actor.partnership, {}, db::Only({before->with.text}))) with_name = partner.name;
        (void)save_revoked(db, visit.by(), *after, words_of(*after, with_name));
    }
    return web::see_other(subject->address + "/sharing");
}

web::Data overview_table(const Overview& overview, bool ours) {
    web::Table table{.id = ours ? "ours" : "theirs",
                     .caption = text(ours ? "evaluations.sharing.ours" : "evaluations.sharing.theirs"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = true,
                     .csv = {}};
    for (const auto* column : {"what", ours ? "with" : "owner", "extent", "purpose", "last_day"})
        table.heads.push_back({text(std::string("evaluations.sharing.column_") + column), {}});
    for (const auto& line : overview.lines) {
        if (line.is_ours != ours) continue;
        const auto address = (line.share.kind == Shared::evaluation ? "/evaluations/" : "/evidence/") + line.share.object;
        table.rows.push_back({{line.title, ours ? address + "/sharing" : address},
                              {ours ? with_word(line.with_name) : line.owner_name, {}},
                              {text("evaluations.sharing.extent_" + name_of(line.share.extent)), {}},
                              {line.share.purpose, {}},
                              {in_words(date_of(line.share.until)), {}}});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

web::Response show_overview(const web::Visit& visit, db::Read& db) {
    const auto overview = read_overview(db, visit.sight());
    auto response = web::page("evidence/sharing_overview", text("evaluations.sharing.overview"),
                              {{"header", web::header("", text("evaluations.sharing.overview"), text("evaluations.sharing.overview_lead"))},
                               {"ours", overview_table(overview, true)},
                               {"theirs", overview_table(overview, false)},
                               {"answers", may_somewhere(visit.actor, Ability::evaluate)}});
    response.who_can_see = text("evaluations.sharing.overview_seen_by");
    return response;
}

}  // namespace

void add_sharing_pages(web::Router& router) {
    router.word("share");
    router.get("/sharing", may::read, show_overview);
    router.get("/evaluations/{evaluation}/sharing", may::read, show);
    router.post("/evaluations/{evaluation}/sharing", may::lead, add, {.fields = web::taken(share_fields(Shared::evaluation))});
    router.post("/evaluations/{evaluation}/sharing/{share}/end", may::lead, end, {.is_button = true});
    router.get("/evidence/{evidence}/sharing", may::read, show);
    router.post("/evidence/{evidence}/sharing", may::evaluate, add, {.fields = web::taken(share_fields(Shared::evidence))});
    router.post("/evidence/{evidence}/sharing/{share}/end", may::evaluate, end, {.is_button = true});
}

}  // namespace touchstone::evidence

// Asking owners whether a version of a report may show their evidence, and answering.
#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evaluations/sharing_store.h"
#include "people/mail_pages.h"
#include "reports/consent_store.h"
#include "reports/publishing_pages.h"
#include "web/fields.h"
#include "web/texts.h"

namespace touchstone::reports {
namespace {

using namespace evaluations;
using web::text;

std::string owner_word(const std::string& name) { return name.empty() ? text("evaluations.sharing.whole_partnership") : name; }

// Young people's report holds nothing of evidence.
std::vector<Audience> askable() { return {Audience::partnership, Audience::board, Audience::open_public}; }

std::string state_word(const Lent& item, Audience audience) {
    const auto found = item.consents.find(audience);
    if (found != item.consents.end()) return text("reports.consent.state." + state_of(found->second));
    return text(item.may_stand_in(audience) ? "reports.consent.state.shared" : "reports.consent.state.missing");
}

web::Data lent_table(const std::vector<Lent>& lent) {
    if (lent.empty()) return false;
    web::Table table{.id = "lent", .caption = text("reports.consent.caption"), .heads = {}, .rows = {}, .is_sortable = false, .csv = {}};
    table.heads = {{text("reports.consent.item"), {}}, {text("reports.consent.owner"), {}}};
    for (const auto audience : askable()) table.heads.push_back({audience_word(audience), {}});
    for (const auto& item : lent) {
        table.rows.push_back({{item.title, "/evidence/" + item.evidence.text}, {owner_word(item.owner_name), {}}});
        for (const auto audience : askable()) table.rows.back().push_back({state_word(item, audience), {}});
    }
    return web::table(table);
}

web::Response asking_page(const web::Visit& visit, const Evaluation& evaluation, int number, const std::vector<Lent>& lent,
                          const Problems& problems, web::Status status) {
    std::vector<web::Option> audiences;
    for (const auto audience : askable()) audiences.push_back({name_of(audience), audience_word(audience), {}});
    const auto title = text("reports.consent.title", {{"number", std::to_string(number)}});
    const auto address = publishing_address(evaluation.id) + "/consents";
    auto draft = web::read_draft(ask_fields(), visit.form);
    draft.seen_version = number;
    auto data = web::components(ask_fields(), draft, problems, {{"audiences", audiences}});
    data.merge({{"header", web::header("", title, text("reports.consent.lead"))},
                {"nothing", lent.empty()},
                {"table", lent_table(lent)},
                {"csrf", visit.csrf},
                {"address", address},
                {"button", web::button(text("reports.consent.ask"))}});
    auto response = evaluation_page("reports/consent_asking", title, evaluation, std::move(data), status);
    response.problems = problems;
    if (!lent.empty()) response.forms = {{address, web::form_now(ask_fields(), draft)}};
    return response;
}

web::Response show_asking(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const int number = next_number(read_published(db, visit.actor.partnership, evaluation->id));
    return asking_page(visit, *evaluation, number, list_lent(db, visit.sight(), evaluation->id, number), {}, web::Status::ok);
}

void tell_leads(const web::Visit& visit, db::Write& db, const OrganisationId& owner) {
    for (const auto& [email, name] : list_leads(db, visit.actor.partnership, owner, visit.now))
        people::write_mail(db, visit.actor.partnership, email, "consent_asked",
                           {{"name", name}, {"asker", visit.actor.name}, {"address", visit.settings.base_url + "/consents"}}, visit.now);
}

web::Response ask(const web::Visit& visit, db::Write& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const int number = next_number(read_published(db, visit.actor.partnership, evaluation->id));
    const auto lent = list_lent(db, visit.sight(), evaluation->id, number);
    const auto draft = web::read_draft(ask_fields(), visit.form);
    if (draft.seen_version != number)
        return asking_page(visit, *evaluation, number, lent, {{"", "reports.publishing.overtaken"}}, web::Status::conflict);
    std::vector<OrganisationId> owners;
    for (const auto& item : lent)
        for (const auto audience : askable()) {
            if (std::ranges::find(draft.audiences, name_of(audience)) == draft.audiences.end() || item.may_stand_in(audience)) continue;
            if (!ask_consent(
                    db, visit.by(),
                    {ConsentId::make(visit.now), evaluation->id, item.evidence, number, audience, visit.actor.id, visit.now, {}, {}}))
                continue;
            if (std::ranges::find(owners, item.owner) == owners.end()) owners.push_back(item.owner);
        }
    if (owners.empty())
        return asking_page(visit, *evaluation, number, lent, {{"audiences", "reports.consent.nothing_to_ask"}}, web::Status::unprocessable);
    for (const auto& owner : owners) tell_leads(visit, db, owner);
    return web::see_other(publishing_address(evaluation->id) + "/consents");
}

std::vector<AskedConsent> asked_of(const web::Visit& visit, db::Read& db, const db::Only& only = {}) {
    return list_asked(db, sight_of_ability(visit.actor, Ability::evaluate, visit.now), only);
}

// Each item has a form of its own, with buttons.
const FieldShape consent_shape{"publish_consent", FieldShape::Kind::choice, 0, true},
    answer_shape{"do", FieldShape::Kind::choice, 0, true, {"give", "refuse", "take_back"}};

web::Response show_asked(const web::Visit& visit, db::Read& db) {
    web::List items;
    bool may_answer = false;
    for (const auto& [consent, item, report, publisher, name, email] : asked_of(visit, db)) {
        const auto state = state_of(consent);
        may_answer = may_answer || state == "asked" || state == "given";
        items.push_back(web::Object{{"consent", consent.id.text},
                                    {"item", item},
                                    {"href", "/evidence/" + consent.evidence.text},
                                    {"what", text("reports.consent.what", {{"publisher", owner_word(publisher)},
                                                                           {"audience", audience_word(consent.audience)},
                                                                           {"number", std::to_string(consent.number)},
                                                                           {"title", report}})},
                                    {"by", text("reports.consent.by", {{"name", name}, {"when", in_words(consent.asked_at)}})},
                                    {"state", text("reports.consent.state." + state)},
                                    {"waits", state == "asked"},
                                    {"is_given", state == "given"}});
    }
    auto response = web::page("reports/consents", text("reports.consent.asked_title"),
                              {{"header", web::header("", text("reports.consent.asked_title"), text("reports.consent.asked_lead"))},
                               {"csrf", visit.csrf},
                               {"nothing", items.empty()},
                               {"items", items}});
    if (may_answer) response.forms = {{"/consents", {{{consent_shape, {""}}, {answer_shape, {""}}}, {}}}};
    response.crumbs = {{"/sharing", text("evaluations.sharing.overview")}};
    return response;
}

// What is published stays as it is: the publisher is told, and the next version asks again.
void take_back(const web::Visit& visit, db::Write& db, const AskedConsent& asked) {
    if (!take_back_consent(db, visit.by(), asked.consent)) return;
    people::write_mail(db, visit.actor.partnership, asked.asked_by_email, "consent_taken_back",
                       {{"name", asked.asked_by_name},
                        {"owner", visit.actor.name},
                        {"item", asked.item},
                        {"title", asked.report},
                        {"number", std::to_string(asked.consent.number)},
                        {"address", visit.settings.base_url + publishing_address(asked.consent.evaluation)}},
                       visit.now);
}

web::Response answer(const web::Visit& visit, db::Write& db) {
    const auto all = asked_of(visit, db, db::Only(visit.form.ids()));
    const auto asked =
        std::ranges::find_if(all, [&](const AskedConsent& one) { return one.consent.id.text == visit.form.text(consent_shape.name); });
    if (asked == all.end()) return web::not_found();
    const auto wish = visit.form.text(answer_shape.name);
    // What somebody was faster to answer stands in the list as it is now.
    if (wish == "take_back") take_back(visit, db, *asked);
    if (wish == "give" || wish == "refuse") (void)answer_consent(db, visit.by(), asked->consent, wish == "give");
    return web::see_other("/consents");
}

}  // namespace

void add_consent_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/publishing/consents", may::lead, show_asking);
    router.post("/evaluations/{evaluation}/publishing/consents", may::lead, ask, {.fields = web::taken(ask_fields())});
    router.get("/consents", may::evaluate, show_asked);
    router.post("/consents", may::evaluate, answer, {.fields = {consent_shape, answer_shape}});
}

}  // namespace touchstone::reports

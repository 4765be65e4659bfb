// Urgent concerns. The words stand on these pages and nowhere else: not in mails, the record of changes, drafts or logs.
#include "concerns/concern_pages.h"

#include <algorithm>

#include <fmt/format.h>

#include "concerns/concern_store.h"
#include "people/colleague_store.h"
#include "people/mail_pages.h"
#include "people/organisation_store.h"
#include "web/components.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::concerns {

using namespace people;
namespace {

using web::text;

std::string address_of(const ConcernId& id) { return "/concerns/" + id.text; }

void tell(db::Write& db, const PartnershipId& partnership, const std::vector<Receiver>& receivers, const std::string& base_url,
          Instant now) {
    for (const auto& receiver : receivers)
        write_mail(db, partnership, receiver.email, "concern", {{"name", receiver.name}, {"address", base_url + "/concerns"}}, now);
}

std::string state_of(const Concern& concern, Instant now) {
    if (concern.closed_at) return text("people.concern.state.closed");
    if (concern.acknowledged_at) return text("people.concern.state.acknowledged");
    const auto when = in_words(deadline_of(concern));
    return text(is_late(concern, now) ? "people.concern.state.late" : "people.concern.state.waiting", {{"when", when}});
}

web::Response list(const web::Visit& visit, db::Read& db) {
    web::Table table{.id = "concerns", .caption = text("people.concern.title"), .heads = {}, .rows = {}, .is_sortable = true, .csv = ""};
    for (const auto* column : {"raised", "urgency", "organisation", "state_head"})
        table.heads.push_back({text(std::string("people.concern.") + column), {}});
    for (const auto& whole : list_concerns(db, visit.actor.partnership, visit.actor.id))
        table.rows.push_back({{in_words(whole.concern.raised_at), address_of(whole.concern.id)},
                              {text("people.concern.urgencies." + name_of(whole.concern.urgency) + ".name"), {}},
                              {whole.organisation_name.empty() ? text("people.concern.no_organisation") : whole.organisation_name, {}},
                              {state_of(whole.concern, visit.now), {}}});
    auto response = web::page("concerns/concerns", text("people.concern.title"),
                              {{"header", web::header("", text("people.concern.title"), text("people.concern.lead"))},
                               {"table", table.rows.empty() ? web::Data(false) : web::Data(web::table(table))},
                               {"administers", may::administer_partnership.holds(visit.actor)}});
    response.who_can_see = text("people.concern.seen_by");
    return response;
}

web::Response form_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    std::vector<web::Option> organisations{{"", text("people.concern.no_organisation"), {}}}, urgencies;
    for (const auto& organisation : list_organisations(db, visit.actor.partnership))
        organisations.push_back({organisation.id.text, organisation.name, {}});
    web::sort_by_label(organisations);
    for (const auto urgency : {Urgency::now, Urgency::today, Urgency::advice})
        urgencies.push_back({name_of(urgency), text("people.concern.urgencies." + name_of(urgency) + ".name"),
                             text("people.concern.urgencies." + name_of(urgency) + ".about")});
    const auto area = [&](const std::string& name, int rows, std::size_t max) {
        return web::textarea({.name = name,
                              .label = text("people.concern." + name),
                              .hint = text("people.concern." + name + "_hint"),
                              .value = visit.form.text(name),
                              .rows = rows,
                              .max = max},
                             problems);
    };
    auto response = web::page("concerns/concern_form", text("people.concern.raise"),
                              {{"header", web::header("", text("people.concern.raise"))},
                               {"error_summary", web::error_summary(problems)},
                               {"csrf", visit.csrf},
                               {"nobody", list_receivers(db, visit.actor.partnership).empty()},
                               {"urgency", web::radios({.name = "urgency",
                                                        .legend = text("people.concern.urgency"),
                                                        .hint = {},
                                                        .options = urgencies,
                                                        .chosen = {visit.form.text("urgency")}},
                                                       problems)},
                               {"words", area("words", 6, concern_words_max)},
                               {"who", area("who", 2, concern_who_max)},
                               {"told", area("told", 2, concern_who_max)},
                               {"organisation", web::select({.name = "organisation",
                                                             .legend = text("people.concern.organisation"),
                                                             .hint = text("people.concern.organisation_hint"),
                                                             .options = organisations,
                                                             .chosen = {visit.form.text("organisation")}},
                                                            problems)},
                               {"button", web::button(text("people.concern.send"))}},
                              status);
    response.crumbs = {{"/concerns", text("people.concern.title")}};
    response.who_can_see = text("people.concern.seen_by");
    return response;
}

web::Response show_form(const web::Visit& visit, db::Read& db) { return form_page(visit, db, {}, web::Status::ok); }

web::Response send(const web::Visit& visit, db::Write& db) {
    std::vector<OrganisationId> known;
    for (const auto& organisation : list_organisations(db, visit.actor.partnership, db::Only(visit.form.ids())))
        known.push_back(organisation.id);
    const auto raised = raise({visit.form.text("organisation"), visit.form.text("urgency"), visit.form.text("words"),
                               visit.form.text("who"), visit.form.text("told")},
                              known, visit.actor, visit.now);
    if (!raised) return form_page(visit, db, raised.error(), web::Status::unprocessable);
    add_concern(db, visit.by(), *raised);
    tell(db, raised->partnership, receivers_of(db, raised->partnership, raised->organisation), visit.settings.base_url, visit.now);
    return web::see_other(address_of(raised->id));
}

web::List steps_data(const std::vector<Step>& steps) {
    web::List rows;
    for (const auto& step : steps)
        rows.push_back(web::Object{{"what", text("people.concern.step." + name_of(step.kind))},
                                   {"who", step.by_name},
                                   {"when", in_words(step.at)},
                                   {"machine_time", iso(step.at)},
                                   {"paragraphs", web::paragraphs(step.words)}});
    return rows;
}

web::Response concern_page(const web::Visit& visit, const ConcernWhole& whole, const Problems& problems, web::Status status) {
    const auto& concern = whole.concern;
    web::List kinds;
    if (whole.is_received && !concern.closed_at)
        for (const auto kind :
             concern.acknowledged_at ? std::vector{StepKind::noted, StepKind::closed} : std::vector{StepKind::acknowledged})
            kinds.push_back(web::button(text("people.concern.do." + name_of(kind)), "kind", name_of(kind), kind == StepKind::closed));
    auto response = web::page(
        "concerns/concern", text("people.concern.one"),
        {{"header", web::header(text("people.concern.urgencies." + name_of(concern.urgency) + ".name"), text("people.concern.one"),
                                state_of(concern, visit.now))},
         {"error_summary", web::error_summary(problems)},
         {"csrf", visit.csrf},
         {"by", text("people.concern.by", {{"name", whole.raised_by_name}, {"when", in_words(concern.raised_at)}})},
         {"organisation", web::or_false(whole.organisation_name)},
         {"words", web::paragraphs(concern.words)},
         {"who", web::or_false(concern.who)},
         {"told", web::or_false(concern.told)},
         {"steps", steps_data(whole.steps)},
         {"form", kinds.empty()
                      ? web::Data(false)
                      : web::Data(web::Object{{"address", address_of(concern.id)},
                                              {"step", web::textarea({.name = "words",
                                                                      .label = text(concern.acknowledged_at ? "people.concern.note"
                                                                                                            : "people.concern.what_next"),
                                                                      .hint = {},
                                                                      .value = visit.form.text("words"),
                                                                      .rows = 4,
                                                                      .max = concern_words_max},
                                                                     problems)},
                                              {"buttons", kinds}})}},
        status);
    response.crumbs = {{"/concerns", text("people.concern.title")}};
    response.who_can_see = text("people.concern.seen_by");
    return response;
}

// Whoever receives it opens it first, which is written down; a GET alone shows its words to nobody but the one who raised it.
web::Response show(const web::Visit& visit, db::Read& db) {
    const auto whole = find_concern(db, visit.actor.partnership, visit.actor.id, visit.id<ConcernId>("concern"));
    if (!whole) return web::not_found();
    const bool has_opened = std::ranges::any_of(whole->steps, [&](const Step& step) { return step.by == visit.actor.id; });
    if (has_opened || whole->concern.raised_by == visit.actor.id) return concern_page(visit, *whole, {}, web::Status::ok);
    auto response = web::page("concerns/concern_closed", text("people.concern.one"),
                              {{"header", web::header(text("people.concern.urgencies." + name_of(whole->concern.urgency) + ".name"),
                                                      text("people.concern.one"), state_of(whole->concern, visit.now))},
                               {"csrf", visit.csrf},
                               {"address", address_of(whole->concern.id)},
                               {"button", web::button(text("people.concern.open"), "kind", "read")}});
    response.crumbs = {{"/concerns", text("people.concern.title")}};
    response.who_can_see = text("people.concern.seen_by");
    return response;
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto whole = find_concern(db, visit.actor.partnership, visit.actor.id, visit.id<ConcernId>("concern"));
    if (!whole) return web::not_found();
    const auto kind = step_kind_from(visit.form.text("kind"));
    if (!kind || !whole->is_received) return concern_page(visit, *whole, {{"", "people.concern.not_receiver"}}, web::Status::unprocessable);
    const auto words = *kind == StepKind::read ? std::string() : visit.form.text("words");
    const auto problems = *kind == StepKind::read ? Problems{} : may_add(whole->concern, *kind, words);
    if (!problems.empty()) return concern_page(visit, *whole, problems, web::Status::unprocessable);
    add_step(db, visit.by(), whole->concern, {*kind, words, {}, visit.actor.id, visit.now});
    return web::see_other(address_of(whole->concern.id));
}

web::Response receivers_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    std::vector<web::Option> organisations{{"", text("people.concern.all_organisations"), {}}},
        people{{"", text("people.concern.choose_person"), {}}};
    for (const auto& organisation : list_organisations(db, visit.actor.partnership))
        organisations.push_back({organisation.id.text, organisation.name, {}});
    web::sort_by_label(organisations);
    db::Trip trip(db);
    const auto accounts = ask_accounts(trip, visit.actor.partnership, visit.now);
    const auto asked = ask_receivers(trip, visit.actor.partnership);
    trip.go();
    auto receivers = *asked;
    std::ranges::stable_sort(receivers, web::comes_before, &Receiver::name);
    std::ranges::stable_sort(receivers, web::comes_before, &Receiver::organisation_name);  // none for those of all
    for (const auto& person : *accounts)
        if (!person.is_disabled) people.push_back({person.id.text, person.name, {}});
    web::sort_by_label(people);
    web::List rows;
    for (const auto& receiver : receivers)
        rows.push_back(web::Object{
            {"name", receiver.name},
            {"organisation", receiver.organisation.is_empty() ? text("people.concern.all_organisations") : receiver.organisation_name},
            {"organisation_id", receiver.organisation.text},
            {"account_id", receiver.account.text},
            {"csrf", visit.csrf}});
    auto response = web::page("concerns/concern_receivers", text("people.concern.receivers"),
                              {{"header", web::header("", text("people.concern.receivers"), text("people.concern.receivers_lead"))},
                               {"error_summary", web::error_summary(problems)},
                               {"csrf", visit.csrf},
                               {"rows", rows},
                               {"organisation", web::select({.name = "organisation",
                                                             .legend = text("people.concern.receives_for"),
                                                             .hint = {},
                                                             .options = organisations,
                                                             .chosen = {visit.form.text("organisation")}},
                                                            problems)},
                               {"person", web::select({.name = "person",
                                                       .legend = text("people.concern.person"),
                                                       .hint = {},
                                                       .options = people,
                                                       .chosen = {visit.form.text("person")}},
                                                      problems)},
                               {"button", web::button(text("people.concern.add_receiver"))}},
                              status);
    response.crumbs = {{"/concerns", text("people.concern.title")}};
    response.who_can_see = text("people.audit.seen_by");
    return response;
}

web::Response show_receivers(const web::Visit& visit, db::Read& db) { return receivers_page(visit, db, {}, web::Status::ok); }

web::Response change_receivers(const web::Visit& visit, db::Write& db) {
    const OrganisationId organisation{visit.form.text("organisation")};
    const AccountId person{visit.form.text("person")};
    if (visit.form.text("do") == "remove") {
        (void)remove_receiver(db, visit.by(), organisation, person);
        return web::see_other("/concerns/receivers");
    }
    Problems problems;
    const db::Only named(visit.form.ids());
    const auto people = list_colleagues(db, visit.actor.partnership, visit.now, named);
    if (std::ranges::none_of(people, [&](const auto& one) { return one.id == person; }))
        problems.push_back({"person", "people.concern.person_missing"});
    const auto organisations = list_organisations(db, visit.actor.partnership, named);
    if (!organisation.is_empty() && std::ranges::none_of(organisations, [&](const auto& one) { return one.id == organisation; }))
        problems.push_back({"organisation", "people.concern.organisation_wrong"});
    if (!problems.empty()) return receivers_page(visit, db, problems, web::Status::unprocessable);
    add_receiver(db, visit.by(), organisation, person);
    return web::see_other("/concerns/receivers");
}

}  // namespace

int escalate_concerns(db::Write& db, const std::string& base_url, Instant now) {
    const auto late = list_late(db, now);
    for (const auto& concern : late) {
        mark_escalated(db, concern, now);
        tell(db, concern.partnership, receivers_of(db, concern.partnership, {}), base_url, now);
    }
    return static_cast<int>(late.size());
}

void add_concern_pages(web::Router& router) {
    router.object("concern", look_up_concern);
    router.get("/concerns", may::own, list);
    router.get("/concerns/new", may::own, show_form);
    router.post("/concerns/new", may::own, send);
    router.get("/concerns/receivers", may::administer_partnership, show_receivers);
    router.post("/concerns/receivers", may::administer_partnership, change_receivers);
    router.get("/concerns/{concern}", may::own, show);
    router.post("/concerns/{concern}", may::own, add);
}

}  // namespace touchstone::concerns

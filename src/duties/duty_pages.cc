// The register of duties, and the form of one.
#include "duties/duty_pages.h"

#include <algorithm>

#include "duties/duty_store.h"
#include "duties/duty_words_pages.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "people/colleague_store.h"
#include "people/draft_pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::duties {
namespace {

using web::text;

const FieldShape owner_shape{"owner", FieldShape::Kind::choice};

std::string kind_word(DutyKind kind) { return text("duties.kind." + name_of(kind) + ".name"); }

web::Object kinds_to_choose(std::optional<DutyKind> chosen) {
    web::List items{web::Object{{"href", "/duties"}, {"text", text("duties.list.all")}, {"current", !chosen}}};
    for (const auto kind : all_kinds)
        items.push_back(web::Object{{"href", "/duties?kind=" + name_of(kind)}, {"text", kind_word(kind)}, {"current", chosen == kind}});
    return {{"label", text("duties.list.kinds")}, {"items", items}};
}

web::Table table_of(const std::vector<ListedDuty>& duties, Instant now) {
    web::Table table{
        .id = "duties", .caption = text("duties.list.title"), .heads = {}, .rows = {}, .is_sortable = true, .csv = "duties.csv"};
    for (const auto* column : {"duty", "kind", "review", "known", "lead", "owner"})
        table.heads.push_back({text(std::string("duties.list.") + column), {}});
    for (const auto& [duty, known] : duties)
        table.rows.push_back(
            {{duty.title, address_of(duty.id)},
             {kind_word(duty.kind), {}},
             {review_in_words(duty, now), {}},
             {text("duties.list.known_of", {{"known", std::to_string(known)}, {"all", std::to_string(all_aspects.size())}}), {}},
             {duty.lead_name.empty() ? text("duties.duty.nobody") : duty.lead_name, {}},
             {duty.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : duty.owner_name, {}}});
    return table;
}

web::Response list(const web::Visit& visit, db::Read& db) {
    const auto kind = kind_from(visit.query.text("kind"));
    const auto duties = list_duties(db, visit.sight(), kind);
    const auto overdue = static_cast<int>(
        std::ranges::count_if(duties, [&](const ListedDuty& listed) { return listed.duty.is_review_overdue(date_of(visit.now)); }));
    const auto add = may::lead.holds(visit.actor) ? web::Data(web::link("/duties/new", text("duties.list.add"))) : web::Data(false);
    const bool is_empty = duties.empty() && !kind;
    auto response = web::page(
        "duties/duties", text("duties.list.title"),
        {{"header", web::header("", text("duties.list.title"), text("duties.list.lead_in"))},
         {"add", is_empty ? web::Data(false) : add},
         {"kinds", is_empty ? web::Data(false) : web::Data(kinds_to_choose(kind))},
         {"overdue", overdue > 0 ? web::Data(web::notice("warning", web::counted("duties.list.overdue", overdue))) : web::Data(false)},
         {"none_of_kind", kind && duties.empty()},
         {"nothing", is_empty ? web::Data(web::empty_state(text("duties.list.nothing"), text("duties.list.nothing_what"),
                                                           text("duties.list.nothing_why"), add))
                              : web::Data(false)},
         {"table", duties.empty() ? web::Data(false) : web::Data(web::table(table_of(duties, visit.now)))}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

using People = std::vector<people::Listed>;

People people_of(const web::Visit& visit, db::Read& db) {
    return people::list_colleagues(db, visit.actor.partnership, visit.now, visit.only);
}

std::vector<AccountId> ids_of(const People& people) {
    std::vector<AccountId> ids;
    for (const auto& person : people) ids.push_back(person.id);
    return ids;
}

web::Offers offers_of(const People& people, const Duty& before) {
    std::vector<web::Option> leads{{"", text("duties.duty.nobody"), ""}};
    for (const auto& person : people) leads.push_back({person.id.text, web::listed({person.name, person.job}), ""});
    if (!before.lead.is_empty() && std::ranges::find(people, before.lead, &people::Listed::id) == people.end())
        leads.push_back({before.lead.text, before.lead_name, ""});
    web::sort_by_label(leads);
    return {{"kind", evaluations::options_of(std::vector(all_kinds.begin(), all_kinds.end()), "duties.kind")}, {"lead", leads}};
}

web::Object form(const web::Visit& visit, const web::Offers& offers, const DutyDraft& draft, const Problems& problems,
                 const std::string& action) {
    auto data = web::components(duty_fields(), draft, problems, offers);
    data.merge({{"csrf", visit.csrf},
                {"action", action},
                {"owner", false},
                {"conflict", false},
                {"button", web::button(text("duties.duty.save"))}});
    return data;
}

web::Response new_page(const web::Visit& visit, const People& people, const std::vector<evaluations::Owner>& owners, const DutyDraft& draft,
                       const Problems& problems, web::Status status) {
    auto data = form(visit, offers_of(people, {}), draft, problems, "/duties/new");
    data["owner"] = evaluations::owner_choice(owners, visit.form.text("owner"), problems);
    data.emplace("header", web::header("", text("duties.duty.new_title"), text("duties.duty.new_lead")));
    auto response = duty_page("duties/duty_form", text("duties.duty.new_title"), {}, std::move(data), status);
    response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    response.forms = {{"/duties/new", web::form_now(duty_fields(), draft, {{owner_shape, {visit.form.text("owner")}}})}};
    return response;
}

// The partnership and organisations; a service has no duties of its own.
std::vector<evaluations::Owner> possible_owners(const web::Visit& visit, db::Read& db) {
    auto owners = evaluations::possible_owners(visit, db, Ability::lead);
    std::erase_if(owners, [](const evaluations::Owner& owner) { return !owner.service.is_empty(); });
    return owners;
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    return new_page(visit, people_of(visit, db), possible_owners(visit, db), {}, {}, web::Status::ok);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto people = people_of(visit, db);
    const auto owners = possible_owners(visit, db);
    const auto draft = web::read_draft(duty_fields(), visit.form);
    Duty fresh;
    fresh.id = DutyId::make(visit.now);
    fresh.created_by = visit.actor.id;
    fresh.created_at = visit.now;
    const auto owner = evaluations::owner_from(owners, visit.form.text("owner"));
    if (owner) fresh.owner = owner->organisation;
    const auto duty = set_duty(fresh, draft, ids_of(people));
    auto problems = duty ? Problems{} : duty.error();
    if (!owner) problems.push_back({"owner", "duties.duty.owner_missing"});
    if (!problems.empty()) return new_page(visit, people, owners, draft, problems, web::Status::unprocessable);
    add_duty(db, visit.by(), *duty);
    people::forget_draft(visit, db);
    return web::see_other(address_of(duty->id));
}

// `theirs` is there when somebody else was faster.
web::Response edit_page(const web::Visit& visit, const People& people, const Duty& duty, const DutyDraft& draft, const Problems& problems,
                        web::Status status, const std::optional<DutyDraft>& theirs = {}) {
    const auto address = address_of(duty.id) + "/edit";
    const auto offers = offers_of(people, duty);
    auto data = form(visit, offers, draft, problems, address);
    if (theirs) data["conflict"] = web::compared(duty_fields(), draft, *theirs, offers);
    data.emplace("header", web::header(duty.title, text("duties.duty.edit_title")));
    auto response = duty_page("duties/duty_form", text("duties.duty.edit_title"), duty, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(duty_fields(), draft)}};
    return response;
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto whole = find_duty(db, visit.sight(), visit.id<DutyId>("duty"));
    if (!whole) return web::not_found();
    return edit_page(visit, people_of(visit, db), whole->duty, draft_of(whole->duty), {}, web::Status::ok);
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto whole = find_duty(db, visit.sight(), visit.id<DutyId>("duty"));
    if (!whole) return web::not_found();
    const auto people = people_of(visit, db);
    auto draft = web::read_draft(duty_fields(), visit.form);
    const auto after = set_duty(whole->duty, draft, ids_of(people));
    if (!after) return edit_page(visit, people, whole->duty, draft, after.error(), web::Status::unprocessable);
    if (!save_duty(db, visit.by(), whole->duty, *after)) {
        draft.seen_version = whole->duty.version;  // saving again is now a choice
        return edit_page(visit, people, whole->duty, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                         draft_of(whole->duty));
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(after->id));
}

}  // namespace

void add_duty_pages(web::Router& router) {
    router.object("duty", look_up_duty);
    router.get("/duties", may::read, list);
    router.get("/duties/new", may::lead, show_new);
    router.post("/duties/new", may::lead, create, {.fields = web::taken(duty_fields(), {owner_shape}), .reads_named = true});
    router.get("/duties/{duty}/edit", may::lead, show_edit);
    router.post("/duties/{duty}/edit", may::lead, save, {.fields = web::taken(duty_fields()), .reads_named = true});
}

}  // namespace touchstone::duties

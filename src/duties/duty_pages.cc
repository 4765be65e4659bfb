// The register of duties, and the form of one.
#include "duties/duty_pages.h"

#include <algorithm>

#include "duties/duty_store.h"
#include "duties/parts_pages.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "people/colleague_store.h"
#include "people/draft_pages.h"

namespace touchstone::duties {
namespace {

using web::text;

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

DutyDraft draft_of(const web::Form& form) {
    return {form.text("title"),         form.text("kind"), form.text("asks"),
            form.text("applies_to"),    form.text("lead"), web::typed_date(form, "review_on"),
            form.number("seen_version")};
}

DutyDraft draft_of(const Duty& duty) {
    return {duty.title,  name_of(duty.kind), duty.asks, duty.applies_to, duty.lead.text, duty.review_on ? iso(*duty.review_on) : "",
            duty.version};
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

web::Data lead_choice(const People& people, const Duty& before, const std::string& chosen, const Problems& problems) {
    std::vector<web::Option> options{{"", text("duties.duty.nobody"), ""}};
    for (const auto& person : people) options.push_back({person.id.text, web::listed({person.name, person.job}), ""});
    if (!before.lead.is_empty() && std::ranges::find(people, before.lead, &people::Listed::id) == people.end())
        options.push_back({before.lead.text, before.lead_name, ""});
    return web::select(
        {.name = "lead", .legend = text("duties.duty.lead"), .hint = text("duties.duty.lead_hint"), .options = options, .chosen = {chosen}},
        problems);
}

web::Object form(const web::Visit& visit, const People& people, const Duty& before, const DutyDraft& draft, const Problems& problems,
                 const std::string& action) {
    const auto words = [&](const char* name, const std::string& value, int rows) {
        const auto key = std::string("duties.duty.") + name;
        return web::textarea(
            {.name = name, .label = text(key), .hint = text(key + "_hint"), .value = value, .rows = rows, .max = words_max_characters},
            problems);
    };
    return {
        {"error_summary", web::error_summary(problems)},
        {"csrf", visit.csrf},
        {"action", action},
        {"seen_version", std::to_string(draft.seen_version)},
        {"title", web::text_input(
                      {.name = "title", .label = text("duties.duty.title"), .hint = text("duties.duty.title_hint"), .value = draft.title},
                      problems)},
        {"kind", web::radios({.name = "kind",
                              .legend = text("duties.duty.kind"),
                              .hint = {},
                              .options = evaluations::options_of(std::vector(all_kinds.begin(), all_kinds.end()), "duties.kind"),
                              .chosen = {draft.kind}},
                             problems)},
        {"asks", words("asks", draft.asks, 6)},
        {"applies_to", words("applies_to", draft.applies_to, 3)},
        {"lead", lead_choice(people, before, draft.lead, problems)},
        {"review_on", web::date_input({.name = "review_on",
                                       .legend = text("duties.duty.review_on"),
                                       .hint = text("duties.duty.review_on_hint"),
                                       .value = draft.review_on},
                                      problems)},
        {"owner", false},
        {"conflict", false},
        {"button", web::button(text("duties.duty.save"))}};
}

web::Response new_page(const web::Visit& visit, const People& people, const std::vector<evaluations::Owner>& owners, const DutyDraft& draft,
                       const Problems& problems, web::Status status) {
    auto data = form(visit, people, {}, draft, problems, "/duties/new");
    data["owner"] = evaluations::owner_choice(owners, visit.form.text("owner"), problems);
    data.emplace("header", web::header("", text("duties.duty.new_title"), text("duties.duty.new_lead")));
    auto response = duty_page("duties/duty_form", text("duties.duty.new_title"), {}, std::move(data), status);
    response.who_can_see = text("evaluations.sharing.seen_by_choice");
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
    const auto draft = draft_of(visit.form);
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

web::Response edit_page(const web::Visit& visit, const People& people, const Duty& duty, const DutyDraft& draft, const Problems& problems,
                        web::Status status, web::Data conflict = false) {
    auto data = form(visit, people, duty, draft, problems, address_of(duty.id) + "/edit");
    data["conflict"] = std::move(conflict);
    data.emplace("header", web::header(duty.title, text("duties.duty.edit_title")));
    return duty_page("duties/duty_form", text("duties.duty.edit_title"), duty, std::move(data), status);
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto whole = find_duty(db, visit.sight(), visit.id<DutyId>("duty"));
    if (!whole) return web::not_found();
    return edit_page(visit, people_of(visit, db), whole->duty, draft_of(whole->duty), {}, web::Status::ok);
}

web::Object compared(const DutyDraft& yours, const Duty& theirs) {
    web::List fields;
    for (const auto& [key, mine, other] : {std::tuple{"duties.duty.title", yours.title, theirs.title},
                                           {"duties.duty.asks", yours.asks, theirs.asks},
                                           {"duties.duty.applies_to", yours.applies_to, theirs.applies_to}})
        fields.push_back(web::Object{{"label", text(key)}, {"yours", mine}, {"theirs", other}, {"is_same", mine == other}});
    return {{"who", text("ui.conflict_somebody")}, {"when", text("ui.conflict_just_now")}, {"fields", fields}};
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto whole = find_duty(db, visit.sight(), visit.id<DutyId>("duty"));
    if (!whole) return web::not_found();
    const auto people = people_of(visit, db);
    auto draft = draft_of(visit.form);
    const auto after = set_duty(whole->duty, draft, ids_of(people));
    if (!after) return edit_page(visit, people, whole->duty, draft, after.error(), web::Status::unprocessable);
    if (!save_duty(db, visit.by(), whole->duty, *after)) {
        draft.seen_version = whole->duty.version;  // saving again is now a choice
        return edit_page(visit, people, whole->duty, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                         compared(draft, whole->duty));
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(after->id));
}

// For the description of the API.
constexpr const char* duty_fields =
    "{title, kind: legislation|statutory_guidance|code_of_practice|policy, asks, applies_to, lead, review_on: day, owner, seen_version: "
    "number}";

}  // namespace

void add_duty_pages(web::Router& router) {
    router.object("duty", look_up_duty);
    router.get("/duties", may::read, list);
    router.get("/duties/new", may::lead, show_new);
    router.post("/duties/new", may::lead, create, {.takes = duty_fields, .reads_named = true});
    router.get("/duties/{duty}/edit", may::lead, show_edit);
    router.post("/duties/{duty}/edit", may::lead, save, {.takes = duty_fields, .reads_named = true});
}

}  // namespace touchstone::duties

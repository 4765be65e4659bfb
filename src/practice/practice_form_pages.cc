// The form of one practice. A new one can start from a judgement of the highest level.

#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "evidence/sight_store.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "practice/parts_pages.h"
#include "practice/practice_pages.h"
#include "practice/practice_store.h"

namespace touchstone::practice {
namespace {

using web::text;

// Everything that the form of one practice needs to be shown or read.
struct Desk {
    Practice before;
    PracticeChoices choices;
    const frameworks::Framework* framework = nullptr;
    std::vector<EvidenceId> hidden;
    std::string words;  // that the offered evidence holds
    bool is_framework_named = true;
    std::vector<const frameworks::Framework*> frameworks = {};  // that a new one can use
};

std::string words_of(const web::Visit& visit) { return visit.form.text("q").empty() ? visit.query.text("q") : visit.form.text("q"); }

const frameworks::Framework* framework_of(db::Read& db, const std::string& hash) {
    return hash.empty() ? nullptr : &frameworks::framework_of(db, hash);
}

PracticeDraft draft_of(const web::Form& form) {
    return {form.text("title"),         form.text("done"),     form.text("for_whom"),
            form.text("effect"),        form.text("ask"),      form.text("contact"),
            form.list("indicators"),    form.list("evidence"), form.text("published") == "yes",
            form.number("seen_version")};
}

PracticeDraft draft_of(const Practice& practice) {
    PracticeDraft draft{practice.title,        practice.done,         practice.for_whom,   practice.effect,
                        practice.ask,          practice.contact.text, practice.indicators, {},
                        practice.is_published, practice.version};
    for (const auto& evidence : practice.evidence) draft.evidence.push_back(evidence.text);
    return draft;
}

web::Data contact_choice(const Desk& desk, const std::string& chosen, const Problems& problems) {
    std::vector<web::Option> options{{"", text("practice.field.nobody"), ""}};
    bool is_there = desk.before.contact.is_empty();
    for (const auto& [id, name, job] : desk.choices.people) {
        options.push_back({id.text, web::listed({name, job}), ""});
        is_there = is_there || id == desk.before.contact;
    }
    if (!is_there) options.push_back({desk.before.contact.text, desk.before.contact_name, ""});
    return web::select({.name = "contact",
                        .legend = text("practice.field.contact"),
                        .hint = text("practice.field.contact_hint"),
                        .options = options,
                        .chosen = {chosen}},
                       problems);
}

web::Data several(const char* name, std::vector<web::Option> options, const std::vector<std::string>& chosen, const Problems& problems) {
    if (options.empty()) return false;
    const auto key = std::string("practice.field.") + name;
    return web::checkboxes(
        {.name = name, .legend = text(key), .hint = text(key + "_hint"), .options = std::move(options), .chosen = chosen, .is_small = true},
        problems);
}

web::Object form(const web::Visit& visit, const Desk& desk, const PracticeDraft& draft, const Problems& problems,
                 const std::string& action) {
    const auto words = [&](const char* name, const std::string& value, int rows) {
        const auto key = std::string("practice.field.") + name;
        return web::textarea(
            {.name = name, .label = text(key), .hint = text(key + "_hint"), .value = value, .rows = rows, .max = words_max_characters},
            problems);
    };
    std::vector<web::Option> evidence;
    for (const auto& [id, title] : desk.choices.evidence) evidence.push_back({id.text, title, ""});
    const auto& origin = desk.before.origin;
    return {
        {"error_summary", web::error_summary(problems)},
        {"csrf", visit.csrf},
        {"action", action},
        {"seen_version", std::to_string(draft.seen_version)},
        {"q", desk.words},
        {"search", web::Object{{"action", action}, {"name", "q"}, {"label", text("practice.field.find_evidence")}, {"value", desk.words}}},
        {"origin", origin ? web::Data(web::Object{{"evaluation", origin->evaluation.text},
                                                  {"indicator", origin->indicator},
                                                  {"text", text("practice.from_judgement",
                                                                {{"indicator", indicator_word(desk.framework, origin->indicator)}})}})
                          : web::Data(false)},
        {"title",
         web::text_input(
             {.name = "title", .label = text("practice.field.title"), .hint = text("practice.field.title_hint"), .value = draft.title},
             problems)},
        {"done", words("done", draft.done, 6)},
        {"for_whom", words("for_whom", draft.for_whom, 2)},
        {"effect", words("effect", draft.effect, 6)},
        {"contact", contact_choice(desk, draft.contact, problems)},
        {"ask", words("ask", draft.ask, 2)},
        {"indicators", several("indicators", indicator_options(desk.framework), draft.indicators, problems)},
        {"evidence", several("evidence", evidence, draft.evidence, problems)},
        {"published", web::checkboxes({.name = "published",
                                       .legend = text("practice.field.published"),
                                       .hint = {},
                                       .options = {{"yes", text("practice.field.published_yes"), text("practice.field.published_hint")}},
                                       .chosen = {draft.is_published ? "yes" : ""}},
                                      problems)},
        {"owner", false},
        {"framework", false},
        {"conflict", false},
        {"button", web::button(text("practice.field.save"))}};
}

Nameable nameable_of(const web::Visit& visit, db::Read& db, const Desk& desk, const PracticeDraft& draft) {
    Nameable nameable{{}, {}, evidence::evidence_among(db, visit.sight(), draft.evidence), desk.hidden};
    for (const auto& person : desk.choices.people) nameable.people.push_back(person.id);
    for (const auto& option : indicator_options(desk.framework)) nameable.indicators.push_back(option.value);
    return nameable;
}

// The judgement that the new practice is to come from, where it is of the highest level and there for the visitor.
Desk new_desk(const web::Visit& visit, db::Read& db, const web::Form& asked) {
    Desk desk{.before = {}, .choices = {}, .hidden = {}, .words = words_of(visit)};
    const Origin origin{EvaluationId{asked.text("evaluation")}, asked.text("indicator")};
    desk.choices = read_choices(db, visit.sight(), desk.words, {}, origin, visit.only);
    const bool is_there = !desk.choices.origin_framework.empty();
    if (is_there) desk.before.origin = origin;
    const auto& offered = desk.choices.frameworks;
    const auto named = std::ranges::find(offered, asked.text("framework"), &frameworks::Offered::id);
    desk.is_framework_named = is_there || named != offered.end() || offered.size() < 2;
    if (is_there || !offered.empty())
        desk.before.framework_hash = is_there ? desk.choices.origin_framework : named != offered.end() ? named->hash : offered.front().hash;
    desk.framework = framework_of(db, desk.before.framework_hash);
    for (const auto& one : offered) desk.frameworks.push_back(&frameworks::framework_of(db, one.hash));
    desk.before.created_by = visit.actor.id;
    desk.before.created_at = visit.now;
    return desk;
}

// The partnership and organisations; a practice of a service is its organisation's.
std::vector<evaluations::Owner> possible_owners(const web::Visit& visit, db::Read& db) {
    auto owners = evaluations::possible_owners(visit, db, Ability::lead);
    std::erase_if(owners, [](const evaluations::Owner& owner) { return !owner.service.is_empty(); });
    return owners;
}

web::Data switch_of(const Desk& desk) { return frameworks::framework_switch(desk.frameworks, desk.framework->id, "/good-practice/new"); }

web::Response new_page(const web::Visit& visit, const Desk& desk, const std::vector<evaluations::Owner>& owners, const PracticeDraft& draft,
                       const std::string& owner, const Problems& problems, web::Status status) {
    auto data = form(visit, desk, draft, problems, "/good-practice/new");
    data["owner"] = evaluations::owner_choice(owners, owner, problems);
    if (!desk.before.origin) data["framework"] = switch_of(desk);
    data.emplace("header", web::header("", text("practice.new_title"), text("practice.new_lead")));
    auto response = practice_page("practice/practice_form", text("practice.new_title"), {}, std::move(data), status);
    response.who_can_see = text("evaluations.sharing.seen_by_choice");
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    const auto desk = new_desk(visit, db, visit.query);
    PracticeDraft draft;
    std::string owner;
    if (desk.before.origin) {
        draft.title = indicator_word(desk.framework, desk.before.origin->indicator);
        draft.indicators = {desk.before.origin->indicator};
        owner = evaluations::text_of(evaluations::Owner{desk.choices.origin_owner, {}, {}});
    }
    return new_page(visit, desk, possible_owners(visit, db), draft, owner, {}, web::Status::ok);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    auto desk = new_desk(visit, db, visit.form);
    const auto owners = possible_owners(visit, db);
    const auto draft = draft_of(visit.form);
    const auto owner = evaluations::owner_from(owners, visit.form.text("owner"));
    desk.before.id = PracticeId::make(visit.now);
    if (owner) desk.before.owner = owner->organisation;
    const auto practice = set_practice(desk.before, draft, nameable_of(visit, db, desk, draft));
    auto problems = practice ? Problems{} : practice.error();
    if (!desk.is_framework_named) problems.push_back({"framework", "frameworks.choose.missing"});
    if (!owner) problems.push_back({"owner", "practice.field.owner_missing"});
    if (!problems.empty()) return new_page(visit, desk, owners, draft, visit.form.text("owner"), problems, web::Status::unprocessable);
    add_practice(db, visit.by(), *practice);
    people::forget_draft(visit, db);
    return web::see_other(address_of(practice->id));
}

std::optional<Desk> edit_desk(const web::Visit& visit, db::Read& db) {
    const auto whole = find_practice(db, visit.sight(), visit.id<PracticeId>("practice"));
    if (!whole) return std::nullopt;
    Desk desk{.before = whole->practice, .choices = {}, .hidden = {}, .words = words_of(visit)};
    desk.choices = read_choices(db, visit.sight(), desk.words, desk.before.id, std::nullopt, visit.only);
    desk.framework = framework_of(db, desk.before.framework_hash);
    for (const auto& [id, title] : whole->evidence)
        if (title.empty()) desk.hidden.push_back(id);
    return desk;
}

web::Response edit_page(const web::Visit& visit, const Desk& desk, const PracticeDraft& draft, const Problems& problems, web::Status status,
                        web::Data conflict = false) {
    auto data = form(visit, desk, draft, problems, address_of(desk.before.id) + "/edit");
    data["conflict"] = std::move(conflict);
    data.emplace("header", web::header(desk.before.title, text("practice.edit_title")));
    return practice_page("practice/practice_form", text("practice.edit_title"), desk.before, std::move(data), status);
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto desk = edit_desk(visit, db);
    return desk ? edit_page(visit, *desk, draft_of(desk->before), {}, web::Status::ok) : web::not_found();
}

web::Object compared(const PracticeDraft& yours, const Practice& theirs) {
    web::List fields;
    for (const auto& [name, mine, other] : {std::tuple{"title", yours.title, theirs.title},
                                            {"done", yours.done, theirs.done},
                                            {"for_whom", yours.for_whom, theirs.for_whom},
                                            {"effect", yours.effect, theirs.effect},
                                            {"ask", yours.ask, theirs.ask}})
        fields.push_back(web::Object{
            {"label", text(std::string("practice.field.") + name)}, {"yours", mine}, {"theirs", other}, {"is_same", mine == other}});
    return {{"who", text("ui.conflict_somebody")}, {"when", text("ui.conflict_just_now")}, {"fields", fields}};
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto desk = edit_desk(visit, db);
    if (!desk) return web::not_found();
    auto draft = draft_of(visit.form);
    const auto after = set_practice(desk->before, draft, nameable_of(visit, db, *desk, draft));
    if (!after) return edit_page(visit, *desk, draft, after.error(), web::Status::unprocessable);
    if (!save_practice(db, visit.by(), desk->before, *after)) {
        draft.seen_version = desk->before.version;  // saving again is now a choice
        return edit_page(visit, *desk, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                         compared(draft, desk->before));
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(after->id));
}

// For the description of the API.
constexpr const char* new_practice_fields =
    "{framework?, title, done, for_whom, effect, ask, contact, indicators: [text], evidence: [text], published, owner, seen_version?: "
    "number}";
constexpr const char* practice_fields =
    "{title, done, for_whom, effect, ask, contact, indicators: [text], evidence: [text], published: yes|no|, owner, seen_version: number}";

}  // namespace

void add_practice_form_pages(web::Router& router) {
    router.get("/good-practice/new", may::lead, show_new);
    router.post("/good-practice/new", may::lead, create, {.takes = new_practice_fields, .reads_named = true});
    router.get("/good-practice/{practice}/edit", may::lead, show_edit);
    router.post("/good-practice/{practice}/edit", may::lead, save, {.takes = practice_fields, .reads_named = true});
}

}  // namespace touchstone::practice

// The form of one practice. A new one can start from a judgement of the highest level.
#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "evidence/sight_store.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "practice/practice_pages.h"
#include "practice/practice_store.h"
#include "practice/practice_words_pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::practice {
namespace {

using web::text;

const FieldShape framework_shape{"framework", FieldShape::Kind::choice}, owner_shape{"owner", FieldShape::Kind::choice};

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

const frameworks::Framework* framework_of(db::Read& db, const std::string& hash) {
    return hash.empty() ? nullptr : &frameworks::framework_of(db, hash);
}

std::vector<web::Option> contacts_offered(const Desk& desk) {
    std::vector<web::Option> options{{"", text("practice.field.nobody"), ""}};
    bool is_there = desk.before.contact.is_empty();
    for (const auto& [id, name, job] : desk.choices.people) {
        options.push_back({id.text, web::listed({name, job}), ""});
        is_there = is_there || id == desk.before.contact;
    }
    if (!is_there) options.push_back({desk.before.contact.text, desk.before.contact_name, ""});
    web::sort_by_label(options);
    return options;
}

web::Offers offers_of(const Desk& desk) {
    std::vector<web::Option> evidence;
    for (const auto& [id, title] : desk.choices.evidence) evidence.push_back({id.text, title, ""});
    return {{"contact", contacts_offered(desk)},
            {"indicators", indicator_options(desk.framework)},
            {"evidence", evidence},
            {"published", {{"yes", text("practice.field.published_yes"), text("practice.field.published_hint")}}}};
}

// Yes or no is one box to tick.
web::Data published_box(const web::Offers& offers, const std::string& published, const Problems& problems) {
    return web::checkboxes({.name = "published",
                            .legend = text("practice.field.published"),
                            .hint = {},
                            .options = offers.at("published"),
                            .chosen = {published}},
                           problems);
}

web::Object form(const web::Visit& visit, const Desk& desk, const PracticeDraft& draft, const Problems& problems,
                 const std::string& action) {
    const auto offers = offers_of(desk);
    const auto& origin = desk.before.origin;
    auto data = web::components(practice_fields(), draft, problems, offers);
    data["published"] = published_box(offers, draft.published, problems);
    data["indicators"] = web::searchable(data["indicators"], visit);
    data["evidence"] = web::searched(data["evidence"], visit, "evidence", text("practice.field.evidence"));
    data.merge(
        {{"csrf", visit.csrf},
         {"action", action},
         {"origin", origin ? web::Data(web::Object{{"evaluation", origin->evaluation.text},
                                                   {"indicator", origin->indicator},
                                                   {"text", text("practice.from_judgement",
                                                                 {{"indicator", indicator_word(desk.framework, origin->indicator)}})}})
                           : web::Data(false)},
         {"owner", false},
         {"framework", false},
         {"conflict", false},
         {"button", web::button(text("practice.field.save"))}});
    return data;
}

Nameable nameable_of(const web::Visit& visit, db::Read& db, const Desk& desk, const PracticeDraft& draft) {
    Nameable nameable{{}, {}, evidence::evidence_among(db, visit.sight(), draft.evidence), desk.hidden};
    for (const auto& person : desk.choices.people) nameable.people.push_back(person.id);
    for (const auto& option : indicator_options(desk.framework)) nameable.indicators.push_back(option.value);
    return nameable;
}

// The judgement that the new practice is to come from, where it is of the highest level and there for the visitor.
Desk new_desk(const web::Visit& visit, db::Read& db, const web::Form& asked) {
    Desk desk{.before = {}, .choices = {}, .hidden = {}, .words = web::typed_to_find(visit, "evidence")};
    const Origin origin{EvaluationId{asked.text("evaluation")}, asked.text("indicator")};
    desk.choices = read_choices(db, visit.sight(), desk.words, visit.form.list("evidence"), {}, origin, visit.only);
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
    response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    const auto framework = desk.framework ? desk.framework->id : std::string();
    response.forms = {
        {"/good-practice/new", web::form_now(practice_fields(), draft, {{framework_shape, {framework}}, {owner_shape, {owner}}})}};
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
    const auto draft = web::read_draft(practice_fields(), visit.form);
    if (web::is_searching(visit)) return new_page(visit, desk, owners, draft, visit.form.text("owner"), {}, web::Status::ok);
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
    Desk desk{.before = whole->practice, .choices = {}, .hidden = {}, .words = web::typed_to_find(visit, "evidence")};
    desk.choices = read_choices(db, visit.sight(), desk.words, visit.form.list("evidence"), desk.before.id, std::nullopt, visit.only);
    desk.framework = framework_of(db, desk.before.framework_hash);
    for (const auto& [id, title] : whole->evidence)
        if (title.empty()) desk.hidden.push_back(id);
    return desk;
}

// What is linked to the practice and there for the one who looks.
PracticeDraft shown_draft(const Desk& desk) {
    auto draft = draft_of(desk.before);
    std::erase_if(draft.evidence,
                  [&](const std::string& id) { return std::ranges::find(desk.hidden, EvidenceId{id}) != desk.hidden.end(); });
    return draft;
}

// `theirs` is there when somebody else was faster.
web::Response edit_page(const web::Visit& visit, const Desk& desk, const PracticeDraft& draft, const Problems& problems, web::Status status,
                        const std::optional<PracticeDraft>& theirs = {}) {
    const auto address = address_of(desk.before.id) + "/edit";
    auto data = form(visit, desk, draft, problems, address);
    if (theirs) data["conflict"] = web::compared(practice_fields(), draft, *theirs, offers_of(desk));
    data.emplace("header", web::header(desk.before.title, text("practice.edit_title")));
    auto response = practice_page("practice/practice_form", text("practice.edit_title"), desk.before, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(practice_fields(), draft)}};
    return response;
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto desk = edit_desk(visit, db);
    return desk ? edit_page(visit, *desk, shown_draft(*desk), {}, web::Status::ok) : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto desk = edit_desk(visit, db);
    if (!desk) return web::not_found();
    auto draft = web::read_draft(practice_fields(), visit.form);
    if (web::is_searching(visit)) return edit_page(visit, *desk, draft, {}, web::Status::ok);
    const auto after = set_practice(desk->before, draft, nameable_of(visit, db, *desk, draft));
    if (!after) return edit_page(visit, *desk, draft, after.error(), web::Status::unprocessable);
    if (!save_practice(db, visit.by(), desk->before, *after)) {
        draft.seen_version = desk->before.version;  // saving again is now a choice
        return edit_page(visit, *desk, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict, shown_draft(*desk));
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(after->id));
}

}  // namespace

void add_practice_form_pages(web::Router& router) {
    router.get("/good-practice/new", may::lead, show_new);
    router.post("/good-practice/new", may::lead, create,
                {.fields = web::taken(practice_fields(), {framework_shape, owner_shape}), .reads_named = true});
    router.get("/good-practice/{practice}/edit", may::lead, show_edit);
    router.post("/good-practice/{practice}/edit", may::lead, save, {.fields = web::taken(practice_fields()), .reads_named = true});
}

}  // namespace touchstone::practice

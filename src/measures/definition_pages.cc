// What a measure is: written at the start, and changed. Where what is counted changes, the line breaks from a day that somebody says.
#include "evaluations/owner_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_pages.h"
#include "measures/arrived_store.h"
#include "measures/measure_pages.h"
#include "measures/pages.h"
#include "people/draft_pages.h"
#include "web/fields.h"

namespace touchstone::measures {
namespace {

using web::text;

const FieldShape owner_shape{"owner", FieldShape::Kind::choice};
const std::string new_address = "/measures/new";

// What is new has no day from which it is counted otherwise.
const Fields<DefinitionDraft>& new_fields() {
    static const auto fields = [] {
        auto all = definition_fields().of_new();
        std::erase_if(all.list, [](const auto& field) { return field.shape.name == "holds_from"; });
        return all;
    }();
    return fields;
}

web::Offers offers_of(db::Read& db) {
    const auto all = frameworks::latest_frameworks(db);
    std::vector<web::Option> years{{"", text("measures.definition.years_none"), {}}};
    for (const auto& name : names_in(split_years())) years.push_back({name, text("measures.definition.years_choice." + name), {}});
    return {{"themes", evidence::theme_options(all)}, {"outcomes", evidence::outcome_options(all)}, {"years", years}};
}

Nameable nameable_of(const web::Offers& offers) {
    Nameable nameable;
    for (const auto& option : offers.at("themes")) nameable.themes.push_back(option.value);
    for (const auto& option : offers.at("outcomes")) nameable.outcomes.push_back(option.value);
    return nameable;
}

web::Object form_data(const web::Visit& visit, const Fields<DefinitionDraft>& fields, const DefinitionDraft& draft,
                      const Problems& problems, const web::Offers& offers) {
    auto data = web::components(fields, draft, problems, offers);
    data["themes"] = web::searchable(data["themes"], visit);
    data.emplace("csrf", visit.csrf);
    data.emplace("button", web::button(text("measures.definition.save")));
    return data;
}

web::Response new_page(const web::Visit& visit, db::Read& db, const DefinitionDraft& draft, const Problems& problems, web::Status status) {
    auto data = form_data(visit, new_fields(), draft, problems, offers_of(db));
    const auto owner = visit.form.text("owner");
    data.merge({{"header", web::header("", text("measures.list.add"), text("measures.new_lead"))},
                {"action", new_address},
                {"holds_from", false},
                {"seen_version", false},
                {"owner", evaluations::owner_choice(evaluations::owners_offered(visit, db), owner, problems)}});
    auto response = measure_page("measures/definition", text("measures.list.add"), {}, std::move(data), status);
    response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    response.forms = {{new_address, web::form_now(new_fields(), draft, {{owner_shape, {owner}}})}};
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) { return new_page(visit, db, {.zeros_shown = "no"}, {}, web::Status::ok); }

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto draft = web::read_draft(new_fields(), visit.form);
    if (web::is_searching(visit)) return new_page(visit, db, draft, {}, web::Status::ok);
    const auto definition = defined(draft, nameable_of(offers_of(db)));
    const auto owner = evaluations::owner_from(evaluations::owners_offered(visit, db), visit.form.text("owner"));
    Problems problems = definition ? Problems{} : definition.error();
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) return new_page(visit, db, draft, problems, web::Status::unprocessable);
    KeptMeasure kept{.id = MeasureId::make(visit.now), .owner = owner->organisation, .owner_name = {}, .definition = *definition};
    add_measure(db, visit.by(), kept);
    people::forget_draft(visit, db);
    return web::see_other(address_of(kept.id), "measure");
}

web::Response edit_page(const web::Visit& visit, db::Read& db, const KeptMeasure& kept, const DefinitionDraft& draft,
                        const Problems& problems, web::Status status) {
    const auto action = address_of(kept.id) + "/definition";
    auto data = form_data(visit, definition_fields(), draft, problems, offers_of(db));
    data.merge({{"header", web::header(kept.definition.title, text("measures.definition.change"))}, {"action", action}, {"owner", false}});
    auto response = measure_page("measures/definition", text("measures.definition.change"), kept, std::move(data), status);
    response.problems = problems;
    response.forms = {{action, web::form_now(definition_fields(), draft)}};
    return response;
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto known = find_measure(db, visit.actor.partnership, visit.id<MeasureId>("measure"));
    if (!known.measure) return web::not_found();
    auto draft = draft_of(known.measure->definition);
    draft.seen_version = known.measure->version;
    return edit_page(visit, db, *known.measure, draft, {}, web::Status::ok);
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    const auto& kept = told->measure();
    auto draft = web::read_draft(definition_fields(), visit.form);
    if (web::is_searching(visit)) return edit_page(visit, db, kept, draft, {}, web::Status::ok);
    const auto after = defined(draft, nameable_of(offers_of(db)));
    if (!after) return edit_page(visit, db, kept, draft, after.error(), web::Status::unprocessable);
    const auto late = [&] {
        draft.seen_version = kept.version;  // saving again is now a choice
        return edit_page(visit, db, kept, draft, {{"", "measures.changed_meanwhile"}}, web::Status::conflict);
    };
    if (draft.seen_version != kept.version) return late();
    const bool has_figures = !told->figures.empty();
    if (has_figures && !are_read_alike(kept.definition, *after))
        return edit_page(visit, db, kept, draft, {{"unit", "measures.definition.unit_has_figures"}}, web::Status::unprocessable);
    const bool breaks = counts_otherwise(kept.definition, *after) && has_figures;
    const auto from = date_from(draft.holds_from);
    if (breaks && !from)
        return edit_page(visit, db, kept, draft, {{"holds_from", "measures.definition.holds_from_missing"}}, web::Status::unprocessable);
    if (!breaks && !draft.holds_from.empty())
        return edit_page(visit, db, kept, draft, {{"holds_from", "measures.definition.holds_from_idle"}}, web::Status::unprocessable);
    if (!save_definition(db, visit.by(), kept, *after)) return late();
    say_arrived(db, visit.by());  // what may be shown may be another
    if (breaks)
        add_break(db, visit.by(), kept.id,
                  {.id = Id<struct BreakTag>::make(visit.now).text,
                   .kind = BreakKind::definition,
                   .from = *from,
                   .why = text("measures.break.counted_otherwise", {{"before", kept.definition.counted}, {"now", after->counted}}),
                   .made_by = {},
                   .made_at = {}});
    people::forget_draft(visit, db);
    return web::see_other(address_of(kept.id), "measure");
}

}  // namespace

void add_definition_pages(web::Router& router) {
    router.get(new_address, may::evaluate, show_new);
    router.post(new_address, may::evaluate, create, {.fields = web::taken(new_fields(), {owner_shape})});
    router.get("/measures/{measure}/definition", may::evaluate, show_edit);
    router.post("/measures/{measure}/definition", may::evaluate, save, {.fields = web::taken(definition_fields())});
}

}  // namespace touchstone::measures

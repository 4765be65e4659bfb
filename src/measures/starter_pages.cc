// Measures from a published set, added without figures, several at once.
#include <algorithm>

#include "evaluations/owner_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_pages.h"
#include "measures/measure_words_pages.h"
#include "measures/pages.h"
#include "measures/starter_set.h"
#include "web/fields.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::measures {
namespace {

using frameworks::Framework;
using web::text;

const FieldShape owner_shape{"owner", FieldShape::Kind::choice};
const std::string address = "/measures-from-a-set";

// Of several frameworks with measures to begin with the latest published; its id, empty where none has any.
std::string framework_with_starters(const std::vector<const Framework*>& all) {
    for (const auto* framework : all)
        if (!starters(framework->id).empty()) return framework->id;
    return {};
}

// Whose they can be, organisations and the partnership but no single service; and all measures that are there.
struct Offered {
    std::vector<evaluations::Owner> owners;
    std::vector<KeptMeasure> measures;
};

Offered offered_to(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto owners = evaluations::ask_owners(trip, visit.actor, Ability::evaluate, visit.now);
    const auto measures = ask_measures(trip, visit.sight());
    trip.go();
    Offered offered{evaluations::named_owners(owners.all()), *measures};
    std::erase_if(offered.owners, [](const evaluations::Owner& owner) { return !owner.service.is_empty(); });
    return offered;
}

// Whose it is already, in words; empty where nobody has it.
std::string owners_of(const std::string& code, const std::vector<KeptMeasure>& there) {
    std::vector<std::string> names;
    for (const auto& measure : there)
        if (measure.definition.code == code)
            names.push_back(measure.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : measure.owner_name);
    return web::listed_apart(names);
}

web::Offers offers_of(const std::string& framework_id, const std::vector<KeptMeasure>& there) {
    std::vector<web::Option> options;
    for (const auto& [set, draft] : starters(framework_id)) {
        const auto owners = owners_of(draft.code, there);
        const auto about = text("measures.starters.about", {{"set", set}, {"counted", draft.counted}});
        options.push_back({draft.code, draft.title + " (" + draft.code + ")",
                           owners.empty() ? about : text("measures.starters.is_there", {{"about", about}, {"owners", owners}})});
    }
    return {{"starters", options}};
}

web::Response list_page(const web::Visit& visit, db::Read& db, const StartersDraft& draft, const Problems& problems, web::Status status) {
    const auto framework_id = framework_with_starters(frameworks::latest_frameworks(db));
    const auto offered = offered_to(visit, db);
    const auto owner = visit.form.text("owner");
    auto data = web::components(starters_fields(), draft, problems, offers_of(framework_id, offered.measures));
    data["starters"] = web::searchable(data["starters"], visit);
    data.merge({{"header", web::header("", text("measures.starters.title"), text("measures.starters.lead"))},
                {"csrf", visit.csrf},
                {"action", address},
                {"has_any", !framework_id.empty()},
                {"owner", evaluations::owner_choice(offered.owners, owner, problems)},
                {"button", web::button(text("measures.starters.add"))}});
    auto response = measure_page("measures/starters", text("measures.starters.title"), {}, std::move(data), status);
    response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    response.forms = {{address, web::form_now(starters_fields(), draft, {{owner_shape, {owner}}})}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) { return list_page(visit, db, {}, {}, web::Status::ok); }

Nameable nameable_of(const std::vector<const Framework*>& all) {
    Nameable nameable;
    for (const auto& option : evidence::theme_options(all)) nameable.themes.push_back(option.value);
    for (const auto& option : evidence::outcome_options(all)) nameable.outcomes.push_back(option.value);
    return nameable;
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto draft = web::read_draft(starters_fields(), visit.form);
    if (web::is_searching(visit)) return list_page(visit, db, draft, {}, web::Status::ok);
    const auto offered = offered_to(visit, db);
    const auto owner = evaluations::owner_from(offered.owners, visit.form.text("owner"));
    std::vector<std::string> there;
    if (owner)
        for (const auto& measure : offered.measures)
            if (measure.owner == owner->organisation) there.push_back(measure.definition.code);
    const auto frameworks = frameworks::latest_frameworks(db);
    const auto definitions = begun_with(draft, there, framework_with_starters(frameworks), nameable_of(frameworks));
    Problems problems = definitions ? Problems{} : definitions.error();
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) return list_page(visit, db, draft, problems, web::Status::unprocessable);
    for (const auto& definition : *definitions)
        add_measure(db, visit.by(),
                    {.id = MeasureId::make(visit.now), .owner = owner->organisation, .owner_name = {}, .definition = definition});
    return web::see_other("/measures", "measures");
}

}  // namespace

void add_starter_pages(web::Router& router) {
    router.get(address, may::evaluate, show);
    router.post(address, may::evaluate, add, {.fields = web::taken(starters_fields(), {owner_shape})});
}

}  // namespace touchstone::measures

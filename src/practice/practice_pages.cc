// Good practice of the partnership: the search, and one practice with those who took it up.
#include "practice/practice_pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "events/event_store.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "judging/judging_words_pages.h"
#include "practice/practice_store.h"
#include "practice/practice_words_pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::practice {
namespace {

using web::text;

const frameworks::Framework* framework_of(db::Read& db, const std::string& hash) {
    return hash.empty() ? nullptr : &frameworks::framework_of(db, hash);
}

std::string owner_word(const Practice& practice) {
    return practice.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : practice.owner_name;
}

web::Object card_of(db::Read& db, const ListedPractice& listed) {
    const auto& practice = listed.practice;
    const auto* framework = framework_of(db, practice.framework_hash);
    web::List meta{web::Data(practice.is_published ? text("practice.published") : text("practice.not_published"))};
    for (const auto& code : practice.indicators) meta.push_back(indicator_word(framework, code));
    if (listed.adopted > 0) meta.push_back(web::counted("practice.list.adopted", listed.adopted));
    return {{"label", owner_word(practice)},
            {"title", practice.title},
            {"href", address_of(practice.id)},
            {"text", practice.effect},
            {"meta", meta}};
}

// The indicators of all frameworks: an equal code of another is another.
web::Object search_form(const PracticeFilter& filter, const std::vector<const frameworks::Framework*>& all) {
    std::vector<web::Option> options{{"", text("practice.list.any_indicator"), ""}};
    std::string chosen;
    for (const auto* framework : all)
        for (auto& [code, title, about] : indicator_options(framework)) {
            const auto value = text_of(evidence::LinkedIndicator{framework->id, code});
            if (code == filter.indicator && filter.framework == framework->id) chosen = value;
            options.push_back({value, all.size() > 1 ? title + " (" + framework->title + ")" : title, ""});
        }
    return {
        {"words", web::text_input({.name = "q", .label = text("practice.list.words"), .value = filter.words, .type = "search"})},
        {"indicator",
         web::select({.name = "indicator", .legend = text("practice.list.indicator"), .hint = {}, .options = options, .chosen = {chosen}})},
        {"button", web::button(text("practice.list.search"))}};
}

web::Response list(const web::Visit& visit, db::Read& db) {
    const auto offered = frameworks::latest_frameworks(db);
    const auto filter = filter_from(visit.query.text("q"), visit.query.text("indicator"), offered);
    const auto listed = list_practices(db, visit.sight(), filter);
    web::List cards;
    for (const auto& each : listed) cards.push_back(card_of(db, each));
    const auto add =
        may::lead.holds(visit.actor) ? web::Data(web::link("/good-practice/new", text("practice.list.add"))) : web::Data(false);
    const bool is_empty = listed.empty() && filter.words.empty() && filter.indicator.empty();
    const auto count = static_cast<int>(listed.size());
    auto response =
        web::page("practice/practices", text("practice.list.title"),
                  {{"header", web::header("", text("practice.list.title"), text("practice.list.lead"))},
                   {"add", is_empty ? web::Data(false) : add},
                   {"search", is_empty ? web::Data(false) : web::Data(search_form(filter, offered))},
                   {"reading", is_empty ? web::Data(false)
                                        : web::Data(count == 0 ? text("practice.list.none") : web::counted("practice.list.count", count))},
                   {"nothing", is_empty ? web::Data(web::empty_state(text("practice.list.nothing"), text("practice.list.nothing_what"),
                                                                     text("practice.list.nothing_why"), add))
                                        : web::Data(false)},
                   {"cards", cards}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

// Where the judgement is that it came from: a link for those who see all of it, its name for those who see levels, else a named gap.
web::Data origin_of(const PracticeWhole& whole, const frameworks::Framework* framework) {
    if (!whole.practice.origin) return false;
    const auto& [evaluation, indicator] = *whole.practice.origin;
    const auto word = indicator_word(framework, indicator);
    const bool is_named = whole.origin_extent >= Extent::levels;
    return web::Object{
        {"text",
         is_named ? text("practice.origin", {{"indicator", word}, {"evaluation", whole.origin_title}}) : text("practice.origin_gap")},
        {"is_gap", !is_named},
        {"href", whole.origin_extent == Extent::all ? web::Data(judging::desk_address(evaluation, indicator)) : web::Data(false)}};
}

web::List adoptions_of(const PracticeWhole& whole) {
    web::List rows;
    for (const auto& adoption : whole.adoptions)
        rows.push_back(
            web::Object{{"name", adoption.organisation_name},
                        {"said", text("practice.adoption.said", {{"name", adoption.by_name}, {"when", in_words(date_of(adoption.at))}})},
                        {"note", web::paragraphs(adoption.note)}});
    return rows;
}

// The organisations for which the visitor may say that they took it up, and that have not said so.
std::vector<evaluations::Owner> speakers(const web::Visit& visit, db::Read& db, const PracticeWhole& whole) {
    auto owners = evaluations::list_owners(db, visit.actor, Ability::lead, visit.now);
    std::erase_if(owners, [&](const evaluations::Owner& owner) {
        return owner.organisation.is_empty() || !owner.service.is_empty() || owner.organisation == whole.practice.owner ||
               std::ranges::find(whole.adoptions, owner.organisation, &Adoption::organisation) != whole.adoptions.end();
    });
    return owners;
}

std::string adoptions_address(const PracticeWhole& whole) { return address_of(whole.practice.id) + "/adoptions"; }

web::Data adoption_form(const web::Visit& visit, const PracticeWhole& whole, const std::vector<evaluations::Owner>& owners,
                        const Problems& problems) {
    if (owners.empty()) return false;
    std::vector<web::Option> options;
    for (const auto& owner : owners) options.push_back({owner.organisation.text, owner.name, ""});
    web::sort_by_label(options);
    const auto draft = web::read_draft(adoption_fields(), visit.form);
    auto data = web::components(adoption_fields(), draft, problems);
    data["organisation"] = web::select({.name = "organisation",
                                        .legend = text("practice.adoption.organisation"),
                                        .hint = {},
                                        .options = options,
                                        .chosen = {draft.organisation}},
                                       problems);
    data.merge({{"action", adoptions_address(whole)}, {"csrf", visit.csrf}, {"button", web::button(text("practice.adoption.save"))}});
    return data;
}

web::Response whole_page(const web::Visit& visit, db::Read& db, const PracticeWhole& whole, const std::vector<evaluations::Owner>& owners,
                         const Problems& problems, web::Status status) {
    const auto& practice = whole.practice;
    const auto* framework = framework_of(db, practice.framework_hash);
    web::List indicators, links;
    for (const auto& code : practice.indicators) indicators.push_back(indicator_word(framework, code));
    int hidden = 0;
    for (const auto& [id, title] : whole.evidence)
        if (title.empty())
            ++hidden;
        else
            links.push_back(web::link("/evidence/" + id.text, title));
    auto response =
        practice_page("practice/practice", practice.title, practice,
                      {{"header", web::header(owner_word(practice), practice.title)},
                       {"edit", visit.may(Ability::lead, "practice") ? web::Data(address_of(practice.id) + "/edit") : web::Data(false)},
                       {"published", practice.is_published ? text("practice.published") : text("practice.not_published")},
                       {"done", web::paragraphs(practice.done)},
                       {"for_whom", web::paragraphs(practice.for_whom)},
                       {"has_for_whom", !practice.for_whom.empty()},
                       {"effect", web::paragraphs(practice.effect)},
                       {"ask", web::paragraphs(practice.ask)},
                       {"contact", web::or_false(practice.contact_name)},
                       {"contact_href", "/people/" + practice.contact.text},
                       {"indicators", indicators},
                       {"has_indicators", !indicators.empty()},
                       {"origin", origin_of(whole, framework)},
                       {"links", links},
                       {"gap", hidden > 0 ? web::Data(web::counted("practice.hidden", hidden)) : web::Data(false)},
                       {"has_evidence", !whole.evidence.empty()},
                       {"adoptions", adoptions_of(whole)},
                       {"adopt", adoption_form(visit, whole, owners, problems)}},
                      status);
    response.problems = problems;
    if (!owners.empty()) response.forms = {{adoptions_address(whole), web::form_now(adoption_fields(), {})}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto whole = find_practice(db, visit.sight(), visit.id<PracticeId>("practice"));
    return whole ? whole_page(visit, db, *whole, speakers(visit, db, *whole), {}, web::Status::ok) : web::not_found();
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto whole = find_practice(db, visit.sight(), visit.id<PracticeId>("practice"));
    if (!whole) return web::not_found();
    const auto owners = evaluations::list_owners(db, visit.actor, Ability::lead, visit.now);
    std::vector<OrganisationId> ours;
    for (const auto& owner : owners)
        if (owner.service.is_empty() && !owner.organisation.is_empty()) ours.push_back(owner.organisation);
    auto adoption =
        adopt(whole->practice, whole->adoptions, ours, web::read_draft(adoption_fields(), visit.form), visit.actor.id, visit.now);
    if (!adoption) return whole_page(visit, db, *whole, speakers(visit, db, *whole), adoption.error(), web::Status::unprocessable);
    adoption->organisation_name = std::ranges::find(owners, adoption->organisation, &evaluations::Owner::organisation)->name;
    add_adoption(db, visit.by(), whole->practice.id, *adoption);
    return web::see_other(address_of(whole->practice.id) + "#adopted");
}

}  // namespace

void add_practice_pages(web::Router& router) {
    router.object("practice", look_up_practice);
    router.get("/good-practice", may::read, list);
    router.get("/good-practice/{practice}", may::see, show);
    router.post("/good-practice/{practice}/adoptions", may::see, add,
                {.fields = web::taken(adoption_fields()), .form_at = "/good-practice/{practice}"});
}

}  // namespace touchstone::practice

// Figures: entered by hand or pasted from a spreadsheet, and all that was ever entered, corrected figures too.
#include <algorithm>

#include "base/checks.h"
#include "evaluations/owner_pages.h"
#include "measures/area.h"
#include "measures/arrived_store.h"
#include "measures/measure_pages.h"
#include "measures/pages.h"
#include "people/draft_pages.h"
#include "web/fields.h"
#include "web/texts.h"

namespace touchstone::measures {
namespace {

using web::text;

struct EntryDraft {
    std::string organisation, area, people, figures;
};
constexpr std::size_t people_max = 60, figures_max_characters = 100'000;
const Fields<EntryDraft>& entry_fields() {
    using field::choice, field::lines, field::needed, field::words;
    static const Fields<EntryDraft> fields{
        "measures.entry",
        {choice("organisation", &EntryDraft::organisation), choice("area", &EntryDraft::area),
         words("people", &EntryDraft::people, people_max), needed(lines("figures", &EntryDraft::figures, figures_max_characters))}};
    return fields;
}

web::Offers offers_of(const web::Visit& visit, db::Read& db) {
    std::vector<web::Option> organisations{{"", text("measures.entry.no_organisation"), {}}},
        areas{{"", text("measures.entry.no_area"), {}}};
    for (const auto& owner : evaluations::possible_owners(visit, db, Ability::evaluate))
        if (!owner.organisation.is_empty() && owner.service.is_empty()) organisations.push_back({owner.organisation.text, owner.name, {}});
    for (const auto& area : scotland().areas())
        areas.push_back({area.code,
                         text("measures.entry.area_words",
                              {{"name", area.name}, {"kind", text("measures.entry.kind." + name_in(area_kinds(), area.kind))}}),
                         {}});
    return {{"organisation", organisations}, {"area", areas}};
}

web::Response entry_page(const web::Visit& visit, db::Read& db, const KeptMeasure& kept, const EntryDraft& draft, const Problems& problems,
                         const std::vector<LineProblem>& lines, web::Status status) {
    const auto action = address_of(kept.id) + "/figures/entry";
    auto data = web::components(entry_fields(), draft, problems, offers_of(visit, db));
    web::adjust(data, "figures", {{"rows", "12"}});
    web::List wrong;
    for (const auto& line : lines) wrong.push_back(text(line.sentence, {{"line", std::to_string(line.line)}, {"words", line.words}}));
    data.merge({{"header", web::header(kept.definition.title, text("measures.entry.title"))},
                {"csrf", visit.csrf},
                {"action", action},
                {"as", text(kept.definition.is_quotient() ? "measures.entry.as_quotients" : "measures.entry.as_values")},
                {"sample", text(kept.definition.is_quotient() ? "measures.entry.sample_quotients" : "measures.entry.sample_values")},
                {"wrong", wrong},
                {"has_wrong", !wrong.empty()},
                {"button", web::button(text("measures.entry.save"))}});
    auto response = measure_page("measures/entry", text("measures.entry.title"), kept, std::move(data), status);
    response.problems = problems;
    response.forms = {{action, web::form_now(entry_fields(), draft)}};
    return response;
}

web::Response show_entry(const web::Visit& visit, db::Read& db) {
    const auto known = find_measure(db, visit.actor.partnership, visit.id<MeasureId>("measure"));
    return known.measure ? entry_page(visit, db, *known.measure, {}, {}, {}, web::Status::ok) : web::not_found();
}

const std::string* offered(const web::Offers& offers, const std::string& field, const std::string& chosen) {
    const auto& options = offers.at(field);
    const auto found = std::ranges::find(options, chosen, &web::Option::value);
    return found == options.end() ? nullptr : &found->label;
}

web::Response enter(const web::Visit& visit, db::Write& db) {
    const auto known = find_measure(db, visit.actor.partnership, visit.id<MeasureId>("measure"));
    if (!known.measure) return web::not_found();
    const auto& kept = *known.measure;
    const auto draft = web::read_draft(entry_fields(), visit.form);
    const auto offers = offers_of(visit, db);
    Problems problems;
    if (offered(offers, "organisation", draft.organisation) == nullptr)
        problems.push_back({"organisation", "measures.entry.organisation_unknown"});
    if (offered(offers, "area", draft.area) == nullptr) problems.push_back({"area", "measures.entry.area_unknown"});
    limit_text(problems, "measures.entry", "people", draft.people, people_max);
    limit_text(problems, "measures.entry", "figures", draft.figures, figures_max_characters);
    const auto figures = read_pasted(draft.figures, kept.definition);
    if (!figures) problems.push_back({"figures", "measures.entry.figures_wrong"});
    if (!problems.empty())
        return entry_page(visit, db, kept, draft, problems, figures ? std::vector<LineProblem>{} : figures.error(),
                          web::Status::unprocessable);
    const auto area = std::ranges::find(scotland().areas(), draft.area, &Area::code);
    const auto area_name = area == scotland().areas().end() ? std::string() : area->name;
    const auto entered =
        enter_figures(db, visit.by(), kept.id, {OrganisationId{draft.organisation}, draft.area, area_name, draft.people}, *figures);
    if (entered.added + entered.corrected > 0) say_arrived(db, visit.by());
    people::forget_draft(visit, db);
    return web::see_other(address_of(kept.id), "figures");
}

// All that was entered, the latest first.
web::Response revisions(const web::Visit& visit, db::Read& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    const auto& kept = told->measure();
    web::Table table{.id = "revisions",
                     .caption = text("measures.revisions.title"),
                     .heads = {{text("measures.series.head"), {}},
                               {text("statistics.column.period"), {}},
                               {text("statistics.column.value"), {}},
                               {text("measures.revisions.number"), {}, true},
                               {text("measures.revisions.by"), {}}},
                     .rows = {}};
    for (const auto& [series, revision] : list_revisions(db, visit.actor.partnership, kept.id))
        table.rows.push_back({{words_of(series), {}},
                              {words_of(revision.figure.period), {}},
                              {words_of(kept.definition, revision.figure), {}},
                              {std::to_string(revision.number), {}, true},
                              {text("measures.revisions.who", {{"name", revision.by}, {"at", web::in_words(revision.at)}}), {}}});
    return measure_page("measures/revisions", text("measures.revisions.title"), kept,
                        {{"header", web::header(kept.definition.title, text("measures.revisions.title"), text("measures.revisions.lead"))},
                         {"table", web::table(table)}});
}

}  // namespace

void add_figure_pages(web::Router& router) {
    router.get("/measures/{measure}/figures/entry", may::evaluate, show_entry);
    router.post("/measures/{measure}/figures/entry", may::evaluate, enter, {.fields = web::taken(entry_fields())});
    router.get("/measures/{measure}/revisions", may::read, revisions);
}

}  // namespace touchstone::measures

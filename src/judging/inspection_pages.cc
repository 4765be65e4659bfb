// The self-evaluation and its inspections side by side, why they differ, and what inspectors are told before they come.
#include <algorithm>

#include <fmt/format.h>

#include "charts/profile.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_list_store.h"
#include "evidence/evidence_store.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/inspection_store.h"
#include "judging/pages.h"
#include "people/draft_pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

using frameworks::Framework;
using web::text;

std::string inspection_address(const EvaluationId& id) { return address_of(id) + "/inspection"; }

// Everything that the page needs, in one trip.
struct SideBySide {
    Evaluation evaluation;  // that the address names
    const Framework* framework;
    std::vector<Inspected> all;  // the self-evaluation first
    std::vector<std::pair<OrganisationId, std::string>> inspectorates;
    const Inspected& self() const { return all.front(); }
};

std::optional<SideBySide> find_all(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluation_at(visit);
    if (!evaluation) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto self = evaluation->inspects.is_empty() ? evaluation->id : evaluation->inspects;
    auto [all, inspectorates] = read_inspections(db, visit.actor, self, visit.now);
    if (all.empty() || all.front().evaluation.id != self) {  // it was disposed of, and its inspection was not
        all.insert(all.begin(), Inspected{});
        all.front().evaluation.id = self;
    }
    return SideBySide{std::move(*evaluation), &framework, std::move(all), std::move(inspectorates)};
}

std::optional<int> level_at(const Inspected& one, const std::string& indicator) {
    const auto found = one.levels.find(indicator);
    return found == one.levels.end() ? std::nullopt : std::optional(found->second);
}

std::string named(const Framework& framework, std::optional<int> level) {
    return level ? fmt::format("{} {}", *level, level_word(framework, *level)) : std::string();
}

std::string owner_of(const Inspected& one) {
    return one.evaluation.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : one.evaluation.owner_name;
}

std::string comparison_in_words(const Accuracy& accuracy) {
    return text("evaluations.inspection.comparison", {{"compared", std::to_string(accuracy.compared())},
                                                      {"same", std::to_string(accuracy.same)},
                                                      {"lower", std::to_string(accuracy.lower)},
                                                      {"higher", std::to_string(accuracy.higher)}});
}

// One picture for each inspection: circles are the self-evaluation, diamonds the inspectors.
web::Data picture_of(const SideBySide& page, const Inspected& inspection, std::size_t number) {
    charts::Profile chart{.id = "inspection_" + std::to_string(number),
                          .title = text("evaluations.inspection.picture", {{"owner", owner_of(inspection)}}),
                          .description = comparison_in_words(compare(page.self().levels, inspection.levels)),
                          .levels = {},
                          .not_judged = text("evaluations.workspace.not_judged"),
                          .before = {},
                          .inspection = text("evaluations.inspection.inspectors"),
                          .rows = {}};
    for (int level = 1; level <= 6; ++level) chart.levels.push_back(level_word(*page.framework, level));
    web::Table table{
        .id = chart.id + "_table", .caption = chart.title, .heads = {}, .rows = {}, .is_sortable = true, .csv = "inspection.csv"};
    for (const auto* column : {"indicator", "self", "inspectors", "reason"})
        table.heads.push_back({text(std::string("evaluations.inspection.") + column), {}});
    for (const auto& indicator : page.framework->indicators) {
        const auto self = level_at(page.self(), indicator.code), inspected = level_at(inspection, indicator.code);
        if (!self && !inspected) continue;
        const auto name = indicator.code + " " + indicator.title;
        chart.rows.push_back({"", name, self, std::nullopt, inspected});
        const auto difference = inspection.differences.find(indicator.code);
        table.rows.push_back({{name, {}},
                              {named(*page.framework, self), {}},
                              {named(*page.framework, inspected), {}},
                              {difference == inspection.differences.end() ? std::string() : difference->second.reason, {}}});
    }
    if (chart.rows.empty()) return false;
    return web::Object{{"id", "figure_" + std::to_string(number)},
                       {"title", chart.title},
                       {"sentence", chart.description},
                       {"picture", charts::profile_svg(chart)},
                       {"legend", web::List{web::Object{{"shape", "now"}, {"text", text("evaluations.inspection.self")}},
                                            web::Object{{"shape", "inspection"}, {"text", text("evaluations.inspection.inspectors")}}}},
                       {"table_head", text("reports.profile.table")},
                       {"is_open", true},
                       {"table", web::table(table)}};
}

// What was typed, to start an inspection or about one indicator, and refused.
struct Refused {
    std::string indicator;
    DifferenceDraft difference;
    std::optional<InspectionDraft> inspection;
    Problems problems;
    bool is_late = false;  // somebody else wrote meanwhile
};

std::string start_address(const SideBySide& page) { return inspection_address(page.evaluation.id) + "/new"; }
std::string difference_address(const SideBySide& page, const std::string& indicator) {
    return address_of(page.evaluation.id) + "/differences/" + indicator;
}

const Inspected& here(const SideBySide& page) {
    return *std::ranges::find(page.all, page.evaluation.id, [](const Inspected& one) { return one.evaluation.id; });
}

DifferenceDraft shown_draft(const SideBySide& page, const std::string& indicator) {
    const auto known = here(page).differences.find(indicator);
    return known == here(page).differences.end() ? DifferenceDraft{} : draft_of(known->second);
}

// Indicators on which the levels differ, for those who inspect.
std::vector<const frameworks::Indicator*> differing(const web::Visit& visit, const SideBySide& page) {
    std::vector<const frameworks::Indicator*> indicators;
    if (page.evaluation.inspects.is_empty() || !visit.may(Ability::evaluate, "evaluation") || page.evaluation.is_finished())
        return indicators;
    for (const auto& indicator : page.framework->indicators) {
        const auto self = level_at(page.self(), indicator.code), inspected = level_at(here(page), indicator.code);
        if (self && inspected && *self != *inspected) indicators.push_back(&indicator);
    }
    return indicators;
}

web::Object difference_form(const web::Visit& visit, const SideBySide& page, const frameworks::Indicator& indicator,
                            const Refused& refused) {
    const auto saved = shown_draft(page, indicator.code);
    const bool is_refused = refused.indicator == indicator.code;
    const auto draft = is_refused ? refused.difference : saved;
    const auto suffix = "_" + indicator.code;
    const auto problems = web::with_suffix(is_refused ? refused.problems : Problems{}, suffix);
    auto form = web::components(difference_fields(), draft, problems, {}, suffix);
    web::adjust(
        form, "reason",
        {{"label", text("evaluations.inspection.why", {{"indicator", indicator.code + " " + indicator.title},
                                                       {"self", named(*page.framework, level_at(page.self(), indicator.code))},
                                                       {"inspected", named(*page.framework, level_at(here(page), indicator.code))}})}});
    form.merge(
        {{"csrf", visit.csrf},
         {"address", difference_address(page, indicator.code)},
         {"conflict", is_refused && refused.is_late ? web::Data(web::compared(difference_fields(), draft, saved)) : web::Data(false)},
         {"button", web::button(text("evaluations.inspection.save_reason"), {}, {}, true)}});
    return form;
}

// Nothing where the one who looks starts none.
std::optional<InspectionDraft> inspection_to_start(const SideBySide& page, const Refused& refused) {
    if (!page.evaluation.inspects.is_empty() || page.inspectorates.empty()) return std::nullopt;
    if (refused.inspection) return refused.inspection;
    const bool is_one = page.inspectorates.size() == 1;
    return InspectionDraft{text("evaluations.inspection.title_of", {{"title", page.evaluation.title}}),
                           is_one ? page.inspectorates.front().first.text : std::string()};
}

web::Data start_form(const web::Visit& visit, const SideBySide& page, const std::optional<InspectionDraft>& draft,
                     const Problems& problems) {
    if (!draft) return false;
    std::vector<web::Option> inspectorates;
    for (const auto& [id, name] : page.inspectorates) inspectorates.push_back({id.text, name, {}});
    web::sort_by_label(inspectorates);
    auto form = web::components(inspection_fields(), *draft, problems, {{"inspectorate", inspectorates}});
    form.merge({{"csrf", visit.csrf}, {"address", start_address(page)}, {"button", web::button(text("evaluations.inspection.start"))}});
    return form;
}

web::Data cycles_table(const std::vector<Cycle>& cycles) {
    if (cycles.empty()) return false;
    web::Table table{.id = "cycles",
                     .caption = text("evaluations.inspection.cycles"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = true,
                     .csv = "accuracy.csv"};
    for (const auto* column : {"evaluation", "period", "by_whom"})
        table.heads.push_back({text(std::string("evaluations.inspection.") + column), {}});
    for (const auto* column : {"compared", "same", "lower", "higher"})
        table.heads.push_back({text(std::string("evaluations.inspection.") + column), {}, true});
    for (const auto& cycle : cycles)
        table.rows.push_back({{cycle.title, inspection_address(cycle.self)},
                              {period_in_words(cycle.from, cycle.to), {}},
                              {cycle.inspectorate, {}},
                              {std::to_string(cycle.accuracy.compared()), {}, true},
                              {std::to_string(cycle.accuracy.same), {}, true},
                              {std::to_string(cycle.accuracy.lower), {}, true},
                              {std::to_string(cycle.accuracy.higher), {}, true}});
    return web::table(table);
}

web::Response inspection_page(const web::Visit& visit, db::Read& db, const SideBySide& page, const Refused& refused, web::Status status) {
    web::List pictures, gaps;
    std::size_t number = 0;
    for (const auto& one : page.all) {
        const bool is_self = &one == &page.self();
        if (one.extent < Extent::levels)
            gaps.push_back(text(is_self ? "evaluations.inspection.self_gap" : "evaluations.inspection.gap", {{"owner", owner_of(one)}}));
        else if (!is_self)
            if (auto picture = picture_of(page, one, ++number); !picture.is_false()) pictures.push_back(std::move(picture));
    }
    web::List forms;
    const auto indicators = differing(visit, page);
    for (const auto* indicator : indicators) forms.push_back(difference_form(visit, page, *indicator, refused));
    const auto start = inspection_to_start(page, refused);
    auto response = evaluation_page(
        "judging/inspection", text("evaluations.inspection.title"), page.evaluation,
        {{"header", web::header(page.evaluation.title, text("evaluations.inspection.title"), text("evaluations.inspection.lead"))},
         {"position", web::link(address_of(page.self().evaluation.id) + "/position", text("evaluations.position.title"))},
         {"nothing", page.all.size() == 1},
         {"gaps", gaps},
         {"pictures", pictures},
         {"differences", forms.empty() ? web::Data(false) : web::Data(web::Object{{"forms", forms}})},
         {"start", start_form(visit, page, start, refused.problems)},
         {"cycles", cycles_table(list_cycles(db, visit.sight()))}},
        status);
    const bool is_of_many = !refused.indicator.empty() && !visit.is_api;
    response.problems = is_of_many ? web::with_suffix(refused.problems, "_" + refused.indicator) : refused.problems;
    if (start) response.forms.emplace(start_address(page), web::form_now(inspection_fields(), *start));
    for (const auto* indicator : indicators)
        response.forms.emplace(difference_address(page, indicator->code),
                               web::form_now(difference_fields(), shown_draft(page, indicator->code)));
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto page = find_all(visit, db);
    return page ? inspection_page(visit, db, *page, {}, web::Status::ok) : web::not_found();
}

web::Response start(const web::Visit& visit, db::Write& db) {
    const auto page = find_all(visit, db);
    if (!page) return web::not_found();
    const auto draft = web::read_draft(inspection_fields(), visit.form);
    OrganisationId inspectorate;
    for (const auto& [id, name] : page->inspectorates)
        if (id.text == draft.inspectorate) inspectorate = id;
    const auto fresh = inspect(page->evaluation, draft.title, inspectorate, visit.actor.id, visit.now);
    if (!fresh) return inspection_page(visit, db, *page, {.inspection = draft, .problems = fresh.error()}, web::Status::unprocessable);
    add_evaluation(db, visit.by(), *fresh);
    return web::see_other(address_of(fresh->id) + "/scope");
}

web::Response save_difference(const web::Visit& visit, db::Write& db) {
    const auto page = find_all(visit, db);
    if (!page) return web::not_found();
    const auto indicator = visit.path.at("indicator");
    Refused refused{.indicator = indicator,
                    .difference = web::read_draft(difference_fields(), web::without_suffix(visit.form, "_" + indicator))};
    const auto self = page->evaluation.inspects.is_empty() ? std::nullopt : level_at(page->self(), indicator);
    const auto difference =
        explain(page->evaluation, indicator, self, level_at(here(*page), indicator), refused.difference, visit.actor.id, visit.now);
    if (!difference) {
        refused.problems = difference.error();
        return inspection_page(visit, db, *page, refused, web::Status::unprocessable);
    }
    const auto& known = here(*page).differences;
    const auto before = known.find(indicator);
    if (!record_difference(db, visit.by(), page->evaluation.id, before == known.end() ? nullptr : &before->second, *difference)) {
        refused.difference.seen_version = shown_draft(*page, indicator).seen_version;  // saving again is now a choice
        refused.problems = {{"", "evaluations.inspection.changed_meanwhile"}};
        refused.is_late = true;
        return inspection_page(visit, db, *page, refused, web::Status::conflict);
    }
    return web::see_other(inspection_address(page->evaluation.id));
}

std::string position_address(const EvaluationId& id) { return address_of(id) + "/position"; }

// What was typed beside what somebody else wrote meanwhile.
web::Data compared(const PositionDraft& yours, const std::optional<PositionStatement>& theirs) {
    if (!theirs) return false;
    auto both = web::compared(position_fields(), yours, draft_of(*theirs));
    both["who"] = theirs->written_by_name;
    both["when"] = in_words(theirs->written_at);
    return both;
}

web::Object position_form(const PositionDraft& draft, const Problems& problems) {
    auto form = web::components(position_fields(), draft, problems);
    web::adjust(form, "statement", {{"rows", "10"}});
    form.emplace("button", web::button(text("evaluations.position.save")));
    return form;
}

web::Response position_page(const web::Visit& visit, db::Read& db, const Evaluation& evaluation, const PositionDraft& draft,
                            const std::optional<PositionStatement>& saved, const Problems& problems, web::Status status) {
    EvidenceFilter filter;
    filter.evaluation = evaluation.id;
    filter.only_used = true;
    filter.page = std::clamp(visit.query.number("page"), 1, 10'000);
    const auto evidence = list_evidence(db, visit.sight(), filter);
    web::Table table{.id = "evidence",
                     .caption = text("evaluations.position.evidence"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = true,
                     .csv = "evidence.csv"};
    for (const auto* column : {"title", "source", "period", "security"})
        table.heads.push_back({text(std::string("evaluations.position.") + column), {}});
    for (const auto& listed : evidence.items)
        table.rows.push_back({{listed.evidence.title, "/evidence/" + listed.evidence.id.text},
                              {short_source_word(frameworks::framework_of(db, evaluation.framework_hash), listed.evidence.source), {}},
                              {period_in_words(listed.evidence.from, listed.evidence.to), {}},
                              {text("evaluations.security." + name_of(listed.evidence.security) + ".name"), {}}});
    const bool may_write = visit.may(Ability::evaluate, "evaluation") && !evaluation.is_finished();
    auto response = evaluation_page(
        "judging/position", text("evaluations.position.title"), evaluation,
        {{"header", web::header(evaluation.title, text("evaluations.position.title"), text("evaluations.position.lead"))},
         {"csrf", visit.csrf},
         {"address", position_address(evaluation.id)},
         {"package", web::button(text("reports.package.make"), {}, {}, true)},
         {"paragraphs", saved ? web::paragraphs(saved->statement) : web::List()},
         {"by", saved
                    ? web::Data(text("evaluations.conflict.by", {{"name", saved->written_by_name}, {"when", in_words(saved->written_at)}}))
                    : web::Data(false)},
         {"nothing", !saved},
         {"conflict", status == web::Status::conflict ? compared(draft, saved) : web::Data(false)},
         {"form", may_write ? web::Data(position_form(draft, problems)) : web::Data(false)},
         {"table", table.rows.empty() ? web::Data(false) : web::Data(web::table(table))},
         {"pagination", web::pagination(text("evaluations.evidence.pages"), position_address(evaluation.id), filter.page,
                                        (evidence.total + evidence_per_page - 1) / evidence_per_page)}},
        status);
    response.problems = problems;
    if (may_write) response.forms = {{position_address(evaluation.id), web::form_now(position_fields(), draft)}};
    return response;
}

PositionDraft shown_draft(const std::optional<PositionStatement>& saved) { return saved ? draft_of(*saved) : PositionDraft{}; }

web::Response show_position(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto saved = find_position(db, visit.actor.partnership, evaluation->id);
    return position_page(visit, db, *evaluation, shown_draft(saved), saved, {}, web::Status::ok);
}

web::Response save_position(const web::Visit& visit, db::Write& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto saved = find_position(db, visit.actor.partnership, evaluation->id);
    auto draft = web::read_draft(position_fields(), visit.form);
    const auto position = state_position(*evaluation, draft, visit.actor.id, visit.now);
    if (!position) return position_page(visit, db, *evaluation, draft, saved, position.error(), web::Status::unprocessable);
    if (!record_position(db, visit.by(), evaluation->id, saved ? &*saved : nullptr, *position)) {
        draft.seen_version = shown_draft(saved).seen_version;  // saving again is now a choice
        return position_page(visit, db, *evaluation, draft, saved, {{"", "evaluations.position.changed_meanwhile"}}, web::Status::conflict);
    }
    people::forget_draft(visit, db);
    return web::see_other(position_address(evaluation->id));
}

}  // namespace

void add_inspection_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/inspection", may::read, show);
    const auto shown_there = [](std::vector<FieldShape> fields) {
        return web::Traits{.fields = std::move(fields), .form_at = "/evaluations/{evaluation}/inspection"};
    };
    router.post("/evaluations/{evaluation}/inspection/new", may::read, start, shown_there(web::taken(inspection_fields())));
    auto repeated = shown_there(web::taken(difference_fields()));
    repeated.is_repeated = true;
    router.post("/evaluations/{evaluation}/differences/{indicator}", may::evaluate, save_difference, repeated);
    router.get("/evaluations/{evaluation}/position", may::read, show_position);
    router.post("/evaluations/{evaluation}/position", may::evaluate, save_position, {.fields = web::taken(position_fields())});
}

}  // namespace touchstone::judging

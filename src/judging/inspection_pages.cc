// The self-evaluation and its inspections side by side, why they differ, and what inspectors are told before they come.
#include <algorithm>

#include <fmt/format.h>

#include "base/checks.h"
#include "charts/profile.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_list_store.h"
#include "evidence/evidence_store.h"
#include "frameworks/framework_store.h"
#include "judging/inspection_store.h"
#include "judging/pages.h"
#include "people/draft_pages.h"

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
    for (const auto* column : {"indicator", "self", "inspectors", "reason_head"})
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

// What was typed about one indicator and refused.
struct Refused {
    std::string indicator, reason, title;
    Problems problems;
};

// A field for each indicator on which the levels differ, for those who inspect.
web::List difference_forms(const web::Visit& visit, const SideBySide& page, const Refused& refused) {
    web::List forms;
    const bool inspects =
        !page.evaluation.inspects.is_empty() && visit.may(Ability::evaluate, "evaluation") && !page.evaluation.is_finished();
    if (!inspects) return forms;
    const auto here = std::ranges::find_if(page.all, [&](const Inspected& one) { return one.evaluation.id == page.evaluation.id; });
    for (const auto& indicator : page.framework->indicators) {
        const auto self = level_at(page.self(), indicator.code), inspected = level_at(*here, indicator.code);
        if (!self || !inspected || *self == *inspected) continue;
        const auto known = here->differences.find(indicator.code);
        const auto saved = known == here->differences.end() ? Difference{} : known->second;
        const bool is_refused = refused.indicator == indicator.code;
        Problems problems;
        if (is_refused)
            for (const auto& problem : refused.problems) problems.push_back({problem.field + "_" + indicator.code, problem.text});
        forms.push_back(web::Object{
            {"csrf", visit.csrf},
            {"address", address_of(page.evaluation.id) + "/differences/" + indicator.code},
            {"seen_version", std::to_string(saved.version)},
            {"reason", web::textarea({.name = "reason_" + indicator.code,
                                      .label = text("evaluations.inspection.why", {{"indicator", indicator.code + " " + indicator.title},
                                                                                   {"self", named(*page.framework, self)},
                                                                                   {"inspected", named(*page.framework, inspected)}}),
                                      .hint = {},
                                      .value = is_refused ? refused.reason : saved.reason,
                                      .rows = 3,
                                      .max = statement_max_characters},
                                     problems)},
            {"button", web::button(text("evaluations.inspection.save_reason"), {}, {}, true)}});
    }
    return forms;
}

web::Data start_form(const web::Visit& visit, const SideBySide& page, const Refused& refused) {
    if (!page.evaluation.inspects.is_empty()) return false;
    if (page.inspectorates.empty()) return false;
    std::vector<web::Option> options;
    for (const auto& [id, name] : page.inspectorates) options.push_back({id.text, name, {}});
    const auto suggested = text("evaluations.inspection.title_of", {{"title", page.evaluation.title}});
    return web::Object{
        {"csrf", visit.csrf},
        {"address", inspection_address(page.evaluation.id)},
        {"title", web::text_input({.name = "title",
                                   .label = text("evaluations.setup.title"),
                                   .hint = {},
                                   .value = refused.title.empty() ? suggested : refused.title},
                                  refused.problems)},
        {"inspectorate", web::radios({.name = "inspectorate",
                                      .legend = text("evaluations.inspection.for"),
                                      .hint = {},
                                      .options = options,
                                      .chosen = {options.size() == 1 ? options.front().value : visit.form.text("inspectorate")}},
                                     refused.problems)},
        {"button", web::button(text("evaluations.inspection.start"))}};
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
    Problems summary;
    for (const auto& problem : refused.problems)
        summary.push_back(
            {problem.field.empty() || refused.indicator.empty() ? problem.field : problem.field + "_" + refused.indicator, problem.text});
    const auto forms = difference_forms(visit, page, refused);
    return evaluation_page(
        "judging/inspection", text("evaluations.inspection.title"), page.evaluation,
        {{"header", web::header(page.evaluation.title, text("evaluations.inspection.title"), text("evaluations.inspection.lead"))},
         {"error_summary", web::error_summary(summary)},
         {"position", web::link(address_of(page.self().evaluation.id) + "/position", text("evaluations.position.title"))},
         {"nothing", page.all.size() == 1},
         {"gaps", gaps},
         {"pictures", pictures},
         {"differences", forms.empty() ? web::Data(false) : web::Data(web::Object{{"forms", forms}})},
         {"start", start_form(visit, page, refused)},
         {"cycles", cycles_table(list_cycles(db, visit.sight()))}},
        status);
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto page = find_all(visit, db);
    return page ? inspection_page(visit, db, *page, {}, web::Status::ok) : web::not_found();
}

web::Response start(const web::Visit& visit, db::Write& db) {
    const auto page = find_all(visit, db);
    if (!page) return web::not_found();
    OrganisationId inspectorate;
    for (const auto& [id, name] : page->inspectorates)
        if (id.text == visit.form.text("inspectorate")) inspectorate = id;
    const auto fresh = inspect(page->evaluation, visit.form.text("title"), inspectorate, visit.actor.id, visit.now);
    if (!fresh) return inspection_page(visit, db, *page, {"", "", visit.form.text("title"), fresh.error()}, web::Status::unprocessable);
    add_evaluation(db, visit.by(), *fresh);
    return web::see_other(address_of(fresh->id) + "/scope");
}

web::Response save_difference(const web::Visit& visit, db::Write& db) {
    const auto page = find_all(visit, db);
    if (!page) return web::not_found();
    const auto indicator = visit.path.at("indicator");
    const auto here = std::ranges::find_if(page->all, [&](const Inspected& one) { return one.evaluation.id == page->evaluation.id; });
    Refused refused{indicator, visit.form.text("reason_" + indicator), {}, {}};
    const bool is_inspection = !page->evaluation.inspects.is_empty();
    const auto difference =
        explain(page->evaluation, indicator, is_inspection ? level_at(page->self(), indicator) : std::nullopt, level_at(*here, indicator),
                refused.reason, visit.form.number("seen_version"), visit.actor.id, visit.now);
    if (!difference) {
        refused.problems = difference.error();
        return inspection_page(visit, db, *page, refused, web::Status::unprocessable);
    }
    const auto before = here->differences.find(indicator);
    if (!record_difference(db, visit.by(), page->evaluation.id, before == here->differences.end() ? nullptr : &before->second,
                           *difference)) {
        refused.problems = {{"", "evaluations.inspection.changed_meanwhile"}};
        return inspection_page(visit, db, *page, refused, web::Status::conflict);
    }
    return web::see_other(inspection_address(page->evaluation.id));
}

web::Response position_page(const web::Visit& visit, db::Read& db, const Evaluation& evaluation, const PositionStatement& draft,
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
                              {text("evaluations.source_short." + name_of(listed.evidence.source)), {}},
                              {period_in_words(listed.evidence.from, listed.evidence.to), {}},
                              {text("evaluations.security." + name_of(listed.evidence.security) + ".name"), {}}});
    const bool may_write = visit.may(Ability::evaluate, "evaluation") && !evaluation.is_finished();
    return evaluation_page(
        "judging/position", text("evaluations.position.title"), evaluation,
        {{"header", web::header(evaluation.title, text("evaluations.position.title"), text("evaluations.position.lead"))},
         {"error_summary", web::error_summary(problems)},
         {"csrf", visit.csrf},
         {"address", address_of(evaluation.id) + "/position"},
         {"package", web::button(text("reports.package.make"), {}, {}, true)},
         {"paragraphs", saved ? web::paragraphs(saved->statement) : web::List()},
         {"by", saved
                    ? web::Data(text("evaluations.conflict.by", {{"name", saved->written_by_name}, {"when", in_words(saved->written_at)}}))
                    : web::Data(false)},
         {"nothing", !saved},
         {"form", may_write ? web::Data(web::Object{{"seen_version", std::to_string(draft.version)},
                                                    {"statement", web::textarea({.name = "statement",
                                                                                 .label = text("evaluations.position.statement"),
                                                                                 .hint = text("evaluations.position.statement_hint"),
                                                                                 .value = draft.statement,
                                                                                 .rows = 10,
                                                                                 .max = statement_max_characters},
                                                                                problems)},
                                                    {"button", web::button(text("evaluations.position.save"))}})
                            : web::Data(false)},
         {"table", table.rows.empty() ? web::Data(false) : web::Data(web::table(table))},
         {"pagination", web::pagination(text("evaluations.evidence.pages"), address_of(evaluation.id) + "/position", filter.page,
                                        (evidence.total + evidence_per_page - 1) / evidence_per_page)}},
        status);
}

web::Response show_position(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto saved = find_position(db, visit.actor.partnership, evaluation->id);
    return position_page(visit, db, *evaluation, saved.value_or(PositionStatement{}), saved, {}, web::Status::ok);
}

web::Response save_position(const web::Visit& visit, db::Write& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto saved = find_position(db, visit.actor.partnership, evaluation->id);
    PositionStatement draft{visit.form.text("statement"), {}, visit.actor.id, visit.now, visit.form.number("seen_version")};
    Problems problems;
    if (evaluation->is_finished()) problems.push_back({"", "evaluations.finished"});
    require_text(problems, "evaluations.position", "statement", draft.statement, statement_max_characters);
    if (!problems.empty()) return position_page(visit, db, *evaluation, draft, saved, problems, web::Status::unprocessable);
    if (!record_position(db, visit.by(), evaluation->id, saved ? &*saved : nullptr, draft)) {
        draft.version = saved ? saved->version : 0;  // theirs is shown above; saving again is now a choice
        return position_page(visit, db, *evaluation, draft, saved, {{"", "evaluations.position.changed_meanwhile"}}, web::Status::conflict);
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(evaluation->id) + "/position");
}

}  // namespace

void add_inspection_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/inspection", may::read, show);
    router.post("/evaluations/{evaluation}/inspection", may::read, start);
    router.post("/evaluations/{evaluation}/differences/{indicator}", may::evaluate, save_difference);
    router.get("/evaluations/{evaluation}/position", may::read, show_position);
    router.post("/evaluations/{evaluation}/position", may::evaluate, save_position);
}

}  // namespace touchstone::judging

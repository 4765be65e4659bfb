// The capacity for improvement (part 2.4): three statements with the confidence in each, what may help or hinder from outside, and one
// overall statement. People write it; nothing here weighs anything.
#include <algorithm>

#include "conclusions/concluding_pages.h"
#include "conclusions/pages.h"
#include "web/fields.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

using web::text;

// Which factor is meant, or none for a new one; and whether it no longer plays a part.
const FieldShape factor_shape{"factor", FieldShape::Kind::choice};
const FieldShape do_shape{"do", FieldShape::Kind::choice, 0, false, {"save", "end"}};

// The form as it is shown; an empty id for a new factor.
struct Noting {
    std::string id;
    FactorDraft draft;
    Problems problems = {};
    web::Data conflict = false;
};

std::string capacity_address(const EvaluationId& evaluation) { return address_of(evaluation) + "/capacity"; }

web::Object statement_data(const Concluding& at, const Part& part) {
    const auto found = at.whole.conclusions.find(text_of(part));
    const bool written = found != at.whole.conclusions.end();
    const auto* conclusion = written ? &found->second.conclusion : nullptr;
    return {{"title", part_title(*at.framework, part)},
            {"about", part.kind == Part::Kind::component ? part_about(*at.framework, part) : text("evaluations.capacity.overall_about")},
            {"paragraphs", written ? web::paragraphs(conclusion->statement) : web::List()},
            {"confidence", written && conclusion->confidence
                               ? web::Data(text("evaluations.confidence." + name_of(*conclusion->confidence) + ".name"))
                               : web::Data(false)},
            {"caveat", written ? web::or_false(conclusion->caveat) : web::Data(false)},
            {"further", written ? further_statements(conclusion->achievements, conclusion->responsiveness) : web::List()},
            {"nothing", !written},
            {"link", web::link(part_address(at.evaluation.id, part), text(!at.may_write ? "evaluations.capacity.read"
                                                                          : written     ? "evaluations.capacity.change"
                                                                                        : "evaluations.capacity.write"))}};
}

web::Object factor_form(const Concluding& at, const Noting& noting) {
    const auto& [id, draft, problems, conflict] = noting;
    auto form = web::components(factor_fields(), draft, problems);
    web::adjust(form, "kind", {{"is_inline", true}, {"is_small", true}});
    form.merge({{"address", capacity_address(at.evaluation.id)},
                {"heading", text(id.empty() ? "evaluations.factor.add" : "evaluations.factor.change")},
                {"id", id},
                {"conflict", conflict},
                {"save", web::button(text("evaluations.factor.save"), "do", "save")},
                {"end", id.empty() ? web::Data(false) : web::Data(web::button(text("evaluations.factor.end"), "do", "end", true))}});
    return form;
}

web::List factor_rows(const Concluding& at, Date today) {
    web::List rows;
    for (const auto& factor : at.whole.factors) {
        rows.push_back(
            web::Object{{"kind", text("evaluations.factor.kind_choice." + name_of(factor.kind))},
                        {"words", factor.words},
                        {"review", text(factor.review_on < today ? "evaluations.factor.review_due" : "evaluations.factor.review",
                                        {{"date", in_words(factor.review_on)}})},
                        {"is_due", factor.review_on < today},
                        {"change", at.may_write ? web::Data(capacity_address(at.evaluation.id) + "?factor=" + factor.id.text + "#factor")
                                                : web::Data(false)}});
    }
    return rows;
}

// For the factor that the address names, or for a new one.
Noting noting_at(const web::Visit& visit, const Concluding& at) {
    for (const auto& factor : at.whole.factors)
        if (factor.id.text == visit.query.text("factor")) return {factor.id.text, draft_of(factor)};
    return {};
}

web::Response capacity_page(const web::Visit& visit, const Concluding& at, const Noting& noting, web::Status status) {
    web::List components;
    for (const auto& component : all_components()) components.push_back(statement_data(at, part_of_component(component)));
    auto response = evaluation_page(
        "conclusions/capacity", text("evaluations.capacity.title"), at.evaluation,
        {{"header", web::header(at.evaluation.title, text("evaluations.capacity.title"), text("evaluations.capacity.lead"))},
         {"csrf", visit.csrf},
         {"components", components},
         {"factors", factor_rows(at, date_of(visit.now))},
         {"form", at.may_write ? web::Data(factor_form(at, noting)) : web::Data(false)},
         {"overall", statement_data(at, part_of_question(at.framework->questions.back().number))}},
        status);
    response.problems = noting.problems;
    if (at.may_write)
        response.forms = {{capacity_address(at.evaluation.id),
                           web::form_now(factor_fields(), noting.draft, {{factor_shape, {noting.id}}, {do_shape, {}}})}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto at = find_concluding(visit, db);
    return at ? capacity_page(visit, *at, noting_at(visit, *at), web::Status::ok) : web::not_found();
}

web::Response save_a_factor(const web::Visit& visit, db::Write& db) {
    const auto at = find_concluding(visit, db);
    if (!at) return web::not_found();
    const auto id = visit.form.text("factor");
    const auto known = std::ranges::find_if(at->whole.factors, [&](const auto& factor) { return factor.id.text == id; });
    if (!id.empty() && known == at->whole.factors.end()) return web::not_found();
    ContextFactor before;
    before.id = FactorId::make(visit.now);
    if (!id.empty()) before = *known;
    Noting noting{id, web::read_draft(factor_fields(), visit.form)};
    auto after = note_factor(at->evaluation, before, noting.draft);
    if (!after) {
        noting.problems = after.error();
        return capacity_page(visit, *at, noting, web::Status::unprocessable);
    }
    after->written_by = visit.actor.id;
    after->written_at = visit.now;
    if (visit.form.text("do") == "end" && !id.empty()) after->ended_at = visit.now;
    if (id.empty()) {
        add_factor(db, visit.by(), at->evaluation.id, *after);
    } else if (!save_factor(db, visit.by(), at->evaluation.id, before, *after)) {
        noting.conflict = web::compared(factor_fields(), noting.draft, draft_of(before));
        noting.draft.seen_version = before.version;  // saving again is now a choice
        noting.problems = {{"words", "evaluations.factor.changed_meanwhile"}};
        return capacity_page(visit, *at, noting, web::Status::conflict);
    }
    return web::see_other(capacity_address(at->evaluation.id), "factor");
}

}  // namespace

void add_capacity_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/capacity", may::read, show);
    router.post("/evaluations/{evaluation}/capacity", may::evaluate, save_a_factor,
                {.fields = web::taken(factor_fields(), {factor_shape, do_shape})});
}

}  // namespace touchstone::conclusions

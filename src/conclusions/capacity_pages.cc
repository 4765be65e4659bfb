// The capacity for improvement (part 2.4): three statements with the confidence in each, what may help or hinder from outside, and one
// overall statement. People write it; nothing here weighs anything.
#include <algorithm>

#include "conclusions/concluding_pages.h"
#include "conclusions/pages.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

using web::text;

// A factor that was typed and refused; an empty id for a new one.
struct Refused {
    std::string id;
    FactorDraft draft;
    Problems problems;
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
            {"nothing", !written},
            {"link", web::link(part_address(at.evaluation.id, part), text(!at.may_write ? "evaluations.capacity.read"
                                                                          : written     ? "evaluations.capacity.change"
                                                                                        : "evaluations.capacity.write"))}};
}

web::Object factor_form(const Concluding& at, const std::string& id, const FactorDraft& draft, const Problems& problems) {
    std::vector<web::Option> kinds;
    for (const auto kind : all_factor_kinds()) kinds.push_back({name_of(kind), text("evaluations.factor.kind." + name_of(kind)), {}});
    return {{"address", capacity_address(at.evaluation.id)},
            {"heading", text(id.empty() ? "evaluations.factor.add" : "evaluations.factor.change")},
            {"id", id},
            {"seen_version", std::to_string(draft.seen_version)},
            {"kind", web::radios({.name = "kind",
                                  .legend = text("evaluations.factor.what"),
                                  .hint = {},
                                  .options = kinds,
                                  .chosen = {draft.kind},
                                  .is_inline = true,
                                  .is_small = true},
                                 problems)},
            {"words", web::textarea({.name = "words",
                                     .label = text("evaluations.factor.words"),
                                     .hint = text("evaluations.factor.words_hint"),
                                     .value = draft.words,
                                     .rows = 3,
                                     .max = factor_max_characters},
                                    problems)},
            {"review_on", web::date_input({.name = "review_on",
                                           .legend = text("evaluations.factor.review_on"),
                                           .hint = text("evaluations.factor.review_on_hint"),
                                           .value = draft.review_on},
                                          problems)},
            {"save", web::button(text("evaluations.factor.save"), "do", "save")},
            {"end", id.empty() ? web::Data(false) : web::Data(web::button(text("evaluations.factor.end"), "do", "end", true))}};
}

web::List factor_rows(const Concluding& at, Date today) {
    web::List rows;
    for (const auto& factor : at.whole.factors) {
        rows.push_back(
            web::Object{{"kind", text("evaluations.factor.kind." + name_of(factor.kind))},
                        {"words", factor.words},
                        {"review", text(factor.review_on < today ? "evaluations.factor.review_due" : "evaluations.factor.review",
                                        {{"date", in_words(factor.review_on)}})},
                        {"is_due", factor.review_on < today},
                        {"change", at.may_write ? web::Data(capacity_address(at.evaluation.id) + "?factor=" + factor.id.text + "#factor")
                                                : web::Data(false)}});
    }
    return rows;
}

// For what was refused, for the factor that the address names, or for a new one.
web::Object one_form(const web::Visit& visit, const Concluding& at, const Refused* refused) {
    if (refused) return factor_form(at, refused->id, refused->draft, refused->problems);
    for (const auto& factor : at.whole.factors)
        if (factor.id.text == visit.query.text("factor"))
            return factor_form(at, factor.id.text, {name_of(factor.kind), factor.words, iso(factor.review_on), factor.version}, {});
    return factor_form(at, {}, {}, {});
}

web::Response capacity_page(const web::Visit& visit, const Concluding& at, const Refused* refused, web::Status status) {
    web::List components;
    for (const auto& component : all_components()) components.push_back(statement_data(at, part_of_component(component)));
    return evaluation_page(
        "conclusions/capacity", text("evaluations.capacity.title"), at.evaluation,
        {{"error_summary", web::error_summary(refused ? refused->problems : Problems{})},
         {"header", web::header(at.evaluation.title, text("evaluations.capacity.title"), text("evaluations.capacity.lead"))},
         {"csrf", visit.csrf},
         {"components", components},
         {"factors", factor_rows(at, date_of(visit.now))},
         {"form", at.may_write ? web::Data(one_form(visit, at, refused)) : web::Data(false)},
         {"overall", statement_data(at, part_of_question(at.framework->questions.back().number))}},
        status);
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto at = find_concluding(visit, db);
    return at ? capacity_page(visit, *at, nullptr, web::Status::ok) : web::not_found();
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
    FactorDraft draft{visit.form.text("kind"), visit.form.text("words"), web::typed_date(visit.form, "review_on"),
                      visit.form.number("seen_version")};
    auto after = note_factor(at->evaluation, before, draft);
    if (!after) {
        const Refused refused{id, draft, after.error()};
        return capacity_page(visit, *at, &refused, web::Status::unprocessable);
    }
    after->written_by = visit.actor.id;
    after->written_at = visit.now;
    if (visit.form.text("do") == "end" && !id.empty()) after->ended_at = visit.now;
    if (id.empty()) {
        add_factor(db, visit.by(), at->evaluation.id, *after);
    } else if (!save_factor(db, visit.by(), at->evaluation.id, before, *after)) {
        draft.seen_version = before.version;  // saving again is now a choice
        const Refused refused{id, draft, {{"words", "evaluations.factor.changed_meanwhile"}}};
        return capacity_page(visit, *at, &refused, web::Status::conflict);
    }
    return web::see_other(capacity_address(at->evaluation.id));
}

}  // namespace

void add_capacity_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/capacity", may::read, show);
    router.post(
        "/evaluations/{evaluation}/capacity", may::evaluate, save_a_factor,
        {.takes = "{factor, kind: retirement|restructuring|funding|other|, words, review_on: day, do?: save|end, seen_version: number}"});
}

}  // namespace touchstone::conclusions

// What evaluations under this one came to on the same indicator, on its desk.
#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_store.h"
#include "judging/judgement_pages.h"
#include "judging/judging_words_pages.h"
#include "judging/pages.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

using web::text;

const FieldShape below_shape{"below", FieldShape::Kind::choice, 0, true};

std::string below_address(const Desk& desk) { return desk_address(desk) + "/below"; }

bool may_take(const web::Visit& visit, const Desk& desk, const Below& below) {
    return below.is_shared && !below.is_evidence && may_write(visit, desk);
}

// What was found below becomes evidence above: a document, with its finding left to people.
web::Response take_from_below(const web::Visit& visit, db::Write& db) {
    const auto desk = find_desk(visit, db);
    if (!desk) return web::not_found();
    const auto id = visit.form.text("below");
    const auto below =
        std::ranges::find_if(desk->facts.below, [&](const Below& each) { return each.is_shared && each.evaluation.id.text == id; });
    const auto child = below == desk->facts.below.end() ? std::nullopt : find_evaluation(db, visit.actor.partnership, EvaluationId{id});
    auto back = web::see_other(desk_address(*desk) + "#below");
    if (!child || below->is_evidence || desk->evaluation.is_finished()) return back;
    Evidence fresh;
    fresh.id = EvidenceId::make(visit.now);
    fresh.owner = desk->evaluation.owner;
    fresh.added_by = visit.actor.id;
    fresh.added_at = visit.now;
    const auto item = gather(fresh,
                             {child->title, Source::documentation.key, child->title, "", iso(child->from), iso(child->to), "secure",
                              visit.settings.base_url + address_of(child->id), text("evaluations.below.summary"), 0},
                             {.sources = {Source::documentation.key}, .stakeholders = {}}, date_of(visit.now));
    if (!item) return back;  // the evaluation below has no title that evidence could have
    add_evidence(db, visit.by(), *item);
    use_evidence(db, visit.by(), desk->evaluation.id, item->id);
    return web::see_other("/evidence/" + item->id.text + "?evaluation=" + desk->evaluation.id.text);
}

}  // namespace

web::Data below_of(const web::Visit& visit, const Desk& desk) {
    web::List items;
    for (const auto& below : desk.facts.below) {
        const auto& [evaluation, owner, is_shared, level, is_evidence, is_of_another] = below;
        const auto words =
            !is_shared
                ? text("evaluations.below.not_shared", {{"owner", owner.empty() ? text("evaluations.sharing.whole_partnership") : owner}})
            : is_of_another ? text("evaluations.below.other_framework")
            : level == 0
                ? text("evaluations.below.not_judged")
                : text("evaluations.below.judged", {{"word", level_word(*desk.framework, level)}, {"level", std::to_string(level)}});
        web::Data take = false;
        if (may_take(visit, desk, below)) {
            auto button = web::button(text("evaluations.below.take"), {}, {}, true);
            button.emplace("csrf", visit.csrf);
            button.emplace("address", below_address(desk));
            button.emplace("id", evaluation.id.text);
            take = std::move(button);
        }
        items.push_back(web::Object{{"title", evaluation.title},
                                    {"href", is_shared ? web::Data(address_of(evaluation.id)) : web::Data(false)},
                                    {"text", words + (is_evidence ? " " + text("evaluations.below.taken") : "")},
                                    {"take", take}});
    }
    return items.empty() ? web::Data(false) : web::Data(web::Object{{"items", items}});
}

void add_below_form(web::Response& response, const web::Visit& visit, const Desk& desk) {
    if (std::ranges::any_of(desk.facts.below, [&](const Below& below) { return may_take(visit, desk, below); }))
        response.forms.emplace(below_address(desk), web::FormNow{{{below_shape, {}}}, {}});
}

void add_below_pages(web::Router& router) {
    router.post("/evaluations/{evaluation}/indicators/{indicator}/below", may::evaluate, take_from_below,
                {.fields = {below_shape}, .form_at = "/evaluations/{evaluation}/indicators/{indicator}"});
}

}  // namespace touchstone::judging

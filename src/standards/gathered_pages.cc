// With which specific standards an item was gathered; and, for an evaluation, what was gathered with them and where it could tell more.
#include <algorithm>

#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "events/event_store.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/judging_words_pages.h"
#include "standards/standard_pages.h"
#include "standards/standard_store.h"
#include "web/fields.h"
#include "web/session.h"

namespace touchstone::standards {
namespace {

using web::text;

const FieldShape standards_shape{"standards", FieldShape::Kind::choices};
const FieldShape seen_shape{"seen_version"};

// Stands for what is said now; whoever saves names it.
std::string mark_of(std::vector<std::string> ids) {
    std::ranges::sort(ids);
    std::string all;
    for (const auto& id : ids) all += id;
    return all.empty() ? "" : web::token_hash(all).substr(0, 16);
}

web::Response item_page(const web::Visit& visit, db::Read& db, const evidence::EvidenceHead& head, const std::vector<std::string>& chosen,
                        const std::string& seen, const Problems& problems, web::Status status) {
    std::vector<web::Option> options;
    auto all = list_standards(db, visit.sight());
    std::ranges::stable_sort(all, web::comes_before, &Standard::document);
    const bool is_of_several =
        std::ranges::any_of(all, [&](const Standard& standard) { return standard.framework != all.front().framework; });
    for (const auto& standard : all) {
        auto codes = web::listed(standard.serves);
        if (is_of_several) codes += " (" + standard.framework + ")";
        options.push_back({standard.id.text, name_of(standard), text("standards.gathered.serves", {{"codes", codes}})});
    }
    const auto& item = head.evidence;
    const auto address = "/evidence/" + item.id.text + "/standards";
    auto response =
        web::page("standards/of_item", text("standards.gathered.title"),
                  {{"header", web::header(item.title, text("standards.gathered.title"), text("standards.gathered.lead"))},
                   {"csrf", visit.csrf},
                   {"action", address},
                   {"seen", seen},
                   {"none", options.empty()},
                   {"choice", web::component("standards.gathered", {standards_shape, chosen}, problems, {{"standards", options}}).data},
                   {"button", web::button(text("standards.gathered.save"))}},
                  status);
    response.problems = problems;
    response.forms = {{address, {{{standards_shape, chosen}, {seen_shape, {seen}}}, {}}}};
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}, {"/evidence/" + item.id.text, item.title}};
    response.who_can_see = evaluations::seen_by(head.owner_name);
    return response;
}

std::vector<std::string> texts_of(const std::vector<StandardId>& ids) {
    std::vector<std::string> texts;
    for (const auto& id : ids) texts.push_back(id.text);
    return texts;
}

web::Response show_item(const web::Visit& visit, db::Read& db) {
    const auto head = evidence::evidence_at(visit);
    if (!head) return web::not_found();
    const auto said = texts_of(standards_of(db, visit.actor.partnership, head->evidence.id));
    return item_page(visit, db, *head, said, mark_of(said), {}, web::Status::ok);
}

web::Response save_item(const web::Visit& visit, db::Write& db) {
    const auto head = evidence::evidence_at(visit);
    if (!head) return web::not_found();
    const auto typed = visit.form.list("standards"), said = texts_of(standards_of(db, visit.actor.partnership, head->evidence.id));
    auto named = visit.form.ids();
    named.insert(named.end(), said.begin(), said.end());
    std::vector<Standard> before, chosen;
    for (const auto& standard : list_standards(db, visit.sight(), db::Only(named))) {
        if (std::ranges::find(said, standard.id.text) != said.end()) before.push_back(standard);
        if (std::ranges::find(typed, standard.id.text) != typed.end()) chosen.push_back(standard);
    }
    const auto seen = visit.form.text("seen_version");
    if (chosen.size() != typed.size())
        return item_page(visit, db, *head, typed, seen, {{"standards", "standards.gathered.unknown"}}, web::Status::unprocessable);
    if (seen != mark_of(said))  // shown are theirs; saving again is a choice
        return item_page(visit, db, *head, said, mark_of(said), {{"standards", "standards.gathered.changed_meanwhile"}},
                         web::Status::conflict);
    replace_standards_of(db, visit.by(), head->evidence.id, before, chosen);
    return web::see_other("/evidence/" + head->evidence.id.text);
}

// Each item that was gathered with a standard which serves the indicator: whether it tells about it already, and what would make it.
web::Data item_rows(const web::Visit& visit, const evaluations::Evaluation& evaluation, const std::string& code,
                    const std::vector<const Standard*>& serving, const std::vector<GatheredItem>& items) {
    web::List rows;
    for (const auto& item : items) {
        const auto with = std::ranges::find_if(
            serving, [&](const Standard* standard) { return std::ranges::find(item.standards, standard->id) != item.standards.end(); });
        if (with == serving.end()) continue;
        const bool tells = item.found_on.contains(code);
        const auto* key = tells && item.is_used ? "tells" : tells ? "not_used" : "no_finding";
        rows.push_back(web::Object{{"title", item.title},
                                   {"href", "/evidence/" + item.id.text + "?evaluation=" + evaluation.id.text},
                                   {"with", text("standards.gathered.with", {{"name", name_of(**with)}})},
                                   {"state", text(std::string("standards.gathered.") + key)},
                                   {"evidence", item.id.text},
                                   {"use", !item.is_used && !evaluation.is_finished() && visit.may(Ability::evaluate, "evaluation")}});
    }
    return rows.empty() ? web::Data(false) : web::Data(rows);
}

web::Response show_evaluation(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluations::evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto gathered = read_gathered(db, visit.sight(), evaluation->id);
    web::List indicators;
    for (const auto& indicator : framework.indicators) {
        if (!gathered.in_scope.contains(indicator.code)) continue;
        std::vector<const Standard*> serving;
        web::List names;
        for (const auto& standard : gathered.standards)
            if (standard.framework == framework.id && std::ranges::find(standard.serves, indicator.code) != standard.serves.end()) {
                serving.push_back(&standard);
                names.push_back(web::Object{{"href", "/standards/" + standard.id.text}, {"text", name_of(standard)}});
            }
        if (serving.empty()) continue;
        indicators.push_back(web::Object{{"id", "standards_" + indicator.code},
                                         {"title", indicator.code + " " + indicator.title},
                                         {"desk", judging::desk_address(evaluation->id, indicator.code)},
                                         {"standards", names},
                                         {"items", item_rows(visit, *evaluation, indicator.code, serving, gathered.items)}});
    }
    return evaluations::evaluation_page(
        "standards/of_evaluation", text("standards.list.title"), *evaluation,
        {{"header", web::header(evaluation->title, text("standards.list.title"), text("standards.gathered.evaluation_lead"))},
         {"csrf", visit.csrf},
         {"uses", evaluations::address_of(evaluation->id) + "/uses"},
         {"none", indicators.empty()},
         {"indicators", indicators}});
}

}  // namespace

void add_gathered_pages(web::Router& router) {
    router.get("/evidence/{evidence}/standards", may::contribute, show_item);
    router.post("/evidence/{evidence}/standards", may::contribute, save_item, {.fields = {standards_shape, seen_shape}});
    router.get("/evaluations/{evaluation}/standards", may::read, show_evaluation);
}

}  // namespace touchstone::standards

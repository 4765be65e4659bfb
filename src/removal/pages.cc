// Deleting what was only begun, with the reasons where that is not possible.
#include "removal/pages.h"

#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_row_store.h"
#include "removal/removal_store.h"
#include "web/components.h"
#include "web/texts.h"

namespace touchstone::removal {
namespace {

using web::text;

// `kind` is "evaluation" or "evidence".
web::Response page_of(const web::Visit& visit, const std::string& kind, const std::string& title, const std::string& back,
                      const std::vector<std::string>& reasons, web::Status status) {
    web::List sentences;
    for (const auto& reason : reasons) sentences.push_back(text("removal.reason." + reason));
    auto response = web::page("removal/removal", text("removal.of." + kind + ".title"),
                              {{"header", web::header(title, text("removal.of." + kind + ".title"))},
                               {"is_possible", reasons.empty()},
                               {"about", text("removal.of." + kind + ".about")},
                               {"why_not", text("removal.of." + kind + ".why_not")},
                               {"reasons", sentences},
                               {"csrf", visit.csrf},
                               {"address", visit.address},
                               {"button", web::button(text("removal.of." + kind + ".button"), "", "", true)},
                               {"back", web::link(back, text("removal.back"))}},
                              status);
    response.crumbs = kind == "evaluation" ? std::vector<web::Crumb>{{"/evaluations", text("evaluations.list.title")}, {back, title}}
                                           : std::vector<web::Crumb>{{"/evidence", text("evaluations.evidence.title")}, {back, title}};
    response.who_can_see = text("people.seen_as_each");
    if (status == web::Status::unprocessable)
        for (const auto& reason : reasons) response.problems.push_back({"", "removal.reason." + reason});
    return response;
}

web::Response evaluation_page(const web::Visit& visit, db::Read& db, const evaluations::Evaluation& evaluation, web::Status status) {
    const auto reasons = reasons_to_keep_evaluation(find_standing(db, visit.actor.partnership, evaluation, visit.now));
    return page_of(visit, "evaluation", evaluation.title, evaluations::address_of(evaluation.id), reasons, status);
}

web::Response ask_evaluation(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluations::evaluation_at(visit);
    return evaluation ? evaluation_page(visit, db, *evaluation, web::Status::ok) : web::not_found();
}

web::Response delete_evaluation(const web::Visit& visit, db::Write& db) {
    const auto evaluation = evaluations::evaluation_at(visit);
    if (!evaluation) return web::not_found();
    if (!reasons_to_keep_evaluation(find_standing(db, visit.actor.partnership, *evaluation, visit.now)).empty())
        return evaluation_page(visit, db, *evaluation, web::Status::unprocessable);
    remove_evaluation(db, visit.by(), *evaluation);
    return web::see_other("/evaluations");
}

std::optional<evidence::Evidence> item_at(const web::Visit& visit) {
    auto head = visit.object<evidence::EvidenceHead>("evidence");
    return head ? std::optional(std::move(head->evidence)) : std::nullopt;
}

web::Response evidence_page(const web::Visit& visit, const evidence::Evidence& item, const Standing& standing, web::Status status) {
    return page_of(visit, "evidence", item.title, "/evidence/" + item.id.text, reasons_to_keep_evidence(standing), status);
}

web::Response ask_evidence(const web::Visit& visit, db::Read& db) {
    const auto item = item_at(visit);
    if (!item) return web::not_found();
    return evidence_page(visit, *item, find_standing(db, visit.actor.partnership, *item), web::Status::ok);
}

web::Response delete_evidence(const web::Visit& visit, db::Write& db) {
    const auto item = item_at(visit);
    if (!item) return web::not_found();
    const auto standing = find_standing(db, visit.actor.partnership, *item);
    if (!reasons_to_keep_evidence(standing).empty()) return evidence_page(visit, *item, standing, web::Status::unprocessable);
    remove_evidence(db, visit.by(), *item);
    return web::see_other("/evidence");
}

}  // namespace

void add_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/delete", may::evaluate, ask_evaluation);
    router.post("/evaluations/{evaluation}/delete", may::evaluate, delete_evaluation, {.is_button = true});
    router.get("/evidence/{evidence}/delete", may::contribute, ask_evidence);
    router.post("/evidence/{evidence}/delete", may::contribute, delete_evidence, {.is_button = true});
}

}  // namespace touchstone::removal

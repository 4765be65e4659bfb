// One of the six questions: the profile of levels on one side, the written conclusion on the other. Counts and spread, never an average.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "evaluations/evaluation_pages.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/judgement_store.h"
#include "evaluations/parts_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "people/event_store.h"

namespace touchstone::evaluations {
namespace {

using frameworks::Framework;
using frameworks::Question;
using web::text;

struct Asked {
    Evaluation evaluation;
    const Framework* framework;
    const Question* question;
    std::vector<Judged> judgements;
    std::optional<Concluded> concluded;
};

std::optional<Asked> find_asked(const web::Visit& visit, db::Read& db) {
    auto evaluation = find_evaluation(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"));
    if (!evaluation) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto question = std::ranges::find_if(
        framework.questions, [&](const Question& known) { return std::to_string(known.number) == visit.path.at("question"); });
    if (question == framework.questions.end()) return std::nullopt;
    Asked asked{std::move(*evaluation), &framework, &*question, {}, std::nullopt};
    std::tie(asked.judgements, asked.concluded) =
        list_judgements_and_conclusion(db, visit.actor.partnership, asked.evaluation.id, question->number);
    return asked;
}

bool belongs_to(const Framework& framework, const std::string& indicator, int question) {
    const auto found = std::ranges::find(framework.indicators, indicator, &frameworks::Indicator::code);
    if (found == framework.indicators.end()) return false;
    const auto area = std::ranges::find(framework.key_areas, found->key_area, &frameworks::KeyArea::number);
    return area != framework.key_areas.end() && area->question == question;
}

// The last question is a global judgement, based on all key areas (part 2.2).
bool is_global(const Asked& asked) { return asked.question == &asked.framework->questions.back(); }

web::Data judged_table(const Asked& asked) {
    web::Table table{
        .id = "levels", .caption = text("evaluations.conclusion.levels"), .heads = {}, .rows = {}, .is_sortable = false, .csv = {}};
    table.heads = {{text("evaluations.conclusion.indicator"), {}},
                   {text("evaluations.judgement.level"), {}},
                   {text("evaluations.judgement.confidence"), {}}};
    for (const auto& indicator : asked.framework->indicators)
        for (const auto& judged : asked.judgements) {
            if (judged.judgement.indicator != indicator.code ||
                !(is_global(asked) || belongs_to(*asked.framework, indicator.code, asked.question->number)))
                continue;
            const auto level = static_cast<int>(judged.judgement.level);
            table.rows.push_back({{indicator.code + " " + indicator.title, desk_address(asked.evaluation.id, indicator.code)},
                                  {std::to_string(level) + " " + level_word(*asked.framework, level), {}},
                                  {text("evaluations.confidence." + name_of(judged.judgement.confidence) + ".name"), {}}});
        }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

web::Response conclusion_page(const web::Visit& visit, const Asked& asked, const ConclusionDraft& draft, const Problems& problems,
                              web::Status status, web::Data conflict) {
    const bool may_write = visit.may(Ability::evaluate, "evaluation") && !asked.evaluation.is_finished();
    const auto address = address_of(asked.evaluation.id) + "/questions/" + std::to_string(asked.question->number);
    web::Data form = false;
    if (may_write)
        form = web::Object{{"csrf", visit.csrf},
                           {"address", address},
                           {"seen_version", std::to_string(draft.seen_version)},
                           {"statement", web::textarea({.name = "statement",
                                                        .label = text("evaluations.conclusion.statement"),
                                                        .hint = text(is_global(asked) ? "evaluations.conclusion.capacity_hint"
                                                                                      : "evaluations.conclusion.statement_hint"),
                                                        .value = draft.statement,
                                                        .rows = 12,
                                                        .max = statement_max_characters},
                                                       problems)},
                           {"button", web::button(text("evaluations.conclusion.save"))}};
    web::Data written = false;
    if (asked.concluded && !may_write) written = web::Object{{"paragraphs", web::paragraphs(asked.concluded->conclusion.statement)}};
    const auto by = asked.concluded ? text("evaluations.conclusion.by", {{"name", asked.concluded->written_by_name},
                                                                         {"when", in_words(asked.concluded->conclusion.written_at)}})
                                    : "";
    return evaluation_page(
        "evaluations/conclusion", asked.question->title, asked.evaluation,
        {{"error_summary", web::error_summary(problems)},
         {"header", web::header(text("evaluations.conclusion.question", {{"number", std::to_string(asked.question->number)}}),
                                asked.question->title, asked.question->about)},
         {"table", judged_table(asked)},
         {"conflict", std::move(conflict)},
         {"form", std::move(form)},
         {"written", std::move(written)},
         {"nothing", !asked.concluded && !may_write},
         {"by", web::or_false(by)}},
        status);
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto asked = find_asked(visit, db);
    if (!asked) return web::not_found();
    const auto draft = asked->concluded ? ConclusionDraft{asked->concluded->conclusion.statement, asked->concluded->conclusion.version}
                                        : ConclusionDraft{};
    return conclusion_page(visit, *asked, draft, {}, web::Status::ok, false);
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto asked = find_asked(visit, db);
    if (!asked) return web::not_found();
    ConclusionDraft draft{visit.form.text("statement"), visit.form.number("seen_version")};
    const auto conclusion = conclude(asked->evaluation, asked->question->number, draft, visit.actor.id, visit.now);
    if (!conclusion) return conclusion_page(visit, *asked, draft, conclusion.error(), web::Status::unprocessable, false);
    const auto& before = asked->concluded;
    if (!record_conclusion(db, visit.actor.partnership, asked->evaluation.id, *conclusion)) {
        draft.seen_version = before ? before->conclusion.version : 0;  // saving again is now a choice
        web::Data conflict = false;
        if (before)
            conflict = web::Object{{"who", before->written_by_name},
                                   {"when", in_words(before->conclusion.written_at)},
                                   {"fields", web::List{web::Object{{"label", text("evaluations.conclusion.statement")},
                                                                    {"yours", draft.statement},
                                                                    {"theirs", before->conclusion.statement},
                                                                    {"is_same", draft.statement == before->conclusion.statement}}}}};
        return conclusion_page(visit, *asked, draft, {{"", "evaluations.conclusion.changed_meanwhile"}}, web::Status::conflict,
                               std::move(conflict));
    }
    const auto as_json = [](const std::string& statement) { return nlohmann::json{{"statement", statement}}.dump(); };
    people::record(
        db, {visit.actor.partnership, visit.now, visit.actor.id, "concluded", "evaluation", asked->evaluation.id.text,
             std::to_string(asked->question->number), before ? as_json(before->conclusion.statement) : "", as_json(conclusion->statement)});
    people::forget_draft(visit, db);
    return web::see_other(address_of(asked->evaluation.id));
}

}  // namespace

void add_conclusion_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/questions/{question}", may::read, show);
    router.post("/evaluations/{evaluation}/questions/{question}", may::evaluate, save);
}

}  // namespace touchstone::evaluations

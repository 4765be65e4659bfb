// What each awarded level asks the partners to do, and what they answered. Nothing here awards a level or suggests one.
#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "plans/plan_pages.h"
#include "plans/plan_words_pages.h"
#include "web/fields.h"

namespace touchstone::plans {
namespace {

using web::text;

const frameworks::Framework& framework_of(db::Read& db, const Content& content, const Awarded& awarded) {
    const auto drawn = std::ranges::find(content.evaluations, awarded.at.evaluation, &Drawn::id);
    return frameworks::framework_of(db, drawn->framework_hash);
}

std::string address_of_answer(const Content& content, const Awarded& awarded) {
    return address_of(content.plan.id) + "/levels/" + awarded.at.evaluation.text + "/" + awarded.at.indicator;
}

// Indicator, level and what the level asks for, as the framework has it.
web::Object prompt_of(const web::Visit& visit, db::Read& db, const Content& content, const Awarded& awarded) {
    const auto& framework = framework_of(db, content, awarded);
    const auto level = static_cast<int>(awarded.level);
    const auto* indicator = frameworks::find_indicator(framework, awarded.at.indicator);
    const auto* point = frameworks::find_level(framework, level);
    const auto drawn = std::ranges::find(content.evaluations, awarded.at.evaluation, &Drawn::id);
    return {
        {"title", awarded.at.indicator + " " + (indicator ? indicator->title : std::string())},
        {"evaluation", drawn->title},
        {"level", evaluations::level_tag(framework, level)},
        {"asks", point && !point->asks.empty() ? web::Data(point->asks) : web::Data(false)},
        {"practice", awarded.level == judging::Level::excellent && may::lead.holds(visit.actor)
                         ? web::Data("/good-practice/new?evaluation=" + awarded.at.evaluation.text + "&indicator=" + awarded.at.indicator)
                         : web::Data(false)},
        {"implication", web::or_false(point ? point->implication : std::string())}};
}

web::Data answer_data(const Content& content, const LevelAnswer* answer) {
    if (!answer) return false;
    const auto* whole = one_of(content, answer->objective);
    return web::Object{
        {"paragraphs", web::paragraphs(answer->words)},
        {"objective", whole ? web::Data(web::link(address_of(answer->objective), whole->objective.title)) : web::Data(false)},
        {"by", text("plans.levels.by", {{"name", answer->by_name}, {"when", in_words(date_of(answer->when))}})}};
}

web::Response show_all(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "plan");
    if (!content) return web::not_found();
    const bool may_write = visit.may(Ability::lead, "plan");
    auto levels = content->levels;
    std::ranges::stable_sort(levels, {}, &Awarded::level);
    web::List items;
    for (const auto& awarded : levels) {
        const auto* answer = answer_to(awarded, content->answers);
        auto item = prompt_of(visit, db, *content, awarded);
        item.emplace("answer", answer_data(*content, answer));
        item.emplace("write", may_write ? web::Data(web::link(address_of_answer(*content, awarded),
                                                              text(answer ? "plans.levels.answer_anew" : "plans.levels.answer")))
                                        : web::Data(false));
        items.push_back(item);
    }
    return plan_page("plans/levels", text("plans.levels.title"), *content,
                     {{"header", web::header(content->plan.title, text("plans.levels.title"), text("plans.levels.lead"))},
                      {"none", items.empty()},
                      {"items", items}},
                     web::Status::ok);
}

// How often this level was answered: what an answer replaces is the last of them.
int times_answered(const Content& content, const Awarded& awarded) {
    return static_cast<int>(std::ranges::count_if(
        content.answers, [&](const LevelAnswer& answer) { return answer.to.at == awarded.at && answer.to.level == awarded.level; }));
}

LevelAnswerDraft draft_of(const LevelAnswer* answer, int times) {
    return answer ? LevelAnswerDraft{answer->words, answer->objective.text, times} : LevelAnswerDraft{};
}

web::Data conflict_of(const Content& content, const Awarded& awarded, const LevelAnswerDraft& draft, const web::Offers& offers) {
    const auto* theirs = answer_to(awarded, content.answers);
    if (theirs == nullptr) return false;
    auto both = web::compared(level_answer_fields(), draft, draft_of(theirs, draft.seen_version), offers);
    both["who"] = theirs->by_name;
    both["when"] = in_words(theirs->when);
    return both;
}

const Awarded* named_in(const Content& content, const web::Visit& visit) {
    const IndicatorRef at{EvaluationId{visit.path.at("drawn")}, visit.path.at("indicator")};
    const auto found = std::ranges::find(content.levels, at, &Awarded::at);
    return found == content.levels.end() ? nullptr : &*found;
}

web::Response answer_page(const web::Visit& visit, db::Read& db, const Content& content, const Awarded& awarded,
                          const LevelAnswerDraft& draft, const Problems& problems, web::Status status) {
    std::vector<web::Option> objectives{{"", text("plans.levels.no_objective"), {}}};
    for (const auto& whole : content.objectives) objectives.push_back({whole.objective.id.text, whole.objective.title, {}});
    const web::Offers offers{{"objective", objectives}};
    const auto address = address_of_answer(content, awarded);
    auto data = prompt_of(visit, db, content, awarded);
    data.merge(web::components(level_answer_fields(), draft, problems, offers));
    data.merge({{"header", web::header(content.plan.title, text("plans.levels.answer_title"))},
                {"csrf", visit.csrf},
                {"action", address},
                {"conflict", status == web::Status::conflict ? conflict_of(content, awarded, draft, offers) : web::Data(false)},
                {"button", web::button(text("plans.levels.save"))}});
    auto response = plan_page("plans/level_answer", text("plans.levels.answer_title"), content, std::move(data), status,
                              {{address_of(content.plan.id) + "/levels", text("plans.levels.title")}});
    response.problems = problems;
    response.forms = {{address, web::form_now(level_answer_fields(), draft)}};
    return response;
}

web::Response show_one(const web::Visit& visit, db::Read& db) {
    const auto content = find_content(visit, db, "plan");
    const auto* awarded = content ? named_in(*content, visit) : nullptr;
    if (!awarded) return web::not_found();
    const auto* answer = answer_to(*awarded, content->answers);
    return answer_page(visit, db, *content, *awarded, draft_of(answer, times_answered(*content, *awarded)), {}, web::Status::ok);
}

web::Response answer(const web::Visit& visit, db::Write& db) {
    const auto content = find_content(visit, db, "plan");
    const auto* awarded = content ? named_in(*content, visit) : nullptr;
    if (!awarded) return web::not_found();
    auto draft = web::read_draft(level_answer_fields(), visit.form);
    std::vector<ObjectiveId> objectives;
    for (const auto& whole : content->objectives) objectives.push_back(whole.objective.id);
    const auto answered = answer_level(*awarded, draft, objectives, visit.actor.id, visit.now);
    if (!answered) return answer_page(visit, db, *content, *awarded, draft, answered.error(), web::Status::unprocessable);
    if (const int now = times_answered(*content, *awarded); draft.seen_version != now) {
        draft.seen_version = now;  // saving again is now a choice
        return answer_page(visit, db, *content, *awarded, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict);
    }
    add_answer(db, visit.by(), content->plan.id, *answered);
    people::forget_draft(visit, db);
    return web::see_other(address_of(content->plan.id) + "/levels", "level_answer");
}

}  // namespace

void add_level_pages(web::Router& router) {
    router.word("drawn");
    router.get("/plans/{plan}/levels", may::read, show_all);
    router.get("/plans/{plan}/levels/{drawn}/{indicator}", may::lead, show_one);
    router.post("/plans/{plan}/levels/{drawn}/{indicator}", may::lead, answer,
                {.fields = web::taken(level_answer_fields()), .reads_named = true});
}

}  // namespace touchstone::plans

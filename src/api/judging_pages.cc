// What judging rests on: triangulation, how far those agree who judged alone, inspections, and what could be done to gather more.
#include "api/api_pages.h"
#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/agreement_pages.h"
#include "judging/inspection_store.h"
#include "judging/judging_words_pages.h"
#include "judging/triangulation_store.h"
#include "tasks/task_store.h"
#include "web/api.h"
#include "workspace/levels_across_store.h"
#include "workspace/planned_activity_store.h"

namespace touchstone::api {
namespace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace workspace;
using web::Json;

const std::string not_shared_shape = "[{owner, items: number}]";

const std::string triangulation_shape =
    "{indicator, theme: number, title, short, state, reason, sources: [text], lines: [{name, source, newest: day}], strengths: number, "
    "improvements: number}";

Json triangulated_json(const frameworks::Framework& framework, const frameworks::Indicator& indicator, int number,
                       const std::vector<OnTheme>& findings) {
    const ThemeRef theme{indicator.code, number};
    int strengths = 0, improvements = 0;
    for (const auto& on : findings) {
        if (on.theme != theme) continue;
        strengths += on.kind == FindingKind::strength ? 1 : 0;
        improvements += on.kind == FindingKind::improvement ? 1 : 0;
    }
    const auto found = triangulate(lines_on(findings, theme));
    return {{"indicator", indicator.code},
            {"theme", number},
            {"title", indicator.themes[static_cast<std::size_t>(number) - 1].title},
            {"short", frameworks::listed_title(indicator, number)},
            {"state", name_of(found.state)},
            {"reason", reason_in_words(framework, found)},
            {"sources", web::list_of(found.sources, [](const Source& source) { return source.key; })},
            {"lines", web::list_of(found.lines,
                                   [](const Line& line) {
                                       return Json{{"name", line.name}, {"source", line.source.key}, {"newest", iso(line.to)}};
                                   })},
            {"strengths", strengths},
            {"improvements", improvements}};
}

web::Response triangulation(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto over = read_over_themes(db, visit.sight(), evaluation->id);
    auto themes = Json::array();
    for (const auto& indicator : framework.indicators) {
        const auto choice = over.scope.find(indicator.code);
        if (choice == over.scope.end() || choice->second == Depth::none) continue;
        for (int number = 1; number <= static_cast<int>(indicator.themes.size()); ++number)
            themes.push_back(triangulated_json(framework, indicator, number, over.findings));
    }
    return web::answer({{"themes", themes}, {"not_shared", web::list_of(over.not_shared, [](const NotShared& gap) {
                                                 return Json{{"owner", gap.owner_name}, {"items", gap.items}};
                                             })}});
}

const std::string agreement_shape =
    "{compared: number, evaluators: number, statistics: [{statistic, value: decimal, low?: decimal, high?: decimal}]}";

// Of first judgements that are laid open; what each figure means is in docs/statistics.md.
web::Response agreement(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto ratings = ratings_of(framework, read_rounds(db, visit.actor.partnership, evaluation->id, visit.actor.id));
    auto statistics = Json::array();
    for (const auto& [name, statistic, is_share] : agreement_statistics()) {
        const auto value = statistic(ratings);
        if (!value) continue;
        Json one{{"statistic", name}, {"value", *value}};
        if (const auto interval = interval_of(ratings, statistic)) one.update({{"low", interval->low}, {"high", interval->high}});
        statistics.push_back(std::move(one));
    }
    return web::answer({{"compared", compared_items(ratings)},
                        {"evaluators", ratings.by_item.empty() ? 0 : ratings.by_item.front().size()},
                        {"statistics", statistics}});
}

const std::string inspection_shape =
    "{id, " + web::owner_shape +
    ", extent, title?, levels?: [{indicator, level: number}], differences?: [{indicator, reason, version: number}]}";

// The self-evaluation first.
web::Response inspections(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto self = evaluation->inspects.is_empty() ? evaluation->id : evaluation->inspects;
    return web::answer_page_of(visit, read_inspections(db, visit.actor, self, visit.now).all, [](const Inspected& one) {
        Json json{{"id", one.evaluation.id.text}, {"extent", name_of(one.extent)}};
        web::add_owner(json, one.evaluation.owner, one.evaluation.owner_name);
        if (one.extent < Extent::levels) return json;
        json["title"] = one.evaluation.title;
        json["levels"] =
            web::list_of(one.levels, [](const auto& entry) { return Json{{"indicator", entry.first}, {"level", entry.second}}; });
        json["differences"] = web::list_of(one.differences, [](const auto& entry) {
            return Json{{"indicator", entry.first}, {"reason", entry.second.reason}, {"version", entry.second.version}};
        });
        return json;
    });
}

const std::string activity_shape =
    "{id, name, line, source, themes: [text], change, state, hours: [{organisation, hours}], made_at: moment}";

// What could be done to gather more evidence.
web::Response activities(const web::Visit& visit, db::Read& db) {
    return web::answer_page_of(visit, read_planning(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation")).activities,
                               [](const ProposedActivity& one) {
                                   const auto hours = web::list_of(one.activity.work, [](const auto& entry) {
                                       return Json{{"organisation", entry.first.text}, {"hours", in_hours(entry.second)}};
                                   });
                                   std::vector<ThemeRef> themes;
                                   for (const auto& serves : one.activity.serves) themes.push_back(serves.theme);
                                   return Json{{"id", one.id.text},
                                               {"name", one.activity.name},
                                               {"line", one.activity.line},
                                               {"source", one.source.key},
                                               {"themes", web::list_of(themes, [](const ThemeRef& theme) { return text_of(theme); })},
                                               {"change", one.change},
                                               {"state", name_of(one.state)},
                                               {"hours", hours},
                                               {"made_at", iso(one.made_at)}};
                               });
}

const std::string task_shape = "{id, part, words, account?, name?, due: day, is_done: yes_no}";

web::Response tasks_listed(const web::Visit& visit, db::Read& db) {
    return web::answer_page_of(
        visit, db::alone(db, tasks::ask_tasks, visit.actor.partnership, visit.id<EvaluationId>("evaluation")), [](const tasks::Task& task) {
            Json json{
                {"id", task.id.text}, {"part", task.part}, {"words", task.words}, {"due", iso(task.due)}, {"is_done", task.is_done()}};
            web::add_known(json, "account", task.who.text);
            web::add_known(json, "name", task.who_name);
            return json;
        });
}

const std::string level_count_shape = "{framework, kind, year: number, indicator, level: number, evaluations: number}";

web::Response levels(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto counts = ask_levels(trip, visit.sight(), OrganisationId{visit.query.text("organisation")}, visit.actor.works_alone);
    trip.go();
    auto items = web::list_of(*counts, [](const LevelCount& count) {
        return Json{
            {"framework", count.framework},           {"kind", name_of(count.kind)}, {"year", count.year}, {"indicator", count.indicator},
            {"level", static_cast<int>(count.level)}, {"evaluations", count.counted}};
    });
    return web::answer({{"items", std::move(items)}});
}

}  // namespace

void add_judging_pages(web::Router& router) {
    router.api_get("/evaluations/{evaluation}/tasks", may::read, tasks_listed, {"Tasks", "Who does what by when", {}, true, task_shape});
    router.api_get("/evaluations/{evaluation}/triangulation", may::read, triangulation,
                   {"Triangulation",
                    "How far each theme in scope is triangulated, and why",
                    {},
                    false,
                    "{themes: [" + triangulation_shape + "], not_shared: " + not_shared_shape + "}"});
    router.api_get("/evaluations/{evaluation}/agreement", may::read, agreement,
                   {"Agreement", "How far first judgements agree that are laid open", {}, false, agreement_shape});
    router.api_get(
        "/evaluations/{evaluation}/inspection", may::read, inspections,
        {"Inspections", "The self-evaluation and its inspections, with levels where they may be seen", {}, true, inspection_shape});
    router.api_get("/evaluations/{evaluation}/evidence-plan", may::read, activities,
                   {"Evidence plan", "What could be done to gather more evidence", {}, true, activity_shape});
    router.api_get(
        "/levels", may::read, levels,
        {"Levels across evaluations",
         "How often each level was awarded in finished evaluations that all members of the partnership may see, or in those of one "
         "organisation that you may see",
         {"organisation"},
         false,
         "{items: [" + level_count_shape + "]}"});
}

}  // namespace touchstone::api

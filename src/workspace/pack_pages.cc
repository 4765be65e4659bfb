// What a team takes to a meeting, on paper: the map, who does what, and each indicator that has to be talked about, with room to write.
#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/judging_words_pages.h"
#include "tasks/task_words_pages.h"
#include "web/lists.h"
#include "workspace/overview_pages.h"
#include "workspace/pages.h"
#include "workspace/talk_words_pages.h"

namespace touchstone::workspace {

using namespace evaluations;
namespace {

using frameworks::Framework;
using frameworks::Indicator;
using web::text;

struct Pack {
    Evaluation evaluation;
    const Framework* framework;
    Workspace workspace;
    std::vector<ListedTalk> talks;  // open ones
};

std::optional<Pack> find_pack(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluation_at(visit);
    if (!evaluation) return std::nullopt;
    auto talks = db::alone(db, ask_talks, visit.sight(), evaluation->id);
    std::erase_if(talks, [](const ListedTalk& talk) { return !talk.is_open; });
    auto workspace = read_workspace(db, visit.sight(), evaluation->id);
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    return Pack{std::move(*evaluation), &framework, std::move(workspace), std::move(talks)};
}

web::Data table_of_tasks(const Pack& pack) {
    web::Table table{.id = "who_does_what", .caption = text("tasks.title"), .heads = {}, .rows = {}, .is_sortable = false, .csv = {}};
    table.heads = {{text("evaluations.pack.what"), {}}, {text("evaluations.pack.who"), {}}, {text("tasks.task.due"), {}}};
    for (const auto& task : pack.workspace.tasks)
        if (!task.is_done())
            table.rows.push_back({{tasks::about_in_words(*pack.framework, task), {}},
                                  {task.who.is_empty() ? text("tasks.nobody") : task.who_name, {}},
                                  {in_words(task.due), {}}});
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

bool is_about(const ListedTalk& talk, const Indicator& indicator) {
    return talk.about.kind != conversations::Kind::evidence && talk.about.part == indicator.code;
}

web::Data said(const Pack& pack, const ListedTalk& talk, bool names_object) {
    return web::Object{
        {"object", names_object ? web::Data(object_of(*pack.framework, talk)) : web::Data(false)},
        {"words", web::paragraphs(talk.first_words)},
        {"last", web::counted("conversations.list.last", talk.remarks, {{"name", talk.last_by}, {"when", in_words(talk.last_at)}})}};
}

// Not judged yet, judged with a caveat or with less than high confidence, or talked about.
web::List to_talk_about(const Pack& pack) {
    web::List indicators;
    for (const auto& indicator : pack.framework->indicators) {
        if (!indicator.judged || depth_now(pack.workspace.scope, indicator.code) == Depth::none) continue;
        const auto judged = pack.workspace.judgements.find(indicator.code);
        const bool has_level = judged != pack.workspace.judgements.end();
        const bool is_sure = has_level && judged->second.confidence == judging::Confidence::high && judged->second.caveat.empty();
        web::List talks;
        for (const auto& talk : pack.talks)
            if (is_about(talk, indicator)) talks.push_back(said(pack, talk, false));
        if (is_sure && talks.empty()) continue;
        indicators.push_back(
            web::Object{{"title", indicator.code + " " + indicator.title},
                        {"id", "about_" + indicator.code},
                        {"state", state_of(pack.workspace, indicator)},
                        {"level", has_level ? level_tag(*pack.framework, static_cast<int>(judged->second.level)) : web::Data(false)},
                        {"sureness", has_level ? web::Data(judging::sureness(judged->second)) : web::Data(false)},
                        {"rationale", has_level ? web::Data(web::paragraphs(judged->second.rationale)) : web::Data(false)},
                        {"talks", talks}});
    }
    return indicators;
}

web::List other_talks(const Pack& pack) {
    web::List talks;
    for (const auto& talk : pack.talks)
        if (std::ranges::none_of(pack.framework->indicators, [&](const Indicator& indicator) { return is_about(talk, indicator); }))
            talks.push_back(said(pack, talk, true));
    return talks;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto pack = find_pack(visit, db);
    if (!pack) return web::not_found();
    const auto title = text("evaluations.pack.title");
    const auto indicators = to_talk_about(*pack), talks = other_talks(*pack);
    return evaluation_page("workspace/pack", title, pack->evaluation,
                           {{"header", web::header(pack->evaluation.title, title, text("evaluations.pack.lead"))},
                            {"map", web::Data(map_of(*pack->framework, pack->evaluation, pack->workspace))},
                            {"table", table_of_tasks(*pack)},
                            {"nothing", indicators.empty()},
                            {"indicators", indicators},
                            {"has_talks", !talks.empty()},
                            {"talks", talks}});
}

}  // namespace

void add_pack_pages(web::Router& router) { router.get("/evaluations/{evaluation}/packs/meeting", may::read, show); }

}  // namespace touchstone::workspace

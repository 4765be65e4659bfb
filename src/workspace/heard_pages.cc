// Who was not heard: stakeholder groups and groups of children against the evidence that an evaluation uses.
#include <algorithm>

#include "charts/matrix.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "workspace/heard_store.h"
#include "workspace/pages.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
namespace {

using frameworks::Framework;
using web::text;

// One of the two parts of the page; its texts stand under "evaluations.heard.<key>".
struct Part {
    std::string key;
    std::vector<std::string> titles;  // of the groups, in the order of `heard`
    std::vector<Heard> heard;
};

template <class Values>
Part part_of(const Framework& framework, const std::string& key, const Values& groups, const std::vector<Trace>& traces) {
    Part part{key, {}, {}};
    std::vector<std::string> keys;
    for (const auto& group : groups) {
        keys.push_back(group.key);
        part.titles.push_back(group.title);
    }
    part.heard = heard_of(framework, keys, traces);
    return part;
}

std::string text_of(const Part& part, const std::string& key) { return text("evaluations.heard." + part.key + "." + key); }

// A sentence for each group that was not heard, or hardly.
web::List gap_sentences(const Part& part) {
    web::List gaps;
    for (std::size_t i = 0; i < part.heard.size(); ++i) {
        const auto& heard = part.heard[i];
        const char* gap = heard.lines == 0 ? "none" : heard.views == 0 ? "no_views" : heard.lines == 1 ? "one" : nullptr;
        if (gap) gaps.push_back(text("evaluations.heard." + part.key + "." + gap, {{"group", part.titles[i]}}));
    }
    return gaps;
}

std::vector<const frameworks::KeyArea*> areas_with_indicators(const Framework& framework) {
    std::vector<const frameworks::KeyArea*> areas;
    for (const auto& area : framework.key_areas)
        if (!frameworks::indicators_of(framework, area).empty()) areas.push_back(&area);
    return areas;
}

web::Object picture_of(const Framework& framework, const Part& part) {
    charts::Matrix picture{.id = part.key + "_picture",
                           .title = text("evaluations.heard.picture"),
                           .description = {},
                           .columns = {text("evaluations.heard.all")},
                           .none = text("evaluations.heard.none_word"),
                           .rows = {}};
    web::Table table{.id = part.key + "_table",
                     .caption = text_of(part, "title"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = true,
                     .csv = part.key + ".csv"};
    table.heads = {{text_of(part, "group"), {}}, {text("evaluations.heard.lines"), {}, true}, {text("evaluations.heard.views"), {}, true}};
    const auto areas = areas_with_indicators(framework);
    for (const auto* area : areas) {
        picture.columns.push_back(area->number);
        table.heads.push_back({area->number + " " + area->title, {}, true});
    }
    for (std::size_t i = 0; i < part.heard.size(); ++i) {
        const auto& heard = part.heard[i];
        picture.rows.push_back({"", part.titles[i], {heard.lines}});
        table.rows.push_back({{part.titles[i], {}}, {std::to_string(heard.lines), {}, true}, {std::to_string(heard.views), {}, true}});
        for (const auto* area : areas) {
            const auto found = heard.by_area.find(area->number);
            const int count = found == heard.by_area.end() ? 0 : found->second;
            picture.rows.back().counts.push_back(count);
            table.rows.back().push_back({std::to_string(count), {}, true});
        }
    }
    const auto heard = std::ranges::count_if(part.heard, [](const Heard& each) { return each.lines > 0; });
    picture.description = text("evaluations.heard." + part.key + ".reading",
                               {{"count", std::to_string(heard)}, {"total", std::to_string(part.heard.size())}});
    return {{"id", part.key},
            {"title", picture.title},
            {"sentence", picture.description},
            {"picture", charts::matrix_svg(picture)},
            {"legend", web::List{}},
            {"table_head", text("evaluations.heard.table")},
            {"is_open", false},
            {"table", web::table(table)}};
}

web::Object section_of(const Framework& framework, const Part& part) {
    return {{"key", part.key},
            {"title", text_of(part, "title")},
            {"about", text_of(part, part.heard.empty() ? "no_groups" : "about")},
            {"picture", part.heard.empty() ? web::Data(false) : web::Data(picture_of(framework, part))},
            {"gaps", gap_sentences(part)}};
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto facts = read_heard(db, visit.sight(), evaluation->id);
    const auto title = text("evaluations.heard.title");
    return evaluation_page(
        "workspace/heard", title, *evaluation,
        {{"header", web::header(evaluation->title, title, text("evaluations.heard.lead"))},
         {"ask", may::evaluate.holds(visit.actor) ? web::Data(web::link("/questionnaires", text("evaluations.evidence.ask_people")))
                                                  : web::Data(false)},
         {"not_shared", gaps_of(facts.not_shared)},
         {"sections", web::List{section_of(framework, part_of(framework, "stakeholders", framework.stakeholder_groups, facts.stakeholders)),
                                section_of(framework, part_of(framework, "children", framework.children_groups, facts.children))}}});
}

}  // namespace

void add_heard_pages(web::Router& router) { router.get("/evaluations/{evaluation}/heard", may::read, show); }

}  // namespace touchstone::workspace

// Line of sight drawn and as a list: from somebody's own words to what is measured, and back.
#include <algorithm>
#include <map>
#include <set>

#include "charts/path.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/judging_words_pages.h"
#include "measures/reading_words_pages.h"
#include "plans/line_of_sight_store.h"
#include "plans/plan_pages.h"
#include "plans/plan_words_pages.h"
#include "web/lists.h"

namespace touchstone::plans {
namespace {

using web::text;

enum Column { quote, evidence, finding, theme, judgement, objective, action, measure, columns };
constexpr const char* column_keys[columns] = {"quote", "evidence", "finding", "theme", "judgement", "objective", "action", "measure"};
// A picture of more is a wall. The list has all of them.
constexpr std::size_t drawn_max = 12;

// The path as it is drawn. A node is added once, whatever leads to it.
class Drawing {
public:
    Drawing(db::Read& db, const Line& line, const std::vector<frameworks::DesiredOutcome>& outcomes)
        : db_(db), line_(line), outcomes_(outcomes) {
        for (int column = 0; column < columns; ++column)
            path_.columns.push_back({text(std::string("plans.line_of_sight.column.") + column_keys[column]), {}});
        for (const auto& found : line_.findings) add_finding(found);
        for (const auto& judged : line_.judgements) add_judgement(judged);
        for (const auto& planned : line_.objectives) add_objective(planned);
        for (const auto& gap : line_.gaps) add_gap(gap);
    }
    charts::Path path() && { return std::move(path_); }
    // The objectives that name a finding as the reason they are there, by the finding's node. Drawn, these lines would hide the others.
    const std::multimap<std::string, std::string>& taken_up() const { return taken_up_; }

private:
    void add(Column column, const std::string& id, const std::string& label, const std::string& href) {
        if (known_.insert(id).second) path_.columns[column].nodes.push_back({id, label, href});
    }
    void lead(const std::string& from, const std::string& to) {
        const std::pair edge{from, to};
        if (known_.contains(from) && known_.contains(to) && std::ranges::find(path_.edges, edge) == path_.edges.end())
            path_.edges.push_back(edge);
    }
    static std::string id_of(const AreaRef& ref) { return "finding " + text_of(ref); }
    static std::string id_of(const IndicatorRef& at) { return "judgement " + text_of(at); }
    static std::string id_of(const IndicatorRef& at, int number) { return "theme " + text_of(at) + "." + std::to_string(number); }

    const frameworks::Framework* framework_of(const EvaluationId& evaluation) {
        const auto found =
            std::ranges::find(line_.judgements, evaluation, [](const LineJudgement& judged) { return judged.at.evaluation; });
        return found == line_.judgements.end() ? nullptr : &frameworks::framework_of(db_, found->framework_hash);
    }

    void add_finding(const LineFinding& found) {
        const auto item = "/evidence/" + found.evidence.text, here = item + "#finding_" + found.ref.finding.text;
        add(evidence, "item " + found.evidence.text, found.evidence_title, item);
        add(finding, id_of(found.ref), found.statement, here);
        if (!found.excerpt.empty()) {
            const auto id = "quote " + found.ref.finding.text;
            auto label = found.excerpt.starts_with("“") || found.excerpt.starts_with("\"") ? found.excerpt : "“" + found.excerpt + "”";
            label = web::listed({label, found.place, found.file_name});
            add(quote, id, label, found.file.is_empty() ? here : item + "/files/" + found.file.text);
            lead(id, "item " + found.evidence.text);
        }
        lead("item " + found.evidence.text, id_of(found.ref));
        for (const auto& on : found.themes) add_theme(found, on);
    }
    void add_theme(const LineFinding& found, const evidence::ThemeRef& on) {
        const IndicatorRef at{found.ref.evaluation, on.indicator};
        // On the line through one indicator, what the finding says of others is beside it.
        if (std::ranges::find(line_.judgements, at, &LineJudgement::at) == line_.judgements.end()) return;
        const auto* framework = framework_of(at.evaluation);
        const auto* indicator = framework ? frameworks::find_indicator(*framework, on.indicator) : nullptr;
        const auto title = indicator ? frameworks::listed_title(*indicator, on.theme) : std::string();
        add(theme, id_of(at, on.theme), evidence::text_of(on) + " " + title, judging::desk_address(at.evaluation, on.indicator));
        lead(id_of(found.ref), id_of(at, on.theme));
    }
    void add_judgement(const LineJudgement& judged) {
        const auto& framework = frameworks::framework_of(db_, judged.framework_hash);
        add(judgement, id_of(judged.at),
            judged.level ? text("plans.line_of_sight.judged",
                                {{"indicator", judged.at.indicator},
                                 {"level", std::to_string(*judged.level) + " " + evaluations::level_word(framework, *judged.level)}})
                         : text("plans.line_of_sight.not_judged", {{"indicator", judged.at.indicator}}),
            judging::desk_address(judged.at.evaluation, judged.at.indicator) + "#judgement");
        for (const auto& found : line_.findings)
            for (const auto& on : found.themes)
                if (found.ref.evaluation == judged.at.evaluation && on.indicator == judged.at.indicator)
                    lead(id_of(judged.at, on.theme), id_of(judged.at));
    }
    void add_objective(const LineObjective& planned) {
        const auto served = outcomes_in_words(outcomes_, planned.outcomes);
        add(objective, planned.id.text,
            served.empty() ? planned.title : text("plans.line_of_sight.objective", {{"objective", planned.title}, {"outcomes", served}}),
            address_of(planned.id));
        for (const auto& at : planned.indicators) lead(id_of(at), planned.id.text);
        for (const auto& area : planned.areas) {
            const auto found = std::ranges::find(line_.findings, area, &LineFinding::ref);
            if (found == line_.findings.end()) continue;
            for (const auto& on : found->themes) lead(id_of(IndicatorRef{area.evaluation, on.indicator}), planned.id.text);
            taken_up_.emplace(id_of(area), planned.title);
        }
        for (const auto& each : planned.actions) {
            auto label = each.title + " (" + text("plans.action.state." + name_of(each.state)) + ")";
            add(action, each.id.text, label, address_of(each.id));
            lead(planned.id.text, each.id.text);
        }
        int number = 0;
        const auto& from = planned.actions;
        for (const auto& each : planned.measures) {
            const auto id = planned.id.text + " " + std::to_string(++number);
            add(measure, id, each.measure + ": " + latest_of(each), address_of(planned.id) + "#targets");
            if (from.empty()) lead(planned.id.text, id);
            for (const auto& each_action : from) lead(each_action.id.text, id);
        }
    }
    // As the measure has it, where it is read from one.
    std::string latest_of(const LineObjective::Measure& each) const {
        const auto read = std::ranges::find(line_.readings, each.read_from, &measures::Reading::id);
        if (!each.read_from.is_empty() && read != line_.readings.end()) return measures::latest_in_words(*read);
        return each.latest.empty() ? text("plans.target.unknown") : each.latest + " " + each.unit;
    }
    void add_gap(const LineGap& gap) {
        constexpr Column at[] = {evidence, evidence, judgement, objective};
        const auto kind = static_cast<std::size_t>(gap.kind);
        const auto owner = gap.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : gap.owner_name;
        constexpr const char* keys[] = {"", "evidence", "judgement", "objective"};
        path_.columns[at[kind]].nodes.push_back(
            {"gap " + std::to_string(kind) + gap.owner_name,
             web::counted(std::string("plans.line_of_sight.gap.") + keys[kind], gap.count, {{"owner", owner}}),
             {},
             true});
    }

    db::Read& db_;
    const Line& line_;
    const std::vector<frameworks::DesiredOutcome>& outcomes_;
    charts::Path path_;
    std::set<std::string> known_;
    std::multimap<std::string, std::string> taken_up_;
};

web::Object list_of(const charts::Path& path, std::multimap<std::string, std::string> leads_to) {
    web::Table table{.id = "line_table",
                     .caption = text("plans.line_of_sight.title"),
                     .heads = {{text("plans.line_of_sight.what"), {}},
                               {text("plans.line_of_sight.is_a"), {}},
                               {text("plans.line_of_sight.leads_to"), {}}},
                     .rows = {},
                     .is_sortable = true,
                     .csv = "line-of-sight.csv"};
    std::map<std::string, const charts::PathNode*> nodes;
    for (const auto& column : path.columns)
        for (const auto& node : column.nodes) nodes.emplace(node.id, &node);
    for (const auto& [from, to] : path.edges) leads_to.emplace(from, nodes.at(to)->label);
    for (const auto& column : path.columns)
        for (const auto& node : column.nodes) {
            std::vector<std::string> next;
            for (auto [edge, end] = leads_to.equal_range(node.id); edge != end; ++edge) next.push_back(edge->second);
            table.rows.push_back({{node.label, node.href}, {column.heading, {}}, {web::listed_apart(next), {}}});
        }
    return web::table(table);
}

// As much as can be looked at: what plans take up is drawn first, and what leads on to something before what does not.
charts::Path drawable(charts::Path path, const std::multimap<std::string, std::string>& taken_up) {
    std::set<std::string> left_out;
    for (auto& column : path.columns) {
        if (column.nodes.size() <= drawn_max) continue;
        std::ranges::stable_sort(column.nodes, {}, [&](const charts::PathNode& node) {
            if (taken_up.contains(node.id)) return 0;
            return std::ranges::any_of(path.edges, [&](const auto& edge) { return edge.first == node.id; }) ? 1 : 2;
        });
        for (auto node = column.nodes.begin() + drawn_max; node != column.nodes.end(); ++node) left_out.insert(node->id);
        column.nodes.resize(drawn_max);
    }
    std::erase_if(path.edges, [&](const auto& edge) { return left_out.contains(edge.first) || left_out.contains(edge.second); });
    return path;
}

// How many there are of each; what there is none of is where the line breaks.
std::string reading_of(const charts::Path& path) {
    std::vector<std::string> words;
    for (const auto column : {evidence, finding, objective, action, measure}) {
        const auto& nodes = path.columns[column].nodes;
        const auto count = static_cast<int>(std::ranges::count_if(nodes, [](const auto& node) { return !node.is_gap; }));
        words.push_back(web::counted(std::string("plans.line_of_sight.count.") + column_keys[column], count));
    }
    return web::listed(words) + ".";
}

web::Object line_data(db::Read& db, const Line& line, const std::vector<frameworks::DesiredOutcome>& outcomes, const std::string& label,
                      const web::Object& back) {
    Drawing drawing(db, line, outcomes);
    const auto taken_up = drawing.taken_up();
    auto path = std::move(drawing).path();
    path.id = "line_picture";
    path.title = text("plans.line_of_sight.title");
    path.description = reading_of(path);
    const bool is_cut = std::ranges::any_of(path.columns, [](const auto& column) { return column.nodes.size() > drawn_max; });
    const bool is_empty = std::ranges::all_of(path.columns, [](const auto& column) { return column.nodes.empty(); });
    auto list = list_of(path, taken_up);
    const web::Object figure{{"id", "line"},
                             {"title", path.title},
                             {"sentence", path.description},
                             {"picture", charts::path_svg(drawable(std::move(path), taken_up))},
                             {"legend", web::List()},
                             {"table_head", text("plans.line_of_sight.list")},
                             {"is_open", false},
                             {"table", std::move(list)}};
    return {{"header", web::header(label, text("plans.line_of_sight.title"), text("plans.line_of_sight.lead"))},
            {"back", back},
            {"cut", is_cut ? web::Data(text("plans.line_of_sight.cut", {{"count", std::to_string(drawn_max)}})) : web::Data(false)},
            {"nothing", is_empty},
            {"figure", is_empty ? web::Data(false) : web::Data(figure)}};
}

web::Response show_indicator(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluations::evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto* indicator = frameworks::find_indicator(framework, visit.path.at("indicator"));
    if (!indicator) return web::not_found();
    const auto line = read_line(db, visit.sight(), IndicatorRef{evaluation->id, indicator->code});
    return evaluations::evaluation_page(
        "plans/line_of_sight", text("plans.line_of_sight.title"), *evaluation,
        line_data(db, line, framework.outcomes, indicator->code + " " + indicator->title,
                  web::link(judging::desk_address(evaluation->id, indicator->code), text("plans.line_of_sight.back.indicator"))));
}

web::Response show_objective(const web::Visit& visit, db::Read& db) {
    const auto id = visit.id<ObjectiveId>("objective");
    const auto content = find_content(visit, db, "objective");
    const auto* whole = content ? one_of(*content, id) : nullptr;
    if (!whole) return web::not_found();
    return plan_page("plans/line_of_sight", text("plans.line_of_sight.title"), *content,
                     line_data(db, read_line(db, visit.sight(), id), content->outcomes, whole->objective.title,
                               web::link(address_of(id), text("plans.line_of_sight.back.objective"))),
                     web::Status::ok, {{address_of(id), whole->objective.title}});
}

}  // namespace

void add_line_of_sight_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/indicators/{indicator}/line-of-sight", may::read, show_indicator);
    router.get("/objectives/{objective}/line-of-sight", may::read, show_objective);
}

}  // namespace touchstone::plans

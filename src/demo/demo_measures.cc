// Numbers over time, entered as people paste them.
#include "conclusions/conclusion_store.h"
#include "conclusions/measured_store.h"
#include "demo/loader.h"
#include "measures/area.h"
#include "measures/measure_words_pages.h"

namespace touchstone::demo {

using namespace measures;

void Loader::load_measure(const YAML::Node& node) {
    const auto at = calendar_.at(node, "on_day");
    const auto author = named(accounts_, word(node, "by"));
    const By doing = by(author, at);
    const auto title = word(node, "title");
    Nameable nameable;
    DefinitionDraft draft{.code = word(node, "code"),
                          .title = title,
                          .counted = word(node, "counted"),
                          .numerator = word(node, "numerator"),
                          .denominator = word(node, "denominator"),
                          .unit = word(node, "unit"),
                          .per = word(node, "per"),
                          .better = word(node, "better"),
                          .counting = word(node, "counting"),
                          .chart = word(node, "chart"),
                          .smallest = word(node, "smallest"),
                          .years = word(node, "years"),
                          .source = word(node, "source"),
                          .link = {},
                          .outcomes = words(node, "outcomes"),
                          .themes = {},
                          .questions = word(node, "questions"),
                          .developments = word(node, "developments"),
                          .holds_from = {}};
    for (const auto& theme : words(node, "themes")) draft.themes.push_back(framework_->id + "/" + theme);
    nameable.themes = draft.themes;
    for (const auto& outcome : framework_->outcomes) nameable.outcomes.push_back(outcome.key);
    KeptMeasure kept{
        .id = MeasureId::make(at), .owner = owner_of(node), .owner_name = {}, .definition = accepted(defined(draft, nameable), title)};
    add_measure(db_, doing, kept);
    measures_[kept.definition.code] = kept.id;
    for (const auto& series : node["series"]) {
        const auto figures = read_pasted(word(series, "figures"), kept.definition);
        if (!figures) throw std::runtime_error("demo: figures of " + title + ", line " + std::to_string(figures.error().front().line));
        const auto area = word(series, "area");
        const auto meant = area.empty() ? std::vector<const Area*>() : scotland().meant_by(area);
        if (!area.empty() && meant.size() != 1) throw std::runtime_error("demo: area of " + title + ": " + area);
        enter_figures(db_, doing, kept.id, {{}, area, area.empty() ? word(series, "place") : meant.front()->name, word(series, "people")},
                      *figures);
    }
    for (const auto& each : node["breaks"]) {
        auto it = accepted(broken({word(each, "kind"), word(each, "from"), word(each, "why")}), title);
        it.id = Id<struct BreakTag>::make(at).text;
        add_break(db_, doing, kept.id, it);
    }
    for (const auto& each : node["targets"]) {
        auto it = accepted(targeted({word(each, "reached_by"), word(each, "wanted"), word(each, "rests_on")}), title);
        it.id = Id<struct TargetTag>::make(at).text;
        add_target(db_, doing, kept.id, it);
    }
    if (node["findings"]) make_evidence_of_measure(node, kept.id, author, at);
}

void Loader::make_evidence_of_measure(const YAML::Node& node, const MeasureId& id, const AccountId& author, Instant at) {
    const auto told = find_told(db_, partnership_, id).value();
    const auto& kept = told.measure();
    const auto figures = told.of(told.series.front().id);
    const auto sentence = sentence_of(kept.definition, over_time(kept.definition, figures, told.known.breaks, told.known.targets));
    auto item = measures::evidence_of(kept, told.series.front(), figures, sentence, security_from(word(node, "security")).value(), {});
    item.summary = word(node, "summary");
    item.id = EvidenceId::make(at);
    item.added_by = author;
    item.added_at = at;
    make_evidence_of(db_, by(author, at), id, told.series.front().id, item, figures.back().period.last);
    if (const auto counted = word(node, "read_off"); !counted.empty()) {
        conclusions::Figure fresh;
        fresh.id = FigureId::make(at);
        fresh.evidence = item.id;
        fresh.written_by = author;
        fresh.written_at = at;
        const auto measured = conclusions::find_measured(db_, partnership_, conclusions::MadeFrom{id, told.series.front().id});
        conclusions::add_figure(
            db_, by(author, at),
            accepted(conclusions::count_up(fresh, {counted, {}, {}, {}, 0, id.text}, date_of(at), measured), item.title));
    }
    for (const auto& found : node["findings"]) load_finding(found, item.title, item.id, author, at);
}

}  // namespace touchstone::demo

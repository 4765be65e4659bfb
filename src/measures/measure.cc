#include "measures/measure.h"

#include <algorithm>
#include <tuple>

#include "base/checks.h"
#include "measures/figure.h"

namespace touchstone::measures {
namespace {

constexpr std::size_t title_max = 150, code_max = 40, sentence_max = 1000, words_max = 300, lines_max = 4000, link_max = 500;

template <class Value>
Value chosen(Problems& problems, const Names<Value>& names, const std::string& field, const std::string& typed, Value otherwise) {
    const auto value = value_in(names, typed);
    if (!value) problems.push_back({field, "measures.definition." + field + "_missing"});
    return value.value_or(otherwise);
}

bool are_among(const std::vector<std::string>& some, const std::vector<std::string>& all) {
    return std::ranges::all_of(some, [&](const auto& one) { return std::ranges::find(all, one) != all.end(); });
}

Date day_from(Problems& problems, const std::string& prefix, const std::string& field, const std::string& typed) {
    const auto day = date_from(typed);
    if (!day) problems.push_back({field, prefix + "." + field + (typed.empty() ? "_missing" : "_wrong")});
    return day.value_or(Date{});
}

}  // namespace

const Names<PeriodKind>& split_years() {
    static const Names<PeriodKind> names{{PeriodKind::financial_year, "financial_year"},
                                         {PeriodKind::academic_year, "academic_year"},
                                         {PeriodKind::school_year, "school_year"}};
    return names;
}

const Names<Unit>& units() {
    static const Names<Unit> names{{Unit::number, "number"}, {Unit::per_cent, "per_cent"}, {Unit::rate, "rate"}, {Unit::pounds, "pounds"}};
    return names;
}

const Names<Direction>& directions() {
    static const Names<Direction> names{{Direction::neither, "neither"}, {Direction::higher, "higher"}, {Direction::lower, "lower"}};
    return names;
}

const Names<Counting>& countings() {
    static const Names<Counting> names{{Counting::flow, "flow"}, {Counting::stock, "stock"}};
    return names;
}

const Names<statistics::Kind>& chart_kinds() {
    using statistics::Kind;
    static const Names<Kind> names{{Kind::run, "run"}, {Kind::xmr, "xmr"},         {Kind::p, "p"}, {Kind::p_prime, "p_prime"},
                                   {Kind::u, "u"},     {Kind::u_prime, "u_prime"}, {Kind::c, "c"}};
    return names;
}

const Names<Smallest>& smallests() {
    static const Names<Smallest> names{{Smallest::as_published, "as_published"}, {Smallest::five, "five"}, {Smallest::ten, "ten"}};
    return names;
}

const Names<BreakKind>& break_kinds() {
    static const Names<BreakKind> names{
        {BreakKind::definition, "definition"}, {BreakKind::method, "method"}, {BreakKind::new_limits, "new_limits"}};
    return names;
}

double Definition::factor() const {
    if (unit == Unit::per_cent) return 100;
    if (unit != Unit::rate) return 1;
    const auto figure = read_figure(per.substr(0, per.find(' ')));
    return figure && figure->state == FigureState::value && figure->number > 0 ? figure->number : 1;
}

const Fields<DefinitionDraft>& definition_fields() {
    using field::choice, field::choices, field::day, field::lines, field::link, field::needed, field::words;
    using Draft = DefinitionDraft;
    static const Fields<Draft> fields{"measures.definition",
                                      {needed(words("title", &Draft::title, title_max)),
                                       words("code", &Draft::code, code_max),
                                       needed(lines("counted", &Draft::counted, sentence_max)),
                                       words("numerator", &Draft::numerator, words_max),
                                       words("denominator", &Draft::denominator, words_max),
                                       needed(choice("unit", &Draft::unit, names_in(units()))),
                                       words("per", &Draft::per, code_max),
                                       needed(choice("better", &Draft::better, names_in(directions()))),
                                       needed(choice("counting", &Draft::counting, names_in(countings()))),
                                       needed(choice("chart", &Draft::chart, names_in(chart_kinds()))),
                                       needed(choice("smallest", &Draft::smallest, names_in(smallests()))),
                                       choice("zeros_shown", &Draft::zeros_shown, {"yes", "no"}),
                                       choice("years", &Draft::years, names_in(split_years())),
                                       words("source", &Draft::source, words_max),
                                       link("link", &Draft::link, link_max),
                                       choices("outcomes", &Draft::outcomes),
                                       choices("themes", &Draft::themes),
                                       lines("questions", &Draft::questions, lines_max),
                                       lines("developments", &Draft::developments, lines_max),
                                       day("holds_from", &Draft::holds_from)},
                                      &Draft::seen_version};
    return fields;
}

DefinitionDraft draft_of(const Definition& it) {
    return {.code = it.code,
            .title = it.title,
            .counted = it.counted,
            .numerator = it.numerator,
            .denominator = it.denominator,
            .unit = name_in(units(), it.unit),
            .per = it.per,
            .better = name_in(directions(), it.better),
            .counting = name_in(countings(), it.counting),
            .chart = name_in(chart_kinds(), it.chart),
            .smallest = name_in(smallests(), it.smallest),
            .zeros_shown = it.zeros_shown ? "yes" : "no",
            .years = it.years ? name_in(split_years(), *it.years) : "",
            .source = it.source,
            .link = it.link,
            .outcomes = it.outcomes,
            .themes = it.themes,
            .questions = it.questions,
            .developments = it.developments};
}

std::string as_json(const Definition& definition) { return touchstone::as_json(definition_fields().values(draft_of(definition))); }

Outcome<Definition> defined(const DefinitionDraft& draft, const Nameable& nameable) {
    constexpr const char* prefix = "measures.definition";
    Problems problems;
    require_text(problems, prefix, "title", draft.title, title_max);
    limit_text(problems, prefix, "code", draft.code, code_max);
    require_text(problems, prefix, "counted", draft.counted, sentence_max);
    limit_text(problems, prefix, "numerator", draft.numerator, words_max);
    limit_text(problems, prefix, "denominator", draft.denominator, words_max);
    limit_text(problems, prefix, "per", draft.per, code_max);
    limit_text(problems, prefix, "source", draft.source, words_max);
    limit_text(problems, prefix, "questions", draft.questions, lines_max);
    limit_text(problems, prefix, "developments", draft.developments, lines_max);
    Definition it{.code = draft.code,
                  .title = draft.title,
                  .counted = draft.counted,
                  .numerator = draft.numerator,
                  .denominator = draft.denominator,
                  .unit = chosen(problems, units(), "unit", draft.unit, Unit::number),
                  .per = draft.per,
                  .better = chosen(problems, directions(), "better", draft.better, Direction::neither),
                  .counting = chosen(problems, countings(), "counting", draft.counting, Counting::flow),
                  .chart = chosen(problems, chart_kinds(), "chart", draft.chart, statistics::Kind::run),
                  .smallest = chosen(problems, smallests(), "smallest", draft.smallest, Smallest::as_published),
                  .zeros_shown = draft.zeros_shown == "yes",
                  .years = value_in(split_years(), draft.years),
                  .source = draft.source,
                  .link = draft.link,
                  .outcomes = draft.outcomes,
                  .themes = draft.themes,
                  .questions = draft.questions,
                  .developments = draft.developments};
    if (!draft.years.empty() && !it.years) problems.push_back({"years", "measures.definition.years_wrong"});
    if (draft.numerator.empty() != draft.denominator.empty())
        problems.push_back({draft.numerator.empty() ? "numerator" : "denominator", "measures.definition.half_a_quotient"});
    if (it.unit == Unit::rate && it.per.empty()) problems.push_back({"per", "measures.definition.per_missing"});
    const bool needs_quotient = it.chart != statistics::Kind::run && it.chart != statistics::Kind::xmr && it.chart != statistics::Kind::c;
    if (needs_quotient && draft.denominator.empty()) problems.push_back({"denominator", "measures.definition.chart_needs_quotient"});
    if (!draft.link.empty() && !draft.link.starts_with("https://") && !draft.link.starts_with("http://"))
        problems.push_back({"link", "measures.definition.link_wrong"});
    limit_text(problems, prefix, "link", draft.link, link_max);
    if (!are_among(draft.outcomes, nameable.outcomes)) problems.push_back({"outcomes", "measures.definition.outcomes_unknown"});
    if (!are_among(draft.themes, nameable.themes)) problems.push_back({"themes", "measures.definition.themes_unknown"});
    if (!problems.empty()) return refuse(problems);
    return it;
}

bool are_read_alike(const Definition& a, const Definition& b) {
    return a.unit == b.unit && a.factor() == b.factor() && a.is_quotient() == b.is_quotient();
}

bool counts_otherwise(const Definition& a, const Definition& b) {
    const auto what = [](const Definition& it) { return std::tie(it.counted, it.numerator, it.denominator, it.unit, it.per, it.counting); };
    return what(a) != what(b);
}

const Fields<BreakDraft>& break_fields() {
    using field::choice, field::day, field::lines, field::needed;
    static const Fields<BreakDraft> fields{
        "measures.break",
        {needed(
             choice("kind", &BreakDraft::kind, {name_in(break_kinds(), BreakKind::method), name_in(break_kinds(), BreakKind::new_limits)})),
         needed(day("from", &BreakDraft::from)), needed(lines("why", &BreakDraft::why, sentence_max))}};
    return fields;
}

Outcome<Break> broken(const BreakDraft& draft) {
    Problems problems;
    Break it;
    const auto kind = value_in(break_kinds(), draft.kind);
    if (!kind || *kind == BreakKind::definition) problems.push_back({"kind", "measures.break.kind_missing"});
    it.kind = kind.value_or(BreakKind::method);
    it.from = day_from(problems, "measures.break", "from", draft.from);
    require_text(problems, "measures.break", "why", draft.why, sentence_max);
    it.why = draft.why;
    if (!problems.empty()) return refuse(problems);
    return it;
}

const Fields<TargetDraft>& target_fields() {
    using field::day, field::needed, field::words;
    static const Fields<TargetDraft> fields{
        "measures.target",
        {needed(words("wanted", &TargetDraft::wanted, code_max)), needed(day("reached_by", &TargetDraft::reached_by)),
         needed(words("rests_on", &TargetDraft::rests_on, words_max))}};
    return fields;
}

Outcome<Target> targeted(const TargetDraft& draft) {
    Problems problems;
    Target it;
    const auto figure = read_figure(draft.wanted);
    if (draft.wanted.empty() || !figure || figure->state != FigureState::value)
        problems.push_back({"wanted", draft.wanted.empty() ? "measures.target.wanted_missing" : "measures.target.wanted_wrong"});
    else
        it.value = figure->number;
    it.by = day_from(problems, "measures.target", "reached_by", draft.reached_by);
    require_text(problems, "measures.target", "rests_on", draft.rests_on, words_max);
    it.why = draft.rests_on;
    if (!problems.empty()) return refuse(problems);
    return it;
}

}  // namespace touchstone::measures

// A measure: what is counted over time, of what, which way is better, and what it may be looked at for. The five columns of the 2005/06
// Quality Improvement Framework's annex are among its fields: outcome, indicator, related quality indicators, source, and baseline and
// developments. See docs/measures.md.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/named.h"
#include "base/outcome.h"
#include "base/time.h"
#include "measures/period.h"
#include "statistics/shewhart.h"

namespace touchstone::measures {

using MeasureId = Id<struct MeasureTag>;

// Stored: never renumber.
enum class Unit { number = 1, per_cent, rate, pounds };
[[nodiscard]] const Names<Unit>& units();
// Stored: never renumber.
enum class Direction { neither = 1, higher, lower };
[[nodiscard]] const Names<Direction>& directions();
// A flow is counted anew in each period; of a stock the same children or services are counted again. Stored: never renumber.
enum class Counting { flow = 1, stock };
[[nodiscard]] const Names<Counting>& countings();
[[nodiscard]] const Names<statistics::Kind>& chart_kinds();

// What "2025-26" can mean.
[[nodiscard]] const Names<PeriodKind>& split_years();

// As published: somebody else has seen to it that no small number is told.
enum class Smallest { as_published = 0, five = 5, ten = 10 };
[[nodiscard]] const Names<Smallest>& smallests();

struct Definition {
    std::string code, title;
    std::string counted;                 // what is counted, in a sentence
    std::string numerator, denominator;  // in words; empty where it is measured as it is
    Unit unit = Unit::number;
    std::string per;  // of a rate: "1,000 pupils"
    Direction better = Direction::neither;
    Counting counting = Counting::flow;
    statistics::Kind chart = statistics::Kind::run;
    Smallest smallest = Smallest::as_published;
    bool zeros_shown = false;         // of one's own numbers: whether "nobody" may be told from "too few to show"
    std::optional<PeriodKind> years;  // what "2025/26" is in it
    std::string source, link;
    std::vector<std::string> outcomes;  // keys of the framework
    std::vector<std::string> themes;    // "generic-2006/5.1/2"
    std::string questions;              // to ask when looking at it, one on each line
    std::string developments;           // baseline data and future developments
    bool operator==(const Definition&) const = default;

    // Whether its figures are quotients of what is counted.
    [[nodiscard]] bool is_quotient() const { return !denominator.empty(); }
    // What a quotient is multiplied by: 100 of per cent, 1,000 of a rate per "1,000 pupils".
    [[nodiscard]] double factor() const;
};

struct DefinitionDraft {
    std::string code, title, counted, numerator, denominator, unit, per, better, counting, chart, smallest, zeros_shown, years, source,
        link;
    std::vector<std::string> outcomes, themes;
    std::string questions, developments;
    std::string holds_from;  // where what is counted has changed: the day from which it is counted so
    int seen_version = 0;
};
// `holds_from` is asked of what has figures already.
[[nodiscard]] const Fields<DefinitionDraft>& definition_fields();
[[nodiscard]] DefinitionDraft draft_of(const Definition&);
// For the history.
[[nodiscard]] std::string as_json(const Definition&);

// What may be named: keys of outcomes and themes.
struct Nameable {
    std::vector<std::string> outcomes, themes;
};
[[nodiscard]] Outcome<Definition> defined(const DefinitionDraft&, const Nameable&);

// Whether figures that were entered under the one mean the same under the other.
[[nodiscard]] bool are_read_alike(const Definition&, const Definition&);

// Whether the two count differently, so that the line breaks between them.
[[nodiscard]] bool counts_otherwise(const Definition&, const Definition&);

// A day from which figures are not to be joined with those before, or from which limits are made anew. Stored: never renumber.
enum class BreakKind { definition = 1, method, new_limits };
[[nodiscard]] const Names<BreakKind>& break_kinds();
struct Break {
    std::string id;
    BreakKind kind = BreakKind::method;
    Date from;
    std::string why;
    AccountId made_by;
    Instant made_at;
};
struct BreakDraft {
    std::string kind, from, why;
};
[[nodiscard]] const Fields<BreakDraft>& break_fields();
// One of the definition is made with it and not by itself.
[[nodiscard]] Outcome<Break> broken(const BreakDraft&);

// Where it should be by a day. Several make a trajectory: between two of them it is expected to go straight.
struct Target {
    std::string id;
    Date by;
    double value = 0;  // in the measure's unit
    std::string why;   // whose it is, and on what it rests
    AccountId made_by;
    Instant made_at;
};
struct TargetDraft {
    std::string reached_by, wanted, rests_on;
};
[[nodiscard]] const Fields<TargetDraft>& target_fields();
[[nodiscard]] Outcome<Target> targeted(const TargetDraft&);

}  // namespace touchstone::measures

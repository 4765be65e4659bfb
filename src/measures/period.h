// When a figure is of, in every spelling that published tables use. What can be meant in two ways is read in one, and says so.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/named.h"
#include "base/time.h"

namespace touchstone::measures {

// A split year is "2010-11" where nothing says from which month to which. A financial year is from 1 April to 31 March, a school year and
// an academic year from 1 August to 31 July. Several years are whole ones, counted together.
enum class PeriodKind { day, month, quarter, year, financial_year, academic_year, school_year, split_year, years };
[[nodiscard]] const Names<PeriodKind>& period_kinds();

// First and last day, both included; of a split year 1 January of the first to 31 December of the second, between which it lies.
struct Period {
    PeriodKind kind = PeriodKind::day;
    Date first, last;
    bool operator==(const Period&) const = default;
};

// One text for each period of a kind: "2026-05-31", "2026-05", "2026-Q2", "2026", "2025-26" for a year of two, "2014/2016" for several.
[[nodiscard]] std::string text_of(const Period&);
// By first day, then by last, then by kind.
[[nodiscard]] bool is_before(const Period&, const Period&);

// What else a spelling may mean.
enum class Doubt {
    none,
    month_or_years,      // "2010-11" may be November
    which_years,         // "2010/11" may be financial, academic or a school's
    day_or_month_first,  // "01/02/2026" may be 2 January
    day_or_year,         // "May-26" may be a day in May
    which_quarter,       // "Q2 2026" may be of a financial year
    spreadsheet_day,     // "44071" is a day as spreadsheets count them
};

// What is known of all periods of a table.
struct PeriodRules {
    std::optional<PeriodKind> split_years;  // which years "2010-11" means
    std::optional<bool> are_dashed_months;  // whether "2010-11" means November
    bool operator==(const PeriodRules&) const = default;
};

struct SpelledPeriod {
    Period period;
    Doubt doubt = Doubt::none;
};

// Nothing for what is no period, or one outside the years 1900 to 2100. Reads plain words, codes such as "2026-Q2" and "2026M05", and
// addresses of reference.data.gov.uk.
[[nodiscard]] std::optional<SpelledPeriod> read_period(std::string_view spelling, const PeriodRules& = {});

// Whether it is spelled year, dash, two digits, and which of the two it can be.
struct Dashed {
    bool can_be_month = false, can_be_years = false;
};
[[nodiscard]] std::optional<Dashed> dashed(std::string_view spelling);

// "Financial year", "school_year", "AcademicYear": which years a name speaks of.
[[nodiscard]] std::optional<PeriodKind> years_named_by(std::string_view name);

}  // namespace touchstone::measures

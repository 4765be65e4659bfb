#include "measures/period.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

#include <fmt/format.h>

#include "base/text.h"
#include "base/typed_day.h"

namespace touchstone::measures {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr int years_together_max = 20;
constexpr std::array<std::string_view, 12> months{"january", "february", "march",     "april",   "may",      "june",
                                                  "july",    "august",   "september", "october", "november", "december"};

Date date(int of_year, unsigned of_month, unsigned of_day) { return {year{of_year}, month{of_month}, day{of_day}}; }
Date end_of_month(int of_year, unsigned of_month) {
    return Date{std::chrono::year_month_day_last{year{of_year}, month{of_month} / std::chrono::last}};
}

bool is_year(int number) { return number >= first_year && number <= last_year; }

std::optional<int> number_of(std::string_view digits) {
    int number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() && !digits.empty() ? std::optional(number) : std::nullopt;
}

std::optional<Period> day_of(std::string_view iso) {
    const auto read = typed_day(iso);
    return read ? std::optional(Period{PeriodKind::day, *read, *read}) : std::nullopt;
}

std::optional<Period> month_of(int of_year, int number) {
    if (!is_year(of_year) || number < 1 || number > 12) return std::nullopt;
    const auto of_month = static_cast<unsigned>(number);
    return Period{PeriodKind::month, date(of_year, of_month, 1), end_of_month(of_year, of_month)};
}

std::optional<Period> quarter_of(int of_year, int number) {
    if (!is_year(of_year) || number < 1 || number > 4) return std::nullopt;
    const auto last = static_cast<unsigned>(number * 3);
    return Period{PeriodKind::quarter, date(of_year, last - 2, 1), end_of_month(of_year, last)};
}

std::optional<Period> year_of(int number) {
    if (!is_year(number)) return std::nullopt;
    return Period{PeriodKind::year, date(number, 1, 1), date(number, 12, 31)};
}

// The year of this kind that begins in `from`.
std::optional<Period> years_from(int from, PeriodKind kind) {
    if (!is_year(from) || !is_year(from + 1)) return std::nullopt;
    if (kind == PeriodKind::split_year) return Period{kind, date(from, 1, 1), date(from + 1, 12, 31)};
    if (kind == PeriodKind::financial_year) return Period{kind, date(from, 4, 1), date(from + 1, 3, 31)};
    return Period{kind, date(from, 8, 1), date(from + 1, 7, 31)};
}

// The quarter of a financial year: the first is from April to June.
std::optional<Period> financial_quarter(int from, int number) {
    if (number < 1 || number > 4) return std::nullopt;
    return number == 4 ? quarter_of(from + 1, 1) : quarter_of(from, number + 1);
}

std::optional<Period> years_together(int from, int to) {
    if (!is_year(from) || !is_year(to) || to <= from || to - from > years_together_max) return std::nullopt;
    return Period{PeriodKind::years, date(from, 1, 1), date(to, 12, 31)};
}

std::optional<int> month_named(std::string_view word) {
    if (word.size() < 3) return std::nullopt;
    const auto found = std::ranges::find_if(months, [&](std::string_view name) { return name.starts_with(word); });
    return found == months.end() ? std::nullopt : std::optional(static_cast<int>(found - months.begin()) + 1);
}

// With every digit a 9: "9999-99" is how "2026-05" is made.
std::string make_of(std::string_view text) {
    std::string make(text);
    std::ranges::replace_if(make, [](char c) { return c >= '0' && c <= '9'; }, '9');
    return make;
}

// Small letters, one space for many, and one dash for all of them.
std::string plain(std::string_view spelling) {
    auto text = reader_key(spelling);
    for (const std::string_view dash : {"\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x92", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92"})
        for (auto at = text.find(dash); at != std::string::npos; at = text.find(dash)) text.replace(at, dash.size(), "-");
    for (const std::string_view loose : {" - ", " / "})
        for (auto at = text.find(loose); at != std::string::npos; at = text.find(loose)) text.replace(at, 3, loose.substr(1, 1));
    return text;
}

bool take_front(std::string_view& text, std::string_view front) {
    if (!text.starts_with(front)) return false;
    text.remove_prefix(front.size());
    return true;
}

// The first year of "2010-11", "2010/11", "2010-2011" and "2010/2011".
std::optional<int> first_of_two(std::string_view text) {
    const auto make = make_of(text);
    if (make != "9999-99" && make != "9999/99" && make != "9999-9999" && make != "9999/9999") return std::nullopt;
    const auto from = *number_of(text.substr(0, 4)), to = *number_of(text.substr(5));
    return to == (to < 100 ? (from + 1) % 100 : from + 1) ? std::optional(from) : std::nullopt;
}

struct Reader {
    const PeriodRules& rules;

    using Found = std::optional<SpelledPeriod>;
    static Found sure(std::optional<Period> period) { return period ? Found({*period, Doubt::none}) : std::nullopt; }
    static Found doubtful(std::optional<Period> period, Doubt doubt) { return period ? Found({*period, doubt}) : std::nullopt; }

    Found split_year(int from) const {
        if (rules.split_years) return sure(years_from(from, *rules.split_years));
        return doubtful(years_from(from, PeriodKind::split_year), Doubt::which_years);
    }

    // "2010-11" alone: next year or a month.
    Found dashed_pair(std::string_view text) const {
        const auto from = first_of_two(text);
        const auto of_month = month_of(*number_of(text.substr(0, 4)), *number_of(text.substr(5)));
        if (!from) return sure(of_month);
        if (!of_month) return split_year(*from);
        if (rules.are_dashed_months) return *rules.are_dashed_months ? sure(of_month) : split_year(*from);
        return doubtful(rules.split_years ? years_from(*from, *rules.split_years) : years_from(*from, PeriodKind::split_year),
                        Doubt::month_or_years);
    }

    Found pair_of_years(std::string_view text) const {
        if (const auto from = first_of_two(text)) return split_year(*from);
        const auto make = make_of(text);
        if (make == "9999-9999" || make == "9999/9999")
            return sure(years_together(*number_of(text.substr(0, 4)), *number_of(text.substr(5))));
        return std::nullopt;
    }

    // "q1 2026", "2026-q1", "quarter 1 2026", "2025/26 q1", "q1 2025-26".
    static Found quarter(std::string_view text) {
        std::string rest(text);
        if (const auto at = rest.find("quarter "); at != std::string::npos) rest.replace(at, 8, "q");
        const auto at = rest.find('q');
        if (at == std::string::npos || at + 1 >= rest.size()) return std::nullopt;
        const auto number = number_of(rest.substr(at + 1, 1));
        if (!number) return std::nullopt;
        rest.erase(at, 2);
        const auto of_years = std::string_view(rest).substr(std::min(rest.find_first_not_of(" -/"), rest.size()));
        const auto last = of_years.find_last_not_of(" -/");
        if (last == std::string_view::npos) return std::nullopt;
        const auto alone = of_years.substr(0, last + 1);
        if (const auto from = first_of_two(alone)) return sure(financial_quarter(*from, *number));
        if (make_of(alone) != "9999") return std::nullopt;
        return doubtful(quarter_of(*number_of(alone), *number), Doubt::which_quarter);
    }

    // "may 2026", "2026-may", "may-26".
    static Found named_month(std::string_view text) {
        const auto at = text.find_first_of(" -/");
        if (at == std::string_view::npos) return std::nullopt;
        const auto one = text.substr(0, at), other = text.substr(at + 1);
        for (const auto& [word, digits] : {std::pair(one, other), std::pair(other, one)}) {
            const auto named = month_named(word);
            if (!named) continue;
            if (make_of(digits) == "9999") return sure(month_of(*number_of(digits), *named));
            if (make_of(digits) == "99" && word == one) return doubtful(month_of(2000 + *number_of(digits), *named), Doubt::day_or_year);
        }
        return std::nullopt;
    }

    static Found written_day(std::string_view text) {
        if (make_of(text).starts_with("9999-99-99t")) text = text.substr(0, 10);
        const auto read = day_of(iso_day(text));
        if (!read) return std::nullopt;
        const auto make = make_of(text.substr(0, text.find(' ')));
        const bool is_in_digits = make.ends_with("9999") && make.find_first_not_of("9/.-") == std::string::npos;
        const bool can_be_turned = unsigned{read->first.day()} <= 12 && unsigned{read->first.day()} != unsigned{read->first.month()};
        return doubtful(read, is_in_digits && can_be_turned ? Doubt::day_or_month_first : Doubt::none);
    }

    static Found digits_alone(std::string_view text) {
        const auto number = number_of(text);
        if (!number) return std::nullopt;
        if (text.size() == 4) return sure(year_of(*number));
        if (text.size() == 6) return sure(month_of(*number / 100, *number % 100));
        if (text.size() == 8) return sure(day_of(fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6))));
        if (text.size() != 5) return std::nullopt;
        return doubtful(day_of(iso(Date{std::chrono::sys_days{date(1899, 12, 30)} + std::chrono::days{*number}})), Doubt::spreadsheet_day);
    }

    // "year ending 31 march 2026"
    static Found year_ending(std::string_view text) {
        const auto last = day_of(iso_day(text));
        if (!last) return std::nullopt;
        const auto of_year = int{last->last.year()};
        for (const auto& whole :
             {years_from(of_year - 1, PeriodKind::financial_year), years_from(of_year - 1, PeriodKind::academic_year), year_of(of_year)})
            if (whole && whole->last == last->last) return sure(whole);
        return std::nullopt;
    }

    // "2015-01-01t00:00:00/p1y": what begins there and is as long.
    static Found interval(std::string_view text) {
        const auto at = text.rfind('/');
        if (at == std::string_view::npos) return std::nullopt;
        const auto begins = day_of(iso_day(std::string(text.substr(0, 10))));
        if (!begins) return std::nullopt;
        const auto from = begins->first;
        const int of_year{from.year()};
        const auto of_month = static_cast<int>(unsigned{from.month()});
        const auto length = text.substr(at + 1);
        std::optional<Period> whole;
        if (length == "p1d") whole = begins;
        if (length == "p1m") whole = month_of(of_year, of_month);
        if (length == "p3m") whole = quarter_of(of_year, (of_month + 2) / 3);
        if (length == "p1y")
            whole = of_month == 4   ? years_from(of_year, PeriodKind::financial_year)
                    : of_month == 8 ? years_from(of_year, PeriodKind::academic_year)
                                    : year_of(of_year);
        if (make_of(length) == "p9y" && !whole) whole = years_together(of_year, of_year + *number_of(length.substr(1, 1)) - 1);
        return whole && whole->first == from ? sure(whole) : std::nullopt;
    }

    Found address(std::string_view text) const {
        const auto at = text.find('/');
        if (at == std::string_view::npos) return std::nullopt;
        auto kind = text.substr(0, at);
        const auto rest = text.substr(at + 1);
        if (kind == "government-year" || kind == "government-quarter") {
            if (const auto from = first_of_two(rest.substr(0, 9)); from && kind == "government-year" && rest.size() == 9)
                return sure(years_from(*from, PeriodKind::financial_year));
            return kind == "government-quarter" ? quarter(rest) : std::nullopt;
        }
        take_front(kind, "gregorian-");
        if (kind == "interval") return interval(rest);
        if (kind == "year" && make_of(rest) == "9999") return digits_alone(rest);
        if (kind == "month" && make_of(rest) == "9999-99") return sure(month_of(*number_of(rest.substr(0, 4)), *number_of(rest.substr(5))));
        if (kind == "quarter" && make_of(rest) == "9999-q9")
            return sure(quarter_of(*number_of(rest.substr(0, 4)), *number_of(rest.substr(6))));
        return kind == "day" ? sure(day_of(rest)) : std::nullopt;
    }

    Found of_kind(std::string_view text, PeriodKind kind) const {
        const auto from = first_of_two(text);
        return from ? sure(years_from(*from, kind)) : std::nullopt;
    }

    Found read(std::string_view text) const {
        constexpr std::string_view host = "reference.data.gov.uk/id/";
        if (const auto at = text.find(host); at != std::string_view::npos) return address(text.substr(at + host.size()));
        if (text.starts_with("year end") || text.starts_with("year to ")) {
            for (const std::string_view front : {"year ending ", "year ended ", "year to "})
                if (take_front(text, front)) return year_ending(text);
            return std::nullopt;
        }
        constexpr std::pair<std::string_view, PeriodKind> named[]{{"financial year ", PeriodKind::financial_year},
                                                                  {"fiscal year ", PeriodKind::financial_year},
                                                                  {"fy ", PeriodKind::financial_year},
                                                                  {"fy", PeriodKind::financial_year},
                                                                  {"academic year ", PeriodKind::academic_year},
                                                                  {"ay ", PeriodKind::academic_year},
                                                                  {"school year ", PeriodKind::school_year},
                                                                  {"school session ", PeriodKind::school_year}};
        for (const auto& [front, kind] : named)
            if (auto rest = text; take_front(rest, front)) return of_kind(rest, kind);
        for (const std::string_view front : {"calendar year ", "year ", "as at ", "month of "})
            if (take_front(text, front)) break;
        const auto make = make_of(text);
        if (make == "9999-99") return dashed_pair(text);
        if (const auto pair = pair_of_years(text)) return pair;
        if (make == "9999m99") return sure(month_of(*number_of(text.substr(0, 4)), *number_of(text.substr(5))));
        if (make.find_first_not_of('9') == std::string::npos) return digits_alone(text);
        if (const auto found = quarter(text)) return found;
        if (const auto found = named_month(text)) return found;
        return written_day(text);
    }
};

}  // namespace

const Names<PeriodKind>& period_kinds() {
    static const Names<PeriodKind> names{{PeriodKind::day, "day"},
                                         {PeriodKind::month, "month"},
                                         {PeriodKind::quarter, "quarter"},
                                         {PeriodKind::year, "year"},
                                         {PeriodKind::financial_year, "financial_year"},
                                         {PeriodKind::academic_year, "academic_year"},
                                         {PeriodKind::school_year, "school_year"},
                                         {PeriodKind::split_year, "split_year"},
                                         {PeriodKind::years, "years"}};
    return names;
}

std::string text_of(const Period& period) {
    const int of_year{period.first.year()}, to{period.last.year()};
    const unsigned of_month{period.first.month()};
    switch (period.kind) {
        case PeriodKind::day:
            return iso(period.first);
        case PeriodKind::month:
            return fmt::format("{}-{:02}", of_year, of_month);
        case PeriodKind::quarter:
            return fmt::format("{}-Q{}", of_year, (of_month + 2) / 3);
        case PeriodKind::year:
            return std::to_string(of_year);
        case PeriodKind::financial_year:
        case PeriodKind::academic_year:
        case PeriodKind::school_year:
        case PeriodKind::split_year:
            return fmt::format("{}-{:02}", of_year, to % 100);
        case PeriodKind::years:
            return fmt::format("{}/{}", of_year, to);
    }
    throw std::logic_error("no such kind of period");
}

bool is_before(const Period& one, const Period& other) {
    return std::tie(one.first, one.last, one.kind) < std::tie(other.first, other.last, other.kind);
}

std::optional<SpelledPeriod> read_period(std::string_view spelling, const PeriodRules& rules) {
    constexpr std::size_t longest = 120;
    if (spelling.empty() || spelling.size() > longest || spelling.find_first_of("0123456789") == std::string_view::npos)
        return std::nullopt;
    return Reader{rules}.read(plain(spelling));
}

std::optional<Dashed> dashed(std::string_view spelling) {
    const auto text = plain(spelling);
    if (make_of(text) != "9999-99") return std::nullopt;
    return Dashed{month_of(*number_of(std::string_view(text).substr(0, 4)), *number_of(std::string_view(text).substr(5))).has_value(),
                  first_of_two(text).has_value()};
}

std::optional<PeriodKind> years_named_by(std::string_view name) {
    const auto low = lowered(name);
    const auto says = [&](std::string_view word) { return low.find(word) != std::string::npos; };
    if (says("financial") || says("fiscal") || says("government-year")) return PeriodKind::financial_year;
    if (says("academic")) return PeriodKind::academic_year;
    return says("school year") || says("school_year") || says("schoolyear") ? std::optional(PeriodKind::school_year) : std::nullopt;
}

}  // namespace touchstone::measures

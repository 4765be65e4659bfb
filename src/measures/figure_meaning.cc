#include "measures/figure_meaning.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "measures/measure_meaning.h"

namespace touchstone::measures {

namespace {

std::string counted(std::size_t count) { return std::to_string(count); }

class Areas {
public:
    Areas(const FigureRows& rows, const Places& places, Questions& questions) : rows_(rows), places_(places), questions_(questions) {}

    void find(Meaning& meaning) {
        if (!rows_.columns.area && rows_.areas.size() == 0 && has_figures(rows_.columns.shape))
            questions_.ask(About::area, "", "measures.question.area_unsaid");
        vote();
        for (std::size_t spelled = 0; spelled < rows_.areas.size(); ++spelled) take(spelled, meaning);
        for (std::size_t area = 0; area < meaning.areas.size(); ++area) ask_about(area, meaning);
    }

private:
    std::optional<AreaKind> kind_of_column() const {
        const auto& columns = rows_.columns;
        return columns.area ? areas_named_by(columns.heads[*columns.area]) : std::nullopt;
    }

    // What the spellings say that can mean one area only.
    void vote() {
        if (const auto named = kind_of_column()) kinds_.insert(*named);
        for (std::size_t spelled = 0; kinds_.empty() && spelled < rows_.areas.size(); ++spelled) count(spelled);
        if (kinds_.empty()) kinds_ = counted_;
    }
    void count(std::size_t spelled) {
        const auto meant = places_.meant_by(rows_.areas[spelled]);
        if (meant.size() == 1) counted_.insert(meant.front()->kind);
    }

    const Area* choose(const std::vector<const Area*>& meant, const std::string& spelling) {
        if (meant.size() <= 1) return meant.empty() ? nullptr : meant.front();
        std::vector<const Area*> fitting;
        for (const auto* area : meant)
            if (kinds_.contains(area->kind)) fitting.push_back(area);
        if (fitting.size() == 1) return fitting.front();
        questions_.ask(About::area, spelling, "measures.question.area_which",
                       {{"name", spelling}, {"code", meant[0]->code}, {"other", meant[1]->code}});
        return meant.front();
    }

    void take(std::size_t spelled, Meaning& meaning) {
        const auto& spelling = rows_.areas[spelled];
        const auto* known = choose(places_.meant_by(spelling), spelling);
        const auto key = known ? "=" + known->code : reader_key(spelling);
        const auto [found, is_new] = places_of_.try_emplace(key, meaning.areas.size());
        meaning.area_of.push_back(found->second);
        if (is_new) {
            const bool is_code = is_area_code(spelling);
            const auto& beside = rows_.names_of_areas[spelled];
            meaning.areas.push_back(
                known ? AreaFound{known->code, known->name, {}, true}
                      : AreaFound{is_code ? std::string(end_of_address(spelling)) : "", is_code ? beside : spelling, {}, false});
            spelled_of_.emplace_back();
        }
        meaning.areas[found->second].spellings.push_back(spelling);
        spelled_of_[found->second].push_back(spelled);
    }

    void ask_about(std::size_t area, const Meaning& meaning) {
        const auto& found = meaning.areas[area];
        const auto& first = found.spellings.front();
        if (!found.is_known) questions_.ask(About::area, first, "measures.question.area_unknown", {{"name", first}});
        for (std::size_t at = 1; found.is_known && at < found.spellings.size(); ++at) {
            const auto shared = periods_shared(spelled_of_[area][0], spelled_of_[area][at]);
            questions_.ask(
                About::area, found.spellings[at], shared > 0 ? "measures.question.area_clash" : "measures.question.area_twice",
                {{"name", found.spellings[at]}, {"other", first}, {"area", found.name}, {"code", found.code}, {"count", counted(shared)}});
        }
    }

    std::size_t periods_shared(std::size_t one, std::size_t other) const {
        const auto &of_one = rows_.periods_of_areas[one], &of_other = rows_.periods_of_areas[other];
        std::size_t shared = 0;
        for (std::size_t at = 0; at < std::min(of_one.size(), of_other.size()); ++at) shared += of_one[at] && of_other[at];
        return shared;
    }

    const FigureRows& rows_;
    const Places& places_;
    Questions& questions_;
    std::set<AreaKind> kinds_, counted_;
    std::map<std::string, std::size_t> places_of_;
    std::vector<std::vector<std::size_t>> spelled_of_;  // by area
};

class Periods {
public:
    Periods(const FigureRows& rows, const Said& said, Questions& questions) : rows_(rows), rules_(said.periods), questions_(questions) {}

    void find(Meaning& meaning) {
        find_rules();
        std::vector<std::optional<SpelledPeriod>> read;
        for (std::size_t spelled = 0; spelled < rows_.periods.size(); ++spelled) {
            read.push_back(read_period(rows_.periods[spelled], rules_));
            if (read.back()) note_doubt(read.back()->doubt, spelled);
        }
        if (rows_.periods.size() == 0 && has_figures(rows_.columns.shape))
            questions_.ask(About::period, "", "measures.question.period_unsaid");
        place(read, meaning);
        ask();
        std::set<PeriodKind> kinds;
        for (const auto& period : meaning.periods) kinds.insert(period.period.kind);
        if (kinds.size() > 1)
            questions_.ask(About::period, meaning.periods.front().spellings.front(), "measures.question.periods_mixed",
                           {{"first", meaning.periods.front().spellings.front()}, {"last", other_kind(meaning)}});
    }

private:
    // What the column's name says, and what spellings say that can mean one thing only.
    void find_rules() {
        const auto& columns = rows_.columns;
        if (!rules_.split_years && columns.period) rules_.split_years = years_named_by(columns.heads[*columns.period]);
        bool must_be_months = false, must_be_years = false;
        for (std::size_t spelled = 0; spelled < rows_.periods.size(); ++spelled) {
            const auto can = dashed(rows_.periods[spelled]);
            if (!can) continue;
            must_be_months = must_be_months || !can->can_be_years;
            must_be_years = must_be_years || !can->can_be_month;
        }
        if (rules_.are_dashed_months) return;
        if (must_be_months != must_be_years) rules_.are_dashed_months = must_be_months;
        if (rules_.split_years && !must_be_months) rules_.are_dashed_months = false;
        for (std::size_t spelled = 0; spelled < rows_.periods.size(); ++spelled) find_day_first(rows_.periods[spelled]);
    }

    // A day after the twelfth shows which number is the day.
    void find_day_first(const std::string& spelling) {
        const auto read = read_period(spelling);
        const bool is_in_digits = spelling.find_first_not_of("0123456789/.-") == std::string::npos && spelling.size() <= 10;
        if (read && is_in_digits && read->period.kind == PeriodKind::day && unsigned{read->period.first.day()} > 12) is_day_first_ = true;
    }

    void note_doubt(Doubt doubt, std::size_t spelled) {
        if (doubt == Doubt::none || (doubt == Doubt::day_or_month_first && is_day_first_)) return;
        doubted_[doubt].push_back(spelled);
    }

    void ask() {
        static const std::map<Doubt, const char*> sentences{{Doubt::month_or_years, "measures.question.month_or_years"},
                                                            {Doubt::which_years, "measures.question.which_years"},
                                                            {Doubt::day_or_month_first, "measures.question.day_or_month_first"},
                                                            {Doubt::day_or_year, "measures.question.day_or_year"},
                                                            {Doubt::which_quarter, "measures.question.which_quarter"},
                                                            {Doubt::spreadsheet_day, "measures.question.spreadsheet_day"}};
        for (const auto& [doubt, spelled] : doubted_) {
            const auto& first = rows_.periods[spelled.front()];
            const auto read = read_period(first, rules_);
            questions_.ask(About::period, first, sentences.at(doubt),
                           {{"name", first}, {"count", counted(spelled.size())}, {"read", text_of(read->period)}});
        }
    }

    void place(const std::vector<std::optional<SpelledPeriod>>& read, Meaning& meaning) {
        const auto is_less = [](const Period& one, const Period& other) { return is_before(one, other); };
        std::map<Period, std::vector<std::size_t>, decltype(is_less)> ordered(is_less);
        for (std::size_t spelled = 0; spelled < read.size(); ++spelled)
            if (read[spelled]) ordered[read[spelled]->period].push_back(spelled);
        meaning.period_of.assign(read.size(), ordered.size());
        for (const auto& [period, spelled] : ordered) {
            PeriodFound found{period, {}};
            for (const auto one : spelled) {
                meaning.period_of[one] = meaning.periods.size();
                found.spellings.push_back(rows_.periods[one]);
            }
            meaning.periods.push_back(std::move(found));
        }
    }

    static std::string other_kind(const Meaning& meaning) {
        const auto first = meaning.periods.front().period.kind;
        return std::ranges::find_if(meaning.periods, [&](const PeriodFound& found) { return found.period.kind != first; })
            ->spellings.front();
    }

    const FigureRows& rows_;
    PeriodRules rules_;
    Questions& questions_;
    bool is_day_first_ = false;
    std::map<Doubt, std::vector<std::size_t>> doubted_;
};

void ask_about_steps(const FigureRows& rows, const Places& places, const Meaning& meaning, Questions& questions) {
    const auto has = [&](const std::string& column) { return std::ranges::find(rows.columns.heads, column) != rows.columns.heads.end(); };
    for (const auto& steps : places.steps()) {
        if (!std::ranges::all_of(steps.columns, has)) continue;
        for (const auto& from : steps.from) {
            const auto first =
                std::ranges::find_if(meaning.periods, [&](const PeriodFound& found) { return found.period.last >= from.first; });
            if (first == meaning.periods.begin() || first == meaning.periods.end()) continue;
            questions.ask(About::method, first->spellings.front(), "measures.step." + steps.source, {{"period", first->spellings.front()}});
        }
    }
}

}  // namespace

Meaning meaning_of(const FigureRows& rows, const Places& places, const Said& said, Questions& questions) {
    Meaning meaning;
    Areas(rows, places, questions).find(meaning);
    Periods(rows, said, questions).find(meaning);
    meaning.measures = measures_of(rows, said, questions);
    ask_about_steps(rows, places, meaning, questions);
    return meaning;
}

}  // namespace touchstone::measures

#include "measures/measure_meaning.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"

namespace touchstone::measures {

namespace {

constexpr std::array<std::string_view, 7> better_when_low{"gap", "gaps", "poverty", "exclusion", "exclusions", "absence", "arrears"};
constexpr std::array<std::string_view, 2> better_when_high{"satisfied", "achieving"};

// Fewer rows say nothing about one column being within another.
constexpr std::int64_t rows_that_tell = 5;

bool has_word(const std::string& words, std::string_view word) {
    return (" " + words + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

// The first of these words that the name has.
template <std::size_t Count>
std::optional<std::string_view> word_in(const std::string& name, const std::array<std::string_view, Count>& words) {
    const auto key = search_key(name);
    const auto found = std::ranges::find_if(words, [&](std::string_view word) { return has_word(key, word); });
    return found == words.end() ? std::nullopt : std::optional(*found);
}

std::optional<Better> better_from(const std::string& cell) {
    const auto said = lowered(cell);
    if (said == "yes" || said == "y" || said == "true" || said == "high" || said == "higher" || said == "increase") return Better::higher;
    if (said == "no" || said == "n" || said == "false" || said == "low" || said == "lower" || said == "decrease") return Better::lower;
    return std::nullopt;
}

std::string name_of(const SpelledMeasure& spelled, const FigureRows& rows, const Said& said) {
    if (spelled.column) return rows.columns.heads[*spelled.column];
    if (!spelled.title.empty()) return spelled.title;
    if (!spelled.measurement.empty()) return std::string(end_of_address(spelled.measurement));
    return spelled.code.empty() ? said.name : std::string(end_of_address(spelled.code));
}

std::string unit_of(const SpelledMeasure& spelled, const std::string& name) {
    if (!spelled.unit.empty()) return std::string(end_of_address(spelled.unit));
    if (spelled.values > 0 && spelled.per_cent == spelled.values) return "%";
    if (spelled.values > 0 && spelled.pounds == spelled.values) return "\xC2\xA3";
    const auto low = lowered(name);
    const auto says = [&](std::string_view words) { return low.find(words) != std::string::npos; };
    if (says("percentage point")) return "percentage points";
    if (says("%") || says("percent") || says("per cent")) return "%";
    return low == "count" || low.starts_with("n_") || low.starts_with("number of ") ? "count" : "";
}

// "CHN01" and "CHN1" have one.
std::string code_key(const std::string& code) {
    std::string key;
    for (const char c : lowered(code)) {
        const bool is_first_zero = c == '0' && (key.empty() || key.back() < '0' || key.back() > '9');
        if (c != ' ' && !is_first_zero) key += c;
    }
    return key;
}

class Measures {
public:
    Measures(const FigureRows& rows, const Said& said, Questions& questions) : rows_(rows), said_(said), questions_(questions) {}

    std::vector<MeasureFound> find() {
        for (const auto& spelled : rows_.measures) {
            const auto name = name_of(spelled, rows_, said_);
            measures_.push_back({spelled.code, name, unit_of(spelled, name), better_of(spelled, name), std::nullopt});
            if (spelled.per_cent > 0 && spelled.per_cent < spelled.values)
                ask(About::measure, measures_.back(), "measures.question.some_per_cent");
        }
        const auto& columns = rows_.columns;
        const bool is_named = columns.code || columns.title || columns.measurement || columns.shape == Shape::columns;
        if (has_figures(columns.shape) && !is_named)
            questions_.ask(About::measure, said_.name, "measures.question.measure_unsaid", {{"name", said_.name}});
        ask_about_codes();
        find_denominators();
        return std::move(measures_);
    }

private:
    void ask(About about, const MeasureFound& measure, const char* sentence, std::map<std::string, std::string> values = {}) {
        const auto& subject = measure.code.empty() ? measure.name : measure.code;
        values.insert({{"subject", subject}, {"name", measure.name}});
        questions_.ask(about, subject, sentence, std::move(values));
    }

    std::optional<Better> better_of(const SpelledMeasure& spelled, const std::string& name) {
        const MeasureFound measure{spelled.code, name, "", std::nullopt, std::nullopt};
        const auto better = better_from(spelled.polarity);
        if (spelled.has_other_polarity) {
            ask(About::better, measure, "measures.question.better_differs");
            return std::nullopt;
        }
        if (!better) return better;
        const auto against = *better == Better::higher ? word_in(name, better_when_low) : word_in(name, better_when_high);
        if (!against) return better;
        ask(About::better, measure, *better == Better::higher ? "measures.question.better_higher" : "measures.question.better_lower",
            {{"word", std::string(*against)}});
        return std::nullopt;
    }

    // Two codes that look alike, and one code with two names.
    void ask_about_codes() {
        std::map<std::string, const MeasureFound*> first_of;
        for (const auto& measure : measures_) {
            if (measure.code.empty()) continue;
            const auto [found, is_new] = first_of.try_emplace(code_key(measure.code), &measure);
            const auto& first = *found->second;
            if (is_new) continue;
            if (first.code != measure.code) ask(About::measure, measure, "measures.question.codes_alike", {{"other", first.code}});
            if (first.code == measure.code && !is_same_to_a_reader(first.name, measure.name) && !rows_.columns.measurement &&
                rows_.columns.shape != Shape::columns)
                ask(About::measure, measure, "measures.question.code_twice", {{"other", first.name}});
        }
    }

    void find_denominators() {
        const auto& columns = rows_.columns;
        if (columns.shape != Shape::columns) return;
        const auto named = [&](std::string_view name) {
            return std::ranges::find_if(measures_, [&](const MeasureFound& measure) { return lowered(measure.name) == name; });
        };
        const auto numerator = named("numerator"), denominator = named("denominator");
        if (numerator != measures_.end() && denominator != measures_.end()) {
            numerator->denominator = static_cast<std::size_t>(denominator - measures_.begin());
            return;
        }
        const bool is_one_a_column = measures_.size() == rows_.counts_of_columns.size();
        for (std::size_t one = 0; is_one_a_column && one < measures_.size(); ++one)
            if (const auto other = likely_denominator(one))
                ask(About::denominator, measures_[one], "measures.question.denominator", {{"other", measures_[*other].name}});
    }

    // Whether one is a count that is never above the other.
    bool is_within(std::size_t one, std::size_t other) const {
        const auto& counts = rows_.counts_of_columns;
        return one != other && counts[one].rows >= rows_that_tell && counts[one].is_count && counts[other].is_count &&
               counts[one].is_never_above[other] && counts[one].total < counts[other].total;
    }

    // Of those that it is within the smallest, and rather one that others are within, too.
    std::optional<std::size_t> likely_denominator(std::size_t one) const {
        const auto& counts = rows_.counts_of_columns;
        const auto within = [&](std::size_t other) {
            std::size_t count = 0;
            for (std::size_t each = 0; each < counts.size(); ++each) count += is_within(each, other);
            return count;
        };
        std::optional<std::size_t> likely;
        for (std::size_t other = 0; other < counts.size(); ++other) {
            if (!is_within(one, other)) continue;
            const bool is_shared = within(other) > 1, is_likely_shared = likely && within(*likely) > 1;
            if (!likely || (is_shared && !is_likely_shared) ||
                (is_shared == is_likely_shared && counts[other].total < counts[*likely].total))
                likely = other;
        }
        return likely;
    }

    const FigureRows& rows_;
    const Said& said_;
    Questions& questions_;
    std::vector<MeasureFound> measures_;
};

}  // namespace

std::vector<MeasureFound> measures_of(const FigureRows& rows, const Said& said, Questions& questions) {
    return Measures(rows, said, questions).find();
}

}  // namespace touchstone::measures

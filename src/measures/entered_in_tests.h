// A measure whose figures are entered one moment after another, as the store does it, without a database: for tests.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "measures/disclosing.h"

namespace touchstone::measures {

inline Definition share(Smallest smallest = Smallest::five, bool zeros_shown = false) {
    Definition it;
    it.numerator = "Seen";
    it.denominator = "All";
    it.unit = Unit::per_cent;
    it.smallest = smallest;
    it.zeros_shown = zeros_shown;
    return it;
}

// What was entered of one measure, one moment after another.
class Entered {
public:
    explicit Entered(Definition definition = share()) : definition_(std::move(definition)) {}

    // Decides on them together, and gives what became of each.
    std::vector<Telling> enter(const std::vector<std::pair<Whose, std::string>>& lines) {
        at_ += std::chrono::hours{1};
        const auto first = all_.size();
        for (const auto& [whose, pasted] : lines) {
            const auto figures = read_pasted(pasted, definition_).value();
            for (const auto& figure : figures) add(whose, figure);
        }
        for (const auto& it : decide(definition_, all_)) {
            all_[it.entry].telling = it.telling;
            against_[it.entry] = it.against;
        }
        std::vector<Telling> tellings;
        for (std::size_t i = first; i < all_.size(); ++i) tellings.push_back(all_[i].telling);
        return tellings;
    }
    [[nodiscard]] const std::vector<Entry>& all() const { return all_; }
    // Of the one that was entered last.
    [[nodiscard]] std::optional<Against> against() const { return against_.at(all_.size() - 1); }
    [[nodiscard]] const Definition& definition() const { return definition_; }

private:
    void add(const Whose& whose, const Observation& figure) {
        const auto series = whose.organisation.text + "/" + whose.area_code + "/" + whose.people;
        int revision = 1;
        for (const auto& it : all_)
            if (it.series == series && it.figure.period == figure.period && !it.is_pooled) ++revision;
        all_.push_back({.series = series, .whose = whose, .figure = figure, .is_pooled = false, .revision = revision, .at = at_});
    }

    Definition definition_;
    std::vector<Entry> all_;
    std::map<std::size_t, std::optional<Against>> against_;
    Instant at_{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};
};

}  // namespace touchstone::measures

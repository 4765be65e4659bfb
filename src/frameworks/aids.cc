#include "frameworks/aids.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"

namespace touchstone::frameworks {
namespace {

class Taking {
public:
    Taking(Framework& to, const Framework& from, Agreeing agreeing) : to_(to), from_(from), agreeing_(agreeing) {}

    std::vector<std::string> take() {
        if (to_.presets.empty()) take_presets();
        if (to_.reuse.empty()) take_reuse();
        if (to_.looked_at_first.empty()) {
            to_.looked_at_first = areas(from_.looked_at_first, "looked_at_first");
            to_.enough_if_sound = areas(from_.enough_if_sound, "enough_if_sound");
        }
        if (to_.explained_by.empty() && !to_.looked_at_first.empty()) take_explanations();
        if (to_.quantity_words.empty()) to_.quantity_words = from_.quantity_words;
        if (to_.children_groups.empty()) to_.children_groups = from_.children_groups;
        if (to_.stakeholder_groups.empty()) to_.stakeholder_groups = from_.stakeholder_groups;
        if (to_.outcomes.empty()) to_.outcomes = from_.outcomes;
        take_asks();
        take_theme_aids();
        for (auto& source : to_.sources)
            for (const auto& other : from_.sources)
                if (source.key == other.key && source.half_life_months == 0) source.half_life_months = other.half_life_months;
        return std::move(left_out_);
    }

private:
    bool has_area(const std::string& number) const {
        const auto* here = find_key_area(to_, number);
        const auto* there = find_key_area(from_, number);
        return here && there && (agreeing_ == Agreeing::by_code || is_same_to_a_reader(here->title, there->title));
    }

    bool has_indicator(const std::string& code) const {
        const auto* here = find_indicator(to_, code);
        const auto* there = find_indicator(from_, code);
        return here && there &&
               (agreeing_ == Agreeing::by_code ||
                (is_same_to_a_reader(here->title, there->title) && here->themes.size() == there->themes.size()));
    }

    // "2.1" or "2.1/1"
    bool has_weakness(const std::string& named) const {
        const auto slash = named.find('/');
        const auto code = named.substr(0, slash);
        if (!has_indicator(code)) return false;
        if (slash == std::string::npos) return true;
        int theme = 0;
        std::from_chars(named.data() + slash + 1, named.data() + named.size(), theme);
        return find_theme(*find_indicator(to_, code), theme) != nullptr;
    }

    template <class Has>
    std::vector<std::string> kept(const std::vector<std::string>& named, const std::string& where, Has has) {
        std::vector<std::string> there;
        for (const auto& one : named)
            if (has(one))
                there.push_back(one);
            else
                left_out_.push_back(fmt::format("{}: {}", where, one));
        return there;
    }
    std::vector<std::string> areas(const std::vector<std::string>& named, const std::string& where) {
        return kept(named, where, [&](const auto& one) { return has_area(one); });
    }
    std::vector<std::string> indicators(const std::vector<std::string>& named, const std::string& where) {
        return kept(named, where, [&](const auto& one) { return has_indicator(one); });
    }

    void take_presets() {
        for (auto preset : from_.presets) {
            for (auto& choice : preset.choices) {
                choice.key_areas = areas(choice.key_areas, "preset " + preset.key);
                choice.indicators = indicators(choice.indicators, "preset " + preset.key);
            }
            std::erase_if(preset.choices, [](const PresetChoice& choice) { return choice.key_areas.empty() && choice.indicators.empty(); });
            if (!preset.choices.empty()) to_.presets.push_back(std::move(preset));
        }
    }

    void take_reuse() {
        for (auto reuse : from_.reuse) {
            reuse.from = indicators(reuse.from, "reuse");
            reuse.to = indicators(reuse.to, "reuse");
            if (!reuse.from.empty() && !reuse.to.empty()) to_.reuse.push_back(std::move(reuse));
        }
    }

    void take_explanations() {
        for (auto explanation : from_.explained_by) {
            explanation.weakness_in = kept(explanation.weakness_in, "explained_by",
                                           [&](const auto& one) { return has_weakness(one) && is_first(one.substr(0, one.find('/'))); });
            explanation.by = kept(explanation.by, "explained_by",
                                  [&](const auto& one) { return has_indicator(one) && !is_decisive(to_, *find_indicator(to_, one)); });
            if (!explanation.weakness_in.empty() && !explanation.by.empty()) to_.explained_by.push_back(std::move(explanation));
        }
    }

    bool is_first(const std::string& code) const { return is_looked_at_first(to_, *find_indicator(to_, code)); }

    void take_asks() {
        for (auto& level : to_.scale)
            if (const auto* other = find_level(from_, level.level); other && level.asks.empty()) level.asks = other->asks;
    }

    void take_theme_aids() {
        for (auto& indicator : to_.indicators) {
            const auto* other = find_indicator(from_, indicator.code);
            if (!has_indicator(indicator.code) || other->themes.size() != indicator.themes.size()) continue;
            for (std::size_t i = 0; i < indicator.themes.size(); ++i) {
                auto& theme = indicator.themes[i];
                if (theme.short_title.empty()) theme.short_title = other->themes[i].short_title;
                if (theme.typical_evidence.empty()) theme.typical_evidence = other->themes[i].typical_evidence;
            }
        }
    }

    Framework& to_;
    const Framework& from_;
    Agreeing agreeing_;
    std::vector<std::string> left_out_;
};

}  // namespace

std::vector<std::string> take_aids(Framework& to, const Framework& from, Agreeing agreeing) { return Taking(to, from, agreeing).take(); }

std::vector<std::string> lacking(const Framework& framework) {
    std::vector<std::string> lacks;
    const auto say = [&](bool is_missing, const char* what) {
        if (is_missing) lacks.emplace_back(what);
    };
    say(framework.presets.empty(), "presets: every scope is chosen from nothing");
    say(framework.looked_at_first.empty(), "looked_at_first: nothing is proposed for a scope");
    say(framework.explained_by.empty(), "explained_by: proposals follow only what findings themselves name");
    say(framework.reuse.empty(), "reuse: no hint at what else evidence often serves");
    say(framework.quantity_words.empty(), "quantity_words: no words for proportions");
    say(framework.outcomes.empty(), "outcomes: evidence names none");
    say(framework.stakeholder_groups.empty(), "stakeholder_groups: nobody's views can be named");
    say(framework.children_groups.empty(), "children_groups: nothing tells which children have not been heard");
    say(std::ranges::all_of(framework.sources, [](const EvidenceSource& source) { return source.half_life_months == 0; }),
        "half_life_months: evidence ages as the product has it");
    return lacks;
}

}  // namespace touchstone::frameworks

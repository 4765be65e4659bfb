// A framework of quality indicators, as plain data: what is asked, what is looked at, on which scale, and what a level looks like.
// It arrives as a pack (pack.h) or from a published guide (guide_layout.h), is stored as JSON (framework_json.h), and never changes
// once it is published. Nothing in the product is written for one framework: a second one needs no recompile.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::frameworks {

// The product's judgements know six levels, so every framework's scale has them all.
inline constexpr int lowest_level = 1;
inline constexpr int highest_level = 6;
inline constexpr int half_life_max_months = 240;

// The four kinds of evidence that triangulation tells apart (part 3.6). Every framework names and explains them in its own words.
inline constexpr std::array<std::string_view, 4> source_keys{"performance_data", "documentation", "views", "observation"};

// The two halves of an impact indicator: what data and observation show, and what the people concerned report.
enum class Half { none, observed, reported };

enum class Depth { none, light, full };

struct Question {
    int number = 0;
    std::string title, about;
    bool operator==(const Question&) const = default;
};

struct KeyArea {
    std::string number, title;
    int question = 0;
    std::string about;
    bool operator==(const KeyArea&) const = default;
};

// What a theme looks like at one level.
struct Illustration {
    int level = 0;
    std::string text;
    bool operator==(const Illustration&) const = default;
};

struct Theme {
    std::string title;
    Half half = Half::none;
    std::vector<std::string> aspects = {};  // the points under a title that ends in the middle of a sentence
    std::vector<std::string> aliases = {};  // other spellings of the title
    std::vector<Illustration> illustrations = {};
    std::string short_title = {};                    // for lists; empty where the title itself serves
    std::vector<std::string> typical_evidence = {};  // where evidence on it is usually found
    bool operator==(const Theme&) const = default;
};

struct Indicator {
    std::string code, title;
    std::vector<std::string> aliases = {};
    std::string key_area = {};  // the number of its key area
    bool judged = true;         // evaluators award a level
    bool illustrated = false;   // every theme has passages, all at the same levels
    bool impact_pair = false;   // two themes: observed, then reported
    std::string key_features = {};
    std::vector<Theme> themes = {};
    bool operator==(const Indicator&) const = default;
};

struct ScaleLevel {
    int level = 0;
    std::string name, descriptor, guideline, implication;
    std::string asks = {};  // what it calls for, in one sentence
    bool operator==(const ScaleLevel&) const = default;
};

// What services want for children: "safe", "nurtured" and so on.
struct DesiredOutcome {
    std::string key, title, about;
    bool operator==(const DesiredOutcome&) const = default;
};

struct EvidenceSource {
    std::string key, title, about;
    int half_life_months = 0;  // how soon such evidence ages; 0: as the product has it
    bool operator==(const EvidenceSource&) const = default;
};

struct StakeholderGroup {
    std::string key, title;
    bool operator==(const StakeholderGroup&) const = default;
};

// Children who are easily overlooked: "looked-after children".
struct ChildrenGroup {
    std::string key, title;
    bool operator==(const ChildrenGroup&) const = default;
};

// Holds for the indicators of these key areas and for these indicators.
struct PresetChoice {
    std::vector<std::string> key_areas, indicators;
    Depth depth = Depth::none;
    std::string reason;
    bool operator==(const PresetChoice&) const = default;
};

// A start for a scope. A later choice wins over an earlier one.
struct Preset {
    std::string key, title, source, about;
    std::vector<PresetChoice> choices;
    bool operator==(const Preset&) const = default;
};

// Evidence gathered for the indicators `from` often serves those of `to`.
struct Reuse {
    std::vector<std::string> from, to;
    std::string source, why;
    bool operator==(const Reuse&) const = default;
};

// A weakness in these themes ("2.1/1", or "2.1" for all of them) may come from what these indicators look at.
struct Explanation {
    std::vector<std::string> weakness_in, by;
    std::string why;
    bool operator==(const Explanation&) const = default;
};

// What a word for a proportion means, in per cent, both ends included.
// What a word for a proportion means, in per cent: exact shares are compared, so bounds are within it or just outside. A word is no
// quantity beside certain others ("the most effective"): these name words, or with a star the ends of words ("*ive").
struct QuantityWord {
    std::string word;
    int from = 0, to = 0;
    bool is_over = false, is_under = false;  // over `from`, and under `to`, instead of from and to them
    std::vector<std::string> not_after = {}, not_before = {};
    bool operator==(const QuantityWord&) const = default;
};

struct Framework {
    std::string id, version, title, language, publisher, licence, source, about;
    std::vector<Question> questions;
    std::vector<KeyArea> key_areas;
    std::vector<Indicator> indicators;  // in the order of their codes
    std::vector<ScaleLevel> scale;      // the highest level first
    std::vector<DesiredOutcome> outcomes;
    std::vector<EvidenceSource> sources;
    std::vector<StakeholderGroup> stakeholder_groups;
    std::vector<ChildrenGroup> children_groups;
    std::vector<Preset> presets;
    std::vector<Reuse> reuse;
    std::vector<QuantityWord> quantity_words;
    std::vector<std::string> looked_at_first;  // numbers of the key areas that an evaluation begins with
    std::vector<Explanation> explained_by;
    std::vector<std::string> enough_if_sound;  // those of them that, when sound, make the others needless; empty: all of them
    bool operator==(const Framework&) const = default;
};

// Each finder answers nullptr, or nothing, where there is none; what it points to lives as long as its argument.
[[nodiscard]] const Indicator* find_indicator(const Framework&, std::string_view code);
[[nodiscard]] const KeyArea* find_key_area(const Framework&, std::string_view number);
// "good"; empty when the scale has no such level.
[[nodiscard]] std::string level_word(const Framework&, int level);
[[nodiscard]] const ScaleLevel* find_level(const Framework&, int level);
// What a level calls for: its `asks`, or what it implies where the framework has none.
[[nodiscard]] std::string asked_at(const Framework&, int level);
[[nodiscard]] std::vector<const Indicator*> indicators_of(const Framework&, const KeyArea&);
[[nodiscard]] std::vector<const KeyArea*> key_areas_of(const Framework&, const Question&);
// Themes are numbered from 1.
[[nodiscard]] const Theme* find_theme(const Indicator&, int number);
// How lists name it: its short title, or its title where it has none.
[[nodiscard]] std::string listed_title(const Theme&);
// The same by number; empty when there is no such theme.
[[nodiscard]] std::string listed_title(const Indicator&, int number);
[[nodiscard]] const Illustration* find_illustration(const Theme&, int level);

// "5.2" before "5.10": numbers inside codes count as numbers.
[[nodiscard]] bool comes_before(std::string_view code, std::string_view other);

// The words that packs and JSON use: "observed", "light". Half::none is the empty word.
[[nodiscard]] std::string name_of(Half);
[[nodiscard]] std::string name_of(Depth);
[[nodiscard]] std::optional<Depth> depth_from(const std::string& name);

[[nodiscard]] bool is_looked_at_first(const Framework&, const Indicator&);
// Whether its key area is one of those that, when sound, make the others needless (part 3.4).
[[nodiscard]] bool is_decisive(const Framework&, const Indicator&);
// The numbers of those key areas.
[[nodiscard]] const std::vector<std::string>& decisive_areas(const Framework&);
// The codes of the indicators that may explain a weakness: all that are not decisive.
[[nodiscard]] std::vector<std::string> explaining_indicators(const Framework&);

}  // namespace touchstone::frameworks

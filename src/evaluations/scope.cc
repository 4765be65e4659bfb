#include "evaluations/scope.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/named.h"
#include "base/text.h"

namespace touchstone::evaluations {
namespace {

std::string at(const std::map<std::string, std::string>& values, const std::string& key) {
    const auto found = values.find(key);
    return found == values.end() ? std::string() : found->second;
}

bool is_named_in(const frameworks::PresetChoice& choice, const frameworks::Indicator& indicator) {
    return std::ranges::find(choice.key_areas, indicator.key_area) != choice.key_areas.end() ||
           std::ranges::find(choice.indicators, indicator.code) != choice.indicators.end();
}

// In the framework's order; empty when all of them, or none, are named.
std::vector<int> chosen_themes(const frameworks::Indicator& indicator, const std::vector<std::string>& typed) {
    std::vector<int> themes;
    for (int number = 1; number <= static_cast<int>(indicator.themes.size()); ++number)
        if (std::ranges::find(typed, std::to_string(number)) != typed.end()) themes.push_back(number);
    if (themes.size() == indicator.themes.size()) themes.clear();
    return themes;
}

}  // namespace

Outcome<std::vector<ScopeChoice>> choose(const Evaluation& evaluation, const frameworks::Framework& framework, const ScopeDraft& draft) {
    if (evaluation.is_finished()) return refuse({{"", "evaluations.finished"}});
    Problems problems;
    std::vector<ScopeChoice> choices;
    for (const auto& indicator : framework.indicators) {
        const auto typed = at(draft.depths, indicator.code);
        const auto depth = typed.empty() ? std::optional(Depth::none) : frameworks::depth_from(typed);
        const auto reason = at(draft.reasons, indicator.code);
        if (!depth)
            problems.push_back({"depth_" + indicator.code, "evaluations.scope.depth_wrong"});
        else if (*depth != Depth::none && reason.empty())
            problems.push_back({"reason_" + indicator.code, "evaluations.scope.reason_missing"});
        if (characters(reason) > reason_max_characters)
            problems.push_back({"reason_" + indicator.code, "evaluations.scope.reason_too_long"});
        const auto themes = draft.themes.find(indicator.code);
        const bool in_part = themes != draft.themes.end() && depth.value_or(Depth::none) != Depth::none;
        choices.push_back(
            {indicator.code, depth.value_or(Depth::none), reason, in_part ? chosen_themes(indicator, themes->second) : std::vector<int>{}});
    }
    if (std::ranges::all_of(choices, [](const auto& choice) { return choice.depth == Depth::none; }))
        problems.push_back({"", "evaluations.scope.nothing_chosen"});
    if (!problems.empty()) return refuse(problems);
    return choices;
}

ScopeDraft draft_from_preset(const frameworks::Framework& framework, const std::string& preset) {
    ScopeDraft draft;
    const auto found = std::ranges::find(framework.presets, preset, &frameworks::Preset::key);
    if (found == framework.presets.end()) return draft;
    for (const auto& indicator : framework.indicators)
        for (const auto& choice : found->choices)
            if (is_named_in(choice, indicator)) {
                draft.depths[indicator.code] = name_of(choice.depth);
                draft.reasons[indicator.code] = choice.reason;
            }
    return draft;
}

ScopeDraft draft_from(const std::vector<ScopeChoice>& choices) {
    ScopeDraft draft;
    for (const auto& choice : choices) {
        draft.depths[choice.indicator] = name_of(choice.depth);
        draft.reasons[choice.indicator] = choice.reason;
        for (const int theme : choice.themes) draft.themes[choice.indicator].push_back(std::to_string(theme));
    }
    return draft;
}

std::string as_json(const frameworks::Framework& framework, const std::vector<ScopeChoice>& choices) {
    std::vector<std::string> scope, themes;
    for (const auto& indicator : framework.indicators)
        for (const auto& choice : choices) {
            if (choice.indicator != indicator.code || choice.depth == Depth::none) continue;
            scope.push_back(choice.indicator + " " + name_of(choice.depth) + ": " + choice.reason);
            for (const int theme : choice.themes) themes.push_back(choice.indicator + "/" + std::to_string(theme));
        }
    return scope.empty() ? std::string() : nlohmann::json{{"scope", scope}, {"themes", themes}}.dump();
}

bool looks_at(const ScopeChoice& choice, int theme) {
    return choice.depth != Depth::none && (choice.themes.empty() || std::ranges::find(choice.themes, theme) != choice.themes.end());
}

}  // namespace touchstone::evaluations

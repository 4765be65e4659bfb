// Scope (parts 3.2–3.4): which indicators are looked at, how deeply, and why. The framework's presets offer a start; people decide.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/outcome.h"
#include "evaluations/evaluation.h"
#include "frameworks/framework.h"

namespace touchstone::evaluations {

using frameworks::Depth;

struct ScopeChoice {
    std::string indicator;
    Depth depth = Depth::none;
    std::string reason;
    std::vector<int> themes = {};  // the only ones looked at; empty: all of them
    bool operator==(const ScopeChoice&) const = default;
};

// Typed choices, by indicator; what is not named is not looked at.
struct ScopeDraft {
    std::map<std::string, std::string> depths;  // "none", "light", "full"
    std::map<std::string, std::string> reasons;
    std::map<std::string, std::vector<std::string>> themes;  // "1", "3"; none or all: all of them
};

inline constexpr std::size_t reason_max_characters = 500;

// A row for each indicator.
inline const FieldShape depth_shape{"depth", FieldShape::Kind::choice, 0, false, {"full", "light", "none"}},
    reason_shape{"reason", FieldShape::Kind::text, reason_max_characters}, themes_shape{"themes", FieldShape::Kind::choices};

// One choice for every indicator of the framework, in its order. Problems are at fields "depth_5.1" and "reason_5.1".
[[nodiscard]] Outcome<std::vector<ScopeChoice>> choose(const Evaluation&, const frameworks::Framework&, const ScopeDraft&);

// What a preset proposes, with its reasons, as a draft for people to change. Empty when there is no such preset.
[[nodiscard]] ScopeDraft draft_from_preset(const frameworks::Framework&, const std::string& preset);
[[nodiscard]] ScopeDraft draft_from(const std::vector<ScopeChoice>&);

// For the history, as JSON: what is looked at, how deeply and why, in the framework's order, and the only themes where it is not all of
// them. Empty when nothing is.
[[nodiscard]] std::string as_json(const frameworks::Framework&, const std::vector<ScopeChoice>&);

// Whether this theme of the indicator is looked at.
[[nodiscard]] bool looks_at(const ScopeChoice&, int theme);

}  // namespace touchstone::evaluations

// How a report speaks of what stands in its content.
#pragma once
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace touchstone::reports {

[[nodiscard]] std::string period_in_words(const nlohmann::json& of);
[[nodiscard]] std::string level_words(const nlohmann::json& judgement);
[[nodiscard]] std::string confidence_word(const nlohmann::json& confidence);
// "4 very good, 6 good, 1 weak": counts, never an average. Of numbers by level the lowest stands first.
[[nodiscard]] std::string awarded_in_words(const nlohmann::json& awarded);
// The first sentences, whole ones, up to about so many characters: at least one.
[[nodiscard]] std::string beginning_of(const std::string& words, std::size_t most);

}  // namespace touchstone::reports

// JSON from outside. What is nested deeper than anything of ours is refused while it is read, so that nothing walks down it afterwards.
#pragma once
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

namespace touchstone {

inline constexpr int json_depth_max = 32;

// Nothing for what is no JSON or nested deeper than `depth_max`.
template <class Json>
[[nodiscard]] std::optional<Json> parse_json(std::string_view text, int depth_max = json_depth_max) {
    bool is_deep = false;
    const auto goes_on = [&](int depth, typename Json::parse_event_t, Json&) {
        is_deep = is_deep || depth > depth_max;
        return !is_deep;
    };
    auto json = Json::parse(text, goes_on, false);
    if (is_deep || json.is_discarded()) return std::nullopt;
    return json;
}

}  // namespace touchstone

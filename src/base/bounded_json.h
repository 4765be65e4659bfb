// JSON from outside. What is nested deeper than anything of ours is refused while it is read, so that nothing walks down it afterwards; and
// so is what says one name twice, of which programs differ in what they take.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace touchstone {

inline constexpr int json_depth_max = 32;

// Nothing for what is no JSON, nested deeper than `depth_max`, or an object with one name twice.
template <class Json>
[[nodiscard]] std::optional<Json> parse_json(std::string_view text, int depth_max = json_depth_max) {
    using Event = typename Json::parse_event_t;
    bool is_refused = false;
    std::vector<std::set<std::string>> names;  // of the objects that are being read, from the outermost
    const auto goes_on = [&](int depth, Event event, Json& read) {
        if (is_refused) return false;
        if (event == Event::object_start) names.emplace_back();
        if (event == Event::object_end) names.pop_back();
        is_refused = depth > depth_max || (event == Event::key && !names.back().insert(read.template get<std::string>()).second);
        return !is_refused;
    };
    auto json = Json::parse(text, goes_on, false);
    if (is_refused || json.is_discarded()) return std::nullopt;
    return json;
}

}  // namespace touchstone

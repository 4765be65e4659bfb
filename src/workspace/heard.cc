#include "workspace/heard.h"

#include <set>

namespace touchstone::workspace {

using namespace evidence;

std::vector<Heard> heard_of(const frameworks::Framework& framework, const std::vector<std::string>& groups,
                            const std::vector<Trace>& traces) {
    std::vector<Heard> heard;
    for (const auto& group : groups) {
        std::set<std::string> lines, views;
        std::map<std::string, std::set<std::string>> by_area;
        for (const auto& trace : traces) {
            if (trace.group != group) continue;
            lines.insert(trace.line_key);
            if (trace.source.tells_what_people_say()) views.insert(trace.line_key);
            if (const auto* indicator = frameworks::find_indicator(framework, trace.indicator))
                by_area[indicator->key_area].insert(trace.line_key);
        }
        heard.push_back({group, static_cast<int>(lines.size()), static_cast<int>(views.size()), {}});
        for (const auto& [area, keys] : by_area) heard.back().by_area[area] = static_cast<int>(keys.size());
    }
    return heard;
}

}  // namespace touchstone::workspace

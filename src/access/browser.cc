#include "access/browser.h"

#include <array>
#include <string_view>

namespace touchstone::access {
namespace {

using Known = std::pair<std::string_view, std::string_view>;

// The first mark that occurs decides: most browsers also name those that they wish to be taken for.
constexpr std::array<Known, 6> browsers{
    {{"Edg", "Edge"}, {"OPR/", "Opera"}, {"Firefox/", "Firefox"}, {"FxiOS", "Firefox"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}}};
constexpr std::array<Known, 7> systems{{{"iPhone", "iPhone"},
                                        {"iPad", "iPad"},
                                        {"Android", "Android"},
                                        {"Windows", "Windows"},
                                        {"Mac OS", "Mac"},
                                        {"CrOS", "Chromebook"},
                                        {"Linux", "Linux"}}};

template <std::size_t size>
std::string found(const std::array<Known, size>& known, const std::string& user_agent) {
    for (const auto& [mark, name] : known)
        if (user_agent.find(mark) != std::string::npos) return std::string(name);
    return {};
}

}  // namespace

std::string browser_from(const std::string& user_agent) {
    const auto browser = found(browsers, user_agent), system = found(systems, user_agent);
    return browser.empty() || system.empty() ? browser + system : browser + " on " + system;
}

}  // namespace touchstone::access

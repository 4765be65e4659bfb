// What a browser is called, coarsely: enough for people to know their own devices by.
#pragma once
#include <string>

namespace touchstone::access {

// "Firefox on Windows"; empty when it says neither. Never more than this is kept.
[[nodiscard]] std::string browser_from(const std::string& user_agent);

}  // namespace touchstone::access

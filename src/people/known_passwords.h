// Passwords that attackers try first; the list and its source are in passwords/.
#pragma once
#include <string>

namespace touchstone::people {

// Whether it stands in the list, also with figures and signs after it or in other case, or consists of very few different characters.
[[nodiscard]] bool is_known_password(const std::string& password);

}  // namespace touchstone::people

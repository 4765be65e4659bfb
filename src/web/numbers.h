// Numbers that need not be whole, as the reader's language writes them. Beyond 15 digits they are written with a power of ten.
#pragma once
#include <string>

namespace touchstone::web {

// "1,234.5": with at most so many decimals
[[nodiscard]] std::string in_figures(double number, int decimals);
// "12.5%", of 0.125
[[nodiscard]] std::string in_percent(double share, int decimals);

}  // namespace touchstone::web

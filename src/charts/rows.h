// How the narrow pictures set their words: in lines from edge to edge, above and below what they name.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace touchstone::charts {

// In the picture's own units.
inline constexpr int narrow_width = 320, narrow_text = 300;  // bold and wide letters need more than others
inline constexpr int type_size = 15, line_height = 18;

// Words in lines no wider than that; what does not fit into the last one becomes "…".
[[nodiscard]] std::vector<std::string> wrapped(const std::string& words, int width, std::size_t lines);
// For names and notes of narrow pictures, which have room for many lines.
[[nodiscard]] std::vector<std::string> wrapped(const std::string& words, int width = narrow_text);
[[nodiscard]] int height_of(const std::vector<std::string>& lines);
// The first line stands on `y`; `look` is a class.
[[nodiscard]] std::string lines_svg(const std::vector<std::string>& lines, const char* look, int x, int y);
// Where the first line stands for all of them to be about such a middle.
[[nodiscard]] int first_line_about(int middle, const std::vector<std::string>& lines);

}  // namespace touchstone::charts

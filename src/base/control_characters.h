// Control characters: nobody sees them, and no XML, Word file or workbook can hold them. Text comes in without.
#pragma once
#include <string>
#include <string_view>

namespace touchstone {

// Whether well-formed UTF-8 holds a control character other than tab, line feed and carriage return, or one of the two code points, U+FFFE
// and U+FFFF, that are no characters.
[[nodiscard]] bool has_control_characters(std::string_view text);
// The text without them. What breaks a line or a page elsewhere (vertical tab, form feed, next line) becomes "\n".
[[nodiscard]] std::string without_control_characters(std::string_view text);

}  // namespace touchstone

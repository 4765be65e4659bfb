#include "base/control_characters.h"

namespace touchstone {
namespace {

// How many bytes at the front are one character of that kind; 0 when none is.
std::size_t control_at(std::string_view text) {
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const unsigned first = byte(0);
    if (first < 0x20) return first == '\t' || first == '\n' || first == '\r' ? 0 : 1;
    if (first == 0x7F) return 1;
    if (first == 0xC2) return byte(1) >= 0x80 && byte(1) < 0xA0 ? 2 : 0;
    return first == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE ? 3 : 0;
}

bool ends_a_line(std::string_view control) { return control == "\v" || control == "\f" || control == "\xC2\x85"; }

}  // namespace

bool has_control_characters(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i)
        if (control_at(text.substr(i)) > 0) return true;
    return false;
}

std::string without_control_characters(std::string_view text) {
    if (!has_control_characters(text)) return std::string(text);
    std::string kept;
    kept.reserve(text.size());
    while (!text.empty()) {
        const auto length = control_at(text);
        if (length == 0)
            kept += text.front();
        else if (ends_a_line(text.substr(0, length)))
            kept += '\n';
        text.remove_prefix(length == 0 ? 1 : length);
    }
    return kept;
}

}  // namespace touchstone

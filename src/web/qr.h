// A QR code as the path of an SVG picture, one unit to a module, with the quiet border that scanners need.
#pragma once
#include <string>

namespace touchstone::web {

struct Qr {
    int size = 0;  // of each side
    std::string path;
};

// Throws std::runtime_error when the text is too long for one.
[[nodiscard]] Qr qr_of(const std::string& text);

}  // namespace touchstone::web

#include "web/qr.h"

#include <memory>
#include <stdexcept>

#include <fmt/format.h>
#include <qrencode.h>

namespace touchstone::web {

constexpr int border = 4;

Qr qr_of(const std::string& text) {
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), QRcode_free);
    if (!code) throw std::runtime_error("this text makes no QR code");
    Qr qr{code->width + 2 * border, ""};
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            if ((code->data[y * code->width + x] & 1U) != 0) qr.path += fmt::format("M{} {}h1v1h-1z", x + border, y + border);
    return qr;
}

}  // namespace touchstone::web

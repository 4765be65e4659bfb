#include "web/static_files.h"

#include <array>
#include <stdexcept>

#include <brotli/encode.h>
#include <sodium.h>
#include <zlib.h>

#include "base/assets.h"

namespace touchstone::web {
namespace {

constexpr std::string_view folder = "ui/dist";

std::string media_type(std::string_view name) {
    static const std::map<std::string_view, std::string> types{{"css", "text/css; charset=utf-8"},
                                                               {"js", "text/javascript; charset=utf-8"},
                                                               {"mjs", "text/javascript; charset=utf-8"},
                                                               {"svg", "image/svg+xml"},
                                                               {"woff2", "font/woff2"},
                                                               {"png", "image/png"},
                                                               {"txt", "text/plain; charset=utf-8"}};
    const auto found = types.find(name.substr(name.rfind('.') + 1));
    return found == types.end() ? "application/octet-stream" : found->second;
}

std::string brotli(const std::string& text) {
    std::string packed(BrotliEncoderMaxCompressedSize(text.size()), '\0');
    auto size = packed.size();
    if (!BrotliEncoderCompress(9, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT, text.size(), reinterpret_cast<const uint8_t*>(text.data()),
                               &size, reinterpret_cast<uint8_t*>(packed.data())))
        throw std::runtime_error("brotli failed");
    packed.resize(size);
    return packed;
}

}  // namespace

std::string gzipped(std::string_view text) {
    z_stream stream{};
    if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error("gzip failed");
    std::string packed(deflateBound(&stream, text.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    const int ended = deflate(&stream, Z_FINISH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    if (ended != Z_STREAM_END) throw std::runtime_error("gzip failed");
    return packed;
}

StaticFiles::StaticFiles() {
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 16);
    for (const auto& path : assets::names_under(folder)) {
        StaticFile file{media_type(path), assets::content(path), {}, {}};
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(file.plain.data()), file.plain.size());
        if (!path.ends_with(".woff2") && !path.ends_with(".png")) {
            file.gzip = gzipped(file.plain);
            file.brotli = brotli(file.plain);
        }
        files_.emplace(path.substr(folder.size() + 1), std::move(file));
    }
    std::array<unsigned char, 16> hash{};
    crypto_generichash_final(&state, hash.data(), hash.size());
    std::array<char, 33> hex{};
    sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
    prefix_ = "/assets/" + std::string(hex.data(), 12) + "/";
}

const StaticFile* StaticFiles::find(std::string_view path) const {
    if (!path.starts_with(prefix_)) return nullptr;
    const auto found = files_.find(path.substr(prefix_.size()));
    return found == files_.end() ? nullptr : &found->second;
}

}  // namespace touchstone::web

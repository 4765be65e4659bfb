// Forms as anybody may send them: the first byte chooses the kind, the rest is the body.
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "web/form_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace touchstone::web;
    if (size == 0) return 0;
    const std::string_view body(reinterpret_cast<const char*>(data) + 1, size - 1);
    static const auto folder = [] {
        auto path = std::filesystem::temp_directory_path() / "touchstone-form-fuzz";
        std::filesystem::create_directories(path);
        return path;
    }();
    if (data[0] % 2 == 0) {
        (void)read_urlencoded(body);
        return 0;
    }
    const auto line = body.substr(0, body.find('\n'));
    auto form = read_multipart(line, body.substr(std::min(line.size() + 1, body.size())), folder);
    if (form)
        for (auto& [name, uploads] : form->all_uploads())
            for (const auto& upload : uploads) std::filesystem::remove(upload.path);
    return 0;
}

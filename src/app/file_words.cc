#include "app/file_words.h"

#include <algorithm>
#include <array>
#include <fstream>

#include "base/child.h"
#include "base/text.h"
#include "evidence/evidence_text_store.h"

namespace touchstone::app {

namespace {

using evidence::file_words_max;

constexpr std::size_t bytes_max = 4 * file_words_max;  // the longest characters are of four bytes
constexpr auto time_limit = std::chrono::seconds{30};

enum class Kind { other, text, pdf, word, open_document };

Kind kind_of(const std::string& name) {
    static const std::array<std::pair<const char*, Kind>, 7> endings{{{".txt", Kind::text},
                                                                      {".text", Kind::text},
                                                                      {".md", Kind::text},
                                                                      {".csv", Kind::text},
                                                                      {".pdf", Kind::pdf},
                                                                      {".docx", Kind::word},
                                                                      {".odt", Kind::open_document}}};
    const auto low = lowered(name);
    const auto found = std::ranges::find_if(endings, [&](const auto& ending) { return low.ends_with(ending.first); });
    return found == endings.end() ? Kind::other : found->second;
}

std::string front_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw Unreadable("it cannot be opened");
    std::string bytes(bytes_max, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

// A character that the limit cut in two is left out.
std::string as_text(const std::string& bytes) {
    if (bytes.contains('\0')) throw Unreadable("it is not text");
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    auto text = first_characters(bytes, file_words_max);
    const bool is_cut = bytes.size() == bytes_max || characters(text) == file_words_max;
    if (text.size() < bytes.size() && !is_cut) text = first_characters(from_latin1(bytes), file_words_max);
    std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
    return tidied(text.starts_with(byte_order_mark) ? text.substr(byte_order_mark.size()) : text);
}

// What the program wrote into a file of its own.
std::string written_by(const std::vector<std::string>& program, const std::filesystem::path& written,
                       const std::vector<std::string>& more_limits = {}) {
    const std::unique_ptr<const std::filesystem::path, void (*)(const std::filesystem::path*)> gone(&written, [](const auto* path) {
        std::error_code ignored;
        std::filesystem::remove(*path, ignored);
    });
    run_limited(program, more_limits);
    return as_text(front_of(written));
}

}  // namespace

void run_limited(const std::vector<std::string>& program, const std::vector<std::string>& more_limits) {
    if (!is_installed(program.front())) throw NotInstalled(program.front() + " is not installed");
    std::vector<std::string> words{
        "env", "-i", "PATH=/usr/local/bin:/usr/bin:/bin", "LANG=C.UTF-8", "prlimit", "--cpu=25", "--core=0", "--fsize=16000000"};
    words.insert(words.end(), more_limits.begin(), more_limits.end());
    words.insert(words.end(), program.begin(), program.end());
    try {
        run_child(words, time_limit);
    } catch (const ChildFailed& failed) {
        throw Unreadable(failed.what());
    }
}

std::optional<std::string> words_of_file(const std::filesystem::path& file, const std::string& name, const std::filesystem::path& folder) {
    const auto kind = kind_of(name);
    const auto written = folder / (file.filename().string() + ".words");
    // Haskell programs reserve more address space than any limit on it would allow; pandoc's own limit counts what it uses.
    const auto with_pandoc = [&](const char* format) {
        return written_by({"pandoc", "+RTS", "-M512M", "-RTS", "--sandbox", "--from", format, "--to=plain", "--wrap=none", "--output",
                           written.string(), file.string()},
                          written);
    };
    switch (kind) {
        case Kind::other:
            return std::nullopt;
        case Kind::text:
            return as_text(front_of(file));
        case Kind::word:
            return with_pandoc("docx");
        case Kind::open_document:
            return with_pandoc("odt");
        case Kind::pdf:
            break;
    }
    return written_by({"pdftotext", "-q", "-enc", "UTF-8", "-nopgbrk", file.string(), written.string()}, written, {"--as=1000000000"});
}

}  // namespace touchstone::app

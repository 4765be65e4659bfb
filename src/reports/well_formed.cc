#include "reports/well_formed.h"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include <expat.h>
#include <fmt/format.h>
#include <zip.h>

#include "base/control_characters.h"
#include "base/text.h"

namespace touchstone::reports {
namespace {

constexpr std::size_t piece = 64 * 1024;

[[noreturn]] void ill_formed(std::string_view what, std::string_view why) {
    throw std::runtime_error(fmt::format("a made file is not well-formed: {}: {}", what, why));
}

void check_part(zip_t* archive, zip_uint64_t at, const std::string& name) {
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen_index(archive, at, 0), zip_fclose);
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), XML_ParserFree);
    if (!file || !parser) ill_formed(name, "it cannot be read");
    for (zip_int64_t size = 1; size > 0;) {
        auto* buffer = XML_GetBuffer(parser.get(), piece);
        size = buffer == nullptr ? -1 : zip_fread(file.get(), buffer, piece);
        if (size < 0) ill_formed(name, "it cannot be read");
        if (XML_ParseBuffer(parser.get(), static_cast<int>(size), size == 0) != XML_STATUS_OK)
            ill_formed(name,
                       fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser.get()), XML_ErrorString(XML_GetErrorCode(parser.get()))));
    }
}

constexpr std::array<std::string_view, 13> void_elements{"area",  "base", "br",   "col",    "embed", "hr", "img",
                                                         "input", "link", "meta", "source", "track", "wbr"};

bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Reads a page from tag to tag.
class Page {
public:
    explicit Page(std::string_view html) : rest_(html) {}

    void check() {
        for (auto open = rest_.find('<'); open != std::string_view::npos; open = rest_.find('<')) {
            rest_.remove_prefix(open + 1);
            if (rest_.starts_with("!--"))
                skip_past("-->");
            else if (rest_.starts_with('!'))
                skip_past(">");
            else
                take_tag();
        }
        if (!open_.empty()) ill_formed(open_.back(), "it is not closed");
    }

private:
    void skip_past(std::string_view end) {
        const auto at = rest_.find(end);
        if (at == std::string_view::npos) ill_formed(end, "it is missing");
        rest_.remove_prefix(at + end.size());
    }

    void take_tag() {
        const bool closes = rest_.starts_with('/');
        if (closes) rest_.remove_prefix(1);
        if (rest_.empty() || !begins_name(rest_.front())) ill_formed("<", "it stands alone");
        const auto name = rest_.substr(0, rest_.find_first_of(" \t\n/>"));
        rest_.remove_prefix(name.size());
        const bool is_whole = take_attributes(name);
        if (closes) {
            if (open_.empty() || open_.back() != name) ill_formed(name, "it closes what is not open");
            open_.pop_back();
        } else if (!is_whole && std::ranges::find(void_elements, name) == void_elements.end()) {
            if (name == "style" || name == "script")
                skip_past(fmt::format("</{}>", name));
            else
                open_.emplace_back(name);
        }
    }

    // Up to ">". Whether the tag ends in "/>".
    bool take_attributes(std::string_view name) {
        while (!rest_.empty()) {
            const char c = rest_.front();
            if (c == '<') break;
            if (c == '>') {
                rest_.remove_prefix(1);
                return false;
            }
            if (rest_.starts_with("/>")) {
                rest_.remove_prefix(2);
                return true;
            }
            rest_.remove_prefix(1);
            if (c == '"' || c == '\'') skip_past(std::string_view(&c, 1));
            if (c == '=' && !rest_.starts_with('"') && !rest_.starts_with('\'')) ill_formed(name, "a value has no quotes");
        }
        ill_formed(name, "its tag does not end");
    }

    std::string_view rest_;
    std::vector<std::string> open_;
};

}  // namespace

void check_office_file(const std::filesystem::path& path) {
    const std::unique_ptr<zip_t, void (*)(zip_t*)> archive(zip_open(path.c_str(), ZIP_RDONLY, nullptr), zip_discard);
    if (!archive) ill_formed(path.filename().string(), "it is no archive");
    const auto entries = static_cast<zip_uint64_t>(zip_get_num_entries(archive.get(), 0));
    for (zip_uint64_t i = 0; i < entries; ++i) {
        const std::string name = zip_get_name(archive.get(), i, 0);
        if (name.ends_with(".xml") || name.ends_with(".rels")) check_part(archive.get(), i, name);
    }
}

void check_page(std::string_view html) {
    if (!is_text(html) || has_control_characters(html)) ill_formed("the page", "it holds what is no text");
    Page(html).check();
}

}  // namespace touchstone::reports

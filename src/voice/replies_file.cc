#include "voice/replies_file.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <string>

#include "base/workbench.h"

namespace touchstone::voice {
namespace {

auto refused(const char* why) { return refuse({{"file", why}}); }

// A workbook may be larger here than elsewhere, so what is said of its size is said in words of our own.
std::string reason_of(const std::string& why) {
    if (why.starts_with("people.sheet.too_many_columns")) return "people.sheet.row_too_wide";
    return why.starts_with("people.sheet.too_") ? "voice.replies.workbook_too_large" : why;
}

Outcome<EachReplyRow> open_workbook(const std::string& bytes) {
    const SheetLimits limits{replies_max_bytes, static_cast<std::size_t>(replies_max_rows) + 2, csv_max_columns, replies_max_cells};
    auto sheets = read_workbook(bytes, [](const std::string&) { return true; }, Digits::shown, limits);
    if (!sheets) return refused(reason_of(sheets.error().front().text).c_str());
    for (auto& sheet : *sheets)
        if (std::ranges::any_of(sheet.rows, [](const Cells& row) { return !row.empty(); })) return each_reply_of(std::move(sheet.rows));
    return refused(sheets->empty() ? "people.sheet.nothing_visible" : "people.sheet.empty");
}

std::string beginning_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("the file cannot be read");
    std::string begins(4, '\0');
    in.read(begins.data(), static_cast<std::streamsize>(begins.size()));
    begins.resize(static_cast<std::size_t>(in.gcount()));
    return begins;
}

}  // namespace

EachReplyRow each_reply_of(Rows rows) {
    return [rows = std::move(rows)](const OnRow& on_row) -> Outcome<void> {
        std::int64_t number = 0;
        for (auto row : rows)
            if (!on_row(++number, row)) break;
        return {};
    };
}

Outcome<EachReplyRow> open_replies(const std::filesystem::path& file) {
    if (std::filesystem::file_size(file) > replies_max_bytes) return refused("voice.replies.too_large");
    const auto begins = beginning_of(file);
    if (begins.starts_with("PK")) return open_workbook(read_file(file));
    if (begins.starts_with("\xD0\xCF\x11\xE0")) return refused("people.sheet.protected");
    return [file](const OnRow& on_row) {
        std::ifstream in(file, std::ios::binary);
        if (!in) throw std::runtime_error("the file cannot be read");
        return read_csv_rows(in, on_row);
    };
}

}  // namespace touchstone::voice

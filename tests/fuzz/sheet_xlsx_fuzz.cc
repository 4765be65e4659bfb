// Any bytes as a workbook. The first byte chooses: an archive as it comes, or a well-made archive around a sheet and, after a line "===",
// its shared texts.
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include <zip.h>

#include "base/sheet.h"
#include "base/text.h"

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

std::string workbook(std::string_view sheet, std::string_view strings) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    const auto add = [&](const char* name, std::string_view text) {
        const auto at = zip_file_add(archive, name, zip_source_buffer(archive, text.data(), text.size(), 0), 0);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    };
    add("xl/workbook.xml", "<workbook><sheets><sheet id='r'/></sheets></workbook>");
    add("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='r' Target='sheet.xml'/></Relationships>");
    add("xl/sheet.xml", sheet);
    add("xl/sharedStrings.xml", strings);
    add("xl/styles.xml",
        "<styleSheet><numFmts><numFmt numFmtId='200' formatCode='[$x-1]#,##0.0#\"y\"'/></numFmts><cellXfs><xf numFmtId='0'/>"
        "<xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='200'/><xf numFmtId='10'/></cellXfs></styleSheet>");
    demand(zip_close(archive) == 0);
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    std::string bytes(stat.size, '\0');
    zip_source_open(source);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace touchstone;
    if (size == 0) return 0;
    std::string_view input(reinterpret_cast<const char*>(data), size);
    const bool as_it_comes = input.front() % 2 == 0;
    input.remove_prefix(1);
    const auto end = std::min(input.find("\n===\n"), input.size());
    const auto is_head = [](const Cells&) { return true; };
    const auto sheet = as_it_comes ? read_xlsx(input, is_head)
                                   : read_xlsx(workbook(input.substr(0, end), input.substr(std::min(end + 5, input.size()))), is_head);
    if (!sheet) {
        demand(!sheet.error().empty());
        return 0;
    }
    demand(touchstone::is_text(sheet->notes.name));
    const auto* rows = &sheet->rows;
    demand(rows->size() <= sheet_max_rows);
    for (const auto& row : *rows) {
        demand(row.size() <= sheet_max_columns);
        for (const auto& cell : row) demand(touchstone::is_text(cell));
    }
    return 0;
}

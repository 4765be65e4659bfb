#include "reports/workbook.h"

#include <cstdio>
#include <stdexcept>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "base/control_characters.h"
#include "base/text.h"
#include "reports/well_formed.h"

namespace touchstone::reports {
namespace {

constexpr std::size_t cell_max = 32'000;  // characters; the format allows a few more

struct Formats {
    lxw_format *head, *cell, *day;
};

std::string shown_in_cell(const std::string& words) { return first_characters(without_control_characters(words), cell_max); }

lxw_datetime day_of(const std::string& iso) {
    lxw_datetime day{};
    if (std::sscanf(iso.c_str(), "%4d-%2d-%2d", &day.year, &day.month, &day.day) != 3) throw std::runtime_error("no day: " + iso);
    return day;
}

void write_cell(lxw_worksheet* sheet, lxw_row_t row, lxw_col_t column, const nlohmann::json& cell, const Formats& formats) {
    auto* format = formats.cell;
    if (cell.is_object()) {
        auto day = day_of(cell.at("day").get<std::string>());
        worksheet_write_datetime(sheet, row, column, &day, formats.day);
    } else if (cell.is_number_integer())
        worksheet_write_number(sheet, row, column, cell.get<int>(), format);
    else if (cell.is_string())
        worksheet_write_string(sheet, row, column, shown_in_cell(cell.get<std::string>()).c_str(), format);
}

void write_sheet(lxw_workbook* book, const Sheet& sheet, const Formats& formats) {
    auto* into = workbook_add_worksheet(book, sheet.name.c_str());
    if (into == nullptr) throw std::runtime_error("a workbook takes no sheet of this name: " + sheet.name);
    for (std::size_t i = 0; i < sheet.heads.size(); ++i) {
        const auto column = static_cast<lxw_col_t>(i);
        worksheet_set_column(into, column, column, sheet.widths[i], nullptr);
        worksheet_write_string(into, 0, column, sheet.heads[i].c_str(), formats.head);
    }
    worksheet_freeze_panes(into, 1, 0);
    for (std::size_t row = 0; row < sheet.rows.size(); ++row)
        for (std::size_t i = 0; i < sheet.rows[row].size(); ++i)
            write_cell(into, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(i), sheet.rows[row][i], formats);
    if (!sheet.rows.empty())
        worksheet_autofilter(into, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()), static_cast<lxw_col_t>(sheet.heads.size() - 1));
}

}  // namespace

void write_workbook(const std::filesystem::path& xlsx, const std::vector<Sheet>& sheets) {
    auto* book = workbook_new(xlsx.c_str());
    if (book == nullptr) throw std::runtime_error("a workbook could not be begun");
    const Formats formats{workbook_add_format(book), workbook_add_format(book), workbook_add_format(book)};
    format_set_bold(formats.head);
    format_set_text_wrap(formats.cell);
    format_set_align(formats.cell, LXW_ALIGN_VERTICAL_TOP);
    format_set_align(formats.day, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(formats.day, "d mmm yyyy");
    for (const auto& sheet : sheets) write_sheet(book, sheet, formats);
    if (const auto error = workbook_close(book); error != LXW_NO_ERROR)
        throw std::runtime_error(fmt::format("a workbook could not be written: {}", lxw_strerror(error)));
    check_office_file(xlsx);
}

}  // namespace touchstone::reports

// Whether what was made can be opened, before it is kept and signed: one bad byte in one part, and no program opens a Word file or
// workbook.
#pragma once
#include <filesystem>
#include <string_view>

namespace touchstone::reports {

// Every XML part of a Word file or workbook is read to its end. Throws std::runtime_error that names the part.
void check_office_file(const std::filesystem::path&);
// A page of ours: well-formed text, attributes quoted, every element that was opened closed in its turn. Throws std::runtime_error.
void check_page(std::string_view html);

}  // namespace touchstone::reports

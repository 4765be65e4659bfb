// A document for Word and LibreOffice, made by pandoc of the same page as all else.
#pragma once
#include <filesystem>
#include <string>

namespace touchstone::reports {

// Drawings of the page become pictures with what they show as alternative text. Works beside `docx`, in a folder of its own.
void write_docx(const std::string& html, const std::filesystem::path& docx);

}  // namespace touchstone::reports

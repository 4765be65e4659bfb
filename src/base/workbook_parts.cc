#include "base/workbook_parts.h"

#include <charconv>

#include "base/cell_format.h"
#include "base/sheet.h"
#include "base/text.h"

namespace touchstone {

std::size_t whole_number_from(std::string_view digits) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? number : 0;
}

void WorkbookSheets::begin(std::string_view name, Attributes attributes) {
    if (name == "workbookPr") is_1904 = is_yes(attributes, "date1904");
    if (name != "sheet") return;
    Named sheet{std::string(attribute(attributes, "name").value_or("")), std::string(attribute(attributes, "id").value_or("")), false};
    const auto state = attribute(attributes, "state").value_or("visible");
    sheet.is_hidden = state == "hidden" || state == "veryHidden";
    if (!is_text(sheet.name)) refusal = broken_workbook;
    sheets.push_back(std::move(sheet));
}

void WorkbookRelations::begin(std::string_view name, Attributes attributes) {
    if (name != "Relationship" || attribute(attributes, "TargetMode").value_or("Internal") != "Internal") return;
    const auto target = attribute(attributes, "Target").value_or("");
    const auto path = target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
    const auto type = attribute(attributes, "Type").value_or("");
    if (type.empty() || type.ends_with("/worksheet")) sheets.emplace(attribute(attributes, "Id").value_or(""), path);
    if (type.ends_with("/sharedStrings")) strings = path;
    if (type.ends_with("/styles")) styles = path;
}

void SharedStrings::begin(std::string_view name, Attributes) {
    if (name == "si") {
        strings.emplace_back();
        if (strings.size() > sheet_max_cells) refusal = "people.sheet.too_many_cells";
    }
    if (name == "rPh") is_sound_ = true;
    is_text_ = name == "t" && !is_sound_ && !strings.empty();
}

void SharedStrings::end(std::string_view name) {
    if (name == "rPh") is_sound_ = false;
    if (name == "t") is_text_ = false;
}

void SharedStrings::text(std::string_view piece) {
    if (!is_text_) return;
    strings.back() += piece;
    if (strings.back().size() > sheet_max_cell_bytes) refusal = "people.sheet.cell_too_long";
}

void WorkbookStyles::begin(std::string_view name, Attributes attributes) {
    constexpr std::size_t styles_max = 65'490;  // as many as a workbook may have
    const auto id = static_cast<int>(whole_number_from(attribute(attributes, "numFmtId").value_or("0")) & 0xFFFF);
    if (name == "numFmt") codes_[id] = attribute(attributes, "formatCode").value_or("");
    if (name == "cellXfs") is_of_cells_ = true;
    if (name == "xf" && is_of_cells_) styles_.push_back(id);
    if (styles_.size() > styles_max || codes_.size() > styles_max) refusal = broken_workbook;
}

void WorkbookStyles::end(std::string_view name) {
    if (name == "cellXfs") is_of_cells_ = false;
}

std::string_view WorkbookStyles::format_of(std::size_t style) const {
    if (style >= styles_.size()) return built_in_format(0);
    const auto own = codes_.find(styles_[style]);
    return own == codes_.end() ? built_in_format(styles_[style]) : std::string_view(own->second);
}

}  // namespace touchstone

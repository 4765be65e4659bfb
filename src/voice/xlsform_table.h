// One sheet of an XLSForm: its columns by the names that XLSForm has for them, however the workbook writes them, and its texts in each
// language.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/sheet.h"
#include "voice/xlsform.h"

namespace touchstone::voice {

struct FormColumn {
    std::string head;      // as the workbook writes it
    std::string name;      // "label", "constraint_message", "list_name"
    std::string language;  // as the form names it: "English (en)"; empty: none
};

class FormTable {
public:
    FormTable() = default;
    explicit FormTable(Sheet);

    [[nodiscard]] const std::string& sheet() const { return sheet_.notes.name; }
    [[nodiscard]] const SheetNotes& notes() const { return sheet_.notes; }
    [[nodiscard]] const std::vector<FormColumn>& columns() const { return columns_; }
    // Of the workbook; the first with content is 2.
    [[nodiscard]] int last_row() const { return static_cast<int>(sheet_.rows.size()); }
    [[nodiscard]] bool is_empty(int row) const;
    [[nodiscard]] std::string cell(int row, std::size_t column) const;
    // Of the first column of this name that holds something.
    [[nodiscard]] std::string cell(int row, std::string_view name) const;
    // As the workbook writes the head of that column.
    [[nodiscard]] std::string head(int row, std::string_view name) const;
    // Of the column in that language, where there is one.
    [[nodiscard]] std::string head_in(std::string_view name, const std::string& code) const;
    // In each language by its code; what says no language is in the default one.
    [[nodiscard]] Wording wording(int row, std::string_view name, const std::string& default_language) const;

private:
    Sheet sheet_;
    std::vector<FormColumn> columns_;
};

// "en" of "English (en)"; else "scottish-gaelic" of "Scottish Gaelic".
[[nodiscard]] std::string language_code(std::string_view language);
// An expression, or a name, with the quotation marks that word processors make as plain ones.
[[nodiscard]] std::string with_plain_quotes(std::string text);
// Without case, and "_" for spaces.
[[nodiscard]] std::string form_word(std::string_view text);
// yes, true, true() and 1, in any case.
[[nodiscard]] bool says_yes(std::string_view cell);
[[nodiscard]] bool says_no(std::string_view cell);

}  // namespace touchstone::voice

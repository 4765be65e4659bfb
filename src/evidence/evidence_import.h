// Many items of evidence at once, from a table or from files: how each row is understood, everything that is wrong with it, and what it
// seems to be a second time.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/sheet.h"
#include "evidence/line.h"

namespace touchstone::evidence {

inline constexpr std::size_t import_rows_max = 1'000;

// One item as it was sent. Findings stand one in a line, each with its themes in brackets at the end: "Attendance rose. [1.1/1, 2.1/1]".
struct ImportedRow {
    int number = 0;  // the one that a spreadsheet shows, or the file's place
    EvidenceDraft draft;
    std::string strengths, improvements;
    std::string file_name, hash;  // of its file, if it has one
    std::int64_t size = 0;
};
struct ImportedTable {
    std::vector<ImportedRow> rows;
    std::vector<std::string> unknown_columns;  // as they are headed; not read
    SheetNotes notes;
};
// Refused as a whole, at the field "file", when it has no titles, a column twice, or too many rows.
[[nodiscard]] Outcome<ImportedTable> read_table(const Rows&, const frameworks::Framework&);
[[nodiscard]] const std::vector<std::string>& import_columns();
[[nodiscard]] bool is_import_head(const Cells&);
// What stood in the column of this name.
[[nodiscard]] std::string cell_of(const ImportedRow&, const std::string& column);

// What is there already for the one who imports: an item, once for each of its files.
struct KnownEvidence {
    EvidenceId id;
    std::string title;
    Line line;
    Date from{}, to{};
    std::string hash;  // empty when it has no file
};

struct PlannedItem {
    const ImportedRow* row = nullptr;
    std::optional<Evidence> item;  // nothing when something is wrong
    std::vector<Finding> findings;
    Problems problems;                   // at the names of columns
    std::optional<KnownEvidence> there;  // an item with the same file, or the same title, origin and period
    int same_row = 0;                    // an earlier row that says the same

    bool is_duplicate() const { return there.has_value() || same_row > 0; }
};
// In the order of the rows, which must outlive the plan. `fresh` holds what all items have in common.
[[nodiscard]] std::vector<PlannedItem> plan_items(const std::vector<ImportedRow>&, const std::vector<KnownEvidence>&, const Evidence& fresh,
                                                  const frameworks::Framework&);

// What many files have in common is said once; then each has a row of its own, with a title.
[[nodiscard]] const Fields<EvidenceDraft>& files_fields();
[[nodiscard]] const Fields<EvidenceDraft>& file_fields();

// "School survey 2026.pdf" as a title.
[[nodiscard]] std::string title_of_file(const std::string& name);

}  // namespace touchstone::evidence

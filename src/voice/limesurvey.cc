#include "voice/limesurvey.h"

#include <sstream>

#include "base/csv_reader.h"
#include "voice/limesurvey_questions.h"

namespace touchstone::voice {

Outcome<ImportedForm> read_limesurvey(std::string_view bytes) {
    std::istringstream in{std::string(bytes)};
    constexpr std::size_t cells_max = 1'000'000;
    Rows rows;
    std::size_t cells = 0;
    const auto read = read_csv_rows(in, [&](std::int64_t, Cells& row) {
        cells += row.size();
        rows.push_back(std::move(row));
        return rows.size() <= sheet_max_rows && cells <= cells_max;
    });
    if (!read) return refuse(read.error());
    if (rows.size() > sheet_max_rows) return refuse({{"file", "people.sheet.too_many_rows"}});
    if (cells > cells_max) return refuse({{"file", "people.sheet.too_large"}});
    ImportedForm form;
    LimeTable table(std::move(rows), form);
    if (!form.refused.empty()) return form;
    LimeQuestions questions(table, form);
    questions.add_all();
    questions.check();
    return form;
}

}  // namespace touchstone::voice

// What a table of answers holds, once everything that says who answered is gone: the columns that are left, with what each seems to be, and
// the rows in an order of chance.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "voice/replies_file.h"
#include "voice/replies_heads.h"

namespace touchstone::voice {

// More columns than these, personal ones aside, are not taken.
inline constexpr std::size_t reply_columns_max = 200;

struct ReplyColumn {
    ReplyHead head;
    std::string suggested;            // into_nothing, into_ticks, or the name of a kind (voice/questionnaire.h)
    std::vector<std::string> values;  // of one choice, several, and a scale: what was answered, in the order to offer it; else none
    bool operator==(const ReplyColumn&) const = default;
};
// Left out; and one choice of a question with several, which has a column for each.
inline constexpr const char *into_nothing = "nothing", *into_ticks = "ticks";

struct DroppedColumn {
    std::string head;
    Dropped why = Dropped::by_head;
    bool operator==(const DroppedColumn&) const = default;
};

struct FoundReplies {
    Tool tool = Tool::other;
    std::string title;  // as the file is called
    std::int64_t rows = 0;
    int emptied = 0;  // cells of columns that were kept which held an address or a number of somebody
    std::vector<ReplyColumn> columns;
    std::vector<DroppedColumn> dropped;
    bool operator==(const FoundReplies&) const = default;

    // The same for files whose columns are called alike.
    [[nodiscard]] std::string heads() const;
};

// A row with its number in the file and the cells of the columns that were kept.
struct ReplyRow {
    std::int64_t number = 0;
    Cells cells;
};

struct StrippedReplies {
    FoundReplies found;
    std::vector<ReplyRow> rows;  // in an order of chance
};

// Reads all rows twice, and holds what is left of them in memory. Problems are at "file".
[[nodiscard]] Outcome<StrippedReplies> strip(const EachReplyRow&);
// "School survey(1-50).xlsx" is called "School survey".
[[nodiscard]] std::string title_from(const std::string& file_name);

[[nodiscard]] std::string as_json(const FoundReplies&);
[[nodiscard]] FoundReplies found_replies_from(const std::string& json);
[[nodiscard]] std::string as_json(const std::vector<ReplyRow>&);
[[nodiscard]] std::vector<ReplyRow> reply_rows_from(const std::string& json);

// Where a choice of several in one cell ends.
[[nodiscard]] std::vector<std::string> several_in(const std::string& cell);
// Whether a cell of a column for one choice says that it was chosen.
[[nodiscard]] bool is_ticked(const std::string& cell);
// "_unsure" or "_rather_not" (voice/ballot.h) for words such as "Don't know" and "Prefer not to say"; else empty.
[[nodiscard]] std::string said_instead(const std::string& cell);

}  // namespace touchstone::voice

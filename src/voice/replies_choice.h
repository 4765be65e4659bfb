// What a person says about a table of answers before it is brought in: what each column is, and how the wave is to be read.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "voice/replies_found.h"
#include "voice/wave.h"

namespace touchstone::voice {

struct ColumnChoice {
    std::string into;     // into_nothing, into_ticks or a kind; with a questionnaire that is there, "q3", "q3.row" of a grid or "q3/c1"
    std::string label;    // of a new question
    std::string choices;  // one on each line
    std::string others;   // what becomes of other answers than these: left_out, or added to the choices
    bool operator==(const ColumnChoice&) const = default;
};
inline constexpr const char *others_left_out = "left_out", *others_added = "added";

// How the wave is asked and what Lundy's model asks for is empty: it was asked elsewhere.
struct ReplyDraft : WaveDraft {
    std::string title, tool, decides, decides_by;
    std::vector<ColumnChoice> columns;  // in the file's order
    int seen_version = 0;
};
[[nodiscard]] const Fields<ReplyDraft>& reply_fields();
[[nodiscard]] const Fields<ColumnChoice>& column_fields();

// Where a column can go in a questionnaire that is there.
struct ReplyPlace {
    std::string value, question, part;  // labels; `part` of the row or the choice
};
[[nodiscard]] std::vector<ReplyPlace> reply_places(const Questionnaire&);

// What was said of the columns last, by the key of their heads.
struct SaidOfColumns {
    std::vector<std::string> keys;
    std::vector<ColumnChoice> columns;
};
// What the form begins with: what was said last about such a file, else what the columns seem to be. `existing` is the questionnaire that
// they go into.
[[nodiscard]] std::vector<ColumnChoice> columns_begun(const FoundReplies&, const Questionnaire* existing,
                                                      const std::optional<SaidOfColumns>&);

// Where the cells of a column go.
struct ReplyTarget {
    std::string question;       // of a grid "q3.row"; empty: nowhere
    std::string ticks;          // the choice that the column is
    bool adds_choices = false;  // what is no choice yet becomes one
};
struct ReplyGoals {
    Questionnaire questionnaire;
    std::vector<ReplyTarget> targets;  // one for each column
};
// Problems of a column are at its own fields: "into_3".
[[nodiscard]] Outcome<ReplyGoals> reply_goals(const FoundReplies&, const ReplyDraft&, const Questionnaire* existing);

[[nodiscard]] std::string as_json(const ReplyDraft&, const FoundReplies&);
[[nodiscard]] ReplyDraft reply_draft_from(const std::string& json);
[[nodiscard]] SaidOfColumns said_of_columns_from(const std::string& json);

}  // namespace touchstone::voice

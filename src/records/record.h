// A restricted record: a confidential text that only the readers named on it may open, each time with a reason. Roles give nothing here, an
// administrator's least of all.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/actor.h"
#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::records {

using RecordId = Id<struct RecordTag>;
using ReaderId = Id<struct ReaderTag>;
using ReadingId = Id<struct ReadingTag>;

// What is sealed. The label is a pseudonym, such as "Child 7".
struct Words {
    std::string label, title, text;
    bool operator==(const Words&) const = default;
};

struct Record {
    RecordId id;
    EvaluationId evaluation;  // that it belongs to, or empty
    Words words;
    Date keep_until;
    AccountId made_by;
    Instant made_at;
    int version = 1;
    std::optional<Instant> erased_at;
};

// Stored: never renumber. A keeper also rewrites the record, names readers and erases it.
enum class ReaderKind { reader = 1, keeper };

// A named reader. A keeper is named without an end, so that no record runs out of keepers.
struct Reader {
    ReaderId id;
    AccountId account;
    ReaderKind kind = ReaderKind::reader;
    Instant since;
    std::optional<Instant> until;
    AccountId given_by;
    std::string reason;

    bool holds_at(Instant now) const { return since <= now && (!until || now < *until); }
};

// Stored: never renumber.
enum class Purpose { write = 1, review, quality, request, oversight };

struct Reading {
    ReadingId id;
    AccountId account;
    Instant at;
    Purpose purpose = Purpose::write;
    std::string reason;
};

// What someone typed.
struct RecordDraft {
    std::string label, title, text, keep_until;
    int seen_version = 0;
};
struct ReaderDraft {
    std::string account, kind, until, reason;
};
struct ReadingDraft {
    std::string purpose, reason;
};

inline constexpr std::size_t label_max_characters = 60, title_max_characters = 150, text_max_characters = 50'000,
                             reason_max_characters = 500;
[[nodiscard]] const Fields<RecordDraft>& record_fields();
[[nodiscard]] RecordDraft draft_of(const Record&);
[[nodiscard]] const Fields<ReaderDraft>& reader_fields();
[[nodiscard]] const Fields<ReadingDraft>& reading_fields();
inline constexpr int reason_min_words = 3;
inline constexpr std::chrono::years longest_keeping{7};
// How long a record stays open in a session once its reader has said why.
inline constexpr std::chrono::minutes reading_time{15};
// A keeper is told this long before the time to keep is over.
inline constexpr std::chrono::days notice_of_end{30};

// `fresh` says who makes it, when, and what it belongs to.
[[nodiscard]] Outcome<Record> make_record(const Record& fresh, const RecordDraft&, Instant now);
[[nodiscard]] Outcome<Record> rewrite(const Record& before, const RecordDraft&, Instant now);
// Whoever makes a record is its first keeper.
[[nodiscard]] Reader first_keeper(const Record&);
// `readers` are those of the record, `known` the accounts that may be named. Nobody names themselves.
[[nodiscard]] Outcome<Reader> name_reader(const Actor& keeper, const std::vector<Reader>& readers, const std::vector<AccountId>& known,
                                          const ReaderDraft&, Instant now);
// The last keeper stays.
[[nodiscard]] Outcome<Reader> end_reader(const std::vector<Reader>& readers, const ReaderId&, Instant now);
[[nodiscard]] Outcome<Reading> open_record(const Actor& reader, const ReadingDraft&, Instant now);
[[nodiscard]] bool is_due(const Record&, Instant now);

[[nodiscard]] std::string name_of(ReaderKind);
[[nodiscard]] std::string name_of(Purpose);
[[nodiscard]] const std::vector<Purpose>& all_purposes();

}  // namespace touchstone::records

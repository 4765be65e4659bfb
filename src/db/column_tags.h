// What every column holds and whose it is, as each module says beside its tables (migrations/README.md): what a person's copy, erasure,
// retention, export, import and merging work from.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace touchstone::db {

enum class Tag { none, person, child, free_text, secret };
enum class OnErasure { keep, rows, words };

struct TaggedColumn {
    std::string name;
    Tag tag = Tag::none;
    int first = 0;                   // the number that the first of the words stands for
    std::vector<std::string> words;  // what numbers stand for; mostly empty
};

// A column that refers to an organisation or a service, and follows when that is merged into another.
struct Follows {
    std::string column;
    std::string into;                   // "organisation" or "service"
    std::string when;                   // a condition on the row
    std::string counted;                // as what people are told how many there are; empty: not at all
    std::vector<std::string> once_for;  // what there may be only one row for: where both have one, one of them goes
    std::string adds;                   // what becomes the sum of both then
};

// A column that is made from others: what they are to a reader, or what they are looked up by (base/text.h).
struct KeyColumn {
    std::string column;
    bool is_for_search = false;
    std::vector<std::string> of;
};

// When rows of a table go by themselves by a rule of their own class, which is called as the table is: parts of SQL over a row `o`.
struct Goes {
    std::string from, named;  // the day from which the years count; what the row is called
    std::string leaves;       // the row stays and this column says when its parts went; empty: it goes itself
    std::vector<std::pair<std::string, std::string>> empties;  // tables whose rows stay, and the column that is emptied in them
};

struct TaggedTable {
    std::string name;
    std::vector<std::string> whose;  // columns that hold the account's id; the first is the one that a row is about
    std::string address;             // the column that holds the account's email address instead; mostly empty
    OnErasure on_erasure = OnErasure::keep;
    std::vector<std::string> blank, nothing;                   // columns that are empty, or null, after the erasure
    std::vector<std::string> withheld;                         // the words of others
    std::map<std::string, std::vector<std::string>> only_for;  // by column: who of `whose` gets it, where not everybody does
    std::vector<std::pair<std::string, std::string>> of;       // table and column: whose rows these are a part of, and go with
    std::optional<Goes> goes;
    std::vector<Follows> follows;
    std::vector<KeyColumn> keys;
    std::string keeps;                   // the column that names a kept file by its hash; mostly empty
    bool is_carried = false;             // in an export, and so into another server
    std::string once;                    // only its rows for which that table has one of the same key are carried; mostly empty
    std::vector<std::string> made_here;  // columns that each server makes for itself
    std::vector<TaggedColumn> columns;

    bool is_about_people() const { return !whose.empty() || !address.empty(); }
    // What a person gets of the table: everything but secrets and the words of others.
    [[nodiscard]] std::vector<std::string> shown() const;
    // What an export holds of the table, if it is carried at all: everything but secrets and what each server makes for itself.
    [[nodiscard]] std::vector<std::string> carried() const;
};

[[nodiscard]] const std::vector<TaggedTable>& tagged_tables();

}  // namespace touchstone::db

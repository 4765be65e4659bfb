// What every column holds and whose it is, from migrations/columns.yaml: what subject access and erasure work from.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace touchstone::people {

enum class Tag { none, person, child, free_text, secret };
enum class OnErasure { keep, rows, words };

struct TaggedColumn {
    std::string name;
    Tag tag = Tag::none;
};

struct TaggedTable {
    std::string name;
    std::vector<std::string> whose;  // columns that hold the account's id; the first is the one that a row is about
    std::string address;             // the column that holds the account's email address instead; mostly empty
    OnErasure on_erasure = OnErasure::keep;
    std::vector<std::string> blank, nothing;              // columns that are empty, or null, after the erasure
    std::vector<std::string> withheld;                    // the words of others
    std::vector<std::pair<std::string, std::string>> of;  // table and column: whose rows these are a part of, and go with
    std::string keeps;                                    // the column that names a kept file by its hash; mostly empty
    std::vector<TaggedColumn> columns;

    bool is_about_people() const { return !whose.empty() || !address.empty(); }
    // What a person gets of the table: everything but secrets and the words of others.
    [[nodiscard]] std::vector<std::string> shown() const;
};

[[nodiscard]] const std::vector<TaggedTable>& tagged_tables();

}  // namespace touchstone::people

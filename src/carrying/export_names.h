// What the readable pages of an export look up in its tables: rows by a column, names by their ids, days in words.
#pragma once
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "carrying/table_rows.h"
#include "frameworks/framework.h"

namespace touchstone::carrying {

struct ExportPage {
    std::string name, html;
};

// The rows of a table by what stands in one column, in the order of their keys: each is looked for once.
class TableIndex {
public:
    TableIndex(const Tables&, const std::string& name, const std::string& column);
    [[nodiscard]] const std::vector<const TableRow*>& of(const std::string& partnership, const std::string& id) const;
    // The only one, or nullptr.
    [[nodiscard]] const TableRow* one(const std::string& partnership, const std::string& id) const;
    // In the order of a code: "5.2" before "5.10".
    [[nodiscard]] std::vector<const TableRow*> by_code(const std::string& partnership, const std::string& id,
                                                       const std::string& column) const;
    // In the order of a day, those without one last.
    [[nodiscard]] std::vector<const TableRow*> by_day(const std::string& partnership, const std::string& id,
                                                      const std::string& column) const;
    [[nodiscard]] const TableRows& table_rows() const { return rows_; }
    [[nodiscard]] std::string text(const TableRow& row, const std::string& column) const { return rows_.text(row, column); }
    // The text in that column of the row of that id; "" where there is no such row.
    [[nodiscard]] std::string text_of(const std::string& partnership, const std::string& id, const std::string& column) const;
    template <class Number>
    [[nodiscard]] Number as(const TableRow& row, const std::string& column) const {
        return static_cast<Number>(rows_.number(row, column));
    }

private:
    const TableRows& rows_;
    std::map<std::string, std::vector<const TableRow*>> by_;
};

// "3 March 2027" for a stored day, "" for none.
[[nodiscard]] std::string stored_day(const std::string& stored);
// The same for the moment in that column, by UTC as all times of an export; "" for none.
[[nodiscard]] std::string moment_day(const TableIndex&, const TableRow&, const std::string& column);
// From `period_from` to `period_to`.
[[nodiscard]] std::string period(const TableIndex&, const TableRow&);

// Names that rows refer to; nothing that is not in the export has one.
class ExportNames {
public:
    explicit ExportNames(const Tables&);
    // Of the organisation that `owner_id` names, else "The partnership".
    [[nodiscard]] std::string owner(const TableIndex&, const TableRow&) const;
    [[nodiscard]] std::string organisation(const std::string& partnership, const std::string& id) const;
    [[nodiscard]] std::string evaluation(const std::string& partnership, const std::string& id) const;
    [[nodiscard]] std::string evidence(const std::string& partnership, const std::string& id) const;
    [[nodiscard]] std::string person(const std::string& id) const;
    [[nodiscard]] const frameworks::Framework& framework(const std::string& hash) const { return frameworks_.at(hash); }
    // "5.1 Title", or the code alone where the framework or the indicator is not there.
    [[nodiscard]] std::string indicator(const std::string& framework_hash, const std::string& code) const;
    // Titles of the outcomes for children with these keys, of whichever framework has them.
    [[nodiscard]] std::vector<std::string> outcomes(const std::vector<std::string>& keys) const;

private:
    TableIndex organisations_, evaluations_, evidence_;
    std::map<std::string, std::string> people_;
    std::map<std::string, frameworks::Framework> frameworks_;  // by their hashes
};

}  // namespace touchstone::carrying

// Reads tables/NAME.json back. It may have come from anywhere, so everything about it is looked at.
#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/bounded_json.h"
#include "base/text.h"
#include "carrying/table_rows.h"

namespace touchstone::carrying {
namespace {

using Json = nlohmann::json;

const db::TaggedTable* tags_of(const std::string& name) {
    for (const auto& tags : db::tagged_tables())
        if (tags.name == name) return &tags;
    return nullptr;
}

// Whether the number stands for something, where the tags say what numbers stand for.
bool is_known(const std::string& table, const std::string& column, std::int64_t number) {
    const auto* tags = tags_of(table);
    if (!tags) return true;
    const auto tagged = std::ranges::find(tags->columns, column, &db::TaggedColumn::name);
    if (tagged == tags->columns.end() || tagged->words.empty()) return true;
    return number >= tagged->first && number < tagged->first + static_cast<std::int64_t>(tagged->words.size());
}

// One row's reading: what is wrong is said with file, row and column.
struct RowReader {
    const TableShape& shape;
    const std::string& file;
    std::size_t number;
    std::vector<std::string>& problems;

    void complain(const std::string& why) { problems.push_back(fmt::format("{}, row {}: {}", file, number, why)); }

    // Sources of evidence had numbers before frameworks could have their own.
    static const char* source_of_before(const Json& value, const std::string& column) {
        static constexpr std::array<const char*, 4> keys{"performance_data", "documentation", "views", "observation"};
        if (column != "source" || !value.is_number_unsigned()) return nullptr;
        const auto number = value.get<std::uint64_t>();
        return number >= 1 && number <= keys.size() ? keys[number - 1] : nullptr;
    }

    db::Value read_number(const Json& value, const ShapeColumn& column) {
        if (column.is_moment() && value.is_string()) {
            if (const auto at = instant_from(value.get_ref<const std::string&>())) return db::to_value(*at);
            complain(fmt::format("{} wants a moment such as 2027-03-03T14:05:09.000Z", column.name));
        } else if (!value.is_number_integer()) {
            complain(fmt::format("{} wants a {}", column.name, column.is_moment() ? "moment" : "whole number"));
        } else if (value.is_number_unsigned() && value.get<std::uint64_t>() > std::uint64_t{INT64_MAX}) {
            complain(fmt::format("the number in {} is too large", column.name));
        } else if (!is_known(shape.name, column.name, value.get<std::int64_t>())) {
            complain(fmt::format("the number in {} stands for nothing", column.name));
        } else {
            return value.get<std::int64_t>();
        }
        return std::int64_t{0};
    }

    db::Value read_text(const Json& value, const ShapeColumn& column) {
        if (const auto* source = source_of_before(value, column.name)) return std::string(source);
        if (!value.is_string()) {
            complain(fmt::format("{} wants a text", column.name));
            return std::string();
        }
        const auto& text = value.get_ref<const std::string&>();
        if (!is_text(text)) complain(fmt::format("{} holds a character that is no text", column.name));
        if (column.is_day() && !text.empty() && !date_from(text)) complain(fmt::format("{} wants a day such as 2027-03-03", column.name));
        return text;
    }

    db::Value read(const Json& value, const ShapeColumn& column) {
        if (!value.is_null()) return column.is_number ? read_number(value, column) : read_text(value, column);
        if (!column.may_be_null) complain(fmt::format("{} must not be empty", column.name));
        return nullptr;
    }
};

// The columns that may be there: an export of an older Touchstone may have others than this one's tags name.
std::vector<ShapeColumn> columns_of(const TableShape& shape) {
    std::vector<ShapeColumn> columns;
    const auto* tags = tags_of(shape.name);
    for (const auto& column : shape.columns) {
        bool is_left_out = false;
        if (tags) {
            const auto tagged = std::ranges::find(tags->columns, column.name, &db::TaggedColumn::name);
            is_left_out = (tagged != tags->columns.end() && tagged->tag == db::Tag::secret) ||
                          std::ranges::find(tags->made_here, column.name) != tags->made_here.end();
        }
        if (!is_left_out) columns.push_back(column);
    }
    return columns;
}

}  // namespace

TableRows rows_from(const std::string& json, const TableShape& shape, const std::string& file, std::vector<std::string>& problems) {
    TableRows table{shape.name, columns_of(shape), {}};
    const auto read = parse_json<Json>(json);
    if (!read || !read->is_array()) {
        problems.push_back(file + " is not a list in JSON");
        return table;
    }
    const auto& all = *read;
    for (std::size_t i = 0; i < all.size(); ++i) {
        RowReader reader{shape, file, i + 1, problems};
        if (!all[i].is_object()) {
            reader.complain("is no row");
            continue;
        }
        for (const auto& [name, value] : all[i].items())
            if (table.place(name) < 0) reader.complain("no column is called " + name);
        auto& row = table.rows.emplace_back();
        for (const auto& column : table.columns) {
            const auto found = all[i].find(column.name);
            if (found == all[i].end()) reader.complain("has no " + column.name);
            row.push_back(found == all[i].end() ? db::Value{nullptr} : reader.read(*found, column));
        }
    }
    return table;
}

}  // namespace touchstone::carrying

// What other programs computed, where the shared fixtures are; for tests.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/sheet.h"
#include "statistics/series.h"

namespace touchstone::statistics::testing {

using Row = std::map<std::string, std::string>;

inline double number(const Row& row, const std::string& column) { return std::stod(row.at(column)); }
inline bool is_absent(const Row& row, const std::string& column) { return row.at(column).empty() || row.at(column) == "NA"; }

// Skips, visibly, where they are not.
struct SharedVectors : ::testing::Test {
    void SetUp() override {
        const auto* named = std::getenv("TOUCHSTONE_SHARED");
        shared = named ? named : "";
        if (!named || !std::filesystem::exists(shared / "fixtures/vectors")) GTEST_SKIP() << "the shared vectors are not here";
    }

    [[nodiscard]] std::string content(const std::string& file) const {
        std::ifstream in(shared / "fixtures" / file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    [[nodiscard]] std::vector<Row> rows(const std::string& file) const {
        const auto sheet = read_csv(content("vectors/" + file));
        if (!sheet || sheet->rows.empty()) throw std::runtime_error(file + " cannot be read");
        const auto& head = sheet->rows.front();
        std::vector<Row> result;
        for (std::size_t i = 1; i < sheet->rows.size(); ++i) {
            const auto& cells = sheet->rows[i];
            if (cells.empty()) continue;
            Row row;
            for (std::size_t column = 0; column < head.size(); ++column) row[head[column]] = column < cells.size() ? cells[column] : "";
            result.push_back(std::move(row));
        }
        return result;
    }

    [[nodiscard]] nlohmann::json json(const std::string& file) const { return nlohmann::json::parse(content("vectors/" + file)); }

    // The rows of each value of these columns, in the file's order.
    [[nodiscard]] std::map<std::string, std::vector<Row>> grouped(const std::string& file, const std::vector<std::string>& by) const {
        std::map<std::string, std::vector<Row>> groups;
        for (const auto& row : rows(file)) {
            std::string name;
            for (const auto& column : by) name += row.at(column) + " ";
            groups[name].push_back(row);
        }
        return groups;
    }

    std::filesystem::path shared;
};

inline Series measured_series(const std::vector<Row>& rows, const std::string& label, const std::string& value) {
    Series series;
    for (const auto& row : rows) series.push_back(measured(row.at(label), number(row, value)));
    return series;
}

inline Series quotient_series(const std::vector<Row>& rows, const std::string& label, const std::string& part, const std::string& whole) {
    Series series;
    for (const auto& row : rows) series.push_back(quotient(row.at(label), number(row, part), number(row, whole)));
    return series;
}

}  // namespace touchstone::statistics::testing

// Cells that a spreadsheet would compute: they leave as text, LibreOffice opens them as text, and our own reader gives back what was
// written.
#include <cstdlib>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/child.h"
#include "base/sheet.h"
#include "base/text.h"
#include "base/workbench.h"
#include "carrying/table_rows.h"
#include "people/import.h"
#include "reports/workbook.h"

namespace touchstone {
namespace {

using Cells = std::vector<std::string>;

// Our own few, and those of the fixtures where they are.
Cells cells() {
    Cells all{"=1+1", "+1+1", "-1+1",  "@SUM(1,1)", "=cmd|'/C calc'!A0", "\t=1+1", "=HYPERLINK(\"http://x\")", "'=1+1", "|1", "%1",
              "==1",  "1.5",  "01/02", "TRUE"};
    if (const char* shared = std::getenv("TOUCHSTONE_SHARED")) {
        const auto file = std::filesystem::path(shared) / "fixtures/badinput/csv/formula-cells.json";
        if (std::filesystem::exists(file))
            for (const auto& one : nlohmann::json::parse(read_file(file))) all.push_back(one.at("cell").get<std::string>());
    }
    return all;
}

struct FormulaCells : ::testing::Test {
    // With everything that LibreOffice knows about the cells in it.
    std::string opened(const std::string& file) const {
        run_child({"soffice", "--headless", "--norestore", "-env:UserInstallation=file://" + (bench.folder / "profile").string(),
                   "--convert-to", "fods", "--outdir", bench.folder.string(), (bench.folder / file).string()},
                  std::chrono::seconds{120});
        return read_file(bench.folder / (std::filesystem::path(file).stem().string() + ".fods"));
    }
    static int times(const std::string& words, const std::string& text) {
        int count = 0;
        for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1)) ++count;
        return count;
    }

    Workbench bench{std::filesystem::temp_directory_path()};
};

TEST_F(FormulaCells, are_text_in_a_workbook) {
    reports::Sheet sheet{"Cells", {"Cell"}, {40}, {}};
    for (const auto& cell : cells()) sheet.rows.push_back({cell});
    reports::write_workbook(bench.folder / "cells.xlsx", {sheet});
    const auto read = read_sheet(read_file(bench.folder / "cells.xlsx"), [](const Cells&) { return true; });
    ASSERT_TRUE(read);
    for (std::size_t i = 0; i < cells().size(); ++i) EXPECT_EQ(read->rows[i + 1][0], tidied(cells()[i]));
    const auto shown = opened("cells.xlsx");
    EXPECT_EQ(times("table:formula", shown), 0);
    EXPECT_EQ(times("office:value-type=\"string\"", shown), static_cast<int>(cells().size()) + 1);
}

TEST_F(FormulaCells, are_text_in_a_file_of_values) {
    carrying::TableRows table{"cells", {{"cell", false, true, false}}, {}};
    for (const auto& cell : cells()) table.rows.push_back({cell});
    write_file(bench.folder / "cells.csv", carrying::as_csv(table));
    const auto read = read_csv(read_file(bench.folder / "cells.csv"));
    ASSERT_TRUE(read);
    for (std::size_t i = 0; i < cells().size(); ++i) {
        const auto& written = read->rows[i + 1][0];
        EXPECT_EQ(tidied(written.starts_with('\'') ? written.substr(1) : written), tidied(cells()[i]));
    }
    EXPECT_EQ(times("table:formula", opened("cells.csv")), 0);
}

// LibreOffice would compute them if nobody had done anything about it.
TEST_F(FormulaCells, are_computed_where_they_stand_bare) {
    write_file(bench.folder / "bare.csv", "cell\r\n=1+1\r\n");
    EXPECT_EQ(times("table:formula", opened("bare.csv")), 1);
}

}  // namespace
}  // namespace touchstone

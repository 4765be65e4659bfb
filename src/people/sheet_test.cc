#include "people/sheet.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <zip.h>

#include "base/text.h"

namespace touchstone::people {
namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
namespace fs = std::filesystem;

std::string why(const Outcome<Rows>& outcome) { return outcome ? "" : outcome.error().front().text; }

TEST(Csv, knows_its_separator_and_its_line_ends) {
    for (const auto* text : {"a,b\r\n1,2\r\n", "a;b\n1;2", "a\tb\r1\t2\r",
                             "\xEF\xBB\xBF"
                             "a,b\n1,2\n\n"})
        EXPECT_THAT(read_sheet(text).value(), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2"))) << text;
    EXPECT_THAT(read_sheet("a;b\n\"1;x\ny\";\"he said \"\"no\"\"\"").value()[1], ElementsAre("1;x\ny", "he said \"no\""));
}

TEST(Csv, keeps_the_numbers_of_rows) {
    const auto rows = read_sheet("a\r\n\r\n\r\nb\r\n").value();
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_THAT(rows[3], ElementsAre("b"));
}

TEST(Csv, reads_what_windows_wrote_and_refuses_what_is_no_text) {
    EXPECT_THAT(read_sheet("caf\xE9,\x80,\x93x\x94").value()[0], ElementsAre("café", "€", "“x”"));
    EXPECT_EQ(why(read_sheet("a\x81,b")), "people.sheet.not_text") << "no letter in that code page";
    EXPECT_EQ(why(read_sheet(std::string_view("a\0b", 3))), "people.sheet.not_text");
    EXPECT_EQ(why(read_sheet("\xFF\xFE"
                             "a")),
              "")
        << "two odd letters, and text all the same";
    EXPECT_EQ(why(read_sheet(std::string_view("\xFF\xFE"
                                              "a\0b\0",
                                              6))),
              "people.sheet.not_text");
}

TEST(Csv, has_limits) {
    EXPECT_EQ(why(read_sheet("")), "people.sheet.empty");
    EXPECT_EQ(why(read_sheet(" ,\n,")), "people.sheet.empty");
    EXPECT_EQ(why(read_sheet(std::string(sheet_max_bytes + 1, 'a'))), "people.sheet.too_large");
    EXPECT_EQ(why(read_sheet(std::string(sheet_max_cell_bytes + 1, 'a'))), "people.sheet.cell_too_long");
    EXPECT_EQ(why(read_sheet(std::string(sheet_max_columns, ',') + "x")), "people.sheet.too_many_columns");
    EXPECT_EQ(why(read_sheet(std::string(sheet_max_columns - 1, ',') + "x")), "");
    std::string rows;
    for (std::size_t i = 0; i < sheet_max_rows; ++i) rows += "x\n";
    EXPECT_EQ(why(read_sheet(rows)), "");
    EXPECT_EQ(why(read_sheet(rows + "x\n")), "people.sheet.too_many_rows");
    EXPECT_EQ(why(read_sheet("a,\"b\nc")), "people.sheet.quotes_wrong");
}

// A workbook of these parts.
std::string workbook(const std::map<std::string, std::string>& parts) {
    zip_error_t error;
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    for (const auto& [name, text] : parts) zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), 0);
    EXPECT_EQ(zip_close(archive), 0);
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    std::string bytes(stat.size, '\0');
    zip_source_open(source);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

std::string with_sheet(const std::string& rows, const std::string& strings = "") {
    return workbook(
        {{"xl/workbook.xml", R"(<workbook xmlns:r="r"><sheets><sheet name="S" r:id="rId7"/><sheet r:id="rId8"/></sheets></workbook>)"},
         {"xl/_rels/workbook.xml.rels",
          R"(<Relationships><Relationship Id="rId8" Target="worksheets/other.xml"/><Relationship Id="rId7" Target="/xl/worksheets/one.xml"/></Relationships>)"},
         {"xl/worksheets/one.xml", "<worksheet><sheetData>" + rows + "</sheetData></worksheet>"},
         {"xl/sharedStrings.xml", "<sst>" + strings + "</sst>"}});
}

TEST(Workbooks, give_the_text_of_their_first_sheet) {
    const auto rows =
        read_sheet(with_sheet(R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t> in </t><t>line</t></is></c></row>)"
                              R"(<row r="3"><c r="B3"><v>42</v></c><c t="b"><v>1</v></c><c t="str"><f>A1&amp;"x"</f><v>x</v></c></row>)",
                              "<si><t>zero</t></si><si><r><t>Chil</t></r><r><t>dren</t></r><rPh><t>sound</t></rPh></si>"));
    ASSERT_TRUE(rows) << why(rows);
    EXPECT_THAT(*rows, ElementsAre(ElementsAre("Children", "", "in line"), ElementsAre(), ElementsAre("", "42", "TRUE", "=A1&\"x\"")));
}

TEST(Workbooks, have_limits) {
    EXPECT_EQ(why(read_sheet(with_sheet(R"(<row r="5001"><c r="A5001"><v>1</v></c></row>)"))), "people.sheet.too_many_rows");
    EXPECT_EQ(why(read_sheet(with_sheet(R"(<row r="1"><c r="AY1"><v>1</v></c></row>)"))), "people.sheet.too_many_columns");
    EXPECT_EQ(why(read_sheet(with_sheet(R"(<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"/></row>)"))), "") << "empty cells are not there";
    std::string cells;
    for (std::size_t i = 0; i <= sheet_max_cells; ++i) cells += "<c/>";
    EXPECT_EQ(why(read_sheet(with_sheet("<row>" + cells + "</row>"))), "people.sheet.too_many_cells");
    std::string many;
    for (int row = 0; row < 200; ++row) many += R"(<row><c t="s"><v>0</v></c></row>)";
    EXPECT_EQ(why(read_sheet(with_sheet(many, "<si><t>" + std::string(30'000, 'x') + "</t></si>"))), "people.sheet.too_large");
    EXPECT_EQ(why(read_sheet(with_sheet("<row>" + std::string(2'000'000, ' ') + "</row>"))), "people.sheet.packed_too_tightly");
    EXPECT_EQ(why(read_sheet(with_sheet(R"(<row><c t="s"><v>7</v></c></row>)", "<si><t>a</t></si>"))), "people.sheet.broken");
}

TEST(Sheet, reads_characters_that_xml_cannot_hold) {
    const auto rows = read_sheet(with_sheet(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)",
                                            "<si><t>a_x000D_b_x005F_x000D__x00</t></si><si><t>_xZZZZ_ _x0</t></si>"));
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->front()[0], tidied("a\rb_x000D__x00"));
    EXPECT_EQ(rows->front()[1], "_xZZZZ_ _x0");
    EXPECT_EQ(why(read_sheet(with_sheet(R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)", "<si><t>a_x0000_</t></si>"))),
              "people.sheet.broken");
}

std::optional<fs::path> hostile_files() {
    const char* shared = std::getenv("TOUCHSTONE_SHARED");
    const fs::path folder = fs::path(shared ? shared : "") / "fixtures/badinput";
    return shared && fs::exists(folder) ? std::optional(folder) : std::nullopt;
}

std::string content(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

TEST(HostileFiles, are_read_or_refused_in_words_within_two_seconds) {
    const auto folder = hostile_files();
    if (!folder) GTEST_SKIP() << "the shared fixtures are not here";
    // What is not refused is harmless, and gives these cells.
    const std::map<std::string, std::string> harmless{{"ok", "id"},
                                                      {"comment-1k", "id"},
                                                      {"dim-lie", "id"},
                                                      {"many-entries", "id"},
                                                      {"zipslip", "id"},
                                                      {"symlink", "id"},
                                                      {"nested-zip", "id"},
                                                      {"external-link", "id"},
                                                      {"macro", "id"},
                                                      {"no-content-types", "id"},
                                                      {"utf16", "id"},
                                                      {"dates", "60"},
                                                      {"errors", "#REF!"},
                                                      {"xss-cells", "<script>alert(1)</script>"},
                                                      {"formula", "=cmd|'/C calc'!A0"},
                                                      {"text", "not a zip"}};
    int files = 0;
    for (const auto& entry : fs::directory_iterator(*folder / "xlsx")) {
        const auto bytes = content(entry.path());
        const auto start = std::chrono::steady_clock::now();
        const auto rows = read_sheet(bytes);
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2)) << entry.path();
        const auto known = harmless.find(entry.path().stem());
        EXPECT_EQ(rows ? rows->front().front() : "", known == harmless.end() ? "" : known->second) << entry.path() << " " << why(rows);
        ++files;
    }
    EXPECT_GE(files, 45);
    int doctypes = 0;
    for (const auto& line : split(content(*folder / "xml/xxe.txt"), '\n')) {
        const auto reason = why(read_sheet(workbook({{"xl/workbook.xml", line}})));
        EXPECT_THAT(reason, AnyOf("people.sheet.has_doctype", "people.sheet.broken")) << line;
        doctypes += reason == "people.sheet.has_doctype";
    }
    EXPECT_GT(doctypes, 0);
}

TEST(HostileFiles, hold_no_surprise_as_csv) {
    const auto folder = hostile_files();
    if (!folder) GTEST_SKIP() << "the shared fixtures are not here";
    EXPECT_TRUE(read_sheet(content(*folder / "csv/formula.csv")));
    for (const auto& entry : fs::directory_iterator(*folder / "csv/spectrum/csvs")) {
        if (entry.path().stem() == "location_coordinates") {  // a mark in the middle of a cell, which programs read differently
            EXPECT_EQ(why(read_sheet(content(entry.path()))), "people.sheet.quotes_wrong");
            continue;
        }
        const auto rows = read_sheet(content(entry.path()));
        ASSERT_TRUE(rows) << entry.path() << why(rows);
        const auto wanted = nlohmann::json::parse(content(*folder / "csv/spectrum/json" / (entry.path().stem().string() + ".json")));
        ASSERT_EQ(rows->size(), wanted.size() + 1) << entry.path();
        for (std::size_t row = 0; row < wanted.size(); ++row)
            for (std::size_t column = 0; column < rows->front().size(); ++column) {
                const auto& cells = (*rows)[row + 1];
                EXPECT_EQ(column < cells.size() ? cells[column] : "", wanted[row][rows->front()[column]].get<std::string>() == "\r\n"
                                                                          ? "\n"
                                                                          : tidied(wanted[row][rows->front()[column]].get<std::string>()))
                    << entry.path();
            }
    }
}

}  // namespace
}  // namespace touchstone::people

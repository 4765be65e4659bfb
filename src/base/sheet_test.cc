#include "base/sheet.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <zip.h>

#include "base/cell_format.h"
#include "base/text.h"

namespace touchstone {

namespace {

using ::testing::AnyOf;
using ::testing::ElementsAre;
namespace fs = std::filesystem;

Outcome<Sheet> read(std::string_view bytes) {
    return read_sheet(bytes, [](const Cells& heads) { return std::ranges::find(heads, "Title") != heads.end(); });
}
Rows rows_of(std::string_view bytes) { return read(bytes).value().rows; }

std::string why(const Outcome<Sheet>& outcome) { return outcome ? "" : outcome.error().front().text; }

TEST(Csv, knows_its_separator_and_its_line_ends) {
    for (const auto* text : {"a,b\r\n1,2\r\n", "a;b\n1;2", "a\tb\r1\t2\r",
                             "\xEF\xBB\xBF"
                             "a,b\n1,2\n\n"})
        EXPECT_THAT(rows_of(text), ElementsAre(ElementsAre("a", "b"), ElementsAre("1", "2"))) << text;
    EXPECT_THAT(rows_of("a;b\n\"1;x\ny\";\"he said \"\"no\"\"\"")[1], ElementsAre("1;x\ny", "he said \"no\""));
}

TEST(Csv, keeps_the_numbers_of_rows) {
    const auto rows = rows_of("a\r\n\r\n\r\nb\r\n");
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_THAT(rows[3], ElementsAre("b"));
}

TEST(Csv, reads_what_windows_wrote_and_refuses_what_is_no_text) {
    EXPECT_THAT(rows_of("caf\xE9,\x80,\x93x\x94")[0], ElementsAre("café", "€", "“x”"));
    EXPECT_EQ(why(read("a\x81,b")), "people.sheet.not_text") << "no letter in that code page";
    EXPECT_EQ(why(read(std::string_view("a\0b", 3))), "people.sheet.not_text");
    EXPECT_EQ(why(read("\xFF\xFE"
                       "a")),
              "")
        << "two odd letters, and text all the same";
    EXPECT_EQ(why(read(std::string_view("\xFF\xFE"
                                        "a\0b\0",
                                        6))),
              "people.sheet.not_text");
}

TEST(Csv, has_limits) {
    EXPECT_EQ(why(read("")), "people.sheet.empty");
    EXPECT_EQ(why(read(" ,\n,")), "people.sheet.empty");
    EXPECT_EQ(why(read(std::string(sheet_max_bytes + 1, 'a'))), "people.sheet.too_large");
    EXPECT_EQ(why(read(std::string(sheet_max_cell_bytes + 1, 'a'))), "people.sheet.cell_too_long");
    EXPECT_EQ(why(read(std::string(sheet_max_columns, ',') + "x")), "people.sheet.too_many_columns");
    EXPECT_EQ(why(read(std::string(sheet_max_columns - 1, ',') + "x")), "");
    std::string rows;
    for (std::size_t i = 0; i < sheet_max_rows; ++i) rows += "x\n";
    EXPECT_EQ(why(read(rows)), "");
    EXPECT_EQ(why(read(rows + "x\n")), "people.sheet.too_many_rows");
    EXPECT_EQ(why(read("a,\"b\nc")), "people.sheet.quotes_wrong");
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
        read(with_sheet(R"(<row r="1"><c r="A1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t> in </t><t>line</t></is></c></row>)"
                        R"(<row r="3"><c r="B3"><v>42</v></c><c t="b"><v>1</v></c><c t="str"><f>A1&amp;"x"</f><v>x</v></c></row>)",
                        "<si><t>zero</t></si><si><r><t>Chil</t></r><r><t>dren</t></r><rPh><t>sound</t></rPh></si>"));
    ASSERT_TRUE(rows) << why(rows);
    EXPECT_THAT(rows->rows, ElementsAre(ElementsAre("Children", "", "in line"), ElementsAre(), ElementsAre("", "42", "TRUE", "=A1&\"x\"")));
}

// A workbook whose sheets are these, each with what stands in its entry beside the name.
std::string with_sheets(const std::vector<std::array<std::string, 3>>& sheets, const std::string& properties = "",
                        const std::string& formats = "") {
    std::string listed, relations;
    std::map<std::string, std::string> parts;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        const auto& [name, more, content] = sheets[i];
        const auto id = "r" + std::to_string(i);
        listed += "<sheet name=\"" + name + "\" " + more + " r:id=\"" + id + "\"/>";
        relations += "<Relationship Id=\"" + id + "\" Type=\"x/worksheet\" Target=\"worksheets/" + id + ".xml\"/>";
        parts["xl/worksheets/" + id + ".xml"] = "<worksheet>" + content + "</worksheet>";
    }
    parts["xl/workbook.xml"] = "<workbook xmlns:r=\"r\">" + properties + "<sheets>" + listed + "</sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships>" + relations + "</Relationships>";
    parts["xl/styles.xml"] = "<styleSheet>" + formats + "</styleSheet>";
    return workbook(parts);
}
const std::string titles = R"(<row r="1"><c r="A1" t="inlineStr"><is><t>Title</t></is></c></row>)";
const std::string day_format = R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>)";

TEST(Workbooks, give_their_sheets_by_name_with_what_they_computed) {
    const std::string computed =
        R"(<sheetData><row r="1"><c r="A1" t="str"><f>UPPER("yes")</f><v>YES</v></c></row><row r="3"><c r="B3"><v>2</v></c></row></sheetData>)";
    const std::string long_cell =
        "<sheetData><row><c t=\"str\"><v>" + std::string(sheet_max_cell_bytes + 1, 'a') + "</v></c></row></sheetData>";
    const auto bytes =
        with_sheets({{"Notes", "", long_cell}, {"second", "", computed}, {"third", "state=\"hidden\"", computed}, {"First", "", computed}});
    const auto is_wanted = [](const std::string& name) { return name != "Notes"; };
    const auto sheets = read_workbook(bytes, is_wanted);
    ASSERT_TRUE(sheets);
    ASSERT_EQ(sheets->size(), 2U);
    EXPECT_EQ(sheets->front().notes.name, "second");
    EXPECT_EQ(sheets->back().notes.name, "First");
    EXPECT_THAT(sheets->back().notes.hidden_sheets, ElementsAre("third"));
    EXPECT_THAT(sheets->front().rows, ElementsAre(ElementsAre("YES"), ElementsAre(), ElementsAre("", "2")));
    const auto all = read_workbook(bytes, [](const std::string&) { return true; });
    ASSERT_FALSE(all);
    EXPECT_EQ(all.error().front().text, "people.sheet.cell_too_long") << "what is wanted has limits";
    EXPECT_EQ(read_workbook("no workbook", is_wanted).error().front().text, "people.sheet.not_a_workbook");
}

TEST(Workbooks, from_a_mac_keep_their_days) {
    const std::string sheet = "<sheetData>" + titles + R"(<row r="2"><c r="A2" s="1"><v>44591</v></c></row></sheetData>)";
    EXPECT_EQ(rows_of(with_sheets({{"S", "", sheet}}, R"(<workbookPr date1904="1"/>)", day_format))[1][0], "2026-01-31");
    EXPECT_EQ(rows_of(with_sheets({{"S", "", sheet}}, R"(<workbookPr date1904="0"/>)", day_format))[1][0], "2022-01-30");
}

TEST(Workbooks, are_read_without_hidden_sheets_rows_and_columns_which_are_said) {
    const std::string content = R"(<cols><col min="2" max="3" hidden="1"/></cols><sheetData>)" + titles +
                                R"(<row r="2" hidden="1"><c r="A2"><v>1</v></c></row><row r="3" hidden="true"/>)"
                                R"(<row r="4"><c r="A4"><v>2</v></c><c r="C4"><v>3</v></c></row></sheetData>)";
    const auto sheet = read(with_sheets({{"Old", R"(state="hidden")", "<sheetData>" + titles + "</sheetData>"},
                                         {"Older", R"(state="veryHidden")", "<sheetData>" + titles + "</sheetData>"},
                                         {"Register", R"(state="visible")", content}}))
                           .value();
    EXPECT_THAT(sheet.rows, ElementsAre(ElementsAre("Title"), ElementsAre(), ElementsAre(), ElementsAre("2")));
    EXPECT_EQ(sheet.notes, (SheetNotes{"Register", {}, {"Old", "Older"}, {"2"}, {"C"}, ""}));
    EXPECT_EQ(why(read(with_sheets({{"Old", R"(state="hidden")", content}}))), "people.sheet.nothing_visible");
}

TEST(Workbooks, are_read_where_the_columns_are_named_behind_a_cover) {
    const std::string cover = R"(<sheetData><row r="1"><c r="A1"><v>7</v></c></row></sheetData>)";
    std::string wide = "<sheetData><row>";
    for (std::size_t i = 0; i <= sheet_max_columns; ++i) wide += "<c><v>1</v></c>";
    wide += "</row></sheetData>";
    const std::string list = "<sheetData>" + titles + "</sheetData>";
    const auto sheet = read(with_sheets({{"Read me", "", cover}, {"Pivot", "", wide}, {"Register", "", list}, {"More", "", list}})).value();
    EXPECT_EQ(sheet.rows.front().front(), "Title");
    EXPECT_EQ(sheet.notes, (SheetNotes{"Register", {"Read me", "Pivot", "More"}, {}, {}, {}, ""}));
    EXPECT_EQ(read(with_sheets({{"Read me", "", cover}, {"Other", "", cover}})).value().notes.name, "Read me")
        << "for want of a better one";
    EXPECT_EQ(why(read(with_sheets({{"Pivot", "", wide}}))), "people.sheet.too_many_columns");
}

TEST(Cells, show_numbers_as_their_owner_sees_them) {
    const std::tuple<const char*, const char*, const char*> cases[] = {
        {"0.30000000000000004", "General", "0.3"},
        {"45", "General", "45"},
        {"0.45", "0%", "45%"},
        {"0.4567", "0.0%", "45.7%"},
        {"1234567.5", "#,##0.00", "1,234,567.50"},
        {"7", "00000", "00007"},
        {"0.5", "#.##", ".5"},
        {"3.7", "0", "4"},
        {"-3.2", "0.0", "-3.2"},
        {"-1234", "#,##0;[Red](#,##0)", "(1,234)"},
        {"12.5", "[$£-809]#,##0.00", "£12.50"},
        {"12.5", "\"£\"0.00\\ \"each\"", "£12.50 each"},
        {"0", "0;-0;\"none\"", "none"},
        {"46053", "yyyy-mm-dd", "2026-01-31"},
        {"46053.60416666666", "yyyy-mm-dd h:mm:ss", "2026-01-31 14:30"},
        {"46053.6", "d mmm yyyy", "2026-01-31"},
        {"46053", "d/m/yyyy h:mm", "2026-01-31"},
        {"0.75", "h:mm", "18:00"},
        {"0.5", "mm:ss", "12:00"},
        {"1", "d/m/yyyy", "1900-01-01"},
        {"61", "d/m/yyyy", "1900-03-01"},
        {"-5", "d/m/yyyy", "-5"},
        {"1e300", "d/m/yyyy", "1e300"},
        {"0.5", "# ?/?", "0.5"},
        {"words", "0.00", "words"},
        {"", "0.00", ""},
        {"nan", "0", "nan"},
    };
    for (const auto& [kept, format, shown] : cases) {
        EXPECT_EQ(shown_number(kept, format, false), shown) << kept << " as " << format;
    }
    EXPECT_EQ(shown_number("0", "d/m/yyyy", true), "1904-01-01");
}

TEST(CellFormat, leaves_a_number_all_its_digits_where_they_are_wanted) {
    const auto all = [](const char* kept, const char* format) { return shown_number(kept, format, false, Digits::all); };
    EXPECT_EQ(all("0.884321", "0%"), "88.4321%");
    EXPECT_EQ(all("1234.5678", "#,##0"), "1234.5678");
    EXPECT_EQ(all("-5.25", "0.0\" children\""), "-5.25");
    EXPECT_EQ(all("44071", "d/m/yyyy"), "2020-08-28");
    EXPECT_EQ(all("words", "0"), "words");
}

TEST(Csv, follows_the_line_that_names_its_separator) {
    for (const auto* first : {"sep=;\r\n", "SEP=;\n", "\"sep=;\"\r\n"})
        EXPECT_THAT(rows_of(std::string(first) + "Title;a,b,c\r\n1;2"), ElementsAre(ElementsAre("Title", "a,b,c"), ElementsAre("1", "2")));
    EXPECT_THAT(rows_of("sep=\t\nTitle\tb"), ElementsAre(ElementsAre("Title", "b")));
    EXPECT_THAT(rows_of("separate;b\n1;2").front(), ElementsAre("separate", "b"));
}

TEST(Csv, doubts_letters_that_cannot_be_right) {
    const auto doubtful = [](std::string_view bytes) { return read(bytes).value().notes.doubtful; };
    EXPECT_EQ(doubtful("Title\nCaf\xC3\x83\xC2\xA9 Rouge"), "Caf\xC3\x83\xC2\xA9") << "read as another encoding and saved again";
    EXPECT_EQ(doubtful("Title\nDon\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2t"), "Don\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2t");
    EXPECT_EQ(doubtful("Title\nCaf\xEF\xBF\xBD"), "Caf\xEF\xBF\xBD");
    EXPECT_EQ(doubtful("Title\ncaf\x8E noir"), "caf\xC5\xBD") << "from an old Mac";
    EXPECT_EQ(doubtful("Title\ncaf\x82 noir"), "caf\xE2\x80\x9A") << "from DOS";
    for (const auto* right : {"Title\ncaf\xE9, \x80 5, it\x92s 1900\x96"
                              "2100 \xC9ilidh \x93x\x94",
                              "Title\nÉilidh’s café £5 – 20 °C", "Title\nÂme, Ãlvaro"})
        EXPECT_EQ(doubtful(right), "") << right;
}

std::optional<fs::path> reported_files() {
    const char* shared = std::getenv("TOUCHSTONE_SHARED");
    const fs::path folder = fs::path(shared ? shared : "") / "fixtures/reported";
    return shared && fs::exists(folder) ? std::optional(folder) : std::nullopt;
}
std::string content(const fs::path&);

TEST(ReportedFiles, are_read_as_their_owners_see_them) {
    const auto folder = reported_files();
    if (!folder) GTEST_SKIP() << "the shared fixtures are not here";
    EXPECT_EQ(read(content(*folder / "mac1904.xlsx")).value().rows[1][4], "2026-01-31");
    const auto hidden = read(content(*folder / "hidden_first.xlsx")).value();
    EXPECT_EQ(hidden.rows[1][0], "Visible register item");
    EXPECT_EQ(hidden.rows[1][4], "2026-01-01");
    EXPECT_EQ(hidden.notes, (SheetNotes{"Register", {}, {"Lookups"}, {}, {}, ""}));
    EXPECT_EQ(read(content(*folder / "cover_first.xlsx")).value().notes, (SheetNotes{"Register", {"Read me"}, {}, {}, {}, ""}));
    EXPECT_EQ(read(content(*folder / "date_time.xlsx")).value().rows[1][4], "2026-01-31 14:30");
    EXPECT_EQ(read(content(*folder / "sep_line.csv")).value().rows[1][0], "Sep item");
}

TEST(Workbooks, have_limits) {
    EXPECT_EQ(why(read(with_sheet(R"(<row r="5001"><c r="A5001"><v>1</v></c></row>)"))), "people.sheet.too_many_rows");
    EXPECT_EQ(why(read(with_sheet(R"(<row r="1"><c r="AY1"><v>1</v></c></row>)"))), "people.sheet.too_many_columns");
    EXPECT_EQ(why(read(with_sheet(R"(<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"/></row>)"))), "") << "empty cells are not there";
    std::string cells;
    for (std::size_t i = 0; i <= sheet_max_cells; ++i) cells += "<c/>";
    EXPECT_EQ(why(read(with_sheet("<row>" + cells + "</row>"))), "people.sheet.too_many_cells");
    std::string many;
    for (int row = 0; row < 200; ++row) many += R"(<row><c t="s"><v>0</v></c></row>)";
    EXPECT_EQ(why(read(with_sheet(many, "<si><t>" + std::string(30'000, 'x') + "</t></si>"))), "people.sheet.too_large");
    EXPECT_EQ(why(read(with_sheet("<row>" + std::string(2'000'000, ' ') + "</row>"))), "people.sheet.packed_too_tightly");
    EXPECT_EQ(why(read(with_sheet(R"(<row><c t="s"><v>7</v></c></row>)", "<si><t>a</t></si>"))), "people.sheet.broken");
}

TEST(Sheet, reads_characters_that_xml_cannot_hold) {
    const auto rows = read(with_sheet(R"(<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>)",
                                      "<si><t>a_x000D_b_x005F_x000D__x00</t></si><si><t>_xZZZZ_ _x0</t></si>"));
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->rows.front()[0], tidied("a\rb_x000D__x00"));
    EXPECT_EQ(rows->rows.front()[1], "_xZZZZ_ _x0");
    EXPECT_EQ(why(read(with_sheet(R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)", "<si><t>a_x0000_</t></si>"))), "people.sheet.broken");
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
        const auto rows = read(bytes);
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(2)) << entry.path();
        const auto known = harmless.find(entry.path().stem());
        EXPECT_EQ(rows ? rows->rows.front().front() : "", known == harmless.end() ? "" : known->second) << entry.path() << " " << why(rows);
        ++files;
    }
    EXPECT_GE(files, 45);
    int doctypes = 0;
    for (const auto& line : split(content(*folder / "xml/xxe.txt"), '\n')) {
        const auto reason = why(read(workbook({{"xl/workbook.xml", line}})));
        EXPECT_THAT(reason, AnyOf("people.sheet.has_doctype", "people.sheet.broken")) << line;
        doctypes += reason == "people.sheet.has_doctype";
    }
    EXPECT_GT(doctypes, 0);
}

TEST(HostileFiles, hold_no_surprise_as_csv) {
    const auto folder = hostile_files();
    if (!folder) GTEST_SKIP() << "the shared fixtures are not here";
    EXPECT_TRUE(read(content(*folder / "csv/formula.csv")));
    for (const auto& entry : fs::directory_iterator(*folder / "csv/spectrum/csvs")) {
        if (entry.path().stem() == "location_coordinates") {  // a mark in the middle of a cell, which programs read differently
            EXPECT_EQ(why(read(content(entry.path()))), "people.sheet.quotes_wrong");
            continue;
        }
        const auto rows = read(content(entry.path()));
        ASSERT_TRUE(rows) << entry.path() << why(rows);
        const auto wanted = nlohmann::json::parse(content(*folder / "csv/spectrum/json" / (entry.path().stem().string() + ".json")));
        ASSERT_EQ(rows->rows.size(), wanted.size() + 1) << entry.path();
        for (std::size_t row = 0; row < wanted.size(); ++row)
            for (std::size_t column = 0; column < rows->rows.front().size(); ++column) {
                const auto& cells = rows->rows[row + 1];
                EXPECT_EQ(column < cells.size() ? cells[column] : "",
                          wanted[row][rows->rows.front()[column]].get<std::string>() == "\r\n"
                              ? "\n"
                              : tidied(wanted[row][rows->rows.front()[column]].get<std::string>()))
                    << entry.path();
            }
    }
}

}  // namespace
}  // namespace touchstone

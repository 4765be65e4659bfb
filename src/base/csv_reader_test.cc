#include "base/csv_reader.h"

#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone {
namespace {

using ::testing::ElementsAre;

Rows rows_of(const std::string& bytes) {
    std::istringstream in(bytes);
    Rows rows;
    const auto read = read_csv_rows(in, [&](std::int64_t number, Cells& row) {
        EXPECT_EQ(number, std::ssize(rows) + 1);
        rows.push_back(row);
        return true;
    });
    EXPECT_TRUE(read) << (read ? "" : read.error().front().text);
    return rows;
}

std::string why(const std::string& bytes) {
    std::istringstream in(bytes);
    const auto read = read_csv_rows(in, [](std::int64_t, Cells&) { return true; });
    return read ? "" : read.error().front().text;
}

TEST(CsvReader, reads_what_the_reader_of_whole_tables_reads) {
    for (const std::string text : {"a,b\r\n1,2\r\n", "a;b\n1;2", "a\tb\r1\t2\r",
                                   "\xEF\xBB\xBF"
                                   "a,b\n1,2\n\n",
                                   "sep=;\na;b\n1,5;2", "\"a\nb\",\"he said \"\"no\"\"\"\n", "caf\xE9,\x80\n", "a\n\n\nb,,\n"}) {
        EXPECT_EQ(rows_of(text), read_csv(text)->rows) << text;
    }
}

TEST(CsvReader, goes_on_from_piece_to_piece) {
    std::string text = "name,letters\r\n";
    for (int i = 0; i < 30'000; ++i) text += "\"row, " + std::to_string(i) + "\",Tha gàidhlig\xE2\x80\x93\xF0\x9F\x90\xA6\r\n";
    const auto rows = rows_of(text);
    ASSERT_EQ(rows.size(), 30'001U);
    for (int i = 0; i < 30'000; ++i)
        ASSERT_THAT(rows[static_cast<std::size_t>(i) + 1],
                    ElementsAre("row, " + std::to_string(i), "Tha gàidhlig\xE2\x80\x93\xF0\x9F\x90\xA6"));
    std::string windows;
    for (int i = 0; i < 30'000; ++i) windows += "row,plain\n";
    EXPECT_EQ(rows_of(windows + "caf\xE9,x\n").back().front(), "café") << "the letters are known at the end only";
}

TEST(CsvReader, stops_when_it_is_told_to) {
    std::istringstream in("a\nb\nc\n");
    int seen = 0;
    EXPECT_TRUE(read_csv_rows(in, [&](std::int64_t, Cells&) { return ++seen < 2; }));
    EXPECT_EQ(seen, 2);
}

TEST(CsvReader, refuses_what_is_no_table) {
    EXPECT_EQ(why(""), "people.sheet.empty");
    EXPECT_EQ(why("a,\"b\n"), "people.sheet.quotes_wrong");
    EXPECT_EQ(why("a,\"b\"c\n"), "people.sheet.quotes_wrong");
    EXPECT_EQ(why(std::string("a\0b", 3)), "people.sheet.not_text");
    EXPECT_EQ(why("a\x81,b"), "people.sheet.not_text");
    EXPECT_EQ(why("a," + std::string(40'000, 'x') + "\n"), "people.sheet.cell_too_long");
    EXPECT_EQ(why("a,\"" + std::string(400'000, 'x')), "people.sheet.cell_too_long") << "without waiting for its end";
    const std::string wide(3'000, ',');
    EXPECT_EQ(why(fmt::format("{}x\n", wide)), "people.sheet.row_too_wide");
    EXPECT_EQ(why(fmt::format("{}\n", wide)), "") << "empty ones are none";
}

}  // namespace
}  // namespace touchstone

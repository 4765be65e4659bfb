#include "voice/expression.h"

#include <chrono>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

using ::testing::ElementsAre;

const Answers answers = {{"age", {"7"}},   {"town", {"Ayr"}},        {"likes", {"play", "outdoors"}},
                         {"zero", {"0"}},  {"born", {"2019-05-01"}}, {"grid.row", {"agree"}},
                         {"code", {"07"}}, {"half", {".5"}}};
const Instant noon{std::chrono::sys_days{std::chrono::year{2026} / 1 / 31} + std::chrono::hours(12)};

bool holds(std::string_view text, const std::string& own = {}) {
    const auto read = Expression::read(text);
    EXPECT_TRUE(read) << text << ": " << (read ? "" : read.error().sentence);
    return read && read->holds(answers, own, noon);
}
std::string why(std::string_view text) {
    const auto read = Expression::read(text);
    return read ? "" : read.error().sentence.substr(std::string("voice.expression.").size());
}

TEST(Expressions, hold_as_in_xpath) {
    for (const auto* text : {"1",
                             "true()",
                             "'x'",
                             "${age}",
                             "${age} = 7",
                             "7=${age}",
                             "${age} = '7'",
                             "${age} = 7.0",
                             "${code} = 7",
                             "${age} != 8",
                             "${age} < 10",
                             "${age} <= 7",
                             "${age} > 6.5",
                             "${age} >= 7",
                             "${town} = 'Ayr'",
                             "${town} = \"Ayr\"",
                             "${town} != 'Oban'",
                             "1 + 2 * 3 = 7",
                             "(1 + 2) * 3 = 9",
                             "7 div 2 = 3.5",
                             "7 mod 4 = 3",
                             "-7 mod 4 = -3",
                             "2 - -2 = 4",
                             "--1 = 1",
                             "- ${age} = -7",
                             ".5 = 0.5",
                             "${half} = 0.5",
                             "1 = 1 and 2 = 2",
                             "1 = 2 or 2 = 2",
                             "1=1 or 1=2 and 1=2",
                             "(1 < 2) = true()",
                             "3 > 2 > 0",
                             "not(false())",
                             "not(${missing})",
                             "selected(${likes}, 'play')",
                             "selected(${likes}, 'outdoors')",
                             "not(selected(${likes}, 'out'))",
                             "selected( ../likes , 'play')",
                             "../age=7",
                             "../../age = 7",
                             "../group/age = 7",
                             "count-selected(${likes}) = 2",
                             "count-selected(${missing}) = 0",
                             "string-length(${town}) = 3",
                             "string-length('Cùil') = 4",
                             "regex(${town}, '[A-Z][a-z]+')",
                             "not(regex(${town}, '[A-Z]'))",
                             "if(${age} > 5, 'old', 'young') = 'old'",
                             "coalesce(${missing}, ${town}) = 'Ayr'",
                             "coalesce(${age}, 1) = 7",
                             "int(7.9) = 7",
                             "int(-7.9) = -7",
                             "round(2.5) = 3",
                             "round(-2.5) = -2",
                             "round(3.14159, 2) = 3.14",
                             "number('12') + 1 = 13",
                             "string(12) = '12'",
                             "string(0.5) = '0.5'",
                             "string(true()) = 'true'",
                             "string(1 div 0) = 'Infinity'",
                             "today() = '2026-01-31'",
                             "${born} < today()",
                             "today() - ${born} > 2000",
                             "now() > today()",
                             "${grid.row} = 'agree'",
                             "${zero}",
                             "1\n=\t1",
                             "${missing} = ''",
                             "${missing} != 1"})
        EXPECT_TRUE(holds(text)) << text;
    for (const auto* text : {"0", "false()", "''", "${missing}", "${zero} + 0", "${age} = 8", "${town} = 'ayr'", "${town} < 5", "'a' < 'b'",
                             "selected(${likes}, '')", "1 = 2 and 1 = 1", "regex(${town}, 'Ay')", "${grid} = 'agree'"})
        EXPECT_FALSE(holds(text)) << text;
}

TEST(Expressions, know_nothing_of_what_is_missing) {
    for (const auto* sign : {"=", "<", "<=", ">", ">="}) {
        EXPECT_FALSE(holds(std::string("${missing} + 1 ") + sign + " 1")) << sign;
        EXPECT_FALSE(holds(std::string("${missing} ") + sign + " 0")) << sign;
    }
    EXPECT_FALSE(Expression::read("today() > '2000-01-01'")->holds({})) << "nobody says which day it is";
}

TEST(Expressions, take_the_own_answer) {
    EXPECT_TRUE(holds(". >= 0 and . <= 120", "7"));
    EXPECT_FALSE(holds(". >= 0 and . <= 120", "121"));
    EXPECT_FALSE(holds(". >= 0 and . <= 120", "seven"));
    EXPECT_TRUE(holds("count-selected(.)<=3", "a b c"));
    EXPECT_TRUE(holds("string-length() = 2", "ab"));
    EXPECT_TRUE(holds("regex(., '^[0-9]{5}$')", "01234"));
}

TEST(Expressions, name_the_questions_that_they_ask_about) {
    EXPECT_THAT(Expression::read("${b} = 1 or selected(../a, 'x') and ${b} = '${c}'")->names(), ElementsAre("b", "a"));
}

TEST(Expressions, say_what_was_met_and_where) {
    const auto read = Expression::read("because pyxform doesn't know what to do");
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().sentence, "voice.expression.unexpected");
    EXPECT_EQ(read.error().values.at("met"), "pyxform");
    EXPECT_EQ(read.error().values.at("at"), "9");
    EXPECT_FALSE(read.error().is_beyond);
    EXPECT_EQ(Expression::read("'Cùil' 2").error().values.at("at"), "8") << "characters, not bytes";
    for (const auto& [text, problem] : std::map<std::string, std::string>{{"", "ends_early"},
                                                                          {"1 +", "ends_early"},
                                                                          {"(1", "ends_early"},
                                                                          {"1)", "unexpected"},
                                                                          {"1 == 1", "unexpected"},
                                                                          {"${a b}", "unexpected"},
                                                                          {"${}", "unexpected"},
                                                                          {"$a", "unexpected"},
                                                                          {"a & b", "unexpected"},
                                                                          {"'open", "open_quotes"},
                                                                          {"1 = \"open", "open_quotes"},
                                                                          {"not()", "arguments"},
                                                                          {"selected(${a})", "arguments"},
                                                                          {"true(1)", "arguments"},
                                                                          {"regex(., '[')", "no_pattern"},
                                                                          {"\xFF", "no_text"}})
        EXPECT_EQ(why(text), problem) << text;
}

TEST(Expressions, tell_what_is_sound_but_not_read_here) {
    for (const auto* text : {"age = 1", "/data/age = 1", "//age", "../@id", "../jr:x", "..",
                             "jr:itext(instance('seclass')/root/item[name = ${income}]/itextId)", "concat(1, 2)", "position(..)", "${a}[1]",
                             "${a} | ${b}", "child::a", "@id", "*", "../a[b = 1]/c", "last-saved", "pulldata('a', 'b', 'c', ${d}) = 1"}) {
        const auto read = Expression::read(text);
        ASSERT_FALSE(read) << text;
        EXPECT_TRUE(read.error().is_beyond) << text << " " << read.error().sentence;
    }
    EXPECT_EQ(why("concat(1, 2)"), "no_such_function");
    EXPECT_EQ(why("age"), "beyond");
    for (const auto* text : {"concat(1, 2", "a b", "/data/[1]", "../", "child::", "a[1"})
        EXPECT_FALSE(Expression::read(text).error().is_beyond) << text;
}

TEST(Expressions, have_limits) {
    EXPECT_EQ(why(std::string(Expression::characters_max - 1, ' ') + "1"), "");
    EXPECT_EQ(why(std::string(Expression::characters_max, ' ') + "1"), "too_long");
    const auto deep = [](int depth) {
        const auto count = static_cast<std::size_t>(depth);
        return std::string(count, '(') + "1" + std::string(count, ')');
    };
    EXPECT_TRUE(holds(deep(Expression::depth_max - 1)));
    EXPECT_EQ(why(deep(Expression::depth_max)), "too_deep");
    std::string patterns = "regex(., 'a')";
    for (int i = 1; i < Expression::patterns_max; ++i) patterns += " or regex(., 'a')";
    EXPECT_EQ(why(patterns), "");
    EXPECT_EQ(why(patterns + " or regex(., 'a')"), "too_many_patterns");
    std::string many = "1";
    while (many.size() + 2 < Expression::characters_max) many += "+1";
    EXPECT_TRUE(holds(many)) << "a long sum is not deep";
}

TEST(Expressions, do_not_wait_for_a_pattern_without_end) {
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(holds("regex(., '(a+)+b')", std::string(5'000, 'a')));
    EXPECT_FALSE(holds("regex(., '(.*.*.*.*)*x')", std::string(5'000, 'a')));
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

TEST(Expressions, stand_any_bytes) {
    std::mt19937 random(1);
    const std::vector<std::string> pieces = {"${a}", "../a",      "(",    ")", "[",       "]",  "'", "\"",   "and ",       " or ",
                                             "not(", "selected(", ",",    "=", "<=",      "-",  "*", "div ", "mod ",       "1",
                                             ".5",   ".",         "..",   "/", "//",      "::", "@", "|",    "regex(., '", "(a+)+",
                                             "if(",  "\xC3\xA9",  "\xFF", "x", "today()", " ",  "$", "{",    "}"};
    std::size_t read_well = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        const auto length = random() % 12;
        for (std::size_t i = 0; i < length; ++i) {
            if (round % 4 == 0)
                text += static_cast<char>(random() % 256);
            else
                text += pieces[random() % pieces.size()];
        }
        const auto read = Expression::read(text);
        if (read) {
            ++read_well;
            (void)read->holds(answers, "own", noon);
        } else {
            EXPECT_FALSE(read.error().sentence.empty());
        }
    }
    EXPECT_GT(read_well, 100U);
}

}  // namespace
}  // namespace touchstone::voice

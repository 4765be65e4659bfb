#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/bounded_json.h"
#include "base/child.h"
#include "base/control_characters.h"
#include "base/ids.h"
#include "base/text.h"
#include "base/time.h"
#include "base/workbench.h"

namespace touchstone {
namespace {

TEST(Ids, sort_in_the_order_they_were_made) {
    const Instant first{std::chrono::milliseconds{1'700'000'000'000}};
    EXPECT_LT(new_id_text(first), new_id_text(first + std::chrono::milliseconds{1}));
    std::set<std::string> ids;
    for (int i = 0; i < 1'000; ++i) ids.insert(new_id_text(first));
    EXPECT_EQ(ids.size(), 1'000U);
    EXPECT_EQ(ids.begin()->size(), 26U);
}

TEST(Dates, are_read_only_when_they_exist) {
    for (const char* wrong : {"", "2026-2-3", "2026-02-30", "2026-13-01", "20260203", "2026-02-03 ", "-026-02-03", "2026-0a-03"})
        EXPECT_FALSE(date_from(wrong)) << wrong;
    ASSERT_TRUE(date_from("2024-02-29"));
    EXPECT_EQ(iso(*date_from("0987-01-09")), "0987-01-09");
}

TEST(Time, reads_the_moments_that_it_writes_and_nothing_else) {
    for (const std::int64_t count : {0LL, 1LL, 999LL, 951'782'400'000LL, 1'790'000'000'123LL, 253'402'300'799'999LL}) {
        const Instant at{std::chrono::milliseconds{count}};
        ASSERT_TRUE(instant_from(iso(at))) << iso(at);
        EXPECT_EQ(*instant_from(iso(at)), at);
    }
    for (const auto* wrong :
         {"", "2027-03-03", "2027-03-03T14:05:09Z", "2027-03-03 14:05:09.123Z", "2027-03-03T14:05:09.123+", "2027-03-03T24:00:00.000Z",
          "2027-02-30T14:05:09.123Z", "2027-03-03T14:05:60.000Z", "2027-03-03T14:-5:09.123Z", "2027-03-03T14:05:09.12aZ"})
        EXPECT_FALSE(instant_from(wrong)) << wrong;
}

TEST(Instants, are_written_for_machines) {
    const Instant at{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::hours{14} + std::chrono::minutes{5} +
                     std::chrono::milliseconds{9'123}};
    EXPECT_EQ(iso(at), "2026-11-23T14:05:09.123Z");
}

TEST(Text, lets_in_well_formed_utf8_only) {
    for (const char* good : {"", "plain", "Gàidhlig", "\xF0\x9F\x98\x80", "\xEF\xBF\xBD"}) EXPECT_TRUE(is_text(good)) << good;
    const std::string with_nul("a\0b", 3);
    EXPECT_FALSE(is_text(with_nul));
    for (const char* bad : {"\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\x80", "\xE2\x82", "\xF0\x80\x80\x80", "a\xFF"})
        EXPECT_FALSE(is_text(bad)) << bad;
}

TEST(Text, is_let_in_without_control_characters) {
    EXPECT_EQ(without_control_characters("One\x0Btwo\x0Cthree\xC2\x85"
                                         "four"),
              "One\ntwo\nthree\nfour")
        << "they end lines elsewhere";
    EXPECT_EQ(without_control_characters("co\x02-op\x1B[1m\x7F\xC2\x9F\xEF\xBF\xBE\xEF\xBF\xBF."), "co-op[1m.");
    for (const auto* plain : {"", "a\tb\r\nc", "Àird Mhòr \xC2\xA0 \xEF\xBF\xBD \xE2\x80\xAE"}) {
        EXPECT_FALSE(has_control_characters(plain)) << plain;
        EXPECT_EQ(without_control_characters(plain), plain);
    }
}

TEST(Text, is_kept_without_outer_space_and_with_one_kind_of_line_end) {
    EXPECT_EQ(tidied("  a\r\nb\rc \n\t"), "a\nb\nc");
    EXPECT_EQ(tidied(" \n "), "");
    EXPECT_EQ(characters("Gàidhlig"), 8U);
}

TEST(Child, answers_what_it_printed_and_says_when_it_fails) {
    EXPECT_EQ(run_child({"printf", "hello"}, std::chrono::seconds{5}), "hello");
    const int inherited = dup(0);  // as a socket would be
    EXPECT_EQ(run_child({"ls", "/proc/self/fd"}, std::chrono::seconds{5}), "0\n1\n2\n3\n") << "the last is what ls itself opened";
    close(inherited);
    EXPECT_THROW(run_child({"false"}, std::chrono::seconds{5}), ChildFailed);
    EXPECT_THROW(run_child({"no-such-program-anywhere"}, std::chrono::seconds{5}), ChildFailed);
    EXPECT_THROW(run_child({"sleep", "30"}, std::chrono::milliseconds{100}), ChildFailed);
}

TEST(Workbench, is_cleared_away_while_a_dying_program_still_writes_there) {
    const Workbench bench(std::filesystem::temp_directory_path());
    const auto profile = bench.folder / "profile";
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(200);
    std::atomic<int> written = 0;
    std::thread dying([&] {
        while (std::chrono::steady_clock::now() < end) {
            std::error_code gone;
            std::filesystem::create_directories(profile / "Default", gone);
            std::ofstream(profile / "Default" / std::to_string(written++)) << "state";
        }
    });
    while (written < 10) std::this_thread::yield();
    while (std::chrono::steady_clock::now() < end) EXPECT_NO_THROW(clear_away(bench.folder));
    dying.join();
    EXPECT_TRUE(clear_away(bench.folder));
    EXPECT_FALSE(std::filesystem::exists(bench.folder));
    EXPECT_TRUE(clear_away(bench.folder)) << "what is gone already";
}

TEST(Text, is_the_same_to_a_reader) {
    for (const auto* other : {"E\u0301ilidh House", "éilidh house", "Éilidh House\u00A0", "Éilidh  House", "\u200BÉilidh House",
                              "ÉILIDH HOUSE", "É\u00ADilidh\u2003House\uFEFF"})
        EXPECT_TRUE(is_same_to_a_reader("Éilidh House", other)) << other;
    EXPECT_TRUE(is_same_to_a_reader("Straße ‘A’ “B”", "STRASSE 'a' \"b\""));
    EXPECT_FALSE(is_same_to_a_reader("Éilidh House", "Eilidh House"));
    EXPECT_FALSE(is_same_to_a_reader("Éilidh House", "ÉilidhHouse"));
}

TEST(Text, with_nothing_visible_is_empty) {
    for (const auto* nothing : {"\u200B", " \u00A0\u2003 ", "\u00AD\uFEFF", "\u200E\u200F", "\u200D\uFE0F", "\u3164"})
        EXPECT_EQ(tidied(nothing), "");
    EXPECT_EQ(tidied("\u00A0E\u0301ilidh\u200B"), "Éilidh");
    EXPECT_EQ(tidied("I ❤\uFE0F"), "I ❤\uFE0F");
}

TEST(Text, keys_what_is_looked_up_character_by_character) {
    EXPECT_EQ(search_key("Nurture (groups), 100%_done"), "nurture  groups   100  done");
    EXPECT_EQ(search_key("ÀÉÎ Ægir ŁÓDŹ Øre ΑΘΗΝΑ ПРИВЕТ Ѐ"), "aei ægir łodz øre αθηνα привет е");
    EXPECT_EQ(search_key("the children’s—views…"), "the children s views ");
    for (const std::string text : {"a’b—ÀΩЖ漢字🙂 x", "×÷µ²"}) EXPECT_EQ(characters(search_key(text)), characters(text)) << text;
    EXPECT_EQ(first_characters("Ärger", 2), "Är");
    EXPECT_EQ(first_characters("Är\xC3", 9), "Är");
    EXPECT_EQ(from_latin1("caf\xE9 \xA3"), "café £");
}

TEST(BoundedJson, is_refused_when_it_says_a_name_twice) {
    using Json = nlohmann::json;
    EXPECT_FALSE(parse_json<Json>(R"({"a": 1, "a": 2})"));
    EXPECT_FALSE(parse_json<Json>(R"([{"a": {"b": 1, "c": 2, "b": 3}}])"));
    EXPECT_TRUE(parse_json<Json>(R"([{"a": {"a": 1}, "b": {"a": 2}}, {"a": 3}])"));
}

TEST(BoundedJson, is_read_as_deep_as_anything_of_ours_and_no_deeper) {
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
    };
    EXPECT_TRUE(parse_json<nlohmann::json>(nested(json_depth_max)));
    for (const int depth : {json_depth_max + 2, 50'000, 1'000'000}) EXPECT_FALSE(parse_json<nlohmann::json>(nested(depth))) << depth;
    EXPECT_FALSE(parse_json<nlohmann::json>("{\"a\":")) << "what is no JSON";
}

}  // namespace
}  // namespace touchstone

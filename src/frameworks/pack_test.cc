#include "frameworks/pack.h"

#include <algorithm>
#include <chrono>
#include <set>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "frameworks/framework_json.h"
#include "frameworks/pack_text.h"
#include "frameworks/test_folders.h"

namespace touchstone::frameworks {
namespace {

using testing::pack_in;
using testing::project_folder;

std::vector<PackFile> small_pack() { return pack_in(project_folder() / "tests/fixtures/packs/small"); }

PackFile& file_in(std::vector<PackFile>& files, const std::string& name) { return *std::ranges::find(files, name, &PackFile::name); }

std::vector<std::string> words_of(const PackReading& reading) {
    std::vector<std::string> words;
    for (const auto& problem : reading.problems) words.push_back(in_words(problem));
    return words;
}

// What is said about the small pack when `before` in one of its files becomes `after`.
std::vector<std::string> problems_after(const std::string& file, const std::string& before, const std::string& after) {
    auto files = small_pack();
    auto& text = file_in(files, file).text;
    const auto at = text.find(before);
    if (at == std::string::npos) return {"the small pack has no " + before};
    text.replace(at, before.size(), after);
    return words_of(read_pack(files));
}

TEST(Pack, wants_short_titles_that_are_short_and_not_alike) {
    const std::string file = "indicators/1.1.yaml", half = "    half: reported";
    EXPECT_EQ(problems_after(file, half, "    short: Coming back\n" + half),
              std::vector<std::string>{"indicators/1.1.yaml, line 25: themes[1].short is used twice"});
    EXPECT_EQ(problems_after(file, "short: Coming back", "short: " + std::string(61, 'x')),
              std::vector<std::string>{"indicators/1.1.yaml, line 12: themes[0].short must be 60 characters or fewer"});
}

TEST(Pack, decides_by_key_areas_that_are_looked_at_first) {
    EXPECT_EQ(
        problems_after("framework.yaml", "enough_if_sound: [\"1\"]", "enough_if_sound: [\"2\"]"),
        (std::vector<std::string>{"framework.yaml, line 83: explained_by[0].by[0] names an indicator that is looked at first anyway: 2.1",
                                  "framework.yaml, line 94: enough_if_sound[0] names a key area that is not looked at first: 2"}));
}

TEST(Pack, reads_the_small_example_whole) {
    const auto reading = read_pack(small_pack());
    ASSERT_TRUE(reading.framework) << in_words(reading.problems.front());
    const auto& framework = *reading.framework;
    EXPECT_EQ(framework.id, "youth-clubs");
    EXPECT_EQ(framework.questions,
              (std::vector<Question>{{1, "What difference does our club make?", "Asks who is better off because the club is there."}}));
    EXPECT_EQ(framework.key_areas[1], (KeyArea{"2", "The evening", 1, ""}));
    EXPECT_EQ(framework.scale[4].implication, "Make a plan and carry it out.");
    ASSERT_EQ(framework.indicators.size(), 2);
    const auto& belonging = framework.indicators[0];
    EXPECT_TRUE(belonging.impact_pair);
    EXPECT_EQ(belonging.themes[0].half, Half::observed);
    EXPECT_EQ(belonging.themes[0].aspects, (std::vector<std::string>{"come back", "bring their friends"}));
    EXPECT_EQ(belonging.themes[1].illustrations[1].text,
              "A minority feel at home. Others say that they come because there is nothing else.");
    EXPECT_FALSE(framework.indicators[1].illustrated);
    EXPECT_EQ(framework.presets[0].choices[1], (PresetChoice{{}, {"2.1"}, Depth::light, "One evening is enough for a start."}));
    EXPECT_EQ(framework.quantity_words, (std::vector<QuantityWord>{{"most", 75, 90}, {"few", 0, 15, true, true, {"last"}, {"times"}}}));
}

TEST(Pack, is_read_alike_in_whatever_order_its_files_come) {
    auto files = small_pack();
    std::ranges::sort(files, {}, &PackFile::name);
    const auto reading = read_pack(files);
    std::ranges::reverse(files);
    EXPECT_TRUE(read_pack(files).framework == reading.framework);
}

TEST(Pack, names_every_problem_of_a_broken_pack_with_its_line_and_path) {
    const auto reading = read_pack(pack_in(project_folder() / "tests/fixtures/packs/broken"));
    EXPECT_FALSE(reading.framework);
    const std::vector<std::string> expected{
        "framework.yaml, line 1: id must be lower-case letters, digits and hyphens, beginning with a letter, 64 or fewer",
        "framework.yaml, line 2: version must be a text: put \"1.0\" in quotes",
        "framework.yaml, line 3: title must not be empty",
        "framework.yaml, line 7: colour is not a key that belongs here",
        "framework.yaml, line 11: questions[1].number is used twice",
        "framework.yaml, line 16: key_areas[0].question is 7, and no question has that number",
        "framework.yaml, line 17: key_areas[1].number must be a text: put \"2\" in quotes",
        "framework.yaml, line 20: scale has no level 2",
        "framework.yaml, line 20: scale has no level 4",
        "framework.yaml, line 20: scale must begin with the highest level",
        "framework.yaml, line 27: scale[2].level is used twice",
        "framework.yaml, line 33: scale[4].level must be a whole number from 1 to 6, without quotes",
        "framework.yaml, line 39: sources has no source with the key views",
        "framework.yaml, line 44: sources[2].key must be lower-case letters, digits and underscores, beginning with a letter, 64 or fewer",
        "framework.yaml, line 52: presets[0].choices[0] must name key_areas, indicators or both",
        "framework.yaml, line 52: presets[0].choices[0].depth must be full, light or none",
        "framework.yaml, line 54: presets[0].choices[1].key_areas[1] names no key area of this pack: 9",
        "framework.yaml, line 55: presets[0].choices[1].indicators[0] names no indicator of this pack: 4.4",
        "framework.yaml, line 60: reuse[0].to[0] names no indicator of this pack: 8.8",
        "framework.yaml, line 63: quantity_words[0] ends before it begins",
        "framework.yaml, line 68: quantity_words[1].to must be a whole number from 0 to 100, without quotes",
        "framework.yaml, line 69: looked_at_first[0] names no key area of this pack: 3",
        "framework.yaml, line 69: looked_at_first[1] names no key area of this pack: 8",
        "framework.yaml, line 71: explained_by[0].weakness_in[0] names no indicator of this pack: 4.4",
        "framework.yaml, line 71: explained_by[0].weakness_in[1] names no theme of its indicator: 1.1/9",
        "framework.yaml, line 72: explained_by[0].by[0] names an indicator that is looked at first anyway: 1.1",
        "indicators/1.1.yaml, line 2: title must be a text: put \"5.1\" in quotes",
        "indicators/1.1.yaml, line 3: key_area names no key area of this pack: 3",
        "indicators/1.1.yaml, line 4: judged must be true or false, without quotes",
        "indicators/1.1.yaml, line 6: impact_pair is true, so there must be exactly two themes: observed, then reported",
        "indicators/1.1.yaml, line 10: themes[0].half must be observed",
        "indicators/1.1.yaml, line 14: themes[0].illustrations[1].level must be a whole number from 1 to 6, without quotes",
        "indicators/1.1.yaml, line 16: themes[1].half must be reported",
        "indicators/1.1.yaml, line 16: themes[1].title is used twice",
        "indicators/1.1.yaml, line 17: themes[1].illustrations must have passages at the same levels as the first theme",
        "indicators/1.1.yaml, line 20: themes[1].illustrations[0].colour is not a key that belongs here",
        "indicators/1.1.yaml, line 21: themes[1].illustrations[1].level is used twice",
        "indicators/1.1.yaml, line 23: themes[2].illustrations must have passages, because the indicator is illustrated",
        "indicators/1.2.yaml, line 1: code does not fit the file, which would be indicators/1.1.yaml",
        "indicators/1.2.yaml, line 1: code is the code of another indicator too",
        "indicators/1.2.yaml, line 1: key_features is missing",
        "indicators/1.2.yaml, line 8: themes[0] must be a map of keys and values",
        "indicators/1.2.yaml, line 10: themes[1].half belongs only to the two themes of an impact pair",
        "indicators/1.2.yaml, line 11: themes[1].illustrations must be empty, because the indicator is not illustrated",
        "indicators/1.3.yaml, line 2: anchors (&name) are not allowed: write the text again",
        "indicators/1.4.yaml, line 3: a key must be a word, not a list or a map: is a bracket or a quotation mark left open?",
        "notes.txt: is not a file that belongs in a pack",
    };
    EXPECT_EQ(words_of(reading), expected);
}

TEST(Pack, says_where_a_single_change_went_wrong) {
    struct Change {
        const char *file, *before, *after, *problem;
    };
    const Change changes[]{
        {"framework.yaml", "language: en-GB", "language: [en]", "framework.yaml, line 4: language must be a text"},
        {"framework.yaml", "language: en-GB\n", "", "framework.yaml, line 1: language is missing"},
        {"framework.yaml", "language: en-GB", "language: en_GB",
         "framework.yaml, line 4: language must be a language tag such as en-GB or gd"},
        {"framework.yaml", "licence: CC0-1.0", "licence: ~", "framework.yaml, line 6: licence must be a text"},
        {"framework.yaml", "licence: CC0-1.0", "licence: CC0-1.0\nlicence: none", "framework.yaml, line 7: has the key \"licence\" twice"},
        {"framework.yaml", "- number: 1", "- number: one",
         "framework.yaml, line 10: questions[0].number must be a whole number from 1 to 99, without quotes"},
        {"framework.yaml", "from: 75", "from: \"75\"",
         "framework.yaml, line 87: quantity_words[0].from must be a whole number from 0 to 100, without quotes"},
        {"framework.yaml", "outcomes:\n  - key: safe", "outcomes:\n  - key: Safe!",
         "framework.yaml, line 44: outcomes[0].key must be lower-case letters, digits and underscores, beginning with a letter, 64 or "
         "fewer"},
        {"indicators/2.1.yaml", "  - title: Choice", "  - title: !!str Choice",
         "indicators/2.1.yaml, line 10: tags (!name) are not allowed"},
        {"indicators/2.1.yaml", "Choice", "\"Choice \\u0007\"",
         "indicators/2.1.yaml, line 10: holds a control character or something that is not text"},
        {"indicators/2.1.yaml", "Choice", "Choice \x07", "indicators/2.1.yaml, line 10: holds a control character"},
        {"indicators/2.1.yaml", "Choice", "Choice \xC3\x28", "indicators/2.1.yaml, line 10: is not UTF-8 text"},
        {"indicators/2.1.yaml", "Choice", "\"Choice\\n\\tand more\"",
         "indicators/2.1.yaml, line 10: themes[1].title must be one line without tabs"},
        {"indicators/2.1.yaml", "themes:", "themes: []\nthem:", "indicators/2.1.yaml, line 8: themes must have at least one entry"},
        {"indicators/2.1.yaml", "code: \"2.1\"", "? [a, b]\n: c",
         "indicators/2.1.yaml, line 1: a key must be a word, not a list or a map: is a bracket or a quotation mark left open?"},
        {"indicators/2.1.yaml", "code: \"2.1\"", "--- \ncode: \"2.1\"\n---\n", "indicators/2.1.yaml, line 1: holds more than one document"},
    };
    for (const auto& change : changes) {
        const auto words = problems_after(change.file, change.before, change.after);
        EXPECT_NE(std::ranges::find(words, change.problem), words.end())
            << change.after << " gave " << (words.empty() ? "nothing" : words.front());
    }
}

TEST(Pack, needs_its_two_kinds_of_file) {
    EXPECT_EQ(words_of(read_pack({})), (std::vector<std::string>{"the pack has no framework.yaml", "the pack has no indicators"}));
    auto files = small_pack();
    files.push_back(file_in(files, "indicators/1.1.yaml"));
    files.push_back({"indicators/deeper/1.3.yaml", ""});
    EXPECT_EQ(words_of(read_pack(files)), (std::vector<std::string>{"indicators/1.1.yaml: is in the pack twice",
                                                                    "indicators/deeper/1.3.yaml: is not a file that belongs in a pack"}));
}

std::string repeated(const std::string& text, std::size_t times) {
    std::string whole;
    for (std::size_t i = 0; i < times; ++i) whole += text;
    return whole;
}

TEST(Pack, refuses_what_is_built_to_exhaust_its_reader_and_does_so_at_once) {
    auto bomb = std::string("a: &a [x, x, x, x, x, x, x, x, x]\n");
    for (char c = 'b'; c < 'z'; ++c)
        bomb += std::string(1, c) + ": &" + c + " [*" + std::string(1, static_cast<char>(c - 1)) + ", *" +
                std::string(1, static_cast<char>(c - 1)) + "]\n";
    const std::pair<const char*, std::string> attacks[]{
        {"deep lists", repeated("[", 100'000)},
        {"deep maps", repeated("{a: ", 100'000)},
        {"deep indentation",
         [] {
             std::string text;
             for (std::size_t i = 0; i < 1'000; ++i) text += std::string(i, ' ') + "a:\n";
             return text;
         }()},
        {"deep entries", repeated("- ", 100'000)},
        {"deep questions", repeated("? ", 100'000)},
        {"many entries", repeated("- a\n", 1'000'000)},
        {"many keys",
         [] {
             std::string text;
             for (int i = 0; i < 100'000; ++i) text += "k" + std::to_string(i) + ": a\n";
             return text;
         }()},
        {"a huge scalar", "title: " + repeated("words ", 700'000)},
        {"a huge key", repeated("k", 4'000'000) + ": a"},
        {"aliases of aliases", bomb},
        {"an alias to itself", "a: &a\n  b: *a\n"},
        {"an open quotation", "a: \"" + repeated("x\n", 1'000'000)},
        {"many documents", repeated("---\n", 1'000'000)},
        {"many directives", repeated("%TAG ! tag:x,2000:\n", 200'000)},
        {"more than the limit", repeated("# nothing\n", 600'000)},
    };
    for (const auto& [name, text] : attacks) {
        auto files = small_pack();
        file_in(files, "framework.yaml").text = text;
        const auto start = std::chrono::steady_clock::now();
        const auto reading = read_pack(files);
        EXPECT_FALSE(reading.framework) << name;
        EXPECT_FALSE(reading.problems.empty()) << name;
        EXPECT_LE(reading.problems.size(), pack_max_problems + 1) << name;
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << name;
    }
}

TEST(Pack, lists_no_more_problems_than_anyone_would_read) {
    std::vector<PackFile> files;
    for (int i = 0; i < 400; ++i) files.push_back({"file" + std::to_string(i), ""});
    const auto reading = read_pack(files);
    ASSERT_EQ(reading.problems.size(), pack_max_problems + 1);
    EXPECT_EQ(in_words(reading.problems.back()), "there are more problems; these are the first 200");
}

// The keys of an object, and of every object in a list of them.
std::set<std::string> keys_of(const nlohmann::json& json) {
    std::set<std::string> keys;
    for (const auto& [key, value] : json.items()) {
        if (json.is_object())
            keys.insert(key);
        else
            keys.merge(keys_of(value));
    }
    return keys;
}

TEST(PackSchema, knows_the_same_keys_as_the_reader) {
    const auto schema = nlohmann::json::parse(testing::content_of(project_folder() / "frameworks/schema.json"));
    const auto in_schema = [&](const char* kind) { return keys_of(schema["$defs"][kind]["properties"]); };
    const auto reading = read_pack(small_pack());
    ASSERT_TRUE(reading.framework);
    auto json = nlohmann::json::parse(to_json(*reading.framework));
    const auto indicators = json["indicators"];
    json.erase("indicators");
    EXPECT_EQ(in_schema("framework"), keys_of(json));
    EXPECT_EQ(in_schema("indicator"), keys_of(indicators));
    EXPECT_EQ(in_schema("theme"), keys_of(indicators[0]["themes"]));
    EXPECT_EQ(in_schema("illustration"), keys_of(indicators[0]["themes"][0]["illustrations"]));
    EXPECT_EQ(in_schema("choice"), keys_of(json["presets"][0]["choices"]));
    const std::pair<const char*, const char*> lists[]{{"question", "questions"},
                                                      {"key_area", "key_areas"},
                                                      {"scale_level", "scale"},
                                                      {"outcome", "outcomes"},
                                                      {"source", "sources"},
                                                      {"stakeholder_group", "stakeholder_groups"},
                                                      {"children_group", "children_groups"},
                                                      {"preset", "presets"},
                                                      {"reuse", "reuse"},
                                                      {"explanation", "explained_by"},
                                                      {"quantity_word", "quantity_words"}};
    for (const auto& [kind, list] : lists) EXPECT_EQ(in_schema(kind), keys_of(json[list])) << kind;
}

TEST(PackText, is_written_for_people_to_read) {
    const auto files = pack_files(*read_pack(small_pack()).framework);
    ASSERT_EQ(files.size(), 3);
    EXPECT_EQ(files[1].name, "indicators/1.1.yaml");
    EXPECT_EQ(files[1].text.substr(0, 260), R"(code: "1.1"
title: "Belonging"
aliases:
  - "Being part of it"
key_area: "1"
judged: true
illustrated: true
impact_pair: true
key_features: "Whether young people feel that the club is theirs."
themes:
  - title: "The extent to which young people"
    short: "C)");
}

}  // namespace
}  // namespace touchstone::frameworks

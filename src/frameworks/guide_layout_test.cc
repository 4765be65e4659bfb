#include "frameworks/guide_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>

#include "frameworks/guide_passages.h"
#include "frameworks/guide_text.h"
#include "frameworks/pack_text.h"
#include "frameworks/test_folders.h"

namespace touchstone::frameworks {
namespace {

// An invented guide with everything that goes wrong between a publisher and a plain text.
constexpr const char* allotments = R"guide(A guide to evaluating allotments

Part 2

2.2 High-level questions and key areas

What have our plots grown?

The associated key area is:

Key Area 1 Harvest

This Key Area looks at what is grown. It is weighed and it is eaten.

How well do we look after people and plots?

The associated key areas are:

Key Area 2 NeighboursKey Area 3 Tools and sheds

Key Areas 2 and 3 look at people and at things.

2.5 Tables

Key Area 1. Harvest

No.	Quality Indicator	Themes
1.1	Yields	 Weight of vegetables over the years

Key Area 2. Neighbours

No.	Quality Indicator	Themes
2.1	Effect on neighbours	 The extent to which neighbours are: Phappy fed The extent to which neighbours report¹ that they are: happy fed

9

		and content
2.2	Sharing of tools	 Lending and borrowingCare of long-handled tools

3.6 Sources of evidence

There are four main sources of evidence. These are:

- performance data;
- relevant documentation:
- gardeners' views; and
- direct observation of digging.

These stakeholders might be drawn from:

- gardeners;
- neighbours; and
- birds.

5.1 The scale

Level 6	Excellent	 blooming
Level 5	very good	- strong growth
Level 4	good	 growth
Level 3	adequate	 some growth
Level 2	weak	 wilting
Level 1	unsatisfactory	 bare earth

- An evaluation of *excellent* applies to a garden that is a model of its kind. It implies that seeds are saved.
- An evaluation of very good applies to a fine garden. It implies watering. It also implies weeding.
- An evaluation of good applies to a decent garden.

What have our plots grown?

KEY AREA 1: HARVEST

QI 1.1 Yields

Theme:

Weight of vegetables
over the years.

Key features

The three-point vision is that every plot should be tended, well and truly watered, and shared.

12

Sheds are not

weighed.

How well do we look after people and plots?

KEY AREA 2: THE NEIGHBOURS

QI 2.1 Effect on neighbours

Themes:

- The extent to which neighbours are:
 - > happy
 - Pfed with lettuce; and
 - at ease.
- The extent to which neighbours report that they are:
 · happy
 -  fed

Key areas

This is about neighbours. They matter in several ways:

- they look over fences;
- they eat lettuce.

Illustration QI Level 5

Almost all neighbours are happy. They are fed with lettuce and with other well-

kept vegetables, and they say so at the long-

13

handled gate¹. Nothing ﬁner has been seen in

the lane. They bring their own forks.

¹ Published by the Gate Office

Neighbours report that they like it. "Who would not?"

Illustration QI Level 2

Neighbours are hungry  and > cross.

A minority like it

KEY AREA 2: THE NEIGHBOURS

QI 2.2 Lending of tools

Themes:

- · Lending and borrowing
- Care of long-handled tools

Key features

This is about the long-handled and the short-handled tools.

Illustration QI Level 5

Tools come back clean.

Illustration QI Level 2

Tools come back in pieces.

They come back late.

They do not come back.

Annex

Tools were counted twice.
)guide";

Indicator indicator_in(const GuideReading& reading, const std::string& code) {
    const auto* found = find_indicator(reading.framework, code);
    return found ? *found : Indicator();
}

std::vector<std::string> titles_of(const auto& values) {
    std::vector<std::string> titles;
    for (const auto& value : values) titles.push_back(value.title);
    return titles;
}

bool is_among(const std::vector<GuideNote>& notes, const std::string& text, const std::string& why) {
    return std::ranges::any_of(notes, [&](const GuideNote& note) { return note.text == text && note.why.find(why) != std::string::npos; });
}

TEST(Guide, gives_questions_key_areas_and_their_titles) {
    const auto framework = read_guide(allotments).framework;
    EXPECT_EQ(framework.title, "A guide to evaluating allotments");
    EXPECT_EQ(framework.questions, (std::vector<Question>{{1, "What have our plots grown?", ""},
                                                          {2, "How well do we look after people and plots?", "Key Areas 2 and 3 look at people and at things."}}));
    EXPECT_EQ(framework.key_areas, (std::vector<KeyArea>{{"1", "Harvest", 1, "This Key Area looks at what is grown. It is weighed and it is eaten."},
                                                         {"2", "Neighbours", 2, ""},
                                                         {"3", "Tools and sheds", 2, ""}}));
}

TEST(Guide, gives_scale_sources_groups_and_outcomes) {
    const auto framework = read_guide(allotments).framework;
    ASSERT_EQ(framework.scale.size(), 6);
    EXPECT_EQ(framework.scale[0], (ScaleLevel{6, "excellent", "blooming", "An evaluation of excellent applies to a garden that is a model of its kind.",
                                              "It implies that seeds are saved."}));
    EXPECT_EQ(framework.scale[1].descriptor, "strong growth");
    EXPECT_EQ(framework.scale[1].implication, "It implies watering. It also implies weeding.");
    EXPECT_EQ(framework.sources, (std::vector<EvidenceSource>{{"performance_data", "Performance data", ""},
                                                              {"documentation", "Relevant documentation", ""},
                                                              {"views", "Gardeners' views", ""},
                                                              {"observation", "Direct observation of digging", ""}}));
    EXPECT_EQ(titles_of(framework.stakeholder_groups), (std::vector<std::string>{"Gardeners", "Neighbours", "Birds"}));
    EXPECT_EQ(framework.outcomes, (std::vector<DesiredOutcome>{{"tended", "Tended", ""},
                                                               {"well_and_truly_watered", "Well and truly watered", ""},
                                                               {"shared", "Shared", ""}}));
}

TEST(Guide, gives_themes_and_aspects_without_the_marks_they_came_with) {
    const auto reading = read_guide(allotments);
    EXPECT_EQ(titles_of(indicator_in(reading, "1.1").themes), (std::vector<std::string>{"Weight of vegetables over the years"}));
    const auto neighbours = indicator_in(reading, "2.1");
    EXPECT_TRUE(neighbours.impact_pair);
    EXPECT_EQ(titles_of(neighbours.themes), (std::vector<std::string>{"The extent to which neighbours are", "The extent to which neighbours report that they are"}));
    EXPECT_EQ(neighbours.themes[0].half, Half::observed);
    EXPECT_EQ(neighbours.themes[1].half, Half::reported);
    EXPECT_EQ(neighbours.themes[0].aspects, (std::vector<std::string>{"happy", "fed with lettuce", "at ease"}));
    EXPECT_EQ(neighbours.themes[1].aspects, (std::vector<std::string>{"happy", "fed"}));
    EXPECT_EQ(titles_of(indicator_in(reading, "2.2").themes), (std::vector<std::string>{"Lending and borrowing", "Care of long-handled tools"}));
}

TEST(Guide, mends_passages_that_were_broken_by_a_page) {
    const auto neighbours = indicator_in(read_guide(allotments), "2.1");
    ASSERT_TRUE(neighbours.illustrated);
    EXPECT_EQ(find_illustration(neighbours.themes[0], 5)->text,
              "Almost all neighbours are happy. They are fed with lettuce and with other well-kept vegetables, and they say so at the "
              "long-handled gate. Nothing finer has been seen in the lane. They bring their own forks.");
    EXPECT_EQ(find_illustration(neighbours.themes[1], 5)->text, "Neighbours report that they like it. \"Who would not?\"");
    EXPECT_EQ(find_illustration(neighbours.themes[0], 2)->text, "Neighbours are hungry and cross.");
}

TEST(Guide, takes_a_misprinted_heading_for_what_stands_in_its_place) {
    const auto reading = read_guide(allotments);
    EXPECT_EQ(indicator_in(reading, "2.1").key_features, "This is about neighbours. They matter in several ways:\n\n- they look over fences;\n- they eat lettuce.");
    EXPECT_TRUE(is_among(reading.unplaced, "Key areas", "taken for the heading"));
}

TEST(Guide, keeps_the_spellings_of_the_tables_as_aliases) {
    const auto reading = read_guide(allotments);
    EXPECT_EQ(indicator_in(reading, "2.2").title, "Lending of tools");
    EXPECT_EQ(indicator_in(reading, "2.2").aliases, (std::vector<std::string>{"Sharing of tools"}));
    for (const auto& indicator : reading.framework.indicators)
        for (const auto& theme : indicator.themes) EXPECT_TRUE(theme.aliases.empty()) << theme.title << ": " << theme.aliases.front();
    EXPECT_TRUE(is_among(reading.unplaced, "The neighbours", "another spelling of the title of key area 2"));
}

TEST(Guide, finds_a_theme_that_the_table_spells_differently) {
    std::string text = allotments;
    const std::string before = "borrowingCare of long-handled tools\n";
    text.replace(text.find(before), before.size(), "borrowingCare for long handled tool\n");
    const auto themes = indicator_in(read_guide(text), "2.2").themes;
    EXPECT_TRUE(themes[0].aliases.empty());
    EXPECT_EQ(themes[1].aliases, (std::vector<std::string>{"Care for long handled tool"}));
}

TEST(Guide, lists_what_it_leaves_out) {
    const auto reading = read_guide(allotments);
    const std::pair<const char*, const char*> left_out[]{
        {"12", "page number"},
        {"13", "page number"},
        {"Published by the Gate Office", "footnote"},
        {"What have our plots grown?", "running head"},
        {"How well do we look after people and plots?", "running head"},
        {"Annex", "what follows is not read"},
        {"Tools come back in pieces.", "belongs to level 2 of QI 2.2"},
        {"adequate", "no guideline"},
        {"good", "no implication"},
    };
    for (const auto& [text, why] : left_out) EXPECT_TRUE(is_among(reading.unplaced, text, why)) << text;
    EXPECT_TRUE(std::ranges::is_sorted(reading.unplaced, {}, &GuideNote::line));
    EXPECT_FALSE(is_among(reading.unplaced, "9", "page number")) << "stands before the indicators";
}

TEST(Guide, never_gives_themes_passages_that_do_not_fit_them) {
    const auto reading = read_guide(allotments);
    const auto tools = indicator_in(reading, "2.2");
    EXPECT_FALSE(tools.illustrated);
    EXPECT_TRUE(is_among(reading.problems, "level 5 of QI 2.2", "has 1 passages for 2 themes"));
    EXPECT_TRUE(is_among(reading.problems, "level 2 of QI 2.2", "has 3 passages for 2 themes"));
    EXPECT_TRUE(is_among(reading.problems, "A minority like it", "does not end a sentence"));
    EXPECT_EQ(reading.problems.size(), 3);
}

TEST(Guide, without_its_front_parts_takes_questions_from_the_pages_and_says_what_is_missing) {
    const std::string text = allotments;
    const auto reading = read_guide(text.substr(text.find("What have our plots grown?\n\nKEY AREA 1")));
    EXPECT_EQ(titles_of(reading.framework.questions), (std::vector<std::string>{"What have our plots grown?", "How well do we look after people and plots?"}));
    EXPECT_EQ(reading.framework.key_areas, (std::vector<KeyArea>{{"1", "Harvest", 1, ""}, {"2", "The neighbours", 2, ""}}));
    EXPECT_EQ(reading.framework.indicators.size(), 3);
    for (const char* missing : {"which key areas belong to which question", "no table of levels", "sources of evidence", "groups of stakeholders"})
        EXPECT_TRUE(is_among(reading.unplaced, "", missing)) << missing;
}

TEST(Guide, says_why_it_cannot_read_something_else) {
    for (const auto& [text, why] : {std::pair<std::string, const char*>{"", "no heading"},
                                    {"Dear reader,\n\nQI is short for quality indicator.\n", "no heading"},
                                    {"QI 1.1 \xFF", "not UTF-8"},
                                    {std::string(guide_max_bytes + 1, 'a'), "larger than"},
                                    {std::string(guide_max_lines + 1, '\n'), "lines"}}) {
        const auto reading = read_guide(text);
        ASSERT_EQ(reading.problems.size(), 1);
        EXPECT_NE(reading.problems[0].why.find(why), std::string::npos) << reading.problems[0].why;
    }
}

TEST(Guide, does_not_read_an_indicator_twice) {
    const auto reading = read_guide("QI 1.1 One\n\nThemes:\n\n- A\n\nKey features\n\nFirst.\n\nQI 1.2 Two\n\nQI 1.1 Three\n\nThemes:\n\n- B\n");
    EXPECT_EQ(indicator_in(reading, "1.1").title, "One");
    EXPECT_TRUE(is_among(reading.problems, "QI 1.1", "this code was there before"));
    EXPECT_TRUE(is_among(reading.unplaced, "B", "stands in no indicator"));
    EXPECT_TRUE(is_among(reading.problems, "QI 1.2", "has no themes"));
}

TEST(Guide, takes_its_time_from_the_length_of_the_text_alone) {
    const auto start = std::chrono::steady_clock::now();
    const std::string page = "KEY AREA 1: A\n\nQI 1.1 B\n\nThemes:\n\n- a:\n\nKey features\n\n";
    for (const std::string piece : {"a-\n\n", "word\n", "x\n\n", "- P x\n\n", "> > > >\n", "\t\t\tx\n", "QI 1.1 x\n\n", "1.1\tx\tx\n", "Illustration QI Level 5\n\nx\n\n", "What?\n\n", "a,\n"}) {
        std::string text = page;
        for (std::size_t lines = 0; text.size() + piece.size() < guide_max_bytes && lines < guide_max_lines / 2 - 20; ++lines) text += piece;
        (void)read_guide(text);
        (void)read_guide(text.substr(page.size()) + page);
        (void)read_guide("QI 1.1 A\n\nThemes:\n" + text.substr(page.size()));
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(GuideText, is_cleaned_of_what_print_leaves_behind) {
    for (const auto& [raw, clean] : {std::pair<const char*, const char*>{"  a \t b  ", "a b"},
                                     {"\uF0B7 point", "point"},
                                     {"a\u00A0b \u2022 c", "a b c"},
                                     {"*Emphasis*\u00B9 and more\u00B2\u2070", "Emphasis and more"},
                                     {"> first > second 5 > 4", "first second 5 4"},
                                     {"a>b", "a>b"},
                                     {"\uFB01nd o\uFB03ce", "find office"},
                                     {"multi\u00ADple", "multiple"},
                                     {"caf\u00E9 \u2013 na\u00EFve", "caf\u00E9 \u2013 na\u00EFve"},
                                     {"\uFEFF\u200B", ""}})
        EXPECT_EQ(cleaned(raw), clean) << raw;
}

TEST(GuideText, is_joined_at_hyphens_as_the_document_writes_the_word) {
    const auto words = vocabulary_of("A multi-disciplinary team and information about well-being.");
    const auto join_up = [&](std::string before, const char* after) {
        join(before, after, words);
        return before;
    };
    EXPECT_EQ(join_up("in a multi-", "disciplinary way"), "in a multi-disciplinary way");
    EXPECT_EQ(join_up("some infor-", "mation"), "some information");
    EXPECT_EQ(join_up("an un-", "known word"), "an un-known word");
    EXPECT_EQ(join_up("first -", "second"), "first - second");
    EXPECT_EQ(join_up("soft\u00AD", "ware"), "software");
    EXPECT_EQ(join_up("one", "two"), "one two");
}

TEST(GuideText, loses_a_bullet_that_was_read_as_a_letter) {
    const auto words = vocabulary_of("They encourage planning. Staff act. A pact is a plan.");
    for (const auto& [text, expected] : {std::pair<const char*, const char*>{"Pencourage and support", "encourage and support"},
                                         {"P encourage", "encourage"},
                                         {"Planning", "Planning"},
                                         {"Pact of friends", "Pact of friends"},
                                         {"People", "People"},
                                         {"Plan", "Plan"},
                                         {"P", "P"},
                                         {"", ""}})
        EXPECT_EQ(without_misread_bullet(text, words), expected);
}

TEST(GuidePassages, are_mended_only_where_they_are_broken) {
    const auto words = vocabulary_of("");
    const auto texts = [&](std::size_t themes, const std::vector<GuideParagraph>& paragraphs) {
        std::string all;
        for (const auto& passage : passages_for(themes, paragraphs, words)) all += passage.text + "|";
        return all;
    };
    EXPECT_EQ(texts(2, {{1, "One."}, {2, "Two."}}), "One.|Two.|");
    EXPECT_EQ(texts(2, {{1, "One"}, {2, "goes on."}, {3, "Two."}}), "One goes on.|Two.|");
    EXPECT_EQ(texts(1, {{1, "One."}, {2, "then more."}}), "One. then more.|");
    EXPECT_EQ(texts(2, {{1, "One lacks its stop"}, {2, "Two."}}), "One lacks its stop|Two.|");
    EXPECT_EQ(texts(2, {{1, "One"}, {2, "is broken."}}), "");
    EXPECT_EQ(texts(3, {{1, "One."}, {2, "Two."}}), "");
    EXPECT_EQ(texts(1, {{1, "One (in brackets.)"}}), "One (in brackets.)|");
}

bool begins(const std::string& text, const std::string& words) { return text.starts_with(words); }

class SharedGuide : public ::testing::Test {
protected:
    void SetUp() override {
        const auto text = testing::shared_guide();
        if (!text) GTEST_SKIP() << "the shared guide is not here";
        reading = read_guide(*text);
    }
    GuideReading reading;
};

TEST_F(SharedGuide, is_read_whole) {
    const auto& framework = reading.framework;
    EXPECT_TRUE(reading.problems.empty());
    std::size_t themes = 0, passages = 0, illustrated = 0;
    for (const auto& indicator : framework.indicators) {
        themes += indicator.themes.size();
        illustrated += indicator.illustrated ? 1 : 0;
        for (const auto& theme : indicator.themes) passages += theme.illustrations.size();
    }
    EXPECT_EQ(framework.questions.size(), 6);
    EXPECT_EQ(framework.key_areas.size(), 10);
    EXPECT_EQ(framework.indicators.size(), 24);
    EXPECT_EQ(themes, 72);
    EXPECT_EQ(illustrated, 22);
    EXPECT_EQ(passages, 136);
    EXPECT_EQ(framework.scale.size(), 6);
    EXPECT_EQ(framework.outcomes.size(), 7);
    EXPECT_EQ(framework.sources.size(), 4);
    EXPECT_EQ(framework.stakeholder_groups.size(), 10);
}

TEST_F(SharedGuide, gives_aspects_to_the_indicators_that_have_them) {
    for (const auto& indicator : reading.framework.indicators) {
        std::vector<std::size_t> aspects;
        for (const auto& theme : indicator.themes) aspects.push_back(theme.aspects.size());
        const auto expected = indicator.code == "2.2" || indicator.code == "3.1" ? std::vector<std::size_t>{4, 4}
                              : indicator.code == "4.1"                          ? std::vector<std::size_t>{6, 6}
                              : indicator.code == "4.2"                          ? std::vector<std::size_t>{3}
                                                                                 : std::vector<std::size_t>(indicator.themes.size(), 0);
        EXPECT_EQ(aspects, expected) << indicator.code;
        const bool is_pair = indicator.code == "2.1" || indicator.code == "2.2" || indicator.code == "3.1" || indicator.code == "4.1";
        EXPECT_EQ(indicator.impact_pair, is_pair) << indicator.code;
        EXPECT_EQ(indicator.illustrated, indicator.key_area != "1") << indicator.code;
    }
}

TEST_F(SharedGuide, has_whole_passages) {
    for (const auto& indicator : reading.framework.indicators)
        for (const auto& theme : indicator.themes) {
            EXPECT_FALSE(theme.title.ends_with('.') || theme.title.ends_with(':')) << theme.title;
            for (const auto& [level, text] : theme.illustrations) {
                const auto where = indicator.code + " level " + std::to_string(level) + ": " + text.substr(0, 60);
                EXPECT_TRUE(level == 5 || level == 2) << where;
                EXPECT_TRUE(ends_sentence(text)) << where;
                EXPECT_FALSE(begins_in_lower_case(text)) << where;
                EXPECT_EQ(text, cleaned(text)) << where;
                EXPECT_EQ(text.find('>'), std::string::npos) << where;
                EXPECT_GT(text.size(), 150) << where;
            }
        }
}

TEST_F(SharedGuide, has_each_passage_under_its_theme) {
    struct Passage {
        const char* code;
        int theme, level;
        const char *first, *last;
    };
    const Passage passages[]{
        {"2.1", 2, 2, "Some children, young people and", "some important areas."},
        {"3.1", 1, 5, "Almost all staff have", "service development activities."},
        {"3.1", 2, 5, "Staff report that they", "multi-agency development groups."},
        {"4.1", 1, 5, "Services have shared objectives", "individuals, families and communities."},
        {"4.1", 2, 2, "Members of the local", "stakeholders in the community."},
        {"5.2", 3, 5, "Staff at all levels,", "all children and young people."},
        {"5.2", 2, 2, "Policies and plans relating", "young people and their families."},
        {"6.3", 4, 2, "The majority of organisations", "the management of risk."},
        {"7.1", 4, 5, "Organisations have well-established", "anti-discriminatory practices."},
        {"7.1", 5, 2, "Managers recognise and value", "work in different disciplines."},
        {"7.2", 4, 5, "Staff are very positive", "appropriately devolved to teams."},
        {"7.3", 4, 2, "Meetings take place involving", "children and young people."},
        {"8.2", 3, 5, "Senior managers in partner", "to be tracked regularly."},
        {"8.4", 3, 5, "The system of access", "all establishments and services."},
        {"9.2", 2, 5, "Senior elected representatives", "range of organisations and cultures."},
        {"9.4", 2, 2, "Senior managers across the", "to share the vision."},
    };
    for (const auto& passage : passages) {
        const auto indicator = indicator_in(reading, passage.code);
        const auto& text = find_illustration(*find_theme(indicator, passage.theme), passage.level)->text;
        EXPECT_TRUE(begins(text, passage.first)) << passage.code << " " << passage.theme << ": " << text;
        EXPECT_TRUE(text.ends_with(passage.last)) << passage.code << " " << passage.theme << ": " << text;
    }
}

TEST_F(SharedGuide, keeps_both_spellings_of_titles) {
    const auto delivering = indicator_in(reading, "5.2");
    EXPECT_TRUE(begins(delivering.title, "Delivering services that ensure"));
    ASSERT_EQ(delivering.aliases.size(), 1);
    EXPECT_TRUE(begins(delivering.aliases[0], "Provision of services that ensure"));
    EXPECT_EQ(indicator_in(reading, "1.1").themes[1].aliases,
              (std::vector<std::string>{"Overall quality of services delivered by service providers, individually and in partnership"}));
    EXPECT_EQ(indicator_in(reading, "7.2").themes[3].aliases, (std::vector<std::string>{"Communication and involvement in decision making"}));
    EXPECT_EQ(indicator_in(reading, "8.1").themes[2].aliases, (std::vector<std::string>{"Staff role in partnerships and teamwork"}));
}

TEST_F(SharedGuide, becomes_a_pack_once_it_is_named) {
    auto framework = reading.framework;
    framework.id = "guide";
    framework.version = "1";
    framework.language = "en-GB";
    framework.publisher = framework.licence = "As printed";
    const auto pack = read_pack(pack_files(framework));
    for (const auto& problem : pack.problems) ADD_FAILURE() << in_words(problem);
    EXPECT_TRUE(pack.framework == framework);
}

}  // namespace
}  // namespace touchstone::frameworks

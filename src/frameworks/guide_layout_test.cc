#include "frameworks/guide_layout.h"

#include <algorithm>
#include <chrono>

#include <gtest/gtest.h>

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
    EXPECT_EQ(
        framework.questions,
        (std::vector<Question>{{1, "What have our plots grown?", ""},
                               {2, "How well do we look after people and plots?", "Key Areas 2 and 3 look at people and at things."}}));
    EXPECT_EQ(framework.key_areas,
              (std::vector<KeyArea>{{"1", "Harvest", 1, "This Key Area looks at what is grown. It is weighed and it is eaten."},
                                    {"2", "Neighbours", 2, ""},
                                    {"3", "Tools and sheds", 2, ""}}));
}

TEST(Guide, gives_scale_sources_groups_and_outcomes) {
    const auto framework = read_guide(allotments).framework;
    ASSERT_EQ(framework.scale.size(), 6);
    EXPECT_EQ(framework.scale[0],
              (ScaleLevel{6, "excellent", "blooming", "An evaluation of excellent applies to a garden that is a model of its kind.",
                          "It implies that seeds are saved."}));
    EXPECT_EQ(framework.scale[1].descriptor, "strong growth");
    EXPECT_EQ(framework.scale[1].implication, "It implies watering. It also implies weeding.");
    EXPECT_EQ(framework.sources, (std::vector<EvidenceSource>{{"performance_data", "Performance data", ""},
                                                              {"documentation", "Relevant documentation", ""},
                                                              {"views", "Gardeners' views", ""},
                                                              {"observation", "Direct observation of digging", ""}}));
    EXPECT_EQ(titles_of(framework.stakeholder_groups), (std::vector<std::string>{"Gardeners", "Neighbours", "Birds"}));
    EXPECT_EQ(framework.outcomes,
              (std::vector<DesiredOutcome>{
                  {"tended", "Tended", ""}, {"well_and_truly_watered", "Well and truly watered", ""}, {"shared", "Shared", ""}}));
}

TEST(Guide, gives_themes_and_aspects_without_the_marks_they_came_with) {
    const auto reading = read_guide(allotments);
    EXPECT_EQ(titles_of(indicator_in(reading, "1.1").themes), (std::vector<std::string>{"Weight of vegetables over the years"}));
    const auto neighbours = indicator_in(reading, "2.1");
    EXPECT_TRUE(neighbours.impact_pair);
    EXPECT_EQ(titles_of(neighbours.themes),
              (std::vector<std::string>{"The extent to which neighbours are", "The extent to which neighbours report that they are"}));
    EXPECT_EQ(neighbours.themes[0].half, Half::observed);
    EXPECT_EQ(neighbours.themes[1].half, Half::reported);
    EXPECT_EQ(neighbours.themes[0].aspects, (std::vector<std::string>{"happy", "fed with lettuce", "at ease"}));
    EXPECT_EQ(neighbours.themes[1].aspects, (std::vector<std::string>{"happy", "fed"}));
    EXPECT_EQ(titles_of(indicator_in(reading, "2.2").themes),
              (std::vector<std::string>{"Lending and borrowing", "Care of long-handled tools"}));
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
    EXPECT_EQ(indicator_in(reading, "2.1").key_features,
              "This is about neighbours. They matter in several ways:\n\n- they look over fences;\n- they eat lettuce.");
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
    EXPECT_EQ(titles_of(reading.framework.questions),
              (std::vector<std::string>{"What have our plots grown?", "How well do we look after people and plots?"}));
    EXPECT_EQ(reading.framework.key_areas, (std::vector<KeyArea>{{"1", "Harvest", 1, ""}, {"2", "The neighbours", 2, ""}}));
    EXPECT_EQ(reading.framework.indicators.size(), 3);
    for (const char* missing :
         {"which key areas belong to which question", "no table of levels", "sources of evidence", "groups of stakeholders"})
        EXPECT_TRUE(is_among(reading.unplaced, "", missing)) << missing;
}

TEST(Guide, tells_aspects_from_themes_however_they_are_marked) {
    struct Marking {
        const char *theme, *aspect;
    };
    for (const auto& [theme, aspect] : {Marking{"- ", " - "},
                                        {"- ", "- > "},
                                        {"- ", "> "},
                                        {"- ", "\u00B7 "},
                                        {"- ", "\uF0B7"},
                                        {"\uF0B7 ", "\u2013 "},
                                        {"- ", "- "},
                                        {"\u2022 ", "  \u2022 "},
                                        {"", "- "}}) {
        std::string text = "QI 1.1 One\n\nThemes:\n\n";
        for (const char* title : {"The extent to which bees:", "The extent to which\nbees report that they:"})
            text += theme + std::string(title) + "\n" + aspect + "are fed;\n" + aspect + "keep\n\n3\n\nwarm.\n\n";
        const auto themes = indicator_in(read_guide(text), "1.1").themes;
        EXPECT_EQ(titles_of(themes), (std::vector<std::string>{"The extent to which bees", "The extent to which bees report that they"}))
            << theme << aspect;
        for (const auto& found : themes) EXPECT_EQ(found.aspects, (std::vector<std::string>{"are fed", "keep warm"})) << theme << aspect;
    }
}

TEST(Guide, mends_key_features_too) {
    const auto features = [](const std::string& text) {
        return indicator_in(read_guide("QI 1.1 One\n\nThemes:\n\n- A\n\nKey features\n\n" + text), "1.1").key_features;
    };
    EXPECT_EQ(features("This is\n\n7\n\nbroken.\n\nThis is not.\n"), "This is broken.\n\nThis is not.");
    EXPECT_EQ(features("Look at:\n\n- bees that\n\nfly;\n- wasps\n\nThen stop.\n"), "Look at:\n\n- bees that fly;\n- wasps\n\nThen stop.");
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
    const auto reading =
        read_guide("QI 1.1 One\n\nThemes:\n\n- A\n\nKey features\n\nFirst.\n\nQI 1.2 Two\n\nQI 1.1 Three\n\nThemes:\n\n- B\n");
    EXPECT_EQ(indicator_in(reading, "1.1").title, "One");
    EXPECT_TRUE(is_among(reading.problems, "QI 1.1", "this code was there before"));
    EXPECT_TRUE(is_among(reading.unplaced, "B", "stands in no indicator"));
    EXPECT_TRUE(is_among(reading.problems, "QI 1.2", "has no themes"));
}

TEST(Guide, takes_its_time_from_the_length_of_the_text_alone) {
    const auto start = std::chrono::steady_clock::now();
    const std::string page = "KEY AREA 1: A\n\nQI 1.1 B\n\nThemes:\n\n- a:\n\nKey features\n\n";
    for (const std::string piece : {"a-\n\n", "word\n", "x\n\n", "- P x\n\n", "> > > >\n", "\t\t\tx\n", "QI 1.1 x\n\n", "1.1\tx\tx\n",
                                    "Illustration QI Level 5\n\nx\n\n", "What?\n\n", "a,\n"}) {
        std::string text = page;
        for (std::size_t lines = 0; text.size() + piece.size() < guide_max_bytes && lines < guide_max_lines / 2 - 20; ++lines)
            text += piece;
        (void)read_guide(text);
        (void)read_guide(text.substr(page.size()) + page);
        (void)read_guide("QI 1.1 A\n\nThemes:\n" + text.substr(page.size()));
    }
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

}  // namespace
}  // namespace touchstone::frameworks

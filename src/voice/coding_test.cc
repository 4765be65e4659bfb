#include "voice/coding.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "voice/coding_results.h"

namespace touchstone::voice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Codes = std::vector<std::string>;

const AccountId ann{"ann"}, bob{"bob"}, eve{"eve"};
const CodingOffers offers{{"f/2.1/2", "f/1.1/1"}, {ann, bob, eve}};
const Codes nothing{nothing_fits};

FrameDraft sound() { return {.themes = {"f/2.1/2"}, .own = "Food\n\n Friends ", .first = "ann", .second = "bob"}; }
Coding begun() {
    auto coding = framed({}, sound(), offers, false).value();
    coding.version = 1;
    return coding;
}
Coding laid_open() {
    auto coding = begun();
    coding.first_done = coding.second_done = true;
    return coding;
}
CodedText text_of(const std::string& id, const Codes& first, const Codes& second) {
    CodedText text{id, "why", "Words of " + id, {}};
    if (!first.empty()) text.by[Hand::first] = {first, 1};
    if (!second.empty()) text.by[Hand::second] = {second, 1};
    return text;
}
// So many texts to which both gave the same.
void add(CodedTexts& texts, int many, const Codes& codes) {
    for (int i = 0; i < many; ++i) texts.push_back(text_of("t" + std::to_string(texts.size()), codes, codes));
}
Wave asked() {
    Wave wave;
    wave.content.questions = {{.name = "why", .kind = Kind::text}};
    return wave;
}
Codes fields_of(const Problems& problems) {
    Codes fields;
    for (const auto& problem : problems) fields.push_back(problem.field);
    return fields;
}
Codes ids_of(const CodedTexts& texts) {
    Codes ids;
    for (const auto& text : texts) ids.push_back(text.id);
    return ids;
}

TEST(Coding, has_a_frame_of_themes_and_codes_of_ones_own) {
    const auto coding = framed({}, sound(), offers, false);
    ASSERT_TRUE(coding);
    EXPECT_THAT(coding->frame, ElementsAre(TextCode{"f/2.1/2", ""}, TextCode{"own1", "Food"}, TextCode{"own2", "Friends"}));
    EXPECT_EQ(frame_from(frame_as_json(coding->frame)), coding->frame);
    EXPECT_EQ(draft_of(*coding).own, "Food\nFriends");
}

TEST(Coding, says_what_is_wrong_with_its_frame) {
    struct Case {
        std::string what;
        FrameDraft draft;
        Codes fields;
    };
    std::string many;
    for (int i = 0; i <= 40; ++i) many += "Code " + std::to_string(i) + "\n";
    for (const auto& [what, draft, fields] :
         std::vector<Case>{{"nothing", {}, {"own", "first"}},
                           {"an unknown theme", {.themes = {"f/9.9/9"}, .first = "ann"}, {"themes"}},
                           {"too many codes", {.own = many, .first = "ann"}, {"own"}},
                           {"too long a code", {.own = std::string(61, 'x'), .first = "ann"}, {"own"}},
                           {"a code twice", {.own = "Food\nfood", .first = "ann"}, {"own"}},
                           {"somebody else", {.own = "Food", .first = "zed", .second = "zed"}, {"first", "second", "second"}},
                           {"one person twice", {.own = "Food", .first = "ann", .second = "ann"}, {"second"}}}) {
        const auto coding = framed({}, draft, offers, false);
        ASSERT_FALSE(coding) << what;
        EXPECT_EQ(fields_of(coding.error()), fields) << what;
    }
}

TEST(Coding, only_adds_to_its_frame_once_it_has_begun) {
    auto draft = sound();
    draft.own = "Friends\nSleep";
    EXPECT_FALSE(framed(begun(), draft, offers, true));
    EXPECT_TRUE(framed(begun(), draft, offers, false)) << "nobody has coded yet";
    draft.own = "Sleep\nFriends\nFood";
    const auto grown = framed(begun(), draft, offers, true);
    ASSERT_TRUE(grown);
    EXPECT_THAT(grown->frame,
                ElementsAre(TextCode{"f/2.1/2", ""}, TextCode{"own3", "Sleep"}, TextCode{"own2", "Friends"}, TextCode{"own1", "Food"}))
        << "a code keeps its key";
    EXPECT_FALSE(framed(laid_open(), sound(), offers, true));
}

TEST(Coding, is_not_finished_by_somebody_who_takes_anothers_place) {
    auto coding = begun();
    coding.first_done = true;
    auto draft = sound();
    draft.second = "eve";
    EXPECT_TRUE(framed(coding, draft, offers, true)->first_done);
    draft.first = "bob";
    EXPECT_FALSE(framed(coding, draft, offers, true)->first_done);
    draft.first = coding.first.text;
    draft.own += "\nBullying";
    EXPECT_FALSE(framed(coding, draft, offers, true)->first_done) << "whoever has finished has not looked for it";
}

TEST(Coding, takes_codes_of_the_frame_or_that_nothing_fits) {
    EXPECT_EQ(give(begun(), Hand::first, {{"own2", "f/2.1/2"}, 0})->codes, (Codes{"f/2.1/2", "own2"})) << "in the order of the frame";
    EXPECT_EQ(give(begun(), Hand::first, {nothing, 0})->codes, nothing);
    for (const auto& wrong : {Codes{}, Codes{"own9"}, Codes{"own1", "own1"}, Codes{"own1", nothing_fits}})
        EXPECT_FALSE(give(begun(), Hand::first, {wrong, 0}));
    EXPECT_FALSE(give(begun(), Hand::agreed, {{"own1"}, 0})) << "not all is laid open";
    EXPECT_FALSE(give(laid_open(), Hand::first, {{"own1"}, 0})) << "they have finished";
    EXPECT_TRUE(give(laid_open(), Hand::agreed, {{"own1"}, 0}));
}

TEST(Coding, is_finished_when_no_text_is_left) {
    CodedTexts texts{text_of("a", {"own1"}, {}), text_of("b", {}, {"own1"})};
    EXPECT_FALSE(finish(begun(), Hand::first, texts));
    texts[1].by[Hand::first] = {nothing, 1};
    const auto finished = finish(begun(), Hand::first, texts);
    ASSERT_TRUE(finished);
    EXPECT_TRUE(finished->first_done);
    EXPECT_FALSE(finished->is_laid_open());
    EXPECT_FALSE(finish(*finished, Hand::first, texts)) << "twice";
    EXPECT_FALSE(finish(begun(), Hand::first, {})) << "there is nothing to code";
}

TEST(Coding, shows_texts_in_the_order_of_their_places) {
    CodedTexts texts;
    add(texts, 3, {"own1"});
    const std::map<std::string, std::string> places{{"t0", "m"}, {"t1", "z"}, {"t2", "a"}};
    EXPECT_THAT(ids_of(in_own_order(texts, [&](const std::string& id) { return places.at(id); })), ElementsAre("t2", "t0", "t1"));
}

TEST(Coding, shows_nobody_anothers_codes_before_all_have_finished) {
    const CodedTexts texts{text_of("a", {"own1"}, {"own2"})};
    auto coding = begun();
    for (const bool first_done : {false, true})
        for (const bool second_done : {false, true}) {
            coding.first_done = first_done;
            coding.second_done = second_done;
            const auto of = [&](const AccountId& who) { return as_seen_by(coding, texts, who).front().by; };
            if (first_done && second_done) {
                for (const auto& who : {ann, bob, eve}) EXPECT_THAT(of(who), SizeIs(2));
                continue;
            }
            EXPECT_THAT(of(eve), IsEmpty());
            EXPECT_THAT(of({}), IsEmpty()) << "nobody is not the second coder";
            ASSERT_THAT(of(ann), SizeIs(1));
            EXPECT_EQ(of(ann).at(Hand::first).codes, Codes{"own1"});
            ASSERT_THAT(of(bob), SizeIs(1));
            EXPECT_EQ(of(bob).at(Hand::second).codes, Codes{"own2"});
        }
    coding.second = {};
    coding.first_done = false;
    EXPECT_THAT(as_seen_by(coding, texts, {}).front().by, IsEmpty());
}

TEST(Coding, counts_what_both_gave_or_agreed_on) {
    auto differs = text_of("a", {"own1"}, {"own2"});
    const auto alike = text_of("b", {"own1"}, {"own1"}), late = text_of("c", {}, {});
    EXPECT_FALSE(settled(begun(), alike)) << "not all is laid open";
    EXPECT_EQ(settled(laid_open(), alike), Codes{"own1"});
    EXPECT_FALSE(settled(laid_open(), differs));
    EXPECT_FALSE(settled(laid_open(), late));
    EXPECT_EQ(left_to_settle(laid_open(), {differs, alike, late}), 2);
    differs.by[Hand::agreed] = {{"own1", "own2"}, 1};
    EXPECT_EQ(settled(laid_open(), differs), (Codes{"own1", "own2"}));
    EXPECT_THAT(ids_of(differing(laid_open(), {differs, alike, late})), ElementsAre("a", "c")) << "what was settled can be again";
    auto alone = laid_open();
    alone.second = {};
    EXPECT_EQ(settled(alone, text_of("d", {"own2"}, {})), Codes{"own2"});
}

// Of ten texts both say four times that a code fits and three times that it does not; two are the first's alone, one is the second's.
// Agreement is 7 in 10. By chance: .6 × .5 + .4 × .5 = .5, so kappa is (.7 - .5) / (1 - .5) = .4.
TEST(Coding, reckons_agreement_code_by_code) {
    CodedTexts texts;
    add(texts, 4, {"own1"});
    add(texts, 3, nothing);
    texts.push_back(text_of("x", {"own1"}, nothing));
    texts.push_back(text_of("y", {"own1"}, nothing));
    texts.push_back(text_of("z", nothing, {"own1"}));
    texts.push_back(text_of("late", {}, {}));
    const auto all = agreement(laid_open(), texts);
    ASSERT_THAT(all, SizeIs(3));
    EXPECT_EQ(all[1].code, "own1");
    EXPECT_DOUBLE_EQ(all[1].same.value(), 0.7);
    EXPECT_DOUBLE_EQ(all[1].kappa.value(), 0.4);
    ASSERT_TRUE(all[1].interval);
    EXPECT_LT(all[1].interval->low, 0.4);
    EXPECT_GT(all[1].interval->high, 0.4);
    EXPECT_FALSE(all[2].kappa) << "nobody gave it";
    EXPECT_THAT(agreement(begun(), texts), IsEmpty());
    auto alone = laid_open();
    alone.second = {};
    EXPECT_THAT(agreement(alone, texts), IsEmpty());
}

TEST(Coding, shows_numbers_of_a_code_from_the_smallest_on) {
    CodedTexts texts;
    add(texts, 7, {"own1"});
    add(texts, 3, {"own2"});
    add(texts, 2, nothing);
    const auto found = found_in(asked(), laid_open(), texts);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].base, 12);
    EXPECT_EQ(found[0].texts.at("own1"), 7);
    EXPECT_EQ(found[0].texts.at("own2"), std::nullopt);
    EXPECT_EQ(found[0].texts.at("f/2.1/2"), std::nullopt) << "nobody looks like too few";
    auto sensitive = asked();
    sensitive.content.questions[0].is_sensitive = true;
    EXPECT_EQ(found_in(sensitive, laid_open(), texts)[0].texts.at("own1"), std::nullopt);
    texts.resize(4);
    EXPECT_EQ(found_in(asked(), laid_open(), texts)[0].base, std::nullopt);
    texts.push_back(text_of("x", {"own1"}, nothing));
    EXPECT_THAT(found_in(asked(), laid_open(), texts), IsEmpty()) << "one is not settled";
}

TEST(Coding, withholds_a_code_that_all_but_a_few_have) {
    CodedTexts texts;
    add(texts, 11, {"own1"});
    add(texts, 1, nothing);
    EXPECT_EQ(found_in(asked(), laid_open(), texts)[0].texts.at("own1"), std::nullopt);
}

TEST(Coding, quotes_words_of_the_text_under_a_code_that_enough_have) {
    CodedTexts texts;
    add(texts, 7, {"own1", "own2"});
    for (std::size_t i = 3; i < texts.size(); ++i) texts[i] = text_of(texts[i].id, {"own1"}, {"own1"});
    add(texts, 5, nothing);
    const auto wave = asked();
    const auto coding = laid_open();
    EXPECT_EQ(quotable(wave, coding, texts, "t0"), Codes{"own1"}) << "three have the other";
    EXPECT_THAT(quotable(wave, coding, texts, "t9"), IsEmpty());
    const auto quotes = [&](const std::string& id, const CodedExcerptDraft& draft, const std::vector<CodedExcerpt>& before = {}) {
        return quote(wave, coding, texts, before, id, draft);
    };
    const auto excerpt = quotes("t0", {"own1", "Words of t0"});
    ASSERT_TRUE(excerpt);
    EXPECT_EQ(excerpt->text, "t0");
    EXPECT_EQ(fields_of(quotes("t0", {"own2", "Words of t0"}).error()), Codes{"code"});
    EXPECT_EQ(fields_of(quotes("t0", {"own1", "words of t0"}).error()), Codes{"words"}) << "not as they stand there";
    EXPECT_EQ(fields_of(quotes("t0", {"own1", std::string(301, 'x')}).error()), (Codes{"words", "words"}));
    EXPECT_EQ(fields_of(quotes("gone", {"own1", "Words"}).error()), (Codes{"code", "words"}));
    const std::vector<CodedExcerpt> five(5, *excerpt);
    EXPECT_EQ(fields_of(quotes("t1", {"own1", "Words"}, five).error()), Codes{"code"});

    EXPECT_THAT(quoted(wave, coding, texts, {*excerpt}), SizeIs(1));
    texts.erase(texts.begin());
    EXPECT_THAT(quoted(wave, coding, texts, {*excerpt}), IsEmpty()) << "the text is held back since";
}

}  // namespace
}  // namespace touchstone::voice

#include "voice/limesurvey.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "voice/expression.h"
#include "voice/imported_said.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::names_of;
using testing::question;
using testing::said;

// Lines with "|" between cells, as a file with a byte order mark and tabs.
ImportedForm read(const std::string& lines) {
    std::string tsv = "\xEF\xBB\xBF" + lines;
    std::ranges::replace(tsv, '|', '\t');
    auto form = read_limesurvey(tsv);
    if (!form) throw std::runtime_error(form.error().front().text);
    for (const auto* refusals : {&form->refused, &form->left_out})
        for (const auto& one : *refusals) EXPECT_NE(web::text(one.why, one.values), "") << "its sentence has what it names";
    return std::move(*form);
}

const std::string head =
    "\"class\"|\"type/scale\"|\"name\"|\"relevance\"|\"text\"|\"help\"|\"language\"|\"mandatory\"|\"other\"|\"default\"\n";
const std::string english = "S||language||en|||||\n";

TEST(LimeSurvey, gives_each_type_its_kind) {
    const auto form = read(head + english +
                           "SL||surveyls_title||Our school||en|||\n"
                           "SL||surveyls_welcometext||<p>Hello</p>||en|||\n"
                           "G|0|First|1|Some words||en|||\n"
                           "Q|S|line|1|A line|A hint|en|Y||\n"
                           "Q|T|lines|1|Lines||en|N||\n"
                           "Q|N|count|1|How many?||en|||\n"
                           "Q|D|day|1|When?||en|||\n"
                           "Q|L|one|1|One||en||Y|\n"
                           "A|0|A1||Aye||en|||\n"
                           "A|0|A2||Nay||en|||\n"
                           "Q|M|many|1|Many||en|||\n"
                           "SQ|0|SQ001|1|Play||en|||\n"
                           "SQ|0|SQ002|1|Outdoors||en|||\n"
                           "Q|5|five|1|Five||en|||\n"
                           "Q|Y|yes|1|Yes?||en|||\n"
                           "Q|F|feel|1|How is it?||en|||\n"
                           "SQ|0|safe|1|I feel safe||en|||\n"
                           "A|0|1||Agree||en|||\n"
                           "A|0|2||Disagree||en|||\n"
                           "Q|C|sure|1|Sure?||en|||\n"
                           "SQ|0|r1|1|Row||en|||\n"
                           "G|1|Second|1|||en|||\n"
                           "Q|X|note|1|A <b>note</b>||en|||\n");
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(said(form.left_out), IsEmpty());
    EXPECT_EQ(form.questionnaire.title, "Our school");
    EXPECT_EQ(form.questionnaire.default_language, "en");
    std::vector<std::pair<std::string, Kind>> kinds;
    for (const auto& one : form.questionnaire.questions) kinds.emplace_back(one.name, one.kind);
    EXPECT_THAT(kinds, ElementsAre(std::pair("introduction", Kind::note), std::pair("group", Kind::note), std::pair("line", Kind::words),
                                   std::pair("lines", Kind::text), std::pair("count", Kind::number), std::pair("day", Kind::day),
                                   std::pair("one", Kind::choice), std::pair("one_other", Kind::words), std::pair("many", Kind::choices),
                                   std::pair("five", Kind::scale), std::pair("yes", Kind::choice), std::pair("feel", Kind::grid),
                                   std::pair("sure", Kind::grid), std::pair("page", Kind::page), std::pair("group_2", Kind::note),
                                   std::pair("note", Kind::note)));
    EXPECT_EQ(question(form, "introduction").label.at("en").text, "Hello");
    EXPECT_EQ(question(form, "group").label.at("en").text, "First");
    EXPECT_EQ(question(form, "group").hint.at("en").text, "Some words");
    EXPECT_EQ(question(form, "line").hint.at("en").text, "A hint");
    EXPECT_TRUE(question(form, "line").is_needed);
    EXPECT_FALSE(question(form, "lines").is_needed);
    EXPECT_THAT(names_of(question(form, "one").choices), ElementsAre("A1", "A2", "-oth-"));
    EXPECT_EQ(question(form, "one_other").relevant, "selected(${one}, '-oth-')");
    EXPECT_THAT(names_of(question(form, "many").choices), ElementsAre("SQ001", "SQ002"));
    EXPECT_THAT(names_of(question(form, "five").choices), ElementsAre("1", "2", "3", "4", "5"));
    EXPECT_THAT(names_of(question(form, "yes").choices), ElementsAre("Y", "N"));
    EXPECT_THAT(names_of(question(form, "feel").rows), ElementsAre("safe"));
    EXPECT_THAT(names_of(question(form, "feel").choices), ElementsAre("1", "2"));
    EXPECT_THAT(names_of(question(form, "sure").choices), ElementsAre("Y", "U", "N"));
    EXPECT_EQ(question(form, "note").label.at("en").text, "A note");
    EXPECT_EQ(form.types.at("feel"), "F");
    EXPECT_THAT(problems_of(form.questionnaire), IsEmpty());
}

TEST(LimeSurvey, has_conditions) {
    const auto sound = read(head + english +
                            "Q|M|likes||Likes?||en||Y|\n"
                            "SQ|0|play||Play||en|||\n"
                            "Q|F|feel||Feel?||en|||\n"
                            "SQ|0|safe||Safe||en|||\n"
                            "A|0|1||Yes||en|||\n"
                            "G|1|Later|\"likes_play.NAOK == \"\"Y\"\"\"|||en|||\n"
                            "Q|S|why|((feel_safe.NAOK == 1))|Why?||en|||\n"
                            "Q|S|what|!is_empty(likes_other)|What?||en|||\n");
    EXPECT_THAT(said(sound.refused), IsEmpty());
    EXPECT_EQ(question(sound, "group").relevant, "selected(${likes}, 'play')");
    EXPECT_EQ(question(sound, "why").relevant, "(selected(${likes}, 'play')) and ((${feel.safe} = 1))");
    EXPECT_EQ(question(sound, "what").relevant, "(selected(${likes}, 'play')) and (not(${likes_other} = ''))");
}

TEST(LimeSurvey, has_languages) {
    const auto form = read(head +
                           "S||language||gd|||||\nS||additional_languages||en ar|||||\n"
                           "SL||surveyls_title||Sgoil||gd|||\nSL||surveyls_title||School||en|||\n"
                           "G|0|Buidheann||||gd|||\nQ|L|a||Ciamar?||gd|||\nA|0|1||Math||gd|||\n"
                           "G|0|Group||||en|||\nQ|L|a||How?||en|||\nA|0|1||Well||en|||\nA|0|2||Only here||en|||\n"
                           "G|0|مجموعة||||ar|||\nQ|L|a||كيف؟||ar|||\nQ|S|b||Only here||ar|||\nA|0|9||Of it||ar|||\n");
    EXPECT_EQ(form.questionnaire.title, "Sgoil");
    EXPECT_THAT(form.questionnaire.languages, ElementsAre("gd", "en", "ar"));
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(said(form.left_out),
                ElementsAre(" 5 text: title_languages", " 12 language: only_in_language", " 15 language: only_in_language"));
    EXPECT_EQ(question(form, "group").label.at("ar").text, "مجموعة");
    EXPECT_EQ(question(form, "a").label.at("en").text, "How?");
    EXPECT_EQ(question(form, "a").label.at("en").of_text, "Ciamar?");
    EXPECT_EQ(question(form, "a").choices[0].label.at("en").text, "Well");
    EXPECT_THAT(names_of(question(form, "a").choices), ElementsAre("1"));
}

TEST(LimeSurvey, names_what_is_left_out) {
    const auto form = read(
        "class|type/scale|name|relevance|text|help|language|mandatory|hidden|default|random_order|max_answers|mystery\n"
        "S||anonymized||Y\nS||expires||2030\nSL||surveyls_endtext||Thanks||en\n"
        "Q|*|sum||1+1||en\n"
        "Q|S|secret||Hidden||en||1\n"
        "Q|O|o||One {INSERTANS:1}||en|S||A1|1||what\nA|0|A1||Aye||en\n"
        "Q|M|m||Many||en|||||2\nSQ|0|x|o == 'A1'|X||en\nSQ|0|y||Y||en\n"
        "Q|S|s||<img src='a'>Line||en|||||2\n"
        "C|||||\nAS||a|\n");
    EXPECT_THAT(said(form.refused), IsEmpty());
    EXPECT_THAT(said(form.left_out),
                ElementsAre(" 4 text: end_text", " 7 text: answer_in_text", " 12 text: more_than_text", " 13 class: class",
                            " 14 class: class", " 2 class: settings", " 5 type/scale: computed", " 6 hidden: hidden",
                            " 7 type/scale: comment", " 7 mandatory: needed_softly", " 7 default: default", " 7 random_order: order",
                            " 7 mystery: unknown_property", " 10 relevance: choice_filter", " 12 max_answers: parameters"));
    EXPECT_EQ(form.left_out[5].values.at("count"), "2");
    EXPECT_EQ(question(form, "m").constraint, "count-selected(.) <= 2");
}

TEST(LimeSurvey, is_refused_with_row_and_reason) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"Q|R|q||Order||en|||", " 4 type/scale: rank"},
        {"Q|\x7F|q||File||en|||", " 4 type/scale: unknown_type"},
        {"Q|;|q||Texts||en|||", " 4 type/scale: not_asked"},
        {"Q|?|q||What||en|||", " 4 type/scale: unknown_type"},
        {"Q|S|||What||en|||", " 4 name: name_missing"},
        {"Q|S|first||What||en|||", " 4 name: name_twice"},
        {"Q|S|q||||en|||", " 4 text: no_label"},
        {"Q|S|q||" + std::string(label_max + 1, 'a') + "||en|||", " 4 text: text_too_long"},
        {"Q|S|q|later == 1|What||en|||", " 4 relevance: asks_about"},
        {"Q|S|q|first ==|What||en|||", " 4 relevance: ends_early"},
        {"Q|S|q|count(first) == 1|What||en|||", " 4 relevance: no_such_function"},
        {"Q|L|q||What||en|||", " 4 : no_choices"},
        {"Q|L|q||What||en|||\nA|0|a||A||en\nA|0|a||B||en", " 6 name: choice_twice"},
        {"Q|L|q||What||en|||\nA|0|a b||A||en", " 5 name: choice_unsound"},
        {"G|1|G||||en|||\nA|0|a||A||en", " 5 class: of_no_question"}};
    for (const auto& [rows, expected] : cases)
        EXPECT_THAT(said(read(head + english + "Q|S|first||First||en|||\n" + rows + "\n").refused), ::testing::Contains(expected)) << rows;
    EXPECT_THAT(said(read("class|type/scale|name\nQ|S|q\n").refused), ElementsAre(" 1 : no_column"));
    EXPECT_THAT(said(read("class|type/scale|name|text|Text\nQ|S|q|Q|R\n").refused), ElementsAre(" 1 Text: column_twice"));
    EXPECT_THAT(said(read(head).refused), ElementsAre(" 0 : no_questions"));
}

TEST(LimeSurvey, of_any_bytes_is_answered) {
    const auto why = [](const std::string& tsv) {
        const auto form = read_limesurvey(tsv);
        return form ? std::string("read") : form.error().front().text;
    };
    EXPECT_EQ(why("class\ttype/scale\tname\ttext\nQ\tS\t\"q"), "people.sheet.quotes_wrong");
    EXPECT_EQ(why(std::string("class\ttype/scale\tname\ttext\nQ\tS\t\x81\x01\n")), "people.sheet.not_text");
    std::string many = "class\ttype/scale\tname\ttext\n";
    for (int i = 0; i < 4'000; ++i) many += "Z\t0\t" + std::to_string(i) + "\n";
    const auto form = read_limesurvey(many);
    ASSERT_TRUE(form);
    EXPECT_EQ(form->refused.back().why, "voice.form.refused.too_much");
    for (int i = 0; i < 2'000; ++i) many += "Z\n";
    EXPECT_EQ(why(many), "people.sheet.too_many_rows");
}

}  // namespace
}  // namespace touchstone::voice

// Tables of answers from other tools: which tool wrote them, what is dropped, what is left, and how it is understood.
#include <algorithm>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/workbench.h"
#include "voice/replies_rows.h"

namespace touchstone::voice {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

const Rows forms{
    {"ID", "Start time", "Completion time", "Email", "Name", "How safe do you feel at school?", "What do you like?", "Why?"},
    {"1", "3/2/26 9:00:01", "3/2/26 9:02:01", "zqx.anna@example.org", "Zqxanna Zqxsmith", "Always", "Art;Sport;", "Zqxfriends are here"},
    {"2", "3/2/26 9:01:01", "3/2/26 9:03:01", "anonymous", "", "Sometimes", "Art;", "Zqxquiet"},
    {"3", "3/2/26 9:01:09", "3/2/26 9:03:07", "anonymous", "", "Always", "Sport;", ""},
    {"4", "3/2/26 9:01:08", "3/2/26 9:03:05", "anonymous", "", "Never", "Sport;Art;", "Zqxloud"},
    {"5", "3/2/26 9:01:07", "3/2/26 9:03:04", "anonymous", "", "Never", "Art;", "Zqxbusy"},
    {"6", "3/2/26 9:01:06", "3/2/26 9:03:03", "anonymous", "", "Sometimes", "Art;", "Zqxfar away"}};

StrippedReplies stripped(const Rows& rows) {
    auto outcome = strip(each_reply_of(rows));
    EXPECT_TRUE(outcome) << (outcome ? "" : outcome.error().front().text);
    return outcome.value_or(StrippedReplies{});
}

std::string why_not(const Rows& rows) {
    const auto outcome = strip(each_reply_of(rows));
    return outcome ? std::string() : outcome.error().front().text;
}

std::vector<std::string> heads_in(const FoundReplies& found) {
    std::vector<std::string> heads;
    for (const auto& column : found.columns) heads.push_back(column.head.words());
    return heads;
}

std::vector<std::string> suggested_in(const FoundReplies& found) {
    std::vector<std::string> all;
    for (const auto& column : found.columns) all.push_back(column.suggested);
    return all;
}

ReplyDraft draft_for(const FoundReplies& found, const Questionnaire* existing = nullptr) {
    ReplyDraft draft;
    draft.tool = name_in(tools(), found.tool);
    draft.title = "Zqxtitle";
    draft.columns = columns_begun(found, existing, std::nullopt);
    return draft;
}

ReplyCheck checked(const StrippedReplies& replies, const ReplyDraft& draft, const Questionnaire* existing = nullptr) {
    const auto goals = reply_goals(replies.found, draft, existing);
    EXPECT_TRUE(goals) << (goals ? "" : goals.error().front().field + ": " + goals.error().front().text);
    if (!goals) return {};
    ReplyChecking checking(replies.found, *goals);
    checking.see(replies.rows);
    return checking.end();
}

TEST(Replies, know_the_tool_by_its_columns) {
    const std::vector<std::pair<Cells, Tool>> known{
        {{"Id", "Start time", "Completion time", "Email", "Name", "Q"}, Tool::ms_forms},
        {{"ID", "Start\xC2\xA0time", "Completion time", "Q"}, Tool::ms_forms},
        {{"Timestamp", "Q"}, Tool::google_forms},
        {{"UserNo", "Name", "Email", "IP Address", "Started", "Ended", "Q"}, Tool::smartsurvey},
        {{"id", "submitdate", "lastpage", "startlanguage", "seed", "G01Q01"}, Tool::limesurvey},
        {{"Response ID", "Date submitted", "Last page", "Start language", "Q"}, Tool::limesurvey},
        {{"Q", "Another"}, Tool::other}};
    for (const auto& [heads, tool] : known) EXPECT_EQ(heads_of(heads, {}).tool, tool) << heads.back() << " of " << heads.front();
}

TEST(Replies, drop_columns_whose_heads_ask_who_somebody_is) {
    for (const auto* head : {"Name", "Your name", "What is your full name?", "E-mail", "EMAIL ADDRESS", "Email (optional)", "Contact phone",
                             "IP Address", "Start time", "Respondent ID", "Collector", "Device", "Date of birth", "Post code", "ipaddr",
                             "What is your email address?", "Start\xC2\xA0time", "Tracking Link", "CHI number"})
        EXPECT_TRUE(asks_who(head)) << head;
    for (const auto* head : {"How safe do you feel?", "What is the name of your school?", "How many hours a day do you use a phone?",
                             "Who helps you?", "Do you know whom to email when you are worried about something?", "Which year are you in?"})
        EXPECT_FALSE(asks_who(head)) << head;
}

TEST(Replies, know_what_tells_who_somebody_is_by_how_it_looks) {
    for (const auto& [cell, why] : {std::pair{"anna@example.org", Dropped::email},
                                    {"Anna <anna@example.org>", Dropped::email},
                                    {"07700 900123", Dropped::telephone},
                                    {"+44 (0)131 496 0000", Dropped::telephone},
                                    {"192.168.0.12", Dropped::internet_address},
                                    {"2001:db8::ff00:42:8329", Dropped::internet_address},
                                    {"3/2/26 9:00:01", Dropped::moment},
                                    {"2026-03-02 09:00", Dropped::moment},
                                    {"3/2/26 9:00", Dropped::moment},
                                    {"2026/03/02 9:00:01 am GMT", Dropped::moment}})
        EXPECT_EQ(tells_who(cell), why) << cell;
    for (const auto* cell : {"5", "Always", "2026-03-02", "12.5", "@school it is fine", "At 9:30 I go to school", "1.2.3", "10:30"})
        EXPECT_EQ(tells_who(cell), std::nullopt) << cell;
    EXPECT_EQ(without_emails("Write to anna@example.org, or to nobody."), "Write to […], or to nobody.");
}

TEST(Replies, keep_nothing_of_who_answered) {
    const auto replies = stripped(forms);
    const auto kept = as_json(replies.found) + as_json(replies.rows);
    for (const auto* word : {"zqx.anna", "Zqxanna", "9:00:01", "anonymous"}) EXPECT_EQ(kept.find(word), std::string::npos) << word;
    std::vector<std::string> dropped;
    for (const auto& each : replies.found.dropped) dropped.push_back(each.head);
    EXPECT_THAT(dropped, ElementsAre("ID", "Start time", "Completion time", "Email", "Name"));
    EXPECT_THAT(heads_in(replies.found), ElementsAre("How safe do you feel at school?", "What do you like?", "Why?"));
    EXPECT_THAT(suggested_in(replies.found), ElementsAre("scale", "choices", "text"));
    EXPECT_THAT(replies.found.columns[0].values, ElementsAre("Always", "Sometimes", "Never"));
    EXPECT_THAT(replies.found.columns[1].values, ElementsAre("Art", "Sport"));
    EXPECT_THAT(replies.found.columns[2].values, IsEmpty()) << "what people wrote is no choice";
}

TEST(Replies, drop_columns_by_what_is_in_them_too) {
    Rows rows{{"A", "B", "C", "D", "", "E"}};
    for (int i = 10; i < 35; ++i)
        rows.push_back({"zqx" + std::to_string(i) + "@example.org", "07700 9001" + std::to_string(i), "10.0.0." + std::to_string(i),
                        "1187234" + std::to_string(i), "stray", i % 2 == 0 ? "Yes" : "No"});
    const auto replies = stripped(rows);
    EXPECT_THAT(replies.found.dropped, ElementsAre(DroppedColumn{"A", Dropped::email}, DroppedColumn{"B", Dropped::telephone},
                                                   DroppedColumn{"C", Dropped::internet_address}, DroppedColumn{"D", Dropped::identifier},
                                                   DroppedColumn{"", Dropped::nameless}));
    EXPECT_THAT(heads_in(replies.found), ElementsAre("E"));
    EXPECT_EQ(as_json(replies.rows).find("zqx"), std::string::npos);
}

TEST(Replies, empty_single_cells_that_say_who_answered) {
    Rows rows{{"How is it?"}};
    for (int i = 0; i < 20; ++i) rows.push_back({i % 2 == 0 ? "Good" : "Bad"});
    rows.push_back({"zqx@example.org"});
    const auto replies = stripped(rows);
    EXPECT_EQ(replies.found.emptied, 1);
    EXPECT_THAT(replies.found.columns[0].values, UnorderedElementsAre("Good", "Bad"));
    EXPECT_EQ(as_json(replies.rows).find("zqx"), std::string::npos);
}

TEST(Replies, lie_in_an_order_of_chance) {
    Rows rows{{"Q"}};
    for (int i = 0; i < 200; ++i) rows.push_back({i % 2 == 0 ? "Yes" : "No"});
    const auto replies = stripped(rows);
    std::vector<std::int64_t> numbers;
    for (const auto& row : replies.rows) numbers.push_back(row.number);
    EXPECT_FALSE(std::ranges::is_sorted(numbers)) << "by chance once in 200!";
    std::ranges::sort(numbers);
    EXPECT_EQ(numbers.front(), 2);
    EXPECT_EQ(numbers.back(), 201);
}

TEST(Replies, of_smartsurvey_have_two_rows_of_heads) {
    Rows rows{{"UserNo", "IP Address", "How do you feel?", "", "Where do you play?", ""},
              {"", "", "At home", "At school", "Park", "Garden"}};
    for (int i = 0; i < 6; ++i)
        rows.push_back(
            {"10001", "10.0.0.1", i % 2 == 0 ? "Happy" : "Unhappy", i < 2 ? "Happy" : "Unhappy", i % 3 == 0 ? "Park" : "", "Garden"});
    const auto replies = stripped(rows);
    EXPECT_EQ(replies.found.tool, Tool::smartsurvey);
    EXPECT_EQ(replies.found.rows, 6);
    EXPECT_THAT(heads_in(replies.found), ElementsAre("How do you feel? – At home", "How do you feel? – At school",
                                                     "Where do you play? – Park", "Where do you play? – Garden"));
    EXPECT_THAT(suggested_in(replies.found), ElementsAre("choice", "choice", "ticks", "ticks"));
    const auto check = checked(replies, draft_for(replies.found));
    ASSERT_EQ(check.questionnaire.questions.size(), 3U);
    EXPECT_EQ(check.questionnaire.questions[2].kind, Kind::choices);
    EXPECT_EQ(check.questionnaire.questions[2].choices.size(), 2U);
    EXPECT_EQ(check.not_understood, 0);
}

TEST(Replies, are_never_taken_for_heads) {
    const auto heads = heads_of({"UserNo", "How do you feel?", "", "Why?"}, {"10001", "Happy", "Zqxfirst answer", ""});
    EXPECT_EQ(heads.rows, 1U);
    EXPECT_EQ(heads_of({"How do you feel?", "", "Why?"}, {"Happy", "Zqxfirst answer", ""}).rows, 1U);
}

TEST(Replies, of_limesurvey_have_codes_or_words_as_heads) {
    const auto coded = heads_of({"id", "submitdate", "lastpage", "G01Q01", "G02Q05[SQ001]"}, {"1", "2026-01-01 10:00:00", "3", "A1", "Y"});
    EXPECT_EQ(coded.rows, 1U);
    EXPECT_EQ(coded.heads[4], (ReplyHead{"G02Q05", "SQ001", ""}));
    const auto both = heads_of({"submitdate. Date submitted", "G01Q01. How safe do you feel?", "G02Q05[SQ001]. Where? [At home]"}, {});
    EXPECT_EQ(both.heads[1], (ReplyHead{"How safe do you feel?", "", "G01Q01"}));
    EXPECT_EQ(both.heads[2], (ReplyHead{"Where?", "At home", "G02Q05[SQ001]"}));
}

TEST(Replies, become_answers_to_the_questions_made_of_their_columns) {
    const auto replies = stripped(forms);
    const auto check = checked(replies, draft_for(replies.found));
    EXPECT_EQ(check.why, "");
    EXPECT_EQ(check.taken, 6);
    EXPECT_EQ(check.not_understood, 0);
    ASSERT_EQ(check.questionnaire.questions.size(), 3U);
    EXPECT_EQ(check.questionnaire.title, "Zqxtitle");
    ReplyReader reader(replies.found, {check.questionnaire, {{"q1", "", false}, {"q2", "", false}, {"q3", "", false}}},
                       [](const NotUnderstood& each) { ADD_FAILURE() << each.why; });
    const auto first = *std::ranges::find(replies.rows, 2, &ReplyRow::number);
    EXPECT_EQ(reader.read(first), (Answers{{"q1", {"c1"}}, {"q2", {"c1", "c2"}}, {"q3", {"Zqxfriends are here"}}}));
}

TEST(Replies, say_what_is_not_understood_and_add_it_where_somebody_says_so) {
    auto rows = forms;
    rows.push_back({"7", "", "", "", "", "Zqxnow and then", "Art;Zqxmusic;", ""});
    rows.push_back({"8", "", "", "", "", "Prefer not to say", "", ""});
    rows.push_back({"9", "", "", "", "", "", "", ""});
    const auto replies = stripped(rows);
    auto draft = draft_for(replies.found);
    draft.columns[0].choices = "Always\nSometimes\nNever";
    draft.columns[0].into = "scale";
    draft.columns[1].into = "choices";
    draft.columns[1].choices = "Art\nSport";
    auto check = checked(replies, draft);
    EXPECT_EQ(check.not_understood, 2);
    EXPECT_THAT(check.problems,
                Contains(NotUnderstood{8, "How safe do you feel at school?", "Zqxnow and then", "voice.replies.not_offered"}));
    EXPECT_THAT(check.problems, Contains(NotUnderstood{8, "What do you like?", "Zqxmusic", "voice.replies.not_offered"}));
    EXPECT_EQ(check.taken, 8);
    EXPECT_EQ(check.empty, 1);
    draft.columns[0].others = draft.columns[1].others = others_added;
    check = checked(replies, draft);
    EXPECT_EQ(check.not_understood, 0);
    EXPECT_EQ(check.questionnaire.questions[0].choices.size(), 4U) << "but not what was said instead of an answer";
    EXPECT_EQ(check.questionnaire.questions[1].choices.size(), 3U);
}

TEST(Replies, show_no_words_of_their_own_that_people_wrote) {
    auto rows = forms;
    rows.push_back({"7", "", "", "", "", "Never", "Art;", "Zqx" + std::string(written_max, 'x')});
    const auto replies = stripped(rows);
    const auto check = checked(replies, draft_for(replies.found));
    EXPECT_THAT(check.problems, ElementsAre(NotUnderstood{8, "Why?", "", "voice.answer.too_long"}));
}

TEST(Replies, go_into_a_questionnaire_that_is_there_by_name_or_words) {
    Questionnaire existing{.title = "Zqx",
                           .questions = {{.name = "safe",
                                          .kind = Kind::scale,
                                          .label = {{"en", {"HOW SAFE do you feel at school?"}}},
                                          .choices = {{"a", {{"en", {"always"}}}}, {"n", {{"en", {"Never"}}}}},
                                          .is_needed = true}}};
    const auto replies = stripped(forms);
    const auto draft = draft_for(replies.found, &existing);
    EXPECT_EQ(draft.columns[0].into, "safe");
    EXPECT_EQ(draft.columns[1].into, into_nothing);
    const auto check = checked(replies, draft, &existing);
    EXPECT_EQ(check.taken, 4);
    EXPECT_EQ(check.empty, 2);
    EXPECT_EQ(check.not_understood, 2) << "Sometimes is not offered there, twice";
    EXPECT_EQ(hash_of(check.questionnaire.questions[0]), hash_of(existing.questions[0]));
    auto twice = draft;
    twice.columns[1].into = "safe";
    EXPECT_THAT(reply_goals(replies.found, twice, &existing).error(), ElementsAre(Problem{"into_2", "voice.replies.into_twice"}));
}

TEST(Replies, are_known_again_whatever_their_order_and_whoever_they_are_from) {
    auto others = forms;
    std::reverse(others.begin() + 1, others.end());
    for (std::size_t i = 1; i < others.size(); ++i) others[i][3] = "other" + std::to_string(i) + "@example.org";
    const auto one = stripped(forms), two = stripped(others);
    EXPECT_EQ(one.found.heads(), two.found.heads());
    EXPECT_EQ(checked(one, draft_for(one.found)).content, checked(two, draft_for(two.found)).content);
    others[1][5] = others[1][5] == "Always" ? "Never" : "Always";
    const auto three = stripped(others);
    EXPECT_NE(checked(one, draft_for(one.found)).content, checked(three, draft_for(three.found)).content);
}

TEST(Replies, begin_with_what_was_said_about_the_last_such_table) {
    const auto found = stripped(forms).found;
    auto draft = draft_for(found);
    draft.columns[2] = {into_nothing, "", "", others_left_out};
    draft.columns[0].label = "Zqxchanged";
    const auto again = columns_begun(found, nullptr, said_of_columns_from(as_json(draft, found)));
    EXPECT_EQ(again, draft.columns);
    const auto read = reply_draft_from(as_json(draft, found));
    EXPECT_EQ(read.title, draft.title);
    EXPECT_EQ(read.columns, draft.columns);
}

TEST(Replies, need_a_word_on_every_column) {
    const auto found = stripped(forms).found;
    auto draft = draft_for(found);
    draft.title = "";
    draft.tool = "Zqx";
    draft.columns[0].choices = "Only one";
    draft.columns[1].into = "grid";
    draft.columns[2].label = "";
    EXPECT_THAT(reply_goals(found, draft, nullptr).error(),
                ElementsAre(Problem{"title", "voice.title.title_missing"}, Problem{"tool", "voice.replies.tool_missing"},
                            Problem{"choices_1", "voice.question.choices_missing"}, Problem{"into_2", "voice.replies.into_missing"},
                            Problem{"label_3", "voice.question.label_missing"}));
    for (auto& column : draft.columns) column.into = into_nothing;
    draft.title = "Zqx";
    draft.tool = "other";
    EXPECT_THAT(reply_goals(found, draft, nullptr).error(), ElementsAre(Problem{"", "voice.replies.nothing_taken"}));
}

TEST(Replies, are_refused_where_nothing_can_be_made_of_them) {
    EXPECT_EQ(why_not({}), "people.sheet.empty");
    EXPECT_EQ(why_not({{"Question"}}), "voice.replies.no_rows");
    EXPECT_EQ(why_not({{"Name", "Email"}, {"Zqx", "zqx@example.org"}}), "voice.replies.nothing_left");
    Rows wide(2);
    for (std::size_t i = 0; i <= reply_columns_max; ++i) {
        wide[0].push_back("Q" + std::to_string(i));
        wide[1].emplace_back("Yes");
    }
    EXPECT_EQ(why_not(wide), "voice.replies.too_many_columns");
}

TEST(Replies, of_hostile_files_are_refused_with_a_reason) {
    const Workbench bench(std::filesystem::temp_directory_path());
    const auto file = bench.folder / "replies";
    const auto why = [&](const std::string& bytes) -> std::string {
        write_file(file, bytes);
        const auto rows = open_replies(file);
        if (!rows) return rows.error().front().text;
        const auto outcome = strip(*rows);
        return outcome ? std::string() : outcome.error().front().text;
    };
    EXPECT_EQ(why("Q\n\"Yes"), "people.sheet.quotes_wrong");
    std::string wide;
    for (int i = 0; i < 10'000; ++i) wide += "Q" + std::to_string(i) + ",";
    EXPECT_EQ(why(wide + "last\nYes\n"), "people.sheet.row_too_wide");
    EXPECT_EQ(why("PK\x03\x04 no workbook"), "people.sheet.not_a_workbook");
    EXPECT_EQ(why("\xD0\xCF\x11\xE0 old"), "people.sheet.protected");
    EXPECT_EQ(why("Q\nYes\n"), "");
    EXPECT_EQ(why("Q\n=1+1\n"), "") << "a formula is text";
}

TEST(Replies, are_kept_as_they_are) {
    const auto replies = stripped(forms);
    EXPECT_EQ(found_replies_from(as_json(replies.found)), replies.found);
    const auto rows = reply_rows_from(as_json(replies.rows));
    ASSERT_EQ(rows.size(), replies.rows.size());
    EXPECT_EQ(rows[3].number, replies.rows[3].number);
    EXPECT_EQ(rows[3].cells, replies.rows[3].cells);
    const auto check = checked(replies, draft_for(replies.found));
    EXPECT_EQ(reply_check_from(as_json(check)), check);
    EXPECT_EQ(title_from("School_survey(1-50).xlsx"), "School survey");
}

}  // namespace
}  // namespace touchstone::voice

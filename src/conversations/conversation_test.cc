#include "conversations/conversation.h"

#include <gmock/gmock.h>

namespace touchstone::conversations {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const About item{Kind::evidence, "01item", {}};
const AccountId morag{"01morag"}, hamish{"01hamish"};
const Instant now{};

Problems refused(const RemarkDraft& draft, const std::vector<Conversation>& standing = {}) {
    const auto said = say(item, standing, {"", "01finding"}, draft, morag, now);
    return said ? Problems{} : said.error();
}

TEST(Saying, begins_a_conversation_about_the_item_or_a_finding_of_it) {
    const auto said = say(item, {}, {"", "01finding"}, {"", "01finding", "Is this all schools?", ""}, morag, now).value();
    EXPECT_TRUE(said.begins && said.speaks);
    EXPECT_EQ(said.in.about, (About{Kind::evidence, "01item", "01finding"}));
    EXPECT_TRUE(said.in.is_open());
    EXPECT_EQ(refused({"", "01other", "Words.", ""}).front().text, "conversations.remark.part_unknown");
    EXPECT_EQ(refused({"", "", "", ""}).front().text, "conversations.remark.words_missing");
    EXPECT_EQ(refused({"", "", std::string(words_max_characters + 1, 'a'), ""}).front().text, "conversations.remark.words_too_long");
}

TEST(Saying, answers_one_that_stands_and_opens_it_again) {
    const Conversation settled{ConversationId{"01talk"}, item, {{RemarkId{"01r"}, "Yes?", hamish, "", now, {}}}, now, "Hamish"};
    const auto said = say(item, {settled}, {""}, {"01talk", "", "No.", ""}, morag, now).value();
    EXPECT_FALSE(said.begins);
    EXPECT_EQ(said.in.remarks.size(), 2u);
    EXPECT_TRUE(said.in.is_open());
    EXPECT_EQ(refused({"01elsewhere", "", "No.", ""}, {settled}).front().text, "conversations.remark.conversation_unknown");
}

TEST(Saying, settles_with_words_or_without) {
    const Conversation open{ConversationId{"01talk"}, item, {{RemarkId{"01r"}, "Yes?", hamish, "", now, {}}}, {}, ""};
    const auto settled = say(item, {open}, {""}, {"01talk", "", "", "settle", "1"}, morag, now).value();
    EXPECT_FALSE(settled.speaks);
    EXPECT_FALSE(settled.in.is_open());
    EXPECT_EQ(refused({"01talk", "", "", "settle", "0"}, {open}).front().text, answered_meanwhile) << "somebody has answered";
    EXPECT_EQ(refused({"", "", "", "settle"}).front().text, "conversations.remark.words_missing") << "there is nothing to settle yet";
}

TEST(Names, stand_whole_behind_an_at_sign) {
    const std::vector<std::pair<AccountId, std::string>> people{
        {morag, "Mòrag Reid"}, {hamish, "Ann"}, {{"01anns"}, "Ann Smith"}, {{"01ann2"}, "Ann Smith"}};
    EXPECT_THAT(named_in("@Mòrag Reid, can you look?", people), ElementsAre(morag));
    EXPECT_THAT(named_in("Ask @morag reid.", people), ElementsAre(morag)) << "case and accents make no difference";
    EXPECT_THAT(named_in("@Ann Smith or @Ann?", people), ElementsAre(AccountId{"01anns"}, AccountId{"01ann2"}, hamish));
    EXPECT_THAT(named_in("@Ann Smithson", people), ElementsAre(hamish)) << "the longer name is another one's";
    EXPECT_THAT(named_in("@Annie, Mòrag Reid, a@b.example, @", people), IsEmpty());
}

TEST(Names, are_kept_as_ids_and_shown_as_they_are_now) {
    const std::string words = "@morag reid, and @Mòrag Reid’s plan, ask @Nobody";
    const auto kept = with_ids(words, {{morag, "Mòrag Reid", true}});
    EXPECT_EQ(kept, "@01morag, and @01morag’s plan, ask @Nobody");
    EXPECT_EQ(with_names(kept, {{morag, "former member of staff", true}}),
              "@former member of staff, and @former member of staff’s plan, ask @Nobody");
}

}  // namespace
}  // namespace touchstone::conversations

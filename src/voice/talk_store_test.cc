#include "voice/talk_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"
#include "voice/comment_store.h"

namespace touchstone::voice {
namespace {

using ::testing::IsEmpty;

const std::vector<std::string> themes{"generic-2006/2.1/2"};

class TalkStore : public ::testing::TestWithParam<db::Engine> {
protected:
    TalkStore() : site(GetParam()), by(site.by(Role::evaluator)), today(date_of(site.now)) {
        talk.id = TalkId::make(site.now);
        talk.title = "Young carers";
        talk.day = today;
        talk.people = {{"S1, boys", 6, 4}};
        talk.themes = themes;
        talk.notes = "Zqxone said.\n\nZqxtwo said, and all agreed.";
    }
    Participant agreeing(const std::string& name) const {
        Participant participant{ParticipantId::make(site.now), name, {}};
        for (const auto to : all_agreements()) participant.consents.push_back({to, today, {}});
        return participant;
    }
    TalkWhole found() {
        return site.database().reading([&](db::Read& db) { return *find_talk(db, by.partnership, talk.id); });
    }
    template <class Work>
    auto write(Work work) {
        return site.database().writing(work);
    }

    testing::Site site;
    const By by;
    const Date today;
    Talk talk;
};

INSTANTIATE_TEST_SUITE_P(Both, TalkStore, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(TalkStore, keeps_a_talk_whole) {
    const auto one = agreeing("P1"), silent = Participant{ParticipantId::make(site.now), "P2", {}};
    write([&](db::Write& db) {
        add_talk(db, by, talk);
        add_participant(db, by, TalkWhole{.talk = talk}, one);
        add_participant(db, by, TalkWhole{.talk = talk}, silent);
        add_excerpt(db, by, talk.id, {ExcerptId::make(site.now), 1, "Zqxone", one.id, themes});
        add_excerpt(db, by, talk.id, {ExcerptId::make(site.now), 2, "all agreed", {}, themes});
        return true;
    });
    const auto whole = found();
    EXPECT_EQ(whole.talk.people, talk.people);
    EXPECT_EQ(whole.talk.themes, themes);
    EXPECT_EQ(whole.talk.notes, talk.notes);
    ASSERT_EQ(whole.participants.size(), 2u);
    EXPECT_EQ(how_far(whole.participants[0]), HowFar::everyone);
    EXPECT_THAT(whole.participants[1].consents, IsEmpty());
    ASSERT_EQ(whole.excerpts.size(), 2u);
    EXPECT_EQ(whole.excerpts[0].participant, one.id);
    EXPECT_TRUE(whole.excerpts[1].participant.is_empty());
}

TEST_P(TalkStore, saves_what_was_seen_and_nothing_else) {
    write([&](db::Write& db) {
        add_talk(db, by, talk);
        return true;
    });
    auto after = found().talk;
    after.title = "Changed";
    EXPECT_TRUE(write([&](db::Write& db) { return save_talk(db, by, talk, after, {}); }));
    EXPECT_FALSE(write([&](db::Write& db) { return save_talk(db, by, talk, after, {}); })) << "its version is another now";
    EXPECT_EQ(found().talk.title, "Changed");
}

TEST_P(TalkStore, takes_the_words_out_of_whoever_withdraws) {
    const auto one = agreeing("P1"), other = agreeing("P2");
    write([&](db::Write& db) {
        add_talk(db, by, talk);
        for (const auto& participant : {one, other}) add_participant(db, by, TalkWhole{.talk = talk}, participant);
        add_excerpt(db, by, talk.id, {ExcerptId::make(site.now), 1, "Zqxone said", one.id, themes});
        add_excerpt(db, by, talk.id, {ExcerptId::make(site.now), 2, "Zqxtwo said", other.id, themes});
        add_excerpt(db, by, talk.id, {ExcerptId::make(site.now), 2, "Zqxtwo said, and all agreed", {}, themes});
        return true;
    });
    const auto before = found();
    auto withdrawn = before.participants[1];
    withdrawn.consents[1].withdrawn = today;
    EXPECT_FALSE(write([&](db::Write& db) { return save_participant(db, by, before, withdrawn, 99); }));
    ASSERT_EQ(found().excerpts.size(), 3u);
    ASSERT_TRUE(write([&](db::Write& db) { return save_participant(db, by, before, withdrawn, 1); }));
    const auto after = found();
    ASSERT_EQ(after.excerpts.size(), 1u) << "also the group's, which held the words";
    EXPECT_EQ(after.excerpts[0].words, "Zqxone said");
    EXPECT_EQ(after.talk.notes, "Zqxone said.\n\n[…], and all agreed.");
    EXPECT_EQ(after.talk.version, 2);
}

TEST_P(TalkStore, keeps_comments_and_finds_them_by_kind_state_and_theme) {
    Comment comment;
    comment.id = CommentId::make(site.now);
    comment.kind = CommentKind::complaint;
    comment.came = today;
    comment.about = "School transport";
    comment.words = "Late";
    comment.themes = themes;
    write([&](db::Write& db) {
        add_comment(db, by, comment);
        return true;
    });
    const auto count = [&](const CommentFilter& filter) {
        return site.database().reading(
            [&](db::Read& db) { return list_comments(db, sight_of_everything(by.partnership, {}, site.now), filter).size(); });
    };
    EXPECT_EQ(count({}), 1u);
    EXPECT_EQ(count({CommentKind::complaint, CommentState::open, themes[0]}), 1u);
    EXPECT_EQ(count({CommentKind::compliment, {}, {}}), 0u);
    EXPECT_EQ(count({{}, CommentState::closed, {}}), 0u);
    EXPECT_EQ(count({{}, {}, "generic-2006/2.1/1"}), 0u);
    auto after = comment;
    after.version = 1;
    after.state = CommentState::closed;
    after.done = "Another bus";
    after.closed = today;
    EXPECT_TRUE(write([&](db::Write& db) { return save_comment(db, by, comment, after); }));
    EXPECT_FALSE(write([&](db::Write& db) { return save_comment(db, by, comment, after); })) << "its version is another now";
    EXPECT_EQ(count({{}, CommentState::closed, {}}), 1u);
    const auto found = site.database().reading([&](db::Read& db) { return *find_comment(db, by.partnership, comment.id); });
    EXPECT_EQ(found.comment.done, "Another bus");
    EXPECT_EQ(found.comment.closed, today);
}

}  // namespace
}  // namespace touchstone::voice

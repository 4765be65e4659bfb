#include "people/mail.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "people/mail_store.h"
#include "tests/site.h"

namespace touchstone::people {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};

TEST(Mail, is_written_so_that_nothing_adds_a_header) {
    const auto message = message_of({{"p"}, {"m"}, "mairi@example.org", "Hello\r\nBcc: all@example.org", "Slàinte,\n\n.\nend", now},
                                    "from@example.org", now);
    EXPECT_THAT(message, HasSubstr("Date: Mon, 23 Nov 2026 00:00:00 +0000\r\n"));
    EXPECT_THAT(message, HasSubstr("\r\nTo: <mairi@example.org>\r\n"));
    EXPECT_THAT(message, HasSubstr("\r\nSubject: =?utf-8?B?SGVsbG8NCkJjYzogYWxsQGV4YW1wbGUub3Jn?=\r\n"));
    EXPECT_THAT(message, Not(HasSubstr("Bcc")));
    EXPECT_THAT(message, HasSubstr("\r\n\r\nU2zDoGludGUsCgouCmVuZA==\r\n"));
}

TEST(Mail, splits_a_long_subject_between_characters_and_a_long_body_into_lines) {
    std::string subject, body(3'000, 'x');
    for (int i = 0; i < 40; ++i) subject += "è";
    const auto message = message_of({{"p"}, {"m"}, "mairi@example.org", subject, body, now}, "from@example.org", now);
    EXPECT_THAT(message, HasSubstr("?=\r\n =?utf-8?B?"));
    std::size_t longest = 0, begin = 0;
    for (auto end = message.find("\r\n"); end != std::string::npos; begin = end + 2, end = message.find("\r\n", begin))
        longest = std::max(longest, end - begin);
    EXPECT_LE(longest, 100U);
}

TEST(Mail, is_tried_again_ever_later_and_then_given_up) {
    EXPECT_EQ(pause_after(1), std::chrono::minutes{1});
    EXPECT_EQ(pause_after(6), std::chrono::hours{12});
    EXPECT_FALSE(pause_after(7));
}

class Outbox : public ::testing::TestWithParam<db::Engine> {};
INSTANTIATE_TEST_SUITE_P(Both, Outbox, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Outbox, keeps_mail_until_it_is_sent_and_then_forgets_what_it_said) {
    testing::Site site(GetParam());
    site.database().writing([&](db::Write& db) {
        const Mail mail{site.partnership(), MailId::make(site.now), "mairi@example.org", "Hello", "A link", site.now};
        add_mail(db, mail);
        EXPECT_FALSE(find_due_mail(db, site.now - std::chrono::seconds{1}));
        mark_failed(db, mail, "Couldn't connect to server", site.now + std::chrono::minutes{1}, site.now);
        EXPECT_FALSE(find_due_mail(db, site.now)) << "it waits a little";
        const auto again = find_due_mail(db, site.now + std::chrono::minutes{1});
        EXPECT_EQ(again.value().tries, 1);
        EXPECT_EQ(again->body, "A link");
        EXPECT_EQ(list_waiting_mail(db, site.partnership(), 9).size(), 1U);
        EXPECT_TRUE(list_waiting_mail(db, {"another"}, 9).empty());
        mark_sent(db, *again, site.now);
        EXPECT_FALSE(find_due_mail(db, site.now + std::chrono::hours{24}));
        EXPECT_TRUE(list_waiting_mail(db, site.partnership(), 9).empty());
        EXPECT_EQ(db.first([](const db::Row& row) { return row.get<std::string>("body"); }, "select body from mail"), "");
        return true;
    });
}

}  // namespace
}  // namespace touchstone::people

// Setting up, signing in, and what closes a door.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_store.h"
#include "people/account_store.h"
#include "tests/site.h"
#include "web/session.h"

namespace touchstone {
namespace {

using ::testing::HasSubstr;
using web::Status;

constexpr const char* password = "four unrelated words here";

class SignIn : public ::testing::TestWithParam<db::Engine> {
protected:
    SignIn() : site(GetParam()) {
        site.database().writing([&](db::Write& db) {
            access::keep_setup_secret(db, web::token_hash("the secret"), site.now);
            return true;
        });
    }
    web::Response set_up(const std::string& secret, const std::string& working = "partners") {
        return site.post("/set-up", {{"secret", secret},
                                     {"working", working},
                                     {"partnership", "New partnership"},
                                     {"area", "Somewhere"},
                                     {"name", "Mairi"},
                                     {"email", " Mairi@Example.org "},
                                     {"password", password}});
    }
    web::Response sign_in(const std::string& typed) {
        return site.post("/sign-in", {{"email", "mairi@example.org"}, {"password", typed}, {"next", "//evil.example"}});
    }
    Actor holder(const web::Response& response) {
        const auto& line = response.cookies.front();
        const auto token = line.substr(line.find('=') + 1, line.find(';') - line.find('=') - 1);
        return site.database().reading([&](db::Read& db) { return access::find_actor(db, web::token_hash(token), site.now); });
    }
    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, SignIn, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(SignIn, who_sets_up_alone_can_begin_at_once) {
    EXPECT_EQ(set_up("the secret", "").status, web::Status::unprocessable);
    const auto alone = holder(set_up("the secret", "alone"));
    EXPECT_TRUE(alone.works_alone);
    EXPECT_TRUE(may_somewhere(alone, Ability::lead)) << "nobody else could give the role";
}

TEST_P(SignIn, makes_the_first_administrator_once) {
    EXPECT_EQ(set_up("a guess").status, Status::unprocessable);
    const auto made = set_up("the secret");
    ASSERT_EQ(made.status, Status::see_other);
    EXPECT_TRUE(may_somewhere(holder(made), Ability::administer));
    EXPECT_EQ(set_up("the secret").status, Status::unprocessable) << "the secret works once";
}

TEST_P(SignIn, ends_what_was_opened_while_the_clock_was_ahead) {
    const auto made = set_up("the secret");
    site.now -= std::chrono::minutes{2};
    EXPECT_TRUE(holder(made).is_signed_in()) << "clocks are set right by a little all the time";
    site.now -= std::chrono::days{1};
    EXPECT_FALSE(holder(made).is_signed_in());
}

TEST_P(SignIn, opens_with_the_password_and_leads_nowhere_else) {
    (void)set_up("the secret");
    const auto wrong = sign_in("four unrelated words there");
    EXPECT_EQ(wrong.status, Status::unprocessable);
    EXPECT_THAT(site.document(wrong), HasSubstr("mairi@example.org")) << "what was typed is kept";
    const auto right = sign_in(password);
    ASSERT_EQ(right.status, Status::see_other);
    EXPECT_EQ(right.location, "/");
    EXPECT_TRUE(holder(right).is_signed_in());
}

TEST_P(SignIn, ends_at_once_when_the_account_is_closed_and_after_twelve_hours) {
    (void)set_up("the secret");
    const auto opened = sign_in(password);
    const auto account = holder(opened).id;
    site.database().writing([&](db::Write& db) {
        access::disable(db, {{}, {}, site.now}, account);
        return true;
    });
    EXPECT_FALSE(holder(opened).is_signed_in());
    EXPECT_EQ(sign_in(password).status, Status::unprocessable);
    site.database().writing([&](db::Write& db) {
        access::enable(db, {{}, {}, site.now}, account);
        return true;
    });
    const auto again = sign_in(password);
    EXPECT_TRUE(holder(again).is_signed_in());
    site.now += std::chrono::hours{12};
    EXPECT_FALSE(holder(again).is_signed_in());
}

TEST_P(SignIn, lets_nobody_step_in_outside_the_demonstration) {
    EXPECT_EQ(site.get("/step-in").status, Status::not_found);
    EXPECT_EQ(site.post("/step-in", {{"person", site.account(Role::administrator).text}}).status, Status::not_found);
}

}  // namespace
}  // namespace touchstone

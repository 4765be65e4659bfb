// Second factors, as people and attackers meet them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/safe_sign_in.h"

namespace touchstone {
namespace {

using testing::administrator;
using ::testing::AllOf;
using ::testing::Contains;
using testing::evaluator;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::password;
using testing::SafeSignIn;
using testing::Window;

class SecondFactor : public SafeSignIn {};

INSTANTIATE_TEST_SUITE_P(Both, SecondFactor, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(SecondFactor, withholds_the_administrators_role_until_there_is_a_second_factor) {
    Window window(site);
    ASSERT_EQ(sign_in(window, administrator).status, 303);
    EXPECT_THAT(window.get("/account").body, HasSubstr("One of your roles only applies once you use two-step sign-in"));
    const auto refused = window.get("/people/invite");
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.body, HasSubstr("/account/factor"));
    (void)set_up_factor(window, Role::administrator);
    EXPECT_EQ(window.get("/people/invite").status, 200) << "the session that set it up need not begin again";
    EXPECT_THAT(window.get("/account").body, Not(HasSubstr("only applies once")));
    EXPECT_THAT(verbs(site.account(Role::administrator)), Contains("factor_set"));
    EXPECT_THAT(mail().front().subject, HasSubstr("Two-step sign-in"));
}

TEST_P(SecondFactor, asks_for_a_code_and_takes_none_twice) {
    Window window(site);
    (void)sign_in(window, administrator);
    const auto secret = set_up_factor(window, Role::administrator);
    (void)window.post("/sign-out", {});
    site.now += std::chrono::minutes{5};
    ASSERT_EQ(Window::location(sign_in(window, administrator)), "/sign-in/code");
    EXPECT_EQ(Window::location(window.get("/account")), "/sign-in?next=%2Faccount") << "the password alone opens nothing";
    EXPECT_EQ(window.post("/sign-in/code", {{"code", "000000"}}).status, 422);
    const auto once = code(secret);
    EXPECT_EQ(window.post("/sign-in/code", {{"code", once}}).status, 303);
    EXPECT_EQ(window.get("/people/invite").status, 200);

    Window thief(site, "198.51.100.7");
    ASSERT_EQ(Window::location(sign_in(thief, administrator)), "/sign-in/code");
    EXPECT_EQ(thief.post("/sign-in/code", {{"code", once}}).status, 422) << "a code that was overlooked is worth nothing";
    EXPECT_THAT(verbs(site.account(Role::administrator)), Contains("sign_in_refused"));
}

TEST_P(SecondFactor, keeps_the_half_way_state_for_one_browser_and_ten_minutes) {
    Window window(site);
    (void)sign_in(window, administrator);
    const auto secret = set_up_factor(window, Role::administrator);
    site.now += std::chrono::minutes{5};
    Window fresh(site), other(site);
    ASSERT_EQ(Window::location(sign_in(fresh, administrator)), "/sign-in/code");
    EXPECT_EQ(Window::location(other.post("/sign-in/code", {{"code", code(secret)}})), "/sign-in")
        << "another browser did not give the password";
    site.now += std::chrono::minutes{10};
    EXPECT_EQ(Window::location(fresh.post("/sign-in/code", {{"code", code(secret)}})), "/sign-in");
    EXPECT_FALSE(fresh.has("session"));
}

TEST_P(SecondFactor, asks_for_the_password_again_after_five_wrong_codes) {
    Window window(site);
    (void)sign_in(window, administrator);
    const auto secret = set_up_factor(window, Role::administrator);
    site.now += std::chrono::minutes{5};
    Window guesser(site, "198.51.100.7");
    ASSERT_EQ(Window::location(sign_in(guesser, administrator)), "/sign-in/code");
    for (int tried = 1; tried <= 5; ++tried) {
        const auto refused = guesser.post("/sign-in/code", {{"code", "000000"}});
        EXPECT_EQ(refused.status, 422);
        EXPECT_THAT(refused.body, HasSubstr(tried < 5 ? "name=\"code\"" : "name=\"password\"")) << tried;
    }
    EXPECT_EQ(Window::location(guesser.post("/sign-in/code", {{"code", code(secret)}})), "/sign-in") << "even the right one";
    EXPECT_EQ(Window::location(sign_in(guesser, administrator)), "/sign-in/code");
    EXPECT_EQ(guesser.post("/sign-in/code", {{"code", code(secret)}}).status, 303) << "with the password there are five more";
}

TEST_P(SecondFactor, tells_the_owner_after_ten_wrong_codes_from_wherever_they_came) {
    Window window(site);
    (void)sign_in(window, administrator);
    (void)set_up_factor(window, Role::administrator);
    const auto told = [&] {
        return std::ranges::count_if(mail(), [](const people::Mail& one) { return one.body.find("ten wrong codes") != std::string::npos; });
    };
    for (int tried = 0; tried < 10; ++tried) {
        EXPECT_EQ(told(), 0) << tried;
        Window guesser(site, "198.51.100." + std::to_string(tried));
        ASSERT_EQ(Window::location(sign_in(guesser, administrator)), "/sign-in/code");
        EXPECT_EQ(guesser.post("/sign-in/code", {{"code", "000000"}}).status, 422);
    }
    EXPECT_EQ(told(), 1);
    EXPECT_EQ(mail().front().to, administrator);
}

TEST_P(SecondFactor, takes_each_recovery_code_once) {
    Window window(site);
    (void)sign_in(window, administrator);
    (void)set_up_factor(window, Role::administrator);
    const auto begin = shown.find("<li><code>") + 10;
    const auto recovery = shown.substr(begin, shown.find('<', begin) - begin);
    ASSERT_EQ(recovery.size(), 19U);
    EXPECT_THAT(window.get("/account/factor").body, AllOf(HasSubstr("10 recovery codes left"), Not(HasSubstr(recovery))));
    for (const int status : {303, 422}) {
        Window fresh(site);
        (void)sign_in(fresh, administrator);
        EXPECT_EQ(fresh.post("/sign-in/code", {{"code", recovery}}).status, status);
    }
    EXPECT_THAT(window.get("/account/factor").body, HasSubstr("9 recovery codes left"));
}

TEST_P(SecondFactor, changes_a_factor_only_with_the_password_and_ends_other_sessions) {
    Window window(site), elsewhere(site);
    (void)sign_in(elsewhere, administrator);
    (void)sign_in(window, administrator);
    (void)set_up_factor(window, Role::administrator);
    EXPECT_EQ(elsewhere.get("/account").status, 303) << "the other session ended";
    for (const auto* wish : {"begin", "codes", "remove"})
        EXPECT_EQ(window.post("/account/factor", {{"current", "not the password"}, {"do", wish}}).status, 422) << wish;
    EXPECT_TRUE(read([&](db::Read& db) { return access::has_factor(db, site.account(Role::administrator)); }));
    EXPECT_EQ(window.post("/account/factor", {{"current", password}, {"do", "remove"}}).status, 303);
    EXPECT_FALSE(read([&](db::Read& db) { return access::has_factor(db, site.account(Role::administrator)); }));
    EXPECT_EQ(window.get("/people/invite").status, 403) << "and the role waits again";
}

TEST_P(SecondFactor, shows_a_secret_to_nobody_who_looks_through_another_persons_eyes) {
    Window person(site), looking(site);
    (void)sign_in(person, evaluator);
    (void)person.post("/account/factor", {{"current", password}, {"do", "begin"}});
    EXPECT_THAT(person.get("/account/factor").body, HasSubstr("Add Touchstone to your app"));
    (void)sign_in(looking, administrator);
    (void)set_up_factor(looking, Role::administrator);
    write([&](db::Write& db) {
        db.run("update session set seen_as = $1 where account_id = $2", site.account(Role::evaluator), site.account(Role::administrator));
    });
    for (const auto* page : {"/account", "/account/factor"}) {
        const auto answer = looking.get(page);
        EXPECT_EQ(answer.status, 403) << page;
        EXPECT_THAT(answer.body, Not(HasSubstr("Firefox on Linux"))) << page;
    }
}

TEST_P(SecondFactor, lets_the_old_phone_work_until_the_new_one_does) {
    Window window(site);
    (void)sign_in(window, administrator);
    const auto before = set_up_factor(window, Role::administrator);
    site.now += std::chrono::minutes{5};
    (void)window.post("/account/factor", {{"current", password}, {"do", "begin"}});
    Window fresh(site);
    (void)sign_in(fresh, administrator);
    EXPECT_EQ(fresh.post("/sign-in/code", {{"code", code(before)}}).status, 303);
}

}  // namespace
}  // namespace touchstone

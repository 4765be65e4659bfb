// Slow guessing, invitations, forgotten passwords and sessions, as people and attackers meet them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/safe_sign_in.h"

namespace touchstone {
namespace {

using testing::administrator;
using ::testing::AllOf;
using testing::another_password;
using ::testing::Contains;
using testing::evaluator;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::password;
using testing::SafeSignIn;
using testing::Window;

INSTANTIATE_TEST_SUITE_P(Both, SafeSignIn, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

// The same page, whoever it is shown to: without the form's token and the address that was typed.
std::string bare(std::string body, const std::string& email) {
    for (auto at = body.find("name=\"csrf\""); at != std::string::npos; at = body.find("name=\"csrf\"", at + 1)) {
        const auto value = body.find("value=\"", at) + 7;
        body.erase(value, body.find('"', value) - value);
    }
    for (auto at = body.find(email); at != std::string::npos; at = body.find(email)) body.erase(at, email.size());
    return body;
}

TEST_P(SafeSignIn, makes_a_guesser_wait_after_ten_tries_and_says_the_same_of_unknown_addresses) {
    const std::string unknown = "nobody@example.org";
    Window guesser(site), stranger(site);
    for (int tried = 1; tried <= 12; ++tried) {
        site.now += std::chrono::seconds{10};  // below the limit for one minute
        const auto known_answer = sign_in(guesser, evaluator, "a wrong guess of a password");
        const auto unknown_answer = sign_in(stranger, unknown, "a wrong guess of a password");
        EXPECT_EQ(known_answer.status, tried <= 10 ? 422 : 429) << tried;
        EXPECT_EQ(unknown_answer.status, known_answer.status) << tried;
        EXPECT_EQ(bare(known_answer.body, evaluator), bare(unknown_answer.body, unknown)) << tried;
        EXPECT_EQ(Window::header(known_answer, "Retry-After"), Window::header(unknown_answer, "Retry-After"));
    }
    const auto right = sign_in(guesser, evaluator);
    EXPECT_EQ(right.status, 429) << "even the right one, or guessing would go on";
    const auto seconds = std::stoi(Window::header(right, "Retry-After"));
    EXPECT_GT(seconds, 0);
    EXPECT_LE(seconds, 900);
    site.now += std::chrono::seconds{seconds};
    EXPECT_EQ(sign_in(guesser, evaluator).status, 303);
}

TEST_P(SafeSignIn, locks_nobody_out_whom_a_stranger_guesses_at) {
    Window owner(site, "192.0.2.1"), guesser(site, "192.0.2.1"), traveller(site, "203.0.113.9");
    ASSERT_EQ(sign_in(owner, evaluator).status, 303);
    (void)owner.post("/sign-out", {});
    EXPECT_TRUE(owner.has("device"));
    site.now += std::chrono::hours{24};
    for (int tried = 0; tried < 11; ++tried) {
        site.now += std::chrono::seconds{10};
        (void)sign_in(guesser, evaluator, "a wrong guess of a password");
    }
    ASSERT_EQ(sign_in(guesser, evaluator).status, 429);
    EXPECT_EQ(sign_in(owner, evaluator).status, 303) << "from the same office, in a browser that signed in before";
    EXPECT_EQ(sign_in(traveller, evaluator).status, 303) << "from elsewhere";
    site.now += std::chrono::days{181};
    EXPECT_EQ(sign_in(owner, evaluator).status, 303);
}

TEST_P(SafeSignIn, counts_the_tries_of_a_known_browser_too) {
    Window owner(site);
    ASSERT_EQ(sign_in(owner, evaluator).status, 303);
    for (int tried = 0; tried < 10; ++tried) {
        site.now += std::chrono::seconds{10};
        EXPECT_EQ(sign_in(owner, evaluator, "a wrong guess of a password").status, 422);
    }
    EXPECT_EQ(sign_in(owner, evaluator).status, 429);
}

TEST_P(SafeSignIn, invites_by_mail_and_opens_once) {
    site.sign_in(Role::administrator);
    const std::vector<std::pair<std::string, std::string>> typed{
        {"name", "Nia New"}, {"email", "nia@example.org"}, {"role", "evaluator"}, {"on", "partnership/" + site.partnership().text}};
    ASSERT_EQ(site.post("/people/invite", typed).status, web::Status::see_other);
    EXPECT_THAT(site.html("/people?invited=yes"), AllOf(HasSubstr("Nia New"), HasSubstr("The person has been invited")));
    const auto address = link();
    EXPECT_THAT(mail().front().body, HasSubstr("http://localhost/choose-password?link="));
    EXPECT_THAT(site.html("/outbox"), HasSubstr(address));

    Window nia(site);
    EXPECT_THAT(nia.get(address).body, HasSubstr("nia@example.org"));
    EXPECT_EQ(choose(nia, address, "password1234").status, 422);
    EXPECT_EQ(choose(nia, address, password).status, 303);
    EXPECT_EQ(nia.get("/evaluations/new").status, 200) << "signed in, with the role";
    EXPECT_EQ(nia.get("/people/invite").status, 403);
    Window again(site);
    EXPECT_EQ(again.get(address).status, 404);
    EXPECT_EQ(choose(again, address, another_password).status, 404);
    EXPECT_EQ(sign_in(again, "nia@example.org").status, 303);
    const auto account = read([](db::Read& db) { return people::find_account_by_email(db, "nia@example.org"); });
    EXPECT_THAT(verbs(account.value().id), AllOf(Contains("invited"), Contains("invitation_taken")));
}

TEST_P(SafeSignIn, answers_the_inviter_the_same_for_a_known_address) {
    site.sign_in(Role::administrator);
    const auto invited =
        site.post("/people/invite",
                  {{"name", "Somebody"}, {"email", evaluator}, {"role", "moderator"}, {"on", "partnership/" + site.partnership().text}});
    EXPECT_EQ(invited.location, "/people?invited=yes");
    EXPECT_THAT(mail().front().body, AllOf(HasSubstr("Moderator"), Not(HasSubstr("choose-password"))));
}

TEST_P(SafeSignIn, lets_nobody_give_more_than_they_hold) {
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.get("/people/invite").status, web::Status::forbidden);
    site.sign_in(Role::administrator);
    const auto own =
        site.post("/people/invite",
                  {{"name", "Ailsa"}, {"email", administrator}, {"role", "lead"}, {"on", "partnership/" + site.partnership().text}});
    EXPECT_EQ(own.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(own), HasSubstr("Someone else must give you a role"));
    const auto nowhere =
        site.post("/people/invite", {{"name", "X"}, {"email", "x@example.org"}, {"role", "reader"}, {"on", "partnership/another"}});
    EXPECT_EQ(nowhere.status, web::Status::unprocessable);
    EXPECT_TRUE(mail().empty());
}

TEST_P(SafeSignIn, shows_waiting_mail_only_to_administrators_of_the_whole_partnership) {
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.get("/outbox").status, web::Status::forbidden);
    site.sign_in(Role::administrator);
    const auto page = site.get("/outbox");
    EXPECT_EQ(page.status, web::Status::ok);
    EXPECT_LE(page.trips, 2);
}

TEST_P(SafeSignIn, resets_a_forgotten_password_and_keeps_the_second_factor) {
    Window window(site), elsewhere(site);
    (void)sign_in(window, administrator);
    const auto secret = set_up_factor(window, Role::administrator);
    const auto known = elsewhere.post("/reset", {{"email", administrator}});
    const auto unknown = elsewhere.post("/reset", {{"email", "nobody@example.org"}});
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(Window::location(known), Window::location(unknown));
    const auto address = link();
    Window half_way(site);
    ASSERT_EQ(Window::location(sign_in(half_way, administrator)), "/sign-in/code");
    ASSERT_EQ(Window::location(choose(elsewhere, address, another_password)), "/sign-in?changed=yes");
    EXPECT_EQ(window.get("/account").status, 303) << "every session ended";
    EXPECT_EQ(Window::location(half_way.get("/sign-in/code")), "/sign-in") << "and what waited for a code";
    EXPECT_FALSE(elsewhere.has("session"));
    EXPECT_EQ(sign_in(elsewhere, administrator, password).status, 422);
    site.now += std::chrono::minutes{1};
    EXPECT_EQ(Window::location(sign_in(elsewhere, administrator, another_password)), "/sign-in/code");
    EXPECT_EQ(elsewhere.post("/sign-in/code", {{"code", code(secret)}}).status, 303);
    EXPECT_EQ(elsewhere.get(address).status, 404);
}

TEST_P(SafeSignIn, lets_links_grow_old_and_sends_few) {
    Window window(site);
    for (int asked = 0; asked < 6; ++asked) (void)window.post("/reset", {{"email", evaluator}});
    EXPECT_EQ(mail().size(), 3U) << "nobody is flooded";
    const auto address = link();
    site.now += std::chrono::hours{1};
    EXPECT_EQ(window.get(address).status, 404);
}

TEST_P(SafeSignIn, shows_where_somebody_is_signed_in_and_ends_it) {
    Window here(site), there(site), third(site), foreign(site);
    for (auto* window : {&here, &there, &third}) (void)sign_in(*window, evaluator);
    (void)sign_in(foreign, administrator);
    const auto page = here.get("/account").body;
    EXPECT_THAT(page, AllOf(HasSubstr("Firefox on Linux"), HasSubstr("Here")));
    const auto begin = page.find("name=\"session\" value=\"") + 22;
    const auto session = page.substr(begin, page.find('"', begin) - begin);
    EXPECT_EQ(foreign.post("/account/sessions/end", {{"session", session}}).status, 404) << "somebody else's";
    EXPECT_EQ(here.post("/account/sessions/end", {{"session", session}}).status, 303);
    EXPECT_EQ((there.get("/account").status == 200) + (third.get("/account").status == 200), 1);
    EXPECT_EQ(here.post("/account/sessions/end", {{"session", "others"}}).status, 303);
    EXPECT_EQ(there.get("/account").status + third.get("/account").status, 606);
    EXPECT_EQ(here.get("/account").status, 200);
    EXPECT_EQ(foreign.get("/account").status, 200);
    EXPECT_THAT(verbs(site.account(Role::evaluator)), Contains("session_ended"));
}

TEST_P(SafeSignIn, notes_the_use_of_a_session_to_the_hour) {
    Window window(site);
    (void)sign_in(window, evaluator);
    const auto began = site.now;
    const auto used = [&] {
        (void)window.get("/account");
        return read([](db::Read& db) {
            return db.first([](const db::Row& row) { return row.get<Instant>("used_at"); }, "select used_at from session");
        });
    };
    site.now += std::chrono::minutes{59};
    EXPECT_EQ(used(), began);
    site.now += std::chrono::minutes{1};
    EXPECT_EQ(used(), site.now);
}

TEST_P(SafeSignIn, changes_a_password_and_tells_the_owner) {
    Window here(site), there(site);
    (void)sign_in(here, evaluator);
    (void)sign_in(there, evaluator);
    EXPECT_EQ(here.post("/account", {{"current", password}, {"password", "1qaz2wsx3edc"}}).status, 422);
    EXPECT_EQ(here.post("/account", {{"current", password}, {"password", another_password}}).status, 303);
    EXPECT_EQ(here.get("/account").status, 200);
    EXPECT_EQ(there.get("/account").status, 303);
    EXPECT_THAT(mail().front().subject, HasSubstr("password"));
    EXPECT_THAT(verbs(site.account(Role::evaluator)), Contains("password_changed"));
}

}  // namespace
}  // namespace touchstone

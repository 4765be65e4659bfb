// Second factors, slow guessing, invitations, forgotten passwords and sessions, as people and attackers meet them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "people/account_store.h"
#include "people/event_store.h"
#include "people/factor_store.h"
#include "people/mail_store.h"
#include "people/organisation_store.h"
#include "people/password.h"
#include "tests/window.h"
#include "web/session.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Window;

constexpr const char* password = "four unrelated words here";
constexpr const char* another_password = "five other words stand here";
constexpr const char* administrator = "3@example.org";
constexpr const char* evaluator = "2@example.org";

class SafeSignIn : public ::testing::TestWithParam<db::Engine> {
protected:
    SafeSignIn() : site(GetParam()) {
        static const auto hash = people::hash_password(password);
        write([&](db::Write& db) {
            for (const auto role : {Role::administrator, Role::evaluator}) people::change_password(db, site.account(role), hash);
        });
    }
    template <class Change>
    void write(Change change) {
        site.database().writing([&](db::Write& db) {
            change(db);
            return true;
        });
    }
    template <class Question>
    auto read(Question question) {
        return site.database().reading([&](db::Read& db) { return question(db); });
    }
    web::Answer sign_in(Window& window, const std::string& email, const std::string& typed = password) {
        return window.post("/sign-in", {{"email", email}, {"password", typed}});
    }
    std::vector<people::Mail> mail() {
        return read([&](db::Read& db) { return people::list_waiting_mail(db, site.partnership(), 99); });
    }
    // The path of the link in the mail that has one.
    std::string link() {
        for (const auto& one : mail())
            if (const auto begin = one.body.find("/choose-password"); begin != std::string::npos)
                return one.body.substr(begin, one.body.find('\n', begin) - begin);
        return {};
    }
    web::Answer choose(Window& window, const std::string& address, const std::string& chosen) {
        return window.post("/choose-password", {{"one_time_link", address.substr(address.find('=') + 1)}, {"password", chosen}});
    }
    std::vector<std::string> verbs(const AccountId& account) {
        std::vector<std::string> found;
        for (const auto& happened :
             read([&](db::Read& db) { return people::list_events(db, site.partnership(), "account", account.text, 99); }))
            found.push_back(happened.event.verb);
        return found;
    }
    // Signs in, sets up a second factor through the pages, and answers its secret.
    std::string set_up_factor(Window& window, Role role) {
        (void)window.post("/account/factor", {{"current", password}, {"do", "begin"}});
        const auto offered = read([&](db::Read& db) { return people::find_factors(db, site.account(role), site.now); }).offered;
        shown = window
                    .post("/account/factor/confirm", {{"offer", web::token_hash(offered.value().secret)},
                                                      {"code", people::code_at(offered.value().secret, people::step_at(site.now))}})
                    .body;
        return offered->secret;
    }
    std::string code(const std::string& secret) { return people::code_at(secret, people::step_at(site.now)); }

    testing::Site site;
    std::string shown;  // the page with the recovery codes
};

INSTANTIATE_TEST_SUITE_P(Both, SafeSignIn, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(SafeSignIn, withholds_the_administrators_role_until_there_is_a_second_factor) {
    Window window(site);
    ASSERT_EQ(sign_in(window, administrator).status, 303);
    EXPECT_THAT(window.get("/account").body, HasSubstr("One of your roles counts only after a second step"));
    const auto refused = window.get("/people/invite");
    EXPECT_EQ(refused.status, 403);
    EXPECT_THAT(refused.body, HasSubstr("/account/factor"));
    (void)set_up_factor(window, Role::administrator);
    EXPECT_EQ(window.get("/people/invite").status, 200) << "the session that set it up need not begin again";
    EXPECT_THAT(window.get("/account").body, Not(HasSubstr("counts only after")));
    EXPECT_THAT(verbs(site.account(Role::administrator)), Contains("factor_set"));
    EXPECT_THAT(mail().front().subject, HasSubstr("second step"));
}

TEST_P(SafeSignIn, asks_for_a_code_and_takes_none_twice) {
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

TEST_P(SafeSignIn, keeps_the_half_way_state_for_one_browser_and_ten_minutes) {
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

TEST_P(SafeSignIn, asks_for_the_password_again_after_five_wrong_codes) {
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

TEST_P(SafeSignIn, tells_the_owner_after_ten_wrong_codes_from_wherever_they_came) {
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

TEST_P(SafeSignIn, takes_each_recovery_code_once) {
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

TEST_P(SafeSignIn, changes_a_factor_only_with_the_password_and_ends_other_sessions) {
    Window window(site), elsewhere(site);
    (void)sign_in(elsewhere, administrator);
    (void)sign_in(window, administrator);
    (void)set_up_factor(window, Role::administrator);
    EXPECT_EQ(elsewhere.get("/account").status, 303) << "the other session ended";
    for (const auto* wish : {"begin", "codes", "remove"})
        EXPECT_EQ(window.post("/account/factor", {{"current", "not the password"}, {"do", wish}}).status, 422) << wish;
    EXPECT_TRUE(read([&](db::Read& db) { return people::has_factor(db, site.account(Role::administrator)); }));
    EXPECT_EQ(window.post("/account/factor", {{"current", password}, {"do", "remove"}}).status, 303);
    EXPECT_FALSE(read([&](db::Read& db) { return people::has_factor(db, site.account(Role::administrator)); }));
    EXPECT_EQ(window.get("/people/invite").status, 403) << "and the role waits again";
}

TEST_P(SafeSignIn, shows_a_secret_to_nobody_who_looks_through_another_persons_eyes) {
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

TEST_P(SafeSignIn, lets_the_old_phone_work_until_the_new_one_does) {
    Window window(site);
    (void)sign_in(window, administrator);
    const auto before = set_up_factor(window, Role::administrator);
    site.now += std::chrono::minutes{5};
    (void)window.post("/account/factor", {{"current", password}, {"do", "begin"}});
    Window fresh(site);
    (void)sign_in(fresh, administrator);
    EXPECT_EQ(fresh.post("/sign-in/code", {{"code", code(before)}}).status, 303);
}

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
    EXPECT_THAT(site.document(own), HasSubstr("Somebody else has to give you a role"));
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
    EXPECT_LE(page.statements, 2);
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

// Which language somebody reads, and how they choose it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "people/account_store.h"
#include "people/mail_pages.h"
#include "people/mail_store.h"
#include "people/organisation_store.h"
#include "tests/second_language.h"
#include "tests/site.h"
#include "web/texts.h"

namespace touchstone::people {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using touchstone::testing::SecondLanguage;

struct LanguageOfRequest : ::testing::Test {
    testing::Site site;

    std::string page(const std::string& address, std::vector<web::Header> headers = {}) {
        web::Request request;
        request.method = "GET";
        request.target = address;
        request.headers = std::move(headers);
        request.headers.push_back({"Host", "touchstone.example"});
        request.peer = "127.0.0.1";
        return site.answer(request).body;
    }
    void write(const std::function<void(db::Write&)>& change) {
        site.database().writing([&](db::Write& db) {
            change(db);
            return true;
        });
    }
};

TEST_F(LanguageOfRequest, is_no_choice_where_there_is_one_language) {
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html("/account"), Not(HasSubstr("/account/language")));
    EXPECT_THAT(page("/sign-in", {{"Accept-Language", "gd"}, {"Cookie", "language=gd"}}), HasSubstr("<html lang=\"en-GB\" dir=\"ltr\">"));
}

TEST_F(LanguageOfRequest, is_what_the_browser_asks_for_and_before_that_what_was_chosen_in_it) {
    const SecondLanguage second;
    EXPECT_THAT(page("/sign-in"), HasSubstr("<html lang=\"en-GB\" dir=\"ltr\">"));
    EXPECT_THAT(page("/sign-in", {{"Accept-Language", "xx, en;q=0.5"}}), HasSubstr("<html lang=\"xx\" dir=\"ltr\">"));
    EXPECT_THAT(page("/sign-in", {{"Accept-Language", "en"}, {"Cookie", "language=xx"}}), HasSubstr("<html lang=\"xx\" dir=\"ltr\">"));
    EXPECT_THAT(page("/sign-in", {{"Accept-Language", "xx"}, {"Cookie", "language=../en"}}), HasSubstr("<html lang=\"xx\" dir=\"ltr\">"));
    EXPECT_THAT(page("/no-such-page", {{"Accept-Language", "xx"}}), HasSubstr("<html lang=\"xx\" dir=\"ltr\">"));
    EXPECT_EQ(web::current_language(), "en") << "nothing of a request stays";
}

TEST_F(LanguageOfRequest, is_the_partnerships_where_nobody_chose_and_the_accounts_before_all_others) {
    const SecondLanguage second;
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html("/account"), HasSubstr("<html lang=\"en-GB\" dir=\"ltr\">"));
    write([&](db::Write& db) { choose_language(db, {site.partnership(), {}, site.now}, "xx"); });
    EXPECT_THAT(site.html("/account"), HasSubstr("<html lang=\"xx\" dir=\"ltr\">"));
    EXPECT_THAT(site.html("/account"), HasSubstr("<title>Mo chunntas"));
    write([&](db::Write& db) { choose_own_language(db, {site.partnership(), site.account(Role::evaluator), site.now}, "en"); });
    EXPECT_THAT(site.html("/account"), HasSubstr("<html lang=\"en-GB\" dir=\"ltr\">"));
    write([&](db::Write& db) { choose_own_language(db, {site.partnership(), site.account(Role::evaluator), site.now}, "gone"); });
    EXPECT_THAT(site.html("/account"), HasSubstr("<html lang=\"xx\" dir=\"ltr\">"));
}

TEST_F(LanguageOfRequest, is_chosen_on_the_account_page) {
    const SecondLanguage second;
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html("/account"), HasSubstr("action=\"/account/language\""));
    const auto refused = site.post("/account/language", {{"language", "gd"}});
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused), HasSubstr("Choose a language from the list"));
    const auto chosen = site.post("/account/language", {{"language", "xx"}});
    EXPECT_EQ(chosen.status, web::Status::see_other);
    EXPECT_THAT(chosen.cookies, Contains(HasSubstr("language=xx; Path=/")));
    EXPECT_THAT(site.html("/account"), HasSubstr("<title>Mo chunntas"));
    EXPECT_THAT(site.post("/account/language", {{"language", ""}}).cookies, Contains(HasSubstr("Max-Age=0")));
    EXPECT_THAT(site.html("/account"), HasSubstr("<html lang=\"en-GB\" dir=\"ltr\">"));
}

TEST_F(LanguageOfRequest, of_a_mail_is_its_readers) {
    const auto language = [&](const std::string& to) {
        return site.database().reading([&](db::Read& db) { return language_of_mail(db, site.partnership(), to); });
    };
    const SecondLanguage second;
    write([&](db::Write& db) { choose_own_language(db, {site.partnership(), site.account(Role::evaluator), site.now}, "xx"); });
    EXPECT_EQ(language("2@example.org"), "xx");
    EXPECT_EQ(language("1@example.org"), "en");
    write([&](db::Write& db) { choose_language(db, {site.partnership(), {}, site.now}, "xx"); });
    EXPECT_EQ(language("1@example.org"), "xx");
    EXPECT_EQ(language("nobody@example.org"), "xx");
}

}  // namespace
}  // namespace touchstone::people

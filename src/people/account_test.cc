#include "people/account.h"

#include <gtest/gtest.h>

#include "access/browser.h"
#include "people/known_passwords.h"

namespace touchstone::people {

using namespace access;
namespace {

TEST(Password, that_attackers_know_is_refused) {
    // Entries of the list as they are, in other case, and with figures and signs behind them.
    for (const auto* known : {"1qaz2wsx3edc", "qazwsxedcrfv", "administrator", "Counterstrike", "password1234", "Password2027!!!",
                              "dragon123456!", "football-2026", "aaaaaaaaaaaa", "121212121212"})
        EXPECT_EQ(password_problems(known, ""), (Problems{{"password", "people.account.password_known"}})) << known;
}

TEST(Password, of_unrelated_words_will_do) {
    for (const auto* good : {"four unrelated words here", "seven-quiet-herons-wade", "Kxk7-9Lq2.mTzP", "dràgon bòidheach uaine 7"})
        EXPECT_TRUE(password_problems(good, "mairi@example.org").empty()) << good;
}

TEST(Password, has_a_length_and_is_not_the_address) {
    EXPECT_EQ(password_problems("short", "").front().text, "people.account.password_short");
    EXPECT_EQ(password_problems(std::string(513, 'x'), "").front().text, "people.account.password_long");
    EXPECT_EQ(password_problems("my mairi@example.org", "mairi@example.org").front().text, "people.account.password_is_email");
}

TEST(Browser, is_named_coarsely) {
    for (const auto& [sent, name] :
         {std::pair{"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox on Windows"},
          {"Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15",
           "Safari on Mac"},
          {"Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 Version/17.1 Mobile/15E148 Safari/604.1",
           "Safari on iPhone"},
          {"Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
           "Chrome on Android"},
          {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0", "Edge on Windows"},
          {"curl/8.0", ""},
          {"", ""}})
        EXPECT_EQ(browser_from(sent), name);
}

}  // namespace
}  // namespace touchstone::people

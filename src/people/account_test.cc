#include "people/account.h"

#include <gtest/gtest.h>

#include "people/known_passwords.h"

namespace touchstone::people {
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

}  // namespace
}  // namespace touchstone::people

#include "access/password.h"

#include <array>

#include <gtest/gtest.h>
#include <sodium.h>

#include "access/password_pages.h"

namespace touchstone::access {
namespace {

// The same words, typed on a keyboard that composes letters and on one that does not.
const std::string composed = "dr\u00E0gon b\u00F2idheach 7", apart = "dra\u0300gon bo\u0300idheach 7";

TEST(Password, is_the_same_from_another_keyboard) {
    EXPECT_TRUE(password_matches(hash_password(composed), apart));
    EXPECT_TRUE(password_matches(hash_password(apart), composed));
    EXPECT_FALSE(password_matches(hash_password("dragon boidheach 7"), composed));
    EXPECT_FALSE(password_matches("", composed));
}

TEST(Password, that_was_hashed_as_it_was_typed_still_fits) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    ASSERT_EQ(crypto_pwhash_str_alg(hash.data(), apart.data(), apart.size(), crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN,
                                    crypto_pwhash_ALG_ARGON2ID13),
              0);
    EXPECT_TRUE(password_matches(hash.data(), apart));
    EXPECT_FALSE(password_matches(hash.data(), composed)) << "nobody could know";
}

TEST(Password, is_taken_exactly_as_it_was_typed) {
    web::Form form;
    form.add("password", " " + apart + " \n");
    EXPECT_EQ(typed_password(form, "password"), apart);
    EXPECT_EQ(typed_password(form, "other"), "");
}

}  // namespace
}  // namespace touchstone::access

#include "access/factor.h"

#include <set>

#include <gtest/gtest.h>

#include "web/qr.h"

namespace touchstone::access {
namespace {

// "12345678901234567890" in base 32: the secret of RFC 6238, appendix B.
constexpr const char* secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

Instant at(std::int64_t seconds) { return Instant{std::chrono::seconds{seconds}}; }

TEST(Factor, gives_the_codes_of_the_standard) {
    for (const auto& [seconds, code] : {std::pair{59LL, "287082"},
                                        {1111111109LL, "081804"},
                                        {1111111111LL, "050471"},
                                        {1234567890LL, "005924"},
                                        {2000000000LL, "279037"},
                                        {20000000000LL, "353130"}})
        EXPECT_EQ(code_at(secret, step_at(at(seconds))), code);
}

TEST(Factor, takes_a_code_one_step_early_or_late_and_no_more) {
    const Factor factor{secret, 0};
    const auto now = at(1234567890);
    for (int drift = -3; drift <= 3; ++drift) {
        const auto step = step_at(now) + drift;
        EXPECT_EQ(step_of(factor, code_at(secret, step), now).has_value(), -1 <= drift && drift <= 1) << drift;
    }
}

TEST(Factor, takes_no_code_twice_nor_one_before_it) {
    const auto now = at(1234567890);
    const Factor factor{secret, step_at(now)};
    EXPECT_FALSE(step_of(factor, code_at(secret, step_at(now)), now));
    EXPECT_FALSE(step_of(factor, code_at(secret, step_at(now) - 1), now));
    EXPECT_EQ(step_of(factor, code_at(secret, step_at(now) + 1), now), step_at(now) + 1);
}

TEST(Factor, takes_nothing_that_is_no_code) {
    for (const auto* typed : {"", "00592", "0059240", "abcdef", "00592\xc3\xa9"})
        EXPECT_FALSE(step_of({secret, 0}, typed, at(1234567890))) << typed;
}

TEST(Factor, makes_secrets_and_recovery_codes_afresh) {
    EXPECT_EQ(new_factor_secret().size(), 32U);
    std::set<std::string> all;
    for (int i = 0; i < 20; ++i)
        for (const auto& code : new_recovery_codes()) all.insert(code);
    EXPECT_EQ(all.size(), 200U);
    EXPECT_EQ(recovery_code_hash("abcd efgh-ijkl mnop"), recovery_code_hash("ABCD-EFGH-IJKL-MNOP"));
    EXPECT_NE(recovery_code_hash("ABCD-EFGH-IJKL-MNOP"), recovery_code_hash("ABCD-EFGH-IJKL-MNOQ"));
}

TEST(Factor, is_drawn_with_a_quiet_border) {
    const auto qr = web::qr_of(factor_address(secret, "mairi@example.org"));
    EXPECT_EQ(factor_address(secret, "a&b@x.org"),
              "otpauth://totp/Touchstone:a%26b%40x%2Eorg?secret=" + std::string(secret) + "&issuer=Touchstone");
    EXPECT_TRUE(qr.path.starts_with("M4 4h1v1h-1z")) << "the corner of the finder pattern";
    EXPECT_EQ(qr.path.find("M3 "), std::string::npos);
    EXPECT_GT(qr.size, 40);
}

}  // namespace
}  // namespace touchstone::access

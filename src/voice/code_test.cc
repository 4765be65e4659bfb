#include "voice/code.h"

#include <cmath>

#include <gtest/gtest.h>

#include "voice/spoken.h"
#include "voice/wave.h"

namespace touchstone::voice {
namespace {

TEST(Code, is_not_found_by_a_million_guesses_at_the_largest_wave) {
    constexpr double guesses = 1'000'000;
    const double all = std::pow(256.0, static_cast<double>(code_bytes));
    const double decent = all / 2;  // many more than half are
    EXPECT_LT(guesses * codes_max / decent, 1e-6);
}

TEST(Code, is_four_words_to_type) {
    const auto code = spoken(std::string(code_bytes, 'x'));
    EXPECT_EQ(code.size(), 23u);
    EXPECT_EQ(as_spoken(code), code);
}

}  // namespace
}  // namespace touchstone::voice

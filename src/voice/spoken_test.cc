#include "voice/spoken.h"

#include <gtest/gtest.h>

namespace touchstone::voice {
namespace {

TEST(Spoken, says_bytes_as_the_paper_does) {
    EXPECT_EQ(spoken(std::string("\x7f\x00\x00\x01", 4)), "lusab-babad");  // 127.0.0.1 in arXiv:0901.4016
    EXPECT_EQ(spoken("?T\xdc\xc1"), "gutih-tugad");                        // 63.84.220.193
}

TEST(Spoken, reads_what_was_typed_in_another_way) {
    EXPECT_EQ(as_spoken(" Lusab  BABAD."), "lusab-babad");
    EXPECT_EQ(as_spoken("lusabbabad"), "lusab-babad");
    EXPECT_EQ(as_spoken("12 ?"), "");
}

TEST(Spoken, says_nothing_rude) {
    EXPECT_FALSE(is_decent("lofuk-babad"));
    EXPECT_TRUE(is_decent("lusab-babad"));
}

}  // namespace
}  // namespace touchstone::voice

#include "reports/snapshot.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace touchstone::reports {
namespace {

const SigningKey key(std::string(seed_bytes, 'k'));

std::string sample() {
    return seal(nlohmann::json{{"evaluation", {{"title", "Growing up, à Srath"}}},
                               {"version", {{"number", 2}, {"made_at", "2026-11-23T10:00:00Z"}}},
                               {"questions", {1, 2, {{"words", "“Most” \\ \" \n \x01"}}}}}
                    .dump(),
                key);
}

TEST(Snapshot, is_whole_as_it_was_made) {
    const auto found = verify(sample());
    EXPECT_TRUE(found.is_whole) << found.fault;
    EXPECT_EQ(found.title, "Growing up, à Srath");
    EXPECT_EQ(found.number, 2);
    EXPECT_EQ(found.public_key, key.public_key());
    EXPECT_TRUE(verify(sample(), key.public_key()).is_whole);
    EXPECT_FALSE(verify(sample(), SigningKey(std::string(seed_bytes, 'x')).public_key()).is_whole);
    EXPECT_EQ(verify(content_of(sample())).is_whole, false);
}

TEST(Snapshot, every_flipped_byte_is_found) {
    const auto whole = sample();
    for (std::size_t at = 0; at < whole.size(); ++at)
        for (const int bit : {1, 4, 32, 128}) {
            auto changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ bit);
            EXPECT_FALSE(verify(changed).is_whole) << "byte " << at << " bit " << bit;
        }
}

TEST(Snapshot, what_is_cut_added_or_forged_is_found) {
    const auto whole = sample();
    for (std::size_t size = 0; size < whole.size(); size += 7) EXPECT_FALSE(verify(whole.substr(0, size)).is_whole);
    EXPECT_FALSE(verify(whole + " ").is_whole);
    EXPECT_FALSE(verify(" " + whole).is_whole);
    auto json = nlohmann::json::parse(whole);
    json["content"]["evaluation"]["title"] = "Forged";
    EXPECT_FALSE(verify(json.dump() + "\n").is_whole);
    json["sha256"] = hash_of(json["content"].dump());
    EXPECT_FALSE(verify(json.dump() + "\n").is_whole) << "a hash that fits is no signature";
    for (const auto* junk : {"", "{}", "[]", "null", "{\"touchstone_snapshot\":1}", "\xff\xfe"}) EXPECT_FALSE(verify(junk).is_whole);
    EXPECT_FALSE(verify(std::string(100'000, '[')).is_whole);
}

}  // namespace
}  // namespace touchstone::reports

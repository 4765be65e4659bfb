#include "events/event_words_pages.h"

#include <gtest/gtest.h>

namespace touchstone::events {
namespace {

TEST(EventWords, say_days_choices_and_labels_as_people_read_them) {
    EXPECT_EQ(kept_in_words("plan", R"({"due": "2026-12-11", "state": "not_started", "risks": ""})"),
              "Due: 11 December 2026 · State: Not started");
    EXPECT_EQ(kept_in_words("evidence", R"({"source": "performance_data", "security": "secure"})"),
              "Security: Secure · Source: performance data");
    EXPECT_EQ(kept_in_words("evidence", R"({"source": "peer_review"})"), "Source: peer review") << "a framework's own";
    EXPECT_EQ(kept_in_words("service", R"({"level": "delivery", "state": "open"})"), "Where services work: In delivery · State: Open");
}

TEST(EventWords, list_what_has_several_values) {
    EXPECT_EQ(kept_in_words("evidence", R"({"themes": ["5.1/1", "5.1/2"], "outcomes": []})"), "Themes: 5.1/1; 5.1/2");
    EXPECT_EQ(kept_in_words("evidence", R"({"themes": "5.1/1, 5.1/2"})"), "Themes: 5.1/1, 5.1/2") << "as it was kept before";
}

TEST(EventWords, leave_what_is_no_text_and_keep_what_no_text_knows) {
    EXPECT_EQ(kept_in_words("evaluation", R"({"kind": "rubbish", "services": ["01m6"], "zq": "x"})"), "Kind: rubbish · zq: x");
    EXPECT_EQ(kept_in_words("evaluation", ""), "");
    EXPECT_EQ(kept_in_words("evaluation", "[1]"), "");
}

}  // namespace
}  // namespace touchstone::events

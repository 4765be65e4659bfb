// The rules of an item of evidence and of a finding, as tables.
#include "evidence/evidence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::evidence {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Date today = date_from("2026-11-23").value();
const Groups groups{{"performance_data", "documentation", "views", "observation", "peer_review"},
                    {"parents"},
                    {"safe", "healthy", "active"},
                    {"under_six", "young_carers"}};
const EvidenceDraft survey{"Survey", "views", "", "parents", "2026-01-01", "2026-06-30", "secure", "", "", 0};

struct Days {
    const char *collected, *received;
    Problems problems;
};

TEST(Gather, keeps_the_days_of_collection_and_receipt_in_their_order) {
    const std::vector<Days> cases{{"", "", {}},
                                  {"2026-01-01", "2026-01-01", {}},
                                  {"2026-11-23", "2026-11-23", {}},
                                  {"", "2020-01-01", {}},
                                  {"2025-12-31", "", {{"collected", "evaluations.evidence.collected_too_early"}}},
                                  {"2026-11-24", "", {{"collected", "evaluations.evidence.collected_in_future"}}},
                                  {"2026-02-30", "", {{"collected", "evaluations.evidence.collected_not_a_date"}}},
                                  {"", "2027-01-01", {{"received", "evaluations.evidence.received_in_future"}}},
                                  {"", "soon", {{"received", "evaluations.evidence.received_not_a_date"}}},
                                  {"2026-05-02", "2026-05-01", {{"received", "evaluations.evidence.received_too_early"}}}};
    for (const auto& [collected, received, problems] : cases) {
        auto draft = survey;
        draft.collected = collected;
        draft.received = received;
        const auto item = gather({}, draft, groups, today);
        EXPECT_EQ(item ? Problems{} : item.error(), problems) << collected << " " << received;
    }
}

TEST(Gather, takes_a_source_that_a_framework_adds_and_no_other) {
    auto draft = survey;
    draft.source = "peer_review";
    draft.whose_view = "";
    const auto item = gather({}, draft, groups, today);
    ASSERT_TRUE(item) << "it tells what is, so nobody's view is needed";
    EXPECT_TRUE(item->source.tells_what_is());
    draft.source = "gossip";
    EXPECT_EQ(gather({}, draft, groups, today).error(), (Problems{{"source", "evaluations.evidence.source_missing"}}));
    Evidence before;
    before.source = {"gossip"};
    EXPECT_TRUE(gather(before, draft, groups, today)) << "what another framework let it say stays";
}

TEST(Gather, keeps_only_outcomes_and_groups_of_the_framework_each_once) {
    auto draft = survey;
    draft.outcomes = {"active", "safe", "safe", "invented"};
    draft.children = {"nobody", "young_carers"};
    draft.collector = "Parent council";
    const auto item = gather({}, draft, groups, today);
    ASSERT_TRUE(item);
    EXPECT_THAT(item->outcomes, ElementsAre("safe", "active"));
    EXPECT_THAT(item->children, ElementsAre("young_carers"));
    EXPECT_EQ(item->collector, "Parent council");
}

TEST(Find, quotes_what_stands_in_a_file_of_its_item) {
    const Linkable known{{{"guide", {"5.1", 1}}}, {FileId{"plan"}}, {}, "guide"};
    const FindingDraft draft{"strength", "It works.", {"5.1/1"}, 0, "We feel heard.", "page 14", "plan"};
    const auto finding = find({}, draft, known);
    ASSERT_TRUE(finding);
    EXPECT_EQ(finding->excerpt, "We feel heard.");
    EXPECT_EQ(finding->place, "page 14");
    EXPECT_EQ(finding->file, FileId{"plan"});
    auto wrong = draft;
    wrong.excerpt = "";
    wrong.file = "another items file";
    EXPECT_EQ(find({}, wrong, known).error(),
              (Problems{{"excerpt", "evaluations.finding.excerpt_missing"}, {"file", "evaluations.finding.file_unknown"}}));
    wrong = draft;
    wrong.excerpt = std::string(1'001, 'x');
    wrong.place = std::string(101, 'x');
    EXPECT_EQ(find({}, wrong, known).error(),
              (Problems{{"excerpt", "evaluations.finding.excerpt_too_long"}, {"place", "evaluations.finding.place_too_long"}}));
}

TEST(AlsoServed, follows_the_frameworks_advice_and_leaves_out_what_is_linked) {
    frameworks::Framework framework;
    for (const char* code : {"2.1", "2.2", "5.1", "6.2", "8.1"}) {
        frameworks::Indicator indicator;
        indicator.code = code;
        framework.indicators.push_back(indicator);
    }
    framework.reuse = {{{"2.1", "2.2"}, {"5.1", "6.2"}, "", "Why."}, {{"2.2"}, {"8.1"}, "", "Why."}};
    const auto codes = [&](const std::vector<std::string>& linked) {
        std::vector<std::string> served;
        for (const auto* indicator : also_served(framework, linked)) served.push_back(indicator->code);
        return served;
    };
    EXPECT_THAT(codes({"2.1"}), ElementsAre("5.1", "6.2"));
    EXPECT_THAT(codes({"2.2", "5.1"}), ElementsAre("6.2", "8.1"));
    EXPECT_THAT(codes({"5.1"}), IsEmpty());
    EXPECT_THAT(codes({}), IsEmpty());
}

}  // namespace
}  // namespace touchstone::evidence

// The rules of restricted records, without a database.
#include "records/record.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/permission.h"

namespace touchstone::records {
namespace {

using ::testing::ElementsAre;

const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
const RecordDraft good{"Child 7", "How help came", "It came late.", "2027-11-23", 1};
const Actor keeper{.id = {"keeper"}, .name = {}, .partnership = {"here"}, .roles = {}, .seen_by = {}, .has_factor = true};
const std::vector<AccountId> known{{"keeper"}, {"ann"}, {"ben"}};

std::vector<std::string> texts(const Problems& problems) {
    std::vector<std::string> all;
    for (const auto& problem : problems) all.push_back(problem.text);
    return all;
}

template <class Value>
std::vector<std::string> texts(const Outcome<Value>& outcome) {
    return outcome ? std::vector<std::string>{} : texts(outcome.error());
}

Actor with(Role role, bool has_factor, const AccountId& seen_by = {}) {
    auto actor = keeper;
    actor.roles = {{role, Reach::partnership, "here"}};
    actor.has_factor = has_factor;
    actor.seen_by = seen_by;
    return actor;
}

TEST(Record, is_made_by_who_leads_for_themselves_with_a_second_factor) {
    EXPECT_TRUE(may::make_records.holds(with(Role::lead, true)));
    EXPECT_FALSE(may::make_records.holds(with(Role::lead, false)));
    EXPECT_FALSE(may::make_records.holds(with(Role::lead, true, AccountId{"administrator"})));
    for (const auto role : {Role::administrator, Role::evaluator, Role::inspector, Role::reader})
        EXPECT_FALSE(may::make_records.holds(with(role, true)));
    EXPECT_FALSE(may_know_records(Actor{}));
}

TEST(Record, names_every_problem_at_once) {
    EXPECT_THAT(texts(make_record({}, {}, now)), ElementsAre("records.form.label_missing", "records.form.title_missing",
                                                             "records.form.text_missing", "records.form.keep_until_missing"));
    auto long_one = good;
    long_one.label.assign(label_max_characters + 1, 'x');
    EXPECT_THAT(texts(make_record({}, long_one, now)), ElementsAre("records.form.label_long"));
}

TEST(Record, is_kept_for_seven_years_at_most) {
    auto draft = good;
    for (const auto& [day, wrong] : {std::pair{"2033-11-23", ""},
                                     {"2033-11-24", "records.form.keep_until_far"},
                                     {"2026-11-22", "records.form.keep_until_past"},
                                     {"2026-02-30", "records.form.keep_until_missing"}}) {
        draft.keep_until = day;
        const auto made = make_record({}, draft, now);
        EXPECT_EQ(made ? "" : made.error().front().text, wrong) << day;
    }
    const Instant leap{std::chrono::sys_days{std::chrono::year{2028} / 2 / 29}};
    draft.keep_until = "2035-03-01";
    EXPECT_TRUE(make_record({}, draft, leap));
}

TEST(Record, is_due_thirty_days_before_its_time_is_over) {
    Record record;
    record.keep_until = *date_from("2026-12-22");
    EXPECT_TRUE(is_due(record, now));
    record.keep_until = *date_from("2026-12-23");
    EXPECT_FALSE(is_due(record, now));
}

TEST(Reader, is_named_by_somebody_else_with_a_reason) {
    const std::vector<Reader> readers{{{"1"}, {"keeper"}, ReaderKind::keeper, now, std::nullopt, {"keeper"}, {}},
                                      {{"2"}, {"ben"}, ReaderKind::reader, now, std::nullopt, {"keeper"}, {}}};
    const auto wrong = [&](const ReaderDraft& draft) { return texts(name_reader(keeper, readers, known, draft, now)); };
    EXPECT_THAT(wrong({"ann", "reader", "", "Writes the study"}), ElementsAre());
    EXPECT_THAT(wrong({"ben", "keeper", "", "Keeps it with me"}), ElementsAre()) << "a reader can become a keeper";
    EXPECT_THAT(wrong({"keeper", "reader", "", "Writes the study"}), ElementsAre("records.readers.account_own"));
    EXPECT_THAT(wrong({"ben", "reader", "", "Writes the study"}), ElementsAre("records.readers.account_named"));
    EXPECT_THAT(wrong({"eve", "", "", "Two words"}),
                ElementsAre("records.readers.account_missing", "records.readers.kind_missing", "records.open.reason_missing"));
    EXPECT_THAT(wrong({"ann", "keeper", "2027-01-01", "Keeps it with me"}), ElementsAre("records.readers.keeper_until"));
    EXPECT_THAT(wrong({"ann", "reader", "2026-01-01", "Writes the study"}), ElementsAre("records.readers.until_past"));
}

TEST(Reader, never_leaves_a_record_without_a_keeper) {
    std::vector<Reader> readers{{{"1"}, {"keeper"}, ReaderKind::keeper, now, std::nullopt, {"keeper"}, {}},
                                {{"2"}, {"ann"}, ReaderKind::reader, now, std::nullopt, {"keeper"}, {}},
                                {{"3"}, {"ben"}, ReaderKind::keeper, now, now, {"keeper"}, {}}};
    EXPECT_THAT(texts(end_reader(readers, {"1"}, now)), ElementsAre("records.readers.last_keeper")) << "the other keeper is over";
    EXPECT_THAT(texts(end_reader(readers, {"3"}, now)), ElementsAre("records.readers.over_already"));
    const auto after = end_reader(readers, {"2"}, now);
    ASSERT_TRUE(after);
    EXPECT_FALSE(after->holds_at(now));
    readers[2].until.reset();
    EXPECT_TRUE(end_reader(readers, {"1"}, now));
}

TEST(Reading, needs_a_purpose_and_a_few_words) {
    for (const auto* reason : {"", "why", "two words", "  two   words  "})
        EXPECT_THAT(texts(open_record(keeper, {"write", reason}, now)), ElementsAre("records.open.reason_missing")) << reason;
    EXPECT_THAT(texts(open_record(keeper, {"other", "For the study"}, now)), ElementsAre("records.open.purpose_missing"));
    for (const auto purpose : all_purposes()) EXPECT_TRUE(open_record(keeper, {name_of(purpose), "For the study"}, now));
}

}  // namespace
}  // namespace touchstone::records

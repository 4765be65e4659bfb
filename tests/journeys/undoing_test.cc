// What was begun by mistake is deleted, what was withdrawn or cancelled by mistake stands again, and what is over goes to the archive.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;

class Undoing : public ::testing::TestWithParam<db::Engine> {
protected:
    Undoing() : site(GetParam()), evaluation(site.add_evaluation("Begun by mistake")), at("/evaluations/" + evaluation.text) {
        site.sign_in(Role::lead);
    }
    EvidenceId add_item(Role who = Role::evaluator) {
        evidence::Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = "Zqxitem";
        item.from = item.to = date_of(site.now);
        item.added_by = site.account(who);
        item.added_at = site.now;
        site.database().writing([&](db::Write& db) {
            evidence::add_evidence(db, site.by(who), item);
            return true;
        });
        return item.id;
    }
    std::string before_of(const std::string& verb) {
        return site.database().reading([&](db::Read& db) {
            return db
                .first([](const db::Row& row) { return row.maybe<std::string>("before").value_or(""); },
                       "select before from event where verb = $1", verb)
                .value_or("none");
        });
    }

    testing::Site site;
    EvaluationId evaluation;
    std::string at;
};

INSTANTIATE_TEST_SUITE_P(Both, Undoing, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Undoing, deletes_an_evaluation_that_nobody_built_on_and_keeps_what_stood_there) {
    EXPECT_THAT(site.html(at + "/delete"), HasSubstr("Delete this evaluation"));
    ASSERT_EQ(site.post(at + "/delete", {}).location, "/evaluations");
    EXPECT_EQ(site.get(at).status, Status::not_found);
    EXPECT_THAT(before_of("deleted_evaluation"), AllOf(HasSubstr("Begun by mistake"), HasSubstr("scope_choice")));
    EXPECT_EQ(site.post(at + "/delete", {}).status, Status::not_found) << "twice";
}

TEST_P(Undoing, says_why_an_evaluation_that_was_judged_cannot_be_deleted) {
    site.judge_something(evaluation);
    EXPECT_THAT(site.html(at + "/delete"), AllOf(HasSubstr("cannot be deleted"), HasSubstr("Someone has judged an indicator")));
    EXPECT_EQ(site.post(at + "/delete", {}).status, Status::unprocessable);
    EXPECT_EQ(site.get(at).status, Status::ok);
}

TEST_P(Undoing, keeps_an_evaluation_that_somebody_else_changed) {
    const auto item = add_item();
    site.database().writing([&](db::Write& db) {
        evidence::use_evidence(db, site.by(Role::lead), evaluation, item);
        return true;
    });
    EXPECT_THAT(site.html(at + "/delete"), HasSubstr("Someone else has changed it"));
}

TEST_P(Undoing, is_not_offered_to_who_only_reads) {
    site.sign_in(Role::reader);
    EXPECT_EQ(site.get(at + "/delete").status, Status::forbidden);
    EXPECT_EQ(site.post(at + "/delete", {}).status, Status::forbidden);
    EXPECT_THAT(site.html(at), Not(HasSubstr("/delete")));
}

TEST_P(Undoing, deletes_an_item_that_no_evaluation_uses) {
    const auto item = add_item();
    const auto address = "/evidence/" + item.text;
    site.database().writing([&](db::Write& db) {
        evidence::use_evidence(db, site.by(Role::evaluator), evaluation, item);
        return true;
    });
    EXPECT_THAT(site.html(address + "/delete"), HasSubstr("An evaluation uses it"));
    EXPECT_EQ(site.post(address + "/delete", {}).status, Status::unprocessable);
    site.database().writing([&](db::Write& db) {
        evidence::stop_using_evidence(db, site.by(Role::evaluator), evaluation, item);
        return true;
    });
    ASSERT_EQ(site.post(address + "/delete", {}).location, "/evidence");
    EXPECT_EQ(site.get(address).status, Status::not_found);
    EXPECT_THAT(before_of("deleted_evidence"), HasSubstr("Zqxitem"));
    EXPECT_THAT(site.html("/evidence?q=zqxitem"), HasSubstr("0 pieces of evidence found"));
}

TEST_P(Undoing, a_withdrawn_finding_stands_again_with_its_words) {
    const auto item = add_item();
    const auto address = "/evidence/" + item.text;
    const std::vector<std::pair<std::string, std::string>> words{
        {"kind", "strength"}, {"statement", "Zqxfinding holds."}, {"themes", "generic-2006/5.1/1"}};
    ASSERT_EQ(site.post(address + "/findings", words).status, Status::see_other);
    const auto finding = site.database().reading(
        [&](db::Read& db) { return *db.first([](const db::Row& row) { return row.get<std::string>("id"); }, "select id from finding"); });
    const auto one = address + "/findings/" + finding;
    auto with_button = words;
    with_button.insert(with_button.end(), {{"withdraw", "yes"}, {"seen_version", "1"}});
    const auto withdrawn = site.post(one, with_button);
    ASSERT_EQ(withdrawn.status, Status::see_other) << site.document(withdrawn);
    EXPECT_THAT(site.html("/evidence?q=zqxfinding"), HasSubstr("0 pieces of evidence found"));
    EXPECT_THAT(site.html(address), AllOf(HasSubstr("Withdrawn findings"), HasSubstr("Zqxfinding holds."), HasSubstr(one + "/restore")));
    ASSERT_EQ(site.post(one + "/restore", {}).status, Status::see_other);
    EXPECT_THAT(site.html(address), AllOf(Not(HasSubstr("Withdrawn findings")), HasSubstr("id=\"finding_" + finding)));
    EXPECT_THAT(site.html("/evidence?q=zqxfinding"), HasSubstr("1 piece of evidence found"));
    EXPECT_THAT(site.html(address + "/history"), HasSubstr("Restored a withdrawn finding"));
    EXPECT_EQ(site.post(one + "/restore", {}).status, Status::see_other) << "twice is as good as once";
}

TEST_P(Undoing, only_a_finished_evaluation_goes_to_the_archive_and_the_list_shows_it_when_asked) {
    site.post(at + "/archive", {{"archived", "yes"}});
    EXPECT_THAT(site.html("/evaluations"), HasSubstr("Begun by mistake")) << "under way";
    site.judge_something(evaluation);
    ASSERT_EQ(site.post(at + "/state", {{"state", "finished"}}).status, Status::see_other);
    EXPECT_THAT(site.html(at), HasSubstr("Move to the archive"));
    ASSERT_EQ(site.post(at + "/archive", {{"archived", "yes"}}).status, Status::see_other);
    EXPECT_THAT(site.html("/evaluations"), AllOf(Not(HasSubstr("Begun by mistake")), HasSubstr("Show 1 archived evaluation")));
    EXPECT_THAT(site.html("/evaluations?archived=yes"), AllOf(HasSubstr("Begun by mistake"), HasSubstr("Finished, archived")));
    EXPECT_THAT(site.html("/search?q=mistake"), HasSubstr("Begun by <mark>mistake</mark>"));
    ASSERT_EQ(site.post(at + "/archive", {{"archived", "no"}}).status, Status::see_other);
    EXPECT_THAT(site.html("/evaluations"), HasSubstr("Begun by mistake"));
    EXPECT_THAT(site.html(at + "/history"), HasSubstr("Moved an evaluation to the archive"));
}

}  // namespace
}  // namespace touchstone

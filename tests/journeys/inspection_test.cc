// Inspectors judge by themselves, sealed until they share; then both stand side by side, and differences have reasons.
#include "judging/inspection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evaluations/evaluation_store.h"
#include "evaluations/sharing_store.h"
#include "judging/judgement_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "tests/happened.h"

namespace touchstone {
namespace {

using namespace judging;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(Comparing, counts_where_the_inspectors_stand_and_adds_nothing_up) {
    const auto accuracy = compare({{"1.1", 4}, {"2.1", 5}, {"5.1", 3}, {"9.1", 6}}, {{"1.1", 4}, {"2.1", 1}, {"5.1", 4}, {"7.2", 2}});
    EXPECT_EQ(accuracy.same, 1);
    EXPECT_EQ(accuracy.lower, 1);
    EXPECT_EQ(accuracy.higher, 1);
    EXPECT_EQ(accuracy.compared(), 3);
}

class Inspectors : public ::testing::TestWithParam<db::Engine> {
protected:
    Inspectors() : site(GetParam()) {
        self = site.add_evaluation("How we see ourselves");
        inspectorate = add_organisation("Care Inspection Office", "inspectorate");
        school_owner = add_organisation("Council", "council_department");
        school = ServiceId::make(site.now);
        site.database().writing([&](db::Write& db) {
            people::add_service(db, site.by(Role::administrator), {school, school_owner, std::nullopt, "School", 3, {}, {}, 1});
            db.run("insert into evaluation_service (partnership_id, evaluation_id, service_id) values ($1, $2, $3)", site.partnership(),
                   self, school);
            // The evaluator of the site works for the inspectorate; the reader is head of the school.
            for (const auto role : {Role::evaluator, Role::reader})
                db.run("delete from assignment where account_id = $1", site.account(role));
            give(db, site.account(Role::evaluator), Role::inspector, Reach::organisation, inspectorate.text);
            give(db, site.account(Role::evaluator), Role::reader, Reach::evaluation, self.text);
            give(db, site.account(Role::reader), Role::evaluator, Reach::service, school.text);
            return judge(db, self, "5.1", Level::good) && judge(db, self, "7.2", Level::weak);
        });
    }
    OrganisationId add_organisation(const std::string& name, const std::string& kind) {
        const auto id = OrganisationId::make(site.now);
        site.database().writing([&](db::Write& db) {
            people::add_organisation(db, site.by(Role::administrator), {id, name, kind});
            return true;
        });
        return id;
    }
    void give(db::Write& db, const AccountId& account, Role role, Reach reach, const std::string& on) {
        auto given = people::on_partnership(site.partnership(), account, role, site.now);
        given.reach = reach;
        given.on = on;
        people::add_assignment(db, site.partnership(), given);
    }
    bool judge(db::Write& db, const EvaluationId& evaluation, const std::string& indicator, Level level) {
        return record_judgement(
            db, site.by(Role::evaluator), evaluation, site.framework(), nullptr,
            {indicator, level, "Zqxwhy " + indicator, Confidence::high, site.account(Role::lead), site.now, 0, "Zqxcaveat " + indicator});
    }
    std::string start_inspection() {
        site.sign_in(Role::evaluator);
        const auto started =
            site.post("/evaluations/" + self.text + "/inspection/new", {{"title", "Zqxinspection"}, {"inspectorate", inspectorate.text}});
        EXPECT_EQ(started.status, web::Status::see_other);
        return started.location.substr(0, started.location.rfind('/'));
    }

    testing::Site site;
    EvaluationId self;
    OrganisationId inspectorate, school_owner;
    ServiceId school;
};

INSTANTIATE_TEST_SUITE_P(Both, Inspectors, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Inspectors, judge_sealed_until_they_share_and_then_stand_beside_the_self_evaluation) {
    const auto inspection = start_inspection();
    EXPECT_THAT(testing::happened(site, "evaluation", inspection.substr(inspection.rfind('/') + 1), "created").after,
                HasSubstr("Zqxinspection"));
    const auto own = "/evaluations/" + self.text + "/inspection";
    site.database().writing([&](db::Write& db) {
        const EvaluationId id{inspection.substr(inspection.rfind('/') + 1)};
        return judge(db, id, "5.1", Level::adequate) && judge(db, id, "7.2", Level::weak);
    });
    EXPECT_EQ(site.post(inspection + "/differences/7.2", {{"reason_7.2", "x"}, {"seen_version", "0"}}).status, web::Status::unprocessable)
        << "no difference";
    EXPECT_EQ(site.post(inspection + "/differences/5.1", {{"reason_5.1", ""}, {"seen_version", "0"}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(inspection + "/differences/5.1", {{"reason_5.1", "Zqxreason"}, {"seen_version", "0"}}).status,
              web::Status::see_other);
    const auto late = site.post(inspection + "/differences/5.1", {{"reason_5.1", "Zqxlate"}, {"seen_version", "0"}});
    EXPECT_EQ(late.status, web::Status::conflict);
    EXPECT_THAT(site.document(late), ::testing::AllOf(HasSubstr("ts-typed\">Zqxlate"), HasSubstr("ts-typed\">Zqxreason")));

    for (const auto other : {Role::lead, Role::reader}) {
        site.sign_in(other);
        EXPECT_EQ(site.get(inspection).status, web::Status::not_found) << "sealed; " << static_cast<int>(other);
    }
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html(own), ::testing::AllOf(HasSubstr("not shared by Care Inspection Office"), Not(HasSubstr("Zqxreason")),
                                                 Not(HasSubstr("Zqxinspection"))));

    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.post(inspection + "/sharing", {{"with", "partnership"},
                                                  {"extent", "levels"},
                                                  {"purpose", "To learn."},
                                                  {"until_day", "1"},
                                                  {"until_month", "1"},
                                                  {"until_year", "2028"}})
                  .status,
              web::Status::see_other);
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html(inspection), ::testing::AllOf(HasSubstr("Zqxcaveat 5.1"), Not(HasSubstr("Zqxwhy"))))
        << "a caveat travels with its level";
    EXPECT_THAT(site.html(own),
                ::testing::AllOf(
                    HasSubstr("Zqxreason"),
                    HasSubstr("2 indicators have a level from both: inspectors gave 1 the same level, 1 a lower one and 0 a higher one")));
}

TEST_P(Inspectors, are_those_who_work_for_an_inspectorate) {
    for (const auto other : {Role::lead, Role::administrator}) {
        site.sign_in(other);
        EXPECT_EQ(site.post("/evaluations/" + self.text + "/inspection/new", {{"title", "x"}, {"inspectorate", inspectorate.text}}).status,
                  web::Status::unprocessable);
        EXPECT_THAT(site.html("/evaluations/" + self.text + "/inspection"), Not(HasSubstr("Start an inspection")));
    }
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.post("/evaluations/" + self.text + "/inspection/new", {{"title", "x"}, {"inspectorate", school_owner.text}}).status,
              web::Status::unprocessable);
    EXPECT_EQ(site.post("/evaluations/" + self.text + "/indicators/5.1", {{"level", "6"}}).status, web::Status::forbidden)
        << "an inspector changes nothing in the self-evaluation";
    const auto inspection = start_inspection();
    EXPECT_EQ(site.post(inspection + "/inspection/new", {{"title", "x"}, {"inspectorate", inspectorate.text}}).status,
              web::Status::unprocessable)
        << "of an inspection";
}

TEST_P(Inspectors, keep_their_inspection_when_the_self_evaluation_is_gone) {
    const auto inspection = start_inspection();
    site.database().writing([&](db::Write& db) {
        const EvaluationId id{inspection.substr(inspection.rfind('/') + 1)};
        db.run("update evaluation set inspects_id = 'gone' where id = $1", id);
        return judge(db, id, "5.1", Level::good);
    });
    EXPECT_THAT(site.html(inspection + "/inspection"), HasSubstr("levels of the self-evaluation are not shared"));
}

TEST_P(Inspectors, see_of_people_whom_they_work_with_and_nobodys_address) {
    site.database().writing([&](db::Write& db) {
        give(db, site.account(Role::moderator), Role::moderator, Reach::evaluation, self.text);
        return true;
    });
    site.sign_in(Role::evaluator);
    const auto page = site.html("/people");
    EXPECT_THAT(page, HasSubstr("Ewan Evaluator"));
    EXPECT_THAT(page, HasSubstr("Moira Moderator"));
    EXPECT_THAT(page, Not(HasSubstr("Lachie Lead")));
    EXPECT_THAT(page, Not(HasSubstr("Email address")));
    EXPECT_THAT(page, Not(HasSubstr("Everyone")));
    EXPECT_THAT(page, Not(HasSubstr(fmt::format("{}@example.org", static_cast<int>(Role::moderator)))));
}

TEST_P(Inspectors, read_a_position_statement_that_two_people_do_not_overwrite) {
    site.sign_in(Role::lead);
    const auto address = "/evaluations/" + self.text + "/position";
    EXPECT_EQ(site.post(address, {{"statement", ""}, {"seen_version", "0"}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(address, {{"statement", "Zqxposition"}, {"seen_version", "0"}}).status, web::Status::see_other);
    const auto late = site.post(address, {{"statement", "Later"}, {"seen_version", "0"}});
    EXPECT_EQ(late.status, web::Status::conflict);
    EXPECT_THAT(site.document(late), ::testing::AllOf(HasSubstr("ts-typed\">Later"), HasSubstr("ts-typed\">Zqxposition")));
    site.sign_in(Role::evaluator);
    EXPECT_THAT(site.html(address), HasSubstr("Zqxposition"));
}

}  // namespace
}  // namespace touchstone

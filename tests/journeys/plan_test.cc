// What could be done is proposed with its price and with the judgement that it could change, and the least of it that closes the gaps is
// named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "people/merge_store.h"
#include "people/organisation_store.h"
#include "tests/four_sources.h"
#include "tests/site.h"
#include "workspace/planned_activity_store.h"

namespace touchstone {
namespace {

using namespace evidence;
using namespace workspace;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;

TEST(Proposing, wants_everything_at_once_and_hours_that_are_hours) {
    const std::vector<ThemeRef> themes{{"5.1", 1}};
    const OrganisationId council{"council"};
    const auto propose_with = [&](const std::string& hours) {
        return propose({}, {"Visit", "", "observation", "5.1 could fall", {"5.1/1"}, {{"council", hours}}}, themes, {council},
                       testing::four_sources(), 0, {}, Instant{});
    };
    EXPECT_EQ(propose({}, {}, themes, {council}, testing::four_sources(), 0, {}, Instant{}).error().size(), 4U);
    for (const auto* wrong : {"x", "-1", "1.25", "2001", "1.", "1,5", "1e3"}) EXPECT_FALSE(propose_with(wrong)) << wrong;
    EXPECT_FALSE(propose_with("0")) << "what costs nobody anything has not been thought through";
    EXPECT_EQ(propose_with("1.5")->activity.work.at(council), Work{90});
    EXPECT_EQ(in_hours(Work{90}), "1.5");
    EXPECT_FALSE(propose({}, {"Visit", "", "observation", "x", {"5.1/1"}, {{"council", "1"}}}, themes, {council}, testing::four_sources(),
                         activities_max, {}, Instant{}));
}

class Planning : public ::testing::TestWithParam<db::Engine> {
protected:
    Planning() : site(GetParam()), address("/evaluations/" + site.add_evaluation("Planned").text + "/evidence-plan") {
        organisation = OrganisationId::make(site.now);
        site.database().writing([&](db::Write& db) {
            people::add_organisation(db, site.by(Role::administrator), {organisation, "Zqxcouncil", "council_department"});
            return db.run("update scope_choice set depth = case when indicator = '5.1' then 1 else 0 end");
        });
        site.sign_in(Role::evaluator);
    }
    web::Response propose_one(const std::string& name, const std::string& source, const std::string& hours,
                              const std::string& themes = "5.1/1") {
        return site.post(address + "/new", {{"name", name},
                                            {"source", source},
                                            {"change", "It could lower 5.1."},
                                            {"themes", themes},
                                            {"hours_" + organisation.text, hours}});
    }
    // What stands under the heading of the least work.
    std::string least() {
        const auto page = site.html(address);
        const auto begin = page.find("id=\"least\"");
        return page.substr(begin, page.find("id=\"all\"") - begin);
    }
    testing::Site site;
    std::string address;
    OrganisationId organisation;
};

INSTANTIATE_TEST_SUITE_P(Both, Planning, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Planning, names_the_least_work_and_what_it_buys) {
    EXPECT_EQ(propose_one("Zqxdear survey", "views", "40").status, web::Status::see_other);
    EXPECT_EQ(propose_one("Zqxfigures", "performance_data", "2").status, web::Status::see_other);
    EXPECT_EQ(propose_one("Zqxcheap talks", "views", "6.5").status, web::Status::see_other);
    const auto words = least();
    EXPECT_THAT(words, ::testing::AllOf(HasSubstr("Zqxfigures"), HasSubstr("Zqxcheap talks"), Not(HasSubstr("Zqxdear survey")),
                                        HasSubstr("8.5 hours: Zqxcouncil 8.5 h")));
    EXPECT_THAT(words, HasSubstr("5.1, theme 1: from Single source to Backed up"));
    EXPECT_THAT(words, HasSubstr("Nothing in the list closes the gap on 5.1, theme 2"));
}

TEST_P(Planning, leaves_out_what_is_done_or_dropped) {
    propose_one("Zqxfigures", "performance_data", "2");
    propose_one("Zqxtalks", "views", "6");
    const auto page = site.html(address);
    const auto at = page.find("/evidence-plan/", page.find("Zqxfigures", page.find("id=\"all\"")));
    const auto id = page.substr(at + 15, 26);
    EXPECT_EQ(site.post(address + "/" + id, {{"state", "dropped"}, {"seen_version", "possible"}}).status, web::Status::see_other);
    EXPECT_THAT(least(), Not(HasSubstr("Zqxfigures")));
    EXPECT_THAT(site.html(address), HasSubstr("Zqxfigures")) << "it stays in the list";
    EXPECT_EQ(site.post(address + "/" + id, {{"state", "gone"}}).status, web::Status::unprocessable);
    EXPECT_EQ(site.post(address + "/0", {{"state", "done"}}).status, web::Status::unprocessable);
}

TEST_P(Planning, adds_the_hours_of_partners_that_are_merged) {
    const auto other = OrganisationId::make(site.now);
    site.database().writing([&](db::Write& db) {
        people::add_organisation(db, site.by(Role::administrator), {other, "Zqxother", "health_board"});
        return true;
    });
    site.post(address + "/new", {{"name", "Zqxboth"},
                                 {"source", "views"},
                                 {"change", "x"},
                                 {"themes", "5.1/1"},
                                 {"hours_" + organisation.text, "2"},
                                 {"hours_" + other.text, "3"}});
    propose_one("Zqxone", "views", "4");
    site.database().writing([&](db::Write& db) {
        people::refer_to(db, site.partnership(), organisation, other);
        return true;
    });
    EXPECT_THAT(site.html(address), ::testing::AllOf(HasSubstr("Zqxother 5 h"), HasSubstr("Zqxother 4 h")));
}

TEST_P(Planning, keeps_what_was_typed_when_it_is_refused) {
    const auto refused = propose_one("Zqxkept", "views", "many");
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused),
                ::testing::AllOf(HasSubstr("Zqxkept"), HasSubstr("It could lower 5.1."), HasSubstr("Enter hours, such as 7 or 1.5")));
    site.sign_in(Role::reader);
    EXPECT_EQ(propose_one("Zqxreader", "views", "1").status, web::Status::forbidden);
    EXPECT_EQ(site.get(address).status, web::Status::ok);
}

}  // namespace
}  // namespace touchstone

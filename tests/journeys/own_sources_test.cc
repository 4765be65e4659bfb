// A framework that has a source of evidence of its own.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evaluations/evaluation_store.h"
#include "frameworks/framework_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;
using Fields = std::vector<std::pair<std::string, std::string>>;

class OwnSources : public ::testing::TestWithParam<db::Engine> {
protected:
    OwnSources() : site(GetParam()) {
        (void)site.framework();
        auto club = site.framework();
        club.id = "club-guide";
        club.title = "Zqxguide";
        club.sources.push_back({"peer_review", "Zqxpeers who look", "", 6});
        site.database().writing([&](db::Write& db) {
            std::string hash;
            return frameworks::publish(db, club, site.now + std::chrono::days{1}, hash);
        });
        home = "/evaluations/" + site.add_evaluation("Zqxclub").text;
        site.sign_in(Role::evaluator);
    }
    web::Response add(const std::string& source) {
        return site.post(home + "/evidence/new", {{"title", "Zqxvisit"},
                                                  {"source", source},
                                                  {"whose_view", ""},
                                                  {"from_day", "1"},
                                                  {"from_month", "1"},
                                                  {"from_year", "2026"},
                                                  {"to_day", "30"},
                                                  {"to_month", "6"},
                                                  {"to_year", "2026"},
                                                  {"security", "secure"}});
    }

    testing::Site site;
    std::string home;
};

INSTANTIATE_TEST_SUITE_P(Both, OwnSources, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(OwnSources, are_offered_counted_and_looked_for_like_the_four) {
    EXPECT_THAT(site.html(home + "/evidence/new"), HasSubstr("Zqxpeers who look"));
    EXPECT_EQ(add("gossip").status, Status::unprocessable);
    const auto added = add("peer_review");
    ASSERT_EQ(added.status, Status::see_other);
    const auto item = added.location.substr(0, added.location.find('?'));
    EXPECT_EQ(site.post(item + "/findings", {{"kind", "strength"}, {"statement", "Zqxwelcome."}, {"themes", "club-guide/5.1/1"}}).status,
              Status::see_other);
    EXPECT_THAT(site.html(home + "/indicators/5.1"), AllOf(HasSubstr("Zqxpeers who look: 1"), HasSubstr("Zqxwelcome.")));
    EXPECT_THAT(site.html(home + "/triangulation"), HasSubstr("Zqxpeers who look"));
    EXPECT_THAT(site.html("/evidence?source=peer_review"), HasSubstr("Zqxvisit"));
    EXPECT_THAT(site.html("/evidence?source=views"), Not(HasSubstr("Zqxvisit")));
    EXPECT_THAT(site.html(home + "/evidence-plan"), HasSubstr("Zqxpeers who look"));
}

TEST_P(OwnSources, are_not_lost_where_another_framework_has_none_of_them) {
    const auto item = add("peer_review").location;
    const auto id = item.substr(10, 26);
    auto plain = site.framework();
    plain.id = "plain-guide";
    plain.sources.pop_back();
    site.database().writing([&](db::Write& db) {
        std::string hash;
        return frameworks::publish(db, plain, site.now + std::chrono::days{2}, hash);
    });
    const auto other = "/evaluations/" + site.add_evaluation("Zqxplain").text;
    EXPECT_EQ(site.post(other + "/uses", {{"evidence", id}, {"use", "yes"}}).status, Status::see_other);
    EXPECT_EQ(
        site.post("/evidence/" + id + "/findings", {{"kind", "strength"}, {"statement", "Zqxthere."}, {"themes", "plain-guide/5.1/1"}})
            .status,
        Status::see_other);
    EXPECT_THAT(site.html(other + "/indicators/5.1"), HasSubstr("peer review: 1"));
}

}  // namespace
}  // namespace touchstone

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "judging/judgement_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "practice/practice_store.h"
#include "tests/matrix/world.h"
#include "tests/site.h"

namespace touchstone::practice {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Site;
using ::testing::SizeIs;
using testing::What;
using testing::World;
using web::Status;

using Fields = std::vector<std::pair<std::string, std::string>>;

class GoodPractice : public ::testing::TestWithParam<db::Engine> {
protected:
    GoodPractice() : site(GetParam()) { site.sign_in(Role::lead); }

    Fields fields(const std::string& title) {
        return {{"title", title},
                {"done", "Walked the <i>wood</i>"},
                {"effect", "Children moved more"},
                {"ask", "Come on Thursdays"},
                {"owner", "partnership"},
                {"indicators", "4.2"}};
    }
    std::string add(const std::string& title) {
        const auto answer = site.post("/good-practice/new", fields(title));
        EXPECT_EQ(answer.status, Status::see_other);
        return answer.location;
    }

    Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, GoodPractice, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(GoodPractice, is_found_by_words_and_by_indicator) {
    EXPECT_THAT(site.html("/good-practice"), HasSubstr("No good practice has been added yet"));
    const auto wood = add("Woodland play"), supper = add("100% supper club");
    EXPECT_LE(site.get("/good-practice").trips, 2);
    EXPECT_LE(site.get(wood).trips, 2);
    EXPECT_THAT(site.html("/good-practice?q=WOODLAND"), AllOf(HasSubstr(wood), Not(HasSubstr(supper))));
    EXPECT_THAT(site.html("/good-practice?q=100%25"), AllOf(HasSubstr(supper), Not(HasSubstr(wood))));
    EXPECT_THAT(site.html("/good-practice?q=w%C3%B3odland"), HasSubstr(wood)) << "accents are folded";
    EXPECT_THAT(site.html("/good-practice?indicator=4.2"), HasSubstr("2 entries."));
    EXPECT_THAT(site.html("/good-practice?indicator=2.1"), HasSubstr("Nothing matches these words"));
    EXPECT_THAT(site.html(wood), AllOf(HasSubstr("&lt;i&gt;wood"), HasSubstr("4.2 "), HasSubstr("Come on Thursdays")));
}

TEST_P(GoodPractice, says_every_problem_and_keeps_what_was_typed) {
    const auto refused = site.post("/good-practice/new", {{"title", ""}, {"effect", "Typed already"}, {"indicators", "nonsense"}});
    EXPECT_EQ(refused.status, Status::unprocessable);
    const auto page = site.document(refused);
    for (const auto* const words :
         {"Give it a title", "Say what was done", "Name a person to ask", "Choose indicators from the list", "Typed already"})
        EXPECT_THAT(page, HasSubstr(words));
}

TEST_P(GoodPractice, starts_from_a_judgement_of_the_highest_level_alone) {
    const auto evaluation = site.add_evaluation("Under six");
    const auto judge = [&](const std::string& indicator, int level) {
        site.database().writing([&](db::Write& db) {
            return judging::record_judgement(db, site.by(Role::evaluator), evaluation, site.framework(), nullptr,
                                             {indicator, static_cast<judging::Level>(level), "Why", judging::Confidence::high,
                                              site.account(Role::evaluator), site.now, 0});
        });
    };
    judge("4.2", 6);
    judge("5.1", 5);
    const auto address = "/good-practice/new?evaluation=" + evaluation.text + "&indicator=";
    EXPECT_LE(site.get(address + "4.2").trips, 2);
    EXPECT_THAT(site.html(address + "4.2"), HasSubstr("From the judgement on 4.2"));
    EXPECT_THAT(site.html(address + "5.1"), Not(HasSubstr("From the judgement")));
    EXPECT_THAT(site.html("/good-practice/new?evaluation=nothing&indicator=4.2"), Not(HasSubstr("From the judgement")));
    auto typed = fields("Woodland play");
    typed.emplace_back("evaluation", evaluation.text);
    typed.emplace_back("indicator", "4.2");
    const auto made = site.post("/good-practice/new", typed).location;
    EXPECT_THAT(site.html(made), HasSubstr("/evaluations/" + evaluation.text + "/indicators/4.2"));
    typed.back().second = "5.1";
    EXPECT_THAT(site.html(site.post("/good-practice/new", typed).location), Not(HasSubstr("/indicators/5.1")));
}

TEST_P(GoodPractice, asks_again_when_somebody_else_was_faster) {
    const auto entry = add("Woodland play");
    auto mine = fields("Mine"), theirs = fields("Theirs");
    mine.emplace_back("seen_version", "1");
    theirs.emplace_back("seen_version", "1");
    EXPECT_LE(site.get(entry + "/edit").trips, 2);
    EXPECT_EQ(site.post(entry + "/edit", theirs).status, Status::see_other);
    EXPECT_EQ(site.post(entry + "/edit", mine).status, Status::conflict);
    mine.back().second = "2";
    EXPECT_EQ(site.post(entry + "/edit", mine).status, Status::see_other);
    EXPECT_THAT(site.html(entry), HasSubstr("Mine"));
}

TEST_P(GoodPractice, is_taken_up_by_an_organisation_once) {
    const auto entry = add("Woodland play");
    EXPECT_THAT(site.html(entry), Not(HasSubstr("Record that we took it up"))) << "leads the partnership, no organisation";
    const auto health = OrganisationId::make(site.now);
    site.database().writing([&](db::Write& db) {
        people::add_organisation(db, site.by(Role::administrator), {health, "Health Board", "health_board"});
        auto given = people::on_partnership(site.partnership(), site.account(Role::lead), Role::lead, site.now);
        given.reach = Reach::organisation;
        given.on = health.text;
        people::add_assignment(db, site.partnership(), given);
        return true;
    });
    site.sign_in(Role::lead);
    EXPECT_THAT(site.html(entry), HasSubstr("Record that we took it up"));
    const Fields typed{{"organisation", health.text}, {"note", "On the shore"}};
    EXPECT_EQ(site.post(entry + "/adoptions", typed).location, entry + "#adopted");
    EXPECT_EQ(site.post(entry + "/adoptions", typed).status, Status::unprocessable);
    EXPECT_THAT(site.html(entry), AllOf(HasSubstr("Health Board"), HasSubstr("On the shore"), Not(HasSubstr("Record that we took it up"))));
    EXPECT_THAT(site.html("/good-practice"), HasSubstr("Taken up by one organisation"));
    site.sign_in(Role::reader);
    EXPECT_EQ(site.post(entry + "/adoptions", typed).status, Status::unprocessable) << "speaks for nobody";
}

// Until it is published a practice is its owner's; afterwards everybody reads it, with gaps for what is not shared.
TEST(PracticeSight, opens_when_it_is_published) {
    for (const auto engine : testing::engines()) {
        World world(engine);
        auto& site = world.site;
        const PracticeId id{world.thing(What::own).practice};
        const Sight b{site.partnership(), true, "," + world.b.text + ",", {}, {}, site.now, {}},
            a{site.partnership(), true, "," + world.a.text + ",", {}, {}, site.now, {}};
        const auto find = [&](const Sight& sight) {
            return site.database().reading([&](db::Read& db) { return find_practice(db, sight, id); });
        };
        const auto count = [&](const Sight& sight) {
            return site.database().reading([&](db::Read& db) { return list_practices(db, sight, {}).size(); });
        };
        EXPECT_FALSE(find(b));
        const auto before = count(b);
        auto practice = find(a).value().practice;
        practice.is_published = true;
        site.database().writing([&](db::Write& db) { return save_practice(db, site.by(Role::lead), practice, practice); });
        EXPECT_EQ(count(b), before + 1);
        const auto seen = find(b);
        ASSERT_TRUE(seen);
        EXPECT_EQ(seen->origin_extent, Extent::nothing);
        EXPECT_EQ(seen->origin_title, "");
        ASSERT_THAT(seen->evidence, SizeIs(1));
        EXPECT_EQ(seen->evidence[0].title, "");
        EXPECT_NE(find(a)->evidence.at(0).title, "");
        EXPECT_NE(find(a)->origin_title, "");
    }
}

}  // namespace
}  // namespace touchstone::practice

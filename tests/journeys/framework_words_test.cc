// What a framework says beside its passages, where people work with it: short titles, other spellings, where evidence is usually found.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "frameworks/framework_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

// As frameworks were before themes had short titles and scales said what they ask.
frameworks::Framework as_before(frameworks::Framework framework) {
    framework.version = "1.1.0";
    framework.looked_at_first = {"1", "2", "9"};
    framework.enough_if_sound.clear();
    std::erase_if(framework.explained_by, [](const auto& it) { return it.weakness_in[0][0] == '3' || it.weakness_in[0][0] == '4'; });
    for (auto& level : framework.scale) level.asks.clear();
    for (auto& indicator : framework.indicators)
        for (auto& theme : indicator.themes) {
            theme.short_title.clear();
            theme.typical_evidence.clear();
        }
    return framework;
}

class FrameworkWords : public ::testing::TestWithParam<db::Engine> {
protected:
    FrameworkWords() : site(GetParam()) { site.sign_in(Role::evaluator); }
    std::string framework_address() { return "/frameworks/generic-2006/" + site.framework().version; }
    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, FrameworkWords, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(FrameworkWords, are_found_in_either_spelling_of_the_guide) {
    for (const auto& [words, indicator] : {std::pair{"services+delivered+by+service+providers", "1.1"},
                                           {"involvement+in+decision+making", "7.2"},
                                           {"staff+role+in+partnerships", "8.1"},
                                           {"Provision+of+services+that+ensure", "5.2"},
                                           {"placing+requests", "2.2"}})
        EXPECT_THAT(site.html(framework_address() + "?q=" + words), HasSubstr(std::string("/indicators/") + indicator)) << words;
    EXPECT_THAT(site.html(framework_address() + "/indicators/8.1"), HasSubstr("Also called: Staff role in partnerships and teamwork"));
}

TEST_P(FrameworkWords, say_where_evidence_is_found_until_there_is_some) {
    const auto evaluation = "/evaluations/" + site.add_evaluation("Zqx").text;
    const std::string hint = "Placing requests";
    EXPECT_THAT(site.html(framework_address() + "/indicators/2.2"), HasSubstr(hint));
    EXPECT_THAT(site.html(evaluation + "/indicators/2.2"), HasSubstr(hint));
    const auto added = site.post(evaluation + "/evidence/new", {{"title", "Zqxtaken up"},
                                                                {"source", "performance_data"},
                                                                {"whose_view", ""},
                                                                {"from_day", "1"},
                                                                {"from_month", "1"},
                                                                {"from_year", "2026"},
                                                                {"to_day", "30"},
                                                                {"to_month", "6"},
                                                                {"to_year", "2026"},
                                                                {"security", "secure"}});
    const auto item = added.location.substr(0, added.location.find('?'));
    EXPECT_EQ(site.post(item + "/findings", {{"kind", "strength"}, {"statement", "Zqxmost come."}, {"themes", "2.2/1"}}).status,
              web::Status::see_other);
    EXPECT_THAT(site.html(evaluation + "/indicators/2.2"), AllOf(HasSubstr("Zqxmost come."), Not(HasSubstr(hint))));
}

TEST_P(FrameworkWords, are_short_in_lists_and_whole_on_the_desk) {
    const auto evaluation = "/evaluations/" + site.add_evaluation("Zqx").text;
    const std::string whole = "The extent to which staff report that they";
    EXPECT_THAT(site.html(evaluation + "/scope"), AllOf(HasSubstr("What staff say"), Not(HasSubstr(whole))));
    EXPECT_THAT(site.html(evaluation + "/indicators/3.1"), HasSubstr(whole));
    EXPECT_THAT(site.html(framework_address() + "/indicators/3.1"), HasSubstr(whole));
}

TEST_P(FrameworkWords, stay_as_they_were_for_an_evaluation_in_an_older_version) {
    site.database().writing([&](db::Write& db) {
        std::string hash;
        return frameworks::publish(db, as_before(site.framework()), site.now + std::chrono::days{1}, hash);
    });
    const auto evaluation = "/evaluations/" + site.add_evaluation("Zqxolder").text;
    EXPECT_THAT(site.html(evaluation + "/scope"),
                AllOf(HasSubstr("The extent to which staff report that they"), Not(HasSubstr("What staff say"))));
    EXPECT_THAT(site.html(evaluation + "/indicators/2.2"), Not(HasSubstr("Placing requests")));
    EXPECT_THAT(site.html("/frameworks"), AllOf(HasSubstr("Version 1.1.0"), HasSubstr("Version 1.2.0")));
}

}  // namespace
}  // namespace touchstone

// Who finds at the desk that a theme lacks evidence adds it, or writes a finding on what is there, and is brought back to the theme.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class FromTheDesk : public ::testing::TestWithParam<db::Engine> {
protected:
    FromTheDesk() : site(GetParam()), evaluation("/evaluations/" + site.add_evaluation("Zqxtitle").text) { site.sign_in(Role::evaluator); }
    web::Response add_item(const std::string& address, const std::string& title, const std::string& source, const std::string& more = "") {
        Fields fields{{"title", title},       {"source", source},       {"from_day", "1"},       {"from_month", "3"},
                      {"from_year", "2026"},  {"to_day", "31"},         {"to_month", "3"},       {"to_year", "2026"},
                      {"security", "secure"}, {"owner", "partnership"}, {"line", "Pupil survey"}};
        if (source == "views") fields.emplace_back("whose_view", "parents_carers_and_families");
        if (!more.empty()) fields.emplace_back("line_source", more);
        return site.post(address, fields);
    }
    testing::Site site;
    std::string evaluation;
};

INSTANTIATE_TEST_SUITE_P(Both, FromTheDesk, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(FromTheDesk, new_evidence_is_about_the_theme_and_leads_back_to_it) {
    EXPECT_THAT(site.html(evaluation + "/indicators/5.1"),
                AllOf(HasSubstr("/evidence/new?add=yes&amp;on=5.1/2"), HasSubstr(evaluation + "/evidence?on=5.1/2")));
    EXPECT_THAT(site.html(evaluation + "/evidence/new?add=yes&on=5.1%2F2"), HasSubstr(evaluation + "/evidence/new?on=5.1%2F2\""));
    const auto added = add_item(evaluation + "/evidence/new?on=5.1%2F2", "Zqxplans", "documentation");
    ASSERT_EQ(added.status, web::Status::see_other) << site.document(added);
    EXPECT_THAT(added.location, AllOf(HasSubstr("&on=5.1%2F2"), HasSubstr("#add_finding")));
    const auto item = added.location.substr(0, added.location.find('#'));
    EXPECT_THAT(site.html(item), HasSubstr("value=\"generic-2006/5.1/2\" checked"));
    const auto form = item.substr(0, item.find('?')) + "/findings" + item.substr(item.find('?'));
    const auto found = site.post(form, {{"kind", "strength"}, {"statement", "Zqxshared."}, {"themes", "5.1/2"}});
    EXPECT_EQ(found.location, evaluation + "/indicators/5.1#theme_2");
    EXPECT_EQ(found.saved, "finding");
    EXPECT_THAT(site.html(evaluation + "/indicators/5.1"), HasSubstr("Zqxshared."));
    EXPECT_THAT(site.html(evaluation + "/evidence?on=5.1%2F1"), HasSubstr("&amp;on=5.1%2F1#add_finding"));
    EXPECT_EQ(site.get(evaluation + "/evidence?on=%3Cb%3E").status, web::Status::ok);
}

TEST_P(FromTheDesk, a_second_item_of_an_origin_says_where_that_comes_from) {
    ASSERT_EQ(add_item(evaluation + "/evidence/new", "Zqxsurvey", "views").status, web::Status::see_other);
    const auto refused = add_item(evaluation + "/evidence/new", "Zqxreport", "documentation");
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused),
                AllOf(HasSubstr("Another piece of evidence has this origin"), HasSubstr("Zqxreport"), HasSubstr(" open>")));
    EXPECT_EQ(add_item(evaluation + "/evidence/new", "Zqxreport", "documentation", "views").status, web::Status::see_other);
}

TEST_P(FromTheDesk, the_library_is_narrowed_by_indicator_reliance_and_age) {
    const auto added = add_item(evaluation + "/evidence/new", "Zqxplans", "documentation");
    const auto item = added.location.substr(0, added.location.find('?'));
    EXPECT_EQ(site.post(item + "/findings", {{"kind", "strength"}, {"statement", "Zqxshared."}, {"themes", "5.1/2"}}).status,
              web::Status::see_other);
    const auto found = [&](const std::string& query) { return site.html("/evidence?" + query).find("Zqxplans</a>") != std::string::npos; };
    for (const auto* query : {"about=5.1", "security=secure", "ended=one_year",
                              "about=5.1&security=secure&ended=one_year&source=documentation", "security=nonsense", "ended=nonsense"})
        EXPECT_TRUE(found(query)) << query;
    for (const auto* query : {"about=5.2", "about=nonsense", "security=anecdotal", "ended=older", "ended=two_years"})
        EXPECT_FALSE(found(query)) << query;
    EXPECT_THAT(site.html("/evidence?about=5.2"), AllOf(HasSubstr("<option value=\"5.2\" selected>"), HasSubstr(" open>")));
}

}  // namespace
}  // namespace touchstone

// Questions that are ready to use: found by who is asked and by theme, added as they stand or in plain words.
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

class Suggestions : public ::testing::TestWithParam<db::Engine> {
protected:
    Suggestions() : site(GetParam()) {
        site.sign_in(Role::evaluator);
        sheet = site.post("/questionnaires/new", {{"title", "Zqxschool and you"}, {"owner", "partnership"}}).location;
    }
    std::string version() {
        const auto page = site.html(sheet + "/suggestions");
        std::smatch found;
        return std::regex_search(page, found, std::regex("name=\"seen_version\" value=\"(\\d+)\"")) ? found[1].str() : "0";
    }
    web::Response add(std::vector<std::pair<std::string, std::string>> fields, const std::string& query = "") {
        fields.emplace_back("wording", "as_they_stand");
        return site.post(sheet + "/suggestions" + query, fields);
    }

    testing::Site site;
    std::string sheet;
};

INSTANTIATE_TEST_SUITE_P(Both, Suggestions, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Suggestions, are_offered_where_there_are_no_questions_yet) {
    const auto page = site.html(sheet);
    EXPECT_THAT(page, AllOf(HasSubstr("There are no questions yet."), HasSubstr("href=\"" + sheet + "/suggestions\"")));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(sheet), Not(HasSubstr(sheet + "/suggestions")));
}

TEST_P(Suggestions, are_narrowed_by_who_is_asked_and_by_theme) {
    const auto whole = site.html(sheet + "/suggestions");
    EXPECT_THAT(whole, AllOf(HasSubstr("How safe do you feel at school?"), HasSubstr("In plain words: Do you feel safe at school?"),
                             HasSubstr("How much do you feel valued in your work?"), HasSubstr("Very safe, Quite safe")));
    EXPECT_THAT(site.html(sheet + "/suggestions?audience=staff"),
                AllOf(HasSubstr("How much do you feel valued in your work?"), Not(HasSubstr("How safe do you feel at school?"))));
    EXPECT_THAT(site.html(sheet + "/suggestions?about=2.1"),
                AllOf(HasSubstr("How safe do you feel at school?"), HasSubstr("How often do children bully you?"),
                      Not(HasSubstr("How much do you feel valued in your work?"))));
    EXPECT_THAT(site.html(sheet + "/suggestions?audience=children&about=2.1/1"),
                AllOf(HasSubstr("How often do children bully you?"), Not(HasSubstr("How safe do you feel at school?"))));
    EXPECT_THAT(site.html(sheet + "/suggestions?audience=children&about=9.1"),
                AllOf(HasSubstr("There are no questions like this"), Not(HasSubstr("Add these questions"))));
}

TEST_P(Suggestions, are_added_as_they_stand) {
    const auto added = add({{"suggestions", "safe_at_school"}, {"suggestions", "bullied"}, {"seen_version", version()}});
    ASSERT_EQ(added.status, web::Status::see_other) << site.document(added);
    EXPECT_EQ(added.location, sheet + "#questions");
    EXPECT_THAT(site.html(sheet), AllOf(HasSubstr("How safe do you feel at school?"), HasSubstr("How often do children bully you?"),
                                        HasSubstr("Very safe"), HasSubstr("Sensitive"), Not(HasSubstr("There are no questions yet"))));
    EXPECT_THAT(site.html(sheet + "/suggestions?about=2.1"), HasSubstr("Already in this questionnaire"));
    EXPECT_THAT(site.html(sheet + "/questions/q1"), HasSubstr("value=\"generic-2006/2.1/2\" checked"))
        << "the form knows the theme that it came with";
}

TEST_P(Suggestions, are_added_in_plain_words) {
    ASSERT_EQ(
        site.post(sheet + "/suggestions", {{"suggestions", "bullied"}, {"wording", "in_plain_words"}, {"seen_version", version()}}).status,
        web::Status::see_other);
    EXPECT_THAT(site.html(sheet), AllOf(HasSubstr("Are other children mean to you?"), Not(HasSubstr("How often do children bully you?"))));
}

TEST_P(Suggestions, say_at_the_list_that_none_was_chosen) {
    const auto refused = add({{"seen_version", version()}}, "?audience=staff&about=");
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    EXPECT_THAT(site.document(refused),
                AllOf(HasSubstr("href=\"#suggestions\""), HasSubstr("Choose at least one question"),
                      HasSubstr("How much do you feel valued in your work?"), Not(HasSubstr("How safe do you feel at school?"))));
}

TEST_P(Suggestions, do_not_write_over_what_a_colleague_saved) {
    const auto seen = version();
    ASSERT_EQ(add({{"suggestions", "bullied"}, {"seen_version", seen}}).status, web::Status::see_other);
    const auto refused = add({{"suggestions", "safe_at_school"}, {"seen_version", seen}});
    EXPECT_EQ(refused.status, web::Status::conflict);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Someone else saved this"), HasSubstr("value=\"safe_at_school\" checked")));
    EXPECT_EQ(add({{"suggestions", "safe_at_school"}, {"seen_version", version()}}).status, web::Status::see_other);
}

}  // namespace
}  // namespace touchstone

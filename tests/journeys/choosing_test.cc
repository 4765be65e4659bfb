// A long choice is searched in the middle of a form: nothing that was typed is lost, and nothing is saved.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_list_store.h"
#include "tests/many.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;

class Choosing : public ::testing::TestWithParam<db::Engine> {
protected:
    Choosing() : site(GetParam()) { site.sign_in(Role::lead); }
    std::string add_evidence(const std::string& title) { return testing::add_evidence(site, title).text; }
    web::Response search(const std::string& address, Fields typed, const std::string& list, const std::string& words) {
        typed.push_back({"find", list});
        typed.push_back({"find_" + list, words});
        return site.post(address, typed);
    }
    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, Choosing, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Choosing, keeps_what_was_typed_and_chosen_in_good_practice) {
    const auto chosen = add_evidence("Zqxdiary of a nursery"), wanted = add_evidence("Zqxsurvey of parents"),
               other = add_evidence("Zqxminutes");
    const auto box = [](const std::string& id) { return "id=\"evidence_" + id + "\" value=\"" + id + "\""; };
    const auto answer = search("/good-practice/new", {{"title", "Zqxquiet rooms"}, {"evidence", chosen}}, "evidence", "zqxsurvey");
    ASSERT_EQ(answer.status, web::Status::ok);
    const auto page = site.document(answer);
    EXPECT_THAT(page, AllOf(HasSubstr("value=\"Zqxquiet rooms\""), HasSubstr("1 found"), HasSubstr(box(chosen) + " checked"),
                            HasSubstr(box(wanted)), Not(HasSubstr(box(wanted) + " checked")), Not(HasSubstr(box(other)))));
    EXPECT_THAT(site.document(search("/good-practice/new", {{"title", "x"}}, "evidence", "zqxnothing")),
                AllOf(HasSubstr("0 found"), HasSubstr("name=\"find_evidence\"")))
        << "the search stays";
    EXPECT_THAT(site.html("/good-practice"), Not(HasSubstr("Zqxquiet rooms"))) << "nothing is saved";
    EXPECT_THAT(site.document(search("/good-practice/new", {{"title", "x"}}, "indicators", "zqxnothing")), HasSubstr("0 found"));
}

TEST_P(Choosing, is_no_way_around_what_a_form_offers) {
    const auto answer = site.post("/evaluations/" + site.add_evaluation("Zqxlook").text + "/state", {{"state", "rubbish"}, {"find", "x"}});
    EXPECT_EQ(answer.status, web::Status::unprocessable);
}

TEST_P(Choosing, brings_several_items_into_an_evaluation_at_once) {
    const auto address = "/evaluations/" + site.add_evaluation("Zqxlook").text;
    const auto one = add_evidence("Zqxone"), two = add_evidence("Zqxtwo");
    add_evidence("Zqxthree");
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.post(address + "/uses", {{"use", "yes"}}).status, web::Status::unprocessable) << "nothing is selected";
    EXPECT_EQ(site.post(address + "/uses", {{"evidence", one}, {"evidence", two}, {"use", "yes"}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(address + "/evidence"), AllOf(HasSubstr("Zqxone"), HasSubstr("Zqxtwo"), Not(HasSubstr("Zqxthree"))));
    EXPECT_EQ(site.post(address + "/uses", {{"evidence", one}, {"evidence", "01m1gr78q05bm0y1m0jfgjzy8p"}, {"use", "no"}}).status,
              web::Status::not_found)
        << "one of them is not there";
    EXPECT_THAT(site.html(address + "/evidence"), HasSubstr("Zqxone")) << "and nothing has changed";
    EXPECT_EQ(site.post(address + "/uses", {{"evidence", one}, {"evidence", two}, {"use", "no"}}).status, web::Status::see_other);
    EXPECT_THAT(site.html(address + "/evidence"), Not(HasSubstr("Zqxone")));
}

TEST_P(Choosing, labels_several_items_at_once_and_finds_them_by_it) {
    const auto one = add_evidence("Zqxone"), two = add_evidence("Zqxtwo");
    add_evidence("Zqxthree");
    const auto label = [&](Fields items, const std::string& words, const std::string& has) {
        items.insert(items.end(), {{"label", words}, {"has", has}});
        return site.post("/evidence/many/labels", items);
    };
    EXPECT_THAT(site.document(label({}, "Zqxboard", "yes")), AllOf(HasSubstr("Tick"), HasSubstr("value=\"Zqxboard\"")));
    EXPECT_EQ(label({{"evidence", one}}, "", "yes").status, web::Status::unprocessable);
    EXPECT_EQ(label({{"evidence", "01m1gr78q05bm0y1m0jfgjzy8p"}}, "Zqxboard", "yes").status, web::Status::not_found);
    ASSERT_EQ(label({{"evidence", one}, {"evidence", two}}, "Zqx Board", "yes").status, web::Status::see_other);
    EXPECT_THAT(site.html("/evidence?label=zqx+board"), AllOf(HasSubstr("Zqxone"), HasSubstr("Zqxtwo"), Not(HasSubstr("Zqxthree"))))
        << "as a reader reads it";
    EXPECT_THAT(site.html("/evidence?q=zqx+board"), HasSubstr("Zqxone"));
    EXPECT_THAT(site.html("/evidence/" + one), HasSubstr("Zqx Board"));
    EXPECT_THAT(site.html("/evidence/" + one + "/history"), HasSubstr("Labelled evidence"));
    ASSERT_EQ(label({{"evidence", one}}, "zqx board", "no").status, web::Status::see_other);
    EXPECT_THAT(site.html("/evidence?label=zqx+board"), AllOf(Not(HasSubstr("Zqxone")), HasSubstr("Zqxtwo")));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html("/evidence"), Not(HasSubstr("Add the label")));
    EXPECT_EQ(label({{"evidence", one}}, "Zqxboard", "yes").status, web::Status::forbidden);
}

TEST_P(Choosing, gives_no_item_more_labels_than_it_may_have) {
    const auto full = add_evidence("Zqxfull"), other = add_evidence("Zqxother"), third = add_evidence("Zqxthird");
    const auto label = [&](Fields items, const std::string& words) {
        items.insert(items.end(), {{"label", words}, {"has", "yes"}});
        return site.post("/evidence/many/labels", items);
    };
    for (std::size_t i = 1; i <= evidence::labels_max; ++i)
        ASSERT_EQ(label({{"evidence", full}}, "Zqxlabel " + std::to_string(i)).status, web::Status::see_other);
    const auto refused = label({{"evidence", full}, {"evidence", other}}, "Zqxthirteenth");
    EXPECT_EQ(refused.status, web::Status::unprocessable);
    const auto page = site.document(refused);
    EXPECT_THAT(page, AllOf(HasSubstr("These already have 12 labels: Zqxfull."), HasSubstr("value=\"Zqxthirteenth\"")));
    for (const auto& ticked : {full, other}) EXPECT_THAT(page, HasSubstr("value=\"" + ticked + "\" checked"));
    EXPECT_THAT(page, Not(HasSubstr("value=\"" + third + "\" checked")));
    EXPECT_THAT(site.html("/evidence/" + other), Not(HasSubstr("Zqxthirteenth"))) << "nothing is saved by halves";
    EXPECT_EQ(label({{"evidence", full}, {"evidence", other}}, "zqxLABEL 1").status, web::Status::see_other) << "it has that one";
    EXPECT_EQ(label({{"evidence", other}}, "Zqxthirteenth").status, web::Status::see_other);
}

TEST_P(Choosing, keeps_what_was_ticked_on_a_later_page_when_a_label_is_refused) {
    const auto early = add_evidence("Zqxearly");
    site.now += std::chrono::hours(1);
    for (int i = 0; i < evidence::evidence_per_page; ++i) add_evidence("Zqx" + std::to_string(i));
    ASSERT_THAT(site.html("/evidence"), Not(HasSubstr("Zqxearly")));
    const auto page = site.document(site.post("/evidence/many/labels", {{"evidence", early}, {"label", ""}, {"has", "yes"}}));
    EXPECT_THAT(page, AllOf(HasSubstr("Also ticked"), HasSubstr("value=\"" + early + "\" checked"), HasSubstr("Zqxearly")));
}

TEST_P(Choosing, says_what_a_team_has_to_talk_about) {
    const auto address = "/evaluations/" + site.add_evaluation("Zqxlook").text;
    EXPECT_THAT(site.html(address + "/packs/meeting"), AllOf(HasSubstr("Not judged yet"), HasSubstr("5.1"), HasSubstr("ts-pack__notes")));
    EXPECT_THAT(site.html(address + "/packs/board"), HasSubstr("This is not a published report."));
}

}  // namespace
}  // namespace touchstone

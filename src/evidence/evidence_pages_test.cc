// Pages of evidence through the router, as people use them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_store.h"
#include "tests/site.h"

namespace touchstone::evidence {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;
using Fields = std::vector<std::pair<std::string, std::string>>;

class EvidencePages : public ::testing::TestWithParam<db::Engine> {
protected:
    EvidencePages() : site(GetParam()), evaluation("/evaluations/" + site.add_evaluation("Nurture").text) { site.sign_in(Role::evaluator); }

    Fields fields(const std::string& title, const std::string& source, const Fields& more = {}) {
        Fields all{{"title", title},      {"source", source},  {"whose_view", source == "views" ? "children_and_young_people" : ""},
                   {"from_day", "1"},     {"from_month", "1"}, {"from_year", "2024"},
                   {"to_day", "30"},      {"to_month", "6"},   {"to_year", "2024"},
                   {"security", "secure"}};
        all.insert(all.end(), more.begin(), more.end());
        return all;
    }
    // The address of the new item.
    std::string add(const std::string& title, const std::string& source, const Fields& more = {}) {
        const auto added = site.post(evaluation + "/evidence/new", fields(title, source, more));
        EXPECT_EQ(added.status, Status::see_other) << title;
        return added.location.substr(0, added.location.find('?'));
    }
    void find(const std::string& item, const std::string& kind, const std::string& statement, const std::string& theme,
              const Fields& more = {}) {
        Fields all{{"kind", kind}, {"statement", statement}, {"themes", theme}};
        all.insert(all.end(), more.begin(), more.end());
        EXPECT_EQ(site.post(item + "/findings", all).status, Status::see_other) << statement;
    }
    EvidenceFile file(const std::string& item, char hash, const FileId& replaces = {}) {
        EvidenceFile added{FileId::make(site.now),
                           EvidenceId{item.substr(item.rfind('/') + 1)},
                           "Plan.pdf",
                           "application/pdf",
                           1,
                           std::string(64, hash),
                           site.account(Role::evaluator),
                           site.now,
                           replaces};
        site.database().writing([&](db::Write& db) {
            add_file(db, site.by(Role::evaluator), added);
            return true;
        });
        return added;
    }
    testing::Site site;
    std::string evaluation;
};

INSTANTIATE_TEST_SUITE_P(Both, EvidencePages, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(EvidencePages, ask_first_whether_it_is_here_already) {
    add("School attendance", "performance_data");
    const auto first = site.html(evaluation + "/evidence/new?q=ATTENDANCE");
    for (const auto* words : {"Do we have this already?", "School attendance", "Add new evidence", "Used here. Select"})
        EXPECT_THAT(first, HasSubstr(words));
    EXPECT_THAT(site.html(evaluation + "/evidence/new?q=attendance&source=views"), Not(HasSubstr("School attendance")));
    EXPECT_THAT(site.html(evaluation + "/evidence/new?add=yes"), HasSubstr("<option value=\"School attendance\">"));
}

TEST_P(EvidencePages, open_what_is_folded_when_something_in_it_is_wrong) {
    const auto refused =
        site.post(evaluation + "/evidence/new",
                  fields("Survey", "views", {{"collected_day", "1"}, {"collected_month", "1"}, {"collected_year", "2020"}}));
    ASSERT_EQ(refused.status, Status::unprocessable);
    const auto html = site.document(refused);
    EXPECT_THAT(html, HasSubstr("ts-more\" open"));
    EXPECT_THAT(html, HasSubstr("Enter a day of collection that is not before the period begins"));
    EXPECT_THAT(html, HasSubstr("value=\"2020\""));
    EXPECT_THAT(site.html(evaluation + "/evidence/new?add=yes"), Not(HasSubstr("ts-more\" open")));
}

TEST_P(EvidencePages, compare_every_field_with_what_somebody_else_saved_in_words) {
    const auto item = add("Survey", "views");
    const auto late = site.post(item + "/edit", fields("Report", "documentation", {{"line", "Mine"}, {"seen_version", "0"}}));
    EXPECT_EQ(late.status, Status::conflict);
    const auto html = site.document(late);
    for (const auto* words : {"Children and young people</p>", "Not a view</p>", "Mine</p>", "1 January 2024</p>", "Secure</p>"})
        EXPECT_THAT(html, HasSubstr(words));

    find(item, "strength", "They feel heard.", "2.1/2");
    const auto page = site.html(item);
    const auto begin = page.find(item + "/findings/"), end = page.find('"', begin);
    const auto finding = site.post(page.substr(begin, end - begin),
                                   {{"kind", "context"}, {"statement", "They are asked."}, {"themes", "5.1/1"}, {"seen_version", "0"}});
    EXPECT_EQ(finding.status, Status::conflict);
    for (const auto* words : {"They feel heard.</p>", "They are asked.</p>", "Strength</p>", "2.1, theme 2: ", "5.1, theme 1: "})
        EXPECT_THAT(site.document(finding), HasSubstr(words));
}

TEST_P(EvidencePages, offer_the_sources_of_the_framework) {
    for (const auto* place : {"/evidence", "/evidence/new?add=yes"})
        EXPECT_THAT(site.html(evaluation + place), HasSubstr("Relevant documentation"));
}

TEST_P(EvidencePages, show_all_that_is_known_of_an_item_and_how_old_it_is) {
    const auto item = add("Survey", "views",
                          {{"collector", "Parent council"},
                           {"outcomes", "safe"},
                           {"outcomes", "included"},
                           {"groups", "young_carers"},
                           {"received_day", "1"},
                           {"received_month", "9"},
                           {"received_year", "2024"}});
    find(item, "strength", "They feel heard.", "2.1/2", {{"excerpt", "They <b>listen</b>."}, {"place", "page 14"}});
    const auto html = site.html(item);
    for (const auto* words : {"Parent council", "Safe, Included", "Young carers", "1 September 2024", "Ageing (ended 28 months ago)",
                              "They &lt;b&gt;listen&lt;/b&gt;.", "page 14", "5.1 ", "serves=generic-2006/6.2"})
        EXPECT_THAT(html, HasSubstr(words));
    EXPECT_THAT(site.html(item + "?serves=6.2"), HasSubstr("value=\"generic-2006/6.2/1\" checked"));
    EXPECT_THAT(html, Not(HasSubstr(" checked"))) << "nothing is chosen for anybody";
    EXPECT_THAT(site.html(evaluation + "/indicators/2.1"), HasSubstr("Evidence 28 months old."));
    EXPECT_THAT(site.html(evaluation), HasSubstr("Evidence 28 months old."));
    EXPECT_THAT(site.html("/evidence"), HasSubstr("ageing, 28 months old"));
    EXPECT_LE(site.get(item).trips, 2);
    EXPECT_LE(site.get(item + "/edit").trips, 2);
}

TEST_P(EvidencePages, keep_older_versions_of_a_file_and_name_the_items_that_hold_the_same) {
    const auto item = add("Plan", "documentation"), other = add("Plan, sent again", "documentation");
    const auto old = file(item, 'a');
    file(item, 'b', old.id);
    file(other, 'b');
    const auto html = site.html(item);
    EXPECT_THAT(html, HasSubstr("Older version: Plan.pdf, added on 23 November 2026"));
    EXPECT_THAT(html, HasSubstr("This file is already in:"));
    EXPECT_THAT(html, HasSubstr("Plan, sent again"));
    EXPECT_THAT(html, HasSubstr("Is it a newer version of a file?"));
    const auto option = "<option value=\"" + old.id.text;
    EXPECT_EQ(html.find(option), html.rfind(option)) << "it can be quoted, and not be replaced again";
}

TEST_P(EvidencePages, say_who_was_not_heard_and_where_a_source_is_missing) {
    const auto survey = add("Survey", "views", {{"groups", "under_six"}}),
               figures = add("Attendance", "performance_data", {{"groups", "looked_after"}});
    find(survey, "strength", "Children like it here.", "2.1/2");
    find(figures, "improvement", "Attendance fell.", "2.1/1");
    const auto heard = site.html(evaluation + "/heard");
    for (const auto* words : {"1 of 10 stakeholder groups have been heard.", "Parent associations: nobody has asked them yet.",
                              "Children and young people: heard along a single line", "Young carers: no evidence speaks about them yet.",
                              "Looked-after children: evidence speaks about them, but holds nobody’s views."})
        EXPECT_THAT(heard, HasSubstr(words));
    const auto matrix = site.html(evaluation + "/triangulation?indicator=2.1");
    for (const auto* words : {"People say things are better than data and observation show.", "Children like it here.", "Attendance fell.",
                              "0 of 2 themes have evidence from every source.", "nothing yet from documentation, views, observation."})
        EXPECT_THAT(matrix, HasSubstr(words));
    EXPECT_THAT(site.html(evaluation + "/triangulation?indicator=5.1"), Not(HasSubstr("What people say and what data show")));
    EXPECT_THAT(site.html(evaluation + "/triangulation?indicator=nonsense"), HasSubstr("No indicator is in scope here."));
    EXPECT_THAT(site.html(evaluation), HasSubstr(evaluation + "/heard"));
}

}  // namespace
}  // namespace touchstone::evidence

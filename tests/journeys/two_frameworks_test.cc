// Two evaluations in two frameworks that have equal codes, and evidence that both use: each hears what was said about its own themes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evaluations/evaluation_store.h"
#include "frameworks/framework_store.h"
#include "people/organisation_store.h"
#include "tests/site.h"
#include "workspace/workspace_store.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;
using Fields = std::vector<std::pair<std::string, std::string>>;

class TwoFrameworks : public ::testing::TestWithParam<db::Engine> {
protected:
    TwoFrameworks() : site(GetParam()), generic("/evaluations/" + site.add_evaluation("Zqxgeneric").text) {
        guide_ = site.framework();
        generic_title = guide_.title;
        guide_.id = "club-guide";
        guide_.title = "Zqxguide";
        std::erase_if(guide_.indicators, [](const auto& indicator) { return indicator.code == "7.2"; });
        publish(guide_, 1);
        club = "/evaluations/" + site.add_evaluation("Zqxclub").text;
        site.sign_in(Role::evaluator);
        const auto added = site.post(generic + "/evidence/new", item("Zqxvisit", "observation"));
        EXPECT_EQ(added.status, Status::see_other);
        visit = added.location.substr(0, added.location.find('?'));
    }
    void publish(const frameworks::Framework& framework, int days) {
        site.database().writing([&](db::Write& db) {
            std::string hash;
            return frameworks::publish(db, framework, site.now + std::chrono::days{days}, hash);
        });
    }
    static Fields item(const std::string& title, const std::string& source) {
        return {{"title", title},      {"source", source}, {"whose_view", ""}, {"from_day", "1"},   {"from_month", "1"},
                {"from_year", "2026"}, {"to_day", "30"},   {"to_month", "6"},  {"to_year", "2026"}, {"security", "secure"}};
    }
    void use_in_club() {
        EXPECT_EQ(site.post(club + "/uses", {{"evidence", visit.substr(visit.rfind('/') + 1)}, {"use", "yes"}}).status, Status::see_other);
    }
    web::Response find(const std::string& statement, const std::vector<std::string>& themes, const std::string& kind = "strength",
                       const Fields& more = {}) {
        Fields fields{{"kind", kind}, {"statement", statement}};
        for (const auto& theme : themes) fields.emplace_back("themes", theme);
        fields.insert(fields.end(), more.begin(), more.end());
        return site.post(visit + "/findings", fields);
    }
    // What a proposal for its scope starts from.
    std::vector<workspace::Weakness> weaknesses(const std::string& evaluation) {
        return site.database().reading([&](db::Read& db) {
            return workspace::read_workspace(db, sight_of_everything(site.partnership(), {}, site.now), EvaluationId{evaluation.substr(13)})
                .weaknesses;
        });
    }
    std::string from(const std::string& evaluation) const { return visit + "?evaluation=" + evaluation.substr(13); }

    testing::Site site;
    frameworks::Framework guide_;
    std::string generic_title, generic, club, visit;
};

INSTANTIATE_TEST_SUITE_P(Both, TwoFrameworks, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(TwoFrameworks, offer_the_themes_of_the_evaluation_that_one_came_from) {
    const auto alone = site.html(from(generic));
    EXPECT_THAT(alone, AllOf(HasSubstr("generic-2006/7.2/1"), Not(HasSubstr("club-guide/")), Not(HasSubstr("Zqxguide"))));
    EXPECT_EQ(find("Zqxscan.", {"7.2/1"}).status, Status::see_other) << "of the one framework that it is used with";
    EXPECT_THAT(site.html(generic + "/indicators/7.2"), HasSubstr("Zqxscan."));
    use_in_club();
    const auto both = site.html(from(club));
    EXPECT_THAT(both, AllOf(HasSubstr("club-guide/5.1/1"), HasSubstr("generic-2006/7.2/1"), HasSubstr("Zqxguide")));
    EXPECT_LT(both.find("club-guide/1.1/1"), both.find("generic-2006/1.1/1")) << "its own come first";
    EXPECT_LE(site.get(from(club)).trips, 2);
}

TEST_P(TwoFrameworks, say_why_they_refuse_a_theme) {
    use_in_club();
    for (const char* wrong : {"7.2/1", "club-guide/7.2/1", "unheard-of/5.1/1"}) {
        const auto refused = find("Zqxtyped.", {wrong});
        EXPECT_EQ(refused.status, Status::unprocessable) << wrong;
        EXPECT_THAT(site.document(refused),
                    AllOf(HasSubstr("in none of these frameworks"),
                          HasSubstr(std::string("Sent, but not among the themes below: ") + wrong), HasSubstr("Zqxtyped.")));
    }
}

TEST_P(TwoFrameworks, hear_only_what_was_said_about_their_own_themes) {
    use_in_club();
    EXPECT_EQ(find("Zqxours.", {"generic-2006/5.1/1"}).status, Status::see_other);
    EXPECT_EQ(find("Zqxtheirs.", {"club-guide/5.1/1"}).status, Status::see_other);
    EXPECT_EQ(find("Zqxshared.", {"generic-2006/5.1/1", "club-guide/5.1/1"}).status, Status::see_other);
    for (const char* page : {"/indicators/5.1", "/report"}) {
        const auto ours = site.html(generic + page), theirs = site.html(club + page);
        EXPECT_THAT(ours, AllOf(HasSubstr("Zqxours."), HasSubstr("Zqxshared."), Not(HasSubstr("Zqxtheirs.")))) << page;
        EXPECT_THAT(theirs, AllOf(HasSubstr("Zqxtheirs."), HasSubstr("Zqxshared."), Not(HasSubstr("Zqxours.")))) << page;
    }
    EXPECT_THAT(site.html(visit), AllOf(HasSubstr("Zqxours."), HasSubstr("Zqxtheirs."), HasSubstr("(Zqxguide)")));
}

TEST_P(TwoFrameworks, do_not_take_a_weakness_or_a_conflict_from_one_another) {
    use_in_club();
    EXPECT_EQ(find("Zqxgood.", {"generic-2006/5.1/1"}).status, Status::see_other);
    EXPECT_EQ(find("Zqxpoor.", {"club-guide/5.1/1"}, "improvement").status, Status::see_other);
    EXPECT_THAT(site.html(generic + "/conflicts"), Not(HasSubstr("Zqxpoor.")));
    EXPECT_THAT(site.html(club + "/conflicts"), Not(HasSubstr("Zqxgood.")));
    EXPECT_EQ(find("Zqxlow.", {"generic-2006/1.1/1"}, "improvement", {{"causes", "generic-2006/7.2"}}).status, Status::see_other);
    const auto ours = weaknesses(generic), theirs = weaknesses(club);
    ASSERT_EQ(ours.size(), 1U);
    EXPECT_EQ(ours.front().statement, "Zqxlow.");
    EXPECT_THAT(ours.front().causes, ::testing::ElementsAre("7.2"));
    ASSERT_EQ(theirs.size(), 1U);
    EXPECT_EQ(theirs.front().statement, "Zqxpoor.");
}

TEST_P(TwoFrameworks, keep_what_a_finding_says_about_the_other_when_it_is_changed) {
    use_in_club();
    EXPECT_EQ(find("Zqxshared.", {"generic-2006/5.1/1", "club-guide/5.1/1"}).status, Status::see_other);
    EXPECT_EQ(site.post(club + "/uses", {{"evidence", visit.substr(visit.rfind('/') + 1)}, {"use", "no"}}).status, Status::see_other);
    const auto page = site.html(visit);
    const auto at = page.find(visit + "/findings/") + visit.size() + 10;
    const auto finding = visit + "/findings/" + page.substr(at, page.find_first_of("\"?", at) - at);
    const auto form = site.html(finding);
    EXPECT_THAT(form, AllOf(HasSubstr("value=\"club-guide/5.1/1\" checked"), HasSubstr("value=\"generic-2006/5.1/1\" checked")));
    EXPECT_EQ(site.post(finding, {{"kind", "strength"},
                                  {"statement", "Zqxreworded."},
                                  {"themes", "generic-2006/5.1/2"},
                                  {"themes", "club-guide/5.1/1"},
                                  {"seen_version", "1"}})
                  .status,
              Status::see_other);
    use_in_club();
    EXPECT_THAT(site.html(club + "/indicators/5.1"), HasSubstr("Zqxreworded."));
}

TEST_P(TwoFrameworks, offer_all_themes_for_evidence_that_is_used_nowhere) {
    const auto added = site.post("/evidence/new", item("Zqxunused", "observation"));
    ASSERT_EQ(added.status, Status::see_other);
    EXPECT_THAT(site.html(added.location), AllOf(HasSubstr("generic-2006/7.2/1"), HasSubstr("club-guide/5.1/1")));
}

TEST_P(TwoFrameworks, keep_outcomes_that_only_one_of_them_has) {
    auto bare = guide_;
    bare.id = "bare-guide";
    bare.outcomes.clear();
    bare.children_groups.clear();
    publish(bare, 2);
    auto fields = item("Zqxvisit", "observation");
    fields.emplace_back("outcomes", "safe");
    fields.emplace_back("seen_version", "1");
    ASSERT_EQ(site.post(visit + "/edit", fields).status, Status::see_other);
    EXPECT_THAT(site.html(visit + "/edit"), HasSubstr("value=\"safe\" checked")) << "the latest framework has no outcomes";
}

TEST_P(TwoFrameworks, do_not_lend_a_level_to_an_evaluation_above) {
    const auto below = site.html(generic + "/indicators/5.1");
    EXPECT_THAT(below, Not(HasSubstr("Zqxclub")));
    ASSERT_EQ(
        site.post(club + "/indicators/5.1",
                  {{"level", "6"}, {"rationale", "Zqx."}, {"confidence", "high"}, {"caveat", "Thin evidence."}, {"seen_version", "0"}})
            .status,
        Status::see_other);
    site.database().writing(
        [&](db::Write& db) { return db.run("update evaluation set parent_id = $1 where id = $2", generic.substr(13), club.substr(13)); });
    EXPECT_THAT(site.html(generic + "/indicators/5.1"),
                AllOf(HasSubstr("Zqxclub"), HasSubstr("judged against another framework"), Not(HasSubstr("level 6."))));
}

TEST_P(TwoFrameworks, ask_for_which_of_them_a_standard_serves) {
    EXPECT_THAT(site.html("/standards/new"), AllOf(HasSubstr("name=\"framework\" value=\"club-guide\""),
                                                   HasSubstr("/standards/new?framework=generic-2006"), Not(HasSubstr("value=\"7.2\""))));
    EXPECT_THAT(site.html("/standards/new?framework=generic-2006"), HasSubstr("value=\"7.2\""));
    Fields fields{{"document", "Zqxdocument"}, {"title", "Zqxstandard"}, {"serves", "5.1"}};
    const auto refused = site.post("/standards/new", fields);
    EXPECT_EQ(refused.status, Status::unprocessable);
    EXPECT_THAT(site.document(refused), AllOf(HasSubstr("Choose a framework"), HasSubstr("Zqxstandard")));
    fields.emplace_back("framework", "generic-2006");
    ASSERT_EQ(site.post("/standards/new", fields).status, Status::see_other);
    EXPECT_THAT(site.html("/standards"), HasSubstr("5.1 (" + generic_title));
    EXPECT_THAT(site.html(generic + "/standards"), HasSubstr("Zqxstandard"));
    EXPECT_THAT(site.html(club + "/standards"), Not(HasSubstr("Zqxstandard")));
    EXPECT_LE(site.get("/standards").trips, 2);
}

TEST_P(TwoFrameworks, tell_practices_with_equal_codes_apart) {
    site.sign_in(Role::lead);
    Fields fields{{"title", "Zqxwood"}, {"done", "Walked."},      {"effect", "They moved."},
                  {"ask", "Come."},     {"owner", "partnership"}, {"indicators", "4.2"}};
    EXPECT_THAT(site.html("/good-practice/new"), HasSubstr("/good-practice/new?framework=generic-2006"));
    EXPECT_EQ(site.post("/good-practice/new", fields).status, Status::unprocessable);
    fields.emplace_back("framework", "generic-2006");
    ASSERT_EQ(site.post("/good-practice/new", fields).status, Status::see_other);
    EXPECT_THAT(site.html("/good-practice?indicator=generic-2006/4.2"), HasSubstr("Zqxwood"));
    EXPECT_THAT(site.html("/good-practice?indicator=club-guide/4.2"), Not(HasSubstr("Zqxwood")));
}

TEST_P(TwoFrameworks, find_under_a_bare_code_the_practices_of_the_framework_that_is_chosen) {
    site.sign_in(Role::lead);
    for (const auto& [title, framework] : {std::pair{"Zqxwood", "generic-2006"}, {"Zqxsupper", "club-guide"}})
        ASSERT_EQ(site.post("/good-practice/new", {{"title", title},
                                                   {"done", "Walked."},
                                                   {"effect", "They moved."},
                                                   {"ask", "Come."},
                                                   {"owner", "partnership"},
                                                   {"indicators", "4.2"},
                                                   {"indicators", "5.1"},
                                                   {"framework", framework}})
                      .status,
                  Status::see_other);
    EXPECT_THAT(site.html("/good-practice?indicator=4.2"),
                AllOf(HasSubstr("value=\"club-guide/4.2\" selected"), Not(HasSubstr("value=\"generic-2006/4.2\" selected")),
                      HasSubstr("Zqxsupper"), Not(HasSubstr("Zqxwood"))));
    EXPECT_THAT(site.html("/good-practice?indicator=generic-2006/4.2"), AllOf(HasSubstr("Zqxwood"), Not(HasSubstr("Zqxsupper"))));
    EXPECT_THAT(site.html("/good-practice"), AllOf(HasSubstr("Zqxwood"), HasSubstr("Zqxsupper")));
    EXPECT_LE(site.get("/good-practice?indicator=4.2").statements, 2);
}

TEST_P(TwoFrameworks, do_not_set_levels_of_one_beside_the_indicators_of_the_other) {
    ASSERT_EQ(
        site.post(club + "/indicators/5.1",
                  {{"level", "6"}, {"rationale", "Zqx."}, {"confidence", "high"}, {"caveat", "Thin evidence."}, {"seen_version", "0"}})
            .status,
        Status::see_other);
    const auto service = ServiceId::make(site.now);
    site.database().writing([&](db::Write& db) {
        const auto organisation = OrganisationId::make(site.now);
        people::add_organisation(db, site.by(Role::administrator), {organisation, "Zqxcouncil", "council"});
        people::add_service(db, site.by(Role::administrator), {service, organisation, std::nullopt, "Zqxclubs", 1, {}, {}, 1});
        for (const auto& evaluation : {generic, club})
            db.run("insert into evaluation_service (partnership_id, evaluation_id, service_id) values ($1, $2, $3)", site.partnership(),
                   evaluation.substr(13), service);
        return true;
    });
    EXPECT_THAT(site.html(generic + "/known"),
                AllOf(HasSubstr("Zqxclub"), HasSubstr("It uses another framework"), Not(HasSubstr("6 excellent"))));
}

TEST_P(TwoFrameworks, offer_a_plan_only_the_weaknesses_of_its_evaluation) {
    use_in_club();
    EXPECT_EQ(find("Zqxours.", {"generic-2006/5.1/1"}, "improvement").status, Status::see_other);
    EXPECT_EQ(find("Zqxtheirs.", {"club-guide/5.1/1"}, "improvement").status, Status::see_other);
    site.sign_in(Role::lead);
    const auto plan = site.post("/plans/new", {{"title", "Zqxplan"},
                                               {"from_day", "1"},
                                               {"from_month", "1"},
                                               {"from_year", "2027"},
                                               {"to_day", "31"},
                                               {"to_month", "12"},
                                               {"to_year", "2027"},
                                               {"evaluations", generic.substr(13)},
                                               {"owner", "partnership"}});
    ASSERT_EQ(plan.status, Status::see_other);
    EXPECT_THAT(site.html(plan.location + "/objectives/new"), AllOf(HasSubstr("Zqxours."), Not(HasSubstr("Zqxtheirs."))));
}

}  // namespace
}  // namespace touchstone

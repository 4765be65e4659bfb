// Whole stories through the router, without a socket.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_store.h"
#include "judging/judgement_store.h"
#include "tests/four_sources.h"
#include "tests/happened.h"

namespace touchstone {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;

class Journey : public ::testing::TestWithParam<db::Engine> {
protected:
    Journey() : site(GetParam()) { site.sign_in(Role::evaluator); }
    testing::Site site;
};

INSTANTIATE_TEST_SUITE_P(Both, Journey, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

std::vector<std::pair<std::string, std::string>> item(const std::string& title, const std::string& source) {
    return {{"title", title},      {"source", source},  {"whose_view", source == "views" ? "children_and_young_people" : ""},
            {"from_day", "1"},     {"from_month", "1"}, {"from_year", "2026"},
            {"to_day", "30"},      {"to_month", "6"},   {"to_year", "2026"},
            {"security", "secure"}};
}

TEST_P(Journey, leads_from_setting_up_to_a_report) {
    const auto set_up = site.post("/evaluations/new", {{"title", "Nurture in Àird Mhòr"},
                                                       {"kind", "self_evaluation"},
                                                       {"why", "To know."},
                                                       {"level", "strategic"},
                                                       {"children", "Under six"},
                                                       {"from_day", "1"},
                                                       {"from_month", "8"},
                                                       {"from_year", "2026"},
                                                       {"to_day", "31"},
                                                       {"to_month", "10"},
                                                       {"to_year", "2026"}});
    ASSERT_EQ(set_up.status, Status::see_other);
    const auto evaluation = set_up.location.substr(0, set_up.location.rfind('/'));

    ASSERT_EQ(site.post(evaluation + "/scope", {{"seen_version", "1"}, {"depth_5.1", "full"}, {"reason_5.1", "Weak last year."}}).status,
              Status::see_other);
    for (const auto& [title, source] : {std::pair{"Survey", "views"}, {"Attendance", "performance_data"}, {"Visit", "observation"}}) {
        const auto added = site.post(evaluation + "/evidence/new", item(title, source));
        ASSERT_EQ(added.status, Status::see_other) << title;
        const auto address = added.location.substr(0, added.location.find('?'));
        ASSERT_EQ(
            site.post(address + "/findings", {{"kind", "strength"}, {"statement", std::string(title) + " shows it."}, {"themes", "5.1/1"}})
                .status,
            Status::see_other);
    }
    const auto desk = site.html(evaluation + "/indicators/5.1");
    EXPECT_THAT(desk, HasSubstr("Triangulated"));
    EXPECT_THAT(desk, HasSubstr("3 lines of enquiry from 3 sources"));
    EXPECT_THAT(desk, Not(HasSubstr(" checked"))) << "no level and no confidence is chosen for anybody";

    ASSERT_EQ(site.post(evaluation + "/indicators/5.1", {{"level", "4"},
                                                         {"rationale", "Needs are known early."},
                                                         {"confidence", "high"},
                                                         {"caveat", "Thin evidence."},
                                                         {"seen_version", "0"}})
                  .status,
              Status::see_other);
    ASSERT_EQ(site.post(evaluation + "/questions/3", {{"statement", "Delivery is good."}, {"seen_version", "0"}}).status,
              Status::see_other);
    const auto report = site.html(evaluation + "/report");
    for (const char* words :
         {"Nurture in Àird Mhòr", "Needs are known early.", "Delivery is good.", "Survey shows it.", "1 good", "What was not looked at"})
        EXPECT_THAT(report, HasSubstr(words));
    const auto history = site.html(evaluation + "/history");
    EXPECT_THAT(history, HasSubstr("Judged indicator 5.1"));

    ASSERT_EQ(site.post(evaluation + "/state", {{"state", "finished"}}).status, Status::see_other);
    EXPECT_EQ(
        site.post(evaluation + "/indicators/5.1",
                  {{"level", "5"}, {"rationale", "More."}, {"confidence", "high"}, {"caveat", "Thin evidence."}, {"seen_version", "1"}})
            .status,
        Status::unprocessable);
}

TEST_P(Journey, says_which_groups_of_children_and_which_neighbourhood_it_is_about) {
    const auto address = "/evaluations/" + site.add_evaluation("Zqxtitle").text;
    EXPECT_THAT(site.html(address + "/report"), Not(HasSubstr("Neighbourhood")));
    auto fields = std::vector<std::pair<std::string, std::string>>{
        {"title", "Zqxtitle"},      {"kind", "self_evaluation"}, {"why", "To know."},          {"level", "strategic"},
        {"children", "Under six"},  {"from_day", "1"},           {"from_month", "8"},          {"from_year", "2026"},
        {"to_day", "31"},           {"to_month", "10"},          {"to_year", "2026"},          {"groups", "under_six"},
        {"groups", "young_carers"}, {"seen_version", "1"},       {"neighbourhood", "Zqxcoast"}};
    ASSERT_EQ(site.post(address + "/set-up", fields).status, Status::see_other);
    EXPECT_THAT(site.html(address + "/set-up"), ::testing::AllOf(HasSubstr("value=\"young_carers\" checked"), HasSubstr("Zqxcoast")));
    for (const auto& page : {address, address + "/report"})
        EXPECT_THAT(site.html(page), ::testing::AllOf(HasSubstr("Groups of children"), HasSubstr("Neighbourhood"), HasSubstr("Zqxcoast")))
            << page;
    const auto change = testing::happened(site, "evaluation", address.substr(address.rfind('/') + 1), "changed_set_up");
    EXPECT_THAT(change.before, HasSubstr(R"("groups":[])"));
    EXPECT_THAT(change.after,
                ::testing::AllOf(HasSubstr(R"("groups":["under_six","young_carers"])"), HasSubstr(R"("neighbourhood":"Zqxcoast")")));
    fields[11].second = "invented";
    EXPECT_EQ(site.post(address + "/set-up", fields).status, Status::unprocessable);
}

TEST_P(Journey, shows_both_versions_when_two_people_judge_at_once) {
    const auto address = fmt::format("/evaluations/{}/indicators/5.1", site.add_evaluation("Shared").text);
    ASSERT_EQ(site.post(address, {{"level", "4"},
                                  {"rationale", "Mine came first."},
                                  {"confidence", "high"},
                                  {"caveat", "Thin evidence."},
                                  {"seen_version", "0"}})
                  .status,
              Status::see_other);
    site.sign_in(Role::administrator);
    const auto refused = site.post(
        address,
        {{"level", "2"}, {"rationale", "Mine came second."}, {"confidence", "low"}, {"caveat", "Thin evidence."}, {"seen_version", "0"}});
    ASSERT_EQ(refused.status, Status::conflict);
    const auto html = site.document(refused);
    EXPECT_THAT(html, HasSubstr("Mine came first."));
    EXPECT_THAT(html, HasSubstr("Mine came second."));
    EXPECT_THAT(html, HasSubstr("name=\"seen_version\" value=\"1\""));
    EXPECT_EQ(site.post(address, {{"level", "2"},
                                  {"rationale", "Mine came second."},
                                  {"confidence", "low"},
                                  {"caveat", "Thin evidence."},
                                  {"seen_version", "1"}})
                  .status,
              Status::see_other);
    EXPECT_THAT(site.html(address.substr(0, address.find("/indicators")) + "/history"), HasSubstr("Mine came first."))
        << "nothing that was recorded disappears";
}

TEST_P(Journey, keeps_what_was_typed_on_every_error) {
    const auto refused =
        site.post("/evaluations/new",
                  {{"title", "Kept <b>title</b>"}, {"why", "Kept reason"}, {"from_day", "31"}, {"from_month", "2"}, {"from_year", "2026"}});
    ASSERT_EQ(refused.status, Status::unprocessable);
    const auto html = site.document(refused);
    EXPECT_THAT(html, HasSubstr("Kept &lt;b&gt;title&lt;/b&gt;"));
    EXPECT_THAT(html, HasSubstr("Kept reason"));
    EXPECT_THAT(html, HasSubstr("value=\"31\""));
    EXPECT_THAT(html, HasSubstr("Enter the first day as a real date"));
    EXPECT_THAT(html, HasSubstr("<title>Error: Set up an evaluation")) << "heard first by whoever has the page read out";
    EXPECT_THAT(site.html("/evaluations/new"), HasSubstr("<title>Set up an evaluation"));
}

TEST_P(Journey, lets_a_reader_read_and_change_nothing) {
    const auto evaluation = fmt::format("/evaluations/{}", site.add_evaluation("Read only").text);
    site.sign_in(Role::reader);
    for (const auto* page : {"", "/indicators/5.1", "/report", "/history", "/evidence", "/questions/1"})
        EXPECT_EQ(site.get(evaluation + page).status, Status::ok) << page;
    for (const auto* page : {"/scope", "/set-up", "/evidence/new"})
        EXPECT_EQ(site.get(evaluation + page).status, Status::forbidden) << page;
    EXPECT_EQ(site.post(evaluation + "/indicators/5.1",
                        {{"level", "4"}, {"rationale", "x"}, {"confidence", "high"}, {"caveat", "Thin evidence."}})
                  .status,
              Status::forbidden);
    EXPECT_EQ(site.post(evaluation + "/state", {{"state", "finished"}}).status, Status::forbidden);
}

TEST_P(Journey, asks_strangers_to_sign_in_and_keeps_what_they_typed) {
    const auto address = fmt::format("/evaluations/{}/indicators/5.1", site.add_evaluation("Private").text);
    site.sign_in(std::nullopt);
    EXPECT_EQ(site.get(address).location,
              "/sign-in?next=" + std::string("%2Fevaluations%2F") + address.substr(13, 26) + "%2Findicators%2F5.1");
    const auto refused = site.post(address, {{"rationale", "Typed for an hour."}, {"password", "secret words"}});
    EXPECT_EQ(refused.status, Status::forbidden);
    EXPECT_THAT(site.document(refused), HasSubstr("Typed for an hour."));
    EXPECT_THAT(site.document(refused), Not(HasSubstr("secret words")));
}

// A workspace of 24 indicators and 500 pieces of evidence: no page runs more than two statements.
TEST_P(Journey, takes_two_trips_for_a_page_however_much_there_is) {
    const auto id = site.add_evaluation("Large");
    site.database().writing([&](db::Write& db) {
        const auto& framework = site.framework();
        for (int i = 0; i < 500; ++i) {
            evidence::Evidence evidence;
            evidence.id = EvidenceId::make(site.now);
            evidence.title = evidence.line = fmt::format("Item {}", i);
            evidence.source = testing::four_sources()[static_cast<std::size_t>(i) % 4];
            evidence.from = evidence.to = *date_from("2026-01-01");
            evidence.added_by = site.account(Role::evaluator);
            evidence.added_at = site.now;
            evidence::add_evidence(db, site.by(Role::evaluator), evidence);
            evidence::use_evidence(db, site.by(Role::evaluator), id, evidence.id);
            const auto& indicator = framework.indicators[static_cast<std::size_t>(i) % framework.indicators.size()];
            evidence::add_finding(db, site.by(Role::evaluator),
                                  {FindingId::make(site.now),
                                   evidence.id,
                                   evidence::FindingKind::strength,
                                   "Works.",
                                   {{framework.id, {indicator.code, 1}}},
                                   evidence.added_by,
                                   site.now,
                                   std::nullopt,
                                   0});
        }
        return true;
    });
    const auto evaluation = "/evaluations/" + id.text;
    for (const auto& page :
         {evaluation, evaluation + "/indicators/5.1", evaluation + "/scope", evaluation + "/evidence", evaluation + "/questions/3",
          evaluation + "/heard", evaluation + "/triangulation", evaluation + "/evidence/new", evaluation + "/evidence/new?add=yes",
          std::string("/evidence/new"), evaluation + "/report", evaluation + "/history", std::string("/"), std::string("/evaluations"),
          std::string("/evidence"), std::string("/people"), std::string("/frameworks")}) {
        const auto response = site.get(page);
        EXPECT_EQ(response.status, Status::ok) << page;
        EXPECT_LE(response.trips, 2) << page;
    }
    EXPECT_THAT(site.html(evaluation + "/evidence"), HasSubstr("500 pieces of evidence"));
}

TEST_P(Journey, refuses_work_on_another_partnerships_things_as_if_they_were_not_there) {
    EXPECT_EQ(site.get("/evaluations/01zzzzzzzzzzzzzzzzzzzzzzzz").status, Status::not_found);
    EXPECT_EQ(site.get("/evidence/01zzzzzzzzzzzzzzzzzzzzzzzz").status, Status::not_found);
    EXPECT_EQ(site.get("/jobs/01zzzzzzzzzzzzzzzzzzzzzzzz").status, Status::not_found);
    EXPECT_EQ(site.get("/frameworks/none/1").status, Status::not_found);
}

}  // namespace
}  // namespace touchstone

// The guide's own example of part 3.5: partners evaluate services for children under six. Indicators 1.1 and 2.1 lead them to nurture and
// health; specific standards organise the enquiry, and what was gathered with them serves key area 5 as well.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_store.h"
#include "people/organisation_store.h"
#include "standards/standard_store.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using evidence::use_evidence;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using web::Status;
using Fields = std::vector<std::pair<std::string, std::string>>;

class Standards : public ::testing::TestWithParam<db::Engine> {
protected:
    Standards() : site(GetParam()), evaluation(site.add_evaluation("Under six")), address("/evaluations/" + evaluation.text) {
        site.sign_in(Role::evaluator);
    }
    // Answers the standard's id.
    std::string add(const std::string& document, const std::string& title, const std::vector<std::string>& serves) {
        Fields fields{{"document", document}, {"title", title}, {"seen_version", "0"}};
        for (const auto& code : serves) fields.emplace_back("serves", code);
        EXPECT_EQ(site.post("/standards/new", fields).status, Status::see_other);
        std::string id;
        site.database().read([&](db::Read& db) {
            for (const auto& standard : standards::list_standards(db, sight_of_everything(site.partnership(), {}, site.now)))
                if (standard.title == title) id = standard.id.text;
        });
        return id;
    }
    EvidenceId add_report(const std::string& title, bool is_used) {
        evidence::Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = title;
        item.source = evidence::Source::documentation;
        item.from = item.to = date_of(site.now);
        item.added_by = site.account(Role::evaluator);
        item.added_at = site.now;
        site.database().writing([&](db::Write& db) {
            add_evidence(db, site.by(Role::evaluator), item);
            if (is_used) use_evidence(db, site.by(Role::evaluator), evaluation, item.id);
            return true;
        });
        return item.id;
    }
    std::string section(const std::string& code) {
        const auto html = site.html(address + "/standards");
        const auto at = html.find("id=\"standards_" + code + "\"");
        return at == std::string::npos ? std::string() : html.substr(at, html.find("</section>", at) - at);
    }
    testing::Site site;
    EvaluationId evaluation;
    std::string address;
};

INSTANTIATE_TEST_SUITE_P(Both, Standards, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Standards, organise_an_enquiry_and_serve_other_indicators) {
    const auto care = add("Zqxcare standards for early education", "Zqxhealth and wellbeing", {"1.1", "2.1", "5.1", "5.2"});
    const auto school = add("Zqxindicators for the youngest", "Zqxsupport for children and families", {"2.1", "2.2", "5.2"});
    const auto social = add("Zqxframework for social work", "Zqxnurture and health", {"1.1", "1.2", "5.3"});
    for (const auto* name : {"Zqxhealth and wellbeing", "Zqxnurture and health"}) EXPECT_THAT(section("1.1"), HasSubstr(name));
    EXPECT_THAT(section("1.1"), Not(HasSubstr("Zqxsupport")));
    EXPECT_EQ(section("9.1"), "");

    const auto nurseries = add_report("Zqxinspections of nurseries", true), work = add_report("Zqxinspection of social work", false);
    EXPECT_EQ(site.post("/evidence/" + nurseries.text + "/standards", {{"standards", care}, {"standards", school}}).status,
              Status::see_other);
    EXPECT_EQ(site.post("/evidence/" + work.text + "/standards", {{"standards", social}}).status, Status::see_other);
    EXPECT_THAT(section("5.1"), AllOf(HasSubstr("Zqxinspections of nurseries"), HasSubstr("It has no finding on this indicator yet"),
                                      Not(HasSubstr("social work"))));
    EXPECT_THAT(section("1.2"), AllOf(HasSubstr("Zqxinspection of social work"), HasSubstr("Use it here")));

    const auto find = [&](const EvidenceId& item, const char* theme) {
        return site.post("/evidence/" + item.text + "/findings", {{"kind", "improvement"}, {"statement", "Zqxweak."}, {"themes", theme}})
            .status;
    };
    EXPECT_EQ(find(nurseries, "5.1/1"), Status::see_other);
    EXPECT_THAT(section("5.1"), HasSubstr("It has a finding on this indicator."));
    EXPECT_THAT(section("5.2"), HasSubstr("It has no finding on this indicator yet")) << "only people say what it tells";
    EXPECT_EQ(find(work, "1.2/1"), Status::see_other);
    EXPECT_THAT(section("1.2"), HasSubstr("but is not used here yet"));
    EXPECT_EQ(site.post(address + "/uses", {{"evidence", work.text}, {"use", "yes"}}).status, Status::see_other);
    EXPECT_THAT(section("1.2"), HasSubstr("It has a finding on this indicator."));
    EXPECT_THAT(site.html(address + "/indicators/1.2"), HasSubstr("Zqxweak."));
    EXPECT_LE(site.get(address + "/standards").trips, 2);
    EXPECT_LE(site.get("/standards").trips, 2);
}

TEST_P(Standards, show_somebody_who_was_given_one_evaluation_only_those_of_the_evidence_in_it) {
    const auto used = add("Zqxused document", "Zqxused title", {"2.1"}), other = add("Zqxother document", "Zqxother title", {"2.1"});
    const auto item = add_report("Zqxitem", true);
    const OrganisationId council = OrganisationId::make(site.now);
    ASSERT_EQ(site.post("/evidence/" + item.text + "/standards", {{"standards", used}}).status, Status::see_other);
    site.database().writing([&](db::Write& db) {
        people::add_organisation(db, site.by(Role::administrator), {council, "Council", "council_department"});
        db.run("update evaluation set owner_id = $1", council);
        db.run("update evidence set owner_id = $1", council);
        return db.run("update assignment set reach = 4, on_id = $1 where account_id = $2", evaluation.text, site.account(Role::reader));
    });
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html("/standards"), AllOf(HasSubstr("Zqxused title"), Not(HasSubstr("Zqxother"))));
    EXPECT_THAT(section("2.1"), AllOf(HasSubstr("Zqxused title"), Not(HasSubstr("Zqxother"))));
    EXPECT_EQ(site.get("/standards/" + used).status, Status::ok);
    EXPECT_EQ(site.get("/standards/" + other).status, Status::not_found);
}

TEST_P(Standards, are_changed_with_everything_typed_kept) {
    const auto id = add("Zqxdocument", "Zqxtitle", {"2.1"});
    const auto page = "/standards/" + id;
    const auto refused =
        site.post(page, {{"document", "Zqxtyped"}, {"title", ""}, {"link", "javascript:x"}, {"serves", "99"}, {"seen_version", "1"}});
    EXPECT_EQ(refused.status, Status::unprocessable);
    EXPECT_THAT(site.document(refused),
                AllOf(HasSubstr("Zqxtyped"), HasSubstr("Enter the standard or indicator"),
                      HasSubstr("Enter an address that begins with https://"), HasSubstr("Choose at least one indicator")));
    const Fields good{{"document", "Zqxother"}, {"title", "Zqxtitle"}, {"serves", "5.1"}, {"seen_version", "1"}};
    EXPECT_EQ(site.post(page, good).status, Status::see_other);
    EXPECT_EQ(site.post(page, good).status, Status::conflict);
    EXPECT_THAT(site.html("/standards"), AllOf(HasSubstr("Zqxother"), HasSubstr("5.1"), Not(HasSubstr("2.1"))));
    EXPECT_EQ(site.get("/standards/01m00000000000000000000000").status, Status::not_found);
    const auto item = add_report("Zqxitem", true);
    EXPECT_EQ(site.post("/evidence/" + item.text + "/standards", {{"standards", "unknown"}}).status, Status::unprocessable);
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html(page), AllOf(HasSubstr("It informs 5.1."), Not(HasSubstr("<form method=\"post\" action=\"/standards"))));
}

}  // namespace
}  // namespace touchstone

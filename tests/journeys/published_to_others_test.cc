// What partners lend to a publisher stays with the publisher: in no page and no file that others read, and the gap is named. And no file
// says what its page leaves out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/child.h"
#include "base/workbench.h"
#include "conclusions/conclusion_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/sharing_store.h"
#include "evidence/evidence_store.h"
#include "frameworks/framework_store.h"
#include "judging/judgement_store.h"
#include "people/assignment_store.h"
#include "people/mail_store.h"
#include "people/organisation_store.h"
#include "reports/audience_pages.h"
#include "reports/consent_store.h"
#include "reports/publishing_store.h"
#include "reports/report_files.h"
#include "reports/snapshot.h"
#include "tests/site.h"

namespace touchstone {
namespace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
using reports::Audience;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::json;

class PublishedToOthers : public ::testing::TestWithParam<db::Engine> {
protected:
    PublishedToOthers()
        : site(GetParam()),
          evaluation(EvaluationId::make(site.now)),
          council(OrganisationId::make(site.now)),
          board(OrganisationId::make(site.now)) {
        site.database().writing([&](db::Write& db) {
            people::add_organisation(db, site.by(Role::administrator), {council, "The council", "council_department"});
            people::add_organisation(db, site.by(Role::administrator), {board, "Health board", "health_board"});
            for (const auto role : {Role::lead, Role::evaluator})
                people::add_assignment(
                    db, site.partnership(),
                    {AssignmentId::make(site.now), site.account(role), role, Reach::organisation, council.text, site.now});
            people::add_assignment(
                db, site.partnership(),
                {AssignmentId::make(site.now), site.account(Role::moderator), Role::lead, Reach::organisation, board.text, site.now});
            Evaluation made;
            made.id = evaluation;
            made.title = "Support for children";
            made.why = "Zqx why it was done.";
            made.children = "Zqx all children here.";
            made.from = made.to = date_of(site.now);
            made.framework_hash = frameworks::list_frameworks(db).front().hash;
            made.owner = council;
            made.created_by = by();
            made.created_at = site.now;
            add_evaluation(db, site.by(Role::evaluator), made);
            replace_scope(db, site.by(Role::evaluator), evaluation, frameworks::framework_of(db, made.framework_hash), {},
                          {{"5.1", Depth::full, ""}, {"5.2", Depth::full, ""}});
            const auto own = add_item(db, council, "own");
            const auto alone = add_item(db, board, "alone");
            const auto all = add_item(db, board, "withall");
            lend(db, alone.first, council);
            lend(db, all.first, {});
            for (const auto& finding : {own, alone, all}) drawn.push_back(finding.second);
            conclude(db);
            return true;
        });
        site.sign_in(Role::lead);
    }
    AccountId by() { return site.account(Role::evaluator); }
    std::pair<EvidenceId, FindingId> add_item(db::Write& db, const OrganisationId& owner, const std::string& word) {
        Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = "Zqx item " + word;
        item.from = item.to = date_of(site.now);
        item.owner = owner;
        item.added_by = by();
        item.added_at = site.now;
        add_evidence(db, site.by(Role::evaluator), item);
        use_evidence(db, site.by(Role::evaluator), evaluation, item.id);
        const auto id = FindingId::make(site.now);
        add_finding(db, site.by(Role::evaluator),
                    {id,
                     item.id,
                     FindingKind::strength,
                     "Zqx finding " + word,
                     {{"generic-2006", {"5.1", 1}}},
                     by(),
                     site.now,
                     std::nullopt,
                     0,
                     "Zqx quote",
                     "",
                     {}});
        return {item.id, id};
    }
    void lend(db::Write& db, const EvidenceId& item, const OrganisationId& with) {
        add_share(db, site.by(Role::evaluator),
                  {ShareId::make(site.now),
                   Shared::evidence,
                   item.text,
                   Extent::all,
                   with,
                   "To evaluate together",
                   site.now,
                   site.now + std::chrono::hours{24 * 90},
                   by(),
                   std::nullopt,
                   {}},
                  {"Council", "All of it"});
    }
    void conclude(db::Write& db) {
        for (const auto* code : {"5.1", "5.2"})
            (void)record_judgement(db, site.by(Role::evaluator), evaluation, site.framework(), nullptr,
                                   {code, Level::good, "Zqx rationale here", Confidence::high, by(), site.now, 0, "Zqx caveat of a level"});
        for (int question = 1; question <= 6; ++question)
            (void)record_conclusion(
                db, site.by(Role::evaluator), evaluation, nullptr,
                {part_of_question(question), "Zqx conclusion on " + std::to_string(question) + ".", {}, {}, drawn, by(), site.now, 0});
        (void)record_conclusion(db, site.by(Role::evaluator), evaluation, nullptr,
                                {part_of_area("5"), "Zqx on an area.", {}, {}, {}, by(), site.now, 0});
        (void)record_conclusion(
            db, site.by(Role::evaluator), evaluation, nullptr,
            {part_of_component("outcomes"), "Zqx capacity said.", Confidence::low, "Zqx doubt in it", {}, by(), site.now, 0});
        for (const auto audience : {Audience::open_public, Audience::young_people, Audience::board})
            reports::keep_plain_words(db, {site.partnership(), by(), site.now}, evaluation,
                                      {{audience, "question_3", {}, "Zqx plainly said for " + name_of(audience)}});
    }
    reports::ReportWhole publish(Audience audience) {
        EXPECT_EQ(site.post("/evaluations/" + evaluation.text + "/state", {{"state", "finished"}}).status, web::Status::see_other);
        site.now += std::chrono::minutes{1};
        const auto answer =
            site.post("/evaluations/" + evaluation.text + "/publishing",
                      {{"audiences", name_of(audience)}, {"what_changed", "Zqx what changed."}, {"without_capacity", "Zqx not yet."}});
        EXPECT_EQ(answer.status, web::Status::see_other) << site.document(answer);
        ++next;
        return site.database().reading([&](db::Read& db) {
            const auto id = reports::read_published(db, site.partnership(), evaluation).reports.front().id;
            return reports::find_report(db, site.partnership(), id).value();
        });
    }
    // What the owners are asked, by the word of the item and the audience.
    std::string asked(const std::string& word, Audience audience) {
        Sight sight;
        sight.partnership = site.partnership();
        sight.member = true;
        sight.organisations = "," + board.text + ",";
        for (const auto& one : site.database().reading([&](db::Read& db) { return reports::list_asked(db, sight); }))
            if (one.item == "Zqx item " + word && one.consent.audience == audience && one.consent.number == next)
                return one.consent.id.text;
        return {};
    }
    void ask(const std::string& audience) {
        const auto address = "/evaluations/" + evaluation.text + "/publishing/consents";
        const auto answered = site.post(address, {{"audiences", audience}, {"seen_version", std::to_string(next)}});
        EXPECT_EQ(answered.status, web::Status::see_other) << site.document(answered);
    }
    web::Status answer(Role who, const std::string& consent, const std::string& wish) {
        site.sign_in(who);
        const auto status = site.post("/consents", {{"publish_consent", consent}, {"do", wish}}).status;
        site.sign_in(Role::lead);
        return status;
    }
    // What the JSON file holds, and the workbook and the printed page are made of.
    static Json file_of(const reports::ReportWhole& whole, Audience audience, const reports::Layout& layout) {
        return reports::content_for(audience, layout, Json::parse(reports::content_of(whole.snapshot.sealed)));
    }
    static std::string words_of_workbook(const Json& content) {
        const Workbench bench(std::filesystem::temp_directory_path());
        reports::write_xlsx(content, bench.folder / "report.xlsx");
        return run_child(
            {"python3", "-c",
             "import sys, zipfile, re, html\n"
             "z = zipfile.ZipFile(sys.argv[1])\n"
             "for each in re.findall('<t[^>]*>(.*?)</t>', z.read('xl/sharedStrings.xml').decode(), re.S): print(html.unescape(each))",
             (bench.folder / "report.xlsx").string()},
            std::chrono::seconds{60});
    }

    testing::Site site;
    EvaluationId evaluation;
    OrganisationId council, board;
    std::vector<FindingId> drawn;
    int next = 1;  // the version that would be published
};

INSTANTIATE_TEST_SUITE_P(Both, PublishedToOthers, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(PublishedToOthers, carry_nothing_that_a_partner_lent_to_the_publisher_alone) {
    EXPECT_THAT(site.html("/evaluations/" + evaluation.text + "/report"), HasSubstr("Zqx finding alone")) << "the council itself sees it";
    const auto whole = publish(Audience::partnership);
    EXPECT_THAT(whole.snapshot.sealed, AllOf(HasSubstr("Zqx finding own"), HasSubstr("Zqx finding withall"), Not(HasSubstr("alone"))));
    const auto page = site.html("/reports/" + whole.report.id.text);
    EXPECT_THAT(page, AllOf(HasSubstr("Zqx finding own"), HasSubstr("Zqx finding withall"), Not(HasSubstr("alone"))));
    EXPECT_THAT(page, HasSubstr("Health board")) << "the gap is named";
    const auto file = file_of(whole, Audience::partnership, whole.report.layout);
    EXPECT_THAT(words_of_workbook(file), AllOf(HasSubstr("Zqx finding withall"), Not(HasSubstr("alone"))));
    const auto for_board = publish(Audience::board);
    EXPECT_THAT(site.html("/reports/" + for_board.report.id.text), AllOf(HasSubstr("Health board"), Not(HasSubstr("alone"))));
}

TEST_P(PublishedToOthers, carry_to_the_public_only_what_is_the_publishers_own_and_say_that_there_is_a_gap) {
    const auto whole = publish(Audience::open_public);
    const auto address = "/open/" + site.partnership().text + "/" + whole.report.id.text;
    const auto file = file_of(whole, Audience::open_public, whole.report.layout);
    for (const auto& shown : {site.html("/reports/" + whole.report.id.text), site.html(address), file.dump(), words_of_workbook(file)})
        EXPECT_THAT(
            shown, AllOf(HasSubstr("Zqx finding own"), Not(HasSubstr("alone")), Not(HasSubstr("withall")), Not(HasSubstr("Health board"))));
    EXPECT_THAT(site.html(address), HasSubstr("2 pieces of evidence that belong to others are not in this report."));
    EXPECT_EQ(file["withheld"], 2);
}

TEST_P(PublishedToOthers, show_what_its_owner_agreed_to_in_that_report_and_no_other) {
    const auto page = site.html("/evaluations/" + evaluation.text + "/publishing/consents");
    EXPECT_THAT(page, AllOf(HasSubstr("Zqx item alone"), HasSubstr("Zqx item withall"), Not(HasSubstr("Zqx item own"))));
    ask("public");
    const auto letters = site.database().reading([&](db::Read& db) { return people::list_waiting_mail(db, site.partnership(), 9); });
    ASSERT_EQ(letters.size(), 1U) << "one letter to each who leads there";
    EXPECT_THAT(letters.front().body, Not(HasSubstr("Zqx")));
    site.sign_in(Role::moderator);
    EXPECT_THAT(site.html("/consents"), AllOf(HasSubstr("Zqx item alone"), HasSubstr("The council"), HasSubstr("Public report")));
    EXPECT_EQ(answer(Role::evaluator, asked("alone", Audience::open_public), "give"), web::Status::not_found) << "not the asker's own";
    EXPECT_EQ(answer(Role::moderator, asked("alone", Audience::open_public), "give"), web::Status::see_other);
    EXPECT_EQ(answer(Role::moderator, asked("withall", Audience::open_public), "refuse"), web::Status::see_other);
    EXPECT_EQ(asked("alone", Audience::partnership), "") << "asked for the public's alone";

    EXPECT_EQ(site.post("/evaluations/" + evaluation.text + "/state", {{"state", "finished"}}).status, web::Status::see_other);
    EXPECT_EQ(site.post("/evaluations/" + evaluation.text + "/publishing",
                        {{"audiences", "public"}, {"audiences", "partnership"}, {"without_capacity", "Zqx not yet."}})
                  .status,
              web::Status::see_other);
    for (const auto& report :
         site.database().reading([&](db::Read& db) { return reports::read_published(db, site.partnership(), evaluation); }).reports) {
        const auto shown = site.html("/reports/" + report.id.text);
        if (report.audience == Audience::open_public)
            EXPECT_THAT(shown,
                        AllOf(HasSubstr("Zqx finding alone"), Not(HasSubstr("Zqx finding withall")), HasSubstr("1 piece of evidence")));
        else
            EXPECT_THAT(shown,
                        AllOf(Not(HasSubstr("Zqx finding alone")), HasSubstr("Zqx finding withall"), HasSubstr("1 piece of evidence")));
    }
}

TEST_P(PublishedToOthers, leave_as_published_what_an_owner_takes_back_and_show_it_no_more) {
    ask("public");
    const auto consent = asked("alone", Audience::open_public);
    EXPECT_EQ(answer(Role::moderator, consent, "give"), web::Status::see_other);
    const auto first = publish(Audience::open_public);
    EXPECT_EQ(answer(Role::moderator, consent, "take_back"), web::Status::see_other);
    EXPECT_THAT(site.html("/reports/" + first.report.id.text), HasSubstr("Zqx finding alone"));
    const auto told = site.database().reading([&](db::Read& db) { return people::list_waiting_mail(db, site.partnership(), 1); }).front();
    EXPECT_EQ(told.about, "consent_taken_back");
    EXPECT_THAT(told.body, AllOf(HasSubstr("Zqx item alone"), HasSubstr("version 1")));
    const auto second = publish(Audience::open_public);
    EXPECT_THAT(site.html("/reports/" + second.report.id.text), Not(HasSubstr("Zqx finding alone")));
    EXPECT_THAT(second.snapshot.sealed, Not(HasSubstr("alone")));
}

TEST_P(PublishedToOthers, show_nothing_that_is_no_longer_lent_whatever_was_agreed) {
    ask("public");
    EXPECT_EQ(answer(Role::moderator, asked("alone", Audience::open_public), "give"), web::Status::see_other);
    site.database().writing([&](db::Write& db) { return db.run("update share set revoked_at = $1, revoked_by = $2", site.now, by()); });
    EXPECT_THAT(publish(Audience::open_public).snapshot.sealed, Not(HasSubstr("alone")));
}

TEST_P(PublishedToOthers, are_agreed_to_by_nobody_who_does_not_evaluate_for_the_owner) {
    site.database().writing([&](db::Write& db) {
        (void)add_item(db, {}, "joint");
        people::add_assignment(
            db, site.partnership(),
            {AssignmentId::make(site.now), site.account(Role::reader), Role::evaluator, Reach::organisation, council.text, site.now});
        return true;
    });
    ask("public");
    const auto joint = asked("joint", Audience::open_public);
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html("/consents"), Not(HasSubstr("Zqx item joint"))) << "the publisher's own evaluator is not the partnership";
    EXPECT_EQ(answer(Role::reader, joint, "give"), web::Status::not_found);
    EXPECT_EQ(answer(Role::evaluator, joint, "give"), web::Status::see_other);
}

TEST_P(PublishedToOthers, say_on_the_home_page_of_who_may_agree_that_somebody_waits) {
    ask("public");
    site.sign_in(Role::moderator);
    EXPECT_THAT(site.html("/"), AllOf(HasSubstr("/consents"), HasSubstr("2 questions still to answer")));
    EXPECT_LE(site.get("/").trips, 2);
    (void)answer(Role::moderator, asked("alone", Audience::open_public), "refuse");
    site.sign_in(Role::moderator);
    EXPECT_THAT(site.html("/"), HasSubstr("1 question still to answer"));
    site.sign_in(Role::reader);
    EXPECT_THAT(site.html("/"), Not(HasSubstr("/consents")));
}

// White space and the marks of a page set aside.
std::string bare(const std::string& html) {
    std::string text;
    bool in_tag = false;
    for (const char c : html) {
        if (c == '<') in_tag = true;
        if (!in_tag) text += c == '\n' ? ' ' : c;
        if (c == '>') in_tag = false;
    }
    return text;
}

void add_sentences(const Json& json, std::vector<std::string>& sentences) {
    if (json.is_string() && json.get<std::string>().find(' ') != std::string::npos) sentences.push_back(json);
    if (json.is_structured())
        for (const auto& [key, each] : json.items()) add_sentences(each, sentences);
}

TEST_P(PublishedToOthers, say_in_no_open_file_what_the_open_page_leaves_out) {
    for (const auto audience : {Audience::open_public, Audience::young_people}) {
        auto layouts = std::vector{reports::usual_layout(audience)};
        for (const auto& section : reports::sections_for(audience)) layouts.push_back({{}, {}, {section}});
        for (const auto& section : reports::sections_for(audience)) layouts.push_back({{}, {}, {"plain", section}});
        for (const auto& layout : layouts) {
            site.database().writing([&](db::Write& db) {
                db.run("delete from report_template");
                reports::Template made{audience, layout, by(), site.now, 0};
                EXPECT_TRUE(reports::save_template(db, {site.partnership(), by(), site.now}, {}, made));
                return true;
            });
            const auto whole = publish(audience);
            const auto page = bare(site.html("/open/" + site.partnership().text + "/" + whole.report.id.text));
            const auto file = file_of(whole, audience, layout);
            std::vector<std::string> sentences, missing;
            add_sentences(file, sentences);
            for (const auto& sentence : sentences)
                if (page.find(sentence) == std::string::npos) missing.push_back(sentence);
            EXPECT_THAT(missing, IsEmpty()) << name_of(audience) << ": " << ::testing::PrintToString(layout.sections);
            missing.clear();
            std::istringstream lines(words_of_workbook(file));
            for (std::string line; std::getline(lines, line);)
                if (line.starts_with("Zqx") && page.find(line) == std::string::npos) missing.push_back(line);
            EXPECT_THAT(missing, IsEmpty()) << name_of(audience) << " in the workbook: " << ::testing::PrintToString(layout.sections);
        }
    }
}

}  // namespace
}  // namespace touchstone

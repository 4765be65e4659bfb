// Many pieces of evidence at once: from a spreadsheet and from files, looked at row by row before anything is there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "evidence/evidence_list_store.h"
#include "jobs/job_store.h"
#include "tests/matrix/world.h"
#include "web/session.h"

namespace touchstone {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing::Who;
using Fields = std::vector<std::pair<std::string, std::string>>;

class EvidenceImport : public ::testing::TestWithParam<db::Engine> {
protected:
    EvidenceImport() : world(GetParam()), session(world.session_of(Who::wide_evaluator)), before(count()) {}

    web::Answer ask(const std::string& method, const std::string& address, const std::string& body = {}, const std::string& type = {}) {
        web::Request request;
        request.method = method;
        request.target = address;
        request.headers = {{"Host", "localhost"}, {"Cookie", "visitor=v; session=" + session}, {"Content-Type", type}};
        request.body = body;
        return world.site.answer(request);
    }
    std::string get(const std::string& address) { return ask("GET", address).body; }
    web::Answer post(const std::string& address, const std::string& form) {
        return ask("POST", address, "csrf=" + web::csrf_token("v") + "&" + form, "application/x-www-form-urlencoded");
    }
    web::Answer send(const std::string& address, Fields fields, const std::string& input, const Fields& files) {
        fields.push_back({"csrf", web::csrf_token("v")});
        fields.push_back({"owner", "partnership"});
        std::string body;
        for (const auto& [name, value] : fields)
            body += "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
        for (const auto& [name, content] : files)
            body += "--XX\r\nContent-Disposition: form-data; name=\"" + input + "\"; filename=\"" + name + "\"\r\n\r\n" + content + "\r\n";
        return ask("POST", address, body + "--XX--\r\n", "multipart/form-data; boundary=XX");
    }
    web::Answer send_table(const std::string& content) { return send("/evidence/import/table", {}, "file", {{"table.csv", content}}); }
    web::Answer send_files(const Fields& files, const std::string& source = "documentation") {
        return send("/evidence/import/files",
                    {{"source", source},
                     {"whose_view", ""},
                     {"line", ""},
                     {"from_day", "1"},
                     {"from_month", "1"},
                     {"from_year", "2026"},
                     {"to_day", "31"},
                     {"to_month", "3"},
                     {"to_year", "2026"},
                     {"security", "secure"}},
                    "files", files);
    }
    // As whoever looks at the page confirms it.
    web::Answer confirm(const std::string& form) { return confirm(get("/evidence/import/preview"), form); }
    web::Answer confirm(const std::string& page, const std::string& form) {
        static const std::string field = "name=\"seen_version\" value=\"";
        const auto begin = page.find(field) + field.size();
        return post("/evidence/import/preview", "seen_version=" + page.substr(begin, page.find('"', begin) - begin) + "&" + form);
    }
    int count() {
        return world.site.database().reading([&](db::Read& db) {
            const Sight all{world.site.partnership(), true, "," + world.a.text + "," + world.b.text + ",", ",", ",", world.site.now};
            return evidence::list_evidence(db, all, {}).total;
        });
    }
    testing::World world;
    std::string session;
    int before;
};

INSTANTIATE_TEST_SUITE_P(Both, EvidenceImport, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

const std::string table =
    "title,source,from,to,security,strengths\n"
    "Attendance,Performance data,2026-01-01,2026-03-31,secure,Attendance rose. [1.1/1]\n"
    "<b>Exclusions</b>,gossip,2026-01-01,2026-03-31,secure,\n";

TEST_P(EvidenceImport, shows_every_problem_at_its_row_and_adds_what_is_ticked) {
    EXPECT_EQ(send_table(table).status, 303);
    const auto preview = get("/evidence/import/preview");
    for (const auto* words : {"Row 2: Attendance", "Row 3: &lt;b&gt;Exclusions&lt;/b&gt;", "Source: Choose one of the sources",
                              "1 row cannot be added as it is.", "1 finding"})
        EXPECT_THAT(preview, HasSubstr(words));
    EXPECT_EQ(count(), before) << "nothing is saved by looking";
    EXPECT_EQ(confirm("take=2&take=3").status, 422);
    EXPECT_EQ(confirm("").status, 422) << "nothing is ticked";
    EXPECT_EQ(count(), before);
    EXPECT_EQ(confirm("take=2").status, 303);
    EXPECT_EQ(count(), before + 1);
    EXPECT_THAT(get("/evidence?q=attendance+rose"), HasSubstr("1 piece of evidence found"));
    EXPECT_EQ(ask("GET", "/evidence/import/preview").status, 303) << "it is gone";
    const auto again = confirm(preview, "take=2");
    EXPECT_EQ(again.status, 409);
    EXPECT_THAT(again.body, HasSubstr("no longer waiting"));
    EXPECT_EQ(count(), before + 1) << "once is enough";
}

TEST_P(EvidenceImport, says_what_stood_in_the_table_and_what_may_stand_there) {
    EXPECT_EQ(send_table("title,source,from,to,security\nAttendance,gossip,31/2/2026,2026-03-31,secure\nCaf\xC3\x83\xC2\xA9,,,,\n").status,
              303);
    const auto preview = get("/evidence/import/preview");
    EXPECT_THAT(preview, HasSubstr("The spreadsheet says “gossip”. It can be one of: "));
    EXPECT_THAT(preview, HasSubstr("The spreadsheet says “31/2/2026”. Dates can be written as 2026-01-31, 31/1/2026 or 31 January 2026"));
    EXPECT_THAT(preview, HasSubstr("Some letters look wrong, as in “CafÃ©”."));
}

TEST_P(EvidenceImport, does_not_add_what_the_other_tab_previewed) {
    send_table("title,source,from,to,security\nOf this tab,documentation,2026-01-01,2026-03-31,secure\n");
    const auto this_tab = get("/evidence/import/preview");
    send_table("title,source,from,to,security\nOf the other tab,documentation,2026-01-01,2026-03-31,secure\n");
    const auto refused = confirm(this_tab, "take=2");
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(refused.body, HasSubstr("You have sent something else since you opened that page."));
    EXPECT_THAT(refused.body, HasSubstr("Of the other tab"));
    EXPECT_EQ(post("/evidence/import/preview", "take=2").status, 409) << "which one is not said";
    EXPECT_EQ(count(), before);
    EXPECT_EQ(confirm(refused.body, "take=2").status, 303) << "having seen it";
    EXPECT_EQ(count(), before + 1);
}

TEST_P(EvidenceImport, says_so_when_the_role_for_the_chosen_owner_ended_meanwhile) {
    send_table("title,source,from,to,security\nAttendance,documentation,2026-01-01,2026-03-31,secure\n");
    const auto preview = get("/evidence/import/preview");
    world.site.database().writing([&](db::Write& db) {
        return db.run(
            "update evidence_import set content = replace(content, '\"owner\":\"partnership\"', '\"owner\":\"organisation/none\"')");
    });
    const auto refused = confirm(preview, "take=2");
    EXPECT_EQ(refused.status, 409);
    EXPECT_THAT(refused.body, HasSubstr("You can no longer add evidence for the owner you chose"));
    EXPECT_EQ(count(), before);
}

TEST_P(EvidenceImport, unticks_what_is_there_already) {
    send_table(table);
    confirm("take=2");
    send_table(table);
    const auto preview = get("/evidence/import/preview");
    EXPECT_THAT(preview, HasSubstr("We seem to have this already:"));
    EXPECT_THAT(preview, HasSubstr("id=\"take_2\" value=\"2\"><label"));
    EXPECT_THAT(preview, HasSubstr("id=\"take_3\" value=\"3\" checked><label"));
}

TEST_P(EvidenceImport, refuses_a_table_that_cannot_be_read_and_offers_one_that_can) {
    EXPECT_EQ(send_table("nothing,here\n1,2\n").status, 422);
    EXPECT_THAT(send_table("").body, HasSubstr("Choose a file"));
    const auto offered = get("/evidence/import/template");
    EXPECT_EQ(send_table(offered).status, 303);
    EXPECT_THAT(get("/evidence/import/preview"), HasSubstr("1 piece of evidence is ready to add."));
}

TEST_P(EvidenceImport, makes_an_item_of_each_file_and_asks_for_their_words) {
    EXPECT_EQ(send_files({{"Minutes_of_May.txt", "We met"}, {"again.txt", "We met"}}).status, 303);
    const auto preview = get("/evidence/import/preview");
    EXPECT_THAT(preview, HasSubstr("Row 1: Minutes of May"));
    EXPECT_THAT(preview, HasSubstr("This is the same as row 1."));
    const std::string one =
        "take=1&source_1=documentation&line_1=&from_1_day=1&from_1_month=2&from_1_year=2026&to_1_day=3&to_1_month=3&to_1_year=2026&"
        "security_1=partial&title_1=";
    const auto refused = confirm(one);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("Enter a title"));
    EXPECT_EQ(count(), before);
    EXPECT_EQ(confirm(one + "Minutes").status, 303);
    EXPECT_EQ(count(), before + 1);
    EXPECT_THAT(get("/evidence?q=minutes"), HasSubstr("1 February 2026 – 3 March 2026"));
    const auto next = world.site.database().reading([](db::Read& db) { return jobs::find_next(db, {"file_text"}); });
    ASSERT_TRUE(next);
    EXPECT_EQ(next->kind, "file_text");
    send_files({{"other name.txt", "We met"}});
    EXPECT_THAT(get("/evidence/import/preview"), HasSubstr("We seem to have this already:")) << "recognised by its content";
}

TEST_P(EvidenceImport, tells_nobody_of_a_duplicate_that_they_may_not_see) {
    const auto secret = "title,source,from,to,security\nItem zqsecown,performance data,2026-05-01,2026-05-01,secure\n";
    send_table(secret);
    EXPECT_THAT(get("/evidence/import/preview"), Not(HasSubstr("We seem to have this already:")));
}

TEST_P(EvidenceImport, is_for_those_who_may_add_evidence) {
    session = world.session_of(Who::partnership_reader);
    EXPECT_EQ(ask("GET", "/evidence/import").status, 403);
    EXPECT_EQ(send_table(table).status, 403);
}

}  // namespace
}  // namespace touchstone

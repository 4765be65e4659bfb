// A file of figures from its sending to the measures that it becomes, as an evaluator does it on the pages.
#include <fstream>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/works.h"
#include "jobs/job_store.h"
#include "measures/figure_import_store.h"
#include "tests/matrix/world.h"
#include "web/session.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::Who;

const std::string table =
    "Council,Year,Indicator,Measure,Unit,Value\nFife,2024/25,A1,Zqxattendance,%,91\nNarnia,2024/25,A1,Zqxattendance,%,92\n"
    "Fife,2025/26,A1,Zqxattendance,%,*\nFife,2024/25,A2,Zqxcost,£,12\n";

class FigureImport : public ::testing::TestWithParam<db::Engine> {
protected:
    FigureImport() : world(GetParam()), session(world.session_of(Who::wide_evaluator)) {}

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
    web::Answer send(const std::string& content) {
        std::string body;
        for (const auto& [name, value] : {std::pair<std::string, std::string>{"csrf", web::csrf_token("v")}, {"owner", "partnership"}})
            body += "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
        body += "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Zqx figures.csv\"\r\n\r\n" + content + "\r\n--XX--\r\n";
        return ask("POST", "/figure-imports", body, "multipart/form-data; boundary=XX");
    }
    static std::string location(const web::Answer& answer) {
        for (const auto& header : answer.headers)
            if (header.name == "Location") return header.value.substr(0, header.value.find('?'));
        return {};
    }
    void work() {
        const auto works =
            app::all_works(world.site.database(), world.site.files(), world.site.folder(), {}, [this] { return world.site.now; });
        const auto job = world.site.database().reading([](db::Read& db) { return jobs::find_next(db, {measures::figure_import_job}); });
        ASSERT_TRUE(job);
        EXPECT_TRUE(world.site.database().writing([&](db::Write& db) { return jobs::take(db, *job, world.site.now); }));
        (void)works.at(job->kind)(*job, [](int, int, const std::string&) {});
        world.site.database().writing([&](db::Write& db) {
            jobs::finish(db, *job, {}, {}, world.site.now);
            return true;
        });
    }
    static std::string version_in(const std::string& page) {
        std::smatch found;
        return std::regex_search(page, found, std::regex("name=\"seen_version\" value=\"(\\d+)\"")) ? found[1].str() : "none";
    }

    testing::World world;
    std::string session;
};

INSTANTIATE_TEST_SUITE_P(Both, FigureImport, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

const std::string choices =
    "&years=school_year&counting=flow&smallest=as_published&looked_at=yes&into_1=new&title_1=Zqxattendance&unit_1=per_cent&better_1=higher"
    "&into_2=nothing";

TEST_P(FigureImport, is_read_answered_and_entered) {
    EXPECT_THAT(get("/measures"), HasSubstr("href=\"/figure-imports\""));
    const auto address = location(send(table));
    ASSERT_THAT(address, HasSubstr("/figure-imports/"));
    EXPECT_THAT(get(address), AllOf(HasSubstr("<progress"), HasSubstr("data-job=\"" + address + "/state\"")));
    EXPECT_THAT(get(address + "/state"), HasSubstr("\"running\""));
    work();
    EXPECT_THAT(get(address + "/state"), HasSubstr("\"result\":\"" + address + "\""));
    const auto form = get(address);
    for (const auto* words : {"Not known: Narnia", "Values: 3", "Withheld: 1", "A1: Zqxattendance", "A2: Zqxcost", "name=\"years\"",
                              "I have looked at these", "is no area that Touchstone knows"})
        EXPECT_THAT(form, HasSubstr(words));
    EXPECT_THAT(form, Not(HasSubstr("name=\"dashed\"")));
    const auto refused = post(address + "/answers", "seen_version=" + version_in(form) + "&into_1=new&title_1=Zqxtyped&into_2=nothing");
    EXPECT_EQ(refused.status, 422);
    for (const auto* words : {"Zqxtyped", "Say what such a year means", "Say who is counted each time", "Look at these questions first"})
        EXPECT_THAT(refused.body, HasSubstr(words));
    EXPECT_EQ(post(address + "/answers", "seen_version=" + version_in(form) + choices).status, 303);
    EXPECT_EQ(post(address + "/answers", "seen_version=" + version_in(form) + choices).status, 409);
    work();
    const auto done = get(address);
    EXPECT_THAT(done, AllOf(HasSubstr("Added: 3"), HasSubstr("Withheld, among all of these: 1"), HasSubstr(">Zqxattendance</a>")));
    EXPECT_THAT(done, Not(HasSubstr("<form method=\"post\" action=\"" + address)));
    EXPECT_THAT(get("/measures"), AllOf(HasSubstr("Zqxattendance"), Not(HasSubstr("Zqxcost"))));
}

TEST_P(FigureImport, begins_with_what_was_said_about_the_last_such_file) {
    auto address = location(send(table));
    work();
    ASSERT_EQ(post(address + "/answers", "seen_version=" + version_in(get(address)) + choices).status, 303);
    work();
    address = location(send(table));
    work();
    const auto form = get(address);
    EXPECT_THAT(form, ::testing::ContainsRegex("value=\"school_year\"[^>]* checked"));
    EXPECT_THAT(form, ::testing::ContainsRegex("name=\"into_2\"[^>]* value=\"nothing\"[^>]* checked"));
    EXPECT_THAT(form, Not(::testing::ContainsRegex("name=\"into_1\"[^>]* value=\"new\"[^>]* checked")));
}

TEST_P(FigureImport, says_what_cannot_be_taken) {
    EXPECT_THAT(send("").body, HasSubstr("Choose a file"));
    const auto address = location(send("Council,Year,Value\nFife,2025,many\nFife,2026,1\n"));
    work();
    EXPECT_THAT(get(address), AllOf(HasSubstr("Nothing of this file is taken."), HasSubstr("Row 2"), HasSubstr("is not a number")));
    EXPECT_THAT(get(address), Not(HasSubstr("name=\"seen_version\"")));
    EXPECT_EQ(post(address + "/answers", "seen_version=2" + choices).status, 409);
}

}  // namespace
}  // namespace touchstone

// Answers from another tool, from their file to the results of the wave that they become, as an evaluator brings them in; and that nothing
// of who answered is left anywhere.
#include <fstream>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/upkeep.h"
#include "app/works.h"
#include "jobs/job_store.h"
#include "privacy/vault.h"
#include "tests/matrix/world.h"
#include "voice/replies_store.h"
#include "voice/wave_store.h"
#include "web/session.h"

namespace touchstone {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::Who;

const std::string email = "zqxanna.planted@example.org", name = "Zqxplanted Annasmith";

// As Microsoft Forms writes them: twelve people, of whom half feel safe and two say why.
std::string forms(const std::string& first = "Always", const std::string& whose = email) {
    std::string table = "ID,Start time,Completion time,Email,Name,Zqxsafe at school?,Zqxwhy?\r\n";
    for (int i = 0; i < 12; ++i) {
        const std::string safe = i == 0 ? first : i % 2 == 0 ? "Always" : "Never", why = i < 2 ? "Zqxwords " + std::to_string(i) : "";
        table += std::to_string(i) + ",3/2/26 9:00:01,3/2/26 9:02:01," + whose + "," + name + "," + safe + "," + why + "\r\n";
    }
    return table;
}

class AnswersFromElsewhere : public ::testing::TestWithParam<db::Engine> {
protected:
    explicit AnswersFromElsewhere(db::Engine engine) : world(engine), session(world.session_of(Who::wide_evaluator)) {}
    AnswersFromElsewhere() : AnswersFromElsewhere(GetParam()) {}

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
    web::Answer send(const std::string& content, const std::string& into = {}) {
        std::string body;
        for (const auto& [field, value] :
             {std::pair<std::string, std::string>{"csrf", web::csrf_token("v")}, {"owner", "partnership"}, {"questionnaire", into}})
            body += "--XX\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n";
        body +=
            "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Zqx survey(1-12).csv\"\r\n\r\n" + content + "\r\n--XX--\r\n";
        return ask("POST", "/reply-imports", body, "multipart/form-data; boundary=XX");
    }
    static std::string location(const web::Answer& answer) {
        for (const auto& header : answer.headers)
            if (header.name == "Location") return header.value.substr(0, header.value.find('?'));
        return {};
    }
    void work() {
        const auto works =
            app::all_works(world.site.database(), world.site.files(), world.site.folder(), {}, [this] { return world.site.now; });
        const auto job = world.site.database().reading([](db::Read& db) { return jobs::find_next(db, {voice::reply_import_job}); });
        ASSERT_TRUE(job);
        EXPECT_TRUE(world.site.database().writing([&](db::Write& db) { return jobs::take(db, *job, world.site.now); }));
        (void)works.at(job->kind)(*job, [](int, int, const std::string&) {});
        world.site.database().writing([&](db::Write& db) {
            jobs::finish(db, *job, {}, {}, world.site.now);
            return true;
        });
    }
    std::string version_at(const std::string& address) {
        const auto page = get(address);
        std::smatch found;
        return std::regex_search(page, found, std::regex("name=\"seen_version\" value=\"(\\d+)\"")) ? found[1].str() : "none";
    }
    // Of the wave, as the form has them.
    std::string about() {
        return "tool=ms_forms&whose_view=" + world.site.framework().stakeholder_groups.front().key +
               "&opens_day=2&opens_month=11&opens_year=2026&closes_day=20&closes_month=11&closes_year=2026&invited=20&smallest=5&zeros_"
               "shown=no"
               "&reader=" +
               world.site.account(Role::lead).text + "&deputy=" + world.site.account(Role::reader).text +
               "&decides=Zqxcouncil&decides_by_day=31&decides_by_month=1&decides_by_year=2027";
    }
    const std::string columns =
        "&title=Zqxtitle&into_1=choice&label_1=Zqxsafe+at+school?&choices_1=Always%0ANever&others_1=left_out&into_2=text&label_2=Zqxwhy?";

    web::Answer answer(const std::string& address, const std::string& of_columns) {
        return post(address + "/answers", about() + of_columns + "&seen_version=" + version_at(address));
    }
    // From the file to the wave; answers its address.
    std::string bring_in(const std::string& content, const std::string& into = {}, const std::string& of_columns = {}) {
        const auto address = location(send(content, into));
        EXPECT_EQ(answer(address, of_columns.empty() ? columns : of_columns).status, 303);
        work();
        EXPECT_EQ(post(address + "/entry", "seen_version=" + version_at(address)).status, 303) << get(address);
        work();
        const auto page = get(address);
        std::smatch found;
        return std::regex_search(page, found, std::regex("href=\"(/waves/[0-9a-z]+)/results\"")) ? found[1].str() : "none";
    }
    int count(const std::string& sql) {
        return world.site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from " + sql);
        });
    }
    std::string text_of(const std::string& sql) {
        return world.site.database().reading(
            [&](db::Read& db) { return *db.first([](const db::Row& row) { return row.get<std::string>("t"); }, sql); });
    }
    // Files under the data folder in which these words stand.
    std::vector<std::string> files_with(const std::string& words) {
        std::vector<std::string> files;
        for (const auto& folder : {world.site.folder(), world.site.files().folder()})
            for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
                if (!entry.is_regular_file()) continue;
                std::ifstream in(entry.path(), std::ios::binary);
                const std::string bytes((std::istreambuf_iterator<char>(in)), {});
                if (bytes.find(words) != std::string::npos) files.push_back(entry.path().filename().string());
            }
        return files;
    }

    testing::World world;
    std::string session;
};

INSTANTIATE_TEST_SUITE_P(Both, AnswersFromElsewhere, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(AnswersFromElsewhere, are_looked_at_checked_and_brought_in) {
    EXPECT_THAT(get("/questionnaires"), HasSubstr("href=\"/reply-imports\""));
    const auto waves = count("wave");
    const auto address = location(send(forms()));
    ASSERT_THAT(address, HasSubstr("/reply-imports/"));
    const auto form = get(address);
    EXPECT_THAT(form,
                AllOf(HasSubstr("12 people answered"), HasSubstr("Email: Its heading asks who answered"), HasSubstr("Zqxsafe at school?"),
                      ContainsRegex("value=\"ms_forms\"[^>]* checked"), HasSubstr("value=\"Zqx survey\""), HasSubstr("Always\nNever")));
    for (const auto& planted : {email, name, std::string("9:00:01"), std::string("Zqxwords")}) EXPECT_THAT(form, Not(HasSubstr(planted)));
    const auto refused = post(address + "/answers", "seen_version=1&title=Zqxtyped&into_1=choice&choices_1=One&into_2=text");
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, AllOf(HasSubstr("Zqxtyped"), HasSubstr("at least two different answers"), HasSubstr("Choose the tool"),
                                    HasSubstr("Enter a first day, today or earlier"), HasSubstr("Choose who reads what people write")));
    EXPECT_EQ(answer(address, columns).status, 303);
    EXPECT_EQ(post(address + "/answers", about() + columns + "&seen_version=1").status, 409);
    EXPECT_THAT(get(address), HasSubstr("data-job=\"" + address + "/state\""));
    work();
    EXPECT_THAT(get(address), AllOf(HasSubstr("The answers of 12 people are brought in"), HasSubstr(address + "/entry")));
    EXPECT_EQ(count("wave"), waves) << "nothing is made before somebody says so";
    EXPECT_EQ(post(address + "/entry", "seen_version=" + version_at(address)).status, 303);
    const auto wave = text_of("select wave_id as t from reply_import where wave_id <> ''");
    EXPECT_EQ(ask("GET", "/waves/" + wave).status, 404) << "not before all its answers are there";
    work();
    EXPECT_THAT(get(address), AllOf(HasSubstr("The answers are brought in"), HasSubstr("/waves/" + wave + "/results")));
    EXPECT_THAT(get("/waves/" + wave), AllOf(HasSubstr("Collected elsewhere, with Microsoft Forms, and brought in on 23 November 2026"),
                                             HasSubstr("12 answers were sent"), Not(HasSubstr("/ask/"))));
    EXPECT_THAT(get("/waves/" + wave + "/results"), AllOf(HasSubstr("Collected elsewhere"), HasSubstr("Always")));
    EXPECT_THAT(get("/waves/" + wave + "/words"), Not(HasSubstr("Zqxwords"))) << "not before the reader has let it through";
    EXPECT_EQ(count("wave_text where wave_id = '" + wave + "' and state = 1"), 2);
    EXPECT_EQ(count("wave_answer where wave_id = '" + wave + "'"), 12);
    EXPECT_EQ(count("wave_answer where wave_id = '" + wave + "' and content like '%Zqxwords%'"), 0);
    EXPECT_EQ(count("event where object_id = '" + wave + "'"), 1);
    EXPECT_EQ(count("event where verb = 'brought_in_answers'"), 1);
    EXPECT_EQ(count("event where after like '%Zqxwords%'"), 0);
    EXPECT_EQ(count("reply_import_part p join reply_import i on i.id = p.import_id where i.wave_id <> ''"), 0);
    EXPECT_FALSE(privacy::vault().has_key(address.substr(address.rfind('/') + 1)));
}

TEST_P(AnswersFromElsewhere, cannot_be_answered_or_opened_again) {
    const auto wave = bring_in(forms());
    EXPECT_EQ(count("wave where link is null"), 1);
    for (const auto* link : {"/ask/", "/ask/null", "/ask/-"}) EXPECT_EQ(ask("GET", link).status, 404) << link;
    EXPECT_EQ(post(wave + "/codes", "number=5").status, 422);
    EXPECT_EQ(ask("GET", wave + "/slips").status, 404);
    EXPECT_EQ(post(wave + "/closing", "decides=Zqx&decides_by_day=1&decides_by_month=5&decides_by_year=2027&seen_version=2").status, 422);
    EXPECT_EQ(post(wave + "/outcome", "heard=Zqxheard&seen_version=" + version_at(wave)).status, 303);
    EXPECT_THAT(get(wave), AllOf(HasSubstr("Zqxheard"), HasSubstr("Nobody answered here")));
}

TEST_P(AnswersFromElsewhere, are_brought_in_once) {
    (void)bring_in(forms());
    const auto address = location(send(forms("Always", "zqxother@example.org")));
    EXPECT_EQ(answer(address, columns).status, 303);
    work();
    EXPECT_THAT(get(address), AllOf(HasSubstr("The same answers were brought in before"), Not(HasSubstr(address + "/entry"))));
    EXPECT_EQ(post(address + "/entry", "seen_version=" + version_at(address)).status, 409);
}

TEST_P(AnswersFromElsewhere, begin_with_what_was_said_about_the_last_such_file) {
    auto leaving = columns;
    leaving.replace(leaving.find("into_2=text"), 11, "into_2=nothing");
    (void)bring_in(forms(), {}, leaving);
    const auto address = location(send(forms("Never")));
    EXPECT_THAT(get(address), ContainsRegex("<option value=\"nothing\"[^>]* selected"));
    const auto read = world.site.database().reading([&](db::Read& db) {
        return voice::find_reply_import(db, world.site.partnership(), voice::ReplyImportId{address.substr(address.rfind('/') + 1)}).value();
    });
    ASSERT_TRUE(read.said_before);
    EXPECT_EQ(read.said_before->columns.at(1).into, voice::into_nothing);
}

TEST_P(AnswersFromElsewhere, are_compared_with_those_to_the_same_questions) {
    const auto first = bring_in(forms());
    const auto questionnaire = text_of("select questionnaire_id as t from wave where id = '" + first.substr(7) + "'");
    const auto second = bring_in(forms("Never"), questionnaire, "&into_1=q1&into_2=q2");
    EXPECT_THAT(get(second), AllOf(HasSubstr("Wave 2"), HasSubstr("Every question is the same, so all answers can be compared")));
    EXPECT_EQ(count("questionnaire where id = '" + questionnaire + "'"), 1);
}

TEST_P(AnswersFromElsewhere, say_what_is_not_understood_before_anything_is_brought_in) {
    const auto address = location(send(forms("Zqxsometimes")));
    EXPECT_EQ(answer(address, columns).status, 303);
    work();
    EXPECT_THAT(get(address), AllOf(HasSubstr("1 answer is not understood"), HasSubstr("Row 2"), HasSubstr("Zqxsometimes"),
                                    HasSubstr("It is none of the answers to choose from"), Not(HasSubstr("Zqxwords"))));
    auto adding = columns;
    adding.replace(adding.find("left_out"), 8, "added");
    EXPECT_EQ(answer(address, adding).status, 303);
    work();
    EXPECT_THAT(get(address), Not(HasSubstr("is not understood")));
}

TEST_P(AnswersFromElsewhere, that_cannot_be_read_are_refused_beside_the_file) {
    for (const auto& [content, why] : {std::pair<std::string, std::string>{"", "Choose a file"},
                                       {"Email,Name\r\nzqx@example.org,Zqx", "nothing is left to bring in"},
                                       {"Zqx\r\n\"Yes", "quotation mark"},
                                       {"Zqx", "no answers"}}) {
        const auto refused = send(content);
        EXPECT_EQ(refused.status, 422) << content;
        EXPECT_THAT(refused.body, HasSubstr(why));
    }
    EXPECT_EQ(count("reply_import where answers <> ''"), 0);
}

TEST_P(AnswersFromElsewhere, that_nobody_wants_go_with_their_key) {
    const auto parts = count("reply_import_part"), imports = count("reply_import");
    const auto removed = location(send(forms())), left = location(send(forms("Never")));
    EXPECT_EQ(count("reply_import_part"), parts + 2);
    EXPECT_EQ(post(removed + "/removal", "").status, 303);
    EXPECT_EQ(ask("GET", removed).status, 404);
    EXPECT_FALSE(privacy::vault().has_key(removed.substr(removed.rfind('/') + 1)));
    EXPECT_EQ(count("reply_import"), imports + 1);
    world.site.now += voice::reply_import_length + std::chrono::hours{1};
    (void)app::sweep(world.site.database(), world.site.files(), world.site.now);
    EXPECT_EQ(count("reply_import"), 0);
    EXPECT_EQ(count("reply_import_part"), 0);
    EXPECT_FALSE(privacy::vault().has_key(left.substr(left.rfind('/') + 1)));
}

class AnswersOnDisk : public AnswersFromElsewhere {
protected:
    AnswersOnDisk() : AnswersFromElsewhere(db::Engine::sqlite) {}
};

TEST_F(AnswersOnDisk, leave_nothing_of_who_answered) {
    const auto brought_in = bring_in(forms());
    ASSERT_THAT(brought_in, HasSubstr("/waves/"));
    const auto abandoned = location(send(forms("Never")));
    ASSERT_THAT(abandoned, HasSubstr("/reply-imports/"));
    for (const auto& planted : {email, name, std::string("Zqxplanted"), std::string("9:00:01"), std::string("Zqxwords")})
        EXPECT_THAT(files_with(planted), IsEmpty()) << planted;
    EXPECT_THAT(files_with("Zqxcouncil"), Not(IsEmpty())) << "what is looked for is found where it is";
    // As it would be if the table were kept as it was sent.
    voice::SealedReplies whole{voice::ReplyImportId::make(world.site.now), "", "", {forms()}};
    world.site.database().writing([&](db::Write& db) {
        voice::add_reply_import(db, world.site.by(Role::evaluator), {}, whole);
        return true;
    });
    EXPECT_THAT(files_with(email), Not(IsEmpty()));
    EXPECT_THAT(files_with(name), Not(IsEmpty()));
}

}  // namespace
}  // namespace touchstone

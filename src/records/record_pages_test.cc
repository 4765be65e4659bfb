// Restricted records as people meet them: who finds them, reasons and readings, and that no word of theirs stands anywhere in the clear.
#include "records/record_pages.h"

#include <fstream>
#include <sstream>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "access/session_store.h"
#include "carrying/backup.h"
#include "carrying/data_folder.h"
#include "carrying/erasure_work.h"
#include "carrying/export.h"
#include "db/column_tags.h"
#include "events/event_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/history_store.h"
#include "records/record_store.h"
#include "tests/site.h"
#include "web/form_reader.h"
#include "web/session.h"

namespace touchstone::records {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using Fields = std::vector<std::pair<std::string, std::string>>;

// Words that stand nowhere else: label, title, text, reasons, a file's name and its content.
constexpr const char* secrets[] = {"zqlabel", "zqtitle", "zqtext", "zqreason", "zqfile", "zqcontent"};

class Pages : public ::testing::TestWithParam<db::Engine> {
protected:
    Pages() : site(GetParam()), folder(site.files().folder().parent_path()) {
        std::filesystem::create_directories(folder / "spool");
        site.database().writing([&](db::Write& db) {
            EXPECT_TRUE(people::add_account(db, {lead, "lead@example.org", "Lena Lead", "", "", std::nullopt, site.now}));
            people::add_assignment(db, site.partnership(), people::on_partnership(site.partnership(), lead, Role::lead, site.now));
            return true;
        });
        keeper = session(lead);
        reader = session(site.account(Role::reader));
    }
    std::string session(const AccountId& account, bool with_factor = true, const AccountId& eyes = {}) {
        const auto token = web::new_token();
        site.database().writing([&](db::Write& db) {
            access::start_session(db, account, site.partnership(), web::token_hash(token), site.now, with_factor);
            if (!eyes.is_empty()) access::look_through(db, {site.partnership(), account, site.now}, web::token_hash(token), eyes);
            return true;
        });
        return token;
    }
    web::Answer ask(const std::string& method, const std::string& target, const std::string& who, std::string body = {},
                    const std::string& type = "application/x-www-form-urlencoded") {
        web::Request request;
        request.method = method;
        request.target = target;
        request.peer = "peer";
        request.headers = {{"Host", "localhost"}, {"Cookie", "visitor=visitor; session=" + who}};
        if (method == "POST") request.headers.push_back({"Content-Type", type});
        request.body = std::move(body);
        return site.answer(request);
    }
    web::Answer get(const std::string& target, const std::string& who) { return ask("GET", target, who); }
    web::Answer post(const std::string& target, const std::string& who, const Fields& fields) {
        std::string body = "csrf=" + web::csrf_token("visitor");
        for (const auto& [name, value] : fields) body += "&" + name + "=" + web::percent_encoded(value);
        return ask("POST", target, who, body);
    }
    web::Answer upload(const std::string& record, const std::string& name, const std::string& content) {
        const std::string body = fmt::format(
            "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n{}\r\n--edge\r\nContent-Disposition: form-data; "
            "name=\"files\"; "
            "filename=\"{}\"\r\n\r\n{}\r\n--edge--\r\n",
            web::csrf_token("visitor"), name, content);
        return ask("POST", record + "/files", keeper, body, "multipart/form-data; boundary=edge");
    }
    static std::string header(const web::Answer& answer, const std::string& name) {
        for (const auto& one : answer.headers)
            if (one.name == name) return one.value;
        return {};
    }
    Fields words() const {
        return {{"label", "zqlabel"},       {"title", "zqtitle"},        {"text", "zqtext"},   {"keep_until_day", "23"},
                {"keep_until_month", "11"}, {"keep_until_year", "2027"}, {"seen_version", "1"}};
    }
    // The address of a new record that the reader is named on.
    std::string make() {
        const auto record = header(post("/records/new", keeper, words()), "Location");
        EXPECT_EQ(record.substr(0, 9), "/records/");
        EXPECT_EQ(post(record + "/readers", keeper,
                       {{"account", site.account(Role::reader).text}, {"kind", "reader"}, {"reason", "Because of zqreason here"}})
                      .status,
                  303);
        return record;
    }
    web::Answer open(const std::string& record, const std::string& who) {
        return post(record + "/open", who, {{"purpose", "review"}, {"reason", "Because of zqreason here"}});
    }
    jobs::Result work_off(const std::string& record) {
        jobs::Job job;
        job.partnership = site.partnership();
        job.id = JobId::make(site.now);
        job.subject = record.substr(9);
        return carrying::erasure_work(site.database(), site.files(), folder)(job, [](int, int, const std::string&) {});
    }
    // Every value of every table, and every byte below the folder.
    std::string everything(const std::filesystem::path& below) {
        std::ostringstream all;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(below))
            if (entry.is_regular_file() && std::filesystem::file_size(entry) > 0)
                all << entry.path().filename() << std::ifstream(entry.path(), std::ios::binary).rdbuf();
        site.database().read([&](db::Read& db) {
            for (const auto& table : db::tagged_tables())
                for (const auto& column : table.columns)
                    db.each([&](const db::Row& row) { all << row.maybe<std::string>("value").value_or("") << "\n"; },
                            fmt::format("select cast({} as text) as value from {}", column.name, table.name));
        });
        return all.str();
    }
    void expect_no_secret(const std::string& in) {
        EXPECT_NE(in.find("Lena Lead"), std::string::npos) << "it looks where words are";
        for (const auto* word : secrets) EXPECT_EQ(in.find(word), std::string::npos) << word;
    }

    testing::Site site;
    std::filesystem::path folder;
    AccountId lead = AccountId::make(site.now);
    std::string keeper, reader;
};

INSTANTIATE_TEST_SUITE_P(Both, Pages, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(Pages, show_the_text_to_a_named_reader_only_after_a_reason_and_for_a_quarter_of_an_hour) {
    const auto record = make();
    EXPECT_THAT(get("/records", reader).body, AllOf(HasSubstr("zqlabel"), Not(HasSubstr("zqtitle"))));
    EXPECT_THAT(get(record, reader).body, AllOf(HasSubstr("zqlabel"), Not(HasSubstr("zqtitle")), Not(HasSubstr("zqtext"))));
    EXPECT_EQ(post(record + "/open", reader, {{"purpose", "review"}, {"reason", "no"}}).status, 422);
    EXPECT_EQ(open(record, reader).status, 303);
    const auto page = get(record, reader);
    EXPECT_THAT(page.body, AllOf(HasSubstr("zqtitle"), HasSubstr("zqtext"), HasSubstr("<title>Restricted record")));
    EXPECT_EQ(header(page, "Cache-Control"), "no-store");
    EXPECT_THAT(get(record, session(site.account(Role::reader))).body, Not(HasSubstr("zqtext"))) << "another session";
    site.now += reading_time;
    EXPECT_THAT(get(record, reader).body, Not(HasSubstr("zqtext")));
}

TEST_P(Pages, are_not_there_for_anybody_else) {
    const auto record = make(), id = record.substr(9);
    const auto administrator = site.account(Role::administrator);
    const std::pair<const char*, std::string> others[] = {
        {"somebody not named", session(site.account(Role::evaluator))},
        {"an administrator", session(administrator)},
        {"an administrator through the reader's eyes", session(administrator, true, site.account(Role::reader))},
        {"the reader without a second factor", session(site.account(Role::reader), false)},
        {"the keeper without a second factor", session(lead, false)}};
    const std::string absent = "/records/" + RecordId::make(site.now).text;
    for (const auto& [name, who] : others) {
        for (const auto* part : {"", "/edit", "/readers", "/readings", "/erase", "/files/x"}) {
            const auto here = get(record + part, who), nowhere = get(absent + part, who);
            EXPECT_EQ(here.status, 404) << name << part;
            EXPECT_EQ(here.body, nowhere.body) << name << part;
        }
        for (const auto* part : {"/open", "/edit", "/files", "/readers", "/readers/x/end", "/erase"}) {
            const auto here = post(record + part, who, {{"reason", "Because of that"}}),
                       nowhere = post(absent + part, who, {{"reason", "Because of that"}});
            EXPECT_EQ(here.status, nowhere.status) << name << part;
            EXPECT_GE(here.status, 400) << name << part;
            if (here.status == 404) {
                EXPECT_EQ(here.body, nowhere.body) << name << part;
            }
        }
        EXPECT_THAT(get("/records", who).body,
                    AllOf(Not(HasSubstr("zqlabel")), Not(HasSubstr(id)), HasSubstr("There are no records for you")));
    }
    for (const auto* part : {"/edit", "/readers", "/readings", "/erase"}) EXPECT_EQ(get(record + part, reader).status, 404) << part;
}

TEST_P(Pages, write_down_each_reading_for_the_keepers) {
    const auto record = make();
    open(record, reader);
    open(record, keeper);
    const auto page = get(record + "/readings", keeper).body;
    EXPECT_THAT(page, AllOf(HasSubstr("Rona Reader"), HasSubstr("Lena Lead"), HasSubstr("zqreason"), HasSubstr("To review practice")));
    const auto events =
        site.database().reading([&](db::Read& db) { return people::list_events(db, site.partnership(), "record", record.substr(9), 20); });
    std::vector<std::string> verbs;
    for (const auto& [event, name] : events) {
        verbs.push_back(event.verb);
        EXPECT_EQ(event.part + event.before + event.after, "") << event.verb;
    }
    EXPECT_THAT(verbs, ::testing::ElementsAre("opened_record", "opened_record", "named_reader", "made_record"));
}

TEST_P(Pages, take_a_reader_off_at_the_next_request) {
    const auto record = make();
    open(record, reader);
    EXPECT_EQ(get(record, reader).status, 200);
    const auto readers =
        site.database().reading([&](db::Read& db) { return list_readers(db, site.partnership(), RecordId{record.substr(9)}, site.now); });
    for (const auto& named : readers)
        EXPECT_EQ(post(record + "/readers/" + named.reader.id.text + "/end", keeper, {}).status,
                  named.reader.kind == ReaderKind::keeper ? 422 : 303);
    EXPECT_EQ(get(record, reader).status, 404);
    EXPECT_EQ(get(record + "/readers", keeper).status, 200);
}

TEST_P(Pages, let_the_keeper_rewrite_and_give_out_files) {
    const auto record = make();
    EXPECT_EQ(header(get(record + "/edit", keeper), "Location"), record) << "a reason first";
    open(record, keeper);
    EXPECT_THAT(get(record + "/edit", keeper).body,
                AllOf(HasSubstr("zqtext"), Not(HasSubstr("data-autosave")), Not(HasSubstr("draft_key"))));
    auto changed = words();
    changed[2].second = "Another zqtext";
    EXPECT_EQ(post(record + "/edit", keeper, changed).status, 303);
    EXPECT_THAT(get(record, keeper).body, HasSubstr("Another zqtext"));
    EXPECT_EQ(post(record + "/edit", keeper, changed).status, 409);
    EXPECT_EQ(upload(record, "zqfile.txt", "The zqcontent of a file").status, 303);
    open(record, reader);
    const auto page = get(record, reader).body;
    const auto at = page.find(record + "/files/");
    ASSERT_NE(at, std::string::npos);
    const auto file = get(page.substr(at, record.size() + 7 + 26), reader);
    EXPECT_EQ(file.body, "The zqcontent of a file");
    EXPECT_THAT(header(file, "Content-Disposition"), HasSubstr("attachment; filename=\"zqfile.txt\""));
    EXPECT_THAT(header(file, "Content-Security-Policy"), HasSubstr("sandbox"));
    expect_no_secret(everything(folder));
    site.now += reading_time;
    EXPECT_EQ(header(get(page.substr(at, record.size() + 7 + 26), reader), "Location"), record);
}

TEST_P(Pages, say_that_a_record_cannot_be_opened_here) {
    const auto record = make();
    open(record, reader);
    std::ofstream(folder / privacy::server_key_file, std::ios::binary) << std::string(32, 'x');
    for (const auto& [page, who] : {std::pair{record, reader}, {record + "/edit", keeper}})
        EXPECT_THAT(get(page, who).body, HasSubstr("This record cannot be opened on this server")) << page;
    EXPECT_THAT(open(record, reader).body, HasSubstr("cannot be opened on this server"));
    EXPECT_THAT(get("/records", reader).body, AllOf(HasSubstr("A record that cannot be opened"), Not(HasSubstr("zqlabel"))));
    EXPECT_EQ(get(record + "/erase", keeper).status, 200) << "it can still be erased";
}

TEST_P(Pages, are_made_only_by_who_leads) {
    EXPECT_EQ(get("/records/new", keeper).status, 200);
    for (const auto role : {Role::administrator, Role::evaluator, Role::reader}) {
        EXPECT_EQ(get("/records/new", session(site.account(role))).status, 403);
        EXPECT_EQ(post("/records/new", session(site.account(role)), words()).status, 403);
    }
    EXPECT_EQ(get("/records/new", session(lead, false)).status, 403);
    auto wrong = words();
    wrong.emplace_back("evaluation", "0123");
    const auto refused = post("/records/new", keeper, wrong);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, HasSubstr("zqtext")) << "what was typed is kept";
    EXPECT_TRUE(std::filesystem::is_empty(folder / privacy::key_folder)) << "no key without a record";
    wrong.back().second = site.add_evaluation("Led by Lena").text;
    EXPECT_EQ(post("/records/new", keeper, wrong).status, 303);
}

TEST_P(Pages, remind_keepers_of_the_end) {
    const auto record = make();
    EXPECT_THAT(get("/records", keeper).body, Not(HasSubstr("Time to decide")));
    site.now = Instant{std::chrono::sys_days{std::chrono::year{2027} / 11 / 1}};
    EXPECT_THAT(get("/records", session(lead)).body, HasSubstr("Time to decide"));
    EXPECT_THAT(get("/records", session(site.account(Role::reader))).body, Not(HasSubstr("Time to decide")));
}

TEST_P(Pages, run_two_trips_at_most) {
    const auto record = make();
    site.database().writing([&](db::Write& db) {
        add_reader(
            db, site.by(Role::lead), RecordId{record.substr(9)},
            {ReaderId::make(site.now), site.account(Role::evaluator), ReaderKind::keeper, site.now, std::nullopt, lead, "As a test"});
        return true;
    });
    site.sign_in(Role::evaluator);
    EXPECT_EQ(site.post(record + "/open", {{"purpose", "write"}, {"reason", "To see it here"}}).status, web::Status::see_other);
    for (const auto* page : {"", "/edit", "/readers", "/readings", "/erase"}) {
        const auto response = site.get(record + page);
        EXPECT_EQ(response.status, web::Status::ok) << page;
        EXPECT_LE(response.trips, 2) << page;
    }
    EXPECT_LE(site.get("/records").trips, 1);
}

TEST_P(Pages, leave_no_word_anywhere_before_and_after_erasure) {
    const auto record = make(), id = record.substr(9);
    open(record, reader);
    ASSERT_EQ(upload(record, "zqfile.txt", "The zqcontent of a file").status, 303);
    ASSERT_EQ(post(record + "/edit", keeper, words()).status, 303);
    expect_no_secret(everything(folder));
    if (GetParam() == db::Engine::sqlite) {
        const carrying::Data data{folder, db::open_sqlite(folder / "touchstone.db"), site.files(), folder};
        carrying::back_up(data, folder / "backup", {});
        carrying::export_all(data, folder / "export");
        expect_no_secret(everything(folder));
        EXPECT_FALSE(std::filesystem::exists(folder / "backup" / privacy::server_key_file)) << "backups hold no keys";
        EXPECT_FALSE(std::filesystem::exists(folder / "backup" / privacy::key_folder));
    }
    const auto hash = site.database().reading([&](db::Read& db) { return list_files(db, site.partnership(), RecordId{id}).front().hash; });
    EXPECT_EQ(post(record + "/erase", keeper, {{"reason", "asked"}, {"confirm", "yes"}}).status, 422);
    EXPECT_THAT(header(post(record + "/erase", keeper, {{"reason", "asked"}, {"confirm", "erase for good"}}), "Location"),
                HasSubstr("/jobs/"));
    EXPECT_EQ(get(record, keeper).status, 404);
    const auto certificate = work_off(record);
    EXPECT_EQ(certificate.name, "certificate-1.txt");
    EXPECT_FALSE(privacy::vault().has_key(id));
    EXPECT_FALSE(std::filesystem::exists(site.files().path_of(hash)));
    expect_no_secret(everything(folder));
    site.sign_in(Role::administrator);
    EXPECT_THAT(site.html("/rights"), Not(HasSubstr("Lena Lead"))) << "no list of erased records for administrators";
    EXPECT_THAT(site.html("/audit"), HasSubstr("Erased a restricted record"));
}

}  // namespace
}  // namespace touchstone::records

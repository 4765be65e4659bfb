// A server that stops in the middle of any work, at each of its steps, and starts again: the work is done, and as if it had been done once.
#include <fstream>
#include <map>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "app/works.h"
#include "carrying/kept_store.h"
#include "evidence/evidence_store.h"
#include "evidence/retention_store.h"
#include "jobs/job_store.h"
#include "measures/figure_file.h"
#include "measures/figure_import_store.h"
#include "privacy/erasure_store.h"
#include "privacy/rights_pages.h"
#include "records/record_store.h"
#include "tests/fake_clamd.h"
#include "tests/site.h"
#include "voice/replies_store.h"

namespace touchstone {
namespace {

constexpr std::chrono::seconds patience{120};
constexpr int more_steps_than_any = 12;

struct Stopped {};

class World {
public:
    World() : folder_(site.files().folder().parent_path()) {
        std::filesystem::create_directories(folder_ / "spool");
        evaluation = site.add_evaluation("Zqxtitle");
        site.sign_in(Role::lead);
    }
    // Asks for the work, is stopped before the step of this number, starts again, and answers whether it was stopped.
    bool run(const std::string& kind, const std::function<void(World&)>& ask, int stop_before) {
        ask(*this);
        const auto works = app::all_works(site.database(), site.files(), folder_, clamd_socket(), [this] { return site.now; });
        const auto job = site.database().reading([&](db::Read& db) { return jobs::find_next(db, {kind}); });
        if (!job || job->kind != kind) throw std::logic_error("nobody asked for " + kind);
        id_ = job->id;
        const bool is_stopped = stop_in_between(works.at(kind), *job, stop_before);
        go_on(works);
        return is_stopped;
    }
    void write(const std::function<void(db::Write&)>& work) {
        site.database().writing([&](db::Write& db) {
            work(db);
            return true;
        });
    }
    EvidenceId add_file(evidence::ScanState scan) {
        evidence::Evidence item;
        item.id = EvidenceId::make(site.now);
        item.title = item.line = "Minutes";
        item.from = item.to = *date_from("2026-01-01");
        item.added_by = site.account(Role::evaluator);
        item.added_at = site.now;
        const auto file = folder_ / "minutes.txt";
        std::ofstream(file) << "What was said.";
        const auto kept = site.files().keep(file);
        std::filesystem::remove(file);
        write([&](db::Write& db) {
            evidence::add_evidence(db, site.by(Role::evaluator), item);
            for (const auto* name : {"a.txt", "b.txt"})
                evidence::add_file(db, site.by(Role::evaluator),
                                   {FileId::make(site.now), item.id, name, "text/plain", 14, kept.hash, item.added_by, site.now, {}, scan});
        });
        return item.id;
    }
    void ask_for(const std::string& kind, const std::string& subject, Role by = Role::administrator) {
        write([&](db::Write& db) { jobs::ask(db, jobs::unattended(site.partnership(), site.account(by)), kind, subject, site.now); });
    }
    jobs::Job job() {
        return *site.database().reading([&](db::Read& db) { return jobs::find_job(db, site.partnership(), id_); });
    }
    // What there is afterwards, without what no two runs have in common: how many rows in each table, and how many
    // files; only what is there at all.
    std::map<std::string, int> left() {
        std::map<std::string, int> counts;
        site.database().reading([&](db::Read& db) {
            for (const auto& table : db.all([](const db::Row& row) { return row.get<std::string>("name"); },
                                            "select name from sqlite_master where type = 'table'"))
                counts[table] =
                    db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from \"" + table + "\"").value();
            return 0;
        });
        // What was kept and then not named goes when the server sweeps.
        for (const auto& hash : carrying::files_in_use(site.database()))
            counts["files"] += std::filesystem::exists(site.files().path_of(hash)) ? 1 : 0;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_ / "spool"))
            counts["spool"] += entry.exists() ? 1 : 0;
        counts["job"] = jobs_of_kind();  // what follows is asked for again where it was over already
        std::erase_if(counts, [](const auto& each) { return each.second == 0; });
        return counts;
    }

    testing::Site site;
    EvaluationId evaluation;

private:
    std::filesystem::path clamd_socket() const { return folder_ / "clamd"; }
    bool stop_in_between(const jobs::Work& work, const jobs::Job& job, int stop_before) {
        write([&](db::Write& db) { EXPECT_TRUE(jobs::take(db, job, site.now)); });
        int step = 0;
        try {
            const auto result = work(job, [&](int done, int total, const std::string& message) {
                if (step++ == stop_before) throw Stopped{};
                write([&](db::Write& db) { jobs::report_progress(db, job, done, total, message, site.now); });
            });
            if (step == stop_before) throw Stopped{};  // everything is done, and nothing says so yet
            write([&](db::Write& db) { jobs::finish(db, job, result.hash, result.name, site.now); });
            return false;
        } catch (const Stopped&) {
            return true;
        }
    }
    int jobs_of_kind() {
        const auto kind = job().kind;
        return site.database().reading([&](db::Read& db) {
            return *db.first([](const db::Row& row) { return row.get<int>("n"); }, "select count(*) as n from job where kind = $1", kind);
        });
    }
    bool is_all_over() {
        return site.database().reading(
            [](db::Read& db) { return !db.first([](const db::Row&) { return true; }, "select 1 as one from job where state in (1, 2)"); });
    }
    // With everything that follows from it.
    void go_on(const std::map<std::string, jobs::Work>& works) {
        const jobs::Runner runner(site.database(), works, [](db::Read&, const auto&) { return ""; }, [this] { return site.now; });
        for (const auto end = std::chrono::steady_clock::now() + patience; !is_all_over();) {
            if (std::chrono::steady_clock::now() > end) throw std::runtime_error("the work was not taken up again");
            std::this_thread::sleep_for(std::chrono::milliseconds{20});
        }
    }

    std::filesystem::path folder_;
    testing::FakeClamd clamd_{clamd_socket()};
    JobId id_;
};

void ask_for_pdf(World& world) { world.site.post("/evaluations/" + world.evaluation.text + "/report/pdf", {}); }

void publish(World& world) {
    const auto address = "/evaluations/" + world.evaluation.text;
    world.site.judge_something(world.evaluation);
    world.site.post(address + "/state", {{"state", "finished"}});
    world.site.post(address + "/publishing", {{"audiences", "board"}, {"without_capacity", "Zqx not yet."}});
}

void ask_for_package(World& world) { world.site.post("/evaluations/" + world.evaluation.text + "/position/package", {}); }

void ask_for_copy(World& world) { world.site.post("/account/copy", {}); }

void erase_somebody(World& world) {
    const auto leaver = world.site.account(Role::reader);
    world.write([&](db::Write& db) {
        EXPECT_TRUE(privacy::erase_account(
            db,
            privacy::tombstone_of(
                {world.site.partnership(), {}, leaver, privacy::ErasureReason::asked, world.site.account(Role::evaluator), world.site.now},
                1, world.site.account(Role::administrator), world.site.now),
            privacy::former_name(1), world.site.now));
    });
    world.ask_for("erasure", leaver.text);
}

void dispose_of_evaluation(World& world) {
    world.write([&](db::Write& db) {
        evidence::watch_clock(db, world.site.now);
        db.run("update evaluation set finished_at = $1", world.site.now - std::chrono::days{11 * 366});
    });
    world.site.sign_in(Role::administrator);
    const auto asked =
        world.site.post("/rights/retention", {{"class", "evaluation"}, {"do", "ask"}, {"items_evaluation", world.evaluation.text}});
    world.write([&](db::Write& db) { db.run("update disposal set asked_by = $1", world.site.account(Role::evaluator)); });
    world.site.post(asked.location + "/approve", {});
}

void erase_record(World& world) {
    records::Record record;
    record.id = records::RecordId::make(world.site.now);
    record.words = {"Child", "Title", "Text"};
    record.keep_until = *date_from("2030-01-01");
    record.made_by = world.site.account(Role::lead);
    record.made_at = world.site.now;
    privacy::vault().make_key(record.id.text);
    world.write([&](db::Write& db) {
        records::add_record(db, world.site.by(Role::lead), record, records::first_keeper(record));
        EXPECT_TRUE(records::erase_record(db, world.site.by(Role::lead), record.id));
        privacy::add_tombstone(db, {world.site.partnership(), privacy::record_kind, record.id.text, 1, world.site.now, record.made_by,
                                    record.made_by, privacy::ErasureReason::asked});
    });
    world.ask_for("record_erasure", record.id.text);
}

void let_files_be_scanned(World& world) {
    (void)world.add_file(evidence::ScanState::waiting);
    world.ask_for("file_scan", world.site.partnership().text);
}

void let_files_be_read(World& world) {
    (void)world.add_file(evidence::ScanState::not_scanned);
    world.ask_for("file_text", world.site.partnership().text, Role::evaluator);
}

void enter_a_file_of_figures(World& world) {
    const auto file = world.site.folder() / "figures.csv";
    std::ofstream(file) << "Council,Year,Measure,Value\nFife,2025,Attendance,91\nFife,2026,Attendance,92\n";
    const auto read =
        measures::read_figures(measures::open_figures(file, measures::scotland()).value(), measures::scotland(), {"figures", {}}).value();
    measures::FigureImport import;
    import.id = measures::FigureImportId::make(world.site.now);
    import.file_name = "figures.csv";
    import.file_hash = world.site.files().keep(file).hash;
    measures::KeptMeasure made{.id = measures::MeasureId::make(world.site.now), .owner = {}, .owner_name = {}, .definition = {}};
    made.definition.title = made.definition.counted = "Attendance";
    measures::ImportDraft answers;
    answers.measures = {{.into = made.id.text, .title = {}, .unit = {}, .better = {}, .share = "no"}};
    world.write([&](db::Write& db) {
        const auto by = world.site.by(Role::evaluator);
        measures::add_figure_import(db, by, import);
        measures::save_found(db, by.partnership, import.id, measures::found_in(read, {}, 1));
        import.version = 2;
        EXPECT_TRUE(measures::answer_import(db, by, import, answers, {made}));
    });
    world.ask_for(measures::figure_import_job, import.id.text, Role::evaluator);
}

// A figure of evidence is read from a measure, and another figure of that arrives.
void let_figures_arrive(World& world) {
    world.site.sign_in(Role::evaluator);
    const auto measure = world.site
                             .post("/measures/new", {{"owner", "partnership"},
                                                     {"title", "Zqxattendance"},
                                                     {"counted", "Half-days present"},
                                                     {"numerator", "Present"},
                                                     {"denominator", "Open"},
                                                     {"unit", "per_cent"},
                                                     {"better", "higher"},
                                                     {"counting", "flow"},
                                                     {"chart", "p"},
                                                     {"smallest", "five"}})
                             .location;
    world.site.post(measure + "/figures/entry", {{"figures", "2026-01; 400; 500"}});
    const auto item = world.site.post(measure + "/evidence", {{"security", "secure"}}).location;
    const auto read = world.site.post(item.substr(0, item.find('?')) + "/figures",
                                      {{"words", "Zqxthere"}, {"read_from", measure.substr(10)}, {"seen_version", "0"}});
    EXPECT_EQ(read.status, web::Status::see_other);
    world.site.post(measure + "/figures/entry", {{"figures", "2026-02; 240; 500"}});
}

void bring_in_answers(World& world) {
    Rows rows{{"Zqxsafe?"}};
    for (int i = 0; i < 12; ++i) rows.push_back({i % 2 == 0 ? "Yes" : "No"});
    const auto replies = voice::strip(voice::each_reply_of(rows)).value();
    const auto kept = voice::sealed(replies, world.site.now);
    const auto by = world.site.by(Role::evaluator);
    voice::ReplyDraft draft;
    draft.tool = "other";
    draft.title = "Zqxtitle";
    draft.decides = "Zqxcouncil";
    draft.decides_by = "2027-01-31";
    draft.columns = voice::columns_begun(replies.found, nullptr, {});
    voice::ReplyChecking checking(replies.found, voice::reply_goals(replies.found, draft, nullptr).value());
    checking.see(replies.rows);
    const auto check = checking.end();
    voice::KeptQuestionnaire made;
    made.id = voice::QuestionnaireId::make(world.site.now);
    made.content = check.questionnaire;
    voice::Wave wave;
    wave.id = voice::WaveId::make(world.site.now);
    wave.questionnaire = made.id;
    wave.content = made.content;
    wave.tool = voice::Tool::other;
    wave.opens = wave.closes = date_of(world.site.now);
    world.write([&](db::Write& db) {
        const auto found = [&] { return voice::find_reply_import(db, by.partnership, kept.id).value(); };
        voice::add_reply_import(db, by, {}, kept);
        EXPECT_TRUE(voice::answer_replies(db, by, found(), draft));
        voice::save_checked(db, by.partnership, kept.id, check);
        EXPECT_TRUE(voice::begin_entering(db, by, found(), wave, &made));
    });
    world.ask_for(voice::reply_import_job, kept.id.text, Role::evaluator);
}

const std::map<std::string, std::function<void(World&)>> stories{
    {"report_pdf", ask_for_pdf},           {"report_files", publish},
    {"position_package", ask_for_package}, {"own_copy", ask_for_copy},
    {"erasure", erase_somebody},           {"disposal", dispose_of_evaluation},
    {"record_erasure", erase_record},      {"file_scan", let_files_be_scanned},
    {"file_text", let_files_be_read},      {"figure_import", enter_a_file_of_figures},
    {"reply_import", bring_in_answers},    {"figures_arrived", let_figures_arrive}};

class InterruptedWork : public ::testing::TestWithParam<std::string> {};

std::vector<std::string> kinds() {
    testing::TestDatabase database(db::Engine::sqlite);
    const db::FileStore files(database.folder() / "files");
    std::vector<std::string> names;
    for (const auto& [kind, work] : app::all_works(*database, files, database.folder(), "", [] { return Instant{}; }))
        names.push_back(kind);
    return names;
}

INSTANTIATE_TEST_SUITE_P(Every, InterruptedWork, ::testing::ValuesIn(kinds()), [](const auto& each) { return each.param; });

TEST_P(InterruptedWork, is_done_once) {
    const auto story = stories.find(GetParam());
    ASSERT_NE(story, stories.end()) << "a kind of work that nobody interrupts";
    World undisturbed;
    ASSERT_FALSE(undisturbed.run(GetParam(), story->second, more_steps_than_any));
    ASSERT_EQ(undisturbed.job().state, jobs::State::done);
    int stops = 0;
    for (bool is_stopped = true; is_stopped; ++stops) {
        World world;
        is_stopped = world.run(GetParam(), story->second, stops);
        const auto job = world.job();
        EXPECT_EQ(job.state, jobs::State::done) << "stopped before step " << stops;
        EXPECT_EQ(job.tries, is_stopped ? 2 : 1);
        EXPECT_EQ(world.left(), undisturbed.left()) << "stopped before step " << stops;
        if (!job.result_hash.empty()) {
            EXPECT_TRUE(std::filesystem::exists(world.site.files().path_of(job.result_hash)));
        }
    }
    EXPECT_GE(stops, 3) << "before its first step, after its last, and not at all";
    EXPECT_LT(stops, more_steps_than_any);
}

TEST(ApprovedErasures, are_done_before_reports_that_wait_longer) {
    testing::Site site;
    site.database().write([&](db::Write& db) {
        const auto by = jobs::unattended(site.partnership(), site.account(Role::lead));
        (void)jobs::ask(db, by, "report_files", "report", site.now);
        (void)jobs::ask(db, by, "erasure", "account", site.now + std::chrono::minutes{1});
        return true;
    });
    const auto next = site.database().reading([](db::Read& db) { return jobs::find_next(db, {"report_files", "erasure"}); });
    EXPECT_EQ(next->kind, "erasure");
}

}  // namespace
}  // namespace touchstone

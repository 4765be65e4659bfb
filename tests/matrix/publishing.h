// A publishes its evaluation that draws on what B lent to it alone, as people do it, and B agrees to a report.
#pragma once
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <zip.h>

#include "jobs/job.h"
#include "reports/format_store.h"
#include "reports/publishing_store.h"
#include "reports/report_files.h"
#include "tests/matrix/world.h"
#include "web/session.h"

namespace touchstone::testing {

// A workbook as what its parts say; anything else as it is.
inline std::string words_of(const std::string& bytes) {
    if (!bytes.starts_with("PK")) return bytes;
    std::string words;
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr);
    auto* archive = zip_open_from_source(source, ZIP_RDONLY, nullptr);
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
        auto* part = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
        char piece[4096];
        for (zip_int64_t n = 0; (n = zip_fread(part, piece, sizeof piece)) > 0;) words.append(piece, static_cast<std::size_t>(n));
        zip_fclose(part);
    }
    zip_discard(archive);
    return words;
}

struct Version {
    int number = 0;
    bool is_agreed = false;  // B agreed to its report to the partnership
    std::vector<reports::Report> reports;
};

class Publishing {
public:
    explicit Publishing(World& world) : world_(world), evaluation_{world.thing(What::own).evaluation} {
        world.site.database().writing([&](db::Write& db) {
            reports::keep_plain_words(db, world_.site.by(Role::evaluator), evaluation_,
                                      {{reports::Audience::young_people, "question_2", {}, world_.thing(What::own).summary_word}});
            return true;
        });
        send(Who::a_lead, address() + "/state", "state=finished");
    }
    static constexpr const char* typed_word = "zqtyped";  // by whoever publishes

    // For every audience, with the files that need no other program.
    Version publish(bool is_agreed) {
        world_.site.now += std::chrono::minutes{1};
        std::string fields = fmt::format("what_changed={}", typed_word);
        for (const auto audience : reports::all_audiences()) fields += "&audiences=" + name_of(audience);
        fields += "&without_capacity=Zqx";
        send(Who::a_lead, address() + "/publishing", fields);
        const auto published = world_.site.database().reading(
            [&](db::Read& db) { return reports::read_published(db, world_.site.partnership(), evaluation_); });
        const auto& snapshot = published.snapshots.front();
        Version version{snapshot.number, is_agreed, {}};
        for (const auto& report : published.reports)
            if (report.snapshot == snapshot.id) version.reports.push_back(made(report.id));
        EXPECT_EQ(version.reports.size(), reports::all_audiences().size());
        return version;
    }
    void agree_for_the_partnership(int number) {
        send(Who::a_lead, address() + "/publishing/consents", fmt::format("audiences=partnership&seen_version={}", number));
        const auto consent = world_.site.database().reading([&](db::Read& db) {
            return db.first([](const db::Row& row) { return row.get<std::string>("id"); }, "select id from publish_consent");
        });
        ASSERT_TRUE(consent.has_value());
        send(Who::b_evaluator, "/consents", "do=give&publish_consent=" + *consent);
    }

private:
    std::string address() const { return "/evaluations/" + evaluation_.text; }

    void send(Who who, const std::string& address, const std::string& fields) {
        web::Request request;
        request.method = "POST";
        request.target = address;
        request.peer = "publisher";
        request.headers = {{"Host", "localhost"},
                           {"Cookie", "visitor=visitor; session=" + world_.session_of(who)},
                           {"Content-Type", "application/x-www-form-urlencoded"}};
        request.body = "csrf=" + web::csrf_token("visitor") + "&" + fields;
        EXPECT_EQ(world_.site.answer(request).status, 303) << address;
    }
    reports::Report made(const ReportId& report) {
        auto& database = world_.site.database();
        const auto& here = world_.site.partnership();
        database.writing([&](db::Write& db) {
            for (const auto* format : {"pdf", "docx"})
                reports::fail_format(db, here, report, {format, reports::Making::failed, reports::Fault::other, {}, 0}, world_.site.now);
            return true;
        });
        jobs::Job job;
        job.partnership = here;
        job.subject = report.text;
        const auto work = reports::report_files_work(database, world_.site.files(), world_.site.folder(), [&] { return world_.site.now; });
        (void)work(job, [](int, int, const std::string&) {});
        return database.reading([&](db::Read& db) { return reports::find_report(db, here, report).value().report; });
    }

    World& world_;
    EvaluationId evaluation_;
};

}  // namespace touchstone::testing

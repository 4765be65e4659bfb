#include "carrying/erasure_work.h"

#include <algorithm>
#include <fstream>

#include <fmt/format.h>

#include "carrying/kept_store.h"
#include "db/on_disk.h"
#include "jobs/job_store.h"
#include "people/account_store.h"
#include "privacy/erasure_store.h"
#include "privacy/rights_pages.h"
#include "records/record_store.h"
#include "reports/report_store.h"
#include "web/texts.h"

namespace touchstone::carrying {
namespace {

using privacy::Tombstone;

std::vector<Tombstone> listed_in(const std::filesystem::path& file) {
    std::vector<Tombstone> listed;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        if (const auto tombstone = privacy::tombstone_from(line)) listed.push_back(*tombstone);
    return listed;
}

bool holds(const std::vector<Tombstone>& all, const Tombstone& one) { return std::ranges::find(all, one.id, &Tombstone::id) != all.end(); }

void add_what_is_missing(db::Database& database, const std::filesystem::path& file) {
    const auto listed = listed_in(file);
    std::string lines;
    for (const auto& tombstone : database.reading([](db::Read& db) { return privacy::list_all_tombstones(db); }))
        if (!holds(listed, tombstone)) lines += privacy::line_of(tombstone);
    if (!lines.empty()) add_erased(lines, file.parent_path());
}

// What finished jobs made for the person, and every printed report of the partnership: names may stand in them.
void forget_files(db::Database& database, const db::FileStore& files, const Tombstone& tombstone) {
    const auto hashes = database.writing([&](db::Write& db) {
        return jobs::forget_made(db, tombstone.partnership, AccountId{tombstone.id}, {reports::report_job, reports::package_job});
    });
    files.forget(hashes, [&] { return files_in_use(database); });
}

bool is_record(const Tombstone& tombstone) { return tombstone.kind == privacy::record_kind; }

// The key first: without it whatever is left says nothing.
void destroy_record(db::Database& database, const db::FileStore& files, const Tombstone& tombstone) {
    privacy::vault().destroy_key(tombstone.id);
    const auto hashes =
        database.writing([&](db::Write& db) { return records::forget_files(db, tombstone.partnership, records::RecordId{tombstone.id}); });
    files.forget(hashes, [&] { return files_in_use(database); });
}

// In a restored backup. False when it is not there.
bool erase_again(db::Write& db, const Tombstone& tombstone, Instant now) {
    if (!is_record(tombstone)) return privacy::erase_account(db, tombstone, privacy::former_name(tombstone.number), now);
    if (!records::erase_record(db, {tombstone.partnership, tombstone.approved_by, now}, records::RecordId{tombstone.id})) return false;
    privacy::add_tombstone(db, tombstone);
    return true;
}

std::string certificate(const Tombstone& tombstone, const std::string& asked_by, const std::string& approved_by) {
    return web::text(is_record(tombstone) ? "app.certificate.record" : "app.certificate.erasure",
                     {{"number", std::to_string(tombstone.number)},
                      {"name", privacy::former_name(tombstone.number)},
                      {"when", in_words(tombstone.erased_at)},
                      {"reason", web::text("people.rights.reason." + name_of(tombstone.reason) + ".name")},
                      {"asked_by", asked_by},
                      {"approved_by", approved_by}});
}

}  // namespace

jobs::Work erasure_work(db::Database& database, const db::FileStore& files, const std::filesystem::path& data_folder) {
    return [&database, &files, data_folder](const jobs::Job& job, const jobs::Progress& progress) {
        progress(0, 3, "jobs.message.listing");
        add_what_is_missing(database, data_folder / erased_list);
        const auto tombstones = database.reading([&](db::Read& db) { return privacy::list_tombstones(db, job.partnership); });
        const auto found = std::ranges::find(tombstones, job.subject, [](const auto& one) { return one.tombstone.id; });
        if (found == tombstones.end()) throw std::runtime_error("nothing was erased under this id");
        progress(1, 3, "jobs.message.wiping");
        if (is_record(found->tombstone)) {
            destroy_record(database, files, found->tombstone);
        } else {
            forget_files(database, files, found->tombstone);
            database.wipe(privacy::erased_tables());
        }
        progress(2, 3, "jobs.message.keeping");
        const auto paper = certificate(found->tombstone, found->asked_by_name, found->approved_by_name);
        return jobs::Result{files.keep_text(paper, data_folder / "spool"), fmt::format("certificate-{}.txt", found->tombstone.number)};
    };
}

void add_erased(const std::string& lines, const std::filesystem::path& data_folder) {
    std::ifstream in(data_folder / erased_list, std::ios::binary);
    std::string all{std::istreambuf_iterator<char>(in), {}};
    if (!all.empty() && all.back() != '\n') all += '\n';
    db::write_whole(data_folder / erased_list, all + lines);
}

int settle_erasures(db::Database& database, const db::FileStore& files, const std::filesystem::path& data_folder, Instant now) {
    const auto file = data_folder / erased_list;
    const auto known = database.reading([](db::Read& db) { return privacy::list_all_tombstones(db); });
    int again = 0;
    bool wipes = false;
    for (const auto& tombstone : listed_in(file)) {
        // A copy of the keys from before may have been brought back, too.
        if (is_record(tombstone)) privacy::vault().destroy_key(tombstone.id);
        if (holds(known, tombstone) || !database.writing([&](db::Write& db) { return erase_again(db, tombstone, now); })) continue;
        if (is_record(tombstone)) {
            destroy_record(database, files, tombstone);
        } else {
            forget_files(database, files, tombstone);
            wipes = true;
        }
        ++again;
    }
    if (wipes) database.wipe(privacy::erased_tables());
    add_what_is_missing(database, file);
    return again;
}

}  // namespace touchstone::carrying

#include "app/file_text_work.h"

#include <spdlog/spdlog.h>

#include "app/file_preview.h"
#include "app/file_words.h"
#include "evidence/evidence_text_store.h"
#include "jobs/job_store.h"

namespace touchstone::app {

namespace {

using evidence::TextState;

// Nothing where it has to wait.
std::optional<std::pair<TextState, std::string>> read_words(const std::filesystem::path& file, const evidence::UnreadFile& unread,
                                                            const std::filesystem::path& folder) {
    try {
        auto words = words_of_file(file, unread.name, folder);
        if (!words || words->empty()) return std::pair(TextState::nothing, std::string());
        return std::pair(TextState::read, std::move(*words));
    } catch (const NotInstalled& missing) {
        spdlog::warn("the words of file {} wait: {}", unread.file.text, missing.what());
        return std::nullopt;
    } catch (const Unreadable&) {
        // What the other program said may quote the file.
        spdlog::warn("the words of file {} cannot be read", unread.file.text);
        return std::pair(TextState::failed, std::string());
    }
}

// The hash under which a picture of its first page is kept; empty where there is none.
std::string kept_preview(const db::FileStore& files, const evidence::UnreadFile& unread, const std::filesystem::path& folder) {
    try {
        const auto made = preview_of_file(files.path_of(unread.hash), unread.name, folder);
        if (!made) return {};
        const auto kept = files.keep(*made);
        std::filesystem::remove(*made);
        return kept.hash;
    } catch (const NotInstalled& missing) {
        spdlog::warn("file {} has no preview: {}", unread.file.text, missing.what());
    } catch (const Unreadable&) {
        spdlog::warn("file {} has no preview: it cannot be drawn", unread.file.text);
    }
    return {};
}

bool ask_for_reading(db::Write& db, const PartnershipId& partnership, const AccountId& whose, Instant now) {
    return jobs::ask(db, jobs::unattended(partnership, whose), "file_text", partnership.text, now, jobs::Limit::none).has_value();
}

}  // namespace

jobs::Work file_text_work(db::Database& database, const db::FileStore& files, const std::filesystem::path& folder,
                          std::function<Instant()> clock, std::chrono::milliseconds turn) {
    return [&database, &files, folder, clock = std::move(clock), turn](const jobs::Job& job, const jobs::Progress& progress) {
        const auto begun = std::chrono::steady_clock::now();
        const auto unread = database.reading([&](db::Read& db) { return evidence::list_unread_files(db, job.partnership, job.asked_by); });
        for (std::size_t i = 0; i < unread.size(); ++i) {
            if (i > 0 && std::chrono::steady_clock::now() - begun >= turn) {
                database.write([&](db::Write& db) { return ask_for_reading(db, job.partnership, job.asked_by, clock()); });
                break;
            }
            progress(static_cast<int>(i), static_cast<int>(unread.size()), "jobs.message.reading_files");
            const auto found = read_words(files.path_of(unread[i].hash), unread[i], folder);
            if (!found) continue;
            const auto keeping = files.keeping();
            const auto preview = kept_preview(files, unread[i], folder);
            database.write([&](db::Write& db) {
                if (!preview.empty()) evidence::keep_preview(db, job.partnership, unread[i], preview);
                evidence::save_text(db, job.partnership, unread[i], found->first, found->second);
                return true;
            });
        }
        return jobs::Result{};
    };
}

void ask_for_unread_files(db::Write& db, Instant now) {
    for (const auto& [partnership, by] : evidence::list_people_with_unread_files(db)) ask_for_reading(db, partnership, by, now);
}

}  // namespace touchstone::app

#include "carrying/nightly_backup.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "carrying/backup.h"
#include "carrying/backup_store.h"
#include "carrying/signing_key.h"

namespace touchstone::carrying {
namespace {

using std::filesystem::path;

constexpr std::string_view begin = "nightly-";
constexpr std::chrono::hours night_begins{2};
constexpr std::chrono::minutes pause{1};
constexpr int pauses_after_failure = 60;

struct Stopped : std::runtime_error {
    Stopped() : runtime_error("the server stops") {}
};

std::optional<Date> night_of(const std::string& name) {
    return name.starts_with(begin) ? date_from(name.substr(begin.size())) : std::nullopt;
}

std::vector<std::string> names_in(const path& folder) {
    std::vector<std::string> names;
    if (std::filesystem::exists(folder))
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (night_of(entry.path().filename().string())) names.push_back(entry.path().filename().string());
    return names;
}

Instant written_at(const path& file) {
    const auto age = std::filesystem::file_time_type::clock::now() - std::filesystem::last_write_time(file);
    return now() - std::chrono::duration_cast<std::chrono::milliseconds>(age);
}

}  // namespace

std::string nightly_name(Instant now) { return std::string(begin) + iso(date_of(now - night_begins)); }

std::vector<std::string> outdated(std::vector<std::string> names) {
    std::ranges::sort(names, std::greater{});
    std::set<std::chrono::sys_days> weeks;
    std::vector<std::string> old;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::chrono::sys_days night = *night_of(names[i]);
        const auto monday = night - (std::chrono::weekday{night} - std::chrono::Monday);
        const bool is_of_week = !weeks.contains(monday) && weeks.size() < weekly_kept;
        weeks.insert(monday);
        if (i >= daily_kept && !is_of_week) old.push_back(names[i]);
    }
    return old;
}

bool is_backup_due(const Data& data, const path& folder, Instant now) {
    const auto tonight = nightly_name(now);
    return !std::filesystem::exists(folder / tonight) &&
           (!names_in(folder).empty() || nightly_name(written_at(data.folder / signing_key_file)) != tonight);
}

void back_up_tonight(const Data& data, const path& folder, Instant now, const std::function<bool()>& is_stopping) {
    try {
        const auto damaged = back_up(data, folder / nightly_name(now), [&](std::size_t, std::size_t) {
            if (is_stopping()) throw Stopped();
        });
        data.database->writing([&](db::Write& db) {
            note_backup(db, static_cast<int>(damaged.size()), now);
            return true;
        });
        if (damaged.empty())
            spdlog::info("the nightly backup is made and whole");
        else
            spdlog::error("the nightly backup is made, but {}: see touchstone doctor", counted(damaged));
    } catch (const Stopped&) {
        throw;
    } catch (const std::exception&) {
        data.database->writing([&](db::Write& db) {
            note_failed_backup(db, now);
            return true;
        });
        throw;
    }
    for (const auto& name : outdated(names_in(folder))) std::filesystem::remove_all(folder / name);
}

NightlyBackup::NightlyBackup(const Data& data, path folder, std::function<Instant()> clock)
    : data_(data), folder_(std::move(folder)), clock_(std::move(clock)), thread_([this] { keep_going(); }) {}

NightlyBackup::~NightlyBackup() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    thread_.join();
}

bool NightlyBackup::is_stopping() {
    const std::scoped_lock lock(mutex_);
    return stopping_;
}

void NightlyBackup::keep_going() {
    for (int until_next = 1;; --until_next) {
        try {
            if (until_next <= 0 && is_backup_due(data_, folder_, clock_())) {
                std::filesystem::create_directories(folder_);
                back_up_tonight(data_, folder_, clock_(), [this] { return is_stopping(); });
            }
        } catch (const std::exception& error) {
            spdlog::error("the nightly backup could not be made: {}", error.what());
            until_next = pauses_after_failure;
        }
        std::unique_lock lock(mutex_);
        if (wake_.wait_for(lock, pause, [&] { return stopping_; })) return;
    }
}

}  // namespace touchstone::carrying

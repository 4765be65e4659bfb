// The backup that the server makes each night by itself, and how long each is kept.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "carrying/data_folder.h"

namespace touchstone::carrying {

inline constexpr std::size_t daily_kept = 7, weekly_kept = 8;

// The name of the one for the night before this moment; nights begin at two.
[[nodiscard]] std::string nightly_name(Instant);
// Of such names, those that are neither among the latest seven nor the latest of one of the eight latest weeks.
[[nodiscard]] std::vector<std::string> outdated(std::vector<std::string> names);
// Whether tonight's is not there yet. The night in which the data were begun needs none.
[[nodiscard]] bool is_backup_due(const Data&, const std::filesystem::path& folder, Instant now);
// Makes it, notes how it went, and removes those that are outdated. Throws what `is_stopping` makes it stop with.
void back_up_tonight(const Data&, const std::filesystem::path& folder, Instant now, const std::function<bool()>& is_stopping);

class NightlyBackup {
public:
    NightlyBackup(const Data&, std::filesystem::path folder, std::function<Instant()> clock);
    ~NightlyBackup();
    NightlyBackup(const NightlyBackup&) = delete;
    NightlyBackup& operator=(const NightlyBackup&) = delete;

private:
    void keep_going();
    bool is_stopping();

    const Data& data_;
    const std::filesystem::path folder_;
    std::function<Instant()> clock_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace touchstone::carrying

// Looking after the data beside the requests: every minute the clock is watched, concerns that nobody took on are passed on, and levels
// are counted where that is due; once a day goes what nobody needs any more and owners of action points are reminded.
#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

#include "carrying/data_folder.h"
#include "jobs/runner.h"

namespace touchstone::app {

// What is over goes: rows by their age, then kept files that nothing has referred to for two days (files of forms that were refused).
struct Swept {
    int rows = 0, files = 0;
};
Swept sweep(db::Database&, const db::FileStore&, Instant now);

// What is done once a day. After a leap of the clock that nobody has confirmed owners are reminded all the same, only what was over before
// the leap goes, and nothing is disposed of.
struct Daily {
    Swept swept;
    int mails = 0;      // on what is waiting
    int disposals = 0;  // of what goes by its rule
};
Daily do_daily(db::Database&, const db::FileStore&, const std::string& base_url, Instant now);

// Counts anew the levels of owners whose counts are due, of 500 at most, or hold what may no longer be seen; how many there were.
int count_levels_due(db::Database&, Instant now);

// Deletes what two administrators disposed of, down to the disk, and writes the certificate.
[[nodiscard]] jobs::Work disposal_work(db::Database&, const db::FileStore&, const std::filesystem::path& spool,
                                       std::function<Instant()> clock);

class Upkeep {
public:
    // `base_url` is what links in mails start with.
    Upkeep(const carrying::Data&, std::string base_url, std::function<Instant()> clock);
    ~Upkeep();
    Upkeep(const Upkeep&) = delete;
    Upkeep& operator=(const Upkeep&) = delete;

private:
    void keep_up();

    const carrying::Data& data_;
    const std::string base_url_;
    std::function<Instant()> clock_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace touchstone::app

// Does what was asked for of some kinds, one job at a time, beside the requests.
#pragma once
#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "db/database.h"
#include "db/file_store.h"
#include "jobs/job_store.h"

namespace touchstone::jobs {

struct Result {
    std::string hash, name;  // of the kept file
};
// Says how far the work is; the message is the key of a sentence.
using Progress = std::function<void(int done, int total, const std::string& message)>;
using Work = std::function<Result(const Job&, const Progress&)>;

// What is made for a partnership is in its language, whoever asked for it: others read it, too.
using LanguageOf = std::function<std::string(db::Read&, const PartnershipId&)>;

class Runner {
public:
    Runner(db::Database&, std::map<std::string, Work>, LanguageOf, std::function<Instant()> clock);
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    // Does the next job, if there is one, and answers whether there was.
    bool run_next();
    // Somebody may have asked for something: looks at once.
    void wake();

private:
    void keep_running();
    void run(const Job&);

    db::Database& database_;
    std::map<std::string, Work> works_;
    Kinds kinds_;
    LanguageOf language_of_;
    std::function<Instant()> clock_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool stopping_ = false, is_woken_ = false;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace touchstone::jobs

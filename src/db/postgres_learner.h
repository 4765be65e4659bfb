// PostgreSQL gathers statistics about a table a minute or so after it was filled. Until then it assumes that any two conditions leave one
// row, and may read a whole table again for each row of another. So tables that have grown by much are analysed soon after the commit.
#pragma once
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace touchstone::db {

// How many rows were put into each table.
using Added = std::map<std::string, int>;

class Learner {
public:
    // `look` looks at the tables, on a thread of the learner's own; it may throw.
    explicit Learner(std::function<void(const std::vector<std::string>& tables)> look);
    ~Learner();
    Learner(const Learner&) = delete;
    Learner& operator=(const Learner&) = delete;

    void note(const Added&);

private:
    void keep_looking();

    const std::function<void(const std::vector<std::string>&)> look_;
    std::mutex mutex_;
    std::condition_variable wake_;
    Added fresh_, known_;               // rows since the last look, and before it
    std::vector<std::string> waiting_;  // tables to be looked at
    bool stopping_ = false;
    std::thread thread_;  // last: it uses everything above
};

}  // namespace touchstone::db

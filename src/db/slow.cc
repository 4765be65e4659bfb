#include "db/slow.h"

#include <algorithm>
#include <mutex>

namespace touchstone::db {
namespace {

std::mutex mutex;
std::vector<SlowStatement> kept;  // the slowest first

void note(std::string_view sql, std::chrono::milliseconds took) {
    const std::scoped_lock lock(mutex);
    auto found = std::ranges::find(kept, sql, &SlowStatement::sql);
    if (found == kept.end()) found = kept.insert(kept.end(), {std::string(sql)});
    ++found->times;
    found->longest = std::max(found->longest, took);
    std::ranges::stable_sort(kept, std::greater(), &SlowStatement::longest);
    if (kept.size() > slow_statements_max) kept.pop_back();
}

}  // namespace

Stopwatch::~Stopwatch() {
    const auto took = std::chrono::steady_clock::now() - begin_;
    if (took < slow_from) return;
    try {
        note(sql_, std::chrono::duration_cast<std::chrono::milliseconds>(took));
    } catch (const std::bad_alloc&) {  // then it is not noted
    }
}

std::vector<SlowStatement> slow_statements() {
    const std::scoped_lock lock(mutex);
    return kept;
}

}  // namespace touchstone::db

// The statements that took longest since the start, without what they were given: for `touchstone doctor --slow`. Of the process.
#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::db {

struct SlowStatement {
    std::string sql;
    int times = 0;  // that it was slow
    std::chrono::milliseconds longest{0};
};

inline constexpr std::chrono::milliseconds slow_from{50};
inline constexpr std::size_t slow_statements_max = 20;

// Notes how long it lived, where that is slow. Questions of one trip to PostgreSQL are answered together: each is then noted with all of
// them.
class Stopwatch {
public:
    explicit Stopwatch(std::string_view sql) : sql_(sql) {}
    ~Stopwatch();
    Stopwatch(const Stopwatch&) = delete;
    Stopwatch& operator=(const Stopwatch&) = delete;

private:
    const std::string_view sql_;
    const std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

// The slowest first.
[[nodiscard]] std::vector<SlowStatement> slow_statements();

}  // namespace touchstone::db

// The least or the most that a sum of whole numbers can be under linear conditions: a small face of GLPK for disclosure control. One at a
// time in a thread, and none beside workspace/least_cover.cc; threads may have one each, because GLPK keeps its state per thread.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

struct glp_prob;

namespace touchstone::statistics {

struct Term {
    std::size_t variable;
    double weight;
};
using Terms = std::vector<Term>;  // each variable once

struct Solution {
    enum class Kind { found, impossible, unknown };  // unknown: the time ran out, or GLPK could not say
    Kind kind = Kind::unknown;
    std::vector<std::int64_t> values;  // of each variable, where found
};

class WholeProgram {
public:
    WholeProgram(std::size_t variables, std::int64_t most_of_each);  // each from 0
    WholeProgram(const WholeProgram&) = delete;
    WholeProgram& operator=(const WholeProgram&) = delete;
    ~WholeProgram();

    void keep_at(const Terms&, double sum);
    void keep_at_least(const Terms&, double sum);
    // The search may end at values whose sum is as good as `enough`.
    [[nodiscard]] Solution least(const Terms& aim, std::chrono::milliseconds time, double enough = -unlimited) {
        return solve(aim, false, enough, time);
    }
    [[nodiscard]] Solution most(const Terms& aim, std::chrono::milliseconds time, double enough = unlimited) {
        return solve(aim, true, enough, time);
    }

private:
    static constexpr double unlimited = std::numeric_limits<double>::infinity();

    void add_row(const Terms&, int kind, double side);
    Solution solve(const Terms& aim, bool is_most, double enough, std::chrono::milliseconds time);

    glp_prob* program_;
};

}  // namespace touchstone::statistics

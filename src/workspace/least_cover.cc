#include "workspace/least_cover.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <stdexcept>
#include <tuple>

#include <glpk.h>

namespace touchstone::workspace {

namespace {

using Clock = std::chrono::steady_clock;
using Choice = std::vector<bool>;
using Numbers = std::vector<std::int64_t>;
using Row = std::map<int, double>;  // weights of columns

// Every aim is a whole number at a choice, so less than one is not a difference.
constexpr double room_for_rounding = 0.01;

struct Answer {
    Choice chosen;               // empty when none was found
    bool is_impossible = false;  // there is none
    double bound = 0;            // none is less
};

bool are_met(const CoverProblem& problem, const Choice& chosen) {
    return std::ranges::all_of(problem.demands, [&](const Demand& demand) { return is_met(demand, chosen); });
}

std::int64_t sum(const Numbers& numbers, const Choice& chosen) {
    std::int64_t total = 0;
    for (std::size_t i = 0; i < numbers.size(); ++i)
        if (chosen[i]) total += numbers[i];
    return total;
}

std::int64_t over_limits(const CoverProblem& problem, const Choice& chosen) {
    std::int64_t over = 0;
    for (const auto& limit : problem.limits) over += std::max<std::int64_t>(0, sum(limit.use, chosen) - limit.most);
    return over;
}

// What is left when all that is not needed is taken out, the dearest first.
Choice lean(const CoverProblem& problem, Choice chosen) {
    std::vector<std::size_t> dearest(chosen.size());
    std::iota(dearest.rbegin(), dearest.rend(), std::size_t{0});
    std::ranges::stable_sort(dearest, std::greater<>(), [&](std::size_t i) { return problem.costs[i]; });
    for (const auto i : dearest) {
        if (!chosen[i]) continue;
        chosen[i] = false;
        if (!are_met(problem, chosen)) chosen[i] = true;
    }
    return chosen;
}

// Columns from 1: the things, each 0 or 1; for each limit, how far it is exceeded; for each group of several in a demand of several, at
// most 1 and at most what is chosen of it. Only the things need be told to be whole: the rest then is so at its best.
// GLPK ends the program when it is asked for nonsense, so each row names a column once and every number is finite.
class Model {
public:
    explicit Model(const CoverProblem& problem) {
        glp_term_out(GLP_OFF);
        program_ = glp_create_prob();
        for (std::size_t i = 0; i < problem.costs.size(); ++i) glp_set_col_kind(program_, add_column(), GLP_BV);
        things_ = glp_get_num_cols(program_);
        for (const auto& limit : problem.limits) {
            auto row = weighted(limit.use);
            const int excess = add_column();
            glp_set_col_bnds(program_, excess, GLP_LO, 0, 0);
            row[excess] = -1;
            excesses_[excess] = 1;
            add_row(row, GLP_UP, static_cast<double>(limit.most));
        }
        for (const auto& demand : problem.demands) add(demand);
    }
    Model(const Model&) = delete;
    Model& operator=(const Model&) = delete;
    ~Model() {
        glp_delete_prob(program_);
        glp_free_env();  // this thread's; no statistics::WholeProgram lives beside it
    }

    [[nodiscard]] Row weighted(const Numbers& weights) const {
        Row row;
        for (std::size_t i = 0; i < weights.size(); ++i)
            if (weights[i] != 0) row[column_of(i)] = static_cast<double>(weights[i]);
        return row;
    }
    [[nodiscard]] Row excesses() const { return excesses_; }

    Answer minimise(const Row& objective, Clock::time_point deadline) {
        for (int i = 1; i <= glp_get_num_cols(program_); ++i) glp_set_obj_coef(program_, i, 0);
        for (const auto& [column, weight] : objective) glp_set_obj_coef(program_, column, weight);
        Answer answer;
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
        if (left <= 0) return answer;
        glp_iocp how;
        glp_init_iocp(&how);
        how.msg_lev = GLP_MSG_OFF;
        how.presolve = GLP_ON;
        how.tm_lim = static_cast<int>(left);
        how.cb_func = note_bound;
        how.cb_info = &answer.bound;
        const int result = glp_intopt(program_, &how);
        const int status = result == 0 || result == GLP_ETMLIM ? glp_mip_status(program_) : GLP_UNDEF;
        if (status == GLP_OPT || status == GLP_FEAS)
            for (int i = 1; i <= things_; ++i) answer.chosen.push_back(glp_mip_col_val(program_, i) > 0.5);
        answer.is_impossible = result == GLP_ENOPFS || status == GLP_NOFEAS;
        if (status == GLP_OPT) answer.bound = glp_mip_obj_val(program_);
        return answer;
    }

    void keep_at(const Row& row, double most) { add_row(row, GLP_UP, most); }
    void set(std::size_t thing, bool chosen) { glp_set_col_bnds(program_, column_of(thing), GLP_FX, chosen ? 1 : 0, 0); }

private:
    static int column_of(std::size_t thing) { return static_cast<int>(thing) + 1; }

    static void note_bound(glp_tree* tree, void* bound) {
        if (const int node = glp_ios_best_node(tree)) *static_cast<double*>(bound) = glp_ios_node_bound(tree, node);
    }

    int add_column() { return glp_add_cols(program_, 1); }

    void add_row(const Row& row, int kind, double side) {
        std::vector<int> columns{0};
        std::vector<double> weights{0};
        for (const auto& [column, weight] : row) {
            columns.push_back(column);
            weights.push_back(weight);
        }
        const int number = glp_add_rows(program_, 1);
        glp_set_row_bnds(program_, number, kind, side, side);
        glp_set_mat_row(program_, number, static_cast<int>(row.size()), columns.data(), weights.data());
    }

    void add(const Demand& demand) {
        Row met;
        for (const auto& group : demand.groups) {
            Row chosen;
            for (const auto thing : group) chosen[column_of(thing)] = 1;
            if (group.size() > 1 && demand.need > 1) {
                const int any = add_column();
                glp_set_col_bnds(program_, any, GLP_DB, 0, 1);
                chosen[any] = -1;
                add_row(chosen, GLP_LO, 0);
                chosen = {{any, 1}};
            }
            for (const auto& [column, weight] : chosen) met[column] += weight;
        }
        add_row(met, GLP_LO, static_cast<double>(demand.need));
    }

    glp_prob* program_;
    int things_ = 0;
    Row excesses_;
};

// One aim after the other, each kept at its best while the next is sought. Of what GLPK answers nothing is believed that can be checked.
class Search {
public:
    Search(const CoverProblem& problem, Clock::time_point deadline)
        : problem_(problem), deadline_(deadline), best_(lean(problem, Choice(problem.costs.size(), true))), model_(problem) {}

    Cover run() {
        const Numbers ones(problem_.costs.size(), 1);
        Cover cover;
        if (problem_.limits.empty() || settle(model_.excesses(), [&] { return over_limits(problem_, best_); })) {
            cover.is_least = settle(model_.weighted(problem_.costs), [&] { return sum(problem_.costs, best_); });
            cover.bound = bound_;
        }
        cover.is_first = cover.is_least && settle(model_.weighted(ones), [&] { return sum(ones, best_); }) && settle_order();
        cover.chosen = best_;
        return cover;
    }

private:
    // Whether it is proven that nothing is better than the best that we have.
    template <class Value>
    bool settle(const Row& aim, Value value) {
        const auto answer = model_.minimise(aim, deadline_);
        if (is_as_good(answer.chosen)) best_ = lean(problem_, answer.chosen);
        const auto reached = value();
        bound_ = std::min(reached, static_cast<std::int64_t>(std::ceil(answer.bound - room_for_rounding)));
        model_.keep_at(aim, static_cast<double>(reached) + room_for_rounding);
        return bound_ == reached;
    }

    // From the first on: is there an equal choice that has it?
    bool settle_order() {
        for (std::size_t i = 0; i < best_.size(); ++i) {
            if (!best_[i]) {
                model_.set(i, true);
                const auto answer = model_.minimise({}, deadline_);
                if (is_as_good(answer.chosen))
                    best_ = answer.chosen;
                else if (!answer.is_impossible)
                    return false;
            }
            model_.set(i, best_[i]);
        }
        return true;
    }

    [[nodiscard]] bool is_as_good(const Choice& found) const {
        return !found.empty() && are_met(problem_, found) && rank(found) <= rank(best_);
    }

    [[nodiscard]] std::tuple<std::int64_t, std::int64_t, std::ptrdiff_t> rank(const Choice& choice) const {
        return {over_limits(problem_, choice), sum(problem_.costs, choice), std::ranges::count(choice, true)};
    }

    const CoverProblem& problem_;
    Clock::time_point deadline_;
    Choice best_;
    std::int64_t bound_ = 0;
    Model model_;
};

}  // namespace

bool is_met(const Demand& demand, const std::vector<bool>& chosen) {
    const auto has_chosen = [&](const auto& group) { return std::ranges::any_of(group, [&](auto thing) { return chosen[thing]; }); };
    return static_cast<std::size_t>(std::ranges::count_if(demand.groups, has_chosen)) >= demand.need;
}

Cover least_cover(const CoverProblem& problem, std::chrono::milliseconds time) {
    const auto deadline = Clock::now() + time;
    if (!are_met(problem, Choice(problem.costs.size(), true))) throw std::invalid_argument("a demand that nothing meets");
    return Search(problem, deadline).run();
}

}  // namespace touchstone::workspace

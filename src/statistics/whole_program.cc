#include "statistics/whole_program.h"

#include <algorithm>
#include <cmath>

#include <glpk.h>

namespace touchstone::statistics {

namespace {

constexpr double room_for_rounding = 1e-6;

template <class Value>
std::vector<double> values_of(glp_prob* program, Value value) {
    std::vector<double> values;
    for (int column = 1; column <= glp_get_num_cols(program); ++column) values.push_back(value(program, column));
    return values;
}

bool are_whole(const std::vector<double>& values) {
    return std::ranges::all_of(values, [](double value) { return std::abs(value - std::round(value)) < room_for_rounding; });
}

// Ends the search at values that are good enough.
struct Enough {
    double sum;
    bool is_most;
};
void stop_at_enough(glp_tree* tree, void* told) {
    if (glp_ios_reason(tree) != GLP_IBINGO) return;
    const auto& enough = *static_cast<const Enough*>(told);
    const auto reached = std::round(glp_mip_obj_val(glp_ios_get_prob(tree)));
    if (enough.is_most ? reached >= enough.sum : reached <= enough.sum) glp_ios_terminate(tree);
}

Solution found(const std::vector<double>& values) {
    Solution solution{Solution::Kind::found, {}};
    for (const auto value : values) solution.values.push_back(std::llround(value));
    return solution;
}

}  // namespace

// GLPK ends the program when it is asked for nonsense, so each row names a column once and every number is finite.
WholeProgram::WholeProgram(std::size_t variables, std::int64_t most_of_each) {
    glp_term_out(GLP_OFF);
    program_ = glp_create_prob();
    for (std::size_t i = 0; i < variables; ++i) {
        const int column = glp_add_cols(program_, 1);
        glp_set_col_bnds(program_, column, GLP_DB, 0, static_cast<double>(most_of_each));
        glp_set_col_kind(program_, column, GLP_IV);
    }
}

WholeProgram::~WholeProgram() {
    glp_delete_prob(program_);
    glp_free_env();  // this thread's
}

void WholeProgram::keep_at(const Terms& terms, double sum) { add_row(terms, GLP_FX, sum); }
void WholeProgram::keep_at_least(const Terms& terms, double sum) { add_row(terms, GLP_LO, sum); }

void WholeProgram::add_row(const Terms& terms, int kind, double side) {
    std::vector<int> columns{0};
    std::vector<double> weights{0};
    for (const auto& term : terms) {
        columns.push_back(static_cast<int>(term.variable) + 1);
        weights.push_back(term.weight);
    }
    const int row = glp_add_rows(program_, 1);
    glp_set_row_bnds(program_, row, kind, side, side);
    glp_set_mat_row(program_, row, static_cast<int>(terms.size()), columns.data(), weights.data());
}

// Without the condition that values are whole first: its answer is often whole by itself, and where there is none there is none of whole
// numbers either. It begins where the last one ended.
Solution WholeProgram::solve(const Terms& aim, bool is_most, double enough, std::chrono::milliseconds time) {
    glp_set_obj_dir(program_, is_most ? GLP_MAX : GLP_MIN);
    for (int column = 1; column <= glp_get_num_cols(program_); ++column) glp_set_obj_coef(program_, column, 0);
    for (const auto& term : aim) glp_set_obj_coef(program_, static_cast<int>(term.variable) + 1, term.weight);
    glp_smcp simplex;
    glp_init_smcp(&simplex);
    simplex.msg_lev = GLP_MSG_OFF;
    simplex.tm_lim = static_cast<int>(time.count());
    if (glp_simplex(program_, &simplex) != 0) {
        glp_std_basis(program_);
        if (glp_simplex(program_, &simplex) != 0) return {};
    }
    const int relaxed = glp_get_status(program_);
    if (relaxed == GLP_NOFEAS) return {Solution::Kind::impossible, {}};
    if (relaxed != GLP_OPT) return {};
    const auto loose = values_of(program_, glp_get_col_prim);
    if (are_whole(loose)) return found(loose);
    glp_iocp whole;
    glp_init_iocp(&whole);
    whole.msg_lev = GLP_MSG_OFF;
    whole.tm_lim = static_cast<int>(time.count());
    whole.br_tech = GLP_BR_MFV;  // with depth first the quickest way to some values that are whole
    whole.bt_tech = GLP_BT_DFS;
    Enough told{enough, is_most};
    whole.cb_func = stop_at_enough;
    whole.cb_info = &told;
    const int result = glp_intopt(program_, &whole);
    const int status = glp_mip_status(program_);
    if (result == 0 && status == GLP_NOFEAS) return {Solution::Kind::impossible, {}};
    const bool is_done = (result == 0 && status == GLP_OPT) || (result == GLP_ESTOP && status == GLP_FEAS);
    return is_done ? found(values_of(program_, glp_mip_col_val)) : Solution{};
}

}  // namespace touchstone::statistics

// Who asks, and what each of them may do with what: written by hand.
#pragma once
#include <string_view>

#include "tests/matrix/world.h"

namespace touchstone::testing {

// From nothing to everything: absent, summary, levels, read, contribute, evaluate, lead, administer.
inline constexpr std::string_view ranks = "-slrceLA";
// Who moderates reads, and moderates: beside the line rather than on it.
inline std::size_t rank(char letter) { return ranks.find(letter == 'm' ? 'r' : letter); }

struct Row {
    Who who;
    const char* name;
    char somewhere;          // the most that this person may do anywhere
    const char* evaluation;  // by What: joint, own, shared, shared_levels, shared_summary, revoked, over, below, foreign, absent
    const char* evidence;
    char account;       // of a member of the first partnership
    char organisation;  // A, and its service
};
inline constexpr Row people[] = {
    {Who::nobody, "nobody", '-', "----------", "----------", '-', '-'},
    {Who::foreign_administrator, "foreign administrator", 'A', "--------A-", "--------A-", '-', '-'},
    {Who::administrator, "administrator", 'A', "A---------", "A---------", 'A', 'A'},
    {Who::lead, "lead", 'L', "L---------", "L---------", 'r', 'r'},
    {Who::partnership_reader, "reader", 'r', "r---------", "r---------", 'r', 'r'},
    {Who::a_administrator, "administrator of A", 'A', "rAAAAAA---", "rAAAAAA---", 'r', 'A'},
    {Who::a_lead, "lead of A", 'L', "rLLLLLL---", "rLLLLLL---", 'r', 'r'},
    {Who::a_evaluator, "evaluator of A", 'e', "reeeeee---", "reeeeee---", 'r', 'r'},
    {Who::a_contributor, "contributor of A", 'c', "rcccccc---", "rcccccc---", 'r', 'r'},
    {Who::a_moderator, "moderator of A", 'm', "rmmmmmm---", "rrrrrrr---", 'r', 'r'},
    {Who::a_reader, "reader of A", 'r', "rrrrrrr---", "rrrrrrr---", 'r', 'r'},
    {Who::b_evaluator, "evaluator of B", 'e', "r-rls--e--", "r-r----e--", 'r', 'r'},
    {Who::wide_evaluator, "evaluator of the partnership and reader of B", 'e', "e-rls--r--", "e-r----r--", 'r', 'r'},
    {Who::service_evaluator, "evaluator of a service", 'e', "reeeeee---", "reeeeee---", 'r', 'r'},
    {Who::inspector, "inspector", 'r', "-r--------", "-r--------", '-', '-'},
    {Who::through_eyes, "administrator through the evaluator's eyes", 'e', "reeeeee---", "reeeeee---", 'r', 'r'},
    {Who::awaiting_factor, "administrator who awaits a factor", '-', "----------", "----------", '-', '-'},
    {Who::in_both, "reader of A who leads elsewhere", 'r', "rrrrrrr---", "rrrrrrr---", 'r', 'r'},
};

}  // namespace touchstone::testing

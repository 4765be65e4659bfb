// Work that takes longer than a request. Somebody asks for it in the transaction of their request; a runner does it, and does it once:
// a job that was running when the server stopped is taken up again.
#pragma once
#include <string>

#include "base/actor.h"
#include "base/ids.h"
#include "base/time.h"

namespace touchstone::jobs {

// Stored: never renumber.
enum class State { waiting = 1, running, done, failed };

// What the session or the token could with which somebody asked: what is done for them later can do no more.
struct Means {
    bool has_factor = false, by_token = false, only_reads = false;
    AccountId seen_by;
    bool operator==(const Means&) const = default;
};
[[nodiscard]] Means means_of(const Actor&);
// For work that the server asks for by itself, on account of this person: with no session at hand, so with no second factor.
[[nodiscard]] Actor unattended(const PartnershipId&, const AccountId&);

struct Job {
    PartnershipId partnership;
    JobId id;
    std::string kind;     // "report_pdf"
    std::string subject;  // the id of what it is about
    State state = State::waiting;
    int done = 0, total = 1;
    std::string message;  // key of the sentence that says how far it is
    std::string result_hash, result_name;
    AccountId asked_by;
    Instant asked_at;
    int tries = 0;
    Means means;

    bool is_over() const { return state == State::done || state == State::failed; }
};

inline constexpr int tries_max = 3;
inline constexpr int waiting_per_person_max = 5;

[[nodiscard]] std::string name_of(State);

}  // namespace touchstone::jobs

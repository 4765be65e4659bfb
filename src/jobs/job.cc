#include "jobs/job.h"

namespace touchstone::jobs {

Means means_of(const Actor& actor) { return {actor.has_factor, actor.by_token, actor.only_reads, actor.seen_by}; }

Actor unattended(const PartnershipId& partnership, const AccountId& account) {
    Actor actor;
    actor.id = account;
    actor.partnership = partnership;
    return actor;
}

std::string name_of(State state) {
    switch (state) {
        case State::waiting:
            return "waiting";
        case State::running:
            return "running";
        case State::done:
            return "done";
        case State::failed:
            return "failed";
    }
    return {};
}

}  // namespace touchstone::jobs

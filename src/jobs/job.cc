#include "jobs/job.h"

namespace touchstone::jobs {

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

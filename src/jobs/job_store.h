#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/trip.h"
#include "jobs/job.h"

namespace touchstone::jobs {

// Answers the job to look at: an equal one, asked for with the same means, that has not begun yet, or a new one. Nothing when this person
// has too many waiting, unless it must be done anyway.
enum class Limit { per_person, none };
std::optional<JobId> ask(db::Write&, const Actor& by, const std::string& kind, const std::string& subject, Instant now,
                         Limit = Limit::per_person);
std::optional<Job> find_job(db::Read&, const PartnershipId&, const JobId&);
// The one that was asked for last of this kind about this subject.
db::Answer<std::optional<Job>> ask_latest(db::Trip&, const PartnershipId&, const std::string& kind, const std::string& subject);

// What a runner does: of everything else it takes nothing.
using Kinds = std::vector<std::string>;
// The one of these kinds that has waited longest.
std::optional<Job> find_next(db::Read&, const Kinds&);
// False when somebody else took it.
[[nodiscard]] bool take(db::Write&, const Job&, Instant now);
void report_progress(db::Write&, const Job&, int done, int total, const std::string& message, Instant now);
void finish(db::Write&, const Job&, const std::string& result_hash, const std::string& result_name, Instant now);
void fail(db::Write&, const Job&, const std::string& message, Instant now);
// What was running of these kinds when the server stopped waits again, or has failed too often.
void take_up_again(db::Write&, const Kinds&, Instant now);
// Removes jobs that were over before this moment; what they made can be made again. Answers how many.
int forget_before(db::Write&, Instant);
// What was made of something that goes. Answers the kept files that the jobs had made.
std::vector<std::string> forget_about(db::Write&, const PartnershipId&, const std::string& subject);
// What is over and made a file: everything that this account asked for, and what others asked for of these kinds. Answers the files.
std::vector<std::string> forget_made(db::Write&, const PartnershipId&, const AccountId&, const Kinds&);

}  // namespace touchstone::jobs

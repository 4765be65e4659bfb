#include "privacy/erasure.h"

#include <array>
#include <sstream>

#include <fmt/format.h>

namespace touchstone::privacy {

using namespace people;

std::string name_of(ErasureReason reason) {
    static constexpr std::array<const char*, 3> names{"asked", "not_needed", "unlawful"};
    return names.at(static_cast<std::size_t>(reason) - 1);
}

std::optional<ErasureReason> erasure_reason_from(const std::string& name) {
    for (const auto reason : {ErasureReason::asked, ErasureReason::not_needed, ErasureReason::unlawful})
        if (name_of(reason) == name) return reason;
    return std::nullopt;
}

Outcome<ErasureRequest> ask_for_erasure(const Actor& asker, const Subject& subject, const std::string& reason, Instant now) {
    Problems problems;
    if (subject.account.is_empty() || !subject.is_here)
        problems.push_back({"email", "people.rights.email_unknown"});
    else if (subject.is_elsewhere)
        problems.push_back({"email", "people.rights.email_elsewhere"});
    else if (subject.is_waiting)
        problems.push_back({"email", "people.rights.email_waiting"});
    const auto chosen = erasure_reason_from(reason);
    if (!chosen) problems.push_back({"reason", "people.rights.reason_missing"});
    if (!problems.empty()) return refuse(problems);
    return ErasureRequest{asker.partnership, ErasureId::make(now), subject.account, *chosen, asker.id, now};
}

bool may_approve(const Actor& actor, const ErasureRequest& request) { return actor.id != request.asked_by && actor.id != request.account; }

Tombstone tombstone_of(const ErasureRequest& request, int number, const AccountId& approved_by, Instant now) {
    return {request.partnership, "account", request.account.text, number, now, request.asked_by, approved_by, request.reason};
}

std::string line_of(const Tombstone& tombstone) {
    return fmt::format("{} {} {} {} {} {} {} {}\n", tombstone.partnership.text, tombstone.kind, tombstone.id, tombstone.number,
                       tombstone.erased_at.time_since_epoch().count(), tombstone.asked_by.text, tombstone.approved_by.text,
                       static_cast<int>(tombstone.reason));
}

std::optional<Tombstone> tombstone_from(const std::string& line) {
    std::istringstream in(line);
    Tombstone read;
    std::int64_t at = 0;
    int reason = 0;
    in >> read.partnership.text >> read.kind >> read.id >> read.number >> at >> read.asked_by.text >> read.approved_by.text >> reason;
    if (!in || reason < 1 || reason > 3) return std::nullopt;
    read.erased_at = Instant{std::chrono::milliseconds{at}};
    read.reason = static_cast<ErasureReason>(reason);
    return read;
}

}  // namespace touchstone::privacy

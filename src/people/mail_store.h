#pragma once
#include <optional>
#include <vector>

#include "db/db.h"
#include "people/mail.h"

namespace touchstone::people {

void add_mail(db::Write&, const Mail&);
// Not sent yet, the latest first.
std::vector<Mail> list_waiting_mail(db::Read&, const PartnershipId&, int limit);
// The one that has been due longest.
std::optional<Mail> find_due_mail(db::Read&, Instant now);
// What was sent keeps no body.
void mark_sent(db::Write&, const Mail&, Instant now);
// `again_at` is empty when it is given up, and its body is forgotten then, too.
void mark_failed(db::Write&, const Mail&, const std::string& error, std::optional<Instant> again_at, Instant now);

}  // namespace touchstone::people

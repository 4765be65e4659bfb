// The ends of all chains of a server, and the one seal over them.
#pragma once
#include <map>
#include <string>

#include "events/audit.h"

namespace touchstone::events {

using Heads = std::map<PartnershipId, Head>;

// Proof that a server with the key wrote these ends, and that there were no others; empty without a key.
[[nodiscard]] std::string seal_of_all(const Heads&);
// As one end was sealed before there was a seal over all.
[[nodiscard]] std::string former_seal_of(const PartnershipId&, const Head&);

}  // namespace touchstone::events

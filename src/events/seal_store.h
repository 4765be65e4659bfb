// Where the chains of events end, and the seal over all these ends.
#pragma once
#include "db/db.h"
#include "events/chain_seal.h"

namespace touchstone::events {

struct Chains {
    Heads heads;
    std::string seal;
};
[[nodiscard]] Chains read_chains(db::Read&);
// The chain of the partnership ends here now. A seal over all that did not fit is left as it is: what was tampered with stays found.
void keep_head(db::Write&, Chains, const PartnershipId&, const Head&);
// Over everything, whatever was there.
void seal_anew(db::Write&, const Heads&);
// Where an older Touchstone sealed each end by itself, and each of them fits; or where the server is new and has no chain yet.
void seal_for_the_first_time(db::Write&, bool is_new);

enum class Chained { never_sealed, fits, broken };
[[nodiscard]] Chained check_chains(db::Read&);

}  // namespace touchstone::events

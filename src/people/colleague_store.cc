#include "people/colleague_store.h"

namespace touchstone::people {

std::vector<Listed> list_colleagues(db::Read& db, const PartnershipId& partnership, Instant now, const db::Only& only) {
    auto colleagues = list_accounts(db, partnership, now, only);
    std::erase_if(colleagues, [](const Listed& person) { return person.is_disabled; });
    return colleagues;
}

}  // namespace touchstone::people

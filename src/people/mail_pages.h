#pragma once
#include <map>
#include <optional>
#include <string>

#include "base/ids.h"
#include "web/router.h"

namespace touchstone::people {

void add_mail_pages(web::Router&);

// The language of a mail to this address: its reader's own, or else the partnership's.
[[nodiscard]] std::string language_of_mail(db::Read&, const PartnershipId&, const std::string& to);
// Writes a mail in that language with the texts "people.mail.<about>.subject" and ".body", to be sent once the transaction is committed.
// `opens` is the account that a link in it opens. Values that are texts or dates themselves want that language spoken, too. A subject holds
// no words but its text's: others read it where mail waits.
void write_mail(db::Write&, const PartnershipId&, const std::string& to, const std::string& about,
                const std::map<std::string, std::string>& values, Instant now, const std::optional<AccountId>& opens = {});
// Tells the owner of the account that signs in here what was changed about signing in, in case it was somebody else.
void tell_owner(const web::Visit&, db::Write&, const std::string& about);

}  // namespace touchstone::people

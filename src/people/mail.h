// Mail to people: written in the transaction that it tells about, sent afterwards by people/mail_sender.
#pragma once
#include <optional>
#include <string>

#include "base/ids.h"
#include "base/time.h"

namespace touchstone::people {

struct Mail {
    PartnershipId partnership;
    MailId id;
    std::string to, subject, body;
    Instant made_at;
    int tries = 0;
    std::string about = {};                         // which of the texts it is; empty for one written before this was kept
    std::optional<AccountId> opens = std::nullopt;  // the account that a link in it opens
    bool opens_elsewhere = false;                   // that account holds or held roles in other partnerships
};

// When to try again after so many tries failed; nothing when it is time to give up, which is after most of a day.
[[nodiscard]] std::optional<std::chrono::minutes> pause_after(int tries);
// As it goes over the wire (RFC 5322): plain text in UTF-8. Nothing in it can add a header line.
[[nodiscard]] std::string message_of(const Mail&, const std::string& from, Instant now);

}  // namespace touchstone::people

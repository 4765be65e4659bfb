// Conversations in tables. Who sees them is who sees their object: a page asks only about an object that its visitor sees.
#pragma once
#include <functional>
#include <vector>

#include "base/permission.h"
#include "conversations/conversation.h"
#include "db/trip.h"

namespace touchstone::conversations {

// Those about the object, or about one part of it; the open ones first, and of each the earliest.
struct TalkAnswers {
    db::Answer<std::vector<Conversation>> heads;  // without what was said
    db::Answer<std::vector<std::pair<ConversationId, Remark>>> remarks;
    db::Answer<std::vector<std::pair<RemarkId, Named>>> names;
};
// An empty part: of the whole object.
TalkAnswers ask_conversations(db::Trip&, const PartnershipId&, const About&);
[[nodiscard]] std::vector<Conversation> conversations_of(const TalkAnswers&);
std::vector<Conversation> list_conversations(db::Read&, const PartnershipId&, const About&);

// Whoever holds a role in the partnership, and so can be named.
db::Answer<std::vector<std::pair<AccountId, std::string>>> ask_nameable(db::Trip&, const PartnershipId&, Instant now);

// Whom the words name, and whether each of them sees what they are about.
std::vector<Named> find_named(db::Read&, const PartnershipId&, const std::string& words, Instant now,
                              const std::function<bool(const Actor&)>& sees);

// The conversation as it now stands, with the remark that was said, if one was.
void keep_said(db::Write&, const By&, const Said&);

}  // namespace touchstone::conversations

// Conversations across objects: those of an evaluation and the evidence that it uses, and those that wait for somebody.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "conversations/conversation.h"
#include "db/trip.h"

namespace touchstone::workspace {

struct ListedTalk {
    conversations::ConversationId id;
    conversations::About about;
    std::string title;  // of the item of evidence or the evaluation
    std::string first_words, last_by;
    Instant last_at;
    int remarks = 0;
    bool is_open = true;
};

// As far as the one who looks sees what they are about; the open ones first, then the latest.
db::Answer<std::vector<ListedTalk>> ask_talks(db::Trip&, const Sight&, const EvaluationId&);
// Open ones in which somebody else wrote last: to the one who looks by name, or in answer to them.
db::Answer<std::vector<ListedTalk>> ask_talks_waiting(db::Trip&, const Sight&);

}  // namespace touchstone::workspace

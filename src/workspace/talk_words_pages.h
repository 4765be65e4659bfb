#pragma once
#include <string>

#include "frameworks/framework.h"
#include "workspace/talk_store.h"

namespace touchstone::workspace {

// The item's title, "5.1 Fun and recreation", or the question that is concluded on.
[[nodiscard]] std::string object_of(const frameworks::Framework&, const ListedTalk&);
// Of the page that shows the conversation.
[[nodiscard]] std::string address_of(const ListedTalk&);

}  // namespace touchstone::workspace

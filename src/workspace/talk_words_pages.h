#pragma once
#include <string>

#include "workspace/talk_store.h"

namespace touchstone::workspace {

// Of the page that shows the conversation.
[[nodiscard]] std::string address_of(const ListedTalk&);

}  // namespace touchstone::workspace

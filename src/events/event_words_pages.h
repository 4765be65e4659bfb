// What an event keeps, as people read it: wherever a history is shown.
#pragma once
#include <string>

#include "events/event.h"

namespace touchstone::events {

// "Due: 11 December 2026 · State: Not started", of what an event of an object of this kind says was there before or after. What is empty is
// left out.
[[nodiscard]] std::string kept_in_words(const std::string& kind, const std::string& kept);

}  // namespace touchstone::events

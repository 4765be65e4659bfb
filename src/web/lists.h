// Lists in the reader's language, beyond `listed` and `joined` of language.h.
#pragma once
#include <string>
#include <vector>

#include "web/components.h"

namespace touchstone::web {

// "a; b, or c; d": of what holds commas itself, as titles, names of organisations and parts of sentences do; empty parts are left out.
[[nodiscard]] std::string listed_apart(const std::vector<std::string>& parts);
// In the order in which people look up their labels; those without a value stay first: "Choose one".
void sort_by_label(std::vector<Option>&);

}  // namespace touchstone::web

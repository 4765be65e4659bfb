// What people are told about how a table was read.
#pragma once
#include "people/sheet.h"
#include "web/components.h"

namespace touchstone::people {

// Sentences: which sheet was read, and what was left out or looks wrong.
[[nodiscard]] web::List said_of(const SheetNotes&);

}  // namespace touchstone::people

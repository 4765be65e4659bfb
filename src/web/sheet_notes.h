// What people are told about how a table was read.
#pragma once
#include "base/sheet.h"
#include "web/components.h"

namespace touchstone::web {

// Sentences: which sheet was read, and what was left out or looks wrong.
[[nodiscard]] web::List said_of(const SheetNotes&);

}  // namespace touchstone::web

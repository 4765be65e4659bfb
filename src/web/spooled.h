// Files that came with a form lie in the spool no longer than its request.
#pragma once
#include "web/visit.h"

namespace touchstone::web {

void forget_uploads(Visit&);

struct Spooled {
    Visit& visit;
    ~Spooled() { forget_uploads(visit); }
};

}  // namespace touchstone::web

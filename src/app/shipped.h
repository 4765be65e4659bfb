// The frameworks that travel inside the binary.
#pragma once
#include <vector>

#include "db/db.h"
#include "frameworks/framework.h"
#include "frameworks/pack.h"

namespace touchstone::app {

// The files of one shipped pack, "generic-2006" for example.
[[nodiscard]] std::vector<frameworks::PackFile> shipped_pack(const std::string& name);
[[nodiscard]] frameworks::Framework shipped_framework(const std::string& name);
// Publishes each shipped framework that is not published yet.
void publish_shipped(db::Write&, Instant now);

}  // namespace touchstone::app

// Published framework versions. They never change, so each is read once and then kept in memory.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/trip.h"
#include "frameworks/framework.h"

namespace touchstone::frameworks {

struct Published {
    std::string hash, id, version, title, language, publisher;
    Instant published_at;
};

// What pins a framework: of its JSON.
[[nodiscard]] std::string hash_of(const std::string& content);

// The latest first.
db::Answer<std::vector<Published>> ask_frameworks(db::Trip&);
std::vector<Published> list_frameworks(db::Read&);
std::optional<Published> find_published(db::Read&, const std::string& id, const std::string& version);

// The framework with this content hash. No statement when it has been read before; it stays where it is for ever.
// Throws std::logic_error when there is none: whoever is pinned to a hash got it from here.
const Framework& framework_of(db::Read&, const std::string& hash);

enum class Publishing { published, was_there_already, other_content };
// Publishes the framework under its id and version, and answers its hash in `hash`. An id and version that was published with other
// content stays as it is.
Publishing publish(db::Write&, const Framework&, Instant now, std::string& hash);

}  // namespace touchstone::frameworks

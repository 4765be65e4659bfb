// Measures to begin with, from sets that are published, in words of our own and without figures. They travel in the program, in the
// framework's folder, as measures.yaml (docs/framework-packs.md).
#pragma once
#include <string>
#include <vector>

#include "measures/measure.h"

namespace touchstone::measures {

struct Starter {
    std::string set;        // the title of the set that it is from
    DefinitionDraft draft;  // its code is no other starter's; themes are named with the framework, "generic-2006/5.1/2"
};

// In the order of the file; none where the program has no such file. Throws std::logic_error when one is unsound.
[[nodiscard]] const std::vector<Starter>& starters(const std::string& framework_id);

struct StartersDraft {
    std::vector<std::string> starters;  // codes
};
[[nodiscard]] const Fields<StartersDraft>& starters_fields();
// Those chosen that are not there yet; `there` are the codes of the owner's measures. Refused where nothing is left to add.
[[nodiscard]] Outcome<std::vector<Definition>> begun_with(const StartersDraft&, const std::vector<std::string>& there,
                                                          const std::string& framework_id, const Nameable&);

}  // namespace touchstone::measures

// What this subject is, in two sentences: whose words they are, and where the guide speaks of it.
#pragma once
#include <string>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::@things@ {

using @Thing@Id = Id<struct @Thing@Tag>;

struct @Thing@ {
    @Thing@Id id;
    std::string title;
    AccountId added_by;
    Instant added_at;
    int version = 0;  // times saved; 0 means never yet
};

struct @Thing@Draft {
    std::string title;
    int seen_version = 0;
};
inline constexpr std::size_t title_max_characters = 200;
[[nodiscard]] const Fields<@Thing@Draft>& @thing@_fields();
[[nodiscard]] @Thing@Draft draft_of(const @Thing@&);

// Problems are beside their fields. `before` keeps what the form does not say.
[[nodiscard]] Outcome<@Thing@> set_@thing@(const @Thing@& before, const @Thing@Draft&);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const @Thing@&);

}  // namespace touchstone::@things@

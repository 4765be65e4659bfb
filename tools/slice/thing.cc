#include "@things@/@thing@.h"

#include <nlohmann/json.hpp>

#include "base/checks.h"

namespace touchstone::@things@ {

const Fields<@Thing@Draft>& @thing@_fields() {
    using field::needed, field::words;
    static const Fields<@Thing@Draft> fields{
        "@things@.@thing@", {needed(words("title", &@Thing@Draft::title, title_max_characters))}, &@Thing@Draft::seen_version};
    return fields;
}

@Thing@Draft draft_of(const @Thing@& @thing@) { return {@thing@.title, @thing@.version}; }

Outcome<@Thing@> set_@thing@(const @Thing@& before, const @Thing@Draft& draft) {
    Problems problems;
    require_text(problems, "@things@.@thing@", "title", draft.title, title_max_characters);
    if (!problems.empty()) return refuse(problems);
    auto after = before;
    after.title = draft.title;
    after.version = draft.seen_version;
    return after;
}

std::string as_json(const @Thing@& @thing@) { return nlohmann::json{{"title", @thing@.title}}.dump(); }

}  // namespace touchstone::@things@

// The shape of JSON, written shortly where it is made or read: "{id, level?: number, themes: [{theme, text}], is_over: yes_no}".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/fields.h"

namespace touchstone::web {

// As a JSON schema. A name without more is a text, one with "?" may be absent or null, "anything" is any JSON, "a|b" is
// one of these words, "a|b|" one of them or an empty text, and "{}" has no fields. Throws std::logic_error for
// what is no shape. Of what is answered every field is named; a form may hold more than is named.
[[nodiscard]] nlohmann::ordered_json schema_of(std::string_view shape, bool holds_more = false);

// Of declared fields: types, lengths, allowed values; null empties a field. Which of them must be there is said as "required".
[[nodiscard]] nlohmann::ordered_json schema_of(const std::vector<FieldShape>&, const std::vector<std::string>& required = {});

}  // namespace touchstone::web

// The shape of JSON, written shortly where it is made: "{id, level?: number, themes: [{theme, text}], is_over: yes_no}".
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/fields.h"

namespace touchstone::web {

// As a JSON schema. A name without more is a text, one with "?" may be absent or null, "anything" is any JSON, "a|b" is one of these
// words, "{*: shape}" has as many names as there are, each with that shape, and "{…} or {…}" is one of these. Throws std::logic_error for
// what is no shape.
[[nodiscard]] nlohmann::ordered_json schema_of(std::string_view shape);

// Of declared fields as they are taken: types, lengths, allowed values; null empties a field that may be empty. Which of them must be there
// is said as "required".
[[nodiscard]] nlohmann::ordered_json schema_of(const std::vector<FieldShape>&, const std::vector<std::string>& required = {});
// As they are read: all are there, and what is not filled in is empty.
[[nodiscard]] nlohmann::ordered_json schema_of_form(const std::vector<FieldShape>&);
// A body with these fields, and neither level nor confidence: these are for whoever judges.
[[nodiscard]] nlohmann::ordered_json example_of(const std::vector<FieldShape>&, const std::vector<std::string>& names);

}  // namespace touchstone::web

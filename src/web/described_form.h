// What a route takes, held against what was sent.
#pragma once
#include "web/api.h"

namespace touchstone::web {

// Whether programs know what the form takes. Nobody writes through one that is not described: what they leave out would be emptied.
[[nodiscard]] bool is_described(const Route&);
// Whether it alters what is there: the version that was seen must be sent along.
[[nodiscard]] bool is_edit(const Route&);
// Whether an edit lacks some of its fields: they stay as they are. What was seen is said by the sender alone.
[[nodiscard]] bool leaves_out(const Route&, const Json& sent);
// What is wrong with what a program sent: {field, key, text} each. What was seen must be there: of the whole as "seen_version", or of one
// field as "seen_<field>" where there is such a field.
[[nodiscard]] Json wrong_fields(const Route&, const Json& sent);
// Fields whose choice is missing, or none of those described. Also of pages' forms.
[[nodiscard]] std::vector<std::string> unknown_choices(const Route&, const Form&);
[[nodiscard]] Form without_fields(Form, const std::vector<std::string>& names);
// A form as the JSON of its fields.
[[nodiscard]] Json sent_in(const Form&);

}  // namespace touchstone::web

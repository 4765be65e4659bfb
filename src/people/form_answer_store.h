// What the forms of pages were answered once they had been saved, for a day.
#pragma once
#include <optional>
#include <string>

#include "db/db.h"

namespace touchstone::people {

inline constexpr std::chrono::hours form_answer_length{24};
// Where the same form led to.
std::optional<std::string> find_form_answer(db::Read&, const AccountId&, const std::string& key, Instant now);
void keep_form_answer(db::Write&, const AccountId&, const std::string& key, const std::string& form, const std::string& location,
                      Instant now);
// Whether a form with this proof was saved.
bool is_form_saved(db::Read&, const AccountId&, const std::string& form);

}  // namespace touchstone::people

// An expression in a cell of an XLSForm, as Touchstone keeps it.
#pragma once
#include <map>
#include <string>

namespace touchstone::voice {

// With plain quotation marks, "yes" and "no" as true() and false(), and each ${name} or ../name as where it is answered, by name.
[[nodiscard]] std::string kept_expression(const std::string& cell, const std::map<std::string, std::string>& answers);

}  // namespace touchstone::voice

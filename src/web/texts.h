// Every text a person reads stands in locales/<language>/<slice>.yaml; its key is the path of names: "evaluations.scope.title".
#pragma once
#include <map>
#include <string>
#include <string_view>

namespace touchstone::web {

// Throws std::logic_error when there is no such text.
[[nodiscard]] const std::string& text(std::string_view key);
// `{name}` in the text is replaced by the value.
[[nodiscard]] std::string text(std::string_view key, const std::map<std::string, std::string>& values);
// "<key>.one" or "<key>.many", with {count} and whatever else they name.
[[nodiscard]] std::string counted(std::string_view key, int count, std::map<std::string, std::string> values = {});
[[nodiscard]] bool has_text(std::string_view key);
[[nodiscard]] const std::map<std::string, std::string, std::less<>>& all_texts();

}  // namespace touchstone::web

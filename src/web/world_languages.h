// Languages that people may be asked in, whether or not there is a folder for them in locales/: by their tags ("gd", "zh-Hant"), as ICU
// knows them.
#pragma once
#include <string>
#include <vector>

namespace touchstone::web {

// All that ICU has data for, without those of single countries; in the order of their tags.
[[nodiscard]] const std::vector<std::string>& world_languages();
// What a language calls itself in a list: "Gàidhlig". What cannot be read as a tag is its own name.
[[nodiscard]] std::string own_name_of_language(const std::string& tag);
[[nodiscard]] bool is_right_to_left(const std::string& tag);
// For the attribute lang: the tag, or "und" where it is none.
[[nodiscard]] std::string html_language(const std::string& tag);

}  // namespace touchstone::web

#include "web/sheet_notes.h"

#include "web/texts.h"

namespace touchstone::web {
namespace {

constexpr std::size_t named_max = 10;

std::string named(const std::vector<std::string>& names) {
    if (names.size() <= named_max) return listed(names);
    return listed({names.begin(), names.begin() + named_max}) + " …";
}

}  // namespace

web::List said_of(const SheetNotes& notes) {
    web::List said;
    if (!notes.name.empty()) said.push_back(text("people.sheet.read", {{"name", notes.name}}));
    for (const auto& [key, names] : {std::pair{"other_sheets", &notes.other_sheets},
                                     {"hidden_sheets", &notes.hidden_sheets},
                                     {"hidden_rows", &notes.hidden_rows},
                                     {"hidden_columns", &notes.hidden_columns}})
        if (!names->empty()) said.push_back(text(std::string("people.sheet.") + key, {{"names", named(*names)}}));
    if (!notes.doubtful.empty()) said.push_back(text("people.sheet.doubtful", {{"word", notes.doubtful}}));
    return said;
}

}  // namespace touchstone::web

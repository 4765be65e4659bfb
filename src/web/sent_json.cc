// What a program sends, as a form.
#include <algorithm>

#include "base/bounded_json.h"
#include "base/text.h"
#include "web/api.h"
#include "web/form_reader.h"

namespace touchstone::web {
namespace {

constexpr int form_depth_max = 2;  // an object, of lists, of texts

// JSON as a text of a form; nothing for what no form could send.
std::optional<std::string> field_text(const Json& value) {
    if (value.is_number_integer()) return value.dump();
    if (!value.is_string()) return std::nullopt;
    auto text = value.get<std::string>();
    return is_text(text) ? std::optional(std::move(text)) : std::nullopt;
}

}  // namespace

std::optional<SentJson> read_json(std::string_view body) {
    SentJson sent;
    if (body.empty()) return sent;
    auto json = parse_json<Json>(body, form_depth_max);
    if (!json || !json->is_object()) return std::nullopt;
    std::size_t fields = 0;
    const auto add = [&](const std::string& name, const Json& value) {
        auto text = field_text(value);
        if (!text || ++fields > fields_max) return false;
        sent.form.add(name, std::move(*text));
        return true;
    };
    for (const auto& [name, value] : json->items()) {
        if (!is_text(name)) return std::nullopt;
        if (value.is_null()) {
            ++fields;  // emptied: the same as a form without it
        } else if (!value.is_array()) {
            if (!add(name, value)) return std::nullopt;
        } else if (!std::ranges::all_of(value, [&](const Json& one) { return add(name, one); })) {
            return std::nullopt;
        }
    }
    sent.json = std::move(*json);
    return sent;
}

}  // namespace touchstone::web

#include "web/visit.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "web/sent_twice.h"

namespace touchstone::web {

std::string Form::text(const std::string& name) const {
    const auto found = fields_.find(name);
    if (found == fields_.end()) return {};
    if (found->second.size() > 1) throw SentTwice(name);
    return tidied(found->second.front());
}

int Form::number(const std::string& name) const {
    const auto digits = text(name);
    int value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return error == std::errc{} && end == digits.data() + digits.size() && digits.size() <= 9 ? value : 0;
}

std::vector<std::string> Form::list(const std::string& name) const {
    std::vector<std::string> values;
    if (const auto found = fields_.find(name); found != fields_.end())
        for (const auto& value : found->second)
            if (auto kept = tidied(value); !kept.empty() && std::ranges::find(values, kept) == values.end())
                values.push_back(std::move(kept));
    return values;
}

std::vector<std::string> Form::ids() const {
    std::vector<std::string> found;
    const auto look_in = [&](const std::string& text) {
        std::string piece;
        for (const char c : text + '/') {
            if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
                piece += c;
                continue;
            }
            if (piece.size() == id_characters) found.push_back(piece);
            piece.clear();
        }
    };
    for (const auto& [name, values] : fields_) {
        look_in(name);
        for (const auto& value : values) look_in(value);
    }
    return found;
}

std::vector<Upload> Form::uploads(const std::string& name) const {
    const auto found = uploads_.find(name);
    return found == uploads_.end() ? std::vector<Upload>() : found->second;
}

}  // namespace touchstone::web

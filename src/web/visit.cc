#include "web/visit.h"

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
            if (auto kept = tidied(value); !kept.empty()) values.push_back(std::move(kept));
    return values;
}

std::vector<Upload> Form::uploads(const std::string& name) const {
    const auto found = uploads_.find(name);
    return found == uploads_.end() ? std::vector<Upload>() : found->second;
}

}  // namespace touchstone::web

#include "base/checks.h"

#include <set>

#include "base/text.h"

namespace touchstone {

void require_text(Problems& problems, const std::string& prefix, const std::string& field, const std::string& value, std::size_t max) {
    if (value.empty())
        problems.push_back({field, prefix + "." + field + "_missing"});
    else if (characters(value) > max)
        problems.push_back({field, prefix + "." + field + "_too_long"});
}

void limit_text(Problems& problems, const std::string& prefix, const std::string& field, const std::string& value, std::size_t max) {
    if (characters(value) > max) problems.push_back({field, prefix + "." + field + "_too_long"});
}

bool says_something(const std::string& text) {
    static const std::set<std::string> nothing{"no caveat",      "no caveats",     "none needed", "none required",
                                               "not applicable", "not needed",     "none known",  "no comment",
                                               "no comments",    "nothing to add", "none at all", "no reservations"};
    std::string words;
    for (const char c : reader_key(text)) words += c == '.' || c == ',' || c == '!' || c == '-' || c == '/' ? ' ' : c;
    words = tidied(words);
    return words.contains(' ') && words != "n a" && !nothing.contains(words);
}

std::optional<Period> require_period(Problems& problems, const std::string& prefix, const std::string& from, const std::string& to) {
    const auto first = date_from(from);
    const auto last = date_from(to);
    if (!first) problems.push_back({"from", prefix + (from.empty() ? ".from_missing" : ".from_not_a_date")});
    if (!last) problems.push_back({"to", prefix + (to.empty() ? ".to_missing" : ".to_not_a_date")});
    if (!first || !last) return std::nullopt;
    if (*last < *first) {
        problems.push_back({"to", prefix + ".to_before_from"});
        return std::nullopt;
    }
    return Period{*first, *last};
}

}  // namespace touchstone

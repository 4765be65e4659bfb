// What a browser says about languages: "gd, en-GB;q=0.8, en;q=0.5" (RFC 9110, 12.5.4).
#include <algorithm>
#include <cstdlib>

#include "base/text.h"
#include "web/language.h"

namespace touchstone::web {
namespace {

constexpr std::size_t most = 20;  // a browser sends a handful

struct Wish {
    std::string tag;
    int thousandths = 1000;
};

// "0.8" as 800; what is no number counts as no wish.
int thousandths_of(const std::string& quality) {
    char* end = nullptr;
    const double value = std::strtod(quality.c_str(), &end);
    return end == quality.c_str() || !(value >= 0 && value <= 1) ? 0 : static_cast<int>(value * 1000);
}

Wish wish_of(const std::string& entry) {
    const auto semicolon = entry.find(';');
    Wish wish{lowered(tidied(entry.substr(0, semicolon)))};
    const auto quality = semicolon == std::string::npos ? semicolon : entry.find("q=", semicolon);
    if (quality != std::string::npos) wish.thousandths = thousandths_of(entry.substr(quality + 2));
    return wish;
}

std::string known_for(const std::vector<std::string>& known, const std::string& tag) {
    for (const auto& wanted : {tag, tag.substr(0, tag.find('-'))})
        for (const auto& each : known)
            if (lowered(each) == wanted) return each;
    return {};
}

}  // namespace

std::string accepted_among(const std::vector<std::string>& tags, std::string_view header) {
    std::vector<Wish> wishes;
    while (!header.empty() && wishes.size() < most) {
        const auto end = std::min(header.find(','), header.size());
        wishes.push_back(wish_of(std::string(header.substr(0, end))));
        header.remove_prefix(std::min(end + 1, header.size()));
    }
    std::ranges::stable_sort(wishes, std::ranges::greater{}, &Wish::thousandths);
    for (const auto& wish : wishes)
        if (const auto tag = wish.thousandths > 0 ? known_for(tags, wish.tag) : std::string(); !tag.empty()) return tag;
    return {};
}

std::string accepted_language(std::string_view header) { return accepted_among(languages(), header); }

}  // namespace touchstone::web

#include "people/known_passwords.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "base/assets.h"
#include "base/text.h"

namespace touchstone::people {
namespace {

constexpr std::size_t different_characters_min = 5;

bool is_listed(std::string_view password) {
    static const auto list = split(assets::content("passwords/known.txt"), '\n');  // sorted as it is shipped
    return std::ranges::binary_search(list, password, std::less<>{});
}

}  // namespace

bool is_known_password(const std::string& password) {
    const auto plain = lowered(password);
    if (std::set<char>(plain.begin(), plain.end()).size() < different_characters_min) return true;
    const auto last = std::ranges::find_if(plain.rbegin(), plain.rend(), [](char c) {
        return ('a' <= c && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;  // a letter, in any script
    });
    return is_listed(plain) || is_listed(plain.substr(0, static_cast<std::size_t>(plain.rend() - last)));
}

}  // namespace touchstone::people

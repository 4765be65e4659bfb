#include "web/opened_by.h"

#include <fmt/format.h>
#include <sodium.h>

#include "base/text.h"

namespace touchstone::web {
namespace {

constexpr int alphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

// In letters that can stand in a field and an address.
std::string written(const std::string& name) {
    std::string letters(sodium_base64_encoded_len(name.size(), alphabet), '\0');
    sodium_bin2base64(letters.data(), letters.size(), reinterpret_cast<const unsigned char*>(name.data()), name.size(), alphabet);
    letters.pop_back();  // sodium counts the closing zero
    return letters;
}

}  // namespace

std::string_view unstamped(std::string_view token) { return token.substr(0, token.find('.')); }

std::string stamped(std::string_view token, const OpenedBy& by) {
    return fmt::format("{}.{}.{}", unstamped(token), by.account, written(by.name));
}

std::optional<OpenedBy> opened_by(std::string_view token) {
    const auto first = token.find('.');
    const auto second = first == std::string_view::npos ? first : token.find('.', first + 1);
    if (second == std::string_view::npos) return std::nullopt;
    const auto letters = token.substr(second + 1);
    std::string name(letters.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(name.data()), name.size(), letters.data(), letters.size(), nullptr, &size,
                          nullptr, alphabet) != 0)
        return std::nullopt;
    name.resize(size);
    if (!is_text(name)) return std::nullopt;
    return OpenedBy{std::string(token.substr(first + 1, second - first - 1)), std::move(name)};
}

}  // namespace touchstone::web

#include "people/mail.h"

#include <array>

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sodium.h>

namespace touchstone::people {
namespace {

constexpr std::array<std::chrono::minutes, 6> pauses{std::chrono::minutes{1},  std::chrono::minutes{5}, std::chrono::minutes{15},
                                                     std::chrono::minutes{60}, std::chrono::hours{4},   std::chrono::hours{12}};
constexpr std::size_t line_characters = 76;
constexpr std::size_t word_bytes = 36;  // of a subject: 48 characters in base 64

std::string base64(const std::string& bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();  // sodium counts the closing zero
    return text;
}

// Encoded words (RFC 2047), each of whole characters.
std::string encoded(const std::string& subject) {
    std::string line, word;
    const auto close = [&] { line += fmt::format("{}=?utf-8?B?{}?=", line.empty() ? "" : "\r\n ", base64(word)), word.clear(); };
    for (const char c : subject) {
        const bool begins_character = (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
        if (begins_character && word.size() >= word_bytes) close();
        word += c;
    }
    close();
    return line;
}

}  // namespace

std::optional<std::chrono::minutes> pause_after(int tries) {
    const auto at = static_cast<std::size_t>(tries) - 1;
    return at < pauses.size() ? std::optional(pauses[at]) : std::nullopt;
}

std::string message_of(const Mail& mail, const std::string& from, Instant now) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(now).time_since_epoch().count();
    auto message = fmt::format(
        "Date: {:%a, %d %b %Y %H:%M:%S +0000}\r\nFrom: Touchstone <{}>\r\nTo: <{}>\r\nMessage-ID: <{}@touchstone.invalid>\r\nSubject: "
        "{}\r\n"
        "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\nAuto-Submitted: "
        "auto-generated\r\n\r\n",
        fmt::gmtime(seconds), from, mail.to, mail.id.text, encoded(mail.subject));
    const auto body = base64(mail.body);
    for (std::size_t at = 0; at < body.size(); at += line_characters) message += body.substr(at, line_characters) + "\r\n";
    return message;
}

}  // namespace touchstone::people

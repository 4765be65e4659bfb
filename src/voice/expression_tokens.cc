#include "voice/expression_tokens.h"

#include <algorithm>
#include <array>

#include "voice/questionnaire.h"

namespace touchstone::voice {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_in_name(char c) { return begins_name(c) || is_digit(c) || c == '-' || c == '.'; }

std::size_t length_of_name(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, is_in_name) - text.begin());
}

}  // namespace

void Tokens::go_on() {
    at_ = std::min(text_.find_first_not_of(" \t\n\r", at_), text_.size());
    if (at_ == text_.size()) return take(Token::Kind::end, 0);
    const char c = text_[at_];
    const bool is_fraction = c == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]);
    if (c == '\'' || c == '"') return take_quoted();
    if (c == '$') return take_answer();
    if (is_digit(c) || is_fraction) return take_number();
    if (begins_name(c)) return take_name();
    take_sign();
}

void Tokens::take(Token::Kind kind, std::size_t length) {
    next_ = {kind, text_.substr(at_, length), at_};
    at_ += length;
}

void Tokens::take_quoted() {
    const auto end = text_.find(text_[at_], at_ + 1);
    if (end == std::string_view::npos) return take(Token::Kind::broken, text_.size() - at_);
    next_ = {Token::Kind::text, text_.substr(at_ + 1, end - at_ - 1), at_};
    at_ = end + 1;
}

void Tokens::take_answer() {
    const auto end = text_.find('}', at_);
    const auto name = text_.substr(at_).starts_with("${") && end != std::string_view::npos ? text_.substr(at_ + 2, end - at_ - 2) : "";
    if (!is_name(name)) return take(Token::Kind::broken, end == std::string_view::npos ? 1 : end + 1 - at_);
    next_ = {Token::Kind::answer, name, at_};
    at_ = end + 1;
}

void Tokens::take_number() {
    auto end = at_;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    if (end < text_.size() && text_[end] == '.') ++end;
    while (end < text_.size() && is_digit(text_[end])) ++end;
    take(Token::Kind::number, end - at_);
}

// "jr:itext" is one name; of "child::item" the first is.
void Tokens::take_name() {
    auto length = length_of_name(text_.substr(at_));
    const auto rest = text_.substr(at_ + length);
    if (rest.size() > 1 && rest.front() == ':' && begins_name(rest[1])) length += 1 + length_of_name(rest.substr(1));
    take(Token::Kind::name, length);
}

void Tokens::take_sign() {
    constexpr std::array<std::string_view, 19> signs = {"<=", ">=", "!=", "//", "..", "::", "=", "<", ">", "+",
                                                        "-",  "*",  "(",  ")",  ",",  ".",  "/", "[", "]"};
    constexpr std::string_view others = "@|";
    for (const auto sign : signs)
        if (text_.substr(at_).starts_with(sign)) return take(Token::Kind::sign, sign.size());
    take(others.contains(text_[at_]) ? Token::Kind::sign : Token::Kind::broken, 1);
}

}  // namespace touchstone::voice

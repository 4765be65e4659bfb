#include "voice/foreign_tokens.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace touchstone::voice {
namespace {

using Kind = ForeignToken::Kind;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_in_name(char c) { return begins_name(c) || is_digit(c) || c == '.'; }

template <class Is>
std::size_t length_of(std::string_view text, const Is& is) {
    return static_cast<std::size_t>(std::ranges::find_if_not(text, is) - text.begin());
}

}  // namespace

bool ForeignTokens::is_word(std::string_view word) const { return next_.kind == Kind::name && lowered(next_.what) == word; }

void ForeignTokens::go_on() {
    at_ = std::min(text_.find_first_not_of(" \t\n\r", at_), text_.size());
    const auto rest = text_.substr(at_);
    if (rest.empty()) return take(Kind::end, 0);
    const char c = rest.front();
    if (c == '\'' || c == '"') return take_quoted();
    if (c == '{') {
        const auto end = rest.find_first_of("{}", 1);
        if (end == std::string_view::npos || rest[end] != '}') return take(Kind::broken, 1);
        take(Kind::answer, end + 1);
        next_.what = tidied(rest.substr(1, end - 1));
        return;
    }
    if (is_digit(c)) return take(Kind::number, length_of(rest, [](char each) { return is_digit(each) || each == '.'; }));
    if (begins_name(c)) return take(Kind::name, length_of(rest, is_in_name));
    constexpr std::array<std::pair<std::string_view, std::string_view>, 21> signs = {
        {{"<=", "<="},       {">=", ">="}, {"==", "="}, {"!=", "!="}, {"<>", "!="}, {"&&", "and"}, {"||", "or"},
         {"*=", "contains"}, {"=", "="},   {"<", "<"},  {">", ">"},   {"+", "+"},   {"-", "-"},    {"*", "*"},
         {"/", "div"},       {"%", "mod"}, {"!", "!"},  {"(", "("},   {")", ")"},   {"[", "["},    {"]", "]"}}};
    for (const auto& [spelled, meant] : signs) {
        if (!rest.starts_with(spelled)) continue;
        take(Kind::sign, spelled.size());
        next_.what = meant;
        return;
    }
    take(c == ',' ? Kind::sign : Kind::broken, 1);
}

void ForeignTokens::take(Kind kind, std::size_t length) {
    const std::string what(text_.substr(at_, length));
    next_ = {kind, what, at_, what};
    at_ += length;
}

// A quotation mark within it has "\" before it.
void ForeignTokens::take_quoted() {
    const auto start = at_;
    std::string inner;
    auto at = start + 1;
    for (; at < text_.size() && text_[at] != text_[start]; ++at) {
        if (text_[at] == '\\' && at + 1 < text_.size() && (text_[at + 1] == '\'' || text_[at + 1] == '"')) ++at;
        inner += text_[at];
    }
    if (at >= text_.size()) return take(Kind::broken, text_.size() - start);
    take(Kind::text, at + 1 - start);
    next_.what = inner;
}

}  // namespace touchstone::voice

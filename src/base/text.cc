#include "base/text.h"

#include <algorithm>
#include <cstdint>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace touchstone {
namespace {

// Length of the well-formed sequence at the front (RFC 3629), or 0.
std::size_t sequence(std::string_view bytes) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const auto within = [&](std::size_t i, unsigned low, unsigned high) { return i < bytes.size() && byte(i) >= low && byte(i) <= high; };
    const auto tail = [&](std::size_t i) { return within(i, 0x80, 0xBF); };
    const unsigned first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) return within(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && tail(2) ? 3 : 0;
    if (first >= 0xF0 && first <= 0xF4)
        return within(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && tail(2) && tail(3) ? 4 : 0;
    return 0;
}

// Of one well-formed sequence.
char32_t code_point(std::string_view sequence) {
    const auto first = static_cast<unsigned char>(sequence.front());
    if (sequence.size() == 1) return first;
    char32_t value = first & (0x7Fu >> sequence.size());
    for (const char c : sequence.substr(1)) value = value << 6 | (static_cast<unsigned char>(c) & 0x3Fu);
    return value;
}

void append(std::string& text, char32_t value) {
    const auto tail = [&](int shift) { text += static_cast<char>(0x80 | (value >> shift & 0x3F)); };
    if (value < 0x80) {
        text += static_cast<char>(value);
    } else if (value < 0x800) {
        text += static_cast<char>(0xC0 | value >> 6);
        tail(0);
    } else if (value < 0x10000) {
        text += static_cast<char>(0xE0 | value >> 12);
        tail(6), tail(0);
    } else {
        text += static_cast<char>(0xF0 | value >> 18);
        tail(12), tail(6), tail(0);
    }
}

const icu::Normalizer2& composing() {
    auto fault = U_ZERO_ERROR;
    static const auto* normalizer = icu::Normalizer2::getNFCInstance(fault);
    return *normalizer;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

icu::UnicodeString characters_of(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

icu::UnicodeString composed(const icu::UnicodeString& text) {
    auto fault = U_ZERO_ERROR;
    return composing().normalize(text, fault);
}

std::string utf8(const icu::UnicodeString& text) {
    std::string bytes;
    text.toUTF8String(bytes);
    return bytes;
}

// Spaces, and what takes no room and says nothing: a zero-width space, a soft hyphen, a mark of direction.
bool is_blank(UChar32 c) { return u_isUWhiteSpace(c) || c == 0x180E || c == 0x200B || c == 0x2060 || c == 0xFEFF || c == 0xAD; }
bool is_invisible(UChar32 c) { return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || u_charType(c) == U_FORMAT_CHAR; }

// Without what is blank at both ends; empty when nothing in it can be seen.
icu::UnicodeString visible_part(const icu::UnicodeString& text) {
    std::int32_t first = 0, end = text.length();
    while (first < end && is_blank(text.char32At(first))) first = text.moveIndex32(first, 1);
    while (end > first && is_blank(text.char32At(text.moveIndex32(end, -1)))) end = text.moveIndex32(end, -1);
    for (auto at = first; at < end; at = text.moveIndex32(at, 1))
        if (const auto c = text.char32At(at); !is_blank(c) && !is_invisible(c)) return text.tempSubStringBetween(first, end);
    return {};
}

UChar32 straight(UChar32 c) {
    if ((c >= 0x2018 && c <= 0x201B) || c == 0x2032 || c == 0x2BC) return '\'';
    if ((c >= 0x201C && c <= 0x201F) || c == 0x2033) return '"';
    return c;
}

// The letter without its accents, where it has some.
UChar32 bare(UChar32 c) {
    icu::UnicodeString parts;
    auto fault = U_ZERO_ERROR;
    static const auto* decomposing = icu::Normalizer2::getNFDInstance(fault);
    if (!decomposing->getDecomposition(c, parts)) return c;
    const auto first = parts.char32At(0);
    for (auto at = parts.moveIndex32(0, 1); at < parts.length(); at = parts.moveIndex32(at, 1))
        if (u_charType(parts.char32At(at)) != U_NON_SPACING_MARK) return c;
    return first;
}

// Case and accents folded; a space for what is neither letter, digit nor mark.
char32_t key_of(char32_t c) {
    if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return c;
        return c >= 'A' && c <= 'Z' ? c + 32 : U' ';
    }
    const auto folded = u_foldCase(bare(static_cast<UChar32>(c)), U_FOLD_CASE_DEFAULT);
    const auto kind = U_GET_GC_MASK(folded);
    return (kind & (U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK)) != 0 ? static_cast<char32_t>(folded) : U' ';
}

}  // namespace

bool is_text(std::string_view bytes) {
    while (!bytes.empty()) {
        if (bytes.front() == '\0') return false;
        const auto length = sequence(bytes);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

std::string tidied(std::string_view text) {
    std::string kept;
    kept.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r')
            kept += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            kept += '\n';
    }
    if (!is_ascii(kept)) return utf8(visible_part(composed(characters_of(kept))));
    constexpr std::string_view space = " \t\n";
    const auto first = kept.find_first_not_of(space);
    if (first == std::string::npos) return {};
    return kept.substr(first, kept.find_last_not_of(space) - first + 1);
}

namespace {
// The same for plain ASCII, which is most of what people write.
std::string plain_reader_key(std::string_view text) {
    std::string key;
    for (const char c : lowered(text)) {
        const bool is_space = c == ' ' || (c >= '\t' && c <= '\r');
        if (!is_space)
            key += c;
        else if (!key.empty() && key.back() != ' ')
            key += ' ';
    }
    if (!key.empty() && key.back() == ' ') key.pop_back();
    return key;
}
}  // namespace

std::string reader_key(std::string_view text) {
    if (is_ascii(text)) return plain_reader_key(text);
    const auto composed_text = composed(characters_of(text));
    icu::UnicodeString key;
    for (std::int32_t at = 0; at < composed_text.length(); at = composed_text.moveIndex32(at, 1)) {
        const auto c = composed_text.char32At(at);
        if (u_isUWhiteSpace(c)) {
            if (!key.isEmpty() && !key.endsWith(' ')) key.append(' ');
        } else if (!is_invisible(c)) {
            key.append(straight(c));
        }
    }
    if (key.endsWith(' ')) key.truncate(key.length() - 1);
    return utf8(composed(key.foldCase()));
}

bool is_same_to_a_reader(std::string_view one, std::string_view other) { return reader_key(one) == reader_key(other); }

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t start = 0;;) {
        const auto end = text.find(separator, start);
        parts.emplace_back(text.substr(start, end - start));
        if (end == std::string_view::npos) return parts;
        start = end + 1;
    }
}

std::string lowered(std::string_view text) {
    std::string low(text);
    std::ranges::transform(low, low.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return low;
}

std::string search_key(std::string_view text) {
    std::string key;
    key.reserve(text.size());
    while (!text.empty()) {
        const auto length = std::max<std::size_t>(sequence(text), 1);
        append(key, key_of(code_point(text.substr(0, length))));
        text.remove_prefix(length);
    }
    return key;
}

std::string first_characters(std::string_view text, std::size_t most) {
    std::size_t end = 0;
    for (; most > 0 && end < text.size(); --most) {
        const auto length = sequence(text.substr(end));
        if (length == 0) break;
        end += length;
    }
    return std::string(text.substr(0, end));
}

std::string from_latin1(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) append(text, static_cast<unsigned char>(c));
    return text;
}

std::string pattern_of(const std::string& words) {
    std::string pattern = "%";
    for (const auto& word : split(search_key(words), ' '))
        if (!word.empty()) pattern += word + "%";
    return pattern;
}

}  // namespace touchstone

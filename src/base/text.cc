#include "base/text.h"

#include <algorithm>

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

// Lower case of Latin, Greek and Cyrillic letters; a space for punctuation.
char32_t key_of(char32_t c) {
    const auto within = [c](char32_t low, char32_t high) { return c >= low && c <= high; };
    if (within('a', 'z') || within('0', '9')) return c;
    if (within('A', 'Z')) return c + 32;
    if (c < 0xC0) return c == 0xAA || c == 0xB2 || c == 0xB3 || c == 0xB5 || c == 0xB9 || c == 0xBA ? c : U' ';
    if (within(0xC0, 0xDE) && c != 0xD7) return c + 32;
    if (within(0x100, 0x137) && c != 0x130) return c | 1;
    if (within(0x139, 0x148)) return c + (c & 1);
    if (within(0x14A, 0x177)) return c | 1;
    if (within(0x179, 0x17E)) return c + (c & 1);
    if (within(0x391, 0x3A9)) return c + 32;
    if (within(0x400, 0x40F)) return c + 80;
    if (within(0x410, 0x42F)) return c + 32;
    if (c == 0xD7 || c == 0xF7 || within(0x2000, 0x206F) || within(0x2190, 0x27BF) || within(0x3000, 0x3003)) return U' ';
    return c;
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
    constexpr std::string_view space = " \t\n";
    const auto first = kept.find_first_not_of(space);
    if (first == std::string::npos) return {};
    return kept.substr(first, kept.find_last_not_of(space) - first + 1);
}

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
    if (words.empty()) return "%";
    std::string pattern = "%";
    for (const char c : lowered(words)) {
        if (c == '%' || c == '_' || c == '\\') pattern += '\\';
        pattern += c;
    }
    return pattern + "%";
}

}  // namespace touchstone

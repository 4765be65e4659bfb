#include "frameworks/guide_blocks.h"

#include <algorithm>

#include "base/text.h"

namespace touchstone::frameworks {
namespace {

constexpr std::size_t longest_heading = 200;

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t\r\f") == std::string_view::npos; }

std::string_view without_prefix(std::string_view text, std::string_view prefix) {
    return text.substr(std::min(prefix.size(), text.size()));
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    return text;
}

// "5.1", taken off the front: a number, a dot, a number.
std::string take_code(std::string_view& text) {
    auto rest = text;
    auto code = take_number(rest);
    if (code.empty() || !rest.starts_with('.')) return {};
    rest.remove_prefix(1);
    const auto second = take_number(rest);
    if (second.empty()) return {};
    text = rest;
    return code + "." + second;
}

// A dash, a glyph or ">" at the front, taken off with the space after it. A dash needs that space.
bool take_mark(std::string_view& line, char32_t& mark) {
    auto rest = line;
    if (rest.empty()) return false;
    mark = take_character(rest);
    const bool is_space_next = rest.empty() || rest.starts_with(' ') || rest.starts_with('\t') || rest.starts_with("\u00A0");
    const bool is_dash = mark == '-' || mark == 0x2013 || mark == 0x2014 || mark == '*' || mark == '>';
    if (!is_bullet_glyph(mark) && !(is_dash && is_space_next)) return false;
    line = rest.substr(std::min(rest.find_first_not_of(" \t"), rest.size()));
    return true;
}

bool read_bullet(std::string_view line, GuideBlock& block) {
    const auto start = line.find_first_not_of(" \t");
    block.indent = static_cast<int>(start + static_cast<std::size_t>(std::ranges::count(line.substr(0, start), '\t')) * 3);
    line.remove_prefix(start);
    if (!take_mark(line, block.mark)) return false;
    block.kind = BlockKind::bullet;
    block.is_nested = block.mark == '>';
    for (char32_t mark = 0; take_mark(line, mark);) {
        block.is_marked = true;
        block.is_nested = block.is_nested || mark == '>';
    }
    block.text = cleaned(line);
    return true;
}

bool read_key_area(std::string_view text, GuideBlock& block) {
    constexpr std::string_view words = "key area ";
    if (text.size() > longest_heading || !lowered(text).starts_with(words)) return false;
    auto rest = without_prefix(text, words);
    block.code = take_number(rest);
    if (block.code.empty()) return false;
    if (rest.starts_with(':') || rest.starts_with('.')) {
        block.style = rest.substr(0, 1);
        rest.remove_prefix(1);
    } else if (!rest.starts_with(' ') || ends_sentence(text)) {
        return false;
    }
    block.kind = BlockKind::key_area;
    block.text = trimmed(rest);
    return !block.text.empty();
}

bool read_indicator(std::string_view text, GuideBlock& block) {
    if (!text.starts_with("QI")) return false;
    auto rest = trimmed(without_prefix(text, "QI"));
    block.code = take_code(rest);
    if (block.code.empty() || !(rest.empty() || rest.starts_with(' ') || rest.starts_with(':'))) return false;
    if (rest.starts_with(':')) rest.remove_prefix(1);
    block.kind = BlockKind::indicator;
    block.text = trimmed(rest);
    return true;
}

bool read_illustration(std::string_view text, GuideBlock& block) {
    constexpr std::string_view level = "level ";
    const auto low = lowered(text);
    const auto at = low.find(level);
    if (text.size() > longest_heading || at == std::string::npos || !(low.starts_with("illustration") || low.ends_with("illustration")))
        return false;
    auto rest = text.substr(at + level.size());
    block.code = take_number(rest);
    block.kind = BlockKind::illustration;
    return block.code.size() == 1 && (rest.empty() || !is_digit(rest.front()));
}

bool is_end_of_part(std::string_view text) {
    constexpr std::size_t longest = 60;
    if (text.size() > longest || ends_sentence(text)) return false;
    const auto low = lowered(text);
    if (low.starts_with("annex") || low.starts_with("appendix")) return true;
    if (!low.starts_with("part ")) return false;
    auto rest = std::string_view(low).substr(std::string_view("part ").size());
    return !take_number(rest).empty() && rest.empty();
}

bool is_page_number(std::string_view text) {
    if (lowered(text).starts_with("page ")) text.remove_prefix(std::string_view("page ").size());
    return !take_number(text).empty() && text.empty();
}

bool read_words(const std::string& text, GuideBlock& block) {
    const auto low = lowered(text);
    const auto is_one_of = [&](std::initializer_list<std::string_view> words) { return std::ranges::find(words, low) != words.end(); };
    if (is_one_of({"themes:", "theme:", "themes", "theme"}))
        block.kind = BlockKind::themes;
    else if (is_one_of({"key features", "key features:", "key feature", "key feature:"}))
        block.kind = BlockKind::key_features;
    else if (is_one_of({"key areas", "key areas:", "key area", "key area:"}))
        block.kind = BlockKind::key_features, block.is_misprint = true;
    else if (is_page_number(text))
        block.kind = BlockKind::page_number;
    else if (is_end_of_part(text))
        block.kind = BlockKind::end_of_part;
    else
        return false;
    block.text = text;
    return true;
}

bool read_footnote(std::string_view line, GuideBlock& block) {
    line = trimmed(line);
    const auto whole = line;
    if (line.empty() || !is_footnote_mark(take_character(line))) return false;
    block.kind = BlockKind::footnote;
    block.text = cleaned(whole);
    return true;
}

bool read_row(std::string_view line, GuideBlock& block) {
    if (line.find('\t') == std::string_view::npos) return false;
    block.kind = BlockKind::row;
    for (const auto& cell : split(line, '\t')) block.cells.push_back(cleaned(cell));
    block.text = cleaned(line);
    return true;
}

bool is_letter_or_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

GuideBlock block_of(std::string_view line) {
    GuideBlock block;
    block.text = cleaned(line);
    if (std::ranges::none_of(block.text, is_letter_or_digit)) {
        block.kind = BlockKind::rule;
        return block;
    }
    std::string_view heading = block.text;
    while (heading.starts_with('#')) heading.remove_prefix(1);
    const std::string text(trimmed(heading));
    for (const auto read : {read_key_area, read_indicator, read_illustration}) {
        GuideBlock found;
        if (line.find('\t') == std::string_view::npos && read(text, found)) return found;
    }
    if (read_words(text, block) || read_footnote(line, block)) return block;
    if (read_bullet(line, block) || read_row(line, block)) return block;
    return block;
}

// "Key Area 6 Policy Key Area 7 Staff" came from two lines: a heading each.
std::vector<std::string_view> headings_in(std::string_view line) {
    constexpr std::string_view words = "Key Area ";
    std::vector<std::string_view> parts;
    if (line.starts_with(words) && line.size() <= 2 * longest_heading && !ends_sentence(line))
        for (auto next = line.find(words, 1); next != std::string_view::npos; next = line.find(words, 1)) {
            parts.push_back(line.substr(0, next));
            line.remove_prefix(next);
        }
    parts.push_back(line);
    return parts;
}

bool goes_on(const GuideBlock& before, const GuideBlock& after) {
    if (after.kind != BlockKind::paragraph) return false;
    switch (before.kind) {
        case BlockKind::key_area:
        case BlockKind::indicator:
        case BlockKind::bullet:
        case BlockKind::footnote:
        case BlockKind::paragraph:
            return true;
        default:
            return false;
    }
}

}  // namespace

bool is_furniture(BlockKind kind) { return kind == BlockKind::page_number || kind == BlockKind::footnote || kind == BlockKind::rule; }

std::vector<GuideBlock> blocks_of(std::string_view text, const Vocabulary& words) {
    std::vector<GuideBlock> blocks;
    int number = 0;
    bool is_new = true;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find('\n', start), text.size());
        const auto line = text.substr(start, end - start);
        start = end + 1;
        ++number;
        const bool turns_page = line.find('\f') != std::string_view::npos;
        if (is_blank(line)) {
            is_new = true;
            continue;
        }
        for (const auto part : headings_in(line)) {
            auto block = block_of(part);
            block.line = number;
            if (!is_new && !turns_page && goes_on(blocks.back(), block))
                join(blocks.back().text, block.text, words);
            else
                blocks.push_back(std::move(block));
            is_new = false;
        }
    }
    return blocks;
}

}  // namespace touchstone::frameworks

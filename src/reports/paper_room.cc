#include "reports/paper_room.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace touchstone::reports {
namespace {

constexpr std::size_t line_characters = 92;

// Elements that begin a line: how high a line of theirs is, and the room around them, in tenths of a line.
struct Block {
    std::string_view name;
    int line, around;
};
constexpr std::array<Block, 5> blocks{{{"p", 10, 3}, {"li", 10, 2}, {"h1", 20, 10}, {"h2", 13, 12}, {"h3", 11, 8}}};

std::string words_in(const std::string& html) {
    std::string words;
    bool is_tag = false;
    for (const char c : html) {
        is_tag = c == '<' || (is_tag && c != '>');
        if (!is_tag && c != '>') words += c;
    }
    return words;
}

}  // namespace

int lines_on_paper(const std::string& html) {
    int tenths = 0;
    for (auto at = html.find("<article"); at != std::string::npos; at = html.find('<', at + 1)) {
        const auto name = std::string_view(html).substr(at + 1, html.find_first_of(" >", at) - at - 1);
        const auto block = std::ranges::find(blocks, name, &Block::name);
        if (block == blocks.end()) continue;
        const auto end = html.find("</" + std::string(name) + ">", at);
        const auto length = characters(words_in(html.substr(at, end - at)));
        tenths += block->around + block->line * static_cast<int>((length + line_characters - 1) / line_characters);
    }
    return tenths / 10;
}

}  // namespace touchstone::reports

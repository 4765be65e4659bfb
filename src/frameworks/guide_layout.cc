#include "frameworks/guide_layout.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "base/text.h"
#include "frameworks/guide_front.h"
#include "frameworks/guide_placing.h"
#include "frameworks/guide_tables.h"

namespace touchstone::frameworks {
namespace {

using Blocks = std::vector<GuideBlock>;

// The first indicator's heading, with the key area and the question above it.
std::size_t first_indicator_page(const Blocks& blocks) {
    const auto first = std::ranges::find(blocks, BlockKind::indicator, &GuideBlock::kind);
    auto at = static_cast<std::size_t>(first - blocks.begin());
    const auto is_above = [](const GuideBlock& block) { return block.kind == BlockKind::key_area || is_question(block); };
    while (first != blocks.end() && at > 0 && is_above(blocks[at - 1])) --at;
    return at;
}

bool stands_before_key_area(const Blocks& blocks, std::size_t at) {
    do ++at;
    while (at < blocks.size() && is_furniture(blocks[at].kind));
    return at < blocks.size() && blocks[at].kind == BlockKind::key_area;
}

// Short texts that stand on page after page, and the questions.
std::set<std::string> running_heads_of(const Blocks& blocks, const Framework& framework) {
    constexpr std::size_t longest = 120;
    constexpr int often = 3;
    std::map<std::string_view, int> counts;
    std::set<std::string> heads;
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        const auto& block = blocks[at];
        if (block.kind != BlockKind::paragraph || block.text.size() > longest) continue;
        const bool is_heading = !ends_sentence(block.text) && !begins_in_lower_case(block.text);
        if (is_heading && ++counts[block.text] == often) heads.insert(block.text);
        if (is_question(block) && stands_before_key_area(blocks, at)) heads.insert(block.text);
    }
    for (const auto& question : framework.questions) heads.insert(question.title);
    return heads;
}

void put_in_order(GuideReading& reading) {
    std::ranges::sort(reading.framework.indicators, comes_before, &Indicator::code);
    std::ranges::sort(reading.framework.key_areas, comes_before, &KeyArea::number);
    const auto by_line = [](const GuideNote& note) { return std::tie(note.line, note.why, note.text); };
    std::ranges::sort(reading.unplaced, {}, by_line);
    std::ranges::sort(reading.problems, {}, by_line);
}

}  // namespace

GuideReading read_guide(std::string_view text) {
    GuideReading reading;
    const auto refused = [&](const char* why) {
        reading.problems.push_back({0, "", why});
        return reading;
    };
    if (text.size() > guide_max_bytes) return refused("the document is larger than 2 MB");
    if (static_cast<std::size_t>(std::ranges::count(text, '\n')) > guide_max_lines)
        return refused("the document has more than 50,000 lines");
    if (!is_text(text)) return refused("the document is not UTF-8 text");
    const auto words = vocabulary_of(text);
    const auto blocks = blocks_of(text, words);
    const auto start = first_indicator_page(blocks);
    if (start == blocks.size()) return refused("no heading like \"QI 5.1 Title\" was found");
    const Blocks front(blocks.begin(), std::next(blocks.begin(), static_cast<std::ptrdiff_t>(start)));

    auto& framework = reading.framework;
    framework.title = without_list_end(blocks.front().text);
    read_questions(front, reading);
    read_scale(front, reading);
    read_sources(front, reading);
    read_stakeholder_groups(front, reading);
    read_outcomes(blocks, reading);
    GuidePlacing pages(words, running_heads_of(blocks, framework), reading);
    for (auto at = start; at < blocks.size(); ++at) pages.place(blocks[at]);
    pages.end();
    settle_key_area_titles(blocks, reading);
    add_aliases(front, words, framework.indicators);
    put_in_order(reading);
    return reading;
}

}  // namespace touchstone::frameworks

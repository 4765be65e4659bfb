#include "frameworks/guide_front.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace touchstone::frameworks {
namespace {

constexpr std::size_t longest_question = 160;
constexpr std::size_t longest_list = 50;

using Blocks = std::vector<GuideBlock>;

bool holds(std::string_view text, std::string_view words) { return text.find(words) != std::string_view::npos; }

// "2.3 Key areas and generic quality indicators"
bool is_section_heading(const GuideBlock& block) {
    constexpr std::size_t longest = 120;
    std::string_view rest = block.text;
    if (block.kind != BlockKind::paragraph || rest.size() > longest || ends_sentence(rest)) return false;
    if (take_number(rest).empty() || !rest.starts_with('.')) return false;
    rest.remove_prefix(1);
    return !take_number(rest).empty();
}

// The next block that is no furniture, or the end.
std::size_t next_of(const Blocks& blocks, std::size_t at) {
    do ++at;
    while (at < blocks.size() && is_furniture(blocks[at].kind));
    return std::min(at, blocks.size());
}

bool begins_key_areas(const Blocks& blocks, std::size_t at) {
    if (!is_question(blocks[at])) return false;
    const auto next = next_of(blocks, at);
    return next < blocks.size() && blocks[next].text.starts_with("The associated key area");
}

void append_paragraph(std::string& text, const std::string& paragraph) { text += (text.empty() ? "" : "\n\n") + paragraph; }

// The key areas of one question, and what is said about them: about the only one, or else about the question.
std::size_t read_question(const Blocks& blocks, std::size_t at, std::set<std::string>& known, Framework& framework) {
    Question question{static_cast<int>(framework.questions.size()) + 1, blocks[at].text, ""};
    const auto first = framework.key_areas.size();
    std::string about;
    at = next_of(blocks, at);
    for (at = next_of(blocks, at); at < blocks.size(); at = next_of(blocks, at)) {
        const auto& block = blocks[at];
        if (is_question(block) || is_section_heading(block) || block.kind == BlockKind::indicator || block.kind == BlockKind::end_of_part)
            break;
        if (block.kind == BlockKind::key_area && known.insert(block.code).second)
            framework.key_areas.push_back({block.code, in_sentence_case(block.text), question.number, ""});
        else if (block.kind == BlockKind::paragraph)
            append_paragraph(about, block.text);
    }
    (framework.key_areas.size() == first + 1 ? framework.key_areas.back().about : question.about) = about;
    framework.questions.push_back(question);
    return at;
}

// The entries of the list that follows the paragraph at `at`.
std::vector<std::string> list_after(const Blocks& blocks, std::size_t at) {
    std::vector<std::string> entries;
    for (at = next_of(blocks, at); at < blocks.size() && blocks[at].kind == BlockKind::bullet; at = next_of(blocks, at))
        if (entries.size() < longest_list) entries.push_back(without_list_end(blocks[at].text));
    return entries;
}

// The number that a word of the text gives at or just before `at`: 4 in "four main sources of evidence".
int number_before(std::string_view text, std::size_t at) {
    constexpr std::size_t words_back = 3;
    const auto words = split(lowered(text.substr(0, at)), ' ');
    for (std::size_t back = 0; back <= words_back && back < words.size(); ++back)
        if (const auto number = number_from_word(words[words.size() - 1 - back]); number != 0) return number;
    return 0;
}

std::string_view source_key(std::string_view title) {
    const auto low = lowered(title);
    if (holds(low, "data")) return source_keys[0];
    if (holds(low, "document")) return source_keys[1];
    if (holds(low, "view") || holds(low, "feedback")) return source_keys[2];
    return holds(low, "observ") ? source_keys[3] : std::string_view();
}

// "safe, nurtured, respected and responsible, and included" as four.
std::vector<std::string> listed(std::string_view text) {
    std::vector<std::string> entries;
    for (auto entry : split(text, ',')) {
        while (entry.starts_with(' ')) entry.erase(0, 1);
        if (entry.starts_with("and ")) entry.erase(0, 4);
        if (!entry.empty()) entries.push_back(std::move(entry));
    }
    return entries;
}

// The entries of "the seven-point vision that … should be …", when there are as many as it says.
std::vector<std::string> vision_in(const std::string& text) {
    const auto vision = text.find(" vision");
    if (vision == std::string::npos) return {};
    const auto before = std::string_view(text).substr(0, vision);
    const auto word = lowered(before.substr(before.rfind(' ') + 1));
    const auto number = number_from_word(word.substr(0, word.find('-')));
    constexpr std::string_view should_be = " should be ";
    const auto list = text.find(should_be, vision);
    if (number == 0 || list == std::string::npos) return {};
    const auto from = list + should_be.size();
    auto entries = listed(std::string_view(text).substr(from, text.find('.', from) - from));
    return entries.size() == static_cast<std::size_t>(number) ? entries : std::vector<std::string>();
}

void read_level(const GuideBlock& row, Framework& framework) {
    std::string_view first = row.cells.front();
    constexpr std::string_view word = "Level ";
    if (!first.starts_with(word) || row.cells.size() < 3) return;
    first.remove_prefix(word.size());
    const auto digits = take_number(first);
    if (digits.size() != 1 || !first.empty() || find_level(framework, digits.front() - '0')) return;
    auto descriptor = row.cells[2];
    for (const std::string_view dash : {"- ", "\u2013 ", "\u2014 "})
        if (descriptor.starts_with(dash)) descriptor.erase(0, dash.size());
    framework.scale.push_back({digits.front() - '0', lowered(row.cells[1]), descriptor, "", ""});
}

// "An evaluation of very good applies to …. It implies …."
void read_guideline(const std::string& text, ScaleLevel& level) {
    const auto implies = text.find(" It implies ");
    level.guideline = text.substr(0, implies);
    if (implies != std::string::npos) level.implication = text.substr(implies + 1);
}

}  // namespace

bool is_question(const GuideBlock& block) {
    return block.kind == BlockKind::paragraph && block.text.ends_with('?') && block.text.size() <= longest_question &&
           !begins_in_lower_case(block.text);
}

void read_questions(const Blocks& blocks, GuideReading& reading) {
    std::set<std::string> known;
    for (std::size_t at = 0; at < blocks.size();)
        at = begins_key_areas(blocks, at) ? read_question(blocks, at, known, reading.framework) : at + 1;
    if (reading.framework.questions.empty())
        reading.unplaced.push_back(
            {0, "", "the document does not say which key areas belong to which question; taken from the indicators' pages"});
}

void settle_key_area_titles(const Blocks& blocks, GuideReading& reading) {
    // By number: spellings without regard to case, each with the styles of heading that have it and how it is first written.
    struct Spelling {
        std::set<std::string> styles;
        std::string written;
        int line = 0;
    };
    std::map<std::string, std::vector<std::pair<std::string, Spelling>>> spellings;
    for (const auto& block : blocks) {
        if (block.kind != BlockKind::key_area) continue;
        auto& known = spellings[block.code];
        const auto low = lowered(block.text);
        auto found = std::ranges::find(known, low, &std::pair<std::string, Spelling>::first);
        if (found == known.end()) {
            if (known.size() >= longest_list) continue;
            found = known.insert(found, {low, {{}, in_sentence_case(block.text), block.line}});
        }
        found->second.styles.insert(block.style);
        if (low != block.text && in_sentence_case(block.text) == block.text) found->second.written = block.text;
    }
    for (auto& area : reading.framework.key_areas) {
        const auto& known = spellings[area.number];
        if (known.empty()) continue;
        const auto best = std::ranges::max_element(known, {}, [](const auto& it) { return it.second.styles.size(); });
        area.title = best->second.written;
        for (auto at = known.begin(); at != known.end(); ++at)
            if (at != best)
                reading.unplaced.push_back(
                    {at->second.line, at->second.written, "another spelling of the title of key area " + area.number});
    }
}

void read_scale(const Blocks& blocks, GuideReading& reading) {
    auto& framework = reading.framework;
    for (const auto& block : blocks)
        if (block.kind == BlockKind::row) read_level(block, framework);
    std::ranges::sort(framework.scale, std::ranges::greater{}, &ScaleLevel::level);
    if (framework.scale.empty()) reading.unplaced.push_back({0, "", "the document holds no table of levels"});
    for (auto& level : framework.scale) {
        const auto words = "An evaluation of " + level.name + " ";
        const auto found = std::ranges::find_if(blocks, [&](const GuideBlock& block) { return block.text.starts_with(words); });
        if (found == blocks.end())
            reading.unplaced.push_back({0, level.name, "the document holds no guideline for this level"});
        else if (read_guideline(found->text, level); level.implication.empty())
            reading.unplaced.push_back(
                {found->line, level.name, "no sentence of this level's guideline begins \"It implies\", so it has no implication"});
    }
}

void read_outcomes(const Blocks& blocks, GuideReading& reading) {
    std::vector<std::string> titles;
    for (const auto& block : blocks)
        if (auto found = vision_in(block.text); !found.empty()) titles = std::move(found);
    for (const auto& title : titles) reading.framework.outcomes.push_back({key_from(title), capitalised(title), ""});
    if (titles.empty()) reading.unplaced.push_back({0, "", "the document does not list the outcomes of a vision"});
}

void read_sources(const Blocks& blocks, GuideReading& reading) {
    constexpr std::string_view words = "sources of evidence";
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        const auto place = blocks[at].text.find(words);
        if (place == std::string::npos || !blocks[at].text.ends_with(':')) continue;
        const auto number = number_before(blocks[at].text, place);
        const auto titles = list_after(blocks, at);
        if (number == 0 || titles.size() != static_cast<std::size_t>(number)) continue;
        for (const auto& title : titles) {
            const auto key = source_key(title);
            reading.framework.sources.push_back({key.empty() ? key_from(title) : std::string(key), capitalised(title), ""});
            if (key.empty())
                reading.problems.push_back({blocks[at].line, title, "is none of the four kinds of source that the product knows"});
        }
        return;
    }
    reading.unplaced.push_back({0, "", "the document does not list its sources of evidence"});
}

void read_stakeholder_groups(const Blocks& blocks, GuideReading& reading) {
    for (std::size_t at = 0; at < blocks.size(); ++at) {
        const auto& text = blocks[at].text;
        if (!text.ends_with("drawn from:") || !holds(lowered(text), "stakeholders")) continue;
        for (const auto& title : list_after(blocks, at))
            reading.framework.stakeholder_groups.push_back({key_from(title), capitalised(title)});
        return;
    }
    reading.unplaced.push_back({0, "", "the document does not list groups of stakeholders"});
}

}  // namespace touchstone::frameworks

#include "frameworks/guide_placing.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "frameworks/guide_front.h"

namespace touchstone::frameworks {
namespace {

constexpr std::size_t longest_title = 1000;

const char* furniture_word(BlockKind kind) {
    return kind == BlockKind::page_number ? "page number" : kind == BlockKind::footnote ? "footnote" : "rule";
}

// Two themes about an extent, of which only the second is what people report.
bool is_impact_pair(const std::vector<Theme>& themes) {
    if (themes.size() != 2) return false;
    const auto first = lowered(themes[0].title), second = lowered(themes[1].title);
    const std::string_view extent = "the extent to which", report = " report";
    return first.starts_with(extent) && second.starts_with(extent) && first.find(report) == std::string::npos &&
           second.find(report) != std::string::npos;
}

}  // namespace

GuidePlacing::GuidePlacing(const Vocabulary& words, std::set<std::string> running_heads, GuideReading& reading)
    : words_(words), running_heads_(std::move(running_heads)), reading_(reading) {}

void GuidePlacing::leave_out(const GuideBlock& block, const char* why) { reading_.unplaced.push_back({block.line, block.text, why}); }

void GuidePlacing::object(int line, std::string text, std::string why) {
    reading_.problems.push_back({line, std::move(text), std::move(why)});
}

void GuidePlacing::place(const GuideBlock& block) {
    if (has_ended_) return;
    if (is_furniture(block.kind)) return leave_out(block, furniture_word(block.kind));
    switch (block.kind) {
        case BlockKind::end_of_part:
            close_indicator();
            has_ended_ = true;
            return leave_out(block, "ends the indicators' pages; what follows is not read");
        case BlockKind::key_area:
            return begin_key_area(block);
        case BlockKind::indicator:
            return begin_indicator(block);
        case BlockKind::themes:
            section_ = Section::themes;
            return;
        case BlockKind::key_features:
            return begin_key_features(block);
        case BlockKind::illustration:
            return begin_illustration(block);
        default:
            return place_text(block);
    }
}

void GuidePlacing::end() { close_indicator(); }

void GuidePlacing::begin_key_area(const GuideBlock& block) {
    if (key_area_ == block.code) return leave_out(block, "running head: the key area of the pages that follow");
    close_indicator();
    key_area_ = block.code;
    auto& areas = reading_.framework.key_areas;
    if (std::ranges::find(areas, block.code, &KeyArea::number) != areas.end()) return;
    areas.push_back({block.code, in_sentence_case(block.text), question_before(), ""});
    if (areas.back().question == 0) object(block.line, "key area " + block.code, "belongs to no question that the document names");
}

// For documents that do not set out their questions: the one that stands before the key area's heading.
int GuidePlacing::question_before() {
    auto& questions = reading_.framework.questions;
    if (last_question_.empty()) return questions.empty() ? 0 : questions.back().number;
    const auto known = std::ranges::find(questions, last_question_, &Question::title);
    if (known != questions.end()) return known->number;
    questions.push_back({static_cast<int>(questions.size()) + 1, last_question_, ""});
    return questions.back().number;
}

void GuidePlacing::begin_indicator(const GuideBlock& block) {
    if (is_open_ && indicator_.code == block.code) return leave_out(block, "heading repeated from the page before");
    close_indicator();
    indicator_ = {};
    indicator_.code = block.code;
    indicator_.title = without_list_end(block.text);
    indicator_.key_area = key_area_.empty() ? block.code.substr(0, block.code.find('.')) : key_area_;
    line_ = block.line;
    is_in_list_ = false;
    is_open_ = codes_.insert(block.code).second;
    if (!is_open_) object(block.line, "QI " + block.code, "this code was there before; what follows it is not read");
    section_ = block.text.empty() ? Section::title : Section::none;
}

void GuidePlacing::begin_key_features(const GuideBlock& block) {
    const bool is_expected = is_open_ && indicator_.key_features.empty() && section_ != Section::illustration;
    if (block.is_misprint && !is_expected) return leave_out(block, "a heading that is not expected here");
    if (block.is_misprint) leave_out(block, "taken for the heading \"Key features\", which stands here in other indicators");
    close_illustration();
    section_ = Section::key_features;
}

void GuidePlacing::begin_illustration(const GuideBlock& block) {
    const int level = block.code.front() - '0';
    if (section_ == Section::illustration && level == level_) return leave_out(block, "heading repeated from the page before");
    close_illustration();
    section_ = Section::illustration;
    level_ = level;
    illustration_line_ = block.line;
}

void GuidePlacing::place_text(const GuideBlock& block) {
    const bool is_running_head = running_heads_.contains(block.text);
    if (is_question(block) && (is_running_head || section_ == Section::none)) {
        last_question_ = block.text;
        return leave_out(block, "running head: the question of the pages that follow");
    }
    if (is_running_head) return leave_out(block, "running head");
    if (block.text.empty()) return leave_out(block, "nothing but marks");
    if (!is_open_) return leave_out(block, "stands in no indicator that is read");
    place_in_section(block);
}

void GuidePlacing::place_in_section(const GuideBlock& block) {
    switch (section_) {
        case Section::title:
            indicator_.title = without_list_end(block.text);
            section_ = Section::none;
            return;
        case Section::themes:
            return place_theme(block);
        case Section::key_features:
            return add_key_features(block);
        case Section::illustration:
            paragraphs_.push_back({block.line, block.text});
            return;
        case Section::none:
            return object(block.line, block.text, "stands between the headings of QI " + indicator_.code + " and is not placed");
    }
}

// A point is an aspect of the theme before it when it is set under it, by ">" or by its indentation. After a title that ends in a colon
// another mark than the themes have, or a beginning in lower case, will do.
bool GuidePlacing::is_aspect(const GuideBlock& block) const {
    if (indicator_.themes.empty() || block.kind != BlockKind::bullet) return false;
    if (block.is_nested || block.indent > theme_indent_) return true;
    return is_introduction_ && (block.is_marked || block.mark != theme_mark_ || begins_in_lower_case(block.text));
}

void GuidePlacing::place_theme(const GuideBlock& block) {
    auto& themes = indicator_.themes;
    if (block.kind == BlockKind::row) return object(block.line, block.text, "a row of a table among the themes of QI " + indicator_.code);
    const auto text = without_misread_bullet(block.text, words_);
    if (block.kind == BlockKind::paragraph && !themes.empty() && begins_in_lower_case(text)) return go_on_with_theme(block, text);
    if (is_aspect(block)) {
        themes.back().aspects.push_back(without_list_end(text));
        return;
    }
    themes.push_back({});
    themes.back().title = without_list_end(text);
    is_introduction_ = text.ends_with(':');
    if (themes.size() > 1) return;
    theme_indent_ = block.indent;
    theme_mark_ = block.mark;
}

void GuidePlacing::go_on_with_theme(const GuideBlock& block, const std::string& text) {
    auto& theme = indicator_.themes.back();
    auto& last = theme.aspects.empty() ? theme.title : theme.aspects.back();
    if (last.size() > longest_title)
        return object(block.line, text, "makes a theme of QI " + indicator_.code + " too long and is not placed");
    join(last, text, words_);
    last = without_list_end(last);
    if (theme.aspects.empty()) is_introduction_ = text.ends_with(':');
}

// Paragraphs with an empty line between them; entries of a list each on a line of its own.
void GuidePlacing::add_key_features(const GuideBlock& block) {
    auto& features = indicator_.key_features;
    const bool is_entry = block.kind == BlockKind::bullet;
    const bool begins_low = begins_in_lower_case(block.text);
    const bool is_unfinished = !is_in_list_ && !features.ends_with(':') && !ends_sentence(features);
    if (!is_entry && !features.empty() && (begins_low || is_unfinished)) return join(features, block.text, words_);
    if (!features.empty()) features += is_entry && is_in_list_ ? "\n" : "\n\n";
    features += (is_entry ? "- " : "") + block.text;
    is_in_list_ = is_entry;
}

// Why the paragraphs do not become passages; empty when they do.
std::string GuidePlacing::objection_to(const std::vector<GuideParagraph>& paragraphs, std::size_t passages) const {
    const auto& themes = indicator_.themes;
    if (level_ < lowest_level || level_ > highest_level) return "is not on the scale; nothing is placed";
    if (themes.empty()) return "stands before the themes; nothing is placed";
    if (find_illustration(themes.front(), level_)) return "is illustrated twice; the second time is not placed";
    if (passages == themes.size()) return {};
    return "has " + std::to_string(mended(paragraphs, words_).size()) + " passages for " + std::to_string(themes.size()) +
           " themes; nothing is placed";
}

void GuidePlacing::close_illustration() {
    const auto paragraphs = std::exchange(paragraphs_, {});
    if (section_ != Section::illustration || !is_open_) return;
    const auto where = "level " + std::to_string(level_) + " of QI " + indicator_.code;
    const auto passages = passages_for(indicator_.themes.size(), paragraphs, words_);
    if (auto objection = objection_to(paragraphs, passages.size()); !objection.empty()) {
        object(illustration_line_, where, std::move(objection));
        for (const auto& paragraph : paragraphs) reading_.unplaced.push_back({paragraph.line, paragraph.text, "belongs to " + where});
        return;
    }
    for (std::size_t i = 0; i < passages.size(); ++i) {
        if (!ends_sentence(passages[i].text))
            object(passages[i].line, passages[i].text, "a passage at " + where + " that does not end a sentence");
        indicator_.themes[i].illustrations.push_back({level_, passages[i].text});
    }
    indicator_.illustrated = true;
}

void GuidePlacing::close_indicator() {
    close_illustration();
    section_ = Section::none;
    if (!std::exchange(is_open_, false)) return;
    const auto name = "QI " + indicator_.code;
    if (indicator_.title.empty()) object(line_, name, "has no title");
    if (indicator_.themes.empty()) object(line_, name, "has no themes");
    if (indicator_.key_features.empty()) object(line_, name, "has no key features");
    if (!find_key_area(reading_.framework, indicator_.key_area)) object(line_, name, "its key area has no heading");
    indicator_.impact_pair = is_impact_pair(indicator_.themes);
    if (indicator_.impact_pair) {
        indicator_.themes[0].half = Half::observed;
        indicator_.themes[1].half = Half::reported;
    }
    reading_.framework.indicators.push_back(std::move(indicator_));
}

}  // namespace touchstone::frameworks

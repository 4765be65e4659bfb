// Placing the blocks of the indicators' pages, one after the other.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "frameworks/guide_blocks.h"
#include "frameworks/guide_layout.h"
#include "frameworks/guide_passages.h"

namespace touchstone::frameworks {

class GuidePlacing {
public:
    // `running_heads` are texts that stand on page after page.
    GuidePlacing(const Vocabulary&, std::set<std::string> running_heads, GuideReading&);
    void place(const GuideBlock&);
    void end();

private:
    enum class Section { none, title, themes, key_features, illustration };

    void leave_out(const GuideBlock&, const char* why);
    void object(int line, std::string text, std::string why);
    void begin_key_area(const GuideBlock&);
    int question_before();
    void begin_indicator(const GuideBlock&);
    void begin_key_features(const GuideBlock&);
    void begin_illustration(const GuideBlock&);
    void place_text(const GuideBlock&);
    void place_in_section(const GuideBlock&);
    bool is_aspect(const GuideBlock&) const;
    void place_theme(const GuideBlock&);
    void go_on_with_theme(const GuideBlock&, const std::string& text);
    void add_key_features(const GuideBlock&);
    void close_illustration();
    std::string objection_to(const std::vector<GuideParagraph>& paragraphs, std::size_t passages) const;
    void close_indicator();

    const Vocabulary& words_;
    const std::set<std::string> running_heads_;
    GuideReading& reading_;
    Section section_ = Section::none;
    std::string key_area_, last_question_;
    std::set<std::string> codes_;
    bool has_ended_ = false;

    Indicator indicator_;
    bool is_open_ = false;  // indicator_ is being read
    int line_ = 0;
    int theme_indent_ = 0;
    char32_t theme_mark_ = 0;
    bool is_introduction_ = false;  // the last theme ends in a colon
    bool is_in_list_ = false;       // the key features end in a list
    int level_ = 0, illustration_line_ = 0;
    std::vector<GuideParagraph> paragraphs_;
};

}  // namespace touchstone::frameworks

// The lines of a guide as blocks: headings, entries of lists, rows of tables, paragraphs, and the furniture of pages.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "frameworks/guide_text.h"

namespace touchstone::frameworks {

enum class BlockKind {
    key_area,      // "KEY AREA 5: DELIVERY": `code` 5
    indicator,     // "QI 5.1 Title": `code` 5.1
    themes,        // "Themes:"
    key_features,  // "Key features"
    illustration,  // "Illustration QI Level 5": `code` 5
    bullet,        // `is_nested` when it is marked or indented as a point under another
    row,           // `cells`
    page_number,
    footnote,
    rule,         // no letter or digit
    end_of_part,  // "Part 6", "Annex", "Appendix"
    paragraph
};

struct GuideBlock {
    BlockKind kind = BlockKind::paragraph;
    int line = 0;      // where it begins, from 1
    std::string text;  // cleaned; of a heading its title
    std::string code;
    std::string style;  // of a key area's heading: what stands after the number, ":" or "." or nothing
    std::vector<std::string> cells;
    int indent = 0;
    bool is_nested = false;
    char32_t mark = 0;         // of a bullet: what it begins with
    bool is_marked = false;    // of a bullet: a second mark stood after the first
    bool is_misprint = false;  // "Key areas" where "Key features" should be
};

// Lines that stand together without an empty line between them and begin nothing new are one block.
[[nodiscard]] std::vector<GuideBlock> blocks_of(std::string_view text, const Vocabulary&);

// Page numbers, footnotes, rules: what a page has and its text does not.
[[nodiscard]] bool is_furniture(BlockKind);

}  // namespace touchstone::frameworks

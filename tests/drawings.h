// What tests of pictures look for: the two drawings of one, and the words in them.
#pragma once
#include <string>

#include <gtest/gtest.h>

namespace touchstone::testing {

inline int count(const std::string& text, const std::string& part) {
    int found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

inline std::string wide_of(const std::string& svg) { return svg.substr(0, svg.find("</svg>") + 6); }
inline std::string narrow_of(const std::string& svg) { return svg.substr(svg.find("</svg>") + 6); }

// What is written in a drawing, its lines joined by spaces. Titles, which are only read out, are not in it.
inline std::string written_in(const std::string& drawing) {
    std::string words;
    for (auto at = drawing.find("<text"); at != std::string::npos; at = drawing.find("<text", at)) {
        const auto from = drawing.find('>', at) + 1;
        at = drawing.find("</text>", from);
        words += (words.empty() ? "" : " ") + drawing.substr(from, at - from);
    }
    return words;
}

// Two drawings with names of their own, the second of which fits a phone.
inline void expect_both_drawings(const std::string& svg) {
    ASSERT_EQ(count(svg, "</svg>"), 2);
    EXPECT_EQ(count(wide_of(svg), "ts-chart--wide"), 1);
    EXPECT_EQ(count(narrow_of(svg), "ts-chart--narrow"), 1);
    EXPECT_EQ(count(narrow_of(svg), "viewBox=\"0 0 320 "), 1);
    EXPECT_EQ(count(svg, "_wide_title\">"), 1);
    EXPECT_EQ(count(svg, "_narrow_title\">"), 1);
    EXPECT_EQ(count(svg, "_narrow_description\">"), 1);
}

}  // namespace touchstone::testing

// Reading a published guide, as plain text in the layout of the Scottish family of quality-indicator guides: "KEY AREA n: TITLE",
// "QI n.n Title", "Themes:", "Key features", "Illustration QI Level n" with one paragraph for each theme. Whoever holds such a guide can
// use its own words. Nothing here knows one guide's text: it goes by layout alone, and says what it could not place.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "frameworks/framework.h"

namespace touchstone::frameworks {

struct GuideNote {
    int line = 0;      // from 1; 0 when the document as a whole is meant
    std::string text;  // the words concerned
    std::string why;
    bool operator==(const GuideNote&) const = default;
};

struct GuideReading {
    // Complete but for what a document does not say about itself: id, version, language, publisher, licence, source, about,
    // presets, reuse and quantity words are empty.
    Framework framework;
    // In the order of lines: what stands in the indicator part and was left out on purpose (page numbers, running heads, other
    // spellings) or found no place, and which parts the document does not hold.
    std::vector<GuideNote> unplaced;
    // What a person must look at before the framework is used: passages that do not fit their themes, indicators without a title.
    std::vector<GuideNote> problems;
};

inline constexpr std::size_t guide_max_bytes = 2'000'000;
inline constexpr std::size_t guide_max_lines = 50'000;

[[nodiscard]] GuideReading read_guide(std::string_view text);

}  // namespace touchstone::frameworks

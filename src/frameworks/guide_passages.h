// The paragraphs of one illustration as passages, one for each theme.
#pragma once
#include <string>
#include <vector>

#include "frameworks/guide_text.h"

namespace touchstone::frameworks {

struct GuideParagraph {
    int line = 0;
    std::string text;
};

// A paragraph that does not end a sentence, or whose successor begins in lower case, was broken by a page end and goes on in the next.
[[nodiscard]] std::vector<GuideParagraph> mended(const std::vector<GuideParagraph>&, const Vocabulary&);

// As many passages as there are themes, in their order; none when the paragraphs do not come to that number.
// The paragraphs as they stand are taken where mending them gives another number and they themselves give the right one.
[[nodiscard]] std::vector<GuideParagraph> passages_for(std::size_t themes, const std::vector<GuideParagraph>&, const Vocabulary&);

}  // namespace touchstone::frameworks

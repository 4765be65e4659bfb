#include "frameworks/guide_passages.h"

#include <algorithm>

namespace touchstone::frameworks {

std::vector<GuideParagraph> mended(const std::vector<GuideParagraph>& paragraphs, const Vocabulary& words) {
    std::vector<GuideParagraph> whole;
    for (const auto& paragraph : paragraphs) {
        if (!whole.empty() && (!ends_sentence(whole.back().text) || begins_in_lower_case(paragraph.text)))
            join(whole.back().text, paragraph.text, words);
        else
            whole.push_back(paragraph);
    }
    return whole;
}

std::vector<GuideParagraph> passages_for(std::size_t themes, const std::vector<GuideParagraph>& paragraphs, const Vocabulary& words) {
    auto whole = mended(paragraphs, words);
    if (whole.size() == themes) return whole;
    const auto begins_low = [](const GuideParagraph& it) { return begins_in_lower_case(it.text); };
    if (paragraphs.size() == themes && std::ranges::none_of(paragraphs, begins_low)) return paragraphs;
    return {};
}

}  // namespace touchstone::frameworks

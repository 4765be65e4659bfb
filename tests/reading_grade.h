// How many years of school a text asks of its reader.
#pragma once
#include <algorithm>
#include <string>

#include "base/text.h"

namespace touchstone::testing {

// Flesch and Kincaid's grade, with syllables counted as groups of vowels.
inline double reading_grade(const std::string& text) {
    double words = 0, sentences = 0, syllables = 0;
    std::string word;
    const auto end_word = [&] {
        if (word.empty()) return;
        int groups = 0;
        for (std::size_t i = 0; i < word.size(); ++i) {
            const auto is_vowel = [&](std::size_t at) { return std::string("aeiouy").find(word[at]) != std::string::npos; };
            if (is_vowel(i) && (i == 0 || !is_vowel(i - 1))) ++groups;
        }
        if (word.size() > 2 && word.ends_with('e') && !word.ends_with("le") && groups > 1) --groups;
        words += 1;
        syllables += std::max(groups, 1);
        word.clear();
    };
    for (const char c : lowered(text) + "\n") {
        if (c >= 'a' && c <= 'z')
            word += c;
        else
            end_word();
        if (c == '.' || c == '?' || c == '!' || c == '\n') sentences += words > 0 && word.empty() ? 1 : 0;
    }
    return 0.39 * words / std::max(sentences, 1.0) + 11.8 * syllables / std::max(words, 1.0) - 15.59;
}

}  // namespace touchstone::testing

// What is said when a version is published, and in plain words about each question.
#pragma once
#include <string>
#include <vector>

#include "base/fields.h"
#include "reports/layout.h"

namespace touchstone::reports {

struct PublishDraft {
    std::vector<std::string> audiences;
    std::string what_changed;
    int seen_version = 0;               // the version that it would be; 0: not said
    std::string without_capacity = {};  // why there is no overall statement on the capacity for improvement, where there is none
};
inline constexpr std::size_t what_changed_max_characters = 1'000, without_capacity_max_characters = 1'000,
                             plain_words_max_characters = 2'000;
[[nodiscard]] const Fields<PublishDraft>& publish_fields();

// For whom plain words are written.
[[nodiscard]] const std::vector<Audience>& plain_audiences();
// A row for each question: the words, and what stands for those that were seen.
[[nodiscard]] FieldShape plain_words_shape(Audience);
[[nodiscard]] FieldShape seen_words_shape(Audience);

}  // namespace touchstone::reports

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
    std::string to_decide = {};         // what a board must decide, and who decides it
};
inline constexpr std::size_t what_changed_max_characters = 1'000, without_capacity_max_characters = 1'000, to_decide_max_characters = 800,
                             heading_max_characters = 56;
// On one question. A board's report has two pages for all of them.
[[nodiscard]] std::size_t plain_words_max(Audience);
[[nodiscard]] const Fields<PublishDraft>& publish_fields();

// For whom plain words are written.
[[nodiscard]] const std::vector<Audience>& plain_audiences();
// A row for each question: the words, and what stands for those that were seen.
[[nodiscard]] FieldShape plain_words_shape(Audience);
[[nodiscard]] FieldShape seen_words_shape(Audience);
// Young people's report has headings of its own. They are kept beside the words, as another part.
[[nodiscard]] bool has_headings(Audience);
[[nodiscard]] FieldShape heading_shape(Audience);
[[nodiscard]] FieldShape seen_heading_shape(Audience);
[[nodiscard]] std::string heading_part(const std::string& part);

}  // namespace touchstone::reports

// How tables of answers from other tools are spoken of, on pages and at the console.
#pragma once
#include <string>
#include <vector>

#include "voice/replies_store.h"

namespace touchstone::voice {

inline constexpr const char* replies_address = "/reply-imports";
[[nodiscard]] std::string address_of(const ReplyImportId&);

[[nodiscard]] std::string word_of(Tool);
// "Collected with Microsoft Forms, and brought in on 3 May 2026". Empty for a wave that was asked here.
[[nodiscard]] std::string collected_with(const Wave&);

// "Email address: the heading asks who somebody is". Of a column without a heading: the reason alone.
[[nodiscard]] std::string line_of(const DroppedColumn&);
// "Row 12 · How safe do you feel? · “Gret”: is none of the answers offered".
[[nodiscard]] std::string line_of(const NotUnderstood&);
// "Several answers, a column for each".
[[nodiscard]] std::string word_of_kind(const std::string& into);

// What the table holds, and what comes of it, a sentence each.
[[nodiscard]] std::vector<std::string> lines_of(const FoundReplies&);
[[nodiscard]] std::vector<std::string> lines_of(const ReplyCheck&);

}  // namespace touchstone::voice

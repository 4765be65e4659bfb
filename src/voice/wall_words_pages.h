// How statements of a wall, what people said to them, and what became of them are spoken of.
#pragma once
#include <string>
#include <vector>

#include "voice/voice_words_pages.h"
#include "voice/wall.h"

namespace touchstone::voice {

// "It will be done by 29 May 2026: …"
[[nodiscard]] std::string fate_in_words(const Statement&);
[[nodiscard]] std::string fate_address(const Wave&, const Statement&);

// Those that stand on it, in the order in which they came, or those first with which most people agree.
[[nodiscard]] std::vector<Statement> in_order(std::vector<Statement>, const Results&, bool by_agreement);
// For the page of results: each with its picture and table, by group where that may be shown, and what became of it.
[[nodiscard]] web::List statement_tables(const Wave&, const std::vector<Statement>&, const Results&, bool may_write);
// The same as rows of a file, its heads first.
[[nodiscard]] std::vector<std::vector<std::string>> statement_rows(const Wave&, const std::vector<Statement>&, const Results&);

}  // namespace touchstone::voice

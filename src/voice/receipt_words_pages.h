// What became of single questions, as everybody reads it, and the words that lead there.
#pragma once
#include <string>
#include <vector>

#include "voice/receipt.h"
#include "web/components.h"
#include "web/visit.h"

namespace touchstone::voice {

inline constexpr const char* words_address = "/ask";  // where receipts and links are typed
[[nodiscard]] std::string anchor_of(const std::string& question);
// For the page that everybody reads.
[[nodiscard]] web::List subject_sections(const Wave&, const std::vector<Subject>& told);

}  // namespace touchstone::voice

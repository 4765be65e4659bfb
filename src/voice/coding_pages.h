// What the pages about coding share: the coding that the address names, how its codes are called, and where each page hangs.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "voice/coding_store.h"
#include "web/fields.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::voice {

// As the one who looks may see it.
[[nodiscard]] std::optional<CodingWhole> coding_at(const web::Visit&, db::Read&);
[[nodiscard]] std::string coding_address(const Wave&);

// The frame as it is chosen from and spoken of, in its order, with "nothing fits" at the end. One trip.
[[nodiscard]] std::vector<web::Option> codes_to_choose(const Coding&, db::Read&);
[[nodiscard]] std::string codes_in_words(const std::vector<web::Option>&, const std::vector<std::string>& codes);

[[nodiscard]] web::Response coding_page(const std::string& view, const std::string& title, const CodingWhole&, web::Object,
                                        web::Status = web::Status::ok);
[[nodiscard]] const CodedText* text_in(const CodingWhole&, const std::string& id);

}  // namespace touchstone::voice

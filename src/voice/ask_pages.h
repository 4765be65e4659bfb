// What all pages for whoever answers a wave share: its address, its language, and that nothing else is around them.
#pragma once
#include <optional>
#include <string>

#include "base/fields.h"
#include "voice/answer_language_pages.h"
#include "voice/wave_store.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::voice {

// Schools stand behind one address; what keeps guesses out is how many codes there could be.
inline constexpr int asks_per_minute = 2'400;

inline const FieldShape ballot_shape{"ballot", FieldShape::Kind::words, 60, true}, language_shape{"language", FieldShape::Kind::words, 60},
    speak_shape{"speak", FieldShape::Kind::words, 60};

[[nodiscard]] std::string ask_address(const Wave&);
[[nodiscard]] std::optional<Asked> asked_at(const web::Visit&, db::Read&);
// A wall is in the server's language.
[[nodiscard]] Speech speech_of(const web::Visit&, const Wave&);
// With the language, where there is a choice.
[[nodiscard]] std::string in_address(const std::string& address, const Wave&, const Speech&);
// Buttons that belong to the form with this id, so that what is typed stays; `go` is what Enter does there. Links to the address where
// `form` is empty. For the component "language_choice", or false.
[[nodiscard]] web::Data languages_to_choose(const Wave&, const Speech&, const std::string& form, const std::string& go,
                                            const std::string& address);
// Nobody else's site, and nothing that a school's cache could keep.
[[nodiscard]] web::Response plain_page(const std::string& view, const Wave&, const Speech&, web::Object, web::Status = web::Status::ok);

}  // namespace touchstone::voice

// Texts that other tools keep as HTML: what a person reads of them, and a text of ours as such. Nothing of it is ever shown as HTML here.
#pragma once
#include <string>
#include <string_view>

namespace touchstone::voice {

// Without tags, scripts and styles; what begins a line there is a line here, and &amp; is &.
[[nodiscard]] std::string text_of_html(std::string_view html);
// Whether it shows a picture, a sound, a film or another page, or leads to one.
[[nodiscard]] bool holds_more_than_text(std::string_view html);
// What is read as that text again.
[[nodiscard]] std::string as_html(std::string_view text);

}  // namespace touchstone::voice

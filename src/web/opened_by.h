// Who opened a form travels with its proof: what one person wrote is not saved in another's name unasked.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace touchstone::web {

struct OpenedBy {
    std::string account, name;
};
// The token of the proof with who opened the form, in place of who stood there before.
[[nodiscard]] std::string stamped(std::string_view token, const OpenedBy&);
// Nothing when nobody was signed in.
[[nodiscard]] std::optional<OpenedBy> opened_by(std::string_view token);
// The token alone.
[[nodiscard]] std::string_view unstamped(std::string_view token);

}  // namespace touchstone::web

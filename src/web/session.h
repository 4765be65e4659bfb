// Tokens, cookies, and the proof that a form came from our own page.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace touchstone::web {

// 256 random bits, written so that they can stand in an address or a cookie.
[[nodiscard]] std::string new_token();
// How a token is stored: nobody who reads the database can use it.
[[nodiscard]] std::string token_hash(std::string_view token);

// A token for the forms of whoever holds `secret` (the session's or the visitor's cookie). Each call gives another one, so that compressed
// pages tell nothing.
[[nodiscard]] std::string csrf_token(std::string_view secret);
[[nodiscard]] bool csrf_matches(std::string_view secret, std::string_view token);

[[nodiscard]] std::optional<std::string> cookie(std::string_view cookie_header, std::string_view name);
// Over plain HTTP, which is only served on the loopback, browsers do not keep __Host- cookies.
[[nodiscard]] std::string session_cookie_name(bool is_secure);
[[nodiscard]] std::string visitor_cookie_name(bool is_secure);
[[nodiscard]] std::string device_cookie_name(bool is_secure);
[[nodiscard]] std::string errand_cookie_name(bool is_secure);
[[nodiscard]] std::string language_cookie_name(bool is_secure);
[[nodiscard]] std::string saved_cookie_name(bool is_secure);
// HttpOnly, SameSite=Lax; a negative age forgets the cookie, 0 keeps it until the browser is closed.
[[nodiscard]] std::string set_cookie(const std::string& name, const std::string& value, bool is_secure, int age_seconds);

}  // namespace touchstone::web

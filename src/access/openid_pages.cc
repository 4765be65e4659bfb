// Signing in at another server: there, and back again. What is true of a visit lies in one cookie of the visitor, from which state, nonce
// and verifier are made; whoever comes back without it, or with another one's, is not let in.
#include "access/openid_pages.h"

#include <charconv>

#include <nlohmann/json.hpp>
#include <sodium.h>

#include "access/openid_client.h"
#include "access/openid_store.h"
#include "access/sign_in_pages.h"
#include "events/event_store.h"
#include "web/components.h"
#include "web/form_reader.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::access {

using namespace people;
namespace {

using web::text;

constexpr int visits_per_minute = 120;  // a whole school may come from one address
constexpr std::chrono::minutes errand_length{10};

// The cookie: a secret, when it was made, and where to go afterwards; the errand is made from all of it.
struct Cookie {
    std::string whole;
    Instant made_at;
    std::string next;
};

std::optional<Cookie> cookie_from(const std::string& whole) {
    const auto first = whole.find('.'), second = whole.find('.', first + 1);
    if (first == std::string::npos || second == std::string::npos) return std::nullopt;
    std::int64_t made_at = 0;
    const auto [end, error] = std::from_chars(whole.data() + first + 1, whole.data() + second, made_at);
    const auto next = web::percent_decoded(whole.substr(second + 1), false);
    if (error != std::errc{} || end != whole.data() + second || first < 40 || !next) return std::nullopt;
    return Cookie{whole, Instant{std::chrono::milliseconds{made_at}}, *next};
}

// The same words whatever the reason: the log says more to whoever looks after the server.
web::Response not_let_in(const web::Visit& visit) {
    auto response = web::page("access/openid", text("people.openid.title"), {{"header", web::header("", text("people.openid.title"))}},
                              web::Status::forbidden);
    response.cookies.push_back(web::set_cookie(web::errand_cookie_name(visit.is_secure), "", visit.is_secure, -1));
    return response;
}

// Before any transaction: the cookie's value and the address, or nothing.
std::string find_way(const web::Visit& visit) {
    if (openid() == nullptr) return {};
    const auto whole = web::new_token() + "." + std::to_string(visit.now.time_since_epoch().count()) + "." +
                       web::percent_encoded(visit.query.text("next"));
    const auto address = openid()->way_there(errand_from(whole));
    return address ? whole + "\n" + *address : std::string();
}

web::Response go_there(const web::Visit& visit, db::Read&) {
    if (openid() == nullptr) return web::not_found();
    const auto line = visit.prepared.find('\n');
    if (line == std::string::npos)
        return web::page("access/openid", text("people.openid.away"), {{"header", web::header("", text("people.openid.away"))}},
                         web::Status::busy);
    auto response = web::see_other(visit.prepared.substr(line + 1));
    response.cookies.push_back(web::set_cookie(web::errand_cookie_name(visit.is_secure), visit.prepared.substr(0, line), visit.is_secure,
                                               static_cast<int>(std::chrono::seconds{errand_length}.count())));
    return response;
}

// Who came back, as JSON; nothing when that is not believed.
std::string find_who(const web::Visit& visit) {
    const auto cookie = cookie_from(visit.errand);
    if (openid() == nullptr || !cookie || visit.now > cookie->made_at + errand_length || visit.now < cookie->made_at) return {};
    const auto errand = errand_from(cookie->whole);
    const auto state = visit.query.text("state"), code = visit.query.text("code");
    if (state.size() != errand.state.size() || sodium_memcmp(state.data(), errand.state.data(), state.size()) != 0 || code.empty())
        return {};
    const auto who = openid()->who_came_back(code, errand);
    if (!who) return {};
    return nlohmann::json{{"issuer", who->issuer}, {"subject", who->subject}, {"email", who->email}, {"next", cookie->next}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
}

web::Response come_back(const web::Visit& visit, db::Write& db) {
    if (visit.prepared.empty()) return not_let_in(visit);
    const auto who = nlohmann::json::parse(visit.prepared);
    const Identity identity{who["issuer"], who["subject"], who["email"]};
    const auto account = find_identified(db, identity);
    if (!account) return not_let_in(visit);
    link_identity(db, identity, *account, visit.now);
    auto response = after_first_factor(visit, db, *account, who["next"]);
    response.cookies.push_back(web::set_cookie(web::errand_cookie_name(visit.is_secure), "", visit.is_secure, -1));
    return response;
}

}  // namespace

void add_openid_pages(web::Router& router) {
    router.get("/sign-in/openid", may::anyone, go_there, {.per_minute = visits_per_minute, .fetch = find_way});
    router.get_that_writes("/sign-in/openid/back", may::anyone, come_back, {.per_minute = visits_per_minute, .fetch = find_who});
}

}  // namespace touchstone::access

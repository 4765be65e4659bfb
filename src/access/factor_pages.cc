// One's own second factor: set up, replaced and removed, each with the password.
#include "access/factor_pages.h"

#include "access/factor_store.h"
#include "access/sign_in_pages.h"
#include "people/account_store.h"
#include "people/mail_pages.h"
#include "web/components.h"
#include "web/qr.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::access {

using namespace people;
namespace {

using web::text;

constexpr int tries_per_minute = 20;

// Read aloud and typed in fours.
std::string in_fours(const std::string& secret) {
    std::string spaced;
    for (std::size_t at = 0; at < secret.size(); at += 4) spaced += (at == 0 ? "" : " ") + secret.substr(at, 4);
    return spaced;
}

web::Data offer_data(const Factors& factors, const Problems& problems) {
    if (!factors.offered) return false;
    const auto qr = web::qr_of(factor_address(factors.offered->secret, factors.email));
    return web::Object{{"offer", web::token_hash(factors.offered->secret)},
                       {"size", std::to_string(qr.size)},
                       {"path", qr.path},
                       {"secret", in_fours(factors.offered->secret)},
                       {"code", web::text_input({.name = "code",
                                                 .label = text("people.factor.code"),
                                                 .hint = {},
                                                 .value = {},
                                                 .type = "text",
                                                 .autocomplete = "one-time-code",
                                                 .width = "fixed-10"},
                                                problems)},
                       {"button", web::button(text("people.factor.confirm"))}};
}

web::Response factor_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    const auto factors = find_factors(db, visit.actor.id, visit.now);
    const bool is_set = factors.current.has_value();
    web::List buttons{web::button(text(is_set ? "people.factor.replace" : "people.factor.begin"), "do", "begin")};
    if (is_set) buttons.push_back(web::button(text("people.factor.new_codes"), "do", "codes", true));
    if (is_set) buttons.push_back(web::button(text("people.factor.remove"), "do", "remove", true));
    const auto state = is_set ? web::counted("people.factor.is_set", factors.recovery_codes_left) : text("people.factor.is_not_set");
    auto response = web::page("access/factor", text("people.factor.title"),
                              {{"header", web::header("", text("people.factor.title"), text("people.factor.lead"))},
                               {"csrf", visit.csrf},
                               {"state", state},
                               {"offer", offer_data(factors, problems)},
                               {"current", web::text_input({.name = "current",
                                                            .label = text("people.own.current"),
                                                            .hint = {},
                                                            .value = {},
                                                            .type = "password",
                                                            .autocomplete = "current-password",
                                                            .width = "fluid-half"},
                                                           problems)},
                               {"buttons", buttons}},
                              status);
    response.crumbs = {{"/account", text("people.own.title")}};
    response.who_can_see = text("people.seen_by_you");
    response.problems = problems;
    return response;
}

web::Response show_factor(const web::Visit& visit, db::Read& db) { return factor_page(visit, db, {}, web::Status::ok); }

// New recovery codes, shown this once: they are stored as hashes, so no other address can show them.
web::Response codes_page(const std::vector<std::string>& codes) {
    web::List shown;
    for (const auto& code : codes) shown.push_back(web::Data(code));
    auto response = web::page("access/recovery_codes", text("people.codes.title"),
                              {{"header", web::header("", text("people.codes.title"), text("people.codes.lead"))},
                               {"codes", shown},
                               {"href", "/account"},
                               {"text", text("people.codes.done")}});
    response.who_can_see = text("people.seen_by_you");
    return response;
}

web::Response change_factor(const web::Visit& visit, db::Write& db) {
    const auto wish = visit.form.text("do"), session = web::token_hash(visit.session_token);
    if (visit.prepared.empty()) return factor_page(visit, db, {{"current", "people.own.current_wrong"}}, web::Status::unprocessable);
    if (wish == "begin") {
        offer_factor(db, visit.actor.id, new_factor_secret(), visit.now);
    } else if (wish == "remove") {
        remove_factor(db, visit.by(), session);
        tell_owner(visit, db, "factor_removed");
    } else if (wish == "codes" && has_factor(db, visit.actor.id)) {
        const auto codes = new_recovery_codes();
        renew_recovery_codes(db, visit.by(), session, codes);
        tell_owner(visit, db, "recovery_codes_made");
        return codes_page(codes);
    }
    return web::see_other("/account/factor");
}

web::Response confirm(const web::Visit& visit, db::Write& db) {
    const auto offered = find_factors(db, visit.actor.id, visit.now).offered;
    if (!offered) return web::see_other("/account/factor");
    if (visit.form.text("offer") != web::token_hash(offered->secret))
        return factor_page(visit, db, {{"code", "people.factor.overtaken"}}, web::Status::conflict);
    const auto step = step_of(*offered, bare_code(visit.form.text("code")), visit.now);
    if (!step) return factor_page(visit, db, {{"code", "people.code.wrong"}}, web::Status::unprocessable);
    const auto codes = new_recovery_codes();
    confirm_factor(db, visit.by(), web::token_hash(visit.session_token), {offered->secret, *step}, codes);
    tell_owner(visit, db, "factor_set");
    return codes_page(codes);
}

}  // namespace

void add_factor_pages(web::Router& router) {
    router.get("/account/factor", may::own, show_factor);
    router.post("/account/factor", may::own, change_factor, {.per_minute = tries_per_minute, .prepare = check_own_password});
    router.post("/account/factor/confirm", may::own, confirm, {.per_minute = tries_per_minute});
}

}  // namespace touchstone::access

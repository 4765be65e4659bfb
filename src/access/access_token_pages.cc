// One's own access tokens: made, listed with their last use, and ended.
#include "access/access_token_pages.h"

#include "access/access_token_store.h"
#include "access/sign_in_pages.h"
#include "people/account_store.h"
#include "people/mail_pages.h"
#include "web/fields.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::access {

using namespace people;
namespace {

using web::text;

constexpr std::chrono::days usual_length{90};
constexpr int tries_per_minute = 20;

std::string access_word(bool may_write) {
    return text(may_write ? "people.tokens.access_choice.write" : "people.tokens.access_choice.read");
}

web::List tokens_data(const std::vector<AccessToken>& tokens) {
    web::List list;
    for (const auto& token : tokens)
        list.push_back(web::Object{
            {"token", token.token_hash},
            {"name", token.name},
            {"access", access_word(token.may_write)},
            {"ends", text("people.tokens.ends", {{"day", in_words(date_of(token.ends_at))}})},
            {"factor", token.has_factor ? web::Data(text("people.tokens.has_factor")) : web::Data(false)},
            {"used", token.used_at ? text("people.tokens.used", {{"when", in_words(*token.used_at)}}) : text("people.tokens.not_used")}});
    return list;
}

web::Object form_data(const AccessTokenDraft& draft, const Problems& problems) {
    auto data = web::components(access_token_fields(), draft, problems);
    data.merge({{"current", web::text_input({.name = "current",
                                             .label = text("people.own.current"),
                                             .hint = text("people.tokens.current_hint"),
                                             .value = {},
                                             .type = "password",
                                             .autocomplete = "current-password",
                                             .width = "fluid-half"},
                                            problems)},
                {"button", web::button(text("people.tokens.button"))}});
    return data;
}

// `fresh` is a token that was made just now, shown on this one answer.
web::Response tokens_page(const web::Visit& visit, db::Read& db, const std::string& fresh, const AccessTokenDraft& draft,
                          const Problems& problems, web::Status status) {
    const auto tokens = list_access_tokens(db, visit.actor.id, visit.now);
    web::Object data{
        {"header", web::header("", text("people.tokens.title"), text("people.tokens.lead"))},
        {"csrf", visit.csrf},
        {"fresh", web::or_false(fresh)},
        {"ended", visit.query.text("ended") == "yes" ? web::Data(web::notice("success", text("people.tokens.ended"))) : web::Data(false)},
        {"has_tokens", !tokens.empty()},
        {"tokens", tokens_data(tokens)},
        {"form", form_data(draft, problems)}};
    auto response = web::page("access/tokens", text("people.tokens.title"), std::move(data), status);
    response.problems = problems;
    response.crumbs = {{"/account", text("people.own.title")}};
    response.who_can_see = text("people.seen_by_you");
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    return tokens_page(visit, db, "", {"", "", iso(date_of(visit.now + usual_length))}, {}, web::Status::ok);
}

web::Response make(const web::Visit& visit, db::Write& db) {
    const auto draft = web::read_draft(access_token_fields(), visit.form);
    auto token = make_access_token(draft, list_access_tokens(db, visit.actor.id, visit.now).size(), visit.now);
    auto problems = token ? Problems{} : token.error();
    if (draft.access == "write" && visit.prepared.empty()) problems.push_back({"current", "people.own.current_wrong"});
    if (!problems.empty()) return tokens_page(visit, db, "", draft, problems, web::Status::unprocessable);
    const auto secret = access_token_prefix + web::new_token();
    token->token_hash = web::token_hash(secret);
    token->account = visit.actor.id;
    token->partnership = visit.actor.partnership;
    token->has_factor = visit.actor.has_factor;
    add_access_token(db, visit.by(), *token);
    tell_owner(visit, db, "token_made");
    return tokens_page(visit, db, secret, {"", "", draft.last_day}, {}, web::Status::ok);
}

// Whoever finds a browser open must not leave with a way to write that outlasts it. An account that is signed in to from elsewhere has no
// password to give.
std::string check_password_for_writing(const web::Visit& visit, db::Read& db) {
    if (visit.form.text("access") != "write") return "";
    return find_password_hash(db, visit.actor.id).empty() ? "yes" : check_own_password(visit, db);
}

web::Response end(const web::Visit& visit, db::Write& db) {
    if (!end_access_token(db, visit.by(), visit.form.text("token"))) return web::not_found();
    return web::see_other("/account/tokens?ended=yes");
}

}  // namespace

void add_access_token_pages(web::Router& router) {
    router.get("/account/tokens", may::own, show);
    router.post("/account/tokens", may::own, make, {.per_minute = tries_per_minute, .prepare = check_password_for_writing});
    router.post("/account/tokens/end", may::own, end);
}

}  // namespace touchstone::access

// People with passwords, their windows and their mail, for tests of signing in.
#pragma once
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "access/factor_store.h"
#include "access/password.h"
#include "people/account_store.h"
#include "people/history_store.h"
#include "people/mail_store.h"
#include "people/organisation_store.h"
#include "tests/window.h"
#include "web/session.h"

namespace touchstone::testing {

inline constexpr const char* password = "four unrelated words here";
inline constexpr const char* another_password = "five other words stand here";
inline constexpr const char* administrator = "3@example.org";
inline constexpr const char* evaluator = "2@example.org";

class SafeSignIn : public ::testing::TestWithParam<db::Engine> {
protected:
    SafeSignIn() : site(GetParam()) {
        static const auto hash = access::hash_password(password);
        write([&](db::Write& db) {
            for (const auto role : {Role::administrator, Role::evaluator})
                db.run("update account set password_hash = $2 where id = $1", site.account(role), hash);
        });
    }
    template <class Change>
    void write(Change change) {
        site.database().writing([&](db::Write& db) {
            change(db);
            return true;
        });
    }
    template <class Question>
    auto read(Question question) {
        return site.database().reading([&](db::Read& db) { return question(db); });
    }
    web::Answer sign_in(Window& window, const std::string& email, const std::string& typed = password) {
        return window.post("/sign-in", {{"email", email}, {"password", typed}});
    }
    std::vector<people::Mail> mail() {
        return read([&](db::Read& db) { return people::list_waiting_mail(db, site.partnership(), 99); });
    }
    // The path of the link in the mail that has one.
    std::string link() {
        for (const auto& one : mail())
            if (const auto begin = one.body.find("/choose-password"); begin != std::string::npos)
                return one.body.substr(begin, one.body.find('\n', begin) - begin);
        return {};
    }
    web::Answer choose(Window& window, const std::string& address, const std::string& chosen) {
        return window.post("/choose-password", {{"one_time_link", address.substr(address.find('=') + 1)}, {"password", chosen}});
    }
    std::vector<std::string> verbs(const AccountId& account) {
        std::vector<std::string> found;
        for (const auto& happened :
             read([&](db::Read& db) { return people::list_events(db, site.partnership(), "account", account.text, 99); }))
            found.push_back(happened.event.verb);
        return found;
    }
    // Signs in, sets up a second factor through the pages, and answers its secret.
    std::string set_up_factor(Window& window, Role role) {
        (void)window.post("/account/factor", {{"current", password}, {"do", "begin"}});
        const auto offered = read([&](db::Read& db) { return access::find_factors(db, site.account(role), site.now); }).offered;
        shown = window
                    .post("/account/factor/confirm", {{"offer", web::token_hash(offered.value().secret)},
                                                      {"code", access::code_at(offered.value().secret, access::step_at(site.now))}})
                    .body;
        return offered->secret;
    }
    std::string code(const std::string& secret) { return access::code_at(secret, access::step_at(site.now)); }

    Site site;
    std::string shown;  // the page with the recovery codes
};

}  // namespace touchstone::testing

#include "app/account_command.h"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include "access/factor_store.h"
#include "access/password.h"
#include "access/password_pages.h"
#include "access/session_store.h"
#include "access/sign_in_store.h"
#include "carrying/data_folder.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/mail_pages.h"
#include "people/organisation_store.h"
#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::app {

using namespace carrying;
namespace {

struct AccountOptions {
    std::string data = "data", database, email, name, job, role = "reader", partnership, base_url = "http://127.0.0.1:8080";
};

// From the terminal without showing it, or from the first line of what is piped in. Never from an argument, which others can see.
std::string read_password() {
    termios before{};
    const bool watched = isatty(STDIN_FILENO) == 1 && tcgetattr(STDIN_FILENO, &before) == 0;
    if (watched) {
        fmt::print(stderr, "Password: ");
        auto silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    std::string password;
    std::getline(std::cin, password);
    if (watched) {
        tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
        fmt::print(stderr, "\n");
    }
    return password;
}

std::string in_words(const Problems& problems) {
    std::vector<std::string> words;
    for (const auto& problem : problems) words.push_back(web::text(problem.text));
    return web::listed_apart(words);
}

people::Account find_or_refuse(Data& data, const std::string& email) {
    const auto account = data.database->reading([&](db::Read& db) { return people::find_account_by_email(db, people::email_from(email)); });
    if (!account) throw Trouble("nobody has an account with the address " + email);
    return *account;
}

void list(const AccountOptions& options) {
    auto data = open_existing_data(options.data, options.database);
    for (const auto& person : data.database->reading([](db::Read& db) { return people::list_everybody(db, now()); })) {
        std::vector<std::string> roles;
        for (const auto& held : person.roles) roles.push_back(people::name_of(held.role));
        fmt::print("{}\t{}\t{}\t{}\n", person.email, person.name, web::listed(roles), person.is_disabled ? "closed" : "open");
    }
}

Role role_or_refuse(const AccountOptions& options) {
    const auto role = people::role_from(options.role);
    if (!role || !fits(*role, Reach::partnership))
        throw Trouble(
            "--role wants administrator, lead, evaluator, contributor, moderator, reader or another role that can be held on a "
            "partnership");
    return *role;
}

// The only partnership, the one that is named, or a new one where there is none.
PartnershipId partnership_of(db::Write& db, const AccountOptions& options) {
    const auto known = people::list_partnerships_by_name(db);
    const auto named = std::ranges::find(known, options.partnership, &people::Partnership::name);
    if (known.size() == 1 || named != known.end()) return (named == known.end() ? known.front() : *named).id;
    if (!known.empty()) throw Trouble("say which partnership with --partnership: there are several");
    if (options.partnership.empty()) throw Trouble("name the partnership with --partnership: there is none yet");
    const auto made = PartnershipId::make(now());
    people::add_partnership(db, {made, options.partnership, options.partnership, ""});
    return made;
}

using Admit = void (*)(db::Write&, const By&, const people::Assignment&);

PartnershipId add_to_partnership(db::Write& db, const AccountOptions& options, const people::Account& account, Admit admit) {
    const auto partnership = partnership_of(db, options);
    if (!people::add_account(db, account)) throw Trouble("this address has an account already");
    admit(db, {partnership, {}, now()}, people::on_partnership(partnership, account.id, role_or_refuse(options), now()));
    return partnership;
}

// At the console it is nobody who acts. Without a partnership where the account belongs to none.
By at_console(db::Read& db, const people::Account& account) {
    return {access::find_partnership_of(db, account.id, now()).value_or(PartnershipId{}), {}, now()};
}

void add(const AccountOptions& options) {
    (void)role_or_refuse(options);
    auto data = open_data(options.data, options.database);
    const auto password = read_password();
    const auto opened = people::open_account({options.email, options.name, options.job, password}, access::hash_password(password), now());
    if (!opened) throw Trouble(in_words(opened.error()));
    data.database->writing([&](db::Write& db) {
        (void)add_to_partnership(db, options, *opened, people::add_person);
        return true;
    });
    fmt::print("{} can sign in.\n", opened->email);
}

void invite(const AccountOptions& options) {
    (void)role_or_refuse(options);
    auto data = open_data(options.data, options.database);
    const auto invited = people::invite_account({options.email, options.name, options.job, ""}, now());
    if (!invited) throw Trouble(in_words(invited.error()));
    std::string address;
    data.database->writing([&](db::Write& db) {
        const auto partnership = add_to_partnership(db, options, *invited, people::invite);
        const auto name = people::find_partnership(db, partnership).value().name;
        address = access::send_invitation(db, options.base_url, partnership, *invited, name, name, now());
        return true;
    });
    fmt::print("{} is invited. The mail goes out with the server; the link in it, which works once within 7 days, is\n  {}\n",
               invited->email, address);
}

void turn_factor_off(const AccountOptions& options) {
    auto data = open_existing_data(options.data, options.database);
    const auto account = find_or_refuse(data, options.email);
    data.database->writing([&](db::Write& db) {
        if (!access::has_factor(db, account.id)) throw Trouble("this account has no second factor");
        const auto by = at_console(db, account);
        access::take_factor_off(db, by, account.id);
        if (!by.partnership.is_empty())
            people::write_mail(db, by.partnership, account.email, "factor_removed", {{"name", account.name}}, now());
        return true;
    });
    fmt::print("{} signs in with the password alone. Roles that need a second factor wait until a new one is set up.\n", account.email);
}

void change(const AccountOptions& options, const std::string& what) {
    auto data = open_existing_data(options.data, options.database);
    const auto account = find_or_refuse(data, options.email);
    std::string hash;
    if (what == "password") {
        const auto password = read_password();
        const auto problems = people::password_problems(password, account.email);
        if (!problems.empty()) throw Trouble(in_words(problems));
        hash = access::hash_password(password);
    }
    data.database->writing([&](db::Write& db) {
        const auto by = at_console(db, account);
        if (what == "password")
            access::choose_password(db, by, account.id, hash, access::Choosing::at_console);
        else if (what == "disable")
            access::disable(db, by, account.id);
        else
            access::enable(db, by, account.id);
        return true;
    });
    fmt::print("Done.\n");
}

}  // namespace

void add_account_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("account", "Manage accounts from the console");
    command->require_subcommand(1);
    auto options = std::make_shared<AccountOptions>();
    const auto sub = [&](const char* name, const char* about, std::function<void()> run) {
        auto* child = command->add_subcommand(name, about);
        child->add_option("--data", options->data, "Folder that holds the data")->capture_default_str();
        child->add_option("--database", options->database, "PostgreSQL to use instead of the SQLite inside the folder");
        child->callback([run = std::move(run), &chosen] { chosen = run; });
        return child;
    };
    sub("list", "Everyone who has an account", [options] { list(*options); });
    auto* adding = sub("add", "Add a person; the password is read from the terminal or from standard input", [options] { add(*options); });
    auto* inviting =
        sub("invite", "Add a person and send a link to choose a password; it is also printed", [options] { invite(*options); });
    inviting->add_option("--base-url", options->base_url, "Address of the server, for the link")->capture_default_str();
    for (auto* command_for_new : {adding, inviting}) {
        command_for_new->add_option("--email", options->email, "Email address")->required();
        command_for_new->add_option("--name", options->name, "Name")->required();
        command_for_new->add_option("--job", options->job, "Job title");
        command_for_new->add_option("--role", options->role, "The role on the whole partnership")->capture_default_str();
        command_for_new->add_option("--partnership", options->partnership,
                                    "Name of the partnership, where there are several; it is created if there is none yet");
    }
    sub("factor-off", "Turn off two-step sign-in for someone who has lost their phone and recovery codes",
        [options] { turn_factor_off(*options); })
        ->add_option("email", options->email, "Email address")
        ->required();
    for (const auto& [name, about] : {std::pair{"password", "Set a new password, read from the terminal or from standard input"},
                                      {"disable", "Close an account and end its sessions"},
                                      {"enable", "Reopen a closed account"}})
        sub(name, about, [options, what = std::string(name)] { change(*options, what); })
            ->add_option("email", options->email, "Email address")
            ->required();
}

}  // namespace touchstone::app

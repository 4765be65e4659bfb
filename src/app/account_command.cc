#include "app/account_command.h"

#include <iostream>

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include "app/data_folder.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/event_store.h"
#include "people/organisation_store.h"
#include "people/password.h"
#include "web/texts.h"

namespace touchstone::app {
namespace {

struct AccountOptions {
    std::string data = "data", database, email, name, job, role = "reader", partnership;
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
    std::string words;
    for (const auto& problem : problems) words += (words.empty() ? "" : "; ") + web::text(problem.text);
    return words;
}

people::Account find_or_refuse(Data& data, const std::string& email) {
    const auto account = data.database->reading([&](db::Read& db) { return people::find_account_by_email(db, people::email_from(email)); });
    if (!account) throw Trouble("nobody has an account with the address " + email);
    return *account;
}

void list(const AccountOptions& options) {
    auto data = open_existing_data(options.data, options.database);
    for (const auto& person : data.database->reading([](db::Read& db) { return people::list_everybody(db, now()); })) {
        std::string roles;
        for (const auto& held : person.roles) roles += (roles.empty() ? "" : ", ") + people::name_of(held.role);
        fmt::print("{}\t{}\t{}\t{}\n", person.email, person.name, roles, person.is_disabled ? "closed" : "open");
    }
}

void add(const AccountOptions& options) {
    auto data = open_data(options.data, options.database);
    const auto password = read_password();
    const auto opened = people::open_account({options.email, options.name, options.job, password}, people::hash_password(password), now());
    if (!opened) throw Trouble(in_words(opened.error()));
    const auto role = people::role_from(options.role);
    if (!role || !fits(*role, Reach::partnership))
        throw Trouble(
            "--role wants administrator, lead, evaluator, contributor, moderator, reader or another role that can be held on a "
            "partnership");
    data.database->writing([&](db::Write& db) {
        auto partnership = people::find_only_partnership(db);
        if (!partnership) {
            if (options.partnership.empty()) throw Trouble("name the partnership with --partnership: there is none yet");
            partnership = PartnershipId::make(now());
            people::add_partnership(db, {*partnership, options.partnership, options.partnership, ""});
        }
        if (!people::add_account(db, *opened)) throw Trouble("this address has an account already");
        people::add_assignment(db, *partnership, people::on_partnership(*partnership, opened->id, *role, now()));
        people::record(db, {*partnership, now(), {}, "added_person", "account", opened->id.text, "", "", ""});
        return true;
    });
    fmt::print("{} can sign in.\n", opened->email);
}

void change(const AccountOptions& options, const std::string& what) {
    auto data = open_existing_data(options.data, options.database);
    const auto account = find_or_refuse(data, options.email);
    std::string hash;
    if (what == "password") {
        const auto password = read_password();
        const auto problems = people::password_problems(password, account.email);
        if (!problems.empty()) throw Trouble(in_words(problems));
        hash = people::hash_password(password);
    }
    data.database->writing([&](db::Write& db) {
        if (what == "password") {
            people::change_password(db, account.id, hash);
            people::end_sessions_of(db, account.id);
        } else if (what == "disable") {
            people::disable(db, account.id, now());
        } else {
            people::enable(db, account.id);
        }
        if (const auto partnership = people::find_partnership_of(db, account.id, now()))
            people::record(db, {*partnership, now(), {}, "account_" + what, "account", account.id.text, "", "", ""});
        return true;
    });
    fmt::print("Done.\n");
}

}  // namespace

void add_account_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("account", "Look after accounts from the console");
    command->require_subcommand(1);
    auto options = std::make_shared<AccountOptions>();
    const auto sub = [&](const char* name, const char* about, std::function<void()> run) {
        auto* child = command->add_subcommand(name, about);
        child->add_option("--data", options->data, "Folder that holds the data")->capture_default_str();
        child->add_option("--database", options->database, "PostgreSQL to use instead of the SQLite inside the folder");
        child->callback([run = std::move(run), &chosen] { chosen = run; });
        return child;
    };
    sub("list", "Everybody who has an account", [options] { list(*options); });
    auto* adding = sub("add", "Add a person; the password is read from the terminal or from standard input", [options] { add(*options); });
    adding->add_option("--email", options->email, "Email address")->required();
    adding->add_option("--name", options->name, "Name")->required();
    adding->add_option("--job", options->job, "Job title");
    adding->add_option("--role", options->role, "The role on the whole partnership")->capture_default_str();
    adding->add_option("--partnership", options->partnership, "Name of the partnership to make when there is none yet");
    for (const auto& [name, about] : {std::pair{"password", "Set a new password, read from the terminal or from standard input"},
                                      {"disable", "Close an account and end its sessions"},
                                      {"enable", "Open a closed account again"}})
        sub(name, about, [options, what = std::string(name)] { change(*options, what); })
            ->add_option("email", options->email, "Email address")
            ->required();
}

}  // namespace touchstone::app

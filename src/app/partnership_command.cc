#include "app/partnership_command.h"

#include <algorithm>

#include <fmt/format.h>

#include "carrying/data_folder.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "web/language.h"

namespace touchstone::app {

using namespace carrying;
namespace {

struct PartnershipOptions {
    std::string data = "data", database, name, area, administrator, language;
    bool works_alone = false;
};

void list(const PartnershipOptions& options) {
    auto data = open_existing_data(options.data, options.database);
    for (const auto& partnership : data.database->reading([](db::Read& db) { return people::list_partnerships_by_name(db); }))
        fmt::print("{}\t{}\n", partnership.name, partnership.area);
}

// The administrator has an account already, so that there is one password for all of a person's partnerships.
void add(const PartnershipOptions& options) {
    auto data = open_existing_data(options.data, options.database);
    if (options.name.empty() || options.area.empty()) throw Trouble("--name and --area want a word each");
    data.database->writing([&](db::Write& db) {
        const auto account = people::find_account_by_email(db, people::email_from(options.administrator));
        if (!account) throw Trouble("nobody has an account with the address " + options.administrator);
        const auto known = people::list_partnerships_by_name(db);
        if (std::ranges::find(known, options.name, &people::Partnership::name) != known.end())
            throw Trouble("there is a partnership of this name already");
        const people::Partnership fresh{PartnershipId::make(now()), options.name, options.area, "", options.works_alone};
        people::open_partnership(db, {fresh.id, {}, now()}, fresh, account->id);
        return true;
    });
    fmt::print("{} is there, and {} administers it.\n", options.name, options.administrator);
}

void choose_language(const PartnershipOptions& options) {
    const auto known = web::languages();
    if (!options.language.empty() && std::ranges::find(known, options.language) == known.end())
        throw Trouble(fmt::format("there is no such language; there are: {}", fmt::join(known, " ")));
    auto data = open_existing_data(options.data, options.database);
    data.database->writing([&](db::Write& db) {
        const auto all = people::list_partnerships_by_name(db);
        const auto found = std::ranges::find(all, options.name, &people::Partnership::name);
        if (found == all.end()) throw Trouble("there is no partnership of this name");
        people::choose_language(db, {found->id, {}, now()}, options.language);
        return true;
    });
}

}  // namespace

void add_partnership_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("partnership", "Manage the partnerships of this server from the console");
    command->require_subcommand(1);
    auto options = std::make_shared<PartnershipOptions>();
    const auto sub = [&](const char* name, const char* about, std::function<void()> run) {
        auto* child = command->add_subcommand(name, about);
        child->add_option("--data", options->data, "Folder that holds the data")->capture_default_str();
        child->add_option("--database", options->database, "PostgreSQL to use instead of the SQLite inside the folder");
        child->callback([run = std::move(run), &chosen] { chosen = run; });
        return child;
    };
    sub("list", "Every partnership with its area", [options] { list(*options); });
    auto* speaking = sub("language", "Choose the language of a partnership, for its reports and for people who have not chosen one",
                         [options] { choose_language(*options); });
    speaking->add_option("--name", options->name, "Name of the partnership")->required();
    speaking->add_option("--language", options->language, "Its short name, such as en; empty for none")->required();
    auto* adding = sub("add", "Add a partnership whose first administrator already has an account", [options] { add(*options); });
    adding->add_option("--name", options->name, "Name of the partnership")->required();
    adding->add_option("--area", options->area, "Area that it serves")->required();
    adding->add_flag("--alone", options->works_alone, "One organisation by itself: its pages speak of no partners");
    adding->add_option("--administrator-email", options->administrator, "Email address of its first administrator")->required();
}

}  // namespace touchstone::app

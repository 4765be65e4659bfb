#include "app/rights_command.h"

#include <fmt/format.h>

#include "carrying/data_folder.h"
#include "people/account_store.h"
#include "privacy/own_copy.h"

namespace touchstone::app {

using namespace privacy;
using namespace carrying;
namespace {

struct RightsOptions {
    std::string data = "data", database, email, out;
};

void export_person(const RightsOptions& options) {
    const auto data = open_existing_data(options.data, options.database);
    const auto account =
        data.database->reading([&](db::Read& db) { return people::find_account_by_email(db, people::email_from(options.email)); });
    if (!account) throw Trouble("nobody has an account with the address " + options.email);
    if (std::filesystem::exists(options.out)) throw Trouble(options.out + " exists already");
    write_own_copy(*data.database, *account, options.out, now());
    fmt::print("Everything that is held about {} is in {}.\n", account->email, options.out);
}

}  // namespace

void add_rights_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("rights", "What people have a right to");
    command->require_subcommand(1);
    auto options = std::make_shared<RightsOptions>();
    auto* copy = command->add_subcommand("export", "Write everything that is held about a person into a zip file");
    copy->add_option("email", options->email, "Email address of the account")->required();
    copy->add_option("--out", options->out, "File to make; it must not exist")->required();
    copy->add_option("--data", options->data, "Folder that holds the data")->capture_default_str();
    copy->add_option("--database", options->database, "PostgreSQL to use instead of the SQLite inside the folder");
    copy->callback([options, &chosen] { chosen = [options] { export_person(*options); }; });
}

}  // namespace touchstone::app

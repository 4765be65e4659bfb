#include "app/commands.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <sodium.h>

#include "app/account_command.h"
#include "app/answers_command.h"
#include "app/chart_command.h"
#include "app/disclosure_command.h"
#include "app/evidence_command.h"
#include "app/framework_command.h"
#include "app/measure_command.h"
#include "app/partnership_command.h"
#include "app/programs.h"
#include "app/progress.h"
#include "app/questionnaire_command.h"
#include "app/rights_command.h"
#include "app/serve.h"
#include "app/slow_statements.h"
#include "base/version.h"
#include "carrying/backup.h"
#include "carrying/backup_store.h"
#include "carrying/export.h"
#include "carrying/import.h"
#include "carrying/record_keys.h"
#include "db/migrate.h"
#include "events/event_store.h"
#include "events/seal_store.h"
#include "people/organisation_store.h"
#include "reports/snapshot.h"
#include "web/openapi.h"

namespace touchstone::app {

using namespace carrying;
namespace {

constexpr int could_not = 1;
constexpr int asked_wrongly = 2;
constexpr int not_checked = 2;  // neither yes nor no
constexpr int with_damage = 3;  // done, but not with everything

// Options that name the data; each command that needs them gets them.
struct Place {
    std::string data = "data";
    std::string database;
    void add_to(CLI::App& command) {
        command.add_option("--data", data, "Folder that holds the data")->capture_default_str();
        command.add_option("--database", database,
                           "PostgreSQL to use instead of the SQLite inside the folder: postgresql://user@host/name");
    }
};

void add_serve(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("serve", "Run the server");
    auto options = std::make_shared<ServeOptions>();
    command->add_option("--data", options->data, "Folder that holds the data")->capture_default_str();
    command->add_option("--listen", options->listen, "Address and port to listen on")->capture_default_str();
    command->add_option("--database", options->database, "PostgreSQL to use instead of the SQLite inside the folder");
    command->add_flag("--demo", options->demo, "Load the demonstration partnership and let visitors step in as its people (loopback only)");
    command->add_option("--tls-cert", options->tls_cert, "Certificate chain (PEM)");
    command->add_option("--tls-key", options->tls_key, "Private key (PEM)");
    command->add_option("--behind-proxy", options->proxy, "Address of the reverse proxy that ends TLS in front of this server");
    command->add_option("--base-url", options->base_url, "Address of this server, for links in reports and mail");
    command->add_option("--smtp", options->smtp.url, "Mail server: smtp://host:port, or smtps://host:port");
    command->add_option("--smtp-user", options->smtp.user, "Who signs in to the mail server");
    command->add_option("--smtp-password-file", options->smtp_password_file,
                        "File with that password in its first line; if not given, TOUCHSTONE_SMTP_PASSWORD from the environment");
    command->add_option("--mail-from", options->smtp.from, "Address that mail comes from");
    command->add_option("--openid-issuer", options->openid.issuer, "OpenID Connect provider that people may sign in with: https://…");
    command->add_option("--openid-client", options->openid.client_id, "The name the provider knows this server by");
    command->add_option("--openid-secret-file", options->openid_secret_file,
                        "File with the secret that the provider gave this server in its first line; if not given, TOUCHSTONE_OPENID_SECRET "
                        "from the environment");
    command->add_option("--openid-name", options->openid.name, "Name of the provider, for the button");
    command->add_option("--backup-to", options->backup_to, "Folder for the nightly backups; if not given, backups/ in the data folder");
    command->add_option("--clamd", options->clamd, "Unix socket of a clamd that checks every added file before anyone can open it");
    command->add_option("--contact", options->contact,
                        "Whom people ask for help, shown on every page: an email address, an https:// address, or words");
    command->add_option("--zone", options->zone, "Time zone for the times shown, today and the end of a day")->capture_default_str();
    command->add_option("--assets", options->assets,
                        "Project folder to read templates and texts from at each use, for those who edit them");
    command->callback([options, &chosen] { chosen = [options] { serve(*options); }; });
}

void add_backup(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("backup", "Copy everything into a new folder, while the server runs, and check the copy");
    auto place = std::make_shared<Place>();
    auto target = std::make_shared<std::string>();
    place->add_to(*command);
    command->add_option("--to", *target, "Folder to make; it must not exist")->required();
    auto keys = std::make_shared<std::string>();
    command->add_option("--record-keys", *keys,
                        "One folder for all backups, kept apart from them, for a copy of the keys of restricted records");
    command->callback([=, &chosen] {
        chosen = [=] {
            const auto data = open_existing_data(place->data, place->database);
            ProgressBar bar("backup");
            const auto damaged = back_up(data, *target, [&](std::size_t done, std::size_t total) { bar.show(done, total); });
            data.database->writing([&](db::Write& db) {
                note_backup(db, static_cast<int>(damaged.size()), now());
                return true;
            });
            if (damaged.empty()) fmt::print("The backup in {} is whole.\n", *target);
            if (!keys->empty()) copy_record_keys(data, *keys);
            if (keys->empty() && has_record_keys(data))
                fmt::print("Restricted records are in it, but not their keys: keep a copy of these with --record-keys.\n");
            if (!damaged.empty())
                throw Trouble(fmt::format("the backup in {} is made, but {}:\n{}", *target, counted(damaged), lines_of(damaged)),
                              with_damage);
        };
    });
}

void add_restore(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("restore", "Check a backup and restore it into an empty folder");
    auto place = std::make_shared<Place>();
    auto source = std::make_shared<std::string>();
    place->add_to(*command);
    command->add_option("--from", *source, "Folder of the backup")->required();
    auto erased = std::make_shared<std::string>();
    command->add_option("--erased", *erased, "The erased.list of the folder that is replaced: what was erased since is erased again");
    auto keys = std::make_shared<std::string>();
    command->add_option("--record-keys", *keys, "The copy of the keys of restricted records; without it none of them can be opened");
    auto accepts = std::make_shared<bool>(false);
    command->add_flag("--accept-damaged", *accepts, "Restore what is undamaged from a backup with damaged files");
    command->callback([=, &chosen] {
        chosen = [=] {
            ProgressBar bar("restore");
            const auto missing = restore({*source, place->data, place->database, *erased, *keys, *accepts},
                                         [&](std::size_t done, std::size_t total) { bar.show(done, total); });
            if (missing.empty())
                fmt::print("Everything is back in {}.\n", place->data);
            else
                fmt::print("All is back in {}, but {}:\n{}", place->data, counted(missing), lines_of(missing));
            if (erased->empty())
                fmt::print(
                    "Has anyone been erased since the backup? If so, restore again with --erased and the erased.list of that time.\n");
        };
    });
}

void add_export(CLI::App& app, std::function<void()>& chosen) {
    auto* command =
        app.add_subcommand("export", "Write everything the server or one organisation owns to a new folder, readable without Touchstone");
    auto place = std::make_shared<Place>();
    auto target = std::make_shared<std::string>(), organisation = std::make_shared<std::string>();
    place->add_to(*command);
    command->add_option("--to", *target, "Folder to make; it must not exist")->required();
    command->add_option("--organisation", *organisation, "Only what the organisation with this name owns");
    command->callback([=, &chosen] {
        chosen = [=] {
            const auto data = open_existing_data(place->data, place->database);
            const auto written = export_all(data, *target, *organisation);
            fmt::print("{} evaluations, {} pieces of evidence and {} files are in {}.\n", written.evaluations, written.evidence,
                       written.files, *target);
            if (written.sealed > 0)
                fmt::print("First judgements that have not been shown yet are in no export: {} rows.\n", written.sealed);
            if (written.cut > 0)
                fmt::print("{} links between what {} owns and what others own are not in it.\n", written.cut, *organisation);
        };
    });
}

void add_import(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("import", "Check an export and bring it into a fresh server, all of it or nothing");
    auto place = std::make_shared<Place>();
    auto options = std::make_shared<ImportOptions>();
    place->add_to(*command);
    command->add_option("folder", options->source, "Folder of the export")->required();
    command->add_option("--erased", options->erased,
                        "The erased.list of the server that was exported: what was erased there since is erased again");
    command->add_option("--administrator", options->administrator, "Email address of someone in it who signs in first");
    command->add_option("--partnership", options->partnership, "Name of the partnership they will administer, where there are several");
    command->add_option("--base-url", options->base_url, "Address of the server, for their link")->default_val("http://127.0.0.1:8080");
    command->callback([=, &chosen] {
        chosen = [=] {
            options->folder = place->data;
            options->database_url = place->database;
            const auto imported = import_all(*options);
            fmt::print("{} evaluations, {} pieces of evidence and {} files are in {}.\n", imported.evaluations, imported.evidence,
                       imported.files, place->data);
            if (imported.link.empty())
                fmt::print("Nobody has a password yet. Set the first with: touchstone account password EMAIL\n");
            else
                fmt::print("{} chooses a password at this address, which works once within 7 days:\n  {}\n", options->administrator,
                           imported.link);
        };
    });
}

void add_snapshot(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("snapshot", "Published versions of evaluations");
    command->require_subcommand(1);
    auto* check = command->add_subcommand("verify", "Check that a signed file is as it was published; needs no server and no data");
    auto file = std::make_shared<std::string>();
    auto key = std::make_shared<std::string>();
    check->add_option("file", *file, "File of a published version")->required();
    check->add_option("--key", *key, "Public key that it must be signed with, as the server shows it at /snapshot-key");
    check->callback([=, &chosen] {
        chosen = [=] {
            std::ifstream in(*file, std::ios::binary);
            if (!in) throw Trouble(*file + " cannot be read");
            const auto found = reports::verify({std::istreambuf_iterator<char>(in), {}}, *key);
            if (!found.is_whole) throw Trouble(found.fault);
            fmt::print("Whole: “{}”, version {}, published {}.\nSHA-256 {}\nSigned with {}\n", found.title, found.number, found.made_at,
                       found.hash, found.public_key);
            if (key->empty())
                throw Trouble(
                    "whole, but whose signature it is was not checked: give the key that the server shows at /snapshot-key with --key",
                    not_checked);
        };
    });
}

void add_openapi(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("openapi", "Print the description of the API");
    command->callback([&chosen] {
        chosen = [] {
            web::Router router;
            add_all_pages(router);
            fmt::print("{}\n", web::openapi_of(router).dump(2));
        };
    });
}

void add_doctor(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("doctor", "Check that the data are sound");
    auto place = std::make_shared<Place>();
    place->add_to(*command);
    auto is_slow = std::make_shared<bool>(false);
    command->add_flag("--slow", *is_slow,
                      "Show instead which statements took longest since the server's start, and how the database goes about them");
    command->callback([=, &chosen] {
        chosen = [=] {
            const auto data = open_existing_data(place->data, place->database);
            if (*is_slow) return fmt::print("{}", plans_of_slow_statements(data));
            for (const auto& missing : missing_programs()) fmt::print("{}.\n", missing);
            for (const auto& missing : missing_fonts()) fmt::print("{}.\n", missing);
            auto problems = data.database->check();
            const auto damage = find_damage(data);
            problems += lines_of(damage);
            for (const auto& hash : data.files.damaged())
                if (std::ranges::find(damage, hash, &Damage::hash) == damage.end())
                    problems += "file " + hash + " was altered: nothing refers to it\n";
            if (!problems.empty()) throw Trouble(problems);
            fmt::print("The data are sound: database, references and files.\n");
            if (const auto unchecked = data.database->unchecked(); !unchecked.empty()) fmt::print("Not checked: {}.\n", unchecked);
        };
    });
}

// A file of lines "partnership seq hash", as `audit head` prints them.
std::map<std::string, events::Head> heads_in(const std::string& file) {
    std::map<std::string, events::Head> heads;
    if (file.empty()) return heads;
    std::ifstream in(file);
    if (!in) throw Trouble(file + " cannot be read");
    std::string partnership, hash;
    for (std::int64_t seq = 0; in >> partnership >> seq >> hash;) heads[partnership] = {seq, hash};
    if (heads.empty()) throw Trouble(file + " holds no head of a chain");
    return heads;
}

void verify_audit(const Data& data, const std::string& against) {
    const auto kept = heads_in(against);
    std::string faults;
    std::int64_t sound = 0, before = 0, erased = 0;
    data.database->read([&](db::Read& db) {
        const auto partnerships = people::list_partnerships(db);
        if (events::check_chains(db) != events::Chained::fits)
            faults += "a chain was removed, cut off or put back to what it was before: the seal over all of them does not fit\n";
        for (const auto& [partnership, head] : kept)
            if (std::ranges::find(partnerships, PartnershipId{partnership}) == partnerships.end())
                faults += "partnership " + partnership + " is not there\n";
        for (const auto& partnership : partnerships) {
            const auto found = kept.find(partnership.text);
            const auto audited = events::audit(db, partnership, found == kept.end() ? events::Head{} : found->second);
            sound += audited.chained;
            before += audited.before_the_chain;
            erased += audited.erased;
            for (const auto& fault : audited.faults) faults += fmt::format("partnership {}: {}\n", partnership.text, fault);
        }
    });
    if (!faults.empty()) throw Trouble("the audit trail does not fit:\n" + faults);
    fmt::print("The audit trail is sound: {} events{}{}.\n", sound,
               erased > 0 ? fmt::format(", {} of them with words that were erased", erased) : "",
               before > 0 ? fmt::format(", and {} from before there was a chain", before) : "");
}

void add_audit(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("audit", "Check that nobody has tampered with the record of who did what");
    command->require_subcommand(1);
    auto place = std::make_shared<Place>();
    auto against = std::make_shared<std::string>();
    auto* verify =
        command->add_subcommand("verify", "Read the whole trail; exit status 1 when anything was altered, removed, added or moved");
    place->add_to(*verify);
    verify->add_option("--against", *against, "File with heads that `audit head` printed earlier and that was kept elsewhere");
    verify->callback([=, &chosen] { chosen = [=] { verify_audit(open_existing_data(place->data, place->database), *against); }; });
    auto* head = command->add_subcommand("head", "Print where each partnership's trail ends now, to keep elsewhere");
    place->add_to(*head);
    head->callback([=, &chosen] {
        chosen = [=] {
            open_existing_data(place->data, place->database).database->read([](db::Read& db) {
                for (const auto& partnership : people::list_partnerships(db)) {
                    const auto end = events::find_head(db, partnership);
                    if (end.seq > 0) fmt::print("{} {} {}\n", partnership.text, end.seq, end.hash);
                }
            });
        };
    });
}

}  // namespace

int run_command_line(int argc, char** argv) {
    if (sodium_init() < 0) return could_not;
    CLI::App app("Touchstone: evaluate services with quality indicators.", "touchstone");
    app.require_subcommand(1);
    app.set_version_flag("--version", fmt::format("touchstone {}", product_version));
    std::function<void()> chosen;
    add_serve(app, chosen);
    add_framework_command(app, chosen);
    add_account_command(app, chosen);
    add_partnership_command(app, chosen);
    add_backup(app, chosen);
    add_restore(app, chosen);
    add_export(app, chosen);
    add_import(app, chosen);
    add_snapshot(app, chosen);
    add_openapi(app, chosen);
    add_doctor(app, chosen);
    add_audit(app, chosen);
    add_rights_command(app, chosen);
    add_evidence_command(app, chosen);
    add_chart_command(app, chosen);
    add_questionnaire_command(app, chosen);
    add_answers_command(app, chosen);
    add_disclosure_command(app, chosen);
    add_measure_command(app, chosen);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : asked_wrongly;
    }
    try {
        chosen();
    } catch (const Trouble& trouble) {
        fmt::print(stderr, "touchstone: {}\n", trouble.what());
        return trouble.status;
    } catch (const std::exception& error) {
        fmt::print(stderr, "touchstone: {}\n", error.what());
        return could_not;
    }
    return 0;
}

}  // namespace touchstone::app

#include "app/evidence_command.h"

#include <algorithm>

#include <fmt/format.h>

#include "access/session_store.h"
#include "carrying/data_folder.h"
#include "evidence/evidence_import_store.h"
#include "evidence/evidence_item_pages.h"
#include "jobs/job_store.h"
#include "people/account_store.h"
#include "people/actor_store.h"
#include "web/texts.h"

namespace touchstone::app {

using namespace carrying;
namespace {

using evidence::ImportedRow;

struct EvidenceOptions {
    std::string data = "data", database, folder, email, organisation;
    evidence::EvidenceDraft common;
    bool saves = false, holds = false;
};

struct Adding {
    Actor actor;
    OrganisationId owner;
    frameworks::Framework words;
};

Adding adding_for(db::Read& db, const EvidenceOptions& options, Instant at) {
    const auto account = people::find_account_by_email(db, people::email_from(options.email));
    if (!account || account->disabled_at) throw Trouble("nobody works here with the address " + options.email);
    const auto partnership = access::find_partnership_of(db, account->id, at);
    if (!partnership) throw Trouble(options.email + " has no role");
    Adding adding{people::find_actor_at_console(db, account->id, *partnership, at), {}, {}};
    const auto offers = evidence::read_offers(db, adding.actor, at);
    const auto owner = std::ranges::find_if(offers.owners, [&](const auto& one) {
        return options.organisation.empty() ? one.organisation.is_empty() : one.service.is_empty() && one.name == options.organisation;
    });
    if (owner == offers.owners.end())
        throw Trouble(options.email + (options.organisation.empty()
                                           ? " may not add evidence for the whole partnership: name an --organisation"
                                           : " may not add evidence for " + options.organisation));
    if (offers.frameworks.empty()) throw Trouble("there is no framework");
    adding.owner = owner->organisation;
    adding.words = evidence::words_of_all(db, offers);
    return adding;
}

// The files that lie in the folder itself, by name; hidden ones and links are left out.
std::vector<ImportedRow> rows_of_folder(const EvidenceOptions& options) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(options.folder))
        if (entry.symlink_status().type() == std::filesystem::file_type::regular && !entry.path().filename().string().starts_with('.'))
            files.push_back(entry.path());
    std::ranges::sort(files);
    if (files.empty()) throw Trouble("there are no files in " + options.folder);
    if (files.size() > evidence::import_rows_max)
        throw Trouble(fmt::format("at most {} files can be added at once", evidence::import_rows_max));
    std::vector<ImportedRow> rows;
    for (const auto& file : files) {
        ImportedRow row;
        row.number = static_cast<int>(rows.size()) + 1;
        row.draft = options.common;
        row.file_name = file.filename().string();
        row.draft.title = evidence::title_of_file(row.file_name);
        row.hash = db::sha256_of(file);
        row.size = static_cast<std::int64_t>(std::filesystem::file_size(file));
        rows.push_back(std::move(row));
    }
    return rows;
}

// Says what would happen to the file. False when something is wrong with it.
bool tell(const evidence::PlannedItem& planned) {
    const auto& name = planned.row->file_name;
    if (planned.is_duplicate()) {
        fmt::print("{}: left out, it is there already\n", name);
        return true;
    }
    if (planned.item) fmt::print("{}: \"{}\"\n", name, planned.item->title);
    for (const auto& problem : planned.problems) fmt::print("{}: {}: {}\n", name, problem.field, web::text(problem.text));
    return planned.problems.empty();
}

void add_folder(const EvidenceOptions& options) {
    if (!std::filesystem::is_directory(options.folder)) throw Trouble(options.folder + " is not a folder");
    auto data = open_existing_data(options.data, options.database);
    const auto rows = rows_of_folder(options);
    const auto keeping = data.files.keeping();
    if (options.saves)
        for (const auto& row : rows) (void)data.files.keep(std::filesystem::path(options.folder) / row.file_name);
    int added = 0;
    bool is_well = true;
    data.database->writing([&](db::Write& db) {
        const auto at = now();
        const auto adding = adding_for(db, options, at);
        evidence::Evidence fresh;
        fresh.owner = adding.owner;
        fresh.added_by = adding.actor.id;
        fresh.added_at = at;
        const auto items = evidence::plan_items(rows, evidence::list_known(db, sight_of(adding.actor, at)), fresh, adding.words);
        for (const auto& planned : items) is_well = tell(planned) && is_well;
        if (!is_well || !options.saves) return false;
        for (const auto& planned : items) {
            if (planned.is_duplicate()) continue;
            add_planned(db, {adding.actor.partnership, adding.actor.id, at}, planned,
                        options.holds ? evidence::ScanState::waiting : evidence::ScanState::not_scanned);
            ++added;
        }
        const auto& partnership = adding.actor.partnership;
        jobs::ask(db, jobs::unattended(partnership, adding.actor.id), options.holds ? "file_scan" : "file_text", partnership.text, at,
                  jobs::Limit::none);
        return true;
    });
    if (!is_well) throw Trouble("nothing was added");
    fmt::print("{}\n", options.saves ? fmt::format("{} added.", added) : "Nothing was added yet: add --save to do it.");
}

}  // namespace

void add_evidence_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("evidence", "Evidence");
    command->require_subcommand(1);
    auto options = std::make_shared<EvidenceOptions>();
    auto* add = command->add_subcommand("add", "Add every file of a folder as a piece of evidence, named after the file");
    add->add_option("--folder", options->folder, "Folder with the files; folders in it are left out")->required();
    add->add_option("--as", options->email, "Email address of the account that adds them")->required();
    add->add_option("--source", options->common.source, "performance_data, documentation, views or observation")->required();
    add->add_option("--from", options->common.from, "First day they cover, such as 2026-01-31")->required();
    add->add_option("--to", options->common.to, "Last day they cover")->required();
    add->add_option("--security", options->common.security, "secure, partial or anecdotal")->required();
    add->add_option("--whose-view", options->common.whose_view, "Key of the stakeholder group, where the source is views");
    add->add_option("--origin", options->common.line, "The survey, study or data set that they come from");
    add->add_option("--organisation", options->organisation, "Name of the organisation that owns them, instead of the partnership");
    add->add_flag("--save", options->saves, "Add them; without it you only see what would be added");
    add->add_flag("--hold", options->holds, "Hold the files until the server's virus scanner has checked them");
    add->add_option("--data", options->data, "Folder that holds the data")->capture_default_str();
    add->add_option("--database", options->database, "PostgreSQL to use instead of the SQLite inside the folder");
    add->callback([options, &chosen] { chosen = [options] { add_folder(*options); }; });
}

}  // namespace touchstone::app

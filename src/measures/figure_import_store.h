// Files of figures in tables: being read, waiting for somebody's answers, entered or refused.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "measures/figure_choice.h"
#include "measures/observation_store.h"

namespace touchstone::measures {

struct FigureImport {
    FigureImportId id;
    OrganisationId owner;  // of what it becomes; empty: the whole partnership
    std::string owner_name;
    std::string file_name, file_hash;
    ImportState state = ImportState::reading;
    FileFound found;      // nothing while it is being read
    ImportDraft answers;  // nothing before somebody has given them; `into` is then the id of a measure, or `into_nothing`
    ImportResult result;
    AccountId made_by;
    Instant made_at;
    int version = 0;
};

// Of the kind of job that reads such a file and enters its figures; its subject is the import.
inline constexpr const char* figure_import_job = "figure_import";

std::optional<Seen> look_up_figure_import(db::Read&, const Actor&, const std::string& id, Instant now);

db::Answer<std::optional<FigureImport>> ask_figure_import(db::Trip&, const PartnershipId&, const FigureImportId&);
std::optional<FigureImport> find_figure_import(db::Read&, const PartnershipId&, const FigureImportId&);

// One in a list, the latest first.
struct ListedImport {
    FigureImportId id;
    OrganisationId owner;
    std::string file_name;
    ImportState state = ImportState::reading;
    Instant made_at;
};
inline constexpr int imports_listed = 50;
std::vector<ListedImport> list_figure_imports(db::Read&, const Sight&);

// What was said last about a file of this owner with such heads, and the keys of the measures that it was said about.
struct SaidBefore {
    ImportDraft answers;
    std::vector<std::string> keys;
};
std::optional<SaidBefore> find_said_before(db::Read&, const PartnershipId&, const OrganisationId& owner, const std::string& heads);

void add_figure_import(db::Write&, const By&, const FigureImport&);
// What was read: it waits for answers, or is refused. Nothing changes when it was read already.
void save_found(db::Write&, const PartnershipId&, const FigureImportId&, const FileFound&);
// New measures are made with it. False, and nothing changes, when somebody answered after this one's version was shown.
[[nodiscard]] bool answer_import(db::Write&, const By&, const FigureImport& before, const ImportDraft&,
                                 const std::vector<KeptMeasure>& made);

// A part of the figures, with what has come of them and those before: where the work is taken up again, it goes on behind them.
struct ToEnter {
    MeasureId measure;
    Whose whose;
    std::string series;  // its id, where that is known
    Observation figure;
};
struct PartEntered {
    ImportResult result;
    std::vector<std::string> series;  // of each figure
};
PartEntered enter_part(db::Write&, const By&, const FigureImportId&, const std::vector<ToEnter>&, ImportResult so_far);
// With one event. Nothing changes when it is done already.
void finish_import(db::Write&, const By&, const FigureImportId&, const ImportResult&);

}  // namespace touchstone::measures

#include "app/disclosure_command.h"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/workbench.h"
#include "carrying/data_folder.h"
#include "statistics/disclosure_file.h"
#include "web/texts.h"

namespace touchstone::app {

using namespace statistics;
using carrying::Trouble;
namespace {

using Json = nlohmann::ordered_json;

constexpr int asked_wrongly = 2;

DisclosureFile read_or_refuse(const std::string& name) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(name, error)) throw Trouble(name + " is not a file", asked_wrongly);
    if (std::filesystem::file_size(name) > disclosure_max_bytes) throw Trouble(web::text("statistics.disclosure.too_large"), asked_wrongly);
    auto file = read_disclosure_file(read_file(name));
    if (!file) throw Trouble(web::text(file.error().sentence, file.error().values), asked_wrongly);
    return std::move(*file);
}

Json json_of(const Safe& safe) {
    auto withheld = Json::array(), intervals = Json::array();
    for (const auto& [cell, range] : safe.cells) {
        withheld.push_back({cell.row, cell.column});
        intervals.push_back({{"cell", withheld.back()}, {"low", range.low}, {"high", range.high ? Json(*range.high) : Json(nullptr)}});
    }
    return {{"withheld", withheld},
            {"intervals", intervals},
            {"margins_withheld", safe.margins_withheld},
            {"row_totals_withheld", safe.row_totals},
            {"column_totals_withheld", safe.column_totals},
            {"total_withheld", safe.total_withheld},
            {"all_withheld", safe.all_withheld}};
}

// What each may show: of a refused one not its number, but which it clashes with.
Json judge(ReleasesToJudge asked) {
    const auto clashes = may_show(asked.ledger, asked.releases);
    auto published = Json::array();
    for (std::size_t i = 0; i < clashes.size(); ++i) {
        const auto& release = asked.releases[i];
        const auto& clash = clashes[i];
        Json entry = {{"where", release.where}, {"shown", !clash}, {"clashes_with", nullptr}};
        if (clash)
            entry["clashes_with"] = clash->with ? Json(*clash->with) : Json("itself");
        else {
            entry["n"] = release.n;
            asked.ledger.published.push_back(release);
        }
        published.push_back(std::move(entry));
    }
    return {{"published", published}, {"leaks", leaks(asked.ledger).size()}};
}

Json answer(const DisclosureFile& file) {
    if (const auto* table = std::get_if<TableToProtect>(&file)) return json_of(protect(table->table, table->rules));
    try {
        return judge(std::get<ReleasesToJudge>(file));
    } catch (const std::invalid_argument&) {
        throw Trouble(web::text("statistics.disclosure.contradiction"), asked_wrongly);
    }
}

}  // namespace

void add_disclosure_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand(
        "disclosure", "Say which counts of a table or of several releases may be shown, from a file; needs no server and no data");
    auto file = std::make_shared<std::string>();
    command->add_option("file", *file, "JSON with a table of counts, or with the dimensions and the releases")->required();
    command->callback([file, &chosen] { chosen = [file] { fmt::print("{}\n", answer(read_or_refuse(*file)).dump(2)); }; });
}

}  // namespace touchstone::app

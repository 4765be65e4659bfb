#include "app/measure_command.h"

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/measure_words.h"
#include "carrying/data_folder.h"
#include "measures/figure_file.h"
#include "web/texts.h"

namespace touchstone::app {

using carrying::Trouble;
namespace {

constexpr int asked_wrongly = 2;

struct MeasureOptions {
    std::string file, data = "data";
    bool is_check = false, as_json = false;
};

Outcome<measures::Read> read_or_say(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) throw Trouble(file.string() + " is not a file");
    const auto rows = measures::open_figures(file, measures::scotland());
    if (!rows) return std::unexpected(rows.error());
    return measures::read_figures(*rows, measures::scotland(), {file.stem().string(), {}});
}

void check(const MeasureOptions& options) {
    if (!options.is_check) throw Trouble(web::text("measures.command.on_the_page"), asked_wrongly);
    const auto read = read_or_say(options.file);
    const auto name = std::filesystem::path(options.file).filename().string();
    fmt::print("{}", options.as_json ? as_json(name, read) + "\n" : as_lines(name, read));
    if (!read || read->problem_count > 0) throw Trouble(web::text("measures.command.cannot"));
}

}  // namespace

void add_measure_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("measure", "Numbers over time");
    command->require_subcommand(1);
    auto* importing = command->add_subcommand("import", "Read a table of figures");
    auto options = std::make_shared<MeasureOptions>();
    importing->add_option("file", options->file, "CSV, TSV, an Excel workbook (.xlsx), or a saved answer of a statistics endpoint")
        ->required();
    importing->add_option("--data", options->data, "Folder that holds the data; --check neither needs nor changes it")
        ->capture_default_str();
    importing->add_flag(
        "--check", options->is_check,
        "Say what the table holds and what has to be asked about it, and take nothing; exit status 1 when it cannot be taken");
    importing->add_flag("--json", options->as_json, "The same, as JSON");
    importing->callback([options, &chosen] { chosen = [options] { check(*options); }; });
}

}  // namespace touchstone::app

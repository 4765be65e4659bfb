#include "app/framework_command.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <fmt/format.h>

#include "app/shipped.h"
#include "base/text.h"
#include "carrying/data_folder.h"
#include "frameworks/aids.h"
#include "frameworks/framework_json.h"
#include "frameworks/framework_store.h"
#include "frameworks/guide_layout.h"
#include "frameworks/pack_text.h"

namespace touchstone::app {

using namespace carrying;
namespace {

using frameworks::Framework;

constexpr const char* shipped_name = "generic-2006";

struct FrameworkOptions {
    std::string data = "data", database, id, version, from, to, layout;
    bool as_json = false;
    std::string aids_from;
    std::string new_id = "imported", new_version = "1", language = "en-GB", title, publisher = "not named", licence = "not named";
};

bool has_data(const FrameworkOptions& options) {
    return !options.database.empty() || std::filesystem::exists(std::filesystem::path(options.data) / "touchstone.db");
}

std::string read_file(const std::filesystem::path& path, std::uintmax_t max) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) throw Trouble(path.string() + " is not a file");
    if (std::filesystem::file_size(path) > max) throw Trouble(path.string() + " is too large");
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// A pack in a folder, or framework.yaml of one.
std::vector<frameworks::PackFile> files_in(const std::filesystem::path& folder) {
    if (!std::filesystem::is_directory(folder)) throw Trouble(folder.string() + " is not a folder");
    std::vector<frameworks::PackFile> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file() && files.size() <= frameworks::pack_max_files)
            files.push_back(
                {std::filesystem::relative(entry.path(), folder).generic_string(), read_file(entry.path(), frameworks::pack_max_bytes)});
    std::ranges::sort(files, {}, &frameworks::PackFile::name);
    return files;
}

Framework read_or_refuse(const std::filesystem::path& folder) {
    auto reading = frameworks::read_pack(files_in(folder));
    if (reading.framework) return std::move(*reading.framework);
    std::string problems;
    for (const auto& problem : reading.problems) problems += in_words(problem) + "\n";
    throw Trouble(fmt::format("{} problems in {}:\n{}", reading.problems.size(), folder.string(), problems));
}

struct Named {
    std::string id, version, title, where;
};

// What is published in the data, when there are any, and what travels inside the binary.
std::vector<Named> all_named(const FrameworkOptions& options) {
    std::vector<Named> named;
    if (has_data(options)) {
        auto data = open_existing_data(options.data, options.database);
        for (const auto& published : data.database->reading([](db::Read& db) { return frameworks::list_frameworks(db); }))
            named.push_back({published.id, published.version, published.title, "published"});
    }
    const auto shipped = shipped_framework(shipped_name);
    const auto is_it = [&](const Named& one) { return one.id == shipped.id && one.version == shipped.version; };
    if (std::ranges::none_of(named, is_it)) named.push_back({shipped.id, shipped.version, shipped.title, "built in"});
    return named;
}

Framework find_or_refuse(const FrameworkOptions& options) {
    for (const auto& named : all_named(options)) {
        if (named.id != options.id || (!options.version.empty() && named.version != options.version)) continue;
        if (named.where == "built in") return shipped_framework(shipped_name);
        auto data = open_existing_data(options.data, options.database);
        return data.database->reading(
            [&](db::Read& db) { return frameworks::framework_of(db, frameworks::find_published(db, named.id, named.version)->hash); });
    }
    throw Trouble(fmt::format("there is no framework {} {}", options.id, options.version));
}

struct Counts {
    std::size_t themes = 0, passages = 0;
};

Counts counts_of(const Framework& framework) {
    Counts counts;
    for (const auto& indicator : framework.indicators)
        for (const auto& theme : indicator.themes) {
            ++counts.themes;
            counts.passages += theme.illustrations.size();
        }
    return counts;
}

void say_counts(const Framework& framework) {
    const auto counts = counts_of(framework);
    fmt::print(
        "{} {}: {} questions, {} key areas, {} indicators, {} themes, {} illustration passages, {} levels, {} outcomes, {} sources, {} "
        "stakeholder groups\n",
        framework.id, framework.version, framework.questions.size(), framework.key_areas.size(), framework.indicators.size(), counts.themes,
        counts.passages, framework.scale.size(), framework.outcomes.size(), framework.sources.size(), framework.stakeholder_groups.size());
}

void write_pack(const Framework& framework, const std::filesystem::path& folder) {
    if (std::filesystem::exists(folder)) throw Trouble(folder.string() + " exists already");
    for (const auto& file : frameworks::pack_files(framework)) {
        const auto path = folder / file.name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream out(path);
        out << file.text;
        out.close();
        if (!out) throw Trouble(path.string() + " could not be written");
    }
    fmt::print("The pack is in {}.\n", folder.string());
}

void publish_or_refuse(const FrameworkOptions& options, const Framework& framework) {
    auto data = open_data(options.data, options.database);
    const auto publishing = data.database->writing([&](db::Write& db) {
        std::string hash;
        return frameworks::publish(db, framework, now(), hash);
    });
    if (publishing == frameworks::Publishing::other_content)
        throw Trouble(
            fmt::format("{} {} is published already with other content, and a published version never changes: choose another version",
                        framework.id, framework.version));
    fmt::print("{} {} is published in {}.\n", framework.id, framework.version, options.data);
}

void list(const FrameworkOptions& options) {
    for (const auto& named : all_named(options)) fmt::print("{}\t{}\t{}\t{}\n", named.id, named.version, named.where, named.title);
}

void show(const FrameworkOptions& options) {
    const auto framework = find_or_refuse(options);
    if (options.as_json) {
        fmt::print("{}\n", frameworks::to_json(framework));
        return;
    }
    say_counts(framework);
    for (const auto& question : framework.questions) {
        fmt::print("\n{}. {}\n", question.number, question.title);
        for (const auto& area : framework.key_areas) {
            if (area.question != question.number) continue;
            fmt::print("  Key area {}: {}\n", area.number, area.title);
            for (const auto& indicator : framework.indicators)
                if (indicator.key_area == area.number)
                    fmt::print("    {} {} ({} themes)\n", indicator.code, indicator.title, indicator.themes.size());
        }
    }
}

void validate(const FrameworkOptions& options) {
    say_counts(read_or_refuse(options.from));
    fmt::print("The pack in {} has no problems.\n", options.from);
}

// A guide's text has no presets, no hints and no words for proportions: they come from the framework that is named, else from the one that
// is built in where its indicators are the same.
void add_aids(const FrameworkOptions& options, Framework& framework) {
    if (options.aids_from == "none") return;
    auto named = options;
    named.id = options.aids_from;
    named.version.clear();
    const bool is_named = !options.aids_from.empty();
    const auto from = is_named ? find_or_refuse(named) : shipped_framework(shipped_name);
    const auto left_out = frameworks::take_aids(framework, from, is_named ? frameworks::Agreeing::by_code : frameworks::Agreeing::by_name);
    fmt::print("The method is that of {} {}, where the {} agree.\n", from.id, from.version, is_named ? "codes" : "codes and titles");
    for (const auto& left : left_out) fmt::print("left out, {} is not the same here\n", left);
}

// A document in a published guide's layout. What could not be placed is listed, never dropped silently.
Framework import_guide(const FrameworkOptions& options) {
    auto reading = frameworks::read_guide(read_file(options.from, frameworks::guide_max_bytes));
    for (const auto& left : reading.unplaced) fmt::print(stderr, "line {}: {}: {}\n", left.line, left.why, left.text);
    for (const auto& problem : reading.problems) fmt::print(stderr, "LOOK AT line {}: {}: {}\n", problem.line, problem.why, problem.text);
    auto framework = std::move(reading.framework);
    framework.id = options.new_id;
    framework.version = options.new_version;
    framework.language = options.language;
    framework.publisher = options.publisher;
    framework.licence = options.licence;
    if (!options.title.empty()) framework.title = options.title;
    add_aids(options, framework);
    // It must be a pack that anybody could have written.
    auto checked = frameworks::read_pack(frameworks::pack_files(framework));
    if (checked.framework) return std::move(*checked.framework);
    std::string problems;
    for (const auto& problem : checked.problems) problems += in_words(problem) + "\n";
    throw Trouble(fmt::format("{} does not hold a whole framework in this layout:\n{}", options.from, problems));
}

void import(const FrameworkOptions& options) {
    auto framework = options.layout == "guide" ? import_guide(options) : read_or_refuse(options.from);
    if (options.layout != "guide" && !options.aids_from.empty()) add_aids(options, framework);
    say_counts(framework);
    for (const auto& lack : frameworks::lacking(framework)) fmt::print("It lacks {}.\n", lack);
    if (!options.to.empty())
        write_pack(framework, options.to);
    else
        publish_or_refuse(options, framework);
}

}  // namespace

void add_framework_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("framework", "Manage frameworks of quality indicators");
    command->require_subcommand(1);
    auto options = std::make_shared<FrameworkOptions>();
    const auto sub = [&](const char* name, const char* about, void (*run)(const FrameworkOptions&)) {
        auto* child = command->add_subcommand(name, about);
        child->add_option("--data", options->data, "Folder that holds the data")->capture_default_str();
        child->add_option("--database", options->database, "PostgreSQL to use instead of the SQLite inside the folder");
        child->callback([run, options, &chosen] { chosen = [run, options] { run(*options); }; });
        return child;
    };
    sub("list", "Every framework: those that are published in the data, and the one that is built in", list);
    auto* showing = sub("show", "One framework", show);
    showing->add_option("id", options->id, "Its id")->required();
    showing->add_option("--version", options->version, "Its version; the latest when left out");
    showing->add_flag("--json", options->as_json, "All of it, as JSON");
    sub("validate", "Check that a pack is whole; every problem is named with its line", validate)
        ->add_option("folder", options->from, "Folder of the pack")
        ->required();
    auto* importing = sub("import", "Publish a pack, or a document in a published guide's layout", import);
    importing->add_option("file", options->from, "Folder of the pack, or the document")->required();
    importing->add_option("--layout", options->layout, "guide: the document is laid out as the guides of this family are")
        ->check(CLI::IsMember({"guide", "pack"}))
        ->default_val("pack");
    importing->add_option("--aids-from", options->aids_from,
                          "Id of the framework whose method it takes where codes agree; without it a guide takes that of the built-in one "
                          "where codes and titles agree; none: nothing");
    importing->add_option("--to", options->to, "Write a pack into this new folder instead of publishing");
    importing->add_option("--id", options->new_id, "Id that the imported guide gets")->capture_default_str();
    importing->add_option("--version", options->new_version, "Version that the imported guide gets")->capture_default_str();
    importing->add_option("--language", options->language, "Language of its text")->capture_default_str();
    importing->add_option("--title", options->title, "Title; the document's own when left out");
    importing->add_option("--publisher", options->publisher, "Who published it")->capture_default_str();
    importing->add_option("--licence", options->licence, "The licence of its text")->capture_default_str();
    auto* exporting = sub("export", "Write a framework as a pack",
                          [](const FrameworkOptions& chosen_options) { write_pack(find_or_refuse(chosen_options), chosen_options.to); });
    exporting->add_option("id", options->id, "Its id")->required();
    exporting->add_option("--version", options->version, "Its version; the latest when left out");
    exporting->add_option("--to", options->to, "Folder to make")->required();
}

}  // namespace touchstone::app

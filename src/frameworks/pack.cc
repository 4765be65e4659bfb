#include "frameworks/pack.h"

#include <algorithm>
#include <array>
#include <map>
#include <ranges>
#include <tuple>

#include "base/text.h"
#include "frameworks/pack_checks.h"
#include "frameworks/pack_fields.h"
#include "frameworks/yaml_tree.h"

namespace touchstone::frameworks {
namespace {

constexpr int question_max = 99;
constexpr std::string_view framework_file = "framework.yaml";
constexpr std::array<std::string_view, 4> left_alone{"README.md", "LICENSE", questions_file, measures_file};

Half half_of(PackFields& fields) {
    const auto word = fields.name("half", Need::optional);
    for (const auto half : {Half::none, Half::observed, Half::reported})
        if (word == name_of(half)) return half;
    fields.place().at("half").problem("must be observed or reported");
    return Half::none;
}

Depth depth_of(PackFields& fields) {
    const auto word = fields.name("depth");
    if (const auto depth = depth_from(word)) return *depth;
    if (!word.empty()) fields.place().at("depth").problem("must be full, light or none");
    return Depth::none;
}

Theme theme_of(PackFields& fields) {
    return {.title = fields.name("title"),
            .half = half_of(fields),
            .aspects = fields.names("aspects", Need::optional),
            .aliases = fields.names("aliases", Need::optional),
            .illustrations = fields.each(
                "illustrations", Need::optional,
                [](PackFields& it) { return Illustration{it.number("level", lowest_level, highest_level), it.passage("text")}; }),
            .short_title = fields.name("short", Need::optional),
            .typical_evidence = fields.names("typical_evidence", Need::optional)};
}

Indicator indicator_of(PackFields& fields) {
    return {.code = fields.name("code"),
            .title = fields.name("title"),
            .aliases = fields.names("aliases", Need::optional),
            .key_area = fields.name("key_area"),
            .judged = fields.yes_or_no("judged"),
            .illustrated = fields.yes_or_no("illustrated"),
            .impact_pair = fields.yes_or_no("impact_pair"),
            .key_features = fields.passage("key_features"),
            .themes = fields.each("themes", Need::required, theme_of)};
}

Preset preset_of(PackFields& fields) {
    return {.key = fields.name("key"),
            .title = fields.name("title"),
            .source = fields.name("source", Need::optional),
            .about = fields.passage("about", Need::optional),
            .choices = fields.each("choices", Need::required, [](PackFields& it) {
                return PresetChoice{it.names("key_areas", Need::optional), it.names("indicators", Need::optional), depth_of(it),
                                    it.passage("reason")};
            })};
}

void read_aids(PackFields& fields, Framework& framework) {
    framework.outcomes = fields.each("outcomes", Need::optional, [](PackFields& it) {
        return DesiredOutcome{it.name("key"), it.name("title"), it.passage("about", Need::optional)};
    });
    framework.sources = fields.each("sources", Need::required, [](PackFields& it) {
        return EvidenceSource{it.name("key"), it.name("title"), it.passage("about", Need::optional),
                              it.number("half_life_months", 1, half_life_max_months, Need::optional)};
    });
    framework.stakeholder_groups = fields.each("stakeholder_groups", Need::optional,
                                               [](PackFields& it) { return StakeholderGroup{it.name("key"), it.name("title")}; });
    framework.children_groups =
        fields.each("children_groups", Need::optional, [](PackFields& it) { return ChildrenGroup{it.name("key"), it.name("title")}; });
    framework.presets = fields.each("presets", Need::optional, preset_of);
    framework.reuse = fields.each("reuse", Need::optional, [](PackFields& it) {
        return Reuse{it.names("from", Need::required), it.names("to", Need::required), it.name("source", Need::optional),
                     it.passage("why")};
    });
    framework.looked_at_first = fields.names("looked_at_first", Need::optional);
    framework.explained_by = fields.each("explained_by", Need::optional, [](PackFields& it) {
        return Explanation{it.names("weakness_in", Need::required), it.names("by", Need::required), it.passage("why")};
    });
    framework.enough_if_sound = fields.names("enough_if_sound", Need::optional);
    framework.quantity_words = fields.each("quantity_words", Need::optional, [](PackFields& it) {
        QuantityWord word{.word = it.name("word"), .is_over = it.has("over"), .is_under = it.has("under")};
        word.from = it.number(word.is_over ? "over" : "from", 0, 100);
        word.to = it.number(word.is_under ? "under" : "to", 0, 100);
        word.not_after = it.names("not_after", Need::optional);
        word.not_before = it.names("not_before", Need::optional);
        return word;
    });
}

void read_framework(PackFields& fields, Framework& framework) {
    framework.id = fields.name("id");
    framework.version = fields.name("version");
    framework.title = fields.name("title");
    framework.language = fields.name("language");
    framework.publisher = fields.name("publisher");
    framework.licence = fields.name("licence");
    framework.source = fields.passage("source", Need::optional);
    framework.about = fields.passage("about", Need::optional);
    framework.questions = fields.each("questions", Need::required, [](PackFields& it) {
        return Question{it.number("number", 1, question_max), it.name("title"), it.passage("about", Need::optional)};
    });
    framework.key_areas = fields.each("key_areas", Need::required, [](PackFields& it) {
        return KeyArea{it.name("number"), it.name("title"), it.number("question", 1, question_max), it.passage("about", Need::optional)};
    });
    framework.scale = fields.each("scale", Need::required, [](PackFields& it) {
        return ScaleLevel{it.number("level", lowest_level, highest_level),
                          it.name("name"),
                          it.name("descriptor"),
                          it.passage("guideline", Need::optional),
                          it.passage("implication", Need::optional),
                          it.name("asks", Need::optional)};
    });
    read_aids(fields, framework);
}

bool is_indicator_file(std::string_view name) {
    return name.starts_with("indicators/") && name.ends_with(".yaml") && std::ranges::count(name, '/') == 1;
}

// Too much of anything: then nothing is read at all.
bool is_too_large(const std::vector<PackFile>& files, PackNotes& notes) {
    std::size_t bytes = 0;
    for (const auto& file : files) bytes += file.name.size() + file.text.size();
    if (bytes > pack_max_bytes) notes.add("", "", "the pack is larger than " + std::to_string(pack_max_bytes / 1'000'000) + " MB");
    if (files.size() > pack_max_files) notes.add("", "", "the pack has more than " + std::to_string(pack_max_files) + " files");
    return !notes.problems.empty();
}

struct Pack {
    Framework framework;
    std::vector<std::string> indicator_files;
    bool has_framework_file = false;
};

void read_file(const PackFile& file, Pack& pack, PackNotes& notes, int& parts_left) {
    if (!is_text(file.name)) return notes.add("", "", "the name of a file in the pack is not UTF-8 text");
    const bool is_framework = file.name == framework_file;
    if (!is_framework && !is_indicator_file(file.name)) {
        if (std::ranges::find(left_alone, file.name) == left_alone.end()) notes.add(file.name, "", "is not a file that belongs in a pack");
        return;
    }
    pack.has_framework_file |= is_framework;
    const auto tree = read_yaml(file.text, parts_left);
    if (!tree) {
        notes.lines[file.name][""] = tree.error().line;
        notes.add(file.name, "", tree.error().message);
        return;
    }
    PackFields fields(*tree, {&notes, file.name, ""});
    if (is_framework) {
        read_framework(fields, pack.framework);
    } else {
        pack.framework.indicators.push_back(indicator_of(fields));
        pack.indicator_files.push_back(file.name);
    }
    fields.refuse_others();
}

// In the order of their names, so that the same pack gives the same problems however it was gathered.
void read_files(const std::vector<PackFile>& files, Pack& pack, PackNotes& notes) {
    std::map<std::string_view, const PackFile*> by_name;
    for (const auto& file : files)
        if (!by_name.emplace(file.name, &file).second && is_text(file.name)) notes.add(file.name, "", "is in the pack twice");
    int parts_left = pack_max_parts;
    for (const auto& [name, file] : by_name) read_file(*file, pack, notes, parts_left);
}

}  // namespace

PackReading read_pack(const std::vector<PackFile>& files) {
    PackNotes notes;
    if (is_too_large(files, notes)) return {std::nullopt, notes.problems};
    Pack pack;
    read_files(files, pack, notes);
    if (!pack.has_framework_file) notes.add("", "", "the pack has no framework.yaml");
    if (pack.indicator_files.empty()) notes.add("", "", "the pack has no indicators");
    if (pack.has_framework_file) check_framework(pack.framework, pack.indicator_files, notes);
    if (!notes.problems.empty()) {
        const auto listed = notes.problems | std::views::take(pack_max_problems);
        std::ranges::sort(listed, {}, [](const PackProblem& it) { return std::tie(it.file, it.line, it.path, it.message); });
        return {std::nullopt, notes.problems};
    }
    std::ranges::sort(pack.framework.indicators, comes_before, &Indicator::code);
    return {std::move(pack.framework), {}};
}

std::string in_words(const PackProblem& problem) {
    auto words = problem.file;
    if (problem.line > 0) words += ", line " + std::to_string(problem.line);
    if (!words.empty()) words += ": ";
    if (!problem.path.empty()) words += problem.path + " ";
    return words + problem.message;
}

}  // namespace touchstone::frameworks

#include "measures/area.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <yaml-cpp/yaml.h>

#include "base/assets.h"
#include "base/text.h"

namespace touchstone::measures {

namespace {

std::vector<std::string> words(const YAML::Node& node) {
    std::vector<std::string> all;
    for (const auto& word : node) all.push_back(word.as<std::string>());
    return all;
}

Area read_area(const YAML::Node& node) {
    const auto kind = value_in(area_kinds(), node["kind"].as<std::string>());
    if (!kind) throw std::runtime_error("no such kind of area");
    return {*kind, node["code"].as<std::string>(), node["name"].as<std::string>(), words(node["older_codes"]), words(node["other_names"])};
}

// Each has its sentence in the texts.
constexpr std::array<std::string_view, 1> sources_of_steps{"care_inspectorate_grades"};

MethodSteps read_steps(const YAML::Node& node) {
    MethodSteps steps{node["source"].as<std::string>(), words(node["columns"]), {}};
    if (std::ranges::find(sources_of_steps, steps.source) == sources_of_steps.end())
        throw std::runtime_error(steps.source + " has no sentence");
    for (const auto& from : words(node["from"])) {
        const auto read = read_period(from, {std::nullopt, true});
        if (!read) throw std::runtime_error(from + " is no period");
        steps.from.push_back(read->period);
    }
    return steps;
}

// A name as it is compared: "&" is "and".
std::string name_key(std::string_view name) {
    auto key = reader_key(name);
    for (auto at = key.find('&'); at != std::string::npos; at = key.find('&')) key.replace(at, 1, "and");
    return key;
}

// "NHS Fife" and "Fife Council" without what says which kind they are.
std::pair<std::string_view, std::optional<AreaKind>> bare_name(std::string_view key) {
    if (key.starts_with("the ")) key.remove_prefix(4);
    if (key.starts_with("nhs ")) return {key.substr(4), AreaKind::health_board};
    constexpr std::string_view council = " council", board = " health board";
    if (key.ends_with(council)) return {key.substr(0, key.size() - council.size()), AreaKind::council};
    if (key.ends_with(board)) return {key.substr(0, key.size() - board.size()), AreaKind::health_board};
    return {key, std::nullopt};
}

}  // namespace

const Names<AreaKind>& area_kinds() {
    static const Names<AreaKind> names{{AreaKind::country, "country"},
                                       {AreaKind::council, "council"},
                                       {AreaKind::health_board, "health_board"},
                                       {AreaKind::hospital, "hospital"}};
    return names;
}

Places::Places(const std::string& yaml) {
    const auto root = YAML::Load(yaml);
    for (const auto& node : root["areas"]) areas_.push_back(read_area(node));
    for (const auto& node : root["steps"]) steps_.push_back(read_steps(node));
    for (std::size_t at = 0; at < areas_.size(); ++at) {
        const auto& area = areas_[at];
        by_code_[area.code].push_back(at);
        for (const auto& code : area.older_codes) by_code_[code].push_back(at);
        by_name_[name_key(area.name)].push_back(at);
        for (const auto& name : area.other_names) by_name_[name_key(name)].push_back(at);
    }
}

std::vector<const Area*> Places::meant_by(std::string_view spelling) const {
    std::vector<const Area*> meant;
    const auto add = [&](const std::vector<std::size_t>& places, std::optional<AreaKind> kind) {
        for (const auto at : places)
            if (!kind || areas_[at].kind == *kind) meant.push_back(&areas_[at]);
    };
    if (const auto found = by_code_.find(end_of_address(spelling)); found != by_code_.end()) add(found->second, std::nullopt);
    if (!meant.empty()) return meant;
    const auto key = name_key(spelling);
    if (const auto found = by_name_.find(key); found != by_name_.end()) add(found->second, std::nullopt);
    if (!meant.empty()) return meant;
    const auto [name, kind] = bare_name(key);
    if (const auto found = by_name_.find(name); found != by_name_.end()) add(found->second, kind);
    return meant;
}

const Places& scotland() {
    static const Places places(assets::content("places/scotland.yaml"));
    return places;
}

std::string_view end_of_address(std::string_view spelling) {
    if (!spelling.starts_with("http://") && !spelling.starts_with("https://")) return spelling;
    while (spelling.ends_with('/')) spelling.remove_suffix(1);
    return spelling.substr(spelling.find_last_of("/#") + 1);
}

bool is_area_code(std::string_view text) {
    const auto code = end_of_address(text);
    return code.size() == 9 && code.front() >= 'A' && code.front() <= 'Z' &&
           code.substr(1).find_first_not_of("0123456789") == std::string_view::npos;
}

std::optional<AreaKind> areas_named_by(std::string_view name) {
    const auto low = lowered(name);
    const auto says = [&](std::string_view word) { return low.find(word) != std::string::npos; };
    if (says("council") || says("authority") || low.starts_with("la_")) return AreaKind::council;
    if (says("health board") || says("healthboard") || says("health_board") || low.starts_with("hb")) return AreaKind::health_board;
    return std::nullopt;
}

}  // namespace touchstone::measures

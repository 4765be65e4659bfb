#include "db/column_tags.h"

#include <algorithm>
#include <map>

#include <yaml-cpp/yaml.h>

#include "base/assets.h"
#include "db/migrate.h"

namespace touchstone::db {
namespace {

std::vector<std::string> words(const YAML::Node& node) {
    std::vector<std::string> all;
    for (const auto& word : node) all.push_back(word.as<std::string>());
    return all;
}

Follows read_following(const YAML::Node& node) {
    return {node["column"].as<std::string>(),    node["into"].as<std::string>(), node["when"].as<std::string>("1 = 1"),
            node["counted"].as<std::string>(""), words(node["once_for"]),        node["adds"].as<std::string>("")};
}

Goes read_going(const YAML::Node& node) {
    Goes goes{node["from"].as<std::string>(), node["named"].as<std::string>(), node["leaves"].as<std::string>(""), {}};
    for (const auto& entry : node["empties"]) goes.empties.emplace_back(entry.first.as<std::string>(), entry.second.as<std::string>());
    return goes;
}

TaggedTable read_table(const std::string& name, const YAML::Node& node) {
    static const std::map<std::string, Tag> tags{
        {"none", Tag::none}, {"person", Tag::person}, {"child", Tag::child}, {"free_text", Tag::free_text}, {"secret", Tag::secret}};
    static const std::map<std::string, OnErasure> erasures{
        {"keep", OnErasure::keep}, {"rows", OnErasure::rows}, {"words", OnErasure::words}};
    TaggedTable table;
    table.name = name;
    table.whose = words(node["whose"]);
    table.address = node["address"].as<std::string>("");
    table.on_erasure = erasures.at(node["erase"].as<std::string>("keep"));
    table.blank = words(node["blank"]);
    table.nothing = words(node["nothing"]);
    table.withheld = words(node["withhold"]);
    for (const auto& entry : node["only_for"]) table.only_for[entry.first.as<std::string>()] = words(entry.second);
    table.keeps = node["keeps"].as<std::string>("");
    const auto of_class = node["class"].as<std::string>();
    table.is_carried = node["carry"].as<bool>(of_class == "structure" || of_class == "evaluation");
    table.once = node["once"].as<std::string>("");
    table.made_here = words(node["made_here"]);
    for (const auto& whole : node["of"]) table.of.emplace_back(whole.first.as<std::string>(), whole.second.as<std::string>());
    if (node["goes"]) table.goes = read_going(node["goes"]);
    for (const auto& entry : node["keys"]) {
        auto of = words(entry.second);
        const bool is_for_search = of.front() == "search";
        of.erase(of.begin());
        table.made_here.push_back(entry.first.as<std::string>());
        table.keys.push_back({entry.first.as<std::string>(), is_for_search, std::move(of)});
    }
    for (const auto& following : node["follows"]) table.follows.push_back(read_following(following));
    for (const auto& column : node["columns"])
        table.columns.push_back({column.first.as<std::string>(), tags.at(column.second.as<std::string>()), 0, {}});
    for (const auto& entry : node["words"]) {
        const auto column = std::ranges::find(table.columns, entry.first.as<std::string>(), &TaggedColumn::name);
        auto stand_for = words(entry.second);
        column->first = std::stoi(stand_for.front());
        column->words.assign(std::next(stand_for.begin()), stand_for.end());
    }
    return table;
}

}  // namespace

std::vector<std::string> TaggedTable::shown() const {
    std::vector<std::string> names;
    for (const auto& column : columns)
        if (column.tag != Tag::secret && std::ranges::find(keys, column.name, &KeyColumn::column) == keys.end() &&
            std::ranges::find(withheld, column.name) == withheld.end())
            names.push_back(column.name);
    return names;
}

std::vector<std::string> TaggedTable::carried() const {
    std::vector<std::string> names;
    for (const auto& column : columns)
        if (column.tag != Tag::secret && std::ranges::find(made_here, column.name) == made_here.end()) names.push_back(column.name);
    return names;
}

const std::vector<TaggedTable>& tagged_tables() {
    static const auto tables = [] {
        std::vector<TaggedTable> all;
        for (const auto& step : known_migrations()) {  // what is referred to comes first
            const auto beside = "migrations/" + step.name.substr(5, step.name.size() - 9) + ".yaml";
            if (!assets::exists(beside)) continue;
            for (const auto& entry : YAML::Load(assets::content(beside)))
                all.push_back(read_table(entry.first.as<std::string>(), entry.second));
        }
        return all;
    }();
    return tables;
}

}  // namespace touchstone::db

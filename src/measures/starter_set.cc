#include "measures/starter_set.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "base/assets.h"
#include "base/text.h"
#include "frameworks/pack_fields.h"
#include "frameworks/yaml_tree.h"

namespace touchstone::measures {
namespace {

using frameworks::Need;
using frameworks::PackFields;

DefinitionDraft draft_of(PackFields& it, const std::string& source, const std::string& framework_id) {
    DefinitionDraft draft{.code = it.name("code"),
                          .title = it.name("title"),
                          .counted = it.passage("counted"),
                          .numerator = it.name("numerator", Need::optional),
                          .denominator = it.name("denominator", Need::optional),
                          .unit = it.name("unit"),
                          .per = it.name("per", Need::optional),
                          .better = it.name("better"),
                          .counting = it.name("counting"),
                          .chart = it.name("chart"),
                          .smallest = name_in(smallests(), Smallest::five),
                          .years = it.name("years", Need::optional),
                          .source = source,
                          .link = {},
                          .outcomes = it.names("outcomes", Need::required),
                          .themes = {},
                          .questions = it.passage("questions", Need::optional),
                          .developments = {},
                          .holds_from = {}};
    for (const auto& theme : it.names("themes", Need::required)) draft.themes.push_back(framework_id + "/" + theme);
    return draft;
}

std::vector<Starter> read(const std::string& file, const std::string& framework_id) {
    int parts_left = frameworks::pack_max_parts;
    const auto tree = frameworks::read_yaml(assets::content(file), parts_left);
    if (!tree) throw std::logic_error(fmt::format("{}, line {}: {}", file, tree.error().line, tree.error().message));
    frameworks::PackNotes notes;
    PackFields fields(*tree, {&notes, file, ""});
    std::vector<Starter> all;
    fields.each("sets", Need::required, [&](PackFields& set) {
        const auto title = set.name("title"), source = set.name("source");
        for (auto& draft : set.each("measures", Need::required, [&](PackFields& it) { return draft_of(it, source, framework_id); }))
            all.push_back({title, std::move(draft)});
        return title;
    });
    fields.refuse_others();
    if (!notes.problems.empty()) throw std::logic_error(in_words(notes.problems.front()));
    return all;
}

// By the framework's id.
std::map<std::string, std::vector<Starter>> read_all() {
    std::map<std::string, std::vector<Starter>> all;
    for (const auto& name : assets::names_under("frameworks")) {
        const auto parts = split(name, '/');
        if (parts.size() == 3 && parts.back() == frameworks::measures_file) all.emplace(parts.at(1), read(name, parts.at(1)));
    }
    return all;
}

}  // namespace

const std::vector<Starter>& starters(const std::string& framework_id) {
    static const auto all = read_all();
    static const std::vector<Starter> none;
    const auto found = all.find(framework_id);
    return found == all.end() ? none : found->second;
}

const Fields<StartersDraft>& starters_fields() {
    static const Fields<StartersDraft> fields{"measures.starters", {field::needed(field::choices("starters", &StartersDraft::starters))}};
    return fields;
}

Outcome<std::vector<Definition>> begun_with(const StartersDraft& draft, const std::vector<std::string>& there,
                                            const std::string& framework_id, const Nameable& nameable) {
    if (draft.starters.empty()) return refuse(Problems{{"starters", "measures.starters.starters_missing"}});
    std::vector<Definition> definitions;
    for (const auto& code : draft.starters) {
        const auto& all = starters(framework_id);
        const auto found = std::ranges::find(all, code, [](const Starter& starter) { return starter.draft.code; });
        if (found == all.end()) return refuse(Problems{{"starters", "measures.starters.starters_unknown"}});
        const bool is_chosen_twice = std::ranges::find(definitions, code, &Definition::code) != definitions.end();
        if (is_chosen_twice || std::ranges::find(there, code) != there.end()) continue;
        auto definition = defined(found->draft, nameable);
        if (!definition) return refuse(definition.error());
        definitions.push_back(std::move(*definition));
    }
    if (definitions.empty()) return refuse(Problems{{"starters", "measures.starters.starters_there"}});
    return definitions;
}

}  // namespace touchstone::measures

#include "frameworks/framework_json.h"

#include <stdexcept>

#include <nlohmann/json.hpp>

#include "base/bounded_json.h"

namespace touchstone::frameworks {
namespace {

using Json = nlohmann::ordered_json;

template <class Value, class Writer>
Json array_of(const std::vector<Value>& values, Writer write) {
    auto array = Json::array();
    for (const auto& value : values) array.push_back(write(value));
    return array;
}

template <class Value, class Reader>
std::vector<Value> read_array(const Json& json, const char* key, Reader read) {
    std::vector<Value> values;
    for (const auto& element : json.at(key).get_ref<const Json::array_t&>()) values.push_back(read(element));
    return values;
}

std::string text(const Json& json, const char* key) { return json.at(key).get<std::string>(); }
int number(const Json& json, const char* key) { return json.at(key).get<int>(); }
std::vector<std::string> texts(const Json& json, const char* key) { return json.at(key).get<std::vector<std::string>>(); }

Half half_from(const std::string& word) {
    if (word == name_of(Half::observed)) return Half::observed;
    if (word == name_of(Half::reported)) return Half::reported;
    throw std::invalid_argument("no half is called " + word);
}

Depth depth_of(const std::string& word) {
    if (const auto depth = depth_from(word)) return *depth;
    throw std::invalid_argument("no depth is called " + word);
}

Json json_of(const Theme& theme) {
    Json json{{"title", theme.title}};
    if (!theme.short_title.empty()) json["short"] = theme.short_title;
    if (theme.half != Half::none) json["half"] = name_of(theme.half);
    json["aspects"] = theme.aspects;
    if (!theme.aliases.empty()) json["aliases"] = theme.aliases;
    if (!theme.typical_evidence.empty()) json["typical_evidence"] = theme.typical_evidence;
    json["illustrations"] =
        array_of(theme.illustrations, [](const Illustration& it) { return Json{{"level", it.level}, {"text", it.text}}; });
    return json;
}

Theme theme_from(const Json& json) {
    Theme theme;
    theme.title = text(json, "title");
    if (json.contains("short")) theme.short_title = text(json, "short");
    if (json.contains("half")) theme.half = half_from(text(json, "half"));
    theme.aspects = texts(json, "aspects");
    if (json.contains("aliases")) theme.aliases = texts(json, "aliases");
    if (json.contains("typical_evidence")) theme.typical_evidence = texts(json, "typical_evidence");
    theme.illustrations =
        read_array<Illustration>(json, "illustrations", [](const Json& it) { return Illustration{number(it, "level"), text(it, "text")}; });
    return theme;
}

Json json_of(const Indicator& indicator) {
    return {{"code", indicator.code},
            {"title", indicator.title},
            {"aliases", indicator.aliases},
            {"key_area", indicator.key_area},
            {"judged", indicator.judged},
            {"illustrated", indicator.illustrated},
            {"impact_pair", indicator.impact_pair},
            {"key_features", indicator.key_features},
            {"themes", array_of(indicator.themes, [](const Theme& theme) { return json_of(theme); })}};
}

Indicator indicator_from(const Json& json) {
    return {.code = text(json, "code"),
            .title = text(json, "title"),
            .aliases = texts(json, "aliases"),
            .key_area = text(json, "key_area"),
            .judged = json.at("judged").get<bool>(),
            .illustrated = json.at("illustrated").get<bool>(),
            .impact_pair = json.at("impact_pair").get<bool>(),
            .key_features = text(json, "key_features"),
            .themes = read_array<Theme>(json, "themes", theme_from)};
}

Json json_of(const Preset& preset) {
    const auto choice = [](const PresetChoice& it) {
        return Json{{"key_areas", it.key_areas}, {"indicators", it.indicators}, {"depth", name_of(it.depth)}, {"reason", it.reason}};
    };
    return {{"key", preset.key},
            {"title", preset.title},
            {"source", preset.source},
            {"about", preset.about},
            {"choices", array_of(preset.choices, choice)}};
}

Preset preset_from(const Json& json) {
    const auto choice = [](const Json& it) {
        return PresetChoice{texts(it, "key_areas"), texts(it, "indicators"), depth_of(text(it, "depth")), text(it, "reason")};
    };
    return {text(json, "key"), text(json, "title"), text(json, "source"), text(json, "about"),
            read_array<PresetChoice>(json, "choices", choice)};
}

// What explains the indicators: questions, key areas and scale.
void write_frame(Json& json, const Framework& framework) {
    json["questions"] = array_of(framework.questions,
                                 [](const Question& it) { return Json{{"number", it.number}, {"title", it.title}, {"about", it.about}}; });
    json["key_areas"] = array_of(framework.key_areas, [](const KeyArea& it) {
        return Json{{"number", it.number}, {"title", it.title}, {"question", it.question}, {"about", it.about}};
    });
    json["indicators"] = array_of(framework.indicators, [](const Indicator& it) { return json_of(it); });
    json["scale"] = array_of(framework.scale, [](const ScaleLevel& it) {
        Json level{{"level", it.level},
                   {"name", it.name},
                   {"descriptor", it.descriptor},
                   {"guideline", it.guideline},
                   {"implication", it.implication}};
        if (!it.asks.empty()) level["asks"] = it.asks;
        return level;
    });
}

// What serves the work: outcomes, sources, groups, presets, reuse and words.
void write_aids(Json& json, const Framework& framework) {
    const auto keyed = [](const auto& it) { return Json{{"key", it.key}, {"title", it.title}, {"about", it.about}}; };
    json["outcomes"] = array_of(framework.outcomes, keyed);
    json["sources"] = array_of(framework.sources, [&](const EvidenceSource& it) {
        auto source = keyed(it);
        if (it.half_life_months > 0) source["half_life_months"] = it.half_life_months;
        return source;
    });
    json["stakeholder_groups"] =
        array_of(framework.stakeholder_groups, [](const StakeholderGroup& it) { return Json{{"key", it.key}, {"title", it.title}}; });
    if (!framework.children_groups.empty())
        json["children_groups"] =
            array_of(framework.children_groups, [](const ChildrenGroup& it) { return Json{{"key", it.key}, {"title", it.title}}; });
    json["presets"] = array_of(framework.presets, [](const Preset& it) { return json_of(it); });
    json["reuse"] = array_of(
        framework.reuse, [](const Reuse& it) { return Json{{"from", it.from}, {"to", it.to}, {"source", it.source}, {"why", it.why}}; });
    // A framework without them reads, and hashes, as it did before there were any.
    if (!framework.looked_at_first.empty()) json["looked_at_first"] = framework.looked_at_first;
    if (!framework.enough_if_sound.empty()) json["enough_if_sound"] = framework.enough_if_sound;
    if (!framework.explained_by.empty())
        json["explained_by"] = array_of(framework.explained_by, [](const Explanation& it) {
            return Json{{"weakness_in", it.weakness_in}, {"by", it.by}, {"why", it.why}};
        });
    json["quantity_words"] = array_of(framework.quantity_words, [](const QuantityWord& it) {
        Json word{{"word", it.word}, {"from", it.from}, {"to", it.to}};
        if (it.is_over) word["over"] = true;
        if (it.is_under) word["under"] = true;
        if (!it.not_after.empty()) word["not_after"] = it.not_after;
        if (!it.not_before.empty()) word["not_before"] = it.not_before;
        return word;
    });
}

Framework framework_from(const Json& json) {
    Framework framework{
        .id = text(json, "id"),
        .version = text(json, "version"),
        .title = text(json, "title"),
        .language = text(json, "language"),
        .publisher = text(json, "publisher"),
        .licence = text(json, "licence"),
        .source = text(json, "source"),
        .about = text(json, "about"),
        .questions = read_array<Question>(
            json, "questions", [](const Json& it) { return Question{number(it, "number"), text(it, "title"), text(it, "about")}; }),
        .key_areas = read_array<KeyArea>(
            json, "key_areas",
            [](const Json& it) { return KeyArea{text(it, "number"), text(it, "title"), number(it, "question"), text(it, "about")}; }),
        .indicators = read_array<Indicator>(json, "indicators", indicator_from),
        .scale = read_array<ScaleLevel>(json, "scale",
                                        [](const Json& it) {
                                            return ScaleLevel{number(it, "level"),   text(it, "name"),        text(it, "descriptor"),
                                                              text(it, "guideline"), text(it, "implication"), it.value("asks", "")};
                                        }),
        .outcomes = read_array<DesiredOutcome>(
            json, "outcomes", [](const Json& it) { return DesiredOutcome{text(it, "key"), text(it, "title"), text(it, "about")}; }),
        .sources = read_array<EvidenceSource>(json, "sources",
                                              [](const Json& it) {
                                                  return EvidenceSource{text(it, "key"), text(it, "title"), text(it, "about"),
                                                                        it.value("half_life_months", 0)};
                                              }),
        .stakeholder_groups = read_array<StakeholderGroup>(
            json, "stakeholder_groups", [](const Json& it) { return StakeholderGroup{text(it, "key"), text(it, "title")}; }),
        .children_groups = json.contains("children_groups")
                               ? read_array<ChildrenGroup>(json, "children_groups",
                                                           [](const Json& it) { return ChildrenGroup{text(it, "key"), text(it, "title")}; })
                               : std::vector<ChildrenGroup>{},
        .presets = read_array<Preset>(json, "presets", preset_from),
        .reuse = read_array<Reuse>(
            json, "reuse", [](const Json& it) { return Reuse{texts(it, "from"), texts(it, "to"), text(it, "source"), text(it, "why")}; }),
        .quantity_words = read_array<QuantityWord>(
            json, "quantity_words",
            [](const Json& it) {
                return QuantityWord{text(it, "word"),
                                    number(it, "from"),
                                    number(it, "to"),
                                    it.contains("over"),
                                    it.contains("under"),
                                    it.contains("not_after") ? texts(it, "not_after") : std::vector<std::string>{},
                                    it.contains("not_before") ? texts(it, "not_before") : std::vector<std::string>{}};
            }),
    };
    if (json.contains("looked_at_first")) framework.looked_at_first = texts(json, "looked_at_first");
    if (json.contains("enough_if_sound")) framework.enough_if_sound = texts(json, "enough_if_sound");
    if (json.contains("explained_by"))
        framework.explained_by = read_array<Explanation>(
            json, "explained_by", [](const Json& it) { return Explanation{texts(it, "weakness_in"), texts(it, "by"), text(it, "why")}; });
    return framework;
}

}  // namespace

std::string to_json(const Framework& framework) {
    Json json{{"id", framework.id},
              {"version", framework.version},
              {"title", framework.title},
              {"language", framework.language},
              {"publisher", framework.publisher},
              {"licence", framework.licence},
              {"source", framework.source},
              {"about", framework.about}};
    write_frame(json, framework);
    write_aids(json, framework);
    return json.dump();
}

std::string json_shape() {
    const std::string keyed = "key, title, about";
    const std::string theme =
        "{title, short?, half?: observed|reported, aspects: [text], aliases?: [text], typical_evidence?: [text], illustrations: [{level: "
        "number, text}]}";
    return "{id, version, title, language, publisher, licence, source, about, questions: [{number: number, title, about}], "
           "key_areas: [{number, title, question: number, about}], indicators: [{code, title, aliases: [text], key_area, judged: yes_no, "
           "illustrated: yes_no, impact_pair: yes_no, key_features, themes: [" +
           theme + "]}], scale: [{level: number, name, descriptor, guideline, implication, asks?}], outcomes: [{" + keyed +
           "}], sources: [{" + keyed +
           ", half_life_months?: number}], stakeholder_groups: [{key, title}], children_groups?: [{key, title}], "
           "presets: [{key, title, source, about, choices: [{key_areas: [text], indicators: [text], depth: none|light|full, reason}]}], "
           "reuse: [{from: [text], to: [text], source, why}], looked_at_first?: [text], enough_if_sound?: [text], "
           "explained_by?: [{weakness_in: [text], by: [text], why}], quantity_words: [{word, from: number, to: number, over?: yes_no, "
           "under?: yes_no, not_after?: [text], not_before?: [text]}]}";
}

Framework from_json(std::string_view bytes) {
    const auto json = parse_json<Json>(bytes);
    if (!json) throw std::invalid_argument("not a framework: no JSON, or nested too deep");
    try {
        return framework_from(*json);
    } catch (const Json::exception& wrong) {
        throw std::invalid_argument(std::string("not a framework: ") + wrong.what());
    }
}

}  // namespace touchstone::frameworks

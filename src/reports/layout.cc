#include "reports/layout.h"

#include <algorithm>
#include <charconv>
#include <map>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace touchstone::reports {
namespace {

const std::vector<std::pair<Audience, std::string>> names{{Audience::partnership, "partnership"},
                                                          {Audience::board, "board"},
                                                          {Audience::open_public, "public"},
                                                          {Audience::young_people, "young_people"}};

const std::vector<std::string> closed_sections{"about", "decide", "questions", "evidence", "left_out"};

}  // namespace

std::string name_of(Audience audience) { return std::ranges::find(names, audience, &std::pair<Audience, std::string>::first)->second; }

std::optional<Audience> audience_from(const std::string& name) {
    const auto found = std::ranges::find(names, name, &std::pair<Audience, std::string>::second);
    return found == names.end() ? std::nullopt : std::optional(found->first);
}

const std::vector<Audience>& all_audiences() {
    static const std::vector<Audience> all{Audience::partnership, Audience::board, Audience::open_public, Audience::young_people};
    return all;
}

bool is_open(Audience audience) { return audience == Audience::open_public || audience == Audience::young_people; }

const std::vector<std::string>& all_sections() {
    static const std::vector<std::string> all{"about",    "decide",   "plain",   "levels", "profile",  "conclusions", "questions",
                                              "findings", "capacity", "overall", "next",   "left_out", "evidence"};
    return all;
}

std::vector<std::string> sections_for(Audience audience) {
    auto sections = all_sections();
    if (audience == Audience::young_people) return {"plain", "levels"};
    if (is_open(audience))
        std::erase_if(sections,
                      [](const std::string& section) { return std::ranges::find(closed_sections, section) != closed_sections.end(); });
    return sections;
}

Layout usual_layout(Audience audience) {
    switch (audience) {
        case Audience::partnership:
            return {{}, {}, {"about", "profile", "questions", "capacity", "next", "left_out", "evidence"}};
        case Audience::board:
            return {{}, {}, {"decide", "levels", "plain", "findings", "overall", "next"}};
        case Audience::open_public:
            return {{}, {}, {"levels", "plain", "profile", "findings", "capacity", "next"}};
        case Audience::young_people:
            return {{}, {}, {"plain", "levels"}};
    }
    return {};
}

bool is_short(Audience audience, const Layout& layout) {
    const auto usual = usual_layout(audience).sections;
    return audience == Audience::board && std::ranges::all_of(layout.sections, [&](const std::string& section) {
               return std::ranges::find(usual, section) != usual.end();
           });
}

std::string as_json(const Layout& layout) {
    return nlohmann::json{{"opening", layout.opening}, {"closing", layout.closing}, {"sections", layout.sections}}.dump();
}

Layout layout_from(const std::string& json) {
    const auto read = nlohmann::json::parse(json);
    return {read.at("opening"), read.at("closing"), read.at("sections")};
}

const Fields<TemplateDraft>& template_fields() {
    using field::lines;
    static const Fields<TemplateDraft> fields{"reports.template",
                                              {lines("opening", &TemplateDraft::opening, opening_max_characters),
                                               lines("closing", &TemplateDraft::closing, opening_max_characters)},
                                              &TemplateDraft::seen_version};
    return fields;
}

std::vector<FieldShape> place_shapes() {
    std::vector<FieldShape> shapes;
    for (const auto& section : all_sections()) shapes.push_back({"place_" + section, FieldShape::Kind::number});
    return shapes;
}

Outcome<Template> lay_out(Audience audience, const TemplateDraft& draft, const AccountId& by, Instant now) {
    Problems problems;
    if (characters(draft.opening) > opening_max_characters) problems.push_back({"opening", "reports.template.too_long"});
    std::map<int, std::string> order;
    const auto allowed = sections_for(audience);
    for (const auto& [section, typed] : draft.places) {
        if (typed.empty() || std::ranges::find(allowed, section) == allowed.end()) continue;
        int place = 0;
        const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), place);
        if (error != std::errc{} || end != typed.data() + typed.size() || place < 1 || place > 99)
            problems.push_back({"place_" + section, "reports.template.not_a_place"});
        else if (!order.emplace(place, section).second)
            problems.push_back({"place_" + section, "reports.template.place_taken"});
    }
    if (characters(draft.closing) > opening_max_characters) problems.push_back({"closing", "reports.template.too_long"});
    if (problems.empty() && order.empty()) problems.push_back({"place_" + allowed.front(), "reports.template.nothing_in_it"});
    if (!problems.empty()) return refuse(problems);
    Template made{audience, {draft.opening, draft.closing, {}}, by, now, draft.seen_version};
    for (const auto& [place, section] : order) made.layout.sections.push_back(section);
    return made;
}

std::string words_of(const Template& made) { return nlohmann::json{{"words", made.layout.opening + "\n" + made.layout.closing}}.dump(); }

}  // namespace touchstone::reports

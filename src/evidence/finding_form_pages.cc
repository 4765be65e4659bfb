#include "evidence/finding_form_pages.h"

#include <algorithm>
#include <set>

#include "frameworks/framework_store.h"
#include "web/fields.h"
#include "web/texts.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using frameworks::Framework;
using frameworks::Offered;
using web::text;

bool names(const EvidenceWhole& whole, const std::string& framework) {
    return std::ranges::any_of(whole.findings, [&](const Finding& finding) {
        return std::ranges::find(finding.themes, framework, &LinkedTheme::framework) != finding.themes.end() ||
               std::ranges::find(finding.causes, framework, &LinkedIndicator::framework) != finding.causes.end();
    });
}

std::string title_of(const Framework& framework) { return web::listed({framework.title, framework.version}); }

struct Chosen {
    std::set<LinkedTheme> themes;
    std::vector<std::string> unknown;  // what was sent and is no theme of theirs
};

Chosen chosen_of(const Speaking& speaking, const FindingDraft& draft) {
    Chosen chosen;
    for (const auto& typed : draft.themes) {
        const auto theme = linked_theme_from(typed, speaking.linkable.framework);
        if (theme && std::ranges::find(speaking.linkable.themes, *theme) != speaking.linkable.themes.end())
            chosen.themes.insert(*theme);
        else
            chosen.unknown.push_back(typed);
    }
    return chosen;
}

web::Object theme_choice(const Framework& framework, const frameworks::Indicator& indicator, int number, bool is_chosen) {
    const auto& theme = indicator.themes[static_cast<std::size_t>(number) - 1];
    const auto half = theme.half == frameworks::Half::observed   ? text("frameworks.half.observed")
                      : theme.half == frameworks::Half::reported ? text("frameworks.half.reported")
                                                                 : std::string();
    return {{"id", "theme_" + framework.id + "_" + indicator.code + "_" + std::to_string(number)},
            {"value", text_of(LinkedTheme{framework.id, {indicator.code, number}})},
            {"number", text("frameworks.theme_number", {{"code", indicator.code}, {"number", std::to_string(number)}})},
            {"title", frameworks::listed_title(theme)},
            {"half", web::or_false(half)},
            {"checked", is_chosen}};
}

// Every theme of a framework, by key area; an area opens by itself when something in it is chosen.
web::List areas_of(const Framework& framework, const Chosen& chosen) {
    web::List areas;
    for (const auto& area : framework.key_areas) {
        web::List themes;
        bool any = false;
        for (const auto* indicator : frameworks::indicators_of(framework, area))
            for (int number = 1; number <= static_cast<int>(indicator->themes.size()); ++number) {
                const bool is_chosen = chosen.themes.contains({framework.id, {indicator->code, number}});
                any = any || is_chosen;
                themes.push_back(theme_choice(framework, *indicator, number, is_chosen));
            }
        if (!themes.empty())
            areas.push_back(web::Object{{"number", area.number}, {"title", area.title}, {"themes", themes}, {"is_open", any}});
    }
    return areas;
}

web::List theme_choices(const Speaking& speaking, const Chosen& chosen) {
    web::List all;
    for (const auto* framework : speaking.frameworks)
        all.push_back(web::Object{{"name", speaking.is_of_several() ? web::Data(title_of(*framework)) : web::Data(false)},
                                  {"areas", areas_of(*framework, chosen)}});
    return all;
}

bool has_problem(const Problems& problems, const std::vector<std::string>& fields) {
    return std::ranges::any_of(problems, [&](const Problem& problem) { return std::ranges::find(fields, problem.field) != fields.end(); });
}

// What may explain an area for improvement: indicators that are not decisive (part 3.4).
std::vector<web::Option> causes_offered(const Speaking& speaking) {
    std::vector<web::Option> options;
    for (const auto& cause : speaking.linkable.explaining) {
        const auto& framework = *speaking.framework(cause.framework);
        if (framework.looked_at_first.empty()) continue;
        options.push_back({text_of(cause), cause.indicator + " " + frameworks::find_indicator(framework, cause.indicator)->title,
                           speaking.is_of_several() ? title_of(framework) : std::string()});
    }
    return options;
}

// With the framework of what was typed without.
FindingDraft with_frameworks(const Speaking& speaking, FindingDraft draft) {
    for (auto& typed : draft.themes)
        if (const auto theme = linked_theme_from(typed, speaking.linkable.framework)) typed = text_of(*theme);
    for (auto& typed : draft.causes)
        if (const auto cause = linked_indicator_from(typed, speaking.linkable.framework)) typed = text_of(*cause);
    return draft;
}

web::Offers offers_of(const Speaking& speaking, const EvidenceWhole& whole) {
    std::vector<web::Option> kinds, files;
    for (const auto kind : all_finding_kinds())
        kinds.push_back(
            {name_of(kind), text("evaluations.finding.kind." + name_of(kind)), text("evaluations.finding.kind_about." + name_of(kind))});
    if (!whole.files.empty()) files.push_back({"", text("evaluations.finding.no_file"), {}});
    for (const auto& file : whole.files) files.push_back({file.id.text, file.name, {}});
    return {{"kind", kinds}, {"file", files}, {"causes", causes_offered(speaking)}};
}

}  // namespace

const Framework* Speaking::framework(const std::string& id) const {
    const auto found = std::ranges::find(frameworks, id, &Framework::id);
    return found == frameworks.end() ? nullptr : *found;
}

Speaking speaking_of(db::Read& db, const EvidenceWhole& whole, const std::string& from) {
    std::vector<const Offered*> spoken;
    const auto take = [&](auto wanted) {
        for (const auto& published : whole.published)
            if (wanted(published) && std::ranges::find(spoken, published.id, [](const auto* one) { return one->id; }) == spoken.end())
                spoken.push_back(&published);
    };
    const auto uses = [&](const Offered& published, bool is_any) {
        return std::ranges::any_of(whole.uses, [&](const EvidenceWhole::Use& use) {
            return use.framework_hash == published.hash && (is_any || use.evaluation.text == from);
        });
    };
    take([&](const Offered& published) { return uses(published, false); });
    take([&](const Offered& published) { return uses(published, true); });
    take([&](const Offered& published) { return names(whole, published.id); });
    if (spoken.empty()) take([](const Offered&) { return true; });
    Speaking speaking;
    for (const auto* published : spoken) speaking.frameworks.push_back(&frameworks::framework_of(db, published->hash));
    speaking.linkable = linkable_of(speaking.frameworks);
    for (const auto& file : whole.files) speaking.linkable.files.push_back(file.id);
    return speaking;
}

std::string theme_in_words(const Speaking& speaking, const LinkedTheme& linked) {
    const auto* framework = speaking.framework(linked.framework);
    const auto* indicator = framework ? frameworks::find_indicator(*framework, linked.theme.indicator) : nullptr;
    const auto* theme = indicator ? frameworks::find_theme(*indicator, linked.theme.theme) : nullptr;
    if (!theme) return text_of(linked);
    const auto words = text("frameworks.theme_number", {{"code", indicator->code}, {"number", std::to_string(linked.theme.theme)}}) + ": " +
                       frameworks::listed_title(*theme);
    return speaking.is_of_several() ? words + " (" + framework->title + ")" : words;
}

web::Object finding_form(const web::Visit& visit, const Speaking& speaking, const EvidenceWhole& whole, const FindingDraft& draft,
                         const Problems& problems, const std::string& action) {
    const auto chosen = chosen_of(speaking, draft);
    const bool is_said = !chosen.unknown.empty() && !problems.empty();
    auto data = web::components(finding_fields(), with_frameworks(speaking, draft), problems, offers_of(speaking, whole));
    const auto open_at = [&](const std::vector<std::string>& fields, bool is_filled) {
        return web::Object{{"is_open", is_filled || has_problem(problems, fields)}};
    };
    data["quoting"] = open_at({"excerpt", "place", "file"}, !draft.excerpt.empty());
    data["explaining"] = data["causes"].is_false() ? web::Data(false) : web::Data(open_at({"causes"}, !draft.causes.empty()));
    data.merge({{"csrf", visit.csrf},
                {"action", action},
                {"themes_problem", web::problem_at(problems, "themes")},
                {"themes_sent", is_said ? web::Data(text("evaluations.finding.themes_sent", {{"themes", web::listed(chosen.unknown)}}))
                                        : web::Data(false)},
                {"frameworks", theme_choices(speaking, chosen)},
                {"button", web::button(text("evaluations.finding.save"))}});
    return data;
}

web::Object compared(const Speaking& speaking, const EvidenceWhole& whole, const FindingDraft& yours, const FindingDraft& theirs) {
    auto offers = offers_of(speaking, whole);
    for (const auto& theme : speaking.linkable.themes) offers["themes"].push_back({text_of(theme), theme_in_words(speaking, theme), {}});
    return web::compared(finding_fields(), with_frameworks(speaking, yours), theirs, offers);
}

}  // namespace touchstone::evidence

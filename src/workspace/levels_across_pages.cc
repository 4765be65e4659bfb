// Levels across evaluations: of a partnership, of one organisation, and of all partnerships that somebody is a member of.
#include <algorithm>

#include "base/word_search.h"
#include "charts/matrix.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/sharing_store.h"
#include "frameworks/framework_pages.h"
#include "people/account_store.h"
#include "web/lists.h"
#include "web/texts.h"
#include "workspace/levels_across_store.h"
#include "workspace/pages.h"

namespace touchstone::workspace {
namespace {

using evaluations::Kind;
using frameworks::Framework;
using web::text;

const std::string address = "/levels", partnerships_address = "/levels/partnerships";
constexpr std::size_t organisations_in_list = 60;

LevelsWanted wanted_by(const web::Visit& visit) {
    const auto year = visit.query.text("year");
    const bool is_year = year.size() == 4 && std::ranges::all_of(year, [](char each) { return each >= '0' && each <= '9'; });
    return {visit.query.text("framework"), evaluations::kind_from(visit.query.text("kind")), is_year ? std::stoi(year) : 0,
            visit.query.text("indicator")};
}

const Framework* named(const std::vector<const Framework*>& all, const std::string& id) {
    const auto found = std::ranges::find(all, id, &Framework::id);
    return found == all.end() ? nullptr : *found;
}

std::string indicator_name(const Framework& framework, const std::string& code) {
    const auto found = std::ranges::find(framework.indicators, code, &frameworks::Indicator::code);
    return found == framework.indicators.end() ? code : code + " " + found->title;
}

std::string kind_word(Kind kind) { return text("evaluations.kind." + name_of(kind)); }

// What can be chosen instead of what is shown: only what occurs.
web::Object form_of(const std::string& action, const std::vector<LevelCount>& counts, const LevelsWanted& wanted,
                    const std::vector<const Framework*>& frameworks, web::Data organisation) {
    std::vector<web::Option> packs, kinds, years{{"", text("workspace.levels.latest"), {}}},
        indicators{{"", text("workspace.levels.all"), {}}};
    const auto add = [](std::vector<web::Option>& options, const std::string& value, const std::string& label) {
        if (std::ranges::find(options, value, &web::Option::value) == options.end()) options.push_back({value, label, {}});
    };
    for (const auto& count : counts) {
        const auto* framework = named(frameworks, count.framework);
        add(packs, count.framework, framework ? framework->title : count.framework);
        if (count.framework != wanted.framework) continue;
        add(kinds, name_of(count.kind), kind_word(count.kind));
        if (count.kind != wanted.kind) continue;
        add(years, std::to_string(count.year), std::to_string(count.year));
        add(indicators, count.indicator, framework ? indicator_name(*framework, count.indicator) : count.indicator);
    }
    std::ranges::sort(years.begin() + 1, years.end(), std::ranges::greater{}, &web::Option::value);
    std::ranges::sort(indicators.begin() + 1, indicators.end(), std::ranges::less{}, &web::Option::value);
    const auto choice = [](const std::string& name, std::vector<web::Option> options, const std::string& chosen) {
        return web::select(
            {.name = name, .legend = text("workspace.levels." + name), .hint = {}, .options = std::move(options), .chosen = {chosen}});
    };
    return {{"action", action},
            {"framework", packs.size() > 1 ? choice("framework", packs, wanted.framework) : web::Data(false)},
            {"kind", kinds.size() > 1 ? choice("kind", kinds, name_of(wanted.kind.value_or(Kind::self_evaluation))) : web::Data(false)},
            {"year", choice("year", years, wanted.year == 0 ? "" : std::to_string(wanted.year))},
            {"indicator", choice("indicator", indicators, wanted.indicator)},
            {"organisation", std::move(organisation)},
            {"button", web::button(text("workspace.levels.show"), {}, {}, true)}};
}

struct SpreadRow {
    std::string group, label, href;
    Spread spread;
};

web::Data figure_of(const std::vector<SpreadRow>& rows, const Framework& framework, const std::string& title, const std::string& head) {
    if (rows.empty()) return false;
    charts::Matrix picture{
        .id = "levels_picture", .title = title, .description = {}, .columns = {}, .none = text("workspace.levels.none"), .rows = {}};
    web::Table table{.id = "levels", .caption = title, .heads = {{head, {}}}, .rows = {}, .is_sortable = true, .csv = "levels.csv"};
    std::vector<std::string> scale;
    for (int level = frameworks::lowest_level; level <= frameworks::highest_level; ++level) {
        picture.columns.push_back(std::to_string(level));
        scale.push_back(picture.columns.back() + " " + level_word(framework, level));
        table.heads.push_back({scale.back(), {}, true});
    }
    table.heads.push_back({text("workspace.levels.evaluations"), {}, true});
    int most = 0;
    for (const auto& row : rows) {
        picture.rows.push_back({row.group, row.label, row.spread});
        table.rows.push_back({{row.label, row.href}});
        int all = 0;
        for (const int count : row.spread) {
            table.rows.back().push_back({std::to_string(count), {}, true});
            all += count;
        }
        table.rows.back().push_back({std::to_string(all), {}, true});
        most = std::max(most, all);
    }
    picture.description = web::counted("workspace.levels.reading", most, {{"scale", web::listed(scale)}});
    return web::Object{{"id", "across"},
                       {"title", title},
                       {"sentence", picture.description},
                       {"picture", charts::matrix_svg(picture)},
                       {"legend", web::List{}},
                       {"table_head", text("workspace.levels.table")},
                       {"is_open", false},
                       {"table", web::table(table)}};
}

std::string title_of(const LevelsWanted& wanted, const Framework& framework) {
    const auto what = wanted.indicator.empty()
                          ? kind_word(*wanted.kind)
                          : text("workspace.levels.of_kind",
                                 {{"indicator", indicator_name(framework, wanted.indicator)}, {"kind", kind_word(*wanted.kind)}});
    return wanted.year == 0 ? what : text("workspace.levels.in_year", {{"what", what}, {"year", std::to_string(wanted.year)}});
}

std::vector<SpreadRow> rows_by_indicator(const std::vector<LevelCount>& counts, const LevelsWanted& wanted, const Framework& framework,
                                         const std::string& here) {
    std::vector<SpreadRow> rows;
    const auto spreads = by_indicator(counts, wanted);
    for (const auto& indicator : framework.indicators) {
        const auto found = spreads.find(indicator.code);
        if (found == spreads.end()) continue;
        const auto area = std::ranges::find(framework.key_areas, indicator.key_area, &frameworks::KeyArea::number);
        rows.push_back({area == framework.key_areas.end() ? std::string() : area->number + " " + area->title,
                        indicator_name(framework, indicator.code), here + "&indicator=" + indicator.code, found->second});
    }
    return rows;
}

std::vector<SpreadRow> rows_by_year(const std::vector<LevelCount>& counts, const LevelsWanted& wanted) {
    std::vector<SpreadRow> rows;
    for (const auto& [year, spread] : by_year(counts, wanted)) rows.push_back({{}, std::to_string(year), {}, spread});
    std::ranges::reverse(rows);
    return rows;
}

// The same page with the same choices, but for an indicator.
std::string address_with(const std::string& page, const LevelsWanted& wanted, const OrganisationId& organisation = {}) {
    return page + "?framework=" + wanted.framework + "&kind=" + name_of(wanted.kind.value_or(Kind::self_evaluation)) +
           (organisation.is_empty() ? "" : "&organisation=" + organisation.text);
}

web::Response levels_page(const std::string& title, const std::string& lead, web::Object data) {
    data["header"] = web::header("", title, lead);
    auto response = web::page("workspace/levels", title, std::move(data));
    response.crumbs = {{"/evaluations", text("evaluations.list.title")}};
    return response;
}

// All organisations, or, where they are too many for a list, the chosen one and those whose names hold what was typed.
web::Object organisations_to_choose(const web::Visit& visit, const std::vector<evaluations::Partner>& partners,
                                    const OrganisationId& chosen) {
    const auto typed = visit.query.text("q");
    const auto words = search_words(typed);
    const bool are_many = partners.size() > organisations_in_list;
    std::vector<web::Option> options{{"", text("workspace.levels.any_organisation"), {}}};
    for (const auto& partner : partners) {
        const bool is_found = !words.empty() && options.size() <= organisations_in_list && holds_words(partner.name, words);
        if (!are_many || partner.id == chosen || is_found) options.push_back({partner.id.text, partner.name, {}});
    }
    web::Data find = false;
    if (are_many)
        find = web::text_input(
            {.name = "q", .label = text("workspace.levels.find"), .hint = text("workspace.levels.find_hint"), .value = typed});
    return {{"find", find},
            {"choice", web::select({.name = "organisation",
                                    .legend = text("workspace.levels.organisation"),
                                    .hint = {},
                                    .options = std::move(options),
                                    .chosen = {chosen.text}})}};
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const OrganisationId organisation{visit.query.text("organisation")};
    const bool is_of_all = organisation.is_empty() && !visit.actor.works_alone;
    db::Trip trip(db);
    const auto published = frameworks::ask_frameworks(trip);
    const auto partners = evaluations::ask_partners(trip, visit.actor.partnership, {});
    const auto found = ask_levels(trip, visit.sight(), organisation, visit.actor.works_alone);
    trip.go();
    const auto& counts = *found;
    const auto frameworks = frameworks::latest_among(db, *published);
    const auto wanted = settled(wanted_by(visit), counts);
    const auto* framework = named(frameworks, wanted.framework);
    const auto one = std::ranges::find(*partners, organisation, &evaluations::Partner::id);
    if (one == partners->end() && !organisation.is_empty()) return web::not_found();
    web::Data figure = false;
    if (framework)
        figure =
            figure_of(wanted.indicator.empty() ? rows_by_indicator(counts, wanted, *framework, address_with(address, wanted, organisation))
                                               : rows_by_year(counts, wanted),
                      *framework, title_of(wanted, *framework),
                      text(wanted.indicator.empty() ? "workspace.levels.indicator" : "workspace.levels.year"));
    const bool is_empty = counts.empty() && is_of_all;
    auto response = levels_page(
        text("workspace.levels.title"), text("workspace.levels.lead"),
        {{"nothing", is_empty ? web::Data(web::empty_state(text("workspace.levels.nothing"), text("workspace.levels.nothing_what"),
                                                           text("workspace.levels.nothing_why"), false))
                              : web::Data(false)},
         {"form", is_empty && visit.actor.works_alone
                      ? web::Data(false)
                      : web::Data(form_of(address, counts, wanted, frameworks, organisations_to_choose(visit, *partners, organisation)))},
         {"too_few", !is_empty && counts.empty() ? web::Data(text("workspace.levels.none_seen", {{"name", one->name}})) : web::Data(false)},
         {"figure", figure},
         {"back", wanted.indicator.empty()
                      ? web::Data(false)
                      : web::Data(web::link(address_with(address, wanted, organisation), text("workspace.levels.all_indicators")))},
         {"further", may::own.holds(visit.actor) && !visit.actor.works_alone
                         ? web::Data(web::link(partnerships_address, text("workspace.levels.partnerships_link")))
                         : web::Data(false)}});
    response.who_can_see = text(is_of_all ? "workspace.levels.seen_by_members" : "people.seen_as_each");
    return response;
}

// Only for people themselves, in their own session: a token is given for one partnership.
web::Response show_partnerships(const web::Visit& visit, db::Read& db) {
    const auto memberships = people::list_memberships(db, visit.actor.id, visit.actor.has_factor, visit.now);
    std::vector<PartnershipId> ids;
    for (const auto& partnership : memberships) ids.push_back(partnership.id);
    db::Trip trip(db);
    const auto published = frameworks::ask_frameworks(trip);
    const auto counts = ask_levels_across(trip, ids, visit.now);
    trip.go();
    const auto frameworks = frameworks::latest_among(db, *published);
    const auto wanted = settled(wanted_by(visit), *counts);
    const auto* framework = named(frameworks, wanted.framework);
    web::Data figure = false;
    if (framework && wanted.indicator.empty())
        figure = figure_of(rows_by_indicator(*counts, wanted, *framework, address_with(partnerships_address, wanted)), *framework,
                           title_of(wanted, *framework), text("workspace.levels.indicator"));
    if (framework && !wanted.indicator.empty()) {
        std::vector<SpreadRow> rows;
        const auto spreads = by_partnership(*counts, wanted);
        for (const auto& partnership : memberships)
            if (const auto found = spreads.find(partnership.id.text); found != spreads.end())
                rows.push_back({{}, partnership.name, {}, found->second});
        figure = figure_of(rows, *framework, title_of(wanted, *framework), text("workspace.levels.partnership"));
    }
    std::vector<std::string> names;
    for (const auto& partnership : memberships) names.push_back(partnership.name);
    auto response = levels_page(
        text("workspace.levels.partnerships_title"),
        web::counted("workspace.levels.partnerships_lead", static_cast<int>(names.size()), {{"names", web::listed(names)}}),
        {{"nothing", counts->empty() ? web::Data(web::empty_state(text("workspace.levels.nothing"), text("workspace.levels.nothing_what"),
                                                                  text("workspace.levels.nothing_why"), false))
                                     : web::Data(false)},
         {"form", counts->empty() ? web::Data(false) : web::Data(form_of(partnerships_address, *counts, wanted, frameworks, false))},
         {"too_few", false},
         {"figure", figure},
         {"back", wanted.indicator.empty()
                      ? web::Data(false)
                      : web::Data(web::link(address_with(partnerships_address, wanted), text("workspace.levels.all_indicators")))},
         {"further", web::link(address, text("workspace.levels.here_link"))}});
    response.crumbs.push_back({address, text("workspace.levels.title")});
    response.who_can_see = text("workspace.levels.seen_by_you");
    return response;
}

}  // namespace

void add_levels_pages(web::Router& router) {
    router.get(address, may::read, show);
    router.get(partnerships_address, may::own, show_partnerships);
}

}  // namespace touchstone::workspace

// What was found, by kind, with the words marked.
#include "search/pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "plans/plan_words_pages.h"
#include "search/search_store.h"
#include "web/form_reader.h"
#include "web/lists.h"

namespace touchstone::search {
namespace {

using web::text;
using Words = std::vector<std::string>;

web::Object item(const std::string& href, const std::string& title, const std::vector<std::string>& meta, const Words& words) {
    return {{"href", web::or_false(href)},
            {"pieces", web::pieces(title, words)},
            {"meta", web::or_false(web::listed(meta))},
            {"in_finding", false},
            {"in_file", false}};
}

std::string owner_word(const std::string& owner) { return owner.empty() ? text("evaluations.sharing.whole_partnership") : owner; }

// False where nothing was found. `all` leads to lists that hold the rest, too.
web::Data group(const std::string& kind, int total, web::List items, web::List all) {
    if (total == 0) return false;
    return web::Object{{"id", "found_" + kind},
                       {"heading", text("search.kind." + kind)},
                       {"count", web::counted("search.found", total)},
                       {"only_first", total > static_cast<int>(items.size())
                                          ? web::Data(text("search.only_first", {{"count", std::to_string(items.size())}}))
                                          : web::Data(false)},
                       {"items", std::move(items)},
                       {"all", std::move(all)}};
}

web::List list_at(const std::string& address, const std::string& kind, const std::string& typed) {
    return {web::link(address + "?q=" + web::percent_encoded(typed), text("search.all." + kind))};
}

web::Data found_evaluations(const Found& found, const std::string& typed) {
    web::List items;
    for (const auto& each : found.evaluations.latest)
        items.push_back(item(
            evaluations::address_of(each.id), each.title,
            {text("evaluations.kind." + name_of(each.kind)), evaluations::period_in_words(each.from, each.to), owner_word(each.owner_name)},
            found.words));
    return group("evaluations", found.evaluations.total, std::move(items), list_at("/evaluations", "evaluations", typed));
}

web::Data found_indicators(const Found& found, const std::string& typed) {
    web::List items, all;
    for (const auto& [framework, indicators] : found.indicators) {
        const auto address = frameworks::address_of(*framework);
        for (const auto* indicator : indicators)
            if (items.size() < shown_of_each)
                items.push_back(item(address + "/indicators/" + indicator->code, indicator->code + " " + indicator->title,
                                     {framework->title}, found.words));
        all.push_back(
            web::link(address + "?q=" + web::percent_encoded(typed), text("search.all_indicators", {{"framework", framework->title}})));
    }
    return group("indicators", count_of(found.indicators), std::move(items), std::move(all));
}

web::Data around(const std::string& where, const std::string& words_around, const Words& words) {
    if (words_around.empty()) return false;
    return web::Object{{"where", where}, {"pieces", web::pieces(words_around, words)}};
}

web::Data found_evidence(db::Read& db, const Found& found, const std::string& typed) {
    web::List items;
    for (const auto& listed : found.evidence.items) {
        const auto& evidence = listed.evidence;
        const auto& framework = frameworks::framework_of(db, found.evidence.framework_hash);
        auto one = item("/evidence/" + evidence.id.text, evidence.title,
                        {evidence::short_source_word(framework, evidence.source), evaluations::period_in_words(evidence.from, evidence.to)},
                        found.words);
        one["in_finding"] = around(text("evaluations.evidence.in_finding"), listed.in_finding, found.words);
        one["in_file"] = around(text("evaluations.evidence.in_file", {{"name", listed.file_name}}), listed.in_file, found.words);
        items.push_back(std::move(one));
    }
    return group("evidence", found.evidence.total, std::move(items), list_at("/evidence", "evidence", typed));
}

web::Data found_plans(const Found& found, const std::string& typed) {
    web::List items;
    for (const auto& plan : found.plans.latest)
        items.push_back(item(plans::address_of(plan.id), plan.title,
                             {evaluations::period_in_words(plan.from, plan.to), owner_word(plan.owner_name)}, found.words));
    return group("plans", found.plans.total, std::move(items), list_at("/plans", "plans", typed));
}

web::Data found_people(const web::Visit& visit, const Found& found, const std::string& typed) {
    auto people = found.people;
    std::ranges::stable_sort(people, web::comes_before, &people::Listed::name);
    const bool is_open = is_member(visit.actor);
    web::List items;
    for (const auto& person : people) {
        if (items.size() == shown_of_each) break;
        items.push_back(item(is_open ? "/people/" + person.id.text : "", person.name, {person.job}, found.words));
    }
    return group("people", static_cast<int>(people.size()), std::move(items), list_at("/people", "people", typed));
}

web::Response search(const web::Visit& visit, db::Read& db) {
    const auto typed = visit.query.text("q");
    const auto found = find_everywhere(db, visit.actor, typed, visit.now);
    const bool has_words = !found.words.empty();
    web::List groups;
    for (auto group : {found_evaluations(found, typed), found_indicators(found, typed), found_evidence(db, found, typed),
                       found_plans(found, typed), found_people(visit, found, typed)})
        if (!group.is_false()) groups.push_back(std::move(group));
    const auto title = has_words ? text("search.title_for", {{"words", typed}}) : text("search.title");
    const auto nothing =
        web::empty_state(text("search.nothing", {{"words", typed}}), text("search.nothing_what"), text("search.nothing_why"));
    auto response =
        web::page("search/search", title,
                  {{"header", web::header("", text("search.title"), has_words ? "" : text("search.lead"))},
                   {"search", web::Object{{"action", "/search"}, {"name", "q"}, {"label", text("search.label")}, {"value", typed}}},
                   {"only_words", found.is_cut ? web::Data(text("search.only_words", {{"count", std::to_string(found.words.size())}}))
                                               : web::Data(false)},
                   {"nothing", has_words && found.is_nothing() ? web::Data(nothing) : web::Data(false)},
                   {"groups", groups}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

}  // namespace

void add_pages(web::Router& router) { router.get("/search", may::read, search); }

}  // namespace touchstone::search

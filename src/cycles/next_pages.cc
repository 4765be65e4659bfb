// The form that starts the next cycle: what comes along is said before anybody decides.
#include <algorithm>

#include "cycles/cycle_pages.h"
#include "cycles/cycle_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "web/fields.h"

namespace touchstone::cycles {
namespace {

using evaluations::address_of;
using web::text;

struct Starting {
    Evaluation last;
    const frameworks::Framework* framework;
    Since since;  // its own side is the one that matters
    std::vector<Carriable> items;
    std::vector<plans::PlanId> plans;             // that this actor leads
    std::vector<frameworks::Published> versions;  // of the framework, from that of last time on, the latest first
};

std::optional<Starting> find_starting(const web::Visit& visit, db::Read& db) {
    auto last = evaluations::evaluation_at(visit);
    if (!last) return std::nullopt;
    const auto today = date_of(visit.now);
    Starting at{*last, &frameworks::framework_of(db, last->framework_hash), read_since(db, visit.sight(), last->id, today), {}, {}, {}};
    for (auto& version : frameworks::list_frameworks(db)) {
        const bool is_that_of_last_time = version.hash == last->framework_hash;
        if (version.id == at.framework->id) at.versions.push_back(std::move(version));
        if (is_that_of_last_time) break;
    }
    at.items = carriable(*at.framework, at.since.now, today);
    for (const auto& plan : at.since.plans)
        if (plan.draws_on_now && may_do(visit.actor, Ability::lead, Place{plan.owner, {}, {}})) at.plans.push_back(plan.id);
    return at;
}

std::string next_address(const Evaluation& last) { return address_of(last.id) + "/next"; }

// As long a period as last time, from the day after.
NextDraft first_draft(const Starting& at) {
    const std::chrono::sys_days first = at.last.from, last = at.last.to, from = last + std::chrono::days{1};
    NextDraft draft{at.last.title, iso(Date{from}), iso(Date{from + (last - first)}), name_of(Carry::current), at.last.framework_hash, {}};
    for (const auto& plan : at.plans) draft.plans.push_back(plan.text);
    return draft;
}

web::Data items_table(const Starting& at, Date today, bool is_current) {
    web::Table table{.id = is_current ? "current" : "stale",
                     .caption = text(is_current ? "cycles.next.current" : "cycles.next.stale"),
                     .heads = {{text("cycles.known.head.item"), {}},
                               {text("cycles.known.head.source"), {}},
                               {text("cycles.known.head.period"), {}},
                               {text("cycles.known.head.age"), {}}},
                     .rows = {},
                     .is_sortable = true,
                     .csv = {}};
    for (const auto& each : at.items) {
        if (each.is_current() != is_current) continue;
        auto age = evidence::currency_in_words(*at.framework, *each.item, today);
        if (each.is_contested) age += ". " + text("cycles.next.contested");
        table.rows.push_back({{each.item->title, "/evidence/" + each.item->id.text},
                              {evidence::source_word(*at.framework, each.item->source), {}},
                              {evaluations::period_in_words(each.item->from, each.item->to), {}},
                              {age, {}}});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

std::vector<web::Option> carries_offered(const Starting& at) {
    const auto current = std::ranges::count_if(at.items, &Carriable::is_current);
    std::vector<web::Option> options;
    for (const auto carry : all_carries()) {
        const auto count = carry == Carry::none ? 0 : carry == Carry::all ? static_cast<long>(at.items.size()) : current;
        options.push_back({name_of(carry), text("cycles.next.carry." + name_of(carry) + ".name"),
                           text("cycles.next.carry." + name_of(carry) + ".about", {{"count", std::to_string(count)}})});
    }
    return options;
}

// Asked only where there is a newer version.
std::vector<web::Option> versions_offered(const Starting& at) {
    std::vector<web::Option> options;
    if (at.versions.size() < 2) return options;
    for (const auto& version : at.versions)
        options.push_back({version.hash, web::listed({version.title, version.version}),
                           text(version.hash == at.last.framework_hash ? "cycles.next.framework.same" : "cycles.next.framework.newer")});
    return options;
}

web::Offers offers_of(const Starting& at) {
    std::vector<web::Option> plans;
    for (const auto& plan : at.since.plans)
        if (std::ranges::find(at.plans, plan.id) != at.plans.end())
            plans.push_back({plan.id.text, plan.title, web::counted("cycles.next.plan_open", plan.open)});
    return {{"carry", carries_offered(at)}, {"framework", versions_offered(at)}, {"plans", plans}};
}

web::Response next_page(const web::Visit& visit, const Starting& at, const NextDraft& draft, const Problems& problems, web::Status status) {
    const auto today = date_of(visit.now);
    auto data = web::components(next_fields(), draft, problems, offers_of(at));
    data.merge({{"header", web::header(at.last.title, text("cycles.next.title"), text("cycles.next.lead"))},
                {"not_finished", !at.last.is_finished()},
                {"back", address_of(at.last.id)},
                {"csrf", visit.csrf},
                {"action", next_address(at.last)},
                {"conflicts", web::counted("cycles.next.conflicts", open_conflicts(at.since.now))},
                {"current", items_table(at, today, true)},
                {"stale", items_table(at, today, false)},
                {"button", web::button(text("cycles.next.start"))}});
    auto response = evaluations::evaluation_page("cycles/next", text("cycles.next.title"), at.last, std::move(data), status);
    response.problems = problems;
    if (at.last.is_finished()) response.forms = {{next_address(at.last), web::form_now(next_fields(), draft)}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto at = find_starting(visit, db);
    return at ? next_page(visit, *at, first_draft(*at), {}, web::Status::ok) : web::not_found();
}

web::Response start(const web::Visit& visit, db::Write& db) {
    const auto at = find_starting(visit, db);
    if (!at) return web::not_found();
    const auto draft = web::read_draft(next_fields(), visit.form);
    NextChoices choices{at->plans, {}};
    for (const auto& version : at->versions) choices.frameworks.push_back(version.hash);
    const auto next = begin_next(at->last, draft, at->items, choices, visit.actor.id, visit.now);
    if (!next) return next_page(visit, *at, draft, next.error(), web::Status::unprocessable);
    go_on(db, visit.by(), at->last, *next);
    people::forget_draft(visit, db);
    return web::see_other(address_of(next->evaluation.id));
}

}  // namespace

void add_next_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/next", may::evaluate, show);
    router.post("/evaluations/{evaluation}/next", may::evaluate, start, {.fields = web::taken(next_fields())});
}

}  // namespace touchstone::cycles

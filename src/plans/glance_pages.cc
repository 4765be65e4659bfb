#include "plans/glance_pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "plans/examiner.h"
#include "plans/picture_pages.h"
#include "web/fields.h"
#include "web/form_reader.h"
#include "web/lists.h"

namespace touchstone::plans {
namespace {

using web::text;

int count_of(const ObjectiveWhole& whole, ActionState state) {
    return static_cast<int>(std::ranges::count(whole.actions, state, &ActionPoint::state));
}

// "2 of 3 action points done." beside what is known of the effect: the one does not stand for the other.
std::string done_in_words(const ObjectiveWhole& whole) {
    const int counted = static_cast<int>(whole.actions.size()) - count_of(whole, ActionState::dropped);
    if (counted == 0) return text("plans.objective.no_actions");
    return text("plans.objective.done", {{"done", std::to_string(count_of(whole, ActionState::done))}, {"all", std::to_string(counted)}});
}

web::Object objective_card(const Content& content, const ObjectiveWhole& whole) {
    const auto& objective = whole.objective;
    return {
        {"id", objective.id.text},
        {"title", objective.title},
        {"href", address_of(objective.id)},
        {"priority", text("plans.priority." + name_of(objective.priority) + ".name")},
        {"closed", objective.closed_at ? web::Data(text("plans.objective.closed_on", {{"date", in_words(date_of(*objective.closed_at))}}))
                                       : web::Data(false)},
        {"difference", objective.difference},
        {"outcomes", web::or_false(outcomes_in_words(content.outcomes, objective.outcomes))},
        {"areas", whole.areas.empty() ? web::Data(false) : web::Data(web::Object{{"items", area_rows(whole.areas)}})},
        {"targets", whole.targets.empty() ? web::Data(false) : web::Data(target_table(content, whole, true))},
        {"done", done_in_words(whole)},
        {"effect", whole.effects.empty() ? text("plans.effect.none") : effect_in_words(whole.effects.back())}};
}

// How far everything has come, and what needs somebody's eyes now.
struct Glance {
    web::List all;
    web::Data urgent = false;
};
Glance glance_of(const Content& content, Instant now) {
    int actions = 0, done = 0, overdue = 0, stale = 0, awaiting = 0;
    for (const auto& whole : content.objectives)
        for (const auto& action : whole.actions) {
            actions += action.state == ActionState::dropped ? 0 : 1;
            done += action.state == ActionState::done ? 1 : 0;
            overdue += is_overdue(action, date_of(now)) ? 1 : 0;
            stale += is_stale(action, now) ? 1 : 0;
            awaiting += awaits_verification(action, whole.objective.priority) ? 1 : 0;
        }
    std::string urgent;
    for (const auto& [key, count] :
         {std::pair{"plans.glance.overdue", overdue}, {"plans.glance.stale", stale}, {"plans.glance.awaiting", awaiting}})
        if (count > 0) urgent += (urgent.empty() ? "" : " ") + web::counted(key, count);
    auto notice = web::notice("warning", urgent);
    notice["link"] = web::link("#actions_head", text("plans.glance.see"));
    return {
        {web::Data(web::counted("plans.glance.objectives", static_cast<int>(content.objectives.size()))),
         web::Data(web::counted("plans.glance.actions", actions)), web::Data(text("plans.glance.done", {{"count", std::to_string(done)}}))},
        urgent.empty() ? web::Data(false) : web::Data(notice)};
}

// Remarks of one kind together: what was seen of each, once why it matters and where the guide speaks of it.
web::List remark_groups(const Content& content, Instant now, bool may_write) {
    const auto remarks = examine(content, now);
    std::vector<std::string> keys;
    for (const auto& remark : remarks)
        if (std::ranges::find(keys, remark.key) == keys.end()) keys.push_back(remark.key);
    web::List groups;
    for (const auto& key : keys) {
        web::List items;
        for (const auto& remark : remarks) {
            if (remark.key != key) continue;
            auto href = address_of(content.plan.id);
            if (may_write && !remark.area.finding.is_empty()) href += "/objectives/new?areas=" + web::percent_encoded(text_of(remark.area));
            if (may_write && !remark.outcome.empty()) href += "/objectives/new?outcomes=" + web::percent_encoded(remark.outcome);
            if (!remark.objective.is_empty()) href = address_of(remark.objective);
            if (!remark.action.is_empty()) href = address_of(remark.action);
            auto values = remark.values;
            if (remark.silence) values["why"] = text(remark.silence->sentence, remark.silence->values);
            items.push_back(web::link(href, text("plans.examiner." + key + ".what", values)));
        }
        groups.push_back(web::Object{{"name", text("plans.examiner." + key + ".name")},
                                     {"count", std::to_string(items.size())},
                                     {"why", text("plans.examiner." + key + ".why")},
                                     {"source", text("plans.examiner." + key + ".source")},
                                     {"items", items}});
    }
    return groups;
}

std::string signature_state(const Content& content, const OrganisationId& organisation) {
    const Signature* latest = nullptr;
    for (const auto& signature : content.signatures)
        if (signature.organisation == organisation) latest = &signature;
    if (!latest) return text("plans.signature.none");
    return text(latest->edition == content.plan.edition ? "plans.signature.signed" : "plans.signature.changed_since",
                {{"name", latest->by_name}, {"when", in_words(date_of(latest->at))}});
}

// The owner of a plan of its own; else every partner that has a part in it, and those that have signed.
std::vector<Partner> signatories(const Content& content) {
    std::vector<Partner> all;
    for (const auto& organisation : content.organisations) {
        bool has_part = content.plan.owner == organisation.id;
        for (const auto& whole : content.objectives)
            for (const auto& action : whole.actions)
                has_part = has_part || (action.state != ActionState::dropped &&
                                        (action.lead.id == organisation.id ||
                                         std::ranges::find(action.partners, organisation.id, &Partner::id) != action.partners.end()));
        has_part = has_part || std::ranges::find(content.signatures, organisation.id, &Signature::organisation) != content.signatures.end();
        if (has_part) all.push_back(organisation);
    }
    std::ranges::stable_sort(all, web::comes_before, &Partner::name);
    return all;
}

std::string signing_address(const Content& content) { return address_of(content.plan.id) + "/signatures"; }

web::Object signatures_of(const web::Visit& visit, const Content& content, const Problems& problems) {
    web::List rows;
    for (const auto& organisation : signatories(content))
        rows.push_back(web::Object{{"name", organisation.name}, {"state", signature_state(content, organisation.id)}});
    std::vector<web::Option> options;
    for (const auto& organisation : signable(visit, content)) options.push_back({organisation.id.text, organisation.name, {}});
    web::sort_by_label(options);
    web::Data sign = false;
    if (!options.empty())
        sign = web::Object{{"csrf", visit.csrf},
                           {"action", signing_address(content)},
                           {"edition", std::to_string(content.plan.edition)},
                           {"organisation", web::select({.name = "organisation",
                                                         .legend = text("plans.signature.organisation"),
                                                         .hint = text("plans.signature.about"),
                                                         .options = options,
                                                         .chosen = {options.front().value}},
                                                        problems)},
                           {"button", web::button(text("plans.signature.sign"), {}, {}, true)}};
    return {{"rows", rows}, {"none", rows.empty()}, {"sign", sign}};
}

// Levels whose prompt nobody has answered yet, the lowest first: those that cannot wait are named.
web::Data levels_of(db::Read& db, const Content& content, bool may_write) {
    if (content.levels.empty()) return false;
    auto open = content.levels;
    std::erase_if(open, [&](const Awarded& awarded) { return answer_to(awarded, content.answers) != nullptr; });
    std::ranges::stable_sort(open, {}, &Awarded::level);
    web::List urgent;
    for (const auto& awarded : open) {
        if (awarded.level > judging::Level::weak) break;
        const auto drawn = std::ranges::find(content.evaluations, awarded.at.evaluation, &Drawn::id);
        const auto& framework = frameworks::framework_of(db, drawn->framework_hash);
        const auto* indicator = frameworks::find_indicator(framework, awarded.at.indicator);
        const auto level = static_cast<int>(awarded.level);
        urgent.push_back(web::Object{{"href", address_of(content.plan.id) + "/levels" +
                                                  (may_write ? "/" + awarded.at.evaluation.text + "/" + awarded.at.indicator : "")},
                                     {"text", awarded.at.indicator + " " + (indicator ? indicator->title : std::string())},
                                     {"level", evaluations::level_tag(framework, level)},
                                     {"asks", web::or_false(frameworks::asked_at(framework, level))}});
    }
    const auto all = content.levels.size();
    return web::Object{
        {"sentence", text("plans.levels.answered", {{"answered", std::to_string(all - open.size())}, {"all", std::to_string(all)}})},
        {"urgent", urgent},
        {"href", address_of(content.plan.id) + "/levels"}};
}

web::List drawn_rows(const Content& content) {
    web::List rows;
    for (const auto& drawn : content.evaluations) {
        const auto owner = drawn.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : drawn.owner_name;
        const bool is_there = drawn.extent != Extent::nothing;
        rows.push_back(
            web::Object{{"link", is_there ? web::Data(web::link("/evaluations/" + drawn.id.text, drawn.title)) : web::Data(false)},
                        {"gap", is_there ? web::Data(false) : web::Data(text("plans.plan.gap", {{"owner", owner}}))}});
    }
    return rows;
}

}  // namespace

std::vector<Partner> signable(const web::Visit& visit, const Content& content) {
    auto all = content.plan.owner.is_empty() ? content.organisations : signatories(content);
    std::erase_if(all, [&](const Partner& partner) { return !may_do(visit.actor, Ability::lead, Place{partner.id, {}, {}}); });
    return all;
}

web::Response glance_page(const web::Visit& visit, db::Read& db, const Content& content, const Problems& problems, web::Status status) {
    const bool may_write = visit.may(Ability::lead, "plan");
    const auto& plan = content.plan;
    const auto address = address_of(plan.id);
    web::List cards;
    std::vector<const ObjectiveWhole*> with_actions;
    for (const auto& whole : content.objectives) {
        cards.push_back(objective_card(content, whole));
        if (!whole.actions.empty()) with_actions.push_back(&whole);
    }
    const auto glance = glance_of(content, visit.now);
    const auto remarks = remark_groups(content, visit.now, may_write);
    const auto nothing =
        web::empty_state(text("plans.plan.nothing"), text("plans.plan.nothing_what"), text("plans.plan.nothing_why"),
                         may_write ? web::Data(web::link(address + "/objectives/new", text("plans.objective.add"))) : web::Data(false));
    auto response =
        plan_page("plans/plan", plan.title, content,
                  {{"header", web::header(plan.owner.is_empty() ? text("plans.plan.label_integrated")
                                                                : text("plans.plan.label_own", {{"owner", plan.owner_name}}),
                                          plan.title, evaluations::period_in_words(plan.from, plan.to))},
                   {"address", address},
                   {"may_write", may_write},
                   {"glance", glance.all},
                   {"urgent", glance.urgent},
                   {"drawn", drawn_rows(content)},
                   {"draws", !content.evaluations.empty()},
                   {"nothing", cards.empty() ? web::Data(nothing) : web::Data(false)},
                   {"objectives", cards},
                   {"add", may_write && !cards.empty()},
                   {"actions", with_actions.empty() ? web::Data(false) : web::Data(action_table(with_actions, visit.now, true))},
                   {"timeline", timeline_of(content, visit.now)},
                   {"progress", progress_of(content, visit.now)},
                   {"remarks", remarks},
                   {"no_remarks", remarks.empty()},
                   {"levels", levels_of(db, content, may_write)},
                   {"signatures", visit.actor.works_alone ? web::Data(false) : web::Data(signatures_of(visit, content, problems))}},
                  status);
    response.problems = problems;
    if (const auto organisations = signable(visit, content); !organisations.empty() && !visit.actor.works_alone)
        response.forms = {{signing_address(content), web::form_now(signature_fields(), {organisations.front().id.text},
                                                                   {{edition_shape, {std::to_string(plan.edition)}}})}};
    return response;
}

}  // namespace touchstone::plans

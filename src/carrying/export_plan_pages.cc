#include "carrying/export_plan_pages.h"

#include "plans/action.h"
#include "plans/effect.h"
#include "plans/objective.h"
#include "plans/plan_words_pages.h"
#include "plans/target.h"
#include "web/lists.h"
#include "web/texts.h"
#include "web/view.h"

namespace touchstone::carrying {
namespace {

using namespace plans;
using web::text;

std::string or_unknown(const std::string& words) { return words.empty() ? text("plans.target.unknown") : words; }

std::string on_day(const std::string& number, const std::string& day) {
    return number.empty() ? text("plans.target.unknown") : text("plans.target.on_day", {{"number", number}, {"day", stored_day(day)}});
}

// One line for each that has words.
web::List lines(const std::vector<std::pair<std::string, std::string>>& all) {
    web::List shown;
    for (const auto& [name, words] : all)
        if (!words.empty()) shown.push_back(web::Object{{"name", name}, {"words", words}});
    return shown;
}

class PlanWriter {
public:
    PlanWriter(const Tables& tables, const ExportNames& names)
        : names_(names),
          plans_(tables, "plan", "id"),
          drawn_on_(tables, "plan_evaluation", "plan_id"),
          objectives_(tables, "objective", "plan_id"),
          areas_(tables, "objective_finding", "objective_id"),
          outcomes_(tables, "objective_outcome", "objective_id"),
          findings_(tables, "finding", "id"),
          targets_(tables, "target", "objective_id"),
          values_(tables, "target_value", "target_id"),
          actions_(tables, "action_point", "objective_id"),
          partners_(tables, "action_partner", "action_id"),
          milestones_(tables, "milestone", "action_id"),
          effects_(tables, "objective_effect", "objective_id"),
          signatures_(tables, "plan_signature", "plan_id") {}

    std::vector<ExportPage> pages() const {
        std::vector<ExportPage> all;
        for (const auto& row : plans_.table_rows().rows) all.push_back({plans_.text(row, "id") + ".html", page(row)});
        return all;
    }

private:
    std::string page(const TableRow& row) const {
        const auto partnership = plans_.text(row, "partnership_id"), id = plans_.text(row, "id");
        const bool is_own = !plans_.text(row, "owner_id").empty();
        web::List evaluations;
        for (const auto* drawn : drawn_on_.of(partnership, id)) {
            const auto title = names_.evaluation(partnership, drawn_on_.text(*drawn, "evaluation_id"));
            evaluations.push_back(title.empty() ? text("app.export.elsewhere") : title);
        }
        return web::render("carrying/export_plan", {{"title", plans_.text(row, "title")},
                                                    {"kind", is_own ? text("plans.plan.label_own", {{"owner", names_.owner(plans_, row)}})
                                                                    : text("plans.plan.label_integrated")},
                                                    {"period", period(plans_, row)},
                                                    {"evaluations", evaluations},
                                                    {"any_evaluations", !evaluations.empty()},
                                                    {"objectives", objectives(partnership, id)},
                                                    {"signatures", signatures(partnership, id)}});
    }

    web::List objectives(const std::string& partnership, const std::string& plan) const {
        auto rows = objectives_.of(partnership, plan);
        std::ranges::stable_sort(rows, {}, [&](const TableRow* row) { return objectives_.as<int>(*row, "priority"); });
        web::List shown;
        for (const auto* row : rows) {
            const auto id = objectives_.text(*row, "id");
            const auto priority = objectives_.as<Priority>(*row, "priority");
            const auto closed = moment_day(objectives_, *row, "closed_at");
            std::vector<std::string> keys;
            for (const auto* outcome : outcomes_.of(partnership, id)) keys.push_back(outcomes_.text(*outcome, "outcome"));
            shown.push_back(
                web::Object{{"title", objectives_.text(*row, "title")},
                            {"facts", lines({{text("plans.objective.difference_head"), objectives_.text(*row, "difference")},
                                             {text("app.export.priority"), text("plans.priority." + name_of(priority) + ".name")},
                                             {text("app.export.outcomes"), web::listed(names_.outcomes(keys))},
                                             {text("app.export.closed"), closed},
                                             {text("app.export.closing"), objectives_.text(*row, "closing")}})},
                            {"areas", areas(partnership, id)},
                            {"targets", targets(partnership, id)},
                            {"actions", actions(partnership, id, priority)},
                            {"effects", effects(partnership, id)}});
        }
        return shown;
    }

    web::List areas(const std::string& partnership, const std::string& objective) const {
        web::List shown;
        for (const auto* row : areas_.of(partnership, objective)) {
            const auto statement = findings_.text_of(partnership, areas_.text(*row, "finding_id"), "statement");
            shown.push_back(statement.empty() ? text("app.export.elsewhere") : statement);
        }
        return shown;
    }

    web::List targets(const std::string& partnership, const std::string& objective) const {
        web::List shown;
        for (const auto* row : targets_.of(partnership, objective)) {
            Target target;
            target.measure = targets_.text(*row, "measure");
            target.unit = targets_.text(*row, "unit");
            target.direction = targets_.as<Direction>(*row, "direction");
            target.baseline = targets_.text(*row, "baseline");
            target.aim = targets_.text(*row, "aim");
            web::List values;
            for (const auto* value : values_.by_day(partnership, targets_.text(*row, "id"), "measured_on")) {
                target.values.push_back({{}, {}, values_.text(*value, "measured"), {}, {}, {}, {}});
                values.push_back(
                    web::Object{{"value", on_day(with_unit(target.values.back().value, target), values_.text(*value, "measured_on"))},
                                {"note", web::or_false(values_.text(*value, "note"))}});
            }
            shown.push_back(web::Object{
                {"measure", target.measure},
                {"facts", lines({{text("plans.target.was"), on_day(with_unit(target.baseline, target), targets_.text(*row, "baseline_on"))},
                                 {text("plans.target.to_reach"), on_day(with_unit(target.aim, target), targets_.text(*row, "aim_on"))},
                                 {text("plans.target.variation"), or_unknown(with_unit(targets_.text(*row, "variation"), target))},
                                 {text("plans.target.standing_head"), standing_in_words(target)}})},
                {"values", values},
                {"any_values", !values.empty()}});
        }
        return shown;
    }

    web::List actions(const std::string& partnership, const std::string& objective, Priority priority) const {
        web::List shown;
        for (const auto* row : actions_.by_day(partnership, objective, "due")) {
            const auto id = actions_.text(*row, "id"), owner = names_.person(actions_.text(*row, "owner_account_id"));
            std::vector<std::string> partners;
            for (const auto* partner : partners_.of(partnership, id))
                partners.push_back(names_.organisation(partnership, partners_.text(*partner, "organisation_id")));
            const auto budget = actions_.as<std::int64_t>(*row, "budget");
            shown.push_back(web::Object{
                {"title", actions_.text(*row, "title")},
                {"facts", lines({{text("plans.action.owner"), owner.empty() ? text("plans.action.nobody") : owner},
                                 {text("plans.action.lead"), names_.organisation(partnership, actions_.text(*row, "organisation_id"))},
                                 {text("plans.action.partners"), web::listed_apart(partners)},
                                 {text("plans.action.starts"), stored_day(actions_.text(*row, "starts"))},
                                 {text("plans.action.due"), day_or_none(actions_.text(*row, "due"))},
                                 {text("plans.action.state_head"), state(*row, priority)},
                                 {text("plans.action.done_on"), moment_day(actions_, *row, "done_at")},
                                 {text("plans.action.proof"), names_.evidence(partnership, actions_.text(*row, "proof_id"))},
                                 {text("plans.action.verified_by"), names_.person(actions_.text(*row, "verified_by"))},
                                 {text("plans.action.agreed_by"), names_.person(actions_.text(*row, "agreed_by"))},
                                 {text("plans.action.was_sent_back"), actions_.text(*row, "sent_back")},
                                 {text("app.export.dropped"), actions_.text(*row, "drop_reason")},
                                 {text("plans.action.resources"), actions_.text(*row, "resources")},
                                 {text("plans.action.budget"), budget == 0 ? "" : pounds_in_words(budget)},
                                 {text("plans.action.risks"), actions_.text(*row, "risks")}})},
                {"milestones", milestones(partnership, id)}});
        }
        return shown;
    }

    static std::string day_or_none(const std::string& stored) { return stored.empty() ? text("plans.no_day") : stored_day(stored); }

    // As it was left: nothing in it changes from one day to the next.
    std::string state(const TableRow& row, Priority priority) const {
        ActionPoint action;
        action.state = actions_.as<ActionState>(row, "state");
        if (actions_.as<std::int64_t>(row, "verified_at") > 0) action.verified_at = Instant{};
        return web::listed({text("plans.action.state." + name_of(action.state)),
                            awaits_verification(action, priority) ? text("plans.action.awaits") : "",
                            action.verified_at ? text("plans.action.verified") : ""});
    }

    web::List milestones(const std::string& partnership, const std::string& action) const {
        web::List shown;
        for (const auto* row : milestones_.by_day(partnership, action, "due")) {
            const auto reached = moment_day(milestones_, *row, "reached_at");
            shown.push_back(
                text("app.export.milestone",
                     {{"milestone", milestones_.text(*row, "title")},
                      {"due", stored_day(milestones_.text(*row, "due"))},
                      {"state", reached.empty() ? text("app.export.not_reached") : text("plans.milestone.reached", {{"when", reached}})}}));
        }
        return shown;
    }

    web::List effects(const std::string& partnership, const std::string& objective) const {
        web::List shown;
        for (const auto* row : effects_.of(partnership, objective))
            shown.push_back(web::Object{
                {"said", text("plans.effect.said",
                              {{"verdict", text("plans.effect.verdict_choice." + name_of(effects_.as<Verdict>(*row, "verdict")))},
                               {"name", names_.person(effects_.text(*row, "judged_by"))},
                               {"when", moment_day(effects_, *row, "judged_at")}})},
                {"words", effects_.text(*row, "words")}});
        return shown;
    }

    web::List signatures(const std::string& partnership, const std::string& plan) const {
        web::List shown;
        for (const auto* row : signatures_.of(partnership, plan))
            shown.push_back(
                web::Object{{"organisation", names_.organisation(partnership, signatures_.text(*row, "organisation_id"))},
                            {"signed", text("plans.signature.signed", {{"name", names_.person(signatures_.text(*row, "signed_by"))},
                                                                       {"when", moment_day(signatures_, *row, "signed_at")}})}});
        return shown;
    }

    const ExportNames& names_;
    TableIndex plans_, drawn_on_, objectives_, areas_, outcomes_, findings_, targets_, values_, actions_, partners_, milestones_, effects_,
        signatures_;
};

}  // namespace

std::vector<ExportPage> export_plan_pages(const Tables& tables, const ExportNames& names) { return PlanWriter(tables, names).pages(); }

}  // namespace touchstone::carrying

#include "tests/many.h"

#include <fmt/format.h>

#include "concerns/concern_store.h"
#include "duties/duty_store.h"
#include "evidence/evidence_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "practice/practice_store.h"
#include "standards/standard_store.h"

namespace touchstone::testing {

void add_finding(Site& site, db::Write& db, int number, const EvidenceId& on) {
    evidence::add_finding(db, site.by(Role::evaluator),
                          {FindingId::make(site.now),
                           on,
                           evidence::FindingKind::strength,
                           fmt::format("Finding {}", number),
                           {{"generic-2006", {"5.1", 1}}},
                           site.account(Role::evaluator),
                           site.now,
                           {},
                           0});
}

EvidenceId add_evidence(Site& site, const std::string& title) {
    evidence::Evidence item;
    item.id = EvidenceId::make(site.now);
    item.title = item.line = title;
    item.from = item.to = date_of(site.now);
    item.added_by = site.account(Role::evaluator);
    item.added_at = site.now;
    site.database().writing([&](db::Write& db) {
        evidence::add_evidence(db, site.by(Role::evaluator), item);
        return true;
    });
    return item.id;
}
void add_item(Site& site, db::Write& db, int number, const EvaluationId& used_by) {
    using namespace evidence;
    Evidence item;
    item.id = EvidenceId::make(site.now);
    item.title = item.line = item.summary = item.collector = fmt::format("Item {}", number);
    item.from = item.to = *date_from("2026-05-01");
    item.added_by = site.account(Role::evaluator);
    item.added_at = site.now;
    add_evidence(db, site.by(Role::evaluator), item);
    use_evidence(db, site.by(Role::evaluator), used_by, item.id);
    testing::add_finding(site, db, number, item.id);
    add_file(db, site.by(Role::evaluator),
             {FileId::make(site.now), item.id, "file.txt", "text/plain", 10, fmt::format("{:064}", number), item.added_by, site.now});
}

void add_place_and_person(Site& site, db::Write& db, int number) {
    const auto here = site.partnership();
    const auto id = OrganisationId::make(site.now);
    people::add_organisation(db, {here, {}, site.now}, {id, fmt::format("Organisation {}", number), "voluntary_body"});
    people::add_service(db, {here, {}, site.now},
                        {ServiceId::make(site.now), id, std::nullopt, fmt::format("Service {}", number), 3, {}, {}, 1});
    const auto person = AccountId::make(site.now);
    (void)people::add_account(db, {person, fmt::format("p{}@example.org", number), fmt::format("P {}", number), "", "", {}, site.now});
    people::add_assignment(db, here, people::on_partnership(here, person, Role::evaluator, site.now));
    concerns::add_receiver(db, {here, person, site.now}, id, person);
}

void add_plan(Site& site, db::Write& db, int number, const EvaluationId& follows, const OrganisationId& lead) {
    using namespace plans;
    const auto by = site.account(Role::evaluator);
    const auto here = site.partnership();
    const Plan plan{PlanId::make(site.now),
                    fmt::format("Plan {}", number),
                    {},
                    {},
                    *date_from("2026-08-01"),
                    *date_from("2027-07-31"),
                    {follows},
                    by,
                    site.now,
                    0,
                    0};
    plans::add_plan(db, site.by(Role::evaluator), plan);
    Objective objective;
    objective.id = ObjectiveId::make(site.now);
    objective.plan = plan.id;
    objective.title = objective.difference = plan.title;
    objective.created_by = by;
    objective.created_at = site.now;
    add_objective(db, site.by(Role::evaluator), objective);
    add_action_point(site, db, number, objective, lead);
}

void add_action_point(Site& site, db::Write& db, int number, const plans::Objective& objective, const OrganisationId& lead,
                      const AccountId& owner) {
    plans::ActionPoint action;
    action.id = plans::ActionId::make(site.now);
    action.objective = objective.id;
    action.title = fmt::format("Action point {}", number);
    action.lead.id = lead;
    action.owner = owner;
    action.due = date_from("2026-12-01");
    action.changed_at = site.now;
    plans::add_action(db, site.by(Role::evaluator), objective.plan, action);
}

void add_registers(Site& site, db::Write& db, int number) {
    const auto here = site.partnership();
    const auto by = site.account(Role::evaluator);
    const auto name = fmt::format("Entry {}", number);
    duties::Duty duty;
    duty.id = duties::DutyId::make(site.now);
    duty.title = duty.asks = name;
    duty.created_by = by;
    duty.created_at = site.now;
    duties::add_duty(db, site.by(Role::evaluator), duty);
    practice::Practice practice;
    practice.id = practice::PracticeId::make(site.now);
    practice.title = practice.done = practice.effect = practice.ask = name;
    practice.created_by = by;
    practice.created_at = site.now;
    practice::add_practice(db, site.by(Role::evaluator), practice);
    standards::add_standard(db, site.by(Role::evaluator),
                            {standards::StandardId::make(site.now), name, "", "", name, "", site.framework().id, {"5.1"}, by, site.now, 0});
}

}  // namespace touchstone::testing

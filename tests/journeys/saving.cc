#include "tests/journeys/saving.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "duties/duty_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evidence_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/concern_store.h"
#include "people/organisation_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "practice/practice_store.h"
#include "standards/standard_store.h"

namespace touchstone::testing {
namespace {

Effort effort;
bool is_counting = false;

int count(unsigned what, void*, void* statement, void*) {
    if (what == SQLITE_TRACE_ROW && is_counting) ++effort.rows;
    if (what != SQLITE_TRACE_PROFILE) return 0;
    auto* const done = static_cast<sqlite3_stmt*>(statement);
    const long steps = sqlite3_stmt_status(done, SQLITE_STMTSTATUS_VM_STEP, 1);
    if (!is_counting) return 0;
    ++effort.statements;
    effort.steps += steps;
    effort.steps_of[sqlite3_sql(done)] += steps;
    return 0;
}

int watch(sqlite3* database, const char**, const void*) {
    return sqlite3_trace_v2(database, SQLITE_TRACE_ROW | SQLITE_TRACE_PROFILE, count, nullptr);
}

}  // namespace

Watching::Watching() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch)); }
Watching::~Watching() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(watch)); }

Effort Watching::during(const std::function<void()>& act) {
    effort = {};
    is_counting = true;
    act();
    is_counting = false;
    return effort;
}

Fields operator+(Fields fields, const Fields& more) {
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
}

Fields day(const std::string& name, int year, int month, int of_month) {
    return {{name + "_day", std::to_string(of_month)}, {name + "_month", std::to_string(month)}, {name + "_year", std::to_string(year)}};
}

Full::Full(int how_many) : self(site.add_evaluation("Zqxmine")) {
    const auto by = site.account(Role::evaluator);
    std::vector<EvaluationId> others;  // with 50 items each
    for (int i = 0; i < how_many; i += 50) others.push_back(site.add_evaluation(fmt::format("Evaluation {}", i)));
    add_own();
    write([&](db::Write& db) {
        for (int i = 0; i < how_many; ++i) {
            add_evidence(db, i, others[static_cast<std::size_t>(i / 50)]);
            add_places(db, i);
            add_plan(db, i, others.front());
            add_registers(db, i, by);
        }
    });
    site.database().learn_sizes();
    site.sign_in(Role::lead);
}

void Full::write(const std::function<void(db::Write&)>& change) {
    site.database().writing([&](db::Write& db) {
        change(db);
        return true;
    });
}

std::string Full::save(const std::string& name, const std::string& address, const Fields& fields, web::Status status) {
    web::Response answer;
    spent.emplace_back(name, Watching::during([&] { answer = site.post(address, fields); }));
    EXPECT_EQ(answer.status, status) << name << (answer.view.empty() ? "" : site.document(answer));
    return answer.location.substr(0, answer.location.find('?'));
}

void Full::add_own() {
    const auto here = site.partnership();
    organisation = OrganisationId::make(site.now);
    small = OrganisationId::make(site.now);
    service = ServiceId::make(site.now);
    above = ServiceId::make(site.now);
    below = ServiceId::make(site.now);
    write([&](db::Write& db) {
        people::add_organisation(db, here, {organisation, "Zqxcouncil", "council_department"});
        people::add_service(db, here, {service, organisation, std::nullopt, "Zqxservice", 3, {}, {}, 1});
        people::add_organisation(db, here, {small, "Zqxsmall", "voluntary_body"});
        people::add_service(db, here, {above, small, std::nullopt, "Zqxabove", 2, {}, {}, 1});
        people::add_service(db, here, {below, small, above, "Zqxbelow", 3, {}, {}, 1});
    });
}

void Full::add_evidence(db::Write& db, int number, const EvaluationId& others) {
    using namespace evaluations;
    Evidence item;
    item.id = EvidenceId::make(site.now);
    item.title = item.line = item.summary = item.collector = fmt::format("Item {}", number);
    item.from = item.to = *date_from("2026-05-01");
    item.added_by = site.account(Role::evaluator);
    item.added_at = site.now;
    evaluations::add_evidence(db, site.partnership(), item);
    use_evidence(db, site.partnership(), others, item.id);
    add_finding(db, site.partnership(),
                {FindingId::make(site.now),
                 item.id,
                 FindingKind::strength,
                 item.title,
                 {{"generic-2006", {"5.1", 1}}},
                 item.added_by,
                 site.now,
                 {},
                 0});
    add_file(db, site.partnership(),
             {FileId::make(site.now), item.id, "file.txt", "text/plain", 10, fmt::format("{:064}", number), item.added_by, site.now});
}

void Full::add_places(db::Write& db, int number) {
    const auto here = site.partnership();
    const auto id = OrganisationId::make(site.now);
    people::add_organisation(db, here, {id, fmt::format("Organisation {}", number), "voluntary_body"});
    people::add_service(db, here, {ServiceId::make(site.now), id, std::nullopt, fmt::format("Service {}", number), 3, {}, {}, 1});
    people::add_service(db, here, {ServiceId::make(site.now), organisation, std::nullopt, fmt::format("Part {}", number), 3, {}, {}, 1});
    const auto person = AccountId::make(site.now);
    (void)people::add_account(db, {person, fmt::format("p{}@example.org", number), fmt::format("P {}", number), "", "", {}, site.now});
    people::add_assignment(db, here, people::on_partnership(here, person, Role::evaluator, site.now));
    people::add_receiver(db, here, id, person, person, site.now);
}

void Full::add_plan(db::Write& db, int number, const EvaluationId& others) {
    using namespace plans;
    const auto by = site.account(Role::evaluator);
    const auto here = site.partnership();
    const Plan plan{PlanId::make(site.now),
                    fmt::format("Plan {}", number),
                    {},
                    {},
                    *date_from("2026-08-01"),
                    *date_from("2027-07-31"),
                    {others},
                    by,
                    site.now,
                    0,
                    0};
    plans::add_plan(db, here, plan);
    Objective objective;
    objective.id = ObjectiveId::make(site.now);
    objective.plan = plan.id;
    objective.title = objective.difference = plan.title;
    objective.created_by = by;
    objective.created_at = site.now;
    add_objective(db, here, objective);
    ActionPoint action;
    action.id = ActionId::make(site.now);
    action.objective = objective.id;
    action.title = plan.title;
    action.lead.id = organisation;
    action.changed_at = site.now;
    add_action(db, here, action);
}

void Full::add_registers(db::Write& db, int number, const AccountId& by) {
    const auto here = site.partnership();
    const auto name = fmt::format("Entry {}", number);
    duties::Duty duty;
    duty.id = duties::DutyId::make(site.now);
    duty.title = duty.asks = name;
    duty.created_by = by;
    duty.created_at = site.now;
    duties::add_duty(db, here, duty);
    practice::Practice practice;
    practice.id = practice::PracticeId::make(site.now);
    practice.title = practice.done = practice.effect = practice.ask = name;
    practice.created_by = by;
    practice.created_at = site.now;
    practice::add_practice(db, here, practice);
    standards::add_standard(db, here,
                            {standards::StandardId::make(site.now), name, "", "", name, "", site.framework().id, {"5.1"}, by, site.now, 0});
}

}  // namespace touchstone::testing

#include "tests/journeys/saving.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "people/organisation_store.h"
#include "tests/many.h"

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
    std::vector<EvaluationId> others;  // with 50 items each
    for (int i = 0; i < how_many; i += 50) others.push_back(site.add_evaluation(fmt::format("Evaluation {}", i)));
    add_own();
    write([&](db::Write& db) {
        for (int i = 0; i < how_many; ++i) {
            add_item(site, db, i, others[static_cast<std::size_t>(i / 50)]);
            add_place_and_person(site, db, i);
            people::add_service(db, site.by(Role::administrator),
                                {ServiceId::make(site.now), organisation, std::nullopt, fmt::format("Part {}", i), 3, {}, {}, 1});
            add_plan(site, db, i, others.front(), organisation);
            add_registers(site, db, i);
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
        people::add_organisation(db, {here, {}, site.now}, {organisation, "Zqxcouncil", "council_department"});
        people::add_service(db, {here, {}, site.now}, {service, organisation, std::nullopt, "Zqxservice", 3, {}, {}, 1});
        people::add_organisation(db, {here, {}, site.now}, {small, "Zqxsmall", "voluntary_body"});
        people::add_service(db, {here, {}, site.now}, {above, small, std::nullopt, "Zqxabove", 2, {}, {}, 1});
        people::add_service(db, {here, {}, site.now}, {below, small, above, "Zqxbelow", 3, {}, {}, 1});
    });
}

}  // namespace touchstone::testing

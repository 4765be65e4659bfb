// Saving costs the same however much is there: each form is sent to a partnership that holds 100 of everything, and to one that holds
// 10,000, and takes as many statements, rows and steps of SQLite in both.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "people/account_store.h"
#include "people/organisation_store.h"
#include "tests/many.h"

namespace touchstone {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;
using web::Status;

// What SQLite did, in all connections of this process.
struct Effort {
    long statements = 0, rows = 0, steps = 0;
    std::map<std::string, long> steps_of;  // by statement
};
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

class Watching {
public:
    Watching() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(watch)); }
    ~Watching() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(watch)); }
    Watching(const Watching&) = delete;
    Watching& operator=(const Watching&) = delete;
};

Fields operator+(Fields fields, const Fields& more) {
    fields.insert(fields.end(), more.begin(), more.end());
    return fields;
}

Fields day(const std::string& name, int year, int month, int of_month) {
    return {{name + "_day", std::to_string(of_month)}, {name + "_month", std::to_string(month)}, {name + "_year", std::to_string(year)}};
}

class Full {
public:
    explicit Full(int how_many) : self(site.add_evaluation("Zqxmine")) {
        const auto here = site.partnership();
        std::vector<EvaluationId> others;  // with 50 items each
        for (int i = 0; i < how_many; i += 50) others.push_back(site.add_evaluation(fmt::format("Evaluation {}", i)));
        site.database().writing([&](db::Write& db) {
            organisation = OrganisationId::make(site.now);
            people::add_organisation(db, here, {organisation, "Zqxcouncil", "council_department"});
            service = ServiceId::make(site.now);
            people::add_service(db, here, {service, organisation, std::nullopt, "Zqxservice", 3, {}, {}, 1});
            for (int i = 0; i < how_many; ++i) {
                testing::add_item(site, db, i, others[static_cast<std::size_t>(i / 50)]);
                testing::add_place_and_person(site, db, i);
                testing::add_plan(site, db, i, others.front(), organisation);
                testing::add_registers(site, db, i);
            }
            return true;
        });
        site.database().learn_sizes();
        site.sign_in(Role::lead);
    }

    // Sends a form, holds it to be saved, and answers where it leads to.
    std::string save(const std::string& name, const std::string& address, const Fields& fields) {
        effort = {};
        is_counting = true;
        const auto answer = site.post(address, fields);
        is_counting = false;
        EXPECT_EQ(answer.status, Status::see_other) << name << (answer.view.empty() ? "" : site.document(answer));
        spent.emplace_back(name, effort);
        return answer.location.substr(0, answer.location.find('?'));
    }

    void save_everything();

    testing::Site site;
    EvaluationId self;
    OrganisationId organisation;
    ServiceId service;
    std::vector<std::pair<std::string, Effort>> spent;
};

void Full::save_everything() {
    const auto home = "/evaluations/" + self.text;
    const auto made = save("a new evaluation", "/evaluations/new",
                           Fields{{"title", "Nurture"},
                                  {"services", service.text},
                                  {"kind", "self_evaluation"},
                                  {"why", "To know."},
                                  {"level", "strategic"},
                                  {"children", "Under six"}} +
                               day("from", 2026, 8, 1) + day("to", 2026, 10, 31));
    const auto item = save("a new item", home + "/evidence/new",
                           Fields{{"title", "Survey"}, {"source", "performance_data"}, {"security", "secure"}} + day("from", 2026, 1, 1) +
                               day("to", 2026, 6, 30));
    save("a finding", item + "/findings", {{"kind", "strength"}, {"statement", "It shows."}, {"themes", "5.1/1"}});
    save("an altered item", item + "/edit",
         Fields{{"title", "Survey again"}, {"source", "performance_data"}, {"security", "secure"}, {"seen_version", "1"}} +
             day("from", 2026, 1, 1) + day("to", 2026, 6, 30));
    const auto alone = save(
        "an item for no evaluation", "/evidence/new",
        Fields{{"title", "Visit"}, {"source", "observation"}, {"security", "secure"}} + day("from", 2026, 1, 1) + day("to", 2026, 6, 30));
    save("an item that is used", home + "/uses", {{"evidence", alone.substr(alone.rfind('/') + 1)}, {"use", "yes"}});
    save("a judgement", home + "/indicators/5.1",
         {{"level", "4"}, {"rationale", "Known early."}, {"confidence", "high"}, {"caveat", "Thin."}, {"seen_version", "0"}});
    save("an answer to a question", home + "/questions/3", {{"statement", "Delivery is good."}, {"seen_version", "0"}});
    save("capacity", home + "/capacity/outcomes", {{"statement", "Better."}, {"confidence", "high"}, {"caveat", "Thin."}});
    save("an activity", home + "/plan",
         {{"name", "Visit"},
          {"source", "observation"},
          {"change", "It could lower 5.1."},
          {"themes", "5.1/1"},
          {"hours_" + organisation.text, "2"}});
    save("a standard", "/standards/new", {{"document", "Care"}, {"title", "Zqxstandard"}, {"serves", "5.1"}, {"seen_version", "0"}});
    save("a duty", "/duties/new", {{"title", "Listen"}, {"kind", "legislation"}, {"asks", "Listen."}, {"owner", "partnership"}});
    const auto plan = save(
        "a plan", "/plans/new",
        Fields{{"title", "Plan"}, {"owner", "partnership"}, {"evaluations", self.text}} + day("from", 2026, 8, 1) + day("to", 2027, 7, 31));
    const auto objective =
        save("an objective", plan + "/objectives/new", {{"title", "Nobody waits"}, {"difference", "Help in time."}, {"priority", "high"}});
    save("a target", objective + "/targets/new",
         Fields{{"measure", "Wait"}, {"unit", "weeks"}, {"direction", "lower"}, {"baseline", "26"}, {"aim", "8"}} +
             day("baseline_on", 2026, 8, 31) + day("aim_on", 2027, 6, 30));
    const auto action =
        save("an action point", objective + "/action-points/new",
             Fields{{"title", "Recruit"}, {"lead", organisation.text}, {"owner", site.account(Role::lead).text}} + day("due", 2027, 1, 31));
    save("an action point begun", action + "/begin", {{"seen_version", "1"}});
    save("an invitation", "/people/invite",
         {{"name", "Zqxnew"}, {"email", "zqx@example.org"}, {"role", "reader"}, {"on", "partnership/" + site.partnership().text}});
    save("a finished evaluation", home + "/state", {{"state", "finished"}});
}

// What one statement of the larger partnership took beyond the smaller one's, the worst first.
std::string worst_of(const Effort& few, const Effort& many) {
    const auto more = [&](const auto& one) {
        const auto found = few.steps_of.find(one.first);
        return one.second - (found == few.steps_of.end() ? 0 : found->second);
    };
    const auto worst = std::ranges::max_element(many.steps_of, {}, more);
    return fmt::format("{} more steps in {}", more(*worst), worst->first);
}

bool costs_the_same(const Effort& few, const Effort& many) {
    return many.statements == few.statements && many.rows <= few.rows + 2 && many.steps <= few.steps + few.steps / 2 + 500;
}

TEST(Saving, costs_the_same_with_a_hundred_items_and_with_ten_thousand) {
    const Watching watching;
    Full small(100), large(10'000);
    small.save_everything();
    large.save_everything();
    ASSERT_EQ(small.spent.size(), large.spent.size());
    for (std::size_t i = 0; i < small.spent.size(); ++i) {
        const auto& [name, few] = small.spent[i];
        const auto& many = large.spent[i].second;
        EXPECT_TRUE(costs_the_same(few, many)) << fmt::format("{}: {} and {} statements, {} and {} rows, {} and {} steps\n", name,
                                                              few.statements, many.statements, few.rows, many.rows, few.steps, many.steps)
                                               << worst_of(few, many);
    }
    const auto reads_everybody = [](Full& full) {
        effort = {};
        is_counting = true;
        full.site.database().write(
            [&](db::Write& db) { return people::list_accounts(db, full.site.partnership(), full.site.now).empty(); });
        is_counting = false;
        return effort;
    };
    EXPECT_FALSE(costs_the_same(reads_everybody(small), reads_everybody(large))) << "a write that reads a list is not found";
}

}  // namespace
}  // namespace touchstone

// No page goes to the database more than twice, whatever there is to show, and none asks once for each row.
#include <gtest/gtest.h>

#include "evidence/evidence_store.h"
#include "people/assignment.h"
#include "tests/many.h"
#include "tests/matrix/world.h"

namespace touchstone {
namespace {

class PageTrips : public ::testing::TestWithParam<db::Engine> {
protected:
    PageTrips() : world(GetParam()) {}
    std::string address(std::string pattern) {
        const auto& thing = world.thing(testing::What::joint);
        const auto& framework = world.site.framework();
        const std::map<std::string, std::string> values{{"evaluation", thing.evaluation},
                                                        {"evidence", thing.evidence},
                                                        {"finding", thing.finding},
                                                        {"file", thing.file},
                                                        {"plan", thing.plan},
                                                        {"objective", thing.objective},
                                                        {"target", thing.target},
                                                        {"action", thing.action},
                                                        {"report", thing.report},
                                                        {"duty", thing.duty},
                                                        {"practice", thing.practice},
                                                        {"figure_import", thing.figure_import},
                                                        {"reply_import", thing.reply_import},
                                                        {"measure", thing.measure},
                                                        {"questionnaire", thing.questionnaire},
                                                        {"language", "gd"},
                                                        {"wave", thing.wave},
                                                        {"wall", thing.wall},
                                                        {"talk", thing.talk},
                                                        {"participant", thing.participant},
                                                        {"excerpt", thing.excerpt},
                                                        {"comment", thing.comment},
                                                        {"link", thing.link},
                                                        {"standard", world.standard},
                                                        {"task", thing.task},
                                                        {"step", "who"},
                                                        {"indicator", "5.1"},
                                                        {"question", "1"},
                                                        {"key_area", "5"},
                                                        {"component", "outcomes"},
                                                        {"aspect", "awareness"},
                                                        {"audience", "board"},
                                                        {"number", "1"},
                                                        {"organisation", world.a.text},
                                                        {"service", world.service.text},
                                                        {"account", world.bystander.text},
                                                        {"framework", framework.id},
                                                        {"version", framework.version},
                                                        {"drawn", thing.evaluation}};
        for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{')) {
            const auto close = pattern.find('}', open);
            const auto found = values.find(pattern.substr(open + 1, close - open - 1));
            pattern.replace(open, close - open + 1, found == values.end() ? "x" : found->second);
        }
        return pattern;
    }
    struct Shown {
        web::Status status;
        int trips, statements;
        std::size_t size;
    };
    // Every page, to somebody who leads and to an administrator.
    std::map<std::string, Shown> every_page() {
        std::map<std::string, Shown> pages;
        for (const auto role : {Role::lead, Role::administrator}) {
            world.site.sign_in(role);
            for (const auto& route : world.site.router.routes())
                if (route.method == "GET" && !route.reads && route.page != nullptr) {
                    const auto page = world.site.get(address(route.pattern));
                    const auto size = page.view.empty() ? page.body.size() : world.site.document(page).size();
                    pages[route.pattern + " to the " + people::name_of(role)] = {page.status, page.trips, page.statements, size};
                }
        }
        return pages;
    }
    void add_many() {
        auto& site = world.site;
        const auto& thing = world.thing(testing::What::joint);
        std::vector<EvaluationId> users;
        plans::Objective objective;
        objective.id = plans::ObjectiveId{thing.objective};
        objective.plan = plans::PlanId{thing.plan};
        for (int i = 0; i < how_many_more; ++i) users.push_back(site.add_evaluation(fmt::format("Evaluation {}", i)));
        site.database().writing([&](db::Write& db) {
            for (int i = 0; i < how_many_more; ++i) {
                testing::add_item(site, db, i, EvaluationId{thing.evaluation});
                testing::add_finding(site, db, i, EvidenceId{thing.evidence});
                evidence::use_evidence(db, site.by(Role::evaluator), users[static_cast<std::size_t>(i)], EvidenceId{thing.evidence});
                testing::add_place_and_person(site, db, i);
                testing::add_plan(site, db, i, EvaluationId{thing.evaluation}, world.a);
                testing::add_action_point(site, db, i, objective, world.a, site.account(Role::lead));
                testing::add_registers(site, db, i);
            }
            return true;
        });
        site.database().learn_sizes();
    }
    static constexpr int how_many_more = 90;
    testing::World world;
};

INSTANTIATE_TEST_SUITE_P(Both, PageTrips, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(PageTrips, are_two_at_most_on_every_page) {
    int shown = 0;
    for (const auto& [name, page] : every_page()) {
        shown += page.status == web::Status::ok ? 1 : 0;
        // What may be read of others depends on what was agreed, and that on what is lent: as when it is published, step by step.
        const bool is_preview =
            name.starts_with("/evaluations/{evaluation}/publishing/preview/") || name.starts_with("/evaluations/{evaluation}/packs/board");
        EXPECT_LE(page.trips, is_preview ? 6 : 2) << name;
    }
    EXPECT_GT(shown, 120) << "too few pages were there to be counted";
}

TEST_P(PageTrips, have_as_many_questions_however_many_rows_are_shown) {
    (void)every_page();  // what is read once and then kept in memory
    const auto few = every_page();
    add_many();
    int longer = 0;
    for (const auto& [name, page] : every_page()) {
        const auto& before = few.at(name);
        EXPECT_EQ(page.status, before.status) << name;
        EXPECT_EQ(page.statements, before.statements) << name;
        longer += page.size > before.size + 2'000 ? 1 : 0;
    }
    EXPECT_GT(longer, 90) << "too few pages show more rows";
}

}  // namespace
}  // namespace touchstone

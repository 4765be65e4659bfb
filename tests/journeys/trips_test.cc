// No page goes to the database more than twice, whatever there is to show.
#include <set>

#include <gtest/gtest.h>

#include "tests/matrix/world.h"
#include "tests/site.h"

namespace touchstone {
namespace {

// Still to be mended: forms of administrators, and the one that begins an evaluation.
const std::set<std::string> makes_more{"/concerns/receivers", "/evaluations/new", "/rights/retention"};

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
                                                        {"standard", world.standard},
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
    testing::World world;
};

INSTANTIATE_TEST_SUITE_P(Both, PageTrips, ::testing::ValuesIn(testing::engines()),
                         [](const auto& each) { return testing::name_of(each.param); });

TEST_P(PageTrips, are_two_at_most_on_every_page) {
    int shown = 0;
    for (const auto role : {Role::lead, Role::administrator}) {
        world.site.sign_in(role);
        for (const auto& route : world.site.router.routes()) {
            if (route.method != "GET" || route.reads || route.page == nullptr) continue;
            const auto response = world.site.get(address(route.pattern));
            shown += response.status == web::Status::ok ? 1 : 0;
            if (!makes_more.contains(route.pattern)) {
                EXPECT_LE(response.trips, 2) << route.pattern;
            }
        }
    }
    EXPECT_GT(shown, 120) << "too few pages were there to be counted";
}

}  // namespace
}  // namespace touchstone

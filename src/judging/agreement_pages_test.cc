#include "judging/agreement_pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::judging {
namespace {

using ::testing::Contains;
using ::testing::Pair;

// What two evaluators gave for each indicator, laid open.
std::map<std::string, Round> rounds_of(const std::vector<std::pair<int, int>>& levels) {
    std::map<std::string, Round> rounds;
    for (const auto& [one, other] : levels) {
        Round round;
        for (const auto& [who, level] : {std::pair{"ada", one}, {"ewan", other}}) {
            FirstJudgement first{};
            first.by = AccountId{who};
            first.level = static_cast<Level>(level);
            round.firsts.push_back(first);
        }
        round.reveal = Reveal{};
        rounds.emplace("1." + std::to_string(rounds.size() + 1), std::move(round));
    }
    return rounds;
}

std::map<std::string, std::string> figures_in(const web::Data& agreement) {
    std::map<std::string, std::string> figures;
    for (const auto& row : *agreement.get("table")->get("rows")->list())
        figures[*row.get("head")->get("text")->text()] = *row.get("cells")->list()->front().get("text")->text();
    return figures;
}

TEST(AgreementOf, writes_figures_as_every_other_page_does) {
    frameworks::Framework framework;
    for (int level = 6; level > 0; --level) framework.scale.push_back({level, {}, {}, {}, {}});
    const auto alike = figures_in(agreement_of(framework, rounds_of({{1, 1}, {3, 3}, {5, 5}, {6, 6}})));
    EXPECT_THAT(alike, Contains(Pair("Same level", "100%")));
    EXPECT_THAT(alike, Contains(Pair(::testing::HasSubstr("Cohen"), "1")));
    const auto apart = figures_in(agreement_of(framework, rounds_of({{1, 1}, {3, 4}, {5, 6}})));
    EXPECT_THAT(apart, Contains(Pair("Same level", "33%")));
}

}  // namespace
}  // namespace touchstone::judging

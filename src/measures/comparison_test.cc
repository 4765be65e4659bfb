#include "measures/comparison.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace touchstone::measures {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

Definition share() {
    Definition it;
    it.numerator = "Seen";
    it.denominator = "All";
    it.unit = Unit::per_cent;
    return it;
}

Place place(const std::string& name, const std::string& figures) { return {name, name, read_pasted(figures, share()).value()}; }

TEST(Comparison, is_made_at_the_latest_period_that_most_places_have) {
    const std::vector<Place> places{place("Angus", "2024; 1; 2\n2025; 1; 2\n2026; 1; 2"), place("Fife", "2024; 1; 2\n2025; 1; 2"),
                                    place("Moray", "2024; 1; 2\n2026; *")};
    EXPECT_THAT(periods_of(places), SizeIs(3));
    EXPECT_EQ(text_of(periods_of(places).front()), "2026");
    EXPECT_EQ(text_of(compared_at(places).value()), "2025") << "what is withheld does not count";
    EXPECT_EQ(text_of(compared_at({place("Angus", "2025; 1; 2"), place("Fife", "2024; 1; 2")}).value()), "2025") << "no period of most";
    EXPECT_FALSE(compared_at({place("Angus", "2025; NA")}));
}

TEST(Comparison, has_a_unit_for_each_place_in_its_order) {
    const std::vector<Place> places{place("Moray", "2025; 3; 4"), place("Angus", "2024; 1; 2"), place("Fife", "2025; 88.4")};
    const auto units = units_at(places, periods_of(places).front());
    ASSERT_THAT(units, SizeIs(3));
    EXPECT_EQ(units[0].label, "Moray");
    EXPECT_EQ(units[0].value, 0.75);
    EXPECT_EQ(units[1].value, std::nullopt);
    EXPECT_EQ(units[2].value, 88.4);
    EXPECT_FALSE(statistics::are_shares(units)) << "one is known by its result only";
}

TEST(Comparison, adds_up_places_that_have_every_period) {
    const auto both = together(
        {place("Angus", "2024; 10; 20\n2025; 30; 60"), place("Fife", "2024; 5; 80\n2025; 6; 90"), place("Moray", "2025; 1; 1000")});
    EXPECT_EQ(both.places, 2);
    ASSERT_THAT(both.line, SizeIs(2));
    EXPECT_EQ(text_of(both.line[0].period), "2024");
    EXPECT_EQ(both.line[0].numerator, 15);
    EXPECT_EQ(both.line[0].denominator, 100);
    EXPECT_EQ(both.line[1].numerator, 36);
    EXPECT_EQ(both.line[1].denominator, 150);
    EXPECT_THAT(together({place("Angus", "2024; 10; 20")}).line, IsEmpty());
    EXPECT_THAT(together({place("Angus", "2024; 50"), place("Fife", "2024; 40")}).line, IsEmpty()) << "results cannot be added";
}

}  // namespace
}  // namespace touchstone::measures

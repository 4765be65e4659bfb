// Why a chart declines to answer, decided in one place: limits may still be drawn, and nothing is said of any point.
#pragma once
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace touchstone::statistics {

enum class Reason { too_few_points, counted_again, no_variation, break_inside, too_few_to_compare, small_base };

struct Silence {
    Reason reason;
    std::string sentence;                       // key of the sentence that says so
    std::map<std::string, std::string> values;  // for its holes
};

inline constexpr std::size_t points_needed = 10;            // below, limits are too loose to say anything
inline constexpr std::size_t points_settled = 13;           // below, limits are provisional
inline constexpr std::size_t shares_needed = 20;            // for telling whether the same are counted again
inline constexpr double least_sigma_z = 0.56;               // that 999 in 1,000 series of 36 separate counts reach, and 992 of 20
inline constexpr std::size_t units_needed = 5;              // for a funnel
inline constexpr std::size_t units_needed_for_spread = 10;  // for a funnel that allows for more spread than chance
inline constexpr double least_expected = 5;                 // n·p(1 - p) of each unit, for limits that are not exact; on average, for σz
inline constexpr double default_smallest_base = 5;

// "too_few_points" and so on.
[[nodiscard]] std::string_view name_of(Reason);

[[nodiscard]] Silence too_few_points(std::size_t count);
[[nodiscard]] Silence too_few_off_the_median(std::size_t count);
[[nodiscard]] Silence too_few_off_the_median_since(const std::string& label, std::size_t count);
[[nodiscard]] Silence too_few_since(const std::string& label, std::size_t count);
[[nodiscard]] Silence declared_stock();
[[nodiscard]] Silence found_stock();
[[nodiscard]] Silence no_variation();
[[nodiscard]] Silence too_few_units(std::size_t count, std::size_t needed);
[[nodiscard]] Silence too_small_units(std::size_t count, std::size_t of);
[[nodiscard]] Silence small_base(const std::string& label, double base, double needed);

}  // namespace touchstone::statistics

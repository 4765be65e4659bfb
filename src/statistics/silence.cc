#include "statistics/silence.h"

#include <stdexcept>

#include <fmt/format.h>

namespace touchstone::statistics {

std::string_view name_of(Reason reason) {
    switch (reason) {
        case Reason::too_few_points:
            return "too_few_points";
        case Reason::counted_again:
            return "counted_again";
        case Reason::no_variation:
            return "no_variation";
        case Reason::break_inside:
            return "break_inside";
        case Reason::too_few_to_compare:
            return "too_few_to_compare";
        case Reason::small_base:
            return "small_base";
    }
    throw std::logic_error("no such reason");
}

Silence too_few_points(std::size_t count) {
    return {Reason::too_few_points,
            "statistics.silent.too_few_points",
            {{"count", std::to_string(count)}, {"needed", std::to_string(points_needed)}}};
}

Silence too_few_off_the_median(std::size_t count) {
    return {Reason::too_few_points,
            "statistics.silent.too_few_off_the_median",
            {{"count", std::to_string(count)}, {"needed", std::to_string(points_needed)}}};
}

Silence too_few_off_the_median_since(const std::string& label, std::size_t count) {
    return {Reason::too_few_points,
            "statistics.silent.too_few_off_the_median_since",
            {{"period", label}, {"count", std::to_string(count)}, {"needed", std::to_string(points_needed)}}};
}

Silence too_few_since(const std::string& label, std::size_t count) {
    return {Reason::break_inside,
            "statistics.silent.break_inside",
            {{"period", label}, {"count", std::to_string(count)}, {"needed", std::to_string(points_needed)}}};
}

Silence declared_stock() { return {Reason::counted_again, "statistics.silent.counted_again", {}}; }

Silence found_stock() { return {Reason::counted_again, "statistics.silent.seems_counted_again", {}}; }

Silence no_variation() { return {Reason::no_variation, "statistics.silent.no_variation", {}}; }

Silence too_few_units(std::size_t count, std::size_t needed) {
    return {Reason::too_few_to_compare,
            "statistics.silent.too_few_units",
            {{"count", std::to_string(count)}, {"needed", std::to_string(needed)}}};
}

Silence too_small_units(std::size_t count, std::size_t of) {
    return {Reason::too_few_to_compare,
            "statistics.silent.too_small_units",
            {{"count", std::to_string(count)}, {"all", std::to_string(of)}, {"needed", fmt::format("{}", least_expected)}}};
}

Silence small_base(const std::string& label, double base, double needed) {
    return {Reason::small_base,
            "statistics.silent.small_base",
            {{"label", label}, {"base", fmt::format("{}", base)}, {"needed", fmt::format("{}", needed)}}};
}

}  // namespace touchstone::statistics

// The axis of numbers in a picture: round ticks, and how a number is written beside it. Texts are measured as far as that can be done
// without a font.
#pragma once
#include <string>
#include <vector>

namespace touchstone::charts {

// What numbers are. Shares are fractions of 1 and are written in per cent.
struct Measure {
    bool is_share = false;
    std::string unit = {};  // "weeks", or empty
};

struct Axis {
    double from = 0, to = 1;    // what its two ends stand for: from is below to
    std::vector<double> ticks;  // ascending, both ends among them
    int decimals = 0;           // of the ticks, in per cent where they are shares

    // Rounded, and never beyond either end.
    [[nodiscard]] int place(double value, int at_from, int at_to) const;
    // Everything on it is on one side of 0: then the picture has to say so.
    [[nodiscard]] bool leaves_out_zero() const { return from > 0 || to < 0; }
};

// From the least to the most of these, both drawn out to round numbers; numbers that are not finite are passed over. It goes from 0 where
// that costs little of its height, and shares never leave 0 to 1. At most so many steps, or 2: both sides of 0
// need one each.
[[nodiscard]] Axis axis_over(const std::vector<double>& values, const Measure&, int steps_max);

[[nodiscard]] std::string tick_words(const Axis&, double tick, const Measure&);
// "14.75 weeks" or "32.4%": with so many significant digits, the whole part always whole.
[[nodiscard]] std::string number_words(double value, const Measure&, int digits);
inline constexpr int counted_digits = 6, computed_digits = 4;
// The same without the unit.
[[nodiscard]] std::string bare_number(double value, const Measure&, int digits);

// About how wide words are, in type of such a size.
[[nodiscard]] int width_of(const std::string& words, int type);

// "2026-04-01", "2026-04" as somebody says it: "1 April 2026", "Apr 2026"; other labels as they are.
[[nodiscard]] std::string period_words(const std::string& label);

}  // namespace touchstone::charts

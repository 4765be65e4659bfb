// The part of a picture where numbers stand, and what is drawn around it.
#pragma once
#include <string>

#include "charts/axis.h"

namespace touchstone::charts {

// In the picture's own units, from its upper left corner.
struct Plot {
    int width = 0, height = 0;                     // of the whole picture
    int left = 0, right = 0, top = 0, bottom = 0;  // edges of where numbers stand
    int type = 13;                                 // size of its words

    [[nodiscard]] int y(const Axis& axis, double value) const { return axis.place(value, bottom, top); }
};

// How far from the left edge numbers stand, with their ticks' words before them.
[[nodiscard]] int room_for_ticks(const Axis&, const Measure&, int type);
// Lines across with their numbers, and the unit above them.
[[nodiscard]] std::string across_svg(const Axis&, const Measure&, const Plot&);

// How many characters of words like these stand in a line of such a width; at least 4.
[[nodiscard]] std::size_t characters_in(int width, const std::string& words, int type);
// Words that fit: cut with "…" where they are wider than that. Empty where hardly anything fits.
[[nodiscard]] std::string fitted(const std::string& words, int width, int type);
// `look` is a class; `anchor` is start, middle or end.
[[nodiscard]] std::string words_svg(const std::string& words, const char* look, int x, int y, const char* anchor, int type);

}  // namespace touchstone::charts

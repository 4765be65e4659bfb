// What the pictures have in common: text made safe and short enough for its place, the tables beside them, and how an action point's stage
// is drawn.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <vector>

namespace touchstone::charts {

// For text and for attributes in quotes.
[[nodiscard]] std::string escaped(const std::string& text);
// Words in lines of at most so many characters; what does not fit into the last line becomes "…".
[[nodiscard]] std::vector<std::string> lines_of(const std::string& words, std::size_t longest, std::size_t lines);

// The opening of a picture that is read out as its title and description.
struct Frame {
    std::string id;                  // unique in the page
    std::string title, description;  // read out in place of the picture, or before its links
    int width = 0, height = 0;
    std::string kind;  // names classes of its own, with spaces between; or empty
    bool has_links = false;
};
[[nodiscard]] std::string framed(const Frame&, const std::string& body);

// The table that says the same as a picture. The first cell heads its row.
struct TableText {
    std::vector<std::string> heads;
    std::vector<std::vector<std::string>> rows;
};

// Where an action point stands. Each stage has a pattern of its own, and its word always stands near.
enum class Stage { not_started, under_way, awaiting, done, overdue, dropped };
inline constexpr std::size_t stage_count = 6;
inline constexpr std::array all_stages{Stage::not_started, Stage::under_way, Stage::awaiting, Stage::done, Stage::overdue, Stage::dropped};
template <class T>
using ByStage = std::array<T, stage_count>;
[[nodiscard]] constexpr std::size_t index_of(Stage stage) { return static_cast<std::size_t>(stage); }

// As the component names its shape in a legend.
[[nodiscard]] std::string legend_shape(Stage);
// The patterns that a picture's bars refer to.
[[nodiscard]] std::string stage_patterns(const std::string& picture_id);
[[nodiscard]] std::string stage_bar(const std::string& picture_id, Stage, int x, int y, int width, int height);

}  // namespace touchstone::charts

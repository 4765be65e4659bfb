#include "measures/figure.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "base/text.h"

namespace touchstone::measures {

namespace {

constexpr std::size_t longest_number = 60;
constexpr std::array<std::string_view, 7> withheld_marks{"*", "**", "c", "[c]", "[x]", "[s]", "[suppressed]"};
constexpr std::array<std::string_view, 13> missing_marks{"na", "n/a", "#n/a",         "[na]",         "[z]", "..",  "...",
                                                         "-",  "--",  "\xE2\x80\x93", "\xE2\x80\x94", ":",   "null"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// With plain spaces, and the sign for less than zero that a keyboard has.
std::string in_plain_signs(std::string_view cell) {
    std::string text(cell);
    for (const std::string_view space : {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"})
        for (auto at = text.find(space); at != std::string::npos; at = text.find(space)) text.replace(at, space.size(), " ");
    if (text.starts_with("\xE2\x88\x92")) text.replace(0, 3, "-");
    return text;
}

// Without what stands between thousands; nothing where it stands elsewhere.
bool take_thousands_away(std::string& text) {
    const auto between = text.find_first_of(" ,");
    if (between == std::string::npos) return true;
    const char separator = text[between];
    const auto whole_end = std::min(text.find_first_of(".eE"), text.size());
    const std::size_t first = text.starts_with('-') || text.starts_with('+') ? 1 : 0;
    if (between <= first || between - first > 3) return false;
    std::string plain = text.substr(0, between);
    std::size_t at = between;
    for (; at < whole_end; at += 4) {
        if (text[at] != separator || at + 4 > whole_end ||
            !std::all_of(text.begin() + static_cast<long>(at) + 1, text.begin() + static_cast<long>(at) + 4, is_digit))
            return false;
        plain += text.substr(at + 1, 3);
    }
    text = plain + text.substr(whole_end);
    return true;
}

Sign take_sign(std::string& text) {
    constexpr std::string_view pound = "\xC2\xA3";
    const auto negative = text.starts_with('-') ? 1U : 0U;
    if (std::string_view(text).substr(negative).starts_with(pound)) {
        text.erase(negative, pound.size());
        return Sign::pounds;
    }
    if (!text.ends_with('%')) return Sign::none;
    text.pop_back();
    if (text.ends_with(' ')) text.pop_back();
    return Sign::per_cent;
}

}  // namespace

std::expected<CellFigure, const char*> read_figure(std::string_view cell) {
    while (!cell.empty() && cell.front() == ' ') cell.remove_prefix(1);
    while (!cell.empty() && cell.back() == ' ') cell.remove_suffix(1);
    if (cell.empty()) return CellFigure{};
    if (cell.size() > longest_number) return std::unexpected("measures.row.not_a_number");
    if (!is_digit(cell.back()) || !is_digit(cell.front())) {
        const auto mark = lowered(cell);
        if (std::ranges::find(withheld_marks, mark) != withheld_marks.end()) return CellFigure{};
        if (std::ranges::find(missing_marks, mark) != missing_marks.end()) return CellFigure{FigureState::missing};
    }
    auto text = in_plain_signs(cell);
    CellFigure figure{FigureState::value, 0, take_sign(text)};
    if (!take_thousands_away(text)) return std::unexpected("measures.row.not_a_number");
    if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.erase(0, 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), figure.number);
    const bool is_whole = end == text.data() + text.size();
    if (error == std::errc::invalid_argument || !is_whole || (error == std::errc{} && !std::isfinite(figure.number)))
        return std::unexpected("measures.row.not_a_number");
    if (error != std::errc{} || std::abs(figure.number) > figure_max) return std::unexpected("measures.row.too_large");
    return figure;
}

}  // namespace touchstone::measures

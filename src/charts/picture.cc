#include "charts/picture.h"

#include <utility>

#include <fmt/format.h>

#include "base/control_characters.h"
#include "base/text.h"

namespace touchstone::charts {
namespace {

constexpr int type_size = 15;

const char* name_of(Stage stage) {
    switch (stage) {
        case Stage::not_started:
            return "not-started";
        case Stage::under_way:
            return "under-way";
        case Stage::awaiting:
            return "awaiting";
        case Stage::done:
            return "done";
        case Stage::overdue:
            return "overdue";
        case Stage::dropped:
            return "dropped";
    }
    std::unreachable();
}

// The first so many characters, whole ones.
std::string first_of(const std::string& text, std::size_t count) {
    std::size_t end = 0;
    for (; end < text.size(); ++end)
        if ((static_cast<unsigned char>(text[end]) & 0xC0) != 0x80 && count-- == 0) break;
    return text.substr(0, end);
}

std::string without_last_word(const std::string& line, std::size_t longest) {
    const auto end = line.rfind(' ');
    return end == std::string::npos ? first_of(line, longest) : line.substr(0, end);
}

// Words that a line can hold: longer ones in pieces.
std::vector<std::string> pieces_of(const std::string& words, std::size_t longest) {
    std::vector<std::string> pieces;
    for (const auto& line : split(words, '\n'))
        for (auto word : split(line, ' ')) {
            while (characters(word) > longest) {
                pieces.push_back(first_of(word, longest));
                word = word.substr(pieces.back().size());
            }
            if (!word.empty()) pieces.push_back(word);
        }
    return pieces;
}

}  // namespace

std::string escaped(const std::string& text) {
    std::string safe;
    for (const char c : without_control_characters(text)) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            case '\'':
                safe += "&#39;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

std::vector<std::string> lines_of(const std::string& words, std::size_t longest, std::size_t lines) {
    std::vector<std::string> made(1);
    for (const auto& piece : pieces_of(words, longest)) {
        const auto length = characters(made.back());
        if (length == 0 || length + 1 + characters(piece) <= longest) {
            made.back() += (length == 0 ? "" : " ") + piece;
        } else if (made.size() < lines) {
            made.push_back(piece);
        } else {
            if (length + 2 > longest) made.back() = without_last_word(made.back(), longest - 2);
            made.back() += " …";
            break;
        }
    }
    return made;
}

std::string framed(const Frame& frame, const std::string& body) {
    std::string kinds;
    for (const auto& kind : split(frame.kind, ' '))
        if (!kind.empty()) kinds += " ts-chart--" + kind;
    return fmt::format(
        R"(<svg class="ts-chart{8}" role="{7}" aria-labelledby="{0}_title {0}_description" viewBox="0 0 {1} {2}" width="{1}" height="{2}" font-size="{6}">)"
        R"(<title id="{0}_title">{3}</title><desc id="{0}_description">{4}</desc>{5}</svg>)",
        frame.id, frame.width, frame.height, escaped(frame.title), escaped(frame.description), body, type_size,
        frame.has_links ? "group" : "img", kinds);
}

std::string legend_shape(Stage stage) { return std::string("stage-") + name_of(stage); }

std::string stage_patterns(const std::string& picture_id) {
    constexpr const char* pattern =
        R"(<pattern id="{}_{}" width="8" height="8" patternUnits="userSpaceOnUse"><path class="ts-stage-ground" d="M0 0h8v8h-8z"/><path class="ts-stage-{}" d="{}"/></pattern>)";
    std::string patterns;
    for (const auto& [stage, lines] : {std::pair{Stage::under_way, "M-2 6 6-2M2 10 10 2"},
                                       {Stage::awaiting, "M2 2h4v4h-4z"},
                                       {Stage::overdue, "M0 0 8 8M8 0 0 8"},
                                       {Stage::dropped, "M0 4h8"}})
        patterns += fmt::format(pattern, picture_id, name_of(stage), name_of(stage), lines);
    return "<defs>" + patterns + "</defs>";
}

std::string stage_bar(const std::string& picture_id, Stage stage, int x, int y, int width, int height) {
    const bool is_plain = stage == Stage::not_started || stage == Stage::done;
    const auto fill = is_plain ? std::string() : fmt::format(" fill=\"url(#{}_{})\"", picture_id, name_of(stage));
    return fmt::format(R"(<rect class="ts-bar ts-bar--{}"{} x="{}" y="{}" width="{}" height="{}"/>)", name_of(stage), fill, x, y, width,
                       height);
}

}  // namespace touchstone::charts

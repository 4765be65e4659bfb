#include "frameworks/guide_tables.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "base/text.h"

namespace touchstone::frameworks {
namespace {

constexpr std::size_t most_rows = 200;
constexpr std::size_t most_words = 400;  // of a row

struct Row {
    std::string title, themes;
};

struct Word {
    std::string spelt;  // as it stands, with what follows it: "included,"
    std::string bare;   // "included"
    int theme = -1;     // the theme whose title it belongs to
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80; }

// "servicesStrategic" was two lines; "McDonald" was not.
bool is_seam(std::string_view text, std::size_t i) {
    return i >= 3 && text[i] >= 'A' && text[i] <= 'Z' && text[i - 1] >= 'a' && text[i - 1] <= 'z' && is_letter(text[i - 2]);
}

void add_words(std::vector<Word>& words, std::string_view text, int theme) {
    bool is_open = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == ' ') {
            is_open = false;
            continue;
        }
        if (!is_open || is_seam(text, i)) {
            if (words.size() >= most_words) return;
            words.push_back({"", "", theme});
        }
        is_open = text[i] != '-';
        words.back().spelt += text[i];
        if (is_letter(text[i]) || is_digit(text[i])) words.back().bare += lowered(text.substr(i, 1));
    }
}

std::vector<Word> words_of(const Indicator& indicator) {
    std::vector<Word> words;
    for (std::size_t i = 0; i < indicator.themes.size(); ++i) {
        add_words(words, indicator.themes[i].title, static_cast<int>(i));
        for (const auto& aspect : indicator.themes[i].aspects) add_words(words, aspect, -1);
    }
    return words;
}

// Rows by code. A row whose first cell is empty goes on from the one before, also over a page end.
std::multimap<std::string, Row> rows_of(const std::vector<GuideBlock>& blocks) {
    std::multimap<std::string, Row> rows;
    auto last = rows.end();
    for (const auto& block : blocks) {
        if (block.kind != BlockKind::row) {
            if (!is_furniture(block.kind)) last = rows.end();
            continue;
        }
        const auto& code = block.cells.front();
        const bool is_code =
            code.find('.') != std::string::npos && std::ranges::all_of(code, [](char c) { return is_digit(c) || c == '.'; });
        if (is_code && rows.size() < most_rows)
            last = rows.insert({code, {block.cells.size() > 1 ? block.cells[1] : "", ""}});
        else if (!code.empty())
            last = rows.end();
        if (last == rows.end()) continue;
        for (std::size_t i = is_code ? 2 : 1; i < block.cells.size(); ++i)
            if (!block.cells[i].empty() && last->second.themes.size() < most_words * 10) last->second.themes += " " + block.cells[i];
    }
    return rows;
}

constexpr int cost_of_one = 2;    // a word more or less
constexpr int cost_of_other = 3;  // one word for another

// For each known word the place of its counterpart in the row: the cheapest way to turn one into the other.
std::vector<std::optional<std::size_t>> counterparts(const std::vector<Word>& known, const std::vector<Word>& row) {
    std::vector<std::vector<int>> costs(known.size() + 1, std::vector<int>(row.size() + 1, 0));
    for (std::size_t i = 0; i <= known.size(); ++i)
        for (std::size_t k = 0; k <= row.size(); ++k) {
            if (i == 0 || k == 0) {
                costs[i][k] = static_cast<int>(i + k) * cost_of_one;
                continue;
            }
            const int both = costs[i - 1][k - 1] + (known[i - 1].bare == row[k - 1].bare ? 0 : cost_of_other);
            costs[i][k] = std::min({both, costs[i - 1][k] + cost_of_one, costs[i][k - 1] + cost_of_one});
        }
    std::vector<std::optional<std::size_t>> places(known.size());
    for (std::size_t i = known.size(), k = row.size(); i > 0 && k > 0;) {
        const int both = costs[i - 1][k - 1] + (known[i - 1].bare == row[k - 1].bare ? 0 : cost_of_other);
        if (costs[i][k] == both)
            places[--i] = --k;
        else if (costs[i][k] == costs[i - 1][k] + cost_of_one)
            --i;
        else
            --k;
    }
    return places;
}

// The words of the row from the counterpart of a title's first word to that of its last; empty when fewer than half are the same.
std::string counterpart_of(int theme, const std::vector<Word>& known, const std::vector<Word>& row,
                           const std::vector<std::optional<std::size_t>>& places) {
    std::size_t first = row.size(), last = 0, words = 0, equal = 0;
    for (std::size_t i = 0; i < known.size(); ++i) {
        if (known[i].theme != theme) continue;
        ++words;
        if (!places[i]) continue;
        first = std::min(first, *places[i]);
        last = std::max(last, *places[i]);
        equal += known[i].bare == row[*places[i]].bare ? 1 : 0;
    }
    std::string title;
    if (words == 0 || equal * 2 < words) return title;
    for (auto k = first; k <= last; ++k) title += (title.empty() || title.ends_with('-') ? "" : " ") + row[k].spelt;
    return without_list_end(title);
}

void add_alias(std::vector<std::string>& aliases, const std::string& title, const std::string& alias) {
    if (!alias.empty() && alias != title && std::ranges::find(aliases, alias) == aliases.end()) aliases.push_back(alias);
}

void add_row(const Row& row, const Vocabulary& vocabulary, Indicator& indicator) {
    add_alias(indicator.aliases, indicator.title, without_list_end(row.title));
    const auto known = words_of(indicator);
    std::vector<Word> found;
    add_words(found, row.themes, -1);
    for (auto& word : found) word.spelt = without_misread_bullet(word.spelt, vocabulary);
    const auto places = counterparts(known, found);
    for (std::size_t i = 0; i < indicator.themes.size(); ++i)
        add_alias(indicator.themes[i].aliases, indicator.themes[i].title, counterpart_of(static_cast<int>(i), known, found, places));
}

}  // namespace

void add_aliases(const std::vector<GuideBlock>& blocks, const Vocabulary& vocabulary, std::vector<Indicator>& indicators) {
    const auto rows = rows_of(blocks);
    for (auto& indicator : indicators) {
        const auto [first, last] = rows.equal_range(indicator.code);
        for (auto row = first; row != last; ++row) add_row(row->second, vocabulary, indicator);
    }
}

}  // namespace touchstone::frameworks

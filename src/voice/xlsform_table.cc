#include "voice/xlsform_table.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace touchstone::voice {
namespace {

// What older forms call a column (pyxform's aliases).
const std::map<std::string, std::string, std::less<>> other_heads = {{"relevance", "relevant"},
                                                                     {"bind::relevant", "relevant"},
                                                                     {"caption", "label"},
                                                                     {"value", "name"},
                                                                     {"tag", "name"},
                                                                     {"bind::required", "required"},
                                                                     {"bind::constraint", "constraint"},
                                                                     {"constraining_message", "constraint_message"},
                                                                     {"bind::jr:constraintmsg", "constraint_message"},
                                                                     {"bind::jr:requiredmsg", "required_message"},
                                                                     {"calculate", "calculation"},
                                                                     {"bind::calculate", "calculation"},
                                                                     {"readonly", "read_only"},
                                                                     {"bind::readonly", "read_only"},
                                                                     {"repeat_count", "repeat_count"},
                                                                     {"jr:count", "repeat_count"},
                                                                     {"control::appearance", "appearance"},
                                                                     {"body::appearance", "appearance"},
                                                                     {"title", "form_title"},
                                                                     {"id_string", "form_id"}};
const std::set<std::string, std::less<>> in_languages = {"label", "hint",  "guidance_hint", "constraint_message", "required_message",
                                                         "image", "audio", "video",         "big-image",          "media"};

std::string canonical(const std::string& word) {
    const auto found = other_heads.find(word);
    return found == other_heads.end() ? word : found->second;
}

// "label::English (en)", and in old files "label:English (en)".
FormColumn column_from(const std::string& head) {
    for (const std::string_view separator : {"::", ":"}) {
        const auto at = head.find(separator);
        if (at == std::string::npos) continue;
        const auto name = canonical(form_word(head.substr(0, at)));
        if (in_languages.contains(name)) return {head, name, tidied(head.substr(at + separator.size()))};
    }
    return {head, canonical(form_word(head)), ""};
}

}  // namespace

std::string form_word(std::string_view text) {
    auto word = lowered(tidied(text));
    std::string joined;
    for (const char c : word)
        if (const bool is_space = c == ' ' || c == '\t' || c == '\n'; !is_space)
            joined += c;
        else if (!joined.ends_with('_'))
            joined += '_';
    return joined;
}

bool says_yes(std::string_view cell) {
    constexpr std::array<std::string_view, 4> words = {"yes", "true", "true()", "1"};
    return std::ranges::find(words, lowered(cell)) != words.end();
}

bool says_no(std::string_view cell) {
    constexpr std::array<std::string_view, 5> words = {"", "no", "false", "false()", "0"};
    return std::ranges::find(words, lowered(cell)) != words.end();
}

std::string with_plain_quotes(std::string text) {
    constexpr std::array<std::pair<std::string_view, char>, 4> marks = {{{"‘", '\''}, {"’", '\''}, {"“", '"'}, {"”", '"'}}};
    for (const auto& [mark, plain] : marks)
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at)) text.replace(at, mark.size(), 1, plain);
    return text;
}

std::string language_code(std::string_view language) {
    const auto open = language.rfind('('), close = language.rfind(')');
    const bool has_code = open != std::string_view::npos && close != std::string_view::npos && open + 1 < close;
    const auto named = tidied(has_code ? language.substr(open + 1, close - open - 1) : language);
    std::string code;
    for (const char c : has_code ? named : lowered(named)) {
        const bool is_plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (is_plain)
            code += c;
        else if (!code.empty() && !code.ends_with('-'))
            code += '-';
    }
    while (code.ends_with('-')) code.pop_back();
    return code;
}

FormTable::FormTable(Sheet sheet) : sheet_(std::move(sheet)) {
    if (sheet_.rows.empty()) return;
    for (const auto& head : sheet_.rows.front()) columns_.push_back(column_from(head));
}

bool FormTable::is_empty(int row) const {
    return std::ranges::all_of(sheet_.rows.at(static_cast<std::size_t>(row - 1)), [](const auto& cell) { return cell.empty(); });
}

std::string FormTable::cell(int row, std::size_t column) const {
    if (row < 1 || row > last_row()) return {};
    const auto& cells = sheet_.rows[static_cast<std::size_t>(row - 1)];
    return column < cells.size() ? cells[column] : std::string();
}

std::string FormTable::cell(int row, std::string_view name) const {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (columns_[i].name == name)
            if (auto found = cell(row, i); !found.empty()) return found;
    return {};
}

std::string FormTable::head(int row, std::string_view name) const {
    std::string first;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].name != name) continue;
        if (!cell(row, i).empty()) return columns_[i].head;
        if (first.empty()) first = columns_[i].head;
    }
    return first;
}

std::string FormTable::head_in(std::string_view name, const std::string& code) const {
    for (const auto& column : columns_)
        if (column.name == name && language_code(column.language) == code) return column.head;
    return head(1, name);
}

Wording FormTable::wording(int row, std::string_view name, const std::string& default_language) const {
    Wording wording;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const auto& column = columns_[i];
        if (column.name != name) continue;
        const auto code = column.language.empty() ? default_language : language_code(column.language);
        if (auto text = cell(row, i); !text.empty() && !code.empty()) wording.try_emplace(code, Translated{std::move(text)});
    }
    if (const auto source = wording.find(default_language); source != wording.end())
        for (auto& [language, text] : wording)
            if (language != default_language) text.of_text = source->second.text;
    return wording;
}

}  // namespace touchstone::voice

#include "voice/xlsform_expression.h"

#include "base/text.h"
#include "voice/questionnaire.h"
#include "voice/xlsform_table.h"

namespace touchstone::voice {
namespace {

// How much of the text, from there on, names a question, and which one.
struct Reference {
    std::size_t length = 0;
    std::string name;
};

Reference braced(const std::string& text, std::size_t at) {
    const auto end = text.find('}', at);
    if (text.compare(at, 2, "${") != 0 || end == std::string::npos) return {};
    return {end + 1 - at, tidied(text.substr(at + 2, end - at - 2))};
}

Reference beside(const std::string& text, std::size_t at) {
    if (at > 0 && text[at - 1] == '/') return {};
    auto end = at;
    while (text.compare(end, 3, "../") == 0) end += 3;
    const auto start = end;
    while (end > at && end < text.size() && is_name(text.substr(start, end + 1 - start))) ++end;
    const bool goes_on = end < text.size() && std::string_view("/[(:").contains(text[end]);
    return end == start || goes_on ? Reference{} : Reference{end - at, text.substr(start, end - start)};
}

}  // namespace

std::string kept_expression(const std::string& cell, const std::map<std::string, std::string>& answers) {
    const auto text = with_plain_quotes(cell);
    const auto word = lowered(text);
    if (word == "yes" || word == "true") return "true()";
    if (word == "no" || word == "false") return "false()";
    std::string kept;
    char quote = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (quote == 0 && (text[at] == '\'' || text[at] == '"'))
            quote = text[at];
        else if (text[at] == quote)
            quote = 0;
        auto found = quote == 0 ? braced(text, at) : Reference{};
        if (quote == 0 && found.length == 0) found = beside(text, at);
        if (found.length == 0) {
            kept += text[at++];
            continue;
        }
        const auto answer = answers.find(found.name);
        kept += "${" + (answer == answers.end() ? found.name : answer->second) + "}";
        at += found.length;
    }
    return kept;
}

}  // namespace touchstone::voice

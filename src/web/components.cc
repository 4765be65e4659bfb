#include "web/components.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "base/typed_day.h"
#include "base/word_search.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

List options_of(const Choices& choices, const char* mark) {
    List options;
    for (const auto& option : choices.options)
        options.push_back(Object{{"value", option.value},
                                 {"label", option.label},
                                 {"hint", or_false(option.hint)},
                                 {mark, std::ranges::find(choices.chosen, option.value) != choices.chosen.end()}});
    return options;
}

Data choice(const Choices& choices, const Problems& problems, const char* mark) {
    return Object{{"name", choices.name},
                  {"legend", choices.legend},
                  {"label", choices.legend},
                  {"hint", or_false(choices.hint)},
                  {"problem", problem_at(problems, choices.name)},
                  {"is_inline", choices.is_inline},
                  {"is_small", choices.is_small},
                  {"options", options_of(choices, mark)}};
}

Object cell_data(const Cell& cell) { return Object{{"text", cell.text}, {"href", or_false(cell.href)}, {"is_number", cell.is_number}}; }

}  // namespace

Data problem_at(const Problems& problems, const std::string& field) {
    for (const auto& problem : problems)
        if (problem.field == field) return text(problem.text);
    return false;
}

Data error_summary(const Problems& problems) {
    if (problems.empty()) return false;
    List items;
    for (const auto& problem : problems)
        items.push_back(Object{{"field", or_false(problem.field)}, {"key", problem.text}, {"text", text(problem.text)}});
    return Object{{"problems", items}};
}

Data text_input(const TextInput& input, const Problems& problems) {
    const List suggestions(input.suggestions.begin(), input.suggestions.end());
    return Object{{"name", input.name},
                  {"label", input.label},
                  {"hint", or_false(input.hint)},
                  {"problem", problem_at(problems, input.name)},
                  {"value", input.value},
                  {"type", input.type},
                  {"autocomplete", input.autocomplete},
                  {"width", or_false(input.width)},
                  {"suggestions", suggestions.empty() ? Data(false) : Data(Object{{"options", suggestions}})}};
}

Data textarea(const Textarea& area, const Problems& problems) {
    return Object{{"name", area.name},
                  {"label", area.label},
                  {"hint", or_false(area.hint)},
                  {"problem", problem_at(problems, area.name)},
                  {"value", area.value},
                  {"rows", std::to_string(area.rows)},
                  {"max", area.max == 0 ? Data(false) : Data(std::to_string(area.max))}};
}

Data radios(const Choices& choices, const Problems& problems) { return choice(choices, problems, "checked"); }
Data checkboxes(const Choices& choices, const Problems& problems) { return choice(choices, problems, "checked"); }
Data select(const Choices& choices, const Problems& problems) { return choice(choices, problems, "selected"); }

Data date_input(const DateInput& input, const Problems& problems) {
    const auto parts = split(input.value, '-');
    const auto part = [&](std::size_t i) { return i < parts.size() ? parts[i] : std::string(); };
    const auto plain = [](const std::string& digits) { return digits.starts_with('0') && digits.size() == 2 ? digits.substr(1) : digits; };
    return Object{{"name", input.name},
                  {"legend", input.legend},
                  {"hint", or_false(input.hint)},
                  {"problem", problem_at(problems, input.name)},
                  {"day", plain(part(2))},
                  {"month", plain(part(1))},
                  {"year", part(0)}};
}

Data file_upload(const FileUpload& upload, const Problems& problems) {
    return Object{{"name", upload.name},
                  {"label", upload.label},
                  {"hint", or_false(upload.hint)},
                  {"problem", problem_at(problems, upload.name)},
                  {"accept", or_false(upload.accept)},
                  {"is_multiple", upload.is_multiple}};
}

Object header(const std::string& label, const std::string& heading, const std::string& lead) {
    return Object{{"label", or_false(label)}, {"heading", heading}, {"lead", or_false(lead)}};
}

Object link(const std::string& href, const std::string& words) { return Object{{"href", href}, {"text", words}}; }

Object notice(const std::string& kind, const std::string& words, const std::string& detail) {
    return Object{{"kind", kind}, {"text", words}, {"detail", or_false(detail)}, {"link", false}};
}

Object button(const std::string& words, const std::string& name, const std::string& value, bool is_secondary) {
    return Object{{"text", words}, {"name", or_false(name)}, {"value", value}, {"is_secondary", is_secondary}};
}

Object empty_state(const std::string& heading, const std::string& what, const std::string& why, const Data& action) {
    return Object{{"heading", heading}, {"what", what}, {"why", why}, {"action", action}};
}

Data pagination(const std::string& label, const std::string& address, int page, int pages) {
    if (pages < 2) return false;
    const auto href = [&](int number) {
        return fmt::format("{}{}page={}", address, address.find('?') == std::string::npos ? "?" : "&", number);
    };
    List items;
    for (int number = 1; number <= pages; ++number) {
        const bool near = number == 1 || number == pages || std::abs(number - page) <= 1;
        if (near)
            items.push_back(
                Object{{"text", std::to_string(number)}, {"href", href(number)}, {"current", number == page}, {"is_gap", false}});
        else if (std::abs(number - page) == 2)
            items.push_back(Object{{"text", ""}, {"href", ""}, {"current", false}, {"is_gap", true}});
    }
    return Object{{"label", label},
                  {"previous", page > 1 ? Data(Object{{"href", href(page - 1)}}) : Data(false)},
                  {"next", page < pages ? Data(Object{{"href", href(page + 1)}}) : Data(false)},
                  {"pages", items}};
}

Object table(const Table& table) {
    List heads;
    for (const auto& head : table.heads) heads.push_back(cell_data(head));
    List rows;
    for (const auto& row : table.rows) {
        List cells;
        for (std::size_t i = 1; i < row.size(); ++i) cells.push_back(cell_data(row[i]));
        rows.push_back(Object{{"head", cell_data(row.front())}, {"cells", cells}});
    }
    return Object{{"id", table.id}, {"caption", table.caption},         {"columns", heads},
                  {"rows", rows},   {"is_sortable", table.is_sortable}, {"csv", or_false(table.csv)}};
}

Object summary_list(const std::vector<SummaryRow>& rows) {
    List items;
    for (const auto& row : rows)
        items.push_back(
            Object{{"key", row.key},
                   {"value", row.value},
                   {"link", row.href.empty() ? Data(false) : Data(Object{{"href", row.href}, {"text", row.change}, {"what", row.what}})}});
    return Object{{"rows", items}};
}

std::string typed_date(const Form& form, const std::string& name) {
    const auto padded = [](const std::string& digits) { return digits.size() == 1 ? "0" + digits : digits; };
    const auto year = form.text(name + "_year"), month = form.text(name + "_month"), day = form.text(name + "_day");
    auto typed = form.text(name);
    if (typed.empty() && !(year.empty() && month.empty() && day.empty())) typed = year + "-" + padded(month) + "-" + padded(day);
    // A year that nobody can mean stays to be seen, and is no day to whoever reads it.
    return date_from(typed) && !typed_day(typed) ? typed + " " : typed;
}

List paragraphs(const std::string& words) {
    List list;
    std::string paragraph;
    for (const auto& line : split(words, '\n')) {
        if (!line.empty())
            paragraph += (paragraph.empty() ? "" : " ") + line;
        else if (!paragraph.empty())
            list.push_back(std::exchange(paragraph, {}));
    }
    if (!paragraph.empty()) list.push_back(paragraph);
    return list;
}

List pieces(const std::string& text, const std::vector<std::string>& words) {
    List pieces;
    for (const auto& [piece, is_marked] : marked(text, words)) pieces.push_back(Object{{"text", piece}, {"is_marked", is_marked}});
    return pieces;
}

Narrowed narrowed(const Visit& visit) {
    auto typed = visit.query.text("q");
    auto words = search_words(typed);
    if (words.size() > search_words_max) words.resize(search_words_max);
    return {std::move(typed), std::move(words)};
}

Data narrowing(const Narrowed& by, const std::string& action, const std::string& label, int shown) {
    return Object{{"box", Object{{"action", action}, {"name", "q"}, {"label", label}, {"value", by.typed}}},
                  {"found", by.words.empty() ? Data(false) : Data(counted("search.list.found", shown))},
                  {"action", action}};
}

}  // namespace touchstone::web

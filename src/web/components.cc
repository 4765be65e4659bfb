#include "web/components.h"

#include <algorithm>
#include <iterator>
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

// What was typed together: a paragraph with its lines, or a list with its items.
struct Piece {
    enum class Kind { paragraph, bullets, numbers } kind = Kind::paragraph;
    std::vector<std::vector<std::string>> items;  // each with its lines; a paragraph is one
};

struct Marked {
    Piece::Kind kind = Piece::Kind::paragraph;
    int number = 0;
    std::string words;
};

// "- words" or "12. words".
Marked list_mark_of(const std::string& line) {
    if (line.starts_with("- ") && line.size() > 2) return {Piece::Kind::bullets, 0, line.substr(2)};
    const auto digits = line.find_first_not_of("0123456789");
    if (digits == std::string::npos || digits == 0 || digits > 2 || line.compare(digits, 2, ". ") != 0)
        return {Piece::Kind::paragraph, 0, line};
    return {Piece::Kind::numbers, std::stoi(line.substr(0, digits)), line.substr(digits + 2)};
}

void add_line(std::vector<Piece>& pieces, const std::string& line, bool is_apart, bool is_indented) {
    auto found = list_mark_of(line);
    auto* last = pieces.empty() ? nullptr : &pieces.back();
    const bool is_same = last != nullptr && last->kind == found.kind;
    // A sentence may begin with any number, a list begins with one.
    const bool goes_on_counting = is_same && found.number == static_cast<int>(last->items.size()) + 1;
    if (found.kind == Piece::Kind::numbers && found.number != 1 && !goes_on_counting) found = {Piece::Kind::paragraph, 0, line};
    if (found.kind == Piece::Kind::paragraph && last != nullptr && !is_apart && (last->kind == found.kind || is_indented))
        last->items.back().push_back(found.words);
    else if (found.kind == Piece::Kind::bullets && is_same)
        last->items.push_back({found.words});
    else if (found.kind == Piece::Kind::numbers && goes_on_counting)
        last->items.push_back({found.words});
    else
        pieces.push_back({found.kind, {{found.words}}});
}

std::vector<Piece> pieces_of(const std::string& words) {
    std::vector<Piece> pieces;
    bool is_apart = true;
    for (const auto& line : split(words, '\n')) {
        const auto text = line.substr(std::min(line.find_first_not_of(" \t\r"), line.size()));
        if (!text.empty()) add_line(pieces, text, is_apart, line.starts_with(' '));
        is_apart = text.empty();
    }
    return pieces;
}

Object lines_data(const std::vector<std::string>& lines) {
    return Object{{"first", lines.front()}, {"more", List(std::next(lines.begin()), lines.end())}};
}

Object piece_data(const Piece& piece) {
    List items;
    for (const auto& item : piece.items) items.push_back(lines_data(item));
    const auto list = [&](Piece::Kind kind) { return piece.kind == kind ? Data(Object{{"items", items}}) : Data(false); };
    return Object{{"paragraph", piece.kind == Piece::Kind::paragraph ? Data(lines_data(piece.items.front())) : Data(false)},
                  {"bullets", list(Piece::Kind::bullets)},
                  {"numbers", list(Piece::Kind::numbers)}};
}

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

bool is_searching(const Visit& visit) { return !visit.form.text("find").empty(); }

std::string typed_to_find(const Visit& visit, const std::string& name) {
    const auto& typed = visit.form.text("find_" + name);
    return typed.empty() ? visit.query.text("find_" + name) : typed;
}

namespace {

// `is_narrowed`: only what was found is offered, and what is chosen.
Data chooser(const Data& checkboxes, const Visit& visit, bool is_narrowed) {
    constexpr std::size_t few = 12;
    const auto all = *checkboxes.get("options")->list();
    const auto name = *checkboxes.get("name")->text();
    const auto typed = typed_to_find(visit, name);
    const auto words = search_words(typed);
    const auto said = [](const Data& option, const char* part) {
        const auto* words_of = option.get(part)->text();
        return words_of ? *words_of : std::string();
    };
    List shown, rest;
    int found = 0;
    for (const auto& option : all) {
        const bool is_chosen = !option.get("checked")->is_false();
        const bool is_found =
            !words.empty() && (is_narrowed ? !is_chosen : holds_words(said(option, "label") + " " + said(option, "hint"), words));
        found += is_found ? 1 : 0;
        (is_found || is_chosen || all.size() <= few ? shown : rest).push_back(option);
    }
    auto data = *checkboxes.object();
    data["options"] = shown;
    data.merge({{"find", all.size() <= few && words.empty() && !is_narrowed
                             ? Data(false)
                             : Data(Object{{"field", "find_" + name},
                                           {"typed", typed},
                                           {"is_asked", visit.form.text("find") == name},
                                           {"said", words.empty() ? Data(false) : Data(counted("ui.chooser.found", found))}})},
                {"rest", rest.empty() ? Data(false)
                                      : Data(Object{{"summary", counted(shown.empty() ? "ui.chooser.all" : "ui.chooser.rest",
                                                                        static_cast<int>(rest.size()))},
                                                    {"options", rest}})}});
    return data;
}

}  // namespace

Data searchable(const Data& checkboxes, const Visit& visit) {
    return checkboxes.is_false() ? checkboxes : chooser(checkboxes, visit, false);
}

Data searched(const Data& checkboxes, const Visit& visit, const std::string& name, const std::string& legend) {
    if (!checkboxes.is_false()) return chooser(checkboxes, visit, true);
    return typed_to_find(visit, name).empty()
               ? checkboxes
               : chooser(web::checkboxes({.name = name, .legend = legend, .hint = {}, .options = {}, .chosen = {}}), visit, true);
}

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
        for (std::size_t i = 1; i < row.size(); ++i) {
            auto cell = cell_data(row[i]);
            cell.emplace("column", i < table.heads.size() ? table.heads[i].text : std::string());
            cells.push_back(std::move(cell));
        }
        rows.push_back(Object{{"head", cell_data(row.front())}, {"cells", cells}});
    }
    return Object{{"id", table.id},
                  {"caption", table.caption},
                  {"columns", heads},
                  {"rows", rows},
                  {"is_sortable", table.is_sortable},
                  {"csv", or_false(table.csv)},
                  {"is_wide", table.heads.size() > 2}};
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
    for (const auto& piece : pieces_of(words)) list.push_back(piece_data(piece));
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

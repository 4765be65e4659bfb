// The data behind ui/components/*.mustache. Labels, hints and words are texts already, not keys; problems are keys, as the domain gives
// them.
#pragma once
#include <string>
#include <vector>

#include "base/outcome.h"
#include "base/time.h"
#include "web/view.h"
#include "web/visit.h"

namespace touchstone::web {

struct Option {
    std::string value, label, hint;
};

struct TextInput {
    std::string name, label, hint, value;
    std::string type = "text", autocomplete = "off", width;
    std::vector<std::string> suggestions = {};  // offered while somebody types
};
struct Textarea {
    std::string name, label, hint, value;
    int rows = 5;
    std::size_t max = 0;  // characters; 0: no count
};
struct Choices {
    std::string name, legend, hint;
    std::vector<Option> options;
    std::vector<std::string> chosen;
    bool is_inline = false, is_small = false;
};
struct DateInput {
    std::string name, legend, hint, value;  // as typed_date gives it
};
struct FileUpload {
    std::string name, label, hint, accept;
    bool is_multiple = false;
};

[[nodiscard]] Data text_input(const TextInput&, const Problems& = {});
[[nodiscard]] Data textarea(const Textarea&, const Problems& = {});
[[nodiscard]] Data radios(const Choices&, const Problems& = {});
[[nodiscard]] Data checkboxes(const Choices&, const Problems& = {});
// Whether somebody pressed the button that searches a long choice, and not the one that saves. The handler answers with the form and all
// that was typed.
[[nodiscard]] bool is_searching(const Visit&);
// What was typed into the search of the choice with this name.
[[nodiscard]] std::string typed_to_find(const Visit&, const std::string& name);
// Checkboxes as a choice to search, for the component chooser: those chosen and those that hold the words typed in "find_NAME", and the
// rest folded away. Where few are offered, all stand there.
[[nodiscard]] Data searchable(const Data& checkboxes, const Visit&);
// The same where no more is offered than was found, and chosen. The search stays where it found nothing.
[[nodiscard]] Data searched(const Data& checkboxes, const Visit&, const std::string& name, const std::string& legend);
[[nodiscard]] Data select(const Choices&, const Problems& = {});
[[nodiscard]] Data date_input(const DateInput&, const Problems& = {});
[[nodiscard]] Data file_upload(const FileUpload&, const Problems& = {});
// False when there is nothing wrong. What a page says as Response::problems stands in its "error_summary".
[[nodiscard]] Data error_summary(const Problems&);
// The sentence at one field, or false.
[[nodiscard]] Data problem_at(const Problems&, const std::string& field);

[[nodiscard]] Object header(const std::string& label, const std::string& heading, const std::string& lead = {});
[[nodiscard]] Object link(const std::string& href, const std::string& text);
[[nodiscard]] Object notice(const std::string& kind, const std::string& text, const std::string& detail = {});
[[nodiscard]] Object button(const std::string& text, const std::string& name = {}, const std::string& value = {},
                            bool is_secondary = false);
[[nodiscard]] Object empty_state(const std::string& heading, const std::string& what, const std::string& why, const Data& action = false);
[[nodiscard]] Data pagination(const std::string& label, const std::string& address, int page, int pages);

struct Cell {
    std::string text, href;
    bool is_number = false;
};
struct Table {
    std::string id, caption;
    std::vector<Cell> heads;              // the first heads the row heads
    std::vector<std::vector<Cell>> rows;  // the first cell heads its row
    bool is_sortable = false;
    std::string csv;  // name of the file that it can be saved as, or empty
};
[[nodiscard]] Object table(const Table&);

struct SummaryRow {
    std::string key, value, href, change, what;
};
[[nodiscard]] Object summary_list(const std::vector<SummaryRow>&);

// The text in pieces {text, is_marked}: marked where one of the words stands that somebody looks for.
[[nodiscard]] List pieces(const std::string& text, const std::vector<std::string>& words);

// A list narrowed by words typed into a box above it, ?q=: for the component search_box, and what is read out when something was typed.
struct Narrowed {
    std::string typed;
    std::vector<std::string> words;
};
[[nodiscard]] Narrowed narrowed(const Visit&);
[[nodiscard]] Data narrowing(const Narrowed&, const std::string& action, const std::string& label, int shown);

// Three fields of a date input as "2026-01-31", or as much of it as was typed, for the domain to read or to refuse. A program sends it
// whole.
[[nodiscard]] std::string typed_date(const Form&, const std::string& name);
// Text as it was typed, for the component prose: paragraphs with their lines, and lists where lines begin with "- " or "1. ".
[[nodiscard]] List paragraphs(const std::string& text);

}  // namespace touchstone::web

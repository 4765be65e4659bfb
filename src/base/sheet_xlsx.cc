// A workbook's sheets as their owner sees them: the first visible one whose first row names the columns that are wanted, or those of wanted
// names; without what is hidden, and with numbers and days as the workbook shows them.
#include <charconv>
#include <set>

#include "base/cell_format.h"
#include "base/control_characters.h"
#include "base/sheet.h"
#include "base/text.h"
#include "base/workbook_parts.h"

namespace touchstone {
namespace {

constexpr std::size_t sheets_looked_at_max = 20;

// "AB12" is 28; 0 when it is no such reference.
std::size_t column_from(std::string_view reference) {
    std::size_t column = 0, letters = 0;
    for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 4; ++letters)
        column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A' + 1);
    return letters > 0 && whole_number_from(reference.substr(letters)) > 0 ? column : 0;
}

std::string letters_of(std::size_t column) {
    std::string letters;
    for (; column > 0; column = (column - 1) / 26) letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
    return letters;
}

// "_x000D_" is how a workbook writes a character that XML cannot hold, and "_x005F_" the line before what only looks like that.
std::string with_characters(const std::string& text) {
    constexpr std::size_t length = 7;
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        unsigned code = 0;
        const char* digits = text.data() + at + 2;
        const bool is_written_so = at + length <= text.size() && text.compare(at, 2, "_x") == 0 && text[at + length - 1] == '_' &&
                                   std::from_chars(digits, digits + 4, code, 16).ptr == digits + 4 && code < 0x80;
        result += is_written_so ? static_cast<char>(code) : text[at];
        if (is_written_so) at += length - 1;
    }
    return result;
}

struct Beside {
    SharedStrings strings;
    WorkbookStyles styles;
    bool is_1904 = false;
};

// What is read of a cell that the workbook computes.
enum class Computed { formula, value };

class SheetData : public WorkbookPart {
public:
    SheetData(const Beside& beside, Computed computed, Digits digits, const SheetLimits& limits = {})
        : beside_(beside), computed_(computed), digits_(digits), limits_(limits) {}

    void begin(std::string_view name, Attributes attributes) override {
        if (name == "col") {
            hide_columns(attributes);
        } else if (name == "row") {
            begin_row(attributes);
        } else if (name == "c") {
            begin_cell(attributes);
        } else if (name == "rPh") {
            is_sound_ = true;
        } else if (name == "v" || (name == "t" && !is_sound_)) {
            into_ = &value_;
        } else if (name == "f") {
            into_ = &formula_;
            is_computed_ = true;
        }
    }
    void end(std::string_view name) override {
        if (name == "v" || name == "t" || name == "f") into_ = nullptr;
        if (name == "rPh") is_sound_ = false;
        if (name == "c") place();
    }
    void text(std::string_view piece) override {
        if (!into_) return;
        *into_ += piece;
        if (into_->size() > sheet_max_cell_bytes) refusal = "people.sheet.cell_too_long";
    }

    Rows rows;
    std::set<std::size_t> rows_left_out, columns_left_out;  // hidden, and hold something

private:
    void hide_columns(Attributes attributes) {
        if (!is_yes(attributes, "hidden")) return;
        const auto first = whole_number_from(attribute(attributes, "min").value_or(""));
        const auto last = std::min(whole_number_from(attribute(attributes, "max").value_or("")), limits_.columns);
        for (auto column = std::max<std::size_t>(first, 1); column <= last; ++column) hidden_columns_.insert(column);
    }
    void begin_row(Attributes attributes) {
        const auto given = attribute(attributes, "r");
        row_ = given ? whole_number_from(*given) : row_ + 1;
        column_ = 0;
        is_row_hidden_ = is_yes(attributes, "hidden");
        if (row_ == 0) refusal = broken_workbook;
    }
    void begin_cell(Attributes attributes) {
        const auto reference = attribute(attributes, "r");
        column_ = reference ? column_from(*reference) : column_ + 1;
        type_ = attribute(attributes, "t").value_or("n");
        style_ = whole_number_from(attribute(attributes, "s").value_or("0"));
        value_.clear();
        formula_.clear();
        is_computed_ = false;
        if (column_ == 0 || row_ == 0) refusal = broken_workbook;
        if (++cells_ > limits_.cells) refusal = "people.sheet.too_many_cells";
    }
    void place() {
        auto cell = tidied(is_computed_ && computed_ == Computed::formula ? "=" + formula_ : shown());
        if (cell.empty() || refusal) return;
        if (!is_text(cell)) refusal = broken_workbook;
        cell = tidied(without_control_characters(cell));
        if (is_row_hidden_ || hidden_columns_.contains(column_)) {
            (is_row_hidden_ ? rows_left_out : columns_left_out).insert(is_row_hidden_ ? row_ : column_);
            return;
        }
        if (row_ > limits_.rows) refusal = "people.sheet.too_many_rows";
        if (column_ > limits_.columns) refusal = "people.sheet.too_many_columns";
        // One long shared text, named by many cells, would be kept for each.
        size_ += cell.size();
        if (size_ > limits_.bytes) refusal = "people.sheet.too_large";
        if (refusal) return;
        if (rows.size() < row_) rows.resize(row_);
        auto& row = rows[row_ - 1];
        if (row.size() < column_) row.resize(column_);
        row[column_ - 1] = std::move(cell);
    }
    std::string shown() {
        if (type_ == "b") return value_ == "0" ? "FALSE" : "TRUE";
        if (type_ == "n") return shown_number(value_, beside_.styles.format_of(style_), beside_.is_1904, digits_);
        if (type_ != "s") return with_characters(value_);
        const auto& strings = beside_.strings.strings;
        std::size_t at = 0;
        const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), at);
        if (error == std::errc{} && end == value_.data() + value_.size() && at < strings.size()) return with_characters(strings[at]);
        if (!value_.empty()) refusal = broken_workbook;
        return {};
    }

    const Beside& beside_;
    Computed computed_;
    Digits digits_;
    SheetLimits limits_;
    std::set<std::size_t> hidden_columns_;
    std::string type_, value_, formula_;
    std::string* into_ = nullptr;
    std::size_t row_ = 0, column_ = 0, cells_ = 0, size_ = 0, style_ = 0;
    bool is_computed_ = false, is_sound_ = false, is_row_hidden_ = false;
};

class Workbook {
public:
    explicit Workbook(std::string_view bytes) : archive_(bytes) {
        if (!archive_.has("xl/workbook.xml")) throw WorkbookRefusal{"people.sheet.not_a_workbook"};
        archive_.read("xl/workbook.xml", sheets_);
        archive_.read("xl/_rels/workbook.xml.rels", relations_);
        if (archive_.has(relations_.strings)) archive_.read(relations_.strings, beside_.strings);
        if (archive_.has(relations_.styles)) archive_.read(relations_.styles, beside_.styles);
        beside_.is_1904 = sheets_.is_1904;
    }

    // The first visible sheet that begins so; else the first visible one that can be read.
    Sheet read(const IsHead& is_head) {
        std::optional<SheetData> first;
        const WorkbookSheets::Named* chosen = nullptr;
        std::optional<WorkbookRefusal> refused;
        std::size_t looked_at = 0;
        for (const auto& named : sheets_.sheets) {
            const auto at = relations_.sheets.find(named.relation);
            if (named.is_hidden || at == relations_.sheets.end() || looked_at++ == sheets_looked_at_max) continue;
            if (!archive_.has(at->second)) {  // named, and not there
                if (!refused) refused = WorkbookRefusal{broken_workbook};
                continue;
            }
            SheetData data(beside_, Computed::formula, Digits::shown);
            try {
                archive_.read(at->second, data);
            } catch (const WorkbookRefusal& refusal) {
                if (!is_about_size(refusal)) throw;
                if (!refused) refused = refusal;
                continue;
            }
            const bool is_wanted = !data.rows.empty() && is_head(data.rows.front());
            if (!is_wanted && first && !first->rows.empty()) continue;
            first.emplace(std::move(data));
            chosen = &named;
            if (is_wanted) break;
        }
        if (!first && refused) throw *refused;
        if (!first) throw WorkbookRefusal{sheets_.sheets.empty() ? broken_workbook : "people.sheet.nothing_visible"};
        return {std::move(first->rows), notes_of(*chosen, *first)};
    }

    std::vector<Sheet> read_named(const IsName& is_wanted, Digits digits, const SheetLimits& limits) {
        std::vector<Sheet> read;
        for (const auto& named : sheets_.sheets) {
            if (named.is_hidden || !is_wanted(shown_name(named))) continue;
            if (read.size() == sheets_looked_at_max) break;
            const auto at = relations_.sheets.find(named.relation);
            if (at == relations_.sheets.end() || !archive_.has(at->second)) throw WorkbookRefusal{broken_workbook};
            SheetData data(beside_, Computed::value, digits, limits);
            archive_.read(at->second, data);
            read.push_back({std::move(data.rows), notes_of(named, data)});
        }
        return read;
    }

private:
    static std::string shown_name(const WorkbookSheets::Named& named) { return tidied(without_control_characters(named.name)); }

    static bool is_about_size(const WorkbookRefusal& refusal) {
        const std::string_view why = refusal.why;
        return why.starts_with("people.sheet.too_") || why == "people.sheet.cell_too_long";
    }

    SheetNotes notes_of(const WorkbookSheets::Named& chosen, const SheetData& data) const {
        SheetNotes notes;
        notes.name = shown_name(chosen);
        for (const auto& named : sheets_.sheets)
            if (&named != &chosen) (named.is_hidden ? notes.hidden_sheets : notes.other_sheets).push_back(shown_name(named));
        for (const auto row : data.rows_left_out) notes.hidden_rows.push_back(std::to_string(row));
        for (const auto column : data.columns_left_out) notes.hidden_columns.push_back(letters_of(column));
        return notes;
    }

    WorkbookArchive archive_;
    WorkbookSheets sheets_;
    WorkbookRelations relations_;
    Beside beside_;
};

}  // namespace

Outcome<Sheet> read_xlsx(std::string_view bytes, const IsHead& is_head) {
    try {
        return Workbook(bytes).read(is_head);
    } catch (const WorkbookRefusal& refusal) {
        return refuse({{"file", refusal.why}});
    }
}

Outcome<std::vector<Sheet>> read_workbook(std::string_view bytes, const IsName& is_wanted, Digits digits, const SheetLimits& limits) {
    if (bytes.size() > limits.bytes) return refuse({{"file", "people.sheet.too_large"}});
    try {
        return Workbook(bytes).read_named(is_wanted, digits, limits);
    } catch (const WorkbookRefusal& refusal) {
        return refuse({{"file", refusal.why}});
    }
}

}  // namespace touchstone

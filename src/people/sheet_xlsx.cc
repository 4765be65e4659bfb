// The first sheet of a workbook. The archive is read in memory and piece by piece, so that a few bytes cannot become many; a document type
// is refused before anything in it is looked at, so there are no entities to expand and none to fetch.
#include <charconv>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>

#include <expat.h>
#include <zip.h>

#include "base/text.h"
#include "people/sheet.h"

namespace touchstone::people {
namespace {

constexpr int entries_max = 2'000, depth_max = 64;
constexpr std::size_t piece = 64 * 1024, ratio_matters_above = 1024 * 1024, ratio_max = 200;

// Why the workbook is refused: thrown between the parser's steps, never through it.
struct Refusal {
    const char* why;
};
constexpr const char* broken = "people.sheet.broken";

using Attributes = const XML_Char**;

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }

std::optional<std::string_view> attribute(Attributes attributes, std::string_view wanted) {
    for (; *attributes; attributes += 2)
        if (local(*attributes) == wanted) return attributes[1];
    return std::nullopt;
}

// What one part of the workbook is read with.
class Part {
public:
    virtual ~Part() = default;
    virtual void begin(std::string_view name, Attributes) = 0;
    virtual void end(std::string_view) {}
    virtual void text(std::string_view) {}

    const char* refusal = nullptr;
};

struct Parsing {
    XML_Parser parser;
    Part& part;
    int depth = 0;

    void stop(const char* why) {
        part.refusal = why;
        XML_StopParser(parser, XML_FALSE);
    }
    void look() {
        if (part.refusal) XML_StopParser(parser, XML_FALSE);
    }
};

void begin_element(void* to, const XML_Char* name, Attributes attributes) {
    auto& parsing = *static_cast<Parsing*>(to);
    if (++parsing.depth > depth_max) return parsing.stop(broken);
    parsing.part.begin(local(name), attributes);
    parsing.look();
}
void end_element(void* to, const XML_Char* name) {
    auto& parsing = *static_cast<Parsing*>(to);
    --parsing.depth;
    parsing.part.end(local(name));
    parsing.look();
}
void take_text(void* to, const XML_Char* text, int size) {
    auto& parsing = *static_cast<Parsing*>(to);
    parsing.part.text({text, static_cast<std::size_t>(size)});
    parsing.look();
}
void refuse_doctype(void* to, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<Parsing*>(to)->stop("people.sheet.has_doctype");
}

class Archive {
public:
    explicit Archive(std::string_view bytes) {
        zip_error_t error;
        zip_error_init(&error);
        auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
        if (source == nullptr) throw std::bad_alloc();
        archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
        zip_error_fini(&error);
        if (!archive_) {
            zip_source_free(source);
            throw Refusal{"people.sheet.not_a_workbook"};
        }
        check_names();
    }

    bool has(const std::string& name) { return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0; }

    void read(const std::string& name, Part& part) {
        zip_stat_t stat;
        if (zip_stat(archive_.get(), name.c_str(), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_COMP_SIZE) || !(stat.valid & ZIP_STAT_SIZE))
            throw Refusal{broken};
        const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(archive_.get(), name.c_str(), 0), zip_fclose);
        const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), XML_ParserFree);
        if (!file || !parser) throw Refusal{broken};
        Parsing parsing{parser.get(), part};
        XML_SetUserData(parser.get(), &parsing);
        XML_SetElementHandler(parser.get(), begin_element, end_element);
        XML_SetCharacterDataHandler(parser.get(), take_text);
        XML_SetStartDoctypeDeclHandler(parser.get(), refuse_doctype);
        std::size_t inflated = 0;
        for (zip_int64_t size = 1; size > 0;) {
            auto* buffer = XML_GetBuffer(parser.get(), piece);
            if (buffer == nullptr) throw std::bad_alloc();
            size = zip_fread(file.get(), buffer, piece);
            if (size < 0) throw Refusal{broken};
            inflated += static_cast<std::size_t>(size);
            count(inflated, static_cast<std::size_t>(size), stat.comp_size);
            const bool is_well = XML_ParseBuffer(parser.get(), static_cast<int>(size), size == 0) == XML_STATUS_OK;
            if (part.refusal) throw Refusal{part.refusal};
            if (!is_well) throw Refusal{broken};
        }
        if (inflated != stat.size) throw Refusal{broken};
    }

private:
    // Two parts of one name: programs differ in which of them they read.
    void check_names() {
        const auto entries = zip_get_num_entries(archive_.get(), 0);
        if (entries > entries_max) throw Refusal{broken};
        std::set<std::string_view> names;
        for (zip_int64_t i = 0; i < entries; ++i) {
            const char* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), 0);
            if (name == nullptr || !names.insert(name).second) throw Refusal{broken};
        }
    }

    void count(std::size_t of_part, std::size_t more, std::uint64_t packed) {
        inflated_ += more;
        if (inflated_ > workbook_max_inflated_bytes || (of_part > ratio_matters_above && of_part / ratio_max > packed))
            throw Refusal{"people.sheet.packed_too_tightly"};
    }

    std::unique_ptr<zip_t, void (*)(zip_t*)> archive_{nullptr, zip_discard};
    std::size_t inflated_ = 0;
};

class FirstSheet : public Part {
public:
    void begin(std::string_view name, Attributes attributes) override {
        if (name == "sheet" && relation.empty()) relation = attribute(attributes, "id").value_or("");
    }
    std::string relation;
};

class Relations : public Part {
public:
    explicit Relations(std::string wanted) : wanted_(std::move(wanted)) {}
    void begin(std::string_view name, Attributes attributes) override {
        if (name != "Relationship" || attribute(attributes, "TargetMode").value_or("Internal") != "Internal") return;
        const auto target = attribute(attributes, "Target").value_or("");
        const auto path = target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
        if (attribute(attributes, "Id") == wanted_) sheet = path;
        if (attribute(attributes, "Type").value_or("").ends_with("/sharedStrings")) strings = path;
    }
    std::string sheet, strings = "xl/sharedStrings.xml";

private:
    std::string wanted_;
};

// Text in runs, without what says how to pronounce it.
class SharedStrings : public Part {
public:
    void begin(std::string_view name, Attributes) override {
        if (name == "si") {
            strings.emplace_back();
            if (strings.size() > sheet_max_cells) refusal = "people.sheet.too_many_cells";
        }
        if (name == "rPh") is_sound_ = true;
        is_text_ = name == "t" && !is_sound_ && !strings.empty();
    }
    void end(std::string_view name) override {
        if (name == "rPh") is_sound_ = false;
        if (name == "t") is_text_ = false;
    }
    void text(std::string_view piece_of_it) override {
        if (!is_text_) return;
        strings.back() += piece_of_it;
        if (strings.back().size() > sheet_max_cell_bytes) refusal = "people.sheet.cell_too_long";
    }
    std::vector<std::string> strings;

private:
    bool is_text_ = false, is_sound_ = false;
};

std::size_t number_from(std::string_view digits) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc{} && end == digits.data() + digits.size() ? number : 0;
}

// "AB12" is 28; 0 when it is no such reference.
std::size_t column_from(std::string_view reference) {
    std::size_t column = 0, letters = 0;
    for (; letters < reference.size() && reference[letters] >= 'A' && reference[letters] <= 'Z' && letters < 4; ++letters)
        column = column * 26 + static_cast<std::size_t>(reference[letters] - 'A' + 1);
    return letters > 0 && number_from(reference.substr(letters)) > 0 ? column : 0;
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

class SheetData : public Part {
public:
    explicit SheetData(const std::vector<std::string>& strings) : strings_(strings) {}

    void begin(std::string_view name, Attributes attributes) override {
        if (name == "row") {
            const auto given = attribute(attributes, "r");
            row_ = given ? number_from(*given) : row_ + 1;
            column_ = 0;
            if (row_ == 0) refusal = broken;
        } else if (name == "c") {
            const auto reference = attribute(attributes, "r");
            column_ = reference ? column_from(*reference) : column_ + 1;
            type_ = attribute(attributes, "t").value_or("n");
            value_.clear();
            formula_.clear();
            is_computed_ = false;
            if (column_ == 0 || row_ == 0) refusal = broken;
            if (++cells_ > sheet_max_cells) refusal = "people.sheet.too_many_cells";
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
    void text(std::string_view piece_of_it) override {
        if (!into_) return;
        *into_ += piece_of_it;
        if (into_->size() > sheet_max_cell_bytes) refusal = "people.sheet.cell_too_long";
    }
    Rows rows;

private:
    void place() {
        auto cell = tidied(is_computed_ ? "=" + formula_ : shown());
        if (cell.empty() || refusal) return;
        if (row_ > sheet_max_rows) refusal = "people.sheet.too_many_rows";
        if (column_ > sheet_max_columns) refusal = "people.sheet.too_many_columns";
        if (!is_text(cell)) refusal = broken;
        // One long shared text, named by many cells, would be kept for each.
        size_ += cell.size();
        if (size_ > sheet_max_bytes) refusal = "people.sheet.too_large";
        if (refusal) return;
        if (rows.size() < row_) rows.resize(row_);
        auto& row = rows[row_ - 1];
        if (row.size() < column_) row.resize(column_);
        row[column_ - 1] = std::move(cell);
    }
    std::string shown() {
        if (type_ == "b") return value_ == "0" ? "FALSE" : "TRUE";
        if (type_ != "s") return type_ == "n" ? value_ : with_characters(value_);
        std::size_t at = 0;
        const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), at);
        if (error == std::errc{} && end == value_.data() + value_.size() && at < strings_.size()) return with_characters(strings_[at]);
        if (!value_.empty()) refusal = broken;
        return {};
    }

    const std::vector<std::string>& strings_;
    std::string type_, value_, formula_;
    std::string* into_ = nullptr;
    std::size_t row_ = 0, column_ = 0, cells_ = 0, size_ = 0;
    bool is_computed_ = false, is_sound_ = false;
};

}  // namespace

Outcome<Rows> read_xlsx(std::string_view bytes) {
    try {
        Archive archive(bytes);
        FirstSheet first;
        if (!archive.has("xl/workbook.xml")) throw Refusal{"people.sheet.not_a_workbook"};
        archive.read("xl/workbook.xml", first);
        Relations relations(first.relation);
        archive.read("xl/_rels/workbook.xml.rels", relations);
        if (relations.sheet.empty()) throw Refusal{broken};
        SharedStrings strings;
        if (archive.has(relations.strings)) archive.read(relations.strings, strings);
        SheetData sheet(strings.strings);
        archive.read(relations.sheet, sheet);
        return std::move(sheet.rows);
    } catch (const Refusal& refusal) {
        return refuse({{"file", refusal.why}});
    }
}

}  // namespace touchstone::people

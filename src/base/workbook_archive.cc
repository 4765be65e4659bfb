#include "base/workbook_archive.h"

#include <set>
#include <stdexcept>

#include <expat.h>

#include "base/sheet.h"

namespace touchstone {
namespace {

constexpr int entries_max = 2'000, depth_max = 64;
constexpr std::size_t piece = 64 * 1024, ratio_matters_above = 1024 * 1024, ratio_max = 200;

std::string_view local(std::string_view name) { return name.substr(name.find(':') + 1); }

struct Parsing {
    XML_Parser parser;
    WorkbookPart& part;
    int depth = 0;

    void stop(const char* why) {
        part.refusal = why;
        XML_StopParser(parser, XML_FALSE);
    }
    void look() {
        if (part.refusal) XML_StopParser(parser, XML_FALSE);
    }
};

void begin_element(void* to, const XML_Char* name, const XML_Char** attributes) {
    auto& parsing = *static_cast<Parsing*>(to);
    if (++parsing.depth > depth_max) return parsing.stop(broken_workbook);
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

}  // namespace

std::optional<std::string_view> attribute(Attributes attributes, std::string_view name) {
    for (; *attributes; attributes += 2)
        if (local(*attributes) == name) return attributes[1];
    return std::nullopt;
}

bool is_yes(Attributes attributes, std::string_view name) {
    const auto value = attribute(attributes, name);
    return value == "1" || value == "true";
}

WorkbookArchive::WorkbookArchive(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    if (source == nullptr) throw std::bad_alloc();
    archive_.reset(zip_open_from_source(source, ZIP_RDONLY, &error));
    zip_error_fini(&error);
    if (!archive_) {
        zip_source_free(source);
        throw WorkbookRefusal{"people.sheet.not_a_workbook"};
    }
    check_names();
}

bool WorkbookArchive::has(const std::string& name) { return zip_name_locate(archive_.get(), name.c_str(), 0) >= 0; }

void WorkbookArchive::read(const std::string& name, WorkbookPart& part) {
    zip_stat_t stat;
    if (zip_stat(archive_.get(), name.c_str(), 0, &stat) != 0 || !(stat.valid & ZIP_STAT_COMP_SIZE) || !(stat.valid & ZIP_STAT_SIZE))
        throw WorkbookRefusal{broken_workbook};
    const std::unique_ptr<zip_file_t, int (*)(zip_file_t*)> file(zip_fopen(archive_.get(), name.c_str(), 0), zip_fclose);
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate(nullptr), XML_ParserFree);
    if (!file || !parser) throw WorkbookRefusal{broken_workbook};
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
        if (size < 0) throw WorkbookRefusal{broken_workbook};
        inflated += static_cast<std::size_t>(size);
        count(inflated, static_cast<std::size_t>(size), stat.comp_size);
        const bool is_well = XML_ParseBuffer(parser.get(), static_cast<int>(size), size == 0) == XML_STATUS_OK;
        if (part.refusal) throw WorkbookRefusal{part.refusal};
        if (!is_well) throw WorkbookRefusal{broken_workbook};
    }
    if (inflated != stat.size) throw WorkbookRefusal{broken_workbook};
}

// Two parts of one name: programs differ in which of them they read.
void WorkbookArchive::check_names() {
    const auto entries = zip_get_num_entries(archive_.get(), 0);
    if (entries > entries_max) throw WorkbookRefusal{broken_workbook};
    std::set<std::string_view> names;
    for (zip_int64_t i = 0; i < entries; ++i) {
        const char* name = zip_get_name(archive_.get(), static_cast<zip_uint64_t>(i), 0);
        if (name == nullptr || !names.insert(name).second) throw WorkbookRefusal{broken_workbook};
    }
}

void WorkbookArchive::count(std::size_t of_part, std::size_t more, std::uint64_t packed) {
    inflated_ += more;
    if (inflated_ > workbook_max_inflated_bytes || (of_part > ratio_matters_above && of_part / ratio_max > packed))
        throw WorkbookRefusal{"people.sheet.packed_too_tightly"};
}

}  // namespace touchstone

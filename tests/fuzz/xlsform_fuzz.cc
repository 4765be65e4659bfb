// Any bytes as an XLSForm. The first byte chooses: a file as it comes, or a workbook whose survey, choices and settings are the lines of
// the input, with "|" between cells and a line "===" between sheets.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <zip.h>

#include "base/text.h"
#include "voice/xlsform.h"

namespace {

using namespace touchstone;
using namespace touchstone::voice;

void demand(bool holds) {
    if (!holds) std::abort();
}

std::string sheet_of(std::string_view lines) {
    std::string xml = "<worksheet><sheetData>";
    for (const auto& line : split(lines, '\n')) {
        xml += "<row>";
        for (const auto& cell : split(line, '|')) {
            xml += "<c t='inlineStr'><is><t>";
            for (const char c : cell) xml += c == '<' ? "&lt;" : c == '&' ? "&amp;" : std::string(1, c);
            xml += "</t></is></c>";
        }
        xml += "</row>";
    }
    return xml + "</sheetData></worksheet>";
}

std::string workbook(std::string_view input) {
    zip_error_t error;
    zip_error_init(&error);
    auto* source = zip_source_buffer_create(nullptr, 0, 0, &error);
    zip_source_keep(source);
    auto* archive = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    std::map<std::string, std::string> parts;
    std::string listed, relations;
    for (const auto* name : {"survey", "choices", "settings"}) {
        const auto end = std::min(input.find("\n===\n"), input.size());
        const auto id = std::string("xl/") + name + ".xml";
        parts[id] = sheet_of(input.substr(0, end));
        input.remove_prefix(std::min(end + 5, input.size()));
        listed += std::string("<sheet name='") + name + "' id='" + name + "'/>";
        relations += std::string("<Relationship Id='") + name + "' Target='" + name + ".xml'/>";
    }
    parts["xl/workbook.xml"] = "<workbook><sheets>" + listed + "</sheets></workbook>";
    parts["xl/_rels/workbook.xml.rels"] = "<Relationships>" + relations + "</Relationships>";
    for (const auto& [name, text] : parts) {
        const auto at = zip_file_add(archive, name.c_str(), zip_source_buffer(archive, text.data(), text.size(), 0), 0);
        zip_set_file_compression(archive, static_cast<zip_uint64_t>(at), ZIP_CM_STORE, 0);
    }
    demand(zip_close(archive) == 0);
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    std::string bytes(stat.size, '\0');
    zip_source_open(source);
    zip_source_read(source, bytes.data(), bytes.size());
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

void demand_place(const Refusal& refusal) {
    demand(!refusal.why.empty() && is_text(refusal.sheet) && is_text(refusal.column) && is_text(refusal.name));
    for (const auto& [name, value] : refusal.values) demand(is_text(value));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    std::string_view input(reinterpret_cast<const char*>(data), size);
    const bool as_it_comes = input.front() % 2 == 0;
    input.remove_prefix(1);
    const auto form = as_it_comes ? read_xlsform(input) : read_xlsform(workbook(input));
    if (!form) {
        demand(!form.error().empty());
        return 0;
    }
    for (const auto* refusals : {&form->refused, &form->left_out})
        for (const auto& refusal : *refusals) demand_place(refusal);
    demand(!form->refused.empty() || problems_of(form->questionnaire).empty());
    demand(questionnaire_from(as_json(form->questionnaire)) == form->questionnaire);
    return 0;
}

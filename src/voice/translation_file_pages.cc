// A translation as a table for somebody outside: taken away with the sources, and brought back as suggestions.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/csv.h"
#include "base/sheet.h"
#include "voice/answer_language_pages.h"
#include "voice/language_state_pages.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/translation_store.h"
#include "voice/voice_words_pages.h"
#include "web/fields.h"
#include "web/form_reader.h"

namespace touchstone::voice {
namespace {

using web::text;

const FieldShape seen_shape{"seen_version", FieldShape::Kind::number};
const Cells heads{"key", "source", "text"};

// With something to translate into its language.
std::optional<KeptQuestionnaire> kept_in_language(const web::Visit& visit, db::Read& db) {
    auto kept = kept_at(visit, db);
    const auto& language = visit.path.at("language");
    const bool is_there =
        kept && has_language(kept->content, language) && !all_translations(kept->content, language, shipped_words()).empty();
    return is_there ? kept : std::nullopt;
}

web::Response file(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_in_language(visit, db);
    if (!kept) return web::not_found();
    const auto& language = visit.path.at("language");
    std::vector<Cells> rows{heads};
    for (const auto& one : all_translations(kept->content, language, shipped_words())) rows.push_back({one.key, one.source, one.said.text});
    return web::download_of(csv_file(rows), kept->content.title + " " + language + ".csv", "text/csv; charset=utf-8");
}

// The rows of the file as JSON, or the key of what is wrong with it.
std::string read_upload(const web::Visit& visit, db::Read&) {
    const auto uploads = visit.form.uploads("file");
    if (uploads.empty() || uploads.front().size == 0) return "voice.translation.file_missing";
    if (uploads.front().size > sheet_max_bytes) return "people.sheet.too_large";
    const web::MappedFile mapped(uploads.front().path);
    const auto is_head = [](const Cells& cells) {
        return std::ranges::all_of(heads, [&](const std::string& head) { return std::ranges::find(cells, head) != cells.end(); });
    };
    const auto sheet = read_sheet(mapped.bytes(), is_head);
    if (!sheet) return sheet.error().front().text;
    if (sheet->rows.empty() || !is_head(sheet->rows.front())) return "voice.translation.file_heads";
    const auto& head = sheet->rows.front();
    auto rows = nlohmann::json::array();
    for (std::size_t i = 1; i < sheet->rows.size(); ++i) {
        const auto cell = [&](const char* name) {
            const auto at = static_cast<std::size_t>(std::ranges::find(head, name) - head.begin());
            return at < sheet->rows[i].size() ? without_mark(sheet->rows[i][at]) : std::string();
        };
        if (!cell("key").empty()) rows.push_back({{"key", cell("key")}, {"source", cell("source")}, {"text", cell("text")}});
    }
    return rows.dump();
}

web::Response upload_page(const web::Visit& visit, const KeptQuestionnaire& kept, int version, const Problems& problems,
                          web::Status status) {
    const auto& language = visit.path.at("language");
    const auto address = language_address(kept.id, language);
    const auto title = text("voice.translation.file_title", {{"language", web::name_of_language(language)}});
    auto response = questionnaire_page("voice/translation_file", title, kept,
                                       {{"header", web::header(kept.content.title, title)},
                                        {"download", web::link(address + "/texts.csv", text("voice.translation.download"))},
                                        {"csrf", visit.csrf},
                                        {"action", address + "/upload"},
                                        {"seen_version", std::to_string(version)},
                                        {"file", web::file_upload({.name = "file",
                                                                   .label = text("voice.translation.file"),
                                                                   .hint = text("voice.translation.file_hint"),
                                                                   .accept = ".csv,.xlsx",
                                                                   .is_multiple = false},
                                                                  problems)},
                                        {"button", web::button(text("voice.translation.upload"))}},
                                       status);
    response.crumbs.push_back({languages_address(kept.id), text("voice.languages.title")});
    response.problems = problems;
    response.forms = {{address + "/upload", {{}, version}}};
    return response;
}

web::Response show_upload(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_in_language(visit, db);
    return kept ? upload_page(visit, *kept, kept->version, {}, web::Status::ok) : web::not_found();
}

web::Response upload(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_in_language(visit, db);
    if (!kept) return web::not_found();
    const auto& language = visit.path.at("language");
    const auto seen = visit.form.number("seen_version");
    if (!visit.prepared.starts_with('[')) return upload_page(visit, *kept, seen, {{"file", visit.prepared}}, web::Status::unprocessable);
    std::vector<BroughtText> rows;
    for (const auto& row : nlohmann::json::parse(visit.prepared)) rows.push_back({row.at("key"), row.at("source"), row.at("text")});
    const auto shipped = shipped_words();
    const auto brought = bring_in(kept->content, language, rows, shipped);
    if (!brought) return upload_page(visit, *kept, seen, brought.error(), web::Status::unprocessable);
    if (brought->taken == 0)
        return upload_page(visit, *kept, seen, {{"file", "voice.translation.file_nothing"}}, web::Status::unprocessable);
    auto before = *kept;
    before.version = seen;
    if (!save_translation(db, visit.by(), "translated_questionnaire", before, brought->after, language, shipped))
        return upload_page(visit, *kept, kept->version, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(languages_address(kept->id), brought->left_out > 0 ? "translation_in_part" : "translation_brought");
}

}  // namespace

void add_translation_file_pages(web::Router& router) {
    const std::string one = "/questionnaires/{questionnaire}/languages/{language}";
    router.get(one + "/texts.csv", may::evaluate, file);
    router.get(one + "/upload", may::evaluate, show_upload);
    router.post(one + "/upload", may::evaluate, upload,
                {.takes_files = true, .keeps_files = false, .prepare = read_upload, .fields = {seen_shape}});
}

}  // namespace touchstone::voice

// Opening a restricted record with a reason, reading it for a while, and its files.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "records/record_pages.h"
#include "records/record_words_pages.h"
#include "web/fields.h"

namespace touchstone::records {
namespace {

using web::text;

constexpr std::uint64_t file_max_bytes = 20ULL * 1024 * 1024;

web::Response ask_page(const web::Visit& visit, const Found& found, const ReadingDraft& draft, const Problems& problems,
                       web::Status status) {
    std::vector<web::Option> purposes;
    for (const auto purpose : all_purposes()) purposes.push_back({name_of(purpose), text("records.purpose." + name_of(purpose)), {}});
    auto data = web::components(reading_fields(), draft, problems, {{"purpose", purposes}});
    const bool is_keeper = found.kind == ReaderKind::keeper;
    data.merge({{"header", web::header(text("records.window"), found.record.words.label, text("records.open.lead"))},
                {"csrf", visit.csrf},
                {"action", address_of(found.record.id) + "/open"},
                {"button", web::button(text("records.open.button"))},
                {"keeper", is_keeper ? web::Data(web::Object{{"address", address_of(found.record.id)}}) : web::Data(false)}});
    auto response = record_page("records/ask", std::move(data), status);
    response.problems = problems;
    return response;
}

web::Object about(const Record& record) {
    std::vector<web::SummaryRow> rows{{text("records.record.keep_until"), in_words(record.keep_until), {}, {}, {}},
                                      {text("records.record.made"), in_words(date_of(record.made_at)), {}, {}, {}}};
    if (!record.evaluation.is_empty())
        rows.push_back({text("records.record.evaluation"),
                        text("records.record.one_evaluation"),
                        "/evaluations/" + record.evaluation.text,
                        text("records.record.open_evaluation"),
                        {}});
    return web::summary_list(rows);
}

web::Response open_page(const web::Visit& visit, db::Read& db, const Found& found, const Problems& problems, web::Status status) {
    const auto& record = found.record;
    web::List files;
    for (const auto& file : list_files(db, visit.actor.partnership, record.id))
        files.push_back(web::Object{{"href", address_of(record.id) + "/files/" + file.id.text},
                                    {"name", file.name.empty() ? text("records.record.nameless") : file.name},
                                    {"size", text("records.record.kilobytes", {{"count", std::to_string((file.size + 1023) / 1024)}})}});
    const auto keeper = web::Object{{"address", address_of(record.id)},
                                    {"csrf", visit.csrf},
                                    {"upload", web::file_upload({.name = "files",
                                                                 .label = text("records.record.add_files"),
                                                                 .hint = text("records.record.files_hint"),
                                                                 .accept = {},
                                                                 .is_multiple = true},
                                                                problems)},
                                    {"button", web::button(text("records.record.add_button"), "", "", true)}};
    auto response = record_page(
        "records/record",
        {{"header", web::header(record.words.label, record.words.title)},
         {"open_until", web::notice("info", text("records.record.open_until", {{"when", in_words(*found.opened_at + reading_time)}}))},
         {"paragraphs", web::paragraphs(record.words.text)},
         {"about", about(record)},
         {"files", files},
         {"keeper", found.kind == ReaderKind::keeper ? web::Data(keeper) : web::Data(false)}},
        status);
    response.problems = problems;
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto found = find_asked(visit, db, "record");
    if (!found) return web::not_found();
    if (!found->is_readable) return cannot_open();
    return found->is_open_at(visit.now) ? open_page(visit, db, *found, {}, web::Status::ok)
                                        : ask_page(visit, *found, {}, {}, web::Status::ok);
}

web::Response open(const web::Visit& visit, db::Write& db) {
    const auto found = find_asked(visit, db, "record");
    if (!found) return web::not_found();
    if (!found->is_readable) return cannot_open();
    const auto draft = web::read_draft(reading_fields(), visit.form);
    const auto reading = open_record(visit.actor, draft, visit.now);
    if (!reading) return ask_page(visit, *found, draft, reading.error(), web::Status::unprocessable);
    add_reading(db, visit.by(), found->record.id, *reading, session_of(visit));
    return web::see_other(address_of(found->record.id));
}

web::Response show_file(const web::Visit& visit, db::Read& db) {
    const auto found = find_asked(visit, db, "record");
    if (!found) return web::not_found();
    if (!found->is_readable) return cannot_open();
    if (!found->is_open_at(visit.now)) return web::see_other(address_of(found->record.id));
    const auto files = list_files(db, visit.actor.partnership, found->record.id);
    const auto file = std::ranges::find(files, visit.id<FileId>("file"), &RecordFile::id);
    if (file == files.end()) return web::not_found();
    auto bytes = privacy::vault().open_file(found->record.id.text, "file/" + file->id.text, file->hash);
    return bytes ? web::download_of(std::move(*bytes), file->name.empty() ? "file" : file->name, "application/octet-stream")
                 : cannot_open();
}

Problems problems_of(const std::vector<web::Upload>& uploads) {
    if (uploads.empty()) return {{"files", "records.record.files_missing"}};
    if (std::ranges::any_of(uploads, [](const web::Upload& upload) { return upload.size > file_max_bytes; }))
        return {{"files", "records.record.files_large"}};
    return {};
}

// Sealed before they are kept. Answers what was kept, as JSON; nothing when there is a problem.
std::string seal_files(const web::Visit& visit, db::Read&) {
    const auto record = visit.id<RecordId>("kept_record");
    const auto uploads = visit.form.uploads("files");
    if (!problems_of(uploads).empty() || !privacy::vault().can_open(record.text)) return {};
    auto sealed = nlohmann::json::array();
    for (const auto& upload : uploads) {
        const auto id = FileId::make(visit.now);
        sealed.push_back({id.text, upload.name, upload.size, privacy::vault().keep_file(record.text, "file/" + id.text, upload.path).hash});
    }
    return sealed.dump();
}

web::Response add_files(const web::Visit& visit, db::Write& db) {
    const auto found = find_asked(visit, db, "kept_record");
    if (!found) return web::not_found();
    if (!found->is_readable) return cannot_open();
    const auto& record = found->record.id;
    if (visit.prepared.empty()) {
        if (!found->is_open_at(visit.now)) return web::see_other(address_of(record));
        return open_page(visit, db, *found, problems_of(visit.form.uploads("files")), web::Status::unprocessable);
    }
    std::vector<RecordFile> files;
    for (const auto& file : nlohmann::json::parse(visit.prepared))
        files.push_back({FileId{file.at(0)}, file.at(1), file.at(2), file.at(3), visit.actor.id, visit.now});
    add_files(db, visit.by(), record, files);
    return web::see_other(address_of(record));
}

}  // namespace

void add_reading_pages(web::Router& router) {
    router.word("file");
    router.get("/records/{record}", may::see, show);
    router.post("/records/{record}/open", may::see, open);
    router.get("/records/{record}/files/{file}", may::see, show_file);
    router.post("/records/{kept_record}/files", may::see, add_files, {.takes_files = true, .keeps_files = false, .prepare = seal_files});
}

}  // namespace touchstone::records

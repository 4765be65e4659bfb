// The files of an item of evidence: added, replaced by newer versions, offered for saving.
#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_item_pages.h"
#include "evidence/evidence_store.h"
#include "evidence/pages.h"
#include "jobs/job_store.h"
#include "web/fields.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using web::text;

std::string address_of(const EvidenceFile& file) { return "/evidence/" + file.evidence.text + "/files/" + file.id.text; }

std::string size_in_words(const EvidenceFile& file) {
    return text("evaluations.evidence.kilobytes", {{"count", std::to_string((file.size + 1023) / 1024)}});
}

bool is_replaced(const EvidenceWhole& whole, const EvidenceFile& file) {
    return std::ranges::find(whole.files, file.id, &EvidenceFile::replaces) != whole.files.end();
}

web::Response add_files(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto replaced = std::ranges::find(whole->files, FileId{visit.form.text("replaces")}, &EvidenceFile::id);
    const bool is_newer = replaced != whole->files.end() && !is_replaced(*whole, *replaced) && visit.form.uploads("files").size() == 1;
    keep_files(visit, db, whole->evidence.id, is_newer ? replaced->id : FileId{});
    return web::see_other("/evidence/" + whole->evidence.id.text);
}

// Why the file is not served.
web::Response held_page(const EvidenceWhole& whole, const EvidenceFile& file) {
    const auto key = std::string("evaluations.evidence.") + (file.scan == ScanState::infected ? "infected" : "waiting");
    auto response = web::page("evidence/held", text(key),
                              {{"header", web::header(whole.evidence.title, text(key), text(key + "_about"))},
                               {"back", web::link("/evidence/" + file.evidence.text, text("evaluations.evidence.back_to_item"))}},
                              web::Status::conflict);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}, {"/evidence/" + file.evidence.text, whole.evidence.title}};
    response.who_can_see = seen_by(whole.owner_name);
    return response;
}

web::Response show_file(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto found = std::ranges::find(whole->files, visit.id<FileId>("file"), &EvidenceFile::id);
    if (found == whole->files.end()) return web::not_found();
    return found->is_held() ? held_page(*whole, *found) : web::download(found->hash, found->name, found->media_type);
}

// A picture that was made here, shown within the page; never the file itself.
web::Response show_preview(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto found = std::ranges::find(whole->files, visit.id<FileId>("file"), &EvidenceFile::id);
    if (found == whole->files.end() || found->is_held() || found->preview.empty()) return web::not_found();
    return web::download(found->preview, {}, "image/png");
}

}  // namespace

web::List file_rows(const EvidenceWhole& whole) {
    web::List rows;
    for (const auto& file : whole.files) {
        if (is_replaced(whole, file)) continue;
        web::List older, same;
        for (auto at = std::ranges::find(whole.files, file.replaces, &EvidenceFile::id); at != whole.files.end();
             at = std::ranges::find(whole.files, at->replaces, &EvidenceFile::id))
            older.push_back(web::Object{
                {"href", address_of(*at)},
                {"text", text("evaluations.evidence.older_version", {{"name", at->name}, {"date", in_words(date_of(at->added_at))}})}});
        for (const auto& other : whole.same_files)
            if (other.hash == file.hash) same.push_back(web::link("/evidence/" + other.evidence.text, other.title));
        rows.push_back(
            web::Object{{"href", address_of(file)},
                        {"name", file.name},
                        {"size", size_in_words(file)},
                        {"held", file.is_held() ? web::Data(text(file.scan == ScanState::infected ? "evaluations.evidence.infected"
                                                                                                  : "evaluations.evidence.waiting"))
                                                : web::Data(false)},
                        {"unreadable", file.is_unreadable},
                        {"preview", file.preview.empty() || file.is_held()
                                        ? web::Data(false)
                                        : web::Data(web::Object{{"src", address_of(file) + "/preview"},
                                                                {"alt", text("evaluations.evidence.preview", {{"name", file.name}})}})},
                        {"older", older},
                        {"same", same.empty() ? web::Data(false) : web::Data(web::Object{{"items", same}})}});
    }
    return rows;
}

web::Data replaces_choice(const EvidenceWhole& whole) {
    std::vector<web::Option> files;
    if (!whole.files.empty()) files.push_back({"", text("evaluations.evidence.replaces_none"), {}});
    for (const auto& file : whole.files)
        if (!is_replaced(whole, file)) files.push_back({file.id.text, file.name, {}});
    return web::component("evaluations.evidence", {replaces_shape, {}}, {}, {{"replaces", files}}).data;
}

void keep_files(const web::Visit& visit, db::Write& db, const EvidenceId& evidence, const FileId& replaces) {
    const auto uploads = visit.form.uploads("files");
    for (const auto& upload : uploads)
        add_file(db, visit.by(),
                 {FileId::make(visit.now), evidence, upload.name, "application/octet-stream", static_cast<std::int64_t>(upload.size),
                  upload.hash, visit.actor.id, visit.now, replaces, first_scan_state(visit)});
    if (!uploads.empty()) ask_for_file_work(visit, db);
}

ScanState first_scan_state(const web::Visit& visit) { return visit.settings.scans_files ? ScanState::waiting : ScanState::not_scanned; }

void ask_for_file_work(const web::Visit& visit, db::Write& db) {
    const auto& partnership = visit.actor.partnership;
    jobs::ask(db, jobs::unattended(partnership, visit.actor.id), visit.settings.scans_files ? "file_scan" : "file_text", partnership.text,
              visit.now, jobs::Limit::none);
}

void add_file_pages(web::Router& router) {
    router.post("/evidence/{evidence}/files", may::contribute, add_files,
                {.takes_files = true, .fields = {replaces_shape}, .form_at = "/evidence/{evidence}"});
    router.get("/evidence/{evidence}/files/{file}", may::read, show_file);
    router.get("/evidence/{evidence}/files/{file}/preview", may::read, show_preview);
}

}  // namespace touchstone::evidence

#include "reports/package.h"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "base/zip_file.h"
#include "conclusions/whole_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/sight_store.h"
#include "evidence/evidence_list_store.h"
#include "evidence/evidence_store.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "jobs/job_store.h"
#include "judging/inspection_store.h"
#include "people/account_store.h"
#include "people/actor_store.h"
#include "plans/plan_store.h"
#include "reports/report_pdf.h"
#include "reports/report_store.h"
#include "reports/well_formed.h"
#include "reports/workbook.h"
#include "web/lists.h"

namespace touchstone::reports {
namespace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
using web::text;

struct Gathered {
    Evaluation evaluation;
    const frameworks::Framework* framework;
    std::optional<PositionStatement> position;
    Whole whole;
    std::vector<EvidenceListed> items;
    std::vector<plans::Improvement> improvements;
    std::map<EvidenceId, std::vector<EvidenceFile>> files;  // in their latest versions, without those that a virus scanner holds back
};

std::vector<EvidenceListed> all_used(db::Read& db, const Sight& sight, const EvaluationId& evaluation) {
    std::vector<EvidenceListed> items;
    EvidenceFilter filter{.evaluation = evaluation, .only_used = true};
    for (;; ++filter.page) {
        auto page = list_evidence(db, sight, filter);
        if (page.items.empty()) return items;
        std::ranges::move(page.items, std::back_inserter(items));
    }
}

std::vector<EvidenceFile> files_of(db::Read& db, const Sight& sight, const EvidenceId& item) {
    const auto whole = find_evidence(db, sight, item);
    if (!whole) return {};
    std::vector<EvidenceFile> files;
    for (const auto& file : whole->files) {
        const bool is_replaced = std::ranges::find(whole->files, file.id, &EvidenceFile::replaces) != whole->files.end();
        if (!is_replaced && !file.is_held()) files.push_back(file);
    }
    return files;
}

// "files/3-2 Survey.pdf": the second file of the third item. A name is never a way out of the folder.
std::string name_in_package(std::size_t item, std::size_t file, std::string name) {
    std::ranges::replace_if(name, [](char c) { return c == '/' || c == '\\' || c == ':'; }, '-');
    return fmt::format("files/{}-{} {}", item + 1, file + 1, name);
}

std::optional<Gathered> gather(db::Read& db, const jobs::Job& job, Instant now) {
    const auto asker = people::find_asker(db, job, now);
    const auto sight = sight_of(asker, now);
    const EvaluationId id{job.subject};
    const auto seen = look_up_evaluation(db, asker, id.text, now);
    auto evaluation = find_evaluation(db, job.partnership, id);
    if (!evaluation || !seen || seen->extent != Extent::all) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    Gathered gathered{*evaluation,
                      &framework,
                      find_position(db, job.partnership, id),
                      read_whole(db, sight, id),
                      all_used(db, sight, id),
                      plans::list_improvements(db, sight, id),
                      {}};
    for (const auto& item : gathered.items) gathered.files[item.evidence.id] = files_of(db, sight, item.evidence.id);
    return gathered;
}

web::List level_rows(const Gathered& from) {
    web::List rows;
    for (const auto& indicator : from.framework->indicators)
        if (const auto judged = from.whole.judgements.find(indicator.code); judged != from.whole.judgements.end()) {
            const auto level = static_cast<int>(judged->second.judgement.level);
            rows.push_back(web::Object{{"indicator", indicator.code + " " + indicator.title},
                                       {"level", std::to_string(level) + " " + level_word(*from.framework, level)},
                                       {"caveat", judged->second.judgement.caveat}});
        }
    return rows;
}

web::List improvement_rows(const Gathered& from) {
    web::List rows;
    for (const auto& made : from.improvements)
        rows.push_back(web::Object{{"action", made.action},
                                   {"objective", made.objective},
                                   {"organisation", made.organisation},
                                   {"done", text(made.is_verified ? "reports.package.done_verified" : "reports.package.done",
                                                 {{"date", in_words(date_of(made.done_at))}})},
                                   {"closing", made.closing}});
    return rows;
}

std::string page_of(const Gathered& from) {
    const auto& evaluation = from.evaluation;
    auto levels = level_rows(from);
    return web::render(
        "reports/package",
        {{"partnership", from.whole.partnership},
         {"title", evaluation.title},
         {"statement", web::paragraphs(from.position ? from.position->statement : text("evaluations.position.nothing"))},
         {"by", from.position ? web::Data(text("evaluations.conflict.by",
                                               {{"name", from.position->written_by_name}, {"when", in_words(from.position->written_at)}}))
                              : web::Data(false)},
         {"about",
          web::List{web::Object{{"name", text("evaluations.side.kind")}, {"words", text("evaluations.kind." + name_of(evaluation.kind))}},
                    web::Object{{"name", text("evaluations.side.why")}, {"words", evaluation.why}},
                    web::Object{{"name", text("evaluations.side.services")}, {"words", web::listed(from.whole.services)}},
                    web::Object{{"name", text("evaluations.side.children")}, {"words", evaluation.children}},
                    web::Object{{"name", text("evaluations.side.period")}, {"words", period_in_words(evaluation.from, evaluation.to)}}}},
         {"has_levels", !levels.empty()},
         {"levels", std::move(levels)},
         {"has_improvements", !from.improvements.empty()},
         {"improvements", improvement_rows(from)},
         {"evidence", web::counted("evaluations.evidence.total", static_cast<int>(from.items.size()))},
         {"gaps", gaps_of(from.whole.not_shared)}});
}

Sheet sheet_of(const Gathered& from) {
    Sheet sheet{text("reports.sheet.evidence"), {}, {60, 24, 24, 16, 12, 12, 40, 30, 60}, {}};
    for (const auto* head : {"title", "source", "line", "security", "from", "to", "summary", "owner", "files"})
        sheet.heads.push_back(text(std::string("reports.package.head.") + head));
    for (std::size_t at = 0; at < from.items.size(); ++at) {
        const auto& item = from.items[at].evidence;
        const auto& owner = from.items[at].owner_name;
        const auto& files = from.files.at(item.id);
        std::vector<std::string> names;
        for (std::size_t file = 0; file < files.size(); ++file) names.push_back(name_in_package(at, file, files[file].name));
        sheet.rows.push_back({item.title, source_word(*from.framework, item.source), item.line,
                              text("evaluations.security." + name_of(item.security) + ".name"), nlohmann::json{{"day", iso(item.from)}},
                              nlohmann::json{{"day", iso(item.to)}}, item.summary,
                              owner.empty() ? text("evaluations.sharing.whole_partnership") : owner, web::listed_apart(names)});
    }
    return sheet;
}

std::vector<std::pair<std::string, std::filesystem::path>> kept_files(const Gathered& from, const db::FileStore& store) {
    std::vector<std::pair<std::string, std::filesystem::path>> kept;
    for (std::size_t item = 0; item < from.items.size(); ++item) {
        const auto& of_item = from.files.at(from.items[item].evidence.id);
        for (std::size_t file = 0; file < of_item.size(); ++file)
            kept.emplace_back(name_in_package(item, file, of_item[file].name), store.path_of(of_item[file].hash));
    }
    return kept;
}

web::Response ask(const web::Visit& visit, db::Write& db) {
    const auto evaluation = visit.id<EvaluationId>("evaluation");
    const auto job = ask_for_package(db, visit.actor, evaluation, visit.now);
    if (!job)
        return web::page("reports/too_many", text("reports.too_many"), {{"back", address_of(evaluation) + "/position"}},
                         web::Status::too_many);
    return web::see_other("/jobs/" + job->text);
}

}  // namespace

jobs::Work package_work(db::Database& database, const db::FileStore& files, const std::filesystem::path& work_folder,
                        std::function<Instant()> clock) {
    return [&database, &files, work_folder, clock = std::move(clock)](const jobs::Job& job, const jobs::Progress& progress) {
        progress(0, 2, "jobs.message.gathering");
        const auto gathered = database.reading([&](db::Read& db) { return gather(db, job, clock()); });
        if (!gathered) throw std::runtime_error("the evaluation is not there");
        const Workbench bench(work_folder);
        write_workbook(bench.folder / "evidence.xlsx", {sheet_of(*gathered)});
        const auto page = page_of(*gathered);
        check_page(page);
        const auto package = bench.folder / "package.zip";
        write_zip(package, {{"position-statement.html", page}, {"evidence.xlsx", read_file(bench.folder / "evidence.xlsx")}});
        add_files_to_zip(package, kept_files(*gathered, files));
        progress(1, 2, "jobs.message.keeping");
        return jobs::Result{files.keep(bench.folder / "package.zip").hash, file_name(gathered->evaluation.title, "zip")};
    };
}

void add_package_pages(web::Router& router) {
    router.post("/evaluations/{evaluation}/position/package", may::read, ask, {.is_button = true});
}

}  // namespace touchstone::reports

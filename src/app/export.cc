#include "app/export.h"

#include <fstream>
#include <set>

#include <nlohmann/json.hpp>

#include "evaluations/conclusion_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evidence_list_store.h"
#include "evaluations/evidence_store.h"
#include "evaluations/judgement_store.h"
#include "frameworks/framework_store.h"
#include "people/organisation_store.h"

namespace touchstone::app {
namespace {

using namespace evaluations;
using Json = nlohmann::ordered_json;

Json finding_json(const Finding& finding) {
    Json themes = Json::array();
    for (const auto& theme : finding.themes) themes.push_back(text_of(theme));
    return {{"id", finding.id.text}, {"kind", name_of(finding.kind)}, {"statement", finding.statement},
            {"themes", themes},      {"excerpt", finding.excerpt},    {"place", finding.place}};
}

Json evidence_json(const EvidenceWhole& whole) {
    const auto& item = whole.evidence;
    Json findings = Json::array(), files = Json::array();
    for (const auto& finding : whole.findings) findings.push_back(finding_json(finding));
    for (const auto& file : whole.files) files.push_back({{"name", file.name}, {"sha256", file.hash}, {"bytes", file.size}});
    return {{"id", item.id.text},
            {"title", item.title},
            {"owner", whole.owner_name},
            {"source", name_of(item.source)},
            {"line_of_enquiry", item.line},
            {"whose_view", item.whose_view},
            {"from", iso(item.from)},
            {"to", iso(item.to)},
            {"collected", item.collected ? iso(*item.collected) : ""},
            {"received", item.received ? iso(*item.received) : ""},
            {"collector", item.collector},
            {"outcomes", item.outcomes},
            {"groups", item.children},
            {"security", name_of(item.security)},
            {"link", item.link},
            {"summary", item.summary},
            {"added_by", whole.added_by_name},
            {"added_at", iso(item.added_at)},
            {"findings", findings},
            {"files", files}};
}

Json evaluation_json(db::Read& db, const PartnershipId& partnership, const EvaluationId& id, const std::set<std::string>& used) {
    const auto evaluation = find_evaluation(db, partnership, id).value();
    const auto& framework = frameworks::framework_of(db, evaluation.framework_hash);
    Json scope = Json::array(), judgements = Json::array(), conclusions = Json::array(), services = Json::array();
    for (const auto& choice : list_scope(db, partnership, id))
        scope.push_back(
            {{"indicator", choice.indicator}, {"depth", name_of(choice.depth)}, {"reason", choice.reason}, {"themes", choice.themes}});
    for (const auto& judged : list_judgements(db, partnership, id)) {
        const auto& judgement = judged.judgement;
        judgements.push_back({{"indicator", judgement.indicator},
                              {"level", static_cast<int>(judgement.level)},
                              {"rationale", judgement.rationale},
                              {"confidence", name_of(judgement.confidence)},
                              {"caveat", judgement.caveat},
                              {"judged_by", judged.judged_by_name},
                              {"judged_at", iso(judgement.judged_at)}});
    }
    for (const auto& concluded : list_conclusions(db, partnership, id))
        conclusions.push_back({{"part", text_of(concluded.conclusion.part)},
                               {"confidence", concluded.conclusion.confidence ? name_of(*concluded.conclusion.confidence) : ""},
                               {"caveat", concluded.conclusion.caveat},
                               {"statement", concluded.conclusion.statement},
                               {"written_by", concluded.written_by_name},
                               {"written_at", iso(concluded.conclusion.written_at)}});
    for (const auto& service : evaluation.services) services.push_back(service.text);
    return {{"id", id.text},
            {"title", evaluation.title},
            {"kind", name_of(evaluation.kind)},
            {"why", evaluation.why},
            {"level", name_of(evaluation.level)},
            {"services", services},
            {"children", evaluation.children},
            {"from", iso(evaluation.from)},
            {"to", iso(evaluation.to)},
            {"framework", {{"id", framework.id}, {"version", framework.version}, {"hash", evaluation.framework_hash}}},
            {"finished_at", evaluation.finished_at ? Json(iso(*evaluation.finished_at)) : Json(nullptr)},
            {"scope", scope},
            {"evidence", used},
            {"judgements", judgements},
            {"conclusions", conclusions}};
}

void write_json(const std::filesystem::path& file, const Json& json) {
    std::ofstream out(file);
    out << json.dump(2) << "\n";
    out.close();
    if (!out) throw Trouble(file.string() + " could not be written");
}

}  // namespace

Exported export_all(const Data& data, const std::filesystem::path& target) {
    if (std::filesystem::exists(target)) throw Trouble(target.string() + " exists already");
    std::filesystem::create_directories(target / "files");
    std::filesystem::permissions(target, std::filesystem::perms::owner_all);
    Exported exported;
    Json evaluations = Json::array(), evidence = Json::array();
    data.database->read([&](db::Read& db) {
        for (const auto& partnership : people::list_partnerships(db)) {
            std::map<std::string, std::set<std::string>> used;
            std::vector<OrganisationId> owners;
            for (const auto& organisation : people::list_organisations(db, partnership)) owners.push_back(organisation.id);
            const auto sight = sight_of_everything(partnership, owners, now());
            EvidenceFilter filter;
            for (filter.page = 1;; ++filter.page) {
                const auto page = list_evidence(db, sight, filter);
                for (const auto& listed : page.items) {
                    const auto whole = find_evidence(db, sight, listed.evidence.id).value();
                    evidence.push_back(evidence_json(whole));
                    for (const auto& use : whole.uses) used[use.evaluation.text].insert(listed.evidence.id.text);
                    for (const auto& file : whole.files)
                        std::filesystem::copy_file(data.files.path_of(file.hash), target / "files" / file.hash,
                                                   std::filesystem::copy_options::skip_existing);
                    ++exported.evidence;
                }
                if (page.items.empty()) break;
            }
            for (const auto& summary : list_evaluations(db, sight)) {
                evaluations.push_back(evaluation_json(db, partnership, summary.evaluation.id, used[summary.evaluation.id.text]));
                ++exported.evaluations;
            }
        }
    });
    write_json(target / "evaluations.json", evaluations);
    write_json(target / "evidence.json", evidence);
    return exported;
}

std::vector<std::string> missing_files(const Data& data) {
    std::vector<std::string> missing;
    for (const auto& hash : data.database->reading([](db::Read& db) { return list_file_hashes(db); }))
        if (!std::filesystem::exists(data.files.path_of(hash))) missing.push_back(hash);
    return missing;
}

}  // namespace touchstone::app

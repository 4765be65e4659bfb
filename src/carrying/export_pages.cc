#include "carrying/export_pages.h"

#include "carrying/export_names.h"
#include "carrying/export_plan_pages.h"
#include "carrying/export_register_pages.h"
#include "conclusions/conclusion.h"
#include "conclusions/conclusion_words_pages.h"
#include "evaluations/evaluation.h"
#include "evaluations/scope.h"
#include "evidence/evidence.h"
#include "evidence/evidence_words_pages.h"
#include "judging/judgement.h"
#include "web/texts.h"
#include "web/view.h"

namespace touchstone::carrying {
namespace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
using web::text;

constexpr const char* style =
    R"(body { font: 1.0625rem/1.5 sans-serif; color: #111; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word; }
h1, h2, h3, h4 { line-height: 1.2; }
li { margin: 0.4rem 0; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
th, td { border-bottom: 1px solid #999; padding: 0.4rem 0.8rem 0.4rem 0; text-align: left; vertical-align: top; }
th:nth-child(1) { width: 30%; }
th:nth-child(2) { width: 18%; }
.words { white-space: pre-line; }
@media (max-width: 40rem) {
  table, tbody, tr, td { display: block; }
  thead { display: none; }
  td { border: 0; padding: 0.1rem 0; }
  tr { border-bottom: 1px solid #999; padding: 0.6rem 0; }
}
@media print {
  body { font-size: 11pt; max-width: none; padding: 0; }
  h1, h2, h3, h4 { break-after: avoid; }
  li, tr { break-inside: avoid; }
}
)";

class Writer {
public:
    Writer(const Tables& tables, const ExportNames& names)
        : names_(names),
          scope_(tables, "scope_choice", "evaluation_id"),
          judgements_(tables, "judgement", "evaluation_id"),
          conclusions_(tables, "conclusion", "evaluation_id"),
          uses_(tables, "evidence_use", "evaluation_id"),
          evidence_(tables, "evidence", "id"),
          findings_(tables, "finding", "evidence_id"),
          files_(tables, "evidence_file", "evidence_id"),
          evaluations_(tables, "evaluation", "id") {}

    std::vector<ExportPage> pages() const {
        std::vector<ExportPage> all;
        for (const auto& row : evaluations_.table_rows().rows) all.push_back({evaluations_.text(row, "id") + ".html", page(row)});
        return all;
    }

private:
    std::string page(const TableRow& row) const {
        const auto partnership = evaluations_.text(row, "partnership_id"), id = evaluations_.text(row, "id");
        const auto& framework = names_.framework(evaluations_.text(row, "framework_hash"));
        const auto is_finished = evaluations_.as<std::int64_t>(row, "finished_at") > 0;
        return web::render("carrying/export_evaluation",
                           {{"title", evaluations_.text(row, "title")},
                            {"owner", names_.owner(evaluations_, row)},
                            {"kind", text("evaluations.kind." + name_of(evaluations_.as<Kind>(row, "kind")))},
                            {"why", evaluations_.text(row, "why")},
                            {"children", evaluations_.text(row, "children")},
                            {"period", period(evaluations_, row)},
                            {"framework", web::listed({framework.title, framework.version})},
                            {"state", text(is_finished ? "evaluations.state.finished" : "evaluations.state.under_way")},
                            {"indicators", indicators(partnership, id, framework)},
                            {"conclusions", conclusions(partnership, id, framework)},
                            {"evidence", evidence(partnership, id)}});
    }

    web::List indicators(const std::string& partnership, const std::string& id, const frameworks::Framework& framework) const {
        web::List shown;
        for (const auto* choice : scope_.by_code(partnership, id, "indicator")) {
            const auto depth = scope_.as<Depth>(*choice, "depth");
            const auto code = scope_.text(*choice, "indicator");
            const auto* indicator = frameworks::find_indicator(framework, code);
            web::Object entry{{"code", code},
                              {"title", indicator ? indicator->title : ""},
                              {"depth", text("evaluations.depth." + name_of(depth) + ".name")},
                              {"reason", web::or_false(scope_.text(*choice, "reason"))},
                              {"judged", false}};
            for (const auto* judgement : judgements_.of(partnership, id))
                if (judgements_.text(*judgement, "indicator") == code) entry["judged"] = judged(*judgement, framework);
            if (depth != Depth::none) shown.push_back(entry);
        }
        return shown;
    }

    web::Object judged(const TableRow& row, const frameworks::Framework& framework) const {
        const auto* level = frameworks::find_level(framework, judgements_.as<int>(row, "level"));
        return {{"level", level ? level->name : std::to_string(judgements_.as<int>(row, "level"))},
                {"confidence", text("evaluations.confidence." + name_of(judgements_.as<Confidence>(row, "confidence")) + ".name")},
                {"rationale", judgements_.text(row, "rationale")},
                {"caveat", web::or_false(judgements_.text(row, "caveat"))}};
    }

    web::List conclusions(const std::string& partnership, const std::string& id, const frameworks::Framework& framework) const {
        web::List shown;
        for (const auto* row : conclusions_.by_code(partnership, id, "part"))
            shown.push_back(web::Object{{"part", part_title(framework, stored_part(conclusions_.text(*row, "part")))},
                                        {"statement", conclusions_.text(*row, "statement")},
                                        {"caveat", web::or_false(conclusions_.text(*row, "caveat"))}});
        return shown;
    }

    web::List evidence(const std::string& partnership, const std::string& id) const {
        web::List shown;
        for (const auto* use : uses_.of(partnership, id))
            for (const auto* row : evidence_.of(partnership, uses_.text(*use, "evidence_id"))) shown.push_back(item(partnership, *row));
        return shown;
    }

    web::Object item(const std::string& partnership, const TableRow& row) const {
        const auto id = evidence_.text(row, "id");
        web::List findings, files;
        for (const auto* finding : findings_.of(partnership, id))
            if (findings_.as<std::int64_t>(*finding, "withdrawn_at") == 0)
                findings.push_back(
                    web::Object{{"kind", text("evaluations.finding.kind." + name_of(findings_.as<FindingKind>(*finding, "kind")))},
                                {"statement", findings_.text(*finding, "statement")}});
        for (const auto* file : files_.of(partnership, id))
            files.push_back(web::Object{{"hash", files_.text(*file, "hash")}, {"name", files_.text(*file, "name")}});
        return {{"title", evidence_.text(row, "title")},
                {"owner", names_.owner(evidence_, row)},
                {"source", plain_source_word({}, {evidence_.text(row, "source")})},
                {"line", evidence_.text(row, "line")},
                {"period", period(evidence_, row)},
                {"security", text("evaluations.security." + name_of(evidence_.as<Security>(row, "security")) + ".name")},
                {"summary", web::or_false(evidence_.text(row, "summary"))},
                {"findings", findings},
                {"any_findings", !findings.empty()},
                {"files", files},
                {"any_files", !files.empty()}};
    }

    const ExportNames& names_;
    TableIndex scope_, judgements_, conclusions_, uses_, evidence_, findings_, files_, evaluations_;
};

// Titles with the pages to read them on.
web::List titles(const TableIndex& index, const ExportNames& names) {
    web::List listed;
    for (const auto& row : index.table_rows().rows)
        listed.push_back(web::Object{{"address", index.text(row, "id") + ".html"},
                                     {"title", index.text(row, "title")},
                                     {"owner", names.owner(index, row)},
                                     {"period", period(index, row)}});
    return listed;
}

std::string index_page(const Tables& tables, const ExportNames& names) {
    const TableIndex evaluations(tables, "evaluation", "id"), plans(tables, "plan", "id");
    return web::render("carrying/export_index", {{"evaluations", titles(evaluations, names)},
                                                 {"any", !evaluations.table_rows().rows.empty()},
                                                 {"plans", titles(plans, names)},
                                                 {"any_plans", !plans.table_rows().rows.empty()}});
}

}  // namespace

std::vector<ExportPage> export_pages(const Tables& tables) {
    const ExportNames names(tables);
    auto all = Writer(tables, names).pages();
    for (auto& page : export_plan_pages(tables, names)) all.push_back(std::move(page));
    for (auto& page : export_register_pages(tables, names)) all.push_back(std::move(page));
    all.push_back({"index.html", index_page(tables, names)});
    all.push_back({"read.css", style});
    return all;
}

}  // namespace touchstone::carrying

#include "evidence/evidence_import_store.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "evidence/sight_store.h"

namespace touchstone::evidence {
namespace {

using Json = nlohmann::json;

Json as_json(const ImportedRow& row) {
    const auto& draft = row.draft;
    return {row.number,     draft.title, draft.source,  draft.whose_view, draft.line,       draft.from,    draft.to, draft.collected,
            draft.security, draft.link,  draft.summary, row.strengths,    row.improvements, row.file_name, row.hash, row.size};
}

ImportedRow row_from(const Json& json) {
    ImportedRow row;
    auto& draft = row.draft;
    row.number = json.at(0).get<int>();
    std::string* words[] = {&draft.title,   &draft.source,     &draft.whose_view, &draft.line, &draft.from,
                            &draft.to,      &draft.collected,  &draft.security,   &draft.link, &draft.summary,
                            &row.strengths, &row.improvements, &row.file_name,    &row.hash};
    for (std::size_t i = 0; i < std::size(words); ++i) *words[i] = json.at(i + 1).get<std::string>();
    row.size = json.at(std::size(words) + 1).get<std::int64_t>();
    return row;
}

}  // namespace

void keep_import(db::Write& db, const By& by, const EvidenceImport& import) {
    discard_import(db, by.partnership, by.who);
    Json rows = Json::array();
    for (const auto& row : import.table.rows) rows.push_back(as_json(row));
    const Json content{{"owner", import.owner},
                       {"name", import.name},
                       {"framework", import.framework_hash},
                       {"unknown", import.table.unknown_columns},
                       {"notes", as_json(import.table.notes)},
                       {"rows", rows}};
    db.run("insert into evidence_import (partnership_id, account_id, id, content, kept_at) values ($1, $2, $3, $4, $5)", by.partnership,
           by.who, import.id, content.dump(), by.at);
    for (const auto& row : import.table.rows)
        if (!row.hash.empty())
            db.run("insert into evidence_import_file (partnership_id, account_id, number, hash) values ($1, $2, $3, $4)", by.partnership,
                   by.who, row.number, row.hash);
}

std::optional<EvidenceImport> find_import(db::Read& db, const PartnershipId& partnership, const AccountId& account) {
    return db.first(
        [](const db::Row& row) {
            const auto content = Json::parse(row.get<std::string>("content"));
            EvidenceImport import{
                row.get<std::string>("id"),
                content.at("owner"),
                content.at("name"),
                {{}, content.at("unknown"), content.contains("notes") ? notes_from(content.at("notes").get<std::string>()) : SheetNotes{}},
                content.at("framework")};
            for (const auto& one : content.at("rows")) import.table.rows.push_back(row_from(one));
            return import;
        },
        "select id, content from evidence_import where partnership_id = $1 and account_id = $2", partnership, account);
}

void discard_import(db::Write& db, const PartnershipId& partnership, const AccountId& account) {
    for (const auto* table : {"evidence_import", "evidence_import_file"})
        db.run(fmt::format("delete from {} where partnership_id = $1 and account_id = $2", table), partnership, account);
}

int forget_imports_before(db::Write& db, Instant moment) {
    db.run(
        "delete from evidence_import_file where exists (select 1 from evidence_import i where i.partnership_id = "
        "evidence_import_file.partnership_id and i.account_id = evidence_import_file.account_id and i.kept_at < $1)",
        moment);
    return db.run("delete from evidence_import where kept_at < $1", moment);
}

void add_planned(db::Write& db, const By& by, const PlannedItem& planned, ScanState of_its_file) {
    const auto& item = planned.item.value();
    const auto& row = *planned.row;
    add_evidence(db, by, item);
    for (const auto& finding : planned.findings) add_finding(db, by, finding);
    if (row.hash.empty()) return;
    add_file(db, by,
             {FileId::make(by.at), item.id, row.file_name, "application/octet-stream", row.size, row.hash, by.who, by.at, {}, of_its_file});
}

std::vector<KnownEvidence> list_known(db::Read& db, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select {}, e.title, e.period_from, coalesce(f.hash, '') as hash
          from evidence e left join evidence_file f on f.partnership_id = e.partnership_id and f.evidence_id = e.id
         where e.partnership_id = $1 and {}
         order by e.added_at, e.id, f.id)sql",
                                        line_columns, evidence_is_there());
    return db.all(
        [](const db::Row& row) {
            return KnownEvidence{row.get<EvidenceId>("id"),    row.get<std::string>("title"), read_line(row),
                                 row.get<Date>("period_from"), row.get<Date>("period_to"),    row.get<std::string>("hash")};
        },
        sql, sight);
}

}  // namespace touchstone::evidence

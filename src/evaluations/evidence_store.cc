#include "evaluations/evidence_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "evaluations/sight_store.h"

namespace touchstone::evaluations {
namespace {

Evidence read_evidence(const db::Row& row) {
    return {.id = row.get<EvidenceId>("id"),
            .title = row.get<std::string>("title"),
            .source = row.get<Source>("source"),
            .line = row.get<std::string>("line"),
            .whose_view = row.get<std::string>("whose_view"),
            .from = row.get<Date>("period_from"),
            .to = row.get<Date>("period_to"),
            .security = row.get<Security>("security"),
            .link = row.get<std::string>("link"),
            .summary = row.get<std::string>("summary"),
            .owner = row.get<OrganisationId>("owner_id"),
            .service = row.get<ServiceId>("service_id"),
            .added_by = row.get<AccountId>("added_by"),
            .added_at = row.get<Instant>("added_at"),
            .version = row.get<int>("version")};
}

void read_part(EvidenceWhole& whole, const db::Row& row) {
    const auto part = row.get<std::string>("part");
    const auto id = row.get<std::string>("id");
    const auto text = row.get<std::string>("text");
    if (part == "file") {
        whole.files.push_back({{id},
                               whole.evidence.id,
                               text,
                               row.get<std::string>("extra"),
                               row.get<std::int64_t>("number"),
                               row.get<std::string>("hash"),
                               row.get<AccountId>("by_id"),
                               row.get<Instant>("at")});
    } else if (part == "use") {
        whole.uses.push_back({{id}, text});
    } else {
        if (whole.findings.empty() || whole.findings.back().id.text != id)
            whole.findings.push_back({{id},
                                      whole.evidence.id,
                                      static_cast<FindingKind>(row.get<int>("value")),
                                      text,
                                      {},
                                      row.get<AccountId>("by_id"),
                                      row.get<Instant>("at"),
                                      std::nullopt,
                                      row.get<int>("version")});
        whole.findings.back().themes.push_back({row.get<std::string>("extra"), row.get<int>("number")});
    }
}

void add_themes(db::Write& db, const PartnershipId& partnership, const Finding& finding) {
    for (const auto& theme : finding.themes)
        db.run("insert into finding_theme (partnership_id, finding_id, indicator, theme) values ($1, $2, $3, $4)", partnership, finding.id,
               theme.indicator, theme.theme);
}

}  // namespace

std::optional<EvidenceWhole> find_evidence(db::Read& db, const Sight& sight, const EvidenceId& id) {
    static const auto parts = fmt::format(R"sql(
        select 'finding' as part, f.id, f.statement as text, t.indicator as extra, t.theme as number, f.kind as value, f.version, '' as hash,
               f.added_by as by_id, f.added_at as at
          from finding f join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id
         where f.partnership_id = $1 and f.evidence_id = $7 and f.withdrawn_at is null
        union all
        select 'file', id, name, media_type, size, 0, 0, hash, added_by, added_at from evidence_file where partnership_id = $1 and evidence_id = $7
        union all
        select 'use', v.id, v.title, '', 0, 0, 0, '', '', 0
          from evidence_use u join evaluation v on v.partnership_id = u.partnership_id and v.id = u.evaluation_id
         where u.partnership_id = $1 and u.evidence_id = $7 and {} = 3
         order by 1, 2, 4, 5)sql",
                                          evaluation_extent());
    auto whole = db.first(
        [](const db::Row& row) {
            return EvidenceWhole{read_evidence(row),
                                 row.get<std::string>("added_by_name"),
                                 row.maybe<std::string>("owner_name").value_or(""),
                                 row.get<std::string>("framework_hash"),
                                 {},
                                 {},
                                 {}};
        },
        R"sql(
        select e.id, e.title, e.source, e.line, e.whose_view, e.period_from, e.period_to, e.security, e.link, e.summary, e.owner_id, e.service_id,
               e.added_by, e.added_at, e.version, a.name as added_by_name, o.name as owner_name,
               (select hash from framework order by published_at desc, id limit 1) as framework_hash
          from evidence e
          join account a on a.id = e.added_by
          left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where e.partnership_id = $1 and e.id = $2)sql",
        sight.partnership, id);
    if (whole) db.each([&](const db::Row& row) { read_part(*whole, row); }, parts, sight, id);
    return whole;
}

EvidencePage list_evidence(db::Read& db, const Sight& sight, const EvidenceFilter& filter) {
    static const auto sql = fmt::format(R"sql(
        select e.id, e.title, e.source, e.line, e.whose_view, e.period_from, e.period_to, e.security, e.link, e.summary, e.owner_id, e.service_id,
               e.added_by, e.added_at, e.version, count(*) over () as total, o.name as owner_name,
               (select count(*) from finding f where f.partnership_id = e.partnership_id and f.evidence_id = e.id and f.withdrawn_at is null) as findings,
               (select count(*) from evidence_file f where f.partnership_id = e.partnership_id and f.evidence_id = e.id) as files,
               (select count(*) from evidence_use u join evaluation v on v.partnership_id = u.partnership_id and v.id = u.evaluation_id
                 where u.partnership_id = e.partnership_id and u.evidence_id = e.id and {1} = 3) as uses,
               case when h.evidence_id is null then 0 else 1 end as used_here
          from evidence e
          left join evidence_use h on h.partnership_id = e.partnership_id and h.evidence_id = e.id and h.evaluation_id = $7
          left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where e.partnership_id = $1 and {0} and ($8 = 0 or h.evidence_id is not null) and ($9 = 0 or e.source = $9)
           and (lower(e.title) like $10 escape '\' or lower(e.line) like $10 escape '\' or lower(e.summary) like $10 escape '\')
         order by e.added_at desc, e.id desc
         limit $11 offset $12)sql",
                                        evidence_is_there(), evaluation_extent());
    EvidencePage page;
    page.items = db.all(
        [&](const db::Row& row) {
            page.total = row.get<int>("total");
            return EvidenceListed{read_evidence(row),       row.maybe<std::string>("owner_name").value_or(""),
                                  row.get<int>("findings"), row.get<int>("files"),
                                  row.get<int>("uses"),     row.get<int>("used_here") > 0};
        },
        sql, sight, filter.evaluation, filter.only_used, filter.source, pattern_of(filter.words), evidence_per_page,
        (std::max(filter.page, 1) - 1) * evidence_per_page);
    return page;
}

std::vector<OnTheme> list_on_themes(db::Read& db, const Sight& sight, const EvaluationId& evaluation, const std::string& indicator) {
    static const auto sql = fmt::format(R"sql(
        select t.indicator, t.theme, f.id as finding_id, f.kind as finding_kind, f.statement,
               e.id, e.title, e.source, e.line, e.whose_view, e.period_from, e.period_to, e.security, e.link, e.summary, e.owner_id, e.service_id,
               e.added_by, e.added_at, e.version
          from {}
          join finding f on f.partnership_id = e.partnership_id and f.evidence_id = e.id and f.withdrawn_at is null
          join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id
         where {} and ($8 = '' or t.indicator = $8)
         order by t.indicator, t.theme, e.source, f.id)sql",
                                        used_evidence, evidence_is_there());
    return db.all(
        [](const db::Row& row) {
            return OnTheme{{row.get<std::string>("indicator"), row.get<int>("theme")},
                           row.get<FindingId>("finding_id"),
                           row.get<FindingKind>("finding_kind"),
                           row.get<std::string>("statement"),
                           read_evidence(row)};
        },
        sql, sight, evaluation, indicator);
}

std::vector<std::string> list_file_hashes(db::Read& db) {
    return db.all([](const db::Row& row) { return row.get<std::string>("hash"); }, "select distinct hash from evidence_file order by hash");
}

void add_evidence(db::Write& db, const PartnershipId& partnership, const Evidence& evidence) {
    db.run(R"sql(
        insert into evidence (partnership_id, id, title, source, line, line_key, whose_view, period_from, period_to, security, link, summary, owner_id, service_id,
                              added_by, added_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1))sql",
           partnership, evidence.id, evidence.title, evidence.source, evidence.line, line_key(evidence.line), evidence.whose_view,
           evidence.from, evidence.to, evidence.security, evidence.link, evidence.summary, evidence.owner, evidence.service,
           evidence.added_by, evidence.added_at);
}

bool save_evidence(db::Write& db, const PartnershipId& partnership, const Evidence& evidence) {
    return 1 == db.run(R"sql(
        update evidence
           set title = $3, source = $4, line = $5, line_key = $6, whose_view = $7, period_from = $8, period_to = $9, security = $10, link = $11,
               summary = $12, version = version + 1
         where partnership_id = $1 and id = $2 and version = $13)sql",
                       partnership, evidence.id, evidence.title, evidence.source, evidence.line, line_key(evidence.line),
                       evidence.whose_view, evidence.from, evidence.to, evidence.security, evidence.link, evidence.summary,
                       evidence.version);
}

void use_evidence(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const EvidenceId& evidence) {
    db.run("insert into evidence_use (partnership_id, evaluation_id, evidence_id) values ($1, $2, $3) on conflict do nothing", partnership,
           evaluation, evidence);
}

void stop_using_evidence(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const EvidenceId& evidence) {
    db.run("delete from evidence_use where partnership_id = $1 and evaluation_id = $2 and evidence_id = $3", partnership, evaluation,
           evidence);
}

void add_file(db::Write& db, const PartnershipId& partnership, const EvidenceFile& file) {
    db.run(R"sql(
        insert into evidence_file (partnership_id, id, evidence_id, name, media_type, size, hash, added_by, added_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql",
           partnership, file.id, file.evidence, file.name, file.media_type, file.size, file.hash, file.added_by, file.added_at);
}

void add_finding(db::Write& db, const PartnershipId& partnership, const Finding& finding) {
    db.run(R"sql(
        insert into finding (partnership_id, id, evidence_id, kind, statement, added_by, added_at, version) values ($1, $2, $3, $4, $5, $6, $7, 1))sql",
           partnership, finding.id, finding.evidence, finding.kind, finding.statement, finding.added_by, finding.added_at);
    add_themes(db, partnership, finding);
}

bool save_finding(db::Write& db, const PartnershipId& partnership, const Finding& finding) {
    const int changed = db.run(R"sql(
        update finding set kind = $3, statement = $4, withdrawn_at = $5, version = version + 1
         where partnership_id = $1 and id = $2 and version = $6)sql",
                               partnership, finding.id, finding.kind, finding.statement, finding.withdrawn_at, finding.version);
    if (changed == 0) return false;
    db.run("delete from finding_theme where partnership_id = $1 and finding_id = $2", partnership, finding.id);
    add_themes(db, partnership, finding);
    return true;
}

}  // namespace touchstone::evaluations

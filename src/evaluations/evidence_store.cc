#include "evaluations/evidence_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluations/evidence_row_store.h"
#include "evaluations/evidence_text_store.h"
#include "evaluations/sight_store.h"

namespace touchstone::evaluations {
namespace {

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
                               row.get<Instant>("at"),
                               row.get<FileId>("more"),
                               row.get<ScanState>("value"),
                               row.get<int>("version") == static_cast<int>(TextState::failed)});
    } else if (part == "use") {
        whole.uses.push_back({{id}, text, row.get<std::string>("hash")});
    } else if (part == "framework") {
        whole.published.push_back({text, row.get<std::string>("hash")});
    } else if (part == "outcome") {
        whole.evidence.outcomes.push_back(text);
    } else if (part == "children") {
        whole.evidence.children.push_back(text);
    } else if (part == "origin") {
        whole.origins.push_back(text);
    } else if (part == "same") {
        whole.same_files.push_back({row.get<std::string>("hash"), {id}, text});
    } else if (part == "finding cause") {
        const auto finding = std::ranges::find(whole.findings, FindingId{id}, &Finding::id);
        if (finding != whole.findings.end()) finding->causes.push_back({row.get<std::string>("framework"), row.get<std::string>("extra")});
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
                                      row.get<int>("version"),
                                      row.get<std::string>("more"),
                                      row.get<std::string>("place"),
                                      row.get<FileId>("hash")});
        whole.findings.back().themes.push_back(
            {row.get<std::string>("framework"), {row.get<std::string>("extra"), row.get<int>("number")}});
    }
}

void keep_words(db::Write& db, const PartnershipId& partnership, const Evidence& evidence) {
    keep_words(db, partnership, evidence.id, TextOf::item, evidence.id.text, evidence.title + " " + evidence.line + " " + evidence.summary);
}

void keep_words(db::Write& db, const PartnershipId& partnership, const Finding& finding) {
    if (finding.withdrawn_at)
        forget_words(db, partnership, finding.evidence, finding.id.text);
    else
        keep_words(db, partnership, finding.evidence, TextOf::finding, finding.id.text, finding.statement + " " + finding.excerpt);
}

void add_groups(db::Write& db, const PartnershipId& partnership, const Evidence& evidence) {
    for (const auto& outcome : evidence.outcomes)
        db.run("insert into evidence_outcome (partnership_id, evidence_id, outcome) values ($1, $2, $3)", partnership, evidence.id,
               outcome);
    for (const auto& group : evidence.children)
        db.run("insert into evidence_children (partnership_id, evidence_id, children_group) values ($1, $2, $3)", partnership, evidence.id,
               group);
}

void add_themes_and_causes(db::Write& db, const PartnershipId& partnership, const Finding& finding) {
    for (const auto& theme : finding.themes)
        db.run("insert into finding_theme (partnership_id, finding_id, framework, indicator, theme) values ($1, $2, $3, $4, $5)",
               partnership, finding.id, theme.framework, theme.theme.indicator, theme.theme.theme);
    for (const auto& cause : finding.causes)
        db.run("insert into finding_cause (partnership_id, finding_id, framework, indicator) values ($1, $2, $3, $4)", partnership,
               finding.id, cause.framework, cause.indicator);
}

}  // namespace

std::optional<EvidenceWhole> find_evidence(db::Read& db, const Sight& sight, const EvidenceId& id, bool with_origins) {
    static const auto parts = fmt::format(R"sql(
        select 'finding' as part, f.id, f.statement as text, t.indicator as extra, t.theme as number, f.kind as value, f.version,
               f.file_id as hash, f.added_by as by_id, f.added_at as at, f.excerpt as more, f.place, t.framework
          from finding f join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id
         where f.partnership_id = $1 and f.evidence_id = $7 and f.withdrawn_at is null
        union all
        select 'finding cause', f.id, '', c.indicator, 0, 0, 0, '', '', 0, '', '', c.framework
          from finding f join finding_cause c on c.partnership_id = f.partnership_id and c.finding_id = f.id
         where f.partnership_id = $1 and f.evidence_id = $7 and f.withdrawn_at is null
        union all
        select 'file', id, name, media_type, size, scan_state,
               (select coalesce(max(t.state), 0) from evidence_text t
                 where t.partnership_id = $1 and t.evidence_id = $7 and t.object_id = evidence_file.id), hash, added_by, added_at, replaces, '', ''
          from evidence_file where partnership_id = $1 and evidence_id = $7
        union all
        select 'outcome', '', outcome, '', 0, 0, 0, '', '', 0, '', '', '' from evidence_outcome where partnership_id = $1 and evidence_id = $7
        union all
        select 'children', '', children_group, '', 0, 0, 0, '', '', 0, '', '', ''
          from evidence_children where partnership_id = $1 and evidence_id = $7
        union all
        select distinct 'same', e.id, e.title, '', 0, 0, 0, mine.hash, '', 0, '', '', ''
          from evidence_file mine
          join evidence_file other on other.partnership_id = mine.partnership_id and other.hash = mine.hash and other.evidence_id <> mine.evidence_id
          join evidence e on e.partnership_id = other.partnership_id and e.id = other.evidence_id
         where mine.partnership_id = $1 and mine.evidence_id = $7 and {1}
        union all
        select distinct 'origin', '', e.line, '', 0, 0, 0, '', '', 0, '', '', '' from evidence e where $8 = 1 and e.partnership_id = $1 and {1}
        union all
        select 'use', v.id, v.title, '', 0, 0, 0, v.framework_hash, '', 0, '', '', ''
          from evidence_use u join evaluation v on v.partnership_id = u.partnership_id and v.id = u.evaluation_id
         where u.partnership_id = $1 and u.evidence_id = $7 and {0} = 3
        union all
        select 'framework', '', id, '', -published_at, 0, 0, hash, '', 0, '', '', '' from framework
         order by 1, 2, 13, 4, 5, 3)sql",
                                          evaluation_extent(), evidence_is_there());
    auto whole = db.first([](const db::Row& row) { return EvidenceWhole{read_evidence_head(row), {}, {}, {}, {}, {}, {}}; },
                          evidence_head + " and e.id = $2", sight.partnership, id);
    if (whole) db.each([&](const db::Row& row) { read_part(*whole, row); }, parts, sight, id, with_origins);
    return whole;
}

EvidenceOffers read_offers(db::Read& db, const Actor& actor, Instant now, bool with_origins) {
    static const auto sql = fmt::format(R"sql(
        select 0 as part, id as organisation_id, '' as service_id, hash as name, published_at as at from framework
        union all
        select part, organisation_id, service_id, name, 0 from ({}) owners
        union all
        select distinct 3, '', '', e.line, 0 from evidence e where $9 = 1 and e.partnership_id = $1 and {}
         order by 1, 5 desc, 4, 3)sql",
                                        owners_among("$7", "$8"), evidence_is_there());
    EvidenceOffers offers;
    if (may_do(actor, Ability::contribute, Place{})) offers.owners.push_back({});
    const auto able = sight_of_ability(actor, Ability::contribute, now);
    db.each(
        [&](const db::Row& row) {
            const auto part = row.get<int>("part");
            const auto name = row.get<std::string>("name");
            const auto place = row.get<std::string>("organisation_id");
            if (part == 3)
                offers.origins.push_back(name);
            else if (part != 0)
                offers.owners.push_back({OrganisationId{place}, row.get<ServiceId>("service_id"), name});
            else if (std::ranges::find(offers.frameworks, place, &frameworks::Offered::id) == offers.frameworks.end())
                offers.frameworks.push_back({place, name});
        },
        sql, sight_of(actor, now), able.organisations, able.services, with_origins);
    return offers;
}

std::vector<OnTheme> list_on_themes(db::Read& db, const Sight& sight, const EvaluationId& evaluation, const std::string& indicator) {
    static const auto sql = fmt::format(R"sql(
        select t.indicator, t.theme, f.id as finding_id, f.kind as finding_kind, f.statement, f.excerpt, f.place, {2}
          from {0}
          {3}
         where {1} and ($8 = '' or t.indicator = $8)
         order by t.indicator, t.theme, e.source, f.id)sql",
                                        used_evidence, evidence_is_there(), evidence_columns, findings_on_themes());
    return db.all(
        [](const db::Row& row) {
            return OnTheme{{row.get<std::string>("indicator"), row.get<int>("theme")},
                           row.get<FindingId>("finding_id"),
                           row.get<FindingKind>("finding_kind"),
                           row.get<std::string>("statement"),
                           read_evidence(row),
                           row.get<std::string>("excerpt"),
                           row.get<std::string>("place")};
        },
        sql, sight, evaluation, indicator);
}

void add_evidence(db::Write& db, const PartnershipId& partnership, const Evidence& evidence) {
    db.run(R"sql(
        insert into evidence (partnership_id, id, title, source, line, line_key, whose_view, period_from, period_to, security, link, summary, owner_id, service_id,
                              added_by, added_at, collected_on, received_on, collector, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, 1))sql",
           partnership, evidence.id, evidence.title, evidence.source, evidence.line, line_key(evidence.line), evidence.whose_view,
           evidence.from, evidence.to, evidence.security, evidence.link, evidence.summary, evidence.owner, evidence.service,
           evidence.added_by, evidence.added_at, evidence.collected, evidence.received, evidence.collector);
    add_groups(db, partnership, evidence);
    keep_words(db, partnership, evidence);
}

bool save_evidence(db::Write& db, const PartnershipId& partnership, const Evidence& evidence) {
    const int changed = db.run(R"sql(
        update evidence
           set title = $3, source = $4, line = $5, line_key = $6, whose_view = $7, period_from = $8, period_to = $9, security = $10, link = $11,
               summary = $12, collected_on = $14, received_on = $15, collector = $16, version = version + 1
         where partnership_id = $1 and id = $2 and version = $13)sql",
                               partnership, evidence.id, evidence.title, evidence.source, evidence.line, line_key(evidence.line),
                               evidence.whose_view, evidence.from, evidence.to, evidence.security, evidence.link, evidence.summary,
                               evidence.version, evidence.collected, evidence.received, evidence.collector);
    if (changed == 0) return false;
    for (const auto* table : {"evidence_outcome", "evidence_children"})
        db.run(fmt::format("delete from {} where partnership_id = $1 and evidence_id = $2", table), partnership, evidence.id);
    add_groups(db, partnership, evidence);
    keep_words(db, partnership, evidence);
    return true;
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
        insert into evidence_file (partnership_id, id, evidence_id, name, media_type, size, hash, added_by, added_at, replaces, scan_state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))sql",
           partnership, file.id, file.evidence, file.name, file.media_type, file.size, file.hash, file.added_by, file.added_at,
           file.replaces, file.scan);
    forget_words(db, partnership, file.evidence, file.replaces.text);
    add_unread(db, partnership, file.evidence, file.id);
}

std::vector<EvidenceFile> list_waiting_files(db::Read& db, const PartnershipId& partnership) {
    return db.all(
        [](const db::Row& row) {
            EvidenceFile file;
            file.id = row.get<FileId>("id");
            file.evidence = row.get<EvidenceId>("evidence_id");
            file.name = row.get<std::string>("name");
            file.hash = row.get<std::string>("hash");
            file.scan = ScanState::waiting;
            file.added_by = row.get<AccountId>("added_by");
            return file;
        },
        "select id, evidence_id, name, hash, added_by from evidence_file where partnership_id = $1 and scan_state = 1 order by added_at, "
        "id",
        partnership);
}

void save_scan(db::Write& db, const PartnershipId& partnership, const FileId& file, ScanState state) {
    db.run("update evidence_file set scan_state = $3 where partnership_id = $1 and id = $2 and scan_state = 1", partnership, file, state);
    if (state == ScanState::infected) db.run("delete from evidence_text where partnership_id = $1 and object_id = $2", partnership, file);
}

std::vector<std::pair<PartnershipId, AccountId>> list_waiting_partnerships(db::Read& db) {
    return db.all([](const db::Row& row) { return std::pair(row.get<PartnershipId>("partnership_id"), row.get<AccountId>("added_by")); },
                  "select partnership_id, min(added_by) as added_by from evidence_file where scan_state = 1 group by partnership_id");
}

void add_finding(db::Write& db, const PartnershipId& partnership, const Finding& finding) {
    db.run(R"sql(
        insert into finding (partnership_id, id, evidence_id, kind, statement, added_by, added_at, excerpt, place, file_id, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1))sql",
           partnership, finding.id, finding.evidence, finding.kind, finding.statement, finding.added_by, finding.added_at, finding.excerpt,
           finding.place, finding.file);
    add_themes_and_causes(db, partnership, finding);
    keep_words(db, partnership, finding);
}

bool save_finding(db::Write& db, const PartnershipId& partnership, const Finding& finding) {
    const int changed = db.run(R"sql(
        update finding set kind = $3, statement = $4, withdrawn_at = $5, excerpt = $7, place = $8, file_id = $9, version = version + 1
         where partnership_id = $1 and id = $2 and version = $6)sql",
                               partnership, finding.id, finding.kind, finding.statement, finding.withdrawn_at, finding.version,
                               finding.excerpt, finding.place, finding.file);
    if (changed == 0) return false;
    db.run("delete from finding_theme where partnership_id = $1 and finding_id = $2", partnership, finding.id);
    db.run("delete from finding_cause where partnership_id = $1 and finding_id = $2", partnership, finding.id);
    add_themes_and_causes(db, partnership, finding);
    keep_words(db, partnership, finding);
    return true;
}

}  // namespace touchstone::evaluations

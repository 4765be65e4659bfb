#include "evidence/evidence_store.h"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "base/text.h"
#include "evaluations/sight_store.h"
#include "events/event_store.h"
#include "evidence/evidence_row_store.h"
#include "evidence/evidence_text_store.h"
#include "evidence/sight_store.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

void gather_finding(std::vector<Finding>& findings, const db::Row& row) {
    const auto id = row.get<FindingId>("id");
    if (findings.empty() || findings.back().id != id)
        findings.push_back({id,
                            row.get<EvidenceId>("evidence_id"),
                            row.get<FindingKind>("kind"),
                            row.get<std::string>("statement"),
                            {},
                            row.get<AccountId>("added_by"),
                            row.get<Instant>("added_at"),
                            row.maybe<Instant>("withdrawn_at"),
                            row.get<int>("version"),
                            row.get<std::string>("excerpt"),
                            row.get<std::string>("place"),
                            row.get<FileId>("file_id")});
    findings.back().themes.push_back({row.get<std::string>("framework"), {row.get<std::string>("indicator"), row.get<int>("theme")}});
}

// Of an item, withdrawn ones too; with a line for each theme.
constexpr const char* findings_of_item = R"sql(
        select f.id, f.evidence_id, f.kind, f.statement, f.added_by, f.added_at, f.withdrawn_at, f.version, f.excerpt, f.place, f.file_id,
               t.framework, t.indicator, t.theme
          from finding f join finding_theme t on t.partnership_id = f.partnership_id and t.finding_id = f.id
         where f.partnership_id = $1 and f.evidence_id = $2
         order by f.id, t.framework, t.indicator, t.theme)sql";
constexpr const char* causes_of_item = R"sql(
        select f.id, c.framework, c.indicator
          from finding f join finding_cause c on c.partnership_id = f.partnership_id and c.finding_id = f.id
         where f.partnership_id = $1 and f.evidence_id = $2
         order by f.id, c.framework, c.indicator)sql";

db::Answer<std::vector<EvidenceFile>> ask_files(db::Trip& trip, const PartnershipId& partnership, const EvidenceId& evidence) {
    return trip.all(
        [](const db::Row& row) {
            return EvidenceFile{row.get<FileId>("id"),
                                row.get<EvidenceId>("evidence_id"),
                                row.get<std::string>("name"),
                                row.get<std::string>("media_type"),
                                row.get<std::int64_t>("size"),
                                row.get<std::string>("hash"),
                                row.get<AccountId>("added_by"),
                                row.get<Instant>("added_at"),
                                row.get<FileId>("replaces"),
                                row.get<ScanState>("scan_state"),
                                row.maybe<TextState>("text_state") == TextState::failed,
                                row.get<std::string>("preview")};
        },
        R"sql(
        select d.id, d.evidence_id, d.name, d.media_type, d.size, d.hash, d.added_by, d.added_at, d.replaces, d.scan_state,
               coalesce(v.hash, '') as preview,
               (select max(t.state) from evidence_text t
                 where t.partnership_id = d.partnership_id and t.evidence_id = d.evidence_id and t.object_id = d.id) as text_state
          from evidence_file d
          left join evidence_preview v on v.partnership_id = d.partnership_id and v.evidence_id = d.evidence_id and v.file_id = d.id
         where d.partnership_id = $1 and d.evidence_id = $2
         order by d.id)sql",
        partnership, evidence);
}

db::Answer<std::vector<EvidenceWhole::SameFile>> ask_same_files(db::Trip& trip, const Sight& sight, const EvidenceId& evidence) {
    static const auto sql = fmt::format(R"sql(
        select distinct mine.hash, e.id, e.title
          from evidence_file mine
          join evidence_file other on other.partnership_id = mine.partnership_id and other.hash = mine.hash and other.evidence_id <> mine.evidence_id
          join evidence e on e.partnership_id = other.partnership_id and e.id = other.evidence_id
         where mine.partnership_id = $1 and mine.evidence_id = $7 and {}
         order by e.id)sql",
                                        evidence_is_there());
    return trip.all(
        [](const db::Row& row) {
            return EvidenceWhole::SameFile{row.get<std::string>("hash"), row.get<EvidenceId>("id"), row.get<std::string>("title")};
        },
        sql, sight, evidence);
}

db::Answer<std::vector<EvidenceWhole::Use>> ask_uses(db::Trip& trip, const Sight& sight, const EvidenceId& evidence) {
    static const auto sql = fmt::format(R"sql(
        select v.id, v.title, v.framework_hash
          from evidence_use u join evaluation v on v.partnership_id = u.partnership_id and v.id = u.evaluation_id
         where u.partnership_id = $1 and u.evidence_id = $7 and {} = 3
         order by v.id)sql",
                                        evaluation_extent());
    return trip.all(
        [](const db::Row& row) {
            return EvidenceWhole::Use{row.get<EvaluationId>("id"), row.get<std::string>("title"), row.get<std::string>("framework_hash")};
        },
        sql, sight, evidence);
}

// Every version of every framework, the latest published first.
db::Answer<std::vector<frameworks::Offered>> ask_published(db::Trip& trip) {
    return trip.all([](const db::Row& row) { return frameworks::Offered{row.get<std::string>("id"), row.get<std::string>("hash")}; },
                    "select id, hash from framework order by published_at desc, id");
}

std::string name_in(const db::Row& row) { return row.get<std::string>("name"); }
constexpr const char* labels_of_item =
    "select label as name from evidence_label where partnership_id = $1 and evidence_id = $2 order by label_key";

// Those that people have named, of the items that are there; none where nobody wants them.
db::Answer<std::vector<std::string>> ask_origins(db::Trip& trip, const Sight& sight, bool is_wanted) {
    static const auto sql =
        fmt::format("select distinct e.line as name from evidence e where $7 = 1 and e.partnership_id = $1 and {} order by e.line",
                    evidence_is_there());
    return trip.all(name_in, sql, sight, is_wanted);
}

}  // namespace

std::vector<Line> list_lines(db::Read& db, const Sight& sight, const Evidence& besides) {
    static const auto sql = fmt::format("select {} from evidence e where e.partnership_id = $1 and e.line_key = $7 and e.id <> $8 and {}",
                                        line_columns, evidence_is_there());
    return db.all(read_line, sql, sight, line_key(besides.line), besides.id);
}

namespace {

void keep_words(db::Write& db, const PartnershipId& partnership, const Evidence& evidence) {
    keep_words(db, partnership, evidence.id, TextOf::item, evidence.id.text,
               evidence.title + " " + evidence.line + " " + evidence.summary + " " + in_lines(evidence.labels));
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
    for (const auto& label : evidence.labels)
        db.run("insert into evidence_label (partnership_id, evidence_id, label, label_key) values ($1, $2, $3, $4)", partnership,
               evidence.id, label, reader_key(label));
}

void add_themes_and_causes(db::Write& db, const PartnershipId& partnership, const Finding& finding) {
    for (const auto& theme : finding.themes)
        db.run("insert into finding_theme (partnership_id, finding_id, framework, indicator, theme) values ($1, $2, $3, $4, $5)",
               partnership, finding.id, theme.framework, theme.theme.indicator, theme.theme.theme);
    for (const auto& cause : finding.causes)
        db.run("insert into finding_cause (partnership_id, finding_id, framework, indicator) values ($1, $2, $3, $4)", partnership,
               finding.id, cause.framework, cause.indicator);
}

int write_use(db::Write& db, const PartnershipId& partnership, const EvaluationId& evaluation, const EvidenceId& evidence) {
    return db.run("insert into evidence_use (partnership_id, evaluation_id, evidence_id) values ($1, $2, $3) on conflict do nothing",
                  partnership, evaluation, evidence);
}

// In the history of the item.
void note(db::Write& db, const By& by, const EvidenceId& evidence, const char* verb, const std::string& part, const std::string& before,
          const std::string& after) {
    events::record(db, by, {.verb = verb, .kind = "evidence", .object = evidence.text, .part = part, .before = before, .after = after});
}

}  // namespace

std::optional<EvidenceWhole> find_evidence(db::Read& db, const Sight& sight, const EvidenceId& id, bool with_origins) {
    static const auto head_of_item = evidence_head + " and e.id = $2";
    const auto& partnership = sight.partnership;
    db::Trip trip(db);
    const auto head = trip.first(read_evidence_head, head_of_item, partnership, id);
    const auto findings = trip.gathered<std::vector<Finding>>(gather_finding, findings_of_item, partnership, id);
    const auto causes = trip.all(
        [](const db::Row& row) {
            return std::pair(row.get<FindingId>("id"),
                             LinkedIndicator{row.get<std::string>("framework"), row.get<std::string>("indicator")});
        },
        causes_of_item, partnership, id);
    const auto files = ask_files(trip, partnership, id);
    const auto outcomes =
        trip.all(name_in, "select outcome as name from evidence_outcome where partnership_id = $1 and evidence_id = $2 order by outcome",
                 partnership, id);
    const auto children = trip.all(
        name_in,
        "select children_group as name from evidence_children where partnership_id = $1 and evidence_id = $2 order by children_group",
        partnership, id);
    const auto labels = trip.all(name_in, labels_of_item, partnership, id);
    const auto uses = ask_uses(trip, sight, id);
    const auto published = ask_published(trip);
    const auto same_files = ask_same_files(trip, sight, id);
    const auto origins = ask_origins(trip, sight, with_origins);
    trip.go();
    if (!*head) return std::nullopt;
    EvidenceWhole whole{**head, *findings, {}, *files, *uses, *published, *same_files, *origins};
    whole.evidence.outcomes = *outcomes;
    whole.evidence.children = *children;
    whole.evidence.labels = *labels;
    for (auto& [finding, cause] : *causes)
        if (const auto found = std::ranges::find(whole.findings, finding, &Finding::id); found != whole.findings.end())
            found->causes.push_back(std::move(cause));
    const auto gone = std::ranges::stable_partition(whole.findings, [](const Finding& finding) { return !finding.withdrawn_at; });
    whole.withdrawn.assign(std::make_move_iterator(gone.begin()), std::make_move_iterator(gone.end()));
    whole.findings.erase(gone.begin(), gone.end());
    return whole;
}

EvidenceOffers read_offers(db::Read& db, const Actor& actor, Instant now, bool with_origins) {
    db::Trip trip(db);
    const auto published = ask_published(trip);
    const auto owners = ask_owners(trip, actor, Ability::contribute, now);
    const auto origins = ask_origins(trip, sight_of(actor, now), with_origins);
    trip.go();
    return {frameworks::latest_of(*published), owners.all(), *origins};
}

void add_evidence(db::Write& db, const By& by, const Evidence& evidence) {
    db.run(R"sql(
        insert into evidence (partnership_id, id, title, source, line, line_key, whose_view, period_from, period_to, security, link, summary, owner_id, service_id,
                              added_by, added_at, collected_on, received_on, collector, line_source, language, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 1))sql",
           by.partnership, evidence.id, evidence.title, evidence.source.key, evidence.line, line_key(evidence.line), evidence.whose_view,
           evidence.from, evidence.to, evidence.security, evidence.link, evidence.summary, evidence.owner, evidence.service,
           evidence.added_by, evidence.added_at, evidence.collected, evidence.received, evidence.collector, evidence.line_source,
           evidence.language);
    add_groups(db, by.partnership, evidence);
    keep_words(db, by.partnership, evidence);
    note(db, by, evidence.id, "added", "", "", as_json(evidence));
}

bool save_evidence(db::Write& db, const By& by, const Evidence& before, const Evidence& evidence) {
    const int changed =
        db.run(R"sql(
        update evidence
           set title = $3, source = $4, line = $5, line_key = $6, whose_view = $7, period_from = $8, period_to = $9, security = $10, link = $11,
               summary = $12, collected_on = $14, received_on = $15, collector = $16, line_source = $17, language = $18, version = version + 1
         where partnership_id = $1 and id = $2 and version = $13)sql",
               by.partnership, evidence.id, evidence.title, evidence.source.key, evidence.line, line_key(evidence.line),
               evidence.whose_view, evidence.from, evidence.to, evidence.security, evidence.link, evidence.summary, evidence.version,
               evidence.collected, evidence.received, evidence.collector, evidence.line_source, evidence.language);
    if (changed == 0) return false;
    for (const auto* table : {"evidence_outcome", "evidence_children", "evidence_label"})
        db.run(fmt::format("delete from {} where partnership_id = $1 and evidence_id = $2", table), by.partnership, evidence.id);
    add_groups(db, by.partnership, evidence);
    keep_words(db, by.partnership, evidence);
    note(db, by, evidence.id, "changed", "", as_json(before), as_json(evidence));
    return true;
}

void label_evidence(db::Write& db, const By& by, const EvidenceId& evidence, const std::string& label, bool has) {
    const int changed = has ? db.run(R"sql(
                  insert into evidence_label (partnership_id, evidence_id, label, label_key) values ($1, $2, $3, $4) on conflict do nothing)sql",
                                     by.partnership, evidence, label, reader_key(label))
                            : db.run("delete from evidence_label where partnership_id = $1 and evidence_id = $2 and label_key = $3",
                                     by.partnership, evidence, reader_key(label));
    if (changed == 0) return;
    db.run("update evidence set version = version + 1 where partnership_id = $1 and id = $2", by.partnership, evidence);
    if (auto head = db.first(read_evidence_head, evidence_head + " and e.id = $2", by.partnership, evidence)) {
        head->evidence.labels = db.all(name_in, labels_of_item, by.partnership, evidence);
        keep_words(db, by.partnership, head->evidence);
    }
    const auto words = touchstone::as_json(std::vector<FieldValue>{{{"labels"}, {label}}});
    note(db, by, evidence, has ? "labelled" : "unlabelled", "", has ? "" : words, has ? words : "");
}

void use_evidence(db::Write& db, const By& by, const EvaluationId& evaluation, const EvidenceId& evidence) {
    if (1 == write_use(db, by.partnership, evaluation, evidence))
        events::record(db, by, {.verb = "used_evidence", .kind = "evaluation", .object = evaluation.text, .part = evidence.text});
}

void stop_using_evidence(db::Write& db, const By& by, const EvaluationId& evaluation, const EvidenceId& evidence) {
    if (1 == db.run("delete from evidence_use where partnership_id = $1 and evaluation_id = $2 and evidence_id = $3", by.partnership,
                    evaluation, evidence))
        events::record(db, by, {.verb = "stopped_using_evidence", .kind = "evaluation", .object = evaluation.text, .part = evidence.text});
}

void carry_evidence(db::Write& db, const PartnershipId& partnership, const std::vector<EvidenceId>& items, const EvaluationId& next) {
    for (const auto& item : items) write_use(db, partnership, next, item);
}

void add_file(db::Write& db, const By& by, const EvidenceFile& file) {
    db.run(R"sql(
        insert into evidence_file (partnership_id, id, evidence_id, name, media_type, size, hash, added_by, added_at, replaces, scan_state)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11))sql",
           by.partnership, file.id, file.evidence, file.name, file.media_type, file.size, file.hash, file.added_by, file.added_at,
           file.replaces, file.scan);
    forget_words(db, by.partnership, file.evidence, file.replaces.text);
    add_unread(db, by.partnership, file.evidence, file.id);
    note(db, by, file.evidence, "added_file", file.name, "", "");
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

void save_scan(db::Write& db, const By& by, const EvidenceFile& file, ScanState state) {
    if (1 != db.run("update evidence_file set scan_state = $3 where partnership_id = $1 and id = $2 and scan_state = 1", by.partnership,
                    file.id, state))
        return;
    const bool infected = state == ScanState::infected;
    if (infected) db.run("delete from evidence_text where partnership_id = $1 and object_id = $2", by.partnership, file.id);
    if (infected) db.run("delete from evidence_preview where partnership_id = $1 and file_id = $2", by.partnership, file.id);
    note(db, by, file.evidence, infected ? "scanned_infected" : "scanned_clean", file.name, "", "");
}

std::vector<std::pair<PartnershipId, AccountId>> list_waiting_partnerships(db::Read& db) {
    return db.all([](const db::Row& row) { return std::pair(row.get<PartnershipId>("partnership_id"), row.get<AccountId>("added_by")); },
                  "select partnership_id, min(added_by) as added_by from evidence_file where scan_state = 1 group by partnership_id");
}

void add_finding(db::Write& db, const By& by, const Finding& finding) {
    db.run(R"sql(
        insert into finding (partnership_id, id, evidence_id, kind, statement, added_by, added_at, excerpt, place, file_id, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1))sql",
           by.partnership, finding.id, finding.evidence, finding.kind, finding.statement, finding.added_by, finding.added_at,
           finding.excerpt, finding.place, finding.file);
    add_themes_and_causes(db, by.partnership, finding);
    keep_words(db, by.partnership, finding);
    note(db, by, finding.evidence, "found", finding.id.text, "", as_json(finding));
}

bool save_finding(db::Write& db, const By& by, const Finding& before, const Finding& finding) {
    const int changed = db.run(R"sql(
        update finding set kind = $3, statement = $4, withdrawn_at = $5, excerpt = $7, place = $8, file_id = $9, version = version + 1
         where partnership_id = $1 and id = $2 and version = $6)sql",
                               by.partnership, finding.id, finding.kind, finding.statement, finding.withdrawn_at, finding.version,
                               finding.excerpt, finding.place, finding.file);
    if (changed == 0) return false;
    db.run("delete from finding_theme where partnership_id = $1 and finding_id = $2", by.partnership, finding.id);
    db.run("delete from finding_cause where partnership_id = $1 and finding_id = $2", by.partnership, finding.id);
    add_themes_and_causes(db, by.partnership, finding);
    keep_words(db, by.partnership, finding);
    const bool was = before.withdrawn_at.has_value(), is = finding.withdrawn_at.has_value();
    const auto* verb = was == is ? "changed_finding" : is ? "withdrew" : "restored_finding";
    note(db, by, finding.evidence, verb, finding.id.text, before.withdrawn_at ? std::string() : as_json(before),
         finding.withdrawn_at ? std::string() : as_json(finding));
    return true;
}

}  // namespace touchstone::evidence

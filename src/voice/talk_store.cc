#include "voice/talk_store.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "evidence/whole_rows_store.h"

namespace touchstone::voice {
namespace {

constexpr const char* columns =
    "t.id, t.owner_id, coalesce(o.name, '') as owner_name, t.kind, t.title, t.held_on, t.place, t.led_by, t.noted_by, t.whose_view, "
    "t.themes, t.people, t.absent, t.notes, t.made_by, t.made_at, t.version";
constexpr const char* from_talk = "talk t left join organisation o on o.partnership_id = t.partnership_id and o.id = t.owner_id";

Talk read_talk(const db::Row& row) {
    return {row.get<TalkId>("id"),
            row.get<OrganisationId>("owner_id"),
            row.get<std::string>("owner_name"),
            row.get<TalkKind>("kind"),
            row.get<std::string>("title"),
            row.get<Date>("held_on"),
            row.get<std::string>("place"),
            row.get<std::string>("led_by"),
            row.get<std::string>("noted_by"),
            row.get<std::string>("whose_view"),
            themes_from(row.get<std::string>("themes")),
            people_from(row.get<std::string>("people")).value_or(std::vector<Attendance>{}),
            row.get<std::string>("absent"),
            row.get<std::string>("notes"),
            row.get<AccountId>("made_by"),
            row.get<Instant>("made_at"),
            row.get<int>("version")};
}

// Each row is a participant with one of the consents, if there is any.
void gather_participant(std::vector<Participant>& all, const db::Row& row) {
    const auto id = row.get<ParticipantId>("id");
    if (all.empty() || all.back().id != id) all.push_back({id, row.get<std::string>("name"), {}});
    if (const auto to = row.maybe<Agreement>("agreement"))
        all.back().consents.push_back({*to, row.get<Date>("given_on"), row.maybe<Date>("withdrawn_on")});
}

Excerpt read_excerpt(const db::Row& row) {
    return {row.get<ExcerptId>("id"), row.get<int>("paragraph"), row.get<std::string>("words"),
            row.maybe<ParticipantId>("participant_id").value_or(ParticipantId{}), themes_from(row.get<std::string>("themes"))};
}

void note(db::Write& db, const By& by, const char* verb, const TalkId& talk, const std::string& before, const std::string& after) {
    events::record(db, by, {.verb = verb, .kind = "talk", .object = talk.text, .before = before, .after = after});
}

bool next_version(db::Write& db, const By& by, const TalkId& talk, int seen_version) {
    return 1 == db.run("update talk set version = version + 1 where partnership_id = $1 and id = $2 and version = $3", by.partnership, talk,
                       seen_version);
}

void keep_consents(db::Write& db, const By& by, const Participant& participant) {
    db.run("delete from talk_consent where partnership_id = $1 and participant_id = $2", by.partnership, participant.id);
    for (const auto& [to, given, withdrawn] : participant.consents)
        db.run("insert into talk_consent (partnership_id, participant_id, agreement, given_on, withdrawn_on) values ($1, $2, $3, $4, $5)",
               by.partnership, participant.id, to, given, withdrawn);
}

// The history tells that a finding changed, and not what it said: consent to that is withdrawn.
void clear_findings(db::Write& db, const By& by, const TalkWhole& whole, const std::vector<std::string>& withdrawn) {
    const auto sight = sight_of_everything(by.partnership, {whole.talk.owner}, by.at);
    for (const auto& id : whole.evidence) {
        const auto item = evidence::find_evidence(db, sight, id);
        if (!item) continue;
        auto findings = item->findings;
        findings.insert(findings.end(), item->withdrawn.begin(), item->withdrawn.end());
        for (const auto& finding : findings) {
            auto after = finding;
            after.statement = without_words(finding.statement, withdrawn);
            for (const auto& words : withdrawn) {
                const auto quoted = reader_key(after.excerpt), said = reader_key(words);
                if (!quoted.empty() && (quoted.contains(said) || said.contains(quoted))) after.excerpt = after.place = std::string();
            }
            if (after.statement == finding.statement && after.excerpt == finding.excerpt) continue;
            if (!evidence::save_finding(db, by, after, after)) throw std::logic_error("a finding changed while it was saved");
        }
    }
}

// The words of excerpts that go less far from now on.
std::vector<std::string> words_withdrawn(const TalkWhole& whole, const std::vector<Participant>& after) {
    std::vector<std::string> words;
    for (const auto& excerpt : whole.excerpts)
        if (how_far(excerpt, after) < how_far(excerpt, whole.participants)) words.push_back(excerpt.words);
    return words;
}

// What they said goes out of the notes, with every excerpt that holds some of it. Of what the group said nothing is known to be theirs.
void take_words_out(db::Write& db, const By& by, const TalkWhole& whole, const Participant& participant) {
    std::vector<std::string> theirs;
    for (const auto& excerpt : whole.excerpts)
        if (excerpt.participant == participant.id) theirs.push_back(excerpt.words);
    const auto notes = without_words(whole.talk.notes, theirs);
    db.run("update talk set notes = $3 where partnership_id = $1 and id = $2", by.partnership, whole.talk.id, notes);
    for (const auto& excerpt : whole.excerpts)
        if (excerpt.participant == participant.id || !moved_to(notes, {excerpt}))
            db.run("delete from talk_excerpt where partnership_id = $1 and id = $2", by.partnership, excerpt.id);
}

}  // namespace

std::optional<Seen> look_up_talk(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql = fmt::format("select t.owner_id from talk t where t.partnership_id = $1 and t.id = $4 and {}", talk_is_there);
    const auto sight = sight_of(actor, now);
    return db.first([](const db::Row& row) { return Seen{{row.get<OrganisationId>("owner_id"), {}, {}}, Extent::all}; }, sql,
                    sight.partnership, sight.member, sight.organisations, id);
}

std::vector<ListedTalk> list_talks(db::Read& db, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select t.id, t.kind, t.title, t.held_on, coalesce(o.name, '') as owner_name
          from {} where t.partnership_id = $1 and {} order by t.held_on desc, t.id desc)sql",
                                        from_talk, talk_is_there);
    return db.all(
        [](const db::Row& row) {
            return ListedTalk{row.get<TalkId>("id"), row.get<TalkKind>("kind"), row.get<std::string>("title"),
                              row.get<std::string>("owner_name"), row.get<Date>("held_on")};
        },
        sql, sight.partnership, sight.member, sight.organisations);
}

std::optional<TalkWhole> find_talk(db::Read& db, const PartnershipId& partnership, const TalkId& id) {
    static const auto sql = fmt::format("select {} from {} where t.partnership_id = $1 and t.id = $2", columns, from_talk);
    db::Trip trip(db);
    const auto talk = trip.first(read_talk, sql, partnership, id);
    const auto participants = trip.gathered<std::vector<Participant>>(gather_participant, R"sql(
        select p.id, p.name, c.agreement, c.given_on, c.withdrawn_on
          from talk_participant p left join talk_consent c on c.partnership_id = p.partnership_id and c.participant_id = p.id
         where p.partnership_id = $1 and p.talk_id = $2 order by p.name, p.id, c.agreement)sql",
                                                                      partnership, id);
    const auto excerpts = trip.all(read_excerpt,
                                   "select id, paragraph, words, participant_id, themes from talk_excerpt where partnership_id = $1 and "
                                   "talk_id = $2 order by paragraph, id",
                                   partnership, id);
    const auto evidence =
        trip.all([](const db::Row& row) { return row.get<EvidenceId>("evidence_id"); },
                 "select evidence_id from talk_evidence where partnership_id = $1 and talk_id = $2 order by evidence_id", partnership, id);
    trip.go();
    if (!*talk) return std::nullopt;
    return TalkWhole{**talk, *participants, *excerpts, *evidence};
}

void add_talk(db::Write& db, const By& by, const Talk& talk) {
    db.run(R"sql(
        insert into talk (partnership_id, id, owner_id, kind, title, held_on, place, led_by, noted_by, whose_view, themes, people, absent,
                          notes, made_by, made_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1))sql",
           by.partnership, talk.id, talk.owner, talk.kind, talk.title, talk.day, talk.place, talk.led_by, talk.noted_by, talk.whose_view,
           listed_themes(talk.themes), in_lines(talk.people), talk.absent, talk.notes, by.who, by.at);
    note(db, by, "wrote_talk", talk.id, {}, as_json(talk));
}

bool save_talk(db::Write& db, const By& by, const Talk& before, const Talk& after, const std::vector<Excerpt>& moved) {
    if (0 == db.run(R"sql(
        update talk set kind = $4, title = $5, held_on = $6, place = $7, led_by = $8, noted_by = $9, whose_view = $10, themes = $11,
                        people = $12, absent = $13, notes = $14, version = version + 1
         where partnership_id = $1 and id = $2 and version = $3)sql",
                    by.partnership, after.id, after.version, after.kind, after.title, after.day, after.place, after.led_by, after.noted_by,
                    after.whose_view, listed_themes(after.themes), in_lines(after.people), after.absent, after.notes))
        return false;
    for (const auto& excerpt : moved)
        db.run("update talk_excerpt set paragraph = $3 where partnership_id = $1 and id = $2", by.partnership, excerpt.id,
               excerpt.paragraph);
    note(db, by, "changed_talk", after.id, as_json(before), as_json(after));
    return true;
}

void add_participant(db::Write& db, const By& by, const TalkWhole& whole, const Participant& participant) {
    const auto& talk = whole.talk.id;
    db.run("insert into talk_participant (partnership_id, talk_id, id, name) values ($1, $2, $3, $4)", by.partnership, talk, participant.id,
           participant.name);
    keep_consents(db, by, participant);
    auto participants = whole.participants;
    participants.push_back(participant);
    clear_findings(db, by, whole, words_withdrawn(whole, participants));  // what the group said goes as far as all of them agree
    note(db, by, "added_participant", talk, {}, as_json(participant));
}

bool save_participant(db::Write& db, const By& by, const TalkWhole& whole, const Participant& after, int seen_version) {
    const auto& talk = whole.talk.id;
    if (!next_version(db, by, talk, seen_version)) return false;
    auto participants = whole.participants;
    const auto here = std::ranges::find(participants, after.id, &Participant::id);
    const auto before = std::exchange(*here, after);
    db.run("update talk_participant set name = $3 where partnership_id = $1 and id = $2", by.partnership, after.id, after.name);
    keep_consents(db, by, after);
    clear_findings(db, by, whole, words_withdrawn(whole, participants));
    if (how_far(after) == HowFar::nobody) take_words_out(db, by, whole, after);
    note(db, by, "changed_participant", talk, as_json(before), as_json(after));
    return true;
}

void add_excerpt(db::Write& db, const By& by, const TalkId& talk, const Excerpt& excerpt) {
    const auto who = excerpt.participant.is_empty() ? std::nullopt : std::optional(excerpt.participant);
    db.run(R"sql(
        insert into talk_excerpt (partnership_id, talk_id, id, paragraph, words, participant_id, themes, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9))sql",
           by.partnership, talk, excerpt.id, excerpt.paragraph, excerpt.words, who, listed_themes(excerpt.themes), by.who, by.at);
    note(db, by, "added_excerpt", talk, {},
         touchstone::as_json(std::vector<FieldValue>{{{"themes", FieldShape::Kind::choices}, excerpt.themes}}));
}

void remove_excerpt(db::Write& db, const By& by, const TalkId& talk, const ExcerptId& excerpt) {
    if (0 == db.run("delete from talk_excerpt where partnership_id = $1 and talk_id = $2 and id = $3", by.partnership, talk, excerpt))
        return;
    note(db, by, "removed_excerpt", talk, {}, {});
}

bool delete_talk(db::Write& db, const By& by, const TalkWhole& whole, int seen_version) {
    const auto& talk = whole.talk.id;
    if (!next_version(db, by, talk, seen_version)) return false;
    std::vector<std::string> words;
    for (const auto& excerpt : whole.excerpts) words.push_back(excerpt.words);
    clear_findings(db, by, whole, words);
    evidence::delete_rows_of(db, by.partnership, "talk", talk.text);
    events::forget_words(db, by.partnership, "talk", talk.text);
    note(db, by, "deleted_talk", talk, {}, {});
    return true;
}

void make_evidence_of(db::Write& db, const By& by, const TalkId& talk, const evidence::Evidence& item) {
    evidence::add_evidence(db, by, item);
    db.run("insert into talk_evidence (partnership_id, talk_id, evidence_id) values ($1, $2, $3)", by.partnership, talk, item.id);
}

}  // namespace touchstone::voice

#include "voice/wave_store.h"

#include <fmt/format.h>

#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "privacy/vault.h"

namespace touchstone::voice {
namespace {

constexpr const char* columns =
    "w.id, w.questionnaire_id, q.owner_id, q.is_wall, w.number, w.content, w.link, w.access, w.manner, w.opens_on, w.closes_on, "
    "w.remind_on, w.whose_view, "
    "w.smallest, w.zeros_shown, w.invited, w.reader_id, w.deputy_id, coalesce(r.name, '') as reader_name, coalesce(d.name, '') as "
    "deputy_name, w.help_name, w.help_phone, w.help_hours, w.space, w.voice, w.audience, w.influence, w.decides, w.decides_by, w.heard, "
    "w.done, w.not_done, w.published_by, "
    "w.published_at, w.tool, w.closed_at, w.answers_gone_on, w.version";
constexpr const char* from_wave =
    "wave w join questionnaire q on q.partnership_id = w.partnership_id and q.id = w.questionnaire_id left join account r on r.id = "
    "w.reader_id left join account d on d.id = w.deputy_id";

HelpLine read_help(const db::Row& row) {
    return {row.get<std::string>("help_name"), row.get<std::string>("help_phone"), row.get<std::string>("help_hours")};
}

Wave read_wave(const db::Row& row) {
    Wave wave;
    wave.id = row.get<WaveId>("id");
    wave.questionnaire = row.get<QuestionnaireId>("questionnaire_id");
    wave.owner = row.get<OrganisationId>("owner_id");
    wave.is_wall = row.get<int>("is_wall") == 1;
    wave.number = row.get<int>("number");
    wave.content = questionnaire_from(row.get<std::string>("content"));
    wave.link = row.maybe<std::string>("link").value_or(std::string());
    wave.access = row.get<Access>("access");
    wave.manner = row.get<Manner>("manner");
    wave.opens = row.get<Date>("opens_on");
    wave.closes = row.get<Date>("closes_on");
    wave.reminds = row.maybe<Date>("remind_on");
    wave.whose_view = row.get<std::string>("whose_view");
    wave.smallest = row.get<int>("smallest");
    wave.zeros_shown = row.get<int>("zeros_shown") == 1;
    wave.invited = row.get<int>("invited");
    wave.reader = row.maybe<AccountId>("reader_id").value_or(AccountId{});
    wave.deputy = row.maybe<AccountId>("deputy_id").value_or(AccountId{});
    wave.reader_name = row.get<std::string>("reader_name");
    wave.deputy_name = row.get<std::string>("deputy_name");
    wave.help = read_help(row);
    wave.space = row.get<std::string>("space");
    wave.voice = row.get<std::string>("voice");
    wave.audience = row.get<std::string>("audience");
    wave.influence = row.get<std::string>("influence");
    wave.decides = row.get<std::string>("decides");
    wave.decides_by = row.maybe<Date>("decides_by");
    wave.heard = row.get<std::string>("heard");
    wave.done = row.get<std::string>("done");
    wave.not_done = row.get<std::string>("not_done");
    wave.published_by = row.get<AccountId>("published_by");
    wave.published_at = row.get<Instant>("published_at");
    wave.tool = row.maybe<Tool>("tool");
    wave.closed_at = row.maybe<Instant>("closed_at");
    wave.answers_gone = row.maybe<Date>("answers_gone_on");
    wave.version = row.get<int>("version");
    return wave;
}

WaveFound read_found(const db::Row& row) {
    return {read_wave(row),         row.get<std::string>("owner_name"),
            row.get<int>("codes"),  row.get<int>("exchanged"),
            row.get<int>("sent"),   row.get<int>("opened"),
            row.get<int>("waiting")};
}

// Counts beside each wave that the condition leaves, or noughts.
enum class Counting { all, none };
std::string found_where(const char* condition, Counting counting) {
    const auto how_many = [&](const char* table, const char* which) {
        if (counting == Counting::none) return std::string("0");
        return fmt::format("(select count(*) from {} x where x.partnership_id = w.partnership_id and x.wave_id = w.id{})", table, which);
    };
    return fmt::format(R"sql(
        select {}, coalesce(o.name, '') as owner_name, w.codes, {} as exchanged, {} as sent, {} as opened, {} as waiting
          from {} left join organisation o on o.partnership_id = q.partnership_id and o.id = q.owner_id
         where w.partnership_id = $1 and {} = $2 and {}
         order by w.number)sql",
                       columns, how_many("wave_code", " and x.is_exchanged = 1"), how_many("wave_ballot", ""), how_many("wave_answer", ""),
                       how_many("wave_text", " and x.state = 1"), from_wave, condition, wave_is_whole);
}

Results read_results(const db::Row& row) { return results_from(row.get<std::string>("content")); }

// Of wave `w`: the id of the one after it.
constexpr const char* next_wave = R"sql(
    (select n.id from wave n
      where n.partnership_id = w.partnership_id and n.questionnaire_id = w.questionnaire_id and n.number = w.number + 1))sql";

std::optional<AccountId> or_nobody(const AccountId& account) { return account.is_empty() ? std::nullopt : std::optional(account); }

}  // namespace

namespace {

std::optional<Seen> look_up(db::Read& db, const Actor& actor, const std::string& id, Instant now, bool is_wall) {
    static const auto sql = fmt::format(R"sql(
        select q.owner_id from wave w join questionnaire q on q.partnership_id = w.partnership_id and q.id = w.questionnaire_id
         where w.partnership_id = $1 and w.id = $4 and ({} or $5 in (w.reader_id, w.deputy_id)) and q.is_wall = $6 and {})sql",
                                        questionnaire_is_there, wave_is_whole);
    const auto sight = sight_of(actor, now);
    return db.first([](const db::Row& row) { return Seen{{row.get<OrganisationId>("owner_id"), {}, {}}, Extent::all}; }, sql,
                    sight.partnership, sight.member, sight.organisations, id, sight.account, is_wall ? 1 : 0);
}

}  // namespace

std::optional<Seen> look_up_wave(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    return look_up(db, actor, id, now, false);
}
std::optional<Seen> look_up_wall(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    return look_up(db, actor, id, now, true);
}

db::Answer<std::optional<WaveFound>> ask_wave(db::Trip& trip, const PartnershipId& partnership, const WaveId& id) {
    static const auto sql = found_where("w.id", Counting::all);
    return trip.first(read_found, sql, partnership, id);
}

std::optional<WaveFound> find_wave(db::Read& db, const PartnershipId& partnership, const WaveId& id) {
    return db::alone(db, ask_wave, partnership, id);
}

std::vector<WaveFound> list_waves(db::Read& db, const PartnershipId& partnership, const QuestionnaireId& questionnaire) {
    static const auto sql = found_where("w.questionnaire_id", Counting::all);
    return db.all(read_found, sql, partnership, questionnaire);
}

db::Answer<std::optional<WaveFound>> ask_wave_uncounted(db::Trip& trip, const PartnershipId& partnership, const WaveId& id) {
    static const auto sql = found_where("w.id", Counting::none);
    return trip.first(read_found, sql, partnership, id);
}

db::Answer<std::optional<WaveFound>> ask_wave_before(db::Trip& trip, const PartnershipId& partnership, const WaveId& id) {
    static const auto sql = found_where(next_wave, Counting::none);
    return trip.first(read_found, sql, partnership, id);
}

std::vector<WaveFound> list_waves_uncounted(db::Read& db, const PartnershipId& partnership, const QuestionnaireId& questionnaire) {
    static const auto sql = found_where("w.questionnaire_id", Counting::none);
    return db.all(read_found, sql, partnership, questionnaire);
}

std::optional<Asked> find_asked(db::Read& db, const std::string& link) {
    static const auto sql = fmt::format(
        "select {}, w.partnership_id, p.name as partnership_name from {} join partnership p on p.id = w.partnership_id where w.link = $1",
        columns, from_wave);
    return db.first(
        [](const db::Row& row) {
            return Asked{row.get<PartnershipId>("partnership_id"), row.get<std::string>("partnership_name"), read_wave(row)};
        },
        sql, link);
}

db::Answer<std::optional<HelpLine>> ask_last_help(db::Trip& trip, const PartnershipId& partnership) {
    return trip.first(
        read_help,
        "select help_name, help_phone, help_hours from wave where partnership_id = $1 and help_name <> '' order by published_at "
        "desc, id desc limit 1",
        partnership);
}

std::optional<Wave> find_wave_brought_in(db::Read& db, const PartnershipId& partnership, const WaveId& id) {
    static const auto sql = fmt::format("select {} from {} where w.partnership_id = $1 and w.id = $2", columns, from_wave);
    return db.first(read_wave, sql, partnership, id);
}

void add_wave(db::Write& db, const By& by, const Wave& wave) {
    privacy::vault().make_key(wave.id.text);
    const auto link = wave.link.empty() ? std::nullopt : std::optional(wave.link);
    db.run(R"sql(
        insert into wave (partnership_id, id, questionnaire_id, number, content, link, access, manner, opens_on, closes_on, whose_view,
                          smallest, zeros_shown, invited, reader_id, deputy_id, space, voice, audience, influence, published_by,
                          published_at, remind_on, help_name, help_phone, help_hours, tool, version)
        values ($1, $2, $3, (select count(*) + 1 from wave n where n.partnership_id = $1 and n.questionnaire_id = $3), $4, $5, $6, $7, $8,
                $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, 1))sql",
           by.partnership, wave.id, wave.questionnaire, as_json(wave.content), link, wave.access, wave.manner, wave.opens, wave.closes,
           wave.whose_view, wave.smallest, wave.zeros_shown, wave.invited, or_nobody(wave.reader), or_nobody(wave.deputy), wave.space,
           wave.voice, wave.audience, wave.influence, by.who, by.at, wave.reminds, wave.help.name, wave.help.phone, wave.help.hours,
           wave.tool);
    if (wave.tool) return;  // the event is written when all its answers are there
    events::record(
        db, by,
        {.verb = wave.is_wall ? "published_wall" : "published_wave", .kind = "wave", .object = wave.id.text, .after = as_json(wave)});
}

bool save_wave(db::Write& db, const By& by, const char* verb, const Wave& before, const Wave& after) {
    if (0 == db.run(R"sql(
        update wave set decides = $4, decides_by = $5, heard = $6, done = $7, not_done = $8, closed_at = $9, version = version + 1
         where partnership_id = $1 and id = $2 and version = $3)sql",
                    by.partnership, after.id, after.version, after.decides, after.decides_by, after.heard, after.done, after.not_done,
                    after.closed_at))
        return false;
    events::record(db, by, {.verb = verb, .kind = "wave", .object = after.id.text, .before = as_json(before), .after = as_json(after)});
    return true;
}

void add_codes(db::Write& db, const By& by, const WaveId& wave, const std::vector<std::string>& marks) {
    for (const auto& mark : marks)
        db.run("insert into wave_code (partnership_id, wave_id, code_mark) values ($1, $2, $3)", by.partnership, wave, mark);
    const auto more = static_cast<int>(marks.size());
    db.run("update wave set codes = codes + $3, handed_out_by = $4 where partnership_id = $1 and id = $2", by.partnership, wave, more,
           by.who);
    events::record(db, by,
                   {.verb = "made_codes",
                    .kind = "wave",
                    .object = wave.text,
                    .after = touchstone::as_json(std::vector<FieldValue>{{{"number"}, {std::to_string(more)}}})});
}

bool exchange_code(db::Write& db, const PartnershipId& partnership, const WaveId& wave, const std::string& mark) {
    return 1 ==
           db.run(
               "update wave_code set is_exchanged = 1 where partnership_id = $1 and wave_id = $2 and code_mark = $3 and is_exchanged = 0",
               partnership, wave, mark);
}

std::vector<WaveId> list_waves_without_answers(db::Read& db) {
    return db.all([](const db::Row& row) { return row.get<WaveId>("id"); }, "select id from wave where answers_gone_on is not null");
}

void keep_results(db::Write& db, const PartnershipId& partnership, const WaveId& wave, const Results& results) {
    db.run("insert into wave_release (partnership_id, wave_id, content) values ($1, $2, $3) on conflict do nothing", partnership, wave,
           as_json(results));
}

std::optional<Results> find_results(db::Read& db, const PartnershipId& partnership, const WaveId& wave) {
    return db::alone(db, ask_results, partnership, wave);
}

db::Answer<std::optional<Results>> ask_results(db::Trip& trip, const PartnershipId& partnership, const WaveId& wave) {
    return trip.first(read_results, "select content from wave_release where partnership_id = $1 and wave_id = $2", partnership, wave);
}

db::Answer<std::optional<Results>> ask_results_before(db::Trip& trip, const PartnershipId& partnership, const WaveId& wave) {
    static const auto sql = fmt::format(R"sql(
        select r.content
          from wave_release r join wave w on w.partnership_id = r.partnership_id and w.id = r.wave_id
         where r.partnership_id = $1 and {} = $2)sql",
                                        next_wave);
    return trip.first(read_results, sql, partnership, wave);
}

void make_evidence_of(db::Write& db, const By& by, const WaveId& wave, const evidence::Evidence& item) {
    evidence::add_evidence(db, by, item);
    db.run("insert into wave_evidence (partnership_id, wave_id, evidence_id) values ($1, $2, $3)", by.partnership, wave, item.id);
}

db::Answer<std::vector<EvidenceId>> ask_evidence_made(db::Trip& trip, const PartnershipId& partnership, const WaveId& wave) {
    return trip.all([](const db::Row& row) { return row.get<EvidenceId>("evidence_id"); },
                    "select evidence_id from wave_evidence where partnership_id = $1 and wave_id = $2 order by evidence_id", partnership,
                    wave);
}

}  // namespace touchstone::voice

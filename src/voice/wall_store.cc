#include "voice/wall_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "events/event_store.h"
#include "voice/ballot_store.h"
#include "voice/wave_store.h"

namespace touchstone::voice {
namespace {

Statement read_row(const db::Row& row) {
    return {.number = row.get<int>("number"),
            .text = row.get<std::string>("text_id"),
            .words = row.get<std::string>("words"),
            .reason = row.maybe<Reason>("reason"),
            .double_of = row.get<int>("double_of"),
            .fate = row.maybe<Fate>("fate"),
            .fate_words = row.get<std::string>("fate_words"),
            .fate_by = row.maybe<Date>("fate_by"),
            .version = row.get<int>("version")};
}

void add_statement(db::Write& db, const PartnershipId& partnership, const WaveId& wave, const Statement& statement) {
    db.run(R"sql(
        insert into wall_statement (partnership_id, wave_id, number, text_id, words, reason, double_of, version)
        values ($1, $2, $3, $4, $5, $6, $7, 1))sql",
           partnership, wave, statement.number, statement.text, statement.words, statement.reason, statement.double_of);
}

// The wave asks what stands on the wall.
void ask_what_stands(db::Write& db, const PartnershipId& partnership, const WaveId& wave) {
    const auto content = db.first([](const db::Row& row) { return questionnaire_from(row.get<std::string>("content")); },
                                  "select content from wave where partnership_id = $1 and id = $2", partnership, wave);
    if (content)
        db.run("update wave set content = $3 where partnership_id = $1 and id = $2", partnership, wave,
               as_json(with_statements(*content, list_statements(db, partnership, wave))));
}

}  // namespace

std::vector<ListedWall> list_walls(db::Read& db, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select w.id, q.title, w.opens_on, w.closes_on, w.closed_at, coalesce(o.name, '') as owner_name,
               (select count(*) from wave_ballot b where b.partnership_id = w.partnership_id and b.wave_id = w.id) as sent
          from questionnaire q
          join wave w on w.partnership_id = q.partnership_id and w.questionnaire_id = q.id
          left join organisation o on o.partnership_id = q.partnership_id and o.id = q.owner_id
         where q.partnership_id = $1 and q.is_wall = 1 and {}
         order by q.made_at desc, q.id desc)sql",
                                        questionnaire_is_there);
    return db.all(
        [](const db::Row& row) {
            ListedWall listed{{}, row.get<std::string>("owner_name"), row.get<int>("sent")};
            listed.wave.id = row.get<WaveId>("id");
            listed.wave.is_wall = true;
            listed.wave.content.title = row.get<std::string>("title");
            listed.wave.opens = row.get<Date>("opens_on");
            listed.wave.closes = row.get<Date>("closes_on");
            listed.wave.closed_at = row.maybe<Instant>("closed_at");
            return listed;
        },
        sql, sight.partnership, sight.member, sight.organisations);
}

void add_wall(db::Write& db, const By& by, const Wall& wall) {
    KeptQuestionnaire kept;
    kept.id = wall.wave.questionnaire;
    kept.owner = wall.wave.owner;
    kept.content = wall.wave.content;
    kept.is_wall = true;
    add_questionnaire(db, by, kept);
    add_wave(db, by, wall.wave);
    for (const auto& statement : wall.statements) add_statement(db, by.partnership, wall.wave.id, statement);
}

db::Answer<std::vector<Statement>> ask_statements(db::Trip& trip, const PartnershipId& partnership, const WaveId& wave) {
    return trip.all(read_row, R"sql(
        select number, text_id, words, reason, double_of, fate, fate_words, fate_by, version from wall_statement
         where partnership_id = $1 and wave_id = $2 order by number)sql",
                    partnership, wave);
}
std::vector<Statement> list_statements(db::Read& db, const PartnershipId& partnership, const WaveId& wave) {
    return db::alone(db, ask_statements, partnership, wave);
}

bool deal_with_statement(db::Write& db, const By& by, const WaveId& wave, const std::string& text, const Reading& reading) {
    const auto all = list_statements(db, by.partnership, wave);
    const auto there = std::ranges::find(all, text, &Statement::text);
    if ((there == all.end() ? 0 : there->version) != reading.seen_version) return false;
    if (!deal_with(db, by, wave, text, reading.was, reading.dealt)) return false;
    if (0 == db.run(R"sql(
        update wall_statement set words = $4, reason = $5, double_of = $6, version = version + 1
         where partnership_id = $1 and wave_id = $2 and text_id = $3)sql",
                    by.partnership, wave, text, reading.words, reading.reason, reading.double_of)) {
        add_statement(db, by.partnership, wave,
                      {.number = all.empty() ? 1 : all.back().number + 1,
                       .text = text,
                       .words = reading.words,
                       .reason = reading.reason,
                       .double_of = reading.double_of});
    }
    ask_what_stands(db, by.partnership, wave);
    return true;
}

bool save_fate(db::Write& db, const By& by, const WaveId& wave, const Statement& before, const Statement& after) {
    if (0 == db.run(R"sql(
        update wall_statement set fate = $5, fate_words = $6, fate_by = $7, version = version + 1
         where partnership_id = $1 and wave_id = $2 and number = $3 and version = $4)sql",
                    by.partnership, wave, after.number, after.version, after.fate, after.fate_words, after.fate_by))
        return false;
    events::record(db, by,
                   {.verb = "told_statement",
                    .kind = "wave",
                    .object = wave.text,
                    .part = std::to_string(after.number),
                    .before = as_json(before),
                    .after = as_json(after)});
    return true;
}

void take_off_wall(db::Write& db, const PartnershipId& partnership, const WaveId& wave, const std::string& own_mark) {
    if (0 == db.run(R"sql(
        update wall_statement set words = ''
         where partnership_id = $1 and wave_id = $2 and text_id in (
               select t.id from wave_text t where t.partnership_id = $1 and t.wave_id = $2 and t.own_mark = $3))sql",
                    partnership, wave, own_mark))
        return;
    ask_what_stands(db, partnership, wave);
}

}  // namespace touchstone::voice

#include "voice/receipt_store.h"

#include "events/event_store.h"

namespace touchstone::voice {
namespace {

bool write_subject(db::Write& db, const PartnershipId& partnership, const WaveId& wave, const Subject& subject) {
    if (subject.version == 0)
        return 1 == db.run(R"sql(
            insert into wave_subject (partnership_id, wave_id, question, heard, done, not_done, version) values ($1, $2, $3, $4, $5, $6, 1)
                on conflict (partnership_id, wave_id, question) do nothing)sql",
                           partnership, wave, subject.question, subject.heard, subject.done, subject.not_done);
    return 1 == db.run(R"sql(
        update wave_subject set heard = $4, done = $5, not_done = $6, version = version + 1
         where partnership_id = $1 and wave_id = $2 and question = $3 and version = $7)sql",
                       partnership, wave, subject.question, subject.heard, subject.done, subject.not_done, subject.version);
}

}  // namespace

db::Answer<std::vector<Subject>> ask_subjects(db::Trip& trip, const PartnershipId& partnership, const WaveId& wave) {
    return trip.all(
        [](const db::Row& row) {
            return Subject{row.get<std::string>("question"), row.get<std::string>("heard"), row.get<std::string>("done"),
                           row.get<std::string>("not_done"), row.get<int>("version")};
        },
        "select question, heard, done, not_done, version from wave_subject where partnership_id = $1 and wave_id = $2 order by question",
        partnership, wave);
}

std::vector<Subject> list_subjects(db::Read& db, const PartnershipId& partnership, const WaveId& wave) {
    return db::alone(db, ask_subjects, partnership, wave);
}

bool save_subject(db::Write& db, const By& by, const WaveId& wave, const Subject& before, const Subject& after) {
    if (!write_subject(db, by.partnership, wave, after)) return false;
    events::record(db, by,
                   {.verb = "told_question",
                    .kind = "wave",
                    .object = wave.text,
                    .part = after.question,
                    .before = before.version == 0 ? std::string() : as_json(before),
                    .after = as_json(after)});
    return true;
}

}  // namespace touchstone::voice

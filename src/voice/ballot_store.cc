#include "voice/ballot_store.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "events/event_store.h"
#include "privacy/vault.h"
#include "voice/chance.h"
#include "voice/code.h"
#include "voice/questionnaire_store.h"
#include "voice/wall_store.h"

namespace touchstone::voice {
namespace {

// Sealed words have one of few lengths, so that none is known by how long it is.
constexpr std::size_t sealed_step = 1'024;
std::string padded(const std::string& words) { return words + std::string(sealed_step - words.size() % sealed_step, ' '); }

struct Opened {
    std::string own_mark;
    Answers answers;
};

void add_counts(db::Write& db, const PartnershipId& partnership, const WaveId& wave, const Counts& counts, int sign) {
    for (const auto& [of, counted] : counts)
        db.run(R"sql(
        insert into wave_count (partnership_id, wave_id, question, answer_group, choice, counted) values ($1, $2, $3, $4, $5, $6)
            on conflict (partnership_id, wave_id, question, answer_group, choice) do update set counted = wave_count.counted + excluded.counted)sql",
               partnership, wave, of.question, of.group, of.choice, sign * counted);
}

// All that lie sealed, where they are at least so many. Answers how many were opened; nothing where none was to be.
std::optional<std::size_t> open_all(db::Write& db, const PartnershipId& partnership, const Wave& wave, std::size_t least, Instant now) {
    auto sealed = db.all([](const db::Row& row) { return std::pair(row.get<std::string>("ballot_mark"), row.get<std::string>("sealed")); },
                         "select ballot_mark, sealed from wave_ballot where partnership_id = $1 and wave_id = $2 and sealed <> ''",
                         partnership, wave.id);
    if (sealed.empty() || sealed.size() < least) return std::nullopt;
    std::vector<Opened> opened;
    for (const auto& [mark, words] : sealed) {
        const auto content = privacy::vault().open(wave.id.text, "ballot/" + mark, words);
        if (!content) continue;  // of another server: nobody can open it
        const auto parsed = nlohmann::json::parse(*content);
        opened.push_back({parsed.at("own").get<std::string>(), parsed.at("answers").get<Answers>()});
    }
    shuffle(opened);
    std::vector<Answers> all;
    for (const auto& [own_mark, answers] : opened) {
        db.run("insert into wave_answer (partnership_id, wave_id, id, own_mark, opened_on, content) values ($1, $2, $3, $4, $5, $6)",
               partnership, wave.id, id_of_chance(), own_mark, date_of(now), as_json(answers));
        all.push_back(answers);
    }
    add_counts(db, partnership, wave.id, count(wave.content, all), 1);
    db.run("update wave_ballot set sealed = '' where partnership_id = $1 and wave_id = $2 and sealed <> ''", partnership, wave.id);
    return opened.size();
}

void open_sealed(db::Write& db, const PartnershipId& partnership, const Wave& wave, std::size_t least, Instant now) {
    const auto opened = open_all(db, partnership, wave, least, now);
    if (!opened) return;
    events::record(db, {partnership, {}, now},
                   {.verb = "opened_answers",
                    .kind = "wave",
                    .object = wave.id.text,
                    .after = touchstone::as_json(std::vector<FieldValue>{{{"number"}, {std::to_string(*opened)}}})});
}

// False, and nothing is kept, where it was sent before.
bool keep_sealed(db::Write& db, const PartnershipId& partnership, const Wave& wave, const std::string& ballot, const Answers& answers,
                 Instant now) {
    const auto [chosen, written] = parted(wave.content, answers);
    const auto mark = mark_of_sent(wave.id, ballot);
    const auto content = nlohmann::json{{"own", mark_of_answers(wave.id, ballot)}, {"answers", chosen}}.dump();
    if (0 == db.run("insert into wave_ballot (partnership_id, wave_id, ballot_mark, sealed) values ($1, $2, $3, $4) on conflict do nothing",
                    partnership, wave.id, mark, privacy::vault().seal(wave.id.text, "ballot/" + mark, padded(content))))
        return false;
    for (const auto& [question, words] : written) {
        const auto id = id_of_chance();
        db.run(R"sql(
        insert into wave_text (partnership_id, wave_id, id, question, sealed, own_mark, state, came_on)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
               partnership, wave.id, id, question, seal_words(wave.id, "text/" + id, words), mark_of_words(wave.id, ballot),
               WordsState::waiting, date_of(now));
    }
    return true;
}

}  // namespace

std::string seal_words(const WaveId& wave, const std::string& part, const std::string& words) {
    return privacy::vault().seal(wave.text, part, padded(nlohmann::json(words).dump()));
}

std::optional<std::string> open_words(const WaveId& wave, const std::string& part, const std::string& sealed) {
    const auto words = privacy::vault().open(wave.text, part, sealed);
    return words ? std::optional(nlohmann::json::parse(*words).get<std::string>()) : std::nullopt;
}

bool send_ballot(db::Write& db, const PartnershipId& partnership, const Wave& wave, const std::string& ballot, const Answers& answers,
                 Instant now) {
    if (!keep_sealed(db, partnership, wave, ballot, answers, now)) return false;
    open_sealed(db, partnership, wave, static_cast<std::size_t>(wave.smallest), now);
    return true;
}

void take_in(db::Write& db, const PartnershipId& partnership, const Wave& wave, const std::vector<Answers>& all, Instant now) {
    for (const auto& answers : all)
        if (!keep_sealed(db, partnership, wave, new_ballot(wave.id), answers, now)) throw db::Failure("two ballots of chance are one");
    (void)open_all(db, partnership, wave, 1, now);
}

void open_ballots(db::Write& db, const PartnershipId& partnership, const Wave& wave, Instant now) {
    open_sealed(db, partnership, wave, 1, now);
}

bool take_out(db::Write& db, const PartnershipId& partnership, const Wave& wave, const std::string& ballot, Instant now) {
    const auto own = mark_of_answers(wave.id, ballot);
    int taken =
        db.run("update wave_ballot set sealed = '' where partnership_id = $1 and wave_id = $2 and ballot_mark = $3 and sealed <> ''",
               partnership, wave.id, mark_of_sent(wave.id, ballot));
    const auto answers =
        db.first([](const db::Row& row) { return answers_from(row.get<std::string>("content")); },
                 "select content from wave_answer where partnership_id = $1 and wave_id = $2 and own_mark = $3", partnership, wave.id, own);
    if (answers) {
        add_counts(db, partnership, wave.id, count(wave.content, {*answers}), -1);
        taken += db.run("delete from wave_answer where partnership_id = $1 and wave_id = $2 and own_mark = $3", partnership, wave.id, own);
    }
    if (wave.is_wall) take_off_wall(db, partnership, wave.id, mark_of_words(wave.id, ballot));
    taken += db.run("delete from wave_text where partnership_id = $1 and wave_id = $2 and own_mark = $3", partnership, wave.id,
                    mark_of_words(wave.id, ballot));
    if (taken > 0) events::record(db, {partnership, {}, now}, {.verb = "took_out_answers", .kind = "wave", .object = wave.id.text});
    return taken > 0;
}

Counts read_counts(db::Read& db, const PartnershipId& partnership, const WaveId& wave) {
    Counts counts;
    db.each(
        [&](const db::Row& row) {
            counts[{row.get<std::string>("question"), row.get<std::string>("answer_group"), row.get<std::string>("choice")}] =
                row.get<int>("counted");
        },
        "select question, answer_group, choice, counted from wave_count where partnership_id = $1 and wave_id = $2 and counted > 0",
        partnership, wave);
    return counts;
}

int count_answers(db::Read& db, const PartnershipId& partnership, const WaveId& wave) {
    return *db.first([](const db::Row& row) { return row.get<int>("answers"); },
                     "select count(*) as answers from wave_answer where partnership_id = $1 and wave_id = $2", partnership, wave);
}

std::vector<Answers> list_answers(db::Read& db, const PartnershipId& partnership, const WaveId& wave) {
    return db.all([](const db::Row& row) { return answers_from(row.get<std::string>("content")); },
                  "select content from wave_answer where partnership_id = $1 and wave_id = $2", partnership, wave);
}

db::Answer<std::vector<WaveText>> ask_texts(db::Trip& trip, const PartnershipId& partnership, const WaveId& wave,
                                            const std::vector<WordsState>& states) {
    return trip.gathered<std::vector<WaveText>>(
        [wave, states](std::vector<WaveText>& texts, const db::Row& row) {
            WaveText text{
                row.get<std::string>("id"), row.get<std::string>("question"), {}, row.get<WordsState>("state"), row.get<Date>("came_on")};
            if (std::ranges::find(states, text.state) == states.end()) return;
            text.words = open_words(wave, "text/" + text.id, row.get<std::string>("sealed")).value_or(std::string());
            texts.push_back(std::move(text));
        },
        "select id, question, sealed, state, came_on from wave_text where partnership_id = $1 and wave_id = $2 order by id", partnership,
        wave);
}
std::vector<WaveText> list_texts(db::Read& db, const PartnershipId& partnership, const WaveId& wave,
                                 const std::vector<WordsState>& states) {
    return db::alone(db, ask_texts, partnership, wave, states);
}

bool deal_with(db::Write& db, const By& by, const WaveId& wave, const std::string& text, WordsState before, WordsState after) {
    if (0 == db.run(R"sql(
        update wave_text set state = $4, read_by = $5, read_at = $6
         where partnership_id = $1 and wave_id = $2 and id = $3 and state = $7)sql",
                    by.partnership, wave, text, after, by.who, by.at, before))
        return false;
    events::record(db, by, {.verb = "read_text", .kind = "wave", .object = wave.text, .part = name_of(after)});
    return true;
}

}  // namespace touchstone::voice

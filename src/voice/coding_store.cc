#include "voice/coding_store.h"

#include <algorithm>

#include "events/event_store.h"
#include "voice/ballot_store.h"
#include "voice/talk.h"

namespace touchstone::voice {
namespace {

struct KeptCoding {
    Coding coding;
    std::string first_name, second_name;
};
KeptCoding read_coding(const db::Row& row) {
    Coding coding;
    coding.frame = frame_from(row.get<std::string>("frame"));
    coding.first = row.get<AccountId>("first_coder");
    coding.second = row.maybe<AccountId>("second_coder").value_or(AccountId{});
    coding.first_done = row.get<int>("first_done") == 1;
    coding.second_done = row.get<int>("second_done") == 1;
    coding.version = row.get<int>("version");
    return {coding, row.get<std::string>("first_name"), row.get<std::string>("second_name")};
}

struct KeptGiven {
    std::string text;
    Hand hand = Hand::first;
    Given given;
};
KeptGiven read_given(const db::Row& row) {
    return {row.get<std::string>("text_id"), row.get<Hand>("hand"), {themes_from(row.get<std::string>("codes")), row.get<int>("version")}};
}

std::string part_of(const CodedExcerptId& id) { return "excerpt/" + id.text; }

void note(db::Write& db, const By& by, const char* verb, const WaveId& wave, const std::string& before = {},
          const std::string& after = {}) {
    events::record(db, by, {.verb = verb, .kind = "wave", .object = wave.text, .before = before, .after = after});
}

void drop_given(db::Write& db, const By& by, const WaveId& wave, Hand hand) {
    db.run("delete from wave_code_given where partnership_id = $1 and wave_id = $2 and hand = $3", by.partnership, wave, hand);
}

std::optional<AccountId> or_nobody(const AccountId& account) { return account.is_empty() ? std::nullopt : std::optional(account); }

}  // namespace

std::optional<CodingWhole> find_coding(db::Read& db, const PartnershipId& partnership, const WaveId& id, const AccountId& who) {
    db::Trip trip(db);
    const auto found = ask_wave(trip, partnership, id);
    const auto kept = trip.first(read_coding, R"sql(
        select c.frame, c.first_coder, c.second_coder, c.first_done, c.second_done, c.version, f.name as first_name,
               coalesce(s.name, '') as second_name
          from wave_coding c
          join account f on f.id = c.first_coder
          left join account s on s.id = c.second_coder
         where c.partnership_id = $1 and c.wave_id = $2)sql",
                                 partnership, id);
    const auto texts = ask_texts(trip, partnership, id, {WordsState::read});
    const auto given = trip.all(
        read_given,
        "select text_id, hand, codes, version from wave_code_given where partnership_id = $1 and wave_id = $2 order by text_id, hand",
        partnership, id);
    const auto excerpts = trip.all(
        [id](const db::Row& row) {
            CodedExcerpt excerpt{row.get<CodedExcerptId>("id"), row.get<std::string>("text_id"), row.get<std::string>("code"), {}};
            excerpt.words = open_words(id, part_of(excerpt.id), row.get<std::string>("sealed")).value_or(std::string());
            return excerpt;
        },
        "select id, text_id, code, sealed from wave_excerpt where partnership_id = $1 and wave_id = $2 order by id", partnership, id);
    trip.go();
    if (!*found || (*found)->wave.is_wall) return std::nullopt;
    CodingWhole whole{std::move(**found), {}, {}, {}, !given->empty(), {}, *excerpts};
    if (*kept) {
        whole.coding = (*kept)->coding;
        whole.first_name = (*kept)->first_name;
        whole.second_name = (*kept)->second_name;
    }
    const auto& wave = whole.found.wave;
    if (!wave.closed_at || whole.found.opened < wave.smallest) return whole;
    CodedTexts coded;
    for (const auto& text : *texts) coded.push_back({text.id, text.question, text.words, {}});
    for (const auto& [text, hand, codes] : *given)
        if (const auto of = std::ranges::find(coded, text, &CodedText::id); of != coded.end()) of->by[hand] = codes;
    whole.texts = as_seen_by(whole.coding, std::move(coded), who);
    return whole;
}

bool save_frame(db::Write& db, const By& by, const WaveId& wave, const Coding& before, const Coding& after) {
    const auto second = or_nobody(after.second);
    if (after.version == 0) {
        if (0 == db.run(R"sql(
        insert into wave_coding (partnership_id, wave_id, frame, first_coder, second_coder, version) values ($1, $2, $3, $4, $5, 1)
            on conflict (partnership_id, wave_id) do nothing)sql",
                        by.partnership, wave, frame_as_json(after.frame), after.first, second))
            return false;
    } else if (0 == db.run(R"sql(
        update wave_coding set frame = $4, first_coder = $5, second_coder = $6, first_done = $7, second_done = $8, version = version + 1
         where partnership_id = $1 and wave_id = $2 and version = $3)sql",
                           by.partnership, wave, after.version, frame_as_json(after.frame), after.first, second, after.first_done,
                           after.second_done)) {
        return false;
    }
    if (after.first != before.first) drop_given(db, by, wave, Hand::first);
    if (after.second != before.second) drop_given(db, by, wave, Hand::second);
    note(db, by, "framed_coding", wave, before.version == 0 ? std::string() : as_json(before), as_json(after));
    return true;
}

// The history does not tell which text it was; nor, while the other is not to know, which codes.
bool save_given(db::Write& db, const By& by, const WaveId& wave, const std::string& text, Hand hand, const Given& before,
                const Given& after) {
    const auto codes = listed_themes(after.codes);
    const auto changed = after.version == 0 ? db.run(R"sql(
        insert into wave_code_given (partnership_id, wave_id, text_id, hand, codes, version) values ($1, $2, $3, $4, $5, 1)
            on conflict (partnership_id, wave_id, text_id, hand) do nothing)sql",
                                                     by.partnership, wave, text, hand, codes)
                                            : db.run(R"sql(
        update wave_code_given set codes = $5, version = version + 1
         where partnership_id = $1 and wave_id = $2 and text_id = $3 and hand = $4 and version = $6)sql",
                                                     by.partnership, wave, text, hand, codes, after.version);
    if (changed == 0) return false;
    if (hand == Hand::agreed)
        note(db, by, "settled_codes", wave, before.version == 0 ? std::string() : as_json(before), as_json(after));
    else
        note(db, by, "coded_text", wave);
    return true;
}

bool save_finished(db::Write& db, const By& by, const WaveId& wave, const Coding& after) {
    if (0 == db.run(R"sql(
        update wave_coding set first_done = $4, second_done = $5, version = version + 1
         where partnership_id = $1 and wave_id = $2 and version = $3)sql",
                    by.partnership, wave, after.version, after.first_done, after.second_done))
        return false;
    note(db, by, "finished_coding", wave);
    return true;
}

void add_coded_excerpt(db::Write& db, const By& by, const WaveId& wave, const CodedExcerpt& excerpt) {
    db.run(R"sql(
        insert into wave_excerpt (partnership_id, wave_id, id, text_id, code, sealed, made_by, made_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8))sql",
           by.partnership, wave, excerpt.id, excerpt.text, excerpt.code, seal_words(wave, part_of(excerpt.id), excerpt.words), by.who,
           by.at);
    note(db, by, "quoted_text", wave);
}

void remove_coded_excerpt(db::Write& db, const By& by, const WaveId& wave, const CodedExcerptId& id) {
    if (0 == db.run("delete from wave_excerpt where partnership_id = $1 and wave_id = $2 and id = $3", by.partnership, wave, id)) return;
    note(db, by, "unquoted_text", wave);
}

}  // namespace touchstone::voice

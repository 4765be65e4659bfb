// Ballots on their way: sealed while they wait, opened many at once in an order of chance, and read by nobody before.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "voice/ballot.h"
#include "voice/wave.h"

namespace touchstone::voice {

// Once for each ballot: false, and nothing is kept, where it was sent before. When as many lie sealed as the smallest number that may be
// shown, they are opened.
[[nodiscard]] bool send_ballot(db::Write&, const PartnershipId&, const Wave&, const std::string& ballot, const Answers&, Instant now);
// Answers that were collected elsewhere: each as a ballot of its own, which nobody holds, sent and opened with the others. The import has
// the event.
void take_in(db::Write&, const PartnershipId&, const Wave&, const std::vector<Answers>&, Instant now);
// The rest, when the wave is closed.
void open_ballots(db::Write&, const PartnershipId&, const Wave&, Instant now);
// What whoever kept the words of their ballot has taken out again: answers and words. False where there is nothing of theirs.
[[nodiscard]] bool take_out(db::Write&, const PartnershipId&, const Wave&, const std::string& ballot, Instant now);

Counts read_counts(db::Read&, const PartnershipId&, const WaveId&);
int count_answers(db::Read&, const PartnershipId&, const WaveId&);

struct WaveText {
    std::string id, question, words;
    WordsState state = WordsState::waiting;
    Date came{};
};
// Words with one of these states, in the order of their ids, which is one of chance.
db::Answer<std::vector<WaveText>> ask_texts(db::Trip&, const PartnershipId&, const WaveId&, const std::vector<WordsState>&);
std::vector<WaveText> list_texts(db::Read&, const PartnershipId&, const WaveId&, const std::vector<WordsState>&);
// Words sealed with the wave's key, as a part of it: padded, so that none is known by how long it is. Nothing where they cannot be opened.
[[nodiscard]] std::string seal_words(const WaveId&, const std::string& part, const std::string& words);
[[nodiscard]] std::optional<std::string> open_words(const WaveId&, const std::string& part, const std::string& sealed);
// By the reader, who saw it in the state `before`. False where somebody else has dealt with it since.
[[nodiscard]] bool deal_with(db::Write&, const By&, const WaveId&, const std::string& text, WordsState before, WordsState after);

// All that were opened, in no order.
std::vector<Answers> list_answers(db::Read&, const PartnershipId&, const WaveId&);

}  // namespace touchstone::voice

// What stands for an answerer: a code on a slip, exchanged once for a ballot that has nothing to do with it. Both are words to read out.
// Both are made with the wave's key, which is not in the database, so that whoever has the database can make neither.
#pragma once
#include <cstddef>
#include <string>

#include "voice/wave.h"

namespace touchstone::voice {

// A million guesses at the codes of the largest wave find one with a chance below one in a million.
inline constexpr std::size_t code_bytes = 8;
// The code with this number, from 1, of a wave: four words, always the same.
[[nodiscard]] std::string code_of(const WaveId&, int number);
// What stands for it in the database, however it was typed.
[[nodiscard]] std::string mark_of_code(const WaveId&, const std::string& typed);

// Six words of chance that prove themselves.
[[nodiscard]] std::string new_ballot(const WaveId&);
[[nodiscard]] bool is_ballot(const WaveId&, const std::string& typed);
// What stands for a ballot: that it was sent, at its answers, and at its words; none tells another.
[[nodiscard]] std::string mark_of_sent(const WaveId&, const std::string& ballot);
[[nodiscard]] std::string mark_of_answers(const WaveId&, const std::string& ballot);
[[nodiscard]] std::string mark_of_words(const WaveId&, const std::string& ballot);

// Where a statement of a wall stands for whoever answers with this ballot: in an order of chance, and the same on every page.
[[nodiscard]] std::string mark_of_place(const WaveId&, const std::string& ballot, const std::string& statement);

// Two words of chance, as the address of a wave or a wall.
[[nodiscard]] std::string new_link();

}  // namespace touchstone::voice

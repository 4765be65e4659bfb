#include "voice/code.h"

#include <sodium.h>

#include "privacy/vault.h"
#include "voice/spoken.h"

namespace touchstone::voice {
namespace {

constexpr std::size_t ballot_bytes = 6, link_bytes = 4;

// The first bytes of a mark, which is hex.
std::string bytes_of(const std::string& mark, std::size_t count) {
    std::string bytes(count, '\0');
    sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), count, mark.data(), count * 2, nullptr, nullptr, nullptr);
    return bytes;
}

std::string of_chance(std::size_t count) {
    std::string bytes(count, '\0');
    do randombytes_buf(bytes.data(), count);
    while (!is_decent(spoken(bytes)));
    return spoken(bytes);
}

std::string proof_of(const WaveId& wave, const std::string& words) {
    return spoken(bytes_of(privacy::vault().mark(wave.text, "ballot", words), ballot_bytes));
}

}  // namespace

std::string code_of(const WaveId& wave, int number) {
    for (int again = 0;; ++again) {
        const auto which = std::to_string(number) + (again == 0 ? "" : "/" + std::to_string(again));
        auto code = spoken(bytes_of(privacy::vault().mark(wave.text, "code", which), code_bytes));
        if (is_decent(code)) return code;
    }
}

std::string mark_of_code(const WaveId& wave, const std::string& typed) {
    return privacy::vault().mark(wave.text, "exchanged", as_spoken(typed));
}

std::string new_ballot(const WaveId& wave) {
    const auto words = of_chance(ballot_bytes);
    return words + "-" + proof_of(wave, words);
}

bool is_ballot(const WaveId& wave, const std::string& typed) {
    const auto ballot = as_spoken(typed);
    const auto half = ballot.size() / 2;
    return ballot.size() == 35 && ballot.substr(half + 1) == proof_of(wave, ballot.substr(0, half));
}

std::string mark_of_sent(const WaveId& wave, const std::string& ballot) {
    return privacy::vault().mark(wave.text, "sent", as_spoken(ballot));
}
std::string mark_of_answers(const WaveId& wave, const std::string& ballot) {
    return privacy::vault().mark(wave.text, "answers", as_spoken(ballot));
}
std::string mark_of_words(const WaveId& wave, const std::string& ballot) {
    return privacy::vault().mark(wave.text, "words", as_spoken(ballot));
}

std::string mark_of_place(const WaveId& wave, const std::string& ballot, const std::string& statement) {
    return privacy::vault().mark(wave.text, "place", as_spoken(ballot) + "/" + statement);
}

std::string new_link() { return of_chance(link_bytes); }

}  // namespace touchstone::voice

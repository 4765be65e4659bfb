// Coding in tables: the frame, who gave which text which codes, and what is quoted. Nobody is given anybody else's codes before all is laid
// open: what a page has, it has from find_coding.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "voice/coding_results.h"
#include "voice/wave_store.h"

namespace touchstone::voice {

struct CodingWhole {
    WaveFound found;
    Coding coding;
    std::string first_name, second_name;  // of the coders; empty: nobody
    bool has_begun = false;               // a text has codes
    CodedTexts texts;                     // that may be read, as this person may see them; none while the wave is open
    std::vector<CodedExcerpt> excerpts;   // in the order in which they were chosen
};
// Of a wave, not of a wall. One trip.
std::optional<CodingWhole> find_coding(db::Read&, const PartnershipId&, const WaveId&, const AccountId& who);

// Each is false, and nothing changes, when someone else saved after this one's version was shown.
// What a coder gave is deleted with them when somebody else takes their place.
[[nodiscard]] bool save_frame(db::Write&, const By&, const WaveId&, const Coding& before, const Coding& after);
[[nodiscard]] bool save_given(db::Write&, const By&, const WaveId&, const std::string& text, Hand, const Given& before, const Given& after);
[[nodiscard]] bool save_finished(db::Write&, const By&, const WaveId&, const Coding& after);

void add_coded_excerpt(db::Write&, const By&, const WaveId&, const CodedExcerpt&);
void remove_coded_excerpt(db::Write&, const By&, const WaveId&, const CodedExcerptId&);

}  // namespace touchstone::voice

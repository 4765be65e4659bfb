// Waves in tables: what was frozen, its codes, and what is told of it afterwards.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "evidence/evidence.h"
#include "voice/questionnaire_store.h"
#include "voice/results.h"
#include "voice/wave.h"

namespace touchstone::voice {

// There for those of its owner, and for whoever is named to read what people write.
std::optional<Seen> look_up_wave(db::Read&, const Actor&, const std::string& id, Instant now);
std::optional<Seen> look_up_wall(db::Read&, const Actor&, const std::string& id, Instant now);

// A wave with what is counted about it.
struct WaveFound {
    Wave wave;
    std::string owner_name;
    int codes = 0;      // made
    int exchanged = 0;  // of those
    int sent = 0;       // ballots
    int opened = 0;     // answers among them
    int waiting = 0;    // texts that nobody has read yet
};
db::Answer<std::optional<WaveFound>> ask_wave(db::Trip&, const PartnershipId&, const WaveId&);
std::optional<WaveFound> find_wave(db::Read&, const PartnershipId&, const WaveId&);
// In the order of their numbers.
std::vector<WaveFound> list_waves(db::Read&, const PartnershipId&, const QuestionnaireId&);
// The same with noughts for counts, which take long where very many have answered.
db::Answer<std::optional<WaveFound>> ask_wave_uncounted(db::Trip&, const PartnershipId&, const WaveId&);
// The one before it of the same questionnaire, uncounted too.
db::Answer<std::optional<WaveFound>> ask_wave_before(db::Trip&, const PartnershipId&, const WaveId&);
std::vector<WaveFound> list_waves_uncounted(db::Read&, const PartnershipId&, const QuestionnaireId&);
// Whoever follows a link has no account, so it alone says whose wave it is.
struct Asked {
    PartnershipId partnership;
    std::string partnership_name;
    Wave wave;
};
std::optional<Asked> find_asked(db::Read&, const std::string& link);

// The area's own line as it was said last, in whichever wave of the partnership.
db::Answer<std::optional<HelpLine>> ask_last_help(db::Trip&, const PartnershipId&);

// Also while its answers are still being brought in.
std::optional<Wave> find_wave_brought_in(db::Read&, const PartnershipId&, const WaveId&);

// With the key that seals what is answered. One that was asked elsewhere is there for nobody before it is closed, and has no event before.
void add_wave(db::Write&, const By&, const Wave&);
// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_wave(db::Write&, const By&, const char* verb, const Wave& before, const Wave& after);
void add_codes(db::Write&, const By&, const WaveId&, const std::vector<std::string>& marks);
// Each code once: false where it was exchanged before.
[[nodiscard]] bool exchange_code(db::Write&, const PartnershipId&, const WaveId&, const std::string& mark);

// Of every partnership: whose answers went by themselves, so that nothing needs their keys.
std::vector<WaveId> list_waves_without_answers(db::Read&);

void keep_results(db::Write&, const PartnershipId&, const WaveId&, const Results&);
std::optional<Results> find_results(db::Read&, const PartnershipId&, const WaveId&);
db::Answer<std::optional<Results>> ask_results(db::Trip&, const PartnershipId&, const WaveId&);
db::Answer<std::optional<Results>> ask_results_before(db::Trip&, const PartnershipId&, const WaveId&);

// The item that a closed wave becomes.
void make_evidence_of(db::Write&, const By&, const WaveId&, const evidence::Evidence&);
db::Answer<std::vector<EvidenceId>> ask_evidence_made(db::Trip&, const PartnershipId&, const WaveId&);

}  // namespace touchstone::voice

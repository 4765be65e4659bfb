// Questionnaires in tables, and who sees them: those of its owner, or the whole partnership where it is nobody's by itself.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "voice/wave.h"

namespace touchstone::voice {

// A questionnaire that is still written.
struct KeptQuestionnaire {
    QuestionnaireId id;
    OrganisationId owner;  // empty: the whole partnership
    std::string owner_name;
    Questionnaire content;
    AccountId made_by;
    Instant made_at;
    int version = 0;
    bool is_wall = false;       // the statements of a wall
    std::string left_out = {};  // what the file that it came from holds and it has not, a sentence on each line
};

std::optional<Seen> look_up_questionnaire(db::Read&, const Actor&, const std::string& id, Instant now);

struct ListedQuestionnaire {
    QuestionnaireId id;
    std::string title, owner_name;
    int waves = 0;
    OrganisationId owner = {};
};
// The latest first.
db::Answer<std::vector<ListedQuestionnaire>> ask_questionnaires(db::Trip&, const Sight&);
std::vector<ListedQuestionnaire> list_questionnaires(db::Read&, const Sight&);
std::optional<KeptQuestionnaire> find_questionnaire(db::Read&, const PartnershipId&, const QuestionnaireId&);
void add_questionnaire(db::Write&, const By&, const KeptQuestionnaire&);
// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_questionnaire(db::Write&, const By&, const KeptQuestionnaire& before, const Questionnaire& after);

// One that was never published. False, and nothing changes, where it was.
[[nodiscard]] bool remove_questionnaire(db::Write&, const By&, const KeptQuestionnaire&);

// In queries whose first arguments are a Sight's: whether the questionnaire `q` is there for the one who looks.
inline constexpr const char* questionnaire_is_there = "((q.owner_id = '' and $2 = 1) or $3 like '%,' || q.owner_id || ',%')";
// Whether the wave `w` is there for anybody: not while its answers are still being brought in from elsewhere.
inline constexpr const char* wave_is_whole = "(w.tool is null or w.closed_at is not null)";

}  // namespace touchstone::voice

// A wave: a questionnaire as it was frozen, asked of certain people between two days. Nobody who answers has an account, and nobody can
// find out who said what: see voice/ballot.h.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/named.h"
#include "base/outcome.h"
#include "base/time.h"
#include "voice/questionnaire.h"

namespace touchstone::voice {

using QuestionnaireId = Id<struct QuestionnaireTag>;
using WaveId = Id<struct WaveTag>;

// By a link that anybody may pass on, or with a code for each answer. Stored: never renumber.
enum class Access { open_link = 1, codes };
// How a wave is asked: a page at a time, or for children one question at a time. Stored: never renumber.
enum class Manner { pages = 1, one_by_one };
enum class Stage { waiting, open, closed };

// Where people of the area get help now, as they are told before they write. No name: there is none.
struct HelpLine {
    std::string name, phone, hours;
};

// With which tool the answers were collected that were brought in from elsewhere. Stored: never renumber.
enum class Tool { other = 1, ms_forms, smartsurvey, google_forms, limesurvey };
[[nodiscard]] const Names<Tool>& tools();

struct Wave {
    WaveId id;
    QuestionnaireId questionnaire;
    OrganisationId owner;  // the questionnaire's
    int number = 1;        // of its questionnaire, from 1
    bool is_wall = false;  // of a wall, whose statements are what it asks (voice/wall.h)
    Questionnaire content;
    std::string link;  // two spoken words: its address is /ask/<link>; empty: it was asked elsewhere
    Access access = Access::open_link;
    Manner manner = Manner::pages;
    Date opens{}, closes{};       // both days included
    std::optional<Date> reminds;  // when whoever handed out the codes is told how many have not been used
    std::string whose_view;       // key of the stakeholder group that is asked
    int smallest = 5;             // k: no number below it is shown
    bool zeros_shown = false;     // whether "nobody" may be told from "too few to show"
    int invited = 0;              // people asked; 0: not known
    AccountId reader, deputy;     // who reads what was written before anybody else
    std::string reader_name, deputy_name;
    HelpLine help;
    // Lundy's four: a place to speak, help to speak, who listens, and what will come of it.
    std::string space, voice, audience, influence;
    std::string decides;                // who decides
    std::optional<Date> decides_by;     // and by when
    std::string heard, done, not_done;  // what the public page says afterwards
    AccountId published_by;
    Instant published_at;      // or when it was brought in
    std::optional<Tool> tool;  // nothing: it was asked here
    std::optional<Instant> closed_at;
    std::optional<Date> answers_gone;  // when answers and texts went by themselves
    int version = 1;

    [[nodiscard]] Stage stage(Date today) const;
};

struct WaveDraft {
    std::string access, manner, opens, closes, whose_view, smallest, zeros_shown, invited, reader, deputy, space, voice, audience,
        influence, reminds, help_name, help_phone, help_hours;
};
[[nodiscard]] const Fields<WaveDraft>& wave_fields();

inline constexpr int smallest_least = 5, smallest_most = 50;
inline constexpr int codes_max = 5'000;
inline constexpr int wave_days_max = 366;
inline constexpr std::size_t decides_max = 200;

// What may be chosen: who can read what is written first, and the groups that can be asked.
struct WaveOffers {
    std::vector<AccountId> readers;
    std::vector<std::string> groups;
};
// Freezes the questionnaire, with the languages that it is offered in (voice/answer_words.h), or says everything that is wrong.
[[nodiscard]] Outcome<Wave> publish(const Wave& before, const Questionnaire&, const WaveDraft&, const WaveOffers&, Date today);

// The same for answers that were collected elsewhere, between two days that are over.
[[nodiscard]] Outcome<Wave> asked_elsewhere(const Wave& before, const Questionnaire&, const WaveDraft&, const WaveOffers&, Date today);

struct ClosingDraft {
    std::string decides, decides_by;
    int seen_version = 0;
};
[[nodiscard]] const Fields<ClosingDraft>& closing_fields();
// Nobody answers any more. Who decides, and by when, is said before.
[[nodiscard]] Outcome<Wave> close(const Wave&, const ClosingDraft&, Instant now);

struct OutcomeDraft {
    std::string heard, done, not_done;
    int seen_version = 0;
};
[[nodiscard]] const Fields<OutcomeDraft>& outcome_fields();
[[nodiscard]] OutcomeDraft draft_of(const Wave&);
// What the public page says: what we heard, what happened, and what did not and why.
[[nodiscard]] Outcome<Wave> tell(const Wave&, const OutcomeDraft&);

[[nodiscard]] std::string name_of(Access);
[[nodiscard]] std::string name_of(Manner);
[[nodiscard]] std::string name_of(Stage);
// For the history, as JSON.
[[nodiscard]] std::string as_json(const Wave&);

}  // namespace touchstone::voice

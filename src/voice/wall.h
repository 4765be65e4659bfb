// A wall of statements: a question put to young people, and short statements to which others say that they agree, disagree or are not sure.
// Whoever opens its link may add some; each stands there once its reader has let it through. It is kept as a questionnaire whose questions
// are the statements that stand on it, asked in one wave, so that it is answered, sealed, counted and shown as every wave is. Nobody is put
// into a group by what they say, and nothing is ranked by who said it.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/outcome.h"
#include "base/time.h"
#include "statistics/intervals.h"
#include "voice/ballot.h"
#include "voice/results.h"
#include "voice/wave.h"

namespace touchstone::voice {

inline constexpr std::size_t statement_max = 140;               // characters
inline constexpr std::size_t seeds_least = 3, seeds_most = 20;  // statements of the owner, so that nobody meets an empty wall
inline constexpr std::size_t wall_groups_least = 2, wall_groups_most = 8;
inline constexpr int own_most = 3;  // statements that one person may add

// Why a statement is held back. Stored: never renumber.
enum class Reason { identifying = 1, hurtful, off_question, same_as };
// What happened to a statement. Stored: never renumber.
enum class Fate { will_be_done = 1, done, not_done, elsewhere };

struct Statement {
    int number = 0;     // of its wall, from 1
    std::string text;   // WaveText::id of the text that it came from; empty: the owner's own
    std::string words;  // as it stands on the wall; empty: it is held back
    std::optional<Reason> reason;
    int double_of = 0;  // with Reason::same_as: which statement says it already
    std::optional<Fate> fate;
    std::string fate_words;  // why not, who decides, or more about it
    std::optional<Date> fate_by;
    int version = 1;

    [[nodiscard]] bool stands() const { return !words.empty(); }
};

struct WallDraft {
    std::string title, question;
    std::string group, groups;  // the label of one question that makes groups, and its answers, one on each line
    std::string statements;     // the owner's, one on each line
};
[[nodiscard]] const Fields<WallDraft>& wall_fields();
// What else is said of a wall: of a wave's fields those that are not the same for every wall.
[[nodiscard]] const Fields<WaveDraft>& wall_wave_fields();
struct Wall {
    Wave wave;
    std::vector<Statement> statements;
};
// The wall as it opens, or everything that is wrong.
[[nodiscard]] Outcome<Wall> put_up(const Wave& before, const WallDraft&, const WaveDraft&, const WaveOffers&, Date today);

// What is put to young people.
[[nodiscard]] std::string asked_on(const Questionnaire&);
// What a wave asks once these statements stand on its wall.
[[nodiscard]] Questionnaire with_statements(const Questionnaire&, const std::vector<Statement>&);
[[nodiscard]] std::string question_of(const Statement&);  // its name in the questionnaire: "s3"
[[nodiscard]] bool is_statement(const Question&);
[[nodiscard]] bool is_own(const Question&);  // where somebody writes a statement

[[nodiscard]] const std::vector<std::string>& votes();  // agree, disagree, unsure
inline constexpr const char* skipped = "skip";
// The last vote on each statement; none where it was skipped.
[[nodiscard]] Answers as_voted(const Questionnaire&, Answers typed);
// The group, then one statement a page in the order of what `place` says of each, then one's own.
[[nodiscard]] std::vector<std::vector<const Question*>> pages_of_wall(const Questionnaire&,
                                                                      const std::function<std::string(const std::string& name)>& place);

// What its reader does with a statement that somebody wrote.
struct ReadingDraft {
    std::string dealt, words, reason, double_of;
    std::string was;       // the state in which they saw it
    int seen_version = 0;  // of the statement; 0: there was none yet
};
[[nodiscard]] const Fields<ReadingDraft>& reading_fields();
struct Reading {
    WordsState was = WordsState::waiting, dealt = WordsState::waiting;
    int seen_version = 0;
    std::string words;  // as it will stand; only where it is let through
    std::optional<Reason> reason;
    int double_of = 0;
};
[[nodiscard]] Outcome<Reading> read_statement(const ReadingDraft&, const std::vector<Statement>&);

struct FateDraft {
    std::string fate, fate_words, fate_by;
    int seen_version = 0;
};
[[nodiscard]] const Fields<FateDraft>& fate_fields();
[[nodiscard]] FateDraft draft_of(const Statement&);
[[nodiscard]] Outcome<Statement> decide(const Wave&, const Statement&, const FateDraft&);

// What may be said of a statement by its interval: more than half agree, or fewer.
enum class Said { nothing, most_agree, most_do_not_agree };
struct Tally {
    ShownCount agree, disagree, unsure;
    int of = 0;                                  // people who said one of these
    bool is_of_all = true;                       // how many that are may not be shown, so it is all who sent answers
    std::optional<statistics::Bounds> interval;  // of the share that agrees, 95%
    Said said = Said::nothing;
};
// Nothing where the statement has no table, or the row no base.
[[nodiscard]] std::optional<Tally> tally_of(const ShownTable&, const ShownRow&);
[[nodiscard]] const ShownTable* table_of(const Results&, const Statement&);

[[nodiscard]] std::string name_of(Reason);
[[nodiscard]] std::string name_of(Fate);
[[nodiscard]] std::string name_of(Said);
// For the history, as JSON: what became of it.
[[nodiscard]] std::string as_json(const Statement&);

}  // namespace touchstone::voice

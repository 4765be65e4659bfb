// A proposal for the scope (parts 3.2 and 3.4). What is known of the key areas that the framework looks at first tells which of the others
// to look at, how deeply, and why. It only proposes: people accept, change or refuse, with a reason, and every answer stays. Levels that
// people awarded are compared here; none is ever worked out.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/outcome.h"
#include "evaluations/scope.h"
#include "evidence/evidence.h"
#include "frameworks/framework.h"

namespace touchstone::workspace {

// An area for improvement, and the evidence that it was found in.
struct Weakness {
    FindingId finding;
    std::string statement;
    EvidenceId evidence;
    std::string title;
    evidence::Source source = evidence::Source::performance_data;
    std::set<evidence::ThemeRef> themes;
    std::set<std::string> causes;         // indicators that may explain it, as whoever found it says
    std::set<std::string> outcomes = {};  // keys of the outcomes for children that its evidence is about
};

// What a measure says of its latest figure, or of a target that it misses, where chance does not explain it.
struct Signal {
    std::string key;    // of which measure, what and since when: another one is another reason
    std::string words;  // with no better or worse
    std::set<evidence::ThemeRef> themes;
    bool is_weak = false;  // it is not better, by what the measure itself says is better
};
// Keys of signals begin so, and go on with the measure's id.
inline constexpr const char* signal_key = "measure/";

struct Known {
    std::map<std::string, evaluations::ScopeChoice> scope;
    std::map<std::string, int> levels;  // as people awarded them, by indicator
    std::set<std::string> found;        // indicators with findings
    std::vector<Weakness> weaknesses;   // in the order in which they were found
    std::vector<Signal> signals = {};
};

// A sentence: the key of a text, and what it names.
struct Sentence {
    std::string key;
    std::map<std::string, std::string> values;
    std::map<std::string, std::vector<std::string>> lists = {};  // values too, for the reader's language to join
};

// What speaks for looking at an indicator: one area for improvement, one low judgement, or one signal of a measure.
struct Pointer {
    std::string weakness;  // id of the finding, code of the judged indicator, or key of the signal
    EvidenceId evidence;   // empty for a judgement and a signal
    Sentence words;
};

struct Proposed {
    std::string indicator;
    frameworks::Depth depth = frameworks::Depth::light;
    std::vector<Pointer> because;
};

struct ScopeProposal {
    std::vector<Sentence> missing;     // what has to be known first
    std::vector<Proposed> indicators;  // those in full first, then those with most reasons
    bool is_sound = false;             // the decisive key areas are known, and nothing is weak: the others may not be needed
};

// In full where the evidence itself leads there: the finding names the indicator as what may explain it, or speaks about it as well. Where
// something else is weak that concerns the same outcome, such as nurture, the two are set side by side.
// Lightly where only the framework's `explained_by` does, and where a measure signals: on its own themes, and where what it is about is
// weak, where `explained_by` leads.
[[nodiscard]] ScopeProposal propose_scope(const frameworks::Framework&, const Known&);

// Stored: never renumber.
enum class Answer { accepted = 1, changed, refused };

struct Because {
    std::string weakness;
    EvidenceId evidence;
    std::string words;  // as they were when it was answered; empty for whom the evidence or the measure is not there
};

struct ScopeAnswer {
    ScopeAnswerId id;
    std::string indicator;  // empty: all that are not decisive, because the decisive ones are sound
    frameworks::Depth proposed = frameworks::Depth::none;
    Answer answer = Answer::accepted;
    frameworks::Depth depth = frameworks::Depth::none;  // how deeply the indicator is looked at from then on
    std::string reason;
    std::vector<Because> because;
    AccountId by;
    std::string by_name;
    Instant at;
};

struct AnswerDraft {
    std::string answer, reason;
};
// A row for each indicator that is proposed; `indicator` says which of them is answered.
inline const FieldShape indicator_shape{"indicator", FieldShape::Kind::choice, 0, true},
    answer_shape{"answer", FieldShape::Kind::choice, 0, false, {"accept", "change", "refuse"}},
    why_shape{"why", FieldShape::Kind::text, evaluations::reason_max_characters};
// Why all that is not decisive can be left out.
inline const FieldShape why_sound_shape{"why_sound", FieldShape::Kind::text, evaluations::reason_max_characters, true};

// `now`: how deeply the indicator is looked at already. Refusing leaves it at that; changing means the other depth than the proposed one.
[[nodiscard]] Outcome<ScopeAnswer> answer(const evaluations::Evaluation&, const Proposed&, frameworks::Depth now, const AnswerDraft&);

// Where a proposal stands: followed already, to be answered, answered, or answered before something new spoke for it.
enum class Standing { followed, open, answered, contradicted };
// `answers`: the latest first.
[[nodiscard]] Standing standing_of(const Proposed&, frameworks::Depth now, const std::vector<ScopeAnswer>& answers);
// What the latest answer did not know of.
[[nodiscard]] std::vector<Pointer> new_since(const Proposed&, const std::vector<ScopeAnswer>& answers);

[[nodiscard]] frameworks::Depth depth_now(const std::map<std::string, evaluations::ScopeChoice>& scope, const std::string& indicator);
[[nodiscard]] std::string name_of(Answer);
// For the history: why, as JSON.
[[nodiscard]] std::string as_json(const ScopeAnswer&);

}  // namespace touchstone::workspace

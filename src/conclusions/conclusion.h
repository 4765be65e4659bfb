// Conclusions in words beside the profile of levels (parts 2.2 and 2.4), never as an average: on each high-level question and key area, and
// on the three components of the capacity for improvement, with the confidence that people have in it.
#pragma once
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"
#include "evaluations/evaluation.h"
#include "frameworks/framework.h"
#include "judging/judgement.h"

namespace touchstone::conclusions {

// What a conclusion is on. Its text, "question_3", "area_5" or "component_outcomes", is stored: never rename.
struct Part {
    enum class Kind { question, area, component };
    Kind kind = Kind::question;
    std::string key;
    auto operator<=>(const Part&) const = default;
};
[[nodiscard]] std::string text_of(const Part&);
[[nodiscard]] Part part_of_question(int number);
[[nodiscard]] Part part_of_area(const std::string& number);
[[nodiscard]] Part part_of_component(const std::string& component);
// Of a text that was stored; throws when it is none.
[[nodiscard]] Part stored_part(const std::string& text);
// Nothing when the framework has no such part.
[[nodiscard]] std::optional<Part> part_from(const frameworks::Framework&, const std::string& text);
// "outcomes", "leadership", "improvement": what a statement on the capacity for improvement is made of (part 2.4).
[[nodiscard]] const std::vector<std::string>& all_components();

// The last question, on the capacity for improvement, is a global judgement on all key areas; so are its components.
[[nodiscard]] bool is_capacity(const frameworks::Framework&, const Part&);
// What is asked for besides the statement: on the capacity for improvement how confident people are, on it as a whole also what has been
// achieved, and the ability to respond to change.
enum class Asked { statement, confidence, achievements };
[[nodiscard]] Asked asked_on(const frameworks::Framework&, const Part&);
// Whether an indicator stands under the part.
[[nodiscard]] bool is_under(const frameworks::Framework&, const Part&, const frameworks::Indicator&);

struct Conclusion {
    Part part;
    std::string statement;
    std::optional<judging::Confidence> confidence;  // only about the capacity for improvement
    std::string caveat;
    std::vector<FindingId> findings;  // drawn in as links
    AccountId written_by;
    Instant written_at;
    int version = 0;
    std::string achievements = {}, responsiveness = {};  // only about the capacity as a whole: part 2.4 and key area 10
};
inline constexpr std::size_t achievements_max_characters = 2'000, responsiveness_max_characters = 2'000;

struct ConclusionDraft {
    std::string statement;
    int seen_version = 0;
    std::string confidence = {}, caveat = {};
    std::vector<std::string> findings = {};
    std::string achievements = {}, responsiveness = {};
};

// Findings are no field: forms name them by kind.
[[nodiscard]] const Fields<ConclusionDraft>& conclusion_fields(Asked);
[[nodiscard]] ConclusionDraft draft_of(const Conclusion&);

// `known` are the findings that may be drawn in.
[[nodiscard]] Outcome<Conclusion> conclude(const evaluations::Evaluation&, const frameworks::Framework&, const Part&,
                                           const ConclusionDraft&, const std::vector<FindingId>& known, const AccountId& by, Instant now);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const Conclusion&);

}  // namespace touchstone::conclusions

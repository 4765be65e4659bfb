// What the pages on conclusions show alike: a part of an evaluation with everything that is said about it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "conclusions/conclusion_words_pages.h"
#include "conclusions/whole_store.h"
#include "conversations/conversation.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "web/router.h"

namespace touchstone::conclusions {

struct Concluding {
    evaluations::Evaluation evaluation;
    const frameworks::Framework* framework;
    Part part;
    Whole whole;
    bool may_write;
    Date today;
    std::vector<conversations::Conversation> talk;
};
[[nodiscard]] conversations::About talked_about(const EvaluationId&, const Part&);
// The part that the address names; nothing where the framework has none. Two trips.
std::optional<Concluding> find_concluding(const web::Visit&, db::Read&);

// "Question 3", "Key area 5", "Capacity for improvement"
[[nodiscard]] std::string part_label(const Part&);
[[nodiscard]] std::string part_about(const frameworks::Framework&, const Part&);
// The key areas of a question, or the components of the capacity for improvement.
[[nodiscard]] std::vector<Part> parts_below(const frameworks::Framework&, const Part&);

[[nodiscard]] const Concluded* concluded_at(const Concluding&);
// Each finding of this kind under the part once.
[[nodiscard]] std::vector<evidence::OnTheme> findings_under(const Concluding&, evidence::FindingKind);
// "2 very good, 1 weak": counts, never an average; empty for none.
[[nodiscard]] std::string counts_in_words(const Concluding&);
// Real gaps under the part: key and sentence.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> offered_at(const Concluding&);
// Links to the findings that the conclusion draws in, or false.
[[nodiscard]] web::Data drawn_in(const Concluding&, const Concluded&, evidence::FindingKind);
// A sentence on findings that are drawn in and were withdrawn or are not shared, or false.
[[nodiscard]] web::Data lost_findings(const Concluding&, const Concluded&);
[[nodiscard]] std::string ties_address(const Concluding&);
// The quantity words in what was saved, with the figures that they are tied to; or false.
[[nodiscard]] web::Data tied_words(const web::Visit&, const Concluding&);

// The page of the part with what is saved.
[[nodiscard]] web::Response conclusion_as_it_is(const web::Visit&, const Concluding&, const Problems&, web::Status);

}  // namespace touchstone::conclusions

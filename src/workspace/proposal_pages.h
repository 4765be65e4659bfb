// The proposal for the scope as the scope page and the workspace show it.
#pragma once
#include <map>
#include <string>

#include "evaluations/evaluation_store.h"
#include "web/components.h"
#include "web/visit.h"
#include "workspace/proposal.h"
#include "workspace/workspace_store.h"

namespace touchstone::workspace {

[[nodiscard]] ScopeProposal proposal_of(const frameworks::Framework&, const Workspace&);
[[nodiscard]] std::string in_words(const Sentence&);
[[nodiscard]] std::string because_in_words(const std::vector<Pointer>&);

// What somebody typed as an answer that was refused, by field.
using TypedAnswer = std::map<std::string, std::string>;

// The rows that the section has to answer, and whether it offers to leave out the rest.
struct OpenAnswer {
    Proposed proposed;
    std::string answer, why;  // as typed, else to start with
};
[[nodiscard]] std::vector<OpenAnswer> open_answers(const frameworks::Framework&, const Workspace&, const TypedAnswer&);
[[nodiscard]] bool offers_to_leave_out(const frameworks::Framework&, const Workspace&);

// What is missing, what is proposed with a form for each answer, and every answer so far.
[[nodiscard]] web::Object proposal_section(const web::Visit&, const frameworks::Framework&, const evaluations::Evaluation&,
                                           const Workspace&, const TypedAnswer&, const Problems&);
// Sentences about indicators that are left out although evidence points to them.
[[nodiscard]] web::List proposal_notes(const frameworks::Framework&, const Workspace&);

}  // namespace touchstone::workspace

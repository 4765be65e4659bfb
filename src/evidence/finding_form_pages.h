// The form of a finding, with every theme that it can speak about.
#pragma once
#include <string>
#include <vector>

#include "evidence/evidence_store.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::evidence {

// What the findings of an item speak about: the frameworks of the evaluations that use it and are there for the one who looks, that of the
// evaluation `from` first, and those that its findings name; while there are none, all that are published. Each once, in the version of
// the evaluation, else in its latest.
struct Speaking {
    std::vector<const frameworks::Framework*> frameworks;
    Linkable linkable;

    [[nodiscard]] bool is_of_several() const { return frameworks.size() > 1; }
    [[nodiscard]] const frameworks::Framework* framework(const std::string& id) const;
};
[[nodiscard]] Speaking speaking_of(db::Read&, const EvidenceWhole&, const std::string& from);

// "5.1 theme 2: How needs are met", and where there are several, the framework's title.
[[nodiscard]] std::string theme_in_words(const Speaking&, const LinkedTheme&);

[[nodiscard]] web::Object finding_form(const web::Visit&, const Speaking&, const EvidenceWhole&, const FindingDraft&, const Problems&,
                                       const std::string& action);
// When somebody else was faster.
[[nodiscard]] web::Object compared(const Speaking&, const EvidenceWhole&, const FindingDraft& yours, const FindingDraft& theirs);

}  // namespace touchstone::evidence

// What the form of a new evaluation and the guided start have in common.
#pragma once
#include <string>
#include <vector>

#include "evaluations/evaluation_store.h"
#include "evaluations/sharing_store.h"
#include "frameworks/framework_store.h"
#include "people/organisation.h"
#include "web/fields.h"
#include "web/visit.h"
#include "workspace/list_store.h"

namespace touchstone::workspace {

inline const FieldShape owner_shape{"owner", FieldShape::Kind::choice}, framework_shape{"framework", FieldShape::Kind::choice};

// What a new one can be, where this actor evaluates.
struct SetUpOffers {
    std::vector<frameworks::Published> frameworks;
    std::vector<evaluations::ParentCandidate> parents;
    std::vector<evaluations::Owner> owners;
    std::vector<people::Service> services;
    std::vector<EvaluationSummary> evaluations;  // that are there for this actor
};
// One trip.
[[nodiscard]] SetUpOffers offers_for(const web::Visit&, db::Read&);
[[nodiscard]] web::Offers offers_of(const std::vector<people::Service>&, const evaluations::EvaluationDraft&,
                                    const std::vector<evaluations::Related>& parents, const std::vector<web::Option>& groups);
// Groups of children of these frameworks, each key once.
[[nodiscard]] std::vector<web::Option> groups_offered(db::Read&, const std::vector<std::string>& framework_hashes);
// Asked only where there is a choice. An evaluation stays with its framework version for ever.
[[nodiscard]] web::Data framework_choice(const std::vector<frameworks::Published>&, const std::string& chosen, const Problems&);
// What most begin with: a self-evaluation of the last twelve months, for all the children that one works with. All of it can be changed.
[[nodiscard]] evaluations::EvaluationDraft usual_start(Date today);
// The evaluation as it would be made of what was typed; everything that is wrong with it, at its field.
[[nodiscard]] Outcome<evaluations::Evaluation> begun(const web::Visit&, db::Read&, const SetUpOffers&, const evaluations::EvaluationDraft&,
                                                     const std::string& owner, const std::string& framework);

}  // namespace touchstone::workspace

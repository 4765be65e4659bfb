// What the desk of an indicator and the meeting about it show alike.
#pragma once
#include <optional>

#include "evaluations/evaluation_store.h"
#include "frameworks/framework.h"
#include "judging/desk_store.h"
#include "judging/judgement.h"
#include "web/components.h"
#include "web/response.h"
#include "web/visit.h"

namespace touchstone::judging {

// Everything the desk needs, in two trips.
struct Desk {
    evaluations::Evaluation evaluation;
    const frameworks::Framework* framework;
    const frameworks::Indicator* indicator;
    DeskFacts facts;
    Date at;  // how old evidence is, is counted to this day

    [[nodiscard]] Ground ground() const;
    bool in_scope() const { return indicator->judged && facts.choice && facts.choice->depth != frameworks::Depth::none; }
    bool is_alone_first() const { return evaluation.judging == evaluations::Judging::alone_first; }
};
// Of the evaluation and the indicator that the address names.
[[nodiscard]] std::optional<Desk> find_desk(const web::Visit&, db::Read&);
// Empty for somebody who looks through another one's eyes: what was judged alone is not theirs to see.
[[nodiscard]] AccountId who_looks(const web::Visit&);

[[nodiscard]] std::string desk_address(const Desk&);
[[nodiscard]] bool may_write(const web::Visit&, const Desk&);
// What evaluations under this one came to on the same indicator, and the way to draw on them as evidence; false where there are none.
[[nodiscard]] web::Data below_of(const web::Visit&, const Desk&);
void add_below_form(web::Response&, const web::Visit&, const Desk&);
// What is there now on the team's side, for a form to name: of one that was taken back, what follows it.
[[nodiscard]] int version_of(const Desk&);
// What was taken back last, why and by whom; false when there is nothing or it was judged again.
[[nodiscard]] web::Data withdrawn_of(const Desk&);

// What the team has saved, for a form to start from.
[[nodiscard]] JudgementDraft saved_judgement(const Desk&);

[[nodiscard]] web::Object theme_data(const Desk&, std::size_t index, bool may_write, const web::Data& placement, Date at);
// The fields of a judgement, with nothing where the table has none of that name.
[[nodiscard]] web::Object judgement_form(const Desk&, const Fields<JudgementDraft>&, const JudgementDraft&, const Problems&);
// What somebody typed beside what the team has saved meanwhile; false where that was taken back.
[[nodiscard]] web::Data conflict_of(const Desk&, const Fields<JudgementDraft>&, const JudgementDraft& yours);
// The agreed level on the strip, with its rationale and caveat; false when there is none.
[[nodiscard]] web::Data standing(const Desk&);
// First judgements as marks on one strip and as cards, with what each of them placed; false when none can be seen.
[[nodiscard]] web::Data spread_of(const Desk&);
// Why a caveat is needed, in words; false when it is not.
[[nodiscard]] web::Data caveat_reason(const Desk&);

}  // namespace touchstone::judging

#include "reports/consent.h"

#include "base/left_out.h"

namespace touchstone::reports {

std::string state_of(const Consent& consent) {
    if (consent.taken_back_at) return "taken_back";
    if (!consent.is_given) return "asked";
    return *consent.is_given ? "given" : "refused";
}

const Fields<AskDraft>& ask_fields() {
    using field::choices, field::needed;
    static const Fields<AskDraft> fields{"reports.consent", {needed(choices("audiences", &AskDraft::audiences))}, &AskDraft::seen_version};
    return fields;
}

bool Lent::may_stand_in(Audience audience) const {
    if (is_for_all && !is_open(audience)) return true;
    const auto found = consents.find(audience);
    return !guards("consent") || (found != consents.end() && found->second.holds());
}

}  // namespace touchstone::reports

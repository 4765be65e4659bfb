#include "people/joining.h"

#include <algorithm>

#include "base/text.h"

namespace touchstone::people {
namespace {

constexpr std::size_t purpose_max = 300;

}  // namespace

const Fields<JoiningCodeDraft>& joining_code_fields() {
    using field::needed, field::words;
    static const Fields<JoiningCodeDraft> fields{"people.joining", {needed(words("purpose", &JoiningCodeDraft::purpose, purpose_max))}};
    return fields;
}

const Fields<JoiningDraft>& joining_fields() {
    using field::needed, field::words;
    static const Fields<JoiningDraft> fields{"people.joining", {needed(words("code", &JoiningDraft::code, 0))}};
    return fields;
}

Outcome<JoiningCode> make_joining_code(const PartnershipId& home, const Organisation& organisation, const JoiningCodeDraft& draft,
                                       const AccountId& by, Instant now) {
    const auto& purpose = draft.purpose;
    Problems problems;
    if (!organisation.is_kept_here()) problems.push_back({"", "people.organisations.kept_elsewhere"});
    if (organisation.closed_at) problems.push_back({"", "people.joining.is_closed"});
    if (purpose.empty()) problems.push_back({"purpose", "people.joining.purpose_missing"});
    if (characters(purpose) > purpose_max) problems.push_back({"purpose", "people.joining.purpose_long"});
    if (!problems.empty()) return refuse(problems);
    return JoiningCode{home, organisation.id, organisation.name, "", purpose, by, now, now + joining_code_lasts};
}

Problems joining_problems(const JoiningCode& code, const PartnershipId& partnership, const std::vector<Organisation>& organisations) {
    if (code.home == partnership) return {{"code", "people.joining.own"}};
    for (const auto& known : organisations) {
        if (known.id == code.organisation && !known.has_left) return {{"code", "people.joining.here_already"}};
        if (known.id != code.organisation && is_same_to_a_reader(known.name, code.organisation_name))
            return {{"code", "people.organisations.name_taken"}};
    }
    return {};
}

}  // namespace touchstone::people

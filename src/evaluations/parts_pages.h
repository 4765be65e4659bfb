// What several pages of this slice show alike.
#pragma once
#include <string>

#include "evaluations/conclusion.h"
#include "evaluations/currency.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evidence_store.h"
#include "evaluations/placement.h"
#include "evaluations/proportion.h"
#include "evaluations/sharing_store.h"
#include "evaluations/triangulation.h"
#include "frameworks/framework.h"
#include "web/components.h"
#include "web/response.h"
#include "web/texts.h"
#include "web/visit.h"

namespace touchstone::evaluations {

// The evaluation that the address names, and the item, as the guard has found them.
[[nodiscard]] std::optional<Evaluation> evaluation_at(const web::Visit&);
[[nodiscard]] std::optional<EvidenceHead> evidence_at(const web::Visit&);

[[nodiscard]] std::string address_of(const EvaluationId&);
[[nodiscard]] std::string desk_address(const EvaluationId&, const std::string& indicator);
// A page about one evaluation: its place in the site and who can see it.
[[nodiscard]] web::Response evaluation_page(const std::string& view, const std::string& title, const Evaluation&, web::Object,
                                            web::Status = web::Status::ok);
// One sentence about who can see what this organisation owns; empty is the whole partnership.
[[nodiscard]] std::string seen_by(const std::string& owner_name);
// One sentence for each partner who has not shared what is used here.
[[nodiscard]] web::List gaps_of(const std::vector<NotShared>&);
[[nodiscard]] std::string period_in_words(Date from, Date to);
[[nodiscard]] std::string level_word(const frameworks::Framework&, int level);

// What a conclusion is on, by name.
[[nodiscard]] std::string part_title(const frameworks::Framework&, const Part&);

// Four sources, each with its number of distinct lines of enquiry.
[[nodiscard]] web::Object evidence_strip(const frameworks::Framework&, const std::vector<Line>&, bool is_compact);
[[nodiscard]] std::string reason_in_words(const Triangulation&);
// "Newest evidence 5 months old; oldest 31 months."; empty without evidence.
[[nodiscard]] std::string ages_in_words(const std::vector<Line>&, Date at);
// "ageing, 14 months old"
[[nodiscard]] std::string currency_in_words(const frameworks::Framework&, const Evidence&, Date at);
[[nodiscard]] web::Data quote_of(const std::string& excerpt, const std::string& place);
[[nodiscard]] std::string source_word(const frameworks::Framework&, Source);
[[nodiscard]] std::string group_word(const frameworks::Framework&, const std::string& key);
[[nodiscard]] web::Object finding_card(const frameworks::Framework&, const OnTheme&, const EvaluationId&, Date at);

// "parents who feel listened to: 412 of 530 (78%), 3 March 2027"
[[nodiscard]] std::string figure_in_words(const Figure&);

// "2 themes about level 5, 1 theme between, nearer 2": where themes are placed, in words; empty for none.
[[nodiscard]] std::string bracket_in_words(const std::vector<Placement>&);

[[nodiscard]] web::Data level_tag(const frameworks::Framework&, int level);

// Whose something new can be, where this actor adds it. Asked only where there is a choice, and only at the start: what is somebody's stays
// theirs.
[[nodiscard]] std::vector<Owner> possible_owners(const web::Visit&, db::Read&, Ability);
// What one organisation owns and an evaluation of everybody uses: the others see a gap until it is shared.
[[nodiscard]] bool needs_sharing(const Evaluation&, const Evidence&);
// As people choose among them: those of a service are named so.
[[nodiscard]] std::vector<Owner> named_owners(std::vector<Owner>);
[[nodiscard]] web::Data owner_choice(const std::vector<Owner>&, const std::string& chosen, const Problems&);
// The chosen one, or the only one.
[[nodiscard]] std::optional<Owner> owner_from(const std::vector<Owner>&, const std::string& chosen);

// Choices of an enumeration; their words are the texts "<prefix>.<name>.name" and "<prefix>.<name>.about".
template <class Value>
std::vector<web::Option> options_of(const std::vector<Value>& values, const std::string& prefix) {
    std::vector<web::Option> options;
    for (const auto value : values) {
        const auto key = prefix + "." + name_of(value);
        options.push_back({name_of(value), web::text(key + ".name"), web::text(key + ".about")});
    }
    return options;
}

}  // namespace touchstone::evaluations

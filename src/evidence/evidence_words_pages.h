// How items of evidence and findings are spoken of, on whatever page they stand.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "evaluations/evaluation_words_pages.h"
#include "evidence/currency.h"
#include "evidence/evidence_store.h"
#include "frameworks/framework.h"
#include "web/fields.h"

namespace touchstone::evidence {

[[nodiscard]] std::optional<EvidenceHead> evidence_at(const web::Visit&);
// One sentence for each partner who has not shared what is used here.
[[nodiscard]] web::List gaps_of(const std::vector<NotShared>&);
// "Newest evidence 5 months old; oldest 31 months."; empty without evidence.
[[nodiscard]] std::string ages_in_words(const std::vector<Line>&, Date at);
// "ageing, 14 months old"
[[nodiscard]] std::string currency_in_words(const frameworks::Framework&, const Evidence&, Date at);
// "Ageing (ended 14 months ago)"
[[nodiscard]] std::string currency_since_its_end(const frameworks::Framework&, const Evidence&, Date at);
[[nodiscard]] web::Data quote_of(const std::string& excerpt, const std::string& place, const std::string& language);
[[nodiscard]] std::string source_word(const frameworks::Framework&, const Source&);
// Its picture: one of the four has its own.
[[nodiscard]] std::string icon_of(const Source&);
// The same in a word, where there is one.
[[nodiscard]] std::string short_source_word(const frameworks::Framework&, const Source&);
// In plain words, where there are some.
[[nodiscard]] std::string plain_source_word(const frameworks::Framework&, const Source&);
[[nodiscard]] std::string group_word(const frameworks::Framework&, const std::string& key);
// What the form of an item offers for its choices.
[[nodiscard]] web::Offers offers_of(const frameworks::Framework&);
[[nodiscard]] web::Object finding_card(const frameworks::Framework&, const OnTheme&, const EvaluationId&, Date at);
// What one organisation owns and an evaluation of everybody uses: the others see a gap until it is shared.
[[nodiscard]] bool needs_sharing(const evaluations::Evaluation&, const Evidence&);

// Themes and outcomes of all frameworks, to choose among.
[[nodiscard]] std::vector<web::Option> theme_options(const std::vector<const frameworks::Framework*>&);
[[nodiscard]] std::vector<web::Option> outcome_options(const std::vector<const frameworks::Framework*>&);

// How far an item can be relied on, asked of whoever makes one of something else: no default. The field is "security".
[[nodiscard]] web::Data security_radios(const web::Visit&, const Problems&);

}  // namespace touchstone::evidence

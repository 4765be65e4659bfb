#pragma once
#include <optional>
#include <string>

#include "evaluations/evaluation.h"
#include "frameworks/framework.h"
#include "reports/publishing_store.h"
#include "web/router.h"

namespace touchstone::reports {

// Publishing an evaluation, its reports, their templates, and what everybody may read without signing in.
void add_publishing_pages(web::Router&);
void add_plain_words_pages(web::Router&);
void add_consent_pages(web::Router&);
void add_reading_pages(web::Router&);

// What the pages on publishing start from.
struct Shown {
    evaluations::Evaluation evaluation;
    const frameworks::Framework* framework;
    Published published;
};
std::optional<Shown> find_shown(const web::Visit&, db::Read&);
// Of the version that would be published next.
[[nodiscard]] int next_number(const Published&);
[[nodiscard]] std::string publishing_address(const EvaluationId&);
[[nodiscard]] std::string audience_word(Audience);

}  // namespace touchstone::reports

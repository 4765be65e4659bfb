#pragma once
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "evaluations/evaluation.h"
#include "frameworks/framework.h"
#include "reports/body_pages.h"
#include "reports/publication.h"
#include "reports/publishing_store.h"
#include "web/components.h"
#include "web/router.h"

namespace touchstone::reports {

// Publishing an evaluation, its reports, their templates, and what everybody may read without signing in.
void add_publishing_pages(web::Router&);
void add_plain_words_pages(web::Router&);
void add_consent_pages(web::Router&);
void add_reading_pages(web::Router&);
void add_check_pages(web::Router&);

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
[[nodiscard]] std::vector<web::Option> audience_options();
[[nodiscard]] std::vector<Audience> chosen_audiences(const PublishDraft&);
// As the partnership lays reports for this audience out.
[[nodiscard]] Layout layout_of(db::Read&, const PartnershipId&, Audience);
// How a published report is shown, with where it can be checked; addresses begin with `base_url`.
[[nodiscard]] Showing showing_of(const ReportWhole&, const PartnershipId&, const std::string& base_url, bool has_links);
// What a version would hold if it were published now.
[[nodiscard]] nlohmann::json content_to_publish(const web::Visit&, db::Read&, const Shown&, const PublishDraft&);
// What is missing, what each audience will read, and the button: before publishing, and again where it was refused.
[[nodiscard]] web::Response check_page(const web::Visit&, db::Read&, const Shown&, PublishDraft, const Problems&, web::Status);

}  // namespace touchstone::reports

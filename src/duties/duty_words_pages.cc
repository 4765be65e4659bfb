#include "duties/duty_words_pages.h"

#include "evaluations/evaluation_words_pages.h"

namespace touchstone::duties {

using web::text;

std::string address_of(const DutyId& id) { return "/duties/" + id.text; }

web::Response duty_page(const std::string& view, const std::string& title, const Duty& duty, web::Object data, web::Status status) {
    auto response = web::page(view, title, std::move(data), status);
    response.crumbs = {{"/duties", text("duties.list.title")}};
    if (!duty.title.empty()) response.crumbs.push_back({address_of(duty.id), duty.title});
    response.who_can_see = evaluations::seen_by_owner_only(duty.owner_name);
    return response;
}

std::string review_in_words(const Duty& duty, Instant now) {
    if (!duty.review_on) return text("duties.duty.no_review");
    return web::listed({in_words(*duty.review_on), duty.is_review_overdue(date_of(now)) ? text("duties.duty.overdue") : ""});
}

}  // namespace touchstone::duties

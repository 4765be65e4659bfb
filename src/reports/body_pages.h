// A report as a reader sees it, made from content: the same on the screen, on paper and in Word.
#pragma once
#include <nlohmann/json_fwd.hpp>

#include "reports/layout.h"
#include "web/view.h"

namespace touchstone::reports {

// How the report is shown.
struct Showing {
    Audience audience = Audience::partnership;
    Layout layout;
    bool has_links = false;  // to desks and evidence, for those who may follow them
    bool is_printed = false;
    std::string state;  // one sentence: when it was finished or published
    // Addresses where a published report can be checked; empty where there is nothing to check yet.
    std::string signed_file = {}, key = {};

    // The board's report on paper has two pages: what was found, without where.
    bool is_brief() const { return audience == Audience::board && is_printed; }
    // Has a page that sums it up, and contents.
    bool is_long() const { return audience == Audience::partnership; }
};
// Data for the component report_body. `content` is that of the audience.
[[nodiscard]] web::Object body_of(const nlohmann::json& content, const Showing&);

}  // namespace touchstone::reports

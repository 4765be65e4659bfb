#include "practice/practice_words_pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"

namespace touchstone::practice {

using web::text;

std::string address_of(const PracticeId& id) { return "/good-practice/" + id.text; }

web::Response practice_page(const std::string& view, const std::string& title, const Practice& practice, web::Object data,
                            web::Status status) {
    auto response = web::page(view, title, std::move(data), status);
    response.crumbs = {{"/good-practice", text("practice.list.title")}};
    if (!practice.title.empty()) response.crumbs.push_back({address_of(practice.id), practice.title});
    response.who_can_see = evaluations::seen_by_owner_only(practice.is_published ? std::string() : practice.owner_name);
    return response;
}

std::string indicator_word(const frameworks::Framework* framework, const std::string& code) {
    if (!framework) return code;
    const auto found = std::ranges::find(framework->indicators, code, &frameworks::Indicator::code);
    return found == framework->indicators.end() ? code : code + " " + found->title;
}

std::vector<web::Option> indicator_options(const frameworks::Framework* framework) {
    std::vector<web::Option> options;
    if (!framework) return options;
    for (const auto& indicator : framework->indicators)
        if (indicator.judged) options.push_back({indicator.code, indicator.code + " " + indicator.title, ""});
    return options;
}

}  // namespace touchstone::practice

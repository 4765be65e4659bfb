#include "evaluations/evaluation_words_pages.h"

#include <algorithm>

#include "web/lists.h"

namespace touchstone::evaluations {

using web::text;

std::optional<Evaluation> evaluation_at(const web::Visit& visit) { return visit.object<Evaluation>("evaluation"); }

std::string address_of(const EvaluationId& evaluation) { return "/evaluations/" + evaluation.text; }

web::Response evaluation_page(const std::string& view, const std::string& title, const Evaluation& evaluation, web::Object data,
                              web::Status status) {
    auto response = web::page(view, title, std::move(data), status);
    response.crumbs = {{"/evaluations", text("evaluations.list.title")}, {address_of(evaluation.id), evaluation.title}};
    response.who_can_see = seen_by(evaluation.owner_name);
    return response;
}

std::string seen_by(const std::string& owner_name) {
    return owner_name.empty() ? text("evaluations.sharing.seen_by_all")
                              : text("evaluations.sharing.seen_by_owner", {{"owner", owner_name}});
}

std::string seen_by_owner_only(const std::string& owner_name) {
    return owner_name.empty() ? text("evaluations.sharing.seen_by_all")
                              : text("evaluations.sharing.seen_by_owner_only", {{"owner", owner_name}});
}

std::string period_in_words(Date from, Date to) { return from == to ? in_words(from) : in_words(from) + " – " + in_words(to); }

ShareWords words_of(const Share& share, const std::string& with_name) {
    return {with_name.empty() ? text("evaluations.sharing.whole_partnership") : with_name,
            text("evaluations.sharing.extent_" + name_of(share.extent))};
}

web::Data level_tag(const frameworks::Framework& framework, int level) {
    return web::Object{{"number", std::to_string(level)}, {"word", level_word(framework, level)}};
}

std::string groups_in_words(const frameworks::Framework& framework, const std::vector<std::string>& keys) {
    std::vector<std::string> titles;
    for (const auto& group : framework.children_groups)
        if (std::ranges::find(keys, group.key) != keys.end()) titles.push_back(group.title);
    return web::listed_apart(titles);
}

}  // namespace touchstone::evaluations

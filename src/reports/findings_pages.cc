#include "reports/findings_pages.h"

#include <nlohmann/json.hpp>

#include "web/components.h"
#include "web/texts.h"

namespace touchstone::reports {

using Json = nlohmann::json;

web::Object NumberedFindings::printed(const Json& finding, const std::string& number) const {
    const auto item = finding.value("evidence", std::string());
    const bool is_named = !showing_.is_brief() && !item.empty() && content_.contains("evidence") && content_["evidence"].contains(item);
    return {{"number", number},
            {"statement", finding["statement"].get<std::string>()},
            {"from", is_named ? web::Data(content_["evidence"][item]["title"].get<std::string>()) : web::Data(false)},
            {"href", is_named && showing_.has_links ? web::Data("/evidence/" + item) : web::Data(false)}};
}

web::Data NumberedFindings::of(const std::vector<std::string>& ids, const char* kind) {
    web::List items, again;
    for (const auto& id : ids) {
        if (!content_["findings"].contains(id) || content_["findings"][id]["kind"] != kind) continue;
        const auto [number, is_new] = numbers_.emplace(id, std::to_string(numbers_.size() + 1));
        if (is_new)
            items.push_back(printed(content_["findings"][id], number->second));
        else
            again.push_back(web::Object{{"number", number->second}, {"is_first", again.empty()}});
    }
    if (items.empty() && again.empty()) return false;
    const auto head = web::counted("reports.findings_again", static_cast<int>(again.size()));
    return web::Object{{"list", items.empty() ? web::Data(false) : web::Data(web::Object{{"items", std::move(items)}})},
                       {"again", again.empty() ? web::Data(false) : web::Data(web::Object{{"head", head}, {"numbers", std::move(again)}})}};
}

}  // namespace touchstone::reports

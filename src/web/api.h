// The JSON API for programs, under /api/v1: the same routes, guard and page functions as the pages have, with JSON around them.
// docs/decisions/0017-the-api-is-the-route-table.md says why.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "web/response.h"
#include "web/router.h"

namespace touchstone::web {

using Json = nlohmann::ordered_json;

inline constexpr const char* openapi_address = "/api/v1/openapi.json";
inline constexpr int api_per_minute = 1'200;  // requests from one address
inline constexpr int items_per_page = 50;     // of what is read page by page
inline constexpr std::size_t idempotency_key_max = 255;

// Whether the path belongs to programs: no cookie counts there.
[[nodiscard]] bool is_api(std::string_view path);
// Whether programs reach this POST route, under /api/v1 and its pattern. Everything whose fields are described and that is not left
// out here by name is in, but for what is for anyone or about one's own account.
[[nodiscard]] bool is_for_programs(const Route&);
// What the page at `form_at` says that the form of this address holds: a program reads it there, and what it leaves out stays so.
struct FormMatch {
    Match page;
    std::string page_address, address;
};
[[nodiscard]] std::optional<FormMatch> match_form(const Router&, const Match& post, const std::string& address);
// Of the address under /api/v1 that takes a declared form.
[[nodiscard]] std::optional<FormMatch> form_asked(const Router&, const std::string& path);
[[nodiscard]] Json json_of(const FormNow&);
// The route that a program asks for: one that reads, the page that shows a form, or the twin of a page's POST route.
[[nodiscard]] std::optional<Match> match_api(const Router&, std::string_view method, const std::string& path);

// An object of texts, whole numbers, and lists of these, each under its own name. Nothing when it is anything else.
struct SentJson {
    Json json = Json::object();
    Form form;  // the same as a form
};
[[nodiscard]] std::optional<SentJson> read_json(std::string_view body);
// Equal for equal requests.
[[nodiscard]] std::string fingerprint(const std::string& path, Form);

// "<title>" as in locales/, with the status, and what else is to be said (RFC 9457).
[[nodiscard]] Response problem(Status, const Json& more = Json::object());
// What a program is told when the same is wrong with these fields; `key` says what.
[[nodiscard]] Response fields_problem(const std::vector<std::string>& fields, const std::string& key);
// The answer where no route takes the request: 405 with an Allow where the address takes something else, or the form is on pages only.
[[nodiscard]] Response no_such_request(const Router&, std::string_view method, const std::string& path);
// What a page function answered, as a program gets it. A template is not filled in.
[[nodiscard]] Response as_api(const Router&, const Route&, Response, const std::string& address);
// The answer to who has this body already: RFC 9110's If-None-Match, compared weakly.
[[nodiscard]] Response unless_known(Response, const std::string& if_none_match);

// For the functions that read.
[[nodiscard]] Response answer(const Json&);
// One page of many, as the address asks with ?page=; `items` are those of that page.
[[nodiscard]] int page_asked(const Visit&);
[[nodiscard]] Response answer_page(const Visit&, Json items, int total, int per_page = items_per_page);
// The same out of a whole list.
template <class Items, class ToJson>
[[nodiscard]] Response answer_page_of(const Visit& visit, const Items& all, ToJson to_json) {
    auto items = Json::array();
    const auto first = (static_cast<std::size_t>(page_asked(visit)) - 1) * items_per_page;
    for (auto i = first; i < std::min(all.size(), first + items_per_page); ++i) items.push_back(to_json(all[i]));
    return answer_page(visit, std::move(items), static_cast<int>(all.size()));
}
template <class Items, class ToJson>
[[nodiscard]] Json list_of(const Items& all, ToJson to_json) {
    auto items = Json::array();
    for (const auto& one : all) items.push_back(to_json(one));
    return items;
}
// What is not known is left out, and so is the owner of what is the whole partnership's.
void add_known(Json&, const char* name, const std::string&);
void add_known(Json&, const char* name, const std::optional<Date>&);
void add_known(Json&, const char* name, const std::optional<Instant>&);
void add_owner(Json&, const OrganisationId&, const std::string& name);
inline const std::string owner_shape = "owner?: {id, name}";

}  // namespace touchstone::web

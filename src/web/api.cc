#include "web/api.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "web/described_form.h"
#include "web/form_reader.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

// What only people do themselves: at these addresses, and below them, no program changes anything.
constexpr std::array<std::string_view, 6> left_out{
    "/concerns",                                    // urgent: somebody must have read it, and be answerable for that
    "/organisations/{organisation}/joining-codes",  // shown once, to be handed on
    "/people/{account}/see",                        // through somebody's eyes
    "/preview",                                     // of the look
    "/records",                                     // restricted
    "/rights",                                      // what is erased or disposed of does not come back
};

bool is_at_or_below(std::string_view path, std::string_view place) {
    return path.starts_with(place) && (path.size() == place.size() || path[place.size()] == '/');
}

// The address that reads what the page at `location` shows, or what it is a part of.
std::string twin_of(const Router& router, const std::string& location) {
    auto path = location.substr(0, location.find_first_of("?#"));
    for (; !path.empty() && path != "/"; path.erase(path.rfind('/')))
        if (router.match("GET", api_root + path)) return api_root + path;
    return {};
}

Json problems_in(const Problems& problems) {
    Json all = Json::array();
    for (const auto& [field, key] : problems) all.push_back({{"field", field}, {"key", key}, {"text", text(key)}});
    return all;
}

// Of the form that was overtaken; nothing where the page does not say which of several it was.
std::optional<int> version_in(const Response& response, const std::string& address) {
    auto form = response.forms.find(address);
    if (form == response.forms.end() && response.forms.size() == 1) form = response.forms.begin();
    return form == response.forms.end() ? std::nullopt : form->second.version;
}

Response refusal_of(const Response& response, const std::string& address) {
    Json more = Json::object();
    if (response.status == Status::unprocessable || response.status == Status::conflict) {
        more["problems"] = problems_in(response.problems);
        if (const auto theirs = version_in(response, address); theirs && response.status == Status::conflict) more["theirs"] = *theirs;
    }
    auto refusal = problem(response.status, more);
    refusal.retry_after_s = response.retry_after_s;
    return refusal;
}

// The methods that the address takes, for Allow.
std::string allowed_at(const Router& router, const std::string& path) {
    std::string allowed = path == openapi_address || match_api(router, "GET", path) ? "GET, HEAD" : "";
    if (match_api(router, "POST", path)) allowed += allowed.empty() ? "POST" : ", POST";
    return allowed;
}

}  // namespace

bool is_api(std::string_view path) { return is_at_or_below(path, "/api"); }

bool is_for_programs(const Route& route) {
    if (route.method != "POST" || route.permission.name == may::anyone.name || route.permission.name == may::own.name) return false;
    return is_described(route) &&
           std::ranges::none_of(left_out, [&](std::string_view place) { return is_at_or_below(route.pattern, place); });
}

std::optional<Match> match_api(const Router& router, std::string_view method, const std::string& path) {
    if (!is_at_or_below(path, api_root)) return std::nullopt;
    if (method != "POST") {
        auto read = router.match(method, path);
        if (read && !path.ends_with("/new")) return read;  // there it is no object's id
        auto form = form_asked(router, path);
        return form ? std::optional(std::move(form->page)) : read;
    }
    auto match = router.match(method, path.substr(api_root.size()));
    return match && is_for_programs(*match->route) ? match : std::nullopt;
}

std::optional<FormMatch> match_form(const Router& router, const Match& post, const std::string& address) {
    std::string page;
    for (const auto& part : split(post.route->traits.form_at, '/')) {
        if (part.empty()) continue;
        page += '/';
        page += part.starts_with('{') ? post.path.at(part.substr(1, part.size() - 2)) : part;
    }
    if (page.empty()) page = address;
    auto match = router.match("GET", page);
    return match ? std::optional(FormMatch{std::move(*match), page, address}) : std::nullopt;
}

std::optional<FormMatch> form_asked(const Router& router, const std::string& path) {
    const auto post = match_api(router, "POST", path);
    return post && !post->route->traits.fields.empty() ? match_form(router, *post, path.substr(api_root.size())) : std::nullopt;
}

Json json_of(const FormNow& form) {
    Json json = Json::object();
    for (const auto& [shape, values] : form.values)
        json[shape.name] = shape.kind == FieldShape::Kind::choices ? Json(values) : Json(values.empty() ? std::string() : values.front());
    if (form.version) json["seen_version"] = *form.version;
    return json;
}

std::string fingerprint(const std::string& path, Form form) {
    Json all{path, form.fields()};
    for (const auto& [name, uploads] : form.all_uploads())
        for (const auto& upload : uploads)
            all.push_back({name, upload.name, upload.hash.empty() ? token_hash(MappedFile(upload.path).bytes()) : upload.hash});
    return token_hash(all.dump());
}

Response problem(Status status, const Json& more) {
    const auto number = std::to_string(static_cast<int>(status));
    const auto key = "web.problems." + number;
    Json body{{"type", "about:blank"},
              {"title", text(has_text(key) ? key : std::string("web.problems.other"))},
              {"status", static_cast<int>(status)}};
    body.update(more);
    auto response = json(body.dump(), status);
    response.media_type = "application/problem+json";
    if (status == Status::unauthorized) response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"touchstone\"");
    return response;
}

Response fields_problem(const std::vector<std::string>& fields, const std::string& key) {
    auto problems = Json::array();
    for (const auto& field : fields) problems.push_back({{"field", field}, {"key", key}, {"text", text(key)}});
    return problem(Status::unprocessable, {{"problems", std::move(problems)}});
}

Response no_such_request(const Router& router, std::string_view method, const std::string& path) {
    const bool is_below = path.starts_with(api_root + "/");
    const bool is_on_pages = method == "POST" && is_below && router.match("POST", path.substr(api_root.size()));
    const auto allowed = allowed_at(router, path);
    if (allowed.empty() && !is_on_pages) return problem(Status::not_found);
    auto refusal = problem(Status::not_allowed, is_on_pages ? Json{{"detail", text("web.problems.on_pages_only")}} : Json::object());
    refusal.headers.emplace_back("Allow", allowed);
    return refusal;
}

Response as_api(const Router& router, const Route& route, Response response, const std::string& address) {
    if (static_cast<int>(response.status) >= 400 && response.media_type != "application/problem+json") return refusal_of(response, address);
    if (response.status == Status::see_other) {
        Json body{{"page", response.location}};
        const auto location = twin_of(router, response.location);
        if (!location.empty()) body["location"] = location;
        const bool is_made = route.pattern.ends_with("/new");
        auto done = json(body.dump(), is_made ? Status::created : Status::ok);
        if (is_made) done.location = location;
        return done;
    }
    if (!response.view.empty()) return json("{}", response.status);
    return response;
}

Response unless_known(Response response, const std::string& if_none_match) {
    if (response.status != Status::ok || response.body.empty() || !response.file_name.empty()) return response;
    const auto tag = "\"" + token_hash(response.body) + "\"";
    response.headers.emplace_back("ETag", "W/" + tag);  // weak: the bytes differ when they are packed
    if (if_none_match != "*" && if_none_match.find(tag) == std::string::npos) return response;
    response.status = Status::not_modified;
    response.body.clear();
    response.media_type.clear();
    return response;
}

Response answer(const Json& body) { return json(body.dump(-1, ' ', false, Json::error_handler_t::replace)); }

void add_known(Json& json, const char* name, const std::string& known) {
    if (!known.empty()) json[name] = known;
}
void add_known(Json& json, const char* name, const std::optional<Date>& known) {
    if (known) json[name] = iso(*known);
}
void add_known(Json& json, const char* name, const std::optional<Instant>& known) {
    if (known) json[name] = iso(*known);
}
void add_owner(Json& json, const OrganisationId& id, const std::string& name) {
    if (!id.is_empty()) json["owner"] = {{"id", id.text}, {"name", name}};
}

int page_asked(const Visit& visit) { return std::max(1, visit.query.number("page")); }

Response answer_page(const Visit& visit, Json items, int total, int per_page) {
    const int page = page_asked(visit), pages = std::max(1, (total + per_page - 1) / per_page);
    auto response = answer({{"items", std::move(items)}, {"total", total}, {"page", page}, {"pages", pages}});
    std::string kept;
    for (const auto& [name, values] : visit.query.fields())
        for (const auto& value : values)
            if (name != "page") kept += "&" + percent_encoded(name) + "=" + percent_encoded(value);
    std::string links;
    const auto link = [&](const char* what, int number) {
        links += (links.empty() ? "" : ", ") + fmt::format("<{}?page={}{}>; rel=\"{}\"", visit.address, number, kept, what);
    };
    link("first", 1);
    if (page > 1) link("prev", std::min(page - 1, pages));
    if (page < pages) link("next", page + 1);
    link("last", pages);
    response.headers.emplace_back("Link", links);
    return response;
}

}  // namespace touchstone::web

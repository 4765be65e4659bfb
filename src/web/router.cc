#include "web/router.h"

#include <stdexcept>

#include "base/text.h"

namespace touchstone::web {
namespace {

bool is_hole(const std::string& part) { return part.starts_with('{'); }
std::string name_of_hole(const std::string& part) { return part.substr(1, part.size() - 2); }

std::optional<std::map<std::string, std::string>> fitted(const std::vector<std::string>& wanted, const std::vector<std::string>& asked) {
    if (wanted.size() != asked.size()) return std::nullopt;
    std::map<std::string, std::string> found;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!is_hole(wanted[i])) {
            if (wanted[i] != asked[i]) return std::nullopt;
        } else {
            if (asked[i].empty()) return std::nullopt;
            found[name_of_hole(wanted[i])] = asked[i];
        }
    }
    return found;
}

}  // namespace

void Router::object(const std::string& kind, LookUp finder) { kinds_[kind] = finder; }
void Router::word(const std::string& name) { kinds_.emplace(name, nullptr); }

LookUp Router::look_up(const std::string& kind) const {
    const auto found = kinds_.find(kind);
    return found == kinds_.end() ? nullptr : found->second;
}

void Router::get(const std::string& pattern, const Permission& permission, Page page, Traits traits) {
    add({"GET", pattern, {}, permission, page, nullptr, std::move(traits)});
}

void Router::post(const std::string& pattern, const Permission& permission, Action action, Traits traits) {
    add({"POST", pattern, {}, permission, nullptr, action, std::move(traits)});
}

void Router::describe(const std::string& pattern, const std::string& deed) {
    const auto found =
        std::ranges::find_if(routes_, [&](const Route& route) { return route.method == "POST" && route.pattern == pattern; });
    if (found == routes_.end()) throw std::logic_error("no form to describe at " + pattern);
    found->traits.deed = deed;
}

void Router::api_get(const std::string& pattern, const Permission& permission, Page page, Reads reads) {
    add({"GET", api_root + pattern, {}, permission, page, nullptr, {}, std::move(reads)});
}

void Router::get_that_writes(const std::string& pattern, const Permission& permission, Action action, Traits traits) {
    add({"GET", pattern, {}, permission, nullptr, action, std::move(traits)});
}

void Router::add(Route route) {
    const auto named = route.method + " " + route.pattern;
    if (route.permission.holds == nullptr || route.permission.name.empty()) throw std::logic_error(named + " has no permission");
    if (route.traits.fetch != nullptr && route.permission.name != may::anyone.name)
        throw std::logic_error(named + " fetches before it is known who asks");
    if (route.pattern.starts_with(api_root) != route.reads.has_value()) throw std::logic_error(named + " mixes up pages and programs");
    for (const auto& other : routes_)
        if (other.method == route.method && other.pattern == route.pattern) throw std::logic_error(named + " stands twice");
    route.parts = split(route.pattern, '/');
    for (const auto& part : route.parts)
        if (is_hole(part) && !kinds_.contains(name_of_hole(part)))
            throw std::logic_error(named + " names " + part + ", which is no kind of object");
    for (const auto& field : route.traits.ids)
        if (look_up(field) == nullptr) throw std::logic_error(named + " takes " + field + ", which is no kind of object");
    routes_.push_back(std::move(route));
}

std::optional<Match> Router::match(std::string_view method, const std::string& path) const {
    const auto asked = split(path, '/');
    const Route* best = nullptr;
    std::map<std::string, std::string> best_path;
    for (const auto& route : routes_) {
        if (route.method != (method == "HEAD" && route.page != nullptr ? "GET" : method)) continue;
        auto found = fitted(route.parts, asked);
        // A pattern with fewer holes says more: /evaluations/new before /evaluations/{evaluation}.
        if (found && (best == nullptr || found->size() < best_path.size())) {
            best = &route;
            best_path = std::move(*found);
        }
    }
    if (best == nullptr) return std::nullopt;
    return Match{best, std::move(best_path)};
}

bool Router::knows(const std::string& path) const {
    const auto asked = split(path, '/');
    for (const auto& route : routes_)
        if (fitted(route.parts, asked)) return true;
    return false;
}

}  // namespace touchstone::web

// What is decided before a worker answers, and what is answered when none can.
#include <algorithm>
#include <utility>

#include <spdlog/spdlog.h>

#include "base/text.h"
#include "web/api.h"
#include "web/dispatch.h"
#include "web/guard.h"
#include "web/openapi.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

constexpr int away_retry_s = 5;
constexpr const char* ready_address = "/readyz";

}  // namespace

bool Throttle::may_pass(const std::string& key, int per_minute, Instant now) {
    const auto minute = std::chrono::duration_cast<std::chrono::minutes>(now.time_since_epoch()).count();
    const std::scoped_lock lock(mutex_);
    if (minute != std::exchange(minute_, minute)) counts_.clear();
    if (counts_.size() >= keys_max && !counts_.contains(key)) return false;
    return ++counts_[key] <= per_minute;
}

// While there is one language, nobody's wish for another counts.
std::string varies_with(const Visit& visit, const Response& response) {
    const std::string language = languages().size() > 1 ? ", Accept-Language" : "";
    if (visit.is_api) return "Accept-Encoding, Authorization" + language;
    return (response.cache_s > 0 && language.empty() ? "Accept-Encoding" : "Accept-Encoding, Cookie") + language;
}

std::string asked_language(const Request& request) {
    const auto chosen = cookie(request.text("cookie"), language_cookie_name(request.is_secure)).value_or("");
    const auto known = languages();
    return std::ranges::find(known, chosen) != known.end() ? chosen : accepted_language(request.text("accept-language"));
}

void KnownTokens::note(const std::string& hash, Instant now) {
    const std::scoped_lock lock(mutex_);
    if (since_.size() >= most) since_.clear();
    since_[hash] = now;
}

bool KnownTokens::knows(const std::string& hash, Instant now) const {
    const std::scoped_lock lock(mutex_);
    const auto found = since_.find(hash);
    return found != since_.end() && now < found->second + length;
}

std::optional<Match> Dispatcher::match_of(const Request& request, const std::string& path) const {
    return is_api(path) ? match_api(*workings_.router, request.method, path) : workings_.router->match(request.method, path);
}

Gate Dispatcher::gate(const Request& head) const {
    const auto target = target_of(head);
    if (!target) return {.status = 400};
    if (target->path.starts_with("/assets/")) return {.status = workings_.static_files->find(target->path) ? 0 : 404};
    if (target->path == openapi_address) return {.status = head.method == "POST" ? 405 : 0};
    const bool is_program = is_api(target->path);
    const auto match = match_of(head, target->path);
    if (!match && is_program) return {.status = static_cast<int>(no_such_request(*workings_.router, head.method, target->path).status)};
    if (!match) return {.status = workings_.router->knows(target->path) ? 405 : 404};
    const auto& traits = match->route->traits;
    Gate gate{.lane = lane_of(head, *match->route, is_program)};
    if (match->route->pattern == alive_address) {
        Visit visit;
        visit.is_secure = head.is_secure;
        gate.at_once = finished(nullptr, visit, json(alive));
    }
    if (match->route->action == nullptr) return gate;
    gate.form_limit = form_max_bytes;
    gate.body_limit = traits.takes_files ? upload_max_bytes : form_max_bytes;
    return gate;
}

Lane Dispatcher::lane_of(const Request& head, const Route& route, bool is_program) const {
    if (route.pattern == ready_address) return Lane::health;
    if (route.action == nullptr) return Lane::pages;
    const auto hash = is_program ? program_visit(head).token_hash : token_hash(visit_of(head, {}).session_token);
    return known_.knows(hash, workings_.clock()) ? Lane::forms : Lane::posts;
}

int Dispatcher::admission(const Request& head) const {
    const auto target = target_of(head);
    const auto match = target ? match_of(head, target->path) : std::nullopt;
    if (!match || is_from_elsewhere(head)) return 403;
    auto visit = is_api(target->path) ? program_visit(head) : visit_of(head, target->path);
    visit.path = match->path;
    return would_pass(*match->route, visit) ? 0 : 403;
}

void Dispatcher::make_busy_answers() {
    const auto filled = render("web/busy", {{"title", text("web.errors.503.title")}, {"what_now", text("web.errors.503.what_now")}});
    for (std::size_t i = 0; i < busy_.size(); ++i) {
        Visit visit;
        visit.is_secure = i % 2 == 1;
        auto response = i < 2 ? problem(Status::busy) : page("", "", {}, Status::busy);
        if (i >= 2) {
            response.body = filled;
            response.media_type = "text/html; charset=utf-8";
        }
        response.retry_after_s = 1;
        busy_.at(i) = finished(nullptr, visit, response);
    }
}

const Answer& Dispatcher::busy_answer(const Request* request) const {
    const bool is_program = request != nullptr && request->target.starts_with("/api");
    const bool is_secure = request != nullptr && request->is_secure;
    return busy_.at((is_program ? 0 : 2) + (is_secure ? 1 : 0));
}

Answer Dispatcher::trouble(const Unsent& why, const Request& request) const {
    const auto target = target_of(request);
    if (!target || !is_api(target->path)) {
        auto answer = error_page(static_cast<int>(why.status), why.key, &request);
        answer.headers.push_back({"Retry-After", std::to_string(away_retry_s)});
        return answer;
    }
    Visit visit;
    visit.is_secure = request.is_secure;
    auto response = problem(why.status, {{"detail", text("web.problems." + why.key)}});
    response.retry_after_s = away_retry_s;
    return finished(nullptr, visit, response);
}

}  // namespace touchstone::web

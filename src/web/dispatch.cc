#include "web/dispatch.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

#include <spdlog/spdlog.h>

#include "base/text.h"
#include "db/on_disk.h"
#include "db/trouble.h"
#include "web/api.h"
#include "web/components.h"
#include "web/described_form.h"
#include "web/form_reader.h"
#include "web/guard.h"
#include "web/others_form.h"
#include "web/saving_once.h"
#include "web/sent.h"
#include "web/sent_twice.h"
#include "web/session.h"
#include "web/shares.h"
#include "web/spooled.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

// Signing in goes on where a standby is gone; whoever was signed in when the database failed over does it once more.
bool is_soon_done_again(const Route& route) { return route.pattern.starts_with("/sign-in"); }

std::string sign_in_address(const Visit& visit) { return "/sign-in?next=" + percent_encoded(visit.address); }

}  // namespace

std::optional<Target> target_of(const Request& request) {
    const auto question = request.target.find('?');
    const auto path = percent_decoded(request.target.substr(0, question), false);
    if (!path) return std::nullopt;
    return Target{*path, question == std::string::npos ? "" : request.target.substr(question + 1)};
}

Dispatcher::Dispatcher(Workings workings) : workings_(std::move(workings)) { make_busy_answers(); }

Answer Dispatcher::answer(const Request& request) {
    const Speaking speaking(asked_language(request));
    try {
        return answered(request);
    } catch (const db::Overloaded&) {
        return error(503, &request);
    } catch (const db::Away& failure) {
        spdlog::error("request {}: {}", request.number, failure.what());
        return trouble({Status::busy, "away"}, request);
    } catch (const db::Unsure& failure) {
        spdlog::error("request {}: {}", request.number, failure.what());
        return trouble({Status::busy, "unsure"}, request);
    } catch (const db::NoRoom&) {
        spdlog::error("request {} failed: the disk is full", request.number);
        return error(507, &request);
    } catch (const SentTwice& twice) {
        if (is_api(request.target)) return finished(&request, program_visit(request), fields_problem({twice.field}, "web.problems.twice"));
        return error(400, &request);
    }
}

Answer Dispatcher::answered(const Request& request) {
    const auto target = target_of(request);
    if (!target) return error(400, &request);
    if (target->path.starts_with("/assets/")) return static_answer(request);
    if (is_api(target->path)) return answer_api(request, target->path, target->query);
    const auto match = workings_.router->match(request.method, target->path);
    if (!match) return error(workings_.router->knows(target->path) ? 405 : 404, &request);
    return answer_route(request, *match, target->path, target->query);
}

Answer Dispatcher::too_many(const Request& request) const {
    auto answer = error(429, &request);
    answer.headers.push_back({"Retry-After", "60"});
    return answer;
}

bool Dispatcher::would_pass(const Route& route, Visit visit) const {
    return workings_.database->reading([&](db::Read& db) {
        const Speaking speaking(visit.language);
        recognise(visit, db);
        return guard(*workings_.router, route, visit, db) == Verdict::pass;
    });
}

Visit Dispatcher::visit_of(const Request& request, const std::string& path) const {
    Visit visit;
    visit.now = workings_.clock();
    visit.address = path;
    visit.peer = share_of(request.peer);
    visit.is_secure = request.is_secure;
    visit.settings = workings_.settings;
    const auto cookies = request.text("cookie");
    visit.session_token = cookie(cookies, session_cookie_name(request.is_secure)).value_or("");
    visit.visitor = cookie(cookies, visitor_cookie_name(request.is_secure)).value_or("");
    visit.device = cookie(cookies, device_cookie_name(request.is_secure)).value_or("");
    visit.errand = cookie(cookies, errand_cookie_name(request.is_secure)).value_or("");
    const auto saved = cookie(cookies, saved_cookie_name(request.is_secure)).value_or("");
    if (has_text("ui.saved." + saved)) visit.saved = saved;
    visit.user_agent = request.text("user-agent");
    visit.language = asked_language(request);
    visit.accept_language = request.text("accept-language");
    return visit;
}

Answer Dispatcher::answer_route(const Request& request, const Match& match, const std::string& path, const std::string& query) {
    auto visit = visit_of(request, path);
    visit.path = match.path;
    const auto& traits = match.route->traits;
    if (traits.per_minute > 0 && !throttle_.may_pass(match.route->pattern + " " + visit.peer, traits.per_minute, visit.now)) {
        // Whoever is signed in gets back what they typed; whoever tries passwords costs nothing.
        const bool is_typed = match.route->permission.name != may::anyone.name && match.route->method == "POST" && !traits.takes_files;
        if (!is_typed || !read_form(request, match, visit) || !is_own_form(request, visit)) return too_many(request);
        auto answer = finished(&request, unknown_sender(visit), error_view(429, "429"));
        answer.headers.push_back({"Retry-After", "60"});
        return answer;
    }
    auto asked = read_urlencoded(query);
    if (!asked) return error(400, &request);
    visit.query = std::move(*asked);

    const Spooled spooled{visit};
    std::shared_lock<std::shared_mutex> keeping;  // until the row that refers to an upload is written
    if (match.route->method == "POST") {
        if (!read_form(request, match, visit)) return error(400, &request);
        for (const auto& [field, uploads] : visit.form.all_uploads())
            for (const auto& upload : uploads) visit.form.add(sent_files, upload.name);
        if (!is_own_form(request, visit))
            return is_from_elsewhere(request) ? error(403, &request) : finished(&request, unknown_sender(visit), error_view(403, "403"));
        if (request.cut != 0) visit.form.lose_upload();
        if (traits.takes_files && !would_pass(*match.route, visit)) forget_uploads(visit);  // and refused below
        if (traits.keeps_files) keeping = workings_.files->keeping();
    }

    bool new_visitor = false;
    if (visit.visitor.empty()) {
        visit.visitor = new_token();
        new_visitor = true;
    }
    visit.csrf = csrf_token(visit.visitor);
    auto response = respond_or_keep_words(request, match, visit);
    note_use(visit);
    if (!response.saved.empty() && response.status == Status::see_other)
        response.cookies.push_back(set_cookie(saved_cookie_name(visit.is_secure), response.saved, visit.is_secure, 60));
    else if (!visit.saved.empty() && !response.view.empty())
        response.cookies.push_back(set_cookie(saved_cookie_name(visit.is_secure), "", visit.is_secure, -1));
    if (new_visitor && response.cache_s == 0)
        response.cookies.push_back(set_cookie(visitor_cookie_name(visit.is_secure), visit.visitor, visit.is_secure, 0));
    return finished(&request, visit, response);
}

std::optional<Response> Dispatcher::refusal_of(const Route& route, Visit& visit, db::Read& db) const {
    recognise(visit, db);
    if (!visit.token_hash.empty() && !visit.actor.is_signed_in()) return problem(Status::unauthorized);
    switch (guard(*workings_.router, route, visit, db)) {
        case Verdict::pass:
            return is_anothers(route, visit) ? std::optional(others_page(visit)) : std::nullopt;
        case Verdict::absent:
            return not_found();
        case Verdict::forbidden:
            spdlog::warn("refused: {} {} to account {}", route.method, route.pattern, visit.actor.id.text);
            return page("web/forbidden", text("web.forbidden.title"), {{"awaits_factor", visit.actor.awaits_factor}}, Status::forbidden);
        case Verdict::sign_in:
            break;
    }
    if (visit.is_api) return problem(Status::unauthorized);
    return route.method == "GET" ? see_other(sign_in_address(visit)) : resend_page(visit);
}

Response Dispatcher::respond(const Match& match, Visit& visit) const {
    const Speaking speaking(visit.language);
    const auto& route = *match.route;
    visit.path = match.path;
    Response response;
    // To the action nothing was chosen, so that it says so beside the field; what would do something all the same is refused.
    const auto altered = unknown_choices(route, visit.form);
    if (!altered.empty()) visit.form = without_fields(std::move(visit.form), altered);
    if (route.traits.fetch != nullptr) visit.prepared = route.traits.fetch(visit);
    if (route.traits.prepare != nullptr) {
        std::optional<Response> refusal;
        workings_.database->read([&](db::Read& db) {
            refusal = refusal_of(route, visit, db);
            if (!refusal) visit.prepared = route.traits.prepare(visit, db);
        });
        if (refusal) return *refusal;
    }
    if (route.page != nullptr) {
        workings_.database->read([&](db::Read& db) {
            const auto refusal = refusal_of(route, visit, db);
            const int trips = db.trips(), statements = db.statements();
            response = refusal ? *refusal : route.page(visit, db);
            response.trips = db.trips() - trips;
            response.statements = db.statements() - statements;
        });
    } else {
        const auto key = form_key(route, visit);
        const auto act = [&] {
            workings_.database->write(
                [&](db::Write& db) {
                    const Speaking there(visit.language);  // it may be another thread that writes
                    const auto refusal = refusal_of(route, visit, db);
                    response = refusal                         ? *refusal
                               : visit.idempotency_key.empty() ? saved_once(route, visit, key, db)
                                                               : once(route, visit, db);
                    const bool is_form_again = response.status == Status::ok && is_searching(visit);  // with what was found in a list
                    if (!altered.empty() && static_cast<int>(response.status) < 400 && !is_form_again)
                        response = visit.is_api ? fields_problem(altered, "web.problems.left_out") : error_view(422, "422");
                    return response.is_kept();
                },
                is_soon_done_again(route) ? db::Commit::here : db::Commit::everywhere);
        };
        if (route.traits.reads_named && !is_searching(visit)) visit.only = db::Only(visit.form.ids());
        act();
        if (route.traits.reads_named && !response.is_kept() && !response.view.empty()) {
            visit.only = {};
            act();
        }
    }
    if (!response.view.empty()) {
        const SpeakingWords words(response.words);
        response.data.emplace("error_summary", error_summary(response.problems));
    }
    return response;
}

// At most once an hour for a session, so that reading does not turn into writing.
void Dispatcher::note_use(const Visit& visit) const {
    if (!visit.actor.is_signed_in() || visit.now < visit.actor.used_at + std::chrono::hours{1}) return;
    try {
        workings_.database->write(
            [&](db::Write& db) {
                if (visit.is_api)
                    workings_.tokens.note_use(db, visit.token_hash, visit.now);
                else
                    workings_.note_use(db, token_hash(visit.session_token), visit.now);
                return true;
            },
            db::Commit::soon);
    } catch (const db::Failure&) {
        spdlog::warn("it cannot be noted that a session is in use");  // not worth refusing the page for: the next visit tries again
    }
}

Answer Dispatcher::error(int status, const Request* request) const {
    if (status == 503) return busy_answer(request);
    return error_page(status, std::to_string(status), request);
}

Answer Dispatcher::error_page(int status, const std::string& kind, const Request* request) const {
    const Speaking speaking(request == nullptr ? std::string() : asked_language(*request));
    const auto target = request == nullptr ? std::nullopt : target_of(*request);
    if (target && is_api(target->path)) {
        Visit visit;
        visit.is_secure = request->is_secure;
        const bool is_other = status == static_cast<int>(Status::not_allowed);
        return finished(
            nullptr, visit,
            is_other ? no_such_request(*workings_.router, request->method, target->path) : problem(static_cast<Status>(status)));
    }
    Answer answer;
    answer.status = status;
    const bool is_secure = request != nullptr && request->is_secure;
    add_security_headers(answer, is_secure);
    answer.headers.push_back({"Cache-Control", "no-store"});
    try {
        Visit visit;
        visit.now = workings_.clock();
        visit.settings = workings_.settings;
        visit.language = current_language();
        const auto number = request && status >= 500 ? std::to_string(request->number) : std::string();  // all other errors look alike
        answer.headers.push_back({"Content-Type", "text/html; charset=utf-8"});
        answer.body = document(visit, error_view(status, kind, number));
    } catch (const std::exception& failure) {
        spdlog::error("an error page could not be made: {}", failure.what());
        answer.body = "Something went wrong.";
    }
    return answer;
}

}  // namespace touchstone::web

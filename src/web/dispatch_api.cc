// From a program's request to its answer: the same guard, transaction and page functions, with an access token instead of cookies and
// proof.
#include <algorithm>

#include "base/text.h"
#include "web/api.h"
#include "web/described_form.h"
#include "web/dispatch.h"
#include "web/form_reader.h"
#include "web/openapi.h"
#include "web/opened_by.h"
#include "web/session.h"
#include "web/shares.h"
#include "web/spooled.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

constexpr std::string_view bearer = "bearer ";

bool is_visible_ascii(const std::string& text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

bool is_multipart(const Request& request) { return lowered(request.text("content-type")).starts_with("multipart/form-data"); }

std::optional<SentJson> sent_with(const Request& request) {
    return request.body_file.empty() ? read_json(request.body) : read_json(MappedFile(request.body_file).bytes());
}

}  // namespace

// Cookies are not looked at: a browser cannot be made to ask in somebody's name.
Visit Dispatcher::program_visit(const Request& request) const {
    Visit visit;
    visit.now = workings_.clock();
    visit.peer = share_of(request.peer);
    visit.is_secure = request.is_secure;
    visit.settings = workings_.settings;
    visit.is_api = true;
    const auto authorization = request.text("authorization");
    if (lowered(authorization.substr(0, bearer.size())) == bearer)
        visit.token_hash = token_hash(authorization.substr(bearer.size()));
    else if (!authorization.empty())
        visit.token_hash = token_hash(authorization);  // which nobody has
    visit.idempotency_key = request.text("idempotency-key");
    visit.accept_language = request.text("accept-language");
    visit.language = accepted_language(visit.accept_language);
    return visit;
}

void Dispatcher::recognise(Visit& visit, db::Read& db) const {
    const auto hash = visit.is_api ? visit.token_hash : visit.session_token.empty() ? std::string() : token_hash(visit.session_token);
    if (hash.empty()) return;
    visit.actor = visit.is_api ? workings_.tokens.recognise(db, hash, visit.now) : workings_.recognise(db, hash, visit.now);
    if (!visit.actor.is_signed_in()) return;
    known_.note(hash, visit.now);
    visit.language = spoken_to(visit.actor.works_alone, {visit.actor.language, visit.language, visit.actor.partnership_language});
    speak(visit.language);
    if (!visit.is_api) visit.csrf = stamped(visit.csrf, {visit.actor.id.text, visit.actor.name});
}

// What is wrong with the kind of body; nothing when it may be read. A form with files is read here.
std::optional<Status> Dispatcher::read_program_form(const Request& request, const Match& match, Visit& visit) const {
    if (is_multipart(request) && match.route->traits.takes_files)
        return read_form(request, match, visit) ? std::nullopt : std::optional(Status::bad_request);
    const auto type = lowered(request.text("content-type"));
    const bool is_empty = request.body.empty() && request.body_file.empty();
    if (tidied(type.substr(0, type.find(';'))) != "application/json" && !is_empty) return Status::wrong_media;
    const bool is_large = !request.body_file.empty() && std::filesystem::file_size(request.body_file) > form_max_bytes;
    return is_large ? std::optional(Status::too_large) : std::nullopt;
}

// The action, or what it was answered before under the same key. Written down in the action's own transaction.
Response Dispatcher::once(const Route& route, const Visit& visit, db::Write& db) const {
    const auto& print = visit.fingerprint;
    if (const auto before = workings_.tokens.find_answer(db, visit.token_hash, visit.idempotency_key, visit.now)) {
        if (before->fingerprint != print) {
            const auto key = "web.problems.idempotency_key";
            return problem(Status::unprocessable, {{"problems", {{{"field", "Idempotency-Key"}, {"key", key}, {"text", text(key)}}}}});
        }
        Response again;
        again.status = static_cast<Status>(before->status);
        again.location = before->location;
        return again;
    }
    auto response = route.action(visit, db);
    if (static_cast<int>(response.status) < 400)
        workings_.tokens.keep_answer(db, visit.token_hash, visit.idempotency_key,
                                     {print, static_cast<int>(response.status), response.location}, visit.now);
    return response;
}

// The form as its page shows it to the one who asks; nothing where the page is not for them, or shows no such form.
Response Dispatcher::form_page(const FormMatch& form, Visit visit) const {
    visit.address = form.page_address;
    visit.form = {};
    return respond(form.page, visit);
}

Response Dispatcher::form_answer(const FormMatch& form, const Visit& visit) const {
    auto response = form_page(form, visit);
    if (response.status == Status::see_other) return problem(Status::not_found);
    if (response.status != Status::ok) return as_api(*workings_.router, *form.page.route, std::move(response), form.address);
    const auto now = response.forms.find(form.address);
    return now == response.forms.end() ? problem(Status::not_found) : touchstone::web::answer(json_of(now->second));
}

void Dispatcher::fill_in(const Match& match, const Json& sent, Visit& visit) const {
    const auto form = match_form(*workings_.router, match, visit.address);
    if (!form) return;
    const auto response = form_page(*form, visit);
    const auto now = response.forms.find(form->address);
    if (now == response.forms.end()) return;
    for (const auto& [shape, values] : now->second.values)
        if (!sent.contains(shape.name) && shape.name != "seen_version")
            for (const auto& value : values) visit.form.add(shape.name, value);
}

Answer Dispatcher::answer_api(const Request& request, const std::string& path, const std::string& query) {
    auto visit = program_visit(request);
    const auto refused = [&](Status status) { return finished(&request, visit, problem(status)); };
    if (!throttle_.may_pass("api " + visit.peer, api_per_minute, visit.now)) return too_many(request);
    if (path == openapi_address && (request.method == "GET" || request.method == "HEAD"))
        return finished(&request, visit, openapi_answer(*workings_.router));
    const auto match = match_api(*workings_.router, request.method, path);
    if (!match) return finished(&request, visit, no_such_request(*workings_.router, request.method, path));
    const auto& route = *match->route;
    if (route.traits.per_minute > 0 && !throttle_.may_pass(route.pattern + " " + visit.peer, route.traits.per_minute, visit.now))
        return too_many(request);
    auto asked = read_urlencoded(query);
    if (!asked || visit.idempotency_key.size() > idempotency_key_max || !is_visible_ascii(visit.idempotency_key))
        return refused(Status::bad_request);
    visit.query = std::move(*asked);
    visit.path = match->path;
    visit.address = route.method == "POST" ? path.substr(api_root.size()) : path;

    const Spooled spooled{visit};
    std::shared_lock<std::shared_mutex> keeping;  // until the row that refers to an upload is written
    if (route.method == "POST") {
        // The body of who does not pass is never looked at.
        const auto refusal = workings_.database->reading([&](db::Read& db) { return refusal_of(route, visit, db); });
        if (refusal) return finished(&request, visit, as_api(*workings_.router, route, *refusal, visit.address));
        if (request.cut != 0) return refused(request.cut == 507 ? Status::no_room : Status::busy);
        if (const auto wrong = read_program_form(request, *match, visit)) return refused(*wrong);
        auto sent = is_multipart(request) ? std::optional(SentJson{sent_in(visit.form), visit.form}) : sent_with(request);
        if (!sent) return refused(Status::bad_request);
        visit.form = std::move(sent->form);
        if (visit.form.has_lost_uploads()) return refused(Status::no_room);
        if (auto wrong = wrong_fields(route, sent->json); !wrong.empty())
            return finished(&request, visit, problem(Status::unprocessable, {{"problems", std::move(wrong)}}));
        if (!visit.idempotency_key.empty()) visit.fingerprint = fingerprint(visit.address, visit.form);
        if (leaves_out(route, sent->json)) fill_in(*match, sent->json, visit);
        if (route.traits.keeps_files) {
            keeping = workings_.files->keeping();
            keep_uploads(visit);
        }
    }
    const bool is_form = route.method == "GET" && !is_api(route.pattern);
    auto response = is_form ? form_answer(*form_asked(*workings_.router, path), visit)
                            : as_api(*workings_.router, route, respond(*match, visit), visit.address);
    note_use(visit);
    if (route.method == "GET") response = unless_known(std::move(response), request.text("if-none-match"));
    return finished(&request, visit, response);
}

}  // namespace touchstone::web

// How what a page answers becomes bytes: headers, the layout around it, what caches may keep.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include "db/on_disk.h"
#include "web/components.h"
#include "web/dispatch.h"
#include "web/form_reader.h"
#include "web/sent.h"
#include "web/session.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

// A file name for a header: the plain form for old clients, the full one beside it (RFC 6266).
std::string disposition(const std::string& name) {
    std::string plain;
    for (const char c : name) plain += isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '.' ? c : '_';
    return fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, percent_encoded(name));
}

std::string content_of(const Response& response) {
    const SpeakingWords words(response.words);
    return render(response.view, response.data);
}

}  // namespace

Response error_view(int status, const std::string& kind, const std::string& number) {
    const auto key = "web.errors." + kind;
    const auto known = has_text(key + ".title") ? key : std::string("web.errors.other");
    return page("web/error", text(known + ".title"),
                {{"title", text(known + ".title")}, {"what_now", text(known + ".what_now")}, {"number", or_false(number)}},
                static_cast<Status>(status));
}

Visit unknown_sender(const Visit& visit) {
    Visit nobody;
    nobody.now = visit.now;
    nobody.is_secure = visit.is_secure;
    nobody.settings = visit.settings;
    nobody.language = visit.language;
    nobody.form = visit.form;
    return nobody;
}

void add_security_headers(Answer& answer, bool is_secure) {
    answer.headers.push_back(
        {"Content-Security-Policy", "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"});
    answer.headers.push_back({"X-Content-Type-Options", "nosniff"});
    answer.headers.push_back({"Referrer-Policy", "no-referrer"});
    answer.headers.push_back({"Cross-Origin-Opener-Policy", "same-origin"});
    answer.headers.push_back({"Cross-Origin-Resource-Policy", "same-origin"});
    answer.headers.push_back({"Permissions-Policy", "camera=(), geolocation=(), microphone=()"});
    if (is_secure) answer.headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
}

std::string Dispatcher::document(const Visit& visit, const Response& response) const {
    const Speaking speaking(visit.language);
    auto content = content_of(response);
    if (response.has_own_shell) return content;
    if (!response.is_kept()) content += missing_words(visit.form, content);
    Visit nobody;  // what caches keep is laid out as for somebody who has just arrived
    nobody.now = visit.now;
    nobody.settings = visit.settings;
    auto around = workings_.layout(response.cache_s > 0 ? nobody : visit, response, *workings_.static_files);
    around["content"] = content;
    return render("ui/layout", around);
}

Answer Dispatcher::finished(const Request* request, const Visit& visit, const Response& response) const {
    if (!response.file_hash.empty() && !db::is_whole(workings_.files->path_of(response.file_hash), response.file_hash)) {
        spdlog::error("file {} is not what was kept: see touchstone doctor", response.file_hash);
        return error(410, request);
    }
    Answer answer;
    answer.status = static_cast<int>(response.status);
    add_security_headers(answer, visit.is_secure);
    answer.headers.push_back({"Cache-Control", response.cache_s > 0 ? fmt::format("public, max-age={}", response.cache_s) : "no-store"});
    for (const auto& [name, value] : response.headers) answer.headers.push_back({name, value});
    for (const auto& line : response.cookies) answer.headers.push_back({"Set-Cookie", line});
    if (response.retry_after_s > 0) answer.headers.push_back({"Retry-After", std::to_string(response.retry_after_s)});
    if (!response.location.empty()) answer.headers.push_back({"Location", response.location});
    if (!response.file_name.empty() || !response.file_hash.empty()) {
        answer.headers.push_back({"Content-Type", response.media_type});
        if (!response.file_name.empty()) answer.headers.push_back({"Content-Disposition", disposition(response.file_name)});
        answer.headers.front().value = "default-src 'none'; sandbox; frame-ancestors 'none'";
        if (response.file_hash.empty())
            answer.body = response.body;
        else
            answer.file = workings_.files->path_of(response.file_hash);
        return answer;
    }
    if (response.status == Status::not_found && response.view.empty() && response.media_type.empty())
        return visit.form.fields().empty() ? error(404, request) : finished(request, unknown_sender(visit), error_view(404, "404"));
    if (!response.view.empty()) {
        answer.headers.push_back({"Content-Type", "text/html; charset=utf-8"});
        answer.body = document(visit, response);
    } else if (!response.media_type.empty()) {
        answer.headers.push_back({"Content-Type", response.media_type});
        answer.body = response.body;
    }
    if (request && response.cache_s > 0) {
        const auto tag = '"' + token_hash(answer.body) + '"';
        answer.headers.push_back({"ETag", tag});
        if (request->text("if-none-match") == tag) {
            answer.status = 304;
            answer.body.clear();
            return answer;
        }
    }
    if (request && answer.body.size() > 1'000 && request->text("accept-encoding").find("gzip") != std::string::npos) {
        answer.body = gzipped(answer.body);
        answer.headers.push_back({"Content-Encoding", "gzip"});
    }
    if (!answer.body.empty()) answer.headers.push_back({"Vary", varies_with(visit, response)});
    return answer;
}

Answer Dispatcher::static_answer(const Request& request) const {
    const auto* file = workings_.static_files->find(request.target);
    if (file == nullptr) return error(404, &request);
    Answer answer;
    answer.status = 200;
    add_security_headers(answer, request.is_secure);
    answer.headers.push_back({"Content-Type", file->media_type});
    answer.headers.push_back({"Cache-Control", "public, max-age=31536000, immutable"});
    const auto accepted = request.text("accept-encoding");
    if (!file->brotli.empty() && accepted.find("br") != std::string::npos) {
        answer.headers.push_back({"Content-Encoding", "br"});
        answer.body = file->brotli;
    } else if (!file->gzip.empty() && accepted.find("gzip") != std::string::npos) {
        answer.headers.push_back({"Content-Encoding", "gzip"});
        answer.body = file->gzip;
    } else {
        answer.body = file->plain;
    }
    answer.headers.push_back({"Vary", "Accept-Encoding"});
    return answer;
}

}  // namespace touchstone::web

// Forms on their way in, and back again when they could not be taken: nothing that was typed is lost.
#include <algorithm>
#include <array>

#include <spdlog/spdlog.h>

#include "base/text.h"
#include "web/dispatch.h"
#include "web/form_reader.h"
#include "web/sent_twice.h"
#include "web/spooled.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

// Never written into a page again.
constexpr std::array<std::string_view, 6> secret_fields{"csrf", "password", "current", "secret", "code", "one_time_link"};

// What somebody wrote, rather than chose: worth showing again.
bool is_writing(const std::string& name, const std::string& value) {
    const bool is_ours = name == "draft_key" || name == "seen_version" || std::ranges::find(secret_fields, name) != secret_fields.end();
    return !is_ours && (value.find(' ') != std::string::npos || value.size() > 30);
}

// The form again as it was sent, but for secrets and files, and its words to read.
Object sent_form(const Visit& visit) {
    List fields, shown;
    for (const auto& [name, values] : visit.form.fields())
        for (const auto& value : values) {
            if (std::ranges::find(secret_fields, name) == secret_fields.end()) fields.push_back(Object{{"name", name}, {"value", value}});
            if (is_writing(name, value)) shown.push_back(Object{{"value", value}});
        }
    const bool is_typed = !shown.empty();
    return {{"action", visit.address},
            {"csrf", visit.csrf},
            {"fields", std::move(fields)},
            {"is_typed", is_typed},
            {"shown", std::move(shown)}};
}

// Which of the two was meant, its sender must say.
Response twice_page(const Visit& visit, const std::string& field) {
    auto data = sent_form(visit);
    data.emplace("title", text("web.errors.422.title"));
    data.emplace("lead", text("web.resend.twice", {{"field", field}}));
    data.emplace("signs_in", false);
    data.emplace("number", false);
    data.emplace("files", visit.form.has_uploads() ? Data(text("web.resend.files")) : Data(false));
    return page("web/resend", text("web.errors.422.title"), std::move(data), Status::unprocessable);
}

}  // namespace

void forget_uploads(Visit& visit) {
    std::error_code gone_already;
    for (const auto& [name, uploads] : visit.form.all_uploads())
        for (const auto& upload : uploads) std::filesystem::remove(upload.path, gone_already);
    visit.form.all_uploads().clear();
}

// Whatever goes wrong with a form, what was typed into it comes back.
Response Dispatcher::respond_or_keep_words(const Request& request, const Match& match, Visit& visit) const {
    if (match.route->method != "POST") return respond(match, visit);
    try {
        if (visit.form.has_lost_uploads()) throw db::NoRoom("an uploaded file could not be kept");
        if (match.route->traits.keeps_files) keep_uploads(visit);
        return respond(match, visit);
    } catch (const SentTwice& twice) {
        workings_.database->read([&](db::Read& db) { recognise(visit, db); });
        return twice_page(visit, twice.field);
    } catch (const db::Overloaded&) {
        return unsent_page(request, visit, Status::busy);
    } catch (const db::NoRoom&) {
        spdlog::error("request {} failed: the disk is full", request.number);
        workings_.database->read([&](db::Read& db) { recognise(visit, db); });  // the page looks as for whoever is signed in
        return unsent_page(request, visit, Status::no_room);
    } catch (const std::exception& failure) {
        spdlog::error("request {} failed: {}", request.number, failure.what());
        return unsent_page(request, visit, Status::broken);
    }
}

bool Dispatcher::read_form(const Request& request, const Match& match, Visit& visit) const {
    const auto type = request.text("content-type");
    std::optional<Form> form;
    if (!request.body_file.empty()) {
        const MappedFile body(request.body_file);
        if (lowered(type).starts_with("multipart/form-data"))
            form = read_multipart(type, body.bytes(), workings_.spool_folder);
        else if (body.bytes().size() <= form_max_bytes)
            form = read_urlencoded(body.bytes());
    } else if (lowered(type).starts_with("multipart/form-data")) {
        form = read_multipart(type, request.body, workings_.spool_folder);
    } else if (request.body.empty() || lowered(type).starts_with("application/x-www-form-urlencoded")) {
        form = read_urlencoded(request.body);
    }
    if (!form || (!match.route->traits.takes_files && !form->all_uploads().empty())) return false;
    visit.form = std::move(*form);
    return true;
}

void Dispatcher::keep_uploads(Visit& visit) const {
    for (auto& [name, uploads] : visit.form.all_uploads())
        for (auto& upload : uploads) {
            upload.hash = workings_.files->keep(upload.path).hash;
            std::filesystem::remove(upload.path);
        }
}

Response Dispatcher::resend_page(const Visit& visit) const {
    auto data = sent_form(visit);
    data.emplace("title", text("web.resend.title"));
    data.emplace("lead", text("web.resend.text"));
    data.emplace("signs_in", true);
    data.emplace("number", false);
    data.emplace("files", false);
    return page("web/resend", text("web.resend.title"), std::move(data), Status::forbidden);
}

Response Dispatcher::unsent_page(const Request& request, const Visit& visit, Status status) const {
    const auto key = "web.errors." + std::to_string(static_cast<int>(status));
    auto data = sent_form(visit);
    data.emplace("title", text(key + ".title"));
    data.emplace("lead", text(key + ".unsent"));
    data.emplace("signs_in", false);
    data.emplace("number", std::to_string(request.number));
    data.emplace("files", visit.form.has_uploads() ? Data(text("web.resend.files")) : Data(false));
    auto response = page("web/resend", text(key + ".title"), std::move(data), status);
    if (status == Status::busy) response.retry_after_s = 1;
    return response;
}

}  // namespace touchstone::web

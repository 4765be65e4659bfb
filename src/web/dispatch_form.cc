// Forms on their way in, and back again when they could not be taken: nothing that was typed is lost.
#include <spdlog/spdlog.h>

#include "base/text.h"
#include "db/on_disk.h"
#include "db/trouble.h"
#include "web/dispatch.h"
#include "web/form_reader.h"
#include "web/opened_by.h"
#include "web/others_form.h"
#include "web/sent.h"
#include "web/sent_twice.h"
#include "web/spooled.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

// The form again as it was sent, but for secrets and files, and its words to read.
Object sent_form(const Visit& visit, const std::string& csrf) {
    const auto sent = visit.form.text("csrf");
    List fields;
    for (const auto& [name, values] : visit.form.fields())
        for (const auto& value : values)
            if (!is_secret_field(name)) fields.push_back(Object{{"name", name}, {"value", value}});
    // The page that shows that it is saved knows it by the proof that it was first sent with.
    if (csrf != sent && !visit.form.fields().contains("first_sent")) fields.push_back(Object{{"name", "first_sent"}, {"value", sent}});
    const auto words = sent_words(visit.form);
    const auto by = opened_by(sent);
    return {
        {"action", visit.address},
        {"csrf", csrf},
        {"fields", std::move(fields)},
        {"written_by", by ? Data(text("web.resend.written_by", {{"name", by->name}})) : Data(false)},
        {"sent", words.empty() && visit.form.list(sent_files).empty() ? Data(false) : Data(sent_data(words, visit.form.list(sent_files)))}};
}

// Which of the two was meant, its sender must say.
Response twice_page(const std::string& field) {
    const auto title = text("web.errors.422.title");
    return page("web/error", title, {{"title", title}, {"what_now", text("web.resend.twice", {{"field", field}})}, {"number", false}},
                Status::unprocessable);
}

// Where what a form saves can be seen: its own page, or the nearest one above it. What is new stands above the form that it was made with.
std::string nearest_page(const Router& router, std::string path) {
    if (path.ends_with("/new")) path.resize(path.rfind('/'));
    while (!path.empty() && !router.match("GET", path)) path.resize(path.rfind('/'));
    return path.empty() ? "/" : path;
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
        if (request.cut != 0) return respond_to_beginning(request, match, visit);
        if (visit.form.has_lost_uploads()) {
            db::write_whole(workings_.spool_folder / "tried", "");  // says so where it is not for want of room
            throw db::NoRoom("an uploaded file could not be kept");
        }
        if (match.route->traits.keeps_files) keep_uploads(visit);
        return respond(match, visit);
    } catch (const SentTwice& twice) {
        workings_.database->read([&](db::Read& db) { recognise(visit, db); });
        return twice_page(twice.field);
    } catch (const db::Overloaded&) {
        return unsent_page(request, visit, {Status::busy, "503"});
    } catch (const db::Away& failure) {
        spdlog::error("request {}: {}", request.number, failure.what());
        return unsent_page(request, visit, {Status::busy, "away"});
    } catch (const db::Unsure& failure) {
        spdlog::error("request {}: {}", request.number, failure.what());
        return unsent_page(request, visit, {Status::busy, "unsure"});
    } catch (const db::NoRoom&) {
        spdlog::error("request {} failed: the disk is full", request.number);
        workings_.database->read([&](db::Read& db) { recognise(visit, db); });  // the page looks as for whoever is signed in
        return unsent_page(request, visit, {Status::no_room, "507"});
    } catch (const std::exception& failure) {
        spdlog::error("request {} failed: {}", request.number, failure.what());
        return unsent_page(request, visit, {Status::broken, "500"});
    }
}

// More was sent than is taken, or there was no room for it: what was typed comes back, and nothing is done.
Response Dispatcher::respond_to_beginning(const Request& request, const Match& match, Visit& visit) const {
    const auto refusal = workings_.database->reading([&](db::Read& db) { return refusal_of(*match.route, visit, db); });
    if (refusal) return *refusal;
    return unsent_page(request, visit, request.cut == 507 ? Unsent{Status::no_room, "507"} : Unsent{Status::busy, "503"});
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
        form = read_multipart(type, request.cut == 0 ? request.body : whole_parts(type, request.body), workings_.spool_folder);
    } else if (request.body.empty() || lowered(type).starts_with("application/x-www-form-urlencoded")) {
        form = read_urlencoded(request.body);
    }
    if (!form) return false;
    visit.form = std::move(*form);  // whose files are forgotten with the visit
    return match.route->traits.takes_files || visit.form.all_uploads().empty();
}

void Dispatcher::keep_uploads(Visit& visit) const {
    for (auto& [name, uploads] : visit.form.all_uploads())
        for (auto& upload : uploads) {
            upload.hash = workings_.files->keep(upload.path).hash;
            std::filesystem::remove(upload.path);
        }
}

bool is_anothers(const Route& route, const Visit& visit) {
    if (route.method != "POST" || visit.is_api || route.permission.name == may::anyone.name) return false;
    const auto by = opened_by(visit.form.text("csrf"));
    return by && by->account != visit.actor.id.text;
}

// Who wrote it is not who is signed in: saving it in the other's name is a choice.
Response others_page(const Visit& visit) {
    auto data = sent_form(visit, visit.csrf);
    data.emplace("title", text("web.resend.others_title"));
    data.emplace("lead", text("web.resend.others_text"));
    data.emplace("signs_in", false);
    data.emplace("number", false);
    data.emplace("look", false);
    data.emplace("saved_by", text("web.resend.saved_by", {{"name", visit.actor.name}}));
    data.emplace("send", text("web.resend.send_as", {{"name", visit.actor.name}}));
    return page("web/resend", text("web.resend.others_title"), std::move(data), Status::conflict);
}

Response Dispatcher::resend_page(const Visit& visit) const {
    auto data = sent_form(visit, visit.csrf);
    data.emplace("title", text("web.resend.title"));
    data.emplace("lead", text("web.resend.text"));
    data.emplace("signs_in", true);
    data.emplace("number", false);
    data.emplace("look", false);
    data.emplace("saved_by", text("web.resend.saved_by_whoever"));
    data.emplace("send", text("web.resend.send"));
    return page("web/resend", text("web.resend.title"), std::move(data), Status::forbidden);
}

// Sent again with the proof that it came with: what was saved after all is not saved a second time.
Response Dispatcher::unsent_page(const Request& request, const Visit& visit, const Unsent& why) const {
    const Speaking speaking(visit.language);
    const auto key = "web.errors." + why.key;
    const auto& name = visit.actor.name;
    auto data = sent_form(visit, visit.form.text("csrf"));
    data.emplace("title", text(key + ".title"));
    data.emplace("lead", text(key + ".unsent"));
    data.emplace("signs_in", false);
    data.emplace("number", std::to_string(request.number));
    data.emplace("look", why.key == "unsure" ? Data(nearest_page(*workings_.router, visit.address)) : Data(false));
    data.emplace("saved_by", name.empty() ? Data(false) : Data(text("web.resend.saved_by", {{"name", name}})));
    data.emplace("send", text("web.resend.send"));
    auto response = page("web/resend", text(key + ".title"), std::move(data), why.status);
    if (why.status == Status::busy) response.retry_after_s = why.key == "503" ? 1 : 5;
    return response;
}

}  // namespace touchstone::web

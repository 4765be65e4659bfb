// Answers from other tools: a table is sent, and what says who answered is dropped before anything is kept; somebody says what its columns
// are; a job checks it; they look at what comes of it; another job enters it as a closed wave.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.h"
#include "evaluations/owner_pages.h"
#include "jobs/job_store.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/replies_form_pages.h"
#include "voice/replies_words_pages.h"
#include "voice/voice_words_pages.h"
#include "web/fields.h"
#include "web/language.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

const FieldShape owner_shape{"owner", FieldShape::Kind::choice}, into_shape{"questionnaire", FieldShape::Kind::choice};
const FieldShape seen_shape{"seen_version", FieldShape::Kind::number};
// What is prepared: this, then the table as it is kept, a line each; or the key of what is wrong with the file.
constexpr const char* sound = "sound";

std::string prepared_from(const SealedReplies& kept) {
    auto prepared = std::string(sound) + "\n" + kept.id.text + "\n" + kept.heads + "\n" + kept.found;
    for (const auto& part : kept.parts) prepared += "\n" + part;
    return prepared;
}

std::optional<SealedReplies> kept_in(const std::string& prepared) {
    auto lines = split(prepared, '\n');
    if (lines.size() < 4 || lines.front() != sound) return std::nullopt;
    return SealedReplies{ReplyImportId{lines[1]}, lines[2], lines[3], {lines.begin() + 4, lines.end()}};
}

// Nothing of the file but what is left after stripping leaves this function, and that is sealed.
std::string read_upload(const web::Visit& visit, db::Read&) {
    const auto uploads = visit.form.uploads("file");
    if (uploads.empty() || uploads.front().size == 0) return "voice.replies.file_missing";
    const auto rows = open_replies(uploads.front().path);
    if (!rows) return rows.error().front().text;
    auto stripped = strip(*rows);
    if (!stripped) return stripped.error().front().text;
    stripped->found.title = title_from(uploads.front().name);
    return prepared_from(sealed(*stripped, visit.now));
}

web::List rows_of(const web::Visit& visit, const std::vector<ListedReplies>& all) {
    web::List rows;
    for (const auto& each : all)
        if (may_do(visit.actor, Ability::evaluate, Place{each.owner, {}, {}}))
            rows.push_back(web::Object{{"href", address_of(each.id)},
                                       {"name", each.title.empty() ? text("voice.replies.nameless") : each.title},
                                       {"state", text("voice.replies.state." + name_in(reply_states(), each.state))},
                                       {"day", web::in_words(date_of(each.made_at))}});
    return rows;
}

struct Start {
    std::vector<evaluations::Owner> owners;
    std::vector<ListedQuestionnaire> questionnaires;  // of those
    std::vector<ListedReplies> imports;
};
Start start_of(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto owners = evaluations::ask_owners(trip, visit.actor, Ability::evaluate, visit.now);
    const auto questionnaires = ask_questionnaires(trip, visit.sight());
    const auto imports = ask_reply_imports(trip, visit.sight());
    trip.go();
    Start start{evaluations::without_services(evaluations::named_owners(owners.all())), *questionnaires, *imports};
    std::erase_if(start.questionnaires,
                  [&](const ListedQuestionnaire& each) { return !may_do(visit.actor, Ability::evaluate, Place{each.owner, {}, {}}); });
    return start;
}

web::Response start_page(const web::Visit& visit, const Start& start, const Problems& problems, web::Status status) {
    const auto owner = visit.form.text("owner"), into = visit.form.text("questionnaire");
    std::vector<web::Option> options{{"", text("voice.replies.new_questionnaire"), {}}};
    for (const auto& each : start.questionnaires) options.push_back({each.id.text, each.title, {}});
    auto rows = rows_of(visit, start.imports);
    const bool has_rows = !rows.empty();
    auto response = questionnaire_page("voice/reply_imports", text("voice.replies.page_title"), {},
                                       {{"header", web::header("", text("voice.replies.page_title"), text("voice.replies.lead"))},
                                        {"csrf", visit.csrf},
                                        {"action", replies_address},
                                        {"file", web::file_upload({.name = "file",
                                                                   .label = text("voice.replies.file"),
                                                                   .hint = text("voice.replies.file_hint"),
                                                                   .accept = ".csv,.tsv,.txt,.xlsx",
                                                                   .is_multiple = false},
                                                                  problems)},
                                        {"questionnaire", web::select({.name = "questionnaire",
                                                                       .legend = text("voice.replies.questionnaire"),
                                                                       .hint = text("voice.replies.questionnaire_hint"),
                                                                       .options = options,
                                                                       .chosen = {into}},
                                                                      problems)},
                                        {"owner", evaluations::owner_choice(start.owners, owner, problems)},
                                        {"button", web::button(text("voice.replies.send"))},
                                        {"has_rows", has_rows},
                                        {"rows", std::move(rows)}},
                                       status);
    response.who_can_see = text("voice.replies.seen_by");
    response.problems = problems;
    response.forms = {{replies_address, {{{owner_shape, {owner}}, {into_shape, {into}}}, {}}}};
    return response;
}

web::Response show_start(const web::Visit& visit, db::Read& db) { return start_page(visit, start_of(visit, db), {}, web::Status::ok); }

web::Response send(const web::Visit& visit, db::Write& db) {
    const auto start = start_of(visit, db);
    const auto kept = kept_in(visit.prepared);
    const auto into = visit.form.text("questionnaire");
    const auto existing = std::ranges::find(start.questionnaires, into, [](const ListedQuestionnaire& each) { return each.id.text; });
    const auto owner = evaluations::owner_from(start.owners, visit.form.text("owner"));
    Problems problems;
    if (!kept) problems.push_back({"file", visit.prepared});
    if (!into.empty() && existing == start.questionnaires.end())
        problems.push_back({"questionnaire", "voice.replies.questionnaire_missing"});
    if (into.empty() && !owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) {
        if (kept) destroy_replies(kept->id);
        return start_page(visit, start, problems, web::Status::unprocessable);
    }
    ReplyImport import;
    import.owner = into.empty() ? owner->organisation : existing->owner;
    import.questionnaire = QuestionnaireId{into};
    add_reply_import(db, visit.by(), import, *kept);
    return web::see_other(address_of(kept->id));
}

// An import with the job that works on it, where there still is one.
struct Standing {
    ReplyImport import;
    std::optional<jobs::Job> job;

    [[nodiscard]] bool is_working() const { return import.state == ReplyState::checking || import.state == ReplyState::entering; }
    [[nodiscard]] bool is_under_way() const { return is_working() && job && !job->is_over(); }
    [[nodiscard]] bool has_failed() const { return is_working() && !is_under_way(); }
    [[nodiscard]] bool is_open() const { return import.found && import.wave.is_empty() && !is_under_way(); }
    [[nodiscard]] bool can_be_entered() const {
        if (!import.found) return false;
        return import.state == ReplyState::checked ? import.checked && import.checked->why.empty()
                                                   : import.state == ReplyState::entering && has_failed();
    }
};

std::optional<Standing> standing_at(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto id = visit.id<ReplyImportId>("reply_import");
    auto import = ask_reply_import(trip, visit.actor.partnership, id);
    auto job = jobs::ask_latest(trip, visit.actor.partnership, reply_import_job, id.text);
    trip.go();
    return *import ? std::optional(Standing{std::move(**import), std::move(*job)}) : std::nullopt;
}

web::Data progress_of(const Standing& standing) {
    if (!standing.is_under_way()) return false;
    const auto address = address_of(standing.import.id);
    return web::Object{{"id", "import"},
                       {"label", text("jobs.kind.reply_import")},
                       {"done", std::to_string(standing.job->done)},
                       {"total", std::to_string(standing.job->total)},
                       {"sentence", text(standing.job->message)},
                       {"job", address + "/state"},
                       {"reload", address},
                       {"result", false},
                       {"result_text", text("voice.replies.go_on")}};
}

web::Data notice_of(const Standing& standing) {
    const auto& import = standing.import;
    if (import.state == ReplyState::done) return web::notice("success", text("voice.replies.done"));
    if (!import.found) return web::notice("warning", text("voice.replies.unopened"), text("voice.replies.unopened_what"));
    if (standing.has_failed()) return web::notice("warning", text("voice.replies.failed"), text("voice.replies.failed_what"));
    if (import.checked && !import.checked->why.empty())
        return web::notice("warning", text("voice.replies.cannot"), text(import.checked->why));
    return false;
}

web::List listed(const std::vector<std::string>& lines) {
    web::List list;
    for (const auto& line : lines) list.push_back(line);
    return list;
}

// What the check has found, in words.
web::Data check_of(const ReplyImport& import) {
    if (!import.checked) return false;
    const auto& check = *import.checked;
    web::List problems;
    for (const auto& each : check.problems) problems.push_back(line_of(each));
    const auto more = check.not_understood - std::ssize(check.problems);
    const auto& smallest = import.answers.smallest;  // a number, or it would not have been checked
    const bool is_few = check.taken < std::stoi(smallest);
    return web::Object{{"lines", listed(lines_of(check))},
                       {"few", is_few ? web::Data(text("voice.results.too_few", {{"count", smallest}})) : web::Data(false)},
                       {"has_problems", !problems.empty()},
                       {"problems", std::move(problems)},
                       {"more", more > 0 ? web::Data(web::counted("voice.replies.more", static_cast<int>(more))) : web::Data(false)}};
}

web::Response import_page(const web::Visit& visit, db::Read& db, const Standing& standing, const ReplyDraft& draft,
                          const Problems& problems, web::Status status) {
    const auto& import = standing.import;
    const auto address = address_of(import.id);
    const bool is_open = standing.is_open(), can_be_entered = standing.can_be_entered(), is_done = import.state == ReplyState::done;
    web::List dropped;
    if (import.found)
        for (const auto& each : import.found->dropped) dropped.push_back(line_of(each));
    const bool has_dropped = !dropped.empty();
    const bool can_be_removed = !is_done && import.wave.is_empty() && !standing.is_under_way();
    const auto version = std::to_string(import.version);
    auto response = questionnaire_page(
        "voice/reply_import", text("voice.replies.page_title"), {},
        {{"header", web::header("", text("voice.replies.page_title"), is_done ? import.answers.title : std::string())},
         {"progress", progress_of(standing)},
         {"notice", notice_of(standing)},
         {"wave", is_done ? web::Data(web::link(address_of(import.wave) + "/results", text("voice.results.link"))) : web::Data(false)},
         {"found", import.found ? web::Data(web::Object{{"lines", listed(lines_of(*import.found))}}) : web::Data(false)},
         {"has_dropped", has_dropped},
         {"dropped", std::move(dropped)},
         {"checked", check_of(import)},
         {"entry", can_be_entered ? web::Data(web::Object{{"csrf", visit.csrf},
                                                          {"action", address + "/entry"},
                                                          {"seen_version", version},
                                                          {"button", web::button(text("voice.replies.enter"))}})
                                  : web::Data(false)},
         {"form", is_open ? web::Data(reply_form(visit, import, draft, offered_for(visit, db), problems)) : web::Data(false)},
         {"removal", can_be_removed ? web::Data(web::Object{{"csrf", visit.csrf},
                                                            {"action", address + "/removal"},
                                                            {"button", web::button(text("voice.replies.remove"), {}, {}, true)}})
                                    : web::Data(false)},
         {"again", web::link(replies_address, text("voice.replies.another"))}},
        status);
    response.crumbs.push_back({replies_address, text("voice.replies.page_title")});
    response.who_can_see = text("voice.replies.seen_by");
    response.problems = problems;
    if (is_open) response.forms[address + "/answers"] = reply_form_now(import, draft);
    if (can_be_removed) response.forms[address + "/removal"] = {};
    if (can_be_entered) response.forms[address + "/entry"] = {{}, import.version};
    return response;
}

ReplyDraft draft_begun(const Standing& standing) { return standing.is_open() ? reply_draft_begun(standing.import) : ReplyDraft{}; }

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto standing = standing_at(visit, db);
    return standing ? import_page(visit, db, *standing, draft_begun(*standing), {}, web::Status::ok) : web::not_found();
}

// For the page's script: see ui/js/jobs.js.
web::Response state(const web::Visit& visit, db::Read& db) {
    const auto standing = standing_at(visit, db);
    if (!standing) return web::not_found();
    const bool goes_on = standing->is_under_way();
    const auto& job = standing->job;
    nlohmann::json answer{{"state", goes_on ? "running" : "done"},
                          {"done", goes_on ? job->done : 1},
                          {"total", goes_on ? job->total : 1},
                          {"message", text(job ? job->message : "jobs.message.done")}};
    if (!goes_on) answer["result"] = address_of(standing->import.id);
    return web::json(answer.dump());
}

// What keeps the wave from being made, as far as it can be known before its answers are checked.
Problems problems_with(const ReplyImport& import, const ReplyDraft& draft, const WaveOffers& offers, Instant now) {
    const auto today = date_of(now);
    const auto goals = reply_goals(*import.found, draft, import.existing ? &*import.existing : nullptr);
    auto problems = goals ? Problems{} : goals.error();
    Questionnaire typed;
    for (const auto& column : draft.columns)
        if (column.into == "text") typed.questions.push_back({.kind = Kind::text});
    const auto wave = asked_elsewhere({}, import.existing.value_or(typed), draft, offers, today);
    if (!wave) problems.insert(problems.end(), wave.error().begin(), wave.error().end());
    Wave over;
    over.opens = over.closes = today;
    const auto closed = close(over, {draft.decides, draft.decides_by, 0}, now);
    if (!closed) problems.insert(problems.end(), closed.error().begin(), closed.error().end());
    return problems;
}

web::Response answer(const web::Visit& visit, db::Write& db) {
    const auto standing = standing_at(visit, db);
    if (!standing) return web::not_found();
    const auto& import = standing->import;
    auto draft = import.found ? read_reply_draft(*import.found, visit.form) : ReplyDraft{};
    if (import.existing) draft.title = import.existing->title;
    const auto again = [&](const Problems& problems, web::Status status) {
        return import_page(visit, db, *standing, draft, problems, status);
    };
    if (!standing->is_open() || draft.seen_version != import.version) {
        draft.seen_version = import.version;  // answering again is now a choice
        return again({{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    }
    if (const auto problems = problems_with(import, draft, offered_for(visit, db).values, visit.now); !problems.empty())
        return again(problems, web::Status::unprocessable);
    if (!jobs::ask(db, visit.actor, reply_import_job, import.id.text, visit.now))
        return again({{"", "voice.replies.too_many"}}, web::Status::too_many);
    if (!answer_replies(db, visit.by(), import, draft)) return again({{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(address_of(import.id));
}

web::Response enter(const web::Visit& visit, db::Write& db) {
    const auto standing = standing_at(visit, db);
    if (!standing) return web::not_found();
    const auto& import = standing->import;
    const auto again = [&](const Problems& problems, web::Status status) {
        return import_page(visit, db, *standing, draft_begun(*standing), problems, status);
    };
    if (!standing->can_be_entered() || visit.form.number("seen_version") != import.version)
        return again({{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    const auto ask = [&] { return jobs::ask(db, visit.actor, reply_import_job, import.id.text, visit.now).has_value(); };
    if (import.state == ReplyState::entering)
        return ask() ? web::see_other(address_of(import.id)) : again({{"", "voice.replies.too_many"}}, web::Status::too_many);
    const auto offered = offered_for(visit, db).values;
    auto problems = problems_with(import, import.answers, offered, visit.now);
    if (is_brought_in(db, visit.actor.partnership, import.owner, import.checked->content)) problems.push_back({"", "voice.replies.twice"});
    if (!problems.empty()) return again(problems, web::Status::unprocessable);
    KeptQuestionnaire made;
    made.id = QuestionnaireId::make(visit.now);
    made.owner = import.owner;
    made.content = import.checked->questionnaire;
    Wave fresh;
    fresh.id = WaveId::make(visit.now);
    fresh.questionnaire = import.existing ? import.questionnaire : made.id;
    fresh.tool = value_in(tools(), import.answers.tool);
    const auto wave = asked_elsewhere(fresh, import.existing.value_or(made.content), import.answers, offered, date_of(visit.now));
    if (!wave) return again(wave.error(), web::Status::unprocessable);
    if (!ask()) return again({{"", "voice.replies.too_many"}}, web::Status::too_many);
    if (!begin_entering(db, visit.by(), import, *wave, import.existing ? nullptr : &made))
        return again({{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(address_of(import.id));
}

web::Response remove(const web::Visit& visit, db::Write& db) {
    const auto standing = standing_at(visit, db);
    if (!standing) return web::not_found();
    const auto& id = standing->import.id;
    if (standing->is_under_way() || !remove_reply_import(db, visit.actor.partnership, id))
        return import_page(visit, db, *standing, draft_begun(*standing), {{"", "voice.replies.is_entered"}}, web::Status::unprocessable);
    destroy_replies(id);
    return web::see_other(replies_address, "replies_removed");
}

}  // namespace

void add_replies_pages(web::Router& router) {
    router.object("reply_import", look_up_reply_import);
    router.get(replies_address, may::evaluate, show_start);
    router.post(replies_address, may::evaluate, send,
                {.takes_files = true, .keeps_files = false, .prepare = read_upload, .fields = {owner_shape, into_shape}});
    const auto one = std::string(replies_address) + "/{reply_import}";
    router.get(one, may::evaluate, show);
    router.get(one + "/state", may::evaluate, state);
    router.post(one + "/answers", may::evaluate, answer, {.fields = reply_shapes(), .form_at = one});
    router.post(one + "/entry", may::evaluate, enter, {.fields = {seen_shape}, .form_at = one});
    router.post(one + "/removal", may::evaluate, remove, {.is_button = true, .form_at = one});
}

}  // namespace touchstone::voice

// Files of figures: sent, read by a job, looked at and answered, and entered by another.
#include "measures/figure_import_pages.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "jobs/job_store.h"
#include "measures/figure_import_words_pages.h"
#include "measures/measure_pages.h"
#include "measures/pages.h"
#include "people/draft_pages.h"
#include "web/fields.h"
#include "web/language.h"

namespace touchstone::measures {
namespace {

using web::text;

constexpr const char* imports_address = "/figure-imports";
const FieldShape owner_shape{"owner", FieldShape::Kind::choice};

web::List rows_of(const web::Visit& visit, db::Read& db) {
    web::List rows;
    for (const auto& import : list_figure_imports(db, visit.sight()))
        if (may_do(visit.actor, Ability::evaluate, Place{import.owner, {}, {}}))
            rows.push_back(web::Object{{"href", address_of(import.id)},
                                       {"name", import.file_name},
                                       {"state", text("measures.import.state." + name_in(import_states(), import.state))},
                                       {"day", web::in_words(date_of(import.made_at))}});
    return rows;
}

web::Response start_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    const auto owner = visit.form.text("owner");
    auto rows = rows_of(visit, db);
    const bool has_rows = !rows.empty();
    auto response = web::page("measures/figure_imports", text("measures.import.page_title"),
                              {{"header", web::header("", text("measures.import.page_title"), text("measures.import.lead"))},
                               {"csrf", visit.csrf},
                               {"action", imports_address},
                               {"file", web::file_upload({.name = "file",
                                                          .label = text("measures.import.file"),
                                                          .hint = text("measures.import.file_hint"),
                                                          .accept = ".csv,.tsv,.txt,.xlsx,.json"},
                                                         problems)},
                               {"owner", evaluations::owner_choice(evaluations::owners_offered(visit, db), owner, problems)},
                               {"button", web::button(text("measures.import.send"))},
                               {"has_rows", has_rows},
                               {"rows", std::move(rows)}},
                              status);
    response.crumbs = {{"/measures", text("measures.list.title")}};
    response.who_can_see = text("people.seen_as_each");
    response.problems = problems;
    response.forms = {{imports_address, {{{owner_shape, {owner}}}, {}}}};
    return response;
}

web::Response show_start(const web::Visit& visit, db::Read& db) { return start_page(visit, db, {}, web::Status::ok); }

web::Response send(const web::Visit& visit, db::Write& db) {
    const auto uploads = visit.form.uploads("file");
    const auto owner = evaluations::owner_from(evaluations::owners_offered(visit, db), visit.form.text("owner"));
    Problems problems;
    if (uploads.empty() || uploads.front().size == 0) problems.push_back({"file", "measures.import.file_missing"});
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) return start_page(visit, db, problems, web::Status::unprocessable);
    FigureImport import;
    import.id = FigureImportId::make(visit.now);
    if (!jobs::ask(db, visit.actor, figure_import_job, import.id.text, visit.now))
        return start_page(visit, db, {{"", "measures.import.too_many"}}, web::Status::too_many);
    import.owner = owner->organisation;
    import.file_name = uploads.front().name;
    import.file_hash = uploads.front().hash;
    add_figure_import(db, visit.by(), import);
    return web::see_other(address_of(import.id));
}

// An import with the job that works on it, where there still is one.
struct Standing {
    FigureImport import;
    std::optional<jobs::Job> job;
    std::vector<KeptMeasure> measures;  // that the one who looks may see

    [[nodiscard]] bool is_under_way() const {
        return (import.state == ImportState::reading || import.state == ImportState::answered) && job && !job->is_over();
    }
    // Whether it can be answered: also once more, where its figures could not be entered.
    [[nodiscard]] bool is_open() const {
        return import.state == ImportState::waiting || (import.state == ImportState::answered && !is_under_way());
    }
    [[nodiscard]] bool has_failed() const {
        return (import.state == ImportState::reading || import.state == ImportState::answered) && !is_under_way();
    }
};

std::optional<Standing> standing_at(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto id = visit.id<FigureImportId>("figure_import");
    auto import = ask_figure_import(trip, visit.actor.partnership, id);
    auto job = jobs::ask_latest(trip, visit.actor.partnership, figure_import_job, id.text);
    auto measures = ask_measures(trip, visit.sight());
    trip.go();
    return *import ? std::optional(Standing{std::move(**import), std::move(*job), std::move(*measures)}) : std::nullopt;
}

web::Data progress_of(const Standing& standing) {
    if (!standing.is_under_way()) return false;
    const auto address = address_of(standing.import.id);
    return web::Object{{"id", "import"},
                       {"label", text("jobs.kind.figure_import")},
                       {"done", std::to_string(standing.job->done)},
                       {"total", std::to_string(standing.job->total)},
                       {"sentence", text(standing.job->message)},
                       {"job", address + "/state"},
                       {"reload", address},
                       {"result", false},
                       {"result_text", text("measures.import.go_on")}};
}

web::Data notice_of(const Standing& standing) {
    const auto& import = standing.import;
    if (standing.has_failed())
        return web::notice("warning", text("measures.import.failed"),
                           text(standing.is_open() ? "measures.import.failed_answers" : "measures.import.failed_reading"));
    if (import.state == ImportState::refused)
        return web::notice("warning", text("measures.import.refused"), text(import.found.why_refused()));
    return import.state == ImportState::done ? web::Data(web::notice("success", text("measures.import.done"))) : web::Data(false);
}

web::List links_of(const FigureImport& import, const std::vector<KeptMeasure>& measures) {
    web::List links;
    if (import.state != ImportState::done) return links;
    for (const auto& measure : measures)
        if (std::ranges::find(import.answers.measures, measure.id.text, &MeasureChoice::into) != import.answers.measures.end())
            links.push_back(web::link(address_of(measure.id), measure.definition.title));
    return links;
}

web::List listed(const std::vector<std::string>& lines) {
    web::List list;
    for (const auto& line : lines) list.push_back(line);
    return list;
}

web::Response import_page(const web::Visit& visit, const Standing& standing, const ImportDraft& draft, const Problems& problems,
                          web::Status status) {
    const auto& import = standing.import;
    web::List refused;
    for (const auto& problem : import.found.problems) refused.push_back(line_of(problem));
    const auto more = import.found.problem_count - std::ssize(import.found.problems);
    const bool is_open = standing.is_open(), is_refused = !refused.empty();
    auto response = web::page(
        "measures/figure_import", import.file_name,
        {{"header", web::header(text("measures.import.page_title"), import.file_name)},
         {"progress", progress_of(standing)},
         {"notice", notice_of(standing)},
         {"result", import.state == ImportState::done ? listed(lines_of(import.result)) : web::List{}},
         {"links", links_of(import, standing.measures)},
         {"found", listed(lines_of(import.found))},
         {"has_found", !import.found.shape.empty()},
         {"is_refused", is_refused},
         {"refused", std::move(refused)},
         {"more", more > 0 ? web::Data(web::counted("measures.command.more_problems", static_cast<int>(more))) : web::Data(false)},
         {"again", web::link(imports_address, text("measures.import.another"))},
         {"form", is_open ? web::Data(answer_form(visit, import, draft, existing_of(standing.measures, import.owner), problems))
                          : web::Data(false)}},
        status);
    response.crumbs = {{"/measures", text("measures.list.title")}, {imports_address, text("measures.import.page_title")}};
    response.who_can_see = text("measures.import.seen_by");
    response.problems = problems;
    if (is_open) response.forms = {{address_of(import.id) + "/answers", answer_form_now(import.found, draft)}};
    return response;
}

ImportDraft first_draft(const web::Visit& visit, db::Read& db, const FigureImport& import, const std::vector<Existing>& existing) {
    const auto before = find_said_before(db, visit.actor.partnership, import.owner, import.found.heads);
    auto draft = begun(import.found, existing, before ? std::optional(before->answers) : std::nullopt,
                       before ? before->keys : std::vector<std::string>{});
    draft.seen_version = import.version;
    return draft;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto standing = standing_at(visit, db);
    if (!standing) return web::not_found();
    const auto& import = standing->import;
    const auto draft = standing->is_open() ? first_draft(visit, db, import, existing_of(standing->measures, import.owner)) : ImportDraft{};
    return import_page(visit, *standing, draft, {}, web::Status::ok);
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

web::Response answer(const web::Visit& visit, db::Write& db) {
    const auto standing = standing_at(visit, db);
    if (!standing) return web::not_found();
    const auto& import = standing->import;
    const auto existing = existing_of(standing->measures, import.owner);
    auto draft = read_answers(import.found, visit.form);
    const auto again = [&](const Problems& problems, web::Status status) { return import_page(visit, *standing, draft, problems, status); };
    if (!standing->is_open() || draft.seen_version != import.version) {
        draft.seen_version = import.version;  // answering again is now a choice
        return again({{"", "measures.import.answered_meanwhile"}}, web::Status::conflict);
    }
    if (web::is_searching(visit)) return again({}, web::Status::ok);
    auto goals = goals_of(import.found, draft, existing, import.file_name);
    if (!goals) return again(goals.error(), web::Status::unprocessable);
    if (!jobs::ask(db, visit.actor, figure_import_job, import.id.text, visit.now))
        return again({{"", "measures.import.too_many"}}, web::Status::too_many);
    auto answers = draft;
    answers.measures.resize(goals->size());
    std::vector<KeptMeasure> made;
    for (std::size_t place = 0; place < goals->size(); ++place) {
        auto& goal = (*goals)[place];
        auto& choice = answers.measures[place];
        choice.share = goal.denominator ? "yes" : "no";
        choice.into = goal.existing ? goal.existing->text : into_nothing;
        if (!goal.made) continue;
        made.push_back({.id = MeasureId::make(visit.now), .owner = import.owner, .owner_name = {}, .definition = std::move(*goal.made)});
        choice.into = made.back().id.text;
    }
    if (!answer_import(db, visit.by(), import, answers, made))
        return again({{"", "measures.import.answered_meanwhile"}}, web::Status::conflict);
    people::forget_draft(visit, db);
    return web::see_other(address_of(import.id));
}

}  // namespace

void add_figure_import_pages(web::Router& router) {
    router.object("figure_import", look_up_figure_import);
    router.get(imports_address, may::evaluate, show_start);
    router.post(imports_address, may::evaluate, send, {.takes_files = true, .fields = {owner_shape}});
    router.get("/figure-imports/{figure_import}", may::evaluate, show);
    router.get("/figure-imports/{figure_import}/state", may::evaluate, state);
    router.post("/figure-imports/{figure_import}/answers", may::evaluate, answer,
                {.fields = answer_shapes(), .form_at = "/figure-imports/{figure_import}"});
}

}  // namespace touchstone::measures

// Publishing: a snapshot is taken and signed, and reports for chosen audiences are made from it.
#include "reports/publishing_pages.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/text.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "jobs/job_store.h"
#include "reports/audience_pages.h"
#include "reports/consent_store.h"
#include "reports/content_pages.h"
#include "reports/file_pages.h"
#include "reports/missing_pages.h"
#include "reports/paper_room.h"
#include "reports/publication.h"
#include "reports/publishing_store.h"
#include "reports/report_pages.h"
#include "reports/snapshot.h"
#include "web/fields.h"

namespace touchstone::reports {
namespace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;
using web::text;
using Json = nlohmann::json;

web::List snapshot_rows(const web::Visit& visit, const Shown& shown) {
    web::List rows;
    const auto row_of = [&](const Report& report) {
        auto progress = files_progress(report, publishing_address(shown.evaluation.id));
        const bool is_over = progress.is_false();
        return web::Object{{"href", "/reports/" + report.id.text},
                           {"text", audience_word(report.audience)},
                           {"state", is_over ? web::Data(files_in_words(report)) : web::Data(false)},
                           {"progress", std::move(progress)},
                           {"missing", format_list(report, visit.csrf, visit.may(Ability::lead, "evaluation"))}};
    };
    for (const auto& snapshot : shown.published.snapshots) {
        web::List reports;
        for (const auto& report : shown.published.reports)
            if (report.snapshot == snapshot.id) reports.push_back(row_of(report));
        rows.push_back(web::Object{{"title", text("reports.publishing.version", {{"number", std::to_string(snapshot.number)},
                                                                                 {"date", in_words(date_of(snapshot.made_at))}})},
                                   {"by", text("reports.publishing.by", {{"name", snapshot.made_by_name}})},
                                   {"what_changed", web::or_false(snapshot.what_changed)},
                                   {"file", publishing_address(shown.evaluation.id) + "/" + std::to_string(snapshot.number)},
                                   {"reports", reports}});
    }
    return rows;
}

web::Data publish_form(const web::Visit& visit, const Shown& shown, const PublishDraft& draft) {
    if (!visit.may(Ability::lead, "evaluation")) return false;
    auto data = web::components(publish_fields(), draft, {}, {{"audiences", audience_options()}});
    data.merge({{"address", publishing_address(shown.evaluation.id)},
                {"not_finished", !shown.evaluation.is_finished()},
                {"button", web::button(text("reports.publishing.check"))}});
    return data;
}

web::Response publishing_page(const web::Visit& visit, const Shown& shown) {
    PublishDraft draft;
    draft.seen_version = next_number(shown.published);
    auto form = publish_form(visit, shown, draft);
    const bool is_shown = !form.is_false();
    auto response = evaluation_page("reports/publishing", text("reports.publishing.title"), shown.evaluation,
                                    {{"header", web::header("", text("reports.publishing.title"), text("reports.publishing.lead"))},
                                     {"nothing", shown.published.snapshots.empty()},
                                     {"snapshots", snapshot_rows(visit, shown)},
                                     {"key", signing_key().public_key()},
                                     {"plain", publishing_address(shown.evaluation.id) + "/plain-words"},
                                     {"consents", publishing_address(shown.evaluation.id) + "/consents"},
                                     {"form", std::move(form)}});
    if (is_shown) response.forms = {{publishing_address(shown.evaluation.id), web::form_now(publish_fields(), draft)}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto shown = find_shown(visit, db);
    return shown ? publishing_page(visit, *shown) : web::not_found();
}

Problems problems_of(const Shown& shown, const Whole& whole, const PublishDraft& draft) {
    Problems problems;
    const auto chosen = chosen_audiences(draft);
    if (!shown.evaluation.is_finished()) problems.push_back({"audiences", "reports.publishing.not_finished"});
    if (chosen.empty()) problems.push_back({"audiences", "reports.publishing.no_audience"});
    if (whole.judgements.empty()) problems.push_back({"audiences", "reports.publishing.nothing_judged"});
    if (!has_statement_on_capacity(*shown.framework, whole))
        require_text(problems, "reports.publishing", "without_capacity", draft.without_capacity, without_capacity_max_characters);
    for (const auto audience : chosen)
        if (audience == Audience::young_people && !shown.published.plain.contains(audience))
            problems.push_back({"audiences", "reports.publishing.no_plain_words"});
    if (!shown.published.snapshots.empty() && draft.what_changed.empty())
        problems.push_back({"what_changed", "reports.publishing.what_changed_missing"});
    if (characters(draft.to_decide) > to_decide_max_characters) problems.push_back({"to_decide", "reports.publishing.to_decide_too_long"});
    if (characters(draft.what_changed) > what_changed_max_characters)
        problems.push_back({"what_changed", "reports.publishing.what_changed_too_long"});
    return problems;
}

// What is the owner's own, and what everybody who may read the evaluation sees of others: never what one partner lent to the owner alone.
Sight everybodys_sight(db::Read& db, const web::Visit& visit, const Evaluation& evaluation) {
    Sight sight;
    sight.partnership = visit.actor.partnership;
    sight.member = evaluation.owner.is_empty();
    sight.evaluations = "," + evaluation.id.text + ",";
    if (const auto last = find_evaluation(db, visit.actor.partnership, evaluation.continues); last && last->owner == evaluation.owner)
        sight.evaluations += last->id.text + ",";
    sight.now = visit.now;
    return sight;
}

// The owner's plans are its own.
Sight with_owner(Sight sight, const Evaluation& evaluation) {
    if (!evaluation.owner.is_empty()) sight.organisations = "," + evaluation.owner.text + ",";
    return sight;
}

// Whose reports may show what others lent.
LentTo lent_to(const std::vector<Lent>& lent) {
    LentTo to;
    for (const auto& item : lent)
        for (const auto audience : all_audiences())
            if (auto& readers = to[item.evidence]; item.may_stand_in(audience)) readers.insert(audience);
    return to;
}

// What is not shared with the whole partnership, but may stand in a report of this version.
std::string agreed_to(const std::vector<Lent>& lent) {
    std::string ids = ",";
    for (const auto& item : lent)
        if (!item.is_for_all && std::ranges::any_of(all_audiences(), [&](Audience audience) { return item.may_stand_in(audience); }))
            ids += item.evidence.text + ",";
    return ids;
}

// A board reads two pages.
bool fits_its_pages(const web::Visit& visit, db::Read& db, const PublishDraft& draft, const Json& content) {
    const auto chosen = chosen_audiences(draft);
    if (std::ranges::find(chosen, Audience::board) == chosen.end()) return true;
    const auto layout = layout_of(db, visit.actor.partnership, Audience::board);
    const auto body = body_of(content_for(Audience::board, layout, content), {Audience::board, layout, false, true, {}});
    return !is_short(Audience::board, layout) || lines_on_paper(document_of(body).html) <= board_lines_max;
}

web::Response publish(const web::Visit& visit, db::Write& db) {
    const auto shown = find_shown(visit, db);
    if (!shown) return web::not_found();
    const auto draft = web::read_draft(publish_fields(), visit.form);
    if (draft.seen_version != 0 && draft.seen_version != next_number(shown->published))
        return check_page(visit, db, *shown, draft, {{"", "reports.publishing.overtaken"}}, web::Status::conflict);
    const auto whole = read_whole(db, visit.sight(), shown->evaluation.id);
    if (const auto problems = problems_of(*shown, whole, draft); !problems.empty())
        return check_page(visit, db, *shown, draft, problems, web::Status::unprocessable);
    const auto content = content_to_publish(visit, db, *shown, draft);
    if (!fits_its_pages(visit, db, draft, content))
        return check_page(visit, db, *shown, draft, {{"audiences", "reports.publishing.board_too_long"}}, web::Status::unprocessable);
    const SnapshotRow snapshot{SnapshotId::make(visit.now),
                               shown->evaluation.id,
                               next_number(shown->published),
                               seal(content.dump(), signing_key()),
                               draft.what_changed,
                               visit.actor.id,
                               {},
                               visit.now};
    add_snapshot(db, visit.by(), snapshot);
    for (const auto audience : chosen_audiences(draft)) {
        const Report report{ReportId::make(visit.now),
                            snapshot.id,
                            audience,
                            layout_of(db, visit.actor.partnership, audience),
                            visit.actor.id,
                            visit.now,
                            {},
                            {}};
        add_report(db, visit.by(), report);
        jobs::ask(db, visit.actor, "report_files", report.id.text, visit.now, jobs::Limit::none);
    }
    return web::see_other(publishing_address(shown->evaluation.id));
}

// The file that anybody can check.
web::Response snapshot_file(const web::Visit& visit, db::Read& db) {
    const auto& typed = visit.path.at("number");
    const int number =
        typed.size() <= 6 && std::ranges::all_of(typed, [](unsigned char c) { return isdigit(c); }) ? std::stoi("0" + typed) : 0;
    const auto sealed = find_sealed(db, visit.actor.partnership, visit.id<EvaluationId>("evaluation"), number);
    if (!sealed) return web::not_found();
    return web::download_of(*sealed, "snapshot-" + std::to_string(number) + ".json", "application/json");
}

web::Response withdraw(const web::Visit& visit, db::Write& db) {
    const auto found = find_report(db, visit.actor.partnership, visit.id<ReportId>("report"));
    if (!found) return web::not_found();
    withdraw_report(db, visit.by(), found->snapshot.evaluation, found->report);
    return web::see_other("/reports/" + found->report.id.text);
}

}  // namespace

Json content_to_publish(const web::Visit& visit, db::Read& db, const Shown& shown, const PublishDraft& draft) {
    const auto sight = everybodys_sight(db, visit, shown.evaluation);
    const auto own_sight = with_owner(sight, shown.evaluation);
    const int number = next_number(shown.published);
    auto publishers_sight = own_sight;
    publishers_sight.member = true;
    const auto lent = list_lent(db, publishers_sight, shown.evaluation.id, number);
    const auto agreed = agreed_to(lent);
    auto whole = read_whole(db, sight, shown.evaluation.id, agreed);
    // Figures stand in reports to partners alone, and an agreement is about one report.
    std::erase_if(whole.figures, [&](const Figure& figure) { return agreed.find(figure.evidence.text) != std::string::npos; });
    const auto intentions = plans::list_intentions(db, own_sight, shown.evaluation.id);
    auto content = content_of(shown.evaluation, *shown.framework, whole, intentions, shown.published.plain,
                              {number, draft.what_changed, visit.actor.name, visit.now}, lent_to(lent));
    if (!has_statement_on_capacity(*shown.framework, whole)) content["capacity"]["why_not"] = draft.without_capacity;
    if (!draft.to_decide.empty()) content["to_decide"] = draft.to_decide;
    content["version"]["server"] = visit.settings.base_url;
    return content;
}

Layout layout_of(db::Read& db, const PartnershipId& partnership, Audience audience) {
    const auto templates = list_templates(db, partnership);
    const auto own = std::ranges::find(templates, audience, &Template::audience);
    return own == templates.end() ? usual_layout(audience) : own->layout;
}

Showing showing_of(const ReportWhole& whole, const PartnershipId& partnership, const std::string& base_url, bool has_links) {
    const auto& report = whole.report;
    const auto place = is_open(report.audience) ? "/open/" + partnership.text : std::string("/reports");
    return {report.audience,
            report.layout,
            has_links,
            false,
            text(report.audience == Audience::young_people ? "reports.young.published_on" : "reports.published_on",
                 {{"number", std::to_string(whole.snapshot.number)}, {"date", in_words(date_of(report.published_at))}}),
            base_url + place + "/" + report.id.text + "/json",
            base_url + "/snapshot-key"};
}

std::vector<Audience> chosen_audiences(const PublishDraft& draft) {
    std::vector<Audience> chosen;
    for (const auto& name : draft.audiences)
        if (const auto audience = audience_from(name); audience && std::ranges::find(chosen, *audience) == chosen.end())
            chosen.push_back(*audience);
    return chosen;
}

std::vector<web::Option> audience_options() {
    std::vector<web::Option> options;
    for (const auto audience : all_audiences())
        options.push_back({name_of(audience), audience_word(audience), text("reports.audience." + name_of(audience) + ".about")});
    return options;
}

int next_number(const Published& published) { return published.snapshots.empty() ? 1 : published.snapshots.front().number + 1; }

std::string publishing_address(const EvaluationId& evaluation) { return address_of(evaluation) + "/publishing"; }

std::optional<Shown> find_shown(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluation_at(visit);
    if (!evaluation) return std::nullopt;
    auto published = read_published(db, visit.actor.partnership, evaluation->id);
    const auto* framework = &frameworks::framework_of(db, evaluation->framework_hash);
    return Shown{std::move(*evaluation), framework, std::move(published)};
}

std::string audience_word(Audience audience) { return text("reports.audience." + name_of(audience) + ".name"); }

void add_publishing_pages(web::Router& router) {
    router.object("report", look_up_report);
    router.word("number");
    router.get("/evaluations/{evaluation}/publishing", may::read, show);
    router.post("/evaluations/{evaluation}/publishing", may::lead, publish, {.fields = web::taken(publish_fields())});
    router.get("/evaluations/{evaluation}/publishing/{number}", may::read, snapshot_file);
    router.post("/reports/{report}/withdraw", may::lead, withdraw, {.is_button = true});
    add_plain_words_pages(router);
    add_consent_pages(router);
    add_reading_pages(router);
    add_check_pages(router);
    add_file_pages(router);
}

}  // namespace touchstone::reports

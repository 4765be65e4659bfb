// Before an evaluation is finished, and before it is published: what is missing, what each audience will read, and one button that says
// what it does.
#include <nlohmann/json.hpp>

#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "reports/audience_pages.h"
#include "reports/body_pages.h"
#include "reports/missing_pages.h"
#include "reports/publishing_pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::reports {

using namespace evaluations;
using namespace conclusions;
namespace {

using web::text;

web::Response show_finishing(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto whole = read_whole(db, visit.sight(), evaluation->id);
    const auto title = text("reports.finishing.title");
    return evaluation_page("reports/finishing", title, *evaluation,
                           {{"header", web::header(evaluation->title, title, text("reports.finishing.lead"))},
                            {"missing", missing_list(missing_from(*evaluation, framework, whole))},
                            {"words", unborne_words(*evaluation, framework, whole, {})},
                            {"csrf", visit.csrf},
                            {"address", address_of(evaluation->id)},
                            {"is_finished", evaluation->is_finished()},
                            {"button", web::button(text("evaluations.finish"), "state", "finished")}});
}

std::vector<std::string> audience_words(const std::vector<Audience>& audiences) {
    std::vector<std::string> words;
    for (const auto audience : audiences) words.push_back(text("reports.audience." + name_of(audience) + ".for"));
    return words;
}

std::vector<Missing> missing_for(const Shown& shown, const Whole& whole, const std::vector<Audience>& audiences) {
    auto missing = missing_from(shown.evaluation, *shown.framework, whole);
    for (const auto audience : audiences) {
        const bool has_words = shown.published.plain.contains(audience);
        if (std::ranges::find(plain_audiences(), audience) == plain_audiences().end() || has_words) continue;
        missing.push_back({audience == Audience::young_people
                               ? text("reports.missing.plain_words_needed")
                               : text("reports.missing.plain_words", {{"audience", audience_word(audience)}}),
                           publishing_address(shown.evaluation.id) + "/plain-words", text("reports.plain.link")});
    }
    return missing;
}

web::List previews_of(const Shown& shown, const std::vector<Audience>& audiences) {
    web::List previews;
    for (const auto audience : audiences)
        previews.push_back(web::link(publishing_address(shown.evaluation.id) + "/preview/" + name_of(audience),
                                     text("reports.preview.link", {{"audience", text("reports.audience." + name_of(audience) + ".for")}})));
    return previews;
}

web::Response show_check(const web::Visit& visit, db::Read& db) {
    const auto shown = find_shown(visit, db);
    if (!shown) return web::not_found();
    PublishDraft draft;
    draft.audiences = visit.query.list("audiences");
    return check_page(visit, db, *shown, draft,
                      draft.audiences.empty() ? Problems{{"audiences", "reports.publishing.no_audience"}} : Problems{}, web::Status::ok);
}

// As it will be once it is published, from today's evaluation.
web::Response show_preview(const web::Visit& visit, db::Read& db) {
    const auto audience = audience_from(visit.path.at("audience"));
    const auto shown = audience ? find_shown(visit, db) : std::nullopt;
    if (!shown) return web::not_found();
    const auto layout = layout_of(db, visit.actor.partnership, *audience);
    const auto content = content_for(*audience, layout, content_to_publish(visit, db, *shown, {}));
    auto body = body_of(content, {*audience, layout, false, false, text("reports.preview.state")});
    const auto title = text("reports.preview.title", {{"audience", audience_word(*audience)}});
    body.emplace("back", web::link(publishing_address(shown->evaluation.id) + "/check?audiences=" + name_of(*audience),
                                   text("reports.preview.back")));
    return evaluation_page("reports/preview", title, shown->evaluation, std::move(body));
}

// What a board takes to its meeting: its two pages as they would be published today, with the plan that follows.
web::Response show_pack(const web::Visit& visit, db::Read& db) {
    const auto shown = find_shown(visit, db);
    if (!shown) return web::not_found();
    const auto layout = layout_of(db, visit.actor.partnership, Audience::board);
    const auto content = content_for(Audience::board, layout, content_to_publish(visit, db, *shown, {}));
    const auto state = text("reports.pack.state", {{"date", in_words(date_of(visit.now))}});
    return evaluation_page("reports/pack", text("reports.pack.title"), shown->evaluation,
                           body_of(content, {Audience::board, layout, false, true, state}));
}

}  // namespace

web::Response check_page(const web::Visit& visit, db::Read& db, const Shown& shown, PublishDraft draft, const Problems& problems,
                         web::Status status) {
    const auto whole = read_whole(db, visit.sight(), shown.evaluation.id);
    const auto audiences = chosen_audiences(draft);
    draft.seen_version = next_number(shown.published);
    auto data = web::components(publish_fields(), draft, problems, {{"audiences", audience_options()}});
    if (shown.published.snapshots.empty()) data["what_changed"] = false;
    if (has_statement_on_capacity(*shown.framework, whole)) data["without_capacity"] = false;
    if (std::ranges::find(audiences, Audience::board) == audiences.end()) data["to_decide"] = false;
    web::List chosen;
    for (const auto audience : audiences) chosen.push_back(name_of(audience));
    const auto title = text("reports.check.title");
    data.merge({{"header", web::header(shown.evaluation.title, title, text("reports.check.lead"))},
                {"missing", missing_list(missing_for(shown, whole, audiences))},
                {"words", unborne_words(shown.evaluation, *shown.framework, whole, shown.published.plain)},
                {"previews", previews_of(shown, audiences)},
                {"chosen", chosen},
                {"is_chosen", !chosen.empty()},
                {"csrf", visit.csrf},
                {"address", publishing_address(shown.evaluation.id)},
                {"choose", web::button(text("reports.publishing.check"), {}, {}, true)},
                {"button", web::button(text("reports.check.publish", {{"audiences", web::joined(audience_words(audiences))}}))}});
    auto response = evaluation_page("reports/check", title, shown.evaluation, std::move(data), status);
    response.problems = problems;
    response.forms = {{publishing_address(shown.evaluation.id), web::form_now(publish_fields(), draft)}};
    return response;
}

void add_check_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/finishing", may::evaluate, show_finishing);
    router.get("/evaluations/{evaluation}/publishing/check", may::lead, show_check);
    router.get("/evaluations/{evaluation}/publishing/preview/{audience}", may::lead, show_preview);
    router.get("/evaluations/{evaluation}/packs/board", may::lead, show_pack);
}

}  // namespace touchstone::reports

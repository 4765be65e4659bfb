// One piece of evidence: what it is, where it is used, its files, and its findings, each linked to the themes it speaks about.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "evaluations/evaluation_pages.h"
#include "evaluations/evidence_store.h"
#include "evaluations/parts_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "people/event_store.h"
#include "web/form_reader.h"

namespace touchstone::evaluations {
namespace {

using frameworks::Framework;
using web::text;

std::string address_of(const EvidenceId& evidence) { return "/evidence/" + evidence.text; }

// Whoever came from an evaluation is led back to it.
std::string asked_from(const web::Visit& visit) {
    const auto evaluation = visit.query.text("evaluation");
    return evaluation.empty() ? "" : "?evaluation=" + web::percent_encoded(evaluation);
}

std::vector<ThemeRef> themes_of(const Framework& framework) {
    std::vector<ThemeRef> themes;
    for (const auto& indicator : framework.indicators)
        for (std::size_t i = 0; i < indicator.themes.size(); ++i) themes.push_back({indicator.code, static_cast<int>(i) + 1});
    return themes;
}

FindingDraft draft_of(const web::Form& form) {
    return {form.text("kind"), form.text("statement"), form.list("themes"), form.number("seen_version")};
}

FindingDraft draft_of(const Finding& finding) {
    FindingDraft draft{name_of(finding.kind), finding.statement, {}, finding.version};
    for (const auto& theme : finding.themes) draft.themes.push_back(text_of(theme));
    return draft;
}

std::string as_json(const Finding& finding) {
    const auto draft = draft_of(finding);
    std::string themes;
    for (const auto& theme : draft.themes) themes += (themes.empty() ? "" : ", ") + theme;
    return nlohmann::json{{"kind", draft.kind}, {"statement", draft.statement}, {"themes", themes}}.dump();
}

// Every theme of the framework, by key area; an area opens by itself when something in it is chosen.
web::List theme_choices(const Framework& framework, const std::vector<std::string>& chosen) {
    web::List areas;
    for (const auto& area : framework.key_areas) {
        web::List themes;
        bool any = false;
        for (const auto& indicator : framework.indicators) {
            if (indicator.key_area != area.number) continue;
            for (std::size_t i = 0; i < indicator.themes.size(); ++i) {
                const auto value = text_of(ThemeRef{indicator.code, static_cast<int>(i) + 1});
                const bool checked = std::ranges::find(chosen, value) != chosen.end();
                any = any || checked;
                const auto& theme = indicator.themes[i];
                const auto half = theme.half == frameworks::Half::observed   ? text("frameworks.half.observed")
                                  : theme.half == frameworks::Half::reported ? text("frameworks.half.reported")
                                                                             : std::string();
                themes.push_back(
                    web::Object{{"id", "theme_" + indicator.code + "_" + std::to_string(i + 1)},
                                {"value", value},
                                {"number", text("frameworks.theme_number", {{"code", indicator.code}, {"number", std::to_string(i + 1)}})},
                                {"title", theme.title},
                                {"half", web::or_false(half)},
                                {"checked", checked}});
            }
        }
        if (!themes.empty())
            areas.push_back(web::Object{{"number", area.number}, {"title", area.title}, {"themes", themes}, {"is_open", any}});
    }
    return areas;
}

web::Object form_data(const web::Visit& visit, const Framework& framework, const FindingDraft& draft, const Problems& problems,
                      const std::string& action) {
    std::vector<web::Option> kinds;
    for (const auto kind : all_finding_kinds())
        kinds.push_back(
            {name_of(kind), text("evaluations.finding.kind." + name_of(kind)), text("evaluations.finding.kind_about." + name_of(kind))});
    return {{"error_summary", web::error_summary(problems)},
            {"csrf", visit.csrf},
            {"action", action},
            {"seen_version", std::to_string(draft.seen_version)},
            {"kind",
             web::radios(
                 {.name = "kind", .legend = text("evaluations.finding.kind_label"), .hint = {}, .options = kinds, .chosen = {draft.kind}},
                 problems)},
            {"statement", web::textarea({.name = "statement",
                                         .label = text("evaluations.finding.statement"),
                                         .hint = text("evaluations.finding.statement_hint"),
                                         .value = draft.statement,
                                         .rows = 3,
                                         .max = finding_max_characters},
                                        problems)},
            {"themes_problem", web::problem_at(problems, "themes")},
            {"areas", theme_choices(framework, draft.themes)},
            {"button", web::button(text("evaluations.finding.save"))}};
}

web::List finding_rows(const Framework& framework, const EvidenceWhole& whole, bool may_write, const std::string& from) {
    web::List rows;
    for (const auto& finding : whole.findings) {
        web::List themes;
        for (const auto& theme : finding.themes) {
            const auto indicator = std::ranges::find(framework.indicators, theme.indicator, &frameworks::Indicator::code);
            if (indicator == framework.indicators.end() || theme.theme > static_cast<int>(indicator->themes.size())) continue;
            themes.push_back(text("frameworks.theme_number", {{"code", theme.indicator}, {"number", std::to_string(theme.theme)}}) + ": " +
                             indicator->themes[static_cast<std::size_t>(theme.theme) - 1].title);
        }
        rows.push_back(
            web::Object{{"kind", name_of(finding.kind)},
                        {"kind_word", text("evaluations.finding.kind." + name_of(finding.kind))},
                        {"statement", finding.statement},
                        {"themes", themes},
                        {"edit", may_write ? web::Data(web::link(address_of(whole.evidence.id) + "/findings/" + finding.id.text + from,
                                                                 text("evaluations.finding.edit")))
                                           : web::Data(false)}});
    }
    return rows;
}

web::Object about(const Framework& framework, const EvidenceWhole& whole) {
    const auto& item = whole.evidence;
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const std::string& key, const std::string& value) {
        if (!value.empty()) rows.push_back({text("evaluations.evidence.about." + key), value, {}, {}, {}});
    };
    add("source", source_word(framework, item.source));
    add("line", item.line == item.title ? "" : item.line);
    add("whose_view", group_word(framework, item.whose_view));
    add("period", period_in_words(item.from, item.to));
    add("security", text("evaluations.security." + name_of(item.security) + ".name"));
    add("summary", item.summary);
    add("owner", whole.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : whole.owner_name);
    if (!item.link.empty())
        rows.push_back({text("evaluations.evidence.about.link"), item.link, item.link, text("evaluations.evidence.open_link"), item.title});
    add("added", text("evaluations.evidence.added_by", {{"name", whole.added_by_name}, {"date", in_words(date_of(item.added_at))}}));
    return web::summary_list(rows);
}

web::Response evidence_page(const web::Visit& visit, const EvidenceWhole& whole, const Framework& framework, const FindingDraft& draft,
                            const Problems& problems, web::Status status) {
    const bool may_write = visit.may(Ability::contribute, "evidence");
    web::List files, uses;
    for (const auto& file : whole.files)
        files.push_back(
            web::Object{{"href", address_of(whole.evidence.id) + "/files/" + file.id.text},
                        {"name", file.name},
                        {"size", text("evaluations.evidence.kilobytes", {{"count", std::to_string((file.size + 1023) / 1024)}})}});
    for (const auto& use : whole.uses) uses.push_back(web::link("/evaluations/" + use.evaluation.text, use.title));
    auto form =
        may_write ? web::Data(form_data(visit, framework, draft, problems, address_of(whole.evidence.id) + "/findings" + asked_from(visit)))
                  : web::Data(false);
    auto response = web::page(
        "evaluations/evidence", whole.evidence.title,
        {{"header", web::header(text("evaluations.evidence.label"), whole.evidence.title)},
         {"about", about(framework, whole)},
         {"findings", finding_rows(framework, whole, may_write, asked_from(visit))},
         {"found_nothing", whole.findings.empty()},
         {"files", files},
         {"uses", uses},
         {"form", form},
         {"csrf", visit.csrf},
         {"address", address_of(whole.evidence.id)},
         {"may_write", may_write},
         {"upload", web::file_upload({.name = "files",
                                      .label = text("evaluations.evidence.files"),
                                      .hint = text("evaluations.evidence.files_hint"),
                                      .accept = {},
                                      .is_multiple = true})},
         {"upload_button", web::button(text("evaluations.evidence.add_files"), "", "", true)},
         {"back", visit.query.text("evaluation").empty()
                      ? web::Data(false)
                      : web::Data(web::link("/evaluations/" + visit.query.text("evaluation"), text("evaluations.evidence.back")))}},
        status);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}};
    response.who_can_see = seen_by(whole.owner_name);
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    return evidence_page(visit, *whole, frameworks::framework_of(db, whole->framework_hash), {}, {}, web::Status::ok);
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto& framework = frameworks::framework_of(db, whole->framework_hash);
    const auto draft = draft_of(visit.form);
    Finding fresh;
    fresh.id = FindingId::make(visit.now);
    fresh.evidence = whole->evidence.id;
    fresh.added_by = visit.actor.id;
    fresh.added_at = visit.now;
    const auto finding = find(fresh, draft, themes_of(framework));
    if (!finding) return evidence_page(visit, *whole, framework, draft, finding.error(), web::Status::unprocessable);
    add_finding(db, visit.actor.partnership, *finding);
    people::record(db, {visit.actor.partnership, visit.now, visit.actor.id, "found", "evidence", whole->evidence.id.text, finding->id.text,
                        "", as_json(*finding)});
    people::forget_draft(visit, db);
    return web::see_other(address_of(whole->evidence.id) + asked_from(visit) + "#findings");
}

web::Response finding_page(const web::Visit& visit, const EvidenceWhole& whole, const Framework& framework, const Finding& finding,
                           const FindingDraft& draft, const Problems& problems, web::Status status, web::Data conflict) {
    auto data =
        form_data(visit, framework, draft, problems, address_of(whole.evidence.id) + "/findings/" + finding.id.text + asked_from(visit));
    data.emplace("header", web::header(whole.evidence.title, text("evaluations.finding.edit")));
    data.emplace("withdraw", web::button(text("evaluations.finding.withdraw"), "withdraw", "yes", true));
    data.emplace("conflict", std::move(conflict));
    auto response = web::page("evaluations/finding", text("evaluations.finding.edit"), std::move(data), status);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}, {address_of(whole.evidence.id), whole.evidence.title}};
    response.who_can_see = seen_by(whole.owner_name);
    return response;
}

const Finding* named_in(const EvidenceWhole& whole, const FindingId& id) {
    const auto found = std::ranges::find(whole.findings, id, &Finding::id);
    return found == whole.findings.end() ? nullptr : &*found;
}

web::Response show_finding(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    const auto* finding = whole ? named_in(*whole, visit.id<FindingId>("finding")) : nullptr;
    if (!finding) return web::not_found();
    return finding_page(visit, *whole, frameworks::framework_of(db, whole->framework_hash), *finding, draft_of(*finding), {},
                        web::Status::ok, false);
}

web::Object compared(const FindingDraft& yours, const Finding& theirs) {
    const auto their = draft_of(theirs);
    return {{"who", text("evaluations.somebody")},
            {"when", text("evaluations.just_now")},
            {"fields", web::List{web::Object{{"label", text("evaluations.finding.statement")},
                                             {"yours", yours.statement},
                                             {"theirs", their.statement},
                                             {"is_same", yours.statement == their.statement}}}}};
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    const auto* before = whole ? named_in(*whole, visit.id<FindingId>("finding")) : nullptr;
    if (!before) return web::not_found();
    const auto& framework = frameworks::framework_of(db, whole->framework_hash);
    auto draft = draft_of(visit.form);
    const bool withdrawing = visit.form.text("withdraw") == "yes";
    auto after = withdrawing ? withdraw(*before, visit.now) : find(*before, draft, themes_of(framework));
    if (!after) return finding_page(visit, *whole, framework, *before, draft, after.error(), web::Status::unprocessable, false);
    after->version = draft.seen_version;
    if (!save_finding(db, visit.actor.partnership, *after)) {
        draft.seen_version = before->version;  // saving again is now a choice
        return finding_page(visit, *whole, framework, *before, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                            compared(draft, *before));
    }
    people::record(db, {visit.actor.partnership, visit.now, visit.actor.id, withdrawing ? "withdrew" : "changed_finding", "evidence",
                        whole->evidence.id.text, before->id.text, as_json(*before), withdrawing ? "" : as_json(*after)});
    people::forget_draft(visit, db);
    return web::see_other(address_of(whole->evidence.id) + asked_from(visit) + "#findings");
}

}  // namespace

void add_finding_pages(web::Router& router) {
    router.get("/evidence/{evidence}", may::read, show);
    router.post("/evidence/{evidence}/findings", may::contribute, add);
    router.get("/evidence/{evidence}/findings/{finding}", may::contribute, show_finding);
    router.post("/evidence/{evidence}/findings/{finding}", may::contribute, save);
}

}  // namespace touchstone::evaluations

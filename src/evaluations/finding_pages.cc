// One piece of evidence: what it is, where it is used, its files, and its findings, each linked to the themes it speaks about.
#include <algorithm>

#include <nlohmann/json.hpp>

#include "evaluations/evaluation_pages.h"
#include "evaluations/evidence_parts_pages.h"
#include "evaluations/evidence_store.h"
#include "evaluations/parts_pages.h"
#include "evaluations/proposal.h"
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

Linkable linkable_of(const Framework& framework, const EvidenceWhole& whole) {
    std::vector<ThemeRef> themes;
    for (const auto& indicator : framework.indicators)
        for (std::size_t i = 0; i < indicator.themes.size(); ++i) themes.push_back({indicator.code, static_cast<int>(i) + 1});
    std::vector<FileId> files;
    for (const auto& file : whole.files) files.push_back(file.id);
    return {std::move(themes), std::move(files), explaining_indicators(framework)};
}

FindingDraft draft_of(const web::Form& form) {
    return {form.text("kind"),    form.text("statement"), form.list("themes"), form.number("seen_version"),
            form.text("excerpt"), form.text("place"),     form.text("file"),   form.list("causes")};
}

FindingDraft draft_of(const Finding& finding) {
    FindingDraft draft{name_of(finding.kind), finding.statement, {}, finding.version, finding.excerpt, finding.place,
                       finding.file.text,     finding.causes};
    for (const auto& theme : finding.themes) draft.themes.push_back(text_of(theme));
    return draft;
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

// What the finding quotes, and where it stands.
web::Object quoting(const EvidenceWhole& whole, const FindingDraft& draft, const Problems& problems) {
    std::vector<web::Option> files{{"", text("evaluations.finding.no_file"), {}}};
    for (const auto& file : whole.files) files.push_back({file.id.text, file.name, {}});
    const bool has_problem = std::ranges::any_of(
        problems, [](const Problem& problem) { return problem.field == "excerpt" || problem.field == "place" || problem.field == "file"; });
    return {{"is_open", has_problem || !draft.excerpt.empty()},
            {"excerpt", web::textarea({.name = "excerpt",
                                       .label = text("evaluations.finding.excerpt"),
                                       .hint = text("evaluations.finding.excerpt_hint"),
                                       .value = draft.excerpt,
                                       .rows = 3,
                                       .max = finding_max_characters},
                                      problems)},
            {"place", web::text_input({.name = "place",
                                       .label = text("evaluations.finding.place"),
                                       .hint = text("evaluations.finding.place_hint"),
                                       .value = draft.place,
                                       .type = "text",
                                       .autocomplete = "off",
                                       .width = "fluid-half"},
                                      problems)},
            {"file",
             whole.files.empty()
                 ? web::Data(false)
                 : web::select(
                       {.name = "file", .legend = text("evaluations.finding.file"), .hint = {}, .options = files, .chosen = {draft.file}},
                       problems)}};
}

// What may explain an area for improvement: indicators that are not looked at first (part 3.4).
web::Data cause_choice(const Framework& framework, const FindingDraft& draft, const Problems& problems) {
    std::vector<web::Option> options;
    for (const auto& code : explaining_indicators(framework))
        options.push_back({code, code + " " + frameworks::find_indicator(framework, code)->title, {}});
    if (options.empty() || framework.looked_at_first.empty()) return false;
    return web::Object{{"is_open", !draft.causes.empty() || !web::problem_at(problems, "causes").is_false()},
                       {"choice", web::checkboxes({.name = "causes",
                                                   .legend = text("evaluations.finding.causes"),
                                                   .hint = text("evaluations.finding.causes_hint"),
                                                   .options = options,
                                                   .chosen = draft.causes,
                                                   .is_small = true},
                                                  problems)}};
}

web::Object form_data(const web::Visit& visit, const Framework& framework, const EvidenceWhole& whole, const FindingDraft& draft,
                      const Problems& problems, const std::string& action) {
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
            {"quoting", quoting(whole, draft, problems)},
            {"causes", cause_choice(framework, draft, problems)},
            {"button", web::button(text("evaluations.finding.save"))}};
}

// "plan.pdf, page 14"
std::string place_of(const EvidenceWhole& whole, const Finding& finding) {
    const auto file = std::ranges::find(whole.files, finding.file, &EvidenceFile::id);
    if (file == whole.files.end()) return finding.place;
    return file->name + (finding.place.empty() ? "" : ", " + finding.place);
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
            web::Object{{"id", finding.id.text},
                        {"kind", name_of(finding.kind)},
                        {"kind_word", text("evaluations.finding.kind." + name_of(finding.kind))},
                        {"statement", finding.statement},
                        {"themes", themes},
                        {"quote", quote_of(finding.excerpt, place_of(whole, finding))},
                        {"edit", may_write ? web::Data(web::link(address_of(whole.evidence.id) + "/findings/" + finding.id.text + from,
                                                                 text("evaluations.finding.edit")))
                                           : web::Data(false)}});
    }
    return rows;
}

template <class Values>
std::string titles_of(const Values& values, const std::vector<std::string>& keys) {
    std::string titles;
    for (const auto& value : values)
        if (std::ranges::find(keys, value.key) != keys.end()) titles += (titles.empty() ? "" : ", ") + value.title;
    return titles;
}

web::Object about(const Framework& framework, const EvidenceWhole& whole, Date today) {
    const auto& item = whole.evidence;
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const std::string& key, const std::string& value) {
        if (!value.empty()) rows.push_back({text("evaluations.evidence.about." + key), value, {}, {}, {}});
    };
    add("source", source_word(framework, item.source));
    add("line", item.line == item.title ? "" : item.line);
    add("whose_view", group_word(framework, item.whose_view));
    add("collector", item.collector);
    add("period", period_in_words(item.from, item.to));
    add("currency", text("evaluations.currency.rests", {{"currency", currency_in_words(framework, item, today)}}));
    add("collected", item.collected ? in_words(*item.collected) : "");
    add("received", item.received ? in_words(*item.received) : "");
    add("security", text("evaluations.security." + name_of(item.security) + ".name"));
    add("outcomes", titles_of(framework.outcomes, item.outcomes));
    add("groups", titles_of(framework.children_groups, item.children));
    add("summary", item.summary);
    add("owner", whole.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : whole.owner_name);
    if (!item.link.empty())
        rows.push_back({text("evaluations.evidence.about.link"), item.link, item.link, text("evaluations.evidence.open_link"), item.title});
    add("added", text("evaluations.evidence.added_by", {{"name", whole.added_by_name}, {"date", in_words(date_of(item.added_at))}}));
    return web::summary_list(rows);
}

// Indicators that evidence like this often serves too. Whether it does, a person says.
web::Data serves(const Framework& framework, const EvidenceWhole& whole, const std::string& from) {
    std::vector<std::string> linked;
    web::List links;
    for (const auto& finding : whole.findings)
        for (const auto& theme : finding.themes) linked.push_back(theme.indicator);
    for (const auto& indicator : also_served(framework, linked)) {
        const auto& code = indicator->code;
        links.push_back(web::link(address_of(whole.evidence.id) + (from.empty() ? "?" : from + "&") + "serves=" + code + "#add_finding",
                                  code + " " + indicator->title));
    }
    return links.empty() ? web::Data(false) : web::Data(web::Object{{"items", links}});
}

web::Response evidence_page(const web::Visit& visit, const EvidenceWhole& whole, const Framework& framework, const FindingDraft& draft,
                            const Problems& problems, web::Status status) {
    const bool may_write = visit.may(Ability::contribute, "evidence");
    web::List uses;
    for (const auto& use : whole.uses) uses.push_back(web::link("/evaluations/" + use.evaluation.text, use.title));
    auto form = may_write ? web::Data(form_data(visit, framework, whole, draft, problems,
                                                address_of(whole.evidence.id) + "/findings" + asked_from(visit)))
                          : web::Data(false);
    auto response = web::page(
        "evaluations/evidence", whole.evidence.title,
        {{"header", web::header(text("evaluations.evidence.label"), whole.evidence.title)},
         {"about", about(framework, whole, date_of(visit.now))},
         {"findings", finding_rows(framework, whole, may_write, asked_from(visit))},
         {"found_nothing", whole.findings.empty()},
         {"serves", may_write ? serves(framework, whole, asked_from(visit)) : web::Data(false)},
         {"files", file_rows(whole)},
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
         {"replaces", replaces_choice(whole)},
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
    const auto& framework = frameworks::framework_of(db, whole->framework_hash);
    FindingDraft draft;  // with the themes of the indicator that somebody came to write it for
    if (const auto* indicator = frameworks::find_indicator(framework, visit.query.text("serves")))
        for (std::size_t i = 1; i <= indicator->themes.size(); ++i)
            draft.themes.push_back(text_of(ThemeRef{indicator->code, static_cast<int>(i)}));
    return evidence_page(visit, *whole, framework, draft, {}, web::Status::ok);
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
    const auto finding = find(fresh, draft, linkable_of(framework, *whole));
    if (!finding) return evidence_page(visit, *whole, framework, draft, finding.error(), web::Status::unprocessable);
    add_finding(db, visit.actor.partnership, *finding);
    people::record(db, {visit.actor.partnership, visit.now, visit.actor.id, "found", "evidence", whole->evidence.id.text, finding->id.text,
                        "", as_json(*finding)});
    people::forget_draft(visit, db);
    return web::see_other(address_of(whole->evidence.id) + asked_from(visit) + "#findings");
}

web::Response finding_page(const web::Visit& visit, const EvidenceWhole& whole, const Framework& framework, const Finding& finding,
                           const FindingDraft& draft, const Problems& problems, web::Status status, web::Data conflict) {
    auto data = form_data(visit, framework, whole, draft, problems,
                          address_of(whole.evidence.id) + "/findings/" + finding.id.text + asked_from(visit));
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
    auto after = withdrawing ? withdraw(*before, visit.now) : find(*before, draft, linkable_of(framework, *whole));
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

// For the description of the API.
constexpr const char* finding_fields =
    "{kind: strength|improvement|context|, statement, themes: [text], causes: [text], excerpt, place, file, withdraw?: yes|no, "
    "seen_version: number}";

}  // namespace

std::string as_json(const Finding& finding) {
    const auto draft = draft_of(finding);
    const auto joined = [](const std::vector<std::string>& words) {
        std::string all;
        for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
        return all;
    };
    return nlohmann::json{{"kind", draft.kind},       {"statement", draft.statement}, {"themes", joined(draft.themes)},
                          {"excerpt", draft.excerpt}, {"place", draft.place},         {"causes", joined(draft.causes)}}
        .dump();
}

void add_finding_pages(web::Router& router) {
    router.get("/evidence/{evidence}", may::read, show);
    router.post("/evidence/{evidence}/findings", may::contribute, add,
                {.takes = "{kind: strength|improvement|context, statement, themes: [text], causes: [text], excerpt, place, file}"});
    router.get("/evidence/{evidence}/findings/{finding}", may::contribute, show_finding);
    router.post("/evidence/{evidence}/findings/{finding}", may::contribute, save, {.takes = finding_fields});
}

}  // namespace touchstone::evaluations

// One piece of evidence: what it is, where it is used, its files, and its findings, each linked to the themes it speaks about.
#include <algorithm>

#include "base/text.h"
#include "conversations/conversation_store.h"
#include "conversations/talk_pages.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_item_pages.h"
#include "evidence/evidence_store.h"
#include "evidence/evidence_words_pages.h"
#include "evidence/finding_form_pages.h"
#include "evidence/pages.h"
#include "evidence/sight_store.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "web/fields.h"
#include "web/form_reader.h"
#include "web/lists.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

using frameworks::Framework;
using web::text;

std::string address_of(const EvidenceId& evidence) { return "/evidence/" + evidence.text; }

// The desk's place for the theme that somebody came to write about; empty for who came for no theme.
std::string desk_asked_for(const web::Visit& visit) {
    const auto theme = theme_from(visit.query.text("on"));
    const auto evaluation = visit.query.text("evaluation");
    return theme && !evaluation.empty() ? desk_address_of(EvaluationId{evaluation}, *theme) : std::string();
}

// The page that shows a finding offers to withdraw it as well.
const FieldShape withdraw_shape{"withdraw", FieldShape::Kind::choice, 0, false, {"yes", "no"}};

// "plan.pdf, page 14"
std::string place_of(const EvidenceWhole& whole, const Finding& finding) {
    const auto file = std::ranges::find(whole.files, finding.file, &EvidenceFile::id);
    if (file == whole.files.end()) return finding.place;
    return web::listed({file->name, finding.place});
}

web::List finding_rows(const Speaking& speaking, const EvidenceWhole& whole, bool may_write, const std::string& from) {
    web::List rows;
    for (const auto& finding : whole.findings) {
        web::List themes;
        for (const auto& theme : finding.themes) themes.push_back(theme_in_words(speaking, theme));
        rows.push_back(
            web::Object{{"id", finding.id.text},
                        {"kind", name_of(finding.kind)},
                        {"kind_word", text("evaluations.finding.kind." + name_of(finding.kind))},
                        {"statement", finding.statement},
                        {"themes", themes},
                        {"quote", quote_of(finding.excerpt, place_of(whole, finding), whole.evidence.language)},
                        {"edit", may_write ? web::Data(web::link(address_of(whole.evidence.id) + "/findings/" + finding.id.text + from,
                                                                 text("evaluations.finding.edit")))
                                           : web::Data(false)}});
    }
    return rows;
}

// Withdrawn findings, each with a button that restores it; false where there is nothing to restore.
web::Data withdrawn_of(const EvidenceWhole& whole, bool may_write, const std::string& from) {
    if (!may_write || whole.withdrawn.empty()) return false;
    web::List rows;
    for (const auto& finding : whole.withdrawn)
        rows.push_back(web::Object{{"statement", finding.statement},
                                   {"when", text("evaluations.finding.withdrawn_on", {{"date", in_words(date_of(*finding.withdrawn_at))}})},
                                   {"restore", address_of(whole.evidence.id) + "/findings/" + finding.id.text + "/restore" + from}});
    return web::Object{{"items", rows}};
}

template <class Values>
std::string titles_of(const Values& values, const std::vector<std::string>& keys) {
    std::vector<std::string> titles;
    for (const auto& value : values)
        if (std::ranges::find(keys, value.key) != keys.end()) titles.push_back(value.title);
    return web::listed(titles);
}

// `words` names groups and outcomes of all the frameworks that it speaks about.
web::Object about(const Framework& framework, const Framework& words, const EvidenceWhole& whole, Date today) {
    const auto& item = whole.evidence;
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const std::string& key, const std::string& value) {
        if (!value.empty()) rows.push_back({text("evaluations.evidence.about." + key), value, {}, {}, {}});
    };
    add("source", source_word(framework, item.source));
    add("line", item.line == item.title ? "" : item.line);
    add("whose_view", group_word(words, item.whose_view));
    add("collector", item.collector);
    add("period", period_in_words(item.from, item.to));
    add("currency", currency_since_its_end(framework, item, today));
    add("collected", item.collected ? in_words(*item.collected) : "");
    add("received", item.received ? in_words(*item.received) : "");
    add("security", text("evaluations.security." + name_of(item.security) + ".name"));
    add("outcomes", titles_of(words.outcomes, item.outcomes));
    add("groups", titles_of(words.children_groups, item.children));
    add("labels", web::listed_apart(item.labels));
    add("language", item.language.empty() ? "" : web::name_of_language(item.language));
    add("summary", item.summary);
    add("owner", whole.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : whole.owner_name);
    if (!item.link.empty())
        rows.push_back({text("evaluations.evidence.about.link"), item.link, item.link, text("evaluations.evidence.open_link"), item.title});
    add("added", text("evaluations.evidence.added_by", {{"name", whole.added_by_name}, {"date", in_words(date_of(item.added_at))}}));
    return web::summary_list(rows);
}

// Indicators that evidence like this often serves too. Whether it does, a person says.
web::Data serves(const Speaking& speaking, const EvidenceWhole& whole, const std::string& from) {
    web::List links;
    for (const auto* framework : speaking.frameworks) {
        std::vector<std::string> linked;
        for (const auto& finding : whole.findings)
            for (const auto& [of, theme] : finding.themes)
                if (of == framework->id) linked.push_back(theme.indicator);
        for (const auto& indicator : also_served(*framework, linked))
            links.push_back(web::link(address_of(whole.evidence.id) + (from.empty() ? "?" : from + "&") +
                                          "serves=" + text_of(LinkedIndicator{framework->id, indicator->code}) + "#add_finding",
                                      indicator->code + " " + indicator->title));
    }
    return links.empty() ? web::Data(false) : web::Data(web::Object{{"items", links}});
}

constexpr std::size_t shown_of_finding = 80;  // characters, in a list to choose from

// The item, or one of its findings.
conversations::Talk talk_about(const EvidenceWhole& whole) {
    conversations::Talk talk{.of = {conversations::Kind::evidence, whole.evidence.id.text, {}},
                             .address = address_of(whole.evidence.id),
                             .title = whole.evidence.title,
                             .parts = {{"", text("conversations.remark.part_item"), {}}},
                             .may_speak = true,
                             .look_up = look_up_evidence};
    for (const auto& finding : whole.findings)
        talk.parts.push_back({finding.id.text, first_characters(finding.statement, shown_of_finding), {}});
    return talk;
}

web::Response speak(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    return whole ? conversations::speak(visit, db, talk_about(*whole)) : web::not_found();
}

web::Response evidence_page(const web::Visit& visit, db::Read& db, const EvidenceWhole& whole, const Speaking& speaking,
                            const FindingDraft& draft, const Problems& problems, web::Status status) {
    const bool may_write = visit.may(Ability::contribute, "evidence");
    web::List uses;
    for (const auto& use : whole.uses) uses.push_back(web::link("/evaluations/" + use.evaluation.text, use.title));
    auto form = may_write ? web::Data(finding_form(visit, speaking, whole, draft, problems,
                                                   address_of(whole.evidence.id) + "/findings" + asked_from(visit)))
                          : web::Data(false);
    auto response = web::page(
        "evidence/evidence", whole.evidence.title,
        {{"header", web::header(text("evaluations.evidence.title"), whole.evidence.title)},
         {"about", about(*speaking.frameworks.front(), worded_by(speaking.frameworks), whole, date_of(visit.now))},
         {"findings", finding_rows(speaking, whole, may_write, asked_from(visit))},
         {"found_nothing", whole.findings.empty()},
         {"withdrawn", withdrawn_of(whole, may_write, asked_from(visit))},
         {"serves", may_write ? serves(speaking, whole, asked_from(visit)) : web::Data(false)},
         {"files", file_rows(whole)},
         {"uses", uses},
         {"form", form},
         {"csrf", visit.csrf},
         {"address", address_of(whole.evidence.id)},
         {"may_write", may_write},
         {"sharing", !visit.actor.works_alone},
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
    response.problems = problems;
    if (may_write)
        response.forms = {{address_of(whole.evidence.id) + "/findings", web::form_now(finding_fields().of_new(), draft)},
                          {address_of(whole.evidence.id) + "/files", {{{replaces_shape, {""}}}, {}}}};
    const auto talk = talk_about(whole);
    add_talk(response, visit, talk, conversations::list_conversations(db, visit.actor.partnership, talk.of));
    return response;
}

Speaking speaking_at(const web::Visit& visit, db::Read& db, const EvidenceWhole& whole) {
    return speaking_of(db, whole, visit.query.text("evaluation"));
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto speaking = speaking_at(visit, db, *whole);
    FindingDraft draft;  // with the themes of the indicator that somebody came to write it for
    if (const auto asked = linked_indicator_from(visit.query.text("serves"), speaking.linkable.framework))
        for (const auto& theme : speaking.linkable.themes)
            if (LinkedIndicator{theme.framework, theme.theme.indicator} == *asked) draft.themes.push_back(text_of(theme));
    if (const auto theme = linked_theme_from(visit.query.text("on"), speaking.frameworks.front()->id);
        theme && std::ranges::find(speaking.linkable.themes, *theme) != speaking.linkable.themes.end())
        draft.themes.push_back(text_of(*theme));
    return evidence_page(visit, db, *whole, speaking, draft, {}, web::Status::ok);
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto speaking = speaking_at(visit, db, *whole);
    const auto draft = web::read_draft(finding_fields(), visit.form);
    Finding fresh;
    fresh.id = FindingId::make(visit.now);
    fresh.evidence = whole->evidence.id;
    fresh.added_by = visit.actor.id;
    fresh.added_at = visit.now;
    const auto finding = find(fresh, draft, speaking.linkable);
    if (!finding) return evidence_page(visit, db, *whole, speaking, draft, finding.error(), web::Status::unprocessable);
    add_finding(db, visit.by(), *finding);
    people::forget_draft(visit, db);
    const auto desk = desk_asked_for(visit);
    return web::see_other(desk.empty() ? address_of(whole->evidence.id) + asked_from(visit) + "#findings" : desk, "finding");
}

// `theirs` is there when somebody else was faster.
web::Response finding_page(const web::Visit& visit, const EvidenceWhole& whole, const Speaking& speaking, const Finding& finding,
                           const FindingDraft& draft, const Problems& problems, web::Status status,
                           const std::optional<FindingDraft>& theirs = {}) {
    const auto address = address_of(whole.evidence.id) + "/findings/" + finding.id.text;
    auto data = finding_form(visit, speaking, whole, draft, problems, address + asked_from(visit));
    data.emplace("header", web::header(whole.evidence.title, text("evaluations.finding.edit")));
    data.emplace("withdraw", web::button(text("evaluations.finding.withdraw"), "withdraw", "yes", true));
    data.emplace("conflict", theirs ? web::Data(compared(speaking, whole, draft, *theirs)) : web::Data(false));
    auto response = web::page("evidence/finding", text("evaluations.finding.edit"), std::move(data), status);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}, {address_of(whole.evidence.id), whole.evidence.title}};
    response.who_can_see = seen_by(whole.owner_name);
    response.problems = problems;
    response.forms = {{address, web::form_now(finding_fields(), draft, {{withdraw_shape, {"no"}}})}};
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
    return finding_page(visit, *whole, speaking_at(visit, db, *whole), *finding, draft_of(*finding), {}, web::Status::ok);
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    const auto* before = whole ? named_in(*whole, visit.id<FindingId>("finding")) : nullptr;
    if (!before) return web::not_found();
    const auto speaking = speaking_at(visit, db, *whole);
    auto draft = web::read_draft(finding_fields(), visit.form);
    const bool withdrawing = visit.form.text("withdraw") == "yes";
    auto after = withdrawing ? withdraw(*before, visit.now) : find(*before, draft, speaking.linkable);
    if (!after) return finding_page(visit, *whole, speaking, *before, draft, after.error(), web::Status::unprocessable);
    after->version = draft.seen_version;
    if (!save_finding(db, visit.by(), *before, *after)) {
        draft.seen_version = before->version;  // saving again is now a choice
        return finding_page(visit, *whole, speaking, *before, draft, {{"", "evaluations.changed_meanwhile"}}, web::Status::conflict,
                            draft_of(*before));
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(whole->evidence.id) + asked_from(visit) + "#findings", "finding");
}

web::Response restore_withdrawn(const web::Visit& visit, db::Write& db) {
    const auto whole = find_evidence(db, visit.sight(), visit.id<EvidenceId>("evidence"));
    if (!whole) return web::not_found();
    const auto id = visit.id<FindingId>("finding");
    const auto before = std::ranges::find(whole->withdrawn, id, &Finding::id);
    if (before == whole->withdrawn.end() && !named_in(*whole, id)) return web::not_found();
    // Asked twice, or by two people: it stands again already.
    if (before != whole->withdrawn.end())
        if (const auto after = restore(*before)) (void)save_finding(db, visit.by(), *before, *after);
    return web::see_other(address_of(whole->evidence.id) + asked_from(visit) + "#findings");
}

}  // namespace

std::string desk_address_of(const EvaluationId& evaluation, const ThemeRef& theme) {
    return "/evaluations/" + web::percent_encoded(evaluation.text) + "/indicators/" + web::percent_encoded(theme.indicator) + "#theme_" +
           std::to_string(theme.theme);
}

std::string on_theme_of(const web::Visit& visit, char before) {
    const auto theme = visit.query.text("on");
    return theme.empty() ? "" : before + ("on=" + web::percent_encoded(theme));
}

std::string asked_from(const web::Visit& visit) {
    const auto evaluation = visit.query.text("evaluation");
    return evaluation.empty() ? "" : "?evaluation=" + web::percent_encoded(evaluation) + on_theme_of(visit, '&');
}

void add_finding_pages(web::Router& router) {
    router.get("/evidence/{evidence}", may::read, show);
    router.post("/evidence/{evidence}/findings", may::contribute, add,
                {.fields = web::taken(finding_fields().of_new()), .form_at = "/evidence/{evidence}"});
    router.post("/evidence/{evidence}/conversations", may::read, speak, conversations::spoken("/evidence/{evidence}"));
    router.get("/evidence/{evidence}/findings/{finding}", may::contribute, show_finding);
    router.post("/evidence/{evidence}/findings/{finding}", may::contribute, save,
                {.fields = web::taken(finding_fields(), {withdraw_shape})});
    router.post("/evidence/{evidence}/findings/{finding}/restore", may::contribute, restore_withdrawn, {.is_button = true});
}

}  // namespace touchstone::evidence

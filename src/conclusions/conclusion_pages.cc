// A conclusion on a question, a key area or a component of the capacity for improvement: the profile of levels and the findings on one
// side, the words on the other. Counts and spread, never an average.
#include <algorithm>

#include "conclusions/concluding_pages.h"
#include "conclusions/pages.h"
#include "judging/judging_words_pages.h"
#include "people/draft_pages.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

using web::text;

web::Data levels_table(const Concluding& at) {
    web::Table table{
        .id = "levels", .caption = text("evaluations.conclusion.levels"), .heads = {}, .rows = {}, .is_sortable = false, .csv = {}};
    table.heads = {{text("evaluations.conclusion.indicator"), {}},
                   {text("evaluations.judgement.level"), {}},
                   {text("evaluations.judgement.confidence"), {}}};
    for (const auto& indicator : at.framework->indicators) {
        const auto judged = at.whole.judgements.find(indicator.code);
        if (judged == at.whole.judgements.end() || !is_under(*at.framework, at.part, indicator)) continue;
        const auto level = static_cast<int>(judged->second.judgement.level);
        table.rows.push_back({{indicator.code + " " + indicator.title, desk_address(at.evaluation.id, indicator.code)},
                              {std::to_string(level) + " " + level_word(*at.framework, level), {}},
                              {text("evaluations.confidence." + name_of(judged->second.judgement.confidence) + ".name"), {}}});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

// Strengths or areas for improvement to draw in, each once, with those chosen ticked.
web::Data finding_choice(const Concluding& at, FindingKind kind, const std::vector<std::string>& chosen) {
    std::vector<web::Option> options;
    for (const auto& on : findings_under(at, kind))
        options.push_back({on.finding.text, on.statement, on.theme.indicator + " · " + on.evidence.title});
    if (options.empty()) return false;
    return web::checkboxes({.name = kind == FindingKind::strength ? "strengths" : "improvements",
                            .legend = text("evaluations.conclusion.draw_in." + name_of(kind)),
                            .hint = {},
                            .options = options,
                            .chosen = chosen,
                            .is_small = true});
}

web::Data offered_choice(const Concluding& at) {
    std::vector<web::Option> options;
    for (const auto& [key, sentence] : offered_at(at)) options.push_back({key, sentence, {}});
    if (options.empty()) return false;
    return web::checkboxes({.name = "add",
                            .legend = text("evaluations.conclusion.offered"),
                            .hint = text("evaluations.conclusion.offered_hint"),
                            .options = options,
                            .chosen = {},
                            .is_small = true});
}

web::Data form_of(const web::Visit& visit, const Concluding& at, const ConclusionDraft& draft, const Problems& problems) {
    if (!at.may_write) return false;
    const bool capacity = is_capacity(*at.framework, at.part);
    const auto hint = at.part.kind == Part::Kind::component ? "component_hint" : capacity ? "capacity_hint" : "statement_hint";
    return web::Object{{"csrf", visit.csrf},
                       {"address", part_address(at.evaluation.id, at.part)},
                       {"seen_version", std::to_string(draft.seen_version)},
                       {"statement", web::textarea({.name = "statement",
                                                    .label = text("evaluations.conclusion.statement"),
                                                    .hint = text(std::string("evaluations.conclusion.") + hint),
                                                    .value = draft.statement,
                                                    .rows = 12,
                                                    .max = statement_max_characters},
                                                   problems)},
                       {"confidence", capacity ? web::radios({.name = "confidence",
                                                              .legend = text("evaluations.conclusion.confidence"),
                                                              .hint = {},
                                                              .options = options_of(all_confidences(), "evaluations.confidence"),
                                                              .chosen = {draft.confidence}},
                                                             problems)
                                               : web::Data(false)},
                       {"caveat", capacity ? web::textarea({.name = "caveat",
                                                            .label = text("evaluations.conclusion.caveat"),
                                                            .hint = text("evaluations.conclusion.caveat_hint"),
                                                            .value = draft.caveat,
                                                            .rows = 4,
                                                            .max = caveat_max_characters},
                                                           problems)
                                           : web::Data(false)},
                       {"offered", capacity ? offered_choice(at) : web::Data(false)},
                       {"strengths", finding_choice(at, FindingKind::strength, draft.findings)},
                       {"improvements", finding_choice(at, FindingKind::improvement, draft.findings)},
                       {"button", web::button(text("evaluations.conclusion.save"))}};
}

// What was written, for readers; with the findings that it draws in.
web::Data written_of(const Concluding& at) {
    const auto* concluded = concluded_at(at);
    if (concluded == nullptr) return false;
    const auto& conclusion = concluded->conclusion;
    return web::Object{
        {"paragraphs", at.may_write ? web::List() : web::paragraphs(conclusion.statement)},
        {"confidence", conclusion.confidence && !at.may_write
                           ? web::Data(text("evaluations.confidence." + name_of(*conclusion.confidence) + ".name"))
                           : web::Data(false)},
        {"caveat", at.may_write ? web::Data(false) : web::or_false(conclusion.caveat)},
        {"strengths", drawn_in(at, *concluded, FindingKind::strength)},
        {"improvements", drawn_in(at, *concluded, FindingKind::improvement)},
        {"lost", lost_findings(at, *concluded)},
        {"by", text("evaluations.conclusion.by", {{"name", concluded->written_by_name}, {"when", in_words(conclusion.written_at)}})}};
}

// The conclusions on the key areas of a question, or on the components of the capacity, to write the question's from.
web::List below(const Concluding& at) {
    web::List list;
    for (const auto& part : parts_below(*at.framework, at.part)) {
        const auto found = at.whole.conclusions.find(text_of(part));
        list.push_back(web::Object{
            {"title", part_title(*at.framework, part)},
            {"href", part_address(at.evaluation.id, part)},
            {"paragraphs", found == at.whole.conclusions.end() ? web::List() : web::paragraphs(found->second.conclusion.statement)},
            {"nothing", found == at.whole.conclusions.end()}});
    }
    return list;
}

web::Response conclusion_page(const web::Visit& visit, const Concluding& at, const ConclusionDraft& draft, const Problems& problems,
                              web::Status status, web::Data conflict) {
    const auto title = part_title(*at.framework, at.part);
    const auto parts = below(at);
    return evaluation_page("conclusions/conclusion", title, at.evaluation,
                           {{"error_summary", web::error_summary(problems)},
                            {"header", web::header(part_label(at.part), title, part_about(*at.framework, at.part))},
                            {"profile", web::or_false(counts_in_words(at))},
                            {"table", levels_table(at)},
                            {"below", parts},
                            {"own", parts.empty() ? web::Data(false) : web::Data(text("evaluations.conclusion.own"))},
                            {"conflict", std::move(conflict)},
                            {"form", form_of(visit, at, draft, problems)},
                            {"written", written_of(at)},
                            {"words", tied_words(visit, at)},
                            {"nothing", concluded_at(at) == nullptr && !at.may_write}},
                           status);
}

ConclusionDraft draft_of(const Concluding& at) {
    const auto* concluded = concluded_at(at);
    if (concluded == nullptr) return {};
    const auto& conclusion = concluded->conclusion;
    ConclusionDraft draft{
        conclusion.statement, conclusion.version, conclusion.confidence ? name_of(*conclusion.confidence) : "", conclusion.caveat, {}};
    for (const auto& finding : conclusion.findings) draft.findings.push_back(finding.text);
    return draft;
}

ConclusionDraft draft_of(const web::Form& form, const Concluding& at) {
    ConclusionDraft draft{form.text("statement"), form.number("seen_version"), form.text("confidence"), form.text("caveat"),
                          form.list("strengths")};
    std::ranges::copy(form.list("improvements"), std::back_inserter(draft.findings));
    const auto added = form.list("add");
    for (const auto& [key, sentence] : offered_at(at))
        if (std::ranges::find(added, key) != added.end() && draft.caveat.find(sentence) == std::string::npos)
            draft.caveat += (draft.caveat.empty() ? "" : " ") + sentence;
    return draft;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto at = find_concluding(visit, db);
    return at ? conclusion_as_it_is(visit, *at, {}, web::Status::ok) : web::not_found();
}

web::Response changed_meanwhile(const web::Visit& visit, const Concluding& at, ConclusionDraft draft) {
    const auto* theirs = concluded_at(at);
    draft.seen_version = theirs ? theirs->conclusion.version : 0;  // saving again is now a choice
    web::Data conflict = false;
    if (theirs)
        conflict = web::Object{{"who", theirs->written_by_name},
                               {"when", in_words(theirs->conclusion.written_at)},
                               {"fields", web::List{web::Object{{"label", text("evaluations.conclusion.statement")},
                                                                {"yours", draft.statement},
                                                                {"theirs", theirs->conclusion.statement},
                                                                {"is_same", draft.statement == theirs->conclusion.statement}}}}};
    return conclusion_page(visit, at, draft, {{"", "evaluations.conclusion.changed_meanwhile"}}, web::Status::conflict,
                           std::move(conflict));
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto at = find_concluding(visit, db);
    if (!at) return web::not_found();
    const auto draft = draft_of(visit.form, *at);
    std::vector<FindingId> known;
    for (const auto kind : {FindingKind::strength, FindingKind::improvement})
        for (const auto& on : findings_under(*at, kind)) known.push_back(on.finding);
    const auto conclusion = conclude(at->evaluation, *at->framework, at->part, draft, known, visit.actor.id, visit.now);
    if (!conclusion) return conclusion_page(visit, *at, draft, conclusion.error(), web::Status::unprocessable, false);
    const auto* before = concluded_at(*at);
    if (!record_conclusion(db, visit.by(), at->evaluation.id, before ? &before->conclusion : nullptr, *conclusion))
        return changed_meanwhile(visit, *at, draft);
    people::forget_draft(visit, db);
    const bool has_words = !at->whole.figures.empty() && !quantity_words_in(*at->framework, conclusion->statement).empty();
    return web::see_other(has_words                               ? part_address(at->evaluation.id, at->part) + "#words"
                          : is_capacity(*at->framework, at->part) ? address_of(at->evaluation.id) + "/capacity"
                                                                  : address_of(at->evaluation.id));
}

}  // namespace

web::Response conclusion_as_it_is(const web::Visit& visit, const Concluding& at, const Problems& problems, web::Status status) {
    return conclusion_page(visit, at, draft_of(at), problems, status, false);
}

void add_conclusion_pages(web::Router& router) {
    for (const auto* pattern : {"/evaluations/{evaluation}/questions/{question}", "/evaluations/{evaluation}/key-areas/{key_area}",
                                "/evaluations/{evaluation}/capacity/{component}"}) {
        router.get(pattern, may::read, show);
        router.post(pattern, may::evaluate, save,
                    {.takes = "{statement, confidence: high|moderate|low|, caveat, strengths: [text], improvements: [text], add: [text], "
                              "seen_version: number}"});
    }
}

}  // namespace touchstone::conclusions

// Figures that evidence gives, and quantity words tied to them: "most" stands as long as the figure supports it.
#include <algorithm>

#include "conclusions/concluding_pages.h"
#include "conclusions/pages.h"
#include "evidence/evidence_store.h"
#include "frameworks/framework_store.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

using web::text;

std::string figures_address(const EvidenceId& evidence) { return "/evidence/" + evidence.text + "/figures"; }

std::string joined(const std::vector<std::string>& words) {
    std::string all;
    for (const auto& word : words) all += (all.empty() ? "" : ", ") + word;
    return all;
}

// A figure that was typed and refused; an empty id for a new one.
struct Refused {
    std::string id;
    FigureDraft draft;
    Problems problems;
};

web::Object figure_form(const EvidenceId& evidence, const std::string& id, const FigureDraft& draft, const Problems& problems) {
    const auto count = [&](const char* name, const std::string& value) {
        return web::text_input(
            {.name = name, .label = text(std::string("evaluations.figure.") + name), .hint = {}, .value = value, .width = "fixed-10"},
            problems);
    };
    return {{"address", figures_address(evidence)},
            {"heading", text(id.empty() ? "evaluations.figure.add" : "evaluations.figure.change")},
            {"id", id},
            {"seen_version", std::to_string(draft.seen_version)},
            {"words", web::text_input({.name = "words",
                                       .label = text("evaluations.figure.words"),
                                       .hint = text("evaluations.figure.words_hint"),
                                       .value = draft.words},
                                      problems)},
            {"counted", count("counted", draft.counted)},
            {"total", count("total", draft.total)},
            {"as_of",
             web::date_input({.name = "as_of", .legend = text("evaluations.figure.as_of"), .hint = {}, .value = draft.as_of}, problems)},
            {"save", web::button(text("evaluations.figure.save"))}};
}

struct Shown {
    EvidenceHead head;
    std::vector<Figure> figures;
    const frameworks::Framework* framework;
};

std::optional<Shown> find_shown(const web::Visit& visit, db::Read& db) {
    auto head = evidence_at(visit);
    if (!head) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, head->framework_hash);
    return Shown{std::move(*head), list_figures(db, visit.actor.partnership, visit.id<EvidenceId>("evidence")), &framework};
}

// For what was refused, for the figure that the address names, or for a new one.
web::Object one_form(const web::Visit& visit, const Shown& shown, const Refused* refused) {
    const auto& evidence = shown.head.evidence.id;
    if (refused) return figure_form(evidence, refused->id, refused->draft, refused->problems);
    for (const auto& figure : shown.figures)
        if (figure.id.text == visit.query.text("figure"))
            return figure_form(
                evidence, figure.id.text,
                {figure.words, std::to_string(figure.counted), std::to_string(figure.total), iso(figure.as_of), figure.version}, {});
    return figure_form(evidence, {}, {}, {});
}

web::Response figures_page(const web::Visit& visit, const Shown& shown, const Refused* refused, web::Status status) {
    const bool may_write = visit.may(Ability::contribute, "evidence");
    const auto& evidence = shown.head.evidence;
    web::List figures;
    for (const auto& figure : shown.figures) {
        figures.push_back(web::Object{
            {"sentence", figure_in_words(figure)},
            {"supports", text("evaluations.figure.supports", {{"words", joined(words_for(*shown.framework, figure))}})},
            {"change", may_write ? web::Data(figures_address(evidence.id) + "?figure=" + figure.id.text + "#figure") : web::Data(false)}});
    }
    auto response = web::page("conclusions/figures", text("evaluations.figure.title"),
                              {{"error_summary", web::error_summary(refused ? refused->problems : Problems{})},
                               {"header", web::header(evidence.title, text("evaluations.figure.title"), text("evaluations.figure.lead"))},
                               {"csrf", visit.csrf},
                               {"figures", figures},
                               {"nothing", shown.figures.empty()},
                               {"form", may_write ? web::Data(one_form(visit, shown, refused)) : web::Data(false)}},
                              status);
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}, {"/evidence/" + evidence.id.text, evidence.title}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto shown = find_shown(visit, db);
    return shown ? figures_page(visit, *shown, nullptr, web::Status::ok) : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto shown = find_shown(visit, db);
    if (!shown) return web::not_found();
    const auto id = visit.form.text("figure");
    const auto known = std::ranges::find_if(shown->figures, [&](const auto& figure) { return figure.id.text == id; });
    if (!id.empty() && known == shown->figures.end()) return web::not_found();
    Figure before;
    before.id = FigureId::make(visit.now);
    before.evidence = shown->head.evidence.id;
    if (!id.empty()) before = *known;
    FigureDraft draft{visit.form.text("words"), visit.form.text("counted"), visit.form.text("total"), web::typed_date(visit.form, "as_of"),
                      visit.form.number("seen_version")};
    auto after = count_up(before, draft, date_of(visit.now));
    if (!after) {
        const Refused refused{id, draft, after.error()};
        return figures_page(visit, *shown, &refused, web::Status::unprocessable);
    }
    after->written_by = visit.actor.id;
    after->written_at = visit.now;
    if (id.empty()) {
        add_figure(db, visit.by(), *after);
    } else if (!save_figure(db, visit.by(), before, *after)) {
        draft.seen_version = before.version;  // saving again is now a choice
        const Refused refused{id, draft, {{"words", "evaluations.figure.changed_meanwhile"}}};
        return figures_page(visit, *shown, &refused, web::Status::conflict);
    }
    return web::see_other(figures_address(before.evidence));
}

// Ties words in sentences that were saved to the figures chosen for them, or unties one.
web::Response tie(const web::Visit& visit, db::Write& db) {
    auto at = find_concluding(visit, db);
    const auto part = at ? part_from(*at->framework, visit.form.text("part")) : std::nullopt;
    if (!part) return web::not_found();
    at->part = *part;
    const auto back = web::see_other(part_address(at->evaluation.id, at->part) + "#words");
    const auto* concluded = concluded_at(*at);
    // Where the words were rewritten meanwhile, what was chosen belongs to other sentences.
    if (!at->may_write || concluded == nullptr || concluded->conclusion.version != visit.form.number("seen_version"))
        return conclusion_as_it_is(visit, *at, {{"", "evaluations.words.changed_meanwhile"}}, web::Status::conflict);
    if (const auto id = visit.form.text("untie"); !id.empty()) {
        for (const auto& each : at->whole.ties)
            if (each.id.text == id) remove_tie(db, visit.by(), at->evaluation.id, each);
        return back;
    }
    int number = 0;
    for (const auto& said : quantity_words_in(*at->framework, concluded->conclusion.statement)) {
        const auto* figure = at->whole.figure(FigureId{visit.form.text("figure_" + std::to_string(++number))});
        if (figure == nullptr) continue;
        add_tie(db, visit.by(), at->evaluation.id, {TieId::make(visit.now), text_of(at->part), said, figure->id});
    }
    return back;
}

web::Object tie_data(const Concluding& at, const Tie& tie, const std::string& statement) {
    const auto* figure = at.whole.figure(tie.figure);
    const auto state = state_of(*at.framework, tie, statement, figure);
    const auto words = figure ? figure_in_words(*figure) : std::string();
    return {
        {"sentence", text("evaluations.words.state." + name_of(state),
                          {{"word", tie.said.word}, {"figure", words}, {"fits", figure ? joined(words_for(*at.framework, *figure)) : ""}})},
        {"is_flagged", state != TieState::supported},
        {"href", figure ? web::Data(figures_address(figure->evidence)) : web::Data(false)},
        {"id", tie.id.text}};
}

}  // namespace

std::string figure_in_words(const Figure& figure) {
    return text("evaluations.figure.in_words", {{"words", figure.words},
                                                {"counted", std::to_string(figure.counted)},
                                                {"total", std::to_string(figure.total)},
                                                {"share", std::to_string(per_cent(figure.counted, figure.total))},
                                                {"date", in_words(figure.as_of)}});
}

web::Data tied_words(const web::Visit& visit, const Concluding& at) {
    const auto* concluded = concluded_at(at);
    if (concluded == nullptr) return false;
    const auto& statement = concluded->conclusion.statement;
    std::vector<web::Option> options{{"", text("evaluations.words.choose"), {}}};
    for (const auto& figure : at.whole.figures) options.push_back({figure.id.text, figure_in_words(figure), {}});
    web::List items, gone;
    int number = 0;
    for (const auto& said : quantity_words_in(*at.framework, statement)) {
        const auto name = "figure_" + std::to_string(++number);
        web::List ties;
        for (const auto& each : at.whole.ties)
            if (each.part == text_of(at.part) && each.said == said) ties.push_back(tie_data(at, each, statement));
        const bool may_tie = at.may_write && ties.empty() && options.size() > 1;
        items.push_back(web::Object{{"word", said.word},
                                    {"sentence", said.sentence},
                                    {"ties", ties},
                                    {"choice", may_tie ? web::select({.name = name,
                                                                      .legend = text("evaluations.words.figure", {{"word", said.word}}),
                                                                      .hint = {},
                                                                      .options = options,
                                                                      .chosen = {}})
                                                       : web::Data(false)}});
    }
    for (const auto& each : at.whole.ties)
        if (each.part == text_of(at.part) &&
            state_of(*at.framework, each, statement, at.whole.figure(each.figure)) == TieState::sentence_gone)
            gone.push_back(tie_data(at, each, statement));
    if (items.empty() && gone.empty()) return false;
    return web::Object{{"csrf", visit.csrf},
                       {"address", address_of(at.evaluation.id) + "/figure-ties"},
                       {"part", text_of(at.part)},
                       {"seen_version", std::to_string(concluded->conclusion.version)},
                       {"items", items},
                       {"gone", gone},
                       {"may_write", at.may_write},
                       {"ties_words", at.may_write && options.size() > 1},
                       {"no_figures", at.may_write && options.size() == 1},
                       {"tie", web::button(text("evaluations.words.tie"), {}, {}, true)}};
}

void add_figure_pages(web::Router& router) {
    router.get("/evidence/{evidence}/figures", may::read, show);
    router.post("/evidence/{evidence}/figures", may::contribute, save);
    router.post("/evaluations/{evaluation}/figure-ties", may::evaluate, tie);
}

}  // namespace touchstone::conclusions

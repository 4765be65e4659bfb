// Figures that evidence gives, and quantity words tied to them: "most" stands as long as the figure supports it.
#include <algorithm>

#include <fmt/format.h>

#include "conclusions/concluding_pages.h"
#include "conclusions/measured_store.h"
#include "conclusions/pages.h"
#include "evidence/evidence_store.h"
#include "frameworks/framework_store.h"
#include "measures/measure_words_pages.h"
#include "web/fields.h"

namespace touchstone::conclusions {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

using web::text;

std::string figures_address(const EvidenceId& evidence) { return "/evidence/" + evidence.text + "/figures"; }

// Which figure is meant; empty for a new one.
const FieldShape figure_shape{"figure", FieldShape::Kind::choice};

// The form as it is shown.
struct Counting {
    std::string id;
    FigureDraft draft;
    Problems problems = {};
    web::Data conflict = false;
};

struct Shown {
    EvidenceHead head;
    std::vector<Figure> figures;
    const frameworks::Framework* framework;
    std::optional<Measured> measured;
};

// The measure that the item was made from, where there is one to be seen.
web::Offers offers_of(const Shown& shown) {
    std::vector<web::Option> options;
    if (shown.measured)
        options = {{"", text("evaluations.figure.read_from_none"), {}}, {shown.measured->measure.text, shown.measured->title, {}}};
    return {{"read_from", options}};
}

// A measure that whoever looks may not see is not shown; the figure keeps it.
FigureDraft as_seen(const Shown& shown, FigureDraft draft) {
    if (!shown.measured || draft.read_from != shown.measured->measure.text) draft.read_from.clear();
    return draft;
}

web::Object figure_form(const Shown& shown, const Counting& counting) {
    const auto& [id, draft, problems, conflict] = counting;
    const auto& evidence = shown.head.evidence.id;
    auto form = web::components(figure_fields(), draft, problems, offers_of(shown));
    form.merge({{"address", figures_address(evidence)},
                {"heading", text(id.empty() ? "evaluations.figure.add" : "evaluations.figure.change")},
                {"id", id},
                {"conflict", conflict},
                {"save", web::button(text("evaluations.figure.save"))}});
    return form;
}

std::optional<Shown> find_shown(const web::Visit& visit, db::Read& db) {
    auto head = evidence_at(visit);
    if (!head) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, head->framework_hash);
    db::Trip trip(db);
    const auto figures = ask_figures_of(trip, visit.actor.partnership, visit.id<EvidenceId>("evidence"));
    const auto from = ask_made_from(trip, visit.sight(), visit.id<EvidenceId>("evidence"));
    trip.go();
    return Shown{std::move(*head), *figures, &framework, find_measured(db, visit.actor.partnership, *from)};
}

// For the figure that the address names, or for a new one.
Counting counting_at(const web::Visit& visit, const Shown& shown) {
    for (const auto& figure : shown.figures)
        if (figure.id.text == visit.query.text("figure")) return {figure.id.text, as_seen(shown, draft_of(figure))};
    return {};
}

web::Response figures_page(const web::Visit& visit, const Shown& shown, const Counting& counting, web::Status status) {
    const bool may_write = visit.may(Ability::contribute, "evidence");
    const auto& evidence = shown.head.evidence;
    web::List figures;
    for (const auto& figure : shown.figures) {
        figures.push_back(web::Object{
            {"sentence", figure_in_words(figure)},
            {"supports", text("evaluations.figure.supports", {{"words", web::listed(words_for(*shown.framework, figure))}})},
            {"read_from", shown.measured && figure.read_from == shown.measured->measure
                              ? web::Data(web::link(measures::address_of(figure.read_from),
                                                    text("evaluations.figure.is_read_from", {{"measure", shown.measured->title}})))
                              : web::Data(false)},
            {"change", may_write ? web::Data(figures_address(evidence.id) + "?figure=" + figure.id.text + "#figure") : web::Data(false)}});
    }
    auto response = web::page("conclusions/figures", text("evaluations.figure.title"),
                              {{"header", web::header(evidence.title, text("evaluations.figure.title"), text("evaluations.figure.lead"))},
                               {"csrf", visit.csrf},
                               {"figures", figures},
                               {"nothing", shown.figures.empty()},
                               {"form", may_write ? web::Data(figure_form(shown, counting)) : web::Data(false)}},
                              status);
    response.problems = counting.problems;
    if (may_write)
        response.forms = {{figures_address(evidence.id), web::form_now(figure_fields(), counting.draft, {{figure_shape, {counting.id}}})}};
    response.crumbs = {{"/evidence", text("evaluations.evidence.title")}, {"/evidence/" + evidence.id.text, evidence.title}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto shown = find_shown(visit, db);
    return shown ? figures_page(visit, *shown, counting_at(visit, *shown), web::Status::ok) : web::not_found();
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
    Counting counting{id, web::read_draft(figure_fields(), visit.form)};
    auto after = count_up(before, counting.draft, date_of(visit.now), shown->measured);
    if (!after) {
        counting.problems = after.error();
        return figures_page(visit, *shown, counting, web::Status::unprocessable);
    }
    after->written_by = visit.actor.id;
    after->written_at = visit.now;
    if (id.empty()) {
        add_figure(db, visit.by(), *after);
    } else if (!save_figure(db, visit.by(), before, *after)) {
        counting.conflict = web::compared(figure_fields(), counting.draft, as_seen(*shown, draft_of(before)), offers_of(*shown));
        counting.draft.seen_version = before.version;  // saving again is now a choice
        counting.problems = {{"words", "evaluations.figure.changed_meanwhile"}};
        return figures_page(visit, *shown, counting, web::Status::conflict);
    }
    return web::see_other(figures_address(before.evidence));
}

// Ties words in sentences that were saved to the figures chosen for them, or unties one.
web::Response tie(const web::Visit& visit, db::Write& db) {
    const auto at = find_concluding(visit, db);
    if (!at) return web::not_found();
    const auto* concluded = concluded_at(*at);
    auto draft = web::read_draft(ties_fields(), visit.form);
    // Where the words were rewritten meanwhile, what was chosen belongs to other sentences.
    if (!at->may_write || concluded == nullptr || concluded->conclusion.version != draft.seen_version)
        return conclusion_as_it_is(visit, *at, {{"", "evaluations.words.changed_meanwhile"}}, web::Status::conflict);
    for (const auto& each : at->whole.ties)
        if (each.id.text == draft.untie) remove_tie(db, visit.by(), at->evaluation.id, each);
    const auto words = quantity_words_in(*at->framework, concluded->conclusion.statement);
    draft.figures = web::typed_rows(visit.form, "figures", "figure", words.size());
    for (std::size_t i = 0; draft.untie.empty() && i < words.size(); ++i)
        for (const auto& figure : at->whole.figures)
            if (std::ranges::find(draft.figures, fmt::format("{}/{}", i + 1, figure.id.text)) != draft.figures.end())
                add_tie(db, visit.by(), at->evaluation.id, {TieId::make(visit.now), text_of(at->part), words[i], figure.id});
    return web::see_other(part_address(at->evaluation.id, at->part) + "#words");
}

web::Object tie_data(const Concluding& at, const Tie& tie, const std::string& statement) {
    const auto* figure = at.whole.figure(tie.figure);
    const auto state = state_of(*at.framework, tie, statement, figure);
    const auto words = figure ? figure_in_words(*figure) : std::string();
    return {{"sentence",
             text("evaluations.words.state." + name_of(state),
                  {{"word", tie.said.word}, {"figure", words}, {"fits", figure ? web::listed(words_for(*at.framework, *figure)) : ""}})},
            {"is_flagged", state != TieState::supported},
            {"href", figure ? web::Data(figures_address(figure->evidence)) : web::Data(false)},
            {"id", tie.id.text}};
}

}  // namespace

std::string figure_in_words(const Figure& figure) {
    const bool has_counts = figure.read_from.is_empty() || figure.total != share_only;
    return text(has_counts ? "evaluations.figure.in_words" : "evaluations.figure.share_in_words",
                {{"words", figure.words},
                 {"counted", std::to_string(figure.counted)},
                 {"total", std::to_string(figure.total)},
                 {"share", std::to_string(per_cent(figure.counted, figure.total))},
                 {"date", in_words(figure.as_of)}});
}

std::string ties_address(const Concluding& at) { return part_address(at.evaluation.id, at.part) + "/figure-ties"; }

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
                       {"address", ties_address(at)},
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
    router.post("/evidence/{evidence}/figures", may::contribute, save, {.fields = web::taken(figure_fields(), {figure_shape})});
    for (const auto* part : {"/evaluations/{evaluation}/questions/{question}", "/evaluations/{evaluation}/key-areas/{key_area}",
                             "/evaluations/{evaluation}/capacity/{component}"})
        router.post(part + std::string("/figure-ties"), may::evaluate, tie, {.fields = web::taken(ties_fields()), .form_at = part});
}

}  // namespace touchstone::conclusions

// Looking back: levels, evidence, conflicts and plans then and now, and what last time's confidence was worth. People say so; nothing here
// weighs, adds up or averages a level.
#include <algorithm>

#include "charts/profile.h"
#include "conclusions/conclusion_words_pages.h"
#include "cycles/cycle_pages.h"
#include "cycles/cycle_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/judging_words_pages.h"
#include "measures/measure_words_pages.h"
#include "measures/reading_words_pages.h"
#include "people/draft_pages.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::cycles {
namespace {

using conclusions::part_title;
using evaluations::address_of;
using evaluations::level_word;
using frameworks::Framework;
using web::text;

const FieldShape part_shape{"part", FieldShape::Kind::choice};

struct Looking {
    Evaluation evaluation;
    const Framework* framework;
    Since since;
    bool may_write = false;
};

// What was typed about one part, and refused.
struct Refused {
    std::string part;
    WeighedDraft draft;
    Problems problems;
};

std::optional<Looking> find_looking(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluations::evaluation_at(visit);
    if (!evaluation) return std::nullopt;
    const bool may_write = visit.may(Ability::evaluate, "evaluation") && !evaluation->is_finished();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    return Looking{*evaluation, &framework, read_since(db, visit.sight(), evaluation->id, date_of(visit.now)), may_write};
}

std::string question_over(const Framework& framework, const frameworks::Indicator& indicator) {
    const auto area = std::ranges::find(framework.key_areas, indicator.key_area, &frameworks::KeyArea::number);
    const auto question = std::ranges::find(framework.questions, area->question, &frameworks::Question::number);
    return question->title;
}

std::optional<int> level_in(const Side& side, const std::string& indicator) {
    const auto found = side.levels.find(indicator);
    return found == side.levels.end() ? std::nullopt : std::optional(found->second);
}

std::string level_in_words(const Framework& framework, std::optional<int> level) {
    return level ? std::to_string(*level) + " " + level_word(framework, *level) : text("evaluations.workspace.not_judged");
}

// "2 indicators higher than last time, 1 lower, 9 the same": what there is none of is not said.
std::string reading_of(const std::map<Change, int>& counts) {
    std::vector<std::string> words;
    for (const auto& [change, count] : counts) words.push_back(web::counted("cycles.since.count." + name_of(change), count));
    return web::listed(words);
}

web::Data levels_of(const Looking& at) {
    const auto& [then, now] = std::pair(at.since.last, at.since.now);
    charts::Profile chart{.id = "since_picture",
                          .title = text("cycles.since.levels"),
                          .description = {},
                          .levels = {},
                          .not_judged = text("evaluations.workspace.not_judged"),
                          .before = text("cycles.since.then"),
                          .inspection = {},
                          .rows = {}};
    for (int level = 1; level <= 6; ++level) chart.levels.push_back(level_word(*at.framework, level));
    web::Table table{.id = "since_table",
                     .caption = text("cycles.since.levels"),
                     .heads = {{text("evaluations.conclusion.indicator"), {}},
                               {text("cycles.since.then"), {}},
                               {text("cycles.since.now"), {}},
                               {text("cycles.since.change"), {}}},
                     .rows = {},
                     .is_sortable = true,
                     .csv = "since.csv"};
    std::map<Change, int> counts;
    for (const auto& indicator : at.framework->indicators) {
        const auto before = level_in(then, indicator.code), level = level_in(now, indicator.code);
        if (!before && !level) continue;
        const auto change = change_of(before, level);
        ++counts[change];
        const auto label = indicator.code + " " + indicator.title;
        chart.rows.push_back({question_over(*at.framework, indicator), label, level, before, {}});
        table.rows.push_back({{label, judging::desk_address(at.evaluation.id, indicator.code)},
                              {level_in_words(*at.framework, before), {}},
                              {level_in_words(*at.framework, level), {}},
                              {text("cycles.since.change_word." + name_of(change)), {}}});
    }
    if (table.rows.empty()) return false;
    chart.description = reading_of(counts);
    return web::Object{{"id", "levels"},
                       {"title", chart.title},
                       {"sentence", chart.description},
                       {"picture", charts::profile_svg(chart)},
                       {"legend", web::List{web::Object{{"shape", "now"}, {"text", text("cycles.since.now")}},
                                            web::Object{{"shape", "before"}, {"text", text("cycles.since.then")}}}},
                       {"table_head", text("cycles.since.table")},
                       {"is_open", false},
                       {"table", web::table(table)}};
}

// Items by whether both used them.
web::List evidence_lines(const Since& since) {
    const auto holds = [](const Side& side, const EvidenceId& id) {
        return std::ranges::any_of(side.items, [&](const auto& item) { return item.id == id; });
    };
    int both = 0, fresh = 0, left = 0;
    for (const auto& item : since.now.items) ++(holds(since.last, item.id) ? both : fresh);
    for (const auto& item : since.last.items) left += holds(since.now, item.id) ? 0 : 1;
    return {web::counted("cycles.since.items_both", both), web::counted("cycles.since.items_new", fresh),
            web::counted("cycles.since.items_left", left)};
}

web::Data plans_table(const Since& since) {
    web::Table table{.id = "plans",
                     .caption = text("cycles.since.plans"),
                     .heads = {{text("plans.list.plan"), {}}},
                     .rows = {},
                     .is_sortable = false,
                     .csv = {}};
    for (const auto* head : {"done", "open", "overdue", "dropped", "shown", "not_shown", "not_said"})
        table.heads.push_back({text(std::string("cycles.since.head.") + head), {}, true});
    for (const auto& plan : since.plans) {
        if (!plan.draws_on_last) continue;
        std::vector<web::Cell> row{{plan.title, "/plans/" + plan.id.text}};
        for (const int count : {plan.done, plan.open, plan.overdue, plan.dropped, plan.shown, plan.not_shown, plan.effect_not_yet_said})
            row.push_back({std::to_string(count), {}, true});
        table.rows.push_back(std::move(row));
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

// "By 30 June 2026 it was to be 95%": with how that stands to the latest limits, where it can be said which way is better.
std::string passed_in_words(const measures::Reading& reading, const measures::Target& target) {
    const auto& definition = reading.definition;
    const measures::Observation wanted{
        .period = {}, .state = measures::FigureState::value, .value = target.value, .numerator = {}, .denominator = {}};
    const auto words = text("cycles.since.passed", {{"day", in_words(target.by)}, {"value", measures::words_of(definition, wanted)}});
    if (definition.better == measures::Direction::neither) return words;
    return words + " " + measures::verdict_in_words(reading, measures::verdict_of(reading, definition.better, target.value));
}

// What was counted since the last evaluation's period, of measures of which anything came since.
web::Data measures_table(const Since& since, Date today) {
    web::Table table{
        .id = "since_measures", .caption = text("cycles.since.measures"), .heads = {}, .rows = {}, .is_sortable = true, .csv = {}};
    for (const auto* head : {"measure", "figures", "latest", "said", "breaks", "targets"})
        table.heads.push_back({text(std::string("cycles.since.head.") + head), {}});
    for (const auto& reading : since.readings) {
        const auto came = measures::after(reading, since.last_to, today);
        if (came.is_empty()) continue;
        std::vector<std::string> breaks, passed;
        for (const auto& each : came.breaks) breaks.push_back(in_words(each.from) + ": " + each.why);
        for (const auto& target : came.passed) passed.push_back(passed_in_words(reading, target));
        table.rows.push_back({{measures::title_of(reading), measures::address_of(reading.id)},
                              {std::to_string(came.figures), {}},
                              {measures::latest_in_words(reading), {}},
                              {measures::sentence_of(reading), {}},
                              {web::listed_apart(breaks), {}},
                              {web::listed_apart(passed), {}}});
    }
    return table.rows.empty() ? web::Data(false) : web::Data(web::table(table));
}

const Weighed* weighed_in(const Since& since, const conclusions::Part& part) {
    const auto found = std::ranges::find(since.weighed, part, &Weighed::part);
    return found == since.weighed.end() ? nullptr : &*found;
}

std::string since_address(const Looking& at) { return address_of(at.evaluation.id) + "/since"; }

web::List stated_rows(const Looking& at) {
    web::List rows;
    for (const auto& stated : at.since.stated) {
        const auto* weighed = weighed_in(at.since, stated.part);
        rows.push_back(web::Object{
            {"title", part_title(*at.framework, stated.part)},
            {"confidence", text("evaluations.confidence." + name_of(stated.confidence) + ".name")},
            {"statement", web::paragraphs(stated.statement)},
            {"caveat", web::or_false(stated.caveat)},
            {"worth", weighed ? web::Data(text("cycles.since.worth." + name_of(weighed->worth) + ".name")) : web::Data(false)},
            {"words", weighed ? web::Data(web::paragraphs(weighed->words)) : web::Data(false)},
            {"by", weighed ? web::Data(text("cycles.since.by", {{"name", weighed->by_name}, {"when", in_words(date_of(weighed->at))}}))
                           : web::Data(false)},
            {"write", at.may_write ? web::Data(web::link(since_address(at) + "?part=" + text_of(stated.part) + "#weigh",
                                                         text(weighed ? "cycles.since.weigh_anew" : "cycles.since.weigh")))
                                   : web::Data(false)}});
    }
    return rows;
}

const Stated* stated_part(const Looking& at, const std::string& part) {
    const auto found = std::ranges::find_if(at.since.stated, [&](const Stated& stated) { return text_of(stated.part) == part; });
    return found == at.since.stated.end() ? nullptr : &*found;
}

// Which part is weighed, and what the form holds: what was refused, else what was said about the part that the address names.
struct Weighing {
    const Stated* stated;
    WeighedDraft draft;
};
std::optional<Weighing> weighing_of(const web::Visit& visit, const Looking& at, const Refused* refused) {
    const auto* stated = stated_part(at, refused ? refused->part : visit.query.text("part"));
    if (!stated || !at.may_write) return std::nullopt;
    const auto* weighed = weighed_in(at.since, stated->part);
    return Weighing{stated, refused ? refused->draft : weighed ? draft_of(*weighed) : WeighedDraft{}};
}

web::Offers worths_offered() { return {{"worth", evaluations::options_of(all_worths(), "cycles.since.worth")}}; }

web::Data weigh_form(const web::Visit& visit, const Looking& at, const Weighing& weighing, const Problems& problems) {
    auto data = web::components(weighed_fields(), weighing.draft, problems, worths_offered());
    data.merge({{"heading", part_title(*at.framework, weighing.stated->part)},
                {"action", since_address(at)},
                {"part", text_of(weighing.stated->part)},
                {"csrf", visit.csrf},
                {"button", web::button(text("cycles.since.save"))}});
    return data;
}

web::Data conflict_of(const Looking& at, const std::optional<Weighing>& weighing, web::Status status) {
    const auto* theirs = weighing ? weighed_in(at.since, weighing->stated->part) : nullptr;
    if (status != web::Status::conflict || !theirs) return false;
    auto both = web::compared(weighed_fields(), weighing->draft, draft_of(*theirs), worths_offered());
    both["who"] = theirs->by_name;
    both["when"] = in_words(theirs->at);
    return both;
}

web::List factor_lines(const Since& since, Date today) {
    web::List lines;
    for (const auto& factor : since.factors)
        lines.push_back(text("evaluations.factor.kind_choice." + name_of(factor.kind)) + ": " + factor.words + " " +
                        text(factor.review_on < today ? "evaluations.factor.review_due" : "evaluations.factor.review",
                             {{"date", in_words(factor.review_on)}}));
    return lines;
}

web::Response since_page(const web::Visit& visit, const Looking& at, const Refused* refused, web::Status status) {
    const auto& since = at.since;
    const bool is_first = since.last_id.is_empty(), is_hidden = !is_first && since.last_extent == Extent::nothing;
    const auto last =
        is_first || is_hidden
            ? web::Data(false)
            : web::Data(web::link(address_of(since.last_id),
                                  web::listed({since.last_title, evaluations::period_in_words(since.last_from, since.last_to)})));
    const auto weighing = weighing_of(visit, at, refused);
    const auto problems = refused ? refused->problems : Problems{};
    auto response = evaluations::evaluation_page(
        "cycles/since", text("cycles.since.title"), at.evaluation,
        {{"header", web::header(at.evaluation.title, text("cycles.since.title"), text("cycles.since.lead"))},
         {"first", is_first},
         {"hidden", is_hidden},
         {"later", !is_first && !is_hidden},
         {"last", last},
         {"partly", !is_first && !is_hidden && since.last_extent != Extent::all},
         {"levels", levels_of(at)},
         {"conflicts", text("cycles.since.conflicts",
                            {{"then", std::to_string(open_conflicts(since.last))}, {"now", std::to_string(open_conflicts(since.now))}})},
         {"evidence", evidence_lines(since)},
         {"plans", plans_table(since)},
         {"measures", measures_table(since, date_of(visit.now))},
         {"stated", stated_rows(at)},
         {"has_factors", !since.factors.empty()},
         {"factors", factor_lines(since, date_of(visit.now))},
         {"conflict", conflict_of(at, weighing, status)},
         {"weigh", weighing ? web::Data(weigh_form(visit, at, *weighing, problems)) : web::Data(false)}},
        status);
    response.problems = problems;
    if (weighing)
        response.forms = {
            {since_address(at), web::form_now(weighed_fields(), weighing->draft, {{part_shape, {text_of(weighing->stated->part)}}})}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto at = find_looking(visit, db);
    return at ? since_page(visit, *at, nullptr, web::Status::ok) : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto at = find_looking(visit, db);
    if (!at) return web::not_found();
    Refused refused{visit.form.text("part"), web::read_draft(weighed_fields(), visit.form), {{"", "cycles.since.not_stated"}}};
    const auto* stated = stated_part(*at, refused.part);
    if (!stated) return since_page(visit, *at, &refused, web::Status::unprocessable);
    const auto weighed = weigh(at->evaluation, stated->part, refused.draft, visit.actor.id, visit.now);
    if (!weighed) {
        refused.problems = weighed.error();
        return since_page(visit, *at, &refused, web::Status::unprocessable);
    }
    const auto* before = weighed_in(at->since, stated->part);
    if (!record_weighed(db, visit.by(), at->evaluation.id, before, *weighed)) {
        refused.draft.seen_version = before ? before->version : 0;  // saving again is now a choice
        refused.problems = {{"words", "cycles.since.changed_meanwhile"}};
        return since_page(visit, *at, &refused, web::Status::conflict);
    }
    people::forget_draft(visit, db);
    return web::see_other(since_address(*at));
}

}  // namespace

void add_since_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/since", may::read, show);
    router.post("/evaluations/{evaluation}/since", may::evaluate, save, {.fields = web::taken(weighed_fields(), {part_shape})});
}

}  // namespace touchstone::cycles

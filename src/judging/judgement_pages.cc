#include "judging/judgement_pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "judging/judging_words_pages.h"
#include "web/fields.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

using frameworks::Indicator;
using web::text;

constexpr int high_level = 5;
constexpr int low_level = 2;

}  // namespace

std::optional<Desk> find_desk(const web::Visit& visit, db::Read& db) {
    auto evaluation = evaluation_at(visit);
    if (!evaluation) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto indicator = std::ranges::find(framework.indicators, visit.path.at("indicator"), &Indicator::code);
    if (indicator == framework.indicators.end()) return std::nullopt;
    auto facts = read_desk(db, visit.sight(), evaluation->id, indicator->code, who_looks(visit));
    const auto at = looked_at(*evaluation, visit.now);
    return Desk{std::move(*evaluation), &framework, &*indicator, std::move(facts), at};
}

AccountId who_looks(const web::Visit& visit) { return visit.actor.seen_by.is_empty() ? visit.actor.id : AccountId{}; }

Ground Desk::ground() const {
    auto ground = ground_of(*framework, *indicator, facts.findings, facts.decisions, at);
    ground.in_scope = in_scope();
    for (auto* themes : {&ground.thin, &ground.unsound, &ground.contested})
        std::erase_if(*themes, [&](int theme) { return facts.choice && !looks_at(*facts.choice, theme); });
    ground.is_revealed = !is_alone_first() || facts.round.reveal.has_value();
    return ground;
}

bool may_write(const web::Visit& visit, const Desk& desk) {
    return visit.may(Ability::evaluate, "evaluation") && !desk.evaluation.is_finished() && desk.in_scope();
}

std::string desk_address(const Desk& desk) { return desk_address(desk.evaluation.id, desk.indicator->code); }

JudgementDraft saved_judgement(const Desk& desk) {
    auto draft = desk.facts.judged ? draft_of(desk.facts.judged->judgement) : JudgementDraft{};
    draft.seen_version = version_of(desk);
    if (const auto& moderation = desk.facts.round.moderation) {
        draft.reason = moderation->reason;
        draft.dissent = moderation->dissent;
    }
    return draft;
}

namespace {

web::Data moderation_of(const Desk& desk) {
    const auto& moderation = desk.facts.round.moderation;
    if (!moderation) return false;
    return web::Object{{"reason", web::or_false(moderation->reason)},
                       {"dissent", web::or_false(moderation->dissent)},
                       {"by", text("evaluations.moderation.by", {{"name", moderation->by_name}, {"when", in_words(moderation->at)}})}};
}

web::List gaps_of(const Desk& desk, const frameworks::Theme& theme, int number, const Triangulation& triangulation, bool may_write) {
    web::List gaps;
    const auto gap = [&](const std::string& key) {
        gaps.push_back(web::Object{{"text", text(key)},
                                   {"link", may_write ? web::Data(web::link(address_of(desk.evaluation.id) + "/evidence?choose=yes",
                                                                            text("evaluations.desk.look_for_more")))
                                                      : web::Data(false)}});
    };
    const bool has_views = std::ranges::any_of(triangulation.sources, &Source::tells_what_people_say);
    const bool has_only_views = std::ranges::all_of(triangulation.sources, &Source::tells_what_people_say);
    if (theme.half == frameworks::Half::reported && !has_views) gap("evaluations.desk.gap_reported");
    if (theme.half == frameworks::Half::observed && !triangulation.lines.empty() && has_only_views) gap("evaluations.desk.gap_observed");
    if (triangulation.state == TriangulationState::single_source) gap("evaluations.desk.gap_single");
    for (const auto& conflict : conflicts_in(desk.facts.findings, desk.facts.decisions))
        if (conflict.theme.theme == number)
            gaps.push_back(web::Object{{"text", text("evaluations.conflict.on_theme." + std::string(conflict.is_reopened ? "reopened"
                                                                                                    : conflict.is_open() ? "open"
                                                                                                                         : "decided"))},
                                       {"link", web::link(address_of(desk.evaluation.id) + "/conflicts#conflict_" +
                                                              conflict.theme.indicator + "_" + std::to_string(conflict.theme.theme),
                                                          text("evaluations.conflict.link"))}});
    return gaps;
}

web::Offers offers_of(const Desk& desk) {
    std::vector<web::Option> levels;
    for (const auto& level : desk.framework->scale) {
        const auto value = std::to_string(level.level);
        levels.push_back({value, value + " " + level.name, {}});
    }
    return {{"level", levels}, {"confidence", options_of(all_confidences(), "evaluations.confidence")}};
}

}  // namespace

web::Object theme_data(const Desk& desk, std::size_t index, bool may_write, const web::Data& placement, Date at) {
    const auto& theme = desk.indicator->themes[index];
    const int number = static_cast<int>(index) + 1;
    const auto lines = lines_on(desk.facts.findings, {desk.indicator->code, number});
    web::List findings;
    for (const auto& on : desk.facts.findings)
        if (on.theme.theme == number) findings.push_back(finding_card(*desk.framework, on, desk.evaluation.id, at));
    const auto triangulation = triangulate(lines);
    const bool is_left_out = desk.in_scope() && !looks_at(*desk.facts.choice, number);
    web::List aspects;
    for (const auto& aspect : theme.aspects) aspects.push_back(aspect);
    return {{"id", "theme_" + std::to_string(number)},
            {"number", text("frameworks.theme_number", {{"code", desk.indicator->code}, {"number", std::to_string(number)}})},
            {"title", theme.title},
            {"aspects", aspects},
            {"state_word",
             is_left_out ? text("evaluations.depth.none.name") : text("evaluations.triangulation." + name_of(triangulation.state))},
            {"state_reason", is_left_out
                                 ? text("evaluations.desk.theme_left_out")
                                 : reason_in_words(*desk.framework, triangulation) + (lines.empty() ? "" : " " + ages_in_words(lines, at)) +
                                       weakness_in_words(*desk.framework, lines, at)},
            {"evidence", evidence_strip(*desk.framework, lines, false)},
            {"high", frameworks::passage(*desk.framework, theme, high_level)},
            {"low", frameworks::passage(*desk.framework, theme, low_level)},
            {"found_head", text("evaluations.desk.found")},
            {"findings", findings},
            {"found_nothing", text("evaluations.desk.found_nothing")},
            {"typical", lines.empty() ? frameworks::typical_evidence(theme) : web::Data(false)},
            {"add", may_write ? web::Data(web::link(address_of(desk.evaluation.id) +
                                                        "/evidence/new?add=yes&on=" + text_of(ThemeRef{desk.indicator->code, number}),
                                                    text("evaluations.evidence.add")))
                              : web::Data(false)},
            {"write", may_write ? web::Data(web::link(
                                      address_of(desk.evaluation.id) + "/evidence?on=" + text_of(ThemeRef{desk.indicator->code, number}),
                                      text("evaluations.desk.write_finding")))
                                : web::Data(false)},
            {"placement", is_left_out ? web::Data(false) : placement},
            {"gaps", is_left_out ? web::List() : gaps_of(desk, theme, number, triangulation, may_write)}};
}

web::Object judgement_form(const Desk& desk, const Fields<JudgementDraft>& fields, const JudgementDraft& draft, const Problems& problems) {
    web::List levels;
    for (auto level = desk.framework->scale.rbegin(); level != desk.framework->scale.rend(); ++level) {
        const auto value = std::to_string(level->level);
        levels.push_back(
            web::Object{{"value", value}, {"word", level->name}, {"text", level->descriptor}, {"checked", draft.level == value}});
    }
    auto form = web::components(fields, draft, problems, offers_of(desk));
    form["level"] = web::Object{{"name", "level"},
                                {"legend", text("evaluations.judgement.level")},
                                {"hint", text("evaluations.judgement.level_hint")},
                                {"problem", web::problem_at(problems, "level")},
                                {"options", levels}};
    web::adjust(form, "rationale", {{"rows", "8"}});
    form.emplace("caveat_reason", form.contains("caveat") ? caveat_reason(desk) : web::Data(false));
    form.merge({{"confidence", false}, {"caveat", false}});
    return form;
}

web::Data conflict_of(const Desk& desk, const Fields<JudgementDraft>& fields, const JudgementDraft& yours) {
    if (!desk.facts.judged) return false;
    auto both = web::compared(fields, yours, saved_judgement(desk), offers_of(desk));
    both["who"] = desk.facts.judged->judged_by_name;
    both["when"] = in_words(desk.facts.judged->judgement.judged_at);
    return both;
}

int version_of(const Desk& desk) {
    if (desk.facts.judged) return desk.facts.judged->judgement.version;
    return desk.facts.withdrawn ? desk.facts.withdrawn->version + 1 : 0;
}

web::Data withdrawn_of(const Desk& desk) {
    if (desk.facts.judged || !desk.facts.withdrawn) return false;
    const auto& withdrawal = *desk.facts.withdrawn;
    return text("evaluations.withdrawal.was",
                {{"name", withdrawal.by_name}, {"when", in_words(withdrawal.at)}, {"reason", withdrawal.reason}});
}

web::Data standing(const Desk& desk) {
    if (!desk.facts.judged) return false;
    const auto& judgement = desk.facts.judged->judgement;
    web::List steps;
    for (auto level = desk.framework->scale.rbegin(); level != desk.framework->scale.rend(); ++level) {
        const bool here = level->level == static_cast<int>(judgement.level);
        web::List marks;
        if (here) marks.push_back(web::Object{{"shape", "now"}, {"text", text("evaluations.judgement.now")}});
        steps.push_back(web::Object{{"number", std::to_string(level->level)}, {"word", level->name}, {"is_here", here}, {"marks", marks}});
    }
    const auto number = std::to_string(static_cast<int>(judgement.level));
    const auto word = level_word(*desk.framework, static_cast<int>(judgement.level));
    return web::Object{
        {"strip", web::Object{{"sentence", text("evaluations.judgement.evaluated_as", {{"word", word}, {"number", number}})},
                              {"is_sentence_shown", true},
                              {"steps", steps}}},
        {"paragraphs", web::paragraphs(judgement.rationale)},
        {"confidence", text("evaluations.confidence." + name_of(judgement.confidence) + ".name")},
        {"caveat", web::or_false(judgement.caveat)},
        {"moderation", moderation_of(desk)},
        {"by", text("evaluations.judgement.by", {{"name", desk.facts.judged->judged_by_name}, {"when", in_words(judgement.judged_at)}})}};
}

web::Data caveat_reason(const Desk& desk) {
    const auto ground = desk.ground();
    if (!ground.needs_caveat()) return false;
    const auto listed = [](const std::vector<int>& themes) {
        std::vector<std::string> numbers;
        for (const auto theme : themes) numbers.push_back(std::to_string(theme));
        return web::listed(numbers);
    };
    auto words = text("evaluations.judgement.caveat_needed");
    const auto add = [&](const char* key, const std::vector<int>& themes) {
        if (!themes.empty()) words += " " + web::counted(key, static_cast<int>(themes.size()), {{"themes", listed(themes)}});
    };
    add("evaluations.judgement.caveat_thin", ground.thin);
    add("evaluations.judgement.caveat_unsound", ground.unsound);
    add("evaluations.judgement.caveat_contested", ground.contested);
    return words;
}

web::Data spread_of(const Desk& desk) {
    const auto& firsts = desk.facts.round.firsts;
    if (firsts.empty() || !desk.facts.round.reveal) return false;
    web::List steps, cards;
    std::vector<std::string> levels;
    for (auto at = desk.framework->scale.rbegin(); at != desk.framework->scale.rend(); ++at) {
        const auto& level = *at;
        web::List marks;
        for (const auto& first : firsts)
            if (static_cast<int>(first.level) == level.level) marks.push_back(web::Object{{"shape", "evaluator"}, {"text", first.by_name}});
        if (!marks.empty())
            levels.push_back(web::counted("evaluations.moderation.at_level", static_cast<int>(marks.size()),
                                          {{"number", std::to_string(level.level)}, {"word", level.name}}));
        steps.push_back(web::Object{{"number", std::to_string(level.level)}, {"word", level.name}, {"is_here", false}, {"marks", marks}});
    }
    for (const auto& first : firsts) {
        std::vector<Placement> own;
        for (const auto& placement : desk.facts.placements)
            if (placement.by == first.by) own.push_back(placement);
        const auto level = static_cast<int>(first.level);
        cards.push_back(web::Object{{"name", first.by_name},
                                    {"level", level_tag(*desk.framework, level)},
                                    {"paragraphs", web::paragraphs(first.rationale)},
                                    {"confidence", text("evaluations.confidence." + name_of(first.confidence) + ".name")},
                                    {"placed", web::or_false(bracket_in_words(own))}});
    }
    return web::Object{{"strip", web::Object{{"sentence", text("evaluations.moderation.spread", {{"levels", web::listed(levels)}})},
                                             {"is_sentence_shown", true},
                                             {"steps", steps}}},
                       {"cards", cards}};
}

}  // namespace touchstone::judging

// Moderating: how far the team has come, and the meeting about one indicator, on one big screen.
#include <algorithm>

#include <fmt/format.h>

#include "evaluations/evaluation_words_pages.h"
#include "evidence/currency.h"
#include "frameworks/framework_store.h"
#include "judging/agreement_pages.h"
#include "judging/judgement_pages.h"
#include "judging/judging_words_pages.h"
#include "judging/pages.h"
#include "people/draft_pages.h"
#include "web/fields.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

using frameworks::Framework;
using frameworks::Indicator;
using web::text;

std::string meeting_address(const EvaluationId& evaluation, const std::string& indicator) {
    return address_of(evaluation) + "/moderation/" + indicator;
}

std::string named_level(const Framework& framework, Level level) {
    const auto number = static_cast<int>(level);
    return fmt::format("{} {}", number, level_word(framework, number));
}

// "3, 4, 4": in the order of the levels, so that nobody can be told from the place.
std::string levels_of(const Round& round) {
    std::vector<int> levels;
    for (const auto& first : round.firsts) levels.push_back(static_cast<int>(first.level));
    std::ranges::sort(levels);
    std::vector<std::string> words;
    for (const auto level : levels) words.push_back(std::to_string(level));
    return web::listed(words);
}

std::string state_of(const Round& round) {
    if (round.moderation) return text("evaluations.moderation.state.agreed");
    if (round.reveal) return text("evaluations.moderation.state.revealed");
    if (round.given.empty() && round.agreed) return text("evaluations.moderation.state.together");
    return round.given.empty() ? text("evaluations.moderation.state.none")
                               : web::counted("evaluations.moderation.state.given", static_cast<int>(round.given.size()));
}

std::vector<const Indicator*> in_scope(const Framework& framework, const std::vector<ScopeChoice>& scope) {
    std::vector<const Indicator*> indicators;
    for (const auto& indicator : framework.indicators)
        if (indicator.judged && std::ranges::any_of(scope, [&](const ScopeChoice& choice) {
                return choice.indicator == indicator.code && choice.depth != Depth::none;
            }))
            indicators.push_back(&indicator);
    return indicators;
}

web::Response overview(const web::Visit& visit, db::Read& db) {
    const auto evaluation = evaluation_at(visit);
    if (!evaluation) return web::not_found();
    const auto& framework = frameworks::framework_of(db, evaluation->framework_hash);
    const auto rounds = read_rounds(db, visit.actor.partnership, evaluation->id, who_looks(visit));
    const auto indicators = in_scope(framework, list_scope(db, visit.actor.partnership, evaluation->id));
    web::Table table{.id = "rounds",
                     .caption = text("evaluations.moderation.rounds"),
                     .heads = {},
                     .rows = {},
                     .is_sortable = true,
                     .csv = "moderation.csv"};
    for (const auto* column : {"indicator", "state_head", "firsts", "agreed_head", "moved_head"})
        table.heads.push_back({text(std::string("evaluations.moderation.") + column), {}});
    for (const auto* indicator : indicators) {
        const auto found = rounds.find(indicator->code);
        const Round round = found == rounds.end() ? Round{} : found->second;
        const bool is_open = round.reveal.has_value();
        std::ptrdiff_t moved = 0;
        if (round.agreed && is_open)
            moved = std::ranges::count_if(round.firsts, [&](const auto& first) { return first.level != round.agreed->judgement.level; });
        table.rows.push_back(
            {{indicator->code + " " + indicator->title, meeting_address(evaluation->id, indicator->code)},
             {state_of(round), {}},
             {is_open ? levels_of(round) : std::string(), {}},
             {round.agreed ? named_level(framework, round.agreed->judgement.level) + ". " + sureness(round.agreed->judgement)
                           : std::string(),
              {}},
             {moved > 0 ? web::counted("evaluations.moderation.moved", static_cast<int>(moved)) : std::string(), {}}});
    }
    return evaluation_page(
        "judging/moderation", text("evaluations.moderation.title"), *evaluation,
        {{"header", web::header(evaluation->title, text("evaluations.moderation.title"), text("evaluations.moderation.lead"))},
         {"together", evaluation->judging == Judging::together},
         {"change", evaluation->judging == Judging::together && visit.may(Ability::evaluate, "evaluation") && !evaluation->is_finished()
                        ? web::Data(web::link(address_of(evaluation->id) + "/set-up", text("evaluations.moderation.change_judging")))
                        : web::Data(false)},
         {"agreement", agreement_of(framework, rounds)},
         {"table", table.rows.empty() ? web::Data(false) : web::Data(web::table(table))}});
}

web::Data beside(const Desk& desk, int step) {
    const auto& indicators = desk.framework->indicators;
    const auto at = (desk.indicator - indicators.data()) + step;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(indicators.size())) return false;
    const auto& other = indicators[static_cast<std::size_t>(at)];
    return web::link(meeting_address(desk.evaluation.id, other.code), other.code + " " + other.title);
}

bool may_agree(const web::Visit& visit, const Desk& desk) {
    return visit.may(Ability::moderate, "evaluation") && !desk.evaluation.is_finished() && desk.ground().is_revealed && desk.in_scope();
}

web::Data agree_form(const web::Visit& visit, const Desk& desk, const JudgementDraft& draft, const Problems& problems) {
    if (!may_agree(visit, desk)) return false;
    auto form = judgement_form(desk, agreed_fields(), draft, problems);
    form.merge({{"csrf", visit.csrf},
                {"address", meeting_address(desk.evaluation.id, desk.indicator->code)},
                {"button", web::button(text("evaluations.moderation.agree"))}});
    return form;
}

web::Response meeting_page(const web::Visit& visit, const Desk& desk, const JudgementDraft& draft, const Problems& problems,
                           web::Status status, web::Data conflict = false) {
    web::List themes;
    for (std::size_t i = 0; i < desk.indicator->themes.size(); ++i)
        themes.push_back(theme_data(desk, i, false, false, looked_at(desk.evaluation, visit.now)));
    const auto& round = desk.facts.round;
    const bool may_reveal_now = visit.may(Ability::moderate, "evaluation") && desk.is_alone_first() &&
                                may_reveal(desk.evaluation, static_cast<int>(round.given.size()), round.reveal.has_value()).empty();
    const auto given = web::joined(round.given);
    const auto title = desk.indicator->code + " " + desk.indicator->title;
    auto response =
        evaluation_page("judging/meeting", title, desk.evaluation,
                        {{"header", web::header(desk.evaluation.title, title)},
                         {"csrf", visit.csrf},
                         {"address", meeting_address(desk.evaluation.id, desk.indicator->code)},
                         {"not_in_scope", !desk.in_scope()},
                         {"given", round.reveal || !desk.is_alone_first() || (given.empty() && desk.facts.judged)
                                       ? web::Data(false)
                                       : web::Data(given.empty() ? text("evaluations.first.nobody")
                                                                 : web::counted("evaluations.first.given",
                                                                                static_cast<int>(round.given.size()), {{"names", given}}))},
                         {"reveal", may_reveal_now ? web::Data(web::button(text("evaluations.moderation.reveal"))) : web::Data(false)},
                         {"spread", spread_of(desk)},
                         {"standing", standing(desk)},
                         {"withdrawn", withdrawn_of(desk)},
                         {"conflict", std::move(conflict)},
                         {"form", agree_form(visit, desk, draft, problems)},
                         {"themes", themes},
                         {"previous", beside(desk, -1)},
                         {"next", beside(desk, 1)}},
                        status);
    response.problems = problems;
    if (may_agree(visit, desk))
        response.forms = {{meeting_address(desk.evaluation.id, desk.indicator->code), web::form_now(agreed_fields(), draft)}};
    response.crumbs.push_back({address_of(desk.evaluation.id) + "/moderation", text("evaluations.moderation.title")});
    return response;
}

web::Response meeting(const web::Visit& visit, db::Read& db) {
    const auto desk = find_desk(visit, db);
    return desk ? meeting_page(visit, *desk, saved_judgement(*desk), {}, web::Status::ok) : web::not_found();
}

web::Response lay_open(const web::Visit& visit, db::Write& db) {
    const auto desk = find_desk(visit, db);
    if (!desk) return web::not_found();
    const auto& round = desk->facts.round;
    if (const auto problems = may_reveal(desk->evaluation, static_cast<int>(round.given.size()), round.reveal.has_value());
        !problems.empty())
        return meeting_page(visit, *desk, saved_judgement(*desk), problems, web::Status::unprocessable);
    reveal(db, visit.by(), desk->evaluation.id, desk->indicator->code);
    return web::see_other(meeting_address(desk->evaluation.id, desk->indicator->code), "shown");
}

web::Response agree_level(const web::Visit& visit, db::Write& db) {
    const auto desk = find_desk(visit, db);
    if (!desk) return web::not_found();
    auto draft = web::read_draft(agreed_fields(), visit.form);
    const auto agreed =
        agree(desk->evaluation, desk->indicator->code, desk->ground(), desk->facts.round.firsts, draft, visit.actor.id, visit.now);
    if (!agreed) return meeting_page(visit, *desk, draft, agreed.error(), web::Status::unprocessable);
    const auto& before = desk->facts.judged;
    if (!record_agreed(db, visit.by(), desk->evaluation.id, *desk->framework, before ? &before->judgement : nullptr, *agreed)) {
        draft.seen_version = version_of(*desk);  // saving again is now a choice
        return meeting_page(visit, *desk, draft, {{"", "evaluations.judgement.changed_meanwhile"}}, web::Status::conflict,
                            conflict_of(*desk, agreed_fields(), draft));
    }
    people::forget_draft(visit, db);
    return web::see_other(meeting_address(desk->evaluation.id, desk->indicator->code), "agreed");
}

}  // namespace

void add_moderation_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/moderation", may::read, overview);
    router.get("/evaluations/{evaluation}/moderation/{indicator}", may::read, meeting);
    router.post("/evaluations/{evaluation}/moderation/{indicator}", may::moderate, agree_level, {.fields = web::taken(agreed_fields())});
    router.post("/evaluations/{evaluation}/moderation/{indicator}/reveal", may::moderate, lay_open, {.is_button = true});
}

}  // namespace touchstone::judging

// The indicator desk: for each theme, level 5 · what we found · level 2; then the judgement, which people make.
#include <algorithm>

#include "conversations/talk_pages.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/sight_store.h"
#include "evidence/evidence_store.h"
#include "evidence/evidence_words_pages.h"
#include "judging/judgement_pages.h"
#include "judging/judgement_store.h"
#include "judging/judging_words_pages.h"
#include "judging/pages.h"
#include "judging/withdrawal_store.h"
#include "people/draft_pages.h"
#include "tasks/task_words_pages.h"
#include "web/fields.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

using frameworks::Indicator;
using web::text;

// What was typed on the page, where it was refused.
struct Typed {
    std::optional<JudgementDraft> judgement;
    std::optional<PlacementsDraft> placements;
    Problems problems;
    web::Data conflict = false;
};

std::string placements_address(const Desk& desk) { return desk_address(desk) + "/placements"; }

std::vector<Placement> own_placements(const web::Visit& visit, const Desk& desk) {
    std::vector<Placement> own;
    for (const auto& placement : desk.facts.placements)
        if (placement.by == who_looks(visit)) own.push_back(placement);
    return own;
}

// A program names places in one list, a person beside each theme.
web::Data placement_choice(const PlacementsDraft& draft, int theme, const Problems& problems) {
    std::vector<web::Option> options;
    std::string chosen;
    for (const auto position : all_positions()) {
        options.push_back({name_of(position), text("evaluations.placement." + name_of(position)), {}});
        if (std::ranges::find(draft.placements, text_of({theme, position, {}, {}})) != draft.placements.end()) chosen = name_of(position);
    }
    return web::radios({.name = "placement_" + std::to_string(theme),
                        .legend = text("evaluations.placement.legend"),
                        .hint = {},
                        .options = options,
                        .chosen = {chosen},
                        .is_inline = true,
                        .is_small = true},
                       problems);
}

// The form for the team's judgement, or for one's own where everybody judges alone first.
const Fields<JudgementDraft>& fields_of(const Desk& desk) { return desk.is_alone_first() ? first_judgement_fields() : judgement_fields(); }
std::string judgement_address(const Desk& desk) { return desk_address(desk) + (desk.is_alone_first() ? "/first" : ""); }

bool may_judge(const web::Visit& visit, const Desk& desk) {
    return may_write(visit, desk) && !(desk.is_alone_first() && desk.facts.round.reveal);
}

const FirstJudgement* own_first(const web::Visit& visit, const Desk& desk) {
    const auto& firsts = desk.facts.round.firsts;
    const auto found = std::ranges::find(firsts, who_looks(visit), &FirstJudgement::by);
    return found == firsts.end() ? nullptr : &*found;
}

// What this person may give again, since it was withdrawn and nothing stands in its place.
const std::optional<Withdrawal>& to_give_again(const web::Visit& visit, const Desk& desk) {
    static const std::optional<Withdrawal> nothing;
    if (!may_judge(visit, desk)) return nothing;
    if (desk.is_alone_first()) return own_first(visit, desk) == nullptr ? desk.facts.own_withdrawn : nothing;
    return desk.facts.judged ? nothing : desk.facts.withdrawn;
}

web::Data form_of(const web::Visit& visit, const Desk& desk, const JudgementDraft& draft, const Problems& problems) {
    if (!may_judge(visit, desk)) return false;
    const bool alone = desk.is_alone_first();
    auto form = judgement_form(desk, fields_of(desk), draft, problems);
    form.merge({{"csrf", visit.csrf},
                {"address", judgement_address(desk)},
                {"alone", alone},
                {"again", to_give_again(visit, desk)
                              ? web::Data(web::link(desk_address(desk) + "?again=yes#judgement", text("evaluations.withdrawal.again")))
                              : web::Data(false)},
                {"button", web::button(text(alone ? "evaluations.first.save" : "evaluations.judgement.save"))}});
    return form;
}

web::Data round_of(const web::Visit& visit, const Desk& desk) {
    if (!desk.is_alone_first()) return false;
    const auto& round = desk.facts.round;
    const bool has_own = std::ranges::find(round.firsts, who_looks(visit), &FirstJudgement::by) != round.firsts.end();
    return web::Object{{"own", has_own && !round.reveal ? web::Data(text("evaluations.first.own")) : web::Data(false)},
                       {"given", round.given.empty() ? text("evaluations.first.nobody")
                                                     : web::counted("evaluations.first.given", static_cast<int>(round.given.size()),
                                                                    {{"names", web::joined(round.given)}})},
                       {"revealed", round.reveal ? web::Data(text("evaluations.first.revealed_by",
                                                                  {{"name", round.reveal->by_name}, {"when", in_words(round.reveal->at)}}))
                                                 : web::Data(false)},
                       {"meeting", web::link(address_of(desk.evaluation.id) + "/moderation/" + desk.indicator->code,
                                             text("evaluations.moderation.link"))}};
}

// What a person has saved already, for the form to start from; what was withdrawn where they ask for it.
JudgementDraft shown_draft(const web::Visit& visit, const Desk& desk) {
    const auto* first = desk.is_alone_first() ? own_first(visit, desk) : nullptr;
    auto draft = desk.is_alone_first() ? first != nullptr ? draft_of(*first) : JudgementDraft{} : saved_judgement(desk);
    const auto& withdrawn = to_give_again(visit, desk);
    if (!withdrawn) return draft;
    if (visit.query.text("again") == "yes") draft = withdrawn->was;
    draft.seen_version = withdrawn->version + 1;
    return draft;
}

// To take a judgement back: the team's, or one's own as long as it is sealed.
struct TakingBack {
    bool is_own;
    std::string address;
    WithdrawalDraft draft;
};
std::optional<TakingBack> taking_back(const web::Visit& visit, const Desk& desk) {
    if (!may_write(visit, desk)) return std::nullopt;
    const auto* first = desk.is_alone_first() && !desk.facts.round.reveal ? own_first(visit, desk) : nullptr;
    if (first != nullptr) return TakingBack{true, desk_address(desk) + "/first/withdraw", {{}, first->version}};
    if (!desk.facts.judged || (desk.is_alone_first() && !visit.may(Ability::moderate, "evaluation"))) return std::nullopt;
    return TakingBack{false, desk_address(desk) + "/withdraw", {{}, version_of(desk)}};
}

web::Data withdrawal_form(const web::Visit& visit, const std::optional<TakingBack>& taking, const Problems& problems) {
    if (!taking) return false;
    const bool was_sent = visit.address.ends_with("/withdraw");
    auto draft = taking->draft;
    if (was_sent) draft.reason = web::read_draft(withdrawal_fields(), visit.form).reason;
    auto form = web::components(withdrawal_fields(), draft, problems);
    form.merge({{"csrf", visit.csrf},
                {"address", taking->address},
                {"title", text(taking->is_own ? "evaluations.withdrawal.own_title" : "evaluations.withdrawal.title")},
                {"about", text(taking->is_own ? "evaluations.withdrawal.own_about" : "evaluations.withdrawal.about")},
                {"is_open", was_sent},
                {"button", web::button(text("evaluations.withdrawal.button"), {}, {}, true)}});
    return form;
}

// Where everybody judges alone first, nobody speaks about the indicator until all can see what each one thought.
conversations::Talk talk_about(const Desk& desk) {
    const auto title = desk.indicator->code + " " + desk.indicator->title;
    return {.of = {conversations::Kind::indicator, desk.evaluation.id.text, desk.indicator->code},
            .address = desk_address(desk),
            .title = title,
            .parts = {{desk.indicator->code, title, {}}},
            .may_speak = !desk.evaluation.is_finished(),
            .is_sealed = desk.is_alone_first() && !desk.facts.round.reveal && !desk.facts.judged,
            .look_up = look_up_evaluation};
}

web::Response speak(const web::Visit& visit, db::Write& db) {
    const auto desk = find_desk(visit, db);
    return desk ? conversations::speak(visit, db, talk_about(*desk)) : web::not_found();
}

// Who looks after the indicator and its themes.
web::Object tasks_of(const Desk& desk, bool writes) {
    web::List items;
    for (const auto& task : desk.facts.tasks)
        items.push_back(text("tasks.on_desk", {{"about", tasks::about_in_words(*desk.framework, task)},
                                               {"name", task.who.is_empty() ? text("tasks.nobody") : task.who_name},
                                               {"date", in_words(task.due)}}));
    return {{"items", items},
            {"ask",
             writes ? web::Data(web::link(address_of(desk.evaluation.id) + "/tasks?on=" + desk.indicator->code + "#add", text("tasks.ask")))
                    : web::Data(false)}};
}

web::Response desk_page(const web::Visit& visit, const Desk& desk, Typed typed, web::Status status) {
    const bool writes = may_write(visit, desk);
    const bool places = writes && desk.indicator->illustrated;
    const auto own = own_placements(visit, desk);
    const auto placed = typed.placements.value_or(draft_of(own));
    const auto today = looked_at(desk.evaluation, visit.now);
    web::List themes;
    for (std::size_t i = 0; i < desk.indicator->themes.size(); ++i)
        themes.push_back(theme_data(desk, i, visit.may(Ability::evaluate, "evaluation") && !desk.evaluation.is_finished(),
                                    places ? placement_choice(placed, static_cast<int>(i) + 1, typed.problems) : web::Data(false), today));
    const auto title = desk.indicator->code + " " + desk.indicator->title;
    const auto scope_word =
        desk.facts.choice && desk.facts.choice->depth != Depth::none
            ? text("evaluations.depth." + name_of(desk.facts.choice->depth) + ".name") + ". " + desk.facts.choice->reason
            : text("evaluations.desk.not_in_scope");
    const auto beside = [&](int step) -> web::Data {
        const auto at = std::ranges::find(desk.framework->indicators, desk.indicator->code, &Indicator::code) + step;
        if (at < desk.framework->indicators.begin() || at >= desk.framework->indicators.end()) return false;
        return web::link(desk_address(desk.evaluation.id, at->code), at->code + " " + at->title);
    };
    const auto bracket = bracket_in_words(own);
    const auto draft = typed.judgement ? *typed.judgement : shown_draft(visit, desk);
    const auto taking = taking_back(visit, desk);
    auto response = evaluation_page(
        "judging/desk", title, desk.evaluation,
        {{"header", web::header(desk.evaluation.title, title, desk.indicator->key_features)},
         {"line", desk_address(desk) + "/line-of-sight"},
         {"scope_word", scope_word},
         {"tasks", tasks_of(desk, writes)},
         {"not_illustrated", !desk.indicator->illustrated},
         {"placing", places ? web::Data(web::Object{{"csrf", visit.csrf},
                                                    {"address", placements_address(desk)},
                                                    {"button", web::button(text("evaluations.placement.save"), {}, {}, true)}})
                            : web::Data(false)},
         {"bracket", bracket.empty() ? web::Data(false) : web::Data(text("evaluations.placement.yours", {{"places", bracket}}))},
         {"themes", themes},
         {"gaps", gaps_of(desk.facts.not_shared)},
         {"below", below_of(visit, desk)},
         {"standing", standing(desk)},
         {"withdrawn", withdrawn_of(desk)},
         {"withdrawal", withdrawal_form(visit, taking, typed.problems)},
         {"round", round_of(visit, desk)},
         {"spread", spread_of(desk)},
         {"conflict", std::move(typed.conflict)},
         {"form", form_of(visit, desk, draft, typed.problems)},
         {"previous", desk.indicator == &desk.framework->indicators.front() ? web::Data(false) : beside(-1)},
         {"next", beside(1)}},
        status);
    response.problems = std::move(typed.problems);
    if (may_judge(visit, desk)) response.forms.emplace(judgement_address(desk), web::form_now(fields_of(desk), draft));
    if (taking) response.forms.emplace(taking->address, web::form_now(withdrawal_fields(), taking->draft));
    if (places) response.forms.emplace(placements_address(desk), web::form_now(placements_fields(), placed));
    add_below_form(response, visit, desk);
    add_talk(response, visit, talk_about(desk), desk.facts.talk);
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto desk = find_desk(visit, db);
    return desk ? desk_page(visit, *desk, {}, web::Status::ok) : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto desk = find_desk(visit, db);
    if (!desk) return web::not_found();
    auto draft = web::read_draft(judgement_fields(), visit.form);
    auto ground = desk->ground();
    if (desk->is_alone_first()) ground.is_revealed = false;  // the team's level is agreed in the meeting, which says why it moved
    const auto judgement = judge(desk->evaluation, desk->indicator->code, ground, draft, visit.actor.id, visit.now);
    if (!judgement) return desk_page(visit, *desk, {draft, {}, judgement.error(), false}, web::Status::unprocessable);
    const auto& before = desk->facts.judged;
    if (!record_judgement(db, visit.by(), desk->evaluation.id, *desk->framework, before ? &before->judgement : nullptr, *judgement)) {
        draft.seen_version = version_of(*desk);  // saving again is now a choice
        return desk_page(visit, *desk,
                         {draft, {}, {{"", "evaluations.judgement.changed_meanwhile"}}, conflict_of(*desk, judgement_fields(), draft)},
                         web::Status::conflict);
    }
    people::forget_draft(visit, db);
    return web::see_other(desk_address(*desk) + "#judgement", "judgement");
}

web::Response save_first(const web::Visit& visit, db::Write& db) {
    const auto desk = find_desk(visit, db);
    if (!desk) return web::not_found();
    auto draft = web::read_draft(first_judgement_fields(), visit.form);
    const auto first = judge_alone(desk->evaluation, desk->indicator->code, desk->in_scope(), desk->facts.round.reveal.has_value(), draft,
                                   visit.actor.id, visit.now);
    if (!first) return desk_page(visit, *desk, {draft, {}, first.error(), false}, web::Status::unprocessable);
    if (!record_first(db, visit.by(), desk->evaluation.id, *first)) {
        draft.seen_version = shown_draft(visit, *desk).seen_version;  // saving again is now a choice
        return desk_page(visit, *desk, {draft, {}, {{"", "evaluations.first.changed_meanwhile"}}, false}, web::Status::conflict);
    }
    people::forget_draft(visit, db);
    return web::see_other(desk_address(*desk) + "#judgement", "first");
}

web::Response save_placements(const web::Visit& visit, db::Write& db) {
    const auto desk = find_desk(visit, db);
    if (!desk) return web::not_found();
    Typed typed;
    const auto themes = static_cast<int>(desk->indicator->themes.size());
    typed.placements = {web::typed_rows(visit.form, "placements", "placement", desk->indicator->themes.size())};
    const auto placements = place(desk->evaluation, themes, *typed.placements, visit.actor.id);
    if (!placements) typed.problems = placements.error();
    if (!visit.is_api)
        for (auto& problem : typed.problems)
            if (problem.field == "placements") problem.field = "placement_1";
    if (desk->is_alone_first() && desk->facts.round.reveal) typed.problems = {{"", "evaluations.first.revealed"}};
    if (!typed.problems.empty()) return desk_page(visit, *desk, typed, web::Status::unprocessable);
    record_placements(db, visit.by(), desk->evaluation.id, desk->indicator->code, *placements);
    return web::see_other(desk_address(*desk) + "#placed", "placements");
}

web::Response withdraw_it(const web::Visit& visit, db::Write& db) {
    const auto desk = find_desk(visit, db);
    if (!desk) return web::not_found();
    const auto refused = [&](const Problems& problems, web::Status status) {
        return desk_page(visit, *desk, {{}, {}, problems, false}, status);
    };
    const auto draft = web::read_draft(withdrawal_fields(), visit.form);
    const auto& before = desk->facts.judged;
    if (desk->is_alone_first() && !visit.may(Ability::moderate, "evaluation"))
        return refused({{"", "evaluations.withdrawal.moderators"}}, web::Status::unprocessable);
    const auto withdrawal = withdraw(desk->evaluation, desk->indicator->code, before.has_value(), draft, visit.actor.id, visit.now);
    if (!withdrawal) return refused(withdrawal.error(), web::Status::unprocessable);
    if (!withdraw_judgement(db, visit.by(), desk->evaluation.id, *desk->framework, before->judgement, *withdrawal))
        return refused({{"", "evaluations.judgement.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(desk_address(*desk) + "#judgement", "withdrawn");
}

web::Response withdraw_own(const web::Visit& visit, db::Write& db) {
    const auto desk = find_desk(visit, db);
    if (!desk) return web::not_found();
    const auto refused = [&](const Problems& problems, web::Status status) {
        return desk_page(visit, *desk, {{}, {}, problems, false}, status);
    };
    const auto draft = web::read_draft(withdrawal_fields(), visit.form);
    const auto withdrawal = withdraw_first(desk->evaluation, desk->indicator->code, own_first(visit, *desk) != nullptr,
                                           desk->facts.round.reveal.has_value(), draft, visit.actor.id, visit.now);
    if (!withdrawal) return refused(withdrawal.error(), web::Status::unprocessable);
    if (!withdraw_first_judgement(db, visit.by(), desk->evaluation.id, *withdrawal))
        return refused({{"", "evaluations.first.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(desk_address(*desk) + "#judgement", "withdrawn");
}

}  // namespace

void add_desk_pages(web::Router& router) {
    router.get("/evaluations/{evaluation}/indicators/{indicator}", may::read, show);
    const auto shown_there = [](std::vector<FieldShape> fields) {
        return web::Traits{.fields = std::move(fields), .form_at = "/evaluations/{evaluation}/indicators/{indicator}"};
    };
    router.post("/evaluations/{evaluation}/indicators/{indicator}", may::evaluate, save, {.fields = web::taken(judgement_fields())});
    router.post("/evaluations/{evaluation}/indicators/{indicator}/first", may::evaluate, save_first,
                shown_there(web::taken(first_judgement_fields())));
    router.post("/evaluations/{evaluation}/indicators/{indicator}/withdraw", may::evaluate, withdraw_it,
                shown_there(web::taken(withdrawal_fields())));
    router.post("/evaluations/{evaluation}/indicators/{indicator}/first/withdraw", may::evaluate, withdraw_own,
                shown_there(web::taken(withdrawal_fields())));
    router.post("/evaluations/{evaluation}/indicators/{indicator}/placements", may::evaluate, save_placements,
                shown_there(web::taken(placements_fields())));
    router.post("/evaluations/{evaluation}/indicators/{indicator}/conversations", may::read, speak,
                conversations::spoken("/evaluations/{evaluation}/indicators/{indicator}"));
}

}  // namespace touchstone::judging

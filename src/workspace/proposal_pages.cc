#include "workspace/proposal_pages.h"

#include "base/text.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "measures/reading_words_pages.h"
#include "web/lists.h"

namespace touchstone::workspace {

using namespace evaluations;
using namespace evidence;
using namespace judging;
namespace {

using frameworks::Framework;
using web::text;

std::string title_of(const Framework& framework, const std::string& code) {
    const auto* indicator = frameworks::find_indicator(framework, code);
    return indicator ? code + " " + indicator->title : code;
}

std::string depth_word(Depth depth) { return text("evaluations.depth." + name_of(depth) + ".within"); }

std::string at(const TypedAnswer& typed, const std::string& field) {
    const auto found = typed.find(field);
    return found == typed.end() ? std::string() : found->second;
}

web::Data contradiction(const Proposed& proposed, Depth now, const std::vector<ScopeAnswer>& answers) {
    if (standing_of(proposed, now, answers) != Standing::contradicted) return false;
    return text(now == Depth::none ? "evaluations.proposal.speaks_against" : "evaluations.proposal.speaks_for_more",
                {{"code", proposed.indicator}, {"words", because_in_words(new_since(proposed, answers))}});
}

bool is_open(const Workspace& workspace, const Proposed& proposed) {
    const auto standing = standing_of(proposed, depth_now(workspace.scope, proposed.indicator), workspace.answers);
    return standing == Standing::open || standing == Standing::contradicted;
}

// Offered once: whoever has said so needs not say it again.
bool is_sound_and_unsaid(const ScopeProposal& proposal, const Workspace& workspace) {
    return proposal.is_sound && (workspace.answers.empty() || !workspace.answers.front().indicator.empty());
}

web::Object card(const Framework& framework, const OpenAnswer& open, const Workspace& workspace, const Problems& problems) {
    const auto& proposed = open.proposed;
    const auto now = depth_now(workspace.scope, proposed.indicator);
    const auto other = proposed.depth == Depth::full ? Depth::light : Depth::full;
    std::vector<web::Option> options{{"accept", text("evaluations.proposal.accept", {{"depth", depth_word(proposed.depth)}}), {}}};
    if (other != now) options.push_back({"change", text("evaluations.proposal.change", {{"depth", depth_word(other)}}), {}});
    options.push_back({"refuse", text(now == Depth::none ? "evaluations.proposal.refuse" : "evaluations.proposal.refuse_more"), {}});
    web::List because;
    for (const auto& pointer : proposed.because) because.push_back(in_words(pointer.words));
    return {{"indicator", proposed.indicator},
            {"is_open", !open.answer.empty() || !open.why.empty() || !problems.empty()},
            {"fold", text("evaluations.proposal.answer", {{"code", proposed.indicator}})},
            {"title", text("evaluations.proposal.proposed",
                           {{"title", title_of(framework, proposed.indicator)}, {"depth", depth_word(proposed.depth)}})},
            {"contradiction", contradiction(proposed, now, workspace.answers)},
            {"because", because},
            {"answer", web::radios({.name = answer_shape.in_row(proposed.indicator).name,
                                    .legend = text("evaluations.proposal.answer", {{"code", proposed.indicator}}),
                                    .hint = {},
                                    .options = options,
                                    .chosen = {open.answer},
                                    .is_inline = true,
                                    .is_small = true},
                                   problems)},
            {"why", web::textarea({.name = why_shape.in_row(proposed.indicator).name,
                                   .label = text("evaluations.scope.reason", {{"code", proposed.indicator}}),
                                   .hint = text("evaluations.proposal.why_hint"),
                                   .value = open.why,
                                   .rows = 2,
                                   .max = reason_max_characters},
                                  problems)},
            {"button", web::button(text("evaluations.proposal.save"), {}, {}, true)}};
}

std::string what_was_answered(const Framework& framework, const ScopeAnswer& answer) {
    if (answer.indicator.empty()) return text("evaluations.proposal.left_out");
    return text(
        "evaluations.proposal.answered." + name_of(answer.answer),
        {{"title", title_of(framework, answer.indicator)}, {"proposed", depth_word(answer.proposed)}, {"depth", depth_word(answer.depth)}});
}

web::List log_of(const Framework& framework, const std::vector<ScopeAnswer>& answers) {
    web::List entries;
    for (const auto& answer : answers) {
        auto reason = answer.reason;
        for (const auto& because : answer.because)
            reason += " · " + (because.words.empty() ? text("evaluations.proposal.because_unseen") : because.words);
        entries.push_back(web::Object{{"when", touchstone::in_words(answer.at)},
                                      {"machine_time", iso(answer.at)},
                                      {"who", answer.by_name},
                                      {"what", what_was_answered(framework, answer)},
                                      {"reason", reason}});
    }
    return entries;
}

web::Data sound_form(const ScopeProposal& proposal, const Workspace& workspace, const TypedAnswer& typed, const Problems& problems) {
    if (!is_sound_and_unsaid(proposal, workspace)) return false;
    return web::Object{{"why", web::textarea({.name = why_sound_shape.name,
                                              .label = text("evaluations.proposal.why_sound"),
                                              .hint = {},
                                              .value = at(typed, why_sound_shape.name),
                                              .rows = 2,
                                              .max = reason_max_characters},
                                             problems)},
                       {"button", web::button(text("evaluations.proposal.leave_out"), {}, {}, true)}};
}

// What chance does not explain at the latest figures.
std::vector<Signal> signals_of(const Framework& framework, const Workspace& workspace) {
    std::vector<Signal> signals;
    for (const auto& reading : workspace.readings) {
        const auto themes = reading.themes(framework.id);
        const auto add = [&](const std::string& what, const std::string& words, bool is_weak) {
            signals.push_back({signal_key + reading.id.text + "/" + what, words, {themes.begin(), themes.end()}, is_weak});
        };
        if (const auto now = measures::said_now(reading))
            add(measures::key_of(*now), measures::said_in_words(reading, *now), measures::is_worse(reading.definition, *now));
        for (const auto& target : measures::missed_targets(reading))
            add("missed/" + target.id, measures::missed_in_words(reading, target), true);
    }
    return signals;
}

}  // namespace

ScopeProposal proposal_of(const Framework& framework, const Workspace& workspace) {
    Known known{workspace.scope, workspace.levels, {}, workspace.weaknesses, signals_of(framework, workspace)};
    for (const auto& [theme, lines] : workspace.lines) known.found.insert(theme.indicator);
    return propose_scope(framework, known);
}

std::string in_words(const Sentence& sentence) {
    auto values = sentence.values;
    for (const auto& [name, parts] : sentence.lists) values[name] = web::joined(parts);
    return text(sentence.key, values);
}

std::string because_in_words(const std::vector<Pointer>& pointers) {
    std::string words;
    for (const auto& pointer : pointers) words += (words.empty() ? "" : " ") + in_words(pointer.words);
    return words;
}

std::vector<OpenAnswer> open_answers(const Framework& framework, const Workspace& workspace, const TypedAnswer& typed) {
    std::vector<OpenAnswer> open;
    for (const auto& proposed : proposal_of(framework, workspace).indicators) {
        if (!is_open(workspace, proposed)) continue;
        const auto answer = answer_shape.in_row(proposed.indicator).name, why = why_shape.in_row(proposed.indicator).name;
        open.push_back({proposed, at(typed, answer), at(typed, why)});
    }
    return open;
}

bool offers_to_leave_out(const Framework& framework, const Workspace& workspace) {
    return is_sound_and_unsaid(proposal_of(framework, workspace), workspace);
}

web::Object proposal_section(const web::Visit& visit, const Framework& framework, const Evaluation& evaluation, const Workspace& workspace,
                             const TypedAnswer& typed, const Problems& problems) {
    const auto proposal = proposal_of(framework, workspace);
    const bool is_finished = evaluation.is_finished();
    web::List missing, cards;
    std::vector<std::string> followed, answered;
    for (const auto& sentence : proposal.missing) missing.push_back(in_words(sentence));
    for (const auto& proposed : proposal.indicators) {
        if (is_open(workspace, proposed)) continue;
        const auto standing = standing_of(proposed, depth_now(workspace.scope, proposed.indicator), workspace.answers);
        (standing == Standing::followed ? followed : answered).push_back(proposed.indicator);
    }
    if (!is_finished)
        for (const auto& open : open_answers(framework, workspace, typed)) cards.push_back(card(framework, open, workspace, problems));
    const auto named = [](const std::string& key, const std::vector<std::string>& codes) {
        return codes.empty() ? web::Data(false) : web::Data(text(key, {{"codes", web::joined(codes)}}));
    };
    const bool is_quiet = proposal.indicators.empty() && !proposal.is_sound;
    const auto log = log_of(framework, workspace.answers);
    return {
        {"csrf", visit.csrf},
        {"address", address_of(evaluation.id) + "/scope"},
        {"seen_version", std::to_string(evaluation.version)},
        {"missing", missing.empty() ? web::Data(false)
                                    : web::Data(web::Object{{"head", text(proposal.indicators.empty() ? "evaluations.proposal.missing_first"
                                                                                                      : "evaluations.proposal.missing")},
                                                            {"items", missing}})},
        {"is_sound", proposal.is_sound},
        {"sound", is_finished ? web::Data(false) : sound_form(proposal, workspace, typed, problems)},
        {"is_quiet", is_quiet && proposal.missing.empty()},
        {"cards", cards},
        {"followed", named("evaluations.proposal.followed", followed)},
        {"settled", named("evaluations.proposal.settled", answered)},
        {"gaps", gaps_of(workspace.not_shared)},
        {"log", log.empty() ? web::Data(false) : web::Data(web::Object{{"entries", log}})}};
}

web::List proposal_notes(const Framework& framework, const Workspace& workspace) {
    web::List notes;
    std::vector<std::string> open;
    for (const auto& proposed : proposal_of(framework, workspace).indicators) {
        const auto now = depth_now(workspace.scope, proposed.indicator);
        const auto against = contradiction(proposed, now, workspace.answers);
        if (against.text() != nullptr)
            notes.push_back(against);
        else if (now == Depth::none && standing_of(proposed, now, workspace.answers) == Standing::open)
            open.push_back(title_of(framework, proposed.indicator));
    }
    if (!open.empty())
        notes.push_back(
            web::counted("evaluations.proposal.points_to", static_cast<int>(open.size()), {{"names", web::listed_apart(open)}}));
    return notes;
}

}  // namespace touchstone::workspace

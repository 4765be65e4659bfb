// Who does what by when in the demonstration, and what its people say to one another: counted from the day on which it is loaded.
#include "conversations/conversation_store.h"
#include "demo/loader.h"
#include "evaluations/sight_store.h"
#include "evidence/sight_store.h"
#include "tasks/task_store.h"

namespace touchstone::demo {

using namespace conversations;

void Loader::load_task(const YAML::Node& node) {
    const auto who = named(accounts_, word(node, "by"));
    const auto at = now_ - std::chrono::days{10};
    tasks::Task fresh;
    fresh.id = tasks::TaskId::make(at);
    fresh.evaluation = named(evaluations_, word(node, "evaluation"));
    const auto key = word(node, "who");
    const tasks::TaskDraft draft{.part = word(node, "part"),
                                 .words = word(node, "words"),
                                 .who = key.empty() ? "" : named(accounts_, key).text,
                                 .due = iso(date_of(now_ + std::chrono::days{node["in"].as<int>()}))};
    tasks::add_task(db_, by(who, at), accepted(tasks::set_task(fresh, draft, {{draft.part}, {AccountId{draft.who}}}, {}), "task"));
}

void Loader::load_conversation(const YAML::Node& node) {
    const bool of_evidence = !word(node, "evidence").empty();
    const auto part = word(node, "part");
    About about{conversations::Kind::evidence, {}, part};
    if (of_evidence)
        about.object = named(evidence_, word(node, "evidence")).text;
    else
        about = {part.find('.') == std::string::npos ? conversations::Kind::conclusion : conversations::Kind::indicator,
                 named(evaluations_, word(node, "evaluation")).text, part};
    const auto sees = [&](const Actor& actor) {
        const auto seen = of_evidence ? evidence::look_up_evidence(db_, actor, about.object, now_)
                                      : evaluations::look_up_evaluation(db_, actor, about.object, now_);
        return seen && may_do(actor, Ability::read, *seen);
    };
    std::vector<Conversation> standing;
    const auto add = [&](const AccountId& who, Instant at, const std::string& words, const char* act) {
        const auto in = standing.empty() ? std::string() : standing.front().id.text;
        auto said = accepted(say(about, standing, {part},
                                 {in, part, words, act, std::to_string(standing.empty() ? 0 : standing.front().remarks.size())}, who, at),
                             "conversation");
        if (said.speaks) said.in.remarks.back().named = find_named(db_, partnership_, words, now_, sees);
        keep_said(db_, by(who, at), said);
        standing = {said.in};
    };
    for (const auto& remark : node["remarks"])
        add(named(accounts_, word(remark, "by")), now_ - std::chrono::days{remark["ago"].as<int>()}, word(remark, "words"), "say");
    if (const auto key = word(node, "settled_by"); !key.empty()) add(named(accounts_, key), now_ - std::chrono::days{1}, "", "settle");
}

}  // namespace touchstone::demo

// The guided start: what, who and when, one thing a page, and then a small scope, a preset or that of an earlier evaluation. What was said
// so far is kept for the one who said it, so that they can go back, reload, or go on elsewhere.
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "evaluations/scope_store.h"
#include "judging/judging_words_pages.h"
#include "people/draft_store.h"
#include "workspace/list_store.h"
#include "workspace/pages.h"
#include "workspace/set_up_pages.h"

namespace touchstone::workspace {

using namespace evaluations;
namespace {

using frameworks::Framework;
using web::text;

const std::string begins_at = "/evaluations/start", steps_at = begins_at + "/steps/";
const FieldShape scope_shape{"scope", FieldShape::Kind::choice};
constexpr const char* as_in = "as_in_";  // before the id of an earlier evaluation, whose scope it takes
constexpr const char* by_hand = "by_hand";

struct Step {
    const char* name;
    std::vector<std::string> fields;
};
const std::array<Step, 4>& steps() {
    static const std::array<Step, 4> all{{{"what", {"title", "why"}},
                                          {"who", {"owner", "services", "level", "children", "groups", "neighbourhood"}},
                                          {"when", {"from", "to"}},
                                          {"scope", {"framework", "scope"}}}};
    return all;
}

// Everything that was said so far.
struct Said {
    EvaluationDraft draft;
    std::string owner, framework, scope;
};

std::vector<FieldValue> values_of(const Said& said) {
    auto values = set_up_fields().values(said.draft);
    values.push_back({owner_shape, {said.owner}});
    values.push_back({framework_shape, {said.framework}});
    values.push_back({scope_shape, {said.scope}});
    return values;
}

Said said_in(const web::Form& form) {
    return {web::read_draft(set_up_fields(), form), form.text("owner"), form.text("framework"), form.text("scope")};
}

// What is no text or list of texts was not written here.
web::Form form_of(const nlohmann::json& kept) {
    web::Form form;
    if (!kept.is_object()) return form;
    for (const auto& [name, value] : kept.items())
        for (const auto& one : value.is_array() ? value : nlohmann::json::array({value}))
            if (one.is_string()) form.add(name, one.get<std::string>());
    return form;
}

// Kept for the person themselves, in each partnership by itself: not for who looks through their eyes, and not for a program.
bool is_kept_for(const web::Visit& visit) { return may::own.holds(visit.actor); }
std::string draft_key(const web::Visit& visit) { return begins_at + "/" + visit.actor.partnership.text; }

// Whoever evaluates one service alone need not choose it.
Said said_so_far(const web::Visit& visit, db::Read& db, const SetUpOffers& offers) {
    if (is_kept_for(visit))
        if (const auto kept = people::list_drafts(db, visit.actor.id, draft_key(visit)); !kept.empty())
            return said_in(form_of(nlohmann::json::parse(kept.front().fields, nullptr, false)));
    auto draft = usual_start(date_of(visit.now));
    if (offers.services.size() == 1) {
        draft.services = {offers.services.front().id.text};
        draft.level = name_of(static_cast<ServiceLevel>(offers.services.front().level));
    }
    return {draft, {}, {}, {}};
}

bool asks(const Step& step, const std::string& field) { return std::ranges::find(step.fields, field) != step.fields.end(); }

// What is said on this page in place of what was said there before.
Said said_now(const web::Visit& visit, const Said& before, const Step& step) {
    if (!is_kept_for(visit)) return said_in(visit.form);  // a program says all of it at once
    auto all = nlohmann::json::object();
    for (const auto& [shape, values] : values_of(before))
        if (!asks(step, shape.name)) all[shape.name] = values;
    for (const auto& [shape, values] : values_of(said_in(visit.form)))
        if (asks(step, shape.name)) all[shape.name] = values;
    return said_in(form_of(all));
}

// Evaluations of the same framework whose scope could serve again.
std::vector<EvaluationSummary> earlier(const SetUpOffers& offers, const std::string& framework) {
    auto all = offers.evaluations;
    std::erase_if(all, [&](const EvaluationSummary& each) {
        return each.extent != Extent::all || each.in_scope == 0 || each.evaluation.framework_hash != framework;
    });
    return all;
}

std::string framework_of(const SetUpOffers& offers, const Said& said) {
    if (std::ranges::find(offers.frameworks, said.framework, &frameworks::Published::hash) != offers.frameworks.end())
        return said.framework;
    return offers.frameworks.empty() ? std::string() : offers.frameworks.front().hash;
}

std::vector<web::Option> scopes_offered(db::Read& db, const SetUpOffers& offers, const std::string& hash) {
    std::vector<web::Option> options;
    if (hash.empty()) return options;
    for (const auto& preset : frameworks::framework_of(db, hash).presets) options.push_back({preset.key, preset.title, preset.about});
    for (const auto& each : earlier(offers, hash))
        options.push_back({as_in + each.evaluation.id.text, text("evaluations.start.as_in", {{"title", each.evaluation.title}}),
                           web::counted("evaluations.start.as_in_about", each.in_scope)});
    options.push_back({by_hand, text("evaluations.start.by_hand"), text("evaluations.start.by_hand_about")});
    return options;
}

web::Response step_page(const web::Visit& visit, db::Read& db, const SetUpOffers& offers, std::size_t at, const Said& said,
                        const Problems& problems, web::Status status) {
    const auto& step = steps()[at];
    auto data = web::components(set_up_fields(), said.draft, problems,
                                offers_of(offers.services, said.draft, {}, groups_offered(db, {framework_of(offers, said)})));
    const std::string name = step.name;
    const auto title = text("evaluations.start." + name + ".title");
    data.merge({{"header", web::header(text("evaluations.start.step",
                                            {{"number", std::to_string(at + 1)}, {"total", std::to_string(steps().size())}}),
                                       title, text("evaluations.start." + name + ".lead"))},
                {"csrf", visit.csrf},
                {"address", steps_at + name},
                {"back", at == 0 ? web::Data(web::link("/evaluations/new", text("evaluations.start.whole")))
                                 : web::Data(web::link(steps_at + steps()[at - 1].name, text("evaluations.start.back")))},
                {"owner", at == 1 ? owner_choice(named_owners(offers.owners), said.owner, problems) : web::Data(false)},
                {"framework", at == 3 ? framework_choice(offers.frameworks, framework_of(offers, said), problems) : web::Data(false)},
                {"scope", at == 3 ? web::Data(web::radios({.name = "scope",
                                                           .legend = text("evaluations.start.scope_legend"),
                                                           .hint = {},
                                                           .options = scopes_offered(db, offers, framework_of(offers, said)),
                                                           .chosen = {said.scope}},
                                                          problems))
                                  : web::Data(false)},
                {"button", web::button(text(at + 1 == steps().size() ? "evaluations.start.finish" : "evaluations.start.next"))}});
    for (const auto& known : steps()) data["is_" + std::string(known.name)] = known.name == step.name;
    auto response = web::page("workspace/start", title, std::move(data), status);
    response.crumbs = {{"/evaluations", text("evaluations.list.title")}};
    response.who_can_see = text("evaluations.start.seen_by");
    response.problems = problems;
    std::vector<FieldValue> values;
    for (auto& value : values_of(said))
        if (asks(step, value.shape.name)) values.push_back(std::move(value));
    response.forms = {{steps_at + name, {std::move(values), {}}}};
    return response;
}

std::optional<std::size_t> step_asked(const web::Visit& visit) {
    const auto found = std::ranges::find(steps(), visit.path.at("step"), &Step::name);
    return found == steps().end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - steps().begin()));
}

web::Response show_step(const web::Visit& visit, db::Read& db, std::size_t at) {
    const auto offers = offers_for(visit, db);
    return step_page(visit, db, offers, at, said_so_far(visit, db, offers), {}, web::Status::ok);
}

web::Response show_first(const web::Visit& visit, db::Read& db) { return show_step(visit, db, 0); }

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto at = step_asked(visit);
    return at ? show_step(visit, db, *at) : web::not_found();
}

// The scope that was chosen, with its reasons; empty where people choose by hand.
std::vector<ScopeChoice> scope_of(const web::Visit& visit, db::Read& db, const SetUpOffers& offers, const Framework& framework,
                                  const Evaluation& evaluation, const std::string& scope) {
    auto draft = draft_from_preset(framework, scope);
    if (scope.starts_with(as_in)) {
        const auto known = earlier(offers, evaluation.framework_hash);
        const EvaluationId id{scope.substr(std::string(as_in).size())};
        if (std::ranges::any_of(known, [&](const EvaluationSummary& each) { return each.evaluation.id == id; }))
            draft = draft_from(list_scope(db, visit.actor.partnership, id));
    }
    return choose(evaluation, framework, draft).value_or(std::vector<ScopeChoice>{});
}

// To the desk of the first indicator that is looked at, or to choosing by hand.
web::Response begin(const web::Visit& visit, db::Write& db, const SetUpOffers& offers, const Evaluation& evaluation,
                    const std::string& scope) {
    add_evaluation(db, visit.by(), evaluation);
    people::discard_draft(db, visit.actor.id, draft_key(visit));
    const auto& framework = frameworks::framework_of(db, evaluation.framework_hash);
    const auto choices = scope_of(visit, db, offers, framework, evaluation, scope);
    const auto first = std::ranges::find_if(choices, [](const ScopeChoice& choice) { return choice.depth != Depth::none; });
    if (first == choices.end()) return web::see_other(address_of(evaluation.id) + "/scope", "evaluation");
    replace_scope(db, visit.by(), evaluation.id, framework, {}, choices);
    return web::see_other(judging::desk_address(evaluation.id, first->indicator), "started");
}

// A page is left when what it asks is answered; the last one when everything is.
web::Response go_on(const web::Visit& visit, db::Write& db) {
    const auto at = step_asked(visit);
    if (!at) return web::not_found();
    const auto offers = offers_for(visit, db);
    const auto said = said_now(visit, said_so_far(visit, db, offers), steps()[*at]);
    auto evaluation = begun(visit, db, offers, said.draft, said.owner, framework_of(offers, said));
    auto problems = evaluation ? Problems{} : evaluation.error();
    const bool is_last = *at + 1 == steps().size();
    const auto scopes = scopes_offered(db, offers, framework_of(offers, said));
    if (std::ranges::find(scopes, said.scope, &web::Option::value) == scopes.end())
        problems.push_back({"scope", "evaluations.start.scope_missing"});
    if (is_kept_for(visit)) people::keep_draft(db, visit.actor.id, draft_key(visit), as_json(values_of(said)), visit.now);
    for (std::size_t step = is_last ? 0 : *at; step <= *at; ++step) {
        Problems here;
        std::ranges::copy_if(problems, std::back_inserter(here),
                             [&](const Problem& problem) { return asks(steps()[step], problem.field); });
        if (here.empty()) continue;
        auto response = step_page(visit, db, offers, step, said, here, web::Status::unprocessable);
        response.keeps_changes = true;  // what was typed
        return response;
    }
    if (!is_last) return web::see_other(steps_at + steps()[*at + 1].name);
    return evaluation ? begin(visit, db, offers, *evaluation, said.scope)
                      : step_page(visit, db, offers, 0, said, problems, web::Status::unprocessable);
}

}  // namespace

void add_start_pages(web::Router& router) {
    router.word("step");
    std::vector<FieldShape> fields = set_up_fields().shapes();
    fields.insert(fields.end(), {owner_shape, framework_shape, scope_shape});
    for (auto& shape : fields) shape.is_needed = false;  // each is of one page
    router.get(begins_at, may::evaluate, show_first);
    router.get(steps_at + "{step}", may::evaluate, show);
    router.post(steps_at + "{step}", may::evaluate, go_on, {.fields = std::move(fields)});
}

}  // namespace touchstone::workspace

#include "app/home_pages.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include "app/home_store.h"
#include "app/sample_pictures.h"
#include "base/assets.h"
#include "conclusions/conclusion_words_pages.h"
#include "db/health.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "people/account_store.h"
#include "reports/publishing_pages.h"
#include "tasks/task_words_pages.h"
#include "voice/voice_words_pages.h"
#include "web/components.h"
#include "web/dispatch.h"
#include "web/lists.h"
#include "web/texts.h"
#include "workspace/list_store.h"
#include "workspace/talk_words_pages.h"

namespace touchstone::app {

using namespace carrying;
namespace {

using web::text;

// Where somebody who may read the evaluation sees what happened: the indicator, the conclusion, or the evaluation.
std::string address_of(const Change& change) {
    constexpr std::array about_indicator{"judged", "judged_alone", "agreed", "revealed", "placed", "withdrew_judgement"};
    const auto evaluation = evaluations::address_of(change.evaluation);
    if (change.verb == "said" || change.verb == "settled") return evaluation + "/conversations";
    if (change.verb.ends_with("_task")) return evaluation + "/tasks";
    if (change.verb == "figure_contradicts" || change.verb == "figure_supports_again")
        return conclusions::part_address(change.evaluation, conclusions::stored_part(change.part)) + "#words";
    const bool is_about_indicator = std::ranges::find(about_indicator, change.verb) != about_indicator.end();
    return is_about_indicator && !change.part.empty() ? evaluation + "/indicators/" + change.part : evaluation;
}

// What the same person did again in the same words at the same place is one line, with its latest time.
web::List latest(const std::vector<Change>& changes) {
    constexpr std::size_t lines = 10;
    web::List entries;
    std::set<std::tuple<std::string, std::string, std::string>> said;
    for (const auto& change : changes) {
        const auto what = text("app.happened." + change.verb, {{"part", change.part}});
        if (entries.size() == lines || !said.emplace(what, change.actor_name, address_of(change)).second) continue;
        entries.push_back(web::Object{{"when", in_words(change.at)},
                                      {"machine_time", iso(change.at)},
                                      {"who", change.actor_name},
                                      {"href", address_of(change)},
                                      {"what", what},
                                      {"title", change.title}});
    }
    return entries;
}

// One line of what there is to do. `place` tells it from another of the same words: the plan, the evaluation or its period.
struct Owing {
    std::string href, words, what, place;
};
using AllOwing = std::vector<Owing>;

AllOwing owed_actions(const std::vector<Owed>& actions, Date today) {
    AllOwing owing;
    for (const auto& owed : actions)
        owing.push_back({"/action-points/" + owed.action.text, owed.title,
                         text(owed.due < today ? "app.home.action_overdue" : "app.home.action_due", {{"date", in_words(owed.due)}}),
                         owed.plan});
    return owing;
}

void add_questions(AllOwing& owing, const Questions& questions) {
    const auto add = [&](const char* href, const std::string& what, int waiting) {
        if (waiting > 0) owing.push_back({href, text(what), web::counted("app.home.questions", waiting), {}});
    };
    add("/consents", "reports.consent.asked_title", questions.consents);
    add("/organisations", "people.placing.head", questions.places);
}

void add_tasks(AllOwing& owing, const std::vector<tasks::Owed>& tasks, Date today) {
    for (const auto& [task, evaluation] : tasks)
        owing.push_back(
            {tasks::place_of(task),
             tasks::short_words(task),
             text(task.due < today ? "app.home.task_late" : "app.home.task", {{"evaluation", evaluation}, {"date", in_words(task.due)}}),
             {}});
}

void add_talks(AllOwing& owing, const std::vector<workspace::ListedTalk>& talks) {
    for (const auto& talk : talks)
        owing.push_back({workspace::address_of(talk), talk.title,
                         text("app.home.talk", {{"name", talk.last_by}, {"when", in_words(talk.last_at)}}), talk.first_words});
}

void add_words(AllOwing& owing, const std::vector<voice::WordsWaiting>& waves) {
    for (const auto& [wave, is_wall, title, texts, late, reads_them] : waves) {
        std::vector<std::string> said;
        if (reads_them) said.push_back(web::counted("voice.wave.waiting", texts));
        if (late > 0) said.push_back(web::counted("app.home.words_late", late));
        owing.push_back({voice::address_of(wave, is_wall) + (reads_them ? "/screening" : ""),
                         text(reads_them ? "app.home.words" : "app.home.words_of_others", {{"questionnaire", title}}),
                         web::listed_apart(said),
                         {}});
    }
}

void add_waves(AllOwing& owing, const std::vector<voice::WaveWaiting>& waves) {
    for (const auto& of : waves)
        owing.push_back({voice::address_of(of.wave, of.is_wall) + (of.is_over ? "#closing" : ""),
                         text(of.is_over ? "app.home.wave_over" : "app.home.wave_reminds", {{"questionnaire", of.title}}),
                         of.is_over ? text("app.home.wave_over_what", {{"day", in_words(of.closes)}}) : voice::unused_in_words(of),
                         {}});
}

// Whoever hears the links alone can tell those of the same words apart that lead elsewhere: by what stands beside them, by their place, and
// where that is the same, too, by a number.
web::List owed_lines(const AllOwing& owing) {
    std::map<std::string, std::set<std::string>> leads_to;  // by the words
    for (const auto& one : owing) leads_to[one.words].insert(one.href);
    std::map<std::string, std::map<std::string, std::size_t>> numbers;  // by all words, of each address
    web::List lines;
    for (const auto& one : owing) {
        std::string apart;
        if (leads_to[one.words].size() > 1) {
            apart = web::listed_apart({one.what, one.place});
            auto& known = numbers[one.words + '\n' + apart];
            const auto number = known.emplace(one.href, known.size() + 1).first->second;
            if (number > 1) apart = web::listed_apart({apart, web::in_figures(static_cast<std::int64_t>(number))});
        }
        lines.push_back(web::Object{{"href", one.href}, {"text", one.words}, {"what", one.what}, {"apart", web::or_false(apart)}});
    }
    return lines;
}

constexpr std::chrono::hours backups_are_late_after{50};

std::string days_ago(Instant then, Instant now) {
    return web::counted("app.home.days_ago", static_cast<int>(std::chrono::floor<std::chrono::days>(now - then).count()));
}

// What waits for somebody who looks after the server.
void add_server_troubles(AllOwing& owing, const News& news, Instant now) {
    const auto add = [&](const std::string& href, const std::string& key, const std::map<std::string, std::string>& values) {
        owing.push_back({href, text("app.home." + key), text("app.home." + key + "_what", values), {}});
    };
    if (news.clock_leapt_from) add("/rights/retention", "clock", {{"before", in_words(*news.clock_leapt_from)}});
    const auto& backups = news.backups;
    if (backups.failed_at && (!backups.made_at || *backups.failed_at > *backups.made_at))
        add("#server", "backup_failed", {{"when", in_words(*backups.failed_at)}});
    else if (backups.damaged > 0)
        add("#server", "backup_damaged", {{"files", web::counted("app.home.files", backups.damaged)}});
    else if (backups.made_at && now - *backups.made_at > backups_are_late_after)
        add("#server", "backup_late", {{"when", in_words(*backups.made_at)}});
}

web::List about_backups(const BackupWatch& backups, Instant now) {
    const auto line = [&](const std::string& key, const std::optional<Instant>& at) {
        return web::Data(at ? text(key, {{"when", in_words(*at)}, {"age", days_ago(*at, now)}}) : text(key + "_never"));
    };
    return {line("app.home.backup_made", backups.made_at), line("app.home.backup_whole", backups.whole_at)};
}

web::Response welcome(const web::Visit& visit) {
    auto response = web::page("app/welcome", text("app.welcome.title"),
                              {{"header", web::header("", text("app.welcome.title"), text("app.welcome.lead"))},
                               {"action", visit.settings.is_demo ? web::link("/step-in", text("app.welcome.step_in"))
                                                                 : web::link("/sign-in", text("app.welcome.sign_in"))},
                               {"is_demo", visit.settings.is_demo}});
    response.is_first_visit = true;
    return response;
}

// What has been published: the first thing for who sits on a board.
web::Data reports_section(const Actor& actor, const std::vector<reports::ListedReport>& reports) {
    if (std::ranges::find(actor.roles, Role::board_member, &Held::role) == actor.roles.end()) return false;
    web::List items;
    for (const auto& report : reports)
        items.push_back(web::Object{{"href", "/reports/" + report.id.text},
                                    {"text", report.title},
                                    {"what", text("app.home.report", {{"audience", reports::audience_word(report.audience)},
                                                                      {"number", std::to_string(report.number)},
                                                                      {"date", in_words(date_of(report.published_at))}})},
                                    {"withdrawn", report.withdrawn_at.has_value()}});
    return web::Object{{"is_empty", items.empty()}, {"items", items}};
}

// Whether an inspector was given it: to read, or because it was shared with the inspectorate.
bool is_given_to_inspect(const Actor& actor, const evaluations::Evaluation& evaluation) {
    return std::ranges::any_of(actor.roles, [&](const Held& held) {
        if (held.role != Role::inspector) return false;
        return held.reach == Reach::evaluation ? held.on == evaluation.id.text : !is_member(actor) && held.on != evaluation.owner.text;
    });
}

web::Data given_section(const Actor& actor, const std::vector<workspace::EvaluationSummary>& evaluations) {
    if (std::ranges::find(actor.roles, Role::inspector, &Held::role) == actor.roles.end()) return false;
    web::List items;
    for (const auto& [evaluation, by, extent, in_scope, judged, evidence, alone] : evaluations)
        if (is_given_to_inspect(actor, evaluation))
            items.push_back(
                web::Object{{"href", evaluations::address_of(evaluation.id)},
                            {"text", evaluation.title},
                            {"what", evaluation.owner.is_empty() ? text("evaluations.sharing.whole_partnership") : evaluation.owner_name}});
    return web::Object{{"is_empty", items.empty()}, {"items", items}};
}

web::Data guide(const web::Visit& visit) {
    if (visit.actor.has_closed_guide || !may::own.holds(visit.actor)) return false;
    web::List steps;
    for (const auto& [href, key] : {std::pair{"/evaluations", "evaluations"}, {"/evidence", "evidence"}, {"/help", "help"}}) {
        const auto name = "help.guide." + std::string(key);
        steps.push_back(web::Object{{"href", href}, {"link", text(name)}, {"text", text(name + "_text")}});
    }
    return web::Object{{"steps", steps}, {"button", web::button(text("help.guide.close"), "guide", "close", true)}};
}

web::Object card_of(const workspace::EvaluationSummary& summary) {
    const auto& evaluation = summary.evaluation;
    const auto numbers = text("app.home.progress", {{"judged", std::to_string(summary.judged)},
                                                    {"scope", std::to_string(summary.in_scope)},
                                                    {"evidence", std::to_string(summary.evidence)}});
    return {{"label", text("evaluations.kind." + name_of(evaluation.kind))},
            {"title", evaluation.title},
            {"href", "/evaluations/" + evaluation.id.text},
            {"text", numbers},
            {"meta", web::List{web::Data(in_words(evaluation.from) + " – " + in_words(evaluation.to))}}};
}

// Evaluations under way: what is left to judge is owed, and each that may be read is a card.
void add_under_way(const web::Visit& visit, const std::vector<workspace::EvaluationSummary>& evaluations, AllOwing& owing,
                   web::List& cards) {
    for (const auto& summary : evaluations) {
        const auto& evaluation = summary.evaluation;
        if (evaluation.is_finished()) continue;
        const bool alone = evaluation.judging == evaluations::Judging::alone_first;
        const int left = alone ? summary.to_judge_alone : summary.in_scope - summary.judged;
        if (left > 0 && may_do(visit.actor, Ability::evaluate, Place{evaluation.owner, {}, evaluation.id}))
            owing.push_back({"/evaluations/" + evaluation.id.text + "?show=not_judged", evaluation.title,
                             web::counted(alone ? "app.home.left_alone" : "app.home.left", left),
                             evaluations::period_in_words(evaluation.from, evaluation.to)});
        if (summary.extent == Extent::all) cards.push_back(card_of(summary));
    }
}

// What an administrator does first, until the first evaluation is there.
web::List first_steps(const Actor& actor, bool has_evaluations) {
    web::List first;
    if (has_evaluations || !may::administer_partnership.holds(actor)) return first;
    for (const auto& [href, key] : {std::pair{"/organisations", "app.home.first_organisations"},
                                    {"/people/invite", "app.home.first_people"},
                                    {"/evaluations/start", "app.home.first_evaluation"}})
        first.push_back(web::link(href, text(key)));
    return first;
}

web::Response home(const web::Visit& visit, db::Read& db) {
    if (!may::read.holds(visit.actor)) return welcome(visit);
    const auto evaluations = workspace::list_evaluations(db, visit.sight());
    const auto news = read_news(db, visit.actor, visit.now);
    web::List cards;
    auto owing = owed_actions(news.owed, date_of(visit.now));
    add_tasks(owing, news.tasks, date_of(visit.now));
    add_words(owing, news.words);
    add_waves(owing, news.waves);
    add_talks(owing, news.talks);
    add_questions(owing, news.questions);
    const bool looks_after_server = may::administer_partnership.holds(visit.actor);
    if (looks_after_server) add_server_troubles(owing, news, visit.now);
    add_under_way(visit, evaluations, owing, cards);
    const bool may_start = may::evaluate.holds(visit.actor);
    const auto nothing =
        web::empty_state(text("app.home.nothing"), text("app.home.nothing_what"), text("app.home.nothing_why"),
                         may_start ? web::Data(web::link("/evaluations/start", text("evaluations.list.start"))) : web::Data(false));
    const auto first = first_steps(visit.actor, !evaluations.empty());
    auto response =
        web::page("app/home", text("app.home.title"),
                  {{"csrf", visit.csrf},
                   {"reports", reports_section(visit.actor, news.reports)},
                   {"given", given_section(visit.actor, evaluations)},
                   {"guide", guide(visit)},
                   {"first", first.empty() ? web::Data(false) : web::Data(web::Object{{"steps", first}})},
                   {"header", web::header("", text("app.home.hello", {{"name", visit.actor.name}}), text("app.home.lead"))},
                   {"owed", owed_lines(owing)},
                   {"cards", cards.empty() ? web::Data(false) : web::Data(web::Object{{"items", cards}})},
                   {"nothing", cards.empty() && first.empty() ? web::Data(nothing) : web::Data(false)},
                   {"may_start", may_start && !cards.empty()},
                   {"server", looks_after_server && !visit.settings.is_demo
                                  ? web::Data(web::Object{{"lines", about_backups(news.backups, visit.now)}})
                                  : web::Data(false)},
                   {"changed", news.changes.empty() ? web::Data(false) : web::Data(web::Object{{"entries", latest(news.changes)}})}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

web::Response about(const web::Visit&, db::Read&) {
    return web::page("app/about", text("app.about.title"), {{"header", web::header("", text("app.about.title"), text("app.about.lead"))}});
}

web::Response healthz(const web::Visit&, db::Read&) { return web::json(web::alive); }

web::Response readyz(const web::Visit&, db::Read& db) {
    const auto backups = find_backup_watch(db);
    const auto when = [](const std::optional<Instant>& at) { return at ? nlohmann::json(iso(*at)) : nlohmann::json(nullptr); };
    const bool is_ready = !db::writes_fail();
    const nlohmann::json details{{"ready", is_ready},
                                 {"writes", is_ready ? "reach the disk" : "fail"},
                                 {"backup", {{"made_at", when(backups.made_at)}, {"whole_at", when(backups.whole_at)}}}};
    return web::json(details.dump(), is_ready ? web::Status::ok : web::Status::busy);
}

web::Data as_data(const YAML::Node& node);

web::Object as_object(const YAML::Node& node) {
    web::Object object;
    for (const auto& entry : node) object.emplace(entry.first.as<std::string>(), as_data(entry.second));
    return object;
}

// YAML as template data: words "true" and "false" are what they say, everything else is text.
web::Data as_data(const YAML::Node& node) {
    if (node.IsMap()) return as_object(node);
    if (node.IsSequence()) {
        web::List list;
        for (const auto& entry : node) list.push_back(as_data(entry));
        return list;
    }
    auto words = node.IsNull() ? std::string() : node.as<std::string>();
    if (node.Tag() != "!" && (words == "true" || words == "false")) return words == "true";
    return words;
}

web::Response preview(const web::Visit& visit, db::Read&) {
    web::List components;
    for (const auto& component : YAML::Load(assets::content("ui/preview.yaml"))) {
        const auto name = component.first.as<std::string>();
        web::List samples;
        for (const auto& sample : component.second) {
            auto given = as_object(sample["data"]);
            given.emplace("csrf", visit.csrf);
            if (sample["drawn"]) given.merge(sample_picture(sample["drawn"].as<std::string>()));
            auto markup = web::render("ui/" + name, given);
            const bool is_list_item = markup.substr(std::min(markup.find('<'), markup.size())).starts_with("<li");
            samples.push_back(
                web::Object{{"title", sample["title"].as<std::string>()}, {"is_list_item", is_list_item}, {"markup", std::move(markup)}});
        }
        components.push_back(web::Object{{"name", name}, {"samples", samples}});
    }
    auto response =
        web::page("app/preview", text("app.preview.title"),
                  {{"header", web::header("", text("app.preview.title"), text("app.preview.lead"))}, {"components", components}});
    return response;
}

}  // namespace

void add_home_pages(web::Router& router) {
    router.get("/", may::anyone, home);
    router.get("/about", may::anyone, about);
    router.get("/healthz", may::anyone, healthz);
    router.get("/readyz", may::anyone, readyz);
    router.get("/preview", may::anyone, preview);
}

}  // namespace touchstone::app

// Practice with past cases: sets of them, each case as a desk without its agreed level until one has judged it, and one's own drift.
#include <algorithm>

#include "charts/matrix.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/currency.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_store.h"
#include "judging/calibration_store.h"
#include "judging/judgement_pages.h"
#include "judging/pages.h"
#include "web/fields.h"

namespace touchstone::judging {

using namespace evaluations;
using namespace evidence;
namespace {

using web::text;

constexpr const char* distances[] = {"much_lower", "lower", "same", "higher", "much_higher"};

std::string address_of(const CalibrationId& id) { return "/calibration/" + id.text; }
std::string address_of(const CalibrationId& id, const CaseRef& one) { return address_of(id) + "/cases/" + text_of(one); }

std::string case_name(db::Read& db, const std::string& framework_hash, const std::string& code) {
    for (const auto& indicator : frameworks::framework_of(db, framework_hash).indicators)
        if (indicator.code == code) return code + " " + indicator.title;
    return code;
}

std::string progress_of(const ListedSet& set) {
    return text("evaluations.calibration.progress", {{"judged", std::to_string(set.judged)}, {"cases", std::to_string(set.cases)}});
}

web::Data people_of(const ListedSet& set) {
    return set.people ? web::Data(web::counted("evaluations.calibration.people", *set.people)) : web::Data(false);
}

web::Response list(const web::Visit& visit, db::Read& db) {
    web::List sets;
    for (const auto& set : list_sets(db, visit.sight(), who_looks(visit))) {
        web::List meta{web::counted("evaluations.calibration.case_count", set.cases)};
        if (set.people) meta.push_back(web::counted("evaluations.calibration.people", *set.people));
        sets.push_back(
            web::Object{{"label", false}, {"title", set.title}, {"href", address_of(set.id)}, {"text", progress_of(set)}, {"meta", meta}});
    }
    const auto add =
        may::moderate.holds(visit.actor) ? web::Data(web::link("/calibration/new", text("evaluations.calibration.add"))) : web::Data(false);
    const bool nothing = sets.empty();
    auto response = web::page("judging/calibrations", text("evaluations.calibration.title"),
                              {{"header", web::header("", text("evaluations.calibration.title"), text("evaluations.calibration.lead"))},
                               {"nothing", nothing ? web::Data(web::empty_state(text("evaluations.calibration.nothing"),
                                                                                text("evaluations.calibration.nothing_what"),
                                                                                text("evaluations.calibration.nothing_why"), add))
                                                   : web::Data(false)},
                               {"add", nothing ? web::Data(false) : add},
                               {"sets", sets}});
    response.crumbs = {{"/evaluations", text("evaluations.list.title")}};
    response.who_can_see = text("people.seen_as_each");
    return response;
}

web::Response new_page(const web::Visit& visit, db::Read& db, const CalibrationDraft& draft, const Problems& problems, web::Status status) {
    std::vector<web::Option> options;
    for (const auto& candidate : list_candidates(db, visit.sight()))
        options.push_back(
            {text_of(candidate.ref), case_name(db, candidate.framework_hash, candidate.ref.indicator), candidate.evaluation_title});
    const bool nothing = options.empty();
    auto data = web::components(calibration_fields(), draft, problems, {{"cases", options}});
    data.merge({{"header", web::header("", text("evaluations.calibration.add"), text("evaluations.calibration.add_lead"))},
                {"csrf", visit.csrf},
                {"nothing", nothing},
                {"button", web::button(text("evaluations.calibration.save"))}});
    auto response = web::page("judging/calibration_form", text("evaluations.calibration.add"), std::move(data), status);
    response.problems = problems;
    response.forms = {{"/calibration/new", web::form_now(calibration_fields(), draft)}};
    response.crumbs = {{"/calibration", text("evaluations.calibration.title")}};
    response.who_can_see = text("people.seen_by_you");
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) { return new_page(visit, db, {}, {}, web::Status::ok); }

web::Response create(const web::Visit& visit, db::Write& db) {
    std::vector<CaseRef> there;
    for (const auto& candidate : list_candidates(db, visit.sight(), db::Only(visit.form.ids()))) there.push_back(candidate.ref);
    const auto draft = web::read_draft(calibration_fields(), visit.form);
    const auto set = make_set(draft, there, visit.actor.id, visit.now);
    if (!set) return new_page(visit, db, draft, set.error(), web::Status::unprocessable);
    add_set(db, visit.by(), *set);
    return web::see_other(address_of(set->id));
}

// One's own drift over the rounds: in words, as a picture and as a table; false before anything was judged.
web::Data drift_data(const std::vector<CalibrationCase>& cases) {
    std::vector<Compared> all;
    for (const auto& one : cases)
        for (const auto& practice : one.own)
            if (one.agreed) all.push_back({practice.round, practice.level, *one.agreed});
    if (all.empty()) return false;
    charts::Matrix picture{.id = "drift",
                           .title = text("evaluations.calibration.picture"),
                           .description = {},
                           .columns = {},
                           .none = text("evaluations.calibration.no_cases"),
                           .rows = {}};
    web::Table table{.id = "drift_table",
                     .caption = text("evaluations.calibration.picture"),
                     .heads = {{text("evaluations.calibration.round_head"), {}}},
                     .rows = {},
                     .is_sortable = false,
                     .csv = {}};
    for (const auto* distance : distances) {
        picture.columns.push_back(text(std::string("evaluations.calibration.") + distance));
        table.heads.push_back({picture.columns.back(), {}, true});
    }
    std::string words;
    for (const auto& drift : drift_of(all)) {
        const auto number = std::to_string(drift.round);
        const auto round = text("evaluations.calibration.round", {{"number", number}});
        const auto& n = drift.cases;
        words += (words.empty() ? "" : " ") + text("evaluations.calibration.round_words", {{"number", number},
                                                                                           {"same", std::to_string(n[2])},
                                                                                           {"lower", std::to_string(n[0] + n[1])},
                                                                                           {"higher", std::to_string(n[3] + n[4])}});
        picture.rows.push_back({"", round, {n.begin(), n.end()}});
        table.rows.push_back({{round, {}}});
        for (const int count : n) table.rows.back().push_back({std::to_string(count), {}, true});
    }
    picture.description = words;
    return web::Object{{"id", "drift_figure"},  {"title", picture.title},
                       {"sentence", words},     {"picture", charts::matrix_svg(picture)},
                       {"legend", web::List{}}, {"table_head", text("evaluations.heard.table")},
                       {"is_open", true},       {"table", web::table(table)}};
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto whole = find_set(db, visit.actor.partnership, visit.id<CalibrationId>("calibration"), who_looks(visit));
    if (!whole) return web::not_found();
    web::List cases;
    for (const auto& one : whole->cases)
        cases.push_back(
            web::Object{{"href", address_of(whole->set.id, one.ref)},
                        {"text", case_name(db, one.framework_hash, one.ref.indicator)},
                        {"evaluation", one.evaluation_title},
                        {"state", one.own.empty() ? text("evaluations.calibration.not_judged")
                                                  : web::counted("evaluations.calibration.judged", static_cast<int>(one.own.size()))}});
    auto response = web::page("judging/calibration", whole->set.title,
                              {{"header", web::header("", whole->set.title, progress_of(whole->set))},
                               {"people", people_of(whole->set)},
                               {"cases", cases},
                               {"drift", drift_data(whole->cases)}});
    response.crumbs = {{"/calibration", text("evaluations.calibration.title")}};
    response.who_can_see = text("evaluations.calibration.seen_by");
    return response;
}

// A case as it lay on the desk.
struct Practising {
    CalibrationWhole whole;
    CalibrationCase one;
    Desk desk;
};

std::optional<Practising> find_case(const web::Visit& visit, db::Read& db) {
    auto whole = find_set(db, visit.actor.partnership, visit.id<CalibrationId>("calibration"), who_looks(visit));
    if (!whole) return std::nullopt;
    const CaseRef ref{visit.id<EvaluationId>("evaluation"), visit.path.at("indicator")};
    const auto one = std::ranges::find(whole->cases, ref, &CalibrationCase::ref);
    if (one == whole->cases.end()) return std::nullopt;
    const auto& framework = frameworks::framework_of(db, one->framework_hash);
    const auto indicator = std::ranges::find(framework.indicators, ref.indicator, &frameworks::Indicator::code);
    if (indicator == framework.indicators.end()) return std::nullopt;
    Evaluation evaluation;
    evaluation.id = ref.evaluation;
    evaluation.title = one->evaluation_title;
    evaluation.framework_hash = one->framework_hash;
    evaluation.owner = one->owner;
    evaluation.owner_name = one->owner_name;
    evaluation.finished_at = one->finished_at;
    auto facts = read_desk(db, visit.sight(), ref.evaluation, ref.indicator, who_looks(visit));
    auto here = *one;
    return Practising{std::move(*whole), std::move(here), Desk{std::move(evaluation), &framework, &*indicator, std::move(facts)}};
}

std::string difference_in_words(Level own, Level agreed) {
    const int above = static_cast<int>(own) - static_cast<int>(agreed);
    if (above == 0) return text("evaluations.calibration.difference_same");
    return web::counted(above < 0 ? "evaluations.calibration.difference_lower" : "evaluations.calibration.difference_higher",
                        std::abs(above));
}

// One's own rounds beside the agreed level; false before one has judged.
web::Data comparison(const Practising& at) {
    const auto& one = at.one;
    if (one.own.empty()) return false;
    web::Table table{.id = "compared",
                     .caption = text("evaluations.calibration.agreed_head"),
                     .heads = {{text("evaluations.calibration.who"), {}},
                               {text("evaluations.calibration.level"), {}},
                               {text("evaluations.calibration.why"), {}}},
                     .rows = {},
                     .is_sortable = false,
                     .csv = {}};
    const auto add = [&](const std::string& who, Level level, const std::string& why) {
        const int number = static_cast<int>(level);
        table.rows.push_back({{who, {}}, {std::to_string(number) + " " + level_word(*at.desk.framework, number), {}}, {why, {}}});
    };
    for (const auto& practice : one.own)
        add(text("evaluations.calibration.yours", {{"number", std::to_string(practice.round)}}), practice.level, practice.rationale);
    if (one.agreed) add(text("evaluations.calibration.agreed"), *one.agreed, one.agreed_rationale);
    return web::Object{
        {"difference", one.agreed ? difference_in_words(one.own.back().level, *one.agreed) : text("evaluations.calibration.no_level")},
        {"table", web::table(table)}};
}

web::Response case_page(const web::Visit& visit, const Practising& at, const Problems& problems, web::Status status) {
    const auto& desk = at.desk;
    web::List themes;
    for (std::size_t i = 0; i < desk.indicator->themes.size(); ++i)
        themes.push_back(theme_data(desk, i, false, false, looked_at(desk.evaluation, visit.now)));
    auto draft = web::read_draft(practice_fields(), visit.form);
    draft.seen_version = static_cast<int>(at.one.own.size());
    auto form = judgement_form(desk, practice_fields(), draft, problems);
    web::adjust(form, "rationale", {{"rows", "5"}, {"hint", text("evaluations.calibration.rationale_hint")}});
    const auto address = address_of(at.whole.set.id, at.one.ref);
    form.merge({{"csrf", visit.csrf},
                {"address", address},
                {"title", text(at.one.own.empty() ? "evaluations.calibration.form" : "evaluations.calibration.form_again")},
                {"button", web::button(text("evaluations.calibration.save_own"))}});
    const bool may_judge = visit.actor.seen_by.is_empty();
    const auto title = desk.indicator->code + " " + desk.indicator->title;
    auto response = web::page("judging/calibration_case", title,
                              {{"header", web::header(desk.evaluation.title, title, desk.indicator->key_features)},
                               {"themes", themes},
                               {"gaps", gaps_of(desk.facts.not_shared)},
                               {"comparison", comparison(at)},
                               {"form", may_judge ? web::Data(std::move(form)) : web::Data(false)},
                               {"back", web::link(address_of(at.whole.set.id), text("evaluations.calibration.back"))}},
                              status);
    response.problems = problems;
    if (may_judge) response.forms = {{address, web::form_now(practice_fields(), draft)}};
    response.crumbs = {{"/calibration", text("evaluations.calibration.title")}, {address_of(at.whole.set.id), at.whole.set.title}};
    response.who_can_see = text("evaluations.calibration.seen_by");
    return response;
}

web::Response show_case(const web::Visit& visit, db::Read& db) {
    const auto at = find_case(visit, db);
    return at ? case_page(visit, *at, {}, web::Status::ok) : web::not_found();
}

web::Response judge_case(const web::Visit& visit, db::Write& db) {
    const auto at = find_case(visit, db);
    if (!at) return web::not_found();
    const auto practice = practise(web::read_draft(practice_fields(), visit.form), visit.now);
    if (!practice) return case_page(visit, *at, practice.error(), web::Status::unprocessable);
    const bool is_next = practice->round == static_cast<int>(at->one.own.size()) + 1;
    if (!is_next || !record_practice(db, visit.by(), at->whole.set.id, at->one.ref, *practice))
        return case_page(visit, *at, {{"", "evaluations.calibration.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(address_of(at->whole.set.id, at->one.ref) + "#compared");
}

}  // namespace

void add_calibration_pages(web::Router& router) {
    router.object("calibration", look_up_calibration);
    router.get("/calibration", may::read, list);
    router.get("/calibration/new", may::moderate, show_new);
    router.post("/calibration/new", may::moderate, create, {.fields = web::taken(calibration_fields())});
    router.get("/calibration/{calibration}", may::read, show);
    router.get("/calibration/{calibration}/cases/{evaluation}/{indicator}", may::read, show_case);
    router.post("/calibration/{calibration}/cases/{evaluation}/{indicator}", may::read, judge_case,
                {.fields = web::taken(practice_fields())});
}

}  // namespace touchstone::judging

#include "tests/matrix/world.h"

#include <fstream>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "access/access_token_store.h"
#include "access/session_store.h"
#include "concerns/concern_store.h"
#include "conclusions/conclusion_store.h"
#include "conclusions/whole_store.h"
#include "conversations/conversation_store.h"
#include "duties/duty_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/sharing_store.h"
#include "events/event_store.h"
#include "evidence/evidence_list_store.h"
#include "evidence/evidence_store.h"
#include "evidence/retention_store.h"
#include "frameworks/framework_store.h"
#include "jobs/job_store.h"
#include "judging/calibration_store.h"
#include "judging/judgement_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/organisation_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "practice/practice_store.h"
#include "privacy/erasure_store.h"
#include "records/record_store.h"
#include "reports/content_pages.h"
#include "reports/snapshot.h"
#include "standards/standard_store.h"
#include "web/session.h"
#include "workspace/list_store.h"

namespace touchstone::testing {
namespace {

using namespace evaluations;
using namespace workspace;
using namespace evidence;
using namespace judging;
using namespace conclusions;

constexpr std::chrono::hours a_day{24};

}  // namespace

World::World(db::Engine engine) : site(engine) {
    foreign = PartnershipId::make(site.now);
    a = OrganisationId::make(site.now);
    b = OrganisationId::make(site.now);
    service = ServiceId::make(site.now);
    beneath = ServiceId::make(site.now);
    site.database().writing([&](db::Write& db) {
        people::add_partnership(db, {foreign, "Foreign partnership", "Elsewhere", ""});
        people::add_organisation(db, site.by(Role::administrator), {a, "Organisation A", "voluntary_body"});
        people::add_organisation(db, site.by(Role::administrator), {b, "Organisation B", "voluntary_body"});
        people::add_service(db, site.by(Role::administrator), {service, a, std::nullopt, "Service of A", 3, {}, {}, 1});
        people::add_service(db, site.by(Role::administrator), {beneath, b, service, "Service of B", 3, {}, {}, 1});
        return true;
    });
    const auto& here = site.partnership();
    standard = standards::StandardId::make(site.now).text;
    site.database().writing([&](db::Write& db) {
        standards::add_standard(
            db, site.by(Role::lead),
            {{standard}, "Document", "", "", "Title", "", site.framework().id, {"5.1"}, site.account(Role::lead), site.now, 0});
        return true;
    });
    people_[Who::foreign_administrator] =
        add_person(foreign, "Foreign administrator", Role::administrator, Reach::partnership, foreign.text);
    people_[Who::administrator] = add_person(here, "Administrator", Role::administrator, Reach::partnership, here.text);
    people_[Who::lead] = add_person(here, "Lead", Role::lead, Reach::partnership, here.text);
    people_[Who::partnership_reader] = add_person(here, "Reader", Role::reader, Reach::partnership, here.text);
    people_[Who::a_administrator] = add_person(here, "Administrator of A", Role::administrator, Reach::organisation, a.text);
    people_[Who::a_lead] = add_person(here, "Lead of A", Role::lead, Reach::organisation, a.text);
    people_[Who::a_evaluator] = add_person(here, "Evaluator of A", Role::evaluator, Reach::organisation, a.text);
    people_[Who::a_contributor] = add_person(here, "Contributor of A", Role::contributor, Reach::organisation, a.text);
    people_[Who::a_moderator] = add_person(here, "Moderator of A", Role::moderator, Reach::organisation, a.text);
    people_[Who::a_reader] = add_person(here, "Reader of A", Role::reader, Reach::organisation, a.text);
    people_[Who::b_evaluator] = add_person(here, "Evaluator of B", Role::evaluator, Reach::organisation, b.text);
    people_[Who::wide_evaluator] = add_person(here, "Evaluator of the partnership", Role::evaluator, Reach::partnership, here.text);
    site.database().writing([&](db::Write& db) {
        auto given = people::on_partnership(here, people_.at(Who::wide_evaluator), Role::reader, site.now);
        given.reach = Reach::organisation;
        given.on = b.text;
        people::add_assignment(db, here, given);
        return true;
    });
    people_[Who::service_evaluator] = add_person(here, "Evaluator of a service", Role::evaluator, Reach::service, service.text);
    people_[Who::through_eyes] = people_[Who::administrator];
    bystander = add_person(here, "Bystander", Role::reader, Reach::partnership, here.text);

    people_[Who::awaiting_factor] = add_person(here, "Administrator too", Role::administrator, Reach::partnership, here.text);
    people_[Who::in_both] = add_person(here, "Reader of A, elsewhere lead", Role::reader, Reach::organisation, a.text);
    site.database().writing([&](db::Write& db) {
        people::add_assignment(db, foreign, people::on_partnership(foreign, people_.at(Who::in_both), Role::lead, site.now));
        return true;
    });

    things_[What::joint] = add_thing(here, {}, std::nullopt, "joint");
    for (const auto& [what, name] : {std::pair{What::own, "own"},
                                     {What::shared, "shared"},
                                     {What::shared_levels, "levels"},
                                     {What::shared_summary, "summary"},
                                     {What::revoked, "revoked"},
                                     {What::over, "over"}})
        things_[what] = add_thing(here, a, service, name);
    things_[What::below] = add_thing(here, b, beneath, "below");
    things_[What::foreign] = add_thing(foreign, {}, std::nullopt, "foreign");
    const auto& drawn = things_[What::own];
    site.database().writing([&](db::Write& db) {
        db.run("insert into plan_evaluation (partnership_id, plan_id, evaluation_id) values ($1, $2, $3)", here, things_[What::joint].plan,
               drawn.evaluation);
        db.run("insert into objective_finding (partnership_id, objective_id, evaluation_id, finding_id) values ($1, $2, $3, $4)", here,
               things_[What::joint].objective, drawn.evaluation, drawn.finding);
        return true;
    });
    lend_to_a();
    const std::string none = "00000000000000000000000000";
    things_[What::absent] = {.evaluation = none,
                             .evidence = none,
                             .finding = "0",
                             .file = "0",
                             .report = none,
                             .plan = none,
                             .objective = none,
                             .target = "0",
                             .action = none,
                             .milestone = "0",
                             .task = none,
                             .duty = none,
                             .practice = none,
                             .measure = none,
                             .figure_import = none,
                             .questionnaire = none,
                             .wave = none,
                             .link = "none",
                             .reply_import = none,
                             .wall = none,
                             .talk = none,
                             .participant = none,
                             .excerpt = none,
                             .comment = none,
                             .summary_word = {},
                             .secret_word = {}};
    share(things_[What::shared], Extent::all, site.now + a_day, false);
    share(things_[What::shared_levels], Extent::levels, site.now + a_day, false);
    share(things_[What::shared_summary], Extent::summary, site.now + a_day, false);
    share(things_[What::revoked], Extent::all, site.now + a_day, true);
    share(things_[What::over], Extent::all, site.now - a_day, false);
    people_[Who::inspector] = add_person(here, "Inspector", Role::inspector, Reach::evaluation, things_[What::own].evaluation);
    add_talks();
}

// About everything somebody says something and names everybody, as if they saw it.
void World::add_talks() {
    using namespace conversations;
    std::set<std::string> everybody{bystander.text};
    for (const auto& [who, account] : people_) everybody.insert(account.text);
    std::vector<Named> named;
    for (const auto& account : everybody) named.push_back({AccountId{account}, {}, true});
    site.database().writing([&](db::Write& db) {
        for (const auto& [what, thing] : things_) {
            if (what == What::absent) continue;
            for (const auto& about : {About{conversations::Kind::evidence, thing.evidence, {}},
                                      About{conversations::Kind::evidence, thing.evidence, thing.finding},
                                      About{conversations::Kind::indicator, thing.evaluation, "5.1"},
                                      About{conversations::Kind::conclusion, thing.evaluation, "question_1"}}) {
                const By by{what == What::foreign ? foreign : site.partnership(), site.account(Role::evaluator), site.now};
                const Conversation talk{ConversationId::make(site.now),
                                        about,
                                        {{RemarkId::make(site.now), "Said " + thing.secret_word, by.who, {}, site.now, named}},
                                        {},
                                        {}};
                keep_said(db, by, {talk, true, true, false});
            }
        }
        return true;
    });
}

AccountId World::add_person(const PartnershipId& partnership, const std::string& name, Role role, Reach reach, const std::string& on) {
    const auto id = AccountId::make(site.now);
    site.database().writing([&](db::Write& db) {
        if (!people::add_account(db, {id, fmt::format("{}@example.org", id.text), name, "", "", std::nullopt, site.now})) return false;
        auto given = people::on_partnership(partnership, id, role, site.now);
        given.reach = reach;
        given.on = on;
        people::add_assignment(db, partnership, given);
        return true;
    });
    return id;
}

void World::share(const Thing& thing, Extent extent, Instant until, bool is_revoked) {
    site.database().writing([&](db::Write& db) {
        for (const auto kind : {Shared::evaluation, Shared::evidence}) {
            if (kind == Shared::evidence && extent != Extent::all) continue;
            Share made{ShareId::make(site.now),
                       kind,
                       kind == Shared::evaluation ? thing.evaluation : thing.evidence,
                       extent,
                       b,
                       "For the plan",
                       site.now - 2 * a_day,
                       until,
                       site.account(Role::evaluator),
                       std::nullopt,
                       {}};
            add_share(db, site.by(Role::evaluator), made, {"Organisation B", "All of it"});
            made.revoked_at = site.now - a_day;
            made.revoked_by = made.shared_by;
            if (is_revoked && !save_revoked(db, site.by(Role::evaluator), made, {"Organisation B", "All of it"})) return false;
        }
        return true;
    });
}

std::string World::session_of(Who who, bool may_write) {
    if (who == Who::nobody) return {};
    const auto token = web::new_token();
    const auto hash = web::token_hash(token);
    site.database().writing([&](db::Write& db) {
        access::start_session(db, people_.at(who), who == Who::foreign_administrator ? foreign : site.partnership(), hash, site.now,
                              who != Who::awaiting_factor);
        // The same words are an access token as well, for what programs ask.
        access::AccessToken access;
        access.token_hash = hash;
        access.account = people_.at(who);
        access.partnership = who == Who::foreign_administrator ? foreign : site.partnership();
        access.may_write = may_write;
        access.has_factor = who != Who::awaiting_factor;
        access.made_at = site.now;
        access.ends_at = site.now + std::chrono::hours{24};
        access::add_access_token(db, {access.partnership, access.account, site.now}, access);
        if (who == Who::through_eyes)
            access::look_through(db, {site.partnership(), people_.at(who), site.now}, hash, people_.at(Who::a_evaluator));
        return true;
    });
    return token;
}

std::string World::fresh_assignment() {
    const auto given = people::on_partnership(site.partnership(), bystander, Role::reader, site.now);
    site.database().writing([&](db::Write& db) {
        people::add_assignment(db, site.partnership(), given);
        return true;
    });
    return given.id.text;
}

std::string World::fresh_erasure() {
    const auto& here = site.partnership();
    const auto leaver = add_person(here, "Leaver", Role::reader, Reach::partnership, here.text);
    const privacy::ErasureRequest request{here,    privacy::ErasureId::make(site.now), leaver, privacy::ErasureReason::asked, bystander,
                                          site.now};
    site.database().writing([&](db::Write& db) {
        privacy::add_request(db, {here, bystander, site.now}, request);
        return true;
    });
    return request.id.text;
}

std::string World::fresh_concern() {
    concerns::Concern raised{.partnership = site.partnership(),
                             .id = concerns::ConcernId::make(site.now),
                             .organisation = a,
                             .words = "zqsecconcern",
                             .who = {},
                             .told = {},
                             .raised_by = people_.at(Who::a_evaluator),
                             .raised_at = site.now,
                             .acknowledged_at = {},
                             .escalated_at = {},
                             .closed_at = {}};
    site.database().writing([&](db::Write& db) {
        concerns::add_concern(db, {raised.partnership, raised.raised_by, site.now}, raised);
        return true;
    });
    return raised.id.text;
}

std::string World::fresh_calibration(What what) {
    if (what == What::absent) return thing(what).evaluation;
    const judging::CalibrationSet set{CalibrationId::make(site.now),
                                      "Set of " + thing(what).summary_word,
                                      bystander,
                                      site.now,
                                      {{EvaluationId{thing(what).evaluation}, "5.1"}}};
    site.database().writing([&](db::Write& db) {
        judging::add_set(db, {what == What::foreign ? foreign : site.partnership(), bystander, site.now}, set);
        return true;
    });
    return set.id.text;
}

std::string World::fresh_disposal() {
    evidence::Disposal asked{.partnership = site.partnership(),
                             .id = evidence::DisposalId::make(site.now),
                             .years = 10,
                             .asked_by = bystander,
                             .asked_at = site.now};
    site.database().writing([&](db::Write& db) {
        evidence::add_disposal(db, {site.partnership(), bystander, site.now}, {asked, {}});
        return true;
    });
    return asked.id.text;
}

std::string World::record() {
    if (!record_.empty()) return record_;
    records::Record made;
    made.id = records::RecordId::make(site.now);
    made.words = {record_word, "zqsecrecord", "zqsecrecord"};
    made.keep_until = *date_from("2028-01-01");
    made.made_by = people_.at(Who::lead);
    made.made_at = site.now;
    const auto keeper = records::first_keeper(made);
    only_keeper_ = keeper.id.text;
    privacy::vault().make_key(made.id.text);
    site.database().writing([&](db::Write& db) {
        const By by{site.partnership(), made.made_by, site.now};
        records::add_record(db, by, made, keeper);
        for (const auto who : {Who::a_evaluator, Who::a_reader})
            records::add_reader(db, by, made.id,
                                {records::ReaderId::make(site.now), people_.at(who), records::ReaderKind::reader, site.now, std::nullopt,
                                 made.made_by, "For the test"});
        return true;
    });
    return record_ = made.id.text;
}

std::string World::job() {
    if (!job_.empty()) return job_;
    const auto source = site.files().folder() / "source of a job";
    std::ofstream(source) << job_word;
    const auto kept = site.files().keep(source);
    Actor asker;
    asker.id = people_.at(Who::a_evaluator);
    asker.partnership = site.partnership();
    site.database().writing([&](db::Write& db) {
        const auto id = jobs::ask(db, asker, "report_pdf", thing(What::own).evaluation, site.now, jobs::Limit::none);
        const auto asked = jobs::find_job(db, site.partnership(), *id);
        if (!jobs::take(db, *asked, site.now)) return false;
        jobs::finish(db, *asked, kept.hash, "report.pdf", site.now);
        job_ = id->text;
        return true;
    });
    return job_;
}

std::string World::only_keeper() {
    (void)record();
    return only_keeper_;
}

std::string World::fresh_share(What what, bool of_evaluation) {
    const auto& thing = things_.at(what);
    // With its owner: it changes nothing about who sees what.
    const Share made{ShareId::make(site.now),
                     of_evaluation ? Shared::evaluation : Shared::evidence,
                     of_evaluation ? thing.evaluation : thing.evidence,
                     Extent::all,
                     what == What::below ? b : a,
                     "For the test",
                     site.now - a_day,
                     site.now + a_day,
                     site.account(Role::evaluator),
                     std::nullopt,
                     {}};
    site.database().writing([&](db::Write& db) {
        add_share(db, {what == What::foreign ? foreign : site.partnership(), made.shared_by, site.now}, made,
                  {"Organisation A", "All of it"});
        return true;
    });
    return made.id.text;
}

std::string World::dump_of_foreign() {
    std::string dump;
    site.database().read([&](db::Read& db) {
        const auto whole = sight_of_everything(foreign, {}, site.now);
        for (const auto& summary : list_evaluations(db, whole)) {
            const auto& evaluation = summary.evaluation;
            dump += fmt::format("{} {} {} {} {} {} {}\n", evaluation.id.text, evaluation.title, evaluation.version,
                                evaluation.is_finished(), summary.in_scope, summary.judged, summary.evidence);
            for (const auto& judged : list_judgements(db, foreign, evaluation.id)) dump += judged.judgement.rationale;
            for (const auto& concluded : list_conclusions(db, foreign, evaluation.id)) dump += concluded.conclusion.statement;
        }
        for (const auto& listed : list_evidence(db, whole, {}).items)
            dump += fmt::format("{} {} {} {} {} {}\n", listed.evidence.id.text, listed.evidence.title, listed.evidence.version,
                                listed.findings, listed.files, listed.uses);
        for (const auto& listed : plans::list_plans(db, whole))
            dump += fmt::format("{} {} {} {}\n", listed.plan.id.text, listed.plan.title, listed.objectives, listed.actions);
        for (const auto& listed : duties::list_duties(db, whole, std::nullopt))
            dump += fmt::format("{} {} {}\n", listed.duty.id.text, listed.duty.title, listed.known);
        for (const auto& listed : practice::list_practices(db, whole, {}))
            dump += fmt::format("{} {} {}\n", listed.practice.id.text, listed.practice.title, listed.adopted);
        for (const auto& person : people::list_accounts(db, foreign, site.now))
            dump += fmt::format("{} {}\n", person.name, person.roles.size());
    });
    return dump;
}

}  // namespace touchstone::testing

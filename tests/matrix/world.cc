#include "tests/matrix/world.h"

#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "duties/duty_store.h"
#include "evaluations/calibration_store.h"
#include "evaluations/conclusion_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/evidence_list_store.h"
#include "evaluations/evidence_store.h"
#include "evaluations/judgement_store.h"
#include "evaluations/retention_store.h"
#include "evaluations/sharing_store.h"
#include "evaluations/whole_store.h"
#include "frameworks/framework_store.h"
#include "people/access_token_store.h"
#include "people/account_store.h"
#include "people/assignment_store.h"
#include "people/concern_store.h"
#include "people/erasure_store.h"
#include "people/organisation_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "practice/practice_store.h"
#include "records/record_store.h"
#include "reports/content_pages.h"
#include "reports/snapshot.h"
#include "standards/standard_store.h"
#include "web/session.h"

namespace touchstone::testing {
namespace {

using namespace evaluations;

constexpr std::chrono::hours a_day{24};

}  // namespace

World::World(db::Engine engine) : site(engine) {
    foreign = PartnershipId::make(site.now);
    a = OrganisationId::make(site.now);
    b = OrganisationId::make(site.now);
    service = ServiceId::make(site.now);
    site.database().writing([&](db::Write& db) {
        people::add_partnership(db, {foreign, "Foreign partnership", "Elsewhere", ""});
        people::add_organisation(db, site.partnership(), {a, "Organisation A", "voluntary_body"});
        people::add_organisation(db, site.partnership(), {b, "Organisation B", "voluntary_body"});
        people::add_service(db, site.partnership(), {service, a, std::nullopt, "Service of A", 3, {}, {}, 1});
        return true;
    });
    const auto& here = site.partnership();
    standard = standards::StandardId::make(site.now).text;
    site.database().writing([&](db::Write& db) {
        standards::add_standard(
            db, here, {{standard}, "Document", "", "", "Title", "", site.framework().id, {"5.1"}, site.account(Role::lead), site.now, 0});
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

    things_[What::joint] = add_thing(here, {}, "joint");
    for (const auto& [what, name] : {std::pair{What::own, "own"},
                                     {What::shared, "shared"},
                                     {What::shared_levels, "levels"},
                                     {What::shared_summary, "summary"},
                                     {What::revoked, "revoked"},
                                     {What::over, "over"}})
        things_[what] = add_thing(here, a, name);
    things_[What::foreign] = add_thing(foreign, {}, "foreign");
    const auto& drawn = things_[What::own];
    site.database().writing([&](db::Write& db) {
        db.run("insert into plan_evaluation (partnership_id, plan_id, evaluation_id) values ($1, $2, $3)", here, things_[What::joint].plan,
               drawn.evaluation);
        db.run("insert into objective_finding (partnership_id, objective_id, evaluation_id, finding_id) values ($1, $2, $3, $4)", here,
               things_[What::joint].objective, drawn.evaluation, drawn.finding);
        return true;
    });
    const std::string none = "00000000000000000000000000";
    things_[What::absent] = {none, none, "0", "0", none, none, none, "0", none, "0", none, none, "", ""};
    share(things_[What::shared], Extent::all, site.now + a_day, false);
    share(things_[What::shared_levels], Extent::levels, site.now + a_day, false);
    share(things_[What::shared_summary], Extent::summary, site.now + a_day, false);
    share(things_[What::revoked], Extent::all, site.now + a_day, true);
    share(things_[What::over], Extent::all, site.now - a_day, false);
    people_[Who::inspector] = add_person(here, "Inspector", Role::inspector, Reach::evaluation, things_[What::own].evaluation);
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

Thing World::add_thing(const PartnershipId& partnership, const OrganisationId& owner, const std::string& name) {
    const auto evaluation = EvaluationId::make(site.now);
    const auto item = EvidenceId::make(site.now);
    Thing thing{.evaluation = evaluation.text,
                .evidence = item.text,
                .finding = FindingId::make(site.now).text,
                .file = FileId::make(site.now).text,
                .report = ReportId::make(site.now).text,
                .plan = {},
                .objective = {},
                .target = {},
                .action = {},
                .milestone = {},
                .duty = {},
                .practice = {},
                .summary_word = "zqsum" + name,
                .secret_word = "zqsec" + name};
    const auto by = site.account(Role::evaluator);
    const auto source = site.files().folder() / ("source of " + name);
    std::ofstream(source) << thing.secret_word;
    const auto kept = site.files().keep(source);
    site.database().writing([&](db::Write& db) {
        Evaluation fresh;
        fresh.id = evaluation;
        fresh.title = "Evaluation " + thing.summary_word;
        fresh.why = fresh.children = thing.summary_word;
        fresh.from = fresh.to = *date_from("2026-05-01");
        fresh.framework_hash = frameworks::list_frameworks(db).front().hash;
        fresh.owner = owner;
        if (!owner.is_empty()) fresh.services = {service};
        fresh.created_by = by;
        fresh.created_at = site.now;
        add_evaluation(db, partnership, fresh);
        replace_scope(db, partnership, evaluation, {{"5.1", Depth::full, thing.secret_word}});
        Evidence evidence;
        evidence.id = item;
        evidence.title = evidence.line = evidence.summary = "Item " + thing.secret_word;
        evidence.from = evidence.to = fresh.from;
        evidence.owner = owner;
        if (!owner.is_empty()) evidence.service = service;
        evidence.added_by = by;
        evidence.added_at = site.now;
        add_evidence(db, partnership, evidence);
        use_evidence(db, partnership, evaluation, item);
        add_finding(db, partnership,
                    {FindingId{thing.finding},
                     item,
                     FindingKind::strength,
                     thing.secret_word,
                     {{"generic-2006", {"5.1", 1}}},
                     by,
                     site.now,
                     std::nullopt,
                     0});
        add_file(db, partnership, {FileId{thing.file}, item, "file.txt", "text/plain", 10, kept.hash, by, site.now});
        (void)record_conclusion(db, partnership, evaluation, {part_of_question(1), thing.summary_word, {}, {}, {}, by, site.now, 0});
        (void)record_judgement(db, partnership, evaluation,
                               {"5.1", static_cast<Level>(3), thing.secret_word, Confidence::high, by, site.now, 0});
        const auto sight = sight_of_everything(partnership, {owner}, site.now);
        const auto content = reports::content_of(fresh, frameworks::framework_of(db, fresh.framework_hash),
                                                 read_whole(db, sight, evaluation), {}, {}, {1, {}, {}, site.now});
        const auto snapshot = SnapshotId::make(site.now);
        reports::add_snapshot(db, partnership,
                              {snapshot, evaluation, 1, reports::seal(content.dump(), reports::signing_key()), "", by, "", site.now});
        reports::add_report(db, partnership,
                            {ReportId{thing.report},
                             snapshot,
                             reports::Audience::partnership,
                             reports::usual_layout(reports::Audience::partnership),
                             by,
                             site.now,
                             {},
                             {}});
        reports::keep_report_file(db, partnership, ReportId{thing.report}, {"pdf", kept.hash, "report.pdf", 10}, site.now);
        return true;
    });
    add_plan(partnership, owner, thing);
    add_registers(partnership, owner, thing);
    return thing;
}

// The partnership's plan draws on what is an organisation's own, too: whoever does not see that sees a gap.
void World::add_plan(const PartnershipId& partnership, const OrganisationId& owner, Thing& thing) {
    const auto by = site.account(Role::evaluator);
    const auto& word = thing.secret_word;
    plans::Plan plan{plans::PlanId::make(site.now),
                     word,
                     owner,
                     {},
                     *date_from("2026-08-01"),
                     *date_from("2027-07-31"),
                     {EvaluationId{thing.evaluation}},
                     by,
                     site.now,
                     0,
                     0};
    plans::Objective objective{plans::ObjectiveId::make(site.now),
                               plan.id,
                               word,
                               word,
                               plans::Priority::high,
                               {{plan.evaluations[0], FindingId{thing.finding}}},
                               {},
                               by,
                               site.now,
                               {},
                               {},
                               0};
    const plans::Target target{plans::TargetId::make(site.now), word, "", plans::Direction::higher, "", {}, "1", plan.to, "", 0, {}};
    plans::ActionPoint action;
    action.id = plans::ActionId::make(site.now);
    action.objective = objective.id;
    action.title = word;
    action.lead.id = a;
    action.changed_at = site.now;
    const auto milestone = plans::MilestoneId::make(site.now);
    site.database().writing([&](db::Write& db) {
        plans::add_plan(db, partnership, plan);
        plans::add_objective(db, partnership, objective);
        plans::add_target(db, partnership, objective.id, target);
        plans::add_action(db, partnership, action);
        plans::add_milestone(db, partnership, action.id, {milestone, word, plan.to, {}});
        return true;
    });
    thing.plan = plan.id.text;
    thing.objective = objective.id.text;
    thing.target = target.id.text;
    thing.action = action.id.text;
    thing.milestone = milestone.text;
}

void World::add_registers(const PartnershipId& partnership, const OrganisationId& owner, Thing& thing) {
    const auto by = site.account(Role::evaluator);
    duties::Duty duty;
    duty.id = duties::DutyId::make(site.now);
    duty.owner = owner;
    duty.title = duty.asks = thing.secret_word;
    duty.created_by = by;
    duty.created_at = site.now;
    practice::Practice practice;
    practice.id = practice::PracticeId::make(site.now);
    practice.owner = owner;
    practice.title = practice.done = practice.effect = practice.ask = thing.secret_word;
    practice.origin = practice::Origin{EvaluationId{thing.evaluation}, "5.1"};
    practice.evidence = {EvidenceId{thing.evidence}};
    practice.created_by = by;
    practice.created_at = site.now;
    site.database().writing([&](db::Write& db) {
        duties::add_duty(db, partnership, duty);
        duties::add_note(db, partnership, duty.id,
                         {duties::NoteId::make(site.now),
                          duties::Aspect::awareness,
                          thing.secret_word,
                          duties::Sureness::partial,
                          by,
                          {},
                          site.now,
                          {{EvidenceId{thing.evidence}, {}}}});
        practice::add_practice(db, partnership, practice);
        return true;
    });
    thing.duty = duty.id.text;
    thing.practice = practice.id.text;
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
            add_share(db, site.partnership(), made);
            made.revoked_at = site.now - a_day;
            made.revoked_by = made.shared_by;
            if (is_revoked && !save_revoked(db, site.partnership(), made)) return false;
        }
        return true;
    });
}

std::string World::session_of(Who who, bool may_write) {
    if (who == Who::nobody) return {};
    const auto token = web::new_token();
    const auto hash = web::token_hash(token);
    site.database().writing([&](db::Write& db) {
        people::start_session(db, people_.at(who), who == Who::foreign_administrator ? foreign : site.partnership(), hash, site.now, true);
        // The same words are an access token as well, for what programs ask.
        people::AccessToken access;
        access.token_hash = hash;
        access.account = people_.at(who);
        access.partnership = who == Who::foreign_administrator ? foreign : site.partnership();
        access.may_write = may_write;
        access.has_factor = true;
        access.made_at = site.now;
        access.ends_at = site.now + std::chrono::hours{24};
        people::add_access_token(db, access);
        if (who == Who::through_eyes) people::look_through(db, hash, people_.at(Who::a_evaluator));
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
    const people::ErasureRequest request{here,    people::ErasureId::make(site.now), leaver, people::ErasureReason::asked, bystander,
                                         site.now};
    site.database().writing([&](db::Write& db) {
        people::add_request(db, request);
        return true;
    });
    return request.id.text;
}

std::string World::fresh_concern() {
    people::Concern raised{.partnership = site.partnership(),
                           .id = people::ConcernId::make(site.now),
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
        people::add_concern(db, raised);
        return true;
    });
    return raised.id.text;
}

std::string World::fresh_calibration(What what) {
    if (what == What::absent) return thing(what).evaluation;
    const evaluations::CalibrationSet set{CalibrationId::make(site.now),
                                          "Set of " + thing(what).summary_word,
                                          bystander,
                                          site.now,
                                          {{EvaluationId{thing(what).evaluation}, "5.1"}}};
    site.database().writing([&](db::Write& db) {
        evaluations::add_set(db, what == What::foreign ? foreign : site.partnership(), set);
        return true;
    });
    return set.id.text;
}

std::string World::fresh_disposal() {
    evaluations::Disposal asked{.partnership = site.partnership(),
                                .id = evaluations::DisposalId::make(site.now),
                                .years = 10,
                                .asked_by = bystander,
                                .asked_at = site.now};
    site.database().writing([&](db::Write& db) {
        evaluations::add_disposal(db, {asked, {}});
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
    records::vault().make_key(made.id.text);
    site.database().writing([&](db::Write& db) {
        records::add_record(db, site.partnership(), made);
        records::add_reader(db, site.partnership(), made.id, keeper);
        for (const auto who : {Who::a_evaluator, Who::a_reader})
            records::add_reader(db, site.partnership(), made.id,
                                {records::ReaderId::make(site.now), people_.at(who), records::ReaderKind::reader, site.now, std::nullopt,
                                 made.made_by, "For the test"});
        return true;
    });
    return record_ = made.id.text;
}

std::string World::only_keeper() {
    (void)record();
    return only_keeper_;
}

std::string World::fresh_share(What what, bool of_evaluation) {
    const auto& thing = things_.at(what);
    // With A itself: it changes nothing about who sees what.
    const Share made{ShareId::make(site.now),
                     of_evaluation ? Shared::evaluation : Shared::evidence,
                     of_evaluation ? thing.evaluation : thing.evidence,
                     Extent::all,
                     a,
                     "For the test",
                     site.now - a_day,
                     site.now + a_day,
                     site.account(Role::evaluator),
                     std::nullopt,
                     {}};
    site.database().writing([&](db::Write& db) {
        add_share(db, what == What::foreign ? foreign : site.partnership(), made);
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

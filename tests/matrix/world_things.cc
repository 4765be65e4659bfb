#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "conclusions/conclusion_store.h"
#include "conclusions/whole_store.h"
#include "duties/duty_store.h"
#include "evaluations/evaluation_store.h"
#include "evaluations/sharing_store.h"
#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "evidence/evidence_text_store.h"
#include "frameworks/framework_store.h"
#include "judging/judgement_store.h"
#include "measures/figure_file.h"
#include "measures/figure_import_store.h"
#include "plans/objective_store.h"
#include "plans/plan_store.h"
#include "practice/practice_store.h"
#include "reports/content_pages.h"
#include "reports/snapshot.h"
#include "tasks/task_store.h"
#include "tests/matrix/world.h"
#include "voice/code.h"
#include "voice/comment_store.h"
#include "voice/replies_store.h"
#include "voice/talk_store.h"
#include "voice/wall_store.h"
#include "voice/wave_store.h"

namespace touchstone::testing {

using namespace evaluations;
using namespace evidence;
using namespace judging;
using namespace conclusions;

Thing World::add_thing(const PartnershipId& partnership, const OrganisationId& owner, const std::optional<ServiceId>& about,
                       const std::string& name) {
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
                .task = tasks::TaskId::make(site.now).text,
                .duty = {},
                .practice = {},
                .measure = {},
                .figure_import = {},
                .questionnaire = {},
                .wave = {},
                .link = {},
                .reply_import = {},
                .wall = {},
                .talk = {},
                .participant = {},
                .excerpt = {},
                .comment = {},
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
        if (about) fresh.services = {*about};
        fresh.created_by = by;
        fresh.created_at = site.now;
        const By by_them{partnership, by, site.now};
        const auto& framework = frameworks::framework_of(db, fresh.framework_hash);
        add_evaluation(db, by_them, fresh);
        replace_scope(db, by_them, evaluation, framework, {}, {{"5.1", Depth::full, thing.secret_word}});
        Evidence evidence;
        evidence.id = item;
        evidence.title = evidence.line = evidence.summary = "Item " + thing.secret_word;
        evidence.from = evidence.to = fresh.from;
        evidence.owner = owner;
        if (about) evidence.service = *about;
        evidence.added_by = by;
        evidence.added_at = site.now;
        add_evidence(db, by_them, evidence);
        use_evidence(db, by_them, evaluation, item);
        add_finding(db, by_them,
                    {FindingId{thing.finding},
                     item,
                     FindingKind::strength,
                     thing.secret_word,
                     {{"generic-2006", {"5.1", 1}}},
                     by,
                     site.now,
                     std::nullopt,
                     0});
        add_file(db, by_them, {FileId{thing.file}, item, "file.txt", "text/plain", 10, kept.hash, by, site.now});
        keep_preview(db, partnership, {item, FileId{thing.file}, "file.txt", kept.hash}, kept.hash);
        (void)record_conclusion(db, by_them, evaluation, nullptr, {part_of_question(1), thing.summary_word, {}, {}, {}, by, site.now, 0});
        tasks::Task task;
        task.id = {thing.task};
        task.evaluation = evaluation;
        task.part = "5.1";
        task.words = thing.secret_word;
        task.who = bystander.is_empty() ? by : bystander;
        task.due = fresh.to;
        tasks::add_task(db, by_them, task);
        (void)record_judgement(db, by_them, evaluation, framework, nullptr,
                               {"5.1", static_cast<Level>(3), thing.secret_word, Confidence::high, by, site.now, 0});
        const auto sight = sight_of_everything(partnership, {owner}, site.now);
        const auto content = reports::content_of(fresh, framework, read_whole(db, sight, evaluation), {}, {}, {1, {}, {}, site.now});
        const auto snapshot = SnapshotId::make(site.now);
        reports::add_snapshot(db, {partnership, by, site.now},
                              {snapshot, evaluation, 1, reports::seal(content.dump(), reports::signing_key()), "", by, "", site.now});
        reports::add_report(db, {partnership, by, site.now},
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
    add_events(partnership, thing);
    return thing;
}

void World::lend_to_a() {
    Evidence item;
    item.id = EvidenceId::make(site.now);
    item.title = item.line = item.summary = lent_word;
    item.from = item.to = *date_from("2026-05-01");
    item.owner = b;
    item.added_by = site.account(Role::evaluator);
    item.added_at = site.now;
    const auto finding = FindingId::make(site.now);
    lent_evidence = item.id.text;
    lent_finding = finding.text;
    const auto& own = things_.at(What::own);
    const EvaluationId borrower{own.evaluation};
    const std::chrono::hours a_day{24};
    site.database().writing([&](db::Write& db) {
        add_evidence(db, site.by(Role::evaluator), item);
        add_finding(db, site.by(Role::evaluator),
                    {finding,
                     item.id,
                     FindingKind::improvement,
                     lent_word,
                     {{"generic-2006", {"5.1", 1}}},
                     item.added_by,
                     site.now,
                     std::nullopt,
                     0});
        add_share(db, site.by(Role::evaluator),
                  {ShareId::make(site.now),
                   Shared::evidence,
                   item.id.text,
                   Extent::all,
                   a,
                   "For your evaluation",
                   site.now - a_day,
                   site.now + a_day,
                   item.added_by,
                   std::nullopt,
                   {}},
                  {"Organisation A", "All of it"});
        use_evidence(db, site.by(Role::evaluator), borrower, item.id);
        const std::vector<FindingId> drawn_in{FindingId{own.finding}, finding};
        for (const auto& part : {part_of_question(2), part_of_area("5")})
            (void)record_conclusion(db, site.by(Role::evaluator), borrower, nullptr,
                                    {part, own.summary_word, {}, {}, drawn_in, item.added_by, site.now, 0});
        return true;
    });
}

// As whoever made them left them behind: with the words of what was made.
void World::add_events(const PartnershipId& partnership, const Thing& thing) {
    site.database().writing([&](db::Write& db) {
        for (const auto& [kind, object] : {std::pair{"evaluation", thing.evaluation},
                                           {"evidence", thing.evidence},
                                           {"plan", thing.plan},
                                           {"duty", thing.duty},
                                           {"practice", thing.practice}})
            events::record(db, {partnership, site.now, site.account(Role::evaluator), "created", kind, object, thing.secret_word,
                                nlohmann::json{{"title", thing.secret_word}}.dump(), nlohmann::json{{"title", thing.secret_word}}.dump()});
        return true;
    });
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
    const By by_them{partnership, by, site.now};
    site.database().writing([&](db::Write& db) {
        plans::add_plan(db, by_them, plan);
        plans::add_objective(db, by_them, objective);
        plans::add_target(db, by_them, objective, target);
        plans::add_action(db, by_them, plan.id, action);
        plans::add_milestone(db, by_them, plan.id, action.id, {milestone, word, plan.to, {}});
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
    const By by_them{partnership, by, site.now};
    site.database().writing([&](db::Write& db) {
        duties::add_duty(db, by_them, duty);
        duties::add_note(db, by_them, duty.id,
                         {duties::NoteId::make(site.now),
                          duties::Aspect::awareness,
                          thing.secret_word,
                          duties::Sureness::partial,
                          by,
                          {},
                          site.now,
                          {{EvidenceId{thing.evidence}, {}}}},
                         "Awareness");
        practice::add_practice(db, by_them, practice);
        return true;
    });
    thing.duty = duty.id.text;
    thing.practice = practice.id.text;
    add_questionnaire(partnership, owner, thing);
    add_measure(partnership, owner, thing);
    add_talk(partnership, owner, thing);
}

void World::add_questionnaire(const PartnershipId& partnership, const OrganisationId& owner, Thing& thing) {
    const By by{partnership, site.account(Role::evaluator), site.now};
    voice::KeptQuestionnaire kept;
    kept.id = voice::QuestionnaireId::make(site.now);
    kept.owner = owner;
    kept.content.title = thing.secret_word;
    kept.content.languages = {"en", "gd"};
    kept.content.questions = {{.name = "q1",
                               .kind = voice::Kind::choice,
                               .label = {{"en", {thing.secret_word}}},
                               .choices = {{"a", {{"en", {"Yes"}}}}, {"b", {{"en", {"No"}}}}}}};
    voice::Wave wave;
    wave.id = voice::WaveId::make(site.now);
    wave.questionnaire = kept.id;
    wave.content = kept.content;
    wave.content.languages = {"en"};
    wave.content.title = wave.content.questions[0].label["en"].text = "Zqxasked of everybody.";
    wave.link = voice::new_link();
    wave.access = voice::Access::codes;
    wave.opens = wave.closes = date_of(site.now);
    wave.reader = bystander;
    wave.audience = wave.influence = "Zqxsaid to everybody.";
    wave.space = wave.voice = thing.secret_word;
    site.database().writing([&](db::Write& db) {
        voice::add_questionnaire(db, by, kept);
        voice::add_wave(db, by, wave);
        return true;
    });
    thing.questionnaire = kept.id.text;
    thing.wave = wave.id.text;
    thing.link = wave.link;
    thing.reply_import = add_reply_import(partnership, owner, thing.secret_word);
    add_wall(partnership, owner, thing);
}

std::string World::add_reply_import(const PartnershipId& partnership, const OrganisationId& owner, const std::string& word) {
    Rows rows{{"Email", word}};
    for (int i = 0; i < 12; ++i) rows.push_back({"zqx@example.org", i % 2 == 0 ? "Yes" : "No"});
    const auto kept = voice::sealed(voice::strip(voice::each_reply_of(rows)).value(), site.now);
    voice::ReplyImport import;
    import.owner = owner;
    site.database().writing([&](db::Write& db) {
        voice::add_reply_import(db, {partnership, site.account(Role::evaluator), site.now}, import, kept);
        return true;
    });
    return kept.id.text;
}

std::string World::fresh_reply_import(What what) {
    if (what == What::absent) return Id<struct MarkTag>::make(site.now).text;
    const auto& partnership = what == What::foreign ? foreign : site.partnership();
    const auto like = site.database().reading(
        [&](db::Read& db) { return voice::find_reply_import(db, partnership, voice::ReplyImportId{thing(what).reply_import}); });
    return add_reply_import(partnership, like.value().owner, thing(what).secret_word);
}

void World::add_wall(const PartnershipId& partnership, const OrganisationId& owner, Thing& thing) {
    const By by{partnership, site.account(Role::evaluator), site.now};
    voice::Wall wall;
    wall.statements = {{.number = 1, .words = thing.secret_word}, {.number = 2, .words = "Zqxsecond of them."}};
    wall.wave.id = voice::WaveId::make(site.now);
    wall.wave.questionnaire = voice::QuestionnaireId::make(site.now);
    wall.wave.owner = owner;
    wall.wave.is_wall = true;
    wall.wave.content.title = thing.secret_word;
    wall.wave.content = voice::with_statements(wall.wave.content, wall.statements);
    wall.wave.link = voice::new_link();
    wall.wave.manner = voice::Manner::one_by_one;
    wall.wave.opens = wall.wave.closes = date_of(site.now);
    wall.wave.reader = bystander;
    wall.wave.space = wall.wave.voice = wall.wave.audience = wall.wave.influence = thing.secret_word;
    site.database().writing([&](db::Write& db) {
        voice::add_wall(db, by, wall);
        return true;
    });
    thing.wall = wall.wave.id.text;
}

void World::add_measure(const PartnershipId& partnership, const OrganisationId& owner, Thing& thing) {
    const By by{partnership, site.account(Role::evaluator), site.now};
    measures::KeptMeasure kept{.id = measures::MeasureId::make(site.now), .owner = owner, .owner_name = {}, .definition = {}};
    kept.definition.title = kept.definition.counted = thing.secret_word;
    kept.definition.themes = {site.framework().id + "/5.1/1"};
    site.database().writing([&](db::Write& db) {
        measures::add_measure(db, by, kept);
        measures::enter_figures(db, by, kept.id, {{}, {}, {}, thing.secret_word},
                                measures::read_pasted("2025; 12\n2026; 13", kept.definition).value());
        return true;
    });
    thing.measure = kept.id.text;
    measures::FigureImport import;
    import.id = measures::FigureImportId::make(site.now);
    import.owner = owner;
    import.file_name = thing.secret_word + ".csv";
    import.file_hash = std::string(64, '0');
    const Rows rows{{"Area", "Period", "Value"}, {"Fife", "2025", "12"}, {"Fife", "2026", "13"}};
    const auto read = measures::read_figures(measures::each_of(rows), measures::scotland(), {thing.secret_word, {}}).value();
    site.database().writing([&](db::Write& db) {
        measures::add_figure_import(db, by, import);
        measures::save_found(db, partnership, import.id, measures::found_in(read, {}, 1));
        return true;
    });
    thing.figure_import = import.id.text;
}

std::string World::fresh_mark(What what) {
    const auto id = Id<struct MarkTag>::make(site.now).text;
    if (what == What::absent) return id;
    const By by{what == What::foreign ? foreign : site.partnership(), site.account(Role::evaluator), site.now};
    const measures::MeasureId measure{thing(what).measure};
    site.database().writing([&](db::Write& db) {
        measures::add_target(db, by, measure, {.id = id, .by = date_of(site.now), .value = 1, .why = "Zqx", .made_by = {}, .made_at = {}});
        measures::add_break(db, by, measure, {.id = id, .from = date_of(site.now), .why = "Zqx", .made_by = {}, .made_at = {}});
        return true;
    });
    return id;
}

void World::add_talk(const PartnershipId& partnership, const OrganisationId& owner, Thing& thing) {
    const By by{partnership, site.account(Role::evaluator), site.now};
    const auto today = date_of(site.now);
    voice::Talk talk;
    talk.id = voice::TalkId::make(site.now);
    talk.owner = owner;
    talk.title = talk.notes = thing.secret_word;
    talk.day = today;
    voice::Participant participant{voice::ParticipantId::make(site.now), thing.secret_word, {}};
    for (const auto to : voice::all_agreements()) participant.consents.push_back({to, today, {}});
    const voice::Excerpt excerpt{voice::ExcerptId::make(site.now), 1, thing.secret_word, participant.id, {"generic-2006/5.1/1"}};
    voice::Comment comment;
    comment.id = voice::CommentId::make(site.now);
    comment.owner = owner;
    comment.came = today;
    comment.about = comment.words = thing.secret_word;
    site.database().writing([&](db::Write& db) {
        voice::add_talk(db, by, talk);
        voice::add_participant(db, by, voice::TalkWhole{.talk = talk}, participant);
        voice::add_excerpt(db, by, talk.id, excerpt);
        voice::add_comment(db, by, comment);
        // Programs here say that they saw the first version of everything: they delete neither.
        db.run("update talk set version = 7 where id = $1", talk.id);
        db.run("update comment set version = 7 where id = $1", comment.id);
        return true;
    });
    thing.talk = talk.id.text;
    thing.participant = participant.id.text;
    thing.excerpt = excerpt.id.text;
    thing.comment = comment.id.text;
}

}  // namespace touchstone::testing

// The whole of a plan in one statement: each part of it is a select of its own, and every part has the same columns.
#include <algorithm>

#include <fmt/format.h>

#include "evaluations/sight_store.h"
#include "plans/plan_store.h"

namespace touchstone::plans {
namespace {

// `parent` is what a row is part of; a to h are words, x to z numbers, `at` and `until` instants, 0 for none.
std::string content_sql(const db::Only& only) {
    return fmt::format(R"sql(
        with this as (
            select p.id from plan p where p.partnership_id = $1 and p.id = $7
            union all select o.plan_id from objective o where o.partnership_id = $1 and o.id = $7
            union all select o.plan_id from action_point a join objective o on o.partnership_id = a.partnership_id and o.id = a.objective_id
                       where a.partnership_id = $1 and a.id = $7),
        objectives as (select * from objective where partnership_id = $1 and plan_id in (select id from this)),
        targets as (select * from target where partnership_id = $1 and objective_id in (select id from objectives)),
        actions as (select * from action_point where partnership_id = $1 and objective_id in (select id from objectives)),
        drawn as (select evaluation_id from plan_evaluation where partnership_id = $1 and plan_id in (select id from this))
        select 1 as part, '' as sort, p.id, p.owner_id as parent, p.title as a, coalesce(w.name, '') as b, p.period_from as c, p.period_to as d,
               '' as e, '' as f, '' as g, '' as h, p.edition as x, p.version as y, 0 as z, p.created_at as at, 0 as until
          from plan p left join organisation w on w.partnership_id = p.partnership_id and w.id = p.owner_id
         where p.partnership_id = $1 and p.id in (select id from this)
        union all
        select 2, v.id, v.id, v.framework_hash, v.title, coalesce(w.name, ''), '', '', '', '', '', '', {extent}, 0, 0, 0, 0
          from evaluation v left join organisation w on w.partnership_id = v.partnership_id and w.id = v.owner_id
         where v.partnership_id = $1 and v.id in (select evaluation_id from drawn)
        union all
        select 3, o.id, o.id, '', o.title, o.difference, o.closing, '', '', '', '', '', o.priority, o.version, 0, o.created_at,
               coalesce(o.closed_at, 0) from objectives o
        union all
        select 4, f.id, f.id, l.objective_id, f.statement, e.title, coalesce(w.name, ''), e.id, l.evaluation_id, '', '', '',
               case when {there} then 1 else 0 end, case when f.withdrawn_at is null then 0 else 1 end, 0, 0, 0
          from objective_finding l join finding f on f.partnership_id = l.partnership_id and f.id = l.finding_id
          join evidence e on e.partnership_id = f.partnership_id and e.id = f.evidence_id
          left join organisation w on w.partnership_id = e.partnership_id and w.id = e.owner_id
         where l.partnership_id = $1 and l.objective_id in (select id from objectives)
        union all
        select 5, f.id, f.id, '', f.statement, e.title, coalesce(w.name, ''), e.id, v.id, '', '', '', 1, 0, 0, 0, 0
          from evaluation v join evidence_use u on u.partnership_id = v.partnership_id and u.evaluation_id = v.id
          join evidence e on e.partnership_id = u.partnership_id and e.id = u.evidence_id
          join finding f on f.partnership_id = e.partnership_id and f.evidence_id = e.id and f.kind = 2 and f.withdrawn_at is null
          left join organisation w on w.partnership_id = e.partnership_id and w.id = e.owner_id
         where v.partnership_id = $1 and v.id in (select evaluation_id from drawn) and {extent} = 3 and {there}
           and exists (select 1 from finding_theme t join framework y on y.id = t.framework and y.hash = v.framework_hash
                        where t.partnership_id = f.partnership_id and t.finding_id = f.id)
        union all
        select 6, i.indicator, i.evaluation_id, i.objective_id, i.indicator, '', '', '', '', '', '', '', 0, 0, 0, 0, 0
          from objective_indicator i where i.partnership_id = $1 and i.objective_id in (select id from objectives)
        union all
        select 7, t.id, t.id, t.objective_id, t.measure, t.unit, t.baseline, t.baseline_on, t.aim, t.aim_on, t.variation, '', t.direction,
               t.version, 0, 0, 0 from targets t
        union all
        select 8, m.measured_on || m.id, m.id, m.target_id, m.measured, m.measured_on, m.note, c.name, m.added_by, '', '', '', 0, 0, 0, m.added_at, 0
          from target_value m join account c on c.id = m.added_by
         where m.partnership_id = $1 and m.target_id in (select id from targets)
        union all
        select 9, case when k.due = '' then '9999' else k.due end || k.id, k.id, k.objective_id, k.title, coalesce(c.name, ''), k.starts, k.due,
               k.resources, k.risks, coalesce(w.name, ''), k.drop_reason, k.state, k.version, coalesce(k.budget, -1), k.changed_at,
               coalesce(k.done_at, 0)
          from actions k left join account c on c.id = k.owner_account_id
          left join organisation w on w.partnership_id = k.partnership_id and w.id = k.organisation_id
        union all
        select 10, k.id, k.id, '', k.organisation_id, coalesce(k.owner_account_id, ''), coalesce(k.finished_by, ''), k.proof_id,
               coalesce(k.verified_by, ''), coalesce(c.name, ''), k.sent_back, '', 0, 0, 0, coalesce(k.verified_at, 0), 0
          from actions k left join account c on c.id = k.verified_by
        union all
        select 11, w.name || w.id, w.id, n.action_id, w.name, '', '', '', '', '', '', '', 0, 0, 0, 0, 0
          from action_partner n join organisation w on w.partnership_id = n.partnership_id and w.id = n.organisation_id
         where n.partnership_id = $1 and n.action_id in (select id from actions)
        union all
        select 12, s.due || s.id, s.id, s.action_id, s.title, s.due, '', '', '', '', '', '', 0, 0, 0, coalesce(s.reached_at, 0), 0
          from milestone s where s.partnership_id = $1 and s.action_id in (select id from actions)
        union all
        select 13, s.id, s.organisation_id, '', coalesce(w.name, ''), c.name, s.signed_by, '', '', '', '', '', s.edition, 0, 0, s.signed_at, 0
          from plan_signature s join account c on c.id = s.signed_by
          left join organisation w on w.partnership_id = s.partnership_id and w.id = s.organisation_id
         where s.partnership_id = $1 and s.plan_id in (select id from this)
        union all
        select 14, f.id, f.id, f.objective_id, f.words, f.evaluation_id, f.indicator, f.value_id, c.name, f.judged_by, '', '', f.verdict, 0, 0,
               f.judged_at, 0
          from objective_effect f join account c on c.id = f.judged_by
         where f.partnership_id = $1 and f.objective_id in (select id from objectives)
        union all
        select 15, j.indicator, v.id, '', j.indicator, '', '', '', '', '', '', '', j.level, 0, 0, j.judged_at, 0
          from evaluation v join judgement j on j.partnership_id = v.partnership_id and j.evaluation_id = v.id
         where v.partnership_id = $1 and v.id in (select evaluation_id from drawn) and {extent} >= 2
        union all
        select 16, r.id, r.evaluation_id, r.objective_id, r.indicator, r.words, c.name, r.answered_by, '', '', '', '', r.level, 0, 0, r.answered_at, 0
          from level_answer r join evaluation v on v.partnership_id = r.partnership_id and v.id = r.evaluation_id
          join account c on c.id = r.answered_by
         where r.partnership_id = $1 and r.plan_id in (select id from this) and {extent} >= 2
        union all
        select 17, w.name || w.id, w.id, '', w.name, '', '', '', '', '', '', '', 0, 0, 0, 0, 0
          from organisation w where w.partnership_id = $1 and w.closed_at is null{only}
         order by 1, 2)sql",
                       fmt::arg("extent", evaluations::evaluation_extent()), fmt::arg("there", evaluations::evidence_is_there()),
                       fmt::arg("only", only.condition("w.id", 8)));
}

std::optional<Instant> instant_in(const db::Row& row, const char* column) {
    const auto at = row.get<Instant>(column);
    return at == Instant{} ? std::nullopt : std::optional(at);
}

// Takes the rows in their order: what something is part of comes before it.
class Reader {
public:
    void take(const db::Row& row) {
        row_ = &row;
        using Take = void (Reader::*)();
        static constexpr Take takes[] = {&Reader::plan,      &Reader::evaluation,  &Reader::objective, &Reader::origin, &Reader::area,
                                         &Reader::indicator, &Reader::target,      &Reader::value,     &Reader::action, &Reader::hands,
                                         &Reader::partner,   &Reader::milestone,   &Reader::signature, &Reader::effect, &Reader::level,
                                         &Reader::answer,    &Reader::organisation};
        (this->*takes[row.get<int>("part") - 1])();
    }

    std::optional<Content> content() && {
        if (content_.plan.id.is_empty()) return std::nullopt;
        std::ranges::stable_sort(content_.objectives, {}, [](const ObjectiveWhole& whole) { return whole.objective.priority; });
        return std::move(content_);
    }

private:
    std::string text(const char* column) const { return row_->get<std::string>(column); }
    template <class T>
    T as(const char* column) const {
        return row_->get<T>(column);
    }
    ObjectiveWhole& parent() { return *std::ranges::find(content_.objectives, as<ObjectiveId>("parent"), of_objective); }
    template <class Part, class SomeId>
    Part& find(std::vector<Part> ObjectiveWhole::* parts, const SomeId& id) {
        for (auto& whole : content_.objectives)
            if (const auto found = std::ranges::find(whole.*parts, id, &Part::id); found != (whole.*parts).end()) return *found;
        throw std::logic_error("a row of a plan without what it is part of");
    }

    void plan() {
        content_.plan = {
            as<PlanId>("id"), text("a"),   as<OrganisationId>("parent"), text("b"), as<Date>("c"), as<Date>("d"), {}, {}, as<Instant>("at"),
            as<int>("x"),     as<int>("y")};
    }
    void evaluation() {
        const auto extent = as<Extent>("x");
        content_.plan.evaluations.push_back(as<EvaluationId>("id"));
        content_.evaluations.push_back(
            {as<EvaluationId>("id"), extent == Extent::nothing ? "" : text("a"), text("b"), text("parent"), extent});
    }
    void objective() {
        content_.objectives.push_back({{as<ObjectiveId>("id"),
                                        content_.plan.id,
                                        text("a"),
                                        text("b"),
                                        as<Priority>("x"),
                                        {},
                                        {},
                                        {},
                                        as<Instant>("at"),
                                        instant_in(*row_, "until"),
                                        text("c"),
                                        as<int>("y")},
                                       {},
                                       {},
                                       {},
                                       {}});
    }
    Area area_here() const {
        const bool is_there = as<int>("x") == 1;
        return {{as<EvaluationId>("e"), as<FindingId>("id")},
                is_there,
                is_there ? text("a") : "",
                is_there ? as<EvidenceId>("d") : EvidenceId{},
                is_there ? text("b") : "",
                text("c"),
                as<int>("y") == 1};
    }
    void origin() {
        parent().areas.push_back(area_here());
        parent().objective.areas.push_back(parent().areas.back().ref);
    }
    // An item that several of the evaluations use is one all the same.
    void area() {
        const auto found = area_here();
        if (content_.areas.empty() || content_.areas.back().ref.finding != found.ref.finding) content_.areas.push_back(found);
    }
    void indicator() { parent().objective.indicators.push_back({as<EvaluationId>("id"), text("a")}); }
    void target() {
        parent().targets.push_back({as<TargetId>("id"),
                                    text("a"),
                                    text("b"),
                                    as<Direction>("x"),
                                    text("c"),
                                    date_from(text("d")),
                                    text("e"),
                                    as<Date>("f"),
                                    text("g"),
                                    as<int>("y"),
                                    {}});
    }
    void value() {
        find(&ObjectiveWhole::targets, as<TargetId>("parent"))
            .values.push_back({as<ValueId>("id"), as<Date>("b"), text("a"), text("c"), text("d"), as<AccountId>("e"), as<Instant>("at")});
    }
    void action() {
        ActionPoint action;
        action.id = as<ActionId>("id");
        action.objective = as<ObjectiveId>("parent");
        action.title = text("a");
        action.owner_name = text("b");
        action.starts = date_from(text("c"));
        action.due = date_from(text("d"));
        action.resources = text("e");
        action.risks = text("f");
        action.lead.name = text("g");
        action.drop_reason = text("h");
        action.state = as<ActionState>("x");
        action.version = as<int>("y");
        if (const auto budget = as<std::int64_t>("z"); budget >= 0) action.budget = budget;
        action.changed_at = as<Instant>("at");
        action.done_at = instant_in(*row_, "until");
        parent().actions.push_back(std::move(action));
    }
    // Whose hands an action point is in.
    void hands() {
        auto& action = find(&ObjectiveWhole::actions, as<ActionId>("id"));
        action.lead.id = as<OrganisationId>("a");
        action.owner = as<AccountId>("b");
        action.finished_by = as<AccountId>("c");
        action.proof = as<EvidenceId>("d");
        action.verified_by = as<AccountId>("e");
        action.verified_by_name = text("f");
        action.sent_back = text("g");
        action.verified_at = instant_in(*row_, "at");
    }
    void partner() { find(&ObjectiveWhole::actions, as<ActionId>("parent")).partners.push_back({as<OrganisationId>("id"), text("a")}); }
    void milestone() {
        find(&ObjectiveWhole::actions, as<ActionId>("parent"))
            .milestones.push_back({as<MilestoneId>("id"), text("a"), as<Date>("b"), instant_in(*row_, "at")});
    }
    void signature() {
        content_.signatures.push_back(
            {as<OrganisationId>("id"), text("a"), as<int>("x"), as<AccountId>("c"), text("b"), as<Instant>("at")});
    }
    void effect() {
        parent().effects.push_back({as<Verdict>("x"),
                                    text("a"),
                                    {{as<EvaluationId>("b"), text("c")}, as<ValueId>("d")},
                                    as<AccountId>("f"),
                                    text("e"),
                                    as<Instant>("at")});
    }
    void level() { content_.levels.push_back({{as<EvaluationId>("id"), text("a")}, as<evaluations::Level>("x")}); }
    void answer() {
        content_.answers.push_back({{{as<EvaluationId>("id"), text("a")}, as<evaluations::Level>("x")},
                                    text("b"),
                                    as<ObjectiveId>("parent"),
                                    as<AccountId>("d"),
                                    text("c"),
                                    as<Instant>("at")});
    }
    void organisation() { content_.organisations.push_back({as<OrganisationId>("id"), text("a")}); }

    static ObjectiveId of_objective(const ObjectiveWhole& whole) { return whole.objective.id; }

    const db::Row* row_ = nullptr;
    Content content_;
};

}  // namespace

std::optional<Content> read_content(db::Read& db, const Sight& sight, const std::string& id, const db::Only& organisations) {
    Reader reader;
    db.each([&](const db::Row& row) { reader.take(row); }, content_sql(organisations), sight, id, organisations.values());
    return std::move(reader).content();
}

}  // namespace touchstone::plans

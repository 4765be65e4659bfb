#include "evidence/retention_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "db/column_tags.h"
#include "evaluations/levels_due_store.h"
#include "events/event_store.h"
#include "evidence/whole_rows_store.h"
#include "jobs/job_store.h"
#include "people/assignment_store.h"

namespace touchstone::evidence {

namespace {

constexpr const char* disposal_columns =
    "d.partnership_id, d.id, d.class, d.years, d.state, d.asked_by, d.asked_at, d.decided_by, d.decided_at, d.done_at, d.number, "
    "coalesce(a.name, '') as asked_by_name, b.name as decided_by_name from disposal d left join account a on a.id = d.asked_by left join "
    "account b on b.id = "
    "d.decided_by";

DisposalWhole read_disposal(const db::Row& row) {
    DisposalWhole whole;
    whole.disposal = {.partnership = row.get<PartnershipId>("partnership_id"),
                      .id = row.get<DisposalId>("id"),
                      .of = row.get<RetentionClass>("class"),
                      .years = row.get<int>("years"),
                      .state = row.get<DisposalState>("state"),
                      .asked_by = row.maybe<AccountId>("asked_by").value_or(AccountId{}),
                      .asked_at = row.get<Instant>("asked_at"),
                      .decided_by = row.maybe<AccountId>("decided_by").value_or(AccountId{}),
                      .decided_at = row.maybe<Instant>("decided_at"),
                      .done_at = row.maybe<Instant>("done_at"),
                      .number = row.maybe<int>("number").value_or(0)};
    whole.asked_by_name = row.get<std::string>("asked_by_name");
    whole.decided_by_name = row.maybe<std::string>("decided_by_name").value_or("");
    return whole;
}

const db::TaggedTable& table_of(RetentionClass of) { return *std::ranges::find(db::tagged_tables(), name_of(of), &db::TaggedTable::name); }

// What is due of a class, as a query with $1 partnership and $2 the moment, or of what goes by itself the day, before which it began; names
// every object id, name, since.
std::string due_of(RetentionClass of) {
    std::string due;
    if (const auto& goes = table_of(of).goes) {
        due = fmt::format("select o.id, {} as name, {} as since from {} o where o.partnership_id = $1 and {} < $2{}", goes->named,
                          goes->from, name_of(of), goes->from, goes->leaves.empty() ? "" : " and o." + goes->leaves + " is null");
    } else if (of == RetentionClass::evaluation) {
        due = "select o.id, o.title as name, o.finished_at as since from evaluation o where o.partnership_id = $1 and o.finished_at < $2";
    } else {
        due =
            "select o.id, o.title as name, o.added_at as since from evidence o where o.partnership_id = $1 and o.added_at < $2 and "
            "not exists (select 1 from evidence_use u where u.partnership_id = $1 and u.evidence_id = o.id)";
    }
    return fmt::format(
        "{} and not exists (select 1 from retention_hold h where h.partnership_id = $1 and h.class = {} and h.object_id = o.id)", due,
        static_cast<int>(of));
}

Due read_due(RetentionClass of, const db::Row& row) {
    // Noon is on that day in every zone.
    const auto since =
        goes_by_itself(of) ? std::chrono::sys_days{row.get<Date>("since")} + std::chrono::hours{12} : row.get<Instant>("since");
    return {row.get<std::string>("id"), row.get<std::string>("name"), since};
}

bool is_still_due(db::Read& db, const PartnershipId& partnership, const RetentionRule& rule, Instant now, const std::string& id) {
    const auto before = due_before(rule, now);
    const auto is_there = [&](const auto& moment) {
        return db.first([](const db::Row&) { return true; }, fmt::format("{} and o.id = $3", due_of(rule.of)), partnership, moment, id)
            .value_or(false);
    };
    return goes_by_itself(rule.of) ? is_there(date_of(before)) : is_there(before);
}

// The row that stays says on which day its parts went.
void delete_parts(db::Write& db, const By& by, const std::string& root, const db::Goes& goes, const std::string& id) {
    delete_parts_of(db, by.partnership, root, id);
    for (const auto& [table, column] : goes.empties)
        db.run(fmt::format("update {} set {} = '' where partnership_id = $1 and {}_id = $2", table, column, root), by.partnership, id);
    db.run(fmt::format("update {} set {} = $3 where partnership_id = $1 and id = $2", root, goes.leaves), by.partnership, id,
           date_of(by.at));
}

void delete_whole(db::Write& db, const PartnershipId& partnership, const std::string& root, const std::string& id) {
    delete_rows_of(db, partnership, root, id);
    events::forget_words(db, partnership, root, id);
}

}  // namespace

db::Answer<std::vector<RetentionRule>> ask_rules(db::Trip& trip, const PartnershipId& partnership) {
    return trip.all(
        [](const db::Row& row) { return RetentionRule{row.get<RetentionClass>("class"), row.get<int>("years"), row.get<int>("version")}; },
        "select class, years, version from retention_rule where partnership_id = $1", partnership);
}

std::vector<RetentionRule> list_rules(db::Read& db, const PartnershipId& partnership) {
    const auto set = db::alone(db, ask_rules, partnership);
    std::vector<RetentionRule> rules;
    for (const auto of : all_retention_classes()) rules.push_back(rule_of(set, of));
    return rules;
}

namespace {

bool write_rule(db::Write& db, const PartnershipId& partnership, const RetentionRule& rule) {
    if (rule.version == 0)
        return db.run(
                   "insert into retention_rule (partnership_id, class, years, version) values ($1, $2, $3, 1) on conflict (partnership_id, "
                   "class) do nothing",
                   partnership, rule.of, rule.years) == 1;
    return db.run("update retention_rule set years = $3, version = version + 1 where partnership_id = $1 and class = $2 and version = $4",
                  partnership, rule.of, rule.years, rule.version) == 1;
}

}  // namespace

bool save_rule(db::Write& db, const By& by, const RetentionRule& before, const RetentionRule& after) {
    if (!write_rule(db, by.partnership, after)) return false;
    events::record(db, by,
                   {.verb = "changed_retention",
                    .kind = "retention",
                    .object = name_of(after.of),
                    .before = as_json(before),
                    .after = as_json(after)});
    return true;
}

db::Answer<std::vector<Due>> ask_due(db::Trip& trip, const PartnershipId& partnership, const RetentionRule& rule, Instant now,
                                     const db::Only& only) {
    const auto sql = fmt::format(
        "{} and not exists (select 1 from disposal_item i join disposal d on d.partnership_id = i.partnership_id and d.id = "
        "i.disposal_id where i.partnership_id = $1 and i.object_id = o.id and d.state in (1, 2)){} order by since, o.id limit {}",
        due_of(rule.of), only.condition("o.id", 3), due_at_once);
    const auto read = [of = rule.of](const db::Row& row) { return read_due(of, row); };
    const auto before = due_before(rule, now);
    return goes_by_itself(rule.of) ? trip.all(read, sql, partnership, date_of(before), only.values())
                                   : trip.all(read, sql, partnership, before, only.values());
}

std::vector<Due> list_due(db::Read& db, const PartnershipId& partnership, const RetentionRule& rule, Instant now, const db::Only& only) {
    return db::alone(db, ask_due, partnership, rule, now, only);
}

db::Answer<std::vector<Held>> ask_holds(db::Trip& trip, const PartnershipId& partnership) {
    std::string names;
    for (const auto of : all_retention_classes()) {
        const auto& goes = table_of(of).goes;
        names += fmt::format("(select {} from {} o where h.class = {} and o.partnership_id = h.partnership_id and o.id = h.object_id), ",
                             goes ? goes->named : "o.title", name_of(of), static_cast<int>(of));
    }
    return trip.all(
        [](const db::Row& row) {
            return Held{row.get<RetentionClass>("class"), row.get<std::string>("object_id"),    row.get<std::string>("name"),
                        row.get<std::string>("reason"),   row.get<std::string>("held_by_name"), row.get<Instant>("held_at")};
        },
        fmt::format(
            "select h.class, h.object_id, h.reason, h.held_at, a.name as held_by_name, coalesce({}'') as name from retention_hold h "
            "join account a on a.id = h.held_by where h.partnership_id = $1 order by h.held_at desc, h.object_id",
            names),
        partnership);
}

void hold(db::Write& db, const By& by, RetentionClass of, const Due& due, const std::string& reason) {
    db.run(R"sql(
        insert into retention_hold (partnership_id, class, object_id, reason, held_by, held_at) values ($1, $2, $3, $4, $5, $6)
            on conflict (partnership_id, class, object_id) do update set reason = excluded.reason, held_by = excluded.held_by,
                held_at = excluded.held_at)sql",
           by.partnership, of, due.id, reason, by.who, by.at);
    events::record(db, by, {.verb = "held", .kind = name_of(of), .object = due.id, .after = reason_as_json(reason)});
}

bool release(db::Write& db, const By& by, RetentionClass of, const std::string& id) {
    const auto reason =
        db.first([](const db::Row& row) { return row.get<std::string>("reason"); },
                 "select reason from retention_hold where partnership_id = $1 and class = $2 and object_id = $3", by.partnership, of, id);
    if (!reason) return false;
    db.run("delete from retention_hold where partnership_id = $1 and class = $2 and object_id = $3", by.partnership, of, id);
    events::record(db, by, {.verb = "released", .kind = name_of(of), .object = id, .before = reason_as_json(*reason)});
    return true;
}

namespace {

void insert_disposal(db::Write& db, const Asked& asked) {
    const auto& disposal = asked.disposal;
    db.run("insert into disposal (partnership_id, id, class, years, state, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7)",
           disposal.partnership, disposal.id, disposal.of, disposal.years, disposal.state,
           disposal.asked_by.is_empty() ? std::nullopt : std::optional(disposal.asked_by), disposal.asked_at);
    for (const auto& item : asked.items)
        db.run("insert into disposal_item (partnership_id, disposal_id, object_id, name, since, gone) values ($1, $2, $3, $4, $5, 0)",
               disposal.partnership, disposal.id, item.id, item.name, item.since);
}

}  // namespace

void add_disposal(db::Write& db, const By& by, const Asked& asked) {
    insert_disposal(db, asked);
    events::record(db, by,
                   {.verb = "asked_for_disposal", .kind = "retention", .object = asked.disposal.id.text, .after = as_json(asked.disposal)});
}

Disposed dispose_by_itself(db::Write& db, const PartnershipId& partnership, const RetentionRule& rule, Instant now) {
    const auto due = list_due(db, partnership, rule, now);
    if (due.empty()) return {};
    const Disposal disposal{.partnership = partnership,
                            .id = DisposalId::make(now),
                            .of = rule.of,
                            .years = rule.years,
                            .state = DisposalState::approved,
                            .asked_by = {},
                            .asked_at = now,
                            .decided_by = {},
                            .decided_at = {},
                            .done_at = {}};
    insert_disposal(db, {disposal, due});
    return dispose(db, {partnership, {}, now}, disposal.id);
}

void save_decision(db::Write& db, const By& by, const Disposal& disposal) {
    if (1 != db.run("update disposal set state = $3, decided_by = $4, decided_at = $5 where partnership_id = $1 and id = $2 and state = 1",
                    by.partnership, disposal.id, disposal.state, disposal.decided_by, disposal.decided_at))
        return;
    events::record(db, by,
                   {.verb = disposal.state == DisposalState::approved ? "approved_disposal" : "turned_down_disposal",
                    .kind = "retention",
                    .object = disposal.id.text});
}

db::Answer<std::vector<DisposalWhole>> ask_disposals(db::Trip& trip, const PartnershipId& partnership) {
    return trip.all(
        [](const db::Row& row) {
            auto whole = read_disposal(row);
            whole.count = row.get<int>("items");
            return whole;
        },
        fmt::format("select (select count(*) from disposal_item i where i.partnership_id = d.partnership_id and i.disposal_id = d.id) as "
                    "items, {} where d.partnership_id = $1 order by d.asked_at desc, d.id desc",
                    disposal_columns),
        partnership);
}

std::optional<DisposalWhole> find_disposal(db::Read& db, const PartnershipId& partnership, const DisposalId& id) {
    auto whole =
        db.first(read_disposal, fmt::format("select {} where d.partnership_id = $1 and d.id = $2", disposal_columns), partnership, id);
    if (!whole) return std::nullopt;
    whole->items = db.all(
        [](const db::Row& row) {
            return DisposalItem{{row.get<std::string>("object_id"), row.get<std::string>("name"), row.get<Instant>("since")},
                                row.get<int>("gone") == 1};
        },
        "select object_id, name, since, gone from disposal_item where partnership_id = $1 and disposal_id = $2 order by since, object_id",
        partnership, id);
    whole->count = static_cast<int>(whole->items.size());
    return whole;
}

std::optional<Seen> look_up_disposal(db::Read& db, const Actor& actor, const std::string& id, Instant) {
    return db.first([](const db::Row&) { return Seen{{}, Extent::all}; },
                    "select 1 as one from disposal where partnership_id = $1 and id = $2", actor.partnership, id);
}

Disposed dispose(db::Write& db, const By& by, const DisposalId& id) {
    const auto whole = find_disposal(db, by.partnership, id);
    if (!whole || whole->disposal.state != DisposalState::approved) return {};
    const auto& disposal = whole->disposal;
    const auto root = name_of(disposal.of);
    const RetentionRule rule{disposal.of, disposal.years, 0};
    Disposed disposed;
    disposed.number = 1 + db.first([](const db::Row& row) { return row.get<int>("last"); },
                                   "select coalesce(max(number), 0) as last from disposal where partnership_id = $1", by.partnership)
                              .value_or(0);
    const auto why = fmt::format(R"({{"certificate":"{}"}})", disposed.number);
    for (const auto& item : whole->items) {
        if (!is_still_due(db, by.partnership, rule, by.at, item.due.id)) continue;
        for (const auto* sql : {"select hash from evidence_file where partnership_id = $1 and evidence_id = $2",
                                "select hash from evidence_preview where partnership_id = $1 and evidence_id = $2"})
            db.each([&](const db::Row& row) { disposed.hashes.push_back(row.get<std::string>("hash")); }, sql, by.partnership, item.due.id);
        std::ranges::copy(jobs::forget_about(db, by.partnership, item.due.id), std::back_inserter(disposed.hashes));
        if (disposal.of == RetentionClass::evaluation) evaluations::due_for_counting(db, by.partnership, EvaluationId{item.due.id});
        if (const auto& goes = table_of(disposal.of).goes; goes && !goes->leaves.empty())
            delete_parts(db, by, root, *goes, item.due.id);
        else
            delete_whole(db, by.partnership, root, item.due.id);
        people::end_roles_on(db, by.partnership, item.due.id, by.at);
        // What evidence, a talk or a comment is called may name people; titles of evaluations and waves stay on the certificate.
        const bool names_people = disposal.of != RetentionClass::evaluation && disposal.of != RetentionClass::wave;
        db.run(fmt::format("update disposal_item set gone = 1{} where partnership_id = $1 and disposal_id = $2 and object_id = $3",
                           names_people ? ", name = ''" : ""),
               by.partnership, disposal.id, item.due.id);
        events::record(db, by, {.verb = events::erased_verb, .kind = root, .object = item.due.id, .after = why});
    }
    db.run("update disposal set state = 4, done_at = $3, number = $4 where partnership_id = $1 and id = $2", by.partnership, disposal.id,
           by.at, disposed.number);
    return disposed;
}

std::vector<std::string> disposed_tables() {
    std::vector<std::string> names{"evaluation", "evidence", "event", "job", "disposal_item"};
    for (const auto& table : db::tagged_tables()) {
        if (!table.of.empty() || table.goes) names.push_back(table.name);
        if (table.goes)
            for (const auto& [other, column] : table.goes->empties) names.push_back(other);
    }
    return names;
}

db::Answer<ClockWatch> ask_clock(db::Trip& trip) {
    return trip.gathered<ClockWatch>(
        [](ClockWatch& watch, const db::Row& row) { watch = {row.get<Instant>("seen_at"), row.maybe<Instant>("leapt_from")}; },
        "select seen_at, leapt_from from clock_watch where id = 'clock'");
}

ClockWatch find_clock(db::Read& db) { return db::alone(db, ask_clock); }

void watch_clock(db::Write& db, Instant now) {
    const auto watch = find_clock(db);
    db.run("insert into clock_watch (id, seen_at) values ('clock', $1) on conflict (id) do update set seen_at = excluded.seen_at", now);
    if (watch.seen_at && !watch.leapt_from && is_leap(*watch.seen_at, now))
        db.run("update clock_watch set leapt_from = $1 where id = 'clock'", *watch.seen_at);
}

void confirm_clock(db::Write& db, const By& by) {
    db.run("update clock_watch set seen_at = $1, leapt_from = null where id = 'clock'", by.at);
    events::record(db, by, {.verb = "confirmed_clock", .kind = "retention", .object = "clock"});
}

}  // namespace touchstone::evidence

// What is kept for how long, what is due, and its disposal by two administrators.
#include <algorithm>

#include "evidence/pages.h"
#include "evidence/retention_store.h"
#include "jobs/job_store.h"
#include "web/fields.h"
#include "web/texts.h"

namespace touchstone::evidence {

namespace {

using web::text;

constexpr const char* home = "/rights/retention";

// What is no longer kept longer; and when the clock was seen last, as the one who says that it is right was shown it.
const FieldShape item_shape{"item", FieldShape::Kind::choice, 0, true}, before_shape{"before"};

std::string address_of(const DisposalId& id) { return std::string("/rights/disposals/") + id.text; }

web::Data rules_form(const web::Visit& visit, const std::vector<RetentionRule>& rules, const Problems& problems) {
    web::List fields;
    for (const auto& rule : rules) {
        const auto name = years_shape.in_row(name_of(rule.of)).name;
        const bool typed = visit.form.fields().contains(name);
        fields.push_back(web::Object{{"version_name", version_shape.in_row(name_of(rule.of)).name},
                                     {"version", std::to_string(rule.version)},
                                     {"input", web::text_input({.name = name,
                                                                .label = text("evaluations.retention.years." + name_of(rule.of)),
                                                                .hint = text("evaluations.retention.years_hint"),
                                                                .value = typed ? visit.form.text(name) : std::to_string(rule.years),
                                                                .width = "fixed-3"},
                                                               problems)}});
    }
    return web::Object{{"fields", fields}, {"button", web::button(text("evaluations.retention.save_years"), {}, {}, true)}};
}

web::Data due_form(const web::Visit& visit, const RetentionRule& rule, const std::vector<Due>& due, const Problems& problems) {
    const auto of = name_of(rule.of);
    const auto fields = choice_fields().in_row(of);
    std::vector<web::Option> options;
    ChoiceDraft draft;
    for (const auto& one : due) {
        const auto since = date_of(one.since);
        options.push_back(
            {one.id, one.name,
             text("evaluations.retention.since." + of, {{"date", in_words(since)}, {"goes", in_words(goes_on(rule, since))}})});
        draft.items.push_back(one.id);
    }
    if (visit.form.text(class_shape.name) == of) draft = web::read_draft(fields, visit.form);
    auto data = web::components(fields, draft, problems, {{"items", options}});
    data.merge({{"class", of},
                {"heading", text("evaluations.retention.due." + of)},
                {"none", due.empty()},
                {"more", due.size() == due_at_once},
                {"ask", goes_by_itself(rule.of) ? web::Data(false)
                                                : web::Data(web::button(text("evaluations.retention.ask"), do_shape.name, "ask"))},
                {"hold", web::button(text("evaluations.retention.hold"), do_shape.name, "hold", true)}});
    return data;
}

web::List held_rows(const std::vector<Held>& holds) {
    web::List rows;
    for (const auto& held : holds)
        rows.push_back(web::Object{
            {"name", held.name},
            {"reason", held.reason},
            {"by", text("evaluations.retention.held_by", {{"name", held.held_by_name}, {"date", in_words(date_of(held.held_at))}})},
            {"class", name_of(held.of)},
            {"id", held.id}});
    return rows;
}

std::string asked_by_word(const DisposalWhole& whole) {
    return whole.disposal.asked_by.is_empty() ? text("evaluations.retention.by_rule") : whole.asked_by_name;
}

web::Data disposals_table(const std::vector<DisposalWhole>& disposals) {
    if (disposals.empty()) return false;
    web::Table table{
        .id = "disposals", .caption = text("evaluations.retention.disposals"), .heads = {}, .rows = {}, .is_sortable = false, .csv = ""};
    for (const auto* column : {"asked", "what", "state", "asked_by", "decided_by"})
        table.heads.push_back({text(std::string("evaluations.retention.column.") + column), {}});
    for (const auto& whole : disposals)
        table.rows.push_back({{in_words(date_of(whole.disposal.asked_at)), address_of(whole.disposal.id)},
                              {web::counted("evaluations.retention.count." + name_of(whole.disposal.of), whole.count), {}},
                              {text("evaluations.retention.state." + name_of(whole.disposal.state)), {}},
                              {asked_by_word(whole), {}},
                              {whole.decided_by_name, {}}});
    return web::table(table);
}

Instant time_before(const ClockWatch& watch) { return watch.leapt_from ? *watch.leapt_from : *watch.seen_at; }

web::Data doubt_of(const ClockWatch& watch, Instant now) {
    if (!is_doubtful(watch, now)) return false;
    const auto before = time_before(watch);
    return web::Object{
        {"before", iso(before)},
        {"notice", web::notice("warning", text("evaluations.retention.doubt"),
                               text("evaluations.retention.doubt_why", {{"before", in_words(before)}, {"now", in_words(now)}}))}};
}

web::Response retention_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    const auto& partnership = visit.actor.partnership;
    const auto rules = list_rules(db, partnership);
    db::Trip trip(db);
    std::vector<db::Answer<std::vector<Due>>> due_by_rule;
    for (const auto& rule : rules) due_by_rule.push_back(ask_due(trip, partnership, rule, shown_until(rule, visit.now)));
    const auto clock = ask_clock(trip);
    const auto holds = ask_holds(trip, partnership);
    const auto disposals = ask_disposals(trip, partnership);
    trip.go();
    web::List due;
    for (std::size_t i = 0; i < rules.size(); ++i) due.push_back(due_form(visit, rules[i], *due_by_rule[i], problems));
    auto response = web::page("evidence/retention", text("evaluations.retention.title"),
                              {{"header", web::header("", text("evaluations.retention.title"), text("evaluations.retention.lead"))},
                               {"csrf", visit.csrf},
                               {"doubt", doubt_of(*clock, visit.now)},
                               {"due", due},
                               {"held", held_rows(*holds)},
                               {"disposals", disposals_table(*disposals)},
                               {"rules", rules_form(visit, rules, problems)}},
                              status);
    response.crumbs = {{"/people", text("people.list.title")}};
    response.who_can_see = text("people.audit.seen_by");
    response.problems = problems;
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) { return retention_page(visit, db, {}, web::Status::ok); }

web::Response again(const web::Visit& visit, db::Read& db, const Problems& problems) {
    return retention_page(visit, db, problems, web::Status::unprocessable);
}

web::Response save_years(const web::Visit& visit, db::Write& db) {
    Problems problems;
    std::vector<std::pair<RetentionRule, RetentionRule>> changes;
    for (const auto& rule : list_rules(db, visit.actor.partnership)) {
        const auto years = years_shape.in_row(name_of(rule.of)).name, version = version_shape.in_row(name_of(rule.of)).name;
        const auto changed = set_years(rule, visit.form.text(years));
        if (!changed) {
            problems.insert(problems.end(), changed.error().begin(), changed.error().end());
        } else if (visit.form.text(version) != std::to_string(rule.version)) {
            problems.push_back({years, "evaluations.retention.years_changed"});
        } else if (changed->years != rule.years) {
            changes.emplace_back(rule, *changed);
        }
    }
    if (!problems.empty()) return again(visit, db, problems);
    for (const auto& [before, after] : changes)
        if (!save_rule(db, visit.by(), before, after))
            return again(visit, db, {{years_shape.in_row(name_of(after.of)).name, "evaluations.retention.years_changed"}});
    return web::see_other(home);
}

web::Response hold_chosen(const web::Visit& visit, db::Write& db, RetentionClass of, const std::vector<Due>& due,
                          const ChoiceDraft& draft) {
    const auto items = keep_longer(of, due, draft.items, draft.reason);
    if (!items) return again(visit, db, items.error());
    for (const auto& item : *items) hold(db, visit.by(), of, item, draft.reason);
    return web::see_other(home);
}

// Either asks for the disposal of what was chosen, or keeps it longer.
web::Response choose(const web::Visit& visit, db::Write& db) {
    const auto of = retention_class_from(visit.form.text(class_shape.name));
    if (!of) return again(visit, db, {{"", "evaluations.retention.none_chosen"}});
    const auto draft = web::read_draft(choice_fields().in_row(name_of(*of)), visit.form);
    const auto rules = list_rules(db, visit.actor.partnership);
    const auto& rule = *std::ranges::find(rules, *of, &RetentionRule::of);
    const auto due = list_due(db, visit.actor.partnership, rule, shown_until(rule, visit.now), db::Only(draft.items));
    if (visit.form.text(do_shape.name) == "hold") return hold_chosen(visit, db, *of, due, draft);
    if (is_doubtful(find_clock(db), visit.now)) return again(visit, db, {{"", "evaluations.retention.doubt"}});
    const auto asked = ask_for_disposal(visit.actor, rule, due, draft.items, visit.now);
    if (!asked) return again(visit, db, asked.error());
    add_disposal(db, visit.by(), *asked);
    return web::see_other(address_of(asked->disposal.id));
}

web::Response release_one(const web::Visit& visit, db::Write& db) {
    const auto of = retention_class_from(visit.form.text(class_shape.name));
    if (!of || !release(db, visit.by(), *of, visit.form.text(item_shape.name)))
        return again(visit, db, {{"", "evaluations.retention.not_held"}});
    return web::see_other(home);
}

web::Response confirm(const web::Visit& visit, db::Write& db) {
    const auto watch = find_clock(db);
    if (!is_doubtful(watch, visit.now)) return web::see_other(home);
    if (visit.form.text(before_shape.name) != iso(time_before(watch)))
        return retention_page(visit, db, {{"", "evaluations.retention.clock_moved"}}, web::Status::conflict);
    confirm_clock(db, visit.by());
    return web::see_other(home);
}

web::Response disposal_page(const web::Visit& visit, const DisposalWhole& whole, const Problems& problems, web::Status status) {
    const auto& disposal = whole.disposal;
    const auto key = [](const char* name) { return text(std::string("evaluations.retention.column.") + name); };
    std::vector<web::SummaryRow> rows{{key("state"), text("evaluations.retention.state." + name_of(disposal.state)), {}, {}, {}}};
    if (disposal.number > 0) rows.push_back({key("number"), std::to_string(disposal.number), {}, {}, {}});
    rows.push_back({key("what"), web::counted("evaluations.retention.count." + name_of(disposal.of), whole.count), {}, {}, {}});
    rows.push_back(
        {key("rule"), text("evaluations.retention.rule." + name_of(disposal.of), {{"years", std::to_string(disposal.years)}}), {}, {}, {}});
    rows.push_back({key("asked_by"), web::listed({asked_by_word(whole), in_words(disposal.asked_at)}), {}, {}, {}});
    if (disposal.decided_at)
        rows.push_back({key("decided_by"), web::listed({whole.decided_by_name, in_words(*disposal.decided_at)}), {}, {}, {}});
    if (disposal.done_at) rows.push_back({key("done"), in_words(*disposal.done_at), {}, {}, {}});
    web::Table table{.id = "items",
                     .caption = text("evaluations.retention.items"),
                     .heads = {{key("title"), {}}, {key("since"), {}}},
                     .rows = {},
                     .is_sortable = false,
                     .csv = ""};
    if (disposal.done_at) table.heads.push_back({key("gone"), {}});
    for (const auto& item : whole.items) {
        const auto name = item.due.name.empty() ? text("evaluations.retention.nameless." + name_of(disposal.of)) : item.due.name;
        table.rows.push_back({{name, {}}, {in_words(date_of(item.due.since)), {}}});
        if (disposal.done_at)
            table.rows.back().push_back({text(item.gone ? "evaluations.retention.gone" : "evaluations.retention.stayed"), {}});
    }
    const bool waits = disposal.state == DisposalState::asked;
    const auto title = text(disposal.number > 0 ? "evaluations.retention.certificate" : "evaluations.retention.disposal");
    auto response = web::page("evidence/disposal", title,
                              {{"header", web::header("", title)},
                               {"csrf", visit.csrf},
                               {"summary", web::Object{{"rows", web::summary_list(rows)["rows"]}}},
                               {"table", web::table(table)},
                               {"href", address_of(disposal.id)},
                               {"may_approve", waits && disposal.asked_by != visit.actor.id},
                               {"needs_other", waits && disposal.asked_by == visit.actor.id},
                               {"waits", waits}},
                              status);
    response.crumbs = {{home, text("evaluations.retention.title")}};
    response.who_can_see = text("people.audit.seen_by");
    response.problems = problems;
    return response;
}

web::Response show_disposal(const web::Visit& visit, db::Read& db) {
    const auto whole = find_disposal(db, visit.actor.partnership, visit.id<DisposalId>("disposal"));
    return whole ? disposal_page(visit, *whole, {}, web::Status::ok) : web::not_found();
}

web::Response decide(const web::Visit& visit, db::Write& db, bool is_approval) {
    const auto whole = find_disposal(db, visit.actor.partnership, visit.id<DisposalId>("disposal"));
    if (!whole) return web::not_found();
    const auto refused = [&](const Problems& problems) { return disposal_page(visit, *whole, problems, web::Status::unprocessable); };
    const auto decided =
        is_approval ? approve(whole->disposal, visit.actor, visit.now) : turn_down(whole->disposal, visit.actor, visit.now);
    if (!decided) return refused(decided.error());
    if (is_approval && is_doubtful(find_clock(db), visit.now)) return refused({{"", "evaluations.retention.doubt"}});
    const auto job = is_approval ? jobs::ask(db, visit.actor, "disposal", decided->id.text, visit.now) : std::nullopt;
    if (is_approval && !job) return refused({{"", "people.rights.too_many"}});
    save_decision(db, visit.by(), *decided);
    return web::see_other(job ? "/jobs/" + job->text : address_of(decided->id));
}

web::Response approve_disposal(const web::Visit& visit, db::Write& db) { return decide(visit, db, true); }
web::Response turn_down_disposal(const web::Visit& visit, db::Write& db) { return decide(visit, db, false); }

}  // namespace

void add_retention_pages(web::Router& router) {
    router.object("disposal", look_up_disposal);
    router.get(home, may::administer_partnership, show);
    router.post(home, may::administer_partnership, choose, {.fields = web::taken(choice_fields().in_row("*"), {class_shape, do_shape})});
    router.post("/rights/retention/years", may::administer_partnership, save_years,
                {.fields = {years_shape.in_row("*"), version_shape.in_row("*")}});
    router.post("/rights/retention/release", may::administer_partnership, release_one, {.fields = {class_shape, item_shape}});
    router.post("/rights/retention/clock", may::administer_partnership, confirm, {.fields = {before_shape}});
    router.get("/rights/disposals/{disposal}", may::administer_partnership, show_disposal);
    router.post("/rights/disposals/{disposal}/approve", may::administer_partnership, approve_disposal);
    router.post("/rights/disposals/{disposal}/turn-down", may::administer_partnership, turn_down_disposal);
}

}  // namespace touchstone::evidence

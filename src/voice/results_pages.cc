// What a closed wave tells: each question as a picture with its table, by group where that may be shown; a file of the same numbers; and
// the evidence that it becomes.
#include <algorithm>

#include <fmt/format.h>

#include "base/csv.h"
#include "charts/shares.h"
#include "charts/statistics_words.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "statistics/intervals.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/replies_words_pages.h"
#include "voice/results.h"
#include "voice/voice_words_pages.h"
#include "voice/wall_store.h"
#include "voice/wall_words_pages.h"
#include "voice/wave_store.h"
#include "web/fields.h"

namespace touchstone::voice {
namespace {

using web::text;

constexpr double coverage = 0.95;
const FieldShape security_shape{"security", FieldShape::Kind::choice, 0, true};

struct Told {
    WaveFound found;
    Results results;
    std::optional<WaveFound> before;  // the wave before, whose numbers are other people's: neither tells anything of the other
    std::optional<Results> results_before;
    std::vector<Statement> statements;  // of a wall
    std::vector<EvidenceId> made;
};
// While it is open there are no results.
std::optional<Told> told_at(const web::Visit& visit, db::Read& db) {
    const auto& partnership = visit.actor.partnership;
    const auto id = wave_id_at(visit);
    db::Trip trip(db);
    const auto found = ask_wave_uncounted(trip, partnership, id), before = ask_wave_before(trip, partnership, id);
    const auto results = ask_results(trip, partnership, id), results_before = ask_results_before(trip, partnership, id);
    const auto statements = ask_statements(trip, partnership, id);
    const auto made = ask_evidence_made(trip, partnership, id);
    trip.go();
    if (!*found) return std::nullopt;
    const auto& wave = (*found)->wave;
    return Told{**found, results->value_or(Results{wave.smallest, wave.zeros_shown, {}, {}}), *before, *results_before, *statements, *made};
}

const Question* question_of(const Wave& wave, const ShownTable& table) {
    for (const auto& question : wave.content.questions)
        if (table.question == question.name || table.question.starts_with(question.name + ".")) return &question;
    return nullptr;
}

std::string title_of(const Wave& wave, const ShownTable& table) {
    const auto* question = question_of(wave, table);
    if (question == nullptr) return text("voice.helped.legend");
    const auto label = words_of(wave.content, question->label);
    for (const auto& row : question->rows)
        if (table.question == question->name + "." + row.name) return label + " – " + words_of(wave.content, row.label);
    return label;
}

charts::Shares picture_of(const Wave& wave, const ShownTable& table, const ShownRow& row, const std::string& id, const std::string& title) {
    charts::Shares picture{
        .id = id, .title = title, .sentence = web::counted("voice.results.base", row.base.value_or(0)), .words = share_words(), .rows = {}};
    const auto* question = question_of(wave, table);
    for (std::size_t i = 0; i < table.choices.size(); ++i) {
        std::optional<charts::Share> share;
        if (const auto& count = row.counts[i]; count && row.base && *row.base > 0) {
            const auto bounds = statistics::wilson(*count, *row.base, coverage);
            share = charts::Share{*count, static_cast<double>(*count) / *row.base, bounds.lower, bounds.upper};
        }
        picture.rows.push_back({choice_word(wave, question, table.choices[i]), share});
    }
    return picture;
}

// A question that was asked with the same words in the wave before: how many gave each answer then and now.
web::Data change_of(const Told& told, const ShownTable& table, const std::string& id) {
    if (!told.results_before) return false;
    const auto& [wave, before] = std::tie(told.found.wave, told.before->wave);
    const auto* question = question_of(wave, table);
    const auto same = compared(wave.content, before.content);
    if (question == nullptr || same.at(question->name) != Comparison::comparable) return false;
    const auto& tables = told.results_before->tables;
    const auto earlier = std::ranges::find(tables, table.question, &ShownTable::question);
    if (earlier == tables.end()) return false;
    const auto share_in = [](const ShownTable& of, const std::string& choice) -> std::optional<double> {
        const auto at = std::ranges::find(of.choices, choice);
        if (at == of.choices.end() || !of.all.base || *of.all.base == 0) return std::nullopt;
        const auto& count = of.all.counts[static_cast<std::size_t>(at - of.choices.begin())];
        return count ? std::optional(static_cast<double>(*count) / *of.all.base) : std::nullopt;
    };
    charts::Dumbbell picture{
        .id = id,
        .title = text("voice.results.change"),
        .sentence = text("voice.results.change_about", {{"before", name_of_wave(before)}, {"now", name_of_wave(wave)}}),
        .measure = {.is_share = true},
        .words = charts::dumbbell_words({.is_share = true}),
        .rows = {}};
    picture.words.row = text("voice.results.answer");
    picture.words.first = text("voice.wave.number", {{"number", std::to_string(wave.number)}});
    picture.words.second = text("voice.wave.number", {{"number", std::to_string(before.number)}});
    for (const auto& choice : table.choices)
        picture.rows.push_back({choice_word(wave, question, choice), share_in(table, choice), share_in(*earlier, choice)});
    return charts::dumbbell_figure(picture);
}

web::List tables_of(const Told& told) {
    const auto& wave = told.found.wave;
    web::List tables;
    for (const auto& table : told.results.tables) {
        const auto title = title_of(wave, table);
        const auto id = fmt::format("result_{}", tables.size() + 1);
        web::List groups;
        for (std::size_t i = 0; i < table.by_group.size(); ++i)
            groups.push_back(charts::shares_figure(
                picture_of(wave, table, table.by_group[i], fmt::format("{}_{}", id, i + 1), groups_word(wave, table.by_group[i].groups))));
        tables.push_back(web::Object{{"figure", charts::shares_figure(picture_of(wave, table, table.all, id, title))},
                                     {"unclear", is_often_unclear(table)},
                                     {"change", change_of(told, table, id + "_change")},
                                     {"fate", false},
                                     {"has_groups", !groups.empty()},
                                     {"groups_head", text("voice.results.by_group")},
                                     {"groups", groups}});
    }
    return tables;
}

// Of a wall, as long as it is open: none.
std::vector<Statement> statements_of(const web::Visit& visit, const Told& told) {
    if (!told.found.wave.is_wall || !told.found.wave.closed_at) return {};
    return in_order(told.statements, told.results, visit.query.text("order") == "agreement");
}

web::Data order_link(const web::Visit& visit, const Told& told) {
    if (!told.found.wave.is_wall || !told.results.answers) return false;
    const bool by_agreement = visit.query.text("order") == "agreement";
    return web::link(address_of(told.found.wave) + "/results" + (by_agreement ? "" : "?order=agreement"),
                     text(by_agreement ? "voice.wall.as_they_came" : "voice.wall.by_agreement"));
}

// Why there are no numbers, in words; nothing where there are some.
std::string why_none(const Told& told) {
    if (!told.found.wave.closed_at) return text("voice.results.still_open");
    return told.results.answers ? std::string() : text("voice.results.too_few", {{"count", std::to_string(told.results.smallest)}});
}

// How far it can be relied on is the one thing that the wave does not say.
web::Object making_form(const web::Visit& visit, const std::string& address, const Problems& problems) {
    return {{"csrf", visit.csrf},
            {"action", address + "/evidence"},
            {"security", evidence::security_radios(visit, problems)},
            {"button", web::button(text("voice.results.make"))}};
}

web::Response results_page(const web::Visit& visit, db::Read& db, const Problems& problems) {
    auto told = told_at(visit, db);
    if (!told) return web::not_found();
    const auto& [found, results, before, results_before, statements, evidence] = *told;
    const auto& wave = found.wave;
    const auto address = address_of(wave);
    web::List made;
    for (const auto& id : evidence) made.push_back(web::link("/evidence/" + id.text, text("voice.results.evidence")));
    const bool writes = may_write(visit);
    const bool may_make = writes && made.empty() && results.answers;
    auto response = wave_page(
        "voice/results", text("voice.results.title"), found,
        {{"header", web::header(name_of_wave(wave), text("voice.results.title"),
                                results.answers ? web::counted("voice.results.answers", *results.answers) : std::string())},
         {"too_few", web::or_false(why_none(*told))},
         {"rate", wave.invited > 0 && results.answers ? web::Data(text("voice.wave.rate", {{"sent", std::to_string(*results.answers)},
                                                                                           {"invited", std::to_string(wave.invited)}}))
                                                      : web::Data(false)},
         {"collected", web::or_false(collected_with(wave))},
         {"rule", text("voice.results.rule", {{"count", std::to_string(results.smallest)}})},
         {"order", order_link(visit, *told)},
         {"tables", wave.is_wall ? statement_tables(wave, statements_of(visit, *told), results, writes) : tables_of(*told)},
         {"words", wave.is_wall || !visit.may(Ability::evaluate, "wave")
                       ? web::Data(false)
                       : web::Data(web::link(address + "/words", text("voice.words.link")))},
         {"file", web::link(address + "/results.csv", text("voice.results.file"))},
         {"made", made},
         {"make", may_make ? web::Data(making_form(visit, address, problems)) : web::Data(false)}},
        problems.empty() ? web::Status::ok : web::Status::unprocessable);
    response.problems = problems;
    if (may_make) response.forms = {{address + "/evidence", {{{security_shape, {""}}}, {}}}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) { return results_page(visit, db, {}); }

std::string count_word(const ShownCount& count) { return count ? std::to_string(*count) : "*"; }

// The same numbers as the page: a row for each answer of each group.
std::vector<std::vector<std::string>> rows_of(const Told& told) {
    const auto& wave = told.found.wave;
    std::vector<std::vector<std::string>> rows{{text("voice.results.question"), text("voice.results.group"), text("voice.results.answer"),
                                                text("voice.results.count"), text("voice.results.of")}};
    for (const auto& table : told.results.tables) {
        const auto add = [&](const ShownRow& row, const std::string& group) {
            for (std::size_t i = 0; i < table.choices.size(); ++i)
                rows.push_back({title_of(wave, table), group, choice_word(wave, question_of(wave, table), table.choices[i]),
                                count_word(row.counts[i]), count_word(row.base)});
        };
        add(table.all, text("voice.results.everybody"));
        for (const auto& row : table.by_group) add(row, groups_word(wave, row.groups));
    }
    return rows;
}

web::Response table_file(const web::Visit& visit, db::Read& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    const auto& wave = told->found.wave;
    auto rows = wave.is_wall ? statement_rows(wave, statements_of(visit, *told), told->results) : rows_of(*told);
    return web::download_of(csv_file(rows), fmt::format("{}.csv", text("voice.results.file_name")), "text/csv; charset=utf-8");
}

// What it shows on a theme, a person says.
web::Response make_evidence(const web::Visit& visit, db::Write& db) {
    const auto told = told_at(visit, db);
    if (!told) return web::not_found();
    if (!told->results.answers) return results_page(visit, db, {{"", "voice.results.nothing_to_make"}});
    if (!told->made.empty()) return results_page(visit, db, {{"", "voice.results.made_already"}});
    const auto security = evidence::security_from(visit.form.text("security"));
    if (!security) return results_page(visit, db, {{"security", "evaluations.evidence.security_missing"}});
    const auto& wave = told->found.wave;
    auto item = evidence_of(wave, told->results, *security, visit.settings.base_url + address_of(wave) + "/results");
    item.id = EvidenceId::make(visit.now);
    item.added_by = visit.actor.id;
    item.added_at = visit.now;
    make_evidence_of(db, visit.by(), wave.id, item);
    return web::see_other("/evidence/" + item.id.text, "evidence");
}

}  // namespace

void add_results_pages(web::Router& router) {
    for (const std::string one : {"/waves/{wave}", "/walls/{wall}"}) {
        router.get(one + "/results", may::read, show);
        router.get(one + "/results.csv", may::read, table_file);
        router.post(one + "/evidence", may::evaluate, make_evidence, {.fields = {security_shape}, .form_at = one + "/results"});
    }
}

}  // namespace touchstone::voice

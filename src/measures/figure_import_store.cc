#include "measures/figure_import_store.h"

#include <fmt/format.h>

#include "events/event_store.h"

namespace touchstone::measures {
namespace {

FileFound found_or_nothing(const std::string& json) { return json.empty() ? FileFound{} : file_found_from(json); }

FigureImport read_import(const db::Row& row) {
    return {.id = row.get<FigureImportId>("id"),
            .owner = row.get<OrganisationId>("owner_id"),
            .owner_name = row.get<std::string>("owner_name"),
            .file_name = row.get<std::string>("file_name"),
            .file_hash = row.get<std::string>("file_hash"),
            .state = row.get<ImportState>("state"),
            .found = found_or_nothing(row.get<std::string>("found")),
            .answers = import_draft_from(row.get<std::string>("answers")),
            .result = import_result_from(row.get<std::string>("result")),
            .made_by = row.get<AccountId>("made_by"),
            .made_at = row.get<Instant>("made_at"),
            .version = row.get<int>("version")};
}

std::string counts_in_words(const ImportResult& it) {
    const auto digits = [](std::int64_t count) { return std::vector{std::to_string(count)}; };
    return touchstone::as_json({{{"added"}, digits(it.added)},
                                {{"corrected"}, digits(it.corrected)},
                                {{"unchanged"}, digits(it.unchanged)},
                                {{"left_out"}, digits(it.twice + it.above)}});
}

}  // namespace

std::optional<Seen> look_up_figure_import(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql =
        fmt::format("select m.owner_id from figure_import m where m.partnership_id = $1 and m.id = $4 and {}", measure_is_there);
    const auto sight = sight_of(actor, now);
    return db.first([](const db::Row& row) { return Seen{{row.get<OrganisationId>("owner_id"), {}, {}}, Extent::all}; }, sql,
                    sight.partnership, sight.member, sight.organisations, id);
}

db::Answer<std::optional<FigureImport>> ask_figure_import(db::Trip& trip, const PartnershipId& partnership, const FigureImportId& id) {
    return trip.first(read_import, R"sql(
        select i.id, i.owner_id, coalesce(o.name, '') as owner_name, i.file_name, i.file_hash, i.state, i.found, i.answers, i.result,
               i.made_by, i.made_at, i.version
          from figure_import i left join organisation o on o.partnership_id = i.partnership_id and o.id = i.owner_id
         where i.partnership_id = $1 and i.id = $2)sql",
                      partnership, id);
}

std::optional<FigureImport> find_figure_import(db::Read& db, const PartnershipId& partnership, const FigureImportId& id) {
    db::Trip trip(db);
    const auto import = ask_figure_import(trip, partnership, id);
    trip.go();
    return *import;
}

std::vector<ListedImport> list_figure_imports(db::Read& db, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select m.id, m.owner_id, m.file_name, m.state, m.made_at
          from figure_import m
         where m.partnership_id = $1 and {}
         order by m.made_at desc, m.id desc
         limit $4)sql",
                                        measure_is_there);
    return db.all(
        [](const db::Row& row) {
            return ListedImport{row.get<FigureImportId>("id"), row.get<OrganisationId>("owner_id"), row.get<std::string>("file_name"),
                                row.get<ImportState>("state"), row.get<Instant>("made_at")};
        },
        sql, sight.partnership, sight.member, sight.organisations, imports_listed);
}

std::optional<SaidBefore> find_said_before(db::Read& db, const PartnershipId& partnership, const OrganisationId& owner,
                                           const std::string& heads) {
    return db.first(
        [](const db::Row& row) {
            SaidBefore said{import_draft_from(row.get<std::string>("answers")), {}};
            for (const auto& measure : file_found_from(row.get<std::string>("found")).measures) said.keys.push_back(measure.key());
            return said;
        },
        R"sql(
        select found, answers
          from figure_import
         where partnership_id = $1 and owner_id = $2 and heads = $3 and answers <> ''
         order by made_at desc, id desc
         limit 1)sql",
        partnership, owner, heads);
}

void add_figure_import(db::Write& db, const By& by, const FigureImport& it) {
    db.run(R"sql(
        insert into figure_import (partnership_id, id, owner_id, file_name, file_hash, heads, state, found, answers, result, made_by, made_at,
                                   version)
        values ($1, $2, $3, $4, $5, '', $6, '', '', '', $7, $8, 1))sql",
           by.partnership, it.id, it.owner, it.file_name, it.file_hash, ImportState::reading, by.who, by.at);
}

void save_found(db::Write& db, const PartnershipId& partnership, const FigureImportId& id, const FileFound& found) {
    const auto state = found.why_refused().empty() ? ImportState::waiting : ImportState::refused;
    db.run(R"sql(
        update figure_import set state = $3, heads = $4, found = $5, version = version + 1
         where partnership_id = $1 and id = $2 and state = $6)sql",
           partnership, id, state, found.heads, as_json(found), ImportState::reading);
}

bool answer_import(db::Write& db, const By& by, const FigureImport& before, const ImportDraft& answers,
                   const std::vector<KeptMeasure>& made) {
    if (0 == db.run(R"sql(
        update figure_import set state = $4, answers = $5, result = '', version = version + 1
         where partnership_id = $1 and id = $2 and version = $3)sql",
                    by.partnership, before.id, before.version, ImportState::answered, as_json(answers)))
        return false;
    for (const auto& measure : made) add_measure(db, by, measure);
    return true;
}

PartEntered enter_part(db::Write& db, const By& by, const FigureImportId& id, const std::vector<ToEnter>& part, ImportResult so_far) {
    std::map<std::pair<MeasureId, Whose>, std::string> fresh;
    PartEntered entered{so_far, {}};
    std::vector<Placed> placed;
    for (const auto& each : part) {
        auto series = each.series;
        if (series.empty()) {
            auto& found = fresh[{each.measure, each.whose}];
            if (found.empty()) found = series_of(db, by, each.measure, each.whose);
            series = found;
        }
        entered.series.push_back(series);
        placed.push_back({each.measure, series, each.figure});
    }
    const auto counts = enter_all(db, by, placed);
    entered.result.handled += std::ssize(part);
    entered.result.added += counts.added;
    entered.result.corrected += counts.corrected;
    entered.result.unchanged += counts.unchanged;
    db.run("update figure_import set result = $3 where partnership_id = $1 and id = $2", by.partnership, id, as_json(entered.result));
    return entered;
}

void finish_import(db::Write& db, const By& by, const FigureImportId& id, const ImportResult& result) {
    if (0 == db.run(R"sql(
        update figure_import set state = $3, result = $4, version = version + 1
         where partnership_id = $1 and id = $2 and state = $5)sql",
                    by.partnership, id, ImportState::done, as_json(result), ImportState::answered))
        return;
    events::record(db, by, {.verb = "imported_figures", .kind = "figure_import", .object = id.text, .after = counts_in_words(result)});
}

}  // namespace touchstone::measures

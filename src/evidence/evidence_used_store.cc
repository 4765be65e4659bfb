#include "evidence/evidence_used_store.h"

#include <fmt/format.h>

#include "evidence/evidence_row_store.h"
#include "evidence/sight_store.h"

namespace touchstone::evidence {
namespace {

OnTheme read_on_theme(const db::Row& row) {
    return {{row.get<std::string>("indicator"), row.get<int>("theme")},
            row.get<FindingId>("finding_id"),
            row.get<FindingKind>("finding_kind"),
            row.get<std::string>("statement"),
            read_evidence(row),
            row.get<std::string>("excerpt"),
            row.get<std::string>("place")};
}

NotShared read_not_shared(const db::Row& row) { return {row.get<std::string>("owner_name"), row.get<int>("items")}; }

constexpr const char* on_theme_columns =
    "t.indicator, t.theme, f.id as finding_id, f.kind as finding_kind, f.statement, f.excerpt, f.place";

constexpr const char* owner_of_item = "left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id";

}  // namespace

db::Answer<std::vector<OnTheme>> ask_on_themes(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation,
                                               const std::string& besides) {
    static const auto sql =
        fmt::format("{} select {}, {} from e {} order by t.indicator, t.theme, {}, f.id", with_used_evidence(there_or_besides("$8")),
                    on_theme_columns, evidence_columns, findings_on_themes(), by_source);
    return trip.all(read_on_theme, sql, sight, evaluation, besides);
}

db::Answer<std::vector<OnTheme>> ask_on_themes_of(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation,
                                                  const std::string& indicator) {
    static const auto sql =
        fmt::format("select {}, {} from {} {} where t.indicator = $8 and {} order by t.theme, {}, f.id", on_theme_columns, evidence_columns,
                    used_evidence, findings_on_themes(), evidence_is_there(), by_source);
    return trip.all(read_on_theme, sql, sight, evaluation, indicator);
}

std::vector<OnTheme> list_on_themes(db::Read& db, const Sight& sight, const EvaluationId& evaluation, const std::string& indicator) {
    return indicator.empty() ? db::alone(db, ask_on_themes, sight, evaluation, "")
                             : db::alone(db, ask_on_themes_of, sight, evaluation, indicator);
}

db::Answer<std::vector<NotShared>> ask_not_shared(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation,
                                                  const std::string& besides) {
    static const auto sql = fmt::format(R"sql(
        select coalesce(o.name, '') as owner_name, count(*) as items
          from {} {}
         where not {}
         group by o.name
         order by o.name)sql",
                                        used_evidence, owner_of_item, there_or_besides("$8"));
    return trip.all(read_not_shared, sql, sight, evaluation, besides);
}

db::Answer<std::vector<NotShared>> ask_not_shared_on(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation,
                                                     const std::string& indicator) {
    static const auto sql = fmt::format(R"sql(
        select coalesce(o.name, '') as owner_name, count(distinct e.id) as items
          from {} {} {}
         where t.indicator = $8 and not {}
         group by o.name
         order by o.name)sql",
                                        used_evidence, findings_on_themes(), owner_of_item, evidence_is_there());
    return trip.all(read_not_shared, sql, sight, evaluation, indicator);
}

}  // namespace touchstone::evidence

#include "evidence/evidence_list_store.h"

#include <fmt/format.h>

#include "base/text.h"
#include "base/word_search.h"
#include "db/only.h"
#include "evaluations/sight_store.h"
#include "evidence/evidence_row_store.h"
#include "evidence/sight_store.h"

namespace touchstone::evidence {

using namespace evaluations;
namespace {

// The words that one looks for are the arguments from here on, empty where there are fewer.
constexpr int first_word = 12;

template <class Each>
std::string for_each_word(const char* between, Each each) {
    std::string sql;
    for (int i = 0; i < static_cast<int>(search_words_max); ++i) sql += (i > 0 ? between : "") + each(fmt::format("${}", first_word + i));
    return sql;
}

// Whether every word stands in the item `e`, in one of its findings or in one of its files.
std::string holds_all_words() {
    return for_each_word(" and ", [](const std::string& word) {
        return fmt::format(
            R"sql(({0} = '' or exists (select 1 from evidence_text t where t.partnership_id = e.partnership_id and t.evidence_id = e.id
                          and strpos(t.words_key, {0}) > 0)))sql",
            word);
    });
}

// How many of the words stand in `key`.
std::string words_in(const std::string& key) {
    return for_each_word(" + ", [&](const std::string& word) {
        return fmt::format("case when {0} <> '' and strpos({1}, {0}) > 0 then 1 else 0 end", word, key);
    });
}

constexpr std::size_t shown_around = 240;  // characters

// Cut between words, with a mark where something was left out.
std::string in_whole_words(std::string cut) {
    constexpr std::string_view mark = "…";
    if (cut.starts_with(mark))
        if (const auto space = cut.find(' '); space != std::string::npos) cut.replace(mark.size(), space - mark.size(), "");
    if (characters(cut) < shown_around) return cut;
    if (const auto space = cut.rfind(' '); space != std::string::npos) cut.resize(space);
    return cut + " " + std::string(mark);
}

// What stands around the first of the words that are in `key`, after a mark where it is not the beginning.
std::string around(const std::string& words, const std::string& key) {
    const auto at = "coalesce(" +
                    for_each_word(", ", [&](const std::string& word) { return fmt::format("nullif(strpos({1}, {0}), 0)", word, key); }) +
                    ", 1)";
    return fmt::format("case when {1} > 80 then '…' || substr({0}, {1} - 80, {2}) else substr({0}, 1, {2}) end", words, at, shown_around);
}

// A page of items first; then, for those alone, the finding and the file that hold most of the words.
std::string listing() {
    return fmt::format(R"sql(
        with listed as materialized (
            select {2}, count(*) over () as total, o.name as owner_name,
                   coalesce((select v.framework_hash from evaluation v where v.partnership_id = $1 and v.id = $7),
                            (select hash from framework order by published_at desc, id limit 1)) as framework_hash,
                   case when h.evidence_id is null then 0 else 1 end as used_here
              from evidence e
              left join evidence_use h on h.partnership_id = e.partnership_id and h.evidence_id = e.id and h.evaluation_id = $7
              left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
             where e.partnership_id = $1 and {0} and ($8 = 0 or h.evidence_id is not null) and ($9 = '' or e.source = $9)
               and ($20 = 0 or e.security = $20) and e.period_to between $22 and $23
               and ($21 = '' or exists (select 1 from finding y join finding_theme z on z.partnership_id = y.partnership_id and z.finding_id = y.id
                                         where y.partnership_id = e.partnership_id and y.evidence_id = e.id and y.withdrawn_at is null
                                           and z.indicator = $21))
               and ($24 = '' or e.owner_id = case when $24 = 'partnership' then '' else $24 end)
               and ($26 = '' or exists (select 1 from evidence_label b where b.partnership_id = e.partnership_id and b.evidence_id = e.id
                                           and b.label_key = $26))
               and (({3}) or $25 like '%,' || e.id || ',%')
             order by e.added_at desc, e.id desc
             limit $10 offset $11),
        placed as materialized (
            select listed.*,
                   (select x.object_id from evidence_text x where x.partnership_id = $1 and x.evidence_id = listed.id and x.kind = 2 and {4} > 0
                     order by {4} desc, x.object_id limit 1) as finding_id,
                   (select x.object_id from evidence_text x where x.partnership_id = $1 and x.evidence_id = listed.id and x.kind = 3 and {4} > 0
                     order by {4} desc, x.object_id limit 1) as file_id,
                   (select count(*) from finding f where f.partnership_id = $1 and f.evidence_id = listed.id and f.withdrawn_at is null) as findings,
                   (select count(*) from evidence_file f where f.partnership_id = $1 and f.evidence_id = listed.id) as files,
                   (select count(*) from evidence_use u join evaluation v on v.partnership_id = u.partnership_id and v.id = u.evaluation_id
                     where u.partnership_id = $1 and u.evidence_id = listed.id and {1} = 3) as uses
              from listed)
        select e.*, {5} as in_finding, {6} as in_file, n.name as file_name
          from placed e
          left join finding f on f.partnership_id = $1 and f.id = e.finding_id
          left join evidence_text w on w.partnership_id = $1 and w.evidence_id = e.id and w.object_id = e.finding_id
          left join evidence_text t on t.partnership_id = $1 and t.evidence_id = e.id and t.object_id = e.file_id
          left join evidence_file n on n.partnership_id = $1 and n.id = e.file_id
         order by e.added_at desc, e.id desc)sql",
                       evidence_is_there(), evaluation_extent(), evidence_columns, holds_all_words(), words_in("x.words_key"),
                       around("f.statement || ' ' || f.excerpt", "w.words_key"), around("t.words", "t.words_key"));
}

}  // namespace

db::Answer<EvidencePage> ask_evidence_listed(db::Trip& trip, const Sight& sight, const EvidenceFilter& filter) {
    static const auto sql = listing();
    auto words = filter.words;
    words.resize(search_words_max);
    const auto gather = [](EvidencePage& page, const db::Row& row) {
        page.total = row.get<int>("total");
        page.framework_hash = row.get<std::string>("framework_hash");
        page.items.push_back(
            {read_evidence(row), row.maybe<std::string>("owner_name").value_or(""), row.get<int>("findings"), row.get<int>("files"),
             row.get<int>("uses"), row.get<int>("used_here") > 0, in_whole_words(row.maybe<std::string>("in_finding").value_or("")),
             in_whole_words(row.maybe<std::string>("in_file").value_or("")), row.maybe<std::string>("file_name").value_or("")});
    };
    std::vector<db::Value> more(words.begin(), words.end());
    more.insert(more.end(),
                {filter.security ? std::int64_t{static_cast<int>(*filter.security)} : std::int64_t{0}, filter.indicator,
                 iso(filter.ended_from), iso(filter.ended_to), filter.owner, db::in_one_text(filter.besides), reader_key(filter.label)});
    return trip.gathered<EvidencePage>(gather, sql, sight, filter.evaluation, filter.only_used, filter.source, filter.per_page,
                                       (std::max(filter.page, 1) - 1) * filter.per_page, more);
}

db::Answer<std::vector<std::pair<std::string, std::string>>> ask_evidence_owners(db::Trip& trip, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select distinct e.owner_id, coalesce(o.name, '') as name
          from evidence e left join organisation o on o.partnership_id = e.partnership_id and o.id = e.owner_id
         where e.partnership_id = $1 and {}
         order by e.owner_id)sql",
                                        evidence_is_there());
    return trip.all([](const db::Row& row) { return std::pair(row.get<std::string>("owner_id"), row.get<std::string>("name")); }, sql,
                    sight);
}

db::Answer<std::vector<std::string>> ask_evidence_labels(db::Trip& trip, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select min(b.label) as label
          from evidence_label b join evidence e on e.partnership_id = b.partnership_id and e.id = b.evidence_id
         where e.partnership_id = $1 and {}
         group by b.label_key
         order by b.label_key)sql",
                                        evidence_is_there());
    return trip.all([](const db::Row& row) { return row.get<std::string>("label"); }, sql, sight);
}

EvidencePage list_evidence(db::Read& db, const Sight& sight, const EvidenceFilter& filter) {
    return db::alone(db, ask_evidence_listed, sight, filter);
}

std::vector<Ticked> list_ticked(db::Read& db, const PartnershipId& partnership, const std::vector<std::string>& ids,
                                const std::string& label) {
    if (ids.empty()) return {};
    static const auto sql = fmt::format(R"sql(
        select e.id, e.title,
               (select count(*) from evidence_label l
                 where l.partnership_id = e.partnership_id and l.evidence_id = e.id and l.label_key <> $3) as others
          from evidence e
         where e.partnership_id = $1 and e.id in {}
         order by e.title, e.id)sql",
                                        db::ids_in("$2"));
    return db.all(
        [](const db::Row& row) {
            return Ticked{row.get<EvidenceId>("id"), row.get<std::string>("title"), row.get<int>("others") >= static_cast<int>(labels_max)};
        },
        sql, partnership, db::in_one_text(ids), reader_key(label));
}

}  // namespace touchstone::evidence

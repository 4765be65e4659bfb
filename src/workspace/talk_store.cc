#include "workspace/talk_store.h"

#include <fmt/format.h>

#include "evaluations/sight_store.h"
#include "evidence/sight_store.h"
#include "judging/moderation_store.h"

namespace touchstone::workspace {

using conversations::Kind;

namespace {

ListedTalk read_listed(const db::Row& row) {
    return {row.get<conversations::ConversationId>("id"),
            {row.get<Kind>("kind"), row.get<std::string>("object_id"), row.get<std::string>("part")},
            row.get<std::string>("title"),
            row.get<std::string>("first_words"),
            row.get<std::string>("last_by"),
            row.get<Instant>("last_at"),
            row.get<int>("remarks"),
            row.get<int>("is_open") == 1};
}

// Each row is a conversation with one of those whom its first remark names, if there are any.
void gather_listed(std::vector<ListedTalk>& talks, const db::Row& row) {
    auto talk = read_listed(row);
    if (talks.empty() || talks.back().id != talk.id) talks.push_back(std::move(talk));
    if (const auto named = row.maybe<AccountId>("named_id"))
        talks.back().first_words = conversations::with_names(talks.back().first_words, {{*named, row.get<std::string>("named"), true}});
}

// Those whose object is there for the one who looks. `more` is a condition on the conversation `c` and its last remark `l`.
std::string talks_where(const std::string& more) {
    return fmt::format(R"sql(
        select c.id, c.kind, c.object_id, c.part, coalesce(e.title, v.title) as title, f.words as first_words, a.name as last_by,
               n.account_id as named_id, coalesce(w.name, '') as named, l.said_at as last_at, case when c.settled_at is null then 1 else 0 end as is_open,
               (select count(*) from remark m where m.partnership_id = c.partnership_id and m.conversation_id = c.id) as remarks
          from conversation c
          join remark f on f.partnership_id = c.partnership_id
               and f.id = (select min(m.id) from remark m where m.partnership_id = c.partnership_id and m.conversation_id = c.id)
          join remark l on l.partnership_id = c.partnership_id
               and l.id = (select max(m.id) from remark m where m.partnership_id = c.partnership_id and m.conversation_id = c.id)
          join account a on a.id = l.said_by
          left join remark_name n on n.partnership_id = f.partnership_id and n.remark_id = f.id
          left join account w on w.id = n.account_id
          left join evidence e on c.kind = 1 and e.partnership_id = c.partnership_id and e.id = c.object_id and {}
          left join evaluation v on c.kind <> 1 and v.partnership_id = c.partnership_id and v.id = c.object_id and {} = 3
               and (c.kind = 3 or {})
         where c.partnership_id = $1 and (e.id is not null or v.id is not null) and {}
         order by is_open desc, l.id desc, n.account_id)sql",
                       evidence::evidence_is_there(), evaluations::evaluation_extent(), judging::indicator_is_open("c.part"), more);
}

}  // namespace

db::Answer<std::vector<ListedTalk>> ask_talks(db::Trip& trip, const Sight& sight, const EvaluationId& evaluation) {
    static const auto sql = talks_where(R"sql((c.object_id = $7 or exists (
               select 1 from evidence_use u where u.partnership_id = c.partnership_id and u.evaluation_id = $7 and u.evidence_id = c.object_id)))sql");
    return trip.gathered<std::vector<ListedTalk>>(gather_listed, sql, sight, evaluation);
}

db::Answer<std::vector<ListedTalk>> ask_talks_waiting(db::Trip& trip, const Sight& sight) {
    static const auto sql = talks_where(R"sql(c.settled_at is null and l.said_by <> $7 and c.id in (
               select b.id from conversation b where b.partnership_id = $1 and b.begun_by = $7 and b.settled_at is null
               union
               select m.conversation_id
                 from remark_name n join remark m on m.partnership_id = n.partnership_id and m.id = n.remark_id
                where n.partnership_id = $1 and n.account_id = $7 and n.is_told = 1
                  and not exists (select 1 from remark o where o.partnership_id = m.partnership_id and o.conversation_id = m.conversation_id
                                     and o.said_by = $7 and o.id > m.id)))sql");
    return trip.gathered<std::vector<ListedTalk>>(gather_listed, sql, sight, sight.account);
}

}  // namespace touchstone::workspace

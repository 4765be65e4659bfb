#include "voice/waiting_store.h"

#include <fmt/format.h>

#include "voice/questionnaire_store.h"

namespace touchstone::voice {

db::Answer<std::vector<WordsWaiting>> ask_words_waiting(db::Trip& trip, const Sight& leads, Date today) {
    static const auto sql = fmt::format(R"sql(
        select w.id, q.is_wall, q.title, count(*) as texts, sum(case when t.came_on < $5 then 1 else 0 end) as late,
               case when $4 in (w.reader_id, w.deputy_id) then 1 else 0 end as reads
          from wave w
          join questionnaire q on q.partnership_id = w.partnership_id and q.id = w.questionnaire_id
          join wave_text t on t.partnership_id = w.partnership_id and t.wave_id = w.id and t.state = 1
         where w.partnership_id = $1 and ($4 in (w.reader_id, w.deputy_id) or (t.came_on < $5 and {})) and {}
         group by w.id, q.is_wall, q.title, w.reader_id, w.deputy_id
         order by w.id)sql",
                                        questionnaire_is_there, wave_is_whole);
    return trip.all(
        [](const db::Row& row) {
            return WordsWaiting{row.get<WaveId>("id"), row.get<int>("is_wall") == 1, row.get<std::string>("title"),
                                row.get<int>("texts"), row.get<int>("late"),         row.get<int>("reads") == 1};
        },
        sql, leads.partnership, leads.member, leads.organisations, leads.account, today);
}

db::Answer<std::vector<WaveWaiting>> ask_waves_waiting(db::Trip& trip, const Sight& sight, const Sight& leads, Date today) {
    static const auto sql = fmt::format(R"sql(
        select w.id, q.is_wall, q.title, w.remind_on, w.closes_on, w.smallest, w.codes,
               (select count(*) from wave_code x where x.partnership_id = w.partnership_id and x.wave_id = w.id and x.is_exchanged = 0) as unused
          from wave w
          join questionnaire q on q.partnership_id = w.partnership_id and q.id = w.questionnaire_id
         where w.partnership_id = $1 and w.closed_at is null and w.tool is null and w.answers_gone_on is null and {}
           and ((w.closes_on < $5 and (w.published_by = $4 or (q.owner_id = '' and $6 = 1) or $7 like '%,' || q.owner_id || ',%'))
             or (w.remind_on <= $5 and w.closes_on >= $5 and w.handed_out_by = $4
                 and exists (select 1 from wave_code x where x.partnership_id = w.partnership_id and x.wave_id = w.id and x.is_exchanged = 0)))
         order by w.closes_on, w.id)sql",
                                        questionnaire_is_there);
    return trip.all(
        [today](const db::Row& row) {
            const auto closes = row.get<Date>("closes_on");
            const int codes = row.get<int>("codes");
            return WaveWaiting{.wave = row.get<WaveId>("id"),
                               .is_wall = row.get<int>("is_wall") == 1,
                               .is_over = closes < today,
                               .title = row.get<std::string>("title"),
                               .reminds = row.maybe<Date>("remind_on").value_or(closes),
                               .closes = closes,
                               .codes = codes,
                               .unused = row.get<int>("unused"),
                               .may_count = codes >= row.get<int>("smallest")};
        },
        sql, sight.partnership, sight.member, sight.organisations, sight.account, today, leads.member, leads.organisations);
}

}  // namespace touchstone::voice

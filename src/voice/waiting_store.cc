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
         where w.partnership_id = $1 and ($4 in (w.reader_id, w.deputy_id) or (t.came_on < $5 and {}))
         group by w.id, q.is_wall, q.title, w.reader_id, w.deputy_id
         order by w.id)sql",
                                        questionnaire_is_there);
    return trip.all(
        [](const db::Row& row) {
            return WordsWaiting{row.get<WaveId>("id"), row.get<int>("is_wall") == 1, row.get<std::string>("title"),
                                row.get<int>("texts"), row.get<int>("late"),         row.get<int>("reads") == 1};
        },
        sql, leads.partnership, leads.member, leads.organisations, leads.account, today);
}

}  // namespace touchstone::voice

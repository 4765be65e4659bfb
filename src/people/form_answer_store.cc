#include "people/form_answer_store.h"

namespace touchstone::people {

std::optional<std::string> find_form_answer(db::Read& db, const AccountId& account, const std::string& key, Instant now) {
    return db.first([](const db::Row& row) { return row.get<std::string>("location"); },
                    "select location from form_answer where account_id = $1 and key = $2 and at > $3", account, key,
                    now - form_answer_length);
}

void keep_form_answer(db::Write& db, const AccountId& account, const std::string& key, const std::string& form, const std::string& location,
                      Instant now) {
    db.run(R"sql(
        insert into form_answer (account_id, key, form, location, at) values ($1, $2, $3, $4, $5)
            on conflict (account_id, key) do update set form = excluded.form, location = excluded.location, at = excluded.at)sql",
           account, key, form, location, now);
}

bool is_form_saved(db::Read& db, const AccountId& account, const std::string& form) {
    return db
        .first([](const db::Row& row) { return row.get<int>("one"); },
               "select 1 as one from form_answer where account_id = $1 and form = $2 limit 1", account, form)
        .has_value();
}

}  // namespace touchstone::people

#include "people/mail_store.h"

namespace touchstone::people {
namespace {

Mail read_mail(const db::Row& row) {
    return {.partnership = row.get<PartnershipId>("partnership_id"),
            .id = row.get<MailId>("id"),
            .to = row.get<std::string>("to_address"),
            .subject = row.get<std::string>("subject"),
            .body = row.get<std::string>("body"),
            .made_at = row.get<Instant>("made_at"),
            .tries = row.get<int>("tries"),
            .about = row.get<std::string>("about"),
            .opens = row.maybe<AccountId>("opens_account")};
}

Mail read_waiting(const db::Row& row) {
    auto mail = read_mail(row);
    mail.opens_elsewhere = row.get<int>("opens_elsewhere") == 1;
    return mail;
}

}  // namespace

void add_mail(db::Write& db, const Mail& mail) {
    db.run(R"sql(
        insert into mail (partnership_id, id, to_address, subject, body, made_at, due_at, tries, last_error, about, opens_account)
        values ($1, $2, $3, $4, $5, $6, $6, 0, '', $7, $8))sql",
           mail.partnership, mail.id, mail.to, mail.subject, mail.body, mail.made_at, mail.about, mail.opens);
}

std::vector<Mail> list_waiting_mail(db::Read& db, const PartnershipId& partnership, int limit) {
    return db.all(read_waiting, R"sql(
        select m.partnership_id, m.id, m.to_address, m.subject, m.body, m.made_at, m.tries, m.about, m.opens_account,
               case when exists (select 1 from assignment a where a.account_id = m.opens_account and a.partnership_id <> m.partnership_id)
                    then 1 else 0 end as opens_elsewhere
          from mail m
         where m.partnership_id = $1 and m.sent_at is null and m.failed_at is null
         order by m.made_at desc, m.id desc limit $2)sql",
                  partnership, limit);
}

std::optional<Mail> find_due_mail(db::Read& db, Instant now) {
    return db.first(read_mail, R"sql(
        select partnership_id, id, to_address, subject, body, made_at, tries, about, opens_account from mail
         where due_at <= $1 and sent_at is null and failed_at is null
         order by due_at, id limit 1)sql",
                    now);
}

void mark_sent(db::Write& db, const Mail& mail, Instant now) {
    db.run("update mail set sent_at = $3, tries = tries + 1, body = '', last_error = '' where partnership_id = $1 and id = $2",
           mail.partnership, mail.id, now);
}

void mark_failed(db::Write& db, const Mail& mail, const std::string& error, std::optional<Instant> again_at, Instant now) {
    if (again_at)
        db.run("update mail set tries = tries + 1, due_at = $3, last_error = $4 where partnership_id = $1 and id = $2", mail.partnership,
               mail.id, *again_at, error);
    else
        db.run("update mail set tries = tries + 1, failed_at = $3, body = '', last_error = $4 where partnership_id = $1 and id = $2",
               mail.partnership, mail.id, now, error);
}

}  // namespace touchstone::people

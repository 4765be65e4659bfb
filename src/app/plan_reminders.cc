#include "app/plan_reminders.h"

#include "people/mail_pages.h"
#include "plans/reminder_store.h"
#include "web/texts.h"

namespace touchstone::app {

namespace {

using plans::Owing;
using plans::Reminder;
using web::text;

constexpr std::chrono::days reminders_last{400};

std::string address_of(const std::string& base_url, const Owing& owing) { return base_url + "/action-points/" + owing.action.text; }
std::string day_of(const Owing& owing) { return owing.due ? in_words(*owing.due) : text("plans.no_day"); }

int remind_of_one(db::Write& db, const Owing& owing, const std::string& base_url, Instant now) {
    const auto state = owing.due ? plans::reminder_for(*owing.due, date_of(now)) : std::nullopt;
    if (!state || (*state == Reminder::overdue ? owing.overdue_told : owing.soon_told)) return 0;
    people::write_mail(db, owing.partnership, owing.email, *state == Reminder::overdue ? "action_overdue" : "action_due",
                       {{"name", owing.owner_name},
                        {"action", owing.title},
                        {"plan", owing.plan_title},
                        {"due", day_of(owing)},
                        {"address", address_of(base_url, owing)}},
                       now);
    plans::note_reminder(db, owing, *state, *owing.due, now);
    return 1;
}

}  // namespace

int remind_owners(db::Write& db, const std::string& base_url, Instant now) {
    plans::forget_reminders_before(db, now - reminders_last);
    int written = 0;
    std::string lines;
    const auto all = plans::list_owing(db, now);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto& owing = all[i];
        const web::Speaking speaking(web::chosen_language({owing.language, owing.partnership_language}));
        written += remind_of_one(db, owing, base_url, now);
        lines +=
            text("app.digest_line",
                 {{"action", owing.title}, {"plan", owing.plan_title}, {"due", day_of(owing)}, {"address", address_of(base_url, owing)}}) +
            "\n";
        const bool is_last = i + 1 == all.size() || all[i + 1].owner != owing.owner || all[i + 1].partnership != owing.partnership;
        if (!is_last) continue;
        if (!owing.digest_told) {
            people::write_mail(db, owing.partnership, owing.email, "action_digest", {{"name", owing.owner_name}, {"lines", lines}}, now);
            plans::note_reminder(db, owing, Reminder::digest, plans::week_of(date_of(now)), now);
            ++written;
        }
        lines.clear();
    }
    return written;
}

}  // namespace touchstone::app

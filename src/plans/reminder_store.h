// Whom to remind of what, and that it was done.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "db/db.h"
#include "plans/action.h"
#include "plans/reminder.h"

namespace touchstone::plans {

// An open action point and its owner, who can see it.
struct Owing {
    PartnershipId partnership;
    AccountId owner;
    std::string owner_name, email;
    std::string language, partnership_language;  // that were chosen; mostly empty
    ActionId action;
    std::string title, plan_title;
    std::optional<Date> due;
    bool soon_told = false, overdue_told = false, digest_told = false;  // for this day, and for this week
};
// Of all partnerships: of one owner in one partnership together, by day. One statement.
std::vector<Owing> list_owing(db::Read&, Instant now);
// `action` is empty for the digest; `about` is the day that it is about.
void note_reminder(db::Write&, const Owing&, Reminder, const Date& about, Instant now);
// Answers how many rows went.
int forget_reminders_before(db::Write&, Instant);

}  // namespace touchstone::plans

#include "app/day_mail.h"

#include <algorithm>
#include <map>

#include "app/day_mail_store.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/sharing_store.h"
#include "people/account_store.h"
#include "people/actor_store.h"
#include "people/mail_pages.h"
#include "people/reminder_store.h"
#include "plans/owing_store.h"
#include "tasks/task_store.h"
#include "tasks/task_words_pages.h"
#include "voice/voice_words_pages.h"
#include "voice/waiting_store.h"
#include "web/texts.h"
#include "workspace/talk_words_pages.h"

namespace touchstone::app {
namespace {

using people::Reminder;
using people::Told;
using web::text;

constexpr std::chrono::days told_lasts{400};

// Something that waits for one person.
struct Waiting {
    std::string object, title, within, address;
    std::optional<Date> due;              // of an action point or a task
    std::optional<Instant> written = {};  // of a conversation: when somebody wrote; a mail to others never names them
    std::optional<Told> of_wave = {};     // what is told of a wave, which stands in the title
};

// What somebody is to be told of it now; nothing when they know.
std::optional<Told> news_of(const Waiting& one, const std::vector<Told>& told, Instant now) {
    Told news{one.object, Reminder::written, date_of(one.written.value_or(now)), now};
    if (one.of_wave) {
        news = *one.of_wave;
    } else if (one.due) {
        const auto state = people::reminder_for(*one.due, date_of(now));
        if (!state) return std::nullopt;
        news.state = *state;
        news.about = *one.due;
    } else if (!one.written) {
        return std::nullopt;
    }
    const bool is_known = std::ranges::any_of(told, [&](const Told& each) {
        return each.object == news.object && each.state == news.state && each.about == news.about &&
               (!one.written || each.at >= *one.written);
    });
    return is_known ? std::nullopt : std::optional(news);
}

std::string line_of(const Waiting& one, const char* key, const std::string& base_url) {
    if (one.of_wave) return one.title + "\n  " + base_url + one.address + "\n";
    const auto words = one.written ? text("app.day_mail.talk", {{"title", one.title}})
                                   : text(std::string("app.day_mail.") + key,
                                          {{"title", one.title}, {"within", one.within}, {"date", one.due ? in_words(*one.due) : ""}});
    return words + "\n  " + base_url + one.address + "\n";
}

void add_waves(std::vector<Waiting>& all, const std::vector<voice::WordsWaiting>& words, const std::vector<voice::WaveWaiting>& waves,
               Instant now) {
    for (const auto& of : words)  // each day anew, and nothing of it but how many
        if (of.late > 0)
            all.push_back({of.wave.text,
                           web::counted("app.day_mail.words", of.late),
                           {},
                           voice::address_of(of.wave, of.is_wall) + (of.reads_them ? "/screening" : ""),
                           {},
                           {},
                           Told{of.wave.text, Reminder::words_late, date_of(now), now}});
    for (const auto& of : waves)
        all.push_back({of.wave.text,
                       of.is_over ? text("app.day_mail.wave_over", {{"title", of.title}, {"date", in_words(of.closes)}})
                                  : text("app.day_mail.codes", {{"title", of.title}, {"unused", voice::unused_in_words(of)}}),
                       {},
                       voice::address_of(of.wave, of.is_wall),
                       {},
                       {},
                       of.is_over ? Told{of.wave.text, Reminder::wave_over, of.closes, now}
                                  : Told{of.wave.text, Reminder::codes_unused, of.reminds, now}});
}

std::vector<Waiting> waiting_for(const Actor& actor, const std::vector<plans::Owing>& actions, const std::vector<tasks::Owed>& tasks,
                                 const std::vector<workspace::ListedTalk>& talks) {
    std::vector<Waiting> all;
    for (const auto& owing : actions)
        if (owing.owner == actor.id && owing.partnership == actor.partnership)
            all.push_back({owing.action.text, owing.title, owing.plan_title, "/action-points/" + owing.action.text, owing.due});
    for (const auto& [task, evaluation] : tasks)
        all.push_back({task.id.text, tasks::short_words(task), evaluation, evaluations::address_of(task.evaluation) + "/tasks", task.due});
    for (const auto& talk : talks) all.push_back({talk.id.text, talk.title, {}, workspace::address_of(talk), {}, talk.last_at});
    return all;
}

// False, and nothing is written, when there is nothing new.
bool write_to(db::Write& db, const Actor& actor, const std::vector<plans::Owing>& actions, const std::string& base_url, Instant now) {
    db::Trip trip(db);
    const auto told = people::ask_told(trip, actor.partnership, actor.id);
    const auto tasks = tasks::ask_owed_tasks(trip, sight_of(actor, now));
    const auto talks = workspace::ask_talks_waiting(trip, sight_of(actor, now));
    const auto leads = evaluations::sight_of_ability(as_lead(actor), Ability::lead, now);
    const auto words = voice::ask_words_waiting(trip, leads, date_of(now));
    const auto waves = voice::ask_waves_waiting(trip, sight_of(actor, now), leads, date_of(now));
    trip.go();
    auto waiting = waiting_for(actor, actions, *tasks, *talks);
    add_waves(waiting, *words, *waves, now);
    const web::Speaking speaking(web::spoken_to(actor.works_alone, {actor.language, actor.partnership_language}));
    std::vector<Told> news;
    std::string fresh, open;
    for (const auto& one : waiting) {
        if (!one.written) open += line_of(one, one.due ? "open" : "no_day", base_url);
        const auto found = news_of(one, *told, now);
        if (!found) continue;
        news.push_back(*found);
        fresh += line_of(one, found->state == Reminder::overdue ? "overdue" : "due", base_url);
    }
    const Told week{"", Reminder::all_open, people::week_of(date_of(now)), now};
    const bool has_week =
        std::ranges::any_of(*told, [&](const Told& each) { return each.state == week.state && each.about == week.about; });
    if (has_week || open.empty()) open.clear();
    if (fresh.empty() && open.empty()) return false;
    if (!open.empty()) news.push_back(week);
    const auto account = people::find_account(db, actor.id);
    std::string lines;
    if (!fresh.empty()) lines += text("app.day_mail.new") + "\n\n" + fresh + "\n";
    if (!open.empty()) lines += text("app.day_mail.all") + "\n\n" + open + "\n";
    people::write_mail(db, actor.partnership, account->email, "day",
                       {{"name", actor.name}, {"lines", lines}, {"account", base_url + "/account"}}, now);
    for (const auto& each : news) people::note_told(db, actor.partnership, actor.id, each);
    return true;
}

}  // namespace

int write_day_mails(db::Database& database, const std::string& base_url, Instant now) {
    database.writing([&](db::Write& db) { return people::forget_told_before(db, now - told_lasts); });
    const auto actions = database.reading([&](db::Read& db) { return plans::list_owing(db, now); });
    int written = 0;
    for (const auto& [partnership, account] : database.reading([&](db::Read& db) { return list_awaited(db, actions); }))
        written += database.writing([&](db::Write& db) {
            const auto actor = people::find_actor_at_console(db, account, partnership, now);
            return !actor.roles.empty() && !actor.no_day_mail && write_to(db, actor, actions, base_url, now);
        });
    return written;
}

}  // namespace touchstone::app

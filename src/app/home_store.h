// What the first page tells somebody, from several slices in one trip.
#pragma once
#include <string>
#include <vector>

#include "base/permission.h"
#include "carrying/backup_store.h"
#include "db/db.h"
#include "plans/action.h"
#include "reports/publishing_store.h"
#include "tasks/task_store.h"
#include "voice/waiting_store.h"
#include "workspace/talk_store.h"

namespace touchstone::app {

// What happened to the evaluations that the one who looks may read.
struct Change {
    EvaluationId evaluation;
    std::string title, verb, part, actor_name;
    Instant at;
};
// An open action point of the one who looks, due soon or overdue.
struct Owed {
    plans::ActionId action;
    std::string title;
    Date due{};
    std::string plan;  // its title
};
// Questions that others have asked, and that this person may answer.
struct Questions {
    int consents = 0;  // whether a report may show their evidence
    int places = 0;    // whether a service may stand below one of theirs
};
struct News {
    Questions questions;
    std::optional<Instant> clock_leapt_from;  // a leap of the server's clock that nobody has confirmed
    carrying::BackupWatch backups;
    std::vector<Change> changes;                 // the latest first
    std::vector<Owed> owed;                      // by day
    std::vector<reports::ListedReport> reports;  // the latest
    std::vector<tasks::Owed> tasks;              // of the one who looks, by day
    std::vector<workspace::ListedTalk> talks;    // that wait for the one who looks
    std::vector<voice::WaveWaiting> waves;       // to close, or to remind people of
    std::vector<voice::WordsWaiting> words;      // that the one who looks reads first, or leads where nobody has
};
inline constexpr int latest_changes = 60, latest_reports = 5;
inline constexpr std::chrono::days owed_ahead{30};
News read_news(db::Read&, const Actor&, Instant now);

}  // namespace touchstone::app

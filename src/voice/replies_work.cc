#include "voice/replies_work.h"

#include <stdexcept>

#include "people/actor_store.h"
#include "voice/replies_store.h"
#include "voice/wave_store.h"

namespace touchstone::voice {
namespace {

FoundReplies found_in(const ReplyImport& import) {
    if (!import.found) throw std::runtime_error("the answers can no longer be opened");
    return *import.found;
}

ReplyGoals goals_for(const ReplyImport& import, const Questionnaire* existing) {
    auto goals = reply_goals(found_in(import), import.answers, existing);
    if (!goals) throw std::runtime_error("what was said of the columns no longer holds: " + goals.error().front().text);
    return std::move(*goals);
}

void check(db::Database& database, const PartnershipId& partnership, const ReplyImport& import, const jobs::Progress& progress) {
    const auto parts = database.reading([&](db::Read& db) { return list_parts(db, partnership, import.id); });
    if (!import.questionnaire.is_empty() && !import.existing) throw std::runtime_error("the questionnaire is not there");
    ReplyChecking checking(found_in(import), goals_for(import, import.existing ? &*import.existing : nullptr));
    int done = 0;
    for (const auto number : parts) {
        progress(done++, static_cast<int>(parts.size()), "jobs.message.checking_replies");
        checking.see(database.reading([&](db::Read& db) { return find_part(db, partnership, import.id, number); }));
    }
    progress(done, done, "jobs.message.checking_replies");
    auto checked = checking.end();
    database.write([&](db::Write& db) {
        if (checked.why.empty() && is_brought_in(db, partnership, import.owner, checked.content)) checked.why = "voice.replies.twice";
        save_checked(db, partnership, import.id, checked);
        return true;
    });
}

// What is done for somebody later can do no more than they may now.
void check_asker(db::Database& database, const jobs::Job& job, const ReplyImport& import, Instant now) {
    const auto asker = database.reading([&](db::Read& db) { return people::find_asker(db, job, now); });
    if (!may_do(asker, Ability::evaluate, Place{import.owner, {}, {}}))
        throw std::runtime_error("whoever asked for it may no longer do so");
}

void enter(db::Database& database, const By& by, const ReplyImport& import, const jobs::Progress& progress) {
    const auto [parts, wave] = database.reading([&](db::Read& db) {
        return std::pair(list_parts(db, by.partnership, import.id), find_wave_brought_in(db, by.partnership, import.wave));
    });
    if (!wave) throw std::runtime_error("the wave is not there");
    auto goals = goals_for(import, import.questionnaire.is_empty() ? nullptr : &wave->content);
    goals.questionnaire = wave->content;  // with the choices that were added
    for (auto& target : goals.targets) target.adds_choices = false;
    ReplyReader reader(found_in(import), std::move(goals), [](const NotUnderstood&) {});
    int done = 0;
    for (const auto number : parts) {
        progress(done++, static_cast<int>(parts.size()), "jobs.message.entering_replies");
        std::vector<Answers> answers;
        for (const auto& row : database.reading([&](db::Read& db) { return find_part(db, by.partnership, import.id, number); }))
            if (auto read = reader.read(row); !read.empty()) answers.push_back(std::move(read));
        database.write([&](db::Write& db) {
            enter_part(db, by, import.id, number, *wave, answers);
            return true;
        });
    }
    progress(done, done, "jobs.message.entering_replies");
    // At the moment when somebody said so: who decides, and by when, was right then.
    const auto closed = close(*wave, {import.answers.decides, import.answers.decides_by, wave->version}, wave->published_at);
    if (!closed) throw std::runtime_error("the wave cannot be closed: " + closed.error().front().text);
    database.write([&](db::Write& db) { return finish_entering(db, by, import, *wave, *closed); });
    destroy_replies(import.id);
}

}  // namespace

jobs::Work reply_import_work(db::Database& database, std::function<Instant()> clock) {
    return [&database, clock = std::move(clock)](const jobs::Job& job, const jobs::Progress& progress) {
        const auto import =
            database.reading([&](db::Read& db) { return find_reply_import(db, job.partnership, ReplyImportId{job.subject}); });
        if (!import) throw std::runtime_error("the import is not there");
        const By by{job.partnership, job.asked_by, clock()};
        if (import->state == ReplyState::checking) {
            check(database, job.partnership, *import, progress);
        } else if (import->state == ReplyState::entering) {
            check_asker(database, job, *import, by.at);
            enter(database, by, *import, progress);
        } else if (import->state == ReplyState::done) {
            destroy_replies(import->id);  // where the server stopped before it had
        }
        return jobs::Result{};
    };
}

}  // namespace touchstone::voice

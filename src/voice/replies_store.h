// Tables of answers on their way in: waiting for somebody's word, checked, and entered as a closed wave. What they hold is sealed with a
// key of their own, which is destroyed when they are entered, left or forgotten.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "voice/questionnaire_store.h"
#include "voice/replies_rows.h"

namespace touchstone::voice {

using ReplyImportId = Id<struct ReplyImportTag>;

// Stored: never renumber.
enum class ReplyState { waiting = 1, checking, checked, entering, done };
[[nodiscard]] const Names<ReplyState>& reply_states();

struct ReplyImport {
    ReplyImportId id;
    OrganisationId owner;  // of what it becomes; empty: the whole partnership
    std::string owner_name;
    QuestionnaireId questionnaire;          // that it goes into; empty: a new one
    std::optional<Questionnaire> existing;  // as that one stands now
    ReplyState state = ReplyState::waiting;
    std::optional<FoundReplies> found;  // nothing once it is done, or with another server's keys
    ReplyDraft answers;                 // nothing before somebody has given them
    bool is_answered = false;
    std::optional<SaidOfColumns> said_before;  // of the last table of this owner with such heads that went the same way
    std::optional<ReplyCheck> checked;
    WaveId wave;  // that it becomes; empty before
    AccountId made_by;
    Instant made_at;
    int version = 0;
};

// Of the kind of job that checks and enters such a table; its subject is the import.
inline constexpr const char* reply_import_job = "reply_import";
// Rows that are entered in one transaction, sealed together.
inline constexpr std::size_t replies_in_part = 500;
inline constexpr std::chrono::days reply_import_length{7};

// The table as it is kept, its parts sealed with a key that is made for it.
struct SealedReplies {
    ReplyImportId id;
    std::string heads, found;
    std::vector<std::string> parts;
};
[[nodiscard]] SealedReplies sealed(const StrippedReplies&, Instant now);

std::optional<Seen> look_up_reply_import(db::Read&, const Actor&, const std::string& id, Instant now);

db::Answer<std::optional<ReplyImport>> ask_reply_import(db::Trip&, const PartnershipId&, const ReplyImportId&);
std::optional<ReplyImport> find_reply_import(db::Read&, const PartnershipId&, const ReplyImportId&);

struct ListedReplies {
    ReplyImportId id;
    OrganisationId owner;
    std::string title;  // as somebody typed it; empty before
    ReplyState state = ReplyState::waiting;
    WaveId wave;  // once it is done
    Instant made_at;
};
inline constexpr int replies_listed = 50;
db::Answer<std::vector<ListedReplies>> ask_reply_imports(db::Trip&, const Sight&);

// Whether a table of this owner held the same answers to the same questions (ReplyCheck::content) and has become a wave.
bool is_brought_in(db::Read&, const PartnershipId&, const OrganisationId& owner, const std::string& content);

void add_reply_import(db::Write&, const By&, const ReplyImport&, const SealedReplies&);
// False, and nothing changes, when somebody was faster.
[[nodiscard]] bool answer_replies(db::Write&, const By&, const ReplyImport& before, const ReplyDraft&);
// The check that was asked for. Nothing changes when it is not waited for any more.
void save_checked(db::Write&, const PartnershipId&, const ReplyImportId&, const ReplyCheck&);
// With the wave, which nobody sees yet, and its questionnaire where that is made anew. False, and nothing changes, when somebody was
// faster.
[[nodiscard]] bool begin_entering(db::Write&, const By&, const ReplyImport& before, const Wave&, const KeptQuestionnaire* made);

std::vector<int> list_parts(db::Read&, const PartnershipId&, const ReplyImportId&);
std::vector<ReplyRow> find_part(db::Read&, const PartnershipId&, const ReplyImportId&, int number);
// The answers of one part, which goes. Nothing changes when it has gone already.
void enter_part(db::Write&, const By&, const ReplyImportId&, int number, const Wave&, const std::vector<Answers>&);
// Closes the wave, with one event for all of it. False, and nothing changes, when that is done already.
[[nodiscard]] bool finish_entering(db::Write&, const By&, const ReplyImport&, const Wave& before, const Wave& closed);

// One that is not being entered, with all that it holds. False, and nothing changes, where it is.
[[nodiscard]] bool remove_reply_import(db::Write&, const PartnershipId&, const ReplyImportId&);
// Those that nobody entered before this moment. Answers how many went.
int forget_reply_imports_before(db::Write&, Instant);
// Once it is done or gone: what it held can no longer be opened.
void destroy_replies(const ReplyImportId&);

}  // namespace touchstone::voice

// Talks in tables, and who sees them: those of their owner, or the whole partnership where one is nobody's by itself.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "evidence/evidence.h"
#include "voice/talk.h"

namespace touchstone::voice {

// In queries whose first arguments are a Sight's: whether the talk `t` is there for the one who looks.
inline constexpr const char* talk_is_there = "((t.owner_id = '' and $2 = 1) or $3 like '%,' || t.owner_id || ',%')";
std::optional<Seen> look_up_talk(db::Read&, const Actor&, const std::string& id, Instant now);

struct ListedTalk {
    TalkId id;
    TalkKind kind = TalkKind::focus_group;
    std::string title, owner_name;
    Date day{};
};
// The latest first.
std::vector<ListedTalk> list_talks(db::Read&, const Sight&);

// A talk with all that hangs on it.
struct TalkWhole {
    Talk talk;
    std::vector<Participant> participants;  // by name
    std::vector<Excerpt> excerpts;          // by paragraph
    std::vector<EvidenceId> evidence;
};
std::optional<TalkWhole> find_talk(db::Read&, const PartnershipId&, const TalkId&);

void add_talk(db::Write&, const By&, const Talk&);
// With its excerpts where they stand now. False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_talk(db::Write&, const By&, const Talk& before, const Talk& after, const std::vector<Excerpt>& moved);
void add_participant(db::Write&, const By&, const TalkWhole&, const Participant&);
// Whoever agrees no longer that notes are kept has what they said taken out of notes and excerpts. What excerpts said that may no longer go
// as far as before is taken out of the findings of the evidence that the talk became. False as above.
[[nodiscard]] bool save_participant(db::Write&, const By&, const TalkWhole& before, const Participant& after, int seen_version);
void add_excerpt(db::Write&, const By&, const TalkId&, const Excerpt&);
void remove_excerpt(db::Write&, const By&, const TalkId&, const ExcerptId&);
// With all that hangs on it, what its history said, and the words of its excerpts in the findings of the evidence that it became. That it
// was deleted stays. False as above.
[[nodiscard]] bool delete_talk(db::Write&, const By&, const TalkWhole&, int seen_version);
// The item that it becomes.
void make_evidence_of(db::Write&, const By&, const TalkId&, const evidence::Evidence&);

}  // namespace touchstone::voice

// Comments in tables, and who sees them: those of their owner, or the whole partnership where one is nobody's by itself.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/permission.h"
#include "db/trip.h"
#include "evidence/evidence.h"
#include "voice/comment.h"

namespace touchstone::voice {

// In queries whose first arguments are a Sight's: whether the comment `c` is there for the one who looks.
inline constexpr const char* comment_is_there = "((c.owner_id = '' and $2 = 1) or $3 like '%,' || c.owner_id || ',%')";
std::optional<Seen> look_up_comment(db::Read&, const Actor&, const std::string& id, Instant now);

// The latest first.
std::vector<Comment> list_comments(db::Read&, const Sight&, const CommentFilter&);
// A comment with the evidence in which it is counted.
struct CommentWhole {
    Comment comment;
    std::vector<EvidenceId> evidence;
};
std::optional<CommentWhole> find_comment(db::Read&, const PartnershipId&, const CommentId&);
void add_comment(db::Write&, const By&, const Comment&);
// False, and nothing changes, when someone else saved after this one's version was shown.
[[nodiscard]] bool save_comment(db::Write&, const By&, const Comment& before, const Comment& after);
// With what its history said; that it was deleted stays, and so does the evidence in which it was counted. False as above.
[[nodiscard]] bool delete_comment(db::Write&, const By&, const CommentId&, int seen_version);
// The item in which they are counted.
void make_evidence_of(db::Write&, const By&, const std::vector<Comment>&, const evidence::Evidence&);

}  // namespace touchstone::voice

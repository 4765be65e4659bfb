// The register of what people said unasked: comments, complaints and compliments, in the words of whoever took them and without names.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"
#include "voice/talk.h"

namespace touchstone::voice {

using CommentId = Id<struct CommentTag>;

// Stored: never renumber.
enum class CommentKind { comment = 1, complaint, compliment };
enum class CommentWay { in_person = 1, letter, email, phone, form, other };
enum class CommentState { open = 1, being_handled, closed };

// A complaint that is investigated (stage 2 of the model procedure of the Scottish Public Services Ombudsman) is answered within so many
// working days.
inline constexpr int working_days_max = 20;

struct Comment {
    CommentId id;
    OrganisationId owner;  // empty: the whole partnership
    std::string owner_name;
    CommentKind kind = CommentKind::comment;
    Date came{};
    CommentWay way = CommentWay::in_person;
    std::string whose_view;  // key of a stakeholder group; empty: not known
    std::string about;       // which service
    std::string words;
    std::vector<std::string> themes;  // as "generic-2006/2.1/2"
    CommentState state = CommentState::open;
    std::string done;
    std::optional<Date> closed;
    AccountId made_by;
    Instant made_at;
    int version = 0;

    // Mondays to Fridays after the day it came, up to the day it was closed or else today. Holidays are not known.
    [[nodiscard]] int working_days(Date today) const;
    // A complaint that is not closed and has been open for more working days than that.
    [[nodiscard]] bool is_late(Date today) const;
};

struct CommentDraft {
    std::string kind, came, way, whose_view, about, words, state, done, closed;
    std::vector<std::string> themes;
    int seen_version = 0;
};
[[nodiscard]] const Fields<CommentDraft>& comment_fields();
[[nodiscard]] CommentDraft draft_of(const Comment&);
[[nodiscard]] Outcome<Comment> take_down(const Comment& before, const CommentDraft&, const TalkOffers&, Date today);

// The comments of one owner and one group between two days, which make one item of evidence.
struct CommentsDraft {
    std::string from, to, whose_view, security;
};
[[nodiscard]] const Fields<CommentsDraft>& comments_fields();

struct CommentFilter {
    std::optional<CommentKind> kind;
    std::optional<CommentState> state;
    std::string theme;  // empty: any
};

[[nodiscard]] const std::vector<CommentKind>& all_comment_kinds();
[[nodiscard]] const std::vector<CommentState>& all_comment_states();
[[nodiscard]] std::optional<CommentKind> comment_kind_from(const std::string&);
[[nodiscard]] std::optional<CommentState> comment_state_from(const std::string&);
[[nodiscard]] std::string name_of(CommentKind);
[[nodiscard]] std::string name_of(CommentWay);
[[nodiscard]] std::string name_of(CommentState);
// For the history, as JSON.
[[nodiscard]] std::string as_json(const Comment&);

}  // namespace touchstone::voice

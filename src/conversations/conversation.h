// What people say to one another about an object that both see: an item of evidence or one of its findings, an indicator and its
// judgement, a conclusion. Whoever sees the object sees its conversations, and nobody else does. A conversation is open until somebody
// settles it; whoever is named in it is told, if they see the object.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::conversations {

using ConversationId = Id<struct ConversationTag>;
using RemarkId = Id<struct RemarkTag>;

// Stored: never renumber.
enum class Kind { evidence = 1, indicator, conclusion };
[[nodiscard]] std::string name_of(Kind);

// `part` is a finding's id, or empty for the item itself; an indicator's code; a conclusion's part.
struct About {
    Kind kind = Kind::evidence;
    std::string object;  // the item's id or the evaluation's
    std::string part;
    bool operator==(const About&) const = default;
};

// Somebody whose name stands behind an @.
struct Named {
    AccountId account;
    std::string name;
    bool is_told = false;  // not where they do not see the object
};

struct Remark {
    RemarkId id;
    std::string words;
    AccountId by;
    std::string by_name;
    Instant at;
    std::vector<Named> named;
};

struct Conversation {
    ConversationId id;
    About about;
    std::vector<Remark> remarks;  // the earliest first; never empty
    std::optional<Instant> settled_at;
    std::string settled_by_name;

    [[nodiscard]] bool is_open() const { return !settled_at; }
};

inline constexpr std::size_t words_max_characters = 2'000;

struct RemarkDraft {
    std::string conversation;  // that it answers; empty: it begins one
    std::string part;          // that a new one is about
    std::string words;
    std::string act;   // "settle" closes the conversation, with or without words
    std::string seen;  // how many remarks were there; whoever settles has read them all
};
// The text of the problem that somebody has answered meanwhile.
inline constexpr const char* answered_meanwhile = "conversations.remark.answered_meanwhile";
[[nodiscard]] const Fields<RemarkDraft>& remark_fields();

// What was said, checked: the conversation that it answers, or a new one on a part of `of` that can be spoken about.
struct Said {
    Conversation in;  // with the remark last, if there are words
    bool begins = false, speaks = false, settles = false;
};
// `standing` are the conversations of the object, `parts` those that a new one can be about.
[[nodiscard]] Outcome<Said> say(const About& of, const std::vector<Conversation>& standing, const std::vector<std::string>& parts,
                                const RemarkDraft&, const AccountId& by, Instant now);

// Those whose whole name stands behind an @ in the words, whatever its case and accents; of names that begin alike, the longest;
// of people with the same name, all.
[[nodiscard]] std::vector<AccountId> named_in(const std::string& words, const std::vector<std::pair<AccountId, std::string>>& people);

// As they are kept: ids stand in for the names behind an @, so that a name that is erased stands nowhere; and as they are shown.
[[nodiscard]] std::string with_ids(std::string words, const std::vector<Named>&);
[[nodiscard]] std::string with_names(std::string words, const std::vector<Named>&);

}  // namespace touchstone::conversations

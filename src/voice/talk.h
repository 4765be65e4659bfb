// A talk: a focus group or an interview, as whoever led it wrote it down. Who took part is known by a short name alone, and says for each
// use whether what they said may serve it. An excerpt goes as far as its participant agrees, and no further.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::voice {

using TalkId = Id<struct TalkTag>;
using ParticipantId = Id<struct ParticipantTag>;
using ExcerptId = Id<struct ExcerptTag>;

// Stored: never renumber.
enum class TalkKind { focus_group = 1, interview };

// A group of people, how many of them were invited, and how many came.
struct Attendance {
    std::string group;
    int invited = 0, came = 0;
    bool operator==(const Attendance&) const = default;
};

struct Talk {
    TalkId id;
    OrganisationId owner;  // empty: the whole partnership
    std::string owner_name;
    TalkKind kind = TalkKind::focus_group;
    std::string title;
    Date day{};
    std::string place, led_by, noted_by;
    std::string whose_view;           // key of the stakeholder group
    std::vector<std::string> themes;  // asked about, as "generic-2006/2.1/2"
    std::vector<Attendance> people;
    std::string absent;  // who was not there, and why
    std::string notes;   // paragraphs, with an empty line between them
    AccountId made_by;
    Instant made_at;
    int version = 0;
};

struct TalkDraft {
    std::string kind, title, day, place, led_by, noted_by, whose_view, people, absent, notes;
    std::vector<std::string> themes;
    int seen_version = 0;
};
[[nodiscard]] const Fields<TalkDraft>& talk_fields();
[[nodiscard]] TalkDraft draft_of(const Talk&);

// What may be named: keys of stakeholder groups, and themes. What a talk named before stays.
struct TalkOffers {
    std::vector<std::string> groups, themes;
};
[[nodiscard]] Outcome<Talk> write_down(const Talk& before, const TalkDraft&, const TalkOffers&, Date today);
// "S3 pupils, 8, 6" on each line; nothing where a line cannot be read.
[[nodiscard]] std::optional<std::vector<Attendance>> people_from(const std::string& lines);
[[nodiscard]] std::string in_lines(const std::vector<Attendance>&);
// Numbered from 1 in this order.
[[nodiscard]] std::vector<std::string> paragraphs_of(const std::string& notes);
// ",a,b," for a column, and back.
[[nodiscard]] std::string listed_themes(const std::vector<std::string>&);
[[nodiscard]] std::vector<std::string> themes_from(const std::string& listed);

// What somebody who takes part agrees to; each needs those before it. Stored: never renumber.
enum class Agreement { taking_part = 1, notes, inside, in_public };
struct Consent {
    Agreement to = Agreement::taking_part;
    Date given{};
    std::optional<Date> withdrawn;
};
struct Participant {
    ParticipantId id;
    std::string name;
    std::vector<Consent> consents;

    [[nodiscard]] bool agrees(Agreement) const;
};
struct ParticipantDraft {
    std::string name;
    std::vector<std::string> agreed;
    std::string on;
    int seen_version = 0;  // the talk's
};
[[nodiscard]] const Fields<ParticipantDraft>& participant_fields();
[[nodiscard]] ParticipantDraft draft_of(const Participant&, int version, Date today);
// From that day on they agree to what is chosen, and no longer to what is not.
[[nodiscard]] Outcome<Participant> agree(const Participant& before, const std::vector<Participant>& all, const ParticipantDraft&,
                                         Date today);

// How far words may go: to nobody, to those who evaluate, to everyone of the partnership who sees the talk, to everyone.
enum class HowFar { nobody, team, partnership, everyone };
[[nodiscard]] HowFar how_far(const Participant&);

struct Excerpt {
    ExcerptId id;
    int paragraph = 0;
    std::string words;
    ParticipantId participant;  // empty: the group said it
    std::vector<std::string> themes;
};
struct ExcerptDraft {
    std::string paragraph, words, who;  // "group", or a participant's id
    std::vector<std::string> themes;
};
[[nodiscard]] const Fields<ExcerptDraft>& excerpt_fields();
// The words stand in the paragraph exactly so.
[[nodiscard]] Outcome<Excerpt> take_out(const Talk&, const std::vector<Participant>&, const ExcerptDraft&,
                                        const std::vector<std::string>& themes);
// What a group said goes as far as everyone who took part agrees.
[[nodiscard]] HowFar how_far(const Excerpt&, const std::vector<Participant>&);
// Where excerpts stand in other notes. Refuses notes that lack the words of one.
[[nodiscard]] Outcome<std::vector<Excerpt>> moved_to(const std::string& notes, const std::vector<Excerpt>&);
// In how many paragraphs something was said on each theme.
[[nodiscard]] std::map<std::string, int> paragraphs_on(const std::vector<Excerpt>&);
// The text with "[…]" in the place of the words.
[[nodiscard]] std::string without_words(const std::string& text, const std::vector<std::string>& all);

[[nodiscard]] const std::vector<Agreement>& all_agreements();
[[nodiscard]] std::string name_of(TalkKind);
[[nodiscard]] std::string name_of(Agreement);
[[nodiscard]] std::string name_of(HowFar);
// For the history, as JSON. Nothing that somebody said stands in it: consent to that can be withdrawn, and the history stays.
[[nodiscard]] std::string as_json(const Talk&);
[[nodiscard]] std::string as_json(const Participant&);

}  // namespace touchstone::voice

// Evidence is gathered once and used many times (part 3.6). An item comes from one of the framework's sources, along a line of enquiry, and
// carries findings: statements, each a strength, an area for improvement or context, each linked to the themes it speaks about.
#pragma once
#include <compare>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"
#include "evaluations/evaluation.h"
#include "frameworks/framework.h"

namespace touchstone::evidence {

// Where evidence comes from, by its key in a framework. Part 3.6 tells four apart, and every framework has them; what a framework adds of
// its own tells what is, as data and observation do. In the order of the four, then of keys.
struct Source {
    std::string key;

    static const Source performance_data, documentation, views, observation;
    [[nodiscard]] bool tells_what_people_say() const { return *this == views; }
    [[nodiscard]] bool tells_what_was_intended() const { return *this == documentation; }
    [[nodiscard]] bool tells_what_is() const { return !tells_what_people_say() && !tells_what_was_intended(); }
    bool operator==(const Source&) const = default;
    std::strong_ordering operator<=>(const Source&) const;
};
inline const Source Source::performance_data{"performance_data"}, Source::documentation{"documentation"}, Source::views{"views"},
    Source::observation{"observation"};
// How far the item can be relied on. Stored: never renumber.
enum class Security { secure = 1, partial, anecdotal };
// Stored: never renumber.
enum class FindingKind { strength = 1, improvement, context };

struct Evidence {
    EvidenceId id;
    std::string title;
    Source source = Source::performance_data;
    std::string line;        // of enquiry: its origin, the study or data set it comes from; items with one origin are one line
    std::string whose_view;  // key of a stakeholder group; empty when it is nobody's view
    Date from{}, to{};       // the period covered, both days included
    Security security = Security::secure;
    std::string link;  // https or http, or empty
    std::string summary;
    OrganisationId owner;  // empty: the whole partnership
    ServiceId service;     // the one it is about; empty: no single one
    AccountId added_by;
    Instant added_at;
    int version = 0;
    std::optional<Date> collected = {}, received = {};  // beside the period covered and the day it was entered, where they are known
    std::string collector = {};                         // who gathered it: an organisation, or a person's role
    std::vector<std::string> outcomes = {};             // keys of the outcomes for children that it speaks about
    std::vector<std::string> children = {};             // keys of the groups of children that it speaks about
    std::string line_source = {};                       // key of the source that the origin comes from; empty: the item's own
    std::vector<std::string> labels = {};               // by which people find it again
    std::string language = {};                          // that its words are quoted in, as a tag: "gd"; empty: the site's own

    [[nodiscard]] Source source_of_line() const { return line_source.empty() ? source : Source{line_source}; }
};

struct EvidenceDraft {
    std::string title, source, line, whose_view, from, to, security, link, summary;
    int seen_version = 0;
    std::string collected = {}, received = {}, collector = {};
    std::vector<std::string> outcomes = {}, children = {};
    std::string line_source = {};
    std::string labels = {}, language = {};  // a label on each line
};
[[nodiscard]] const Fields<EvidenceDraft>& evidence_fields();
[[nodiscard]] EvidenceDraft draft_of(const Evidence&);

// What the framework lets an item name, by key.
struct Groups {
    std::vector<std::string> sources, stakeholders, outcomes = {}, children = {};
};
[[nodiscard]] Groups groups_of(const frameworks::Framework&);

// What items are described with where several frameworks meet: the sources, outcomes and groups of all, each key once, as the first
// one words it. It has no indicators.
[[nodiscard]] frameworks::Framework worded_by(const std::vector<const frameworks::Framework*>&);

// Without an origin of its own, an item is its own line of enquiry, named by its title. A key that is not among the groups is left out, but
// stays where the item had it before: it is another framework's.
[[nodiscard]] Outcome<Evidence> gather(const Evidence& before, const EvidenceDraft&, const Groups&, Date today);

// Labels as they are typed, one on each line: each once, as a reader tells them apart.
inline constexpr std::size_t labels_max = 12, label_max_characters = 60;
[[nodiscard]] Outcome<std::vector<std::string>> labels_from(const std::string& typed);
[[nodiscard]] std::string in_lines(const std::vector<std::string>& labels);

// Languages that people here are quoted in, as tags.
[[nodiscard]] const std::vector<std::string>& quoted_languages();

// A line of enquiry without case and spacing: equal keys are one line.
[[nodiscard]] std::string line_key(const std::string& line);

// Within an evaluation: of its framework.
struct ThemeRef {
    std::string indicator;  // "5.1"
    int theme = 0;          // from 1, in the framework's order
    auto operator<=>(const ThemeRef&) const = default;
};

// Where several frameworks meet, a theme is a framework and a code. The framework is named by its id, for all its versions number their
// themes alike.
struct LinkedTheme {
    std::string framework;  // "generic-2006"
    ThemeRef theme;
    auto operator<=>(const LinkedTheme&) const = default;
};
struct LinkedIndicator {
    std::string framework, indicator;
    auto operator<=>(const LinkedIndicator&) const = default;
};

struct Finding {
    FindingId id;
    EvidenceId evidence;
    FindingKind kind = FindingKind::context;
    std::string statement;
    std::vector<LinkedTheme> themes;
    AccountId added_by;
    Instant added_at;
    std::optional<Instant> withdrawn_at;
    int version = 0;
    std::string excerpt = {};                  // the words or figures that it quotes
    std::string place = {};                    // where they stand: page, row or time
    FileId file = {};                          // in which file of the item; empty: in none
    std::vector<LinkedIndicator> causes = {};  // what may explain an area for improvement, as whoever found it says
};

struct FindingDraft {
    std::string kind, statement;
    std::vector<std::string> themes;  // "generic-2006/5.1/2", or "5.1/2" where there is one framework
    int seen_version = 0;
    std::string excerpt = {}, place = {}, file = {};
    std::vector<std::string> causes = {};  // "generic-2006/7.2", or "7.2"
};
[[nodiscard]] const Fields<FindingDraft>& finding_fields();
[[nodiscard]] FindingDraft draft_of(const Finding&);

// A finding as it stands on a theme, with what a reader needs to know of its evidence.
struct OnTheme {
    ThemeRef theme;
    FindingId finding;
    FindingKind kind = FindingKind::context;
    std::string statement;
    Evidence evidence;  // id, title, source, line, whose view, period, security
    std::string excerpt, place;
};

inline constexpr std::size_t finding_max_characters = 1'000;
inline constexpr std::size_t place_max_characters = 100;

// What a finding may be linked to: themes, the files of its item, and the indicators that may explain a weakness.
struct Linkable {
    std::vector<LinkedTheme> themes;
    std::vector<FileId> files = {};
    std::vector<LinkedIndicator> explaining = {};
    std::string framework = {};  // of what is named without one; empty: each says whose it is
};
// All that these frameworks have. Where there is one, it need not be named.
[[nodiscard]] Linkable linkable_of(const std::vector<const frameworks::Framework*>&);
// What is linked before and is none of what may be linked to now stays: it is another framework's, or another version's.
[[nodiscard]] Outcome<Finding> find(const Finding& before, const FindingDraft&, const Linkable&);
// A withdrawn finding counts for nothing any more and stays readable in the history.
[[nodiscard]] Outcome<Finding> withdraw(const Finding&, Instant now);
// It stands again as it stood.
[[nodiscard]] Outcome<Finding> restore(const Finding&);

// What evidence linked to these indicators often serves as well, by the framework's own advice and in its order.
[[nodiscard]] std::vector<const frameworks::Indicator*> also_served(const frameworks::Framework&, const std::vector<std::string>& linked);

[[nodiscard]] std::optional<ThemeRef> theme_from(const std::string& text);
[[nodiscard]] std::string text_of(const ThemeRef&);
// "generic-2006/5.1/2"; what names no framework is of the given one, unless that is empty.
[[nodiscard]] std::optional<LinkedTheme> linked_theme_from(const std::string& text, const std::string& framework);
[[nodiscard]] std::optional<LinkedIndicator> linked_indicator_from(const std::string& text, const std::string& framework);
[[nodiscard]] std::string text_of(const LinkedTheme&);
[[nodiscard]] std::string text_of(const LinkedIndicator&);

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const Evidence&);
[[nodiscard]] std::string as_json(const Finding&);

[[nodiscard]] std::string name_of(Security);
[[nodiscard]] std::string name_of(FindingKind);
[[nodiscard]] std::optional<Security> security_from(const std::string&);
[[nodiscard]] std::optional<FindingKind> finding_kind_from(const std::string&);
// In the order of the framework; after them those that were met besides.
[[nodiscard]] std::vector<Source> sources_of(const frameworks::Framework&, const std::set<Source>& met = {});
[[nodiscard]] const std::vector<Security>& all_securities();
[[nodiscard]] const std::vector<FindingKind>& all_finding_kinds();

}  // namespace touchstone::evidence

#include "voice/talk.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/checks.h"
#include "base/named.h"
#include "base/text.h"

namespace touchstone::voice {
namespace {

const Names<TalkKind> kinds{{TalkKind::focus_group, "focus_group"}, {TalkKind::interview, "interview"}};
const Names<Agreement> agreements{{Agreement::taking_part, "taking_part"},
                                  {Agreement::notes, "notes"},
                                  {Agreement::inside, "inside"},
                                  {Agreement::in_public, "in_public"}};
const Names<HowFar> reaches{
    {HowFar::nobody, "nobody"}, {HowFar::team, "team"}, {HowFar::partnership, "partnership"}, {HowFar::everyone, "everyone"}};
constexpr std::size_t title_max = 120, line_max = 150, people_max = 2'000, absent_max = 1'000, notes_max = 50'000, name_max = 30,
                      words_max = 1'000, groups_max = 20;
constexpr int most_people = 10'000;
const std::string the_group = "group";

std::optional<int> whole_number(const std::string& typed) {
    const auto text = tidied(typed);
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool has(const std::vector<std::string>& all, const std::string& one) { return std::ranges::find(all, one) != all.end(); }

bool are_known(const std::vector<std::string>& chosen, const std::vector<std::string>& offered, const std::vector<std::string>& before) {
    return std::ranges::all_of(chosen, [&](const std::string& theme) { return has(offered, theme) || has(before, theme); });
}

const Consent* consent_in(const Participant& participant, Agreement to) {
    const auto found = std::ranges::find(participant.consents, to, &Consent::to);
    return found == participant.consents.end() ? nullptr : &*found;
}

}  // namespace

const Fields<TalkDraft>& talk_fields() {
    using field::choice, field::choices, field::day, field::lines, field::needed, field::words;
    using Draft = TalkDraft;
    static const Fields<Draft> fields{
        "voice.talk",
        {needed(words("title", &Draft::title, title_max)), needed(choice("kind", &Draft::kind, names_in(kinds))),
         needed(day("day", &Draft::day)), words("place", &Draft::place, line_max), needed(words("led_by", &Draft::led_by, line_max)),
         words("noted_by", &Draft::noted_by, line_max), needed(choice("whose_view", &Draft::whose_view)),
         lines("people", &Draft::people, people_max), lines("absent", &Draft::absent, absent_max), lines("notes", &Draft::notes, notes_max),
         choices("themes", &Draft::themes)},
        &Draft::seen_version};
    return fields;
}

TalkDraft draft_of(const Talk& talk) {
    return {.kind = name_of(talk.kind),
            .title = talk.title,
            .day = iso(talk.day),
            .place = talk.place,
            .led_by = talk.led_by,
            .noted_by = talk.noted_by,
            .whose_view = talk.whose_view,
            .people = in_lines(talk.people),
            .absent = talk.absent,
            .notes = talk.notes,
            .themes = talk.themes,
            .seen_version = talk.version};
}

Outcome<Talk> write_down(const Talk& before, const TalkDraft& draft, const TalkOffers& offers, Date today) {
    Problems problems;
    const std::string prefix = "voice.talk";
    require_text(problems, prefix, "title", draft.title, title_max);
    const auto kind = value_in(kinds, draft.kind);
    if (!kind) problems.push_back({"kind", "voice.talk.kind_missing"});
    const auto day = date_from(draft.day);
    if (!day || *day > today) problems.push_back({"day", "voice.talk.day_wrong"});
    limit_text(problems, prefix, "place", draft.place, line_max);
    require_text(problems, prefix, "led_by", draft.led_by, line_max);
    limit_text(problems, prefix, "noted_by", draft.noted_by, line_max);
    if (!has(offers.groups, draft.whose_view) && (draft.whose_view.empty() || draft.whose_view != before.whose_view))
        problems.push_back({"whose_view", "voice.talk.whose_view_missing"});
    const auto people = people_from(draft.people);
    if (!people || characters(draft.people) > people_max) problems.push_back({"people", "voice.talk.people_wrong"});
    limit_text(problems, prefix, "absent", draft.absent, absent_max);
    limit_text(problems, prefix, "notes", draft.notes, notes_max);
    if (!are_known(draft.themes, offers.themes, before.themes)) problems.push_back({"themes", "voice.talk.themes_unknown"});
    if (!problems.empty()) return refuse(problems);
    auto talk = before;
    talk.kind = *kind;
    talk.title = draft.title;
    talk.day = *day;
    talk.place = draft.place;
    talk.led_by = draft.led_by;
    talk.noted_by = draft.noted_by;
    talk.whose_view = draft.whose_view;
    talk.themes = draft.themes;
    talk.people = *people;
    talk.absent = draft.absent;
    talk.notes = draft.notes;
    talk.version = draft.seen_version;
    return talk;
}

std::optional<std::vector<Attendance>> people_from(const std::string& lines) {
    std::vector<Attendance> people;
    for (const auto& line : split(lines, '\n')) {
        if (tidied(line).empty()) continue;
        const auto last = line.rfind(',');
        const auto first = last == std::string::npos || last == 0 ? last : line.rfind(',', last - 1);
        if (last == std::string::npos || first == std::string::npos || first == last) return std::nullopt;
        const auto group = tidied(line.substr(0, first));
        const auto invited = whole_number(line.substr(first + 1, last - first - 1)), came = whole_number(line.substr(last + 1));
        if (group.empty() || !invited || !came || *invited < 0 || *came < 0 || *invited > most_people || *came > most_people)
            return std::nullopt;
        people.push_back({group, *invited, *came});
    }
    return people.size() > groups_max ? std::nullopt : std::optional(people);
}

std::string in_lines(const std::vector<Attendance>& people) {
    std::string lines;
    for (const auto& [group, invited, came] : people)
        lines += (lines.empty() ? "" : "\n") + group + ", " + std::to_string(invited) + ", " + std::to_string(came);
    return lines;
}

std::vector<std::string> paragraphs_of(const std::string& notes) {
    std::vector<std::string> paragraphs(1);
    for (const auto& line : split(notes, '\n')) {
        if (!tidied(line).empty())
            paragraphs.back() += (paragraphs.back().empty() ? "" : "\n") + line;
        else if (!paragraphs.back().empty())
            paragraphs.emplace_back();
    }
    if (paragraphs.back().empty()) paragraphs.pop_back();
    return paragraphs;
}

std::string listed_themes(const std::vector<std::string>& themes) {
    std::string listed;
    for (const auto& theme : themes) listed += "," + theme;
    return listed.empty() ? listed : listed + ",";
}

std::vector<std::string> themes_from(const std::string& listed) {
    std::vector<std::string> themes;
    for (const auto& theme : split(listed, ','))
        if (!theme.empty()) themes.push_back(theme);
    return themes;
}

bool Participant::agrees(Agreement to) const {
    const auto* consent = consent_in(*this, to);
    return consent != nullptr && !consent->withdrawn;
}

const Fields<ParticipantDraft>& participant_fields() {
    using field::choices, field::day, field::needed, field::words;
    using Draft = ParticipantDraft;
    static const Fields<Draft> fields{"voice.participant",
                                      {needed(words("name", &Draft::name, name_max)),
                                       choices("agreed", &Draft::agreed, names_in(agreements)), needed(day("on", &Draft::on))},
                                      &Draft::seen_version};
    return fields;
}

ParticipantDraft draft_of(const Participant& participant, int version, Date today) {
    ParticipantDraft draft{.name = participant.name, .agreed = {}, .on = iso(today), .seen_version = version};
    for (const auto to : all_agreements())
        if (participant.agrees(to)) draft.agreed.push_back(name_of(to));
    return draft;
}

Outcome<Participant> agree(const Participant& before, const std::vector<Participant>& all, const ParticipantDraft& draft, Date today) {
    Problems problems;
    require_text(problems, "voice.participant", "name", draft.name, name_max);
    if (std::ranges::any_of(all,
                            [&](const Participant& other) { return other.id != before.id && is_same_to_a_reader(other.name, draft.name); }))
        problems.push_back({"name", "voice.participant.name_twice"});
    if (!std::ranges::all_of(draft.agreed, [](const std::string& name) { return value_in(agreements, name).has_value(); }))
        problems.push_back({"agreed", "voice.participant.agreed_unknown"});
    const auto on = date_from(draft.on);
    const auto is_early = [&](const Consent& consent) { return *on < consent.given; };
    if (!on || *on > today || std::ranges::any_of(before.consents, is_early)) problems.push_back({"on", "voice.participant.on_wrong"});
    if (!problems.empty()) return refuse(problems);
    auto participant = before;
    participant.name = draft.name;
    for (const auto to : all_agreements()) {
        const bool agrees = has(draft.agreed, name_of(to));
        if (agrees == before.agrees(to)) continue;
        if (agrees) {
            std::erase_if(participant.consents, [&](const Consent& consent) { return consent.to == to; });
            participant.consents.push_back({to, *on, {}});
        } else {
            std::ranges::find(participant.consents, to, &Consent::to)->withdrawn = on;
        }
    }
    std::ranges::sort(participant.consents, {}, &Consent::to);
    return participant;
}

HowFar how_far(const Participant& participant) {
    if (!participant.agrees(Agreement::taking_part) || !participant.agrees(Agreement::notes)) return HowFar::nobody;
    if (!participant.agrees(Agreement::inside)) return HowFar::team;
    return participant.agrees(Agreement::in_public) ? HowFar::everyone : HowFar::partnership;
}

const Fields<ExcerptDraft>& excerpt_fields() {
    using field::choice, field::choices, field::lines, field::needed, field::number;
    using Draft = ExcerptDraft;
    static const Fields<Draft> fields{"voice.excerpt",
                                      {needed(number("paragraph", &Draft::paragraph)), needed(lines("words", &Draft::words, words_max)),
                                       needed(choice("who", &Draft::who)), needed(choices("themes", &Draft::themes))}};
    return fields;
}

Outcome<Excerpt> take_out(const Talk& talk, const std::vector<Participant>& participants, const ExcerptDraft& draft,
                          const std::vector<std::string>& themes) {
    Problems problems;
    const auto paragraphs = paragraphs_of(talk.notes);
    const auto number = whole_number(draft.paragraph).value_or(0);
    const bool is_there = number >= 1 && number <= static_cast<int>(paragraphs.size());
    if (!is_there) problems.push_back({"paragraph", "voice.excerpt.paragraph_wrong"});
    require_text(problems, "voice.excerpt", "words", draft.words, words_max);
    if (is_there && !paragraphs[static_cast<std::size_t>(number) - 1].contains(draft.words))
        problems.push_back({"words", "voice.excerpt.words_not_there"});
    Excerpt excerpt;
    excerpt.paragraph = number;
    excerpt.words = draft.words;
    excerpt.themes = draft.themes;
    const auto who = std::ranges::find(participants, ParticipantId{draft.who}, &Participant::id);
    if (who != participants.end()) excerpt.participant = who->id;
    if (who == participants.end() && draft.who != the_group)
        problems.push_back({"who", "voice.excerpt.who_missing"});
    else if (how_far(excerpt, participants) == HowFar::nobody)
        problems.push_back({"who", "voice.excerpt.who_disagrees"});
    if (draft.themes.empty()) problems.push_back({"themes", "voice.excerpt.themes_missing"});
    if (!are_known(draft.themes, themes, {})) problems.push_back({"themes", "voice.talk.themes_unknown"});
    if (!problems.empty()) return refuse(problems);
    return excerpt;
}

HowFar how_far(const Excerpt& excerpt, const std::vector<Participant>& participants) {
    std::optional<HowFar> far;
    for (const auto& participant : participants)
        if (excerpt.participant.is_empty() || participant.id == excerpt.participant)
            far = std::min(far.value_or(HowFar::everyone), how_far(participant));
    return far.value_or(HowFar::team);  // of a group of which nobody is named, nobody has agreed to be quoted
}

Outcome<std::vector<Excerpt>> moved_to(const std::string& notes, const std::vector<Excerpt>& excerpts) {
    const auto paragraphs = paragraphs_of(notes);
    auto moved = excerpts;
    for (auto& excerpt : moved) {
        const auto at = static_cast<std::size_t>(excerpt.paragraph);
        if (at <= paragraphs.size() && paragraphs[at - 1].contains(excerpt.words)) continue;
        const auto found = std::ranges::find_if(paragraphs, [&](const std::string& each) { return each.contains(excerpt.words); });
        if (found == paragraphs.end()) return refuse({{"notes", "voice.talk.notes_lack_excerpt"}});
        excerpt.paragraph = static_cast<int>(found - paragraphs.begin()) + 1;
    }
    return moved;
}

std::map<std::string, int> paragraphs_on(const std::vector<Excerpt>& excerpts) {
    std::map<std::string, std::set<int>> said;
    for (const auto& excerpt : excerpts)
        for (const auto& theme : excerpt.themes) said[theme].insert(excerpt.paragraph);
    std::map<std::string, int> counts;
    for (const auto& [theme, paragraphs] : said) counts[theme] = static_cast<int>(paragraphs.size());
    return counts;
}

// All are looked for in the text as it was: some may lie within others, or overlap.
std::string without_words(const std::string& text, const std::vector<std::string>& all) {
    static const std::string gap = "[…]";
    std::vector<bool> goes(text.size());
    for (const auto& words : all)
        if (!words.empty() && words != gap)
            for (auto at = text.find(words); at != std::string::npos; at = text.find(words, at + 1))
                std::fill_n(goes.begin() + static_cast<std::ptrdiff_t>(at), words.size(), true);
    std::string kept;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (!goes[i])
            kept += text[i];
        else if (i == 0 || !goes[i - 1])
            kept += gap;
    return kept;
}

const std::vector<Agreement>& all_agreements() {
    static const auto all = values_in(agreements);
    return all;
}
std::string name_of(TalkKind kind) { return name_in(kinds, kind); }
std::string name_of(Agreement agreement) { return name_in(agreements, agreement); }
std::string name_of(HowFar far) { return name_in(reaches, far); }

std::string as_json(const Talk& talk) {
    return as_json(std::vector<FieldValue>{{{"title"}, {talk.title}},
                                           {{"from"}, {iso(talk.day)}},
                                           {{"place"}, {talk.place}},
                                           {{"lead"}, {talk.led_by}},
                                           {{"number"}, {std::to_string(paragraphs_of(talk.notes).size())}},
                                           {{"themes", FieldShape::Kind::choices}, talk.themes}});
}

std::string as_json(const Participant& participant) {
    std::vector<std::string> agreed;
    for (const auto to : all_agreements())
        if (participant.agrees(to)) agreed.push_back(name_of(to));
    return as_json(std::vector<FieldValue>{{{"name"}, {participant.name}}, {{"purpose", FieldShape::Kind::choices}, agreed}});
}

}  // namespace touchstone::voice

#include "voice/wave.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "base/checks.h"
#include "base/named.h"
#include "voice/answer_words.h"

namespace touchstone::voice {
namespace {

const Names<Access> accesses{{Access::open_link, "open_link"}, {Access::codes, "codes"}};
const Names<Manner> manners{{Manner::pages, "pages"}, {Manner::one_by_one, "one_by_one"}};
constexpr std::size_t box_max = 1'000, help_max = 100, told_max = 4'000;

std::optional<int> whole_number(const std::string& text) {
    int number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

bool has(const std::vector<AccountId>& people, const std::string& id) { return std::ranges::find(people, AccountId{id}) != people.end(); }

void check_readers(Problems& problems, const Questionnaire& questionnaire, const WaveDraft& draft, const WaveOffers& offers) {
    const bool is_written_in = std::ranges::any_of(
        questionnaire.questions, [](const Question& each) { return each.kind == Kind::text || each.kind == Kind::words; });
    if (!is_written_in && draft.reader.empty() && draft.deputy.empty()) return;
    if (!has(offers.readers, draft.reader)) problems.push_back({"reader", "voice.wave.reader_missing"});
    if (!has(offers.readers, draft.deputy) || draft.deputy == draft.reader) problems.push_back({"deputy", "voice.wave.deputy_missing"});
}

// A line is for telephones: figures, and what people write between them.
bool is_phone(const std::string& text) {
    const auto figures = std::ranges::count_if(text, [](char c) { return c >= '0' && c <= '9'; });
    return figures >= 3 && text.find_first_not_of("0123456789 +-()") == std::string::npos;
}

void check_help(Problems& problems, const WaveDraft& draft) {
    for (const auto& [field, words] :
         {std::pair{"help_name", draft.help_name}, {"help_phone", draft.help_phone}, {"help_hours", draft.help_hours}})
        limit_text(problems, "voice.wave", field, words, help_max);
    if (draft.help_name.empty() && draft.help_phone.empty() && draft.help_hours.empty()) return;
    if (draft.help_name.empty()) problems.push_back({"help_name", "voice.wave.help_name_missing"});
    if (!is_phone(draft.help_phone)) problems.push_back({"help_phone", "voice.wave.help_phone_wrong"});
}
// How many were asked, how large a number must be, and who reads first what was written.
void read_size_and_readers(Problems& problems, Wave& wave, const Questionnaire& questionnaire, const WaveDraft& draft,
                           const WaveOffers& offers) {
    const auto smallest = whole_number(draft.smallest);
    if (!smallest || *smallest < smallest_least || *smallest > smallest_most) problems.push_back({"smallest", "voice.wave.smallest_wrong"});
    const auto invited = draft.invited.empty() ? std::optional(0) : whole_number(draft.invited);
    if (!invited || *invited < 0 || *invited > 1'000'000) problems.push_back({"invited", "voice.wave.invited_wrong"});
    check_readers(problems, questionnaire, draft, offers);
    wave.smallest = smallest.value_or(smallest_least);
    wave.zeros_shown = draft.zeros_shown == "yes";
    wave.invited = invited.value_or(0);
    wave.reader = AccountId{draft.reader};
    wave.deputy = AccountId{draft.deputy};
}

std::int64_t days_between(Date from, Date to) { return (std::chrono::sys_days{to} - std::chrono::sys_days{from}).count(); }

}  // namespace

const Names<Tool>& tools() {
    static const Names<Tool> names{{Tool::ms_forms, "ms_forms"},
                                   {Tool::smartsurvey, "smartsurvey"},
                                   {Tool::google_forms, "google_forms"},
                                   {Tool::limesurvey, "limesurvey"},
                                   {Tool::other, "other"}};
    return names;
}

Stage Wave::stage(Date today) const {
    if (closed_at) return Stage::closed;
    return today < opens ? Stage::waiting : today > closes ? Stage::closed : Stage::open;
}

const Fields<WaveDraft>& wave_fields() {
    using field::choice, field::day, field::lines, field::needed, field::number, field::words;
    using Draft = WaveDraft;
    static const Fields<Draft> fields{
        "voice.wave",
        {needed(choice("whose_view", &Draft::whose_view)), needed(choice("access", &Draft::access, names_in(accesses))),
         needed(choice("manner", &Draft::manner, names_in(manners))), needed(day("opens", &Draft::opens)),
         needed(day("closes", &Draft::closes)), day("reminds", &Draft::reminds), number("invited", &Draft::invited),
         needed(number("smallest", &Draft::smallest)), choice("zeros_shown", &Draft::zeros_shown, {"yes", "no"}),
         choice("reader", &Draft::reader), choice("deputy", &Draft::deputy), words("help_name", &Draft::help_name, help_max),
         words("help_phone", &Draft::help_phone, help_max), words("help_hours", &Draft::help_hours, help_max),
         needed(lines("space", &Draft::space, box_max)), needed(lines("voice", &Draft::voice, box_max)),
         needed(lines("audience", &Draft::audience, box_max)), needed(lines("influence", &Draft::influence, box_max))}};
    return fields;
}

Outcome<Wave> publish(const Wave& before, const Questionnaire& questionnaire, const WaveDraft& draft, const WaveOffers& offers,
                      Date today) {
    Problems problems;
    auto wave = before;
    if (!problems_of(questionnaire).empty() || questionnaire.questions.empty()) problems.push_back({"", "voice.wave.unsound"});
    if (std::ranges::find(offers.groups, draft.whose_view) == offers.groups.end())
        problems.push_back({"whose_view", "voice.wave.whose_view_missing"});
    const auto access = value_in(accesses, draft.access);
    if (!access) problems.push_back({"access", "voice.wave.access_missing"});
    const auto manner = value_in(manners, draft.manner);
    if (!manner) problems.push_back({"manner", "voice.wave.manner_missing"});
    const auto opens = date_from(draft.opens), closes = date_from(draft.closes);
    const auto days = opens && closes ? days_between(*opens, *closes) : 0;
    if (!opens || *opens < today) problems.push_back({"opens", "voice.wave.opens_wrong"});
    if (!closes || (opens && (days < 0 || days > wave_days_max))) problems.push_back({"closes", "voice.wave.closes_wrong"});
    const auto reminds = date_from(draft.reminds);
    const bool fits = reminds && access == Access::codes && opens && closes && *opens <= *reminds && *reminds <= *closes;
    if (!draft.reminds.empty() && !fits) problems.push_back({"reminds", "voice.wave.reminds_wrong"});
    read_size_and_readers(problems, wave, questionnaire, draft, offers);
    check_help(problems, draft);
    for (const auto& [field, words] :
         {std::pair{"space", draft.space}, {"voice", draft.voice}, {"audience", draft.audience}, {"influence", draft.influence}})
        require_text(problems, "voice.wave", field, words, box_max);
    if (!problems.empty()) return refuse(problems);
    wave.content = questionnaire;
    wave.content.languages = offered_languages(questionnaire);
    wave.whose_view = draft.whose_view;
    wave.access = *access;
    wave.manner = *manner;
    wave.opens = *opens;
    wave.closes = *closes;
    wave.reminds = reminds;
    wave.help = {draft.help_name, draft.help_phone, draft.help_hours};
    wave.space = draft.space;
    wave.voice = draft.voice;
    wave.audience = draft.audience;
    wave.influence = draft.influence;
    return wave;
}

Outcome<Wave> asked_elsewhere(const Wave& before, const Questionnaire& questionnaire, const WaveDraft& draft, const WaveOffers& offers,
                              Date today) {
    Problems problems;
    auto wave = before;
    if (std::ranges::find(offers.groups, draft.whose_view) == offers.groups.end())
        problems.push_back({"whose_view", "voice.wave.whose_view_missing"});
    const auto opens = date_from(draft.opens), closes = date_from(draft.closes);
    if (!opens || *opens > today) problems.push_back({"opens", "voice.replies.opens_wrong"});
    const auto days = opens && closes ? days_between(*opens, *closes) : 0;
    if (!closes || *closes > today || days < 0 || days > wave_days_max) problems.push_back({"closes", "voice.replies.closes_wrong"});
    read_size_and_readers(problems, wave, questionnaire, draft, offers);
    if (!problems.empty()) return refuse(problems);
    wave.content = questionnaire;
    wave.whose_view = draft.whose_view;
    wave.opens = *opens;
    wave.closes = *closes;
    return wave;
}

const Fields<ClosingDraft>& closing_fields() {
    using field::day, field::needed, field::words;
    using Draft = ClosingDraft;
    static const Fields<Draft> fields{
        "voice.closing",
        {needed(words("decides", &Draft::decides, decides_max)), needed(day("decides_by", &Draft::decides_by))},
        &Draft::seen_version};
    return fields;
}

Outcome<Wave> close(const Wave& wave, const ClosingDraft& draft, Instant now) {
    Problems problems;
    if (wave.closed_at) return refuse({{"", "voice.closing.closed"}});
    if (wave.stage(date_of(now)) == Stage::waiting) return refuse({{"", "voice.closing.waiting"}});
    require_text(problems, "voice.closing", "decides", draft.decides, decides_max);
    const auto by = date_from(draft.decides_by);
    if (!by || *by < date_of(now)) problems.push_back({"decides_by", "voice.closing.decides_by_wrong"});
    if (!problems.empty()) return refuse(problems);
    auto closed = wave;
    closed.decides = draft.decides;
    closed.decides_by = by;
    closed.closed_at = now;
    closed.version = draft.seen_version;
    return closed;
}

const Fields<OutcomeDraft>& outcome_fields() {
    using field::lines, field::needed;
    using Draft = OutcomeDraft;
    static const Fields<Draft> fields{"voice.outcome",
                                      {needed(lines("heard", &Draft::heard, told_max)), lines("done", &Draft::done, told_max),
                                       lines("not_done", &Draft::not_done, told_max)},
                                      &Draft::seen_version};
    return fields;
}

OutcomeDraft draft_of(const Wave& wave) { return {wave.heard, wave.done, wave.not_done, wave.version}; }

Outcome<Wave> tell(const Wave& wave, const OutcomeDraft& draft) {
    Problems problems;
    if (!wave.closed_at) problems.push_back({"", "voice.outcome.not_closed"});
    require_text(problems, "voice.outcome", "heard", draft.heard, told_max);
    limit_text(problems, "voice.outcome", "done", draft.done, told_max);
    limit_text(problems, "voice.outcome", "not_done", draft.not_done, told_max);
    if (!problems.empty()) return refuse(problems);
    auto told = wave;
    told.heard = draft.heard;
    told.done = draft.done;
    told.not_done = draft.not_done;
    told.version = draft.seen_version;
    return told;
}

std::string name_of(Access access) { return name_in(accesses, access); }
std::string name_of(Manner manner) { return name_in(manners, manner); }
std::string name_of(Stage stage) { return stage == Stage::waiting ? "waiting" : stage == Stage::open ? "open" : "closed"; }

std::string as_json(const Wave& wave) {
    return as_json(std::vector<FieldValue>{{{"title"}, {wave.content.title}},
                                           {{"from"}, {iso(wave.opens)}},
                                           {{"to"}, {iso(wave.closes)}},
                                           {{"access"}, {wave.tool ? "" : name_of(wave.access)}},
                                           {{"by"}, {wave.decides}},
                                           {{"done"}, {wave.done}},
                                           {{"note"}, {wave.heard}}});
}

}  // namespace touchstone::voice

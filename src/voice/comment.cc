#include "voice/comment.h"

#include <algorithm>

#include "base/checks.h"
#include "base/named.h"

namespace touchstone::voice {
namespace {

const Names<CommentKind> kinds{
    {CommentKind::comment, "comment"}, {CommentKind::complaint, "complaint"}, {CommentKind::compliment, "compliment"}};
const Names<CommentWay> ways{{CommentWay::in_person, "in_person"}, {CommentWay::letter, "letter"}, {CommentWay::email, "email"},
                             {CommentWay::phone, "phone"},         {CommentWay::form, "form"},     {CommentWay::other, "other"}};
const Names<CommentState> states{
    {CommentState::open, "open"}, {CommentState::being_handled, "being_handled"}, {CommentState::closed, "closed"}};
constexpr std::size_t about_max = 150, words_max = 4'000, done_max = 2'000;

bool has(const std::vector<std::string>& all, const std::string& one) { return std::ranges::find(all, one) != all.end(); }

}  // namespace

int Comment::working_days(Date today) const {
    const auto first = std::chrono::sys_days{came}, last = std::chrono::sys_days{closed.value_or(today)};
    if (last <= first) return 0;
    const auto weeks = (last - first).count() / 7;
    auto days = weeks * 5;
    for (auto day = first + std::chrono::days{weeks * 7 + 1}; day <= last; day += std::chrono::days{1})
        if (std::chrono::weekday{day}.iso_encoding() <= 5) ++days;
    return static_cast<int>(days);
}

bool Comment::is_late(Date today) const {
    return kind == CommentKind::complaint && state != CommentState::closed && working_days(today) > working_days_max;
}

const Fields<CommentDraft>& comment_fields() {
    using field::choice, field::choices, field::day, field::lines, field::needed, field::words;
    using Draft = CommentDraft;
    static const Fields<Draft> fields{"voice.comment",
                                      {needed(choice("kind", &Draft::kind, names_in(kinds))), needed(day("came", &Draft::came)),
                                       needed(choice("way", &Draft::way, names_in(ways))), choice("whose_view", &Draft::whose_view),
                                       needed(words("about", &Draft::about, about_max)), needed(lines("words", &Draft::words, words_max)),
                                       choices("themes", &Draft::themes), needed(choice("state", &Draft::state, names_in(states))),
                                       lines("done", &Draft::done, done_max), day("closed", &Draft::closed)},
                                      &Draft::seen_version};
    return fields;
}

CommentDraft draft_of(const Comment& comment) {
    return {.kind = name_of(comment.kind),
            .came = iso(comment.came),
            .way = name_of(comment.way),
            .whose_view = comment.whose_view,
            .about = comment.about,
            .words = comment.words,
            .state = name_of(comment.state),
            .done = comment.done,
            .closed = comment.closed ? iso(*comment.closed) : "",
            .themes = comment.themes,
            .seen_version = comment.version};
}

Outcome<Comment> take_down(const Comment& before, const CommentDraft& draft, const TalkOffers& offers, Date today) {
    Problems problems;
    const std::string prefix = "voice.comment";
    const auto kind = value_in(kinds, draft.kind);
    if (!kind) problems.push_back({"kind", "voice.comment.kind_missing"});
    const auto came = date_from(draft.came);
    if (!came || *came > today) problems.push_back({"came", "voice.comment.came_wrong"});
    const auto way = value_in(ways, draft.way);
    if (!way) problems.push_back({"way", "voice.comment.way_missing"});
    if (!draft.whose_view.empty() && draft.whose_view != before.whose_view && !has(offers.groups, draft.whose_view))
        problems.push_back({"whose_view", "voice.comment.whose_view_unknown"});
    require_text(problems, prefix, "about", draft.about, about_max);
    require_text(problems, prefix, "words", draft.words, words_max);
    if (!std::ranges::all_of(draft.themes,
                             [&](const std::string& theme) { return has(offers.themes, theme) || has(before.themes, theme); }))
        problems.push_back({"themes", "voice.talk.themes_unknown"});
    const auto state = value_in(states, draft.state);
    if (!state) problems.push_back({"state", "voice.comment.state_missing"});
    limit_text(problems, prefix, "done", draft.done, done_max);
    const auto closed = date_from(draft.closed);
    if (state == CommentState::closed) {
        if (draft.done.empty()) problems.push_back({"done", "voice.comment.done_missing"});
        if (!closed || *closed > today || (came && *closed < *came)) problems.push_back({"closed", "voice.comment.closed_wrong"});
    } else if (!draft.closed.empty()) {
        problems.push_back({"closed", "voice.comment.closed_too_soon"});
    }
    if (!problems.empty()) return refuse(problems);
    auto comment = before;
    comment.kind = *kind;
    comment.came = *came;
    comment.way = *way;
    comment.whose_view = draft.whose_view;
    comment.about = draft.about;
    comment.words = draft.words;
    comment.themes = draft.themes;
    comment.state = *state;
    comment.done = draft.done;
    comment.closed = closed;
    comment.version = draft.seen_version;
    return comment;
}

const Fields<CommentsDraft>& comments_fields() {
    using field::choice, field::day, field::needed;
    using Draft = CommentsDraft;
    static const Fields<Draft> fields{"voice.comments.evidence",
                                      {needed(day("from", &Draft::from)), needed(day("to", &Draft::to)),
                                       needed(choice("whose_view", &Draft::whose_view)), needed(choice("security", &Draft::security))}};
    return fields;
}

const std::vector<CommentKind>& all_comment_kinds() {
    static const auto all = values_in(kinds);
    return all;
}
const std::vector<CommentState>& all_comment_states() {
    static const auto all = values_in(states);
    return all;
}
std::optional<CommentKind> comment_kind_from(const std::string& name) { return value_in(kinds, name); }
std::optional<CommentState> comment_state_from(const std::string& name) { return value_in(states, name); }
std::string name_of(CommentKind kind) { return name_in(kinds, kind); }
std::string name_of(CommentWay way) { return name_in(ways, way); }
std::string name_of(CommentState state) { return name_in(states, state); }

std::string as_json(const Comment& comment) {
    auto fields = comment_fields().values(draft_of(comment));
    std::erase_if(fields, [](const FieldValue& field) { return field.shape.name == "words" || field.shape.name == "done"; });
    return as_json(fields);
}

}  // namespace touchstone::voice

// The register of comments: the list with what it counts, one of them, and its form.
#include <algorithm>

#include "base/csv.h"
#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "people/draft_pages.h"
#include "voice/comment_store.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/talk_pages.h"
#include "voice/voice_words_pages.h"
#include "web/form_reader.h"
#include "web/lists.h"

namespace touchstone::voice {
namespace {

using web::text;

const std::string list_address = "/comments", new_address = "/comments/new";
const FieldShape owner_shape{"owner", FieldShape::Kind::choice};

std::string kind_word(CommentKind kind) { return text("voice.comment.kind_choice." + name_of(kind)); }
std::string state_word(CommentState state) { return text("voice.comment.state_choice." + name_of(state)); }
std::string open_word(const Comment& comment, Date today) {
    const auto key = comment.state == CommentState::closed ? "voice.comment.closed_after" : "voice.comment.open_for";
    return web::counted(key, comment.working_days(today));
}

// Of a group, one may not know which.
web::Offers offers_of(db::Read& db) { return themes_and_groups(db, text("voice.comment.not_known")); }

web::Response comment_page(const std::string& view, const std::string& title, const Comment& comment, web::Object data,
                           web::Status status = web::Status::ok) {
    auto response = web::page(view, title, std::move(data), status);
    response.crumbs = {{list_address, text("voice.comments.title")}};
    response.who_can_see = evaluations::seen_by_owner_only(comment.owner_name);
    return response;
}

CommentFilter filter_of(const web::Visit& visit) {
    return {comment_kind_from(visit.query.text("kind")), comment_state_from(visit.query.text("state")), visit.query.text("theme")};
}

web::Data one_of(const std::string& name, const std::string& legend, const std::string& any, std::vector<web::Option> options,
                 const std::string& chosen) {
    options.insert(options.begin(), {"", any, {}});
    return web::select({.name = name, .legend = legend, .hint = {}, .options = std::move(options), .chosen = {chosen}});
}

web::Object search_form(const CommentFilter& filter, const std::vector<web::Option>& themes) {
    std::vector<web::Option> kinds, states;
    for (const auto kind : all_comment_kinds()) kinds.push_back({name_of(kind), kind_word(kind), {}});
    for (const auto state : all_comment_states()) states.push_back({name_of(state), state_word(state), {}});
    return {{"kind",
             one_of("kind", text("voice.comment.kind"), text("voice.comments.any_kind"), kinds, filter.kind ? name_of(*filter.kind) : "")},
            {"state", one_of("state", text("voice.comment.state"), text("voice.comments.any_state"), states,
                             filter.state ? name_of(*filter.state) : "")},
            {"theme", one_of("theme", text("voice.comments.theme"), text("voice.comments.any_theme"), themes, filter.theme)},
            {"button", web::button(text("voice.comments.show"), {}, {}, true)}};
}

web::Data table_of(const std::vector<Comment>& comments, Date today) {
    if (comments.empty()) return false;
    web::Table table{.id = "comments", .caption = text("voice.comments.title"), .heads = {}, .rows = {}, .is_sortable = true, .csv = {}};
    for (const auto* column : {"came", "kind", "about", "state", "days", "owner"})
        table.heads.push_back({text(std::string("voice.comments.column.") + column), {}});
    for (const auto& comment : comments)
        table.rows.push_back({{in_words(comment.came), address_of(comment.id)},
                              {kind_word(comment.kind), {}},
                              {comment.about, {}},
                              {state_word(comment.state), {}},
                              {open_word(comment, today), {}},
                              {comment.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : comment.owner_name, {}}});
    return web::table(table);
}

std::string file_address(const CommentFilter& filter) {
    return "/comments.csv?kind=" + (filter.kind ? name_of(*filter.kind) : "") + "&state=" + (filter.state ? name_of(*filter.state) : "") +
           "&theme=" + web::percent_encoded(filter.theme);
}

web::Response list(const web::Visit& visit, db::Read& db) {
    const auto today = date_of(visit.now);
    const auto filter = filter_of(visit);
    const auto themes = themes_and_groups(db).at("themes");
    const auto comments = list_comments(db, visit.sight(), filter);
    const auto late = static_cast<int>(std::ranges::count_if(comments, [&](const Comment& each) { return each.is_late(today); }));
    const bool writes = may::evaluate.holds(visit.actor);
    const bool is_empty = comments.empty() && !filter.kind && !filter.state && filter.theme.empty();
    const auto add = writes ? web::Data(web::link(new_address, text("voice.comments.add"))) : web::Data(false);
    const auto counts = counts_by_kind(comments);
    auto response = web::page(
        "voice/comments", text("voice.comments.title"),
        {{"header", web::header("", text("voice.comments.title"), text("voice.comments.lead"))},
         {"nothing", is_empty ? web::Data(web::empty_state(text("voice.comments.nothing"), text("voice.comments.nothing_what"),
                                                           text("voice.comments.nothing_why"), add))
                              : web::Data(false)},
         {"add", is_empty ? web::Data(false) : add},
         {"search", is_empty ? web::Data(false) : web::Data(search_form(filter, themes))},
         {"reading", is_empty
                         ? web::Data(false)
                         : web::Data(counts.empty() ? text("voice.comments.none") : text("voice.comments.counts", {{"counts", counts}}))},
         {"late", late > 0 ? web::Data(web::notice("warning",
                                                   web::counted("voice.comments.late", late, {{"days", std::to_string(working_days_max)}})))
                           : web::Data(false)},
         {"table", table_of(comments, today)},
         {"file", comments.empty() ? web::Data(false) : web::Data(web::link(file_address(filter), text("voice.comments.file")))},
         {"make",
          writes && !is_empty ? web::Data(web::link("/comments/evidence/new", text("voice.comments.evidence.link"))) : web::Data(false)},
         {"others", web::List{web::link("/questionnaires", text("voice.list.title")), web::link("/talks", text("voice.talks.title"))}}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

web::Response table_file(const web::Visit& visit, db::Read& db) {
    const auto today = date_of(visit.now);
    const auto offers = themes_and_groups(db);
    std::vector<std::vector<std::string>> rows(1);
    for (const auto* column :
         {"came", "kind", "about", "state", "working_days", "way", "whose_view", "words", "themes", "done", "closed", "owner"})
        rows.front().push_back(text(std::string("voice.comments.column.") + column));
    for (const auto& comment : list_comments(db, visit.sight(), filter_of(visit))) {
        std::vector<std::string> themes;
        for (const auto& theme : comment.themes) themes.push_back(label_of(offers.at("themes"), theme));
        rows.push_back({iso(comment.came), kind_word(comment.kind), comment.about, state_word(comment.state),
                        std::to_string(comment.working_days(today)), text("voice.comment.way_choice." + name_of(comment.way)),
                        label_of(offers.at("whose_view"), comment.whose_view), comment.words, web::listed_apart(themes), comment.done,
                        comment.closed ? iso(*comment.closed) : std::string(),
                        comment.owner_name.empty() ? text("evaluations.sharing.whole_partnership") : comment.owner_name});
    }
    return web::download_of(csv_file(rows), text("voice.comments.file_name") + ".csv", "text/csv; charset=utf-8");
}

web::Response form_page(const web::Visit& visit, const web::Offers& offers, const Comment& comment, const web::Data& owner,
                        const CommentDraft& draft, const Problems& problems, web::Status status,
                        const std::optional<CommentDraft>& theirs = {}) {
    const bool is_new = comment.id.is_empty();
    const auto address = is_new ? new_address : address_of(comment.id) + "/edit";
    const auto title = text(is_new ? "voice.comments.add" : "voice.comment.edit");
    auto data = web::components(comment_fields(), draft, problems, offers);
    data["themes"] = web::searchable(data["themes"], visit);
    data.merge({{"header", web::header(is_new ? "" : kind_word(comment.kind), title)},
                {"csrf", visit.csrf},
                {"action", address},
                {"owner", owner},
                {"conflict", theirs ? web::Data(web::compared(comment_fields(), draft, *theirs, offers)) : web::Data(false)},
                {"button", web::button(text("voice.comment.save"))}});
    auto response = comment_page("voice/comment_form", title, comment, std::move(data), status);
    if (is_new) response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    response.forms = {{address, is_new ? web::form_now(comment_fields().of_new(), draft, {{owner_shape, {visit.form.text("owner")}}})
                                       : web::form_now(comment_fields(), draft)}};
    return response;
}

web::Response new_page(const web::Visit& visit, db::Read& db, const web::Offers& offers, const CommentDraft& draft,
                       const Problems& problems, web::Status status) {
    const auto owner = evaluations::owner_choice(evaluations::owners_offered(visit, db), visit.form.text("owner"), problems);
    return form_page(visit, offers, {}, owner, draft, problems, status);
}

web::Response show_new(const web::Visit& visit, db::Read& db) {
    return new_page(visit, db, offers_of(db), {.state = name_of(CommentState::open)}, {}, web::Status::ok);
}

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto offers = offers_of(db);
    const auto draft = web::read_draft(comment_fields().of_new(), visit.form);
    if (web::is_searching(visit)) return new_page(visit, db, offers, draft, {}, web::Status::ok);
    Comment fresh;
    fresh.id = CommentId::make(visit.now);
    const auto owner = evaluations::owner_from(evaluations::owners_offered(visit, db), visit.form.text("owner"));
    if (owner) fresh.owner = owner->organisation;
    const auto comment = take_down(fresh, draft, offers_in(offers), date_of(visit.now));
    auto problems = comment ? Problems{} : comment.error();
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) return new_page(visit, db, offers, draft, problems, web::Status::unprocessable);
    add_comment(db, visit.by(), *comment);
    people::forget_draft(visit, db);
    return web::see_other(address_of(comment->id), "comment");
}

std::optional<CommentWhole> comment_at(const web::Visit& visit, db::Read& db) {
    return find_comment(db, visit.actor.partnership, visit.id<CommentId>("comment"));
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto whole = comment_at(visit, db);
    if (!whole) return web::not_found();
    const auto& comment = whole->comment;
    const auto [offers, rules] = offers_and_rules(visit, db);
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const std::string& key, const std::string& value) {
        if (!value.empty()) rows.push_back({text("voice.comments.column." + key), value, {}, {}, {}});
    };
    std::vector<std::string> themes;
    for (const auto& theme : comment.themes) themes.push_back(label_of(offers.at("themes"), theme));
    const auto group = label_of(offers.at("whose_view"), comment.whose_view);
    add("came", in_words(comment.came));
    add("way", text("voice.comment.way_choice." + name_of(comment.way)));
    add("whose_view", group.empty() ? text("voice.comment.not_known") : group);
    add("about", comment.about);
    add("themes", web::listed_apart(themes));
    add("state", state_word(comment.state));
    add("days", open_word(comment, date_of(visit.now)));
    if (comment.closed) add("closed", in_words(*comment.closed));
    web::List made;
    for (const auto& id : whole->evidence) made.push_back(web::link("/evidence/" + id.text, text("voice.comment.evidence")));
    return comment_page("voice/comment", kind_word(comment.kind), comment,
                        {{"header", web::header(text("voice.comments.title"), kind_word(comment.kind))},
                         {"edit", visit.may(Ability::evaluate, "comment")
                                      ? web::Data(web::link(address_of(comment.id) + "/edit", text("voice.comment.edit")))
                                      : web::Data(false)},
                         {"delete", visit.may(Ability::evaluate, "comment")
                                        ? web::Data(web::link(address_of(comment.id) + "/delete", text("voice.deletion.title.comment")))
                                        : web::Data(false)},
                         {"goes", goes_in_words(rules, evidence::RetentionClass::comment, comment.closed.value_or(comment.came))},
                         {"about", web::summary_list(rows)},
                         {"words", web::paragraphs(comment.words)},
                         {"done", web::paragraphs(comment.done)},
                         {"has_done", !comment.done.empty()},
                         {"made", made}});
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto whole = comment_at(visit, db);
    if (!whole) return web::not_found();
    return form_page(visit, offers_of(db), whole->comment, false, draft_of(whole->comment), {}, web::Status::ok);
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto whole = comment_at(visit, db);
    if (!whole) return web::not_found();
    const auto& before = whole->comment;
    const auto offers = offers_of(db);
    auto draft = web::read_draft(comment_fields(), visit.form);
    if (web::is_searching(visit)) return form_page(visit, offers, before, false, draft, {}, web::Status::ok);
    const auto after = take_down(before, draft, offers_in(offers), date_of(visit.now));
    if (!after) return form_page(visit, offers, before, false, draft, after.error(), web::Status::unprocessable);
    if (!save_comment(db, visit.by(), before, *after)) {
        draft.seen_version = before.version;  // saving again is now a choice
        return form_page(visit, offers, before, false, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict, draft_of(before));
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(before.id), "comment");
}

}  // namespace

void add_comment_pages(web::Router& router) {
    router.object("comment", look_up_comment);
    const std::string one = "/comments/{comment}";
    router.get(list_address, may::read, list);
    router.get("/comments.csv", may::read, table_file);
    router.get(new_address, may::evaluate, show_new);
    router.post(new_address, may::evaluate, create, {.fields = web::taken(comment_fields().of_new(), {owner_shape})});
    router.get(one, may::read, show);
    router.get(one + "/edit", may::evaluate, show_edit);
    router.post(one + "/edit", may::evaluate, save, {.fields = web::taken(comment_fields())});
}

}  // namespace touchstone::voice

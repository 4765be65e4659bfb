#include "voice/comment_store.h"

#include <fmt/format.h>

#include "events/event_store.h"
#include "evidence/evidence_store.h"
#include "evidence/whole_rows_store.h"

namespace touchstone::voice {
namespace {

constexpr const char* columns =
    "c.id, c.owner_id, coalesce(o.name, '') as owner_name, c.kind, c.came_on, c.way, c.whose_view, c.about, c.words, c.themes, c.state, "
    "c.done, c.closed_on, c.made_by, c.made_at, c.version";
constexpr const char* from_comment = "comment c left join organisation o on o.partnership_id = c.partnership_id and o.id = c.owner_id";

Comment read_comment(const db::Row& row) {
    return {row.get<CommentId>("id"),           row.get<OrganisationId>("owner_id"),
            row.get<std::string>("owner_name"), row.get<CommentKind>("kind"),
            row.get<Date>("came_on"),           row.get<CommentWay>("way"),
            row.get<std::string>("whose_view"), row.get<std::string>("about"),
            row.get<std::string>("words"),      themes_from(row.get<std::string>("themes")),
            row.get<CommentState>("state"),     row.get<std::string>("done"),
            row.maybe<Date>("closed_on"),       row.get<AccountId>("made_by"),
            row.get<Instant>("made_at"),        row.get<int>("version")};
}

}  // namespace

std::optional<Seen> look_up_comment(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql =
        fmt::format("select c.owner_id from comment c where c.partnership_id = $1 and c.id = $4 and {}", comment_is_there);
    const auto sight = sight_of(actor, now);
    return db.first([](const db::Row& row) { return Seen{{row.get<OrganisationId>("owner_id"), {}, {}}, Extent::all}; }, sql,
                    sight.partnership, sight.member, sight.organisations, id);
}

std::vector<Comment> list_comments(db::Read& db, const Sight& sight, const CommentFilter& filter) {
    static const auto sql = fmt::format(R"sql(
        select {} from {}
         where c.partnership_id = $1 and {} and ($4 = 0 or c.kind = $4) and ($5 = 0 or c.state = $5)
           and ($6 = '' or c.themes like '%,' || $6 || ',%')
         order by c.came_on desc, c.id desc)sql",
                                        columns, from_comment, comment_is_there);
    return db.all(read_comment, sql, sight.partnership, sight.member, sight.organisations, filter.kind ? static_cast<int>(*filter.kind) : 0,
                  filter.state ? static_cast<int>(*filter.state) : 0, filter.theme);
}

std::optional<CommentWhole> find_comment(db::Read& db, const PartnershipId& partnership, const CommentId& id) {
    static const auto sql = fmt::format("select {} from {} where c.partnership_id = $1 and c.id = $2", columns, from_comment);
    db::Trip trip(db);
    const auto comment = trip.first(read_comment, sql, partnership, id);
    const auto evidence = trip.all(
        [](const db::Row& row) { return row.get<EvidenceId>("evidence_id"); },
        "select evidence_id from comment_evidence where partnership_id = $1 and comment_id = $2 order by evidence_id", partnership, id);
    trip.go();
    return *comment ? std::optional(CommentWhole{**comment, *evidence}) : std::nullopt;
}

void add_comment(db::Write& db, const By& by, const Comment& comment) {
    db.run(R"sql(
        insert into comment (partnership_id, id, owner_id, kind, came_on, way, whose_view, about, words, themes, state, done, closed_on,
                             made_by, made_at, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1))sql",
           by.partnership, comment.id, comment.owner, comment.kind, comment.came, comment.way, comment.whose_view, comment.about,
           comment.words, listed_themes(comment.themes), comment.state, comment.done, comment.closed, by.who, by.at);
    events::record(db, by, {.verb = "took_comment", .kind = "comment", .object = comment.id.text, .after = as_json(comment)});
}

bool save_comment(db::Write& db, const By& by, const Comment& before, const Comment& after) {
    if (0 == db.run(R"sql(
        update comment set kind = $4, came_on = $5, way = $6, whose_view = $7, about = $8, words = $9, themes = $10, state = $11, done = $12,
                           closed_on = $13, version = version + 1
         where partnership_id = $1 and id = $2 and version = $3)sql",
                    by.partnership, after.id, after.version, after.kind, after.came, after.way, after.whose_view, after.about, after.words,
                    listed_themes(after.themes), after.state, after.done, after.closed))
        return false;
    events::record(
        db, by,
        {.verb = "changed_comment", .kind = "comment", .object = after.id.text, .before = as_json(before), .after = as_json(after)});
    return true;
}

bool delete_comment(db::Write& db, const By& by, const CommentId& comment, int seen_version) {
    if (0 == db.run("update comment set version = version + 1 where partnership_id = $1 and id = $2 and version = $3", by.partnership,
                    comment, seen_version))
        return false;
    evidence::delete_rows_of(db, by.partnership, "comment", comment.text);
    events::forget_words(db, by.partnership, "comment", comment.text);
    events::record(db, by, {.verb = "deleted_comment", .kind = "comment", .object = comment.text});
    return true;
}

void make_evidence_of(db::Write& db, const By& by, const std::vector<Comment>& comments, const evidence::Evidence& item) {
    evidence::add_evidence(db, by, item);
    for (const auto& comment : comments)
        db.run("insert into comment_evidence (partnership_id, comment_id, evidence_id) values ($1, $2, $3)", by.partnership, comment.id,
               item.id);
}

}  // namespace touchstone::voice

#include "conversations/conversation_store.h"

#include <map>

#include "events/event_store.h"
#include "people/actor_store.h"

namespace touchstone::conversations {
namespace {

Conversation read_head(const db::Row& row) {
    return {row.get<ConversationId>("id"),
            {row.get<Kind>("kind"), row.get<std::string>("object_id"), row.get<std::string>("part")},
            {},
            row.maybe<Instant>("settled_at"),
            row.get<std::string>("settled_by_name")};
}

std::pair<ConversationId, Remark> read_remark(const db::Row& row) {
    return {row.get<ConversationId>("conversation_id"),
            {row.get<RemarkId>("id"),
             row.get<std::string>("words"),
             row.get<AccountId>("said_by"),
             row.get<std::string>("name"),
             row.get<Instant>("said_at"),
             {}}};
}

std::pair<RemarkId, Named> read_name(const db::Row& row) {
    return {row.get<RemarkId>("remark_id"), {row.get<AccountId>("account_id"), row.get<std::string>("name"), row.get<int>("is_told") == 1}};
}

}  // namespace

TalkAnswers ask_conversations(db::Trip& trip, const PartnershipId& partnership, const About& about) {
    return {trip.all(read_head, R"sql(
        select c.id, c.kind, c.object_id, c.part, c.settled_at, coalesce(a.name, '') as settled_by_name
          from conversation c left join account a on a.id = c.settled_by
         where c.partnership_id = $1 and c.object_id = $2 and $3 in ('', c.part)
         order by case when c.settled_at is null then 0 else 1 end, c.id)sql",
                     partnership, about.object, about.part),
            trip.all(read_remark, R"sql(
        select r.id, r.conversation_id, r.words, r.said_by, r.said_at, a.name
          from remark r join conversation c on c.partnership_id = r.partnership_id and c.id = r.conversation_id
          join account a on a.id = r.said_by
         where r.partnership_id = $1 and r.object_id = $2 and $3 in ('', c.part)
         order by r.id)sql",
                     partnership, about.object, about.part),
            trip.all(read_name, R"sql(
        select n.remark_id, n.account_id, n.is_told, a.name
          from remark_name n join account a on a.id = n.account_id
         where n.partnership_id = $1 and n.object_id = $2
         order by n.remark_id, a.name)sql",
                     partnership, about.object)};
}

std::vector<Conversation> conversations_of(const TalkAnswers& answers) {
    std::map<std::string, std::vector<Named>> names;
    for (const auto& [remark, named] : *answers.names) names[remark.text].push_back(named);
    std::map<std::string, std::vector<Remark>> remarks;
    for (auto [conversation, remark] : *answers.remarks) {
        remark.named = names[remark.id.text];
        remark.words = with_names(std::move(remark.words), remark.named);
        remarks[conversation.text].push_back(std::move(remark));
    }
    auto conversations = *answers.heads;
    for (auto& conversation : conversations) conversation.remarks = std::move(remarks[conversation.id.text]);
    return conversations;
}

std::vector<Conversation> list_conversations(db::Read& db, const PartnershipId& partnership, const About& about) {
    db::Trip trip(db);
    const auto answers = ask_conversations(trip, partnership, about);
    trip.go();
    return conversations_of(answers);
}

db::Answer<std::vector<std::pair<AccountId, std::string>>> ask_nameable(db::Trip& trip, const PartnershipId& partnership, Instant now) {
    return trip.all([](const db::Row& row) { return std::pair(row.get<AccountId>("id"), row.get<std::string>("name")); }, R"sql(
        select a.id, a.name from account a
         where a.disabled_at is null
           and exists (select 1 from assignment g where g.partnership_id = $1 and g.account_id = a.id and (g.until is null or g.until > $2))
         order by a.id)sql",
                    partnership, now);
}

std::vector<Named> find_named(db::Read& db, const PartnershipId& partnership, const std::string& words, Instant now,
                              const std::function<bool(const Actor&)>& sees) {
    std::vector<Named> named;
    if (words.find('@') == std::string::npos) return named;
    for (const auto& account : named_in(words, db::alone(db, ask_nameable, partnership, now))) {
        const auto actor = people::find_actor_at_console(db, account, partnership, now);
        named.push_back({account, actor.name, sees(actor)});
    }
    return named;
}

namespace {

// In the history of what the conversation is about.
// What was said stands in its own row, which is never changed.
void note(db::Write& db, const By& by, const char* verb, const About& about) {
    events::record(
        db, by,
        {.verb = verb, .kind = about.kind == Kind::evidence ? "evidence" : "evaluation", .object = about.object, .part = about.part});
}

void add_remark(db::Write& db, const By& by, const Conversation& in, const Remark& remark) {
    db.run(
        "insert into remark (partnership_id, id, conversation_id, object_id, words, said_by, said_at) values ($1, $2, $3, $4, $5, $6, $7)",
        by.partnership, remark.id, in.id, in.about.object, with_ids(remark.words, remark.named), remark.by, remark.at);
    for (const auto& [account, name, is_told] : remark.named)
        db.run("insert into remark_name (partnership_id, remark_id, object_id, account_id, is_told) values ($1, $2, $3, $4, $5)",
               by.partnership, remark.id, in.about.object, account, is_told);
    note(db, by, "said", in.about);
}

}  // namespace

void keep_said(db::Write& db, const By& by, const Said& said) {
    const auto& in = said.in;
    if (said.begins)
        db.run(R"sql(
        insert into conversation (partnership_id, id, kind, object_id, part, begun_by, begun_at) values ($1, $2, $3, $4, $5, $6, $7))sql",
               by.partnership, in.id, in.about.kind, in.about.object, in.about.part, by.who, by.at);
    if (said.speaks) add_remark(db, by, in, in.remarks.back());
    if (said.begins) return;
    const auto who = said.settles ? std::optional(by.who) : std::nullopt;
    const auto when = said.settles ? std::optional(by.at) : std::nullopt;
    db.run("update conversation set settled_by = $3, settled_at = $4 where partnership_id = $1 and id = $2", by.partnership, in.id, who,
           when);
    if (said.settles) note(db, by, "settled", in.about);
}

}  // namespace touchstone::conversations

#include "voice/questionnaire_store.h"

#include <fmt/format.h>

#include "events/event_store.h"

namespace touchstone::voice {
namespace {

KeptQuestionnaire read_kept(const db::Row& row) {
    return {row.get<QuestionnaireId>("id"),
            row.get<OrganisationId>("owner_id"),
            row.get<std::string>("owner_name"),
            questionnaire_from(row.get<std::string>("content")),
            row.get<AccountId>("made_by"),
            row.get<Instant>("made_at"),
            row.get<int>("version"),
            false,
            row.get<std::string>("left_out")};
}

// For the history: what people are asked.
std::string words_of(const Questionnaire& questionnaire) {
    const auto said = [&](const Wording& wording) {
        return in_language(wording, questionnaire.default_language, questionnaire.default_language).text;
    };
    std::vector<std::string> questions;
    for (const auto& question : questionnaire.questions) {
        auto words = said(question.label);
        for (const auto& choice : question.choices) words += " | " + said(choice.label);
        questions.push_back(words);
    }
    return touchstone::as_json(
        std::vector<FieldValue>{{{"title"}, {questionnaire.title}}, {{"questions", FieldShape::Kind::choices}, questions}});
}

}  // namespace

std::optional<Seen> look_up_questionnaire(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql =
        fmt::format("select q.owner_id from questionnaire q where q.partnership_id = $1 and q.id = $4 and q.is_wall = 0 and {}",
                    questionnaire_is_there);
    const auto sight = sight_of(actor, now);
    return db.first([](const db::Row& row) { return Seen{{row.get<OrganisationId>("owner_id"), {}, {}}, Extent::all}; }, sql,
                    sight.partnership, sight.member, sight.organisations, id);
}

db::Answer<std::vector<ListedQuestionnaire>> ask_questionnaires(db::Trip& trip, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select q.id, q.owner_id, q.title, coalesce(o.name, '') as owner_name,
               (select count(*) from wave w where w.partnership_id = q.partnership_id and w.questionnaire_id = q.id and {}) as waves
          from questionnaire q left join organisation o on o.partnership_id = q.partnership_id and o.id = q.owner_id
         where q.partnership_id = $1 and q.is_wall = 0 and {}
         order by q.made_at desc, q.id desc)sql",
                                        wave_is_whole, questionnaire_is_there);
    return trip.all(
        [](const db::Row& row) {
            return ListedQuestionnaire{row.get<QuestionnaireId>("id"), row.get<std::string>("title"), row.get<std::string>("owner_name"),
                                       row.get<int>("waves"), row.get<OrganisationId>("owner_id")};
        },
        sql, sight.partnership, sight.member, sight.organisations);
}

std::vector<ListedQuestionnaire> list_questionnaires(db::Read& db, const Sight& sight) { return db::alone(db, ask_questionnaires, sight); }

std::optional<KeptQuestionnaire> find_questionnaire(db::Read& db, const PartnershipId& partnership, const QuestionnaireId& id) {
    return db.first(read_kept, R"sql(
        select q.id, q.owner_id, coalesce(o.name, '') as owner_name, q.content, q.made_by, q.made_at, q.version, q.left_out
          from questionnaire q left join organisation o on o.partnership_id = q.partnership_id and o.id = q.owner_id
         where q.partnership_id = $1 and q.id = $2 and q.is_wall = 0)sql",
                    partnership, id);
}

void add_questionnaire(db::Write& db, const By& by, const KeptQuestionnaire& kept) {
    const auto content = as_json(kept.content);
    db.run(R"sql(
        insert into questionnaire (partnership_id, id, owner_id, title, content, made_by, made_at, left_out, is_wall, version)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1))sql",
           by.partnership, kept.id, kept.owner, kept.content.title, content, by.who, by.at, kept.left_out, kept.is_wall ? 1 : 0);
    if (kept.is_wall) return;  // its wave says so
    events::record(db, by,
                   {.verb = "made_questionnaire", .kind = "questionnaire", .object = kept.id.text, .after = words_of(kept.content)});
}

bool save_questionnaire(db::Write& db, const By& by, const KeptQuestionnaire& before, const Questionnaire& after) {
    const auto content = as_json(after);
    if (0 == db.run(R"sql(
        update questionnaire set title = $3, content = $4, version = version + 1
         where partnership_id = $1 and id = $2 and version = $5)sql",
                    by.partnership, before.id, after.title, content, before.version))
        return false;
    events::record(db, by,
                   {.verb = "changed_questionnaire",
                    .kind = "questionnaire",
                    .object = before.id.text,
                    .before = words_of(before.content),
                    .after = words_of(after)});
    return true;
}

bool remove_questionnaire(db::Write& db, const By& by, const KeptQuestionnaire& kept) {
    if (0 == db.run(R"sql(
        delete from questionnaire
         where partnership_id = $1 and id = $2
           and not exists (select 1 from wave w where w.partnership_id = questionnaire.partnership_id and w.questionnaire_id = questionnaire.id))sql",
                    by.partnership, kept.id))
        return false;
    events::record(db, by,
                   {.verb = "removed_questionnaire", .kind = "questionnaire", .object = kept.id.text, .before = words_of(kept.content)});
    return true;
}

}  // namespace touchstone::voice

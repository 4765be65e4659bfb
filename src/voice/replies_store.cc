#include "voice/replies_store.h"

#include <algorithm>

#include <fmt/format.h>

#include "privacy/vault.h"
#include "voice/ballot_store.h"
#include "voice/closing_store.h"
#include "voice/wave_store.h"

namespace touchstone::voice {
namespace {

std::string seal(const ReplyImportId& id, const std::string& part, const std::string& words) {
    return privacy::vault().seal(id.text, part, words);
}

std::optional<std::string> opened(const ReplyImportId& id, const std::string& part, const std::string& words) {
    return words.empty() ? std::nullopt : privacy::vault().open(id.text, part, words);
}

std::string name_of_part(int number) { return "rows/" + std::to_string(number); }

ReplyImport read_import(const db::Row& row) {
    ReplyImport import;
    import.id = row.get<ReplyImportId>("id");
    import.owner = row.get<OrganisationId>("owner_id");
    import.owner_name = row.get<std::string>("owner_name");
    import.questionnaire = row.get<QuestionnaireId>("questionnaire_id");
    import.state = row.get<ReplyState>("state");
    if (const auto found = opened(import.id, "found", row.get<std::string>("found"))) import.found = found_replies_from(*found);
    const auto answers = row.get<std::string>("answers"), said_before = row.get<std::string>("said_before");
    const auto content = row.get<std::string>("content");
    if (!content.empty()) import.existing = questionnaire_from(content);
    import.answers = reply_draft_from(answers);
    import.is_answered = !answers.empty();
    if (!said_before.empty()) import.said_before = said_of_columns_from(said_before);
    if (const auto checked = opened(import.id, "checked", row.get<std::string>("checked"))) import.checked = reply_check_from(*checked);
    import.wave = row.get<WaveId>("wave_id");
    import.made_by = row.get<AccountId>("made_by");
    import.made_at = row.get<Instant>("made_at");
    import.version = row.get<int>("version");
    return import;
}

// Without the wave's key nobody can try which answers it stands for.
std::string content_mark(const WaveId& wave, const std::string& content) { return privacy::vault().mark(wave.text, "content", content); }

}  // namespace

const Names<ReplyState>& reply_states() {
    static const Names<ReplyState> names{{ReplyState::waiting, "waiting"},
                                         {ReplyState::checking, "checking"},
                                         {ReplyState::checked, "checked"},
                                         {ReplyState::entering, "entering"},
                                         {ReplyState::done, "done"}};
    return names;
}

SealedReplies sealed(const StrippedReplies& stripped, Instant now) {
    SealedReplies kept{ReplyImportId::make(now), stripped.found.heads(), {}, {}};
    privacy::vault().make_key(kept.id.text);
    kept.found = seal(kept.id, "found", as_json(stripped.found));
    const auto& rows = stripped.rows;
    for (std::size_t from = 0; from < rows.size(); from += replies_in_part) {
        const auto first = rows.begin() + static_cast<std::ptrdiff_t>(from);
        const std::vector<ReplyRow> part(first, first + static_cast<std::ptrdiff_t>(std::min(replies_in_part, rows.size() - from)));
        kept.parts.push_back(seal(kept.id, name_of_part(static_cast<int>(kept.parts.size()) + 1), as_json(part)));
    }
    return kept;
}

std::optional<Seen> look_up_reply_import(db::Read& db, const Actor& actor, const std::string& id, Instant now) {
    static const auto sql =
        fmt::format("select q.owner_id from reply_import q where q.partnership_id = $1 and q.id = $4 and {}", questionnaire_is_there);
    const auto sight = sight_of(actor, now);
    return db.first([](const db::Row& row) { return Seen{{row.get<OrganisationId>("owner_id"), {}, {}}, Extent::all}; }, sql,
                    sight.partnership, sight.member, sight.organisations, id);
}

db::Answer<std::optional<ReplyImport>> ask_reply_import(db::Trip& trip, const PartnershipId& partnership, const ReplyImportId& id) {
    return trip.first(read_import, R"sql(
        select i.id, i.owner_id, coalesce(o.name, '') as owner_name, i.questionnaire_id, coalesce(q.content, '') as content, i.state, i.found,
               i.answers, i.checked, i.wave_id, i.made_by, i.made_at, i.version,
               coalesce((select b.answers from reply_import b
                          where b.partnership_id = i.partnership_id and b.owner_id = i.owner_id and b.heads = i.heads
                            and b.questionnaire_id = i.questionnaire_id and b.answers <> '' and b.id <> i.id
                          order by b.made_at desc, b.id desc limit 1), '') as said_before
          from reply_import i
          left join organisation o on o.partnership_id = i.partnership_id and o.id = i.owner_id
          left join questionnaire q on q.partnership_id = i.partnership_id and q.id = i.questionnaire_id
         where i.partnership_id = $1 and i.id = $2)sql",
                      partnership, id);
}

std::optional<ReplyImport> find_reply_import(db::Read& db, const PartnershipId& partnership, const ReplyImportId& id) {
    return db::alone(db, ask_reply_import, partnership, id);
}

db::Answer<std::vector<ListedReplies>> ask_reply_imports(db::Trip& trip, const Sight& sight) {
    static const auto sql = fmt::format(R"sql(
        select q.id, q.owner_id, q.answers, q.state, q.wave_id, q.made_at
          from reply_import q
         where q.partnership_id = $1 and {}
         order by q.made_at desc, q.id desc
         limit $4)sql",
                                        questionnaire_is_there);
    return trip.all(
        [](const db::Row& row) {
            return ListedReplies{
                row.get<ReplyImportId>("id"), row.get<OrganisationId>("owner_id"), reply_draft_from(row.get<std::string>("answers")).title,
                row.get<ReplyState>("state"), row.get<WaveId>("wave_id"),          row.get<Instant>("made_at")};
        },
        sql, sight.partnership, sight.member, sight.organisations, replies_listed);
}

bool is_brought_in(db::Read& db, const PartnershipId& partnership, const OrganisationId& owner, const std::string& content) {
    const auto marks =
        db.all([](const db::Row& row) { return std::pair(row.get<WaveId>("wave_id"), row.get<std::string>("content_mark")); },
               "select wave_id, content_mark from reply_import where partnership_id = $1 and owner_id = $2 and content_mark <> ''",
               partnership, owner);
    return std::ranges::any_of(marks, [&](const auto& each) {
        return privacy::vault().can_open(each.first.text) && content_mark(each.first, content) == each.second;
    });
}

void add_reply_import(db::Write& db, const By& by, const ReplyImport& import, const SealedReplies& kept) {
    db.run(R"sql(
        insert into reply_import (partnership_id, id, owner_id, questionnaire_id, heads, state, found, answers, checked, made_by, made_at,
                                  version)
        values ($1, $2, $3, $4, $5, $6, $7, '', '', $8, $9, 1))sql",
           by.partnership, kept.id, import.owner, import.questionnaire, kept.heads, ReplyState::waiting, kept.found, by.who, by.at);
    int number = 0;
    for (const auto& part : kept.parts)
        db.run("insert into reply_import_part (partnership_id, import_id, number, sealed) values ($1, $2, $3, $4)", by.partnership, kept.id,
               ++number, part);
}

bool answer_replies(db::Write& db, const By& by, const ReplyImport& before, const ReplyDraft& answers) {
    return 1 == db.run(R"sql(
        update reply_import set state = $4, answers = $5, checked = '', version = version + 1
         where partnership_id = $1 and id = $2 and version = $3 and wave_id = '')sql",
                       by.partnership, before.id, before.version, ReplyState::checking, as_json(answers, before.found.value()));
}

void save_checked(db::Write& db, const PartnershipId& partnership, const ReplyImportId& id, const ReplyCheck& check) {
    db.run(R"sql(
        update reply_import set state = $3, checked = $4, version = version + 1
         where partnership_id = $1 and id = $2 and state = $5)sql",
           partnership, id, ReplyState::checked, seal(id, "checked", as_json(check)), ReplyState::checking);
}

bool begin_entering(db::Write& db, const By& by, const ReplyImport& before, const Wave& wave, const KeptQuestionnaire* made) {
    if (0 == db.run(R"sql(
        update reply_import set state = $4, wave_id = $5, version = version + 1
         where partnership_id = $1 and id = $2 and version = $3 and state = $6 and wave_id = '')sql",
                    by.partnership, before.id, before.version, ReplyState::entering, wave.id, ReplyState::checked))
        return false;
    if (made != nullptr) add_questionnaire(db, by, *made);
    add_wave(db, by, wave);
    db.run("update reply_import set content_mark = $3 where partnership_id = $1 and id = $2", by.partnership, before.id,
           content_mark(wave.id, before.checked.value().content));
    return true;
}

std::vector<int> list_parts(db::Read& db, const PartnershipId& partnership, const ReplyImportId& id) {
    return db.all([](const db::Row& row) { return row.get<int>("number"); },
                  "select number from reply_import_part where partnership_id = $1 and import_id = $2 order by number", partnership, id);
}

std::vector<ReplyRow> find_part(db::Read& db, const PartnershipId& partnership, const ReplyImportId& id, int number) {
    const auto kept = db.first([](const db::Row& row) { return row.get<std::string>("sealed"); },
                               "select sealed from reply_import_part where partnership_id = $1 and import_id = $2 and number = $3",
                               partnership, id, number);
    const auto words = kept ? opened(id, name_of_part(number), *kept) : std::nullopt;
    if (!words) throw db::Failure("a part of a table of answers cannot be opened");
    return reply_rows_from(*words);
}

void enter_part(db::Write& db, const By& by, const ReplyImportId& id, int number, const Wave& wave, const std::vector<Answers>& answers) {
    if (0 ==
        db.run("delete from reply_import_part where partnership_id = $1 and import_id = $2 and number = $3", by.partnership, id, number))
        return;
    take_in(db, by.partnership, wave, answers, by.at);
}

bool finish_entering(db::Write& db, const By& by, const ReplyImport& import, const Wave& before, const Wave& closed) {
    if (0 == db.run(R"sql(
        update reply_import set state = $3, found = '', checked = '', version = version + 1
         where partnership_id = $1 and id = $2 and state = $4)sql",
                    by.partnership, import.id, ReplyState::done, ReplyState::entering))
        return false;
    if (!close_wave(db, by, before, closed)) throw db::Failure("a wave was changed while its answers were brought in");
    return true;
}

bool remove_reply_import(db::Write& db, const PartnershipId& partnership, const ReplyImportId& id) {
    const auto is_free =
        db.first([](const db::Row& row) { return row.get<int>("free"); },
                 "select 1 as free from reply_import where partnership_id = $1 and id = $2 and wave_id = ''", partnership, id);
    if (!is_free) return false;
    db.run("delete from reply_import_part where partnership_id = $1 and import_id = $2", partnership, id);
    db.run("delete from reply_import where partnership_id = $1 and id = $2", partnership, id);
    return true;
}

int forget_reply_imports_before(db::Write& db, Instant before) {
    const auto old =
        db.all([](const db::Row& row) { return std::pair(row.get<PartnershipId>("partnership_id"), row.get<ReplyImportId>("id")); },
               "select partnership_id, id from reply_import where made_at <= $1 and wave_id = ''", before);
    int gone = 0;
    for (const auto& [partnership, id] : old) {
        gone += remove_reply_import(db, partnership, id) ? 1 : 0;
        destroy_replies(id);
    }
    return gone;
}

void destroy_replies(const ReplyImportId& id) { privacy::vault().destroy_key(id.text); }

}  // namespace touchstone::voice

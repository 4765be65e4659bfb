// The forms of a talk: what was noted, who took part and what they agree to, and what is taken out of the notes.
#include <algorithm>

#include "evaluations/owner_pages.h"
#include "people/draft_pages.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/talk_pages.h"
#include "voice/voice_words_pages.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

const std::string new_address = "/talks/new";
const FieldShape owner_shape{"owner", FieldShape::Kind::choice};

web::Offers offers_of(db::Read& db) { return themes_and_groups(db, text("voice.talk.choose")); }

web::Object form(const web::Visit& visit, const web::Offers& offers, const TalkDraft& draft, const Problems& problems,
                 const std::string& action) {
    auto data = web::components(talk_fields(), draft, problems, offers);
    data["themes"] = web::searchable(data["themes"], visit);
    web::adjust(data, "notes", {{"rows", "20"}});
    data.merge({{"csrf", visit.csrf},
                {"action", action},
                {"owner", false},
                {"conflict", false},
                {"button", web::button(text("voice.talk.save"))}});
    return data;
}

web::Response new_page(const web::Visit& visit, db::Read& db, const web::Offers& offers, const TalkDraft& draft, const Problems& problems,
                       web::Status status) {
    const auto owner = visit.form.text("owner");
    auto data = form(visit, offers, draft, problems, new_address);
    data["owner"] = evaluations::owner_choice(evaluations::owners_offered(visit, db), owner, problems);
    data.emplace("header", web::header("", text("voice.talks.add"), text("voice.talk.new_lead")));
    auto response = talk_page("voice/talk_form", text("voice.talks.add"), {}, std::move(data), status);
    response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    response.forms = {{new_address, web::form_now(talk_fields().of_new(), draft, {{owner_shape, {owner}}})}};
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) { return new_page(visit, db, offers_of(db), {}, {}, web::Status::ok); }

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto offers = offers_of(db);
    const auto draft = web::read_draft(talk_fields().of_new(), visit.form);
    if (web::is_searching(visit)) return new_page(visit, db, offers, draft, {}, web::Status::ok);
    Talk fresh;
    fresh.id = TalkId::make(visit.now);
    const auto owner = evaluations::owner_from(evaluations::owners_offered(visit, db), visit.form.text("owner"));
    if (owner) fresh.owner = owner->organisation;
    const auto talk = write_down(fresh, draft, offers_in(offers), date_of(visit.now));
    auto problems = talk ? Problems{} : talk.error();
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) return new_page(visit, db, offers, draft, problems, web::Status::unprocessable);
    add_talk(db, visit.by(), *talk);
    people::forget_draft(visit, db);
    return web::see_other(address_of(talk->id), "talk");
}

// `theirs` is there when somebody else was faster.
web::Response edit_page(const web::Visit& visit, const web::Offers& offers, const Talk& talk, const TalkDraft& draft,
                        const Problems& problems, web::Status status, const std::optional<TalkDraft>& theirs = {}) {
    const auto address = address_of(talk.id) + "/edit";
    auto data = form(visit, offers, draft, problems, address);
    if (theirs) data["conflict"] = web::compared(talk_fields(), draft, *theirs, offers);
    data.emplace("header", web::header(talk.title, text("voice.talk.edit")));
    auto response = talk_page("voice/talk_form", text("voice.talk.edit"), talk, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(talk_fields(), draft)}};
    return response;
}

web::Response show_edit(const web::Visit& visit, db::Read& db) {
    const auto whole = talk_at(visit, db);
    return whole ? edit_page(visit, offers_of(db), whole->talk, draft_of(whole->talk), {}, web::Status::ok) : web::not_found();
}

web::Response save(const web::Visit& visit, db::Write& db) {
    const auto whole = talk_at(visit, db);
    if (!whole) return web::not_found();
    const auto& talk = whole->talk;
    const auto offers = offers_of(db);
    auto draft = web::read_draft(talk_fields(), visit.form);
    if (web::is_searching(visit)) return edit_page(visit, offers, talk, draft, {}, web::Status::ok);
    if (draft.seen_version != talk.version) {
        draft.seen_version = talk.version;  // saving again is now a choice
        return edit_page(visit, offers, talk, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict, draft_of(talk));
    }
    const auto after = write_down(talk, draft, offers_in(offers), date_of(visit.now));
    const auto moved = moved_to(draft.notes, whole->excerpts);
    auto problems = after ? Problems{} : after.error();
    if (!moved) problems.insert(problems.end(), moved.error().begin(), moved.error().end());
    if (!problems.empty()) return edit_page(visit, offers, talk, draft, problems, web::Status::unprocessable);
    if (!save_talk(db, visit.by(), talk, *after, *moved))
        return edit_page(visit, offers, talk, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict, draft_of(talk));
    people::forget_draft(visit, db);
    return web::see_other(address_of(talk.id), "talk");
}

web::Response add_one(const web::Visit& visit, db::Write& db) {
    const auto whole = talk_at(visit, db);
    if (!whole) return web::not_found();
    Participant fresh;
    fresh.id = ParticipantId::make(visit.now);
    const auto participant =
        agree(fresh, whole->participants, web::read_draft(participant_fields().of_new(), visit.form), date_of(visit.now));
    if (!participant) return whole_talk_page(visit, db, *whole, participant.error(), web::Status::unprocessable);
    add_participant(db, visit.by(), *whole, *participant);
    return web::see_other(address_of(whole->talk.id) + "#participants", "participant");
}

const Participant* participant_at(const web::Visit& visit, const TalkWhole& whole) {
    const auto found = std::ranges::find(whole.participants, ParticipantId{visit.path.at("participant")}, &Participant::id);
    return found == whole.participants.end() ? nullptr : &*found;
}

web::Response participant_page(const web::Visit& visit, const TalkWhole& whole, const Participant& participant,
                               const ParticipantDraft& draft, const Problems& problems, web::Status status,
                               const std::optional<ParticipantDraft>& theirs = {}) {
    const auto address = address_of(whole.talk.id) + "/participants/" + participant.id.text;
    web::List withdrawn;
    for (const auto& [to, given, until] : participant.consents)
        if (until)
            withdrawn.push_back(text(
                "voice.participant.withdrawn",
                {{"what", text("voice.participant.agreed_choice." + name_of(to))}, {"from", in_words(given)}, {"to", in_words(*until)}}));
    auto data = web::components(participant_fields(), draft, problems);
    data.merge({{"header", web::header(whole.talk.title, participant.name, text("voice.participant.lead"))},
                {"csrf", visit.csrf},
                {"action", address},
                {"withdrawn", withdrawn},
                {"conflict", theirs ? web::Data(web::compared(participant_fields(), draft, *theirs)) : web::Data(false)},
                {"button", web::button(text("voice.participant.save"))}});
    auto response = talk_page("voice/participant", participant.name, whole.talk, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(participant_fields(), draft)}};
    return response;
}

web::Response show_participant(const web::Visit& visit, db::Read& db) {
    const auto whole = talk_at(visit, db);
    const auto* participant = whole ? participant_at(visit, *whole) : nullptr;
    if (participant == nullptr) return web::not_found();
    return participant_page(visit, *whole, *participant, draft_of(*participant, whole->talk.version, date_of(visit.now)), {},
                            web::Status::ok);
}

web::Response change_participant(const web::Visit& visit, db::Write& db) {
    const auto whole = talk_at(visit, db);
    const auto* participant = whole ? participant_at(visit, *whole) : nullptr;
    if (participant == nullptr) return web::not_found();
    auto draft = web::read_draft(participant_fields(), visit.form);
    const auto after = agree(*participant, whole->participants, draft, date_of(visit.now));
    if (!after) return participant_page(visit, *whole, *participant, draft, after.error(), web::Status::unprocessable);
    if (!save_participant(db, visit.by(), *whole, *after, draft.seen_version)) {
        draft.seen_version = whole->talk.version;  // saving again is now a choice
        return participant_page(visit, *whole, *participant, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict,
                                draft_of(*participant, whole->talk.version, date_of(visit.now)));
    }
    return web::see_other(address_of(whole->talk.id) + "#participants", "participant");
}

web::Response excerpt_page(const web::Visit& visit, db::Read& db, const TalkWhole& whole, const ExcerptDraft& draft,
                           const Problems& problems, web::Status status) {
    const auto address = address_of(whole.talk.id) + "/excerpts/new";
    const auto paragraphs = paragraphs_of(whole.talk.notes);
    const auto number = std::max(visit.query.number("paragraph"), visit.form.number("paragraph"));
    const bool is_there = number >= 1 && number <= static_cast<int>(paragraphs.size());
    auto speakers = speakers_of(whole);
    speakers.insert(speakers.begin(), {"", text("voice.talk.choose"), {}});
    auto data = web::components(excerpt_fields(), draft, problems, {{"who", speakers}, {"themes", themes_and_groups(db).at("themes")}});
    data["themes"] = web::searchable(data["themes"], visit);
    data.merge({{"header", web::header(whole.talk.title, text("voice.excerpt.add"), text("voice.excerpt.lead"))},
                {"csrf", visit.csrf},
                {"action", address},
                {"shown", is_there ? web::paragraphs(paragraphs[static_cast<std::size_t>(number) - 1]) : web::List{}},
                {"button", web::button(text("voice.excerpt.save"))}});
    auto response = talk_page("voice/excerpt_form", text("voice.excerpt.add"), whole.talk, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(excerpt_fields(), draft)}};
    return response;
}

web::Response show_excerpt(const web::Visit& visit, db::Read& db) {
    const auto whole = talk_at(visit, db);
    if (!whole) return web::not_found();
    ExcerptDraft draft;
    draft.paragraph = visit.query.text("paragraph");
    return excerpt_page(visit, db, *whole, draft, {}, web::Status::ok);
}

web::Response take_excerpt(const web::Visit& visit, db::Write& db) {
    const auto whole = talk_at(visit, db);
    if (!whole) return web::not_found();
    const auto draft = web::read_draft(excerpt_fields(), visit.form);
    if (web::is_searching(visit)) return excerpt_page(visit, db, *whole, draft, {}, web::Status::ok);
    auto excerpt = take_out(whole->talk, whole->participants, draft, offers_in(themes_and_groups(db)).themes);
    if (!excerpt) return excerpt_page(visit, db, *whole, draft, excerpt.error(), web::Status::unprocessable);
    excerpt->id = ExcerptId::make(visit.now);
    add_excerpt(db, visit.by(), whole->talk.id, *excerpt);
    people::forget_draft(visit, db);
    return web::see_other(address_of(whole->talk.id) + "#said", "excerpt");
}

web::Response drop_excerpt(const web::Visit& visit, db::Write& db) {
    const auto talk = visit.id<TalkId>("talk");
    remove_excerpt(db, visit.by(), talk, visit.id<ExcerptId>("excerpt"));
    return web::see_other(address_of(talk) + "#said", "excerpt_removed");
}

}  // namespace

void add_talk_form_pages(web::Router& router) {
    router.word("participant");
    router.word("excerpt");
    const std::string one = "/talks/{talk}";
    router.get(new_address, may::evaluate, show_new);
    router.post(new_address, may::evaluate, create, {.fields = web::taken(talk_fields().of_new(), {owner_shape})});
    router.get(one + "/edit", may::evaluate, show_edit);
    router.post(one + "/edit", may::evaluate, save, {.fields = web::taken(talk_fields())});
    router.post(one + "/participants", may::evaluate, add_one, {.fields = web::taken(participant_fields().of_new()), .form_at = one});
    router.get(one + "/participants/{participant}", may::evaluate, show_participant);
    router.post(one + "/participants/{participant}", may::evaluate, change_participant, {.fields = web::taken(participant_fields())});
    router.get(one + "/excerpts/new", may::evaluate, show_excerpt);
    router.post(one + "/excerpts/new", may::evaluate, take_excerpt, {.fields = web::taken(excerpt_fields())});
    router.post(one + "/excerpts/{excerpt}/removal", may::evaluate, drop_excerpt, {.is_button = true, .form_at = one});
}

}  // namespace touchstone::voice

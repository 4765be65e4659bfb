#include "conversations/talk_pages.h"

#include <algorithm>

#include "conversations/conversation_store.h"
#include "web/fields.h"
#include "web/texts.h"

namespace touchstone::conversations {
namespace {

using web::text;

std::string address_of(const Talk& talk) { return talk.address + "/conversations"; }

// Of the fields of one form, as the page shows several.
std::string suffix_of(const std::string& conversation) { return "_" + (conversation.empty() ? "new" : conversation); }

// What the new conversation is about is asked where there is a choice.
web::Data form_of(const web::Visit& visit, const Talk& talk, const RemarkDraft& draft, const Problems& problems, bool may_settle = false) {
    const bool begins = draft.conversation.empty();
    const auto suffix = suffix_of(draft.conversation);
    auto form = web::components(remark_fields(), draft, web::with_suffix(problems, suffix),
                                {{"part", begins && talk.parts.size() > 1 ? talk.parts : std::vector<web::Option>{}}}, suffix);
    form.merge({{"csrf", visit.csrf},
                {"address", address_of(talk)},
                {"seen_name", "seen" + suffix},
                {"seen_count", draft.seen},
                {"only_part", begins && talk.parts.size() == 1 ? web::Data(talk.parts.front().value) : web::Data(false)},
                {"part_name", "part" + suffix},
                {"act_name", "act" + suffix},
                {"begins", begins},
                {"may_settle", may_settle}});
    form["conversation"] = draft.conversation;  // hidden, not typed
    return form;
}

bool may_speak(const web::Visit& visit, const Talk& talk) {
    return talk.may_speak && !talk.is_sealed && visit.actor.seen_by.is_empty() && !visit.actor.only_reads;
}

std::string names_of(const Remark& remark, bool are_told) {
    std::vector<std::string> names;
    for (const auto& named : remark.named)
        if (named.is_told == are_told) names.push_back(named.name);
    return web::joined(names);
}

web::Object remark_data(const Remark& remark) {
    const auto told = names_of(remark, true), untold = names_of(remark, false);
    return {{"id", remark.id.text},
            {"who", remark.by_name},
            {"when", in_words(remark.at)},
            {"machine_time", iso(remark.at)},
            {"paragraphs", web::paragraphs(remark.words)},
            {"told", told.empty() ? web::Data(false) : web::Data(text("conversations.told", {{"names", told}}))},
            {"untold", untold.empty() ? web::Data(false) : web::Data(text("conversations.untold", {{"names", untold}}))}};
}

// Which of several parts it is about; a part that is there no more is not named.
web::Data about_of(const Talk& talk, const Conversation& conversation) {
    if (conversation.about.part == talk.parts.front().value) return false;
    const auto part = std::ranges::find(talk.parts, conversation.about.part, &web::Option::value);
    return part == talk.parts.end() ? web::Data(text("conversations.about_gone")) : web::Data(part->label);
}

web::Object thread_data(const web::Visit& visit, const Talk& talk, const Conversation& conversation, bool takes_answers) {
    web::List remarks;
    for (const auto& remark : conversation.remarks) remarks.push_back(remark_data(remark));
    return {{"id", conversation.id.text},
            {"label", text("conversations.of",
                           {{"name", conversation.remarks.front().by_name}, {"when", in_words(conversation.remarks.front().at)}})},
            {"about", about_of(talk, conversation)},
            {"remarks", remarks},
            {"settled", conversation.is_open() ? web::Data(false)
                                               : web::Data(text("conversations.settled", {{"name", conversation.settled_by_name},
                                                                                          {"when", in_words(*conversation.settled_at)}}))},
            {"form", takes_answers && may_speak(visit, talk)
                         ? form_of(visit, talk, {conversation.id.text, {}, {}, {}, std::to_string(conversation.remarks.size())}, {},
                                   conversation.is_open())
                         : web::Data(false)}};
}

// What answers a conversation that is gone becomes the beginning of a new one.
web::Response refused_page(const web::Visit& visit, const Talk& talk, RemarkDraft draft, const Problems& problems,
                           const Conversation* answered = nullptr) {
    if (answered) draft.seen = std::to_string(answered->remarks.size());  // sending it again is now a choice
    if (std::ranges::find(problems, "conversation", &Problem::field) != problems.end()) draft.conversation.clear();
    auto response = web::page("conversations/remark", text("conversations.refused"),
                              {{"header", web::header(talk.title, text("conversations.refused"))},
                               {"back", web::link(talk.address, text("conversations.back"))},
                               {"thread", answered ? web::Data(thread_data(visit, talk, *answered, false)) : web::Data(false)},
                               {"form", form_of(visit, talk, draft, problems, draft.act == "settle" && answered)}},
                              answered ? web::Status::conflict : web::Status::unprocessable);
    response.problems = visit.is_api ? problems : web::with_suffix(problems, suffix_of(draft.conversation));
    response.crumbs = {{talk.address, talk.title}};
    response.who_can_see = text("conversations.who_can_see");
    return response;
}

}  // namespace

void add_talk(web::Response& response, const web::Visit& visit, const Talk& talk, const std::vector<Conversation>& conversations) {
    web::List open, settled;
    if (!talk.is_sealed)
        for (const auto& conversation : conversations)
            (conversation.is_open() ? open : settled).push_back(thread_data(visit, talk, conversation, true));
    const bool speaks = may_speak(visit, talk);
    response.data["talk"] = web::Object{
        {"sealed", talk.is_sealed},
        {"nothing", !talk.is_sealed && open.empty() && settled.empty()},
        {"open", open},
        {"settled", settled.empty()
                        ? web::Data(false)
                        : web::Data(web::Object{{"title", web::counted("conversations.settled_head", static_cast<int>(settled.size()))},
                                                {"items", settled}})},
        {"form", speaks ? form_of(visit, talk, {}, {}) : web::Data(false)}};
    if (speaks) response.forms.emplace(address_of(talk), web::form_now(remark_fields(), RemarkDraft{}));
}

web::Response speak(const web::Visit& visit, db::Write& db, const Talk& talk) {
    auto draft = web::read_draft(remark_fields(), web::without_suffix(visit.form, suffix_of(visit.form.text("conversation"))));
    std::vector<std::string> parts;
    for (const auto& part : talk.parts) parts.push_back(part.value);
    if (draft.part.empty() && parts.size() == 1) draft.part = parts.front();
    if (talk.is_sealed) return refused_page(visit, talk, draft, {{"", "conversations.sealed"}});
    if (!talk.may_speak) return refused_page(visit, talk, draft, {{"", "evaluations.finished"}});
    const auto standing = list_conversations(db, visit.actor.partnership, talk.of);
    auto said = say(talk.of, standing, parts, draft, visit.actor.id, visit.now);
    if (!said) {
        const auto there = std::ranges::find(standing, ConversationId{draft.conversation}, &Conversation::id);
        const bool is_late = said.error().front().text == answered_meanwhile && there != standing.end();
        return refused_page(visit, talk, draft, said.error(), is_late ? &*there : nullptr);
    }
    if (!said->speaks && !said->settles) return web::see_other(talk.address + "#talk_" + said->in.id.text);
    if (said->speaks)
        said->in.remarks.back().named = find_named(db, visit.actor.partnership, draft.words, visit.now, [&](const Actor& actor) {
            const auto seen = talk.look_up(db, actor, talk.of.object, visit.now);
            return seen && may_do(actor, Ability::read, *seen);
        });
    keep_said(db, visit.by(), *said);
    return web::see_other(talk.address + "#talk_" + said->in.id.text, said->settles ? "settled" : "remark");
}

web::Traits spoken(const std::string& form_at) { return {.is_repeated = true, .fields = web::taken(remark_fields()), .form_at = form_at}; }

}  // namespace touchstone::conversations

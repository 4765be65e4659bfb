// Talks: the list, one with its notes and what was said by theme, and the evidence that it becomes.
#include "voice/talk_pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_words_pages.h"
#include "evidence/retention_store.h"
#include "frameworks/framework_pages.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/voice_words_pages.h"
#include "web/lists.h"

namespace touchstone::voice {

using web::text;

std::optional<TalkWhole> talk_at(const web::Visit& visit, db::Read& db) {
    return find_talk(db, visit.actor.partnership, visit.id<TalkId>("talk"));
}

web::Offers themes_and_groups(db::Read& db, const std::string& none) {
    const auto all = frameworks::latest_frameworks(db);
    auto groups = group_options(all);
    if (!none.empty()) groups.insert(groups.begin(), {"", none, {}});
    return {{"whose_view", groups}, {"themes", evidence::theme_options(all)}};
}

OffersAndRules offers_and_rules(const web::Visit& visit, db::Read& db) {
    db::Trip trip(db);
    const auto published = frameworks::ask_frameworks(trip);
    const auto rules = evidence::ask_rules(trip, visit.actor.partnership);
    trip.go();
    const auto all = frameworks::latest_among(db, *published);
    return {{{"whose_view", group_options(all)}, {"themes", evidence::theme_options(all)}}, *rules};
}

web::Response talk_page(const std::string& view, const std::string& title, const Talk& talk, web::Object data, web::Status status) {
    auto response = web::page(view, title, std::move(data), status);
    response.crumbs = {{"/talks", text("voice.talks.title")}};
    if (!talk.id.is_empty()) response.crumbs.push_back({address_of(talk.id), talk.title});
    response.who_can_see = evaluations::seen_by_owner_only(talk.owner_name);
    return response;
}

std::vector<web::Option> speakers_of(const TalkWhole& whole) {
    std::vector<web::Option> options{{"group", text("voice.excerpt.group"), {}}};
    for (const auto& participant : whole.participants) options.push_back({participant.id.text, participant.name, {}});
    return options;
}

namespace {

const FieldShape security_shape{"security", FieldShape::Kind::choice, 0, true};

web::Response list(const web::Visit& visit, db::Read& db) {
    web::List cards;
    for (const auto& listed : list_talks(db, visit.sight()))
        cards.push_back(web::Object{{"label", web::or_false(listed.owner_name)},
                                    {"title", listed.title},
                                    {"href", address_of(listed.id)},
                                    {"text", text("voice.talk.kind_choice." + name_of(listed.kind))},
                                    {"meta", web::List{web::Data(in_words(listed.day))}}});
    const auto add = may::evaluate.holds(visit.actor) ? web::Data(web::link("/talks/new", text("voice.talks.add"))) : web::Data(false);
    const bool is_empty = cards.empty();
    auto response = web::page(
        "voice/talks", text("voice.talks.title"),
        {{"header", web::header("", text("voice.talks.title"), text("voice.talks.lead"))},
         {"nothing", is_empty ? web::Data(web::empty_state(text("voice.talks.nothing"), text("voice.talks.nothing_what"),
                                                           text("voice.talks.nothing_why"), add))
                              : web::Data(false)},
         {"add", is_empty ? web::Data(false) : add},
         {"others",
          web::List{web::link("/questionnaires", text("voice.list.title")), web::link("/comments", text("voice.comments.title"))}},
         {"cards", std::move(cards)}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

// Everything but who took part is for those who may evaluate; others see what it was about.
web::Object about(const TalkWhole& whole, const web::Offers& offers, bool evaluates) {
    const auto& talk = whole.talk;
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const std::string& key, const std::string& value) {
        if (!value.empty()) rows.push_back({text("voice.talk.about." + key), value, {}, {}, {}});
    };
    std::vector<std::string> themes;
    for (const auto& theme : talk.themes) themes.push_back(label_of(offers.at("themes"), theme));
    add("day", in_words(talk.day));
    add("whose_view", label_of(offers.at("whose_view"), talk.whose_view));
    add("themes", web::listed_apart(themes));
    if (!evaluates) return web::summary_list(rows);
    add("place", talk.place);
    add("led_by", talk.led_by);
    add("noted_by", talk.noted_by);
    add("absent", talk.absent);
    return web::summary_list(rows);
}

web::Data people_table(const Talk& talk) {
    if (talk.people.empty()) return false;
    web::Table table{.id = "people", .caption = text("voice.talk.people_came"), .heads = {}, .rows = {}, .is_sortable = false, .csv = {}};
    table.heads = {{text("voice.talk.group"), {}}, {text("voice.talk.invited"), {}, true}, {text("voice.talk.did_come"), {}, true}};
    for (const auto& [group, invited, came] : talk.people)
        table.rows.push_back({{group, {}}, {std::to_string(invited), {}, true}, {std::to_string(came), {}, true}});
    return web::table(table);
}

struct Sees {
    bool evaluates = false;
    [[nodiscard]] bool operator()(HowFar far) const { return far >= (evaluates ? HowFar::team : HowFar::partnership); }
};

std::string removal_of(const TalkWhole& whole, const Excerpt& excerpt) {
    return address_of(whole.talk.id) + "/excerpts/" + excerpt.id.text + "/removal";
}

web::Object excerpt_data(const web::Visit& visit, const TalkWhole& whole, const Excerpt& excerpt, bool evaluates) {
    const auto far = how_far(excerpt, whole.participants);
    const auto who = excerpt.participant.is_empty() || evaluates
                         ? label_of(speakers_of(whole), excerpt.participant.is_empty() ? "group" : excerpt.participant.text)
                         : text("voice.excerpt.someone");
    return {{"quote", web::Object{{"excerpt", excerpt.words}, {"place", who}, {"language", false}}},
            {"far", text("voice.excerpt.far." + name_of(far))},
            {"paragraph", evaluates ? web::Data(std::to_string(excerpt.paragraph)) : web::Data(false)},
            {"remove", evaluates
                           ? web::Data(web::Object{{"csrf", visit.csrf}, {"action", removal_of(whole, excerpt)}, {"words", excerpt.words}})
                           : web::Data(false)}};
}

// Excerpts that may be shown, by theme in the frameworks' order.
web::List said_by_theme(const web::Visit& visit, const TalkWhole& whole, const web::Offers& offers, const Sees& sees) {
    auto shown = whole.excerpts;
    std::erase_if(shown, [&](const Excerpt& excerpt) { return !sees(how_far(excerpt, whole.participants)); });
    const auto counts = paragraphs_on(shown);
    const auto all = static_cast<int>(paragraphs_of(whole.talk.notes).size());
    web::List themes;
    for (const auto& option : offers.at("themes")) {
        if (!counts.contains(option.value)) continue;
        web::List excerpts;
        for (const auto& excerpt : shown)
            if (std::ranges::find(excerpt.themes, option.value) != excerpt.themes.end())
                excerpts.push_back(excerpt_data(visit, whole, excerpt, sees.evaluates));
        themes.push_back(
            web::Object{{"theme", option.label},
                        {"count", web::counted("voice.talk.said_in", all, {{"said", std::to_string(counts.at(option.value))}})},
                        {"excerpts", excerpts}});
    }
    return themes;
}

// Of what a group said, because somebody of it no longer agrees: nobody reads it, and it can be removed.
web::List kept_back(const web::Visit& visit, const TalkWhole& whole) {
    web::List rows;
    for (const auto& excerpt : whole.excerpts)
        if (how_far(excerpt, whole.participants) == HowFar::nobody)
            rows.push_back(web::Object{{"text", text("voice.excerpt.kept_back", {{"number", std::to_string(excerpt.paragraph)}})},
                                       {"csrf", visit.csrf},
                                       {"action", removal_of(whole, excerpt)}});
    return rows;
}

web::List participant_rows(const TalkWhole& whole) {
    web::List rows;
    for (const auto& participant : whole.participants) {
        std::vector<std::string> agreed;
        for (const auto to : all_agreements())
            if (participant.agrees(to)) agreed.push_back(text("voice.participant.agreed_choice." + name_of(to)));
        rows.push_back(web::Object{{"name", participant.name},
                                   {"href", address_of(whole.talk.id) + "/participants/" + participant.id.text},
                                   {"agreed", agreed.empty() ? text("voice.participant.nothing") : web::listed_apart(agreed)}});
    }
    return rows;
}

web::Data new_participant(const web::Visit& visit, const TalkWhole& whole, const Problems& problems) {
    const auto address = address_of(whole.talk.id) + "/participants";
    auto draft = draft_of(Participant{}, whole.talk.version, date_of(visit.now));
    if (visit.address.ends_with("/participants")) draft = web::read_draft(participant_fields().of_new(), visit.form);
    auto form = web::components(participant_fields().of_new(), draft, problems);
    form.merge({{"csrf", visit.csrf},
                {"action", address},
                {"is_open", !problems.empty()},
                {"button", web::button(text("voice.participant.add"), {}, {}, true)}});
    return form;
}

web::Data making_form(const web::Visit& visit, const TalkWhole& whole, const Problems& problems) {
    return web::Object{{"csrf", visit.csrf},
                       {"action", address_of(whole.talk.id) + "/evidence"},
                       {"security", evidence::security_radios(visit, problems)},
                       {"button", web::button(text("voice.results.make"))}};
}

web::List notes_data(const Talk& talk) {
    web::List rows;
    for (const auto& paragraph : paragraphs_of(talk.notes)) {
        const auto number = std::to_string(rows.size() + 1);
        rows.push_back(web::Object{{"number", number},
                                   {"words", web::paragraphs(paragraph)},
                                   {"quote", address_of(talk.id) + "/excerpts/new?paragraph=" + number}});
    }
    return rows;
}

}  // namespace

web::Response whole_talk_page(const web::Visit& visit, db::Read& db, const TalkWhole& whole, const Problems& problems, web::Status status) {
    const auto& talk = whole.talk;
    const auto [offers, rules] = offers_and_rules(visit, db);
    const auto address = address_of(talk.id);
    const Sees sees{visit.may(Ability::evaluate, "talk")};
    const bool evaluates = sees.evaluates, may_make = evaluates && whole.evidence.empty();
    web::List asked, made;
    for (const auto& participant : whole.participants)
        if (how_far(participant) == HowFar::nobody) asked.push_back(text("voice.talk.take_out", {{"name", participant.name}}));
    for (const auto& id : whole.evidence) made.push_back(web::link("/evidence/" + id.text, text("voice.results.evidence")));
    const auto said = said_by_theme(visit, whole, offers, sees);
    const auto back = evaluates ? kept_back(visit, whole) : web::List{};
    auto response =
        talk_page("voice/talk", talk.title, talk,
                  {{"header", web::header(text("voice.talk.kind_choice." + name_of(talk.kind)), talk.title)},
                   {"about", about(whole, offers, evaluates)},
                   {"people", evaluates ? people_table(talk) : web::Data(false)},
                   {"edit", evaluates ? web::Data(web::link(address + "/edit", text("voice.talk.edit"))) : web::Data(false)},
                   {"goes", goes_in_words(rules, evidence::RetentionClass::talk, talk.day)},
                   {"delete", evaluates ? web::Data(web::link(address + "/delete", text("voice.deletion.title.talk"))) : web::Data(false)},
                   {"nothing_said", said.empty() ? web::Data(text(evaluates ? "voice.talk.nothing_said" : "voice.talk.nothing_quotable"))
                                                 : web::Data(false)},
                   {"said", said},
                   {"kept_back", back},
                   {"evaluates", evaluates},
                   {"asked", evaluates ? asked : web::List{}},
                   {"notes", evaluates ? notes_data(talk) : web::List{}},
                   {"no_notes", talk.notes.empty()},
                   {"participants", evaluates ? participant_rows(whole) : web::List{}},
                   {"no_participants", whole.participants.empty()},
                   {"add", evaluates ? new_participant(visit, whole, problems) : web::Data(false)},
                   {"made", made},
                   {"make", may_make ? making_form(visit, whole, problems) : web::Data(false)}},
                  status);
    response.problems = problems;
    if (!evaluates) return response;
    response.forms[address + "/participants"] =
        web::form_now(participant_fields().of_new(), draft_of(Participant{}, talk.version, date_of(visit.now)));
    for (const auto& excerpt : whole.excerpts) response.forms[removal_of(whole, excerpt)] = {};
    if (may_make) response.forms[address + "/evidence"] = {{{security_shape, {""}}}, {}};
    return response;
}

namespace {

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto whole = talk_at(visit, db);
    return whole ? whole_talk_page(visit, db, *whole, {}, web::Status::ok) : web::not_found();
}

// What it shows on a theme, a person says.
web::Response make_evidence(const web::Visit& visit, db::Write& db) {
    const auto whole = talk_at(visit, db);
    if (!whole) return web::not_found();
    const auto security = evidence::security_from(visit.form.text("security"));
    Problems problems;
    if (!whole->evidence.empty())
        problems.push_back({"", "voice.results.made_already"});
    else if (!security)
        problems.push_back({"security", "evaluations.evidence.security_missing"});
    if (!problems.empty()) return whole_talk_page(visit, db, *whole, problems, web::Status::unprocessable);
    auto item = evidence_of(*whole, *security, visit.settings.base_url + address_of(whole->talk.id));
    item.id = EvidenceId::make(visit.now);
    item.added_by = visit.actor.id;
    item.added_at = visit.now;
    make_evidence_of(db, visit.by(), whole->talk.id, item);
    return web::see_other("/evidence/" + item.id.text, "evidence");
}

}  // namespace

void add_talk_pages(web::Router& router) {
    router.object("talk", look_up_talk);
    const std::string one = "/talks/{talk}";
    router.get("/talks", may::read, list);
    router.get(one, may::read, show);
    router.post(one + "/evidence", may::evaluate, make_evidence, {.fields = {security_shape}, .form_at = one});
}

}  // namespace touchstone::voice

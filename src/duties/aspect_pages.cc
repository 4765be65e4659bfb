// One duty with its five aspects, and what is known of one of them.
#include <algorithm>

#include "base/word_search.h"
#include "duties/duty_pages.h"
#include "duties/duty_store.h"
#include "duties/duty_words_pages.h"
#include "evaluations/evaluation_words_pages.h"
#include "evidence/evidence_list_store.h"
#include "evidence/sight_store.h"
#include "people/draft_pages.h"
#include "web/fields.h"

namespace touchstone::duties {
namespace {

using web::text;

std::string aspect_word(Aspect aspect) { return text("duties.aspect." + name_of(aspect) + ".name"); }
std::string address_of(const DutyId& duty, Aspect aspect) { return duties::address_of(duty) + "/aspects/" + name_of(aspect); }

web::Object note_data(const AspectNote& note) {
    web::List links;
    int hidden = 0;
    for (const auto& [id, title] : note.evidence)
        if (title.empty())
            ++hidden;
        else
            links.push_back(web::link("/evidence/" + id.text, title));
    return {{"words", web::paragraphs(note.words)},
            {"sureness", text("duties.sureness." + name_of(note.sureness) + ".name")},
            {"said", text("duties.note.said", {{"name", note.by_name}, {"when", in_words(date_of(note.at))}})},
            {"links", links},
            {"has_evidence", !note.evidence.empty()},
            {"gap", hidden > 0 ? web::Data(web::counted("duties.note.hidden", hidden)) : web::Data(false)}};
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto whole = find_duty(db, visit.sight(), visit.id<DutyId>("duty"));
    if (!whole) return web::not_found();
    const auto& duty = whole->duty;
    const auto latest = latest_of(whole->notes);
    const bool may_note = visit.may(Ability::contribute, "duty");
    web::List aspects;
    for (const auto aspect : all_aspects) {
        const auto* note = latest.at(static_cast<std::size_t>(aspect) - 1);
        const auto earlier = std::ranges::count(whole->notes, aspect, &AspectNote::aspect);
        aspects.push_back(web::Object{{"id", name_of(aspect)},
                                      {"name", aspect_word(aspect)},
                                      {"about", text("duties.aspect." + name_of(aspect) + ".about")},
                                      {"note", note ? web::Data(note_data(*note)) : web::Data(false)},
                                      {"href", may_note || earlier > 1 ? web::Data(address_of(duty.id, aspect)) : web::Data(false)},
                                      {"link", text(may_note ? "duties.note.add" : "duties.note.earlier")}});
    }
    const auto or_not_said = [](const std::string& words) { return words.empty() ? text("duties.duty.not_said") : words; };
    return duty_page(
        "duties/duty", duty.title, duty,
        {{"header", web::header(text("duties.kind." + name_of(duty.kind) + ".name"), duty.title)},
         {"edit", visit.may(Ability::lead, "duty") ? web::Data(duties::address_of(duty.id) + "/edit") : web::Data(false)},
         {"asks", web::paragraphs(duty.asks)},
         {"facts",
          web::summary_list({{text("duties.duty.applies_to"), or_not_said(duty.applies_to), {}, {}, {}},
                             {text("duties.duty.lead"), duty.lead_name.empty() ? text("duties.duty.nobody") : duty.lead_name, {}, {}, {}},
                             {text("duties.duty.review_on"), review_in_words(duty, visit.now), {}, {}, {}}})},
         {"aspects", aspects}},
        web::Status::ok);
}

// Before anybody searches, the latest few and what is chosen are enough.
void drop_unchosen(std::vector<evidence::EvidenceListed>& items, const NoteDraft& draft) {
    std::size_t offered = 0;
    std::erase_if(items, [&](const evidence::EvidenceListed& item) {
        const bool is_chosen = std::ranges::find(draft.evidence, item.evidence.id.text) != draft.evidence.end();
        return ++offered > evidence_offered && !is_chosen;
    });
}

// Evidence is that which the one who looks may choose from.
web::Offers offers_of(const std::vector<evidence::EvidenceListed>& items) {
    std::vector<web::Option> options;
    for (const auto& item : items)
        options.push_back({item.evidence.id.text, item.evidence.title, evaluations::period_in_words(item.evidence.from, item.evidence.to)});
    return {{"evidence", options},
            {"sureness", evaluations::options_of(std::vector(all_surenesses.begin(), all_surenesses.end()), "duties.sureness")}};
}

web::Object note_form(const web::Visit& visit, db::Read& db, Aspect aspect, const std::string& address, const NoteDraft& draft,
                      const Problems& problems) {
    const auto wanted = search_words(web::typed_to_find(visit, "evidence"));
    auto items = evidence::list_evidence(db, visit.sight(), {.evaluation = {}, .words = wanted, .besides = draft.evidence}).items;
    if (wanted.empty()) drop_unchosen(items, draft);
    auto data = web::components(note_fields(), draft, problems, offers_of(items));
    data["words"] = web::textarea({.name = "words",
                                   .label = text("duties.note.words"),
                                   .hint = text("duties.aspect." + name_of(aspect) + ".about"),
                                   .value = draft.words,
                                   .rows = 6,
                                   .max = words_max_characters},
                                  problems);
    data["evidence"] = web::searched(data["evidence"], visit, "evidence", text("duties.note.evidence"));
    data.merge({{"action", address}, {"csrf", visit.csrf}, {"button", web::button(text("duties.note.save"))}});
    return data;
}

web::Response aspect_page(const web::Visit& visit, db::Read& db, Aspect aspect, const NoteDraft& draft, const Problems& problems,
                          web::Status status) {
    const auto whole = find_duty(db, visit.sight(), visit.id<DutyId>("duty"));
    if (!whole) return web::not_found();
    const auto address = address_of(whole->duty.id, aspect);
    web::List notes;
    for (const auto& note : whole->notes)
        if (note.aspect == aspect) notes.push_back(note_data(note));
    const bool may_note = visit.may(Ability::contribute, "duty");
    auto response =
        duty_page("duties/aspect", aspect_word(aspect), whole->duty,
                  {{"header", web::header(whole->duty.title, aspect_word(aspect), text("duties.aspect." + name_of(aspect) + ".about"))},
                   {"notes", notes},
                   {"form", may_note ? web::Data(note_form(visit, db, aspect, address, draft, problems)) : web::Data(false)}},
                  status);
    response.problems = problems;
    if (may_note) response.forms = {{address, web::form_now(note_fields(), draft)}};
    return response;
}

web::Response show_aspect(const web::Visit& visit, db::Read& db) {
    const auto aspect = aspect_from(visit.path.at("aspect"));
    return aspect ? aspect_page(visit, db, *aspect, {}, {}, web::Status::ok) : web::not_found();
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto aspect = aspect_from(visit.path.at("aspect"));
    if (!aspect) return web::not_found();
    const auto draft = web::read_draft(note_fields(), visit.form);
    if (web::is_searching(visit)) return aspect_page(visit, db, *aspect, draft, {}, web::Status::ok);
    const auto note = note_aspect(*aspect, draft, evidence::evidence_among(db, visit.sight(), draft.evidence), visit.actor.id, visit.now);
    if (!note) return aspect_page(visit, db, *aspect, draft, note.error(), web::Status::unprocessable);
    const auto duty = visit.id<DutyId>("duty");
    add_note(db, visit.by(), duty, *note, aspect_word(*aspect));
    people::forget_draft(visit, db);
    return web::see_other(duties::address_of(duty) + "#" + name_of(*aspect));
}

}  // namespace

void add_aspect_pages(web::Router& router) {
    router.word("aspect");
    router.get("/duties/{duty}", may::read, show);
    router.get("/duties/{duty}/aspects/{aspect}", may::read, show_aspect);
    router.post("/duties/{duty}/aspects/{aspect}", may::contribute, add, {.fields = web::taken(note_fields())});
}

}  // namespace touchstone::duties

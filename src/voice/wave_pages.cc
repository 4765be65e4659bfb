// Waves: publishing one, its links, codes and slips, how far it is, closing it, and what became of it.
#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evidence/retention_store.h"
#include "frameworks/framework_pages.h"
#include "people/draft_pages.h"
#include "voice/answer_words.h"
#include "voice/closing_store.h"
#include "voice/code.h"
#include "voice/language_state_pages.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/receipt_store.h"
#include "voice/replies_words_pages.h"
#include "voice/voice_words_pages.h"
#include "voice/wall.h"
#include "voice/wave_form_pages.h"
#include "web/fields.h"
#include "web/qr.h"

namespace touchstone::voice {

WaveId wave_id_at(const web::Visit& visit) { return visit.id<WaveId>(visit.path.contains("wall") ? "wall" : "wave"); }

std::optional<WaveFound> wave_at(const web::Visit& visit, db::Read& db) {
    return find_wave(db, visit.actor.partnership, wave_id_at(visit));
}

bool may_write(const web::Visit& visit) { return visit.may(Ability::evaluate, visit.path.contains("wall") ? "wall" : "wave"); }

bool reads_words(const web::Visit& visit, const Wave& wave) { return visit.actor.id == wave.reader || visit.actor.id == wave.deputy; }

namespace {

using web::text;

const FieldShape number_shape{"number", FieldShape::Kind::number, 0, true};

web::Response publish_page(const web::Visit& visit, const KeptQuestionnaire& kept, const Offered& offered, const WaveDraft& draft,
                           const Problems& problems, web::Status status) {
    const auto address = address_of(kept.id) + "/waves/new";
    auto data = web::components(wave_fields(), draft, problems, offered.options);
    data.merge({{"header", web::header(kept.content.title, text("voice.wave.publish"), text("voice.wave.publish_lead"))},
                {"csrf", visit.csrf},
                {"action", address},
                {"languages", languages_of(kept.content)},
                {"none_offered", offered_languages(kept.content).empty()},
                {"button", web::button(text("voice.wave.publish_button"))}});
    auto response = questionnaire_page("voice/publish", text("voice.wave.publish"), kept, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(wave_fields(), draft)}};
    return response;
}

web::Response show_publish(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_at(visit, db);
    if (!kept) return web::not_found();
    const auto offered = offered_for(visit, db);
    return publish_page(visit, *kept, offered, usual_wave(visit, offered), {}, web::Status::ok);
}

web::Response publish_it(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_at(visit, db);
    if (!kept) return web::not_found();
    const auto offered = offered_for(visit, db);
    const auto draft = web::read_draft(wave_fields(), visit.form);
    Wave fresh;
    fresh.id = WaveId::make(visit.now);
    fresh.questionnaire = kept->id;
    fresh.link = new_link();
    auto wave = publish(fresh, kept->content, draft, offered.values, date_of(visit.now));
    if (!wave) return publish_page(visit, *kept, offered, draft, wave.error(), web::Status::unprocessable);
    add_wave(db, visit.by(), *wave);
    people::forget_draft(visit, db);
    return web::see_other(address_of(*wave), "wave");
}

web::Data comparison_of(const Wave& wave, const std::optional<WaveFound>& before) {
    if (!before) return false;
    web::List rows;
    for (const auto& [name, comparison] : compared(wave.content, before->wave.content)) {
        if (comparison == Comparison::comparable) continue;
        const auto at = std::ranges::find(wave.content.questions, name, &Question::name);
        rows.push_back(text(comparison == Comparison::changed ? "voice.wave.changed" : "voice.wave.is_new",
                            {{"question", words_of(wave.content, at->label)}}));
    }
    for (const auto& [name, languages] : changed_in(wave.content, before->wave.content)) {
        const auto at = std::ranges::find(wave.content.questions, name, &Question::name);
        std::vector<std::string> names;
        for (const auto& language : languages) names.push_back(web::name_of_language(language));
        rows.push_back(text("voice.wave.changed_in", {{"question", words_of(wave.content, at->label)}, {"languages", web::joined(names)}}));
    }
    return web::Object{{"all_alike", rows.empty()}, {"rows", rows}};
}

// What stands on a wall now.
web::Data statements_of(const Wave& wave) {
    if (!wave.is_wall) return false;
    web::List standing;
    for (const auto& question : wave.content.questions)
        if (is_statement(question)) standing.push_back(words_of(wave.content, question.label));
    return web::Object{{"standing", standing}};
}

web::Data closing_form(const web::Visit& visit, const WaveFound& found, const Problems& problems) {
    if (!may_write(visit) || found.wave.closed_at || found.wave.stage(date_of(visit.now)) == Stage::waiting) return false;
    auto draft = web::read_draft(closing_fields(), visit.form);
    draft.seen_version = found.wave.version;
    auto form = web::components(closing_fields(), draft, problems);
    form.merge({{"csrf", visit.csrf},
                {"is_open", found.wave.stage(date_of(visit.now)) == Stage::closed || visit.address.ends_with("/closing")},
                {"action", address_of(found.wave) + "/closing"},
                {"button", web::button(text("voice.closing.button"))}});
    return form;
}

web::Data outcome_form(const web::Visit& visit, const WaveFound& found, const Problems& problems, bool is_again) {
    if (!may_write(visit) || !found.wave.closed_at) return false;
    auto draft = draft_of(found.wave);
    if (visit.address.ends_with("/outcome")) draft = web::read_draft(outcome_fields(), visit.form);
    if (is_again) draft.seen_version = found.wave.version;  // saving again is now a choice
    auto form = web::components(outcome_fields(), draft, problems);
    form.merge({{"csrf", visit.csrf},
                {"about", text(found.wave.tool ? "voice.replies.outcome_about" : "voice.outcome.about")},
                {"action", address_of(found.wave) + "/outcome"},
                {"button", web::button(text("voice.outcome.save"))}});
    return form;
}

// Each question of a closed wave, with whether something is said of it.
web::Data subjects_of(const web::Visit& visit, const Wave& wave, const std::vector<Subject>& told) {
    if (!may_write(visit) || !wave.closed_at || wave.is_wall) return false;
    web::List list;
    for (const auto& question : wave.content.questions) {
        if (question.kind == Kind::page || question.kind == Kind::note) continue;
        const bool is_told = std::ranges::find(told, question.name, &Subject::question) != told.end();
        list.push_back(web::Object{{"href", address_of(wave) + "/subjects/" + question.name},
                                   {"question", words_of(wave.content, question.label)},
                                   {"state", text(is_told ? "voice.subject.is_told" : "voice.subject.is_open")}});
    }
    return web::Object{{"list", list}};
}

web::Response whole_page(const web::Visit& visit, db::Read& db, const WaveFound& found, const Problems& problems, web::Status status) {
    const auto& wave = found.wave;
    const auto stage = wave.stage(date_of(visit.now));
    const bool writes = may_write(visit);
    const auto address = address_of(wave);
    db::Trip trip(db);
    const auto published = frameworks::ask_frameworks(trip);
    const auto before = ask_wave_before(trip, visit.actor.partnership, wave.id);
    const auto rules = evidence::ask_rules(trip, visit.actor.partnership);
    const auto told = ask_subjects(trip, visit.actor.partnership, wave.id);
    trip.go();
    std::vector<web::SummaryRow> rows;
    const auto add = [&](const std::string& key, const std::string& value, const std::string& href = {}) {
        if (!value.empty()) rows.push_back({text("voice.wave.about." + key), value, href, {}, {}});
    };
    add("tool", collected_with(wave));
    add("state", text("voice.stage." + name_of(stage)));
    add("days", evaluations::period_in_words(wave.opens, wave.closes));
    add("whose_view", label_of(group_options(frameworks::latest_among(db, *published)), wave.whose_view));
    if (!wave.is_wall && !wave.tool) add("access", text("voice.wave.access_choice." + name_of(wave.access)));
    if (wave.content.languages.size() > 1) add("languages", language_names(wave.content));
    add("sent", found.sent == 0 ? text("voice.wave.nobody_yet") : web::counted("voice.wave.sent", found.sent));
    if (wave.invited > 0)
        add("rate", text("voice.wave.rate", {{"sent", std::to_string(found.sent)}, {"invited", std::to_string(wave.invited)}}));
    if (wave.access == Access::codes)
        add("codes", text("voice.wave.codes_used", {{"used", std::to_string(found.exchanged)}, {"made", std::to_string(found.codes)}}));
    if (wave.reminds) add("reminds", in_words(*wave.reminds));
    add("smallest", std::to_string(wave.smallest));
    add("reader", wave.reader_name);
    add("deputy", wave.deputy_name);
    add("help", help_in_words(wave));
    if (found.waiting > 0) add("waiting", web::counted("voice.wave.waiting", found.waiting));
    add("kept", wave.answers_gone ? text("voice.wave.answers_gone", {{"day", in_words(*wave.answers_gone)}})
                                  : goes_in_words(*rules, evidence::RetentionClass::wave, wave.closes));
    if (wave.decides_by) add("decides", text("voice.heard.decides", {{"who", wave.decides}, {"day", in_words(*wave.decides_by)}}));
    const bool may_code = writes && wave.access == Access::codes && stage != Stage::closed;
    auto response = wave_page(
        "voice/wave", name_of_wave(wave), found,
        {{"header", wave.is_wall ? web::header(text("voice.wall.label"), wave.content.title, asked_on(wave.content))
                                 : web::header(wave.content.title, name_of_wave(wave))},
         {"statements", statements_of(wave)},
         {"about", web::summary_list(rows)},
         {"link", stage == Stage::closed ? web::Data(false) : web::Data(link_of(visit, wave))},
         {"codes",
          may_code ? web::Data(web::Object{
                         {"csrf", visit.csrf},
                         {"action", address + "/codes"},
                         {"number", web::text_input({.name = "number",
                                                     .label = text("voice.wave.codes"),
                                                     .hint = text("voice.wave.codes_hint"),
                                                     .value = visit.form.text("number"),
                                                     .type = "text",
                                                     .autocomplete = "off",
                                                     .width = "fixed-10"},
                                                    problems)},
                         {"slips", found.codes > 0 ? web::Data(web::link(address + "/slips", text("voice.slips.link"))) : web::Data(false)},
                         {"button", web::button(text("voice.wave.codes_button"), {}, {}, true)}})
                   : web::Data(false)},
         {"texts",
          reads_words(visit, wave) ? web::Data(web::link(address + "/screening", text("voice.screening.link"))) : web::Data(false)},
         {"texts_wait", found.waiting > 0},
         {"results", wave.closed_at ? web::Data(web::link(address + "/results", text("voice.results.link"))) : web::Data(false)},
         {"compared", comparison_of(wave, *before)},
         {"closing", closing_form(visit, found, problems)},
         {"outcome", outcome_form(visit, found, problems, status == web::Status::conflict)},
         {"subjects", wave.tool ? web::Data(false) : subjects_of(visit, wave, *told)},
         {"public", wave.tool ? web::Data(false) : web::Data(web::link("/ask/" + wave.link + "/heard", text("voice.heard.link")))},
         {"boxes", wave.tool ? web::List{}
                             : web::List{web::Object{{"head", text("voice.wave.space")}, {"words", web::paragraphs(wave.space)}},
                                         web::Object{{"head", text("voice.wave.voice")}, {"words", web::paragraphs(wave.voice)}},
                                         web::Object{{"head", text("voice.wave.audience")}, {"words", web::paragraphs(wave.audience)}},
                                         web::Object{{"head", text("voice.wave.influence")}, {"words", web::paragraphs(wave.influence)}}}}},
        status);
    response.problems = problems;
    if (may_code) response.forms[address + "/codes"] = {{{number_shape, {""}}}, {}};
    if (writes && !wave.closed_at && stage != Stage::waiting)
        response.forms[address + "/closing"] = web::form_now(closing_fields(), {{}, {}, wave.version});
    if (writes && wave.closed_at) response.forms[address + "/outcome"] = web::form_now(outcome_fields(), draft_of(wave));
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto found = wave_at(visit, db);
    return found ? whole_page(visit, db, *found, {}, web::Status::ok) : web::not_found();
}

web::Response make_codes(const web::Visit& visit, db::Write& db) {
    const auto found = wave_at(visit, db);
    if (!found) return web::not_found();
    const auto more = visit.form.number("number");
    const auto& wave = found->wave;
    if (wave.access != Access::codes || wave.stage(date_of(visit.now)) == Stage::closed)
        return whole_page(visit, db, *found, {{"", "voice.wave.no_codes"}}, web::Status::unprocessable);
    if (more < 1 || found->codes + more > codes_max)
        return whole_page(visit, db, *found, {{"number", "voice.wave.codes_wrong"}}, web::Status::unprocessable);
    std::vector<std::string> marks;
    for (int number = found->codes + 1; number <= found->codes + more; ++number)
        marks.push_back(mark_of_code(wave.id, code_of(wave.id, number)));
    add_codes(db, visit.by(), wave.id, marks);
    return web::see_other(address_of(wave) + "/slips", "codes");
}

// To print and cut: each with the address, the code, and both as a picture for a telephone.
web::Response slips(const web::Visit& visit, db::Read& db) {
    const auto found = wave_at(visit, db);
    if (!found || found->wave.access != Access::codes || found->wave.answers_gone) return web::not_found();
    const auto& wave = found->wave;
    const auto link = link_of(visit, wave);
    const auto shown = link.substr(link.find("//") + 2);  // as people type it
    web::List all;
    for (int number = 1; number <= found->codes; ++number) {
        const auto code = code_of(wave.id, number);
        const auto [size, path] = web::qr_of(link + "?code=" + code);
        all.push_back(web::Object{{"title", wave.content.title},
                                  {"link", shown},
                                  {"code", code},
                                  {"until", text("voice.ask.until", {{"day", in_words(wave.closes)}})},
                                  {"qr_size", std::to_string(size)},
                                  {"qr_path", path}});
    }
    auto response =
        wave_page("voice/slips", text("voice.slips.title"), *found,
                  {{"header", web::header(name_of_wave(wave), text("voice.slips.title"), text("voice.slips.lead"))}, {"slips", all}});
    response.who_can_see.clear();  // nothing but slips on the paper
    return response;
}

web::Response close_it(const web::Visit& visit, db::Write& db) {
    const auto found = wave_at(visit, db);
    if (!found) return web::not_found();
    const auto closed = close(found->wave, web::read_draft(closing_fields(), visit.form), visit.now);
    if (!closed) return whole_page(visit, db, *found, closed.error(), web::Status::unprocessable);
    if (!close_wave(db, visit.by(), found->wave, *closed))
        return whole_page(visit, db, *found, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(address_of(*closed) + "/results", closed->is_wall ? "wall_closed" : "wave_closed");
}

web::Response tell_it(const web::Visit& visit, db::Write& db) {
    const auto found = wave_at(visit, db);
    if (!found) return web::not_found();
    const auto told = tell(found->wave, web::read_draft(outcome_fields(), visit.form));
    if (!told) return whole_page(visit, db, *found, told.error(), web::Status::unprocessable);
    if (!save_wave(db, visit.by(), told->is_wall ? "told_wall" : "told_wave", found->wave, *told))
        return whole_page(visit, db, *found, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(address_of(*told) + "#outcome", told->tool ? "outcome_kept" : "outcome");
}

}  // namespace

void add_wave_pages(web::Router& router) {
    router.object("wave", look_up_wave);
    router.object("wall", look_up_wall);
    const std::string kept = "/questionnaires/{questionnaire}/waves/new", one = "/waves/{wave}";
    router.get(kept, may::evaluate, show_publish);
    router.post(kept, may::evaluate, publish_it, {.fields = web::taken(wave_fields())});
    router.post(one + "/codes", may::evaluate, make_codes, {.fields = {number_shape}, .form_at = one});
    router.get(one + "/slips", may::evaluate, slips);
    for (const auto& at : {one, std::string("/walls/{wall}")}) {
        router.get(at, may::read, show);
        router.post(at + "/closing", may::evaluate, close_it, {.fields = web::taken(closing_fields()), .form_at = at});
        router.post(at + "/outcome", may::evaluate, tell_it, {.fields = web::taken(outcome_fields()), .form_at = at});
    }
}

}  // namespace touchstone::voice

// Questionnaires: the list, one with its questions and its waves, one question, and how it looks to whoever answers.
#include "voice/questionnaire_pages.h"

#include <algorithm>

#include "evaluations/evaluation_words_pages.h"
#include "evaluations/owner_pages.h"
#include "evidence/evidence_words_pages.h"
#include "frameworks/framework_pages.h"
#include "frameworks/framework_store.h"
#include "people/draft_pages.h"
#include "voice/answer_form_pages.h"
#include "voice/answer_language_pages.h"
#include "voice/language_state_pages.h"
#include "voice/pages.h"
#include "voice/replies_words_pages.h"
#include "voice/surveyjs.h"
#include "voice/voice_words_pages.h"
#include "voice/writing.h"
#include "web/fields.h"
#include "web/lists.h"

namespace touchstone::voice {

std::optional<KeptQuestionnaire> kept_at(const web::Visit& visit, db::Read& db) {
    return find_questionnaire(db, visit.actor.partnership, visit.id<QuestionnaireId>("questionnaire"));
}

namespace {

using web::text;

const FieldShape owner_shape{"owner", FieldShape::Kind::choice}, move_shape{"move", FieldShape::Kind::choice, 0, true, {"up", "down"}};
const std::string new_address = "/questionnaires/new";
std::string question_address(const KeptQuestionnaire& kept, const std::string& name) { return address_of(kept.id) + "/questions/" + name; }

web::Response list(const web::Visit& visit, db::Read& db) {
    web::List cards;
    for (const auto& listed : list_questionnaires(db, visit.sight()))
        cards.push_back(web::Object{{"label", web::or_false(listed.owner_name)},
                                    {"title", listed.title},
                                    {"href", address_of(listed.id)},
                                    {"text", web::counted("voice.list.waves", listed.waves)},
                                    {"meta", web::List{}}});
    const bool writes = may::evaluate.holds(visit.actor);
    const auto add = writes ? web::Data(web::link(new_address, text("voice.list.add"))) : web::Data(false);
    const bool is_empty = cards.empty();
    auto response =
        web::page("voice/questionnaires", text("voice.list.title"),
                  {{"header", web::header("", text("voice.list.title"), text("voice.list.lead"))},
                   {"nothing", is_empty ? web::Data(web::empty_state(text("voice.list.nothing"), text("voice.list.nothing_what"),
                                                                     text("voice.list.nothing_why"), add))
                                        : web::Data(false)},
                   {"add", is_empty ? web::Data(false) : add},
                   {"others", web::List{web::link(walls_address, text("voice.wall.list")), web::link("/talks", text("voice.talks.title")),
                                        web::link("/comments", text("voice.comments.title"))}},
                   {"bring", writes ? web::List{web::link(import_address, text("voice.import.title")),
                                                web::link(replies_address, text("voice.replies.page_title"))}
                                    : web::List{}},
                   {"cards", std::move(cards)}});
    response.who_can_see = text("people.seen_as_each");
    return response;
}

web::Response new_page(const web::Visit& visit, db::Read& db, const Problems& problems, web::Status status) {
    const auto draft = web::read_draft(title_fields(), visit.form);
    auto data = web::components(title_fields(), draft, problems);
    const auto owner = visit.form.text("owner");
    data.merge({{"header", web::header("", text("voice.list.add"), text("voice.new_lead"))},
                {"csrf", visit.csrf},
                {"action", new_address},
                {"owner", evaluations::owner_choice(evaluations::owners_offered(visit, db), owner, problems)},
                {"button", web::button(text("voice.new_button"))}});
    auto response = questionnaire_page("voice/questionnaire_new", text("voice.list.add"), {}, std::move(data), status);
    response.who_can_see = text("evaluations.sharing.seen_by_chosen_owner");
    response.problems = problems;
    response.forms = {{new_address, web::form_now(title_fields().of_new(), draft, {{owner_shape, {owner}}})}};
    return response;
}

web::Response show_new(const web::Visit& visit, db::Read& db) { return new_page(visit, db, {}, web::Status::ok); }

web::Response create(const web::Visit& visit, db::Write& db) {
    const auto titled = with_title({}, web::read_draft(title_fields(), visit.form));
    const auto owner = evaluations::owner_from(evaluations::owners_offered(visit, db), visit.form.text("owner"));
    Problems problems = titled ? Problems{} : titled.error();
    if (!owner) problems.push_back({"owner", "evaluations.sharing.owner_missing"});
    if (!problems.empty()) return new_page(visit, db, problems, web::Status::unprocessable);
    KeptQuestionnaire kept;
    kept.id = QuestionnaireId::make(visit.now);
    kept.owner = owner->organisation;
    kept.content = *titled;
    add_questionnaire(db, visit.by(), kept);
    people::forget_draft(visit, db);
    return web::see_other(address_of(kept.id), "questionnaire");
}

web::List question_rows(const web::Visit& visit, const KeptQuestionnaire& kept) {
    const bool writes = visit.may(Ability::evaluate, "questionnaire");
    web::List rows;
    const auto& questions = kept.content.questions;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const auto& question = questions[i];
        const auto address = question_address(kept, question.name);
        std::vector<std::string> choices;
        for (const auto& choice : question.choices) choices.push_back(words_of(kept.content, choice.label));
        web::List notes{web::Data(kind_word(question))};
        if (!question.relevant.empty()) notes.push_back(text("voice.question.is_conditional"));
        if (question.is_needed) notes.push_back(text("voice.question.is_needed"));
        if (question.makes_groups) notes.push_back(text("voice.question.makes_groups"));
        if (question.is_sensitive) notes.push_back(text("voice.question.is_sensitive"));
        for (const auto& theme : question.themes) notes.push_back(theme.substr(theme.find('/') + 1));
        rows.push_back(web::Object{
            {"label", question.kind == Kind::page ? text("voice.question.kind_choice.page") : words_of(kept.content, question.label)},
            {"choices", choices.empty() ? web::Data(false) : web::Data(web::listed_apart(choices))},
            {"notes", notes},
            {"csrf", visit.csrf},
            {"address", address},
            {"version", std::to_string(kept.version)},
            {"writes", writes},
            {"up", writes && i > 0},
            {"down", writes && i + 1 < questions.size()}});
    }
    return rows;
}

web::List wave_rows(db::Read& db, const web::Visit& visit, const KeptQuestionnaire& kept) {
    web::List rows;
    for (const auto& found : list_waves(db, visit.actor.partnership, kept.id))
        rows.push_back(web::Object{{"href", address_of(found.wave.id)},
                                   {"title", name_of_wave(found.wave)},
                                   {"state", text("voice.stage." + name_of(found.wave.stage(date_of(visit.now))))},
                                   {"sent", web::counted("voice.wave.sent", found.sent)}});
    return rows;
}

web::Response whole_page(const web::Visit& visit, db::Read& db, const KeptQuestionnaire& kept, const Problems& problems,
                         web::Status status) {
    const auto& content = kept.content;
    const bool writes = visit.may(Ability::evaluate, "questionnaire");
    auto faults = web::List{};
    for (const auto& problem : problems_of(content)) faults.push_back(web::Object{{"where", problem.field}, {"text", text(problem.text)}});
    auto draft = web::read_draft(title_fields(), visit.form);
    if (visit.form.text("title").empty()) draft = {content.title, kept.version};
    if (status == web::Status::conflict) draft.seen_version = kept.version;  // saving again is now a choice
    auto form = web::components(title_fields(), draft, problems);
    form.merge({{"csrf", visit.csrf}, {"action", address_of(kept.id)}, {"button", web::button(text("voice.title.save"), {}, {}, true)}});
    const bool is_sound = faults.empty() && !content.questions.empty();
    const auto waves = wave_rows(db, visit, kept);
    auto response = questionnaire_page(
        "voice/questionnaire", content.title, kept,
        {{"header", web::header(text("voice.label"), content.title)},
         {"preview", content.questions.empty() ? web::Data(false)
                                               : web::Data(web::link(address_of(kept.id) + "/preview", text("voice.preview.link")))},
         {"file", content.questions.empty() ? web::Data(false)
                                            : web::Data(web::link(address_of(kept.id) + "/surveyjs.json", text("voice.surveyjs.file")))},
         {"left_out", web::paragraphs(kept.left_out)},
         {"has_left_out", !kept.left_out.empty()},
         {"nothing", content.questions.empty()},
         {"questions", question_rows(visit, kept)},
         {"add", writes ? web::Data(web::link(question_address(kept, "new"), text("voice.question.add"))) : web::Data(false)},
         {"suggest",
          writes ? web::Data(web::link(address_of(kept.id) + "/suggestions", text("voice.suggestions.link"))) : web::Data(false)},
         {"languages", languages_of(content)},
         {"translate", writes ? web::Data(web::link(languages_address(kept.id), text("voice.languages.link"))) : web::Data(false)},
         {"faults", faults},
         {"has_faults", !faults.empty()},
         {"remove", writes && waves.empty() ? web::Data(web::Object{{"csrf", visit.csrf}, {"action", address_of(kept.id) + "/delete"}})
                                            : web::Data(false)},
         {"waves", waves},
         {"publish",
          writes && is_sound ? web::Data(web::link(address_of(kept.id) + "/waves/new", text("voice.wave.publish"))) : web::Data(false)},
         {"rename", writes ? web::Data(form) : web::Data(false)}},
        status);
    response.problems = problems;
    if (!writes) return response;
    response.forms = {{address_of(kept.id), web::form_now(title_fields(), draft)}};
    if (waves.empty()) response.forms[address_of(kept.id) + "/delete"] = {};
    for (const auto& question : content.questions) {
        response.forms[question_address(kept, question.name) + "/place"] = {{{move_shape, {""}}}, kept.version};
        response.forms[question_address(kept, question.name) + "/removal"] = {{}, kept.version};
    }
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_at(visit, db);
    return kept ? whole_page(visit, db, *kept, {}, web::Status::ok) : web::not_found();
}

// Saves it where it stands as it was shown; else the page says that somebody was faster.
web::Response saved(const web::Visit& visit, db::Write& db, const KeptQuestionnaire& kept, const Questionnaire& after, int seen,
                    const char* what) {
    auto before = kept;
    before.version = seen;
    if (!save_questionnaire(db, visit.by(), before, after))
        return whole_page(visit, db, kept, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    people::forget_draft(visit, db);
    return web::see_other(address_of(kept.id) + "#questions", what);
}

web::Response rename(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_at(visit, db);
    if (!kept) return web::not_found();
    const auto draft = web::read_draft(title_fields(), visit.form);
    const auto after = with_title(kept->content, draft);
    if (!after) return whole_page(visit, db, *kept, after.error(), web::Status::unprocessable);
    return saved(visit, db, *kept, *after, draft.seen_version, "questionnaire");
}

web::Offers offers_of(db::Read& db, const KeptQuestionnaire& kept, const std::string& name, const QuestionDraft& draft) {
    const auto all = frameworks::latest_frameworks(db);
    std::vector<web::Option> offered{{"", text("voice.question.always"), {}}};
    for (const auto& [value, question, choice] : conditions(kept.content, name))
        offered.push_back({value, text("voice.question.if", {{"question", question}, {"choice", choice}}), {}});
    if (draft.condition == as_it_stands) offered.push_back({as_it_stands, text("voice.question.as_it_stands"), {}});
    return {{"condition", offered}, {"themes", evidence::theme_options(all)}, {"outcomes", evidence::outcome_options(all)}};
}

Nameable nameable_of(const web::Offers& offers) {
    Nameable nameable;
    for (const auto& option : offers.at("themes")) nameable.themes.push_back(option.value);
    for (const auto& option : offers.at("outcomes")) nameable.outcomes.push_back(option.value);
    return nameable;
}

web::Response question_page(const web::Visit& visit, db::Read& db, const KeptQuestionnaire& kept, const std::string& name,
                            const QuestionDraft& draft, const Problems& problems, web::Status status) {
    const auto offers = offers_of(db, kept, name, draft);
    const auto address = question_address(kept, name.empty() ? "new" : name);
    const auto title = text(name.empty() ? "voice.question.add" : "voice.question.edit");
    auto data = web::components(question_fields(), draft, problems, offers);
    data["themes"] = web::searchable(data["themes"], visit);
    data.merge({{"header", web::header(kept.content.title, title)},
                {"csrf", visit.csrf},
                {"action", address},
                {"button", web::button(text("voice.question.save"))}});
    auto response = questionnaire_page("voice/question_form", title, kept, std::move(data), status);
    response.problems = problems;
    response.forms = {{address, web::form_now(question_fields(), draft)}};
    return response;
}

const Question* question_in(const KeptQuestionnaire& kept, const std::string& name) {
    const auto found = std::ranges::find(kept.content.questions, name, &Question::name);
    return found == kept.content.questions.end() ? nullptr : &*found;
}

web::Response show_new_question(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_at(visit, db);
    if (!kept) return web::not_found();
    QuestionDraft draft{.needed = "no", .shows = "reported", .sensitive = "no", .groups = "no"};
    draft.seen_version = kept->version;
    return question_page(visit, db, *kept, "", draft, {}, web::Status::ok);
}

web::Response show_question(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_at(visit, db);
    const auto* question = kept ? question_in(*kept, visit.path.at("question")) : nullptr;
    if (question == nullptr) return web::not_found();
    auto draft = draft_of(kept->content, *question);
    draft.seen_version = kept->version;
    return question_page(visit, db, *kept, question->name, draft, {}, web::Status::ok);
}

web::Response save_one(const web::Visit& visit, db::Write& db, const KeptQuestionnaire& kept, const std::string& name) {
    auto draft = web::read_draft(question_fields(), visit.form);
    if (web::is_searching(visit)) return question_page(visit, db, kept, name, draft, {}, web::Status::ok);
    const auto after = with_question(kept.content, name, draft, nameable_of(offers_of(db, kept, name, draft)));
    if (!after) return question_page(visit, db, kept, name, draft, after.error(), web::Status::unprocessable);
    auto before = kept;
    before.version = draft.seen_version;
    if (!save_questionnaire(db, visit.by(), before, *after)) {
        draft.seen_version = kept.version;  // saving again is now a choice
        return question_page(visit, db, kept, name, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    }
    people::forget_draft(visit, db);
    return web::see_other(address_of(kept.id) + "#questions", "question");
}

web::Response add_question(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_at(visit, db);
    return kept ? save_one(visit, db, *kept, "") : web::not_found();
}

web::Response save_question(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_at(visit, db);
    const auto* question = kept ? question_in(*kept, visit.path.at("question")) : nullptr;
    return question == nullptr ? web::not_found() : save_one(visit, db, *kept, question->name);
}

web::Response move_question(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_at(visit, db);
    const auto* question = kept ? question_in(*kept, visit.path.at("question")) : nullptr;
    if (question == nullptr) return web::not_found();
    return saved(visit, db, *kept, moved(kept->content, question->name, visit.form.text("move") == "up"), visit.form.number("seen_version"),
                 "question");
}

web::Response remove_question(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_at(visit, db);
    const auto* question = kept ? question_in(*kept, visit.path.at("question")) : nullptr;
    if (question == nullptr) return web::not_found();
    const auto after = without(kept->content, question->name);
    if (!after) return whole_page(visit, db, *kept, after.error(), web::Status::unprocessable);
    return saved(visit, db, *kept, *after, visit.form.number("seen_version"), "question_removed");
}

web::Response remove(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_at(visit, db);
    if (!kept) return web::not_found();
    if (!remove_questionnaire(db, visit.by(), *kept))
        return whole_page(visit, db, *kept, {{"", "voice.delete.was_asked"}}, web::Status::unprocessable);
    return web::see_other("/questionnaires", "questionnaire_removed");
}

// As whoever answers sees it; nothing is sent.
web::Response preview(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_at(visit, db);
    if (!kept) return web::not_found();
    const auto& content = kept->content;
    const auto wanted = visit.query.text("language");
    const auto speech = speech_in(content, has_language(content, wanted) ? wanted : content.default_language);
    const auto choice = language_choice(content.languages, speech, address_of(kept->id) + "/preview");
    auto header = web::header(content.title, text("voice.preview.title"), text("voice.preview.lead"));
    const web::SpeakingWords words(speech.words);
    web::List pages;
    for (const auto& questions : pages_of(content, false))
        pages.push_back(web::Object{{"questions", question_components(content, questions, {}, {}, false)}});
    auto response = questionnaire_page("voice/preview", text("voice.preview.title"), *kept,
                                       {{"header", std::move(header)},
                                        {"form", false},
                                        {"languages", choice},
                                        {"marks", language_marks(web::language_tag())},
                                        {"pages", pages}});
    response.words = speech.words;
    return response;
}

web::Response surveyjs_file(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_at(visit, db);
    if (!kept) return web::not_found();
    return web::download_of(as_surveyjs(kept->content), text("voice.surveyjs.file_name") + ".json", "application/json");
}

const FieldShape seen_shape{"seen_version", FieldShape::Kind::number};

}  // namespace

void add_questionnaire_pages(web::Router& router) {
    router.object("questionnaire", look_up_questionnaire);
    router.word("question");
    router.get("/questionnaires", may::read, list);
    router.get(new_address, may::evaluate, show_new);
    router.post(new_address, may::evaluate, create, {.fields = web::taken(title_fields().of_new(), {owner_shape})});
    const std::string one = "/questionnaires/{questionnaire}";
    router.get(one, may::read, show);
    router.post(one, may::evaluate, rename, {.fields = web::taken(title_fields())});
    router.post(one + "/delete", may::evaluate, remove, {.is_button = true, .form_at = one});
    router.get(one + "/preview", may::read, preview);
    router.get(one + "/surveyjs.json", may::read, surveyjs_file);
    router.get(one + "/questions/new", may::evaluate, show_new_question);
    router.post(one + "/questions/new", may::evaluate, add_question, {.fields = web::taken(question_fields())});
    router.get(one + "/questions/{question}", may::evaluate, show_question);
    router.post(one + "/questions/{question}", may::evaluate, save_question, {.fields = web::taken(question_fields())});
    router.post(one + "/questions/{question}/place", may::evaluate, move_question, {.fields = {move_shape, seen_shape}, .form_at = one});
    router.post(one + "/questions/{question}/removal", may::evaluate, remove_question, {.fields = {seen_shape}, .form_at = one});
}

}  // namespace touchstone::voice

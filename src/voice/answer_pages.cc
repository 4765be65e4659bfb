// Answering: for anybody who has the link, without an account. What was answered on earlier pages travels in the form, so that nothing is
// kept before it is sent, and nothing can be tied to who sent it.
#include <algorithm>

#include "voice/answer_form_pages.h"
#include "voice/ask_pages.h"
#include "voice/ballot_store.h"
#include "voice/code.h"
#include "voice/pages.h"
#include "voice/receipt_store.h"
#include "voice/receipt_words_pages.h"
#include "voice/spoken.h"
#include "voice/voice_words_pages.h"
#include "voice/wall_store.h"
#include "voice/wall_words_pages.h"
#include "voice/wave_store.h"
#include "web/language.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using web::text;

const FieldShape code_shape{"code", FieldShape::Kind::words, 60}, page_shape{"page", FieldShape::Kind::number},
    go_shape{"go", FieldShape::Kind::choice, 0, false, {"next", "back", "send"}},
    helped_shape{"helped", FieldShape::Kind::choice, 0, false, ways_of_helping()},
    answer_shape = FieldShape{"a", FieldShape::Kind::choices}.in_row("*");

web::Object header_of(const std::string& label, const web::Data& heading, const std::string& lead = {}) {
    auto header = web::header(label, "", lead);
    header["heading"] = heading;
    return header;
}

// For children, before the first question; on a wall who reads it says the rest.
web::Data help_now(const Wave& wave) {
    const auto line = help_in_words(wave);
    if (wave.is_wall) return web::or_false(line);
    return text("voice.help.now") + (line.empty() ? line : " " + line);
}

web::Response start_page(const web::Visit& visit, const Asked& asked, const Problems& problems, web::Status status) {
    const auto& wave = asked.wave;
    const auto speech = speech_of(visit, wave);
    const web::SpeakingWords words(speech.words);
    const auto stage = wave.stage(date_of(visit.now));
    const bool is_open = stage == Stage::open;
    const bool has_code = is_open && wave.access == Access::codes;
    web::Data code = false;
    if (has_code)
        code = web::text_input({.name = "code",
                                .label = text("voice.ask.code"),
                                .hint = text("voice.ask.code_hint"),
                                .value = visit.form.text("code").empty() ? visit.query.text("code") : visit.form.text("code"),
                                .type = "text",
                                .autocomplete = "off",
                                .width = "fluid-half"},
                               problems);
    auto response = plain_page(
        "voice/ask", wave, speech,
        {{"header", header_of(asked.partnership_name, said(wave.content, title_of(wave.content)),
                              wave.is_wall ? asked_on(wave.content) : std::string())},
         {"languages", languages_to_choose(wave, speech, has_code ? "start" : "", "", has_code ? "" : ask_address(wave))},
         {"owners", own_language(wave.content)},
         {"who_reads", wave.is_wall && is_open ? web::Data(text("voice.answer.who_reads")) : web::Data(false)},
         {"help", is_open && wave.manner == Manner::one_by_one ? help_now(wave) : web::Data(false)},
         {"csrf", visit.csrf},
         {"is_open", is_open},
         {"waits", stage == Stage::waiting ? web::Data(text("voice.ask.waits", {{"day", in_words(wave.opens)}})) : web::Data(false)},
         {"is_over", stage == Stage::closed},
         {"until", text("voice.ask.until", {{"day", in_words(wave.closes)}})},
         {"smallest", text("voice.ask.anonymous", {{"count", std::to_string(wave.smallest)}})},
         {"audience", web::paragraphs(wave.audience)},
         {"influence", web::paragraphs(wave.influence)},
         {"code", code},
         {"heard", wave.heard.empty() && !(wave.is_wall && wave.closed_at)
                       ? web::Data(false)
                       : web::Data(web::link(ask_address(wave) + "/heard", text("voice.heard.link")))},
         {"button", web::button(text("voice.ask.begin"))}},
        status);
    response.problems = problems;
    if (is_open)
        response.forms = {{ask_address(wave), {{{code_shape, {""}}, {language_shape, {speech.language}}, {speak_shape, {""}}}, {}}}};
    return response;
}

web::Response start(const web::Visit& visit, db::Read& db) {
    const auto asked = asked_at(visit, db);
    return asked ? start_page(visit, *asked, {}, web::Status::ok) : web::not_found();
}

// Where somebody stands in the questionnaire.
struct Standing {
    std::string ballot;
    int page = 0;  // the last one, where it is sent, has no questions
    Answers given;
};

// The pages that have a question for who has given these answers.
using Pages = std::vector<std::vector<const Question*>>;
Pages pages_for(const Wave& wave, const Standing& at) {
    if (wave.is_wall) return pages_of_wall(wave.content, [&](const std::string& name) { return mark_of_place(wave.id, at.ballot, name); });
    const auto& given = at.given;
    Pages pages;
    for (auto questions : pages_of(wave.content, wave.manner == Manner::one_by_one)) {
        std::erase_if(questions, [&](const Question* question) { return !is_asked(*question, given); });
        if (std::ranges::any_of(questions, [](const Question* question) { return question->kind != Kind::page; }))
            pages.push_back(questions);
    }
    return pages;
}

web::Data helped_choice(const Wave& wave, const Answers& given) {
    if (wave.is_wall || wave.manner != Manner::one_by_one) return false;
    std::vector<web::Option> options;
    for (const auto& way : ways_of_helping()) options.push_back({way, text("voice.helped." + way), {}});
    const auto found = given.find(helped);
    return web::radios({.name = "helped",
                        .legend = text("voice.helped.legend"),
                        .hint = {},
                        .options = options,
                        .chosen = found == given.end() ? std::vector<std::string>{} : found->second});
}

// What a page asks, and the answers that it carries.
struct Shown {
    web::List fields;
    web::Data vote = false;
    web::List carried;
};
Shown shown_on(const Wave& wave, const std::vector<const Question*>& questions, const Answers& given, const Problems& problems) {
    const auto* first = wave.is_wall && !questions.empty() ? questions.front() : nullptr;
    // What was said before stays, unless another button is pressed.
    if (first && is_statement(*first)) return {{}, vote_on(wave.content, *first, given), carried(given, {})};
    if (first && is_own(*first)) return {own_statements(questions, given, problems), false, carried(given, questions)};
    return {question_components(wave.content, questions, given, problems, wave.manner == Manner::one_by_one), false,
            carried(given, questions)};
}

web::Response answering(const web::Visit& visit, const Wave& wave, const Standing& at, Problems problems, web::Status status) {
    const auto speech = speech_of(visit, wave);
    const web::SpeakingWords words(speech.words);
    if (wave.is_wall)
        for (auto& problem : problems)
            if (problem.text == "voice.answer.does_not_fit") problem.text = "voice.wall.own_too_long";
    const auto pages = pages_for(wave, at);
    const auto count = static_cast<int>(pages.size());
    const auto page = std::clamp(at.page, 0, count);
    const bool is_last = page == count;
    static const std::vector<const Question*> none;
    const auto& questions = is_last ? none : pages[static_cast<std::size_t>(page)];
    const bool by_one = wave.manner == Manner::one_by_one;
    auto shown = shown_on(wave, questions, at.given, problems);
    auto response =
        plain_page("voice/answering", wave, speech,
                   {{"header", header_of(is_last ? std::string()
                                                 : text(by_one && !wave.is_wall ? "voice.answer.question_of" : "voice.answer.page_of",
                                                        {{"number", std::to_string(page + 1)}, {"total", std::to_string(count)}}),
                                         is_last        ? web::Data(text("voice.answer.last"))
                                         : wave.is_wall ? web::Data(asked_on(wave.content))
                                                        : said(wave.content, title_of(wave.content)))},
                    {"languages", languages_to_choose(wave, speech, "answers", is_last ? "send" : "next", "")},
                    {"csrf", visit.csrf},
                    {"address", ask_address(wave) + "/answers"},
                    {"ballot", at.ballot},
                    {"page", std::to_string(page)},
                    {"by_one", by_one},
                    {"fields", std::move(shown.fields)},
                    {"vote", std::move(shown.vote)},
                    {"carried", std::move(shown.carried)},
                    {"helped", is_last ? helped_choice(wave, at.given) : web::Data(false)},
                    {"help", is_written_in(questions) ? web::or_false(help_in_words(wave)) : web::Data(false)},
                    {"before_words", is_written_in(questions) ? web::Data(text("voice.answer.who_reads")) : web::Data(false)},
                    {"is_last", is_last},
                    {"has_back", page > 0},
                    {"leave", web::link(in_address(ask_address(wave) + "/left", wave, speech), text("voice.answer.leave"))}},
                   status);
    response.problems = problems;
    response.forms = {{ask_address(wave) + "/answers",
                       {{{ballot_shape, {at.ballot}},
                         {page_shape, {std::to_string(page)}},
                         {go_shape, {"next"}},
                         {helped_shape, {""}},
                         {language_shape, {speech.language}},
                         {speak_shape, {""}}},
                        {}}}};
    return response;
}

// A code is exchanged for a ballot before the first answer: which ballot, nobody knows.
web::Response begin(const web::Visit& visit, db::Write& db) {
    const auto asked = asked_at(visit, db);
    if (!asked) return web::not_found();
    const auto& wave = asked->wave;
    if (wave.stage(date_of(visit.now)) != Stage::open || is_changing_language(visit)) return start_page(visit, *asked, {}, web::Status::ok);
    if (wave.access == Access::codes) {
        const auto code = visit.form.text("code");
        if (code.empty()) return start_page(visit, *asked, {{"code", "voice.ask.code_missing"}}, web::Status::unprocessable);
        if (!exchange_code(db, asked->partnership, wave.id, mark_of_code(wave.id, code)))
            return start_page(visit, *asked, {{"code", "voice.ask.code_wrong"}}, web::Status::unprocessable);
    }
    return answering(visit, wave, {new_ballot(wave.id), 0, {}}, {}, web::Status::ok);
}

// Of each question that was answered in words of one's own; false where none was.
web::Data receipts_data(const web::Visit& visit, const Wave& wave, const std::vector<std::string>& questions) {
    if (wave.is_wall) return false;
    web::List list;
    for (const auto& question : wave.content.questions)
        if (const auto receipt = receipt_of(wave, question.name);
            !receipt.empty() && std::ranges::find(questions, question.name) != questions.end())
            list.push_back(web::Object{{"question", said(wave.content, question.label)},
                                       {"receipt", receipt},
                                       {"href", "/ask/" + wave.link + "/heard#" + anchor_of(question.name)}});
    if (list.empty()) return false;
    const auto link = visit.settings.base_url + words_address;
    return web::Object{{"list", list}, {"about", text("voice.receipt.about", {{"address", link.substr(link.find("//") + 2)}})}};
}

web::Response sent_page(const web::Visit& visit, const Wave& wave, const std::string& ballot, bool is_again,
                        const std::vector<std::string>& written) {
    const auto speech = speech_of(visit, wave);
    const web::SpeakingWords words(speech.words);
    return plain_page("voice/sent", wave, speech,
                      {{"header", web::header("", text(is_again ? "voice.sent.again" : "voice.sent.title"))},
                       {"is_again", is_again},
                       {"ballot", ballot},
                       {"receipts", receipts_data(visit, wave, written)},
                       {"owners", own_language(wave.content)},
                       {"influence", web::paragraphs(wave.influence)},
                       {"heard", web::link(ask_address(wave) + "/heard", text("voice.sent.heard"))},
                       {"removal", web::link(in_address(ask_address(wave) + "/removal", wave, speech), text("voice.sent.removal"))},
                       {"forget", ask_address(wave)}});
}

// The page of the first question with a problem.
int page_of(const Pages& pages, const Problems& problems) {
    for (std::size_t i = 0; i < pages.size(); ++i)
        for (const auto* question : pages[i])
            for (const auto& problem : problems)
                if (problem.field == field_of(*question) || problem.field.starts_with(field_of(*question) + "."))
                    return static_cast<int>(i);
    return 0;
}

web::Response send(const web::Visit& visit, db::Write& db, const Asked& asked, Standing at) {
    const auto answers = read_all(asked.wave.content, at.given);
    if (!answers) {
        at.page = page_of(pages_for(asked.wave, at), answers.error());
        return answering(visit, asked.wave, at, answers.error(), web::Status::unprocessable);
    }
    const bool is_new = send_ballot(db, asked.partnership, asked.wave, at.ballot, *answers, visit.now);
    std::vector<std::string> written;
    for (const auto& [question, words] : parted(asked.wave.content, *answers).written) written.push_back(question);
    return sent_page(visit, asked.wave, at.ballot, !is_new, written);
}

web::Response answer(const web::Visit& visit, db::Write& db) {
    const auto asked = asked_at(visit, db);
    if (!asked) return web::not_found();
    const auto& wave = asked->wave;
    Standing at{visit.form.text("ballot"), visit.form.number("page"), typed_answers(wave.content, visit.form)};
    if (wave.is_wall) at.given = as_voted(wave.content, std::move(at.given));
    if (wave.stage(date_of(visit.now)) != Stage::open) return start_page(visit, *asked, {}, web::Status::ok);
    if (!is_ballot(wave.id, at.ballot)) return start_page(visit, *asked, {{"code", "voice.ask.no_ballot"}}, web::Status::unprocessable);
    const auto go = visit.form.text("go");
    if (is_changing_language(visit)) return answering(visit, wave, at, {}, web::Status::ok);
    if (go == "back") {
        at.page = std::max(at.page, 1) - 1;
        return answering(visit, wave, at, {}, web::Status::ok);
    }
    if (go == "send") return send(visit, db, *asked, at);
    const auto pages = pages_for(wave, at);
    if (at.page >= 0 && at.page < static_cast<int>(pages.size())) {
        const auto read = read_answers(pages[static_cast<std::size_t>(at.page)], at.given, at.given);
        if (!read) return answering(visit, wave, at, read.error(), web::Status::unprocessable);
        ++at.page;
    }
    return answering(visit, wave, at, {}, web::Status::ok);
}

web::Response left(const web::Visit& visit, db::Read& db) {
    const auto asked = asked_at(visit, db);
    if (!asked) return web::not_found();
    const auto& wave = asked->wave;
    const auto speech = speech_of(visit, wave);
    const web::SpeakingWords words(speech.words);
    auto response = plain_page("voice/left", wave, speech, {{"forget", ask_address(wave)}});
    response.headers.emplace_back("Clear-Site-Data", "\"storage\"");
    return response;
}

// What became of each statement of a wall that is closed.
web::Data fates_of(db::Read& db, const Asked& asked) {
    if (!asked.wave.is_wall || !asked.wave.closed_at) return false;
    web::List list;
    for (const auto& statement : list_statements(db, asked.partnership, asked.wave.id))
        if (statement.stands()) list.push_back(web::Object{{"words", statement.words}, {"fate", fate_in_words(statement)}});
    return web::Object{{"list", list}};
}

// What became of it, for everybody.
web::Response heard(const web::Visit& visit, db::Read& db) {
    const auto asked = asked_at(visit, db);
    if (!asked) return web::not_found();
    const auto& wave = asked->wave;
    const auto decides =
        wave.decides_by ? text("voice.heard.decides", {{"who", wave.decides}, {"day", in_words(*wave.decides_by)}}) : std::string();
    return plain_page("voice/heard", wave, {},
                      {{"header", web::header(asked->partnership_name, text("voice.heard.title"), wave.content.title)},
                       {"fates", fates_of(db, *asked)},
                       {"subjects", wave.is_wall ? web::List{} : subject_sections(wave, list_subjects(db, asked->partnership, wave.id))},
                       {"is_told", !wave.heard.empty()},
                       {"heard", web::paragraphs(wave.heard)},
                       {"done", web::paragraphs(wave.done)},
                       {"has_done", !wave.done.empty()},
                       {"not_done", web::paragraphs(wave.not_done)},
                       {"has_not_done", !wave.not_done.empty()},
                       {"decides", web::or_false(decides)}});
}

}  // namespace

void add_answer_pages(web::Router& router) {
    router.word("link");
    const std::string at = "/ask/{link}";
    router.get(at, may::anyone, start);
    router.post(at, may::anyone, begin, {.per_minute = asks_per_minute, .fields = {code_shape, language_shape, speak_shape}});
    router.post(at + "/answers", may::anyone, answer,
                {.per_minute = asks_per_minute,
                 .fields = {ballot_shape, page_shape, go_shape, helped_shape, language_shape, speak_shape, answer_shape},
                 .form_at = at});
    router.get(at + "/left", may::anyone, left);
    router.get(at + "/heard", may::anyone, heard);
}

}  // namespace touchstone::voice

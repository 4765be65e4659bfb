// Translating a questionnaire: its questions, and the fixed words of answering, each text beside its source.
#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "voice/answer_language_pages.h"
#include "voice/answer_words.h"
#include "voice/language_state_pages.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/translation_store.h"
#include "voice/voice_words_pages.h"
#include "web/fields.h"

namespace touchstone::voice {
namespace {

using web::text;

const FieldShape text_shape{"text", FieldShape::Kind::text, label_max},
    approved_shape{"approved", FieldShape::Kind::choice, 0, false, {"no", "yes"}}, seen_shape{"seen_version", FieldShape::Kind::number};
constexpr std::size_t texts_on_a_page = 60;

// What a page holds: the questions of a questionnaire in one language, or the fixed words in it.
struct Half {
    KeptQuestionnaire kept;
    std::string language;
    bool is_words = false;
    Translations texts;

    [[nodiscard]] std::string address() const { return language_address(kept.id, language) + (is_words ? "/words" : ""); }
    [[nodiscard]] std::string source_language() const { return is_words ? shipped_language : kept.content.default_language; }
};
std::optional<Half> half_at(const web::Visit& visit, db::Read& db, bool is_words) {
    auto kept = kept_at(visit, db);
    const auto& language = visit.path.at("language");
    if (!kept || !has_language(kept->content, language)) return std::nullopt;
    Half half{*kept, language, is_words, {}};
    half.texts =
        half.is_words ? word_translations(kept->content, language, shipped_words()) : question_translations(kept->content, language);
    return half.texts.empty() ? std::nullopt : std::optional(half);
}

// What is shown of it: all or what is left, and which part of that.
struct Shown {
    bool is_left_only = false;
    int page = 1, pages = 1;
    Translations texts;
};
std::size_t texts_of(const Half& half, const std::string& question) {
    return static_cast<std::size_t>(std::ranges::count(half.texts, question, &Translation::question));
}

Shown shown_of(const web::Visit& visit, const Half& half, const TypedTexts& typed) {
    Shown shown{.is_left_only = visit.query.text("show") == "left", .texts = {}};
    std::vector<Translations> parts(1);
    std::string question;
    for (const auto& one : half.texts) {
        if (shown.is_left_only && one.state == TextState::approved && !typed.contains(one.key)) continue;
        const bool begins = one.question != question && !parts.back().empty();
        if (begins && parts.back().size() + texts_of(half, one.question) > texts_on_a_page) parts.emplace_back();
        question = one.question;
        parts.back().push_back(one);
    }
    shown.pages = static_cast<int>(parts.size());
    shown.page = std::clamp(visit.query.number("page"), 1, shown.pages);
    shown.texts = std::move(parts[static_cast<std::size_t>(shown.page - 1)]);
    return shown;
}

std::string query_of(const Shown& shown) { return fmt::format("?show={}&page={}", shown.is_left_only ? "left" : "all", shown.page); }

// What was typed of each text; all that the form does not hold stays as it is.
TypedTexts typed_texts(const web::Form& form, const Translations& texts) {
    TypedTexts typed;
    for (const auto& one : texts)
        if (form.fields().contains("text_" + one.key))
            typed[one.key] = {form.text("text_" + one.key), form.text("approved_" + one.key) == "yes"};
    return typed;
}

// "Question", "Help", "Answer", "Statement"; false for a fixed word and the title.
web::Data part_of(const Translation& one) {
    if (one.question.empty()) return false;
    const auto part = one.key.substr(one.question.size() + 1);
    return text("voice.translation.part." + part.substr(0, part.find('/')));
}

web::Object row(const Half& half, const Translation& one, const TypedTexts& typed, const Problems& problems) {
    const auto found = typed.find(one.key);
    const auto now = found == typed.end() ? TypedText{one.said.text, one.state == TextState::approved} : found->second;
    constexpr std::size_t on_a_line = 60;
    return {{"name", "text_" + one.key},
            {"tick", "approved_" + one.key},
            {"part", part_of(one)},
            {"source", one.source},
            {"source_marks", language_marks(half.source_language())},
            {"label", web::name_of_language(half.language)},
            {"value", now.text},
            {"marks", language_marks(half.language)},
            {"rows", std::to_string(one.source.size() > on_a_line ? 3 : 2)},
            {"problem", web::problem_at(problems, "text_" + one.key)},
            {"state", text("voice.translation.state." + name_of(one.state))},
            {"is_approved", now.is_approved}};
}

std::string heading_of(const Half& half, const Translation& one) {
    if (half.is_words) return text("voice.languages.words");
    if (one.question.empty()) return text("voice.translation.title");
    const auto at = std::ranges::find(half.kept.content.questions, one.question, &Question::name);
    return text("voice.translation.question", {{"number", std::to_string(at - half.kept.content.questions.begin() + 1)}});
}

web::List sections_of(const Half& half, const Shown& shown, const TypedTexts& typed, const Problems& problems) {
    web::List sections, texts;
    for (std::size_t i = 0; i < shown.texts.size(); ++i) {
        texts.push_back(row(half, shown.texts[i], typed, problems));
        if (i + 1 < shown.texts.size() && shown.texts[i + 1].question == shown.texts[i].question) continue;
        sections.push_back(web::Object{{"id", fmt::format("section_{}", sections.size() + 1)},
                                       {"heading", heading_of(half, shown.texts[i])},
                                       {"texts", std::exchange(texts, {})}});
    }
    return sections;
}

web::Object tabs_of(const Half& half, const Shown& shown) {
    web::List items;
    for (const bool is_left : {false, true})
        items.push_back(web::Object{{"href", half.address() + "?show=" + (is_left ? "left" : "all")},
                                    {"text", text(is_left ? "voice.translation.left" : "voice.translation.all")},
                                    {"current", is_left == shown.is_left_only}});
    return {{"label", text("voice.translation.show")}, {"items", items}};
}

web::FormNow form_of(const Shown& shown, int version) {
    web::FormNow form{{}, version};
    for (const auto& one : shown.texts) {
        form.values.push_back({text_shape.in_row(one.key), {one.said.text}});
        form.values.push_back({approved_shape.in_row(one.key), {one.state == TextState::approved ? "yes" : "no"}});
    }
    return form;
}

web::Response translation_page(const web::Visit& visit, const Half& half, int version, const Problems& problems, web::Status status) {
    const auto typed = typed_texts(visit.form, half.texts);
    const auto shown = shown_of(visit, half, typed);
    const auto address = half.address(), to_language = language_address(half.kept.id, half.language);
    const auto title = text(half.is_words ? "voice.translation.words_title" : "voice.translation.questions_title",
                            {{"language", web::name_of_language(half.language)}});
    const auto& content = half.kept.content;
    const bool has_other = half.is_words ? half.language != content.default_language : !is_shipped(half.language);
    auto response = questionnaire_page(
        "voice/translation", title, half.kept,
        {{"header", web::header(content.title, title, text(half.is_words ? "voice.translation.words_lead" : "voice.translation.lead"))},
         {"counts", counts_of(half.texts)},
         {"show", tabs_of(half, shown)},
         {"nothing_left", shown.texts.empty()},
         {"csrf", visit.csrf},
         {"action", address + query_of(shown)},
         {"seen_version", std::to_string(version)},
         {"sections", sections_of(half, shown, typed, problems)},
         {"button", web::button(text("voice.translation.save"))},
         {"pages", web::pagination(text("voice.translation.pages"), address + "?show=" + (shown.is_left_only ? "left" : "all"), shown.page,
                                   shown.pages)},
         {"other", has_other ? web::Data(web::link(half.is_words ? to_language : to_language + "/words",
                                                   text(half.is_words ? "voice.languages.questions" : "voice.languages.words")))
                             : web::Data(false)},
         {"file", web::link(to_language + "/upload", text("voice.languages.file"))}},
        status);
    response.crumbs.push_back({languages_address(half.kept.id), text("voice.languages.title")});
    response.problems = problems;
    response.forms = {{address, form_of(shown, version)}};
    return response;
}

template <bool is_words>
web::Response show(const web::Visit& visit, db::Read& db) {
    const auto half = half_at(visit, db, is_words);
    return half ? translation_page(visit, *half, half->kept.version, {}, web::Status::ok) : web::not_found();
}

template <bool is_words>
web::Response save(const web::Visit& visit, db::Write& db) {
    const auto half = half_at(visit, db, is_words);
    if (!half) return web::not_found();
    const auto seen = visit.form.number("seen_version");
    const auto shipped = shipped_words();
    const auto after = translate(half->kept.content, half->language, typed_texts(visit.form, half->texts), shipped);
    if (!after) return translation_page(visit, *half, seen, after.error(), web::Status::unprocessable);
    auto before = half->kept;
    before.version = seen;
    if (!save_translation(db, visit.by(), "translated_questionnaire", before, *after, half->language, shipped))
        return translation_page(visit, *half, half->kept.version, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(half->address() + query_of(shown_of(visit, *half, {})), "translation");
}

}  // namespace

void add_translation_pages(web::Router& router) {
    const std::string one = "/questionnaires/{questionnaire}/languages/{language}";
    const auto fields = std::vector{text_shape.in_row("*"), approved_shape.in_row("*"), seen_shape};
    router.get(one, may::evaluate, show<false>);
    router.post(one, may::evaluate, save<false>, {.fields = fields});
    router.get(one + "/words", may::evaluate, show<true>);
    router.post(one + "/words", may::evaluate, save<true>, {.fields = fields});
}

}  // namespace touchstone::voice

// Questions that are ready to use, to choose among and to add to a questionnaire.
#include <algorithm>

#include "evidence/evidence.h"
#include "frameworks/framework_pages.h"
#include "voice/pages.h"
#include "voice/question_library.h"
#include "voice/questionnaire_pages.h"
#include "voice/voice_words_pages.h"
#include "web/fields.h"
#include "web/language.h"
#include "web/texts.h"

namespace touchstone::voice {
namespace {

using frameworks::Framework;
using web::text;

std::string suggestions_address(const KeptQuestionnaire& kept) { return address_of(kept.id) + "/suggestions"; }

// Of several frameworks with questions the latest published; null where none has any.
const Framework* framework_with_suggestions(db::Read& db) {
    for (const auto* framework : frameworks::latest_frameworks(db))
        if (!suggestions(framework->id).empty()) return framework;
    return nullptr;
}

bool is_about(const Suggestion& suggestion, const std::string& about) {
    return std::ranges::any_of(suggestion.themes,
                               [&](const std::string& theme) { return theme == about || theme.starts_with(about + "/"); });
}
bool is_asked_about(const Framework& framework, const std::string& about) {
    return std::ranges::any_of(suggestions(framework.id), [&](const Suggestion& one) { return is_about(one, about); });
}

// What the list is narrowed to: whom one asks, and an indicator ("2.1") or a theme ("2.1/2"); empty: all.
struct Narrow {
    std::string audience, about;
};
Narrow narrow_of(const web::Visit& visit, const Framework& framework) {
    Narrow to{visit.query.text("audience"), visit.query.text("about")};
    if (std::ranges::find(audiences, to.audience) == audiences.end()) to.audience.clear();
    if (!is_asked_about(framework, to.about)) to.about.clear();
    return to;
}
bool is_shown(const Suggestion& suggestion, const Narrow& to) {
    const bool is_for = to.audience.empty() || std::ranges::find(suggestion.audiences, to.audience) != suggestion.audiences.end();
    return is_for && (to.about.empty() || is_about(suggestion, to.about));
}

std::string theme_words(const Framework& framework, const std::string& theme) {
    const auto linked = evidence::linked_theme_from(theme, framework.id);
    const auto* indicator = linked ? frameworks::find_indicator(framework, linked->theme.indicator) : nullptr;
    return indicator ? theme + " " + frameworks::listed_title(*indicator, linked->theme.theme) : theme;
}

std::vector<web::Option> audience_options() {
    std::vector<web::Option> options{{"", text("voice.suggestions.anyone"), {}}};
    for (const auto& audience : audiences) options.push_back({audience, text("voice.suggestions.audience." + audience), {}});
    return options;
}

// Indicators and themes that some question is about.
std::vector<web::Option> about_options(const Framework& framework) {
    std::vector<web::Option> options{{"", text("voice.suggestions.anything"), {}}};
    for (const auto& indicator : framework.indicators) {
        if (!is_asked_about(framework, indicator.code)) continue;
        options.push_back({indicator.code, indicator.code + " " + indicator.title, {}});
        for (int number = 1; number <= static_cast<int>(indicator.themes.size()); ++number)
            if (const auto theme = indicator.code + "/" + std::to_string(number); is_asked_about(framework, theme))
                options.push_back({theme, theme_words(framework, theme), {}});
    }
    return options;
}

web::Object narrowing_form(const KeptQuestionnaire& kept, const Framework& framework, const Narrow& to) {
    return {{"action", suggestions_address(kept)},
            {"audience", web::select({.name = "audience",
                                      .legend = text("voice.suggestions.whom"),
                                      .hint = {},
                                      .options = audience_options(),
                                      .chosen = {to.audience}})},
            {"about", web::select({.name = "about",
                                   .legend = text("voice.suggestions.about"),
                                   .hint = {},
                                   .options = about_options(framework),
                                   .chosen = {to.about}})},
            {"button", web::button(text("voice.suggestions.show"), {}, {}, true)}};
}

std::string words_of(const Wording& wording) { return in_language(wording, library_language, library_language).text; }

bool is_in(const Questionnaire& questionnaire, const Suggestion& suggestion) {
    return std::ranges::any_of(questionnaire.questions, [&](const Question& question) {
        const auto words = in_language(question.label, questionnaire.default_language, questionnaire.default_language).text;
        return words == words_of(suggestion.question.label) || words == suggestion.plain;
    });
}

web::Object row(const Questionnaire& questionnaire, const Framework& framework, const Suggestion& suggestion, bool is_ticked) {
    const auto& question = suggestion.question;
    std::vector<std::string> answers, themes;
    for (const auto& choice : question.choices) answers.push_back(words_of(choice.label));
    for (const auto& theme : suggestion.themes) themes.push_back(theme_words(framework, theme));
    web::List notes;
    if (question.is_sensitive) notes.push_back(text("voice.question.is_sensitive"));
    if (is_in(questionnaire, suggestion)) notes.push_back(text("voice.suggestions.is_there"));
    return {{"value", suggestion.key},
            {"label", words_of(question.label)},
            {"hint", text("voice.suggestions.plainly", {{"words", suggestion.plain}})},
            {"checked", is_ticked},
            {"kind", kind_word(question)},
            {"answers", web::or_false(web::listed(answers))},
            {"themes", web::listed(themes)},
            {"notes", notes}};
}

// Those that the list is narrowed to, and those that are ticked.
std::vector<const Suggestion*> shown(const Framework& framework, const Narrow& to, const std::vector<std::string>& ticked) {
    std::vector<const Suggestion*> those;
    for (const auto& suggestion : suggestions(framework.id))
        if (is_shown(suggestion, to) || std::ranges::find(ticked, suggestion.key) != ticked.end()) those.push_back(&suggestion);
    return those;
}

// A form that is refused comes back with the list as narrow as it was.
std::string action_of(const KeptQuestionnaire& kept, const Narrow& to) {
    return suggestions_address(kept) + "?audience=" + to.audience + "&about=" + to.about;
}

web::Data adding_form(const web::Visit& visit, const KeptQuestionnaire& kept, const Framework& framework, const Narrow& to,
                      const SuggestionsDraft& draft, const Problems& problems) {
    web::List rows;
    std::vector<web::Option> offered;
    for (const auto* suggestion : shown(framework, to, draft.suggestions)) {
        const bool is_ticked = std::ranges::find(draft.suggestions, suggestion->key) != draft.suggestions.end();
        rows.push_back(row(kept.content, framework, *suggestion, is_ticked));
        offered.push_back({suggestion->key, {}, {}});
    }
    if (rows.empty()) return false;
    const auto count = web::counted("voice.suggestions.count", static_cast<int>(rows.size()));
    auto form = web::components(suggestions_fields(), draft, problems, {{"suggestions", offered}});
    web::adjust(form, "suggestions", {{"options", std::move(rows)}});
    form.merge(
        {{"csrf", visit.csrf}, {"action", action_of(kept, to)}, {"count", count}, {"button", web::button(text("voice.suggestions.add"))}});
    return form;
}

web::Response list_page(const web::Visit& visit, const KeptQuestionnaire& kept, const Framework* framework, const SuggestionsDraft& draft,
                        const Problems& problems, web::Status status) {
    const auto title = text("voice.suggestions.title");
    const auto to = framework ? narrow_of(visit, *framework) : Narrow{};
    auto response = questionnaire_page("voice/suggestions", title, kept,
                                       {{"header", web::header(kept.content.title, title, text("voice.suggestions.lead"))},
                                        {"none", framework == nullptr},
                                        {"narrowing", framework ? web::Data(narrowing_form(kept, *framework, to)) : web::Data(false)},
                                        {"form", framework ? adding_form(visit, kept, *framework, to, draft, problems) : web::Data(false)}},
                                       status);
    response.problems = problems;
    response.forms = {{suggestions_address(kept), web::form_now(suggestions_fields(), draft)}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_at(visit, db);
    if (!kept) return web::not_found();
    SuggestionsDraft draft{.wording = as_they_stand};
    draft.seen_version = kept->version;
    return list_page(visit, *kept, framework_with_suggestions(db), draft, {}, web::Status::ok);
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_at(visit, db);
    if (!kept) return web::not_found();
    auto draft = web::read_draft(suggestions_fields(), visit.form);
    const auto* framework = framework_with_suggestions(db);
    const auto after = with_chosen(kept->content, draft, framework ? framework->id : "");
    if (!after) return list_page(visit, *kept, framework, draft, after.error(), web::Status::unprocessable);
    auto before = *kept;
    before.version = draft.seen_version;
    if (!save_questionnaire(db, visit.by(), before, *after)) {
        draft.seen_version = kept->version;  // adding them again is now a choice
        return list_page(visit, *kept, framework, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    }
    return web::see_other(address_of(kept->id) + "#questions", "questions");
}

}  // namespace

void add_suggestion_pages(web::Router& router) {
    const std::string address = "/questionnaires/{questionnaire}/suggestions";
    router.get(address, may::evaluate, show);
    router.post(address, may::evaluate, add, {.fields = web::taken(suggestions_fields())});
}

}  // namespace touchstone::voice

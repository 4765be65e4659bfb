// The languages of a questionnaire: which there are and how far each is, adding one, and removing one.
#include <algorithm>

#include "voice/answer_language_pages.h"
#include "voice/answer_words.h"
#include "voice/language_state_pages.h"
#include "voice/pages.h"
#include "voice/questionnaire_pages.h"
#include "voice/translation_store.h"
#include "voice/voice_words_pages.h"
#include "web/fields.h"
#include "web/lists.h"
#include "web/world_languages.h"

namespace touchstone::voice {
namespace {

using web::text;

struct LanguageDraft {
    std::string language;
    int seen_version = 0;
};
const Fields<LanguageDraft>& language_fields() {
    static const Fields<LanguageDraft> fields{
        "voice.languages", {field::needed(field::choice("language", &LanguageDraft::language))}, &LanguageDraft::seen_version};
    return fields;
}
const FieldShape seen_shape{"seen_version", FieldShape::Kind::number};

// By their names for the reader, each with what it calls itself.
std::vector<web::Option> offered_to_add(const Questionnaire& of) {
    std::vector<web::Option> options;
    for (const auto& tag : web::world_languages()) {
        if (has_language(of, tag)) continue;
        const auto name = web::name_of_language(tag), own = web::own_name_of_language(tag);
        options.push_back({tag, name == own ? name : name + " · " + own, {}});
    }
    web::sort_by_label(options);
    options.insert(options.begin(), {"", text("voice.languages.choose"), {}});
    return options;
}

web::List language_rows(const KeptQuestionnaire& kept) {
    const auto& content = kept.content;
    const auto shipped = shipped_words();
    web::List rows;
    for (auto& row : languages_of(content)) {
        const auto& language = content.languages[rows.size()];
        const auto questions = question_translations(content, language), words = word_translations(content, language, shipped);
        const auto address = language_address(kept.id, language);
        const bool is_default = language == content.default_language;
        auto data = *row.object();
        const auto part = [&](const Translations& all, const std::string& at, const char* link) {
            return all.empty() ? web::Data(false) : web::Data(web::Object{{"counts", counts_of(all)}, {"href", at}, {"text", text(link)}});
        };
        data.merge(
            {{"is_default", is_default},
             {"questions", part(questions, address, "voice.languages.questions")},
             {"words", part(words, address + "/words", "voice.languages.words")},
             {"file", questions.empty() && words.empty() ? web::Data(false)
                                                         : web::Data(web::link(address + "/upload", text("voice.languages.file")))},
             {"preview", web::link(address_of(kept.id) + "/preview?language=" + address.substr(address.rfind('/') + 1),
                                   text("voice.languages.preview"))},
             {"remove", is_default ? web::Data(false) : web::Data(web::link(address + "/removal", text("voice.languages.remove")))}});
        rows.push_back(std::move(data));
    }
    return rows;
}

web::Response list_page(const web::Visit& visit, const KeptQuestionnaire& kept, LanguageDraft draft, const Problems& problems,
                        web::Status status) {
    if (status != web::Status::unprocessable) draft.seen_version = kept.version;  // after a conflict saving again is a choice
    const auto title = text("voice.languages.title");
    auto form = web::components(language_fields(), draft, problems, {{"language", offered_to_add(kept.content)}});
    form.merge(
        {{"csrf", visit.csrf}, {"action", languages_address(kept.id)}, {"button", web::button(text("voice.languages.add"), {}, {}, true)}});
    auto response = questionnaire_page("voice/languages", title, kept,
                                       {{"header", web::header(kept.content.title, title, text("voice.languages.lead"))},
                                        {"languages", language_rows(kept)},
                                        {"form", std::move(form)}},
                                       status);
    response.problems = problems;
    response.forms = {{languages_address(kept.id), web::form_now(language_fields(), draft)}};
    return response;
}

web::Response show(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_at(visit, db);
    return kept ? list_page(visit, *kept, {}, {}, web::Status::ok) : web::not_found();
}

web::Response add(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_at(visit, db);
    if (!kept) return web::not_found();
    const auto draft = web::read_draft(language_fields(), visit.form);
    const auto after = with_language(kept->content, draft.language, web::world_languages());
    if (!after) return list_page(visit, *kept, draft, after.error(), web::Status::unprocessable);
    auto before = *kept;
    before.version = draft.seen_version;
    if (!save_translation(db, visit.by(), "added_language", before, *after, draft.language, shipped_words()))
        return list_page(visit, *kept, draft, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(language_address(kept->id, draft.language), "language_added");
}

web::Response removal_page(const web::Visit& visit, const KeptQuestionnaire& kept, const std::string& language, const Problems& problems,
                           web::Status status) {
    const auto title = text("voice.languages.remove_title", {{"language", web::name_of_language(language)}});
    const auto all = all_translations(kept.content, language, shipped_words());
    const auto lost = static_cast<int>(all.size()) - count_in(all, TextState::missing);
    const auto action = language_address(kept.id, language) + "/removal";
    auto response = questionnaire_page("voice/language_removal", title, kept,
                                       {{"header", web::header(kept.content.title, title)},
                                        {"lost", web::counted("voice.languages.lost", lost)},
                                        {"csrf", visit.csrf},
                                        {"action", action},
                                        {"seen_version", std::to_string(kept.version)},
                                        {"button", web::button(text("voice.languages.remove_button"), {}, {}, true)}},
                                       status);
    response.crumbs.push_back({languages_address(kept.id), text("voice.languages.title")});
    response.problems = problems;
    response.forms = {{action, {{}, kept.version}}};
    return response;
}

// The default one stays, and is there to no one here.
std::optional<KeptQuestionnaire> kept_with_other_language(const web::Visit& visit, db::Read& db) {
    auto kept = kept_at(visit, db);
    const auto& language = visit.path.at("language");
    const bool is_there = kept && has_language(kept->content, language) && language != kept->content.default_language;
    return is_there ? kept : std::nullopt;
}

web::Response show_removal(const web::Visit& visit, db::Read& db) {
    const auto kept = kept_with_other_language(visit, db);
    return kept ? removal_page(visit, *kept, visit.path.at("language"), {}, web::Status::ok) : web::not_found();
}

web::Response remove(const web::Visit& visit, db::Write& db) {
    const auto kept = kept_with_other_language(visit, db);
    if (!kept) return web::not_found();
    const auto& language = visit.path.at("language");
    const auto after = without_language(kept->content, language);
    if (!after) return removal_page(visit, *kept, language, after.error(), web::Status::unprocessable);
    auto before = *kept;
    before.version = visit.form.number("seen_version");
    if (!save_translation(db, visit.by(), "removed_language", before, *after, language, shipped_words()))
        return removal_page(visit, *kept, language, {{"", "voice.changed_meanwhile"}}, web::Status::conflict);
    return web::see_other(languages_address(kept->id), "language_removed");
}

}  // namespace

void add_language_pages(web::Router& router) {
    router.word("language");
    const std::string all = "/questionnaires/{questionnaire}/languages", one = all + "/{language}";
    router.get(all, may::evaluate, show);
    router.post(all, may::evaluate, add, {.fields = web::taken(language_fields())});
    router.get(one + "/removal", may::evaluate, show_removal);
    router.post(one + "/removal", may::evaluate, remove, {.fields = {seen_shape}});
}

}  // namespace touchstone::voice

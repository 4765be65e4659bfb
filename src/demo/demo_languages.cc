// What of a questionnaire was said in other languages, text by text as it stands in the default one.
#include "demo/loader.h"
#include "voice/answer_language_pages.h"
#include "voice/translation_store.h"
#include "web/world_languages.h"

namespace touchstone::demo {
using namespace voice;

void Loader::load_language(const YAML::Node& node, const QuestionnaireId& id) {
    const auto language = word(node, "language");
    const auto author = by(named(accounts_, word(node, "by")), calendar_.at(node, "on_day"));
    const auto shipped = shipped_words();
    const auto save = [&](const char* verb, const Questionnaire& after) {
        if (!save_translation(db_, author, verb, *find_questionnaire(db_, partnership_, id), after, language, shipped))
            throw std::runtime_error("demo: a questionnaire was changed meanwhile");
    };
    const auto before = find_questionnaire(db_, partnership_, id)->content;
    const auto with = accepted(with_language(before, language, web::world_languages()), language);
    save("added_language", with);
    TypedTexts typed;
    for (const auto& one : all_translations(with, language, shipped))
        for (const auto* state : {"approved", "suggested"})
            if (const auto text = node[state][one.source]) typed[one.key] = {text.as<std::string>(), state == std::string_view("approved")};
    save("translated_questionnaire", accepted(translate(with, language, typed, shipped), language));
}

}  // namespace touchstone::demo

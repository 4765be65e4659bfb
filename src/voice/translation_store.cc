#include "voice/translation_store.h"

#include <map>

#include <fmt/format.h>

#include "events/event_store.h"

namespace touchstone::voice {
namespace {

// Those texts of `all` that are otherwise in `others`: "Next = Air adhart", with a question mark behind until it is approved.
std::string words_of(const Translations& all, const Translations& others, const std::string& language) {
    std::map<std::string, Translated> said;
    for (const auto& other : others) said[other.key] = other.said;
    std::vector<std::string> words;
    for (const auto& one : all)
        if (!one.said.text.empty() && said[one.key] != one.said)
            words.push_back(fmt::format("{} = {}{}", one.source, one.said.text, one.said.is_approved ? "" : " (?)"));
    return touchstone::as_json(std::vector<FieldValue>{{{"language"}, {language}}, {{"words", FieldShape::Kind::choices}, words}});
}

}  // namespace

bool save_translation(db::Write& db, const By& by, const char* verb, const KeptQuestionnaire& before, const Questionnaire& after,
                      const std::string& language, const Shipped& shipped) {
    const auto content = as_json(after);
    if (0 == db.run(R"sql(
        update questionnaire set content = $3, version = version + 1
         where partnership_id = $1 and id = $2 and version = $4)sql",
                    by.partnership, before.id, content, before.version))
        return false;
    const auto was = all_translations(before.content, language, shipped), is = all_translations(after, language, shipped);
    events::record(db, by,
                   {.verb = verb,
                    .kind = "questionnaire",
                    .object = before.id.text,
                    .before = words_of(was, is, language),
                    .after = words_of(is, was, language)});
    return true;
}

}  // namespace touchstone::voice

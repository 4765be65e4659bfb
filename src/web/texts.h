// Every text a person reads stands in locales/<language>/<slice>.yaml; its key is the path of names: "evaluations.scope.title". Texts are
// in the language that the thread speaks: see web/language.h.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "web/language.h"

namespace touchstone::web {

using Texts = std::map<std::string, std::string, std::less<>>;

// Throws std::logic_error when there is no such text.
[[nodiscard]] const std::string& text(std::string_view key);
// `{name}` in the text is replaced by the value.
[[nodiscard]] std::string text(std::string_view key, const std::map<std::string, std::string>& values);
// "<key>.one", "<key>.other" or another of the language's plural forms, with {count} and whatever else they name.
[[nodiscard]] std::string counted(std::string_view key, int count, std::map<std::string, std::string> values = {});
[[nodiscard]] bool has_text(std::string_view key);
// For as long as it lives these words stand before those of the language that the thread speaks: what somebody else says in a language of
// theirs. "web.language.tag" among them says which one that is. None where there are null.
class SpeakingWords {
public:
    explicit SpeakingWords(std::shared_ptr<const Texts> words);
    ~SpeakingWords();
    SpeakingWords(const SpeakingWords&) = delete;
    SpeakingWords& operator=(const SpeakingWords&) = delete;

private:
    std::shared_ptr<const Texts> words_;
    const Texts* before_;
};
// All of one language, read at the first call; nothing for one that there is not.
[[nodiscard]] const Texts& texts_of(const std::string& language);

}  // namespace touchstone::web

#include "web/texts.h"

#include <mutex>
#include <stdexcept>
#include <utility>

#include <yaml-cpp/yaml.h>

#include "base/assets.h"

namespace touchstone::web {
namespace {

void gather(const YAML::Node& node, const std::string& key, Texts& texts) {
    if (node.IsMap())
        for (const auto& entry : node) gather(entry.second, key + "." + entry.first.as<std::string>(), texts);
    else if (!texts.emplace(key, node.as<std::string>()).second)
        throw std::logic_error("text " + key + " stands twice");
}

// Texts for one organisation by itself take the places of those that they stand in for.
void stand_in(Texts& texts) {
    constexpr std::string_view prefix = "alone.";
    for (auto one = texts.lower_bound(prefix); one != texts.end() && one->first.starts_with(prefix); ++one)
        texts.at(one->first.substr(prefix.size())) = one->second;
}

Texts gathered(const std::string& spoken) {
    const auto language = spoken.substr(0, spoken.find(alone_mark));
    Texts texts;
    for (const auto& name : assets::names_under("locales/" + language)) {
        const auto slice = name.substr(name.rfind('/') + 1);
        const auto node = YAML::Load(assets::content(name));
        const auto stem = slice.substr(0, slice.find('.'));
        // A file may or may not repeat its own name as the outermost key.
        gather(node.IsMap() && node.size() == 1 && node[stem] ? node[stem] : node, stem, texts);
    }
    if (spoken.size() > language.size()) stand_in(texts);
    return texts;
}

const Texts& spoken_texts() {
    thread_local std::string of;
    thread_local const Texts* texts = nullptr;
    if (of != current_language()) {
        texts = &texts_of(current_language());
        of = current_language();
    }
    return *texts;
}

const Texts*& others_words() {
    thread_local const Texts* words = nullptr;
    return words;
}

// Null where there is no such text.
const std::string* find_text(std::string_view key) {
    for (const auto* texts : {others_words(), &spoken_texts()}) {
        if (texts == nullptr) continue;
        if (const auto found = texts->find(key); found != texts->end()) return &found->second;
    }
    return nullptr;
}

}  // namespace

SpeakingWords::SpeakingWords(std::shared_ptr<const Texts> words) : words_(std::move(words)), before_(others_words()) {
    others_words() = words_.get();
}
SpeakingWords::~SpeakingWords() { others_words() = before_; }

const Texts& texts_of(const std::string& language) {
    static std::mutex mutex;
    static std::map<std::string, Texts> known;
    const std::scoped_lock lock(mutex);
    const auto found = known.find(language);
    return found != known.end() ? found->second : known.emplace(language, gathered(language)).first->second;
}

bool has_text(std::string_view key) { return find_text(key) != nullptr; }

const std::string& text(std::string_view key) {
    if (const auto* found = find_text(key)) return *found;
    throw std::logic_error("no text " + std::string(key));
}

std::string text(std::string_view key, const std::map<std::string, std::string>& values) {
    std::string filled;
    const std::string& pattern = text(key);
    for (std::size_t at = 0; at < pattern.size();) {
        const auto open = pattern.find('{', at);
        const auto close = open == std::string::npos ? open : pattern.find('}', open);
        if (close == std::string::npos) return filled + pattern.substr(at);
        filled += pattern.substr(at, open - at);
        const auto name = pattern.substr(open + 1, close - open - 1);
        const auto value = values.find(name);
        if (value == values.end()) throw std::logic_error("text " + std::string(key) + " wants " + name);
        filled += value->second;
        at = close + 1;
    }
    return filled;
}

std::string counted(std::string_view key, int count, std::map<std::string, std::string> values) {
    values["count"] = in_figures(count);
    return text(std::string(key) + "." + plural_form(count), values);
}

}  // namespace touchstone::web

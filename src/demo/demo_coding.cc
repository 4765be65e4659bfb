// How texts of a closed wave were coded by invented people, and what is quoted.
#include <algorithm>

#include "demo/loader.h"
#include "voice/coding_store.h"

namespace touchstone::demo {

using namespace voice;

namespace {

// Codes as they stand in the file: the owner's own by label, a theme by its code, or "none".
std::vector<std::string> keys_of(const Coding& coding, const std::vector<std::string>& named) {
    std::vector<std::string> keys;
    for (const auto& name : named) {
        const auto found = std::ranges::find_if(coding.frame, [&](const TextCode& code) {
            return code.label == name || (code.label.empty() && code.key.ends_with("/" + name));
        });
        keys.push_back(found == coding.frame.end() ? name : found->key);
    }
    return keys;
}

const CodedText& text_with(const CodedTexts& texts, const std::string& words) {
    const auto found = std::ranges::find(texts, words, &CodedText::words);
    if (found == texts.end()) throw std::runtime_error("demo: nobody wrote " + words);
    return *found;
}

}  // namespace

// Where each coder has coded every text they have finished; then what differs is settled, and words are quoted.
void Loader::load_coding(const YAML::Node& node, const WaveId& id) {
    const auto coding = node["coding"];
    const auto at = calendar_.at(coding, "day");
    const std::map<Hand, AccountId> coders{{Hand::first, named(accounts_, word(coding, "first"))},
                                           {Hand::second, named(accounts_, word(coding, "second"))},
                                           {Hand::agreed, named(accounts_, word(coding, "first"))}};
    CodingOffers offers;
    for (const auto& [key, account] : accounts_) offers.coders.push_back(account);
    FrameDraft draft{.first = coders.at(Hand::first).text, .second = coders.at(Hand::second).text};
    for (const auto& theme : words(coding, "themes")) draft.themes.push_back(framework_->id + "/" + theme);
    offers.themes = draft.themes;
    for (const auto& label : words(coding, "own")) draft.own += label + "\n";
    const auto framing = accepted(framed({}, draft, offers, false), word(node, "title"));
    const auto saved = [](bool was) {
        if (!was) throw std::runtime_error("demo: texts were coded twice");
    };
    saved(save_frame(db_, by(coders.at(Hand::first), at), id, {}, framing));
    for (const auto& [hand, coder] : coders) {
        auto whole = find_coding(db_, partnership_, id, coder).value();
        for (const auto& written : node["texts"]) {
            const auto codes = words(written, hand == Hand::first ? "first" : hand == Hand::second ? "second" : "agreed");
            if (codes.empty()) continue;
            const auto given = accepted(give(whole.coding, hand, {keys_of(whole.coding, codes), 0}), word(written, "words"));
            saved(save_given(db_, by(coder, at), id, text_with(whole.texts, word(written, "words")).id, hand, {}, given));
        }
        whole = find_coding(db_, partnership_, id, coder).value();
        if (const auto finished = finish(whole.coding, hand, whole.texts)) saved(save_finished(db_, by(coder, at), id, *finished));
    }
    for (const auto& chosen : coding["excerpts"]) {
        const auto whole = find_coding(db_, partnership_, id, coders.at(Hand::first)).value();
        const auto& text = text_with(whole.texts, word(chosen, "words"));
        const CodedExcerptDraft said{keys_of(whole.coding, {word(chosen, "code")}).front(), word(chosen, "words")};
        auto excerpt = accepted(quote(whole.found.wave, whole.coding, whole.texts, whole.excerpts, text.id, said), said.words);
        excerpt.id = CodedExcerptId::make(at);
        add_coded_excerpt(db_, by(coders.at(Hand::first), at), id, excerpt);
    }
}

}  // namespace touchstone::demo

#include "voice/receipt.h"

#include <algorithm>
#include <map>
#include <set>

#include <sodium.h>

#include "voice/spoken.h"

namespace touchstone::voice {
namespace {

constexpr std::size_t link_length = 11;  // two words and what joins them

std::string word_for(const std::string& what) {
    unsigned char hash[crypto_generichash_BYTES];
    crypto_generichash(hash, sizeof hash, reinterpret_cast<const unsigned char*>(what.data()), what.size(), nullptr, 0);
    return spoken({reinterpret_cast<const char*>(hash), 2});
}

// The receipt of each question: no two have the same.
std::map<std::string, std::string> receipts_of(const Wave& wave) {
    std::map<std::string, std::string> receipts;
    std::set<std::string> taken;
    for (const auto& question : wave.content.questions)
        for (int again = 0;; ++again) {
            const auto receipt = wave.link + "-" + word_for(wave.link + "/" + question.name + "/" + std::to_string(again));
            if (!is_decent(receipt) || !taken.insert(receipt).second) continue;
            receipts[question.name] = receipt;
            break;
        }
    return receipts;
}

}  // namespace

std::string receipt_of(const Wave& wave, const std::string& question) {
    const auto receipts = receipts_of(wave);
    const auto found = receipts.find(question);
    return found == receipts.end() ? std::string() : found->second;
}

std::string link_in(const std::string& typed) { return as_spoken(typed).substr(0, link_length); }

std::optional<std::string> question_in(const Wave& wave, const std::string& typed) {
    const auto words = as_spoken(typed);
    for (const auto& [question, receipt] : receipts_of(wave))
        if (receipt == words) return question;
    return std::nullopt;
}

OutcomeDraft draft_of(const Subject& subject) { return {subject.heard, subject.done, subject.not_done, subject.version}; }

Outcome<Subject> tell(const Wave& wave, const Subject& before, const OutcomeDraft& draft) {
    const auto told = tell(wave, draft);
    if (!told) return refuse(told.error());
    return Subject{before.question, draft.heard, draft.done, draft.not_done, draft.seen_version};
}

std::vector<Subject> subjects_shown(const Wave& wave, const std::vector<Subject>& told) {
    std::vector<Subject> shown;
    for (const auto& question : wave.content.questions) {
        const auto found = std::ranges::find(told, question.name, &Subject::question);
        if (found != told.end())
            shown.push_back(*found);
        else if (question.kind == Kind::text || question.kind == Kind::words)
            shown.push_back({.question = question.name, .heard = {}, .done = {}, .not_done = {}});
    }
    return shown;
}

std::string as_json(const Subject& subject) {
    return as_json(std::vector<FieldValue>{{{"note"}, {subject.heard}}, {{"done"}, {subject.done}}, {{"not_done"}, {subject.not_done}}});
}

}  // namespace touchstone::voice

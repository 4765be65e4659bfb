#include "conversations/conversation.h"

#include <algorithm>
#include <cctype>
#include <map>

#include "base/checks.h"
#include "base/text.h"

namespace touchstone::conversations {

std::string name_of(Kind kind) {
    switch (kind) {
        case Kind::evidence:
            return "evidence";
        case Kind::indicator:
            return "indicator";
        case Kind::conclusion:
            return "conclusion";
    }
    return {};
}

const Fields<RemarkDraft>& remark_fields() {
    using field::choice, field::lines, field::words;
    static const Fields<RemarkDraft> fields{
        "conversations.remark",
        {words("conversation", &RemarkDraft::conversation, 50), choice("part", &RemarkDraft::part),
         lines("words", &RemarkDraft::words, words_max_characters), choice("act", &RemarkDraft::act, {"say", "settle"}),
         field::number("seen", &RemarkDraft::seen)}};
    return fields;
}

Outcome<Said> say(const About& of, const std::vector<Conversation>& standing, const std::vector<std::string>& parts,
                  const RemarkDraft& draft, const AccountId& by, Instant now) {
    Problems problems;
    Said said;
    said.settles = draft.act == "settle";
    said.begins = draft.conversation.empty();
    if (said.begins) {
        said.in = {ConversationId::make(now), {of.kind, of.object, draft.part}, {}, {}, {}};
        if (std::ranges::find(parts, draft.part) == parts.end()) problems.push_back({"part", "conversations.remark.part_unknown"});
    } else {
        const auto answered = std::ranges::find(standing, ConversationId{draft.conversation}, &Conversation::id);
        if (answered == standing.end())
            problems.push_back({"conversation", "conversations.remark.conversation_unknown"});
        else
            said.in = *answered;
    }
    if (said.begins || !said.settles)
        require_text(problems, "conversations.remark", "words", draft.words, words_max_characters);
    else
        limit_text(problems, "conversations.remark", "words", draft.words, words_max_characters);
    if (said.settles && problems.empty() && draft.seen != std::to_string(said.in.remarks.size()))
        problems.push_back({"", answered_meanwhile});
    if (!problems.empty()) return refuse(problems);
    if (said.settles && draft.words.empty() && !said.in.is_open()) said.settles = false;  // it is already
    said.speaks = !draft.words.empty();
    if (said.speaks) said.in.remarks.push_back({RemarkId::make(now), draft.words, by, {}, now, {}});
    if (said.settles || said.speaks) said.in.settled_at = said.settles ? std::optional(now) : std::nullopt;
    return said;
}

namespace {
// Whether the word goes on: with a letter or digit, or with one of the letters that two bytes stand for.
bool goes_on(char next) {
    const auto byte = static_cast<unsigned char>(next);
    return std::isalnum(byte) || (byte >= 0xC3 && byte <= 0xDF);
}
}  // namespace

namespace {

// A name that stands behind an @: where, how long in bytes, and whose it may be.
struct Mention {
    std::size_t at = 0, length = 0;
    std::vector<AccountId> whose;
};

std::vector<Mention> mentions_in(const std::string& words, const std::vector<std::pair<AccountId, std::string>>& people) {
    std::multimap<std::string, AccountId> keys;
    for (const auto& [account, name] : people) keys.emplace(search_key(name), account);
    std::vector<Mention> mentions;
    for (auto at = words.find('@'); at != std::string::npos; at = words.find('@', at + 1)) {
        const auto behind = std::string_view(words).substr(at + 1);
        const auto key_behind = search_key(behind);
        std::string longest;
        for (const auto& [key, account] : keys) {
            const bool ends = key_behind.size() <= key.size() || !goes_on(key_behind[key.size()]);
            if (key.size() > longest.size() && key_behind.starts_with(key) && ends) longest = key;
        }
        if (longest.empty()) continue;
        Mention mention{at + 1, first_characters(behind, characters(longest)).size(), {}};
        for (auto [one, end] = keys.equal_range(longest); one != end; ++one) mention.whose.push_back(one->second);
        mentions.push_back(std::move(mention));
    }
    return mentions;
}

}  // namespace

std::vector<AccountId> named_in(const std::string& words, const std::vector<std::pair<AccountId, std::string>>& people) {
    std::vector<AccountId> named;
    for (const auto& mention : mentions_in(words, people))
        for (const auto& account : mention.whose)
            if (std::ranges::find(named, account) == named.end()) named.push_back(account);
    return named;
}

std::string with_ids(std::string words, const std::vector<Named>& named) {
    std::vector<std::pair<AccountId, std::string>> people;
    for (const auto& each : named) people.emplace_back(each.account, each.name);
    const auto mentions = mentions_in(words, people);
    for (auto mention = mentions.rbegin(); mention != mentions.rend(); ++mention)
        words.replace(mention->at, mention->length, mention->whose.front().text);
    return words;
}

std::string with_names(std::string words, const std::vector<Named>& named) {
    for (const auto& [account, name, is_told] : named)
        for (auto at = words.find("@" + account.text); at != std::string::npos; at = words.find("@" + account.text, at + 1))
            words.replace(at + 1, account.text.size(), name);
    return words;
}

}  // namespace touchstone::conversations

#include "voice/coding.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace touchstone::voice {
namespace {

constexpr std::size_t own_lines_max = 3'000;

bool has(const std::vector<std::string>& all, const std::string& one) { return std::ranges::find(all, one) != all.end(); }

std::vector<std::string> lines_of(const std::string& typed) {
    std::vector<std::string> lines;
    for (const auto& line : split(typed, '\n'))
        if (auto words = tidied(line); !words.empty()) lines.push_back(std::move(words));
    return lines;
}

const TextCode* labelled(const std::vector<TextCode>& frame, const std::string& label) {
    const auto found =
        std::ranges::find_if(frame, [&](const TextCode& code) { return !code.label.empty() && is_same_to_a_reader(code.label, label); });
    return found == frame.end() ? nullptr : &*found;
}

// A key that no code has had: codes are only added, so none is used again.
std::string next_key(const std::vector<TextCode>& before, const std::vector<TextCode>& after) {
    const auto is_taken = [](const std::vector<TextCode>& frame, const std::string& key) {
        return std::ranges::find(frame, key, &TextCode::key) != frame.end();
    };
    int number = 1;
    while (is_taken(before, "own" + std::to_string(number)) || is_taken(after, "own" + std::to_string(number))) ++number;
    return "own" + std::to_string(number);
}

void check_own(Problems& problems, const std::vector<std::string>& own, const std::string& typed) {
    if (characters(typed) > own_lines_max || own.size() > own_codes_most) problems.push_back({"own", "voice.coding.own_too_many"});
    if (std::ranges::any_of(own, [](const std::string& label) { return characters(label) > own_code_max; }))
        problems.push_back({"own", "voice.coding.own_too_long"});
    for (std::size_t i = 0; i < own.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (is_same_to_a_reader(own[i], own[j])) {
                problems.push_back({"own", "voice.coding.own_twice"});
                return;
            }
}

Problems wrong_in(const Coding& before, const FrameDraft& draft, const std::vector<std::string>& own, const CodingOffers& offers) {
    Problems problems;
    const auto is_kept = [&](const std::string& key) { return std::ranges::find(before.frame, key, &TextCode::key) != before.frame.end(); };
    const auto may_code = [&](const std::string& id, const AccountId& now) {
        return AccountId{id} == now || std::ranges::find(offers.coders, AccountId{id}) != offers.coders.end();
    };
    if (std::ranges::any_of(draft.themes, [&](const std::string& key) { return !has(offers.themes, key) && !is_kept(key); }))
        problems.push_back({"themes", "voice.coding.themes_unknown"});
    if (draft.themes.size() > theme_codes_most) problems.push_back({"themes", "voice.coding.themes_too_many"});
    if (draft.themes.empty() && own.empty()) problems.push_back({"own", "voice.coding.frame_empty"});
    check_own(problems, own, draft.own);
    if (draft.first.empty() || !may_code(draft.first, before.first)) problems.push_back({"first", "voice.coding.first_missing"});
    if (!draft.second.empty() && !may_code(draft.second, before.second)) problems.push_back({"second", "voice.coding.second_unknown"});
    if (!draft.second.empty() && draft.second == draft.first) problems.push_back({"second", "voice.coding.second_same"});
    return problems;
}

bool is_every_text_coded(const CodedTexts& texts, Hand hand) {
    return std::ranges::all_of(texts, [&](const CodedText& text) { return text.by.contains(hand); });
}

}  // namespace

std::optional<Hand> Coding::hand_of(const AccountId& account) const {
    if (account.is_empty()) return std::nullopt;
    if (account == first) return Hand::first;
    return account == second ? std::optional(Hand::second) : std::nullopt;
}

bool Coding::has_finished(Hand hand) const {
    if (hand == Hand::agreed) return false;
    return hand == Hand::first ? first_done : second_done;
}

bool Coding::is_laid_open() const { return version > 0 && first_done && (second.is_empty() || second_done); }

bool CodedText::is_coded_by_both() const { return by.contains(Hand::first) && by.contains(Hand::second); }

Given CodedText::given(Hand hand) const {
    const auto found = by.find(hand);
    return found == by.end() ? Given{} : found->second;
}

const Fields<FrameDraft>& frame_fields() {
    using field::choice, field::choices, field::lines, field::needed;
    using Draft = FrameDraft;
    static const Fields<Draft> fields{"voice.coding",
                                      {choices("themes", &Draft::themes), lines("own", &Draft::own, own_lines_max),
                                       needed(choice("first", &Draft::first)), choice("second", &Draft::second)},
                                      &Draft::seen_version};
    return fields;
}

FrameDraft draft_of(const Coding& coding) {
    FrameDraft draft{.first = coding.first.text, .second = coding.second.text, .seen_version = coding.version};
    for (const auto& [key, label] : coding.frame)
        if (label.empty())
            draft.themes.push_back(key);
        else
            draft.own += (draft.own.empty() ? "" : "\n") + label;
    return draft;
}

Outcome<Coding> framed(const Coding& before, const FrameDraft& draft, const CodingOffers& offers, bool has_begun) {
    if (before.is_laid_open()) return refuse({{"", "voice.coding.is_laid_open"}});
    const auto own = lines_of(draft.own);
    auto problems = wrong_in(before, draft, own, offers);
    auto after = before;
    after.frame.clear();
    for (const auto& theme : draft.themes) after.frame.push_back({theme, {}});
    for (const auto& label : own) {
        const auto* known = labelled(before.frame, label);
        after.frame.push_back({known != nullptr ? known->key : next_key(before.frame, after.frame), label});
    }
    if (has_begun && std::ranges::any_of(before.frame, [&](const TextCode& code) {
            return std::ranges::find(after.frame, code.key, &TextCode::key) == after.frame.end();
        }))
        problems.push_back({"own", "voice.coding.has_begun"});
    if (!problems.empty()) return refuse(problems);
    after.first = AccountId{draft.first};
    after.second = AccountId{draft.second};
    const bool is_same = after.frame == before.frame;  // whoever has finished has not looked for a new code
    after.first_done = is_same && before.first_done && after.first == before.first;
    after.second_done = is_same && before.second_done && after.second == before.second;
    after.version = draft.seen_version;
    return after;
}

const Fields<CodesDraft>& codes_fields() {
    static const Fields<CodesDraft> fields{
        "voice.coded", {field::needed(field::choices("codes", &CodesDraft::codes))}, &CodesDraft::seen_version};
    return fields;
}

Outcome<Given> give(const Coding& coding, Hand hand, const CodesDraft& draft) {
    if (hand == Hand::agreed ? !coding.is_laid_open() : coding.has_finished(hand)) return refuse({{"", "voice.coded.finished"}});
    Given given{{}, draft.seen_version};
    for (const auto& [key, label] : coding.frame)
        if (has(draft.codes, key)) given.codes.push_back(key);
    if (has(draft.codes, nothing_fits)) given.codes.emplace_back(nothing_fits);
    if (given.codes.empty()) return refuse({{"codes", "voice.coded.codes_missing"}});
    if (given.codes.size() != draft.codes.size()) return refuse({{"codes", "voice.coded.codes_unknown"}});
    if (given.codes.size() > 1 && has(given.codes, nothing_fits)) return refuse({{"codes", "voice.coded.codes_and_nothing"}});
    return given;
}

Outcome<Coding> finish(const Coding& coding, Hand hand, const CodedTexts& texts) {
    if (hand == Hand::agreed || coding.has_finished(hand)) return refuse({{"", "voice.coded.finished"}});
    if (texts.empty() || !is_every_text_coded(texts, hand)) return refuse({{"", "voice.coding.texts_left"}});
    auto after = coding;
    (hand == Hand::first ? after.first_done : after.second_done) = true;
    return after;
}

CodedTexts in_own_order(CodedTexts texts, const std::function<std::string(const std::string& text)>& place) {
    std::ranges::sort(texts, {}, [&](const CodedText& text) { return place(text.id); });
    return texts;
}

CodedTexts as_seen_by(const Coding& coding, CodedTexts texts, const AccountId& who) {
    if (coding.is_laid_open()) return texts;
    const auto own = coding.hand_of(who);
    for (auto& text : texts) std::erase_if(text.by, [&](const auto& given) { return given.first != own; });
    return texts;
}

std::optional<std::vector<std::string>> settled(const Coding& coding, const CodedText& text) {
    if (!coding.is_laid_open()) return std::nullopt;
    if (text.by.contains(Hand::agreed)) return text.given(Hand::agreed).codes;
    if (coding.second.is_empty()) return text.by.contains(Hand::first) ? std::optional(text.given(Hand::first).codes) : std::nullopt;
    const auto first = text.given(Hand::first).codes;
    return text.is_coded_by_both() && first == text.given(Hand::second).codes ? std::optional(first) : std::nullopt;
}

CodedTexts differing(const Coding& coding, const CodedTexts& texts) {
    CodedTexts all;
    if (!coding.is_laid_open()) return all;
    for (const auto& text : texts)
        if (text.by.contains(Hand::agreed) || !settled(coding, text)) all.push_back(text);
    return all;
}

int left_to_settle(const Coding& coding, const CodedTexts& texts) {
    return static_cast<int>(std::ranges::count_if(texts, [&](const CodedText& text) { return !settled(coding, text); }));
}

std::string frame_as_json(const std::vector<TextCode>& frame) {
    auto all = nlohmann::json::array();
    for (const auto& [key, label] : frame) all.push_back({{"key", key}, {"label", label}});
    return all.dump();
}

std::vector<TextCode> frame_from(const std::string& json) {
    std::vector<TextCode> frame;
    for (const auto& code : nlohmann::json::parse(json))
        frame.push_back({code.at("key").get<std::string>(), code.at("label").get<std::string>()});
    return frame;
}

std::string as_json(const Coding& coding) {
    std::vector<std::string> codes;
    for (const auto& [key, label] : coding.frame) codes.push_back(label.empty() ? key : label);
    return as_json(std::vector<FieldValue>{{{"codes", FieldShape::Kind::choices}, codes}});
}

std::string as_json(const Given& given) { return as_json(std::vector<FieldValue>{{{"codes", FieldShape::Kind::choices}, given.codes}}); }

}  // namespace touchstone::voice

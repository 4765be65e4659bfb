#include "conclusions/proportion.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/named.h"
#include "base/text.h"

namespace touchstone::conclusions {

namespace {

const Names<TieState> tie_states{{TieState::supported, "supported"},
                                 {TieState::not_supported, "not_supported"},
                                 {TieState::sentence_gone, "sentence_gone"},
                                 {TieState::figure_gone, "figure_gone"}};

std::optional<int> count_from(const std::string& text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > count_max) return std::nullopt;
    return number;
}

// In small letters, without signs.
std::vector<std::string> words_of(const std::string& text) {
    auto words = split(search_key(text), ' ');
    std::erase(words, "");
    return words;
}

bool is_among(const std::vector<std::string>& patterns, const std::string& word) {
    return std::ranges::any_of(patterns, [&](const std::string& pattern) {
        return pattern.starts_with('*') ? word.ends_with(pattern.substr(1)) : word == pattern;
    });
}

std::vector<std::string> sentences_of(const std::string& text) {
    std::vector<std::string> sentences;
    std::string sentence;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n') sentence += text[i];
        const bool ends = (std::string_view(".!?").find(text[i]) != std::string_view::npos &&
                           (i + 1 == text.size() || isspace(static_cast<unsigned char>(text[i + 1]))));
        if (ends || text[i] == '\n' || i + 1 == text.size()) {
            if (auto whole = tidied(sentence); !whole.empty()) sentences.emplace_back(whole);
            sentence.clear();
        }
    }
    return sentences;
}

}  // namespace

const Fields<FigureDraft>& figure_fields() {
    using field::choice, field::day, field::needed, field::number, field::words;
    static const Fields<FigureDraft> fields{
        "evaluations.figure",
        {needed(words("words", &FigureDraft::words, figure_words_max_characters)), choice("read_from", &FigureDraft::read_from),
         number("counted", &FigureDraft::counted), number("total", &FigureDraft::total), day("as_of", &FigureDraft::as_of)},
        &FigureDraft::seen_version};
    return fields;
}

FigureDraft draft_of(const Figure& figure) {
    return {figure.words,   std::to_string(figure.counted), std::to_string(figure.total), iso(figure.as_of),
            figure.version, figure.read_from.text};
}

const Fields<TiesDraft>& ties_fields() {
    static const Fields<TiesDraft> fields{"evaluations.words",
                                          {field::choices("figures", &TiesDraft::figures), field::choice("untie", &TiesDraft::untie)},
                                          &TiesDraft::seen_version};
    return fields;
}

Count count_of(const Figure& figure) { return {figure.counted, figure.total, figure.as_of}; }

namespace {

// What is read from a measure, what was typed beside it notwithstanding.
Outcome<Figure> read_off(const Figure& before, const FigureDraft& draft, const std::optional<Measured>& measured, Problems problems) {
    auto after = before;
    after.words = draft.words;
    after.version = draft.seen_version;
    if (measured && draft.read_from != measured->measure.text)
        problems.push_back({"read_from", "evaluations.figure.read_from_unknown"});
    else if (measured && !measured->latest)
        problems.push_back({"read_from", "evaluations.figure.read_from_no_share"});
    if (!problems.empty()) return refuse(problems);
    if (!measured) return after;
    after.read_from = measured->measure;
    after.counted = measured->latest->counted;
    after.total = measured->latest->total;
    after.as_of = measured->latest->as_of;
    return after;
}

}  // namespace

Outcome<Figure> count_up(const Figure& before, const FigureDraft& draft, Date today, const std::optional<Measured>& measured) {
    Problems problems;
    require_text(problems, "evaluations.figure", "words", draft.words, figure_words_max_characters);
    if (!measured && !draft.read_from.empty() && draft.read_from != before.read_from.text)
        return refuse({{"read_from", "evaluations.figure.read_from_unknown"}});
    if (!draft.read_from.empty() || (!measured && !before.read_from.is_empty())) return read_off(before, draft, measured, problems);
    const auto counted = count_from(draft.counted), total = count_from(draft.total);
    if (!counted) problems.push_back({"counted", "evaluations.figure.not_a_count"});
    if (!total || *total == 0)
        problems.push_back({"total", "evaluations.figure.not_a_total"});
    else if (counted && *counted > *total)
        problems.push_back({"counted", "evaluations.figure.more_than_all"});
    const auto as_of = date_from(draft.as_of);
    if (!as_of)
        problems.push_back({"as_of", "evaluations.figure.not_a_date"});
    else if (*as_of > today)
        problems.push_back({"as_of", "evaluations.figure.in_the_future"});
    if (!problems.empty()) return refuse(problems);
    auto after = before;
    after.read_from = {};
    after.words = draft.words;
    after.counted = *counted;
    after.total = *total;
    after.as_of = *as_of;
    after.version = draft.seen_version;
    return after;
}

std::string as_json(const Figure& figure) {
    auto values = figure_fields().values(draft_of(figure));
    std::erase_if(values, [](const FieldValue& value) { return value.shape.name == "read_from"; });  // an id tells a reader nothing
    return as_json(values);
}

std::string as_json(const Said& said) { return nlohmann::json{{"statement", said.sentence}}.dump(); }

namespace {

// A quantity word as the words that it is made of.
struct Pattern {
    const frameworks::QuantityWord* quantity;
    std::vector<std::string> words;

    // Whether it stands there, and as a quantity.
    [[nodiscard]] bool is_at(const std::vector<std::string>& sentence, std::size_t at) const {
        const auto after = at + words.size();
        if (after > sentence.size() || !std::equal(words.begin(), words.end(), sentence.begin() + static_cast<std::ptrdiff_t>(at)))
            return false;
        const bool is_led = at > 0 && is_among(quantity->not_after, sentence[at - 1]);
        return !is_led && !(after < sentence.size() && is_among(quantity->not_before, sentence[after]));
    }
};

// The longest first, so that "all" is not found in "almost all".
std::vector<Pattern> patterns_of(const frameworks::Framework& framework) {
    std::vector<Pattern> patterns;
    for (const auto& quantity : framework.quantity_words) patterns.push_back({&quantity, words_of(quantity.word)});
    std::ranges::stable_sort(patterns, std::greater{}, [](const Pattern& pattern) { return pattern.words.size(); });
    return patterns;
}

}  // namespace

std::vector<Said> quantity_words_in(const frameworks::Framework& framework, const std::string& text) {
    const auto patterns = patterns_of(framework);
    std::vector<Said> found;
    for (const auto& sentence : sentences_of(text)) {
        const auto words = words_of(sentence);
        for (std::size_t at = 0; at < words.size();) {
            const auto pattern = std::ranges::find_if(patterns, [&](const Pattern& each) { return each.is_at(words, at); });
            if (pattern == patterns.end()) {
                ++at;
                continue;
            }
            if (const Said said{pattern->quantity->word, sentence}; std::ranges::find(found, said) == found.end()) found.push_back(said);
            at += pattern->words.size();
        }
    }
    return found;
}

int per_cent(int counted, int total) {
    if (counted == 0 || counted == total) return counted == 0 ? 0 : 100;
    return std::clamp(static_cast<int>((200LL * counted + total) / (2LL * total)), 1, 99);
}

bool supports(const frameworks::Framework& framework, const std::string& word, const Figure& figure) {
    const auto share = 100LL * figure.counted, whole = static_cast<long long>(figure.total);
    return std::ranges::any_of(framework.quantity_words, [&](const auto& quantity) {
        const auto from = quantity.from * whole, to = quantity.to * whole;
        return quantity.word == word && (quantity.is_over ? share > from : share >= from) && (quantity.is_under ? share < to : share <= to);
    });
}

std::vector<std::string> words_for(const frameworks::Framework& framework, const Figure& figure) {
    std::vector<std::string> words;
    for (const auto& quantity : framework.quantity_words)
        if (supports(framework, quantity.word, figure)) words.push_back(quantity.word);
    return words;
}

TieState state_of(const frameworks::Framework& framework, const Tie& tie, const std::string& statement, const Figure* figure) {
    const auto said = quantity_words_in(framework, statement);
    if (std::ranges::find(said, tie.said) == said.end()) return TieState::sentence_gone;
    if (figure == nullptr) return TieState::figure_gone;
    return supports(framework, tie.said.word, *figure) ? TieState::supported : TieState::not_supported;
}

std::string name_of(TieState state) { return name_in(tie_states, state); }

}  // namespace touchstone::conclusions

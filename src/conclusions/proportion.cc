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

constexpr int count_max = 100'000'000;

std::optional<int> count_from(const std::string& text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || number < 0 || number > count_max) return std::nullopt;
    return number;
}

bool is_letter(const std::string& text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) >= 0x80 || isalnum(static_cast<unsigned char>(text[at])));
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
    using field::day, field::needed, field::number, field::words;
    static const Fields<FigureDraft> fields{
        "evaluations.figure",
        {needed(words("words", &FigureDraft::words, figure_words_max_characters)), needed(number("counted", &FigureDraft::counted)),
         needed(number("total", &FigureDraft::total)), needed(day("as_of", &FigureDraft::as_of))},
        &FigureDraft::seen_version};
    return fields;
}

FigureDraft draft_of(const Figure& figure) {
    return {figure.words, std::to_string(figure.counted), std::to_string(figure.total), iso(figure.as_of), figure.version};
}

const Fields<TiesDraft>& ties_fields() {
    static const Fields<TiesDraft> fields{"evaluations.words",
                                          {field::choices("figures", &TiesDraft::figures), field::choice("untie", &TiesDraft::untie)},
                                          &TiesDraft::seen_version};
    return fields;
}

Outcome<Figure> count_up(const Figure& before, const FigureDraft& draft, Date today) {
    Problems problems;
    require_text(problems, "evaluations.figure", "words", draft.words, figure_words_max_characters);
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
    after.words = draft.words;
    after.counted = *counted;
    after.total = *total;
    after.as_of = *as_of;
    after.version = draft.seen_version;
    return after;
}

std::string as_json(const Figure& figure) { return as_json(figure_fields().values(draft_of(figure))); }

std::string as_json(const Said& said) { return nlohmann::json{{"statement", said.sentence}}.dump(); }

std::vector<Said> quantity_words_in(const frameworks::Framework& framework, const std::string& text) {
    auto words = framework.quantity_words;
    std::ranges::stable_sort(words, std::greater{}, [](const auto& quantity) { return quantity.word.size(); });
    std::vector<Said> found;
    for (const auto& sentence : sentences_of(text)) {
        const auto low = lowered(sentence);
        for (std::size_t at = 0; at < low.size();) {
            const auto word = std::ranges::find_if(words, [&](const auto& quantity) {
                return low.compare(at, quantity.word.size(), quantity.word) == 0 && !is_letter(low, at + quantity.word.size()) &&
                       (at == 0 || !is_letter(low, at - 1));
            });
            if (word == words.end()) {
                ++at;
                continue;
            }
            if (const Said said{word->word, sentence}; std::ranges::find(found, said) == found.end()) found.push_back(said);
            at += word->word.size();
        }
    }
    return found;
}

int per_cent(int counted, int total) {
    if (counted == 0 || counted == total) return counted == 0 ? 0 : 100;
    return std::clamp(static_cast<int>((200LL * counted + total) / (2LL * total)), 1, 99);
}

bool supports(const frameworks::Framework& framework, const std::string& word, const Figure& figure) {
    const auto share = per_cent(figure.counted, figure.total);
    return std::ranges::any_of(framework.quantity_words, [&](const auto& quantity) {
        return quantity.word == word && quantity.from <= share && share <= quantity.to;
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

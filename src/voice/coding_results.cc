#include "voice/coding_results.h"

#include <algorithm>

#include "base/checks.h"
#include "statistics/disclosure.h"

namespace touchstone::voice {
namespace {

constexpr int resamples = 1'000;
constexpr std::uint64_t bootstrap_seed = 2006;  // any will do, as long as it stays the same

bool has(const std::vector<std::string>& all, const std::string& one) { return std::ranges::find(all, one) != all.end(); }

bool is_often_enough(const CodesFound& found, const std::string& code, const statistics::Count k) {
    const auto& count = found.texts.at(code);
    return count && *count >= k;
}

std::vector<std::string> quotable_in(const Wave& wave, const std::vector<CodesFound>& all, const Coding& coding, const CodedTexts& texts,
                                     const std::string& id) {
    std::vector<std::string> codes;
    const auto text = std::ranges::find(texts, id, &CodedText::id);
    const auto found = text == texts.end() ? all.end() : std::ranges::find(all, text->question, &CodesFound::question);
    if (found == all.end()) return codes;
    const auto question = std::ranges::find(wave.content.questions, found->question, &Question::name);
    const auto given = settled(coding, *text);
    for (const auto& code : *given)
        if (code != nothing_fits && is_often_enough(*found, code, k_of(wave, *question))) codes.push_back(code);
    return codes;
}

}  // namespace

statistics::Count k_of(const Wave& wave, const Question& question) {
    return question.is_sensitive ? std::max(wave.smallest, smallest_of_sensitive) : wave.smallest;
}

std::vector<CodeAgreement> agreement(const Coding& coding, const CodedTexts& texts) {
    std::vector<CodeAgreement> all;
    if (!coding.is_laid_open() || coding.second.is_empty()) return all;
    const statistics::Statistic kappa = [](const statistics::Ratings& ratings) {
        return statistics::cohen_kappa(ratings, statistics::Weighting::identity);
    };
    for (const auto& [key, label] : coding.frame) {
        statistics::Ratings ratings{2, {}};  // 1: it does not fit, 2: it fits
        for (const auto& text : texts)
            if (text.is_coded_by_both()) {
                const auto said = [&](Hand hand) { return std::optional(has(text.given(hand).codes, key) ? 2 : 1); };
                ratings.by_item.push_back({said(Hand::first), said(Hand::second)});
            }
        if (ratings.by_item.empty()) continue;
        const auto interval = statistics::bootstrap(ratings, kappa, resamples, bootstrap_seed);
        all.push_back({key, statistics::exact_agreement(ratings), kappa(ratings), interval, statistics::cautions(ratings, interval)});
    }
    return all;
}

std::vector<CodesFound> found_in(const Wave& wave, const Coding& coding, const CodedTexts& texts) {
    std::vector<CodesFound> all;
    if (!coding.is_laid_open() || left_to_settle(coding, texts) > 0) return all;
    for (const auto& question : wave.content.questions) {
        const auto base = std::ranges::count(texts, question.name, &CodedText::question);
        if (base == 0) continue;
        const auto k = k_of(wave, question);
        CodesFound found{question.name, base < k ? ShownCount() : static_cast<int>(base), {}};
        for (const auto& [key, label] : coding.frame) {
            const auto count = std::ranges::count_if(
                texts, [&](const CodedText& text) { return text.question == question.name && has(*settled(coding, text), key); });
            const std::vector<statistics::Count> row{count, base - count};
            const auto safe = statistics::protect({{row}}, {.k = k, .zeros_shown = wave.zeros_shown});
            const bool is_withheld = !found.base || safe.all_withheld || safe.margins_withheld || safe.is_withheld({0, 0});
            found.texts[key] = is_withheld ? ShownCount() : static_cast<int>(count);
        }
        all.push_back(std::move(found));
    }
    return all;
}

const Fields<CodedExcerptDraft>& coded_excerpt_fields() {
    using field::choice, field::lines, field::needed;
    using Draft = CodedExcerptDraft;
    static const Fields<Draft> fields{
        "voice.coded_excerpt", {needed(choice("code", &Draft::code)), needed(lines("words", &Draft::words, quoted_max))}, nullptr};
    return fields;
}

std::vector<std::string> quotable(const Wave& wave, const Coding& coding, const CodedTexts& texts, const std::string& text) {
    return quotable_in(wave, found_in(wave, coding, texts), coding, texts, text);
}

std::vector<CodedExcerpt> quoted(const Wave& wave, const Coding& coding, const CodedTexts& texts, std::vector<CodedExcerpt> excerpts) {
    const auto all = found_in(wave, coding, texts);
    std::erase_if(excerpts,
                  [&](const CodedExcerpt& excerpt) { return !has(quotable_in(wave, all, coding, texts, excerpt.text), excerpt.code); });
    return excerpts;
}

Outcome<CodedExcerpt> quote(const Wave& wave, const Coding& coding, const CodedTexts& texts, const std::vector<CodedExcerpt>& before,
                            const std::string& id, const CodedExcerptDraft& draft) {
    Problems problems;
    if (!has(quotable(wave, coding, texts, id), draft.code)) problems.push_back({"code", "voice.coded_excerpt.code_missing"});
    if (std::ranges::count(before, draft.code, &CodedExcerpt::code) >= static_cast<std::ptrdiff_t>(quoted_most))
        problems.push_back({"code", "voice.coded_excerpt.too_many"});
    require_text(problems, "voice.coded_excerpt", "words", draft.words, quoted_max);
    const auto text = std::ranges::find(texts, id, &CodedText::id);
    if (!draft.words.empty() && (text == texts.end() || !text->words.contains(draft.words)))
        problems.push_back({"words", "voice.coded_excerpt.words_not_there"});
    if (!problems.empty()) return refuse(problems);
    return CodedExcerpt{{}, id, draft.code, draft.words};
}

}  // namespace touchstone::voice

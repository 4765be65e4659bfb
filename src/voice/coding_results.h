// What is shown of texts that were coded: how far two agreed, how many people wrote about each code, through disclosure control, and words
// that a person chose to quote, as they stand in the text.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "statistics/agreement_interval.h"
#include "statistics/disclosure.h"
#include "voice/coding.h"
#include "voice/results.h"
#include "voice/wave.h"

namespace touchstone::voice {

inline constexpr std::size_t quoted_max = 300;  // characters of an excerpt
inline constexpr std::size_t quoted_most = 5;   // excerpts under a code

// The smallest number that is shown of a question.
[[nodiscard]] statistics::Count k_of(const Wave&, const Question&);

// How far two agree whether a code fits. Of texts that both coded.
struct CodeAgreement {
    std::string code;
    std::optional<double> same;   // share of texts with the same answer
    std::optional<double> kappa;  // Cohen's
    std::optional<statistics::Interval> interval;
    std::vector<std::string> cautions;  // as statistics::cautions names them
};
[[nodiscard]] std::vector<CodeAgreement> agreement(const Coding&, const CodedTexts&);

// How many of those who wrote an answer to a question wrote about each code. Each code by itself, as a choice of several is shown.
struct CodesFound {
    std::string question;
    ShownCount base;                          // texts; nothing: fewer than may be shown, and then no count is
    std::map<std::string, ShownCount> texts;  // by key, of the whole frame
};
// By question, in the wave's order. Nothing before all is laid open and settled.
[[nodiscard]] std::vector<CodesFound> found_in(const Wave&, const Coding&, const CodedTexts&);

using CodedExcerptId = Id<struct CodedExcerptTag>;
// Words of a text, chosen to stand under a code.
struct CodedExcerpt {
    CodedExcerptId id;
    std::string text, code, words;
};
struct CodedExcerptDraft {
    std::string code, words;
};
[[nodiscard]] const Fields<CodedExcerptDraft>& coded_excerpt_fields();
// Codes of this text under which words of it may be quoted: enough other texts have them.
[[nodiscard]] std::vector<std::string> quotable(const Wave&, const Coding&, const CodedTexts&, const std::string& text);
// Those that may still be shown: the text can be read, has the code, and enough others have it.
[[nodiscard]] std::vector<CodedExcerpt> quoted(const Wave&, const Coding&, const CodedTexts&, std::vector<CodedExcerpt>);
[[nodiscard]] Outcome<CodedExcerpt> quote(const Wave&, const Coding&, const CodedTexts&, const std::vector<CodedExcerpt>& before,
                                          const std::string& text, const CodedExcerptDraft&);

}  // namespace touchstone::voice

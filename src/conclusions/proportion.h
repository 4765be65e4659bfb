// Words for proportions, as inspectorates use them: "almost all", "most", "a few". Such a word in a sentence can be tied to a figure; where
// the figure does not support the word, or no longer does, the sentence is flagged.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"
#include "frameworks/framework.h"
#include "measures/measure.h"

namespace touchstone::conclusions {

// So many of so many, as a piece of evidence gives it.
struct Figure {
    FigureId id;
    EvidenceId evidence;
    std::string evidence_title;
    std::string words;  // what is counted: "parents who feel listened to"
    int counted = 0, total = 1;
    Date as_of{};
    AccountId written_by;
    Instant written_at;
    int version = 0;
    measures::MeasureId read_from = {};  // the measure that it is read from; empty: it is written down
};
struct FigureDraft {
    std::string words, counted, total, as_of;
    int seen_version = 0;
    std::string read_from = {};
};
inline constexpr int count_max = 100'000'000;
// What a share without its counts is out of: thousandths of a per cent.
inline constexpr int share_only = 100'000;

// So many of so many on a day.
struct Count {
    int counted = 0, total = 1;
    Date as_of{};
    bool operator==(const Count&) const = default;
};
[[nodiscard]] Count count_of(const Figure&);
// A measure that a figure can be read from; without a latest count where it gives none.
struct Measured {
    measures::MeasureId measure;
    std::string title;
    std::optional<Count> latest;
};
inline constexpr std::size_t figure_words_max_characters = 200;
[[nodiscard]] const Fields<FigureDraft>& figure_fields();
[[nodiscard]] FigureDraft draft_of(const Figure&);
// `measured` is that of its evidence, as far as whoever writes may see it. A figure that is read from one that they may not see stays so.
[[nodiscard]] Outcome<Figure> count_up(const Figure& before, const FigureDraft&, Date today, const std::optional<Measured>& measured = {});

// For the history: what stands in it, by field, as JSON.
[[nodiscard]] std::string as_json(const Figure&);

// A quantity word where it stands.
struct Said {
    std::string word;  // as the framework has it
    std::string sentence;
    auto operator<=>(const Said&) const = default;
};
[[nodiscard]] std::string as_json(const Said&);
// In the order of the text; of words within words ("all" in "almost all") only the longest.
[[nodiscard]] std::vector<Said> quantity_words_in(const frameworks::Framework&, const std::string& text);

// Per cent, rounded to the nearest whole one, halves up; but 100 only when it is all of them, and 0 only when it is none.
[[nodiscard]] int per_cent(int counted, int total);
[[nodiscard]] bool supports(const frameworks::Framework&, const std::string& word, const Figure&);
// The words that the figure supports, in the framework's order.
[[nodiscard]] std::vector<std::string> words_for(const frameworks::Framework&, const Figure&);

struct Tie {
    TieId id;
    std::string part;
    Said said;
    FigureId figure;
};
// Words of a statement tied to figures, "2/<figure>" each: the second quantity word in it; or one tie that is undone.
struct TiesDraft {
    std::vector<std::string> figures;
    std::string untie;
    int seen_version = 0;  // of the conclusion
};
[[nodiscard]] const Fields<TiesDraft>& ties_fields();
enum class TieState { supported, not_supported, sentence_gone, figure_gone };
// `figure` is null where it is not there for the one who looks.
[[nodiscard]] TieState state_of(const frameworks::Framework&, const Tie&, const std::string& statement, const Figure* figure);
[[nodiscard]] std::string name_of(TieState);

}  // namespace touchstone::conclusions

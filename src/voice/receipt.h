// Three words that lead to what became of one question of a wave: the two of its link, and a third that stands for the question. They are
// the same for everybody who answers, are made from what is public, and stand nowhere: nobody can be told by them, and guessing them wins
// nothing.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "voice/wave.h"

namespace touchstone::voice {

// Empty where the wave has no such question.
[[nodiscard]] std::string receipt_of(const Wave&, const std::string& question);
// Its link, however it was typed; a link by itself is one, too.
[[nodiscard]] std::string link_in(const std::string& typed);
// The question that it names, if the wave has one.
[[nodiscard]] std::optional<std::string> question_in(const Wave&, const std::string& typed);

// What became of one question, beside what is said of the whole wave.
struct Subject {
    std::string question;
    std::string heard, done, not_done;
    int version = 0;
};
[[nodiscard]] OutcomeDraft draft_of(const Subject&);
[[nodiscard]] Outcome<Subject> tell(const Wave&, const Subject& before, const OutcomeDraft&);
// Those that the public page shows, in the order of the questions: each that something is said of, and each that people answered in words
// of their own.
[[nodiscard]] std::vector<Subject> subjects_shown(const Wave&, const std::vector<Subject>& told);
// For the history, as JSON.
[[nodiscard]] std::string as_json(const Subject&);

}  // namespace touchstone::voice

// Coding what people wrote: each text of a closed wave is given codes out of one frame, by one person or by two who do not see each other's
// until both have finished. What two gave differently, they settle together. Numbers go through disclosure control; words are quoted as
// they stand in the text.
#pragma once
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"

namespace touchstone::voice {

inline constexpr std::size_t own_code_max = 60;  // characters
inline constexpr std::size_t own_codes_most = 40, theme_codes_most = 40;
inline constexpr const char* nothing_fits = "none";

// A code of the frame. Of a theme the key is "generic-2006/2.1/2" and there is no label; of the owner's own it is "own1".
struct TextCode {
    std::string key, label;
    bool operator==(const TextCode&) const = default;
};

// Who gave codes: one coder, the other, or both together. Stored: never renumber.
enum class Hand { first = 1, second, agreed };

struct Coding {
    std::vector<TextCode> frame;
    AccountId first, second;  // no second: one person codes
    bool first_done = false, second_done = false;
    int version = 0;  // 0: there is none yet

    [[nodiscard]] std::optional<Hand> hand_of(const AccountId&) const;
    [[nodiscard]] bool has_finished(Hand) const;
    [[nodiscard]] bool is_laid_open() const;  // everybody who codes has finished
};

struct Given {
    std::vector<std::string> codes;  // in the order of the frame; `nothing_fits` alone: that was said
    int version = 0;                 // 0: nothing was given yet
};
struct CodedText {
    std::string id, question, words;
    std::map<Hand, Given> by;

    [[nodiscard]] Given given(Hand) const;
    [[nodiscard]] bool is_coded_by_both() const;
};
using CodedTexts = std::vector<CodedText>;

struct FrameDraft {
    std::vector<std::string> themes;
    std::string own;  // a code on each line
    std::string first, second;
    int seen_version = 0;
};
[[nodiscard]] const Fields<FrameDraft>& frame_fields();
[[nodiscard]] FrameDraft draft_of(const Coding&);
// Themes and people that may be chosen.
struct CodingOffers {
    std::vector<std::string> themes;
    std::vector<AccountId> coders;
};
// Once a text has codes, the frame only grows. Nothing changes once it is laid open.
[[nodiscard]] Outcome<Coding> framed(const Coding& before, const FrameDraft&, const CodingOffers&, bool has_begun);

struct CodesDraft {
    std::vector<std::string> codes;
    int seen_version = 0;
};
[[nodiscard]] const Fields<CodesDraft>& codes_fields();
// By a coder until they have finished; together once all is laid open.
[[nodiscard]] Outcome<Given> give(const Coding&, Hand, const CodesDraft&);
// When no text is left without codes of theirs.
[[nodiscard]] Outcome<Coding> finish(const Coding&, Hand, const CodedTexts&);

// The order of what `place` says of each.
[[nodiscard]] CodedTexts in_own_order(CodedTexts, const std::function<std::string(const std::string& text)>& place);
// What one person may see of it: until all is laid open, their own codes alone.
[[nodiscard]] CodedTexts as_seen_by(const Coding&, CodedTexts, const AccountId&);

// The codes that count: what was agreed, what one alone gave, or what both gave alike; of other texts there are none yet.
[[nodiscard]] std::optional<std::vector<std::string>> settled(const Coding&, const CodedText&);
// Texts with other codes from each, or that came later; those that have been agreed on among them.
[[nodiscard]] CodedTexts differing(const Coding&, const CodedTexts&);
[[nodiscard]] int left_to_settle(const Coding&, const CodedTexts&);

[[nodiscard]] std::string frame_as_json(const std::vector<TextCode>&);
[[nodiscard]] std::vector<TextCode> frame_from(const std::string& json);
// For the history, as JSON: the frame alone.
[[nodiscard]] std::string as_json(const Coding&);
[[nodiscard]] std::string as_json(const Given&);

}  // namespace touchstone::voice

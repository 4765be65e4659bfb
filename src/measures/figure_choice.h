// What a person says about a file of figures before it is imported: what its years mean, and where each of its measures goes.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "measures/figure_import.h"

namespace touchstone::measures {

// Where one measure of the file goes.
struct MeasureChoice {
    std::string into;                 // `into_new`, `into_nothing`, or the id of a measure of that owner
    std::string title, unit, better;  // of a new one
    std::string share;                // "yes" or "no", where it may be a share of another
    bool operator==(const MeasureChoice&) const = default;
};
inline constexpr const char *into_new = "new", *into_nothing = "nothing";

struct ImportDraft {
    std::string years, dashed;            // what "2025-26" means: which years, and whether years or months
    std::string counting, smallest;       // of new measures
    std::vector<std::string> looked_at;   // "yes": questions that the form has no other answer to
    std::vector<std::string> take;        // numbers of measures, from 1, where there are too many to choose one by one
    std::vector<MeasureChoice> measures;  // in the file's order
    int seen_version = 0;
};
[[nodiscard]] const Fields<ImportDraft>& import_fields();
[[nodiscard]] const Fields<MeasureChoice>& measure_choice_fields();

// More measures than these are only ticked: each becomes a new measure as the file has it, or goes into the one with its code or title.
inline constexpr std::size_t chosen_one_by_one = 20;
[[nodiscard]] bool is_long(const FileFound&);

// A measure of the same owner, which figures may go into.
struct Existing {
    MeasureId id;
    std::string code, title;
    bool is_quotient = false;
};

// What the form begins with: what was said last about such a file, else what the file says. Nothing that has to be asked is filled in.
[[nodiscard]] ImportDraft begun(const FileFound&, const std::vector<Existing>&, const std::optional<ImportDraft>& last,
                                const std::vector<std::string>& last_keys);

// Whether the form asks for it.
[[nodiscard]] bool asks_for_years(const FileFound&);
[[nodiscard]] bool asks_for_dashed(const FileFound&);
// Questions that have no field of their own, and those that have one.
[[nodiscard]] std::vector<Question> open_questions(const FileFound&);
[[nodiscard]] std::vector<Question> answered_questions(const FileFound&);

// Where the figures of a measure of the file go; neither: nowhere.
struct Goal {
    std::optional<MeasureId> existing;
    std::optional<Definition> made;
    std::optional<std::size_t> denominator;  // the place of the measure whose figures stand below the line

    [[nodiscard]] bool is_taken() const { return existing || made; }
};
// One for each measure of the file. Problems of a measure are at its own fields: "into_3".
[[nodiscard]] Outcome<std::vector<Goal>> goals_of(const FileFound&, const ImportDraft&, const std::vector<Existing>&,
                                                  const std::string& file_name);

[[nodiscard]] PeriodRules rules_of(const ImportDraft&);

[[nodiscard]] std::string as_json(const ImportDraft&);
[[nodiscard]] ImportDraft import_draft_from(const std::string& json);

}  // namespace touchstone::measures

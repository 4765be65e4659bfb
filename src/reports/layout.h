// Who a report is for, and how it is laid out for them (part 3.2: to partners, to elected and board members, to the public).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::reports {

// Stored: never renumber.
enum class Audience { partnership = 1, board, open_public, young_people };
[[nodiscard]] std::string name_of(Audience);  // "partnership", "board", "public", "young_people"
[[nodiscard]] std::optional<Audience> audience_from(const std::string&);
[[nodiscard]] const std::vector<Audience>& all_audiences();
// Whether everybody may read such a report without signing in. Nothing that is for partners only is in it.
[[nodiscard]] bool is_open(Audience);

// The parts that a report can be made of; stored by name.
[[nodiscard]] const std::vector<std::string>& all_sections();
// Those that a report for this audience may hold: an open one has no place for rationales and evidence.
[[nodiscard]] std::vector<std::string> sections_for(Audience);

struct Layout {
    std::string opening, closing;       // paragraphs before and after
    std::vector<std::string> sections;  // in their order
    bool operator==(const Layout&) const = default;
};
[[nodiscard]] Layout usual_layout(Audience);
// A board's report has two pages, unless the partnership has given it a part that takes more.
[[nodiscard]] bool is_short(Audience, const Layout&);
[[nodiscard]] std::string as_json(const Layout&);
[[nodiscard]] Layout layout_from(const std::string& json);

// A partnership's own way for an audience.
struct Template {
    Audience audience = Audience::partnership;
    Layout layout;
    AccountId written_by;
    Instant written_at;
    int version = 0;
};
struct TemplateDraft {
    std::string opening, closing;
    std::vector<std::pair<std::string, std::string>> places;  // section and its place as typed; empty: left out
    int seen_version = 0;
};
inline constexpr std::size_t opening_max_characters = 2'000;
// But for the places, which are one field for each section.
[[nodiscard]] const Fields<TemplateDraft>& template_fields();
[[nodiscard]] std::vector<FieldShape> place_shapes();
// Problems are at "opening", "closing" and "place_<section>".
[[nodiscard]] Outcome<Template> lay_out(Audience, const TemplateDraft&, const AccountId& by, Instant now);

// For the history: what it says, as JSON.
[[nodiscard]] std::string words_of(const Template&);

}  // namespace touchstone::reports

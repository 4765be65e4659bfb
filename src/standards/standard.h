// Specific indicators and standards of one sector (guide part 3.5), with a crosswalk onto the generic indicators: evidence that was
// gathered with them tells about those indicators, too. A person still says what it tells, in findings; nothing is counted by itself.
#pragma once
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/ids.h"
#include "base/outcome.h"
#include "base/time.h"

namespace touchstone::standards {

using StandardId = Id<struct StandardTag>;

struct Standard {
    StandardId id;
    std::string document;  // the specific framework: "National Care Standards, Early Education and Childcare up to Age 16"
    std::string publisher;
    std::string code;  // in the document; may be empty
    std::string title;
    std::string link;
    std::string framework;            // the generic one, by its id
    std::vector<std::string> serves;  // its indicators, by code
    AccountId made_by;
    Instant made_at;
    int version = 0;  // times saved; 0 means never yet
};
// "Health and Well-being (National Care Standards, …)"
[[nodiscard]] std::string name_of(const Standard&);

struct StandardDraft {
    std::string document, publisher, code, title, link;
    std::vector<std::string> serves;
    int seen_version = 0;
};
inline constexpr std::size_t name_max_characters = 200;
inline constexpr std::size_t link_max_characters = 500;
[[nodiscard]] const Fields<StandardDraft>& standard_fields();
[[nodiscard]] StandardDraft draft_of(const Standard&);

// `indicators` are the codes of the generic framework.
[[nodiscard]] Outcome<Standard> set_standard(const Standard& before, const StandardDraft&, const std::vector<std::string>& indicators);

// For the history: what stands in it, by field, as JSON; and what several are called.
[[nodiscard]] std::string as_json(const Standard&);
[[nodiscard]] std::string as_json(const std::vector<Standard>&);

}  // namespace touchstone::standards

// The formats that a published report comes in. Each is made by itself: one that fails stops no other, says why, and can be made again.
#pragma once
#include <string>
#include <vector>

#include "reports/layout.h"

namespace touchstone::reports {

// Stored: never renumber.
enum class Making { waiting = 1, being_made, made, failed };
// Why a file is not there. Stored: never renumber.
enum class Fault { none = 0, interrupted, program_missing, program_failed, program_late, other };

struct Format {
    std::string name;  // "pdf", "docx", "xlsx", "json"
    Making state = Making::waiting;
    Fault fault = Fault::none;
    std::string program;  // that is missing or did not do it
    int tries = 0;

    bool is_on_its_way() const { return state == Making::waiting || state == Making::being_made; }
    // Whether the next job makes it: it waits, or was left in the middle.
    bool is_to_be_made() const { return state != Making::made && (state != Making::failed || fault == Fault::interrupted); }
};

// As they are shown.
[[nodiscard]] const std::vector<std::string>& all_formats();
// Young people's report has no spreadsheet.
[[nodiscard]] bool comes_in(Audience, const std::string& format);
// All that the report comes in, waiting.
[[nodiscard]] std::vector<Format> waiting_formats(Audience);
inline constexpr int format_tries_max = 3;  // before only a person asks again

[[nodiscard]] std::string name_of(Making);
[[nodiscard]] std::string name_of(Fault);

}  // namespace touchstone::reports

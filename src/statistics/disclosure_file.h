// A file for disclosure control: JSON in, a table or a ledger out, or what is wrong with it. What is not named here is passed over.
#pragma once
#include <expected>
#include <string_view>
#include <variant>
#include <vector>

#include "statistics/disclosure_ledger.h"
#include "statistics/series_file.h"

namespace touchstone::statistics {

inline constexpr std::size_t disclosure_max_bytes = 1024 * 1024;
inline constexpr std::size_t disclosure_max_lines = 60;  // rows, and columns
inline constexpr std::size_t disclosure_max_releases = 500;
inline constexpr Count disclosure_max_k = 1'000;

struct TableToProtect {
    CountTable table;
    Rules rules;
};
struct ReleasesToJudge {
    Ledger ledger;  // with nothing published
    std::vector<Release> releases;
};
using DisclosureFile = std::variant<TableToProtect, ReleasesToJudge>;

// {"k", "zeros_shown", "table": [[…]]}, or {"k", "low", "dimensions": {name: […]}, "published": [{"where", "n"}], "withheld": [{"where",
// "min"}], "targets": [{"where"}]}, where low is 1 when zeros are shown. The first thing that is wrong, as the key of its sentence.
[[nodiscard]] std::expected<DisclosureFile, FileProblem> read_disclosure_file(std::string_view json);

}  // namespace touchstone::statistics

// What a table of figures holds, as the console says it: as JSON for programs, as lines for people.
#pragma once
#include <string>

#include "measures/figure_reader.h"

namespace touchstone::app {

// {"file", "shape", "rows", "values", "withheld", "missing", "refused", "areas": [{"code", "name", "spellings", "known"}], "periods":
// {"kind", "first", "last", "count"}, "measures": [{"code", "name", "unit", "better", "share_of"}], "groups": columns that tell rows apart,
// "passed_over": columns, "questions": [{"kind", "about", "words"}], "problem_count", "problems": [{"row", "column", "why"}], the first 50
// of them}. What there is not is null; the kind of periods is null where they are of several kinds. A file that cannot be read at all has
// no shape, and one problem without a row.
[[nodiscard]] std::string as_json(const std::string& file, const Outcome<measures::Read>&);

[[nodiscard]] std::string as_lines(const std::string& file, const Outcome<measures::Read>&);

}  // namespace touchstone::app

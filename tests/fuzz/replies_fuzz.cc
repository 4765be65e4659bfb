// Any bytes as a table of answers: nothing that tells who answered by how it looks is kept, and each row is taken or empty.
#include <cstdint>
#include <cstdlib>
#include <sstream>

#include "voice/replies_rows.h"

namespace {

using namespace touchstone::voice;

void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto stripped = strip([&](const touchstone::OnRow& on_row) {
        std::istringstream in(bytes);
        return touchstone::read_csv_rows(in, on_row);
    });
    if (!stripped) return 0;
    const auto& [found, rows] = *stripped;
    demand(found.rows == std::ssize(rows) && found_replies_from(as_json(found)) == found);
    for (const auto& row : rows)
        for (const auto& cell : row.cells) demand(!tells_who(cell));
    ReplyDraft draft;
    draft.tool = touchstone::name_in(tools(), found.tool);
    draft.title = "title";
    draft.columns = columns_begun(found, nullptr, {});
    const auto goals = reply_goals(found, draft, nullptr);
    if (!goals) return 0;
    ReplyChecking checking(found, *goals);
    checking.see(rows);
    const auto check = checking.end();
    demand(check.taken + check.empty == found.rows && reply_check_from(as_json(check)) == check);
    return 0;
}

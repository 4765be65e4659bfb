// Any bytes as the text of a published guide: what is read of it is text, and the same when it is written and read again.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/text.h"
#include "frameworks/framework_json.h"
#include "frameworks/guide_layout.h"

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace touchstone::frameworks;
    const auto reading = read_guide({reinterpret_cast<const char*>(data), size});
    demand(from_json(to_json(reading.framework)) == reading.framework);
    for (const auto& note : reading.unplaced) demand(touchstone::is_text(note.text));
    for (const auto& note : reading.problems) demand(touchstone::is_text(note.text) && !note.why.empty());
    return 0;
}

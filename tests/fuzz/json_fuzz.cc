// Any bytes as JSON from outside: as what a program sends to a form, and as any document with limits.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/bounded_json.h"
#include "base/text.h"
#include "web/api.h"
#include "web/form_reader.h"

namespace {

using Json = nlohmann::json;

void demand(bool holds) {
    if (!holds) std::abort();
}

int depth_of(const Json& json) {
    int deepest = 0;
    if (json.is_structured())
        for (const auto& inner : json) deepest = std::max(deepest, 1 + depth_of(inner));
    return deepest;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace touchstone;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    if (const auto sent = web::read_json(text)) {
        std::size_t fields = 0;
        for (const auto& [name, values] : sent->form.fields()) {
            fields += values.size();
            demand(is_text(name) && sent->json.contains(name));
            for (const auto& value : values) demand(is_text(value));
        }
        demand(fields <= web::fields_max);
    }
    if (const auto json = parse_json<Json>(text)) demand(depth_of(*json) <= json_depth_max);
    return 0;
}

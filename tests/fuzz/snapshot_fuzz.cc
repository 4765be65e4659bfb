// Any bytes as the file of a snapshot: nothing is whole but what was signed here, in the spelling that it was signed in.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "reports/snapshot.h"

namespace {

void demand(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace touchstone::reports;
    static const SigningKey key(std::string(seed_bytes, 'k'));
    static const auto sealed = seal(R"({"evaluation":{"title":"One"},"snapshot":{"made_at":"2026-01-31T00:00:00.000Z","number":1}})", key);
    const std::string input(reinterpret_cast<const char*>(data), size);
    const auto found = verify(input, key.public_key());
    demand(found.is_whole == found.fault.empty());
    demand(!found.is_whole || input == sealed || content_of(input) == content_of(sealed));
    // A sealed file in which one stretch is overwritten.
    if (size < 3) return 0;
    auto changed = sealed;
    const auto at = (static_cast<std::size_t>(data[0]) << 8 | data[1]) % changed.size();
    changed.replace(at, std::min(size - 2, changed.size() - at), input, 2, size - 2);
    demand(changed == sealed || !verify(changed, key.public_key()).is_whole);
    return 0;
}

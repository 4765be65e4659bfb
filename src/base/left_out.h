// Guards can be left out one at a time, by name, to show that tests/matrix misses each of them; but only in a build made for that.
// In the product every guard stands: the compiler sees a constant.
#pragma once
#include <string_view>

#ifdef TOUCHSTONE_CAN_LEAVE_OUT_GUARDS
#include <cstdlib>
#endif

namespace touchstone {

#ifdef TOUCHSTONE_CAN_LEAVE_OUT_GUARDS
inline bool guards(std::string_view name) {
    static const char* left_out = std::getenv("TOUCHSTONE_WITHOUT_GUARD");
    return left_out == nullptr || name != left_out;
}
#else
constexpr bool guards(std::string_view) { return true; }
#endif

}  // namespace touchstone

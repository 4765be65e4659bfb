#pragma once

namespace touchstone {

inline constexpr const char* product_version = "0.1.0";

}  // namespace touchstone

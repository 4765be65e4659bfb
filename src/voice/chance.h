// Ids and orders of chance, so that nothing tells which came first.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <sodium.h>

namespace touchstone::voice {

// 32 hex digits.
inline std::string id_of_chance() {
    unsigned char bytes[16];
    randombytes_buf(bytes, sizeof bytes);
    std::string id(2 * sizeof bytes + 1, '\0');
    sodium_bin2hex(id.data(), id.size(), bytes, sizeof bytes);
    id.pop_back();  // its NUL
    return id;
}

template <class Each>
void shuffle(std::vector<Each>& all) {
    for (std::size_t i = all.size(); i > 1; --i) std::swap(all[i - 1], all[randombytes_uniform(static_cast<std::uint32_t>(i))]);
}

}  // namespace touchstone::voice

// What a program was answered when its request changed something: given again when the same request comes under the same key.
#pragma once
#include <string>

namespace touchstone {

struct KeptAnswer {
    std::string fingerprint;  // of the whole request
    int status = 0;
    std::string location;
};

}  // namespace touchstone

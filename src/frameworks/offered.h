// A published version of a framework that a form can use.
#pragma once
#include <string>

namespace touchstone::frameworks {

struct Offered {
    std::string id, hash;
};

}  // namespace touchstone::frameworks

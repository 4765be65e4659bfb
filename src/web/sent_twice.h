// A field that may stand once came twice. Which of the two counts, programs read differently, so neither does.
#pragma once
#include <stdexcept>
#include <string>

namespace touchstone::web {

struct SentTwice : std::runtime_error {
    explicit SentTwice(std::string name) : std::runtime_error("a field came twice"), field(std::move(name)) {}
    std::string field;
};

}  // namespace touchstone::web

#include "base/fields.h"

#include <nlohmann/json.hpp>

namespace touchstone {

std::string as_json(const std::vector<FieldValue>& fields) {
    auto json = nlohmann::json::object();
    for (const auto& [shape, values] : fields) {
        std::string words;
        for (const auto& value : values) words += (words.empty() ? "" : ", ") + value;
        json[shape.name] = words;
    }
    return json.dump();
}

}  // namespace touchstone

#include "base/fields.h"

#include <nlohmann/json.hpp>

namespace touchstone {

std::string as_json(const std::vector<FieldValue>& fields) {
    auto json = nlohmann::json::object();
    for (const auto& [shape, values] : fields) {
        if (shape.kind == FieldShape::Kind::choices)
            json[shape.name] = values;
        else
            json[shape.name] = values.empty() ? std::string() : values.front();
    }
    return json.dump();
}

}  // namespace touchstone

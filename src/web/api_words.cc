#include "web/api_words.h"

#include <map>

namespace touchstone::web {
std::string meaning_of(const FieldShape& shape) {
    static const std::map<std::string, std::string> meanings{
        {"seen_version", "The version that you read"},
        {"level", "The level of quality that you award, a number of the framework's scale; never filled in for you"},
        {"owner", "An organisation's id, or the word partnership; of an action point, the id of one of its people"},
        {"source", "The key of one of the framework's sources"},
        {"line_source", "The key of one of the framework's sources"},
        {"whose_view", "The key of one of the framework's stakeholder groups"},
        {"outcomes", "Keys of the framework's outcomes"},
        {"groups", "Keys of the framework's groups of children"},
        {"themes", "Themes of indicators, such as generic-2006/5.1/2, or 5.1/2 where one framework only is spoken of"},
        {"causes", "Indicators that explain a weakness, such as generic-2006/9.4"},
        {"audiences", "Whom a report is for: partnership, board, public or young_people"},
        {"framework", "As the form holds it: the hash of one of the frameworks, or its id"},
    };
    if (!shape.allowed.empty()) return {};
    const auto found = meanings.find(shape.name);
    return found == meanings.end() ? std::string() : found->second;
}

std::string ids_from(const FieldShape& shape) {
    static const std::map<std::string, std::string> lists{
        {"services", "/services"}, {"organisation", "/organisations"}, {"partners", "/organisations"},
        {"evidence", "/evidence"}, {"evaluations", "/evaluations"},    {"contact", "/people"},
        {"who", "/people"},        {"standards", "/standards"},
    };
    const auto found = lists.find(shape.name);
    return found == lists.end() || !shape.allowed.empty() ? std::string() : found->second;
}

}  // namespace touchstone::web

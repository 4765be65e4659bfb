// Areas that figures are of, by the codes and names that published tables use for them. What is known is data: places/*.yaml.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/named.h"
#include "measures/period.h"

namespace touchstone::measures {

enum class AreaKind { country, council, health_board, hospital };
[[nodiscard]] const Names<AreaKind>& area_kinds();

struct Area {
    AreaKind kind = AreaKind::council;
    std::string code, name;
    std::vector<std::string> older_codes;  // from before a boundary changed
    std::vector<std::string> other_names;
    bool operator==(const Area&) const = default;
};

// A published table that was made in another way from some periods on.
struct MethodSteps {
    std::string source;  // names the sentence that says what changed
    std::vector<std::string> columns;
    std::vector<Period> from;
};

class Places {
public:
    // Throws std::runtime_error for what is not written as places/scotland.yaml is.
    explicit Places(const std::string& yaml);

    // What a code, an older code, an address that ends in one, or a name may mean; a council and a health board can have one name. Nothing
    // for what is not known.
    [[nodiscard]] std::vector<const Area*> meant_by(std::string_view spelling) const;
    [[nodiscard]] const std::vector<Area>& areas() const { return areas_; }
    [[nodiscard]] const std::vector<MethodSteps>& steps() const { return steps_; }

private:
    std::vector<Area> areas_;
    std::vector<MethodSteps> steps_;
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_code_, by_name_;
};

// What the program carries.
[[nodiscard]] const Places& scotland();

// The last part of an address of statistics.gov.scot; anything else as it is.
[[nodiscard]] std::string_view end_of_address(std::string_view spelling);
// "S12000005": a letter and eight digits.
[[nodiscard]] bool is_area_code(std::string_view);
// Which kind of areas a name speaks of: "Council_Area_Name", "HBName".
[[nodiscard]] std::optional<AreaKind> areas_named_by(std::string_view name);

}  // namespace touchstone::measures

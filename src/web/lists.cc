#include "web/lists.h"

#include <algorithm>

#include "web/texts.h"

namespace touchstone::web {

std::string listed_apart(const std::vector<std::string>& parts) {
    std::string all;
    for (const auto& part : parts) {
        if (part.empty()) continue;
        all = all.empty() ? part : text("web.lists.apart", {{"before", all}, {"after", part}});
    }
    return all;
}

void sort_by_label(std::vector<Option>& options) {
    const auto named = std::ranges::stable_partition(options, [](const Option& option) { return option.value.empty(); });
    std::ranges::stable_sort(named, comes_before, &Option::label);
}

}  // namespace touchstone::web

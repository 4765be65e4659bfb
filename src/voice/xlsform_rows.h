// The rows of an XLSForm's survey as groups within groups, and the lists of its choices.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "voice/xlsform_table.h"
#include "voice/xlsform_type.h"

namespace touchstone::voice {

struct FormItem {
    int row = 0;
    FormType type;
    std::vector<FormItem> members;  // of a group or a repeat
};

// What does not fit, such as a group that is not ended, is added to what is refused.
[[nodiscard]] std::vector<FormItem> items_of(const FormTable& survey, std::vector<Refusal>& refused, std::vector<Refusal>& left_out);

struct FormChoices {
    std::vector<Choice> choices;
    std::vector<int> rows;  // where they stand; 0: nowhere, it is what "or_other" adds
    std::size_t bytes = 0;  // of their texts
};
// By list. "or_other" gives its list one more choice, for all that use it.
[[nodiscard]] std::map<std::string, FormChoices> choices_of(const FormTable& choices, const std::vector<FormItem>&,
                                                            const std::string& default_language);

}  // namespace touchstone::voice

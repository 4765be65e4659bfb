// What stands in the column "type" of an XLSForm, under all the names that it has had (pyxform's aliases).
#pragma once
#include <string>
#include <string_view>

namespace touchstone::voice {

enum class Take {
    note,
    choice,
    choices,
    range,
    whole_number,
    number,
    words,
    day,
    moment,  // a time of day, or a day with one
    acknowledge,
    computed,
    metadata,
    begin_group,
    end_group,
    begin_repeat,
    end_repeat,
    refused,
    unknown
};

struct FormType {
    Take take = Take::unknown;
    std::string name;              // as XLSForm spells it
    std::string list = {};         // of choices
    bool has_other = false;        // "or_other"
    std::string why_refused = {};  // key of the sentence
};

[[nodiscard]] FormType form_type(const std::string& cell);

}  // namespace touchstone::voice

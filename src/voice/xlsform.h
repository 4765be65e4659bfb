// A questionnaire from an XLSForm workbook (https://xlsform.org): what Touchstone can ask is taken, and all else is named with where it
// stands and why. Nothing is passed over in silence, except how a question looks. See docs/voice.md.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"
#include "voice/questionnaire.h"

namespace touchstone::voice {

// Something of the workbook that was not taken.
struct Refusal {
    std::string sheet;   // as the workbook names it
    int row = 0;         // of the workbook, from 1; 0: the whole sheet
    std::string column;  // its head, as the workbook names it; empty: the whole row
    std::string name;    // of the question or choice, where there is one
    std::string why;     // the key of the sentence, and what it names
    std::map<std::string, std::string> values;
    bool operator==(const Refusal&) const = default;
};

struct XlsForm {
    Questionnaire questionnaire;
    std::map<std::string, std::string> types;  // what the form calls them, by question: "select_one", "integer"; of a grid "table-list"
    std::vector<Refusal> refused;              // the form cannot be taken
    std::vector<Refusal> left_out;             // it can, without these
};

// The language of a form that does not say which one it is in. Somebody has to say before it is published.
inline constexpr const char* unnamed_language = "default";

// By what the bytes are, not by the file's name. Problems are at the field "file".
[[nodiscard]] Outcome<XlsForm> read_xlsform(std::string_view bytes);

}  // namespace touchstone::voice

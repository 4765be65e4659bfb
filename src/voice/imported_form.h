// A questionnaire from a file of another tool: what Touchstone can ask is taken, and all else is named with where it stands and why.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "voice/questionnaire.h"

namespace touchstone::voice {

// Something of the file that was not taken. Where it stands is a sheet, a row and a column, or in a file of objects a path.
struct Refusal {
    std::string sheet;   // as the workbook names it
    int row = 0;         // of the file, from 1; 0: the whole sheet
    std::string column;  // its head, as the file names it; empty: the whole row
    std::string name;    // of the question or choice, where there is one
    std::string why;     // the key of the sentence, and what it names
    std::map<std::string, std::string> values;
    std::string path = {};  // "pages[0].elements[2].visibleIf"
    bool operator==(const Refusal&) const = default;
};

struct ImportedForm {
    Questionnaire questionnaire;
    std::map<std::string, std::string> types;  // what the file calls them, by question: "select_one", "radiogroup", "L"
    std::vector<Refusal> refused;              // the form cannot be taken
    std::vector<Refusal> left_out;             // it can, without these
};

// The language of a form that does not say which one it is in. Somebody has to say before it is published.
inline constexpr const char* unnamed_language = "default";

// Adds to what is refused or left out, up to as much as somebody can read.
class FormNotes {
public:
    explicit FormNotes(ImportedForm& form) : form_(form) {}
    void refuse(Refusal refusal) { add(form_.refused, std::move(refusal)); }
    void leave_out(Refusal refusal) { add(form_.left_out, std::move(refusal)); }
    // Nothing more needs to be read then.
    [[nodiscard]] bool is_full() const { return is_full_; }

private:
    void add(std::vector<Refusal>& to, Refusal);

    ImportedForm& form_;
    bool is_full_ = false;
};

// "(a) and (b)", or the one that is there.
[[nodiscard]] std::string both(const std::string& first, const std::string& second);

// What tools add for a choice that nobody thought of, in their English words.
inline constexpr const char *other_name = "other", *other_label = "Other", *specify_other = "Specify other.";
// A line of text, asked where that choice of the question is chosen.
[[nodiscard]] Question asked_for_other(const Question&, const std::string& choice, const std::string& language);

// "7", "-1.5": a number as conditions hold them.
[[nodiscard]] bool is_decimal(const std::string&);
// Whether words that a tool has only in English here are in the form's language, or nothing is known of it.
[[nodiscard]] bool reads_english(const std::string& language);

// Like what a file calls it, where it can be kept under that name; else with "_" for signs that names here do not hold, and a number where
// it `is_taken`.
using IsTaken = std::function<bool(const std::string&)>;
[[nodiscard]] std::string sound_name(const std::string& wanted, const IsTaken&);
[[nodiscard]] std::string sound_choice_name(const std::string& wanted, const IsTaken&);

}  // namespace touchstone::voice

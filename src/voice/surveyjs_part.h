// One object of a SurveyJS file, with where it stands and what of it has been read.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "voice/imported_form.h"

namespace touchstone::voice {

using Json = nlohmann::json;

// What is said of a file, and its texts.
class SurveyNotes {
public:
    explicit SurveyNotes(ImportedForm& form) : form_(form), notes_(form) {}

    void refuse(const std::string& path, const std::string& name, const std::string& why, std::map<std::string, std::string> values = {});
    void leave_out(const std::string& path, const std::string& name, const std::string& why,
                   std::map<std::string, std::string> values = {});
    // Nothing more is read then.
    [[nodiscard]] bool is_full() const { return notes_.is_full(); }

    // A text, or one for each language; what says no language is in the default one.
    [[nodiscard]] Wording wording(const Json&, const std::string& path, const std::string& name, bool is_html = false);
    [[nodiscard]] const std::string& language() const { return form_.questionnaire.default_language; }
    [[nodiscard]] ImportedForm& form() { return form_; }

private:
    [[nodiscard]] std::string text_in(const Json&, const std::string& path, const std::string& name, bool is_html);

    ImportedForm& form_;
    FormNotes notes_;
};

class SurveyPart {
public:
    // Refused where it is no object, and read as an empty one.
    SurveyPart(const Json&, std::string path, SurveyNotes&);

    std::string name;  // of the question that it belongs to, as the file has it

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] std::string path_of(const std::string& property) const { return path_.empty() ? property : path_ + "." + property; }

    // Nothing where it is not there, or null. Reading it, or saying something of it, takes it off the list of what has not been read.
    [[nodiscard]] const Json* find(const std::string& property);
    // A text, or a number as one; empty where there is none.
    [[nodiscard]] std::string word(const std::string& property);
    [[nodiscard]] bool is_true(const std::string& property);
    [[nodiscard]] bool is_false(const std::string& property);
    [[nodiscard]] std::optional<double> number(const std::string& property);
    [[nodiscard]] Wording wording(const std::string& property, bool is_html = false);
    [[nodiscard]] std::vector<SurveyPart> parts(const std::string& property);  // of an array of objects

    void refuse(const std::string& property, const std::string& why, std::map<std::string, std::string> values = {});
    void leave_out(const std::string& property, const std::string& why, std::map<std::string, std::string> values = {});
    // Names what has not been read, but for what only says how something looks.
    void leave_out_rest();

private:
    [[nodiscard]] std::optional<bool> truth(const std::string& property);

    const Json* json_;
    std::string path_;
    SurveyNotes* notes_;
    std::set<std::string> read_;
};

// "true", "1.5" or a text, as choices are called; nothing for what is no single value.
[[nodiscard]] std::optional<std::string> value_text(const Json&);
// The text in each language after the one before it.
[[nodiscard]] Wording joined(const Wording& first, const std::string& between, const Wording& second, const std::string& language);

inline constexpr const char* wrong_kind = "voice.form.refused.wrong_kind";

}  // namespace touchstone::voice

// The rows of a LimeSurvey export as groups with their questions, and what each is in every language.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/sheet.h"
#include "voice/imported_form.h"

namespace touchstone::voice {

// An answer or a subquestion; a question; a group. Each begins with the row that it has in the survey's own language.
struct LimeAnswer {
    int row = 0;
    std::string name;
    Wording text;
};
struct LimeQuestion {
    int row = 0;
    std::string name, type;
    Wording text, help;
    std::vector<LimeAnswer> answers, parts;  // classes A and SQ
};
struct LimeGroup {
    int row = 0;
    Wording name, text;
    std::vector<LimeQuestion> questions;
};

class LimeTable {
public:
    // What does not fit is added to what is refused or left out; title, languages and what welcomes are the questionnaire's.
    LimeTable(Rows rows, ImportedForm& form);

    [[nodiscard]] const std::vector<LimeGroup>& groups() const { return groups_; }
    [[nodiscard]] const std::vector<std::pair<int, Wording>>& introductions() const { return introductions_; }
    [[nodiscard]] const std::string& language() const { return form_.questionnaire.default_language; }
    [[nodiscard]] bool is_one_page() const { return setting("format") == "A"; }
    // By the column's name in small letters.
    [[nodiscard]] std::string cell(int row, const std::string& column) const;
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
    // How many of the columns this row has.
    [[nodiscard]] std::size_t width(int row) const;

    void refuse(int row, const std::string& column, const std::string& why, std::map<std::string, std::string> values = {});
    void leave_out(int row, const std::string& column, const std::string& why, std::map<std::string, std::string> values = {});

private:
    struct Place {  // where a language has come to
        std::size_t groups = 0;
        std::optional<std::pair<std::size_t, std::size_t>> question = {};  // group and place
        bool is_passed_over = false;  // what belongs to a question that was not taken has been named with it
    };

    [[nodiscard]] std::string setting(const std::string& name) const;
    [[nodiscard]] std::string language_at(int row) const;
    void find_languages();
    void read_row(int row);
    void read_words(int row);
    void read_group(int row);
    void read_question(int row);
    void read_answer(int row, bool is_part);
    void add_text(Wording& to, int row, const std::string& column);
    [[nodiscard]] int last_row() const { return static_cast<int>(rows_.size()); }

    Rows rows_;
    ImportedForm& form_;
    FormNotes notes_;
    std::vector<std::string> columns_;
    std::map<std::string, std::size_t> at_;  // by column
    std::vector<LimeGroup> groups_;
    std::vector<std::pair<int, Wording>> introductions_;                    // a description and a welcome, with their rows
    std::map<std::string, std::pair<std::size_t, std::size_t>> questions_;  // by name: group and place
    std::map<std::string, Place> places_;
    std::map<std::string, std::size_t> introduced_;  // by setting
    bool begins_without_group_ = false;              // and has one for what stands before the first
    int settings_ = 0, first_setting_ = 0;           // not taken
};

}  // namespace touchstone::voice

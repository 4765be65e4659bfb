// The questions of an XLSForm, from its rows.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "voice/xlsform_rows.h"

namespace touchstone::voice {

// Adds the questions of a form, with their types and all that is refused or left out, to one whose languages are known.
class FormQuestions {
public:
    FormQuestions(const FormTable& survey, const FormTable& choices, ImportedForm& form);
    void add_all();

private:
    // What a question has from the groups that it stands in.
    struct Place {
        std::string relevant;
        bool is_on_page = false;
    };

    void refuse(int row, const std::string& column, const std::string& why, std::map<std::string, std::string> values = {});
    void leave_out(int row, const std::string& column, const std::string& why, std::map<std::string, std::string> values = {});
    void leave_out_all(const FormItem&);

    void add(const std::vector<FormItem>&, const Place&);
    void add_group(const FormItem&, Place);
    void add_question(const FormItem&, const Place&);
    void add_taken(const FormItem&, const Place&);
    void add_specify_other(const Question&, const Place&);
    void push(Question, const std::string& type, int row);

    [[nodiscard]] bool is_table(const std::vector<FormItem>&, std::size_t from, std::size_t to) const;
    [[nodiscard]] std::size_t end_of_table(const std::vector<FormItem>&, std::size_t from) const;
    void add_table(int row, const Wording& label, const std::vector<FormItem>&, std::size_t from, std::size_t to, const Place&);

    void shape(Question&, const FormItem&);
    void make_range(Question&, int row);
    void note_the_rest(const FormItem&);

    [[nodiscard]] std::string name_at(int row) const { return survey_.cell(row, "name"); }
    [[nodiscard]] bool looks(int row, std::string_view appearance) const;
    [[nodiscard]] std::string free_name(const std::string& wanted) const;
    [[nodiscard]] Wording wording(int row, const std::string& column);
    [[nodiscard]] bool has_label(const Wording& label) const { return label.contains(form_.questionnaire.default_language); }
    [[nodiscard]] Wording label_at(int row);
    [[nodiscard]] Refusal no_label(const FormTable&, int row) const;
    [[nodiscard]] std::vector<Choice> choices_at(const FormItem&);
    void check_choices(const std::string& list, const FormChoices&);
    [[nodiscard]] std::string expression(int row, const std::string& column, const std::string& own);
    // Its own, and those of its groups.
    [[nodiscard]] std::string condition(int row, const Place&);
    [[nodiscard]] bool is_needed(int row);

    const FormTable &survey_, &choices_;
    ImportedForm& form_;
    std::vector<FormItem> items_;
    std::map<std::string, FormChoices> lists_;
    std::set<std::string> checked_lists_;
    std::map<std::string, std::string> answers_;  // of rows of grids: where they are answered
    std::set<std::string> taken_;                 // what can be asked about so far: "name", "grid.row"
    std::map<std::string, int> rows_;             // where a name stands first
    std::set<std::string> reserved_;              // all names of the survey's questions
    std::size_t copied_bytes_ = 0;
    bool begins_page_ = false;
};

}  // namespace touchstone::voice

// The questions of a SurveyJS file, from its pages and panels.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "voice/foreign_expression.h"
#include "voice/surveyjs_part.h"

namespace touchstone::voice {

// Adds the questions of a file, with their types and all that is refused or left out, to one whose language is known.
class SurveyQuestions {
public:
    SurveyQuestions(SurveyNotes& notes, const Json& file);
    // Each after the first begins a page.
    void add_pages(std::vector<SurveyPart> pages);
    void add_elements(SurveyPart& of, const std::string& relevant);
    void add_introduction(const Wording&, const std::string& path);
    // What only the whole shows, at its question.
    void check();

private:
    using Values = std::map<std::string, std::string>;  // choices by what the file calls them, where they are called otherwise here

    void add_element(SurveyPart&, const std::string& relevant);
    void add_panel(SurveyPart&, const std::string& relevant);
    void add_note_of(SurveyPart&, const std::string& name, const std::string& relevant);
    void add_question(SurveyPart&, const std::string& type, Kind, const std::string& relevant);
    void add_other(SurveyPart&, const Question&, const std::string& relevant);
    void push(Question, const std::string& type, const std::string& path);

    [[nodiscard]] Wording label_of(SurveyPart&, const char* property);
    [[nodiscard]] std::vector<Choice> choices_at(SurveyPart&, const char* property, Values&);
    [[nodiscard]] Choice choice_from(const Json&, const std::string& path, const std::string& question, std::string& value);
    [[nodiscard]] std::vector<Choice> choices_of(SurveyPart&, Values&);
    [[nodiscard]] std::vector<Choice> yes_and_no(SurveyPart&, Values&);
    void make_rating(SurveyPart&, Question&, Values&);
    [[nodiscard]] Wording words_or(SurveyPart&, const char* property, const char* english);
    [[nodiscard]] bool is_needed(SurveyPart&, Kind);
    void add_rules(SurveyPart&, const std::string& type, Question&);
    void add_validator(SurveyPart&, Question&);
    [[nodiscard]] std::string expression(SurveyPart&, const char* property, const std::string& own);
    [[nodiscard]] std::string condition(SurveyPart&, const std::string& relevant);
    [[nodiscard]] std::string free_name(const std::string& wanted) const;

    SurveyNotes& notes_;
    ImportedForm& form_;
    std::map<std::string, ForeignAnswer> answers_;       // what can be asked about so far: "name", "matrix.row"
    std::map<std::string, std::string> paths_, places_;  // by name in the file, and here
    std::set<std::string> reserved_;                     // names that questions of the file have
};

// What an export keeps in properties of its own: read back where what it stands for has not been changed since.
[[nodiscard]] Question with_kept(const Question&, SurveyPart&);
// Adds to the element what `read` again it would not give.
void keep_rest(Json& element, const Question& ours, const Question& read);

}  // namespace touchstone::voice

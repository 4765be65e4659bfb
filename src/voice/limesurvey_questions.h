// The questions of a LimeSurvey export, from its groups.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "voice/foreign_expression.h"
#include "voice/limesurvey_table.h"

namespace touchstone::voice {

// Adds the questions of a table, with their types and all that is refused or left out.
class LimeQuestions {
public:
    LimeQuestions(LimeTable& table, ImportedForm& form);
    void add_all();
    // What only the whole shows, at the row of its question.
    void check();

private:
    void add_note(int row, const Wording& label, const Wording& hint, const std::string& wanted, const std::string& relevant);
    void add_group(const LimeGroup&);
    void add_question(const LimeQuestion&, const std::string& relevant);
    void add_other(const LimeQuestion&, Question&, const std::string& relevant);
    void push(Question, const std::string& type, int row);
    void remember(const LimeQuestion&, const Question&);

    void shape(const LimeQuestion&, Question&);
    [[nodiscard]] std::vector<Choice> choices_of(const LimeQuestion&, const std::vector<LimeAnswer>&);
    [[nodiscard]] std::vector<Choice> fixed(const LimeQuestion&, const std::vector<std::pair<const char*, const char*>>&);
    void add_rules(const LimeQuestion&, Question&);
    void note_the_rest(const LimeQuestion&);
    [[nodiscard]] bool is_needed(const LimeQuestion&);
    [[nodiscard]] std::string condition(int row, const std::string& relevant);
    [[nodiscard]] std::string free_name(const std::string& wanted) const;
    [[nodiscard]] bool has_label(const Wording& wording) const { return wording.contains(table_.language()); }

    LimeTable& table_;
    ImportedForm& form_;
    std::map<std::string, ForeignAnswer> answers_;  // what can be asked about so far: "q", "q_SQ001", "q_other"
    std::map<std::string, int> rows_;               // by name here
    std::set<std::string> reserved_;                // names that questions of the file have
};

}  // namespace touchstone::voice

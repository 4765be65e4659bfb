// What can be answered to a question of a LimeSurvey export: its choices, and what an answer must fulfil.
#include <algorithm>

#include "base/text.h"
#include "base/time.h"
#include "voice/limesurvey_questions.h"

namespace touchstone::voice {
namespace {

using Fixed = std::vector<std::pair<const char*, const char*>>;
const Fixed five = {{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "5"}};
const Fixed ten = {{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "5"},
                   {"6", "6"}, {"7", "7"}, {"8", "8"}, {"9", "9"}, {"10", "10"}};
const Fixed yes_no = {{"Y", "Yes"}, {"N", "No"}};
const Fixed genders = {{"F", "Female"}, {"M", "Male"}};
const Fixed yes_uncertain_no = {{"Y", "Yes"}, {"U", "Uncertain"}, {"N", "No"}};
const Fixed more_or_less = {{"I", "Increase"}, {"S", "Same"}, {"D", "Decrease"}};

// Columns that are read, only number things, or only say how a question looks.
const std::set<std::string, std::less<>> read_columns = {"id",
                                                         "related_id",
                                                         "class",
                                                         "type/scale",
                                                         "name",
                                                         "relevance",
                                                         "text",
                                                         "help",
                                                         "language",
                                                         "mandatory",
                                                         "other",
                                                         "hidden",
                                                         "same_default",
                                                         "same_script",
                                                         "encrypted",
                                                         "min_answers",
                                                         "max_answers",
                                                         "min_num_value_n",
                                                         "max_num_value_n",
                                                         "num_value_int_only",
                                                         "maximum_chars",
                                                         "date_min",
                                                         "date_max",
                                                         "validation"};
const std::set<std::string, std::less<>> looks = {"alphasort",
                                                  "answer_width",
                                                  "answer_width_bycolumn",
                                                  "category_separator",
                                                  "choice_input_columns",
                                                  "choice_title",
                                                  "cssclass",
                                                  "date_format",
                                                  "display_columns",
                                                  "display_rows",
                                                  "display_type",
                                                  "dropdown_dates",
                                                  "dropdown_dates_minute_step",
                                                  "dropdown_dates_month_style",
                                                  "dropdown_prefix",
                                                  "dropdown_prepostfix",
                                                  "dropdown_separators",
                                                  "dropdown_size",
                                                  "em_validation_q_tip",
                                                  "em_validation_sq_tip",
                                                  "hide_tip",
                                                  "input_boxes",
                                                  "input_size",
                                                  "keep_aspect",
                                                  "label_input_columns",
                                                  "numbers_only",
                                                  "page_break",
                                                  "parent_order",
                                                  "placeholder",
                                                  "prefix",
                                                  "printable_help",
                                                  "public_statistics",
                                                  "question_template",
                                                  "question_theme_name",
                                                  "repeat_headings",
                                                  "reverse",
                                                  "samechoiceheight",
                                                  "samelistheight",
                                                  "scale_export",
                                                  "show_comment",
                                                  "show_title",
                                                  "showpopups",
                                                  "statistics_graphtype",
                                                  "statistics_showgraph",
                                                  "statistics_showmap",
                                                  "suffix",
                                                  "text_input_columns",
                                                  "text_input_width",
                                                  "thousand_separator",
                                                  "use_dropdown"};
const std::map<std::string, const char*, std::less<>> reasons = {{"default", "voice.form.left_out.default"},
                                                                 {"array_filter", "voice.form.left_out.choice_filter"},
                                                                 {"array_filter_exclude", "voice.form.left_out.choice_filter"},
                                                                 {"random_order", "voice.form.left_out.order"},
                                                                 {"answer_order", "voice.form.left_out.order"},
                                                                 {"subquestion_order", "voice.form.left_out.order"},
                                                                 {"em_validation_q", "voice.form.left_out.pattern"},
                                                                 {"em_validation_sq", "voice.form.left_out.pattern"}};

}  // namespace

void LimeQuestions::shape(const LimeQuestion& read, Question& question) {
    const auto& type = read.type;
    const bool has_comment = type == "O" || type == "P";
    if (has_comment) table_.leave_out(read.row, "type/scale", "voice.form.left_out.comment");
    if (type == "L" || type == "!" || type == "O" || type == "F" || type == "H") question.choices = choices_of(read, read.answers);
    if (type == "M" || type == "P") question.choices = choices_of(read, read.parts);
    if (type == "Y") question.choices = fixed(read, yes_no);
    if (type == "G") question.choices = fixed(read, genders);
    if (type == "5" || type == "A") question.choices = fixed(read, five);
    if (type == "B") question.choices = fixed(read, ten);
    if (type == "C") question.choices = fixed(read, yes_uncertain_no);
    if (type == "E") question.choices = fixed(read, more_or_less);
    if (question.kind == Kind::grid) question.rows = choices_of(read, read.parts);
}

std::vector<Choice> LimeQuestions::choices_of(const LimeQuestion& read, const std::vector<LimeAnswer>& answers) {
    std::vector<Choice> choices;
    if (answers.size() > choices_max) {
        table_.refuse(read.row, "name", "voice.form.refused.choices_too_many", {{"max", std::to_string(choices_max)}});
        return choices;
    }
    for (const auto& [row, name, text] : answers) {
        if (!is_choice_name(name)) table_.refuse(row, "name", "voice.problems.choice_unsound");
        if (!has_label(text)) table_.refuse(row, "text", "voice.form.refused.no_label", {{"language", table_.language()}});
        choices.push_back({name, text});
    }
    return choices;
}

// LimeSurvey has its own words, in many languages; here they are English.
std::vector<Choice> LimeQuestions::fixed(const LimeQuestion& read, const Fixed& words) {
    std::vector<Choice> choices;
    std::string said;
    for (const auto& [name, label] : words) {
        choices.push_back({name, {{table_.language(), {label}}}});
        said += (said.empty() ? "" : " / ") + std::string(label);
    }
    const bool is_of_digits = words == five || words == ten;
    if (!is_of_digits && !reads_english(table_.language()))
        table_.leave_out(read.row, "type/scale", "voice.form.left_out.english_words", {{"words", said}});
    return choices;
}

void LimeQuestions::add_rules(const LimeQuestion& read, Question& question) {
    const auto add = [&](const std::string& column, Kind kind, bool is_sound, const std::string& rule) {
        if (table_.cell(read.row, column).empty()) return;
        if (question.kind == kind && is_sound)
            question.constraint = both(question.constraint, rule);
        else
            table_.leave_out(read.row, column, "voice.form.left_out.parameters");
    };
    const auto number = [&](const std::string& column, Kind kind, const std::string& rule) {
        const auto cell = table_.cell(read.row, column);
        add(column, kind, is_decimal(cell), rule + " " + cell);
    };
    const auto day = [&](const std::string& column, const std::string& rule) {
        const auto cell = table_.cell(read.row, column);
        add(column, Kind::day, date_from(cell).has_value(), rule + " '" + cell + "'");
    };
    number("min_num_value_n", Kind::number, ". >=");
    number("max_num_value_n", Kind::number, ". <=");
    if (table_.cell(read.row, "num_value_int_only") == "1") add("num_value_int_only", Kind::number, true, ". = int(.)");
    number("min_answers", Kind::choices, "count-selected(.) >=");
    number("max_answers", Kind::choices, "count-selected(.) <=");
    number("maximum_chars", question.kind == Kind::text ? Kind::text : Kind::words, "string-length(.) <=");
    day("date_min", ". >=");
    day("date_max", ". <=");
    if (const auto pattern = table_.cell(read.row, "validation"); !pattern.empty()) {
        const bool is_delimited = pattern.size() > 1 && pattern.starts_with('/') && pattern.ends_with('/');
        const auto rule = rule_of_pattern(is_delimited ? pattern.substr(1, pattern.size() - 2) : pattern);
        if (rule.empty())
            table_.leave_out(read.row, "validation", "voice.form.left_out.pattern");
        else
            question.constraint = both(question.constraint, rule);
    }
    if (characters(question.constraint) <= Expression::characters_max) return;
    table_.refuse(read.row, "validation", "voice.form.refused.long_rule");
    question.constraint.clear();
}

// Cells of a question that is taken, of which nothing comes.
void LimeQuestions::note_the_rest(const LimeQuestion& read) {
    for (std::size_t i = 0; i < table_.width(read.row); ++i) {
        const auto& column = table_.columns().at(i);
        if (read_columns.contains(column) || looks.contains(column) || column.empty()) continue;
        const auto cell = table_.cell(read.row, column);
        if (cell.empty() || (column != "default" && (cell == "0" || cell == "N"))) continue;
        const auto reason = reasons.find(column);
        table_.leave_out(read.row, column, reason == reasons.end() ? "voice.form.left_out.unknown_property" : reason->second);
    }
    for (const auto& part : read.parts)
        if (const auto cell = table_.cell(part.row, "relevance"); !cell.empty() && cell != "1")
            table_.leave_out(part.row, "relevance", "voice.form.left_out.choice_filter");
}

}  // namespace touchstone::voice

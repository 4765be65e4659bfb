#include "voice/limesurvey_questions.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "base/time.h"

namespace touchstone::voice {
namespace {

using Holds = ForeignAnswer::Holds;

// By the letter of the type.
const std::map<std::string, Kind, std::less<>> kinds = {
    {"S", Kind::words},   {"T", Kind::text},    {"U", Kind::text},   {"N", Kind::number}, {"D", Kind::day},
    {"L", Kind::choice},  {"!", Kind::choice},  {"O", Kind::choice}, {"Y", Kind::choice}, {"G", Kind::choice},
    {"M", Kind::choices}, {"P", Kind::choices}, {"5", Kind::scale},  {"F", Kind::grid},   {"H", Kind::grid},
    {"A", Kind::grid},    {"B", Kind::grid},    {"C", Kind::grid},   {"E", Kind::grid},   {"X", Kind::note}};
const std::map<std::string, const char*, std::less<>> left_out = {{"*", "voice.form.left_out.computed"},
                                                                  {"I", "voice.form.left_out.language_switch"}};
const std::map<std::string, const char*, std::less<>> refused = {
    {"R", "voice.form.refused.rank"},      {"|", "voice.form.refused.file"},      {"1", "voice.form.refused.not_asked"},
    {":", "voice.form.refused.not_asked"}, {";", "voice.form.refused.not_asked"}, {"K", "voice.form.refused.not_asked"},
    {"Q", "voice.form.refused.not_asked"}};

using Fixed = std::vector<std::pair<const char*, const char*>>;
const Fixed five = {{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "5"}};
const Fixed ten = {{"1", "1"}, {"2", "2"}, {"3", "3"}, {"4", "4"}, {"5", "5"},
                   {"6", "6"}, {"7", "7"}, {"8", "8"}, {"9", "9"}, {"10", "10"}};
const Fixed yes_no = {{"Y", "Yes"}, {"N", "No"}};
const Fixed genders = {{"F", "Female"}, {"M", "Male"}};
const Fixed yes_uncertain_no = {{"Y", "Yes"}, {"U", "Uncertain"}, {"N", "No"}};
const Fixed more_or_less = {{"I", "Increase"}, {"S", "Same"}, {"D", "Decrease"}};

constexpr const char* lime_other = "-oth-";  // as LimeSurvey keeps it

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

LimeQuestions::LimeQuestions(LimeTable& table, ImportedForm& form) : table_(table), form_(form) {
    for (const auto& group : table.groups())
        for (const auto& question : group.questions) reserved_.insert(question.name);
}

void LimeQuestions::add_all() {
    for (const auto& [row, words] : table_.introductions()) add_note(row, words, {}, "introduction", {});
    bool is_first = true;
    for (const auto& group : table_.groups()) {
        if (!is_first && !table_.is_one_page()) {
            Question page;
            page.name = free_name("page");
            page.kind = Kind::page;
            push(std::move(page), "page", group.row);
        }
        is_first = false;
        add_group(group);
    }
}

void LimeQuestions::check() {
    if (!form_.refused.empty()) return;
    for (const auto& problem : problems_of(form_.questionnaire)) {
        const auto found = rows_.find(problem.field);
        form_.refused.push_back({"", found == rows_.end() ? 0 : found->second, "", problem.field, problem.text, {}});
    }
}

void LimeQuestions::add_note(int row, const Wording& label, const Wording& hint, const std::string& wanted, const std::string& relevant) {
    const auto& shown = label.empty() ? hint : label;
    if (shown.empty()) return;
    if (!has_label(shown)) return table_.refuse(row, "text", "voice.form.refused.no_label", {{"language", table_.language()}});
    Question note;
    note.name = free_name(wanted);
    note.label = shown;
    if (!label.empty()) note.hint = hint;
    note.relevant = relevant;
    push(std::move(note), "note", row);
}

void LimeQuestions::add_group(const LimeGroup& group) {
    const bool is_named = table_.cell(group.row, "class") == "G";
    const auto relevant = is_named ? condition(group.row, {}) : std::string();
    add_note(group.row, group.name, group.text, "group", relevant);
    if (is_named && !table_.cell(group.row, "random_group").empty())
        table_.leave_out(group.row, "random_group", "voice.form.left_out.order");
    for (const auto& question : group.questions)
        if (form_.questionnaire.questions.size() <= questions_max) add_question(question, relevant);
}

void LimeQuestions::add_question(const LimeQuestion& read, const std::string& relevant) {
    const auto row = read.row;
    if (const auto found = left_out.find(read.type); found != left_out.end())
        return table_.leave_out(row, "type/scale", found->second, {{"type", read.type}});
    if (const auto found = refused.find(read.type); found != refused.end())
        return table_.refuse(row, "type/scale", found->second, {{"type", read.type}});
    const auto kind = kinds.find(read.type);
    if (kind == kinds.end()) return table_.refuse(row, "type/scale", "voice.form.refused.unknown_type", {{"type", read.type}});
    if (table_.cell(row, "hidden") == "1") return table_.leave_out(row, "hidden", "voice.form.left_out.hidden");
    if (read.name.empty()) return table_.refuse(row, "name", "voice.form.refused.name_missing");
    Question question;
    question.name = sound_name(read.name, [&](const std::string& name) { return rows_.contains(name); });
    if (question.name != read.name) table_.leave_out(row, "name", "voice.form.left_out.renamed", {{"name", question.name}});
    question.kind = kind->second;
    question.label = read.text;
    question.hint = read.help;
    if (!has_label(question.label)) table_.refuse(row, "text", "voice.form.refused.no_label", {{"language", table_.language()}});
    question.relevant = condition(row, relevant);
    shape(read, question);
    question.is_needed = question.kind != Kind::note && is_needed(read);
    add_rules(read, question);
    note_the_rest(read);
    remember(read, question);
    if (question.kind == Kind::choice || question.kind == Kind::choices)
        add_other(read, question, relevant);
    else
        push(std::move(question), read.type, row);
}

// With a choice and a line of text for what else there is.
void LimeQuestions::add_other(const LimeQuestion& read, Question& question, const std::string& relevant) {
    const bool has_other = table_.cell(read.row, "other") == "Y";
    if (has_other) question.choices.push_back({lime_other, {{table_.language(), {other_label}}}});
    if (has_other && !reads_english(table_.language()))
        table_.leave_out(read.row, "other", "voice.form.left_out.english_words", {{"words", other_label}});
    auto other = asked_for_other(question, lime_other, table_.language());
    other.name = free_name(other.name);
    other.relevant = both(relevant, other.relevant);
    push(std::move(question), read.type, read.row);
    if (!has_other) return;
    answers_[read.name + "_other"] = {"${" + other.name + "}"};
    push(std::move(other), "S", read.row);
}

void LimeQuestions::push(Question question, const std::string& type, int row) {
    rows_[question.name] = row;
    form_.types[question.name] = type;
    form_.questionnaire.questions.push_back(std::move(question));
}

void LimeQuestions::remember(const LimeQuestion& read, const Question& question) {
    const auto written = [](const std::string& name) { return "${" + name + "}"; };
    if (question.kind == Kind::grid)
        for (const auto& row : question.rows)
            answers_[read.name + "_" + row.name] = {written(question.name + "." + row.name), Holds::choice};
    if (question.kind == Kind::choices)
        for (const auto& part : read.parts) answers_[read.name + "_" + part.name] = {written(question.name), Holds::choices, part.name};
    if (question.kind == Kind::grid || question.kind == Kind::note) return;
    const auto holds = question.kind == Kind::choices ? Holds::choices : question.choices.empty() ? Holds::text : Holds::choice;
    answers_[read.name] = {written(question.name), holds};
}

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

bool LimeQuestions::is_needed(const LimeQuestion& read) {
    const auto cell = table_.cell(read.row, "mandatory");
    if (!cell.empty() && cell != "Y" && cell != "N") table_.leave_out(read.row, "mandatory", "voice.form.left_out.needed_softly");
    return cell == "Y";
}

std::string LimeQuestions::condition(int row, const std::string& relevant) {
    auto written = table_.cell(row, "relevance");
    if (written.size() > 1 && written.starts_with('{') && written.ends_with('}')) written = written.substr(1, written.size() - 2);
    if (written.empty() || written == "1") return relevant;
    const auto kept = from_foreign(Tool::limesurvey, written, [&](const std::string& name) -> std::optional<ForeignAnswer> {
        const auto found = answers_.find(name);
        return found == answers_.end() ? std::nullopt : std::optional(found->second);
    });
    if (!kept) {
        table_.refuse(row, "relevance", kept.error().sentence, kept.error().values);
        return {};
    }
    auto condition = both(relevant, *kept);
    if (characters(condition) <= Expression::characters_max) return condition;
    table_.refuse(row, "relevance", "voice.form.refused.long_condition");
    return {};
}

std::string LimeQuestions::free_name(const std::string& wanted) const {
    return sound_name(wanted, [&](const std::string& name) { return rows_.contains(name) || reserved_.contains(name); });
}

}  // namespace touchstone::voice

#include "voice/limesurvey_table.h"

#include <algorithm>

#include "base/text.h"
#include "voice/markup.h"

namespace touchstone::voice {

LimeTable::LimeTable(Rows rows, ImportedForm& form) : rows_(std::move(rows)), form_(form), notes_(form) {
    for (const auto& head : rows_.front()) {
        columns_.push_back(lowered(without_mark(head)));
        if (!at_.emplace(columns_.back(), columns_.size() - 1).second && !columns_.back().empty())
            refuse(1, head, "voice.form.refused.column_twice");
    }
    for (const auto* column : {"class", "type/scale", "name", "text"})
        if (!at_.contains(column)) refuse(1, "", "voice.form.refused.no_column", {{"column", column}});
    if (!form_.refused.empty()) return;
    find_languages();
    for (int row = 2; row <= last_row() && !notes_.is_full(); ++row) read_row(row);
    if (settings_ > 0) leave_out(first_setting_, "class", "voice.form.left_out.settings", {{"count", std::to_string(settings_)}});
}

std::string LimeTable::cell(int row, const std::string& column) const {
    const auto found = at_.find(column);
    return found != at_.end() && found->second < width(row) ? without_mark(rows_[static_cast<std::size_t>(row - 1)][found->second]) : "";
}

std::size_t LimeTable::width(int row) const {
    if (row < 1 || row > last_row()) return 0;
    return std::min(rows_[static_cast<std::size_t>(row - 1)].size(), columns_.size());
}

void LimeTable::refuse(int row, const std::string& column, const std::string& why, std::map<std::string, std::string> values) {
    notes_.refuse({"", row, column, row == 1 ? "" : cell(row, "name"), why, std::move(values)});
}

void LimeTable::leave_out(int row, const std::string& column, const std::string& why, std::map<std::string, std::string> values) {
    notes_.leave_out({"", row, column, cell(row, "name"), why, std::move(values)});
}

std::string LimeTable::setting(const std::string& name) const {
    for (int row = 2; row <= last_row(); ++row)
        if (cell(row, "class") == "S" && cell(row, "name") == name) return cell(row, "text");
    return {};
}

std::string LimeTable::language_at(int row) const {
    const auto said = cell(row, "language");
    return is_choice_name(said) ? said : language();
}

// The survey's own, or that of the first question which says one.
void LimeTable::find_languages() {
    auto own = setting("language");
    for (int row = 2; row <= last_row() && own.empty(); ++row)
        if (cell(row, "class") == "Q") own = cell(row, "language");
    auto& questionnaire = form_.questionnaire;
    questionnaire.default_language = is_choice_name(own) ? own : unnamed_language;
    questionnaire.languages = {questionnaire.default_language};
}

void LimeTable::read_row(int row) {
    const auto& cells = rows_[static_cast<std::size_t>(row - 1)];
    if (std::ranges::all_of(cells, [](const auto& each) { return each.empty(); })) return;
    const auto kind = cell(row, "class");
    if (kind == "S" || kind == "SL") return read_words(row);
    if (kind == "G") return read_group(row);
    if (kind == "Q") return read_question(row);
    if (kind == "SQ" || kind == "A") return read_answer(row, kind == "SQ");
    leave_out(row, "class", "voice.form.left_out.class", {{"class", kind}});
}

// Of the whole survey.
void LimeTable::read_words(int row) {
    const auto name = cell(row, "name"), text = cell(row, "text");
    const bool is_words = cell(row, "class") == "SL";
    if (is_words && name == "surveyls_title") {
        if (language_at(row) != language()) return leave_out(row, "text", "voice.form.left_out.title_languages");
        if (characters(text) > questionnaire_title_max)
            return refuse(row, "text", "voice.form.refused.text_too_long", {{"max", std::to_string(questionnaire_title_max)}});
        form_.questionnaire.title = text_of_html(text);
    } else if (is_words && (name == "surveyls_description" || name == "surveyls_welcometext")) {
        const auto [found, is_new] = introduced_.emplace(name, introductions_.size());
        if (is_new) introductions_.emplace_back(row, Wording{});
        auto& introduction = introductions_[found->second];
        if (language_at(row) == language()) introduction.first = row;
        add_text(introduction.second, row, "text");
    } else if (is_words && name == "surveyls_endtext") {
        if (!text.empty()) leave_out(row, "text", "voice.form.left_out.end_text");
    } else if (!text.empty() && name != "language" && name != "additional_languages" && name != "surveyls_language") {
        if (settings_++ == 0) first_setting_ = row;
    }
}

void LimeTable::add_text(Wording& to, int row, const std::string& column) {
    const auto html = cell(row, column), code = language_at(row);
    auto text = text_of_html(html);
    if (holds_more_than_text(html)) leave_out(row, column, "voice.form.left_out.more_than_text");
    if (text.empty()) return;
    if (characters(text) > label_max) return refuse(row, column, "voice.form.refused.text_too_long", {{"max", std::to_string(label_max)}});
    if (const auto open = text.find('{'); open != std::string::npos && text.find('}', open) != std::string::npos)
        leave_out(row, column, "voice.form.left_out.answer_in_text");
    auto& languages = form_.questionnaire.languages;
    if (std::ranges::find(languages, code) == languages.end()) languages.push_back(code);
    to[code] = {std::move(text)};
    if (const auto source = to.find(language()); code != language() && source != to.end()) to[code].of_text = source->second.text;
}

void LimeTable::read_group(int row) {
    const auto code = language_at(row);
    auto& place = places_[code];
    place.question.reset();
    if (code == language()) groups_.push_back({row, {}, {}, {}});
    const auto at = place.groups++ + (begins_without_group_ ? 1 : 0);
    if (at >= groups_.size()) return leave_out(row, "language", "voice.form.left_out.only_in_language", {{"language", code}});
    add_text(groups_[at].name, row, "name");
    add_text(groups_[at].text, row, "text");
}

void LimeTable::read_question(int row) {
    const auto code = language_at(row), name = cell(row, "name");
    auto& place = places_[code];
    place.question.reset();
    place.is_passed_over = true;
    if (code == language()) {
        if (groups_.empty()) {
            begins_without_group_ = true;
            groups_.push_back({row, {}, {}, {}});
        }
        auto& all = groups_.back().questions;
        const auto [first, is_new] = questions_.emplace(name, std::pair(groups_.size() - 1, all.size()));
        if (!is_new) {
            const auto& other = groups_[first->second.first].questions[first->second.second];
            return refuse(row, "name", "voice.form.refused.name_twice", {{"name", name}, {"row", std::to_string(other.row)}});
        }
        all.push_back({row, name, cell(row, "type/scale"), {}, {}, {}, {}});
    }
    const auto found = questions_.find(name);
    if (found == questions_.end()) return leave_out(row, "language", "voice.form.left_out.only_in_language", {{"language", code}});
    place = {place.groups, found->second, false};
    auto& question = groups_[found->second.first].questions[found->second.second];
    add_text(question.text, row, "text");
    add_text(question.help, row, "help");
}

void LimeTable::read_answer(int row, bool is_part) {
    const auto code = language_at(row), name = cell(row, "name");
    const auto& place = places_[code];
    if (!place.question) {
        if (!place.is_passed_over) refuse(row, "class", "voice.form.refused.of_no_question");
        return;
    }
    auto& question = groups_[place.question->first].questions[place.question->second];
    auto& all = is_part ? question.parts : question.answers;
    const auto scale = cell(row, "type/scale");
    if (!scale.empty() && scale != "0") return leave_out(row, "type/scale", "voice.form.left_out.second_scale");
    const auto found = std::ranges::find(all, name, &LimeAnswer::name);
    if (code == language() && found != all.end())
        return refuse(row, "name", "voice.form.refused.choice_twice", {{"name", name}, {"row", std::to_string(found->row)}});
    if (code != language() && found == all.end())
        return leave_out(row, "language", "voice.form.left_out.only_in_language", {{"language", code}});
    if (code == language()) all.push_back({row, name, {}});
    add_text(code == language() ? all.back().text : found->text, row, "text");
}

}  // namespace touchstone::voice

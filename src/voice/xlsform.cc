#include "voice/xlsform.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/sheet.h"
#include "base/text.h"
#include "voice/xlsform_questions.h"
#include "voice/xlsform_table.h"

namespace touchstone::voice {
namespace {

const std::set<std::string, std::less<>> sheet_names = {"survey", "choices", "settings", "entities"};

// Of a survey: what is read, what only says how a question looks, and what is named where it stands.
const std::set<std::string, std::less<>> known_columns = {"type",
                                                          "name",
                                                          "label",
                                                          "hint",
                                                          "guidance_hint",
                                                          "required",
                                                          "required_message",
                                                          "relevant",
                                                          "constraint",
                                                          "constraint_message",
                                                          "calculation",
                                                          "default",
                                                          "read_only",
                                                          "image",
                                                          "big-image",
                                                          "audio",
                                                          "video",
                                                          "media",
                                                          "appearance",
                                                          "choice_filter",
                                                          "parameters",
                                                          "trigger",
                                                          "disabled",
                                                          "repeat_count"};

class Reader {
public:
    explicit Reader(std::map<std::string, FormTable> tables)
        : survey_(std::move(tables["survey"])),
          choices_(std::move(tables["choices"])),
          settings_(std::move(tables["settings"])),
          entities_(std::move(tables["entities"])) {}

    ImportedForm read() {
        about_languages();
        about_sheets();
        about_settings();
        for (const auto* column : {"type", "name"})
            if (!has_column(survey_, column)) refuse(survey_, 1, "", "voice.form.refused.no_column", {{"column", column}});
        if (!form_.refused.empty()) return std::move(form_);
        FormQuestions(survey_, choices_, form_).add_all();
        if (form_.refused.empty()) about_the_whole();
        return std::move(form_);
    }

private:
    void refuse(const FormTable& table, int row, const std::string& head, const char* why, std::map<std::string, std::string> values = {}) {
        form_.refused.push_back({table.sheet(), row, head, "", why, std::move(values)});
    }
    void leave_out(const FormTable& table, int row, const std::string& head, const char* why) {
        form_.left_out.push_back({table.sheet(), row, head, "", why, {}});
    }
    static bool has_column(const FormTable& table, std::string_view name) {
        return std::ranges::find(table.columns(), name, &FormColumn::name) != table.columns().end();
    }

    void about_sheets() {
        for (const auto& hidden : survey_.notes().hidden_sheets)
            if (sheet_names.contains(lowered(hidden)))
                form_.left_out.push_back({hidden, 0, "", "", "voice.form.left_out.hidden_sheet", {}});
        for (const auto* table : {&survey_, &choices_, &settings_}) {
            for (const auto& row : table->notes().hidden_rows) leave_out(*table, std::stoi(row), "", "voice.form.left_out.hidden_row");
            for (const auto& column : table->notes().hidden_columns) leave_out(*table, 0, column, "voice.form.left_out.hidden_column");
            about_columns(*table);
        }
        for (int row = 2; row <= entities_.last_row(); ++row)
            if (!entities_.is_empty(row)) return refuse(entities_, row, "", "voice.form.refused.entities");
    }
    void about_columns(const FormTable& table) {
        std::set<std::pair<std::string, std::string>> seen;
        for (std::size_t i = 0; i < table.columns().size(); ++i) {
            const auto& column = table.columns()[i];
            const bool is_known = &table != &survey_ || known_columns.contains(column.name);
            bool is_used = false;
            for (int row = 2; row <= table.last_row() && !is_used; ++row) is_used = !table.cell(row, i).empty();
            if (!is_used || column.head.empty()) continue;
            if (!is_known)
                leave_out(table, 1, column.head, "voice.form.left_out.unknown_column");
            else if (!seen.insert({column.name, code_of(column)}).second)
                refuse(table, 1, column.head, "voice.form.refused.column_twice");
        }
    }
    [[nodiscard]] std::string code_of(const FormColumn& column) const {
        return column.language.empty() ? form_.questionnaire.default_language : language_code(column.language);
    }
    void about_settings() {
        const auto title = settings_.cell(2, "form_title");
        form_.questionnaire.title = title.empty() ? settings_.cell(2, "form_id") : title;
        if (!settings_.cell(2, "public_key").empty())
            refuse(settings_, 2, settings_.head(2, "public_key"), "voice.form.refused.public_key");
        if (!settings_.cell(2, "submission_url").empty())
            leave_out(settings_, 2, settings_.head(2, "submission_url"), "voice.form.left_out.submission_url");
    }

    // The default one first; then in the order of the columns.
    void about_languages() {
        std::vector<std::string> named, codes;
        bool is_said = true;
        for (const auto& column : survey_.columns()) {
            if (column.name != "label") continue;
            is_said = is_said && !column.language.empty();
            if (!column.language.empty()) named.push_back(column.language);
        }
        for (const auto& column : choices_.columns())
            if (column.name == "label" && !column.language.empty()) named.push_back(column.language);
        for (const auto& language : named) codes.push_back(language_code(language));
        codes.insert(codes.begin(), default_of(named, is_said));
        auto& languages = form_.questionnaire.languages;
        languages.clear();
        for (const auto& code : codes)
            if (!code.empty() && std::ranges::find(languages, code) == languages.end()) languages.push_back(code);
        form_.questionnaire.default_language = languages.front();
        const bool has_any = !is_said || named.empty() || std::ranges::find(codes.begin() + 1, codes.end(), codes.front()) != codes.end();
        if (!has_any)
            refuse(settings_, 2, settings_.head(2, "default_language"), "voice.form.refused.no_such_language",
                   {{"language", settings_.cell(2, "default_language")}});
    }
    [[nodiscard]] std::string default_of(const std::vector<std::string>& named, bool is_said) const {
        const auto setting = settings_.cell(2, "default_language");
        if (setting.empty()) return is_said && !named.empty() ? language_code(named.front()) : unnamed_language;
        for (const auto& language : named) {
            const auto without_code = tidied(language.substr(0, language.find('(')));
            if (lowered(language) == lowered(setting) || lowered(without_code) == lowered(setting)) return language_code(language);
        }
        const auto code = language_code(setting);
        return code.empty() ? unnamed_language : code;
    }

    // What only the whole shows, at the row of its question.
    void about_the_whole() {
        for (const auto& problem : problems_of(form_.questionnaire)) {
            int at = 0;
            for (int row = 2; row <= survey_.last_row() && at == 0 && !problem.field.empty(); ++row)
                if (survey_.cell(row, "name") == problem.field) at = row;
            form_.refused.push_back({survey_.sheet(), at, "", problem.field, problem.text, {}});
        }
    }

    FormTable survey_, choices_, settings_, entities_;
    ImportedForm form_;
};

}  // namespace

Outcome<ImportedForm> read_xlsform(std::string_view bytes) {
    std::set<std::string> seen;
    auto sheets = read_workbook(
        bytes, [&](const std::string& name) { return sheet_names.contains(lowered(name)) && seen.insert(lowered(name)).second; });
    if (!sheets) return refuse(std::move(sheets.error()));
    std::map<std::string, FormTable> tables;
    for (auto& sheet : *sheets) {
        const auto name = lowered(sheet.notes.name);
        tables.emplace(name, FormTable(std::move(sheet)));
    }
    if (!tables.contains("survey") || tables["survey"].last_row() == 0) return refuse({{"file", "voice.form.file.no_survey"}});
    return Reader(std::move(tables)).read();
}

}  // namespace touchstone::voice

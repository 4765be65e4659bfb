#include "app/questionnaire_command.h"

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "app/questionnaire_words.h"
#include "base/sheet.h"
#include "base/workbench.h"
#include "carrying/data_folder.h"
#include "voice/form_file.h"
#include "web/texts.h"

namespace touchstone::app {

using carrying::Trouble;
namespace {

constexpr int asked_wrongly = 2;

struct QuestionnaireOptions {
    std::string file;
    bool is_check = false, as_json = false;
};

// A file that cannot be read at all is a form with nothing but that refusal.
voice::ImportedForm read_or_say(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) throw Trouble(file.string() + " is not a file");
    if (std::filesystem::file_size(file) > sheet_max_bytes) throw Trouble(web::text("people.sheet.too_large"));
    auto form = voice::read_form_file(read_file(file));
    if (!form) {
        voice::ImportedForm none;
        none.questionnaire.languages.clear();
        none.questionnaire.default_language.clear();
        for (const auto& problem : form.error()) none.refused.push_back({"", 0, "", "", problem.text, {}});
        return none;
    }
    if (form->questionnaire.title.empty()) form->questionnaire.title = file.stem().string();
    return std::move(*form);
}

void check(const QuestionnaireOptions& options) {
    if (!options.is_check) throw Trouble(web::text("voice.command.on_the_page"), asked_wrongly);
    const auto form = read_or_say(options.file);
    fmt::print("{}", options.as_json ? as_json(form) + "\n" : as_lines(form));
    if (!form.refused.empty()) throw Trouble(web::text("voice.command.cannot"));
}

}  // namespace

void add_questionnaire_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("questionnaire", "Questionnaires");
    command->require_subcommand(1);
    auto* importing = command->add_subcommand("import", "Read a questionnaire of another survey tool; needs no server and no data");
    auto options = std::make_shared<QuestionnaireOptions>();
    importing->add_option("file", options->file, "An XLSForm workbook (.xlsx), a SurveyJS file (.json) or a LimeSurvey export (.txt)")
        ->required();
    importing->add_flag("--check", options->is_check,
                        "Say what would be taken, left out and refused, and take nothing; exit status 1 when it cannot be taken");
    importing->add_flag("--json", options->as_json, "The same, as JSON");
    importing->callback([options, &chosen] { chosen = [options] { check(*options); }; });
}

}  // namespace touchstone::app

#include "app/answers_command.h"

#include <filesystem>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "carrying/data_folder.h"
#include "voice/replies_words_pages.h"
#include "web/texts.h"

namespace touchstone::app {

using carrying::Trouble;
using namespace voice;
namespace {

using Json = nlohmann::ordered_json;
using web::text;

constexpr int asked_wrongly = 2;

struct AnswersOptions {
    std::string file;
    bool is_check = false, as_json = false;
};

struct Looked {
    FoundReplies found;
    ReplyDraft draft;  // as the columns seem to be
    ReplyCheck check;
};

Looked look_at(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) throw Trouble(file.string() + " is not a file");
    const auto rows = open_replies(file);
    if (!rows) throw Trouble(text(rows.error().front().text));
    const auto stripped = strip(*rows);
    if (!stripped) throw Trouble(text(stripped.error().front().text));
    Looked looked{stripped->found, {}, {}};
    looked.draft.tool = name_in(tools(), looked.found.tool);
    looked.draft.title = title_from(file.filename().string());
    looked.draft.columns = columns_begun(looked.found, nullptr, std::nullopt);
    const auto goals = reply_goals(looked.found, looked.draft, nullptr);
    if (!goals) throw Trouble(text(goals.error().front().text));
    ReplyChecking checking(looked.found, *goals);
    checking.see(stripped->rows);
    looked.check = checking.end();
    return looked;
}

std::string words_of(const Questionnaire& of, const Wording& wording) {
    return in_language(wording, of.default_language, of.default_language).text;
}

std::string json_of(const Looked& looked) {
    const auto& [found, draft, check] = looked;
    Json dropped = Json::array(), questions = Json::array(), left_out = Json::array(), problems = Json::array();
    for (const auto& each : found.dropped) dropped.push_back({{"column", each.head}, {"why", name_in(reasons_dropped(), each.why)}});
    for (const auto& question : check.questionnaire.questions) {
        Json choices = Json::array();
        for (const auto& choice : question.choices) choices.push_back(words_of(check.questionnaire, choice.label));
        questions.push_back(
            {{"question", words_of(check.questionnaire, question.label)}, {"kind", name_of(question.kind)}, {"choices", choices}});
    }
    for (std::size_t at = 0; at < found.columns.size(); ++at)
        if (draft.columns[at].into == into_nothing) left_out.push_back(found.columns[at].head.words());
    for (const auto& each : check.problems)
        problems.push_back({{"row", each.row}, {"column", each.column}, {"value", each.value}, {"why", text(each.why)}});
    return Json{{"tool", draft.tool},   {"rows", found.rows},     {"emptied", found.emptied},
                {"dropped", dropped},   {"questions", questions}, {"left_out", left_out},
                {"taken", check.taken}, {"empty", check.empty},   {"not_understood", check.not_understood},
                {"problems", problems}}
               .dump(2) +
           "\n";
}

std::string lines_about(const Looked& looked) {
    const auto& [found, draft, check] = looked;
    auto lines = text("voice.replies.command.tool", {{"tool", word_of(found.tool)}}) + "\n";
    for (const auto& line : lines_of(found)) lines += line + "\n";
    if (!found.dropped.empty()) lines += "\n" + text("voice.replies.command.dropped") + "\n";
    for (const auto& each : found.dropped) lines += "  " + line_of(each) + "\n";
    lines += "\n";
    for (std::size_t at = 0; at < found.columns.size(); ++at) {
        const auto& column = draft.columns[at];
        lines +=
            text("voice.replies.command.question", {{"question", found.columns[at].head.words()}, {"kind", word_of_kind(column.into)}}) +
            "\n";
        for (const auto& value : found.columns[at].values) lines += "  " + value + "\n";
    }
    lines += "\n";
    for (const auto& line : lines_of(check)) lines += line + "\n";
    for (const auto& each : check.problems) lines += "  " + line_of(each) + "\n";
    return lines;
}

void check(const AnswersOptions& options) {
    if (!options.is_check) throw Trouble(text("voice.replies.command.on_the_page"), asked_wrongly);
    const auto looked = look_at(options.file);
    fmt::print("{}", options.as_json ? json_of(looked) : lines_about(looked));
    if (!looked.check.why.empty()) throw Trouble(text(looked.check.why));
}

}  // namespace

void add_answers_command(CLI::App& app, std::function<void()>& chosen) {
    auto* command = app.add_subcommand("answers", "Answers that were collected with another tool");
    command->require_subcommand(1);
    auto* importing = command->add_subcommand("import", "Read a table of answers; needs no server and no data");
    auto options = std::make_shared<AnswersOptions>();
    importing->add_option("file", options->file, "A CSV, TSV or XLSX file with one row for each person")->required();
    importing->add_flag(
        "--check", options->is_check,
        "Say which columns would be dropped, what the others seem to be and what is not understood, and bring in nothing; exit "
        "status 1 when it cannot be brought in");
    importing->add_flag("--json", options->as_json, "The same, as JSON");
    importing->callback([options, &chosen] { chosen = [options] { check(*options); }; });
}

}  // namespace touchstone::app

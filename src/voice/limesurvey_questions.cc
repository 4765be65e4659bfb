#include "voice/limesurvey_questions.h"

#include "base/text.h"

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

constexpr const char* lime_other = "-oth-";  // as LimeSurvey keeps it

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

bool LimeQuestions::is_needed(const LimeQuestion& read) {
    const auto cell = table_.cell(read.row, "mandatory");
    if (!cell.empty() && cell != "Y" && cell != "N") table_.leave_out(read.row, "mandatory", "voice.form.left_out.needed_softly");
    return cell == "Y";
}

std::string LimeQuestions::condition(int row, const std::string& relevant) {
    auto written = table_.cell(row, "relevance");
    if (written.size() > 1 && written.starts_with('{') && written.ends_with('}')) written = written.substr(1, written.size() - 2);
    if (written.empty() || written == "1") return relevant;
    const auto kept = from_foreign(Dialect::limesurvey, written, [&](const std::string& name) -> std::optional<ForeignAnswer> {
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

#include "voice/surveyjs_questions.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"

namespace touchstone::voice {
namespace {

const std::map<std::string, Kind, std::less<>> kinds = {
    {"text", Kind::words},         {"comment", Kind::text},     {"radiogroup", Kind::choice}, {"dropdown", Kind::choice},
    {"buttongroup", Kind::choice}, {"checkbox", Kind::choices}, {"tagbox", Kind::choices},    {"boolean", Kind::choice},
    {"rating", Kind::scale},       {"matrix", Kind::grid},      {"html", Kind::note}};

// Not asked here; what stands in them is not asked either.
const std::map<std::string, const char*, std::less<>> left_out = {{"paneldynamic", "voice.form.left_out.repeated"},
                                                                  {"matrixdynamic", "voice.form.left_out.repeated"},
                                                                  {"expression", "voice.form.left_out.computed"},
                                                                  {"image", "voice.form.left_out.media"}};
const std::map<std::string, const char*, std::less<>> refused = {
    {"ranking", "voice.form.refused.rank"},           {"file", "voice.form.refused.file"},
    {"signaturepad", "voice.form.refused.file"},      {"imagepicker", "voice.form.refused.not_asked"},
    {"imagemap", "voice.form.refused.not_asked"},     {"matrixdropdown", "voice.form.refused.not_asked"},
    {"multipletext", "voice.form.refused.not_asked"}, {"slider", "voice.form.refused.not_asked"},
    {"custom", "voice.form.refused.not_asked"}};

// Of everything that is no panel.
void collect_names(const Json& json, std::set<std::string>& names) {
    if (json.is_object() && json.value("type", Json()) != "panel" && json.contains("type"))
        if (const auto& name = json.value("name", Json()); name.is_string()) names.insert(name.get<std::string>());
    if (json.is_object())
        for (const auto* inside : {"pages", "elements", "questions"})
            if (const auto found = json.find(inside); found != json.end()) collect_names(*found, names);
    if (json.is_array())
        for (const auto& each : json) collect_names(each, names);
}

}  // namespace

SurveyQuestions::SurveyQuestions(SurveyNotes& notes, const Json& file) : notes_(notes), form_(notes.form()) {
    collect_names(file, reserved_);
}

void SurveyQuestions::add_pages(std::vector<SurveyPart> pages) {
    for (std::size_t i = 0; i < pages.size() && !notes_.is_full(); ++i) {
        auto& page = pages[i];
        page.name = page.word("name");
        if (i > 0) {
            Question question;
            question.name = free_name(is_name(page.name) ? page.name : "page");
            question.kind = Kind::page;
            push(with_kept(question, page), "page", page.path());
        }
        if (page.is_false("visible")) {
            page.leave_out("visible", "voice.form.left_out.hidden");
            continue;
        }
        const auto relevant = condition(page, {});
        add_note_of(page, "page_title", relevant);
        add_elements(page, relevant);
        page.leave_out_rest();
    }
}

void SurveyQuestions::add_introduction(const Wording& words, const std::string& path) {
    if (!words.contains(notes_.language())) return;
    Question note;
    note.name = free_name("introduction");
    note.label = words;
    push(std::move(note), "description", path);
}

void SurveyQuestions::add_elements(SurveyPart& of, const std::string& relevant) {
    const auto* const property = of.find("elements") == nullptr && of.find("questions") != nullptr ? "questions" : "elements";
    for (auto& element : of.parts(property)) {
        if (notes_.is_full() || form_.questionnaire.questions.size() > questions_max) return;
        add_element(element, relevant);
    }
}

void SurveyQuestions::add_element(SurveyPart& part, const std::string& relevant) {
    part.name = part.word("name");
    const auto type = part.word("type");
    if (type.empty()) return part.refuse("", "voice.form.refused.type_missing");
    if (part.is_false("visible")) return part.leave_out("visible", "voice.form.left_out.hidden");
    if (type == "panel") return add_panel(part, relevant);
    if (const auto found = left_out.find(type); found != left_out.end()) return part.leave_out("", found->second, {{"type", type}});
    if (const auto found = refused.find(type); found != refused.end()) return part.refuse("type", found->second, {{"type", type}});
    const auto kind = kinds.find(type);
    if (kind == kinds.end()) return part.refuse("type", "voice.form.refused.unknown_type", {{"type", type}});
    if (part.is_true("readOnly") && kind->second != Kind::note) return part.leave_out("readOnly", "voice.form.left_out.read_only");
    if (part.name.empty()) return part.refuse("name", "voice.form.refused.name_missing");
    const auto [first, is_new] = paths_.emplace(part.name, part.path());
    if (!is_new) return part.refuse("name", "voice.form.refused.name_twice_at", {{"name", part.name}, {"path", first->second}});
    add_question(part, type, kind->second, relevant);
}

void SurveyQuestions::add_panel(SurveyPart& part, const std::string& relevant) {
    const auto inner = condition(part, relevant);
    add_note_of(part, part.name, inner);
    add_elements(part, inner);
    if (part.is_true("isRequired")) part.leave_out("isRequired", "voice.form.left_out.needed_panel");
    part.leave_out_rest();
}

// The title of a page or a panel, with what is said below it.
void SurveyQuestions::add_note_of(SurveyPart& part, const std::string& name, const std::string& relevant) {
    Question note;
    note.kind = Kind::note;
    note.label = part.wording("title");
    note.hint = part.wording("description");
    if (note.label.empty()) std::swap(note.label, note.hint);
    if (note.label.empty()) return;
    if (!note.label.contains(notes_.language()))
        return part.refuse("title", "voice.form.refused.no_label", {{"language", notes_.language()}});
    note.name = free_name(name);
    note.relevant = relevant;
    push(std::move(note), "note", part.path());
}

void SurveyQuestions::add_question(SurveyPart& part, const std::string& type, Kind kind, const std::string& relevant) {
    Question question;
    question.name = sound_name(part.name, [&](const std::string& name) { return places_.contains(name); });
    if (question.name != part.name) part.leave_out("name", "voice.form.left_out.renamed", {{"name", question.name}});
    question.kind = kind;
    question.label = label_of(part, type == "html" ? "html" : "title");
    if (kind != Kind::note) question.hint = part.wording("description");
    if (kind == Kind::text) (void)part.find("rows");  // how tall it is
    question.relevant = condition(part, relevant);
    Values values;
    if (kind == Kind::choice || kind == Kind::choices)
        question.choices = type == "boolean" ? yes_and_no(part, values) : choices_of(part, values);
    if (kind == Kind::scale) make_rating(part, question, values);
    Values rows;
    if (kind == Kind::grid) {
        if (const auto cells = part.word("cellType"); !cells.empty() && cells != "radio")
            part.refuse("cellType", "voice.form.refused.not_asked", {{"type", "matrix, " + cells}});
        question.choices = choices_at(part, "columns", values);
        question.rows = choices_at(part, "rows", rows);
    }
    question.is_needed = kind != Kind::note && is_needed(part, kind);
    add_rules(part, type, question);
    question = with_kept(question, part);
    if (question.makes_groups && std::ranges::any_of(form_.questionnaire.questions, &Question::makes_groups)) question.makes_groups = false;
    using Holds = ForeignAnswer::Holds;
    const auto asked = question;
    const auto called = std::make_shared<const Values>(std::move(values));
    push(std::move(question), type, part.path());
    if (asked.kind == Kind::grid) {
        for (const auto& row : asked.rows) {
            const auto renamed = std::ranges::find(rows, row.name, &Values::value_type::second);
            const auto in_file = renamed == rows.end() ? row.name : renamed->first;
            answers_[part.name + "." + in_file] = {"${" + asked.name + "." + row.name + "}", Holds::choice, {}, called};
        }
    } else if (asked.kind != Kind::note) {
        const auto holds = kind == Kind::choices ? Holds::choices : asked.choices.empty() ? Holds::text : Holds::choice;
        answers_[part.name] = {"${" + asked.name + "}", holds, {}, called};
    }
    if (type != "boolean" && (kind == Kind::choice || kind == Kind::choices)) add_other(part, asked, relevant);
    part.leave_out_rest();
}

void SurveyQuestions::add_other(SurveyPart& part, const Question& of, const std::string& relevant) {
    if (!part.is_true("showOtherItem") && !part.is_true("hasOther")) return;
    auto other = asked_for_other(of, other_name, notes_.language());
    other.name = free_name(other.name);
    other.relevant = both(relevant, other.relevant);
    answers_[part.name + "-Comment"] = {"${" + other.name + "}"};
    push(std::move(other), "comment", part.path());
}

void SurveyQuestions::push(Question question, const std::string& type, const std::string& path) {
    places_[question.name] = path;
    form_.types[question.name] = type;
    for (const auto& row : question.rows) places_[question.name + "." + row.name] = path;
    form_.questionnaire.questions.push_back(std::move(question));
}

Wording SurveyQuestions::label_of(SurveyPart& part, const char* property) {
    const bool is_html = std::string_view(property) == "html";
    auto label = part.wording(property, is_html);
    if (label.empty() && !is_html) label[notes_.language()] = {part.name};  // as SurveyJS shows it
    if (!label.contains(notes_.language())) part.refuse(property, "voice.form.refused.no_label", {{"language", notes_.language()}});
    return label;
}

std::string SurveyQuestions::free_name(const std::string& wanted) const {
    return sound_name(wanted.empty() ? "note" : wanted,
                      [&](const std::string& name) { return places_.contains(name) || reserved_.contains(name); });
}

std::string SurveyQuestions::expression(SurveyPart& part, const char* property, const std::string& own) {
    const auto written = part.word(property);
    if (written.empty()) return {};
    const auto find = [&](const std::string& name) -> std::optional<ForeignAnswer> {
        if (!own.empty() && name == own) return ForeignAnswer{"."};
        const auto found = answers_.find(name);
        return found == answers_.end() ? std::nullopt : std::optional(found->second);
    };
    auto kept = from_foreign(Dialect::surveyjs, written, find);
    if (kept) return std::move(*kept);
    part.refuse(property, kept.error().sentence, kept.error().values);
    return {};
}

std::string SurveyQuestions::condition(SurveyPart& part, const std::string& relevant) {
    auto condition = both(relevant, expression(part, "visibleIf", {}));
    if (characters(condition) <= Expression::characters_max) return condition;
    part.refuse("visibleIf", "voice.form.refused.long_condition");
    return {};
}

void SurveyQuestions::check() {
    if (!form_.refused.empty()) return;
    for (const auto& problem : problems_of(form_.questionnaire)) {
        const auto found = places_.find(problem.field);
        notes_.refuse(found == places_.end() ? "" : found->second, problem.field, problem.text);
    }
}

}  // namespace touchstone::voice

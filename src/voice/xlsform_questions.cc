#include "voice/xlsform_questions.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "base/text.h"
#include "voice/expression.h"
#include "voice/xlsform_expression.h"

namespace touchstone::voice {
namespace {

constexpr std::size_t choices_bytes_max = 16 * 1024 * 1024;  // of all questions together

void collect_names(const FormTable& survey, const std::vector<FormItem>& items, std::set<std::string>& names) {
    for (const auto& item : items) {
        const bool is_group = item.type.take == Take::begin_group || item.type.take == Take::begin_repeat;
        if (!is_group) names.insert(survey.cell(item.row, "name"));
        collect_names(survey, item.members, names);
    }
}

// start, end and step of a range; XLSForm has 1, 10 and 1 where it says nothing.
struct Range {
    double start = 1, end = 10, step = 1;
};

// "start=0 end=10 step=1", with spaces, commas or semicolons between them.
std::optional<Range> range_from(std::string text) {
    Range range;
    std::ranges::replace_if(text, [](char c) { return c == ',' || c == ';'; }, ' ');
    std::istringstream in(text);
    for (std::string one; in >> one;) {
        const auto at = one.find('=');
        const auto name = lowered(one.substr(0, at));
        auto* const number = name == "start" ? &range.start : name == "end" ? &range.end : name == "step" ? &range.step : nullptr;
        if (number == nullptr) continue;
        if (at == std::string::npos) return std::nullopt;
        const auto [end, error] = std::from_chars(one.data() + at + 1, one.data() + one.size(), *number, std::chars_format::fixed);
        if (error != std::errc{} || end != one.data() + one.size()) return std::nullopt;
    }
    return range.step > 0 && range.start < range.end && range.end - range.start >= range.step ? std::optional(range) : std::nullopt;
}

}  // namespace

FormQuestions::FormQuestions(const FormTable& survey, const FormTable& choices, ImportedForm& form)
    : survey_(survey), choices_(choices), form_(form), items_(items_of(survey, form.refused, form.left_out)) {
    lists_ = choices_of(choices, items_, form.questionnaire.default_language);
    collect_names(survey, items_, reserved_);
}

void FormQuestions::add_all() { add(items_, {}); }

void FormQuestions::refuse(int row, const std::string& column, const std::string& why, std::map<std::string, std::string> values) {
    form_.refused.push_back({survey_.sheet(), row, survey_.head(row, column), name_at(row), why, std::move(values)});
}

void FormQuestions::leave_out(int row, const std::string& column, const std::string& why, std::map<std::string, std::string> values) {
    form_.left_out.push_back({survey_.sheet(), row, survey_.head(row, column), name_at(row), why, std::move(values)});
}

void FormQuestions::leave_out_all(const FormItem& item) {
    if (item.type.take != Take::begin_group) leave_out(item.row, "type", "voice.form.left_out.repeat");
    for (const auto& member : item.members) leave_out_all(member);
}

void FormQuestions::add(const std::vector<FormItem>& items, const Place& place) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (items[i].type.take == Take::begin_repeat) {
            leave_out_all(items[i]);
        } else if (items[i].type.take == Take::begin_group) {
            add_group(items[i], place);
        } else if (const auto end = end_of_table(items, i); end > i) {
            add_table(items[i].row, label_at(items[i].row), items, i + 1, end, place);
            i = end - 1;
        } else {
            add_question(items[i], place);
        }
    }
}

void FormQuestions::add_group(const FormItem& group, Place place) {
    place.relevant = condition(group.row, place);
    const auto label = wording(group.row, "label");
    const bool is_wanted_as_table = looks(group.row, "table-list");
    if (is_wanted_as_table && has_label(label) && is_table(group.members, 0, group.members.size()))
        return add_table(group.row, label, group.members, 0, group.members.size(), place);
    if (is_wanted_as_table) leave_out(group.row, "appearance", "voice.form.left_out.no_table");
    const bool is_page = !place.is_on_page && (is_wanted_as_table || looks(group.row, "field-list"));
    begins_page_ = begins_page_ || is_page;
    place.is_on_page = place.is_on_page || is_page;
    if (!label.empty()) {
        Question note;
        note.name = free_name(name_at(group.row));
        note.kind = Kind::note;
        note.label = label_at(group.row);
        note.relevant = place.relevant;
        push(std::move(note), "note", group.row);
    }
    add(group.members, place);
    begins_page_ = begins_page_ || is_page;
}

void FormQuestions::add_question(const FormItem& item, const Place& place) {
    const auto row = item.row;
    const auto& [take, name, list, has_other, why] = item.type;
    const bool is_computed = !survey_.cell(row, "calculation").empty();
    if (is_computed) {
        // It is not taken, so only what cannot be read by anybody is refused.
        const auto read = Expression::read(kept_expression(survey_.cell(row, "calculation"), {}));
        if (!read && !read.error().is_beyond) return refuse(row, "calculation", read.error().sentence, read.error().values);
    }
    if (take == Take::refused) return refuse(row, "type", why, {{"type", name}});
    if (take == Take::unknown) return refuse(row, "type", "voice.form.refused.unknown_type", {{"type", survey_.cell(row, "type")}});
    if (take == Take::metadata) return leave_out(row, "type", "voice.form.left_out.metadata", {{"type", name}});
    if (take == Take::computed) return leave_out(row, "type", "voice.form.left_out.computed", {{"type", name}});
    if (is_computed) return leave_out(row, "calculation", "voice.form.left_out.computed_answer");
    if (take == Take::choice && looks(row, "label")) return leave_out(row, "appearance", "voice.form.left_out.only_labels");
    if (says_yes(survey_.cell(row, "read_only")) && take != Take::note) return leave_out(row, "read_only", "voice.form.left_out.read_only");
    add_taken(item, place);
}

void FormQuestions::add_taken(const FormItem& item, const Place& place) {
    const auto row = item.row;
    Question question;
    question.name = name_at(row);
    if (!is_name(question.name)) return refuse(row, "name", "voice.problems.name_unsound");
    question.label = label_at(row);
    question.hint = wording(row, "hint");
    question.relevant = condition(row, place);
    question.constraint = expression(row, "constraint", question.name);
    question.constraint_message = wording(row, "constraint_message");
    question.is_needed = item.type.take != Take::note && is_needed(row);
    shape(question, item);
    note_the_rest(item);
    const auto asked = question;
    push(std::move(question), item.type.name, row);
    if (item.type.has_other) add_specify_other(asked, place);
}

void FormQuestions::add_specify_other(const Question& of, const Place& place) {
    auto question = asked_for_other(of, other_name, form_.questionnaire.default_language);
    question.relevant = both(place.relevant, question.relevant);
    push(std::move(question), "text", rows_.at(of.name));
}

void FormQuestions::shape(Question& question, const FormItem& item) {
    using enum Take;
    const auto take = item.type.take;
    if (take == choice || take == choices) {
        question.kind = take == choices ? Kind::choices : looks(item.row, "likert") ? Kind::scale : Kind::choice;
        question.choices = choices_at(item);
    } else if (take == range) {
        make_range(question, item.row);
    } else if (take == whole_number || take == number) {
        question.kind = Kind::number;
        if (take == whole_number) question.constraint = both(question.constraint, ". = int(.)");
    } else if (take == day) {
        question.kind = Kind::day;
    } else if (take == acknowledge) {
        question.kind = Kind::choice;
        question.choices = {{"OK", {{form_.questionnaire.default_language, {"OK"}}}}};
    } else if (take == words || take == moment) {
        question.kind = looks(item.row, "multiline") ? Kind::text : Kind::words;
        if (take == moment) leave_out(item.row, "type", "voice.form.left_out.moment", {{"type", item.type.name}});
    }
}

void FormQuestions::make_range(Question& question, int row) {
    const auto range = range_from(survey_.cell(row, "parameters"));
    if (!range) return refuse(row, "parameters", "voice.form.refused.range");
    constexpr double nearly = 1e-9;  // of a step: 0.1 has no exact double
    const auto steps = std::floor((range->end - range->start) / range->step + nearly);
    if (steps >= static_cast<double>(choices_max)) {
        question.kind = Kind::number;
        question.constraint = both(question.constraint, fmt::format(". >= {} and . <= {}", range->start, range->end));
        return leave_out(row, "parameters", "voice.form.left_out.long_range", {{"max", std::to_string(choices_max)}});
    }
    question.kind = Kind::scale;
    for (int step = 0; step <= static_cast<int>(steps); ++step) {
        const auto number = fmt::format("{:.12g}", range->start + step * range->step);
        Wording label;
        for (const auto& language : form_.questionnaire.languages) label[language] = {number};
        question.choices.push_back({number, label});
    }
}

// Cells of a question that is taken, of which nothing comes.
void FormQuestions::note_the_rest(const FormItem& item) {
    static const std::map<std::string, const char*> columns = {{"default", "voice.form.left_out.default"},
                                                               {"choice_filter", "voice.form.left_out.choice_filter"},
                                                               {"guidance_hint", "voice.form.left_out.guidance_hint"},
                                                               {"required_message", "voice.form.left_out.required_message"},
                                                               {"trigger", "voice.form.left_out.trigger"},
                                                               {"image", "voice.form.left_out.media"},
                                                               {"big-image", "voice.form.left_out.media"},
                                                               {"audio", "voice.form.left_out.media"},
                                                               {"video", "voice.form.left_out.media"},
                                                               {"media", "voice.form.left_out.media"}};
    for (const auto& [column, why] : columns)
        if (!survey_.cell(item.row, column).empty()) leave_out(item.row, column, why);
    if (item.type.take != Take::range && !survey_.cell(item.row, "parameters").empty())
        leave_out(item.row, "parameters", "voice.form.left_out.parameters");
}

void FormQuestions::push(Question question, const std::string& type, int row) {
    const auto [first, is_new] = rows_.emplace(question.name, row);
    if (!is_new)
        return refuse(row, "name", "voice.form.refused.name_twice", {{"name", question.name}, {"row", std::to_string(first->second)}});
    auto& questions = form_.questionnaire.questions;
    if (begins_page_ && !questions.empty()) {
        Question page;
        page.name = free_name("page");
        page.kind = Kind::page;
        rows_.emplace(page.name, row);
        questions.push_back(std::move(page));
    }
    begins_page_ = false;
    if (question.kind != Kind::grid) taken_.insert(question.name);
    for (const auto& one : question.rows) taken_.insert(answers_[one.name] = question.name + "." + one.name);
    form_.types[question.name] = type;
    questions.push_back(std::move(question));
}

bool FormQuestions::is_table(const std::vector<FormItem>& items, std::size_t from, std::size_t to) const {
    const auto has = [&](const FormItem& item, const char* column) { return !survey_.cell(item.row, column).empty(); };
    const auto& language = form_.questionnaire.default_language;
    for (auto i = from; i < to; ++i) {
        const auto& item = items[i];
        const bool is_same = item.type.take == Take::choice && item.type.list == items[from].type.list &&
                             says_yes(survey_.cell(item.row, "required")) == says_yes(survey_.cell(items[from].row, "required"));
        if (!is_same || item.type.has_other || !survey_.wording(item.row, "label", language).contains(language)) return false;
        for (const auto* column : {"relevant", "constraint", "calculation", "choice_filter", "hint", "read_only"})
            if (has(item, column)) return false;
    }
    return from < to;
}

// After a question that only labels the columns, and those that follow it without labels of their own; `from` where there is no such table.
std::size_t FormQuestions::end_of_table(const std::vector<FormItem>& items, std::size_t from) const {
    if (items[from].type.take != Take::choice || !looks(items[from].row, "label")) return from;
    auto end = from + 1;
    while (end < items.size() && looks(items[end].row, "list-nolabel") && items[end].type.list == items[from].type.list) ++end;
    const auto& language = form_.questionnaire.default_language;
    const bool is_plain =
        survey_.wording(items[from].row, "label", language).contains(language) && survey_.cell(items[from].row, "relevant").empty();
    return is_plain && is_table(items, from + 1, end) ? end : from;
}

void FormQuestions::add_table(int row, const Wording& label, const std::vector<FormItem>& items, std::size_t from, std::size_t to,
                              const Place& place) {
    Question question;
    question.name = name_at(row);
    if (!is_name(question.name)) return refuse(row, "name", "voice.problems.name_unsound");
    question.kind = Kind::grid;
    question.label = label;
    question.relevant = place.relevant;
    question.is_needed = is_needed(items[from].row);
    question.choices = choices_at(items[from]);
    for (auto i = from; i < to; ++i) {
        const auto name = name_at(items[i].row);
        if (!is_choice_name(name)) refuse(items[i].row, "name", "voice.problems.name_unsound");
        const auto [first, is_new] = rows_.emplace(name, items[i].row);
        if (!is_new)
            refuse(items[i].row, "name", "voice.form.refused.name_twice", {{"name", name}, {"row", std::to_string(first->second)}});
        question.rows.push_back({name, label_at(items[i].row)});
        note_the_rest(items[i]);
    }
    push(std::move(question), "table-list", row);
}

bool FormQuestions::looks(int row, std::string_view appearance) const {
    std::istringstream in(lowered(survey_.cell(row, "appearance")));
    for (std::string one; in >> one;)
        if (one == appearance) return true;
    return false;
}

std::string FormQuestions::free_name(const std::string& wanted) const {
    const auto is_free = [&](const std::string& name) { return !rows_.contains(name) && !reserved_.contains(name); };
    const auto start = is_name(wanted) ? wanted : std::string("group");
    auto name = start;
    for (int number = 2; !is_free(name); ++number) name = fmt::format("{}_{}", start, number);
    return name;
}

Wording FormQuestions::wording(int row, const std::string& column) {
    auto wording = survey_.wording(row, column, form_.questionnaire.default_language);
    const auto is_long = [](const auto& one) { return characters(one.second.text) > label_max; };
    const auto has_answer = [](const auto& one) { return one.second.text.contains("${"); };
    if (std::ranges::any_of(wording, is_long))
        refuse(row, column, "voice.form.refused.text_too_long", {{"max", std::to_string(label_max)}});
    if (std::ranges::any_of(wording, has_answer)) leave_out(row, column, "voice.form.left_out.answer_in_text");
    return wording;
}

Wording FormQuestions::label_at(int row) {
    auto label = wording(row, "label");
    if (!has_label(label)) form_.refused.push_back(no_label(survey_, row));
    return label;
}

Refusal FormQuestions::no_label(const FormTable& table, int row) const {
    const auto& language = form_.questionnaire.default_language;
    return {table.sheet(),           row, table.head_in("label", language), table.cell(row, "name"), "voice.form.refused.no_label",
            {{"language", language}}};
}

std::vector<Choice> FormQuestions::choices_at(const FormItem& item) {
    const auto& list = item.type.list;
    const auto found = lists_.find(list);
    if (list.empty() || found == lists_.end()) {
        refuse(item.row, "type", list.empty() ? "voice.form.refused.names_no_list" : "voice.form.refused.no_such_list", {{"list", list}});
        return {};
    }
    if (checked_lists_.insert(list).second) {
        const auto refused = form_.refused.size();
        check_choices(list, found->second);
        if (form_.refused.size() > refused) found->second.choices.clear();
    }
    // A long list that many questions name is kept for each.
    copied_bytes_ += found->second.bytes;
    if (copied_bytes_ <= choices_bytes_max) return found->second.choices;
    refuse(item.row, "type", "voice.form.refused.too_large");
    return {};
}

void FormQuestions::check_choices(const std::string& list, const FormChoices& all) {
    std::map<std::string, int> seen;
    const auto about = [&](int row, const std::string& column, const char* why, std::map<std::string, std::string> values = {}) {
        return Refusal{choices_.sheet(), row, choices_.head(row, column), "", why, std::move(values)};
    };
    if (all.choices.size() > choices_max)
        form_.refused.push_back(about(all.rows.front(), "list_name", "voice.form.refused.too_many_choices",
                                      {{"list", list}, {"max", std::to_string(choices_max)}}));
    for (std::size_t i = 0; i < all.choices.size(); ++i) {
        const auto& [name, label] = all.choices[i];
        const auto row = all.rows[i];
        if (!is_choice_name(name)) form_.refused.push_back(about(row, "name", "voice.problems.choice_unsound"));
        if (const auto [first, is_new] = seen.emplace(name, row); !is_new)
            form_.refused.push_back(
                about(row, "name", "voice.form.refused.choice_twice", {{"name", name}, {"row", std::to_string(first->second)}}));
        if (!has_label(label)) form_.refused.push_back(no_label(choices_, row));
        for (const auto& [language, text] : label)
            if (characters(text.text) > label_max)
                form_.refused.push_back(about(row, "label", "voice.form.refused.text_too_long", {{"max", std::to_string(label_max)}}));
        for (const auto* column : {"image", "big-image", "audio", "video", "media"})
            if (!choices_.cell(row, column).empty()) form_.left_out.push_back(about(row, column, "voice.form.left_out.media"));
    }
}

std::string FormQuestions::expression(int row, const std::string& column, const std::string& own) {
    const auto cell = survey_.cell(row, column);
    if (cell.empty()) return {};
    auto kept = kept_expression(cell, answers_);
    const auto read = Expression::read(kept);
    if (!read) {
        refuse(row, column, read.error().sentence, read.error().values);
        return {};
    }
    for (const auto& name : read->names())
        if (name != own && !taken_.contains(name)) refuse(row, column, "voice.form.refused.asks_about", {{"name", name}});
    return kept;
}

std::string FormQuestions::condition(int row, const Place& place) {
    auto condition = both(place.relevant, expression(row, "relevant", {}));
    if (characters(condition) <= Expression::characters_max) return condition;
    refuse(row, "relevant", "voice.form.refused.long_condition");
    return {};
}

bool FormQuestions::is_needed(int row) {
    const auto cell = survey_.cell(row, "required");
    if (!says_yes(cell) && !says_no(cell)) leave_out(row, "required", "voice.form.left_out.required_condition");
    return says_yes(cell);
}

}  // namespace touchstone::voice

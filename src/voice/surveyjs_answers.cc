// What can be answered to a question of a SurveyJS file: its choices, its steps, and what an answer must fulfil.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/control_characters.h"
#include "base/text.h"
#include "base/time.h"
#include "voice/surveyjs_questions.h"

namespace touchstone::voice {
namespace {

std::string number_text(double number) { return fmt::format("{:.12g}", number); }

}  // namespace

Choice SurveyQuestions::choice_from(const Json& json, const std::string& path, const std::string& question, std::string& value) {
    if (!json.is_object()) {
        const auto text = value_text(json);
        if (!text || text->empty()) notes_.refuse(path, question, wrong_kind);
        value = text.value_or("");
        return {value, notes_.wording(value, path, question)};
    }
    SurveyPart part(json, path, notes_);
    part.name = question;
    value = part.word("value");
    if (value.empty()) part.refuse("value", "voice.form.refused.no_value");
    auto label = part.wording("text");
    if (label.empty() && !value.empty()) label = notes_.wording(value, path, question);
    if (!label.contains(notes_.language())) part.refuse("text", "voice.form.refused.no_label", {{"language", notes_.language()}});
    part.leave_out_rest();
    return {value, std::move(label)};
}

std::vector<Choice> SurveyQuestions::choices_at(SurveyPart& part, const char* property, Values& values) {
    std::vector<Choice> choices;
    const auto* found = part.find(property);
    if (found == nullptr) return choices;
    if (!found->is_array() || found->size() > choices_max) {
        part.refuse(property, found->is_array() ? "voice.form.refused.choices_too_many" : wrong_kind,
                    {{"max", std::to_string(choices_max)}});
        return choices;
    }
    std::map<std::string, std::string> seen;  // by value: where
    std::set<std::string> names;
    bool is_renamed = false;
    for (std::size_t i = 0; i < found->size() && !notes_.is_full(); ++i) {
        const auto path = fmt::format("{}[{}]", part.path_of(property), i);
        std::string value;
        auto choice = choice_from((*found)[i], path, part.name, value);
        const auto [first, is_new] = seen.emplace(value, path);
        if (!is_new) notes_.refuse(path, part.name, "voice.form.refused.choice_twice_at", {{"name", value}, {"path", first->second}});
        choice.name = sound_choice_name(value, [&](const std::string& name) { return names.contains(name); });
        names.insert(choice.name);
        if (choice.name != value) values[value] = choice.name;
        is_renamed = is_renamed || choice.name != value;
        choices.push_back(std::move(choice));
    }
    if (is_renamed) part.leave_out(property, "voice.form.left_out.values_renamed");
    return choices;
}

std::vector<Choice> SurveyQuestions::choices_of(SurveyPart& part, Values& values) {
    for (const auto* elsewhere : {"choicesByUrl", "choicesFromQuestion"})
        if (part.find(elsewhere) != nullptr) part.refuse(elsewhere, "voice.form.refused.choices_elsewhere");
    auto choices = choices_at(part, "choices", values);
    const auto add = [&](const char* now, const char* before, const char* name, const char* property, const char* english) {
        const bool is_wanted = part.is_true(now), was_wanted = part.is_true(before);
        if (!is_wanted && !was_wanted) return;
        const auto label = words_or(part, property, english);
        if (std::ranges::find(choices, name, &Choice::name) == choices.end()) choices.push_back({name, label});
    };
    add("showNoneItem", "hasNone", "none", "noneText", "None");
    add("showOtherItem", "hasOther", other_name, "otherText", other_label);
    return choices;
}

// SurveyJS has its own words, in many languages; here they are English.
Wording SurveyQuestions::words_or(SurveyPart& part, const char* property, const char* english) {
    auto words = part.wording(property);
    if (words.contains(notes_.language())) return words;
    if (!reads_english(notes_.language())) part.leave_out(property, "voice.form.left_out.english_words", {{"words", english}});
    words[notes_.language()] = {english};
    return words;
}

std::vector<Choice> SurveyQuestions::yes_and_no(SurveyPart& part, Values& values) {
    std::vector<Choice> choices;
    const auto add = [&](const char* value_at, const char* otherwise, const char* label_at, const char* english) {
        auto value = part.word(value_at);
        if (value.empty()) value = otherwise;
        const auto is_taken = [&](const std::string& name) { return !choices.empty() && choices.front().name == name; };
        const auto name = sound_choice_name(value, is_taken);
        if (name != value) {
            values[value] = name;
            part.leave_out(value_at, "voice.form.left_out.values_renamed");
        }
        choices.push_back({name, words_or(part, label_at, english)});
    };
    add("valueTrue", "true", "labelTrue", "Yes");
    add("valueFalse", "false", "labelFalse", "No");
    return choices;
}

void SurveyQuestions::make_rating(SurveyPart& part, Question& question, Values& values) {
    const auto first = part.wording("minRateDescription"), last = part.wording("maxRateDescription");
    const auto count = part.number("rateCount"), least = part.number("rateMin"), most = part.number("rateMax"),
               by = part.number("rateStep");
    if (part.find("rateValues") != nullptr) {
        question.choices = choices_at(part, "rateValues", values);
    } else {
        const auto step = by.value_or(1), start = least.value_or(1), end = most.value_or(count ? start + (*count - 1) * step : 5);
        constexpr double far = 1e12, nearly = 1e-9;  // of a step: 0.1 has no exact double
        const bool is_sound = step > 0 && std::abs(start) < far && std::abs(end) < far && end - start >= step;
        if (!is_sound) return part.refuse("rateMax", "voice.form.refused.rating");
        const auto steps = std::floor((end - start) / step + nearly);
        if (steps >= static_cast<double>(choices_max)) {
            question.kind = Kind::number;
            question.constraint = fmt::format(". >= {} and . <= {}", number_text(start), number_text(end));
            return part.leave_out("rateMax", "voice.form.left_out.long_range", {{"max", std::to_string(choices_max)}});
        }
        for (int i = 0; i <= static_cast<int>(steps); ++i) {
            const auto number = number_text(start + i * step);
            question.choices.push_back({number, {{notes_.language(), {number}}}});
        }
    }
    if (question.choices.empty()) return;
    constexpr const char* dash = " – ";
    auto &low = question.choices.front().label, &high = question.choices.back().label;
    low = joined(low, dash, first, notes_.language());
    high = joined(high, dash, last, notes_.language());
}

bool SurveyQuestions::is_needed(SurveyPart& part, Kind kind) {
    const bool is_needed = part.is_true("isRequired");
    if (kind != Kind::grid) return is_needed;
    const bool is_each = part.is_true("eachRowRequired"), was_each = part.is_true("isAllRowRequired");
    if (is_needed && !is_each && !was_each) part.leave_out("isRequired", "voice.form.left_out.needed_in_one_row");
    return is_each || was_each;
}

void SurveyQuestions::add_rules(SurveyPart& part, const std::string& type, Question& question) {
    const auto demand = [&](const std::string& rule) { question.constraint = both(question.constraint, rule); };
    if (type == "text") {
        const auto input = part.word("inputType");
        if (input == "number" || input == "range") question.kind = Kind::number;
        if (input == "date") question.kind = Kind::day;
        if (input == "datetime-local" || input == "datetime" || input == "time" || input == "month" || input == "week")
            part.leave_out("inputType", "voice.form.left_out.moment", {{"type", input}});
        for (const auto& [property, sign] : {std::pair{"min", ">="}, std::pair{"max", "<="}}) {
            const auto bound = part.word(property);
            const auto* given = part.find(property);
            const bool is_number = given != nullptr && given->is_number() && question.kind == Kind::number;
            if (is_number || (question.kind == Kind::day && date_from(bound)))
                demand(fmt::format(". {} {}", sign, is_number ? number_text(given->get<double>()) : "'" + bound + "'"));
            else if (given != nullptr)
                part.leave_out(property, "voice.form.left_out.unknown_property");
        }
    }
    if (type == "text" || type == "comment")
        if (const auto most = part.number("maxLength"); most && *most > 0) demand("string-length(.) <= " + number_text(*most));
    if (question.kind == Kind::choices) {
        const auto least = part.number("minSelectedChoices"), most = part.number("maxSelectedChoices");
        if (least && *least > 0) demand("count-selected(.) >= " + number_text(*least));
        if (most && *most > 0) demand("count-selected(.) <= " + number_text(*most));
    }
    for (auto& validator : part.parts("validators")) add_validator(validator, question);
    if (characters(question.constraint) <= Expression::characters_max) return;
    part.refuse("validators", "voice.form.refused.long_rule");
    question.constraint.clear();
}

void SurveyQuestions::add_validator(SurveyPart& part, Question& question) {
    const auto type = part.word("type");
    auto& rule = question.constraint;
    const auto bounds = [&](const std::string& of, const char* least_at, const char* most_at) {
        const auto least = part.number(least_at), most = part.number(most_at);
        if (least) rule = both(rule, of + " >= " + number_text(*least));
        if (most) rule = both(rule, of + " <= " + number_text(*most));
    };
    if (type == "numeric" || type == "numericvalidator") {
        bounds(".", "minValue", "maxValue");
    } else if (type == "text" || type == "textvalidator") {
        bounds("string-length(.)", "minLength", "maxLength");
    } else if (type == "answercount" || type == "answercountvalidator") {
        bounds("count-selected(.)", "minCount", "maxCount");
    } else if (type == "expression" || type == "expressionvalidator") {
        rule = both(rule, expression(part, "expression", part.name));
    } else if (type == "regex" || type == "regexvalidator") {
        const auto kept = rule_of_pattern(part.word("regex"));
        if (kept.empty()) return part.leave_out("regex", "voice.form.left_out.pattern");
        rule = both(rule, kept);
    } else {
        return part.leave_out("type", "voice.form.left_out.validator", {{"type", type}});
    }
    auto message = part.wording("text");
    if (question.constraint_message.empty() && message.contains(notes_.language()))
        question.constraint_message = std::move(message);
    else if (!message.empty())
        part.leave_out("text", "voice.form.left_out.second_message");
    part.leave_out_rest();
}

}  // namespace touchstone::voice

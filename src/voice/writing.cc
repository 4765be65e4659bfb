#include "voice/writing.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/checks.h"
#include "base/text.h"
#include "voice/expression.h"

namespace touchstone::voice {
namespace {

const std::vector<std::string> kinds{"choice", "choices", "scale", "grid", "words", "text", "number", "day", "note", "page"};
constexpr std::size_t list_max = 8'000;

std::string label_in(const Questionnaire& of, const Wording& wording) {
    return in_language(wording, of.default_language, of.default_language).text;
}

std::vector<std::string> lines_of(const std::string& typed) {
    std::vector<std::string> lines;
    for (const auto& line : split(typed, '\n'))
        if (const auto words = tidied(line); !words.empty()) lines.push_back(words);
    return lines;
}

// A choice keeps its name as long as it keeps its words, so that what was answered still means the same.
std::vector<Choice> choices_from(const Questionnaire& of, const std::vector<std::string>& lines, const std::vector<Choice>& before) {
    std::set<std::string> taken;
    for (const auto& choice : before) taken.insert(choice.name);
    std::vector<Choice> choices;
    int number = 0;
    for (const auto& line : lines) {
        const auto same = std::ranges::find_if(before, [&](const Choice& each) { return label_in(of, each.label) == line; });
        if (same != before.end()) {
            choices.push_back(*same);
            continue;
        }
        std::string name;
        do name = fmt::format("c{}", ++number);
        while (!taken.insert(name).second);
        choices.push_back({name, {{of.default_language, {line}}}});
    }
    return choices;
}

std::string in_lines(const Questionnaire& of, const std::vector<Choice>& choices) {
    std::string lines;
    for (const auto& choice : choices) lines += (lines.empty() ? "" : "\n") + label_in(of, choice.label);
    return lines;
}

std::string condition_text(const Question& question, const std::string& choice) {
    return question.kind == Kind::choices ? fmt::format("selected(${{{}}}, '{}')", question.name, choice)
                                          : fmt::format("${{{}}} = '{}'", question.name, choice);
}

void set_words(Wording& wording, const std::string& language, const std::string& words) {
    if (words.empty())
        wording.clear();
    else
        wording[language] = {words};
}

void check_choices(Problems& problems, Kind kind, const QuestionDraft& draft) {
    const auto several = [&](const char* field, const std::string& typed, std::size_t least) {
        const auto lines = lines_of(typed);
        std::set<std::string> keys;
        for (const auto& line : lines) keys.insert(reader_key(line));
        if (lines.size() < least || keys.size() != lines.size())
            problems.push_back({field, std::string("voice.question.") + field + "_missing"});
        if (lines.size() > choices_max) problems.push_back({field, std::string("voice.question.") + field + "_too_many"});
    };
    if (kind == Kind::choice || kind == Kind::choices || kind == Kind::scale || kind == Kind::grid) several("choices", draft.choices, 2);
    if (kind == Kind::grid) several("rows", draft.rows, 1);
}

}  // namespace

const Fields<TitleDraft>& title_fields() {
    static const Fields<TitleDraft> fields{
        "voice.title", {field::needed(field::words("title", &TitleDraft::title, questionnaire_title_max))}, &TitleDraft::seen_version};
    return fields;
}

Outcome<Questionnaire> with_title(const Questionnaire& before, const TitleDraft& draft) {
    Problems problems;
    require_text(problems, "voice.title", "title", draft.title, questionnaire_title_max);
    if (!problems.empty()) return refuse(problems);
    auto after = before;
    after.title = draft.title;
    return after;
}

const Fields<QuestionDraft>& question_fields() {
    using field::choice, field::choices, field::lines, field::needed;
    using Draft = QuestionDraft;
    static const Fields<Draft> fields{
        "voice.question",
        {needed(lines("label", &Draft::label, label_max)), needed(choice("kind", &Draft::kind, kinds)),
         lines("choices", &Draft::choices, list_max), lines("rows", &Draft::rows, list_max), lines("hint", &Draft::hint, label_max),
         choice("needed", &Draft::needed, {"no", "yes"}), choice("condition", &Draft::condition),
         choice("shows", &Draft::shows, {"reported", "observed"}), choices("themes", &Draft::themes), choices("outcomes", &Draft::outcomes),
         choice("sensitive", &Draft::sensitive, {"no", "yes"}), choice("groups", &Draft::groups, {"no", "yes"})},
        &Draft::seen_version};
    return fields;
}

QuestionDraft draft_of(const Questionnaire& of, const Question& question) {
    std::string condition = question.relevant.empty() ? "" : as_it_stands;
    for (const auto& each : of.questions)
        for (const auto& choice : each.choices)
            if (condition_text(each, choice.name) == question.relevant) condition = each.name + "=" + choice.name;
    return {.label = label_in(of, question.label),
            .kind = name_of(question.kind),
            .hint = label_in(of, question.hint),
            .choices = in_lines(of, question.choices),
            .rows = in_lines(of, question.rows),
            .needed = question.is_needed ? "yes" : "no",
            .condition = condition,
            .shows = question.is_observed ? "observed" : "reported",
            .sensitive = question.is_sensitive ? "yes" : "no",
            .groups = question.makes_groups ? "yes" : "no",
            .themes = question.themes,
            .outcomes = question.outcomes};
}

std::vector<Condition> conditions(const Questionnaire& of, const std::string& name) {
    std::vector<Condition> all;
    for (const auto& question : of.questions) {
        if (question.name == name) break;
        if (question.kind != Kind::choice && question.kind != Kind::choices && question.kind != Kind::scale) continue;
        for (const auto& choice : question.choices)
            all.push_back({question.name + "=" + choice.name, label_in(of, question.label), label_in(of, choice.label)});
    }
    return all;
}

Outcome<Questionnaire> with_question(const Questionnaire& before, const std::string& name, const QuestionDraft& draft,
                                     const Nameable& nameable) {
    Problems problems;
    const auto kind = kind_from(draft.kind);
    if (!kind) problems.push_back({"kind", "voice.question.kind_missing"});
    const bool has_words = kind && *kind == Kind::page;
    if (!has_words) require_text(problems, "voice.question", "label", draft.label, label_max);
    limit_text(problems, "voice.question", "hint", draft.hint, label_max);
    if (kind) check_choices(problems, *kind, draft);
    const auto among = [](const std::vector<std::string>& all) {
        return [&all](const std::string& one) { return std::ranges::find(all, one) != all.end(); };
    };
    if (!std::ranges::all_of(draft.themes, among(nameable.themes))) problems.push_back({"themes", "voice.question.themes_unknown"});
    if (!std::ranges::all_of(draft.outcomes, among(nameable.outcomes))) problems.push_back({"outcomes", "voice.question.outcomes_unknown"});
    const auto offered = conditions(before, name);
    const bool is_kept = draft.condition.empty() || draft.condition == as_it_stands;
    if (!is_kept && std::ranges::find(offered, draft.condition, &Condition::value) == offered.end())
        problems.push_back({"condition", "voice.question.condition_unknown"});
    if (before.questions.size() >= questions_max && name.empty()) problems.push_back({"", "voice.question.too_many"});
    if (!problems.empty()) return refuse(problems);

    auto after = before;
    auto at = std::ranges::find(after.questions, name, &Question::name);
    if (at == after.questions.end()) {
        after.questions.push_back({.name = new_name(before)});
        at = std::prev(after.questions.end());
    }
    at->kind = *kind;
    set_words(at->label, before.default_language, draft.label);
    set_words(at->hint, before.default_language, draft.hint);
    const bool has_choices = *kind == Kind::choice || *kind == Kind::choices || *kind == Kind::scale || *kind == Kind::grid;
    at->choices = has_choices ? choices_from(before, lines_of(draft.choices), at->choices) : std::vector<Choice>{};
    at->rows = *kind == Kind::grid ? choices_from(before, lines_of(draft.rows), at->rows) : std::vector<Choice>{};
    at->is_needed = draft.needed == "yes";
    if (draft.condition != as_it_stands) {
        at->relevant.clear();
        if (const auto equals = draft.condition.find('='); equals != std::string::npos)
            at->relevant = condition_text(*std::ranges::find(before.questions, draft.condition.substr(0, equals), &Question::name),
                                          draft.condition.substr(equals + 1));
    }
    at->is_observed = draft.shows == "observed";
    at->themes = draft.themes;
    at->outcomes = draft.outcomes;
    at->is_sensitive = draft.sensitive == "yes";
    at->makes_groups = draft.groups == "yes" && *kind == Kind::choice;
    if (at->makes_groups)  // one question alone does
        for (auto& question : after.questions)
            if (&question != &*at) question.makes_groups = false;
    return after;
}

std::string new_name(const Questionnaire& of) {
    for (auto number = of.questions.size() + 1;; ++number)
        if (const auto name = fmt::format("q{}", number); std::ranges::find(of.questions, name, &Question::name) == of.questions.end())
            return name;
}

Questionnaire moved(const Questionnaire& before, const std::string& name, bool up) {
    auto after = before;
    const auto at = std::ranges::find(after.questions, name, &Question::name);
    if (at == after.questions.end() || (up ? at == after.questions.begin() : std::next(at) == after.questions.end())) return after;
    std::iter_swap(at, up ? std::prev(at) : std::next(at));
    return after;
}

Outcome<Questionnaire> without(const Questionnaire& before, const std::string& name) {
    for (const auto& question : before.questions) {
        const auto condition = Expression::read(question.relevant);
        if (!question.relevant.empty() && condition && std::ranges::find(condition->names(), name) != condition->names().end())
            return refuse({{"", "voice.question.needed_by_another"}});
    }
    auto after = before;
    std::erase_if(after.questions, [&](const Question& question) { return question.name == name; });
    return after;
}

}  // namespace touchstone::voice

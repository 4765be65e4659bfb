#include "voice/question_library.h"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

#include "base/assets.h"
#include "base/text.h"
#include "evidence/evidence.h"
#include "frameworks/pack_fields.h"
#include "frameworks/yaml_tree.h"
#include "voice/writing.h"

namespace touchstone::voice {
namespace {

using frameworks::Need;
using frameworks::PackFields;
using Answers = std::map<std::string, std::vector<Choice>>;  // by the key of the set

std::vector<Choice> choices_of(const std::vector<std::string>& labels) {
    std::vector<Choice> choices;
    for (const auto& label : labels) choices.push_back({fmt::format("c{}", choices.size() + 1), {{library_language, {label}}}});
    return choices;
}

Question question_of(PackFields& fields, const Answers& answers) {
    Question question;
    if (const auto kind = kind_from(fields.name("kind")))
        question.kind = *kind;
    else
        fields.place().at("kind").problem("must be a kind of question");
    question.label = {{library_language, {fields.name("label")}}};
    if (const auto set = fields.name("answers", Need::optional); answers.contains(set))
        question.choices = answers.at(set);
    else if (!set.empty())
        fields.place().at("answers").problem("must be the key of a set of answers");
    const auto shows = fields.name("shows");
    if (shows != "reported" && shows != "observed") fields.place().at("shows").problem("must be reported or observed");
    question.is_observed = shows == "observed";
    question.is_sensitive = fields.has("sensitive") && fields.yes_or_no("sensitive");
    return question;
}

std::vector<Suggestion> read(const std::string& file) {
    int parts_left = frameworks::pack_max_parts;
    const auto tree = frameworks::read_yaml(assets::content(file), parts_left);
    if (!tree) throw std::logic_error(fmt::format("{}, line {}: {}", file, tree.error().line, tree.error().message));
    frameworks::PackNotes notes;
    PackFields fields(*tree, {&notes, file, ""});
    Answers answers;
    const auto sets = fields.each("answers", Need::required, [](PackFields& it) {
        return std::pair{it.name("key"), choices_of(it.names("choices", Need::required))};
    });
    answers.insert(sets.begin(), sets.end());
    auto all = fields.each("questions", Need::required, [&](PackFields& it) {
        return Suggestion{.key = it.name("key"),
                          .audiences = it.names("audience", Need::required),
                          .themes = it.names("themes", Need::required),
                          .outcomes = it.names("outcomes", Need::optional),
                          .question = question_of(it, answers),
                          .plain = it.name("plain")};
    });
    fields.refuse_others();
    if (!notes.problems.empty()) throw std::logic_error(in_words(notes.problems.front()));
    return all;
}

// By the framework's id.
std::map<std::string, std::vector<Suggestion>> read_all() {
    std::map<std::string, std::vector<Suggestion>> all;
    for (const auto& name : assets::names_under("frameworks")) {
        const auto parts = split(name, '/');
        if (parts.size() == 3 && parts.back() == frameworks::questions_file) all.emplace(parts.at(1), read(name));
    }
    return all;
}

// Every text of a questionnaire stands in its default language.
void set_language(Wording& wording, const std::string& language) { wording = {{language, {wording.at(library_language).text}}}; }

}  // namespace

const std::vector<Suggestion>& suggestions(const std::string& framework_id) {
    static const auto all = read_all();
    static const std::vector<Suggestion> none;
    const auto found = all.find(framework_id);
    return found == all.end() ? none : found->second;
}

Questionnaire with_suggestions(const Questionnaire& before, const std::vector<std::string>& keys, bool is_plain,
                               const std::string& framework_id) {
    auto after = before;
    const auto& all = suggestions(framework_id);
    for (const auto& key : keys) {
        const auto found = std::ranges::find(all, key, &Suggestion::key);
        if (found == all.end()) continue;
        auto question = found->question;
        question.name = new_name(after);
        if (is_plain) question.label = {{library_language, {found->plain}}};
        set_language(question.label, before.default_language);
        for (auto& choice : question.choices) set_language(choice.label, before.default_language);
        for (const auto& theme : found->themes)
            if (const auto linked = evidence::linked_theme_from(theme, framework_id)) question.themes.push_back(evidence::text_of(*linked));
        question.outcomes = found->outcomes;
        after.questions.push_back(std::move(question));
    }
    return after;
}

const Fields<SuggestionsDraft>& suggestions_fields() {
    using field::needed, field::choices, field::choice;
    using Draft = SuggestionsDraft;
    static const Fields<Draft> fields{
        "voice.suggestions",
        {needed(choices("suggestions", &Draft::suggestions)), needed(choice("wording", &Draft::wording, {as_they_stand, in_plain_words}))},
        &Draft::seen_version};
    return fields;
}

Outcome<Questionnaire> with_chosen(const Questionnaire& before, const SuggestionsDraft& draft, const std::string& framework_id) {
    Problems problems;
    const auto& all = suggestions(framework_id);
    const auto is_known = [&](const std::string& key) { return std::ranges::find(all, key, &Suggestion::key) != all.end(); };
    if (draft.suggestions.empty()) problems.push_back({"suggestions", "voice.suggestions.suggestions_missing"});
    if (!std::ranges::all_of(draft.suggestions, is_known)) problems.push_back({"suggestions", "voice.suggestions.suggestions_unknown"});
    if (draft.wording != as_they_stand && draft.wording != in_plain_words)
        problems.push_back({"wording", "voice.suggestions.wording_missing"});
    if (before.questions.size() + draft.suggestions.size() > questions_max) problems.push_back({"", "voice.question.too_many"});
    if (!problems.empty()) return refuse(problems);
    return with_suggestions(before, draft.suggestions, draft.wording == in_plain_words, framework_id);
}

}  // namespace touchstone::voice

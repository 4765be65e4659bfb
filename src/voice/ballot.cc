#include "voice/ballot.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

#include "base/named.h"
#include "base/text.h"
#include "base/time.h"

namespace touchstone::voice {
namespace {

const Names<WordsState> words_states{
    {WordsState::waiting, "waiting"}, {WordsState::read, "read"}, {WordsState::held_back, "held_back"}, {WordsState::concern, "concern"}};

bool names(const std::vector<Choice>& choices, const std::string& name) {
    return std::ranges::find(choices, name, &Choice::name) != choices.end();
}

bool is_instead(const std::string& value) { return std::ranges::find(instead(), value) != instead().end(); }

bool is_number(const std::string& text) {
    double number = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
    return fault == std::errc() && end == text.data() + text.size() && number > -1e15 && number < 1e15;
}

bool is_chosen_from(Kind kind) { return kind == Kind::choice || kind == Kind::choices || kind == Kind::scale || kind == Kind::grid; }
bool is_written(Kind kind) { return kind == Kind::words || kind == Kind::text; }
bool is_answered(Kind kind) { return kind != Kind::note && kind != Kind::page; }

// The problem with one answer, as a key; empty: none.
std::string fault_in(const Question& question, const std::vector<std::string>& given) {
    if (given.size() == 1 && is_instead(given.front())) return {};
    switch (question.kind) {
        case Kind::choice:
        case Kind::scale:
        case Kind::grid:
            return given.size() == 1 && names(question.choices, given.front()) ? "" : "voice.answer.not_offered";
        case Kind::choices:
            return std::ranges::all_of(given, [&](const std::string& one) { return names(question.choices, one); })
                       ? ""
                       : "voice.answer.not_offered";
        case Kind::words:
        case Kind::text:
            return characters(given.front()) <= written_max ? "" : "voice.answer.too_long";
        case Kind::number:
            return is_number(given.front()) ? "" : "voice.answer.not_a_number";
        case Kind::day:
            return date_from(given.front()) ? "" : "voice.answer.not_a_day";
        case Kind::note:
        case Kind::page:
            break;
    }
    return {};
}

std::vector<std::string> given_at(const Answers& answers, const std::string& name) {
    const auto found = answers.find(name);
    if (found == answers.end()) return {};
    auto given = found->second;
    std::erase(given, "");
    return given;
}

// Each answer of a question has a name: its own, or one for each row of a grid.
std::vector<std::pair<std::string, std::string>> places(const Question& question) {
    if (question.kind != Kind::grid) return {{question.name, field_of(question)}};
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& row : question.rows) all.emplace_back(question.name + "." + row.name, field_of(question, row.name));
    return all;
}

// Whether an answer fulfils what the form asks of it.
bool fits(const Question& question, const Answers& known, const std::vector<std::string>& given) {
    if (question.constraint.empty() || is_instead(given.front())) return true;
    std::string own;
    for (const auto& each : given) own += (own.empty() ? "" : " ") + each;
    const auto constraint = Expression::read(question.constraint);
    return !constraint || constraint->holds(known, own);
}

void read_one(const Question& question, const Answers& typed, const Answers& known, Answers& read, Problems& problems) {
    for (const auto& [name, field] : places(question)) {
        const auto given = given_at(typed, name);
        if (given.empty()) {
            if (question.is_needed) problems.push_back({field, "voice.answer.missing"});
            continue;
        }
        if (const auto fault = fault_in(question, given); !fault.empty()) {
            problems.push_back({field, fault});
            continue;
        }
        if (!fits(question, known, given)) {
            problems.push_back({field, "voice.answer.does_not_fit"});
            continue;
        }
        read[name] = given;
    }
}

}  // namespace

const std::vector<std::string>& instead() {
    static const auto all = [] {
        std::vector<std::string> marked;
        for (const auto* word : {"unsure", "rather_not", "unclear"}) marked.push_back(std::string("_") + word);
        return marked;
    }();
    return all;
}

const std::vector<std::string>& ways_of_helping() {
    static const std::vector<std::string> all{"nobody", "read", "wrote"};
    return all;
}

std::vector<std::vector<const Question*>> pages_of(const Questionnaire& questionnaire, bool one_by_one) {
    std::vector<std::vector<const Question*>> pages(1);
    for (const auto& question : questionnaire.questions) {
        const bool ends = question.kind == Kind::page || (one_by_one && !pages.back().empty() && is_answered(pages.back().back()->kind));
        if (ends && !pages.back().empty()) pages.emplace_back();
        pages.back().push_back(&question);
    }
    return pages;
}

bool is_asked(const Question& question, const Answers& answers) {
    if (question.relevant.empty()) return true;
    const auto condition = Expression::read(question.relevant);
    return condition && condition->holds(answers);
}

std::string field_of(const Question& question) { return "a_" + question.name; }
std::string field_of(const Question& question, const std::string& row) { return field_of(question) + "." + row; }

Outcome<Answers> read_answers(const std::vector<const Question*>& questions, const Answers& typed, const Answers& before) {
    Problems problems;
    auto known = before;
    Answers read;
    for (const auto* question : questions) {
        if (!is_answered(question->kind) || !is_asked(*question, known)) continue;
        Answers one;
        read_one(*question, typed, known, one, problems);
        known.insert(one.begin(), one.end());
        read.insert(one.begin(), one.end());
    }
    if (!problems.empty()) return refuse(problems);
    return read;
}

Outcome<Answers> read_all(const Questionnaire& questionnaire, const Answers& typed) {
    std::vector<const Question*> all;
    for (const auto& question : questionnaire.questions) all.push_back(&question);
    auto read = read_answers(all, typed, {});
    if (!read) return read;
    const auto who = given_at(typed, helped);
    if (who.size() == 1 && std::ranges::find(ways_of_helping(), who.front()) != ways_of_helping().end()) (*read)[helped] = who;
    return read;
}

Parted parted(const Questionnaire& questionnaire, const Answers& answers) {
    Parted apart{answers, {}};
    for (const auto& question : questionnaire.questions) {
        const auto given = given_at(answers, question.name);
        if (!is_written(question.kind) || given.empty() || is_instead(given.front())) continue;
        apart.chosen.erase(question.name);
        apart.written[question.name] = given.front();
    }
    return apart;
}

std::string name_of(WordsState state) { return name_in(words_states, state); }
std::optional<WordsState> words_state_from(const std::string& name) { return value_in(words_states, name); }

std::string as_json(const Answers& answers) { return nlohmann::json(answers).dump(); }

Answers answers_from(const std::string& json) {
    const auto parsed = nlohmann::json::parse(json, nullptr, false);
    return parsed.is_object() ? parsed.get<Answers>() : Answers{};
}

const Question* grouping(const Questionnaire& questionnaire) {
    const auto found =
        std::ranges::find_if(questionnaire.questions, [](const Question& each) { return each.makes_groups && each.kind == Kind::choice; });
    return found == questionnaire.questions.end() ? nullptr : &*found;
}

Counts count(const Questionnaire& questionnaire, const std::vector<Answers>& all) {
    Counts counts;
    const auto* by = grouping(questionnaire);
    for (const auto& answers : all) {
        const auto of = by == nullptr ? std::vector<std::string>{} : given_at(answers, by->name);
        const auto group = of.empty() ? std::string(not_answered) : of.front();
        const auto add = [&](const std::string& name, const std::string& choice) {
            ++counts[{name, "", choice}];
            if (by != nullptr) ++counts[{name, group, choice}];
        };
        for (const auto& question : questionnaire.questions) {
            if (!is_chosen_from(question.kind) && !is_written(question.kind)) continue;
            for (const auto& [name, field] : places(question)) {
                const auto given = given_at(answers, name);
                if (is_written(question.kind) && (given.empty() || !is_instead(given.front())))
                    continue;  // words are counted when they are read
                if (given.empty()) add(name, not_answered);
                for (const auto& choice : given) add(name, choice);
            }
        }
        const auto who = given_at(answers, helped);
        if (!who.empty()) add(helped, who.front());
    }
    return counts;
}

}  // namespace touchstone::voice

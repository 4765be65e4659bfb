#include "voice/replies_rows.h"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sodium.h>

#include "base/text.h"
#include "base/typed_day.h"

namespace touchstone::voice {
namespace {

using Json = nlohmann::json;

constexpr std::size_t shown_characters = 60;

bool is_chosen(Kind kind) { return kind == Kind::choice || kind == Kind::choices || kind == Kind::scale || kind == Kind::grid; }

// "Red, Green" as a sheet has it, where every part is a choice.
std::vector<std::string> listed_in(const std::string& cell) {
    std::vector<std::string> parts;
    for (const auto& part : split(cell, ',')) parts.push_back(tidied(part));
    return parts;
}

// The same for the same answers, whatever the choices are called that were added in the order in which they came.
std::string in_words(const Questionnaire& of, const Answers& answers) {
    std::string words;
    for (const auto& [name, given] : answers) {
        const auto question = std::ranges::find(of.questions, name, &Question::name);
        for (const auto& value : given) {
            std::string said = value;
            if (question != of.questions.end())
                if (const auto choice = std::ranges::find(question->choices, value, &Choice::name); choice != question->choices.end())
                    said = in_language(choice->label, of.default_language, of.default_language).text;
            words += name + "\x1F" + said + "\x1E";
        }
    }
    return words;
}

}  // namespace

ReplyReader::ReplyReader(const FoundReplies& found, ReplyGoals goals, OnNotUnderstood on_not_understood)
    : goals_(std::move(goals)), on_not_understood_(std::move(on_not_understood)) {
    for (const auto& column : found.columns) columns_.push_back(column.head.words());
    for (auto& question : goals_.questionnaire.questions) {
        learn(question);
        question.is_needed = false;  // what somebody left out elsewhere cannot be asked for again
    }
    for (std::size_t at = 0; at < goals_.targets.size(); ++at)
        if (!goals_.targets[at].question.empty()) column_of_.try_emplace(goals_.targets[at].question, at);
}

void ReplyReader::learn(const Question& question) {
    auto& by_key = choosing_[question.name].by_key;
    for (const auto& choice : question.choices)
        for (const auto& [language, words] : choice.label) by_key.try_emplace(reader_key(words.text), choice.name);
    for (const auto& choice : question.choices) by_key.try_emplace(reader_key(choice.name), choice.name);
}

Question* ReplyReader::question_of(const ReplyTarget& target) {
    const auto is_it = [&](const Question& question) {
        return question.name == target.question ||
               (question.kind == Kind::grid && target.question.starts_with(question.name + ".") &&
                std::ranges::find(question.rows, target.question.substr(question.name.size() + 1), &Choice::name) != question.rows.end());
    };
    const auto found = std::ranges::find_if(goals_.questionnaire.questions, is_it);
    return found == goals_.questionnaire.questions.end() ? nullptr : &*found;
}

std::string ReplyReader::chosen(const Question& question, const std::string& words, bool adds) {
    auto& by_key = choosing_[question.name].by_key;
    if (const auto known = by_key.find(reader_key(words)); known != by_key.end()) return known->second;
    if (auto instead = said_instead(words); !instead.empty()) return instead;
    if (!adds || question.choices.size() >= choices_max || characters(words) > label_max) return {};
    auto& grown = *std::ranges::find(goals_.questionnaire.questions, question.name, &Question::name);
    auto name = fmt::format("c{}", grown.choices.size() + 1);
    grown.choices.push_back({name, {{goals_.questionnaire.default_language, {words}}}});
    by_key[reader_key(words)] = name;
    return name;
}

void ReplyReader::say(const ReplyRow& row, std::size_t column, const std::string& value, const char* why) {
    on_not_understood_({row.number, columns_.at(column), first_characters(value, shown_characters), why});
}

void ReplyReader::place(const ReplyRow& row, std::size_t column, Answers& typed) {
    const auto& target = goals_.targets[column];
    const auto cell = column < row.cells.size() ? row.cells[column] : std::string();
    if (target.question.empty() || cell.empty()) return;
    const auto* question = question_of(target);
    if (question == nullptr) return;
    auto& given = typed[target.question];
    if (!target.ticks.empty()) {
        if (is_ticked(cell)) given.push_back(target.ticks);
        return;
    }
    if (question->kind == Kind::choices) {
        auto parts = choosing_[question->name].by_key.contains(reader_key(cell)) ? std::vector{cell} : several_in(cell);
        if (parts.size() == 1) {
            const auto listed = listed_in(cell);
            const auto& by_key = choosing_[question->name].by_key;
            if (std::ranges::all_of(listed, [&](const std::string& part) { return by_key.contains(reader_key(part)); })) parts = listed;
        }
        for (const auto& part : parts) {
            const auto name = chosen(*question, part, target.adds_choices);
            if (name.empty())
                say(row, column, part, "voice.replies.not_offered");
            else if (std::ranges::find(given, name) == given.end())
                given.push_back(name);
        }
        // "Don't know" beside a choice is no choice.
        if (given.size() > 1)
            std::erase_if(given, [](const std::string& name) { return std::ranges::find(instead(), name) != instead().end(); });
        return;
    }
    if (is_chosen(question->kind)) {
        const auto name = chosen(*question, cell, target.adds_choices);
        if (name.empty()) return say(row, column, cell, "voice.replies.not_offered");
        given = {name};
        return;
    }
    const bool is_written = question->kind == Kind::text || question->kind == Kind::words;
    const auto instead_of = is_written ? std::string() : said_instead(cell);
    given = {!instead_of.empty() ? instead_of : question->kind == Kind::day ? iso_day(cell) : cell};
}

Answers ReplyReader::read(const ReplyRow& row) {
    Answers typed, answers;
    for (std::size_t at = 0; at < goals_.targets.size(); ++at) place(row, at, typed);
    std::erase_if(typed, [](const auto& each) { return each.second.empty(); });
    for (const auto& question : goals_.questionnaire.questions) {
        const auto read = read_answers({&question}, typed, answers);
        if (read) answers.insert(read->begin(), read->end());
        for (const auto& [name, given] : typed) {
            const bool is_of_it = name == question.name || (question.kind == Kind::grid && name.starts_with(question.name + "."));
            if (!is_of_it || answers.contains(name)) continue;
            const bool is_written = question.kind == Kind::text || question.kind == Kind::words;
            say(row, column_of_.at(name), is_written ? std::string() : given.front(),
                read ? "voice.replies.not_asked" : read.error().front().text.c_str());
        }
    }
    return answers;
}

ReplyChecking::ReplyChecking(const FoundReplies& found, ReplyGoals goals)
    : reader_(found, std::move(goals), [this](const NotUnderstood& each) {
          ++check_.not_understood;
          // The rows come in an order of chance: the first of the file are kept.
          auto& kept = check_.problems;
          const auto at = std::ranges::upper_bound(kept, each.row, {}, &NotUnderstood::row);
          if (at == kept.end() && kept.size() == not_understood_kept) return;
          kept.insert(at, each);
          if (kept.size() > not_understood_kept) kept.pop_back();
      }) {}

void ReplyChecking::see(const std::vector<ReplyRow>& rows) {
    for (const auto& row : rows) {
        const auto answers = reader_.read(row);
        if (answers.empty()) {
            ++check_.empty;
            continue;
        }
        ++check_.taken;
        const auto words = in_words(reader_.questionnaire(), answers);
        std::array<unsigned char, 16> hash{};
        crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(words.data()), words.size(), nullptr, 0);
        for (std::size_t half = 0; half < sum_.size(); ++half) {
            std::uint64_t part = 0;
            std::memcpy(&part, hash.data() + half * sizeof part, sizeof part);
            sum_[half] += part;
        }
    }
}

ReplyCheck ReplyChecking::end() {
    auto check = std::move(check_);
    check.questionnaire = reader_.questionnaire();
    check.content = fmt::format("{:016x}{:016x}/{}", sum_[0], sum_[1], check.taken);
    if (check.taken == 0)
        check.why = "voice.replies.none_taken";
    else if (const auto problems = problems_of(check.questionnaire); !problems.empty())
        check.why = problems.front().text;
    return check;
}

std::string as_json(const ReplyCheck& check) {
    auto problems = Json::array();
    for (const auto& each : check.problems) problems.push_back({Json(each.row), each.column, each.value, each.why});
    return Json{{"questionnaire", as_json(check.questionnaire)},
                {"counts", {check.taken, check.empty, check.not_understood}},
                {"problems", problems},
                {"content", check.content},
                {"why", check.why}}
        .dump();
}

ReplyCheck reply_check_from(const std::string& text) {
    const auto json = Json::parse(text);
    ReplyCheck check;
    check.questionnaire = questionnaire_from(json.at("questionnaire").get<std::string>());
    check.taken = json.at("counts").at(0).get<std::int64_t>();
    check.empty = json.at("counts").at(1).get<std::int64_t>();
    check.not_understood = json.at("counts").at(2).get<std::int64_t>();
    for (const auto& each : json.at("problems"))
        check.problems.push_back(
            {each.at(0).get<std::int64_t>(), each.at(1).get<std::string>(), each.at(2).get<std::string>(), each.at(3).get<std::string>()});
    check.content = json.at("content").get<std::string>();
    check.why = json.at("why").get<std::string>();
    return check;
}

}  // namespace touchstone::voice

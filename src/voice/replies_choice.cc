#include "voice/replies_choice.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/checks.h"
#include "base/text.h"

namespace touchstone::voice {
namespace {

using Json = nlohmann::json;

constexpr std::size_t title_max = 150, list_max = 8'000;
const std::vector<std::string> new_kinds{into_nothing, "choice", "choices", into_ticks, "scale", "number", "text", "day"};

std::string label_in(const Questionnaire& of, const Wording& wording) {
    return in_language(wording, of.default_language, of.default_language).text;
}

bool has_choices(const std::string& into) { return into == "choice" || into == "choices" || into == "scale" || into == into_ticks; }

std::vector<std::string> lines_of(const std::string& typed) {
    std::vector<std::string> lines;
    for (const auto& line : split(typed, '\n'))
        if (auto words = tidied(line); !words.empty()) lines.push_back(std::move(words));
    return lines;
}

std::string in_lines(const std::vector<std::string>& values) {
    std::string lines;
    for (const auto& value : values) lines += (lines.empty() ? "" : "\n") + value;
    return lines;
}

// As the questionnaire that is there names it: by its code or name, or by its words.
std::string place_of(const ReplyHead& head, const Questionnaire& existing, const std::vector<ReplyPlace>& places) {
    for (const auto& question : existing.questions)
        if (!head.code.empty() && head.part.empty() && is_same_to_a_reader(head.code, question.name)) return question.name;
    const auto is_same = [&](const ReplyPlace& place) {
        return is_same_to_a_reader(place.question, head.question) && is_same_to_a_reader(place.part, head.part);
    };
    if (const auto found = std::ranges::find_if(places, is_same); found != places.end()) return found->value;
    if (!head.part.empty()) return {};
    // A tool that has the row of a grid as the whole head, or our own name of the question.
    const auto is_row = [&](const ReplyPlace& place) {
        return is_same_to_a_reader(place.value, head.question) ||
               (place.value.find('.') != std::string::npos && is_same_to_a_reader(place.part, head.question));
    };
    if (std::ranges::count_if(places, is_row) != 1) return {};
    return std::ranges::find_if(places, is_row)->value;
}

ColumnChoice suggested(const ReplyColumn& column, const Questionnaire* existing, const std::vector<ReplyPlace>& places) {
    if (existing != nullptr) {
        const auto place = place_of(column.head, *existing, places);
        return {place.empty() ? into_nothing : place, "", "", ""};
    }
    const auto& head = column.head;
    const bool is_ticks = column.suggested == into_ticks;
    return {column.suggested, is_ticks ? head.question : head.words(), is_ticks ? head.part : in_lines(column.values), others_left_out};
}

class NewQuestionnaire {
public:
    NewQuestionnaire(const std::string& title, Problems& problems) : problems_(problems) { goals_.questionnaire.title = title; }

    void take(std::size_t at, const ColumnChoice& choice) {
        const auto row = std::to_string(at + 1);
        const auto add = [&](const char* field, const char* why) { problems_.push_back({field + ("_" + row), why}); };
        goals_.targets.emplace_back();
        if (choice.into == into_nothing) return;
        if (std::ranges::find(new_kinds, choice.into) == new_kinds.end()) return add("into", "voice.replies.into_missing");
        if (choice.label.empty()) add("label", "voice.question.label_missing");
        if (characters(choice.label) > label_max) add("label", "voice.question.label_too_long");
        const auto lines = has_choices(choice.into) ? lines_of(choice.choices) : std::vector<std::string>{};
        const bool adds = choice.others == others_added && choice.into != into_ticks;
        if (has_choices(choice.into)) check(add, lines, choice.into, adds);
        if (choice.into == into_ticks) return take_tick(add, choice, lines);
        auto& question = add_question(choice.into, choice.label);
        for (const auto& line : lines) add_choice(question, line);
        goals_.targets.back() = {question.name, {}, has_choices(choice.into) && adds};
    }
    ReplyGoals goals() { return std::move(goals_); }

private:
    template <class Add>
    static void check(const Add& add, const std::vector<std::string>& lines, const std::string& into, bool adds) {
        std::set<std::string> keys;
        for (const auto& line : lines) keys.insert(reader_key(line));
        const std::size_t least = into == into_ticks ? 1 : adds ? 0 : 2;
        if (lines.size() < least || keys.size() != lines.size() || (into == into_ticks && lines.size() > 1))
            add("choices", into == into_ticks ? "voice.replies.tick_missing" : "voice.question.choices_missing");
        if (lines.size() > choices_max) add("choices", "voice.question.choices_too_many");
        if (std::ranges::any_of(lines, [](const std::string& line) { return characters(line) > label_max; }))
            add("choices", "voice.problems.text_too_long");
    }
    Question& add_question(const std::string& kind, const std::string& label) {
        auto& questions = goals_.questionnaire.questions;
        questions.push_back({.name = fmt::format("q{}", questions.size() + 1),
                             .kind = kind_from(kind).value(),
                             .label = {{goals_.questionnaire.default_language, {label}}}});
        return questions.back();
    }
    void add_choice(Question& question, const std::string& words) const {
        question.choices.push_back({fmt::format("c{}", question.choices.size() + 1), {{goals_.questionnaire.default_language, {words}}}});
    }
    // Columns of one question have its label.
    template <class Add>
    void take_tick(const Add& add, const ColumnChoice& choice, const std::vector<std::string>& lines) {
        if (lines.size() != 1) return;
        auto& questions = goals_.questionnaire.questions;
        const auto same = std::ranges::find_if(questions, [&](const Question& question) {
            return ticked_.contains(question.name) && is_same_to_a_reader(label_in(goals_.questionnaire, question.label), choice.label);
        });
        auto& question = same == questions.end() ? add_question("choices", choice.label) : *same;
        ticked_.insert(question.name);
        const bool is_twice = std::ranges::any_of(question.choices, [&](const Choice& each) {
            return is_same_to_a_reader(label_in(goals_.questionnaire, each.label), lines.front());
        });
        if (is_twice || question.choices.size() >= choices_max) return add("choices", "voice.replies.tick_twice");
        add_choice(question, lines.front());
        goals_.targets.back() = {question.name, question.choices.back().name, false};
    }

    Problems& problems_;
    ReplyGoals goals_;
    std::set<std::string> ticked_;
};

// Each place once: two columns cannot both be somebody's answer.
ReplyGoals into_existing(const Questionnaire& existing, const std::vector<ColumnChoice>& columns, Problems& problems) {
    ReplyGoals goals{existing, {}};
    const auto places = reply_places(existing);
    std::set<std::string> taken;
    for (std::size_t at = 0; at < columns.size(); ++at) {
        const auto& into = columns[at].into;
        goals.targets.emplace_back();
        if (into == into_nothing) continue;
        const auto field = "into_" + std::to_string(at + 1);
        const auto place = std::ranges::find(places, into, &ReplyPlace::value);
        if (place == places.end()) {
            problems.push_back({field, "voice.replies.into_missing"});
            continue;
        }
        const auto slash = into.find('/');
        const bool is_free = taken.insert(into).second && !(slash != std::string::npos && taken.contains(into.substr(0, slash)));
        if (!is_free) problems.push_back({field, "voice.replies.into_twice"});
        goals.targets.back() = {into.substr(0, slash), slash == std::string::npos ? std::string() : into.substr(slash + 1), false};
    }
    return goals;
}

}  // namespace

const Fields<ReplyDraft>& reply_fields() {
    using Draft = ReplyDraft;
    static const Fields<Draft> fields{
        "voice.replies",
        {field::needed(field::choice<Draft>("tool", &Draft::tool, names_in(tools()))),
         field::words<Draft>("title", &Draft::title, title_max), field::needed(field::choice<Draft>("whose_view", &Draft::whose_view)),
         field::needed(field::day<Draft>("opens", &Draft::opens)), field::needed(field::day<Draft>("closes", &Draft::closes)),
         field::number<Draft>("invited", &Draft::invited), field::needed(field::number<Draft>("smallest", &Draft::smallest)),
         field::choice<Draft>("zeros_shown", &Draft::zeros_shown, {"yes", "no"}), field::choice<Draft>("reader", &Draft::reader),
         field::choice<Draft>("deputy", &Draft::deputy), field::needed(field::words<Draft>("decides", &Draft::decides, decides_max)),
         field::needed(field::day<Draft>("decides_by", &Draft::decides_by))},
        &Draft::seen_version};
    return fields;
}

const Fields<ColumnChoice>& column_fields() {
    using Draft = ColumnChoice;
    static const Fields<Draft> fields{
        "voice.replies",
        {field::choice("into", &Draft::into), field::words("label", &Draft::label, label_max),
         field::lines("choices", &Draft::choices, list_max), field::choice("others", &Draft::others, {others_left_out, others_added})}};
    return fields;
}

std::vector<ReplyPlace> reply_places(const Questionnaire& of) {
    std::vector<ReplyPlace> places;
    for (const auto& question : of.questions) {
        if (question.kind == Kind::note || question.kind == Kind::page) continue;
        const auto label = label_in(of, question.label);
        if (question.kind == Kind::grid) {
            for (const auto& row : question.rows) places.push_back({question.name + "." + row.name, label, label_in(of, row.label)});
            continue;
        }
        places.push_back({question.name, label, ""});
        if (question.kind != Kind::choices) continue;
        for (const auto& choice : question.choices)
            places.push_back({question.name + "/" + choice.name, label, label_in(of, choice.label)});
    }
    return places;
}

std::vector<ColumnChoice> columns_begun(const FoundReplies& found, const Questionnaire* existing,
                                        const std::optional<SaidOfColumns>& last) {
    const auto places = existing == nullptr ? std::vector<ReplyPlace>{} : reply_places(*existing);
    const auto is_possible = [&](const std::string& into) {
        if (into == into_nothing) return true;
        return existing == nullptr ? std::ranges::find(new_kinds, into) != new_kinds.end()
                                   : std::ranges::find(places, into, &ReplyPlace::value) != places.end();
    };
    std::vector<ColumnChoice> begun;
    for (const auto& column : found.columns) {
        begun.push_back(suggested(column, existing, places));
        if (!last) continue;
        const auto known = std::ranges::find(last->keys, column.head.key());
        if (known == last->keys.end()) continue;
        const auto& said = last->columns.at(static_cast<std::size_t>(known - last->keys.begin()));
        if (is_possible(said.into)) begun.back() = said;
    }
    return begun;
}

Outcome<ReplyGoals> reply_goals(const FoundReplies& found, const ReplyDraft& draft, const Questionnaire* existing) {
    Problems problems;
    if (draft.columns.size() != found.columns.size()) return refuse({{"", "voice.replies.columns_wrong"}});
    if (existing == nullptr) require_text(problems, "voice.title", "title", draft.title, title_max);
    if (!value_in(tools(), draft.tool)) problems.push_back({"tool", "voice.replies.tool_missing"});
    ReplyGoals goals;
    if (existing != nullptr) {
        goals = into_existing(*existing, draft.columns, problems);
    } else {
        NewQuestionnaire made(draft.title, problems);
        for (std::size_t at = 0; at < draft.columns.size(); ++at) made.take(at, draft.columns[at]);
        goals = made.goals();
        if (goals.questionnaire.questions.size() > questions_max) problems.push_back({"", "voice.problems.too_many_questions"});
    }
    const auto is_nothing = [](const ReplyTarget& target) { return target.question.empty(); };
    if (problems.empty() && std::ranges::all_of(goals.targets, is_nothing)) problems.push_back({"", "voice.replies.nothing_taken"});
    if (!problems.empty()) return refuse(problems);
    return goals;
}

std::string as_json(const ReplyDraft& draft, const FoundReplies& found) {
    auto columns = Json::array();
    for (std::size_t at = 0; at < draft.columns.size(); ++at) {
        const auto& choice = draft.columns[at];
        columns.push_back({found.columns.at(at).head.key(), choice.into, choice.label, choice.choices, choice.others});
    }
    Json said = Json::object();
    for (const auto& [shape, values] : reply_fields().values(draft)) said[shape.name] = values.front();
    return Json{{"said", said}, {"columns", columns}}.dump();
}

ReplyDraft reply_draft_from(const std::string& text) {
    ReplyDraft draft;
    if (text.empty()) return draft;
    const auto json = Json::parse(text);
    for (const auto& [shape, member] : reply_fields().list)
        draft.*std::get<std::string ReplyDraft::*>(member) = json.at("said").at(shape.name).get<std::string>();
    draft.columns = said_of_columns_from(text).columns;
    return draft;
}

SaidOfColumns said_of_columns_from(const std::string& text) {
    SaidOfColumns said;
    const auto json = Json::parse(text);
    for (const auto& column : json.at("columns")) {
        said.keys.push_back(column.at(0).get<std::string>());
        said.columns.push_back({column.at(1).get<std::string>(), column.at(2).get<std::string>(), column.at(3).get<std::string>(),
                                column.at(4).get<std::string>()});
    }
    return said;
}

}  // namespace touchstone::voice

#include "voice/results.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "statistics/disclosure.h"

namespace touchstone::voice {
namespace {

using statistics::CountTable;
using Row = std::vector<statistics::Count>;

// The groups that tables show, each of k people at least: small ones are taken together, and where that is not enough there are none.
std::vector<std::vector<std::string>> groups_of(const Wave& wave, const Counts& counts, int k) {
    const auto* by = grouping(wave.content);
    if (by == nullptr) return {};
    const auto base_of = [&](const std::string& group) {
        const auto found = counts.find({by->name, "", group});
        return found == counts.end() ? 0 : found->second;
    };
    std::vector<std::string> names;
    for (const auto& choice : by->choices) names.push_back(choice.name);
    for (const auto& word : instead()) names.push_back(word);
    names.push_back(not_answered);
    std::vector<std::vector<std::string>> groups;
    std::vector<std::string> small;
    int in_small = 0;
    for (const auto& name : names) {
        if (base_of(name) >= k)
            groups.push_back({name});
        else if (base_of(name) > 0)
            small.push_back(name), in_small += base_of(name);
    }
    if (small.empty()) return groups.size() > 1 ? groups : std::vector<std::vector<std::string>>{};
    if (in_small >= k) {
        groups.push_back(small);
    } else if (!groups.empty()) {  // with the smallest of the others
        const auto smallest = std::ranges::min_element(groups, {}, [&](const auto& group) { return base_of(group.front()); });
        smallest->insert(smallest->end(), small.begin(), small.end());
    }
    return groups.size() > 1 ? groups : std::vector<std::vector<std::string>>{};
}

int counted(const Counts& counts, const std::string& question, const std::vector<std::string>& groups, const std::string& choice) {
    int sum = 0;
    for (const auto& group : groups)
        if (const auto found = counts.find({question, group, choice}); found != counts.end()) sum += found->second;
    return sum;
}

// Everybody's answers, where no group is named.
const std::vector<std::string> everybody{""};

Row row_of(const Counts& counts, const std::string& question, const std::vector<std::string>& groups,
           const std::vector<std::string>& choices) {
    Row row;
    for (const auto& choice : choices) row.push_back(counted(counts, question, groups, choice));
    return row;
}

// How many people are in these groups.
int base_of(const Wave& wave, const Counts& counts, const std::vector<std::string>& groups) {
    int sum = 0;
    for (const auto& group : groups) sum += counted(counts, grouping(wave.content)->name, everybody, group);
    return sum;
}

int sum_of(const Row& row) {
    statistics::Count sum = 0;
    for (const auto count : row) sum += count;
    return static_cast<int>(sum);
}

// A table of groups and choices, each person in one cell, as far as it may be shown.
struct Part {
    std::vector<ShownCount> all;
    std::vector<std::vector<ShownCount>> by_group;
};
Part part_of(const Row& all, const std::vector<Row>& by_group, const statistics::Rules& rules) {
    const auto shown_in = [&](const statistics::Safe& safe, std::size_t at, const Row& row) {
        std::vector<ShownCount> counts;
        for (std::size_t column = 0; column < row.size(); ++column)
            counts.push_back(safe.all_withheld || safe.is_withheld({at, column}) ? ShownCount() : static_cast<int>(row[column]));
        return counts;
    };
    if (by_group.size() > 1) {
        const auto safe = statistics::protect({by_group}, rules);
        if (!safe.margins_withheld) {
            Part part{{}, {}};
            for (const auto count : all) part.all.emplace_back(static_cast<int>(count));
            for (std::size_t row = 0; row < by_group.size(); ++row) part.by_group.push_back(shown_in(safe, row, by_group[row]));
            return part;
        }
    }
    const auto safe = statistics::protect({{all}}, rules);
    if (safe.margins_withheld) return {std::vector<ShownCount>(all.size()), {}};
    return {shown_in(safe, 0, all), {}};
}

void add_table(Results& results, const Wave& wave, const Counts& counts, const std::string& name, const Question* question) {
    const int k = question != nullptr && question->is_sensitive ? std::max(wave.smallest, smallest_of_sensitive) : wave.smallest;
    ShownTable table{.question = name};
    const bool is_grouping = question != nullptr && question == grouping(wave.content);
    const bool is_written = question != nullptr && (question->kind == Kind::text || question->kind == Kind::words);
    if (question == nullptr)
        table.choices = ways_of_helping();
    else if (!is_written)
        for (const auto& choice : question->choices) table.choices.push_back(choice.name);
    if (question != nullptr && !is_written) {
        for (const auto& word : instead())
            if (counted(counts, name, everybody, word) > 0) table.choices.push_back(word);
        table.choices.emplace_back(not_answered);
    }
    if (table.choices.empty()) return;
    table.is_several = question != nullptr && question->kind == Kind::choices;
    const auto groups = is_grouping || question == nullptr ? std::vector<std::vector<std::string>>{} : groups_of(wave, counts, k);
    const statistics::Rules rules{.k = k, .zeros_shown = wave.zeros_shown};
    const int answers = results.answers.value_or(0);
    for (const auto& group : groups) table.by_group.push_back({group, {}, {}});
    table.all.base = answers;
    const auto take = [&](const Part& part) {
        table.all.counts.insert(table.all.counts.end(), part.all.begin(), part.all.end());
        if (part.by_group.empty()) table.by_group.clear();
        for (std::size_t i = 0; i < table.by_group.size(); ++i)
            table.by_group[i].counts.insert(table.by_group[i].counts.end(), part.by_group[i].begin(), part.by_group[i].end());
    };
    if (table.is_several) {
        for (const auto& choice : table.choices) {  // each by itself: chosen, or not
            const auto with_rest = [&](const std::vector<std::string>& of, int base) {
                const auto chosen = counted(counts, name, of, choice);
                return Row{chosen, base - chosen};
            };
            std::vector<Row> rows;
            for (const auto& row : table.by_group) rows.push_back(with_rest(row.groups, base_of(wave, counts, row.groups)));
            auto part = part_of(with_rest(everybody, answers), rows, rules);
            part.all.resize(1);
            for (auto& row : part.by_group) row.resize(1);
            take(part);
        }
    } else {
        std::vector<Row> rows;
        for (const auto& row : table.by_group) rows.push_back(row_of(counts, name, row.groups, table.choices));
        const auto all = row_of(counts, name, everybody, table.choices);
        table.all.base = sum_of(all);
        if (question == nullptr && sum_of(all) < k) return;
        take(part_of(all, rows, rules));
    }
    for (auto& row : table.by_group) row.base = base_of(wave, counts, row.groups);
    results.tables.push_back(std::move(table));
}

nlohmann::json json_of(const ShownCount& count) { return count ? nlohmann::json(*count) : nlohmann::json(); }
ShownCount count_from(const nlohmann::json& json) { return json.is_null() ? ShownCount() : ShownCount(json.get<int>()); }

nlohmann::json json_of(const ShownRow& row) {
    auto counts = nlohmann::json::array();
    for (const auto& count : row.counts) counts.push_back(json_of(count));
    return {{"groups", row.groups}, {"base", json_of(row.base)}, {"counts", counts}};
}
ShownRow row_from(const nlohmann::json& json) {
    ShownRow row{json.at("groups").get<std::vector<std::string>>(), count_from(json.at("base")), {}};
    for (const auto& count : json.at("counts")) row.counts.push_back(count_from(count));
    return row;
}

}  // namespace

Results shown(const Wave& wave, const Counts& counts, int answers) {
    Results results{wave.smallest, wave.zeros_shown, {}, {}};
    if (answers < wave.smallest) return results;
    results.answers = answers;
    for (const auto& question : wave.content.questions) {
        if (question.is_sensitive && answers < smallest_of_sensitive) continue;
        if (question.kind == Kind::grid)
            for (const auto& row : question.rows) add_table(results, wave, counts, question.name + "." + row.name, &question);
        else if (question.kind == Kind::choice || question.kind == Kind::choices || question.kind == Kind::scale)
            add_table(results, wave, counts, question.name, &question);
    }
    if (wave.manner == Manner::one_by_one) add_table(results, wave, counts, helped, nullptr);
    return results;
}

bool is_often_unclear(const ShownTable& table) {
    const auto at = std::ranges::find(table.choices, std::string(unclear));
    if (at == table.choices.end() || !table.all.base) return false;
    const auto& count = table.all.counts[static_cast<std::size_t>(at - table.choices.begin())];
    return count && *count * 10 >= *table.all.base;
}

std::string as_json(const Results& results) {
    auto tables = nlohmann::json::array();
    for (const auto& table : results.tables) {
        auto groups = nlohmann::json::array();
        for (const auto& row : table.by_group) groups.push_back(json_of(row));
        tables.push_back({{"question", table.question},
                          {"choices", table.choices},
                          {"is_several", table.is_several},
                          {"all", json_of(table.all)},
                          {"by_group", groups}});
    }
    return nlohmann::json{
        {"smallest", results.smallest}, {"zeros_shown", results.zeros_shown}, {"answers", json_of(results.answers)}, {"tables", tables}}
        .dump();
}

Results results_from(const std::string& json) {
    const auto parsed = nlohmann::json::parse(json);
    Results results{parsed.at("smallest").get<int>(), parsed.at("zeros_shown").get<bool>(), count_from(parsed.at("answers")), {}};
    for (const auto& table : parsed.at("tables")) {
        ShownTable one{.question = table.at("question").get<std::string>(),
                       .choices = table.at("choices").get<std::vector<std::string>>(),
                       .is_several = table.at("is_several").get<bool>(),
                       .all = row_from(table.at("all"))};
        for (const auto& row : table.at("by_group")) one.by_group.push_back(row_from(row));
        results.tables.push_back(std::move(one));
    }
    return results;
}

}  // namespace touchstone::voice

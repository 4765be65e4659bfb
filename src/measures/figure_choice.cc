#include "measures/figure_choice.h"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "base/text.h"

namespace touchstone::measures {
namespace {

using Json = nlohmann::json;

constexpr std::size_t title_max = 150, code_max = 40, words_max = 300, sentence_max = 1000;

const Names<PeriodKind>& years_offered() {
    static const Names<PeriodKind> names{{PeriodKind::financial_year, "financial_year"},
                                         {PeriodKind::academic_year, "academic_year"},
                                         {PeriodKind::school_year, "school_year"}};
    return names;
}

const Names<Unit>& units_offered() {
    static const Names<Unit> names{{Unit::number, "number"}, {Unit::per_cent, "per_cent"}, {Unit::pounds, "pounds"}};
    return names;
}

bool has_field(const FileFound& found, const Question& question) {
    const auto ends = [&](const char* name) { return question.sentence == std::string("measures.question.") + name; };
    if (ends("which_years") || ends("month_or_years")) return true;
    return !is_long(found) && ((question.about == About::better && !ends("more")) || ends("denominator"));
}

const Existing* existing_for(const FileMeasure& measure, const std::vector<Existing>& all) {
    const auto found = std::ranges::find_if(all, [&](const Existing& each) {
        return measure.code.empty() ? is_same_to_a_reader(each.title, first_characters(measure.name, title_max))
                                    : each.code == first_characters(measure.code, code_max);
    });
    return found == all.end() ? nullptr : &*found;
}

const Existing* with_id(const std::vector<Existing>& all, const std::string& id) {
    const auto found = std::ranges::find(all, MeasureId{id}, &Existing::id);
    return found == all.end() ? nullptr : &*found;
}

MeasureChoice as_read(const FileMeasure& measure, const std::vector<Existing>& all) {
    const auto* existing = existing_for(measure, all);
    return {.into = existing ? existing->id.text : into_new,
            .title = first_characters(measure.name, title_max),
            .unit = name_in(units_offered(), measure.unit),
            .better = measure.better ? name_in(directions(), *measure.better) : "",
            .share = {}};
}

// In a long file: those that are ticked, as the file has them.
std::vector<MeasureChoice> choices_of(const FileFound& found, const ImportDraft& draft, const std::vector<Existing>& all) {
    if (!is_long(found)) return draft.measures;
    const std::set<std::string> taken(draft.take.begin(), draft.take.end());
    std::vector<MeasureChoice> choices;
    for (const auto& measure : found.measures) {
        auto choice = as_read(measure, all);
        if (!taken.contains(std::to_string(choices.size() + 1))) choice.into = into_nothing;
        if (choice.better.empty()) choice.better = name_in(directions(), Direction::neither);
        choice.share = "no";
        choices.push_back(std::move(choice));
    }
    return choices;
}

DefinitionDraft definition_of(const FileFound& found, std::size_t place, const MeasureChoice& choice, const ImportDraft& draft,
                              const std::string& file_name) {
    const auto& measure = found.measures[place];
    DefinitionDraft it{.code = first_characters(measure.code, code_max),
                       .title = choice.title,
                       .counted = first_characters(measure.name, sentence_max),
                       .unit = choice.unit,
                       .better = choice.better,
                       .counting = draft.counting,
                       .chart = name_in(chart_kinds(), statistics::Kind::run),
                       .smallest = draft.smallest,
                       .years = draft.years,
                       .source = first_characters(file_name, words_max)};
    if (choice.share == "yes" && measure.share_of) {
        it.numerator = first_characters(measure.name, words_max);
        it.denominator = first_characters(found.measures[*measure.share_of].name, words_max);
        it.unit = name_in(units(), Unit::per_cent);
    }
    return it;
}

// Asked once for all new measures.
void check_all(const FileFound& found, const ImportDraft& draft, bool has_new, Problems& problems) {
    const bool needs_years = found.asks("which_years") || (found.asks("month_or_years") && draft.dashed == "years");
    if (asks_for_dashed(found) && draft.dashed != "years" && draft.dashed != "months")
        problems.push_back({"dashed", "measures.import.dashed_missing"});
    if (needs_years && !value_in(years_offered(), draft.years)) problems.push_back({"years", "measures.import.years_missing"});
    if (has_new && !value_in(countings(), draft.counting)) problems.push_back({"counting", "measures.definition.counting_missing"});
    if (has_new && !value_in(smallests(), draft.smallest)) problems.push_back({"smallest", "measures.definition.smallest_missing"});
    if (!open_questions(found).empty() && std::ranges::find(draft.looked_at, "yes") == draft.looked_at.end())
        problems.push_back({"looked_at", "measures.import.looked_at_missing"});
}

class Choosing {
public:
    Choosing(const FileFound& found, const ImportDraft& draft, const std::vector<Existing>& all, const std::string& file_name)
        : found_(found), draft_(draft), all_(all), file_name_(file_name) {}

    Goal goal(std::size_t place, const MeasureChoice& choice) {
        number_ = std::to_string(place + 1);
        Goal it;
        if (choice.into == into_nothing) return it;
        const auto* existing = with_id(all_, choice.into);
        if (existing == nullptr && choice.into != into_new) return wrong("into", "measures.import.into_missing");
        if (existing && !taken_.insert(existing->id.text).second) return wrong("into", "measures.import.into_twice");
        const auto& share_of = found_.measures[place].share_of;
        const bool may_be_share = share_of && !is_long(found_);
        if (may_be_share && choice.share != "yes" && choice.share != "no") problem("share", "measures.import.share_missing");
        if (may_be_share && choice.share == "yes") it.denominator = share_of;
        if (existing && it.denominator && !existing->is_quotient) problem("into", "measures.import.into_no_share");
        if (existing) {
            it.existing = existing->id;
            return it;
        }
        has_new_ = true;
        auto defined_so = defined(definition_of(found_, place, choice, draft_, file_name_), {});
        if (defined_so) {
            it.made = std::move(*defined_so);
            return it;
        }
        for (const auto& each : defined_so.error())
            if (each.field == "title" || each.field == "unit" || each.field == "better") problem(each.field, each.text);
        return it;
    }

    [[nodiscard]] bool has_new() const { return has_new_; }
    Problems problems;

private:
    void problem(const char* field, const std::string& why) { problems.push_back({field + ("_" + number_), why}); }
    void problem(const std::string& field, const std::string& why) { problem(field.c_str(), why); }
    Goal wrong(const char* field, const char* why) {
        problem(field, why);
        return {};
    }

    const FileFound& found_;
    const ImportDraft& draft_;
    const std::vector<Existing>& all_;
    const std::string& file_name_;
    std::set<std::string> taken_;
    std::string number_;
    bool has_new_ = false;
};

}  // namespace

const Fields<ImportDraft>& import_fields() {
    using field::choice, field::choices;
    using Draft = ImportDraft;
    static const Fields<Draft> fields{
        "measures.import",
        {choice("dashed", &Draft::dashed, {"years", "months"}), choice("years", &Draft::years, names_in(years_offered())),
         choice("counting", &Draft::counting, names_in(countings())), choice("smallest", &Draft::smallest, names_in(smallests())),
         choices("take", &Draft::take), choices("looked_at", &Draft::looked_at, {"yes"})},
        &Draft::seen_version};
    return fields;
}

const Fields<MeasureChoice>& measure_choice_fields() {
    using field::choice, field::words;
    using Choice = MeasureChoice;
    static const Fields<Choice> fields{
        "measures.import",
        {choice("into", &Choice::into), words("title", &Choice::title, title_max), choice("unit", &Choice::unit, names_in(units_offered())),
         choice("better", &Choice::better, names_in(directions())), choice("share", &Choice::share, {"yes", "no"})}};
    return fields;
}

bool is_long(const FileFound& found) { return found.measures.size() > chosen_one_by_one; }

ImportDraft begun(const FileFound& found, const std::vector<Existing>& all, const std::optional<ImportDraft>& last,
                  const std::vector<std::string>& last_keys) {
    ImportDraft draft;
    if (last) draft = {.years = last->years, .dashed = last->dashed, .counting = last->counting, .smallest = last->smallest};
    const bool is_one = found.measures.size() == 1 && last_keys.size() == 1;  // a table that names none is called after its file
    for (const auto& measure : found.measures) {
        auto choice = as_read(measure, all);
        const auto before = is_one ? last_keys.begin() : std::ranges::find(last_keys, measure.key());
        if (last && before != last_keys.end()) {
            const auto& chosen = last->measures.at(static_cast<std::size_t>(before - last_keys.begin()));
            if (chosen.into == into_nothing || with_id(all, chosen.into)) choice.into = chosen.into;
            choice.share = chosen.share;
            if (is_long(found) && chosen.into != into_nothing) draft.take.push_back(std::to_string(draft.measures.size() + 1));
        }
        draft.measures.push_back(std::move(choice));
    }
    return draft;
}

bool asks_for_years(const FileFound& found) { return found.asks("which_years") || found.asks("month_or_years"); }
bool asks_for_dashed(const FileFound& found) { return found.asks("month_or_years"); }

std::vector<Question> open_questions(const FileFound& found) {
    auto questions = found.questions;
    std::erase_if(questions, [&](const Question& question) { return has_field(found, question); });
    return questions;
}

std::vector<Question> answered_questions(const FileFound& found) {
    auto questions = found.questions;
    std::erase_if(questions, [&](const Question& question) { return !has_field(found, question); });
    return questions;
}

Outcome<std::vector<Goal>> goals_of(const FileFound& found, const ImportDraft& draft, const std::vector<Existing>& all,
                                    const std::string& file_name) {
    auto choices = choices_of(found, draft, all);
    choices.resize(found.measures.size());
    Choosing choosing(found, draft, all, file_name);
    std::vector<Goal> goals;
    for (std::size_t place = 0; place < choices.size(); ++place) goals.push_back(choosing.goal(place, choices[place]));
    Problems problems;
    check_all(found, draft, choosing.has_new(), problems);
    problems.insert(problems.end(), choosing.problems.begin(), choosing.problems.end());
    if (problems.empty() && std::ranges::none_of(goals, &Goal::is_taken))
        problems.push_back({is_long(found) ? "take" : "into_1", "measures.import.nothing_taken"});
    if (!problems.empty()) return refuse(problems);
    return goals;
}

PeriodRules rules_of(const ImportDraft& draft) {
    PeriodRules rules{.split_years = value_in(years_offered(), draft.years), .are_dashed_months = {}};
    if (!draft.dashed.empty()) rules.are_dashed_months = draft.dashed == "months";
    return rules;
}

std::string as_json(const ImportDraft& it) {
    auto measures = Json::array();
    for (const auto& each : it.measures) measures.push_back({each.into, each.title, each.unit, each.better, each.share});
    return Json{{"years", it.years},         {"dashed", it.dashed}, {"counting", it.counting}, {"smallest", it.smallest},
                {"looked_at", it.looked_at}, {"take", it.take},     {"measures", measures}}
        .dump();
}

ImportDraft import_draft_from(const std::string& text) {
    if (text.empty()) return {};
    const auto json = Json::parse(text);
    ImportDraft it{
        .years = json.at("years"), .dashed = json.at("dashed"), .counting = json.at("counting"), .smallest = json.at("smallest")};
    it.looked_at = json.at("looked_at").get<std::vector<std::string>>();
    it.take = json.at("take").get<std::vector<std::string>>();
    for (const auto& each : json.at("measures"))
        it.measures.push_back({each.at(0).get<std::string>(), each.at(1).get<std::string>(), each.at(2).get<std::string>(),
                               each.at(3).get<std::string>(), each.at(4).get<std::string>()});
    return it;
}

}  // namespace touchstone::measures

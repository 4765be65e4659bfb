#include "plans/target.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/checks.h"
#include "base/named.h"

namespace touchstone::plans {
namespace {

const Names<Direction> directions{{Direction::higher, "higher"}, {Direction::lower, "lower"}};
const Names<Standing> standings{{Standing::not_measured, "not_measured"},
                                {Standing::worse, "worse"},
                                {Standing::same, "same"},
                                {Standing::better, "better"},
                                {Standing::reached, "reached"}};
constexpr std::size_t most_digits = 12, most_decimals = 6;

// How much better `to` is than `from`, in millionths: below 0 is worse.
std::optional<std::int64_t> gain(const Target& target, const std::string& from, const std::string& to) {
    const auto first = millionths_from(from), last = millionths_from(to);
    if (!first || !last) return std::nullopt;
    return target.direction == Direction::higher ? *last - *first : *first - *last;
}

void check_number(Problems& problems, const std::string& field, const std::string& text) {
    if (!text.empty() && !millionths_from(text)) problems.push_back({field, "plans.target.not_a_number"});
}

std::optional<Date> check_date(Problems& problems, const std::string& field, const std::string& text) {
    const auto date = date_from(text);
    if (!text.empty() && !date) problems.push_back({field, "plans.not_a_date"});
    return date;
}

}  // namespace

const Fields<TargetDraft>& target_fields() {
    using field::choice, field::day, field::needed, field::number, field::words;
    static const Fields<TargetDraft> fields{
        "plans.target",
        {needed(words("measure", &TargetDraft::measure, title_max_characters)), words("unit", &TargetDraft::unit, unit_max_characters),
         needed(choice("direction", &TargetDraft::direction, names_in(directions))), number("baseline", &TargetDraft::baseline),
         day("baseline_on", &TargetDraft::baseline_on), needed(number("aim", &TargetDraft::aim)),
         needed(day("aim_on", &TargetDraft::aim_on)), number("variation", &TargetDraft::variation),
         choice("read_from", &TargetDraft::read_from)},
        &TargetDraft::seen_version};
    return fields;
}

TargetDraft draft_of(const Target& target) {
    return {
        target.measure, target.unit,        name_of(target.direction), target.baseline, target.baseline_on ? iso(*target.baseline_on) : "",
        target.aim,     iso(target.aim_on), target.variation,          target.version,  target.read_from.text};
}

const Fields<ValueDraft>& value_fields() {
    using field::day, field::needed, field::number, field::words;
    static const Fields<ValueDraft> fields{"plans.target",
                                           {needed(number("value", &ValueDraft::value)), needed(day("on", &ValueDraft::on)),
                                            words("note", &ValueDraft::note, words_max_characters)}};
    return fields;
}

std::optional<std::int64_t> millionths_from(const std::string& text) {
    const bool is_negative = text.starts_with('-');
    const auto unsigned_text = text.substr(is_negative ? 1 : 0);
    const auto point = unsigned_text.find('.');
    const auto whole = unsigned_text.substr(0, point);
    auto decimals = point == std::string::npos ? std::string("0") : unsigned_text.substr(point + 1);
    const auto are_digits = [](const std::string& part, std::size_t most) {
        return !part.empty() && part.size() <= most && std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    if (!are_digits(whole, most_digits) || !are_digits(decimals, most_decimals)) return std::nullopt;
    decimals.resize(most_decimals, '0');
    const std::int64_t value = std::strtoll((whole + decimals).c_str(), nullptr, 10);
    return is_negative ? -value : value;
}

Outcome<Target> set_target(const Target& before, const TargetDraft& draft, const std::vector<measures::MeasureId>& measures) {
    Problems problems;
    require_text(problems, "plans.target", "measure", draft.measure, title_max_characters);
    limit_text(problems, "plans.target", "unit", draft.unit, unit_max_characters);
    const auto direction = direction_from(draft.direction);
    if (!direction) problems.push_back({"direction", "plans.target.direction_missing"});
    check_number(problems, "baseline", draft.baseline);
    const auto baseline_on = check_date(problems, "baseline_on", draft.baseline_on);
    if (!draft.baseline.empty() && draft.baseline_on.empty()) problems.push_back({"baseline_on", "plans.target.baseline_on_missing"});
    if (draft.baseline.empty() && !draft.baseline_on.empty()) problems.push_back({"baseline", "plans.target.baseline_missing"});
    check_number(problems, "aim", draft.aim);
    if (draft.aim.empty()) problems.push_back({"aim", "plans.target.aim_missing"});
    const auto aim_on = check_date(problems, "aim_on", draft.aim_on);
    if (draft.aim_on.empty()) problems.push_back({"aim_on", "plans.target.aim_on_missing"});
    if (baseline_on && aim_on && *aim_on <= *baseline_on) problems.push_back({"aim_on", "plans.target.aim_before_baseline"});
    check_number(problems, "variation", draft.variation);
    if (draft.variation.starts_with('-')) problems.push_back({"variation", "plans.target.not_a_number"});
    const auto is_offered = [&](const measures::MeasureId& id) { return std::ranges::find(measures, id) != measures.end(); };
    measures::MeasureId read_from{draft.read_from};
    if (read_from.is_empty() && !is_offered(before.read_from)) read_from = before.read_from;
    if (!read_from.is_empty() && read_from != before.read_from && !is_offered(read_from))
        problems.push_back({"read_from", "plans.target.read_from_unknown"});
    if (!problems.empty()) return refuse(problems);
    return Target{before.id, draft.measure, draft.unit,      *direction,         draft.baseline, baseline_on,
                  draft.aim, *aim_on,       draft.variation, draft.seen_version, before.values,  read_from};
}

Outcome<Value> measure(const ValueDraft& draft, const AccountId& by, Instant now) {
    Problems problems;
    check_number(problems, "value", draft.value);
    if (draft.value.empty()) problems.push_back({"value", "plans.target.value_missing"});
    const auto on = check_date(problems, "on", draft.on);
    if (draft.on.empty()) problems.push_back({"on", "plans.target.on_missing"});
    if (on && *on > date_of(now)) problems.push_back({"on", "plans.target.on_ahead"});
    limit_text(problems, "plans.target", "note", draft.note, words_max_characters);
    if (!problems.empty()) return refuse(problems);
    return Value{ValueId::make(now), *on, draft.value, draft.note, {}, by, now};
}

Standing standing_of(const Target& target) {
    if (target.values.empty()) return Standing::not_measured;
    const auto& now = target.values.back().value;
    if (gain(target, target.aim, now).value_or(-1) >= 0) return Standing::reached;
    const auto gained = gain(target, target.baseline, now);
    if (!gained) return Standing::same;
    return *gained > 0 ? Standing::better : *gained < 0 ? Standing::worse : Standing::same;
}

bool needs_no_improvement(const Target& target) { return gain(target, target.baseline, target.aim).value_or(1) <= 0; }

bool is_within_variation(const Target& target) {
    const auto way = gain(target, target.baseline, target.aim), usual = millionths_from(target.variation);
    return way && usual && *way > 0 && *way <= *usual;
}

std::string name_of(Direction direction) { return name_in(directions, direction); }
std::string name_of(Standing standing) { return name_in(standings, standing); }
std::optional<Direction> direction_from(const std::string& name) { return value_in(directions, name); }

}  // namespace touchstone::plans

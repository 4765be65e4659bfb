#include "voice/replies_guess.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <set>
#include <string_view>

#include "base/text.h"
#include "base/typed_day.h"

namespace touchstone::voice {
namespace {

constexpr std::size_t values_max = 30, value_max = 150, steps_max = 10, alone_max = 40, identifiers_least = 20, identifier_least = 6;

const std::set<std::string, std::less<>> ticked_words{"yes", "y", "1", "true", "checked", "selected", "x", "✓", "✔"};
const std::set<std::string, std::less<>> unticked_words{"no", "n", "0", "false", "unchecked", "not selected", "n/a", "-", "null"};
const std::set<std::string, std::less<>> unsure_words{"don't know",   "dont know", "i don't know", "i dont know",        "not sure",
                                                      "i'm not sure", "unsure",    "no idea",      "don't know/not sure"};
const std::set<std::string, std::less<>> rather_not_words{"prefer not to say",     "prefer not to answer", "i'd prefer not to say",
                                                          "i'd rather not say",    "rather not say",       "i don't want to say",
                                                          "i prefer not to answer"};

// Steps of scales as forms usually have them, the most positive last; what stands for the same step stands side by side.
const std::vector<std::vector<std::string>> known_scales{
    {"strongly disagree", "disagree", "tend to disagree", "slightly disagree", "neither agree nor disagree", "neither", "neutral",
     "slightly agree", "tend to agree", "agree", "strongly agree"},
    {"never", "hardly ever", "rarely", "not often", "seldom", "occasionally", "sometimes", "often", "usually", "mostly", "most of the time",
     "always", "all of the time", "all the time"},
    {"very poor", "poor", "weak", "fair", "ok", "okay", "average", "satisfactory", "good", "very good", "excellent"},
    {"very dissatisfied", "dissatisfied", "neither satisfied nor dissatisfied", "neutral", "satisfied", "very satisfied"},
    {"very unhappy", "unhappy", "ok", "okay", "neither happy nor unhappy", "happy", "very happy"},
    {"very unsafe", "unsafe", "ok", "okay", "neither safe nor unsafe", "fairly safe", "safe", "very safe"},
    {"very unlikely", "unlikely", "neither likely nor unlikely", "likely", "very likely"},
    {"not at all", "not much", "a little", "a bit", "somewhat", "quite a bit", "quite a lot", "a lot", "very much", "completely"},
    {"no", "sometimes", "yes"}};

bool is_number(const std::string& cell, double& number) {
    const auto [end, fault] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    return fault == std::errc() && end == cell.data() + cell.size();
}

bool may_identify(const std::string& cell) {
    return cell.size() >= identifier_least && cell.find(' ') == std::string::npos &&
           cell.find_first_of("0123456789") != std::string::npos && cell.find(';') == std::string::npos;
}

// The steps of a scale that has them all, the most positive first; two are no scale.
std::vector<std::string> on_a_scale(const std::map<std::string, std::string>& by_key) {
    for (const auto& scale : known_scales) {
        std::vector<std::string> steps;
        for (const auto& step : scale)
            if (const auto found = by_key.find(step); found != by_key.end()) steps.push_back(found->second);
        std::ranges::reverse(steps);
        if (steps.size() == by_key.size() && steps.size() >= 3) return steps;
    }
    return {};
}

// Words that one person alone has written are not offered to the others, but for the short ones.
std::vector<std::string> in_order(const std::map<std::string, std::string>& by_key, const std::set<std::string>& twice) {
    std::vector<std::string> values;
    for (const auto& [key, value] : by_key)
        if (twice.contains(key) || characters(value) <= alone_max) values.push_back(value);
    double number = 0;
    if (std::ranges::all_of(values, [&](const std::string& value) { return is_number(value, number); }))
        std::ranges::sort(values, {}, [](const std::string& value) {
            double at = 0;
            return is_number(value, at) ? at : 0;
        });
    return values;
}

}  // namespace

std::vector<std::string> several_in(const std::string& cell) {
    std::vector<std::string> parts;
    for (const auto& part : split(cell, ';'))
        if (auto words = tidied(part); !words.empty()) parts.push_back(std::move(words));
    return parts;
}

bool is_ticked(const std::string& cell) { return !cell.empty() && !unticked_words.contains(reader_key(cell)); }

std::string said_instead(const std::string& cell) {
    const auto key = reader_key(cell);
    return unsure_words.contains(key) ? "_unsure" : rather_not_words.contains(key) ? "_rather_not" : "";
}

void ColumnGuess::Values::add(const std::string& value) {
    ++seen;
    if (are_many || !said_instead(value).empty()) return;
    const auto [at, is_first] = by_key.try_emplace(reader_key(value), value);
    if (!is_first) twice.insert(at->first);
    if (by_key.size() <= values_max) return;
    are_many = true;
    by_key.clear();
    twice.clear();
}

void ColumnGuess::see(const std::string& written) {
    if (written.empty()) return;
    const auto cell = without_emails(written);
    if (const auto why = tells_who(written)) {
        ++telling_;
        ++telling_by_[*why];
        return;
    }
    ++answered_;
    if (are_identifiers_) are_identifiers_ = may_identify(cell) && identifiers_.insert(std::hash<std::string>{}(cell)).second;
    if (!are_identifiers_) identifiers_.clear();
    double number = 0;
    const bool is_one = is_number(cell, number);
    numbers_ += is_one;
    steps_ += is_one && number >= 0 && number <= steps_max && number == static_cast<int>(number);
    days_ += date_from(iso_day(cell)).has_value();
    const auto key = reader_key(cell);
    ticks_ += ticked_words.contains(key) || unticked_words.contains(key);
    longest_ = std::max(longest_, characters(cell));
    values_.add(cell);
    several_ += cell.find(';') != std::string::npos;
    for (const auto& part : several_in(cell)) parts_.add(part);
}

std::optional<Dropped> ColumnGuess::why_dropped() const {
    if (answered() == 0) return std::nullopt;
    if (telling_ * 5 >= answered()) return std::ranges::max_element(telling_by_, {}, [](const auto& each) { return each.second; })->first;
    const bool are_days = days_ == answered_;
    return are_identifiers_ && !are_days && answered_ >= identifiers_least ? std::optional(Dropped::identifier) : std::nullopt;
}

ReplyColumn ColumnGuess::guessed(const ReplyHead& head) const {
    const auto is_often = [](const Values& values) {
        return !values.are_many && !values.by_key.empty() && values.by_key.size() * 2 <= values.seen;
    };
    if (answered_ == 0) return {head, into_nothing, {}};
    if (!head.part.empty()) {
        const bool is_its_own = !values_.are_many && values_.by_key.size() == 1 && values_.by_key.begin()->first == reader_key(head.part);
        if (is_its_own || ticks_ == answered_) return {head, into_ticks, {}};
    }
    if (steps_ == answered_ && is_often(values_) && values_.by_key.size() >= 3)
        return {head, "scale", in_order(values_.by_key, values_.twice)};
    if (numbers_ == answered_) return {head, "number", {}};
    if (days_ == answered_) return {head, "day", {}};
    if (several_ > 0 && longest_ <= value_max * 4 && is_often(parts_) && parts_.by_key.size() >= 2)
        return {head, "choices", in_order(parts_.by_key, parts_.twice)};
    if (longest_ > value_max || !is_often(values_)) return {head, "text", {}};
    if (auto steps = on_a_scale(values_.by_key); !steps.empty()) return {head, "scale", std::move(steps)};
    return {head, "choice", in_order(values_.by_key, values_.twice)};
}

}  // namespace touchstone::voice

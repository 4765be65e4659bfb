#include "voice/expression_node.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <variant>

#include <fmt/format.h>
#include <unicode/regex.h>

#include "base/text.h"

namespace touchstone::voice {
namespace {

using Node = Expression::Node;
using Value = std::variant<bool, double, std::string>;

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

Value value_of(const Node&, const Asked&);

std::string_view trimmed(std::string_view text) {
    constexpr const char* space = " \t\n\r";
    const auto first = text.find_first_not_of(space);
    return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(space) + 1 - first);
}

// As XPath writes one: digits with a point, perhaps a minus before them. A day, or a moment, is the days since 1970.
double number_in(std::string_view text) {
    text = trimmed(text);
    if (const auto day = date_from(text)) return static_cast<double>(std::chrono::sys_days(*day).time_since_epoch().count());
    if (const auto moment = instant_from(text))
        return std::chrono::duration<double, std::ratio<86'400>>(moment->time_since_epoch()).count();
    if (text.find_first_not_of("-.0123456789") != std::string_view::npos) return no_number;
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    return error == std::errc{} && end == text.data() + text.size() ? number : no_number;
}

double number_of(const Value& value) {
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? 1 : 0;
    return number_in(std::get<std::string>(value));
}

std::string text_of(const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    const auto number = std::get<double>(value);
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    constexpr double exact = 9'007'199'254'740'992;
    if (number == std::trunc(number) && std::abs(number) < exact) return fmt::format("{}", static_cast<std::int64_t>(number));
    return fmt::format("{}", number);
}

bool truth_of(const Value& value) {
    if (const auto* truth = std::get_if<bool>(&value)) return *truth;
    if (const auto* number = std::get_if<double>(&value)) return *number != 0 && !std::isnan(*number);
    return !std::get<std::string>(value).empty();
}

bool is_equal(const Value& left, const Value& right) {
    if (std::holds_alternative<bool>(left) || std::holds_alternative<bool>(right)) return truth_of(left) == truth_of(right);
    const auto first = number_of(left), second = number_of(right);
    if (!std::isnan(first) && !std::isnan(second)) return first == second;
    const auto is_no_number = [](const Value& value) {
        return std::holds_alternative<double>(value) && std::isnan(std::get<double>(value));
    };
    return !is_no_number(left) && !is_no_number(right) && text_of(left) == text_of(right);
}

Value computed(Operator done, const Value& left, const Value& right) {
    const auto first = number_of(left), second = number_of(right);
    switch (done) {
        case Operator::either:
            return truth_of(left) || truth_of(right);
        case Operator::both:
            return truth_of(left) && truth_of(right);
        case Operator::equal:
            return is_equal(left, right);
        case Operator::unequal:
            return !is_equal(left, right);
        case Operator::less:
            return first < second;
        case Operator::at_most:
            return first <= second;
        case Operator::more:
            return first > second;
        case Operator::at_least:
            return first >= second;
        case Operator::add:
            return first + second;
        case Operator::subtract:
            return first - second;
        case Operator::multiply:
            return first * second;
        case Operator::divide:
            return first / second;
        case Operator::remainder:
            return std::fmod(first, second);
    }
    return false;
}

Value value_of_chain(const Node& chain, const Asked& asked) {
    auto value = value_of(chain.parts.front(), asked);
    for (std::size_t i = 0; i < chain.operators.size(); ++i) {
        const auto done = chain.operators[i];
        // What cannot change the whole is not looked at.
        if ((done == Operator::either && truth_of(value)) || (done == Operator::both && !truth_of(value))) {
            value = done == Operator::either;
            continue;
        }
        value = computed(done, value, value_of(chain.parts[i + 1], asked));
    }
    return value;
}

std::string answer_in(const Answers& answers, const std::string& name) {
    const auto found = answers.find(name);
    if (found == answers.end()) return {};
    std::string text;
    for (const auto& one : found->second) text += (text.empty() ? "" : " ") + one;
    return text;
}

std::vector<std::string_view> words_in(std::string_view text) {
    constexpr const char* space = " \t\n\r";
    std::vector<std::string_view> words;
    for (auto start = text.find_first_not_of(space); start != std::string_view::npos; start = text.find_first_not_of(space, start)) {
        const auto end = std::min(text.find_first_of(space, start), text.size());
        words.push_back(text.substr(start, end - start));
        start = end;
    }
    return words;
}

bool is_among(const std::string& chosen, const std::string& name) {
    const auto words = words_in(chosen);
    return std::ranges::find(words, trimmed(name)) != words.end();
}

std::unique_ptr<icu::RegexPattern> pattern_from(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError at;
    std::unique_ptr<icu::RegexPattern> pattern(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(text), 0, at, status));
    return U_SUCCESS(status) ? std::move(pattern) : nullptr;
}

bool fits(const std::string& text, const std::string& pattern_text) {
    constexpr std::int32_t steps_max = 20, stack_bytes_max = 1024 * 1024;  // ICU's steps take about a millisecond each
    const auto pattern = pattern_from(pattern_text);
    if (!pattern) return false;
    UErrorCode status = U_ZERO_ERROR;
    const auto input = icu::UnicodeString::fromUTF8(text);
    const std::unique_ptr<icu::RegexMatcher> matcher(pattern->matcher(input, status));
    if (U_FAILURE(status) || !matcher) return false;
    matcher->setTimeLimit(steps_max, status);
    matcher->setStackLimit(stack_bytes_max, status);
    const bool is_fit = matcher->matches(status);
    return U_SUCCESS(status) && is_fit;
}

double rounded(double number, double places) {
    constexpr double places_max = 12;
    if (std::isnan(places) || std::abs(places) > places_max) return number;
    const auto unit = std::pow(10, std::trunc(places));
    return std::floor(number * unit + 0.5) / unit;
}

Value value_of_call(const Node& call, const Asked& asked) {
    const auto part = [&](std::size_t place) { return value_of(call.parts.at(place), asked); };
    const auto first_or_own = [&] { return call.parts.empty() ? Value(asked.own) : part(0); };
    switch (call.function) {
        case Function::no:
            return !truth_of(part(0));
        case Function::selected:
            return is_among(text_of(part(0)), text_of(part(1)));
        case Function::count_selected:
            return static_cast<double>(words_in(text_of(part(0))).size());
        case Function::string_length:
            return static_cast<double>(characters(text_of(first_or_own())));
        case Function::regex:
            return fits(text_of(part(0)), text_of(part(1)));
        case Function::choose:
            return truth_of(part(0)) ? part(1) : part(2);
        case Function::coalesce: {
            auto first = part(0);
            return text_of(first).empty() ? part(1) : std::move(first);
        }
        case Function::today:
            return asked.now ? iso(date_of(*asked.now)) : "";
        case Function::now:
            return asked.now ? iso(*asked.now) : "";
        case Function::whole:
            return std::trunc(number_of(part(0)));
        case Function::round:
            return rounded(number_of(part(0)), call.parts.size() > 1 ? number_of(part(1)) : 0);
        case Function::yes:
            return true;
        case Function::never:
            return false;
        case Function::number:
            return number_of(first_or_own());
        case Function::text:
            return text_of(first_or_own());
    }
    return false;
}

Value value_of(const Node& node, const Asked& asked) {
    switch (node.kind) {
        case Node::Kind::number:
            return node.number;
        case Node::Kind::text:
            return node.text;
        case Node::Kind::own:
            return asked.own;
        case Node::Kind::answer:
            return answer_in(asked.answers, node.text);
        case Node::Kind::sign:
            return node.number * number_of(value_of(node.parts.front(), asked));
        case Node::Kind::chain:
            return value_of_chain(node, asked);
        case Node::Kind::call:
            return value_of_call(node, asked);
    }
    return false;
}

}  // namespace

bool comes_true(const Node& node, const Asked& asked) { return truth_of(value_of(node, asked)); }

bool is_pattern(std::string_view text) { return pattern_from(text) != nullptr; }

}  // namespace touchstone::voice

// When a question is asked, and what an answer must fulfil: the part of XPath that XLSForm uses (https://xlsform.org), read by our own
// parser and never run as code.
#pragma once
#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace touchstone::voice {

// Answers by question; several choices are several texts. A question of a grid answers as "grid.row".
using Answers = std::map<std::string, std::vector<std::string>>;

// Why a text is no expression that we read: the key of the sentence, and what it names. {met} is what stands at character {at}, from 1.
struct ExpressionProblem {
    std::string sentence;
    std::map<std::string, std::string> values;
    bool is_beyond = false;  // sound XPath, with something that is not read here
};

// ${name} or ../name, '.', texts, numbers, = != < <= > >= and or + - * div mod, not() selected() count-selected() string-length() regex()
// if() coalesce() today() now() int() round() true() false() number() string() and brackets.
//
// Two values are compared as numbers where both are numbers or days, else as texts; < and > always as numbers. What is missing is the empty
// text, and as a number NaN, of which nothing holds but !=. A pattern has to fit the whole text, and one that takes too long does not fit.
class Expression {
public:
    static constexpr std::size_t characters_max = 2'000;
    static constexpr int depth_max = 50, patterns_max = 20;

    [[nodiscard]] static std::expected<Expression, ExpressionProblem> read(std::string_view text);

    // `own` is the answer that '.' stands for; without `now`, today() and now() are empty.
    [[nodiscard]] bool holds(const Answers&, const std::string& own = {}, std::optional<Instant> now = {}) const;
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }  // of the questions that it asks about, each once

    struct Node;

private:
    std::shared_ptr<const Node> root_;
    std::vector<std::string> names_;
};

}  // namespace touchstone::voice

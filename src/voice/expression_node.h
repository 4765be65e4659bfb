// An expression as it was read, and what it comes to (XPath 1.0, sections 3.4, 3.5 and 4).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "voice/expression.h"

namespace touchstone::voice {

enum class Operator { either, both, equal, unequal, less, at_most, more, at_least, add, subtract, multiply, divide, remainder };

enum class Function {
    no,
    selected,
    count_selected,
    string_length,
    regex,
    choose,
    coalesce,
    today,
    now,
    whole,
    round,
    yes,
    never,
    number,
    text
};

struct Expression::Node {
    enum class Kind { number, text, own, answer, sign, chain, call };
    Kind kind = Kind::number;
    double number = 0;  // of a sign: what its part is multiplied by
    std::string text;   // or the name of a question
    Function function = Function::no;
    std::vector<Node> parts;
    std::vector<Operator> operators;  // of a chain: between its parts, done from the left
};

// The moment, and the answers, that it is asked with.
struct Asked {
    const Answers& answers;
    const std::string& own;
    std::optional<Instant> now;
};
[[nodiscard]] bool comes_true(const Expression::Node&, const Asked&);

// Whether it is a pattern of a regular expression.
[[nodiscard]] bool is_pattern(std::string_view);

}  // namespace touchstone::voice

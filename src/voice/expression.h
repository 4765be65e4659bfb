// When a question is asked, and what an answer must fulfil: the part of XPath that XLSForm uses (https://xlsform.org), read by our own
// parser and never run as code.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.h"

namespace touchstone::voice {

// Answers by question; several choices are several texts. A question of a grid answers as "grid.row".
using Answers = std::map<std::string, std::vector<std::string>>;

// ${name}, '.', texts, numbers, = != < <= > >= and or + - * div mod, not() selected() count-selected() string-length() regex() if()
// coalesce() today() now() int() round() true() false() number() string() and brackets.
class Expression {
public:
    // At most 2,000 characters and 50 levels deep. The problem says what was met and at which character.
    [[nodiscard]] static Outcome<Expression> read(std::string_view text);

    [[nodiscard]] bool holds(const Answers&, const std::string& own = {}) const;    // own: the answer that '.' stands for
    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }  // of the questions that it asks about, each once

    struct Node;

private:
    std::shared_ptr<const Node> root_;
    std::vector<std::string> names_;
};

}  // namespace touchstone::voice

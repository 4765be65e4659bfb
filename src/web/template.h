// A Mustache template: parsed once, filled as often as wanted, by several threads at a time. Partials are written into it beforehand.
// It knows {{name}}, {{{name}}}, {{#name}}, {{^name}}, {{/name}} and {{! comment }}; a name may be a path (a.b), "." is the thing itself,
// and "t.key" the text with that key. A line that holds nothing but sections leaves no line behind.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "web/data.h"

namespace touchstone::web {

[[nodiscard]] std::string html_escaped(std::string_view);

class Template {
public:
    // Throws std::logic_error for a tag or section that is not closed, or not opened.
    explicit Template(std::string_view source);

    // Mustache forgives a misspelt name by printing nothing. We do not: std::logic_error.
    [[nodiscard]] std::string fill(const Object&) const;

private:
    enum class Kind { text, value, raw, section, inverted };
    struct Node {
        Kind kind = Kind::text;
        std::string words;  // of a text
        std::string name;
        std::vector<std::string> path;  // of the name; none: the thing itself
        std::string text_key;           // of a text from locales/
        std::size_t end = 0;            // of a section: the node after it
    };
    class Filling;

    void add_tag(std::string_view tag, bool is_raw, std::vector<std::pair<std::string, std::size_t>>& open);
    std::vector<Node> nodes_;
};

}  // namespace touchstone::web

#include "web/template.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "base/control_characters.h"
#include "base/text.h"
#include "web/texts.h"

namespace touchstone::web {
namespace {

std::string_view escape_of(char c) {
    switch (c) {
        case '&':
            return "&amp;";
        case '<':
            return "&lt;";
        case '>':
            return "&gt;";
        case '"':
            return "&quot;";
        case '\'':
            return "&apos;";
        default:
            return {};
    }
}

void add_escaped(std::string& whole, std::string_view words) {
    for (std::size_t from = 0;;) {
        const auto at = words.find_first_of("&<>\"'", from);
        whole += words.substr(from, at - from);
        if (at == std::string_view::npos) return;
        whole += escape_of(words[at]);
        from = at + 1;
    }
}

bool is_blank(std::string_view line) { return line.find_first_not_of(" \t") == std::string_view::npos; }

bool is_left_out(const Data& data) { return data.is_false() || (data.list() != nullptr && data.list()->empty()); }

}  // namespace

std::string html_escaped(std::string_view words) {
    std::string whole;
    add_escaped(whole, words);
    return whole;
}

Template::Template(std::string_view source) {
    std::vector<std::pair<std::string, std::size_t>> open;
    for (std::size_t at = 0;;) {
        const auto begin = source.find("{{", at);
        if (at < std::min(begin, source.size())) nodes_.push_back({Kind::text, std::string(source.substr(at, begin - at)), {}, {}, {}, 0});
        if (begin == std::string_view::npos) break;
        const bool is_raw = source.substr(begin).starts_with("{{{");
        const auto from = begin + (is_raw ? 3 : 2);
        const auto close = source.find(is_raw ? "}}}" : "}}", from);
        if (close == std::string_view::npos) throw std::logic_error("a tag is not closed");
        add_tag(source.substr(from, close - from), is_raw, open);
        at = close + (is_raw ? 3 : 2);
    }
    if (!open.empty()) throw std::logic_error("the section '" + open.back().first + "' is not closed");
}

void Template::add_tag(std::string_view tag, bool is_raw, std::vector<std::pair<std::string, std::size_t>>& open) {
    auto name = tidied(tag);
    const auto sign = is_raw || name.empty() ? ' ' : name.front();
    if (sign == '!') return;
    if (sign == '#' || sign == '^' || sign == '/') name = tidied(std::string_view(name).substr(1));
    if (sign == '/') {
        if (open.empty() || open.back().first != name) throw std::logic_error("the section '" + name + "' is not opened");
        nodes_[open.back().second].end = nodes_.size();
        open.pop_back();
        return;
    }
    Node node{is_raw ? Kind::raw : sign == '#' ? Kind::section : sign == '^' ? Kind::inverted : Kind::value, {}, name, {}, {}, 0};
    if (name.starts_with("t."))
        node.text_key = name.substr(2);
    else if (name != ".")
        node.path = split(name, '.');
    if (sign == '#' || sign == '^') open.emplace_back(name, nodes_.size());
    nodes_.push_back(std::move(node));
}

class Template::Filling {
public:
    Filling(const std::vector<Node>& nodes, const Object& object) : nodes_(nodes), object_(object) {
        fill(0, nodes.size());
        end_line("");
    }
    std::string whole;

private:
    void fill(std::size_t from, std::size_t to) {
        while (from < to) {
            const auto& node = nodes_[from];
            switch (node.kind) {
                case Kind::text:
                    add_lines(node.words);
                    break;
                case Kind::value:
                case Kind::raw:
                    add_value(node);
                    break;
                case Kind::section:
                case Kind::inverted:
                    add_section(node, from + 1);
                    from = node.end;
                    continue;
            }
            ++from;
        }
    }

    // Only what comes before the template's first line end can be a line of nothing but sections.
    void add_lines(std::string_view words) {
        const auto first = words.find('\n');
        whole += words.substr(0, first);
        if (first == std::string_view::npos) return;
        end_line("\n");
        const auto last = words.rfind('\n');
        whole += words.substr(first + 1, last - first);
        line_ = whole.size();
        whole += words.substr(last + 1);
    }

    void end_line(std::string_view ending) {
        if (has_section_ && is_blank(std::string_view(whole).substr(line_)))
            whole.resize(line_);
        else
            whole += ending;
        line_ = whole.size();
        has_section_ = false;
    }

    void add_value(const Node& node) {
        if (!node.text_key.empty()) return add_words(text(node.text_key));
        const auto& data = find(node);
        if (const auto* words = data.text(); words != nullptr && node.kind == Kind::raw)
            whole += *words;
        else if (words != nullptr)
            add_words(*words);
        else if (const auto* said = data.said_in())
            add_said(*said);
    }

    void add_words(const std::string& words) {
        if (has_control_characters(words))
            add_escaped(whole, without_control_characters(words));
        else
            add_escaped(whole, words);
    }

    void add_said(const SaidIn& said) {
        whole += "<span lang=\"";
        add_escaped(whole, said.language);
        whole += said.is_right_to_left ? "\" dir=\"rtl\">" : "\" dir=\"ltr\">";
        add_words(said.words);
        whole += "</span>";
    }

    void add_section(const Node& node, std::size_t first) {
        const auto& data = find(node);
        if (is_left_out(data) == (node.kind == Kind::section)) return;
        if (const auto* list = data.list(); list != nullptr && !list->empty())
            for (const auto& item : *list) add_section_for(item, first, node.end);
        else
            add_section_for(data, first, node.end);
    }

    void add_section_for(const Data& data, std::size_t first, std::size_t end) {
        has_section_ = true;
        around_.push_back(&data);
        fill(first, end);
        around_.pop_back();
        has_section_ = true;
    }

    const Data& find(const Node& node) const {
        if (node.path.empty() && !around_.empty()) return *around_.back();
        for (auto around = around_.rbegin(); around != around_.rend(); ++around)
            if (const auto* data = below((*around)->object(), node.path)) return *data;
        if (const auto* data = below(&object_, node.path)) return *data;
        throw std::logic_error("the template wants '" + node.name + "' and the page does not give it");
    }

    static const Data* below(const Object* object, const std::vector<std::string>& path) {
        const Data* data = nullptr;
        for (const auto& name : path) {
            data = object == nullptr ? nullptr : object->find(name);
            if (data == nullptr) return nullptr;
            object = data->object();
        }
        return data;
    }

    const std::vector<Node>& nodes_;
    const Object& object_;
    std::vector<const Data*> around_;  // the innermost last
    std::size_t line_ = 0;             // where the line begins
    bool has_section_ = false;         // in this line
};

std::string Template::fill(const Object& object) const { return Filling(nodes_, object).whole; }

}  // namespace touchstone::web

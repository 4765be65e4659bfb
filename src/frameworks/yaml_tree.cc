#include "frameworks/yaml_tree.h"

#include <algorithm>
#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "base/control_characters.h"
#include "base/text.h"

namespace touchstone::frameworks {
namespace {

struct Refusal {
    YamlRefused why;
};

// Builds the tree from the parser's events and stops the parser, by throwing, at the first thing that is not allowed.
class TreeBuilder : public YAML::EventHandler {
public:
    explicit TreeBuilder(int& parts_left) : parts_left_(parts_left) {}
    YamlNode take() { return std::move(root_); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        begin(mark, anchor, "?");
        add({.kind = YamlNode::Kind::nothing, .line = mark.line + 1});
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark, "aliases (*name) are not allowed: write the text again"); }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override {
        begin(mark, anchor, tag);
        if (!is_text(value) || has_control_characters(value)) refuse(mark, "holds a control character or something that is not text");
        add({.kind = YamlNode::Kind::text, .line = mark.line + 1, .is_plain = tag == "?", .text = value});
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, YamlNode::Kind::list);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
        open(mark, tag, anchor, YamlNode::Kind::map);
    }
    void OnMapEnd() override { close(); }

private:
    [[noreturn]] static void refuse(const YAML::Mark& mark, std::string message) { throw Refusal{{mark.line + 1, std::move(message)}}; }

    void begin(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag) {
        if (anchor != YAML::NullAnchor) refuse(mark, "anchors (&name) are not allowed: write the text again");
        if (tag != "?" && tag != "!" && !tag.empty()) refuse(mark, "tags (!name) are not allowed");
        if (--parts_left_ < 0) refuse(mark, "has too many parts");
    }

    void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YamlNode::Kind kind) {
        begin(mark, anchor, tag);
        if (open_.size() >= static_cast<std::size_t>(yaml_max_depth)) refuse(mark, "is nested too deeply");
        if (is_key_next()) refuse(mark, "a key must be a word, not a list or a map: is a bracket or a quotation mark left open?");
        open_.push_back({.kind = kind, .line = mark.line + 1});
    }

    void close() {
        auto node = std::move(open_.back());
        open_.pop_back();
        add(std::move(node));
    }

    bool is_key_next() const {
        return !open_.empty() && open_.back().kind == YamlNode::Kind::map && open_.back().keys.size() == open_.back().items.size();
    }

    void add(YamlNode node) {
        if (open_.empty())
            root_ = std::move(node);
        else if (is_key_next())
            add_key(open_.back(), std::move(node));
        else
            open_.back().items.push_back(std::move(node));
    }

    static void add_key(YamlNode& map, YamlNode key) {
        constexpr std::size_t most_keys = 100;
        const auto refuse_key = [&](std::string message) { throw Refusal{{key.line, std::move(message)}}; };
        if (key.kind != YamlNode::Kind::text || key.text.empty()) refuse_key("a key must be a word");
        if (map.keys.size() >= most_keys) refuse_key("has too many keys");
        if (std::ranges::find(map.keys, key.text, &YamlKey::text) != map.keys.end()) refuse_key("has the key \"" + key.text + "\" twice");
        map.keys.push_back({std::move(key.text), key.line});
    }

    int& parts_left_;
    YamlNode root_;
    std::vector<YamlNode> open_;  // lists and maps whose end is still to come
};

int line_of_first_control_character(std::string_view text) {
    int line = 1;
    for (std::size_t start = 0;; ++line) {
        const auto end = text.find('\n', start);
        const auto row = text.substr(start, end - start);
        if (!is_text(row) || has_control_characters(row) || end == std::string_view::npos) return line;
        start = end + 1;
    }
}

}  // namespace

std::expected<YamlNode, YamlRefused> read_yaml(std::string_view text, int& parts_left) {
    if (!is_text(text)) return std::unexpected(YamlRefused{line_of_first_control_character(text), "is not UTF-8 text"});
    if (has_control_characters(text))
        return std::unexpected(YamlRefused{line_of_first_control_character(text), "holds a control character"});
    try {
        std::istringstream stream{std::string(text)};
        YAML::Parser parser(stream);
        TreeBuilder tree(parts_left), second(parts_left);
        if (!parser.HandleNextDocument(tree)) return std::unexpected(YamlRefused{1, "is empty"});
        if (parser.HandleNextDocument(second)) return std::unexpected(YamlRefused{1, "holds more than one document"});
        return tree.take();
    } catch (const Refusal& refusal) {
        return std::unexpected(refusal.why);
    } catch (const YAML::Exception& wrong) {
        return std::unexpected(YamlRefused{wrong.mark.line + 1, "is not YAML: " + wrong.msg});
    }
}

}  // namespace touchstone::frameworks

// YAML from strangers, as a small tree with the line of everything in it. Limits hold while the text is read, before a tree is built.
#pragma once
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace touchstone::frameworks {

struct YamlKey {
    std::string text;
    int line = 0;
};

struct YamlNode {
    enum class Kind { nothing, text, list, map };
    Kind kind = Kind::nothing;
    int line = 0;                      // from 1
    bool is_plain = false;             // a text without quotes: 5.1, true, words
    std::string text = {};             // of a text
    std::vector<YamlNode> items = {};  // of a list or a map
    std::vector<YamlKey> keys = {};    // of a map, one for each item, none twice
};

struct YamlRefused {
    int line = 0;
    std::string message;
};

inline constexpr int yaml_max_depth = 20;

// One document, of at most `parts_left` texts, lists and maps, which it counts down. Refuses what is not text, control characters, anchors,
// aliases, tags, keys that are not texts, a key twice, and anything deeper or larger than the limits. Never throws for what the text says.
[[nodiscard]] std::expected<YamlNode, YamlRefused> read_yaml(std::string_view text, int& parts_left);

}  // namespace touchstone::frameworks

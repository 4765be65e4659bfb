#include "frameworks/pack_fields.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace touchstone::frameworks {
namespace {

using Kind = YamlNode::Kind;

// 5.1, -2, 1e3, 0x1F, .5: what YAML readers take for a number when it stands without quotes.
bool looks_like_a_number(std::string_view text) {
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
    if (text.starts_with("0x") || text.starts_with("0o")) return true;
    if (text.empty() || !((text.front() >= '0' && text.front() <= '9') || text.front() == '.')) return false;
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error != std::errc::invalid_argument && end == text.data() + text.size();
}

bool looks_like_something_else(const YamlNode& node) {
    const auto low = lowered(node.text);
    return node.is_plain && (looks_like_a_number(node.text) || low == "true" || low == "false");
}

// For showing: not more than a name may have, and no character cut in two.
std::string shortened(std::string text) {
    if (text.size() <= name_max_characters) return text;
    text.resize(name_max_characters);
    while (!text.empty() && !is_text(text)) text.pop_back();
    return text;
}

// The text if it is one and fits, else a problem and nothing.
std::string text_of(const YamlNode& node, const PackPlace& place, std::size_t most_characters) {
    if (node.kind != Kind::text) {
        place.problem("must be a text");
        return {};
    }
    if (looks_like_something_else(node)) {
        place.problem("must be a text: put \"" + shortened(node.text) + "\" in quotes");
        return {};
    }
    auto text = tidied(node.text);
    if (text.empty()) place.problem("must not be empty");
    if (characters(text) <= most_characters) return text;
    place.problem("must be " + std::to_string(most_characters) + " characters or fewer");
    return {};
}

}  // namespace

void PackNotes::add(const std::string& file, const std::string& path, std::string message) {
    if (problems.size() > pack_max_problems) return;
    if (problems.size() == pack_max_problems) {
        problems.push_back({"", 0, "", "there are more problems; these are the first " + std::to_string(pack_max_problems)});
        return;
    }
    problems.push_back({file, line_of(file, path), path, std::move(message)});
}

// Of what is not there, the line of what it would be in.
int PackNotes::line_of(const std::string& file, std::string path) const {
    const auto known = lines.find(file);
    if (known == lines.end()) return 0;
    while (!known->second.contains(path)) {
        if (path.empty()) return 0;
        const auto end = path.find_last_of(".[");
        path.resize(end == std::string::npos ? 0 : end);
    }
    return known->second.at(path);
}

PackPlace PackPlace::at(const std::string& key) const { return {notes, file, path.empty() ? key : path + "." + key}; }
PackPlace PackPlace::at(std::size_t index) const { return {notes, file, path + "[" + std::to_string(index) + "]"}; }

PackFields::PackFields(const YamlNode& node, PackPlace place) : node_(node), place_(std::move(place)) {
    place_.mark(node.line);
    if (node.kind != Kind::map) place_.problem("must be a map of keys and values");
}

const YamlNode* PackFields::value_at(const std::string& key, Need need) {
    asked_.insert(key);
    const auto found = std::ranges::find(node_.keys, key, &YamlKey::text);
    if (found != node_.keys.end()) {
        place_.at(key).mark(found->line);
        return &node_.items[static_cast<std::size_t>(found - node_.keys.begin())];
    }
    if (need == Need::required && node_.kind == Kind::map) {
        place_.at(key).mark(node_.line);
        place_.at(key).problem("is missing");
    }
    return nullptr;
}

const YamlNode* PackFields::list_at(const std::string& key, Need need) {
    const auto* value = value_at(key, need);
    if (!value) return nullptr;
    const auto place = place_.at(key);
    if (value->kind != Kind::list) {
        place.problem("must be a list");
        return nullptr;
    }
    if (need == Need::required && value->items.empty()) place.problem("must have at least one entry");
    if (value->items.size() <= list_max_items) return value;
    place.problem("must have " + std::to_string(list_max_items) + " entries or fewer");
    return nullptr;
}

std::string PackFields::text_at(const std::string& key, Need need, std::size_t most_characters) {
    const auto* value = value_at(key, need);
    return value ? text_of(*value, place_.at(key), most_characters) : std::string();
}

std::string PackFields::name(const std::string& key, Need need) {
    auto text = text_at(key, need, name_max_characters);
    if (text.find_first_of("\n\t") == std::string::npos) return text;
    place_.at(key).problem("must be one line without tabs");
    return {};
}

std::string PackFields::passage(const std::string& key, Need need) { return text_at(key, need, passage_max_characters); }

int PackFields::number(const std::string& key, int lowest, int highest, Need need) {
    const auto* value = value_at(key, need);
    if (!value) return lowest - 1;
    int number = 0;
    const auto* end = value->text.data() + value->text.size();
    const bool is_number = value->kind == Kind::text && value->is_plain && (value->text == "0" || !value->text.starts_with('0')) &&
                           std::from_chars(value->text.data(), end, number).ptr == end && !value->text.empty();
    if (is_number && number >= lowest && number <= highest) return number;
    place_.at(key).problem("must be a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest) + ", without quotes");
    return lowest - 1;
}

bool PackFields::has(const std::string& key) const { return std::ranges::find(node_.keys, key, &YamlKey::text) != node_.keys.end(); }

bool PackFields::yes_or_no(const std::string& key) {
    const auto* value = value_at(key, Need::required);
    if (!value) return false;
    if (value->kind == Kind::text && value->is_plain && (value->text == "true" || value->text == "false")) return value->text == "true";
    place_.at(key).problem("must be true or false, without quotes");
    return false;
}

std::vector<std::string> PackFields::names(const std::string& key, Need need) {
    std::vector<std::string> names;
    const auto* list = list_at(key, need);
    for (std::size_t i = 0; list && i < list->items.size(); ++i) {
        const auto place = place_.at(key).at(i);
        place.mark(list->items[i].line);
        names.push_back(text_of(list->items[i], place, name_max_characters));
        if (names.back().find_first_of("\n\t") != std::string::npos) place.problem("must be one line without tabs");
    }
    return names;
}

void PackFields::refuse_others() const {
    for (const auto& key : node_.keys) {
        if (asked_.contains(key.text)) continue;
        const auto place = place_.at(shortened(key.text));
        place.mark(key.line);
        place.problem("is not a key that belongs here");
    }
}

}  // namespace touchstone::frameworks

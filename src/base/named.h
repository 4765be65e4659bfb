// Enumerations whose values have one word each, in forms, addresses, texts and files alike.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace touchstone {

template <class Value>
using Names = std::vector<std::pair<Value, std::string_view>>;

template <class Value>
std::string name_in(const Names<Value>& names, Value value) {
    for (const auto& [known, name] : names)
        if (known == value) return std::string(name);
    return {};
}

template <class Value>
std::optional<Value> value_in(const Names<Value>& names, std::string_view name) {
    for (const auto& [value, known] : names)
        if (known == name) return value;
    return std::nullopt;
}

template <class Value>
std::vector<Value> values_in(const Names<Value>& names) {
    std::vector<Value> values;
    for (const auto& [value, name] : names) values.push_back(value);
    return values;
}

template <class Value>
std::vector<std::string> names_in(const Names<Value>& names) {
    std::vector<std::string> all;
    for (const auto& [value, name] : names) all.emplace_back(name);
    return all;
}

}  // namespace touchstone

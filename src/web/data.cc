#include "web/data.h"

#include <algorithm>
#include <stdexcept>

namespace touchstone::web {

Object::Object() = default;
Object::Object(const Object&) = default;
Object::Object(Object&&) noexcept = default;
Object& Object::operator=(const Object&) = default;
Object& Object::operator=(Object&&) noexcept = default;
Object::~Object() = default;

Object::Object(std::initializer_list<Given> given) {
    entries_.reserve(given.size());
    for (const auto& one : given) entries_.push_back(std::move(one.entry_));
}

const Data* Object::find(std::string_view name) const {
    const auto found = std::ranges::find(entries_, name, &Entry::first);
    return found == entries_.end() ? nullptr : &found->second;
}

const Data& Object::at(std::string_view name) const {
    if (const auto* found = find(name)) return *found;
    throw std::logic_error("the object has no '" + std::string(name) + "'");
}

Data& Object::operator[](std::string_view name) {
    const auto found = std::ranges::find(entries_, name, &Entry::first);
    return found == entries_.end() ? entries_.emplace_back(name, Data()).second : found->second;
}

void Object::emplace(std::string_view name, Data value) {
    if (!contains(name)) entries_.emplace_back(name, std::move(value));
}

void Object::merge(Object other) {
    for (auto& [name, value] : other.entries_) emplace(name, std::move(value));
}

std::vector<Object::Entry>::const_iterator Object::begin() const { return entries_.begin(); }
std::vector<Object::Entry>::const_iterator Object::end() const { return entries_.end(); }

Object::Given::Given(std::string_view name, Data value) : entry_(name, std::move(value)) {}
Object::Given::Given(const Given&) = default;
Object::Given::~Given() = default;

Data::Data() : value_(Object()) {}
Data::Data(Flag flag) : value_(flag.value) {}
Data::Data(const char* text) : value_(std::string(text)) {}
Data::Data(const std::string& text) : value_(text) {}
Data::Data(std::string&& text) : value_(std::move(text)) {}
Data::Data(const List& list) : value_(list) {}
Data::Data(List&& list) : value_(std::move(list)) {}
Data::Data(const Object& object) : value_(object) {}
Data::Data(Object&& object) : value_(std::move(object)) {}
Data::Data(SaidIn words) : value_(std::make_shared<const SaidIn>(std::move(words))) {}
Data::Data(const Data&) = default;
Data::Data(Data&&) noexcept = default;
Data& Data::operator=(const Data&) = default;
Data& Data::operator=(Data&&) noexcept = default;
Data::~Data() = default;

const SaidIn* Data::said_in() const {
    const auto* words = std::get_if<std::shared_ptr<const SaidIn>>(&value_);
    return words == nullptr ? nullptr : words->get();
}

bool Data::is_false() const {
    const auto* flag = std::get_if<bool>(&value_);
    return flag != nullptr && !*flag;
}

const Data* Data::get(std::string_view name) const {
    const auto* here = object();
    return here == nullptr ? nullptr : here->find(name);
}

}  // namespace touchstone::web

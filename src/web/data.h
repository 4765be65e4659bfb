// What a template is filled with: yes or no, a text, a list, or an object of named data. It is made once and moved on, not copied, and its
// parts are made out of line, since a page's file makes hundreds of them.
#pragma once
#include <concepts>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace touchstone::web {

class Data;
using List = std::vector<Data>;

// Words in another language than the page's. A template shows them with their language and its direction; they stand in no attribute.
struct SaidIn {
    std::string words, language;  // "ar"
    bool is_right_to_left = false;
};

// Few names, so they are looked for one after another. Of a name given twice the first counts.
class Object {
public:
    using Entry = std::pair<std::string, Data>;
    // A name with its data as they are written down; the object takes them out of it.
    class Given;

    Object();
    Object(std::initializer_list<Given>);
    Object(const Object&);
    Object(Object&&) noexcept;
    Object& operator=(const Object&);
    Object& operator=(Object&&) noexcept;
    ~Object();

    Data& operator[](std::string_view name);
    // Nothing happens where the name is there already.
    void emplace(std::string_view name, Data);
    // Null where there is no such name.
    [[nodiscard]] const Data* find(std::string_view name) const;
    // Throws std::logic_error where there is no such name.
    [[nodiscard]] const Data& at(std::string_view name) const;
    [[nodiscard]] bool contains(std::string_view name) const { return find(name) != nullptr; }
    // Takes all whose names are not here yet.
    void merge(Object);

    [[nodiscard]] std::vector<Entry>::const_iterator begin() const;
    [[nodiscard]] std::vector<Entry>::const_iterator end() const;

private:
    std::vector<Entry> entries_;
};

class Data {
public:
    Data();  // an object without names
    template <std::same_as<bool> YesOrNo>
    Data(YesOrNo value) : Data(Flag{value}) {}
    Data(const char*);
    Data(const std::string&);
    Data(std::string&&);
    Data(const List&);
    Data(List&&);
    Data(const Object&);
    Data(Object&&);
    Data(SaidIn);
    Data(const Data&);
    Data(Data&&) noexcept;
    Data& operator=(const Data&);
    Data& operator=(Data&&) noexcept;
    ~Data();

    // Null where it is something else.
    [[nodiscard]] const std::string* text() const { return std::get_if<std::string>(&value_); }
    [[nodiscard]] const List* list() const { return std::get_if<List>(&value_); }
    [[nodiscard]] const Object* object() const { return std::get_if<Object>(&value_); }
    [[nodiscard]] const SaidIn* said_in() const;
    [[nodiscard]] bool is_false() const;
    // Of an object; null where it has no such name, or is none.
    [[nodiscard]] const Data* get(std::string_view name) const;

private:
    struct Flag {
        bool value;
    };
    explicit Data(Flag);
    std::variant<bool, std::string, List, Object, std::shared_ptr<const SaidIn>> value_;
};

class Object::Given {
public:
    Given(std::string_view name, Data);
    Given(const Given&);
    ~Given();

private:
    friend class Object;
    mutable Entry entry_;
};

}  // namespace touchstone::web

// What a form holds, said once beside its draft: a table of fields. It gives the reading of the form, its components, the comparison of two
// versions, the words of the history, and the description for programs (web/fields.h).
#pragma once
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace touchstone {

// What of a field does not depend on the draft that holds it.
struct FieldShape {
    enum class Kind { words, text, link, day, number, choice, choices };
    std::string name;                       // in the form, in the API and in the history
    Kind kind = Kind::words;                // words: one line; text: several
    std::size_t max = 0;                    // characters; 0: as many as a form takes
    bool is_needed = false;                 // the domain refuses it empty
    std::vector<std::string> allowed = {};  // values of a choice; empty: those that the page offers

    std::string word = {};  // its name in texts, where it stands in a row of a table

    // In a table each row has its own field: "hours_a" and "hours_b". Row "*" stands for all of them.
    [[nodiscard]] FieldShape in_row(const std::string& row) const {
        auto shape = *this;
        shape.word = in_texts();
        shape.name = name + "_" + row;
        return shape;
    }
    [[nodiscard]] bool is_of_rows() const { return name.ends_with("_*"); }
    [[nodiscard]] const std::string& in_texts() const { return word.empty() ? name : word; }
};

// Written as `needed(words("title", &Draft::title, 150))`.
template <class Draft>
struct Field {
    FieldShape shape;
    std::variant<std::string Draft::*, std::vector<std::string> Draft::*> member;
};

namespace field {

template <class Draft>
Field<Draft> words(const char* name, std::string Draft::* member, std::size_t max) {
    return {{name, FieldShape::Kind::words, max}, member};
}
template <class Draft>
Field<Draft> lines(const char* name, std::string Draft::* member, std::size_t max) {
    return {{name, FieldShape::Kind::text, max}, member};
}
template <class Draft>
Field<Draft> link(const char* name, std::string Draft::* member, std::size_t max) {
    return {{name, FieldShape::Kind::link, max}, member};
}
template <class Draft>
Field<Draft> day(const char* name, std::string Draft::* member) {
    return {{name, FieldShape::Kind::day}, member};
}
template <class Draft>
Field<Draft> number(const char* name, std::string Draft::* member) {
    return {{name, FieldShape::Kind::number}, member};
}
template <class Draft>
Field<Draft> choice(const char* name, std::string Draft::* member, std::vector<std::string> allowed = {}) {
    return {{name, FieldShape::Kind::choice, 0, false, std::move(allowed)}, member};
}
template <class Draft>
Field<Draft> choices(const char* name, std::vector<std::string> Draft::* member, std::vector<std::string> allowed = {}) {
    return {{name, FieldShape::Kind::choices, 0, false, std::move(allowed)}, member};
}
template <class Draft>
Field<Draft> needed(Field<Draft> field) {
    field.shape.is_needed = true;
    return field;
}

}  // namespace field

// A field with what a draft has in it; one value unless it is a list.
struct FieldValue {
    FieldShape shape;
    std::vector<std::string> values;
    bool operator==(const FieldValue& other) const { return shape.name == other.shape.name && values == other.values; }
};

template <class Draft>
struct Fields {
    std::string prefix;  // of their texts: the label is "<prefix>.<name>", the hint "<prefix>.<name>_hint"
    std::vector<Field<Draft>> list;
    int Draft::* seen_version = nullptr;  // of what is altered: the version that was shown

    // Of what is made: nobody has seen it yet.
    [[nodiscard]] Fields of_new() const { return {prefix, list, nullptr}; }
    [[nodiscard]] Fields in_row(const std::string& row) const {
        auto fields = *this;
        for (auto& field : fields.list) field.shape = field.shape.in_row(row);
        return fields;
    }
    [[nodiscard]] std::vector<FieldShape> shapes() const {
        std::vector<FieldShape> shapes;
        for (const auto& field : list) shapes.push_back(field.shape);
        return shapes;
    }
    [[nodiscard]] std::vector<FieldValue> values(const Draft& draft) const {
        std::vector<FieldValue> values;
        for (const auto& [shape, member] : list)
            values.push_back(std::holds_alternative<std::string Draft::*>(member)
                                 ? FieldValue{shape, {draft.*std::get<std::string Draft::*>(member)}}
                                 : FieldValue{shape, draft.*std::get<std::vector<std::string> Draft::*>(member)});
        return values;
    }
};

// For the history: a JSON object of texts by name, with a list where several can be chosen.
[[nodiscard]] std::string as_json(const std::vector<FieldValue>&);

}  // namespace touchstone

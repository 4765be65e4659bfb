#include "web/fields.h"

#include <algorithm>

#include "web/texts.h"

namespace touchstone::web {
namespace {

using Kind = FieldShape::Kind;

std::string text_or_none(const std::string& key) { return has_text(key) ? text(key) : std::string(); }

std::vector<Option> options_for(const std::string& key, const FieldShape& shape, const Offers& offers) {
    if (const auto offered = offers.find(shape.in_texts()); offered != offers.end()) return offered->second;
    const auto choice = key + "_choice.", about = key + "_about.";
    std::vector<Option> options;
    for (const auto& value : shape.allowed)
        if (!value.empty()) options.push_back({value, text(choice + value), text_or_none(about + value)});
    return options;
}

// As people read it: a day in words, a choice as it is offered.
std::string in_words(const std::string& key, const FieldValue& field, const Offers& offers) {
    const auto options = options_for(key, field.shape, offers);
    std::vector<std::string> words;
    for (const auto& value : field.values) {
        const auto offered = std::ranges::find(options, value, &Option::value);
        const auto date = field.shape.kind == Kind::day ? date_from(value) : std::nullopt;
        words.push_back(offered != options.end() ? offered->label : date ? touchstone::in_words(*date) : value);
    }
    return listed(words);
}

// Of several choices the order says nothing.
bool is_same(const FieldValue& yours, const FieldValue& theirs) {
    return yours.shape.kind == Kind::choices ? std::ranges::is_permutation(yours.values, theirs.values) : yours == theirs;
}

constexpr std::size_t choices_as_radios = 7;  // more are chosen from a list

constexpr std::size_t short_words = 100;  // characters that need no whole line

// What is offered for a line of words is suggested.
TextInput one_line(const FieldShape& shape, const Offers& offers) {
    TextInput input{.name = shape.name, .label = {}, .hint = {}, .value = {}};
    if (shape.kind == Kind::link) input.type = "url";
    if (shape.kind == Kind::number) input.width = "fixed-10";
    if (shape.kind == Kind::words && shape.max > 0 && shape.max <= short_words) input.width = "fluid-half";
    if (const auto offered = offers.find(shape.in_texts()); offered != offers.end())
        for (const auto& option : offered->second) input.suggestions.push_back(option.value);
    return input;
}

// Of a text of at most so many characters.
int rows_for(std::size_t max) { return max == 0 || max > 1'000 ? 4 : max > 500 ? 3 : 2; }

}  // namespace

std::string typed_text(const FieldShape& shape, const Form& form) {
    return shape.kind == Kind::day ? typed_date(form, shape.name) : form.text(shape.name);
}

Component component(const std::string& prefix, const FieldValue& field, const Problems& problems, const Offers& offers,
                    const std::string& suffix) {
    const auto& [shape, values] = field;
    const auto key = prefix + "." + shape.in_texts(), name = shape.name + suffix;
    const auto label = text(key), hint = text_or_none(key + "_hint");
    const auto value = values.empty() ? std::string() : values.front();
    switch (shape.kind) {
        case Kind::words:
        case Kind::link:
        case Kind::number: {
            auto input = one_line(shape, offers);
            input.name = name;
            input.label = label;
            input.hint = hint;
            input.value = value;
            return {"text_input", text_input(input, problems)};
        }
        case Kind::text:
            return {"textarea",
                    textarea({.name = name, .label = label, .hint = hint, .value = value, .rows = rows_for(shape.max), .max = shape.max},
                             problems)};
        case Kind::day:
            return {"date_input", date_input({.name = name, .legend = label, .hint = hint, .value = value}, problems)};
        case Kind::choice:
        case Kind::choices:
            break;
    }
    const auto options = options_for(key, shape, offers);
    const bool is_one = shape.kind == Kind::choice;
    const Choices choices{
        .name = name, .legend = label, .hint = hint, .options = options, .chosen = values, .is_inline = false, .is_small = !is_one};
    if (options.empty()) return {is_one ? "radios" : "checkboxes", false};
    if (!is_one) return {"checkboxes", checkboxes(choices, problems)};
    const bool is_list =
        options.size() > choices_as_radios || std::ranges::any_of(options, [](const Option& option) { return option.value.empty(); });
    return is_list ? Component{"select", select(choices, problems)} : Component{"radios", radios(choices, problems)};
}

Object components(const std::string& prefix, const std::vector<FieldValue>& fields, const Problems& problems, const Offers& offers,
                  const std::string& suffix) {
    Object all;
    List in_order;
    for (const auto& field : fields) {
        auto [partial, data] = component(prefix, field, problems, offers, suffix);
        Object one;
        for (const auto* known : {"text_input", "textarea", "date_input", "radios", "checkboxes", "select"})
            one.emplace(known, known == partial ? data : Data(false));
        in_order.emplace_back(std::move(one));
        all.emplace(field.shape.in_texts(), std::move(data));
    }
    all.emplace("fields", std::move(in_order));
    return all;
}

void adjust(Object& components, const std::string& field, const Object& changes) {
    auto adjusted = *components.at(field).object();
    for (const auto& [name, data] : changes) adjusted[name] = data;
    components[field] = std::move(adjusted);
}

Form without_suffix(const Form& form, const std::string& suffix) {
    Form plain;
    for (const auto& [name, values] : form.fields())
        for (const auto& value : values) plain.add(name.ends_with(suffix) ? name.substr(0, name.size() - suffix.size()) : name, value);
    return plain;
}

Problems with_suffix(Problems problems, const std::string& suffix) {
    for (auto& problem : problems)
        if (!problem.field.empty()) problem.field += suffix;
    return problems;
}

std::vector<std::string> typed_rows(const Form& form, const std::string& list, const std::string& row, std::size_t rows) {
    auto all = form.list(list);
    for (std::size_t i = 1; i <= rows; ++i)
        if (const auto value = form.text(row + "_" + std::to_string(i)); !value.empty()) all.push_back(std::to_string(i) + "/" + value);
    return all;
}

Object compared(const std::string& prefix, const std::vector<FieldValue>& yours, const std::vector<FieldValue>& theirs,
                const Offers& offers) {
    List fields;
    for (std::size_t i = 0; i < yours.size(); ++i) {
        const auto key = prefix + "." + yours[i].shape.in_texts();
        fields.push_back(Object{{"label", text(key)},
                                {"yours", in_words(key, yours[i], offers)},
                                {"theirs", in_words(key, theirs[i], offers)},
                                {"is_same", is_same(yours[i], theirs[i])}});
    }
    return {{"who", text("ui.conflict_somebody")}, {"when", text("ui.conflict_just_now")}, {"fields", fields}};
}

}  // namespace touchstone::web

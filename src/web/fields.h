// Declared fields (base/fields.h) as forms, components and JSON.
#pragma once
#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/outcome.h"
#include "web/components.h"
#include "web/response.h"
#include "web/view.h"
#include "web/visit.h"

namespace touchstone::web {

// What a page offers for its choices, by the field's name in texts; what it suggests for a line of words.
using Offers = std::map<std::string, std::vector<Option>>;

// One by one, for fields of any draft.
[[nodiscard]] std::string typed_text(const FieldShape&, const Form&);
struct Component {
    std::string partial;  // that shows it
    Data data;
};
[[nodiscard]] Component component(const std::string& prefix, const FieldValue&, const Problems&, const Offers&,
                                  const std::string& suffix = {});
[[nodiscard]] Object components(const std::string& prefix, const std::vector<FieldValue>&, const Problems&, const Offers& = {},
                                const std::string& suffix = {});
// Where one field of a form looks or reads otherwise than by itself: more rows, another hint.
void adjust(Object& components, const std::string& field, const Object& changes);
// Where a page shows the same form several times, about one thing each, the names of each one's fields end in a suffix of its own.
// Programs send them without.
[[nodiscard]] Form without_suffix(const Form&, const std::string& suffix);
[[nodiscard]] Problems with_suffix(Problems, const std::string& suffix);
// Rows of a page, "figure_1", "figure_2" …, are one list for programs, of "1/…", "2/…".
[[nodiscard]] std::vector<std::string> typed_rows(const Form&, const std::string& list, const std::string& row, std::size_t rows);
// For the component "conflict": both versions of each field.
[[nodiscard]] Object compared(const std::string& prefix, const std::vector<FieldValue>& yours, const std::vector<FieldValue>& theirs,
                              const Offers& = {});

// What is chosen of a list and not offered, since the one who looks does not see it, is not shown; the domain keeps it.
template <class Draft>
Draft as_offered(const Fields<Draft>& fields, Draft draft, const Offers& offers) {
    for (const auto& [shape, member] : fields.list) {
        const auto* several = std::get_if<std::vector<std::string> Draft::*>(&member);
        const auto offered = offers.find(shape.in_texts());
        if (several == nullptr || offered == offers.end()) continue;
        std::erase_if(draft.*(*several), [&](const std::string& value) {
            return std::ranges::find(offered->second, value, &Option::value) == offered->second.end();
        });
    }
    return draft;
}

// The form as it was typed.
template <class Draft>
Draft read_draft(const Fields<Draft>& fields, const Form& form) {
    Draft draft;
    for (const auto& [shape, member] : fields.list)
        if (const auto* one = std::get_if<std::string Draft::*>(&member))
            draft.*(*one) = typed_text(shape, form);
        else
            draft.*std::get<std::vector<std::string> Draft::*>(member) = form.list(shape.name);
    if (fields.seen_version) draft.*fields.seen_version = form.number("seen_version");
    return draft;
}

// By name. Labels are the texts "<prefix>.<name>", hints "<prefix>.<name>_hint" where there are such texts; the words of a choice's known
// values "<prefix>.<name>_choice.<value>", what is said about them "<prefix>.<name>_about.<value>". A choice for which nothing is offered
// is false. "seen_version" is among them, and "fields" for the component that shows them all in their order.
template <class Draft>
Object components(const Fields<Draft>& fields, const Draft& draft, const Problems& problems, const Offers& offers = {},
                  const std::string& suffix = {}) {
    auto all = components(fields.prefix, fields.values(draft), problems, offers, suffix);
    if (fields.seen_version) all.emplace("seen_version", std::to_string(draft.*fields.seen_version));
    return all;
}

template <class Draft>
Object compared(const Fields<Draft>& fields, const Draft& yours, const Draft& theirs, const Offers& offers = {}) {
    return compared(fields.prefix, fields.values(yours), fields.values(theirs), offers);
}

// What a program is shown of a form, and what a route takes: see Response::forms and Traits::fields.
template <class Draft>
FormNow form_now(const Fields<Draft>& fields, const Draft& draft, std::vector<FieldValue> more = {}) {
    auto values = fields.values(draft);
    values.insert(values.end(), more.begin(), more.end());
    return {std::move(values), fields.seen_version ? std::optional(draft.*fields.seen_version) : std::nullopt};
}
template <class Draft>
std::vector<FieldShape> taken(const Fields<Draft>& fields, std::vector<FieldShape> more = {}) {
    auto shapes = fields.shapes();
    shapes.insert(shapes.end(), more.begin(), more.end());
    if (fields.seen_version) shapes.push_back({"seen_version", FieldShape::Kind::number});
    return shapes;
}

}  // namespace touchstone::web

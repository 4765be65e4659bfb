#include "measures/figure_questions.h"

#include <algorithm>

#include "base/text.h"

namespace touchstone::measures {

namespace {
constexpr std::size_t asked_of_a_kind_max = 20, shown_characters = 200;
}

void Questions::ask(About about, const std::string& subject, const std::string& sentence, std::map<std::string, std::string> values) {
    Question question{about, first_characters(subject, shown_characters), sentence, std::move(values)};
    for (auto& [name, value] : question.values) value = first_characters(value, shown_characters);
    const auto asked = static_cast<std::size_t>(std::ranges::count(asked_, sentence, &Question::sentence));
    if (asked < asked_of_a_kind_max) return asked_.push_back(std::move(question));
    auto& [first, count] = more_[sentence];
    if (count++ == 0) first = std::move(question);
}

std::vector<Question> Questions::all() const {
    auto all = asked_;
    for (const auto& [sentence, more] : more_)
        all.push_back({more.first.about,
                       more.first.subject,
                       "measures.question.more",
                       {{"name", more.first.subject}, {"count", std::to_string(more.second)}}});
    return all;
}

}  // namespace touchstone::measures

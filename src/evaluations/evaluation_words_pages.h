// How an evaluation is found, addressed and spoken of on every page about one.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "evaluations/evaluation_store.h"
#include "evaluations/sharing_store.h"
#include "frameworks/framework.h"
#include "web/components.h"
#include "web/response.h"
#include "web/texts.h"
#include "web/visit.h"

namespace touchstone::evaluations {

// The evaluation that the address names, and the item, as the guard has found them.
[[nodiscard]] std::optional<Evaluation> evaluation_at(const web::Visit&);
[[nodiscard]] std::string address_of(const EvaluationId&);
// A page about one evaluation: its place in the site and who can see it.
[[nodiscard]] web::Response evaluation_page(const std::string& view, const std::string& title, const Evaluation&, web::Object,
                                            web::Status = web::Status::ok);
// One sentence about who can see what this organisation owns; empty is the whole partnership.
[[nodiscard]] std::string seen_by(const std::string& owner_name);
// The same of what is never shared: plans, duties, measures, and what people are asked and say.
[[nodiscard]] std::string seen_by_owner_only(const std::string& owner_name);
[[nodiscard]] std::string period_in_words(Date from, Date to);
// How the history speaks of it; an empty name is the whole partnership.
[[nodiscard]] ShareWords words_of(const Share&, const std::string& with_name);
using frameworks::level_word;
[[nodiscard]] web::Data level_tag(const frameworks::Framework&, int level);

// Choices of an enumeration; their words are the texts "<prefix>.<name>.name" and "<prefix>.<name>.about".
template <class Value>
std::vector<web::Option> options_of(const std::vector<Value>& values, const std::string& prefix) {
    std::vector<web::Option> options;
    for (const auto value : values) {
        const auto key = prefix + "." + name_of(value);
        options.push_back({name_of(value), web::text(key + ".name"), web::text(key + ".about")});
    }
    return options;
}

// Titles of the groups of children with these keys, as a list; empty for none.
[[nodiscard]] std::string groups_in_words(const frameworks::Framework&, const std::vector<std::string>& keys);

}  // namespace touchstone::evaluations

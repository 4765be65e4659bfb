#include "events/event_words_pages.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "web/lists.h"
#include "web/texts.h"

namespace touchstone::events {

using web::text;

namespace {

// Choices are kept by name; their words are the texts before and behind it.
struct Choice {
    std::string_view kind, field, before, behind = {};
};
constexpr std::array choices{
    Choice{"organisation", "kind", "people.organisations.kind_"},
    Choice{"service", "level", "evaluations.level.", ".name"},
    Choice{"evaluation", "kind", "evaluations.kind."},
    Choice{"evaluation", "level", "evaluations.level.", ".name"},
    Choice{"evaluation", "judging", "evaluations.judging.", ".name"},
    Choice{"evidence", "source", "evaluations.source_short."},
    Choice{"evidence", "security", "evaluations.security.", ".name"},
    Choice{"plan", "state", "plans.action.state."},
    Choice{"plan", "priority", "plans.priority.", ".name"},
    Choice{"plan", "direction", "plans.target.direction_choice."},
    Choice{"talk", "purpose", "voice.participant.agreed_choice."},
    Choice{"comment", "kind", "voice.comment.kind_choice."},
    Choice{"comment", "way", "voice.comment.way_choice."},
    Choice{"comment", "state", "voice.comment.state_choice."},
    Choice{"measure", "unit", "measures.definition.unit_choice."},
    Choice{"measure", "better", "measures.definition.better_choice."},
    Choice{"measure", "counting", "measures.definition.counting_choice."},
    Choice{"measure", "chart", "measures.definition.chart_choice."},
    Choice{"measure", "smallest", "measures.definition.smallest_choice."},
    Choice{"measure", "years", "measures.definition.years_choice."},
    Choice{"measure", "kind", "measures.break.kind_choice."},
};

// Days are kept as machines read them; of an organisation or a service the state is the day on which it was closed, or "open".
std::string word_of(const std::string& kind, const std::string& field, const std::string& value) {
    const auto day = date_from(value);
    if (field == "state" && (kind == "organisation" || kind == "service"))
        return day               ? text("people.organisations.closed", {{"date", in_words(*day)}})
               : value == "open" ? text("people.organisations.open")
                                 : value;
    if (day) return in_words(*day);
    const auto choice = std::ranges::find_if(choices, [&](const Choice& one) { return one.kind == kind && one.field == field; });
    if (choice == choices.end()) return value;
    const auto key = fmt::format("{}{}{}", choice->before, value, choice->behind);
    if (web::has_text(key)) return text(key);
    auto words = value;  // a framework's own source of evidence: "peer_review"
    std::ranges::replace(words, '_', ' ');
    return words;
}

// Several values are kept as a list; the services of an evaluation are kept by id, which is no word.
std::string value_in_words(const std::string& kind, const std::string& field, const nlohmann::json& value) {
    if (value.is_string()) return value.get<std::string>().empty() ? std::string() : word_of(kind, field, value.get<std::string>());
    if (!value.is_array() || (kind == "evaluation" && field == "services")) return {};
    std::vector<std::string> words;
    for (const auto& one : value)
        if (one.is_string()) words.push_back(word_of(kind, field, one.get<std::string>()));
    return web::listed_apart(words);
}

// Where services work is kept as their level; to readers a level is 1 to 6 only.
std::string label_of(const std::string& field, const nlohmann::json& value) {
    const bool is_of_services =
        field == "level" && value.is_string() && web::has_text("evaluations.level." + value.get<std::string>() + ".name");
    const auto label = "evaluations.history.field." + (is_of_services ? "works" : field);
    return web::has_text(label) ? text(label) : field;
}

}  // namespace

std::string kept_in_words(const std::string& kind, const std::string& kept) {
    const auto json = nlohmann::json::parse(kept, nullptr, false);
    if (!json.is_object()) return {};
    std::string words;
    for (const auto& [key, value] : json.items()) {
        const auto shown = value_in_words(kind, key, value);
        if (shown.empty()) continue;
        words += fmt::format("{}{}: {}", words.empty() ? "" : " · ", label_of(key, value), shown);
    }
    return words;
}

}  // namespace touchstone::events

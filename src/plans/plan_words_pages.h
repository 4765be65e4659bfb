// What several pages of this slice show alike.
#pragma once
#include <optional>
#include <string>

#include "plans/content.h"
#include "plans/plan_store.h"
#include "web/components.h"
#include "web/response.h"
#include "web/texts.h"
#include "web/visit.h"

namespace touchstone::plans {

[[nodiscard]] std::string address_of(const PlanId&);
[[nodiscard]] std::string address_of(const ObjectiveId&);
[[nodiscard]] std::string address_of(const ActionId&);

// The plan in which the object of this kind stands that the address names.
[[nodiscard]] std::optional<Content> find_content(const web::Visit&, db::Read&, const std::string& kind);
[[nodiscard]] const ObjectiveWhole* one_of(const Content&, const ObjectiveId&);
[[nodiscard]] const Target* one_of(const ObjectiveWhole&, const TargetId&);
struct ActionPlace {
    const ObjectiveWhole* whole;
    const ActionPoint* action;
};
[[nodiscard]] std::optional<ActionPlace> one_of(const Content&, const ActionId&);

// A page about something in a plan: its place in the site and who can see it.
[[nodiscard]] web::Response plan_page(const std::string& view, const std::string& title, const Content&, web::Object, web::Status,
                                      std::vector<web::Crumb> more = {});

// "91.4%" or "12 weeks"
[[nodiscard]] std::string with_unit(const std::string& number, const Target&);
[[nodiscard]] std::string standing_in_words(const Target&);
// "Under way, overdue, not agreed yet by Ann"
[[nodiscard]] std::string state_in_words(const ActionPoint&, Priority, Instant now);
[[nodiscard]] std::string effect_in_words(const Effect&);
[[nodiscard]] std::string day_in_words(const std::optional<Date>&);
// Titles of the outcomes with these keys, as a list; empty for none.
[[nodiscard]] std::string outcomes_in_words(const std::vector<frameworks::DesiredOutcome>&, const std::vector<std::string>& keys);
// Areas for improvement with links to where they were found, and a named gap for those that are not there: {text, from, link, gap}.
[[nodiscard]] web::List area_rows(const std::vector<Area>&);
// Action points as a table; with their objectives where there are several.
[[nodiscard]] web::Object action_table(const std::vector<const ObjectiveWhole*>&, Instant now, bool with_objective);
[[nodiscard]] web::Object target_table(const Content&, const ObjectiveWhole&, bool with_links);

}  // namespace touchstone::plans

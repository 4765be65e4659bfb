// Many of everything that pages list and forms offer, put in quickly: each function adds the one with this number.
#pragma once
#include "evidence/evidence.h"
#include "plans/objective.h"
#include "tests/site.h"

namespace touchstone::testing {

// On 5.1.
void add_finding(Site&, db::Write&, int number, const EvidenceId& on);
// An item of evidence of today that says no more than its title.
EvidenceId add_evidence(Site&, const std::string& title);
// With a finding and a file; used by the evaluation.
void add_item(Site&, db::Write&, int number, const EvaluationId& used_by);
// An organisation with a service, and a person who evaluates for the partnership and hears of its urgent concerns.
void add_place_and_person(Site&, db::Write&, int number);
// With an objective that has an action point of this organisation's.
void add_plan(Site&, db::Write&, int number, const EvaluationId& follows, const OrganisationId& lead);
void add_action_point(Site&, db::Write&, int number, const plans::Objective&, const OrganisationId& lead, const AccountId& owner = {});
// A duty, good practice and a standard.
void add_registers(Site&, db::Write&, int number);

}  // namespace touchstone::testing

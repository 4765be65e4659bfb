-- Who is looked up by where they belong, and what by what it is part of, is found without reading everything.
create index service_by_organisation on service (partnership_id, organisation_id);
create index service_by_parent on service (partnership_id, parent_id, organisation_id);
create index assignment_by_reach on assignment (partnership_id, reach, on_id);
create index action_point_by_proof on action_point (partnership_id, proof_id);
create index action_point_by_objective on action_point (partnership_id, objective_id);
create index objective_by_plan on objective (partnership_id, plan_id);
create index target_by_objective on target (partnership_id, objective_id);
create index target_value_by_target on target_value (partnership_id, target_id);
create index milestone_by_action on milestone (partnership_id, action_id);
create index objective_effect_by_objective on objective_effect (partnership_id, objective_id);
create index level_answer_by_plan on level_answer (partnership_id, plan_id);

-- Whoever is looked up by where they belong is found without reading everybody.
create index service_by_organisation on service (partnership_id, organisation_id);
create index service_by_parent on service (partnership_id, parent_id, organisation_id);
create index assignment_by_reach on assignment (partnership_id, reach, on_id);
create index action_point_by_proof on action_point (partnership_id, proof_id);

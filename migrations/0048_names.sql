-- Saving finds what is called so, and what refers to something, without reading everything.
create index organisation_by_name on organisation (partnership_id, lower(name));
create index service_by_name on service (partnership_id, organisation_id, lower(name));
-- Copies of it in other partnerships.
create index organisation_by_home on organisation (id, home_id);
-- What follows when an organisation or a service is merged.
create index evaluation_by_owner on evaluation (partnership_id, owner_id);
create index evaluation_service_by_service on evaluation_service (partnership_id, service_id);
create index evidence_by_owner on evidence (partnership_id, owner_id);
create index evidence_by_service on evidence (partnership_id, service_id);
create index share_by_partner on share (partnership_id, with_id);
create index concern_by_organisation on concern (partnership_id, organisation_id);
create index plan_by_owner on plan (partnership_id, owner_id);
create index plan_work_by_organisation on plan_work (partnership_id, organisation_id);
create index plan_signature_by_organisation on plan_signature (partnership_id, organisation_id);
create index action_point_by_organisation on action_point (partnership_id, organisation_id);
create index action_partner_by_organisation on action_partner (partnership_id, organisation_id);
create index duty_by_owner on duty (partnership_id, owner_id);
create index practice_by_owner on practice (partnership_id, owner_id);
create index practice_adopted_by_organisation on practice_adopted (partnership_id, organisation_id);
create index role_offer_by_reach on role_offer (partnership_id, reach, on_id);
create index disposal_item_by_object on disposal_item (partnership_id, object_id);

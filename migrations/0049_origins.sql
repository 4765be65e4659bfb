-- What an objective comes from leads back to it.
create index objective_finding_by_finding on objective_finding (partnership_id, finding_id);
create index objective_indicator_by_indicator on objective_indicator (partnership_id, evaluation_id, indicator);

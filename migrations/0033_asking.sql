-- What the session or token could with which somebody asked: the work can do no more. Nothing is known of what was asked before, so it counts
-- as asked without a second factor; what was already made then was made as if with one, and is only for those who have one.
alter table job add column has_factor bigint not null default 0;
alter table job add column by_token bigint not null default 0;
alter table job add column only_reads bigint not null default 0;
alter table job add column seen_by text references account (id);
update job set has_factor = 1 where state = 3 and kind in ('report_pdf', 'position_package');

-- Times saved, so that nobody overwrites anybody unseen.
alter table organisation add column version bigint not null default 1;
alter table service add column version bigint not null default 1;

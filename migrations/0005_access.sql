-- Who may see and do what. A role is held on the partnership, on an organisation, on a service with all below it, or on one evaluation.
create table assignment_on (
    partnership_id text not null references partnership (id),
    id             text not null,
    account_id     text not null references account (id),
    role           bigint not null check (role between 1 and 9),
    reach          bigint not null check (reach between 1 and 4),
    on_id          text not null,
    since          bigint not null,
    until          bigint,
    reason         text not null,
    given_by       text,
    primary key (partnership_id, id)) /* strict */;
insert into assignment_on
select partnership_id, account_id || '-' || role || '-' || since, account_id, role, 1, partnership_id, since, until, '', null from assignment;
-- The organisation that somebody came from.
insert into assignment_on
select partnership_id, account_id || '-of-' || role || '-' || since, account_id, 1, 2, organisation_id, since, until, '', null
  from assignment where organisation_id is not null;
drop table assignment;
alter table assignment_on rename to assignment;
create index assignment_by_account on assignment (account_id, partnership_id);

-- An organisation in several partnerships is one row in each, under one id. `home_id` is the partnership that keeps it; empty is this one.
alter table organisation add column home_id text not null default '';
alter table organisation add column closed_at bigint;
alter table organisation add column merged_into text;
alter table service add column closed_at bigint;
alter table service add column merged_into text;

-- Whose it is: an organisation's, or, when empty, the whole partnership's.
alter table evaluation add column owner_id text not null default '';
alter table evidence add column owner_id text not null default '';
-- The one service that an item is about; those who work there see it. Empty: no single one.
alter table evidence add column service_id text not null default '';

-- What an owner lets a partner see, until when, and what for. `with_id` is an organisation; empty is the whole partnership.
create table share (
    partnership_id text not null references partnership (id),
    id             text not null,
    kind           bigint not null check (kind between 1 and 2),
    object_id      text not null,
    extent         bigint not null check (extent between 1 and 3),
    with_id        text not null,
    purpose        text not null,
    since          bigint not null,
    until          bigint not null,
    shared_by      text not null references account (id),
    revoked_at     bigint,
    revoked_by     text,
    primary key (partnership_id, id)) /* strict */;
create index share_by_object on share (partnership_id, kind, object_id);

-- The second factor that this session was opened with, and whose eyes an administrator looks through.
alter table session add column factor_at bigint;
alter table session add column seen_as text;

-- Who works together, who may sign in, and what they did.
create table partnership (
    id    text not null primary key,
    name  text not null,
    area  text not null,
    about text not null) /* strict */;

create table organisation (
    partnership_id text not null references partnership (id),
    id             text not null,
    name           text not null,
    kind           text not null,
    primary key (partnership_id, id)) /* strict */;

create table service (
    partnership_id  text not null,
    id              text not null,
    organisation_id text not null,
    parent_id       text,
    name            text not null,
    level           bigint not null check (level between 1 and 3),
    primary key (partnership_id, id),
    foreign key (partnership_id, organisation_id) references organisation (partnership_id, id),
    foreign key (partnership_id, parent_id) references service (partnership_id, id)) /* strict */;

create table account (
    id            text not null primary key,
    email         text not null unique,
    name          text not null,
    job           text not null,
    password_hash text,
    disabled_at   bigint,
    created_at    bigint not null) /* strict */;

-- One role of one account in one partnership. A role that ended keeps its row.
create table assignment (
    partnership_id  text not null references partnership (id),
    account_id      text not null references account (id),
    role            bigint not null,
    since           bigint not null,
    until           bigint,
    organisation_id text,
    primary key (partnership_id, account_id, role, since)) /* strict */;

create table session (
    token_hash     text not null primary key,
    account_id     text not null references account (id),
    partnership_id text not null references partnership (id),
    created_at     bigint not null,
    expires_at     bigint not null) /* strict */;
create index session_by_account on session (account_id);

-- The one-time secret that makes the first administrator. Gone once used.
create table setup_secret (
    token_hash text not null primary key,
    made_at    bigint not null) /* strict */;

-- What happened: one row for each change, written with the change.
create table event (
    partnership_id text not null,
    id             text not null,
    at             bigint not null,
    actor_id       text,
    verb           text not null,
    kind           text not null,
    object_id      text not null,
    part           text not null,
    before         text,
    after          text,
    primary key (partnership_id, id)) /* strict */;
create index event_by_object on event (partnership_id, kind, object_id, id);

-- What somebody typed and had not saved.
create table draft (
    account_id text not null references account (id),
    key        text not null,
    fields     text not null,
    saved_at   bigint not null,
    primary key (account_id, key)) /* strict */;

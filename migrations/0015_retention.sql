-- How long finished evaluations and unused evidence are kept; without a row, the product's own number of years.
create table retention_rule (
    partnership_id text not null references partnership (id),
    class          bigint not null check (class between 1 and 2),
    years          bigint not null check (years between 1 and 100),
    version        bigint not null,
    primary key (partnership_id, class)) /* strict */;

-- What is kept longer than the rule says, and why.
create table retention_hold (
    partnership_id text not null references partnership (id),
    class          bigint not null check (class between 1 and 2),
    object_id      text not null,
    reason         text not null,
    held_by        text not null references account (id),
    held_at        bigint not null,
    primary key (partnership_id, class, object_id)) /* strict */;

-- A disposal: one administrator asks, another approves, a job does it. The row stays as its certificate.
create table disposal (
    partnership_id text not null references partnership (id),
    id             text not null,
    class          bigint not null check (class between 1 and 2),
    years          bigint not null,
    state          bigint not null check (state between 1 and 4),
    asked_by       text not null references account (id),
    asked_at       bigint not null,
    decided_by     text references account (id),
    decided_at     bigint,
    done_at        bigint,
    number         bigint,
    primary key (partnership_id, id),
    unique (partnership_id, number)) /* strict */;

-- `gone` is 1 once the object is deleted; what was used or held again in the meantime stays, with 0.
create table disposal_item (
    partnership_id text not null,
    disposal_id    text not null,
    object_id      text not null,
    name           text not null,
    since          bigint not null,
    gone           bigint not null check (gone between 0 and 1),
    primary key (partnership_id, disposal_id, object_id),
    foreign key (partnership_id, disposal_id) references disposal (partnership_id, id)) /* strict */;

-- When the server last looked at its clock; and the leap over two days, if there was one, that nobody has confirmed.
create table clock_watch (
    id         text not null primary key,
    seen_at    bigint not null,
    leapt_from bigint) /* strict */;

-- Who receives urgent concerns about an organisation; without an organisation: of all that nobody else receives, and of those that wait
-- too long.
create table concern_receiver (
    partnership_id  text not null references partnership (id),
    organisation_id text not null,
    account_id      text not null references account (id),
    added_by        text not null references account (id),
    added_at        bigint not null,
    primary key (partnership_id, organisation_id, account_id)
) /* strict */;

create table concern (
    partnership_id  text not null references partnership (id),
    id              text not null,
    organisation_id text not null,
    urgency         bigint not null check (urgency between 1 and 3),
    words           text not null,
    who             text not null,
    told            text not null,
    raised_by       text not null references account (id),
    raised_at       bigint not null,
    acknowledged_at bigint,
    escalated_at    bigint,
    closed_at       bigint,
    primary key (partnership_id, id)
) /* strict */;
create index concern_by_organisation on concern (partnership_id, organisation_id);

-- What was done about a concern, and who read it: 1 read, 2 acknowledged, 3 noted, 4 closed. Rows are only added.
create table concern_step (
    partnership_id text not null,
    concern_id     text not null,
    id             text not null,
    kind           bigint not null check (kind between 1 and 4),
    words          text not null,
    by_id          text not null references account (id),
    at             bigint not null,
    primary key (partnership_id, concern_id, id),
    foreign key (partnership_id, concern_id) references concern (partnership_id, id)
) /* strict */;

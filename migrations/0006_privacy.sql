-- Erasing an account: one administrator asks, another approves. The request is gone once it is decided.
create table erasure_request (
    partnership_id text not null references partnership (id),
    id             text not null,
    account_id     text not null references account (id),
    reason         bigint not null check (reason between 1 and 3),
    asked_by       text not null references account (id),
    asked_at       bigint not null,
    primary key (partnership_id, id),
    unique (partnership_id, account_id)
) /* strict */;

-- What was erased, without saying who it was: a backup from before is erased again by it.
create table tombstone (
    partnership_id text not null references partnership (id),
    kind           text not null,
    id             text not null,
    number         bigint not null,
    erased_at      bigint not null,
    asked_by       text not null,
    approved_by    text not null,
    reason         bigint not null check (reason between 1 and 3),
    primary key (partnership_id, kind, id),
    unique (partnership_id, number)
) /* strict */;

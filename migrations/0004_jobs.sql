-- Work that takes longer than a request: asked for in a transaction, done by a runner, once.
create table job (
    partnership_id text not null,
    id             text not null,
    kind           text not null,
    subject        text not null,
    state          bigint not null check (state between 1 and 4),
    done           bigint not null,
    total          bigint not null,
    message        text not null,
    result_hash    text,
    result_name    text,
    asked_by       text not null references account (id),
    asked_at       bigint not null,
    changed_at     bigint not null,
    tries          bigint not null,
    primary key (partnership_id, id)) /* strict */;
create index job_waiting on job (state, asked_at);

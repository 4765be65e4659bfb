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
    -- What the session or token could with which somebody asked: the work can do no more.
    has_factor     bigint not null default 0,
    by_token       bigint not null default 0,
    only_reads     bigint not null default 0,
    seen_by        text references account (id),
    primary key (partnership_id, id)
) /* strict */;
create index job_waiting on job (state, asked_at);
create index job_by_subject on job (partnership_id, kind, subject);

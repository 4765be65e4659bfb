-- Personal access tokens: programs act as their owner with them, at the API and nowhere else. Only the hash is kept.
create table access_token (
    token_hash     text not null primary key,
    account_id     text not null references account (id),
    partnership_id text not null references partnership (id),
    name           text not null,
    may_write      bigint not null check (may_write in (0, 1)),
    factor_at      bigint,
    made_at        bigint not null,
    ends_at        bigint not null,
    used_at        bigint) /* strict */;
create index access_token_by_account on access_token (account_id);

-- What a token was answered under an idempotency key, to be answered again for a day.
create table api_answer (
    token_hash  text not null references access_token (token_hash) on delete cascade,
    key         text not null,
    fingerprint text not null,
    status      bigint not null,
    location    text not null,
    at          bigint not null,
    primary key (token_hash, key)) /* strict */;

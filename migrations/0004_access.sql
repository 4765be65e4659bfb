create table session (
    token_hash     text not null primary key,
    account_id     text not null references account (id),
    partnership_id text not null references partnership (id),
    created_at     bigint not null,
    expires_at     bigint not null,
    -- The second factor that this session was opened with, and whose eyes an administrator looks through.
    factor_at      bigint,
    seen_as        text,
    browser        text not null default '',
    used_at        bigint not null default 0
) /* strict */;
create index session_by_account on session (account_id);

-- The one-time secret that makes the first administrator. Gone once used.
create table setup_secret (
    token_hash text not null primary key,
    made_at    bigint not null
) /* strict */;

-- Signing in safely. A second factor: the one that counts has `confirmed_at`, beside it stands at most one that is being set up.
create table factor (
    account_id   text not null references account (id),
    secret       text not null,
    made_at      bigint not null,
    confirmed_at bigint,
    last_step    bigint not null,
    wrong_codes  bigint not null default 0,
    primary key (account_id, secret)
) /* strict */;

create table recovery_code (
    account_id text not null references account (id),
    code_hash  text not null,
    used_at    bigint,
    primary key (account_id, code_hash)
) /* strict */;

-- The password was right and the code is still wanted, from the visitor with this cookie.
create table sign_in_step (
    visitor_hash text not null primary key,
    account_id   text not null references account (id),
    next         text not null,
    expires_at   bigint not null,
    -- Wrong codes: of one sign-in, and of an account since the last right one.
    wrong_codes  bigint not null default 0
) /* strict */;

-- Wrong tries of one sender at one address. The key is a hash of both: what strangers type is kept nowhere.
create table sign_in_try (
    key      text not null primary key,
    tries    bigint not null,
    first_at bigint not null
) /* strict */;

-- A browser in which somebody has signed in before.
create table device (
    token_hash text not null,
    account_id text not null references account (id),
    used_at    bigint not null,
    primary key (token_hash, account_id)
) /* strict */;

-- An address that was sent to somebody, to choose a password: 1 as one invited, 2 after forgetting the old one. Gone once used.
create table password_link (
    token_hash text not null primary key,
    account_id text not null references account (id),
    kind       bigint not null check (kind between 1 and 2),
    expires_at bigint not null
) /* strict */;
create index password_link_by_account on password_link (account_id);

-- Who somebody is at the provider that the operator trusts: made at the first sign-in, by the address that the provider has verified.
create table openid_identity (
    issuer     text not null,
    subject    text not null,
    account_id text not null references account (id),
    linked_at  bigint not null,
    used_at    bigint not null,
    primary key (issuer, subject)
) /* strict */;
create index openid_identity_by_account on openid_identity (account_id);

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
    used_at        bigint
) /* strict */;
create index access_token_by_account on access_token (account_id);

-- What a token was answered under an idempotency key, to be answered again for a day.
create table api_answer (
    token_hash  text not null references access_token (token_hash) on delete cascade,
    key         text not null,
    fingerprint text not null,
    status      bigint not null,
    location    text not null,
    at          bigint not null,
    primary key (token_hash, key)
) /* strict */;

-- A role offered to an account that belongs to other partnerships of this server. It counts once its person accepts it. `name` and `job` are
-- what whoever offers it typed.
create table role_offer (
    partnership_id text not null references partnership (id),
    id             text not null,
    account_id     text not null references account (id),
    token_hash     text not null,
    name           text not null,
    job            text not null,
    role           bigint not null,
    reach          bigint not null,
    on_id          text not null,
    until          bigint,
    reason         text not null,
    given_by       text not null references account (id),
    made_at        bigint not null,
    expires_at     bigint not null,
    primary key (partnership_id, id)
) /* strict */;
create unique index role_offer_by_token on role_offer (token_hash);
create index role_offer_by_account on role_offer (account_id);
create index role_offer_by_reach on role_offer (partnership_id, reach, on_id);

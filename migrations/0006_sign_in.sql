-- Signing in safely. A second factor: the one that counts has `confirmed_at`, beside it stands at most one that is being set up.
create table factor (
    account_id   text not null references account (id),
    secret       text not null,
    made_at      bigint not null,
    confirmed_at bigint,
    last_step    bigint not null,
    primary key (account_id, secret)) /* strict */;

create table recovery_code (
    account_id text not null references account (id),
    code_hash  text not null,
    used_at    bigint,
    primary key (account_id, code_hash)) /* strict */;

-- The password was right and the code is still wanted, from the visitor with this cookie.
create table sign_in_step (
    visitor_hash text not null primary key,
    account_id   text not null references account (id),
    next         text not null,
    expires_at   bigint not null) /* strict */;

-- Wrong tries of one sender at one address. The key is a hash of both: what strangers type is kept nowhere.
create table sign_in_try (
    key      text not null primary key,
    tries    bigint not null,
    first_at bigint not null) /* strict */;

-- A browser in which somebody has signed in before.
create table device (
    token_hash text not null,
    account_id text not null references account (id),
    used_at    bigint not null,
    primary key (token_hash, account_id)) /* strict */;

-- An address that was sent to somebody, to choose a password: 1 as one invited, 2 after forgetting the old one. Gone once used.
create table password_link (
    token_hash text not null primary key,
    account_id text not null references account (id),
    kind       bigint not null check (kind between 1 and 2),
    expires_at bigint not null) /* strict */;
create index password_link_by_account on password_link (account_id);

-- Mail to be sent. What was sent keeps no body: it may hold a link that still opens a door.
create table mail (
    partnership_id text not null references partnership (id),
    id             text not null,
    to_address     text not null,
    subject        text not null,
    body           text not null,
    made_at        bigint not null,
    due_at         bigint not null,
    tries          bigint not null,
    sent_at        bigint,
    failed_at      bigint,
    last_error     text not null,
    primary key (partnership_id, id)) /* strict */;
create index mail_by_due on mail (due_at);

alter table session add column browser text not null default '';
alter table session add column used_at bigint not null default 0;
update session set used_at = created_at;

-- The invented partnership, as whose people everybody may step in. Whoever is invited to try things out there gets a password, too.
alter table partnership add column is_demo bigint not null default 0;
update partnership set is_demo = 1 where not exists (select 1 from account where password_hash is not null);

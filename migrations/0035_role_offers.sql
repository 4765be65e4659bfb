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
    primary key (partnership_id, id)) /* strict */;
create unique index role_offer_by_token on role_offer (token_hash);
create index role_offer_by_account on role_offer (account_id);

-- What a mail is about (the name of its text; '' for older ones), and the account that a link in it opens.
alter table mail add column about text not null default '';
alter table mail add column opens_account text;

-- Wrong codes: of one sign-in, and of an account since the last right one.
alter table sign_in_step add column wrong_codes bigint not null default 0;
alter table factor add column wrong_codes bigint not null default 0;

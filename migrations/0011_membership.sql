-- An organisation that is in several partnerships is described at home and copied to the others until it leaves them.
alter table organisation add column left_at bigint;

-- The one-time code with which another partnership takes an organisation in.
create table joining_code (
    partnership_id  text not null,
    organisation_id text not null,
    token_hash      text not null,
    purpose         text not null,
    made_by         text not null references account (id),
    made_at         bigint not null,
    expires_at      bigint not null,
    used_at         bigint,
    primary key (partnership_id, token_hash),
    foreign key (partnership_id, organisation_id) references organisation (partnership_id, id)) /* strict */;
create index joining_code_by_token on joining_code (token_hash);

-- The rows of an uploaded file between its preview and its import, for who uploaded it.
create table import_draft (
    partnership_id text not null references partnership (id),
    account_id     text not null references account (id),
    file_name      text not null,
    content        text not null,
    kept_at        bigint not null,
    primary key (partnership_id, account_id)) /* strict */;

-- Where somebody with roles in several partnerships worked last.
alter table account add column last_partnership_id text;

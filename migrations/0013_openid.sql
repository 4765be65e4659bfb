-- Who somebody is at the provider that the operator trusts: made at the first sign-in, by the address that the provider has verified.
create table openid_identity (
    issuer     text not null,
    subject    text not null,
    account_id text not null references account (id),
    linked_at  bigint not null,
    used_at    bigint not null,
    primary key (issuer, subject)) /* strict */;
create index openid_identity_by_account on openid_identity (account_id);

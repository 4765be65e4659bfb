-- The secret address at which somebody's calendar reads what they have to do. One for each person in a partnership.
create table calendar_feed (
    partnership_id text not null,
    account_id     text not null references account (id),
    token_hash     text not null unique,
    made_at        bigint not null,
    primary key (partnership_id, account_id)) /* strict */;

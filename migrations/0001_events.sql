-- What happened: one row for each change, written with the change.
create table event (
    partnership_id text not null,
    id             text not null,
    at             bigint not null,
    actor_id       text,
    verb           text not null,
    kind           text not null,
    object_id      text not null,
    part           text not null,
    before         text,
    after          text,
    -- Events as a chain: each row's hash covers the row before it, so that a row that was altered, removed, added or moved shows.
    -- `words_hash` covers what stood before and after together with `salt`; without the salt nobody can guess what an erased text said.
    seq            bigint not null default 0,
    salt           text not null default '',
    words_hash     text not null default '',
    hash           text not null default '',
    primary key (partnership_id, id)
) /* strict */;
create index event_by_object on event (partnership_id, kind, object_id, id);
create index event_by_seq on event (partnership_id, seq);

create table event_head (
    partnership_id text not null primary key,
    seq            bigint not null,
    hash           text not null,
    -- Proof that the end of the chain was written by a server that has the key: cutting the chain and its head alike does not pass.
    seal           text not null default ''
) /* strict */;

-- One seal over the ends of all chains of events, so that a chain that is removed together with its end is missed. Empty until it is first made.
create table event_seal (
    id   bigint not null primary key,
    seal text not null
) /* strict */;
insert into event_seal (id, seal) values (1, '');
